//! The input record: one article.

use super::dates;
use super::extra::{Extra, Json};
use super::fields::{Field, Fields};
use super::id::Id;
use super::loose::Loose;
use super::offsets::Offsets;
use crate::error::{Error, Result};
use crate::text::Span;
use schemars::JsonSchema;
use serde::de::{self, DeserializeSeed, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// One article, as a line of JSON Lines gives it. `text` is required, or `quotes`, which may be none; unknown fields are passed through.
#[derive(Clone, Debug, Default, JsonSchema)]
#[schemars(extend("anyOf" = [
    { "required": ["text"], "properties": { "text": { "type": "string" } } },
    { "required": ["quotes"], "properties": { "quotes": { "type": "array" } } },
]))]
pub struct Article<'a> {
    /// A name for the article; its place in the input (a line number or path) where it brings none.
    pub id: Option<Id<'a>>,
    /// The article's text, which all offsets point into.
    pub text: Option<Cow<'a, str>>,
    /// The title: context for names, not scored.
    pub title: Option<Cow<'a, str>>,
    /// When it was written: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, whatever follows. `YYYYMMDD`, the seconds since 1970 and what
    /// internet dates look like are read, too.
    pub date: Option<Cow<'a, str>>,
    /// Who published it.
    pub outlet: Option<Cow<'a, str>>,
    /// Where it was published.
    pub url: Option<Cow<'a, str>>,
    /// Who wrote it.
    pub author: Option<Cow<'a, str>>,
    /// Quotes that are already extracted; where there are any, none are looked for.
    #[schemars(default, with = "Option<Vec<GivenQuote>>")]
    pub quotes: Vec<GivenQuote<'a>>,
    /// Words whose tone is asked for, whoever holds it.
    #[schemars(default, with = "Option<Vec<GivenTarget>>")]
    pub targets: Vec<GivenTarget<'a>>,
    /// Pairs of words whose attitudes toward one another are asked for.
    #[schemars(default, with = "Option<Vec<GivenPair>>")]
    pub pairs: Vec<GivenPair<'a>>,
    /// Every other field, passed through to the output record.
    #[schemars(flatten, with = "Map<String, Value>")]
    pub extra: Extra<'a>,
}

impl<'de> DeserializeSeed<'de> for &Fields {
    type Value = Article<'de>;

    /// By hand, so that the text is borrowed and only fields of other names are held as JSON. Null is as good as no
    /// field; the same field twice is an error.
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<Article<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &Fields {
    type Value = Article<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an article record (a JSON object)")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Article<'de>, A::Error> {
        let mut article = Article::default();
        let (mut single, mut quotes) = (GivenQuote::default(), None);
        let mut seen = Seen::default();
        while let Some(Text(name)) = map.next_key()? {
            let Some(field) = self.of(&name) else {
                article.extra.insert(name, map.next_value::<Json>()?);
                continue;
            };
            seen.note(field, &name)?;
            match field {
                Field::Id => article.id = map.next_value()?,
                Field::Text => article.text = text(&mut map)?,
                Field::Title => article.title = loose(&mut map)?,
                Field::Date => article.date = loose(&mut map)?.map(dates::written),
                Field::Outlet => article.outlet = loose(&mut map)?,
                Field::Url => article.url = loose(&mut map)?,
                Field::Author => article.author = loose(&mut map)?,
                Field::Quotes => quotes = map.next_value()?,
                Field::Targets => article.targets = map.next_value::<Option<_>>()?.unwrap_or_default(),
                Field::Pairs => article.pairs = map.next_value::<Option<_>>()?.unwrap_or_default(),
                Field::Quote => single.quote = text(&mut map)?.unwrap_or_default(),
                Field::Speaker => single.speaker = text(&mut map)?,
            }
        }
        article.give(quotes);
        if !single.quote.is_empty() {
            article.quotes.push(single);
        }
        Ok(article)
    }
}

/// A string, borrowed where nothing in it is escaped.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

fn text<'de, A: MapAccess<'de>>(map: &mut A) -> std::result::Result<Option<Cow<'de, str>>, A::Error> {
    Ok(map.next_value::<Option<Text>>()?.map(|Text(text)| text))
}

/// A string, or what others write for one.
fn loose<'de, A: MapAccess<'de>>(map: &mut A) -> std::result::Result<Option<Cow<'de, str>>, A::Error> {
    Ok(map.next_value::<Loose>()?.0)
}

/// The fields read so far.
#[derive(Default)]
struct Seen(u32);

impl Seen {
    fn note<E: de::Error>(&mut self, field: Field, name: &str) -> std::result::Result<(), E> {
        let bit = 1 << field as u32;
        if self.0 & bit != 0 {
            return Err(E::custom(format_args!("duplicate field `{name}`")));
        }
        self.0 |= bit;
        Ok(())
    }
}

