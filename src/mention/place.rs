//! Places that stand for governments: `Moscow` in `Moscow denied it`, but not in `he arrived in Moscow`.

use super::judged::is_judged;
use super::town::{is_apposed, is_end_of_way, is_reached, is_told_by_town, is_towns};
use super::words::Words;
use crate::gazetteer::{ActorKind, How, Naming};
use crate::lexicon::{Classes, Ending, Frame, Pos, RoleKind};
use crate::text::{Kind, Shape, Tokens};

/// How sure, in thousandths, a seat of government stands for the government; nothing where it is only a place. A place is what
/// it is unless what is said of it, or what it is said to have part in, is a government's.
pub(super) fn stands_for_government(words: Words, tokens: Tokens) -> Option<i16> {
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    if let Some(next) = behind_pair(words, start, end) {
        return words.is(next, Classes::RELATION).then_some(700);
    }
    // Each of several stands for what all stand for: `from Seoul and Oslo`.
    let first = first_of_list(words, start);
    let meant = meant_by_those_within(words, first, end)
        || is_trusted(words, first)
        || is_judged(words, first, start, last_of_list(words, end));
    if is_reached(words, first) && !meant || is_end_of_way(words, start, end) || is_apposed(words, start, end) {
        return None;
    }
    if words.role_before(start).is_some_and(|noun| noun.role.kind == RoleKind::Honorific) {
        return None;
    }
    if meant {
        return Some(500);
    }
    let before = start.checked_sub(1).filter(|_| !words.has(start, Shape::BLANK));
    if words.is_possessive_ending(end) {
        let own = !is_towns(words, end + 1) && (belongs_to_government(words, end + 1) || governs(words, first));
        return own.then_some(800);
    }
    // `London-born`
    let next = if words.kind(end) == Some(Kind::Hyphen) { end + 1 } else { end };
    if words.is(next, Classes::LOCAL) && !takes_object(words, next) {
        return None;
    }
    let named = words.is_capital(end) && !words.is_closed(end) && words.role_at(end).is_none();
    if named && !(words.is_in_headline(end) && acts(words, end)) {
        return None;
    }
    let article = before.is_some_and(|at| {
        words.is(at, Classes::DETERMINER)
            && !words.is(at, Classes::COMPLEMENTIZER.or(Classes::RELATIVE).or(Classes::ADVERB))
    });
    if words.is_small(end) && !words.is_closed(end) && is_before_body(words, end) {
        return Some(750);
    }
    if article {
        return None;
    }
    let behind = before.is_some_and(|at| words.is(at, Classes::PREPOSITION) && !words.is(at, Classes::SUBORDINATOR));
    let last = last_of_list(words, end);
    let several = first < start || last > end;
    let acts = || {
        acts(words, last)
            || several && words.is_small(last) && relates(words, last)
            || begins_clause(words, first) && opens_clause(words, last)
    };
    match behind {
        true => (governs(words, first) || is_doer(words, first)).then_some(650),
        false => (governs(words, first) || acts() && !is_told_by_town(words, last)).then_some(750),
    }
}

/// Where two seats end that a dash or hyphen joins, of which these words are one (`an Oslo–Bern accord`).
pub(super) fn behind_pair(words: Words, start: usize, end: usize) -> Option<usize> {
    // The long dash parts, as behind a dateline.
    let dash = |at: usize| match words.kind(at) {
        Some(Kind::Dash) => words.document.word(at) == "–",
        kind => kind == Some(Kind::Hyphen),
    };
    let joins = |at: usize| dash(at) && !words.has(at, Shape::SPACED) && !words.has(at + 1, Shape::SPACED);
    let seat = |naming: &Naming| naming.how == How::Seat;
    if joins(end) && words.is_capital(end + 1) {
        let found = words.knowledge.gazetteer.names().longest(words.tokens(), end + 1)?;
        return found.entries.iter().any(seat).then_some(found.tokens.end as usize);
    }
    (start > 1 && joins(start - 1) && ends_state(words, start - 1)).then_some(end)
}

