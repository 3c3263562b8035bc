//! The stretch a cue reports: how far it reaches to either side.

use super::cue::{Group, Voice};
use super::reader::Reader;
use super::{noun, passive, source};
use crate::lexicon::{Classes, CueClass, RoleKind, Takes};
use crate::text::{Kind, Tokens};

/// How many tokens of addressee, time and place may stand between a cue and its content.
const LONGEST_ADJUNCT: usize = 16;

/// Where the content behind a cue starts, and how it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) at: usize,
    pub(super) by: Opener,
}

/// What opens a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Opener {
    /// A noun phrase: the object of an act, or the subject of a bare clause.
    Phrase,
    /// `to` with a verb.
    Infinitive,
    /// `that`, `whether`, `what`.
    Complementizer,
    /// A quotation.
    Quotation,
}

/// The content that starts behind a cue group, if one can.
pub(super) fn opening(reader: &Reader, group: &Group, ceiling: usize) -> Option<Opening> {
    let start = match group.voice {
        Voice::Noun => noun::behind(reader, group, ceiling),
        _ => group.tokens.end as usize,
    };
    // `was told by NAME that ...`: what the agent says follows it.
    if group.voice == Voice::Passive {
        let agent = passive::agent(reader, group, ceiling)?.source.end as usize;
        // `was quoted by NAME as saying`: the subject says it.
        let quoted = reader.is(agent, Classes::PREDICATIVE) && reader.is_gerund(agent + 1);
        return if quoted { None } else { opening_at(reader, group, agent, ceiling) };
    }
    if group.cue.takes.has(Takes::ADDRESSEE) && opener(reader, start, ceiling).is_none_or(|by| by == Opener::Phrase) {
        let behind = source::phrase_behind(reader, start, ceiling).map(|end| addressees_end(reader, start, end));
        match behind.and_then(|at| opening_at(reader, group, at, ceiling)) {
            // `advised citizens to stay`: what is advised begins with them.
            Some(opening) if opening.by == Opener::Infinitive && group.cue.takes.has(Takes::OBJECT) => {
                return Some(Opening { at: start, by: Opener::Phrase });
            }
            Some(opening) => return Some(opening),
            None => {}
        }
        // Nothing follows the noun phrase: it is whom was told, unless it is a thing or a clause goes on from it.
        let thing = group.cue.takes.has(Takes::OBJECT) && is_thing(reader, start, ceiling);
        if !thing && behind.is_none_or(|at| at >= ceiling || !reader.is(at, Classes::AUXILIARY)) {
            return None;
        }
    }
    if group.voice == Voice::Noun
        && let Some(opening) = predicated(reader, start, ceiling)
    {
        return Some(opening);
    }
    let opening = opening_at(reader, group, start, ceiling)?;
    // `support from NAME, "..."`: what an author's noun tells of stands right behind the name.
    let apart = group.voice == Voice::Noun && start > group.tokens.end as usize && opening.at > start;
    (!apart).then_some(opening)
}

/// Is a noun phrase a thing that is promised or told rather than a person (`promised lower taxes and "jobs"`)?
pub(super) fn is_thing(reader: &Reader, start: usize, ceiling: usize) -> bool {
    let Some(end) = source::phrase_behind(reader, start, ceiling) else { return false };
    let person = |at: usize| reader.is_capital(at) || reader.is(at, Classes::PRONOUN) || reader.role(at).is_some();
    let quoted = reader.is(end, Classes::CONJUNCTION) && !reader.is_outside(end + 1);
    quoted && !(start..end).any(person)
}

/// `told reporters NAME was lying`, `told the court NAME was lying`: where a noun phrase ends in which a name stands behind a
/// plural or a body.
fn addressees_end(reader: &Reader, start: usize, end: usize) -> usize {
    let listens = |at: usize| {
        let roles = reader.lexicons.roles.word(reader.token(at).symbol);
        !reader.is_capital(at) && roles.iter().any(|entry| entry.value.plural || entry.value.kind == RoleKind::Body)
    };
    (start + 1..end).find(|&at| reader.is_capital(at) && listens(at - 1)).unwrap_or(end)
}

