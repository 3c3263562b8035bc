//! Records of known collections of quotes, which have neither a text nor quotes by the contract's names.
//!
//! Quotebank (Vaucher et al. 2021), by quote: `quoteID`, `quotation`, `speaker` (`None` where nobody is known), `date`,
//! `urls`; by article: `articleID`, `quotations` with `quotation` and `globalTopSpeaker` or `localTopSpeaker`. Its other
//! fields are passed through. (GDELT's Global Quotation Graph needs nothing here: it has `quotes`, with `pre` and `post`.)

use super::article::{Article, GivenQuote};
use super::extra::{Extra, Json};
use super::id::Id;
use std::borrow::Cow;

const QUOTE: &str = "quotation";
const QUOTE_ID: &str = "quoteID";
const SPEAKER: &str = "speaker";
const URLS: &str = "urls";
const QUOTES: &str = "quotations";
const ARTICLE_ID: &str = "articleID";
const SPEAKERS: [&str; 2] = ["globalTopSpeaker", "localTopSpeaker"];

/// Does a field of this name hold quotes of a known collection?
pub(super) fn is_known(name: &str) -> bool {
    [QUOTE, QUOTES].contains(&name)
}

/// What stands for a speaker whom nobody knows.
const NOBODY: &str = "None";

impl Article<'_> {
    /// Reads the quotes of a known collection out of the fields that are passed through.
    pub(super) fn adopt_quotes(&mut self) {
        if let Some(quotations) = self.extra.get(QUOTES).and_then(Json::read::<Vec<Extra>>) {
            let quotes: Vec<_> = quotations.iter().filter_map(|one| quote(one, &SPEAKERS)).collect();
            let is_read = quotations.is_empty() || !quotes.is_empty();
            self.give(is_read.then_some(quotes));
        } else if let Some(quote) = quote(&self.extra, &[SPEAKER]) {
            self.quotes.push(quote);
            self.extra.remove(SPEAKER);
        }
        if self.quotes.is_empty() && self.text.is_none() {
            return;
        }
        [QUOTE, QUOTES].iter().for_each(|name| self.extra.remove(name));
        let own = [QUOTE_ID, ARTICLE_ID].iter().find_map(|name| text(&self.extra, name));
        self.id = self.id.take().or_else(|| own.map(|id| Id::Text(id.into())));
        let first = self.extra.get(URLS).and_then(|urls| urls.read::<Vec<Json>>()?.first()?.read::<String>());
        self.url = self.url.take().or_else(|| first.map(Cow::Owned));
    }
}

fn quote(fields: &Extra, speakers: &[&str]) -> Option<GivenQuote<'static>> {
    let words = text(fields, QUOTE)?;
    let speaker = speakers.iter().find_map(|name| text(fields, name)).filter(|name| name != NOBODY);
    Some(GivenQuote { quote: Cow::Owned(words), speaker: speaker.map(Cow::Owned), pre: None, post: None })
}

fn text(fields: &Extra, name: &str) -> Option<String> {
    fields.get(name)?.read()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_of_quotebank_keeps_its_other_fields() {
        let json = r#"{"quoteID":"2016-01-01-000001","quotation":"Norway is a friend","speaker":"Ana Novak","qids":["Q0"],
            "date":"2016-01-01 08:00:00","numOccurrences":2,"urls":["http://herald.example/a"],"phase":"E"}"#;
        let article = Article::parse(json).unwrap();
        assert_eq!(article.id.unwrap().to_string(), "2016-01-01-000001");
        assert_eq!(
            (&*article.quotes[0].quote, article.quotes[0].speaker.as_deref()),
            ("Norway is a friend", Some("Ana Novak"))
        );
        assert_eq!(article.url.as_deref(), Some("http://herald.example/a"));
        let left: Vec<&str> = article.extra.names().collect();
        assert_eq!(left, ["quoteID", "qids", "numOccurrences", "urls", "phase"]);
    }

    #[test]
    fn an_article_of_quotebank_has_many() {
        let json = r#"{"articleID":"a1","title":"Talks","quotations":[{"quotation":"We agree","globalTopSpeaker":"None",
            "localTopSpeaker":"Ana Novak"},{"quotation":"We do not","globalTopSpeaker":"Ivo Dahl"}]}"#;
        let article = Article::parse(json).unwrap();
        let speakers: Vec<_> = article.quotes.iter().map(|quote| quote.speaker.as_deref()).collect();
        assert_eq!(speakers, [None, Some("Ivo Dahl")]);
    }
}