/// Does a form that may be a state's name stand where states do: as a seat of government does, or beside another state?
pub(super) fn stands_for_state(words: Words, tokens: Tokens) -> bool {
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let joins = |at: usize| words.is(at, Classes::CONJUNCTION) || words.kind(at) == Some(Kind::Comma);
    let behind = joins(end) && begins_state(words, end + 1);
    let town = |at: usize| words.kind(at) == Some(Kind::Comma) && words.is_capital(at - 1) && !joins(end);
    let before = start > 1 && joins(start - 1) && !town(start - 1) && ends_state(words, start - 1);
    behind || before || stands_for_government(words, tokens).is_some()
}

/// Is a surname that is also a word the subject of what somebody said or did (`May told`, `Rice has urged`)?
pub(super) fn is_agent(words: Words, tokens: Tokens) -> bool {
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let bound =
        Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::POSSESSIVE).or(Classes::NUMBER).or(Classes::TIME);
    let free = start == 0
        || words.has(start, Shape::BLANK)
        || words.is_opening(start)
        || words.is(start - 1, Classes::SUBORDINATOR.or(Classes::COMPLEMENTIZER))
        || !words.is(start - 1, bound) && !words.is_capital(start - 1) && words.kind(start - 1) != Some(Kind::Number);
    let mut at = end;
    while words.is(at, Classes::ADVERB) && !words.is(at, Classes::AUXILIARY) {
        at += 1;
    }
    let acts = |at: usize| words.is_plain(at) && (is_verb(words, at) || words.is(at, Classes::FINITE));
    let may = words.is(at, Classes::AUXILIARY)
        && !words.is(at, Classes::BE)
        && words.is_small(at + 1)
        && words.knowledge.lexicons.cues.longest(words.tokens(), at + 1).is_some();
    // `In May, May has`: the second is another.
    let repeated = start > 1
        && words.kind(start - 1) == Some(Kind::Comma)
        && words.symbol(start - 2) == words.symbol(start)
        && words.is(at, Classes::AUXILIARY);
    free && (acts(at) || may || repeated)
}

/// `Somebody in Oslo thinks`: whoever it is who thinks so governs there.
fn meant_by_those_within(words: Words, first: usize, end: usize) -> bool {
    first > 1
        && words.is(first - 1, Classes::LOCATIVE)
        && words.is(first - 2, Classes::PRONOUN)
        && words.document.quotation_of(first).is_some()
        && acts(words, end)
}

/// Does a noun of attitude stand before that takes the very preposition (`our confidence in Oslo`)?
fn is_trusted(words: Words, first: usize) -> bool {
    let Some(noun) = first.checked_sub(2).filter(|_| words.is(first - 1, Classes::LOCATIVE)) else { return false };
    let link = words.symbol(first - 1);
    let found = words.knowledge.lexicons.frames.longest(&words.tokens()[..first], noun);
    let takes = |frame: &Frame| frame.pos == Pos::Noun && frame.attitude > 0 && frame.links.contains(&link);
    found.is_some_and(|found| found.entries.iter().any(|entry| takes(&entry.value)))
}

/// Does it do what a passive tells (`was cheated by Oslo`)?
fn is_doer(words: Words, first: usize) -> bool {
    let Some(verb) = first.checked_sub(2).filter(|_| words.is(first - 1, Classes::BY)) else { return false };
    words.knowledge.lexicons.endings.tell(words.document.word(verb), Ending::Participle)
        && !words.is(verb, Classes::LOCAL)
        && verb > 0
        && words.is(verb - 1, Classes::BE.or(Classes::ADVERB))
}