/// `his answer was that ...`, `her slogan is "..."`: the clause or quotation that a form of be says a noun to be.
fn predicated(reader: &Reader, start: usize, ceiling: usize) -> Option<Opening> {
    let verb = source::phrase_behind(reader, start + 1, ceiling).filter(|_| reader.is(start, Classes::NOMINAL));
    let verb = verb.unwrap_or(start);
    let at = verb + 1 + usize::from(reader.kind_at(verb + 1) == Some(Kind::Colon));
    let by = opener(reader, at, ceiling).filter(|_| reader.is(verb, Classes::BE))?;
    // `his answer was "true"` judges it.
    let clause = match by {
        Opener::Quotation => reader.opens_capital(at),
        _ => reader.is(at, Classes::COMPLEMENTIZER),
    };
    clause.then_some(Opening { at, by })
}

/// The content that starts at `start`, behind the adjuncts there, or with what leads into its clause.
fn opening_at(reader: &Reader, group: &Group, start: usize, ceiling: usize) -> Option<Opening> {
    behind_adjuncts(reader, group, start, ceiling).or_else(|| {
        let told = group.cue.class == CueClass::Speech && group.cue.takes.has(Takes::CLAUSE);
        let at = led_clause(reader, start, ceiling).filter(|_| told && group.voice != Voice::Noun)?;
        Some(Opening { at, by: Opener::Phrase })
    })
}

/// The content that starts at `start` or behind the adjuncts there.
fn behind_adjuncts(reader: &Reader, group: &Group, start: usize, ceiling: usize) -> Option<Opening> {
    let takes = group.cue.takes;
    let told = start > group.tokens.end as usize;
    let mut at = start;
    if told || group.cue.class == CueClass::Speech {
        let behind = skip_adjuncts(reader, at, ceiling);
        let behind = parenthesis_end(reader, behind, ceiling).unwrap_or(behind);
        let clear =
            reader.is(behind, Classes::COMPLEMENTIZER) || !reader.is_outside(behind + 1) || !reader.is_outside(behind);
        if told || !takes.has(Takes::OBJECT) || clear {
            at = behind;
        }
    }
    // `told the Harbour Board (HB), "..."`
    if reader.kind_at(at) == Some(Kind::Open) {
        const LONGEST: usize = 6;
        let close = (at..ceiling.min(at + LONGEST)).find(|&at| reader.kind_at(at) == Some(Kind::Close));
        at = close.map_or(at, |close| close + 1);
    }
    if let Some(behind) = parenthesis_end(reader, at, ceiling) {
        at = behind;
    }
    if matches!(reader.kind_at(at), Some(Kind::Colon | Kind::Comma | Kind::Dash)) && at + 1 < ceiling {
        let that = reader.is(at + 1, Classes::COMPLEMENTIZER);
        if reader.kind_at(at) != Some(Kind::Colon) && reader.is_outside(at + 1) && !that {
            return None;
        }
        at += 1;
    }
    let by = match opener(reader, at, ceiling) {
        // `appealed for calm`: the preposition opens the object.
        None if takes.has(Takes::OBJECT) && reader.is(at, Classes::PREPOSITION.or(Classes::NOMINAL)) => Opener::Phrase,
        opener => opener?,
    };
    if by == Opener::Phrase
        && takes.has(Takes::QUOTE)
        && let Some(at) = quotation_behind_pause(reader, at, ceiling)
    {
        return Some(Opening { at, by: Opener::Quotation });
    }
    // `said in his book, "..."`: a title behind a comma is no speech.
    let skipped = at > start + 1 && reader.kind_at(at - 1) != Some(Kind::Colon);
    let wanted = match by {
        Opener::Quotation => !(skipped && reader.is_title(at)),
        Opener::Complementizer => takes.has(Takes::CLAUSE) || takes.has(Takes::QUOTE),
        Opener::Infinitive => takes.has(Takes::INFINITIVE),
        Opener::Phrase => takes.has(Takes::CLAUSE) || takes.has(Takes::OBJECT) || takes.has(Takes::NAME),
    };
    wanted.then_some(Opening { at, by })
}

