//! Lists of names: where they begin and end (`NAME, NAME and NAME said`; `said the leaders of NAME, NAME and NAME`).
//!
//! A comma before a name also sets an apposition off, or closes what leads into a sentence; a list is only what ends in a conjunction
//! between two names, and whose members no preposition of their own governs.

use super::reader::Reader;
use super::{apposition, source};
use crate::lexicon::{Classes, RoleKind};
use crate::text::Kind;

/// How many members a list may have, and how many tokens one of them.
const MOST: usize = 8;
const LONGEST: usize = 6;

/// Where the list begins whose last two members stand from `start` to `end`; `start` where they are all.
pub(super) fn start(reader: &Reader, start: usize, end: usize, floor: usize) -> usize {
    let alone = joint(reader, start, end).is_none();
    let last = if alone { with_article(reader, start, end, floor) } else { Some(start) };
    let Some(mut first) = last else { return start };
    for _ in 0..MOST {
        let comma = first.checked_sub(1).filter(|&at| at > floor && is_comma(reader, at));
        let Some(comma) = comma else { break };
        let Some(before) = source::phrase_before(reader, comma, floor) else { break };
        let governed = before > floor && reader.is(before - 1, Classes::PREPOSITION);
        if governed || !is_member(reader, before, comma) {
            break;
        }
        first = before;
    }
    first
}

/// Where the member begins that a conjunction and a comma tie to a last one with an article (`NAME, NAME and the BBC`).
fn with_article(reader: &Reader, start: usize, end: usize, floor: usize) -> Option<usize> {
    let conjunction = start.checked_sub(1).filter(|&at| at > floor && reader.is(at, Classes::CONJUNCTION))?;
    let before = source::phrase_before(reader, conjunction, floor).filter(|&before| before > floor)?;
    let named =
        reader.is(start, Classes::DETERMINER) && is_name(reader, start, end) && is_name(reader, before, conjunction);
    (named && is_comma(reader, before - 1)).then_some(before)
}

/// Where the list ends whose first member ends before `end`; `end` where it is all.
pub(super) fn end(reader: &Reader, start: usize, end: usize, ceiling: usize) -> usize {
    if !is_member(reader, start, end) {
        return end;
    }
    let mut at = end;
    for _ in 0..MOST {
        if at + 1 >= ceiling || !is_comma(reader, at) {
            break;
        }
        let Some(next) = source::phrase_behind(reader, at + 1, ceiling) else { break };
        if let Some(conjunction) = joint(reader, at + 1, next)
            && is_name(reader, at + 1, conjunction)
        {
            return next;
        }
        if !is_name(reader, at + 1, next) {
            break;
        }
        at = next;
    }
    end
}

/// Where the name begins that a clause opens with and to which, over its apposition, a conjunction joins another one at `start`
/// (`NAME, a farmer, and NAME said`).
pub(super) fn joined_start(reader: &Reader, start: usize, floor: usize) -> Option<usize> {
    let conjunction = start.checked_sub(1).filter(|&at| at > floor && reader.is(at, Classes::CONJUNCTION))?;
    let comma = conjunction - 1;
    let apposed = reader.kind_at(comma) == Some(Kind::Comma) && reader.is_outside(comma) && reader.is_capital(start);
    let head = apposed.then(|| apposition::apposition_start(reader, comma, floor)).flatten()?;
    let first = source::phrase_before(reader, head, floor).filter(|&first| is_name(reader, first, head))?;
    (first == floor || !reader.is_outside(first - 1)).then_some(first)
}

/// Where the name ends that a conjunction joins to another one over its apposition, which ends before the comma at `comma` (`said
/// NAME, a farmer, and NAME`).
pub(super) fn joined_end(reader: &Reader, comma: usize, ceiling: usize) -> Option<usize> {
    let joins = reader.kind_at(comma) == Some(Kind::Comma) && reader.is(comma + 1, Classes::CONJUNCTION);
    let end = source::phrase_behind(reader, comma + 2, ceiling).filter(|_| joins)?;
    let closes = end == ceiling || matches!(reader.kind_at(end), Some(Kind::Comma | Kind::Stop));
    (closes && is_name(reader, comma + 2, end)).then_some(end)
}

/// The conjunction that joins two names in a stretch.
fn joint(reader: &Reader, start: usize, end: usize) -> Option<usize> {
    let joins = |&at: &usize| {
        let conjunction = reader.is(at, Classes::CONJUNCTION) && !reader.is(at, Classes::PREPOSITION);
        conjunction && !reader.is_capital(at)
    };
    let at = (start + 1..end.saturating_sub(1)).find(joins)?;
    (is_name(reader, start, at) && is_name(reader, at + 1, end)).then_some(at)
}

/// Can a stretch be the first member: a name, or an office of somebody's that the other members share?
fn is_member(reader: &Reader, start: usize, end: usize) -> bool {
    let of = (start + 1..end).find(|&at| reader.is(at, Classes::GENITIVE));
    let office = |of: usize| reader.role(of - 1) == Some(RoleKind::Office) && is_name(reader, of + 1, end);
    is_name(reader, start, end) || of.is_some_and(office)
}

/// Is a stretch nothing but a name of a few words?
fn is_name(reader: &Reader, start: usize, end: usize) -> bool {
    let word = |at: usize| reader.is_capital(at) && !reader.is(at, Classes::WEEKDAY.or(Classes::MONTH));
    let part = |at: usize| word(at) || reader.kind_at(at) == Some(Kind::Hyphen) || reader.is(at, Classes::LINKER);
    // `the BBC`, but no apposition (`NAME, the Labour leader`)
    let article = reader.is(start, Classes::DETERMINER)
        && !(start..end).any(|at| reader.role(at).is_some_and(|kind| kind.is_human()));
    let start = start + usize::from(article);
    start < end
        && end - start <= LONGEST
        && (start..end).all(|at| reader.is_outside(at) && part(at))
        && !reader.is(start, Classes::FUNCTION)
        && word(end - 1)
}

fn is_comma(reader: &Reader, at: usize) -> bool {
    reader.is_outside(at) && reader.kind_at(at) == Some(Kind::Comma)
}