/// Does a body of the government's or somebody in its service stand behind (`Oslo officials`, `the Paris government`)?
fn is_before_body(words: Words, at: usize) -> bool {
    let noun = words.role_near(at).filter(|noun| noun.role.kind != RoleKind::Profession);
    noun.is_some_and(|noun| {
        let last = noun.tokens.end as usize - 1;
        words.is(last, Classes::ARM) || noun.role.kind == RoleKind::Office && noun.role.office.is_some()
    })
}

/// Is there, among the words behind a possessor, what governments have (`Oslo's last reply`)?
fn belongs_to_government(words: Words, at: usize) -> bool {
    const FAR: usize = 3;
    let near = (at..at + FAR).take_while(|&at| words.is_word(at) && !words.is_closed(at));
    near.into_iter().any(|at| relates(words, at) || words.role_at(at).is_some() || words.is(at, Classes::ARM))
}

/// Does a verb or noun before it, or before the preposition before it, tell of dealings with a government (`asked Oslo`, `a
/// message from Oslo`)?
fn governs(words: Words, first: usize) -> bool {
    const FAR: usize = 4;
    let Some(at) = first.checked_sub(1).filter(|_| !words.has(first, Shape::BLANK)) else { return false };
    if !words.is(at, Classes::PREPOSITION.or(Classes::INFINITIVE)) {
        return relates(words, at);
    }
    let near = (at.saturating_sub(FAR)..=at).rev().take_while(|&at| words.is_word(at));
    // `came back from Oslo`: before a preposition the particle is no verb.
    let particle = |other: usize| other + 1 == at && words.is(other, Classes::PARTICLE);
    near.into_iter().any(|other| relates(words, other) && !particle(other))
}

/// Is it a word for what governments do or what goes on between them?
fn relates(words: Words, at: usize) -> bool {
    let lexicons = &words.knowledge.lexicons;
    let tokens = words.tokens();
    let known = || {
        lexicons.cues.longest(tokens, at).is_some()
            || lexicons
                .frames
                .longest(tokens, at)
                .is_some_and(|found| found.entries.iter().any(|entry| entry.setting == 0))
    };
    // `Oslo drops Rome`
    let verb = || at > 0 && words.is_small(at) && !words.is_closed(at) && ends_state(words, at);
    words.is(at, Classes::RELATION.or(Classes::FINITE)) || words.is_word(at) && (known() || verb())
}

/// Does the name of a state begin at `at`?
pub(super) fn begins_state(words: Words, at: usize) -> bool {
    let found = words.is_capital(at).then(|| words.knowledge.gazetteer.names().longest(words.tokens(), at)).flatten();
    let state = |naming: &Naming| naming.how == How::Name && naming.rule.is_none() && is_body(words, naming);
    found.is_some_and(|found| found.entries.iter().any(state))
}

/// Is it a reading as a country or organisation?
fn is_body(words: Words, naming: &Naming) -> bool {
    naming.actor.is_some_and(|actor| words.knowledge.gazetteer.traits(actor).kind != ActorKind::Person)
}

/// Does the name of a state or its seat end right before `end`?
pub(super) fn ends_state(words: Words, end: usize) -> bool {
    let names = words.knowledge.gazetteer.names();
    let state = |naming: &Naming| matches!(naming.how, How::Seat | How::Name) && is_body(words, naming);
    (end.saturating_sub(2)..end).any(|at| {
        let found = words.is_capital(at).then(|| names.longest(words.tokens(), at)).flatten();
        found.is_some_and(|found| found.tokens.end as usize == end && found.entries.iter().any(state))
    })
}

