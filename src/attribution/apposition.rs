//! What is set beside a noun phrase: appositions, relative clauses, ages, places and brackets.
//!
//! Owns where they begin and end, and what a stretch between commas must be to describe the phrase before it.

use super::reader::Reader;
use super::{list, source};
use crate::lexicon::Classes;
use crate::text::{Kind, Shape, Tokens};

/// Where the noun phrase ends whose apposition the comma at `comma` closes.
pub(super) fn apposition_start(reader: &Reader, comma: usize, floor: usize) -> Option<usize> {
    let lowest = comma.saturating_sub(source::LONGEST_APPOSITION).max(floor);
    let mut head = None;
    let mut segment_end = comma;
    let mut at = comma;
    while at > lowest {
        at = reader.before(at);
        if reader.kind_at(at) != Some(Kind::Comma) || !reader.is_outside(at) {
            if matches!(reader.kind_at(at), Some(Kind::Stop | Kind::Semicolon | Kind::Colon)) {
                break;
            }
            continue;
        }
        let named = at > floor && is_name(reader, at + 1, segment_end) && opens_clause(reader, at, floor);
        if at < floor || !named && !describes(reader, at + 1, segment_end) {
            break;
        }
        if named {
            return Some(at);
        }
        if at > floor && ends_name(reader, at - 1) {
            head = Some(at);
        }
        segment_end = at;
    }
    head
}

/// Does the noun phrase that ends before `end` open a sentence or clause, or stand right behind a quotation or a lead-in, with a
/// determiner or owner (`"...," the rescuer, NAME, said`; `In Belmark, a former judge, NAME, said`; `...; its star, NAME, said`)?
fn opens_clause(reader: &Reader, end: usize, floor: usize) -> bool {
    let opener = Classes::DETERMINER.or(Classes::POSSESSIVE);
    let start = source::phrase_before(reader, end, floor).filter(|&start| reader.is(start, opener));
    let parts = |at: usize| matches!(reader.kind_at(at), Some(Kind::Semicolon | Kind::Colon));
    start.is_some_and(|start| {
        start == floor || !reader.is_outside(start - 1) || ends_lead(reader, start - 1, floor) || parts(start - 1)
    })
}

/// Does the comma at `at` end what leads into a sentence (`In Belmark,`; `On Monday,`)?
fn ends_lead(reader: &Reader, at: usize, floor: usize) -> bool {
    let lead = Classes::LEAD_IN;
    let pauses = |at: usize| reader.kind_at(at) == Some(Kind::Comma) && reader.is_outside(at);
    let leads = reader.is(floor, lead) && !reader.is(floor, Classes::PRONOUN) || reader.is_participle(floor);
    pauses(at) && leads && !(floor..at).any(pauses)
}

/// Can a noun phrase end at `at`: a name, a role, a closing bracket?
fn ends_name(reader: &Reader, at: usize) -> bool {
    reader.is_outside(at)
        && (reader.is_capital(at) && !reader.is(at, Classes::WEEKDAY.or(Classes::MONTH))
            || reader.kind_at(at) == Some(Kind::Close)
            || reader.role(at).is_some()
            || reader.is(at, Classes::PRONOUN.or(Classes::NUMBER)) && !reader.is(at, Classes::RELATIVE))
        || reader.kind_at(at) == Some(Kind::Number)
}

/// Does the stretch between two commas describe what stands before it: an apposition, a relative clause, an age, a state?
fn describes(reader: &Reader, start: usize, end: usize) -> bool {
    if start >= end || !reader.is_outside(start) {
        return false;
    }
    // `The critics, however, say`
    if end == start + 1 && reader.is(start, Classes::ADVERB) {
        return true;
    }
    // `Critics, among them NAME, say`
    if reader.is(start, Classes::PREPOSITION) && reader.is(start + 1, Classes::PRONOUN) {
        return true;
    }
    // `NAME, facing a challenge at home, said`
    if reader.is_gerund(start) && !reader.is_capital(start) {
        return (start..end).all(|at| reader.is_outside(at));
    }
    // `NAME, accused by NAME of theft, said`
    if reader.is_past(start) && !reader.is_capital(start) && reader.is(start + 1, Classes::BY) {
        return true;
    }
    let token = reader.token(start);
    // `NAME, 59, said`, `NAME, R-Md., said`, `NAME, D-Ohio, said`, `NAME, now 81, said`
    let party = reader.kind_at(start + 1) == Some(Kind::Hyphen) && token.span.len() == 1;
    let abbreviated = end <= start + 3 && (party || reader.token(end - 1).shape.has(Shape::PERIOD));
    let aged = reader.is(start, Classes::ADVERB) && reader.kind_at(start + 1) == Some(Kind::Number);
    if token.kind == Kind::Number || abbreviated || aged {
        return true;
    }
    let opener =
        Classes::DETERMINER.or(Classes::RELATIVE).or(Classes::NUMBER).or(Classes::POSSESSIVE).or(Classes::NOMINAL);
    if reader.is(start, opener) {
        return !reader.is(start, Classes::COMPLEMENTIZER) || reader.is(start, Classes::RELATIVE);
    }
    let described = (start..end).take(6).any(|at| reader.role(at).is_some()) && !reader.is_function(start);
    described
        || is_name(reader, start, end) && start > 1 && (ends_role(reader, start - 2) || is_part_of_place(reader, start))
}