/// A quote that is already extracted.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub struct GivenQuote<'a> {
    /// Its words.
    #[serde(borrow)]
    pub quote: Cow<'a, str>,
    /// The name of who said it; where there is none, the words around it may tell.
    #[serde(default, borrow)]
    pub speaker: Option<Cow<'a, str>>,
    /// The words before it, where the article has no text.
    #[serde(default, borrow)]
    pub pre: Option<Cow<'a, str>>,
    /// The words behind it, where the article has no text.
    #[serde(default, borrow)]
    pub post: Option<Cow<'a, str>>,
}

/// Words whose tone is asked for.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct GivenTarget<'a> {
    /// A name for the question.
    #[serde(default, borrow)]
    pub id: Option<Id<'a>>,
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
    /// Who is meant.
    #[serde(default, borrow)]
    pub name: Option<Cow<'a, str>>,
}

/// Two stretches of words whose attitudes toward one another are asked for.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct GivenPair<'a> {
    /// A name for the question.
    #[serde(default, borrow)]
    pub id: Option<Id<'a>>,
    /// One side.
    pub a: Place,
    /// The other side.
    pub b: Place,
}

/// A half-open stretch of the text, in the unit that the caller chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
}

/// The spans that an article asks about, as bytes of its text.
#[derive(Clone, Debug, Default)]
pub(super) struct Questions {
    pub(super) targets: Vec<Span>,
    pub(super) pairs: Vec<(Span, Span)>,
}

/// How many fields are named where the text is missing.
const MOST_NAMES: usize = 12;

/// How many quotes may stand before the one before them, each of which is looked for in the whole text.
const MOST_MISPLACED: usize = 500;

/// The field that names the language of quotes (GDELT's Global Quotation Graph).
const LANGUAGE: &str = "lang";

/// What a given quote is set between where the words around it are given apart.
const OPENING: &str = "\u{201c}";
const CLOSING: &str = "\u{201d}";

impl<'a> Article<'a> {
    /// Reads a record, which mostly is a line of JSON. An error tells its line within the record.
    pub fn parse(line: &'a str) -> Result<Article<'a>> {
        Article::parse_by(line, &Fields::default())
    }

    /// Reads a record whose fields go by other names.
    pub fn parse_by(line: &'a str, fields: &Fields) -> Result<Article<'a>> {
        let mut json = serde_json::Deserializer::from_str(line);
        let article = fields.deserialize(&mut json).and_then(|article| json.end().map(|()| article));
        article.map_err(|cause| not_json(&cause))?.checked()
    }

    /// Reads a record that is at hand as fields, a row of a table.
    pub fn of_fields(row: Map<String, Value>, fields: &Fields) -> Result<Article<'static>> {
        fields.deserialize(Value::Object(row)).map_err(|cause| not_json(&cause))?.checked()
    }

    /// The article, if there is something to read.
    fn checked(mut self) -> Result<Article<'a>> {
        if self.text.is_none() && self.quotes.is_empty() {
            self.adopt_quotes();
        }
        if self.text.is_none() && self.quotes.is_empty() {
            return Err(Error::record(self.without_text()));
        }
        Ok(self)
    }

    /// What is told of a record that has nothing to read: what it has beside, for the text may go by another name.
    fn without_text(&self) -> String {
        let names: Vec<&str> = self.extra.names().take(MOST_NAMES).collect();
        let names = if names.is_empty() { String::new() } else { format!("; other fields are {}", names.join(", ")) };
        format!("neither text nor quotes{names}")
    }

    /// Gives it quotes. Where there are none in the list, there is nothing to read, which is no fault.
    pub(super) fn give(&mut self, quotes: Option<Vec<GivenQuote<'a>>>) {
        if quotes.as_ref().is_some_and(Vec::is_empty) {
            self.text.get_or_insert_default();
        }
        self.quotes = quotes.unwrap_or_default();
    }

    /// The language that the record names, where the text is too little to tell.
    pub(super) fn language(&self) -> Option<String> {
        let named = self.extra.get(LANGUAGE).filter(|_| self.text.is_none())?;
        named.read().filter(|named: &String| !named.is_empty())
    }

