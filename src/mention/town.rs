//! Places that are only places: `Paris` where somebody stands, goes or comes from, in a dateline, or where the town itself has
//! its say.

use super::place::{behind_pair, takes_object};
use super::words::{RoleNoun, Words};
use crate::gazetteer::How;
use crate::lexicon::{Classes, RoleKind};
use crate::text::{Kind, Shape, Tokens};

/// Is a seat that mostly stands for its government only the place (`At the Kremlin, a guide slept`)? Whoever serves there
/// does not make it one (`officials at the Kremlin`).
pub(super) fn is_visited(words: Words, tokens: Tokens) -> bool {
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let first = if start > 0 && words.is(start - 1, Classes::DETERMINER) { start - 1 } else { start };
    // `officials at the Kremlin`, `nobody at the Kremlin`
    let within = |at: usize| words.role_before(at).is_some() || words.is(at.wrapping_sub(1), Classes::PRONOUN);
    let served = first > 0 && within(first - 1);
    let town = words.is(end, Classes::LOCAL) && !takes_object(words, end);
    !served && !words.is_possessive_ending(end) && (is_reached(words, first) || town || is_apposed(words, start, end))
}

/// Does somebody or something stand, go or come there (`in Paris`, `left Paris`, `the night train from Paris`)?
pub(super) fn is_reached(words: Words, start: usize) -> bool {
    const FAR: usize = 3;
    let Some(at) = start.checked_sub(1).filter(|_| !words.has(start, Shape::BLANK)) else { return false };
    if words.is(at, Classes::LOCATIVE.or(Classes::LOCAL)) {
        return true;
    }
    let near = || (at.saturating_sub(FAR)..at).rev().take_while(|&at| words.is_word(at));
    let beside = at > 0 && words.is(at, Classes::GENITIVE) && words.is(at - 1, Classes::COMPASS);
    // `sold it on the market after Oslo asked`
    let opens_clause = words.is(at, Classes::SUBORDINATOR);
    beside || words.is(at, Classes::PREPOSITION) && !opens_clause && near().any(|at| words.is(at, Classes::LOCAL))
}

/// Is it one end of a way (`from Paris to Oslo`)?
pub(super) fn is_end_of_way(words: Words, start: usize, end: usize) -> bool {
    let behind = |at: usize| at > 0 && words.is(at - 1, Classes::PREPOSITION);
    let from = behind(start) && words.is(end, Classes::INFINITIVE) && words.is_capital(end + 1);
    let to = start > 2
        && words.is(start - 1, Classes::INFINITIVE)
        && words.is_capital(start - 2)
        && (behind(start - 2) || words.is_capital(start - 3) && behind(start - 3));
    from || to
}

/// Does what stands behind a comma say where or what it is (`Paris, France`; `Paris, Texas`; `Paris, near Lille`; `Paris, a
/// dog`)?
pub(super) fn is_apposed(words: Words, start: usize, end: usize) -> bool {
    if words.kind(end) != Some(Kind::Comma) {
        return false;
    }
    let next = end + 1;
    let a = words.is(next, Classes::DETERMINER) && words.document.word(next).len() <= 2;
    let named = words.is_capital(next) && !words.is_closed(next) && !words.is_opening(start);
    let found =
        words.is_capital(next).then(|| words.knowledge.gazetteer.names().longest(words.tokens(), next)).flatten();
    let any = |how: How| found.is_some_and(|found| found.entries.iter().any(|naming| naming.how == how));
    // `Cairo, Illinois`
    if any(How::Place) && !any(How::Seat) && words.is_capital(next) && !words.is_closed(next) {
        return true;
    }
    let seat = any(How::Seat);
    a || words.is(next, Classes::LOCATIVE) || named && !seat
}

/// Is what belongs to it a town's (`Paris's oldest bridge`)?
pub(super) fn is_towns(words: Words, at: usize) -> bool {
    const FAR: usize = 3;
    (at..at + FAR).take_while(|&at| words.is_word(at) && !words.is_closed(at)).any(|at| words.is(at, Classes::LOCAL))
}

/// Does its sentence go on to one of the town's own who says so (`, its council said`)?
pub(super) fn is_told_by_town(words: Words, end: usize) -> bool {
    const FAR: usize = 32;
    let speaks = |at: usize| words.knowledge.lexicons.cues.longest(words.tokens(), at).is_some();
    let towns = |noun: RoleNoun| {
        let at = noun.tokens.end as usize - 1;
        let body = noun.role.kind == RoleKind::Body && !words.is(at, Classes::ARM.or(Classes::RELATION));
        noun.tokens.len() == 1 && (body || words.is(at, Classes::LOCAL))
    };
    let mut rest = (end..end + FAR).take_while(|&at| !matches!(words.kind(at), None | Some(Kind::Stop)));
    rest.any(|at| {
        words.kind(at) == Some(Kind::Comma)
            && words.is(at + 1, Classes::POSSESSIVE)
            && words.is_word(at + 3)
            && words.role_at(at + 2).is_some_and(towns)
            && speaks(at + 3)
    })
}

/// Does it stand in the line of place and date that opens an article (`MOSCOW, May 3 -`, `LONDON (Reuters) —`)?
pub(crate) fn in_dateline(words: Words, tokens: Tokens) -> bool {
    const LONGEST: usize = 14;
    let paragraph = words.document.paragraphs()[words.document.paragraph_of(tokens.start as usize)].tokens;
    let (first, last) = (paragraph.start as usize, paragraph.end as usize);
    if tokens.start as usize > first + LONGEST {
        return false;
    }
    let mut depth = 0;
    for at in first..last.min(first + LONGEST) {
        match words.kind(at) {
            // `Ardania — which voted no — left` is none: what a dateline opens begins like a sentence.
            Some(Kind::Dash) if behind_pair(words, at - usize::from(at > first), at).is_some() => return false,
            Some(Kind::Dash) => return tokens.end as usize <= at && !words.is_small(at + 1),
            Some(Kind::Open) => depth += 1,
            Some(Kind::Close) => depth -= 1,
            Some(Kind::Comma | Kind::Number) => {}
            Some(Kind::Word) if depth > 0 || words.is_capital(at) => {}
            Some(Kind::Stop | Kind::Sign) => {}
            _ => return false,
        }
    }
    false
}
