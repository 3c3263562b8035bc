//! Places that stand for governments: `Moscow` in `Moscow denied it`, but not in `he arrived in Moscow`.

use super::words::Words;
use crate::gazetteer::{ActorKind, How};
use crate::lexicon::{Classes, RoleKind};
use crate::text::{Kind, Shape, Tokens};

/// How sure, in thousandths, a seat of government stands for the government; nothing where it is only a place.
pub(super) fn stands_for_government(words: Words, tokens: Tokens) -> Option<i16> {
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let acts = words.is_small(end) && is_verb(words, end);
    // Each of several stands for what the first one stands for: `from Seoul and Oslo`.
    let first = if acts || words.is(end, Classes::AUXILIARY) { start } else { first_of_list(words, start) };
    if is_reached(words, first) || is_end_of_way(words, start, end) || is_apposed(words, start, end) {
        return None;
    }
    if words.is_possessive_ending(end) {
        return (!is_towns(words, end + 1)).then_some(800);
    }
    // `London-born`
    let next = if words.kind(end) == Some(Kind::Hyphen) { end + 1 } else { end };
    if words.is(next, Classes::LOCAL) {
        return None;
    }
    if words.is_capital(end) && !words.is_closed(end) && words.role_at(end).is_none() {
        return None;
    }
    if words.is_small(end) && !words.is_closed(end) {
        // Before a noun it is a place, unless the noun is a government's.
        let body = words.role_near(end).is_some_and(|noun| noun.role.kind != RoleKind::Profession);
        return (body || acts || takes_object(words, end) || begins_clause(words, first) && opens_clause(words, end))
            .then_some(750);
    }
    let before = start.checked_sub(1);
    let article = before.is_some_and(|at| words.is(at, Classes::DETERMINER) && !words.is(at, Classes::COMPLEMENTIZER));
    (!article).then_some(if before.is_some_and(|at| words.is(at, Classes::PREPOSITION)) { 650 } else { 700 })
}

/// Where the first of some names begins that stand beside each other (`Seoul`, `Seoul and Oslo`, `Seoul, Oslo and Rome`).
fn first_of_list(words: Words, start: usize) -> usize {
    const LONGEST: usize = 4;
    let mut first = start;
    for _ in 0..LONGEST {
        let joined = first >= 2
            && (words.is(first - 1, Classes::CONJUNCTION) || words.kind(first - 1) == Some(Kind::Comma))
            && words.is_capital(first - 2)
            && !words.is_closed(first - 2)
            && !words.has(first, Shape::BLANK);
        if !joined {
            break;
        }
        first -= 2;
        if first > 0 && words.is_capital(first - 1) && !words.is_closed(first - 1) {
            first -= 1;
        }
    }
    first
}

/// Does somebody or something stand, go or come there (`in Paris`, `left Paris`, `the night train from Paris`)?
fn is_reached(words: Words, start: usize) -> bool {
    const FAR: usize = 3;
    let Some(at) = start.checked_sub(1).filter(|_| !words.has(start, Shape::BLANK)) else { return false };
    if words.is(at, Classes::LOCATIVE.or(Classes::LOCAL)) {
        return true;
    }
    words.is(at, Classes::PREPOSITION)
        && (at.saturating_sub(FAR)..at).rev().take_while(|&at| words.is_word(at)).any(|at| words.is(at, Classes::LOCAL))
}

/// Is it one end of a way (`from Paris to Oslo`)?
fn is_end_of_way(words: Words, start: usize, end: usize) -> bool {
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
fn is_apposed(words: Words, start: usize, end: usize) -> bool {
    if words.kind(end) != Some(Kind::Comma) {
        return false;
    }
    let next = end + 1;
    let a = words.is(next, Classes::DETERMINER) && words.document.word(next).len() <= 2;
    let named = words.is_capital(next) && !words.is_closed(next) && !words.is_opening(start);
    let found = named.then(|| words.knowledge.gazetteer.names().longest(words.tokens(), next)).flatten();
    let seat = found.is_some_and(|found| found.entries.iter().any(|naming| naming.how == How::Seat));
    a || words.is(next, Classes::LOCATIVE) || named && !seat
}

/// Is what belongs to it a town's (`Paris's oldest bridge`)?
fn is_towns(words: Words, at: usize) -> bool {
    const FAR: usize = 3;
    (at..at + FAR).take_while(|&at| words.is_word(at) && !words.is_closed(at)).any(|at| words.is(at, Classes::LOCAL))
}

/// Does a name of a country or person belong to something else's (`Brazil Street`, `Hotel Jordan`; `Mr Ireland`; `Lebanon,
/// Pennsylvania`)?
pub(super) fn is_lent(words: Words, tokens: Tokens, kind: ActorKind) -> bool {
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let local = |at: usize| words.is_capital(at) && words.is(at, Classes::LOCAL);
    if local(end) && !words.has(end, Shape::BLANK) {
        return true;
    }
    if kind == ActorKind::Person {
        return false;
    }
    let inside = start > 0 && !words.has(start, Shape::BLANK) && words.is_capital(start - 1);
    let honorific = || words.role_before(start).is_some_and(|noun| noun.role.kind == RoleKind::Honorific);
    // `India Novak`
    if words.is_capital(end) && !words.symbol(end).is_known() && !words.has(end, Shape::BLANK) {
        return true;
    }
    if inside && (local(start - 1) && !words.is_opening(start - 1) || honorific()) {
        return true;
    }
    words.kind(end) == Some(Kind::Comma) && words.is_capital(end + 1) && {
        let names = words.knowledge.gazetteer.names();
        let actor = |at: usize, place: bool| {
            let found = names.longest(words.tokens(), at)?;
            let naming = found.entries.iter().find(|naming| (naming.how == How::Place) == place)?;
            naming.actor
        };
        let land = actor(end + 1, true);
        land.is_some() && land != actor(start, false)
    }
}

/// May the subject of a clause begin at `start`?
fn begins_clause(words: Words, start: usize) -> bool {
    let opener = Classes::SUBORDINATOR.or(Classes::CONJUNCTION).or(Classes::COMPLEMENTIZER);
    words.is_opening(start) || words.is(start - 1, opener) || words.kind(start - 1) == Some(Kind::Comma)
}

/// Does a verb that we do not know open the rest of a clause (`plans to`, `drops Taipei`)?
fn opens_clause(words: Words, at: usize) -> bool {
    words.is(at + 1, Classes::INFINITIVE) || words.is_capital(at + 1) && !words.is_closed(at + 1)
}

/// Is the word a verb by what follows it? Nouns do not stand right before pronouns and articles (`Moscow sends us`).
fn takes_object(words: Words, at: usize) -> bool {
    words.is(at + 1, Classes::PRONOUN.or(Classes::DETERMINER).or(Classes::POSSESSIVE))
        && !words.has(at + 1, Shape::CLITIC)
}

/// Is it a form of a verb that we know to take people as subjects?
fn is_verb(words: Words, at: usize) -> bool {
    use crate::lexicon::{Form, Pos};
    let lexicons = &words.knowledge.lexicons;
    let tokens = words.tokens();
    let finite = |form: Form| form != Form::Base && form != Form::Plural && form != Form::Gerund;
    let cue = lexicons.cues.longest(tokens, at);
    let frame = lexicons.frames.longest(tokens, at);
    cue.is_some_and(|found| found.entries.iter().any(|entry| entry.value.pos == Pos::Verb && finite(entry.form)))
        || frame
            .is_some_and(|found| found.entries.iter().any(|entry| entry.value.pos == Pos::Verb && finite(entry.form)))
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
