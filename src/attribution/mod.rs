//! Attribution: quotes, their cues and their sources.
//!
//! Owns where a quote begins and ends, which word reports it, and which words name its source (PARC 3, PolNeAR). Who the
//! source *is* across the article, [`crate::reference`] decides. No parser and no tagger: closed classes, the cue
//! lexicon and the way words are written carry every rule.
//!
//! Each sentence, in which a quotation is opaque, is read once: its verb groups that can report (`cue`), the noun
//! phrases beside them (`source`, and `subject` behind a quotation), and the stretch they report (`content`). What
//! quotations are left over goes on
//! from the quote before, hangs on a colon or a dash, or stays without a source (`leftover`). A source may name several
//! (`joint`); the inside of a quotation is read the same way (`nested`).

mod beside;
mod closing;
mod content;
mod cue;
mod joint;
mod leftover;
mod nested;
mod opening;
mod reach;
mod reader;
mod sentence;
mod source;
mod subject;

use crate::knowledge::Knowledge;
use crate::lexicon::{CueClass, Lexicons};
use crate::mention::Mention;
use crate::text::{Document, Span, Tokens};
use reader::Reader;

/// A content with its source and cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// How much of it stands between quotation marks.
    pub kind: QuoteKind,
    /// The pieces of its content, in order: one, or more where the source stands in between.
    pub content: Vec<Tokens>,
    /// The words that report it, where there are any.
    pub cue: Option<Cue>,
    /// The words that name who speaks, where there are any.
    pub source: Option<Tokens>,
    /// The words that name further speakers of a joint statement.
    pub co_sources: Vec<Tokens>,
    /// The quote that this one stands in, as an index.
    pub parent: Option<usize>,
    /// The name of the rule that found it.
    pub rule: &'static str,
    /// How sure the attribution is, in thousandths, 0..=1000.
    pub confidence: i16,
    /// Is a quotation mark missing at its end?
    pub unclosed: bool,
}

impl Quote {
    /// A content with its source, found by a rule; no cue, all of it between quotation marks.
    fn new(content: Vec<Tokens>, source: Option<Tokens>, rule: &'static str, confidence: i16) -> Quote {
        Quote {
            kind: QuoteKind::Direct,
            content,
            cue: None,
            source,
            co_sources: Vec::new(),
            parent: None,
            rule,
            confidence,
            unclosed: false,
        }
    }
}

/// How much of a content stands between quotation marks (Pareti 2012).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// All of it.
    Direct,
    /// Part of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// The words that report a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Where they stand.
    pub tokens: Tokens,
    /// What their subject does.
    pub class: CueClass,
}

/// All quotes, in order of their first content token.
pub fn find(document: &Document, knowledge: &Knowledge, mentions: &[Mention]) -> Vec<Quote> {
    let lexicons = &knowledge.lexicons;
    let outer = outermost(document, lexicons, mentions);
    match document.nested(&lexicons.orthography) {
        Some(inner) => nested::join(outer, nested::read(&inner, lexicons)),
        None => outer,
    }
}

/// The quotes that stand in no other, in order of their first content token.
fn outermost(document: &Document, lexicons: &Lexicons, mentions: &[Mention]) -> Vec<Quote> {
    let reader = Reader::new(document, lexicons);
    let mut quotes = Vec::new();
    let mut first = 0;
    for index in 0..document.sentences().len() {
        let end = quotes.len();
        sentence::read(&reader, index, &mut quotes);
        // What a sentence leaves over waits for the next: `"...?" NAME asked.` is two sentences.
        if index > 0 {
            leftover::read(&reader, index - 1, first, end, &mut quotes);
        }
        first = end;
    }
    if let Some(last) = document.sentences().len().checked_sub(1) {
        let end = quotes.len();
        leftover::read(&reader, last, first, end, &mut quotes);
    }
    for quote in &mut quotes {
        quote.kind = reader.kind(&quote.content);
        quote.unclosed = quote.content.iter().any(|&piece| reader.is_unclosed(piece));
        quote.co_sources = quote.source.map(|source| joint::co_sources(&reader, mentions, source)).unwrap_or_default();
    }
    quotes.retain(|quote| !quote.content.is_empty());
    quotes.sort_by_key(|quote| (quote.content[0], quote.content.len()));
    quotes
}

/// Quotes that somebody else has extracted, by where they stand: contents without cue or source, in the order given.
pub fn given(document: &Document, spans: impl Iterator<Item = Span>) -> Vec<Quote> {
    spans.map(|span| Quote::new(vec![document.tokens_of(span)], None, "given", 1000)).collect()
}