/// Is the rest of a clause what governments do: a verb of theirs, one that takes a person as subject, or a modal before any
/// that is no town's?
fn acts(words: Words, end: usize) -> bool {
    const FAR: usize = 12;
    const SET_OFF: usize = 4;
    let mut at = end;
    if words.kind(at) == Some(Kind::Colon) {
        return true;
    }
    if words.kind(at) == Some(Kind::Comma) {
        if words.is(at + 1, Classes::RELATIVE) && acts(words, at + 2) {
            return true;
        }
        let close = (at + 1..at + FAR).find(|&at| words.kind(at) == Some(Kind::Comma));
        return close.is_some_and(|close| words.is_word(close + 1) && acts(words, close + 1));
    }
    let passed = Classes::ADVERB.or(Classes::NEGATION);
    // `Oslo and Bern both asked`
    at += usize::from(words.is(at, Classes::PRONOUN) && words.is(at, Classes::DETERMINER) && words.is_small(at + 1));
    while words.is(at, passed) && !words.is(at, Classes::AUXILIARY) {
        at += 1;
    }
    let verb = |at: usize| is_verb(words, at) || words.is(at, Classes::FINITE);
    if !words.is(at, Classes::AUXILIARY) {
        // `Oslo on Friday asked`
        let timed =
            words.is(at, Classes::PREPOSITION) && (at + 1..at + SET_OFF).any(|at| words.is_small(at) && verb(at));
        return timed || words.is_plain(at) && (verb(at) || takes_object(words, at));
    }
    let mut modal = false;
    while words.is(at, passed.or(Classes::AUXILIARY)) {
        modal |= words.is(at, Classes::AUXILIARY) && !words.is(at, Classes::BE.or(Classes::HAVE));
        modal &= !words.is(at, Classes::BE);
        at += 1;
    }
    let town = (at..at + SET_OFF).take_while(|&at| words.is_word(at)).any(|at| words.is(at, Classes::LOCAL));
    // `Oslo has let us down`
    let does = || words.is_small(at) && !words.is_closed(at) && takes_object(words, at);
    !town && (modal || does() || relates(words, at) || relates(words, at + 1) || is_partner(words, at))
}

/// Is a noun phrase at `at` what one calls a state that one has to do with (`a wonderful partner`, `our oldest ally`)?
fn is_partner(words: Words, at: usize) -> bool {
    const LONGEST: usize = 4;
    let opened = words.is(at, Classes::DETERMINER.or(Classes::POSSESSIVE));
    let inside = (at + 1..at + 1 + LONGEST).take_while(|&at| words.is_small(at) && !words.is_closed(at));
    opened && inside.last().is_some_and(|noun| words.is(noun, Classes::RELATION.or(Classes::OTHER)))
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

/// Where the last of some names ends that stand beside each other.
fn last_of_list(words: Words, end: usize) -> usize {
    const LONGEST: usize = 4;
    let mut last = end;
    for _ in 0..LONGEST {
        let joined = (words.is(last, Classes::CONJUNCTION) || words.kind(last) == Some(Kind::Comma))
            && words.is_capital(last + 1)
            && !words.is_closed(last + 1);
        if !joined {
            break;
        }
        last += 2;
        if words.is_capital(last) && !words.is_closed(last) {
            last += 1;
        }
    }
    last
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
pub(super) fn takes_object(words: Words, at: usize) -> bool {
    words.is(at + 1, Classes::PRONOUN.or(Classes::DETERMINER).or(Classes::POSSESSIVE))
        && !words.has(at + 1, Shape::CLITIC)
}

/// Is it a form of a verb that we know to take people as subjects?
pub(super) fn is_verb(words: Words, at: usize) -> bool {
    use crate::lexicon::Form;
    let lexicons = &words.knowledge.lexicons;
    let tokens = words.tokens();
    let finite = |form: Form| form != Form::Base && form != Form::Plural && form != Form::Gerund;
    let cue = lexicons.cues.longest(tokens, at);
    let frame = lexicons.frames.longest(tokens, at);
    cue.is_some_and(|found| found.entries.iter().any(|entry| entry.value.pos == Pos::Verb && finite(entry.form)))
        || frame
            .is_some_and(|found| found.entries.iter().any(|entry| entry.value.pos == Pos::Verb && finite(entry.form)))
}
