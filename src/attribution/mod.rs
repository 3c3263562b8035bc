//! Attribution: quotes, their cues and their sources.
//!
//! Owns where a quote begins and ends, which word reports it, and which words name its source (PARC 3, PolNeAR). Who the
//! source *is* across the article, [`crate::reference`] decides.

use crate::knowledge::Knowledge;
use crate::lexicon::CueClass;
use crate::mention::Mention;
use crate::text::{Document, Tokens};

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
pub fn find(_document: &Document, _knowledge: &Knowledge, _mentions: &[Mention]) -> Vec<Quote> {
    Vec::new()
}
