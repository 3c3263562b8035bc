//! Paragraphs that are somebody's words without quotation marks: posts set into the page with who posted them behind
//! (`... — NAME (@name) March 3`), and statements given in full behind a lead (`NAME issued the following statement:`).
//!
//! Owns which paragraphs they are, and whose; like the turns of a transcript they are quotes as a whole.

use super::cue::{self, Voice};
use super::reader::Reader;
use super::transcript::Turn;
use super::{content, source, subject};
use crate::lexicon::{Classes, CueClass, RoleKind, Takes};
use crate::text::{Kind, Tokens};

/// The names of the rules.
pub(super) const POST: &str = "embedded-post";
pub(super) const STATEMENT: &str = "full-statement";

/// How many paragraphs a statement may have, so that later rooms stay linear on any input.
const LONGEST: usize = 32;

/// The posts and statements of an article, in order.
pub(super) fn turns(reader: &Reader) -> Vec<Turn> {
    let paragraphs = reader.document.paragraphs();
    let mut turns: Vec<Turn> = Vec::new();
    let mut number = 0;
    while number < paragraphs.len() {
        let free = turns.last().map_or(0, |turn| turn.paragraphs.end);
        let turn = (number >= free).then(|| post(reader, number, free).or_else(|| statement(reader, number))).flatten();
        number += 1;
        turns.extend(turn);
    }
    turns
}

/// The post that a paragraph ends, or that stands in the paragraph before it, if that one is free.
fn post(reader: &Reader, number: usize, free: usize) -> Option<Turn> {
    let paragraphs = reader.document.paragraphs();
    let tokens = paragraphs[number].tokens;
    let (dash, source) = signed(reader, tokens)?;
    let before = without_tag(reader, reader.trim(Tokens::new(tokens.start as usize, dash)));
    let (content, first) = match before.is_empty() {
        false => (before, number),
        true if number > free => (without_tag(reader, paragraphs[number - 1].tokens), number - 1),
        true => return None,
    };
    let spoken = paragraphs[first].boilerplate.is_none() && !content.is_empty();
    spoken.then(|| Turn { source: Some(source), content: vec![content], paragraphs: first..number + 1, rule: POST })
}

/// The tokens without a tag that they open with, left over from the page that the post was set into.
fn without_tag(reader: &Reader, tokens: Tokens) -> Tokens {
    const LONGEST: usize = 60;
    let sign = |at: usize, sign: &str| reader.kind_at(at) == Some(Kind::Sign) && reader.document.word(at) == sign;
    let opens = !tokens.is_empty() && sign(tokens.start as usize, "<");
    let close = tokens.range().take(LONGEST).find(|&at| opens && sign(at, ">"));
    close.map_or(tokens, |close| Tokens { start: close as u32 + 1, ..tokens })
}

/// The dash before who posted what a paragraph ends with, and the name: it has a handle in brackets behind it.
fn signed(reader: &Reader, tokens: Tokens) -> Option<(usize, Tokens)> {
    const LONGEST: usize = 20;
    let near = tokens.range().rev().take(LONGEST);
    let dash = near.clone().find(|&at| reader.kind_at(at) == Some(Kind::Dash) && reader.is_outside(at))?;
    let open = (dash + 1..tokens.end as usize).find(|&at| reader.kind_at(at) == Some(Kind::Open))?;
    let handle = reader.document.words(Tokens::new(open, (open + 3).min(tokens.end as usize)));
    let named = reader.is_capital(dash + 1) && handle[1..].trim_start().starts_with('@');
    named.then(|| (dash, Tokens::new(dash + 1, open)))
}

/// The statement that stands behind a paragraph which leads to it with a colon.
fn statement(reader: &Reader, number: usize) -> Option<Turn> {
    let paragraphs = reader.document.paragraphs();
    let first = number + 1;
    if paragraphs[number].boilerplate.is_some() || !is_spoken(reader, first) {
        return None;
    }
    let source = leads(reader, paragraphs[number].tokens)?;
    let mut turn = Turn {
        source: Some(source),
        content: vec![paragraphs[first].tokens],
        paragraphs: first..first + 1,
        rule: STATEMENT,
    };
    // It goes on where the speaker is still `we` or `I`.
    while turn.content.len() < LONGEST
        && is_spoken(reader, turn.paragraphs.end)
        && has_first_person(reader, paragraphs[turn.paragraphs.end].tokens)
    {
        turn.content.push(paragraphs[turn.paragraphs.end].tokens);
        turn.paragraphs.end += 1;
    }
    Some(turn)
}