/// The quotation behind a few words and a comma or colon (`put it this way: "..."`, `told supporters, "..."`): what stands
/// between is no part of it.
fn quotation_behind_pause(reader: &Reader, start: usize, ceiling: usize) -> Option<usize> {
    const LONGEST: usize = 7;
    let clause = Classes::AUXILIARY.or(Classes::CONJUNCTION).or(Classes::RELATIVE);
    let ends = |at: usize| reader.kind_at(at) != Some(Kind::Word) || reader.is(at, clause);
    let pause = (start..ceiling.min(start + LONGEST)).find(|&at| ends(at))?;
    let leads = matches!(reader.kind_at(pause), Some(Kind::Comma | Kind::Colon)) && reader.is_outside(pause);
    let title = reader.kind_at(pause) == Some(Kind::Comma) && reader.is_title(pause + 1);
    (leads && !title && pause + 1 < ceiling && !reader.is_outside(pause + 1) && reader.opens_capital(pause + 1))
        .then_some(pause + 1)
}

/// Behind a short aside between commas (`added, however, that ...`), where a reported clause follows it.
fn parenthesis_end(reader: &Reader, at: usize, ceiling: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let pause = reader.kind_at(at).filter(|kind| matches!(kind, Kind::Comma | Kind::Dash))?;
    let aside = at + 1..ceiling.min(at + LONGEST);
    let close = aside.take_while(|&i| reader.is_outside(i)).find(|&i| reader.kind_at(i) == Some(pause))?;
    let reported = !reader.is_outside(close + 1) || reader.is(close + 1, Classes::COMPLEMENTIZER);
    (close + 1 < ceiling && reported).then_some(close + 1)
}

/// `said despite the rain, NAME had stayed`, `said, if asked, she would stay`: where a clause opens with what leads into it.
fn led_clause(reader: &Reader, start: usize, ceiling: usize) -> Option<usize> {
    const LONGEST: usize = 12;
    let parted = reader.kind_at(start) == Some(Kind::Comma);
    let at = start + usize::from(parted);
    let lead = if parted { Classes::SUBORDINATOR } else { Classes::PREPOSITION.or(Classes::SUBORDINATOR) };
    let no_lead = Classes::COMPLEMENTIZER.or(Classes::INFINITIVE);
    let leads = reader.is_outside(at) && reader.is(at, lead) && !reader.is(at, no_lead);
    let mut near = (at..ceiling.min(at + LONGEST)).take_while(|&at| reader.is_outside(at));
    let comma = near.find(|&at| reader.kind_at(at) == Some(Kind::Comma)).filter(|_| leads)?;
    let clause = (comma + 2..ceiling.min(comma + 2 + LONGEST))
        .take_while(|&at| reader.kind_at(at) == Some(Kind::Word))
        .any(|at| reader.is(at, Classes::AUXILIARY));
    let subject = !reader.is(comma + 1, Classes::RELATIVE)
        && (reader.is_subject_pronoun(comma + 1)
            || reader.is_outside(comma + 1)
                && clause
                && (reader.is_capital(comma + 1) || reader.is(comma + 1, Classes::DETERMINER.or(Classes::POSSESSIVE))));
    subject.then_some(at)
}

/// What kind of content could open at `at`.
fn opener(reader: &Reader, at: usize, ceiling: usize) -> Option<Opener> {
    if at >= ceiling {
        return None;
    }
    if !reader.is_outside(at) {
        return Some(Opener::Quotation);
    }
    if reader.is(at, Classes::COMPLEMENTIZER.or(Classes::WH)) {
        return Some(Opener::Complementizer);
    }
    // `vowed never to leave`
    let negated = reader.is(at, Classes::NEGATION) && reader.is(at + 1, Classes::INFINITIVE);
    if negated {
        return Some(Opener::Infinitive);
    }
    if reader.is(at, Classes::INFINITIVE)
        && !reader.is(at + 1, Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PRONOUN))
    {
        return (!reader.is_capital(at + 1)).then_some(Opener::Infinitive);
    }
    let phrase = reader.is_content_word(at)
        || reader.is_capital(at)
        || reader.kind_at(at) == Some(Kind::Number)
        || reader.is(
            at,
            Classes::DETERMINER
                .or(Classes::POSSESSIVE)
                .or(Classes::PRONOUN)
                .or(Classes::NUMBER)
                .or(Classes::SUBORDINATOR),
        );
    phrase.then_some(Opener::Phrase)
}

