//! The input record: one article.

use super::offsets::Offsets;
use crate::error::{Error, Result};
use crate::text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One article, as a line of JSON Lines gives it. `text` is required, or `quotes`; unknown fields are passed through.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub struct Article<'a> {
    /// A name for the article; its place in the input (a line number or path) where it brings none.
    #[serde(default, borrow)]
    pub id: Option<Id<'a>>,
    /// The article's text, which all offsets point into.
    #[serde(default, borrow)]
    pub text: Option<Cow<'a, str>>,
    /// The title: context for names, not scored.
    #[serde(default, borrow)]
    pub title: Option<Cow<'a, str>>,
    /// When it was written: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, whatever follows.
    #[serde(default, borrow)]
    pub date: Option<Cow<'a, str>>,
    /// Who published it.
    #[serde(default, borrow)]
    pub outlet: Option<Cow<'a, str>>,
    /// Where it was published.
    #[serde(default, borrow)]
    pub url: Option<Cow<'a, str>>,
    /// Who wrote it.
    #[serde(default, borrow)]
    pub author: Option<Cow<'a, str>>,
    /// Quotes that are already extracted; where there are any, none are looked for.
    #[serde(default, borrow)]
    pub quotes: Vec<GivenQuote<'a>>,
    /// Words whose tone is asked for, whoever holds it.
    #[serde(default, borrow)]
    pub targets: Vec<GivenTarget<'a>>,
    /// Pairs of words whose attitudes toward one another are asked for.
    #[serde(default, borrow)]
    pub pairs: Vec<GivenPair<'a>>,
    /// Every other field, passed through to the output record.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// The name of an article: a string or a number.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Id<'a> {
    /// A string.
    Text(#[serde(borrow)] Cow<'a, str>),
    /// A whole number.
    Number(i64),
}

/// A quote that is already extracted.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct GivenQuote<'a> {
    /// Its words.
    #[serde(borrow)]
    pub quote: Cow<'a, str>,
    /// The name of who said it.
    #[serde(default, borrow)]
    pub speaker: Option<Cow<'a, str>>,
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

impl<'a> Article<'a> {
    /// Reads one line of JSON.
    pub fn parse(line: &'a str) -> Result<Article<'a>> {
        let article: Article = serde_json::from_str(line).map_err(|cause| Error::record(cause.to_string()))?;
        if article.text.is_none() && article.quotes.is_empty() {
            return Err(Error::record("neither text nor quotes"));
        }
        Ok(article)
    }

    /// An article that is its text alone.
    pub fn from_text(text: impl Into<Cow<'a, str>>) -> Article<'a> {
        Article { text: Some(text.into()), ..Article::default() }
    }

    /// The text to read, and where in it each given quote stands: the article's own, or the quotes, a paragraph each.
    pub(super) fn body(&self) -> Result<(Cow<'_, str>, Vec<Span>)> {
        let mut spans = Vec::with_capacity(self.quotes.len());
        if let Some(text) = &self.text {
            let mut from = 0;
            for given in &self.quotes {
                // Quotes come in the order of the text; one that does not is looked for from the start.
                let found = text[from..].find(&*given.quote).map(|at| from + at).or_else(|| text.find(&*given.quote));
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
            spans.push(Span::new(text.len(), text.len() + given.quote.len()));
            text.push_str(&given.quote);
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