    /// An article that is its text alone.
    pub fn from_text(text: impl Into<Cow<'a, str>>) -> Article<'a> {
        Article { text: Some(text.into()), ..Article::default() }
    }

    /// The text to read, and where in it each given quote stands: the article's own, or the quotes, a paragraph each.
    pub(super) fn body(&self) -> Result<(Cow<'_, str>, Vec<Span>)> {
        if let Some(index) = self.quotes.iter().position(|given| given.quote.trim().is_empty()) {
            return Err(Error::record(format!("quotes[{index}] is empty")));
        }
        let mut spans = Vec::with_capacity(self.quotes.len());
        if let Some(text) = &self.text {
            let (mut from, mut misplaced) = (0, 0);
            for (index, given) in self.quotes.iter().enumerate() {
                // Quotes come in the order of the text; one that does not is looked for from the start.
                let found = text[from..].find(&*given.quote).map(|at| from + at).or_else(|| {
                    misplaced += 1;
                    text.find(&*given.quote)
                });
                if misplaced > MOST_MISPLACED {
                    let message = format!(
                        "quotes[{index}] is one of over {MOST_MISPLACED} that are not in the order of the text"
                    );
                    return Err(Error::record(message));
                }
                let start = found
                    .ok_or_else(|| Error::record(format!("the text does not hold the quote {:?}", given.quote)))?;
                spans.push(Span::new(start, start + given.quote.len()));
                from = start + given.quote.len();
            }
            return Ok((Cow::Borrowed(text), spans));
        }
        let mut text = String::new();
        for given in &self.quotes {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let (pre, post) = (given.pre.as_deref().map(str::trim), given.post.as_deref().map(str::trim));
            let is_told = pre.or(post).is_some();
            if let Some(pre) = pre.filter(|pre| !pre.is_empty()) {
                text.extend([pre, " "]);
            }
            text.push_str(if is_told { OPENING } else { "" });
            spans.push(Span::new(text.len(), text.len() + given.quote.len()));
            text.push_str(&given.quote);
            text.push_str(if is_told { CLOSING } else { "" });
            if let Some(post) = post.filter(|post| !post.is_empty()) {
                text.extend([" ", post]);
            }
        }
        Ok((Cow::Owned(text), spans))
    }

    /// What is asked for, in bytes. A span that is not inside the text is an error.
    pub(super) fn questions(&self, offsets: &Offsets) -> Result<Questions> {
        let span = |what: &str, start: u32, end: u32| {
            let found = offsets.span(start, end);
            found.ok_or_else(|| Error::record(format!("{what} {start}..{end} is not inside the text")))
        };
        let mut questions = Questions::default();
        for target in &self.targets {
            questions.targets.push(span("target", target.start, target.end)?);
        }
        for pair in &self.pairs {
            let a = span("pair", pair.a.start, pair.a.end)?;
            questions.pairs.push((a, span("pair", pair.b.start, pair.b.end)?));
        }
        Ok(questions)
    }
}

/// What is wrong with some JSON. Its line is counted from the start of the record, which the message leaves to whoever
/// knows where the record stands.
fn not_json(cause: &serde_json::Error) -> Error {
    let (line, column) = (cause.line(), cause.column());
    let what = if cause.is_data() { "" } else { "no JSON: " };
    let message = cause.to_string();
    match message.strip_suffix(&format!(" at line {line} column {column}")) {
        Some(message) => Error::record(format!("{what}{message}, column {column}")).at_line(line),
        None => Error::record(message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_as_good_as_no_field_and_other_fields_pass_through() {
        let json = r#"{"id":7,"text":"A \u201cword\u201d.","title":null,"quotes":null,"targets":[],"desk":{"n":[1,2.5]},"tag":null}"#;
        let article = Article::parse(json).unwrap();
        assert_eq!(article.text.as_deref(), Some("A “word”."));
        assert!(article.title.is_none() && article.quotes.is_empty() && article.targets.is_empty());
        assert_eq!(serde_json::to_string(&article.extra).unwrap(), r#"{"desk":{"n":[1,2.5]},"tag":null}"#);
    }

    #[test]
    fn what_others_write_for_strings_is_read() {
        let json = r#"{"id":1.5,"text":"a","title":7,"date":1706659200,"outlet":{"id":null,"name":"The Herald"},
            "author":["Lena Marsh",{"name":"Ivo Dahl"}],"url":null}"#;
        let article = Article::parse(json).unwrap();
        assert_eq!((article.id.unwrap().to_string(), article.title.as_deref()), ("1.5".to_owned(), Some("7")));
        assert_eq!((article.date.as_deref(), article.outlet.as_deref()), (Some("2024-01-31"), Some("The Herald")));
        assert_eq!((article.author.as_deref(), article.url), (Some("Lena Marsh, Ivo Dahl"), None));
        assert_eq!(
            Article::parse(r#"{"id":18446744073709551615,"text":"a"}"#).unwrap().id.unwrap().to_string(),
            "18446744073709551615"
        );
    }

    #[test]
    fn no_quotes_are_nothing_to_read_and_no_fault() {
        for json in [r#"{"quotes":[],"lang":"ENGLISH"}"#, r#"{"articleID":"a","quotations":[]}"#] {
            assert_eq!(Article::parse(json).unwrap().text.as_deref(), Some(""), "{json}");
        }
        assert_eq!(Article::parse(r#"{"quotes":[],"text":"a"}"#).unwrap().text.as_deref(), Some("a"));
    }

    #[test]
    fn what_is_no_article_is_an_error_that_says_why() {
        for (json, cause) in [
            ("[]", "an article record"),
            ("{", "EOF"),
            (r#"{"id":"a"}"#, "neither text nor quotes"),
            (r#"{"id":"a","body":"b","desk":1}"#, "neither text nor quotes; other fields are body, desk"),
            (r#"{"text":"a","text":"b"}"#, "duplicate field `text`"),
            (r#"{"text":5}"#, "expected a string"),
            (r#"{"text":"\ud800"}"#, "hex escape"),
            (r#"{"text":"a"} {"text":"b"}"#, "trailing characters"),
        ] {
            let error = Article::parse(json).expect_err(json).to_string();
            assert!(error.contains(cause), "{json}: {error}");
        }
    }
}