/// Skips times, places and occasions behind a cue (`on Tuesday`, `in a statement`), as long as a content can follow.
fn skip_adjuncts(reader: &Reader, from: usize, ceiling: usize) -> usize {
    let mut at = from;
    while at < ceiling && at - from < LONGEST_ADJUNCT {
        if !reader.is_outside(at) {
            // `said on the show "..." that ...`
            let behind = reader.next(at);
            if !(reader.is_title(at) && reader.is(behind, Classes::COMPLEMENTIZER.or(Classes::PREPOSITION))) {
                break;
            }
            at = behind;
            continue;
        }
        // `in Belmark, Ardania, on Monday`
        if at > 0
            && reader.kind_at(at) == Some(Kind::Comma)
            && reader.is_capital(at - 1)
            && let Some(close) = name_end(reader, at + 1, ceiling)
        {
            at = close + 1;
            continue;
        }
        let adverb = reader.is(at, Classes::ADVERB) && !reader.is(at, Classes::PRONOUN);
        if adverb || reader.is(at, Classes::TIME.or(Classes::WEEKDAY).or(Classes::MONTH)) {
            at += 1;
        } else if reader.is(at, Classes::PREPOSITION.or(Classes::NOMINAL))
            && !reader.is(at, Classes::COMPLEMENTIZER)
            && opener(reader, at, ceiling) != Some(Opener::Infinitive)
        {
            let Some(end) = adjunct_end(reader, at + 1, ceiling) else { break };
            at = end;
        } else {
            break;
        }
    }
    // Adjuncts that nothing follows are not skipped: they may be all there is.
    at
}

/// The comma behind a name of a few words.
fn name_end(reader: &Reader, start: usize, ceiling: usize) -> Option<usize> {
    const LONGEST: usize = 3;
    let end = (start..ceiling.min(start + LONGEST))
        .take_while(|&at| reader.is_outside(at) && reader.is_capital(at))
        .last()?;
    (end + 1 < ceiling && reader.kind_at(end + 1) == Some(Kind::Comma)).then_some(end + 1)
}

/// The end of a short noun phrase or date behind a preposition.
fn adjunct_end(reader: &Reader, at: usize, ceiling: usize) -> Option<usize> {
    let mut end = at;
    while end < ceiling && end - at < 8 && reader.is_outside(end) {
        let date = reader.is(end, Classes::WEEKDAY.or(Classes::MONTH).or(Classes::TIME))
            || reader.kind_at(end) == Some(Kind::Number);
        if !date {
            break;
        }
        end += 1;
    }
    if end > at {
        return Some(end);
    }
    // `to her husband`
    let possessive = reader.is(at, Classes::POSSESSIVE) && reader.is_content_word(at + 1);
    source::phrase_behind(reader, at + usize::from(possessive), ceiling)
}

/// Is there nothing behind a cue but whom it was said to, when and where?
pub(super) fn only_adjuncts(reader: &Reader, from: usize, ceiling: usize) -> bool {
    let first = Tokens::new(from.min(ceiling), ceiling);
    if first.is_empty() || matches!(reader.kind_at(from), Some(Kind::Stop)) {
        return true;
    }
    let words = reader.count_words(first, 40);
    let clause = first.range().any(|at| {
        reader.is_outside(at)
            && (reader.is(at, Classes::COMPLEMENTIZER) && !reader.is(at.wrapping_sub(1), Classes::PREPOSITION))
    });
    let quotation = first.range().any(|at| !reader.is_outside(at));
    words < 40 && !clause && !quotation
}