/// Can a paragraph be spoken: a sentence or more, which no quotation, number or dash opens?
fn is_spoken(reader: &Reader, number: usize) -> bool {
    const SHORTEST: usize = 4;
    let Some(paragraph) = reader.document.paragraphs().get(number) else { return false };
    let (start, end) = (paragraph.tokens.start as usize, paragraph.tokens.end as usize);
    paragraph.boilerplate.is_none()
        && end > start + SHORTEST
        && reader.is_outside(start)
        && reader.is_capital(start)
        && matches!(reader.kind_at(end - 1), Some(Kind::Stop))
}

/// Does a paragraph say `I` or `we` outside quotations?
fn has_first_person(reader: &Reader, tokens: Tokens) -> bool {
    tokens.range().any(|at| {
        let pronoun = reader.lexicons.pronoun(reader.token(at).symbol).filter(|_| reader.is_outside(at));
        pronoun.is_some_and(|pronoun| pronoun.person == 1)
    })
}

/// Who speaks behind a paragraph that ends with a colon: the subject of a cue that reports nothing else, of a verb that gives
/// out a document (`NAME issued this statement:`), or whom a preposition names (`From the desk of Senator NAME:`).
fn leads(reader: &Reader, paragraph: Tokens) -> Option<Tokens> {
    const LONGEST_LEAD: usize = 10;
    let colon = (paragraph.end as usize).checked_sub(1)?;
    if reader.kind_at(colon) != Some(Kind::Colon) || !reader.is_outside(colon) {
        return None;
    }
    let sentence = reader.document.sentences()[reader.document.sentence_of(colon)?].tokens;
    let (start, lead) = (sentence.start as usize, Tokens::new(sentence.start as usize, colon));
    if reader.is(start, Classes::WH) || lead.range().any(|at| !reader.is_outside(at)) {
        return None;
    }
    let told = cue::groups(reader, lead).into_iter().rev().find_map(|group| {
        let end = group.tokens.end as usize;
        let speech = group.cue.class == CueClass::Speech && group.cue.takes.has(Takes::QUOTE);
        let adjuncts =
            colon - end <= LONGEST_LEAD && content::only_adjuncts(reader, end, colon) && is_adjunct(reader, end);
        let source = source::before(reader, group.tokens.start as usize, start);
        source.filter(|_| speech && adjuncts && group.voice == Voice::Finite)
    });
    let document = |at: usize| reader.role(at) == Some(RoleKind::Document);
    let gives_out = || {
        let subject = subject::first(reader, lead)?;
        let near = (colon.saturating_sub(LONGEST_LEAD).max(subject.end as usize)..colon).any(document);
        let head = subject.range().take_while(|&at| reader.kind_at(at) != Some(Kind::Comma));
        let named = |at: &usize| reader.is_capital(*at) && !reader.is_function(*at) || reader.role(*at).is_some();
        let last = head.filter(named).last()?;
        let apposed = subject.range().any(|at| reader.kind_at(at) == Some(Kind::Comma));
        near.then(|| if apposed { subject } else { Tokens { end: last as u32 + 1, ..subject } })
    };
    let desk = || {
        let opens = lead.range().find(|&at| !reader.is(at, Classes::CONJUNCTION))?;
        let human = |at: usize| reader.role(at).is_some_and(|kind| kind.is_human());
        let title = (opens + 1..colon).find(|&at| human(at) && reader.is_capital(at))?;
        let name = source::phrase_behind(reader, title, colon).filter(|&end| end == colon)?;
        (reader.is(opens, Classes::PREPOSITION) && title + 1 < name).then(|| Tokens::new(title, name))
    };
    told.or_else(gives_out).or_else(desk)
}

/// Does nothing stand behind a cue, or what opens an adjunct?
fn is_adjunct(reader: &Reader, at: usize) -> bool {
    let opener = Classes::PREPOSITION.or(Classes::TIME).or(Classes::WEEKDAY).or(Classes::ADVERB);
    reader.kind_at(at) == Some(Kind::Colon) || reader.is(at, opener)
}
