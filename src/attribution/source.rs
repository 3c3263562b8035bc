//! Noun phrases beside a cue: who speaks.
//!
//! Owns where a source's words begin and end, with what is set beside them (`apposition`). Without a parser, a noun phrase
//! is a run of content words, determiners, possessives and numbers, joined by prepositions that go on with it.

use super::reader::Reader;
use super::{apposition, list, subject};
use crate::lexicon::{Classes, RoleKind};
use crate::text::{Kind, Shape, Tokens};

/// How many tokens a noun phrase may have, and an apposition beside it.
pub(super) const LONGEST_PHRASE: usize = 24;
pub(super) const LONGEST_APPOSITION: usize = 60;

/// The noun phrase that ends right before `end`, appositions skipped; `floor` is where the sentence starts.
pub(super) fn before(reader: &Reader, end: usize, floor: usize) -> Option<Tokens> {
    let last = end.checked_sub(1).filter(|&last| last >= floor)?;
    match reader.kind_at(last)? {
        Kind::Comma => {
            let head = apposition::apposition_start(reader, last, floor)?;
            let name = bracket_start(reader, head - 1, floor).unwrap_or(head);
            let phrase = phrase_before(reader, name, floor)?;
            Some(Tokens::new(list::joined_start(reader, phrase, floor).unwrap_or(phrase), end))
        }
        Kind::Close => {
            let open = bracket_start(reader, last, floor)?;
            let phrase = phrase_before(reader, open, floor)?;
            Some(Tokens::new(phrase, end))
        }
        Kind::Dash => {
            let open =
                (floor..last).rev().take(LONGEST_APPOSITION).find(|&at| reader.kind_at(at) == Some(Kind::Dash))?;
            let phrase = phrase_before(reader, open, floor)?;
            Some(Tokens::new(phrase, end))
        }
        Kind::Word | Kind::Number => {
            let start = phrase_before(reader, end, floor)?;
            let start = list::start(reader, start, end, floor);
            let opens = || subject::opens_clause(reader, start, end, floor);
            Some(Tokens::new(list::joined_start(reader, start, floor).or_else(opens).unwrap_or(start), end))
        }
        _ => None,
    }
}

/// Where the bracket opens that closes at `close`.
fn bracket_start(reader: &Reader, close: usize, floor: usize) -> Option<usize> {
    let mut inside = (floor..close).rev().take(LONGEST_PHRASE);
    (reader.kind_at(close) == Some(Kind::Close))
        .then(|| inside.find(|&at| reader.kind_at(at) == Some(Kind::Open)))
        .flatten()
}

/// The noun phrase that starts at `start`, with an apposition behind it; `ceiling` is where the sentence ends.
pub(super) fn behind(reader: &Reader, start: usize, ceiling: usize) -> Option<Tokens> {
    let end = list::end(reader, start, phrase_behind(reader, start, ceiling)?, ceiling);
    Some(apposition::with_apposition(reader, start, end, ceiling))
}

/// Where the noun phrase starts that ends before `end`.
pub(super) fn phrase_before(reader: &Reader, end: usize, floor: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|&last| last >= floor && reader.is_outside(last))?;
    if reader.is(last, Classes::RELATIVE) {
        // `who` and `which` are the source themselves; `that` leaves it to the noun before it; `when` is no subject.
        return match reader.is(last, Classes::COMPLEMENTIZER) {
            true if last > floor && reader.is_content_word(last - 1) => phrase_before(reader, last, floor),
            _ => reader.is(last, Classes::PRONOUN).then_some(last),
        };
    }
    let standalone = Classes::PRONOUN.or(Classes::NUMBER);
    if reader.is_function(last) && !reader.is(last, standalone) && !is_name_part(reader, last, floor) {
        return None;
    }
    let named = last > floor && reader.is_capital(last) && !reader.is(last, Classes::WEEKDAY);
    if reader.is(last, Classes::TIME.or(Classes::WEEKDAY)) && !reader.is(last, Classes::PRONOUN) && !named {
        return None;
    }
    let alone = !reader.is_capital(last) || !reader.is_capital(last.wrapping_sub(1));
    if reader.lexicons.pronoun(reader.token(last).symbol).is_some() && alone {
        return Some(part_of(reader, last, floor));
    }
    let mut start = last;
    while start > floor && last - start < LONGEST_PHRASE {
        let at = start - 1;
        if !reader.is_outside(at) {
            break;
        }
        let kind = reader.kind_at(at);
        let joins = match kind {
            _ if reader.in_nickname(at) => true,
            Some(Kind::Hyphen) => true,
            Some(Kind::Number) => true,
            Some(Kind::Word) => word_joins(reader, at, start, floor),
            Some(Kind::Sign) => at > floor && reader.is_capital(at - 1) && reader.is_capital(start),
            _ => false,
        };
        if !joins {
            break;
        }
        start = at;
        let opens = reader.is(at, Classes::DETERMINER.or(Classes::POSSESSIVE))
            && !reader.is_clitic(at)
            && !reader.in_nickname(at);
        let goes_on = at > floor + 1
            && (reader.is(at - 1, Classes::NOMINAL) && reader.is_content_word(at - 2)
                || reader.is(at - 1, Classes::BY) && is_document(reader, at - 2));
        if opens && !goes_on {
            break;
        }
    }
    // What cannot open a noun phrase stays outside.
    while start < last && (cannot_open(reader, start) || reader.kind_at(start) == Some(Kind::Hyphen)) {
        start += 1;
    }
    Some(start)
}

