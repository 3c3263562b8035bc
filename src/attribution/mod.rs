//! Attribution: quotes, their cues and their sources.
//!
//! Owns where a quote begins and ends, which word reports it, and which words name its source (PARC 3, PolNeAR). Who the
//! source *is* across the article, [`crate::reference`] decides. No parser and no tagger: closed classes, the cue
//! lexicon and the way words are written carry every rule.
//!
//! Each sentence, in which a quotation is opaque, is read once: its verb groups that can report (`cue`, and `plural`
//! for what they may follow), the noun phrases beside them (`source` with its `apposition`, and `subject` behind a
//! quotation), and the stretch they report (`content`, and `gap` where a relative pronoun belongs to it, `passive`
//! where the agent comes last, `noun` where a noun reports). What quotations are left over goes on from the quote
//! before, hangs on a colon or a dash, or stays without a source (`leftover`), unless one is named behind it
//! (`leading`). A source may name several (`joint`, `list`); the inside of a quotation is read the same way (`nested`).
//! Where an article is talk in turns, each turn is a quote (`transcript`), and so are posts and statements set into it
//! (`statement`). A headline may name who speaks before or behind a colon (`headline`).

mod apposition;
mod beside;
mod closing;
mod content;
mod cue;
mod gap;
mod headline;
mod joint;
mod leading;
mod leftover;
mod list;
mod nested;
mod noun;
mod opening;
mod passive;
mod plural;
mod reach;
mod reader;
mod sentence;
mod source;
mod statement;
mod subject;
mod tail;
mod transcript;
mod unasserted;

use crate::knowledge::Knowledge;
use crate::lexicon::CueClass;
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
    /// Does the text deny, ask or suppose that it was said, rather than tell so?
    pub unasserted: bool,
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
            unasserted: false,
        }
    }
}

/// How much of a content stands between quotation marks (Pareti 2012).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// All of it; or it is a turn of a transcript, a post or a statement, all of which is spoken.
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
    let (outer, mut inner) = outermost(document, knowledge, mentions);
    if let Some(inside) = document.nested(&lexicons.orthography) {
        inner.append(&mut nested::read(&inside, lexicons));
        inner.sort_by_key(|quote| quote.content[0]);
    }
    if inner.is_empty() { outer } else { nested::join(outer, inner) }
}

/// The quotes that stand in no other, in order of their first content token, and what the turns of a transcript quote.
fn outermost(document: &Document, knowledge: &Knowledge, mentions: &[Mention]) -> (Vec<Quote>, Vec<Quote>) {
    let reader = Reader::new(document, &knowledge.lexicons);
    let (mut quotes, mut inside) = (Vec::new(), Vec::new());
    let mut turns = transcript::turns(&reader);
    if turns.is_empty() {
        turns = statement::turns(&reader);
    }
    let mut turns = turns.into_iter().peekable();
    let mut first = 0;
    // The sentence before, where it is the narrator's: what it leaves over waits for the next, for `"...?" NAME asked.` is
    // two sentences.
    let mut waiting = None;
    for (index, sentence) in document.sentences().iter().enumerate() {
        let end = quotes.len();
        let paragraph = sentence.paragraph as usize;
        while turns.next_if(|turn| turn.paragraphs.end <= paragraph).is_some() {}
        let turn = turns.peek_mut().filter(|turn| turn.paragraphs.contains(&paragraph));
        let narrated = turn.is_none();
        match turn {
            Some(turn) => {
                quotes.extend(turn.take());
                sentence::read(&reader, index, &mut inside);
            }
            None => sentence::read(&reader, index, &mut quotes),
        }
        if let Some(before) = waiting {
            leftover::read(&reader, before, first, end, &mut quotes);
        }
        waiting = narrated.then_some(index);
        first = end;
    }
    if let Some(last) = waiting {
        let end = quotes.len();
        leftover::read(&reader, last, first, end, &mut quotes);
    }
    headline::read(&reader, knowledge, mentions, &mut quotes);
    for quote in &mut quotes {
        if !transcript::is_turn(quote) {
            quote.kind = reader.kind(&quote.content);
        }
    }
    quotes.retain(|quote| !quote.content.is_empty());
    quotes.sort_by_key(|quote| (quote.content[0], quote.content.len()));
    leading::join(&reader, &mut quotes);
    for quote in &mut quotes {
        quote.unclosed = quote.content.iter().any(|&piece| reader.is_unclosed(piece));
        quote.unasserted = unasserted::is_unasserted(&reader, quote);
        quote.co_sources = quote.source.map(|source| joint::co_sources(&reader, mentions, source)).unwrap_or_default();
    }
    (quotes, nested::of_others(&reader, inside))
}

/// Quotes that somebody else has extracted, in the order given: where each stands, and whether its speaker is known. Where it
/// is not, the quote that the text tells of at the same place lends its source.
pub fn given(document: &Document, knowledge: &Knowledge, mentions: &[Mention], places: &[(Span, bool)]) -> Vec<Quote> {
    let is_known = places.iter().all(|(_, is_known)| *is_known);
    let told = if is_known { Vec::new() } else { find(document, knowledge, mentions) };
    let place = |(span, is_known): &(Span, bool)| {
        let content = document.tokens_of(*span);
        let overlap = |quote: &Quote| quote.content.iter().map(|piece| piece.shared(content)).sum::<usize>();
        let fitting = told.iter().filter(|quote| !is_known && overlap(quote) > 0);
        let quote = Quote::new(vec![content], None, "given", 1000);
        match fitting.max_by_key(|quote| (overlap(quote), quote.source.is_some())) {
            Some(told) => Quote { content: quote.content, parent: None, ..told.clone() },
            None => quote,
        }
    };
    places.iter().map(place).collect()
}