/// `NAME, of Belmark, Ardania, said`: does a name go on from a place that a preposition opens?
fn is_part_of_place(reader: &Reader, start: usize) -> bool {
    const LONGEST: usize = 6;
    let comma = (0..start - 1).rev().take(LONGEST).find(|&at| reader.kind_at(at) == Some(Kind::Comma));
    comma.is_some_and(|comma| reader.is(comma + 1, Classes::NOMINAL))
}

/// Is the stretch a short name: a few capitalised words?
pub(super) fn is_name(reader: &Reader, start: usize, end: usize) -> bool {
    const LONGEST: usize = 5;
    let part =
        |at: usize| reader.is_capital(at) || reader.kind_at(at) == Some(Kind::Hyphen) || reader.is(at, Classes::LINKER);
    end - start <= LONGEST && (start..end).all(part) && (start..end).any(|at| reader.is_capital(at))
}

/// Does a role noun end at `at` (`The ambassador, NAME, said`)?
fn ends_role(reader: &Reader, at: usize) -> bool {
    reader.is_outside(at) && !reader.is_capital(at) && reader.role(at).is_some()
}

/// The noun phrase that starts at `start` and ends before `end`, with an apposition behind it.
pub(super) fn with_apposition(reader: &Reader, start: usize, end: usize, ceiling: usize) -> Tokens {
    let named = named_behind(reader, start, end, ceiling).unwrap_or(end);
    let apposed = apposition_end(reader, named, ceiling);
    let joined = (apposed > named).then(|| list::joined_end(reader, apposed, ceiling)).flatten();
    Tokens::new(start, joined.map_or(apposed, |joined| apposition_end(reader, joined, ceiling)))
}

/// `said one, NAME`, `said the mayor, NAME`: where the name ends that a comma sets beside a number or a role which stands
/// for somebody.
fn named_behind(reader: &Reader, start: usize, end: usize, ceiling: usize) -> Option<usize> {
    let counted = end == start + 1 && reader.is(start, Classes::NUMBER);
    let stands = reader.kind_at(end) == Some(Kind::Comma) && (counted || ends_role(reader, end - 1));
    let name = source::phrase_behind(reader, end + 1, ceiling).filter(|_| stands)?;
    let closes = counted || name == ceiling || matches!(reader.kind_at(name), Some(Kind::Comma | Kind::Stop));
    (closes && is_name(reader, end + 1, name)).then_some(name)
}

/// Where the apposition ends behind the noun phrase that ends before `end`; `end` itself where there is none.
fn apposition_end(reader: &Reader, end: usize, ceiling: usize) -> usize {
    if reader.kind_at(end) == Some(Kind::Open) && end < ceiling {
        let close =
            (end..ceiling.min(end + source::LONGEST_PHRASE)).find(|&at| reader.kind_at(at) == Some(Kind::Close));
        return close.map_or(end, |close| close + 1);
    }
    if end >= ceiling || reader.kind_at(end) != Some(Kind::Comma) || !describes_behind(reader, end + 1) {
        return end;
    }
    let mut at = end + 1;
    while at < ceiling && at - end < source::LONGEST_APPOSITION {
        match reader.kind_at(at) {
            Some(Kind::Comma) if reader.is_outside(at) && !describes_behind(reader, at + 1) => return at,
            // `NAME, known as "the Ox", ...`
            Some(Kind::Mark(_)) if !reader.is_outside(at) && !reader.opens_capital(at) => at = reader.next(at),
            Some(Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Mark(_)) => return at,
            _ => at += 1,
        }
    }
    at.min(ceiling)
}

fn describes_behind(reader: &Reader, start: usize) -> bool {
    let opener = Classes::DETERMINER.or(Classes::NUMBER).or(Classes::POSSESSIVE);
    reader.kind_at(start) == Some(Kind::Number)
        || reader.is(start, opener) && !reader.is(start, Classes::COMPLEMENTIZER)
        || reader.is(start, Classes::RELATIVE) && !reader.is(start, Classes::COMPLEMENTIZER)
        || reader.role(start).is_some() && !reader.is_capital(start)
}