/// Where a phrase begins that a pronoun ends: the words before `of` that say how many (`one of them`, `most of us`).
fn part_of(reader: &Reader, pronoun: usize, floor: usize) -> usize {
    let parts = Classes::NUMBER.or(Classes::DETERMINER).or(Classes::PRONOUN);
    match pronoun.checked_sub(2) {
        Some(part) if part >= floor && reader.is(part + 1, Classes::GENITIVE) && reader.is(part, parts) => part,
        _ => pronoun,
    }
}

/// Can the word at `at` go on to the left of a noun phrase that starts at `start`?
fn word_joins(reader: &Reader, at: usize, start: usize, floor: usize) -> bool {
    if reader.is_possessive_clitic(at) {
        return true;
    }
    if reader.is_clitic(at) || reader.is(at, Classes::RELATIVE) {
        return false;
    }
    // `the 41-year-old`, `warm-and-fuzzy`, `the long-time mayor`
    let hyphen = |at: usize| reader.kind_at(at) == Some(Kind::Hyphen);
    if hyphen(start) || at > floor && hyphen(at - 1) {
        return true;
    }
    if reader.is_content_word(at) {
        // `NAME said NAME was lying`: a verb of saying parts two noun phrases.
        let verb = reader.is_surely_told(at) && !(at > floor && reader.is(at - 1, Classes::DETERMINER));
        let time = reader.is(at, Classes::TIME.or(Classes::WEEKDAY));
        return !verb && (!time || reader.is_clitic(start) || is_attributive(reader, at));
    }
    if is_name_part(reader, at, floor) || reader.is(at, Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::NUMBER))
    {
        return true;
    }
    let noun_before =
        at > floor && (reader.is_content_word(at - 1) || reader.is(at - 1, Classes::NUMBER.or(Classes::PRONOUN)));
    if reader.is(at, Classes::NOMINAL) {
        return noun_before;
    }
    // `a plan backed by NAME`, `a report by NAME`
    if reader.is(at, Classes::BY) && noun_before {
        return is_document(reader, at - 1)
            || reader.is_past(at - 1) && at > floor + 1 && reader.is_content_word(at - 2);
    }
    reader.is(at, Classes::CONJUNCTION) && reader.is_capital(start) && at > floor && reader.is_capital(at - 1)
}

/// Is the word at `at` something written, whose author `by` brings in?
fn is_document(reader: &Reader, at: usize) -> bool {
    reader.role(at) == Some(RoleKind::Document)
}

/// A capitalised function word inside a sentence, beside another capitalised word, is part of a name.
fn is_name_part(reader: &Reader, at: usize, floor: usize) -> bool {
    const FIRST: Classes = Classes::FIRSTNAME_M.or(Classes::FIRSTNAME_F).or(Classes::FIRSTNAME_ANY);
    reader.is_surely_name(at)
        || (at > floor || reader.is(at, FIRST) || reader.token(at).shape.has(Shape::UPPER))
            && reader.is_capital(at)
            && (reader.is_capital(at + 1) || at > 0 && reader.is_capital(at - 1))
}

/// Does a time stand before the noun it belongs to (`the second official`, `a Sunday editorial`)?
fn is_attributive(reader: &Reader, at: usize) -> bool {
    let determined = at > 0 && reader.is(at - 1, Classes::DETERMINER.or(Classes::POSSESSIVE));
    let time = Classes::TIME.or(Classes::WEEKDAY);
    determined && reader.is_content_word(at + 1) && !reader.is(at + 1, time) && reader.is_outside(at + 1)
}

fn cannot_open(reader: &Reader, at: usize) -> bool {
    reader.is(at, Classes::NOMINAL.or(Classes::CONJUNCTION).or(Classes::PREPOSITION)) || reader.is_clitic(at)
}

/// Where the noun phrase ends that starts at `start`.
pub(super) fn phrase_behind(reader: &Reader, start: usize, ceiling: usize) -> Option<usize> {
    let opens = |at: usize| {
        reader.is_content_word(at) && !reader.is(at, Classes::TIME.or(Classes::WEEKDAY))
            || reader.is_capital(at)
                && !reader.is(at, Classes::WEEKDAY.or(Classes::PREPOSITION).or(Classes::SUBORDINATOR))
            || reader.is(at, Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::NUMBER).or(Classes::PRONOUN))
                && !reader.is(at, Classes::COMPLEMENTIZER)
            || reader.kind_at(at) == Some(Kind::Number)
    };
    if start >= ceiling || !reader.is_outside(start) || !opens(start) {
        return None;
    }
    // `one diplomat`, `all three` begin a phrase, `he` is one.
    let pronoun = reader.lexicons.pronoun(reader.token(start).symbol);
    let determines = reader.is(start, Classes::DETERMINER.or(Classes::NUMBER)) && reader.is_content_word(start + 1);
    if !determines && pronoun.is_some_and(|pronoun| pronoun.case != crate::lexicon::Case::Possessive) {
        return Some(start + 1);
    }
    let mut end = start + 1;
    while end < ceiling && end - start < LONGEST_PHRASE && reader.is_outside(end) {
        let joins = match reader.kind_at(end) {
            _ if reader.in_name(end) => true,
            Some(Kind::Hyphen | Kind::Number | Kind::Sign) => true,
            Some(Kind::Word) if reader.is_clitic(end) => reader.is_possessive_clitic(end),
            Some(Kind::Word) if reader.kind_at(end - 1) == Some(Kind::Hyphen) => true,
            // `the Times`
            Some(Kind::Word) if reader.is(end, Classes::WEEKDAY.or(Classes::TIME)) => {
                let led = reader.is_capital(end - 1) || reader.is(end - 1, Classes::DETERMINER);
                let named = reader.is_capital(end) && led && !reader.is(end, Classes::WEEKDAY);
                named || is_attributive(reader, end)
            }
            // `a weekly briefing`
            Some(Kind::Word) if reader.is(end, Classes::ADVERB) && is_attributive(reader, end) => true,
            Some(Kind::Word) if reader.is_content_word(end) => true,
            // `a report by NAME`
            Some(Kind::Word) if reader.is(end, Classes::BY) => {
                is_document(reader, end - 1) && np_follows(reader, end + 1, ceiling)
            }
            Some(Kind::Word) if reader.is(end, Classes::NOMINAL) => {
                reader.is(end, Classes::DETERMINER.or(Classes::POSSESSIVE)) || np_follows(reader, end + 1, ceiling)
            }
            Some(Kind::Word) if reader.is(end, Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::NUMBER)) => {
                let joined = reader.is(end - 1, Classes::CONJUNCTION) && reader.is_capital(end);
                joined || reader.is(end - 1, Classes::NOMINAL.or(Classes::DETERMINER).or(Classes::BY))
            }
            Some(Kind::Word) if reader.is(end, Classes::CONJUNCTION) => {
                reader.is_capital(end - 1) && reader.is_capital(end + 1)
            }
            Some(Kind::Word) => is_name_part(reader, end, start),
            _ => false,
        };
        if !joins {
            break;
        }
        end += 1;
    }
    Some(end)
}

/// Does a noun phrase follow a preposition, rather than a date, a time or a verb?
fn np_follows(reader: &Reader, at: usize, ceiling: usize) -> bool {
    let infinitive = reader.is(at - 1, Classes::INFINITIVE) && reader.is_content_word(at) && !reader.is_capital(at);
    at < ceiling
        && reader.is_outside(at)
        && !infinitive
        && !reader.is(at, Classes::WEEKDAY.or(Classes::TIME).or(Classes::MONTH).or(Classes::PRONOUN))
        && (reader.is_content_word(at) || reader.is(at, Classes::DETERMINER.or(Classes::POSSESSIVE)))
}
