//! Subjects that no noun phrase right before a cue is: the one between a quotation and the cue that closes it
//! (`"...," the assailant, NAME, of Belmark, told ...`), the one that opens a clause and holds another phrase (`A resident who saw the
//! fire said`, `NAME and the mayor said`), and that of the sentence.
//!
//! Owns the places where no parser is needed to know how far a subject reaches: all that stands between a quotation
//! and its verb is the subject, however it is built, unless a clause of its own stands there; and so is what opens a clause, where
//! a relative clause or a conjunction ties it to the noun phrase before the verb.

use super::cue::{Group, Voice};
use super::reader::Reader;
use super::sentence::Scene;
use super::source;
use crate::lexicon::Classes;
use crate::text::{Kind, Tokens};

/// How many tokens may stand between a quotation and its verb.
const LONGEST: usize = 60;

/// From this certainty on, in thousandths, a verb behind such a subject is a cue even in a sentence of its own.
const SURE: i16 = 600;

impl Scene<'_, '_, '_> {
    /// All that stands between a quotation and a cue, where it can be the cue's subject and holds no other cue.
    pub(super) fn subject_between(&self, group: &Group) -> Option<Tokens> {
        let subject = between(self.reader, group.tokens.start as usize, self.floor())?;
        let told = |other: &Group| subject.contains(other.tokens) && other.voice != Voice::Noun;
        let own = self.groups.iter().any(|other| told(other) && !self.in_relative(subject, other));
        // `the mine trust." The sole purpose of the trust`: a sentence of its own needs a verb that is surely a cue.
        let opens = subject.start as usize > self.floor()
            || group.cue.outside >= SURE && self.quotation_before_sentence().is_some();
        (opens && !own).then_some(subject)
    }

    /// Does a cue of a subject stand in a relative clause of it (`NAME, who says ..., said`)?
    fn in_relative(&self, subject: Tokens, group: &Group) -> bool {
        let before = (subject.start..group.tokens.start).rev().map(|at| at as usize);
        let mut near = before.take_while(|&at| self.reader.kind_at(at) != Some(Kind::Comma));
        near.any(|at| self.reader.is(at, Classes::RELATIVE))
    }
}

/// The words from the quotation before `end` up to there, where they can be one subject; `floor` is where the sentence
/// starts, and a quotation right before that counts.
pub(super) fn between(reader: &Reader, end: usize, floor: usize) -> Option<Tokens> {
    let stops = |at: usize| matches!(reader.kind_at(at), Some(Kind::Stop | Kind::Colon | Kind::Semicolon));
    let lowest = floor.max(end.saturating_sub(LONGEST));
    let start = (lowest..end).rev().take_while(|&at| reader.is_outside(at) && !stops(at)).last()?;
    if start == 0 || reader.is_outside(start - 1) || !reader.pauses(start - 1) || !ends_subject(reader, end - 1) {
        return None;
    }
    let first = source::phrase_behind(reader, start, end)?;
    let leads = reader.is(start, Classes::RELATIVE) || reader.is_title(start - 1);
    let named = reader.is_capital(start)
        || reader.is(start, Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::NUMBER))
        || reader.kind_at(start) == Some(Kind::Number);
    let goes_on = first == end
        || matches!(reader.kind_at(first), Some(Kind::Comma | Kind::Open | Kind::Dash))
        || reader.is(first, Classes::CONJUNCTION.or(Classes::PREPOSITION).or(Classes::RELATIVE).or(Classes::WEEKDAY));
    (named && !leads && goes_on && !holds_clause(reader, start, end)).then(|| Tokens::new(start, end))
}

/// Where the subject starts that a clause opens with and whose last noun phrase, or the end of whose relative clause, starts at
/// `start`; nothing where that phrase is all of it.
pub(super) fn opens_clause(reader: &Reader, start: usize, end: usize, floor: usize) -> Option<usize> {
    let lowest = floor.max(start.saturating_sub(LONGEST));
    let pause = |at: &usize| {
        !reader.is_outside(*at) || !matches!(reader.kind_at(*at), Some(Kind::Word | Kind::Hyphen | Kind::Number))
    };
    let lead = Classes::PREPOSITION.or(Classes::TIME).or(Classes::WEEKDAY).or(Classes::ADVERB).or(Classes::CONJUNCTION);
    let open = match (lowest..start).rev().find(pause) {
        Some(comma) if reader.kind_at(comma) == Some(Kind::Comma) && reader.is(floor, lead) => comma + 1,
        Some(_) => return None,
        None if lowest == floor => floor,
        None => return None,
    };
    let leads = |at: usize| reader.is(at, Classes::CONJUNCTION) && reader.is_content_word(at + 1);
    let open = open + usize::from(leads(open));
    let first = joined_behind(reader, open, start).filter(|&first| first < start)?;
    let person = |from: usize, to: usize| {
        (from..to).any(|at| reader.is_capital(at) && !reader.is_function(at) || reader.role(at).is_some())
    };
    let who = reader.is(first, Classes::RELATIVE) && reader.is(first, Classes::PRONOUN);
    let clause = who && !reader.is(first, Classes::DETERMINER) && !reader.is_subject_pronoun(start);
    let joins = reader.is(first, Classes::CONJUNCTION) && !reader.is(first, Classes::PREPOSITION);
    let joint = joins && first + 1 == start && person(start, end) && !(open..first).any(|at| reader.is_told(at));
    let tied = clause || joint && reader.lexicons.pronoun(reader.token(open).symbol).is_none();
    (tied && person(open, first)).then_some(open)
}

/// Where the noun phrase ends that starts at `start`, over a conjunction between two words that describe it (`current and former
/// officials who ...`).
fn joined_behind(reader: &Reader, start: usize, ceiling: usize) -> Option<usize> {
    let end = source::phrase_behind(reader, start, ceiling)?;
    let joins =
        end == start + 1 && end + 1 < ceiling && reader.is(end, Classes::CONJUNCTION) && !reader.is_capital(end + 1);
    let next = joins.then(|| source::phrase_behind(reader, end + 1, ceiling)).flatten();
    let clause = |&next: &usize| reader.is(next, Classes::RELATIVE) && reader.is(next, Classes::PRONOUN);
    Some(next.filter(clause).unwrap_or(end))
}

/// Can a subject end with what stands at `at`: neither a word that leads to another nor a verb's helper?
fn ends_subject(reader: &Reader, at: usize) -> bool {
    let closes = matches!(reader.kind_at(at), Some(Kind::Comma | Kind::Close | Kind::Dash | Kind::Number))
        || reader.is(at, Classes::WEEKDAY);
    let leads = reader.is(at, Classes::COMPLEMENTIZER.or(Classes::DETERMINER));
    closes
        || !leads
            && (reader.is_content_word(at)
                || reader.is_capital(at)
                || reader.is(at, Classes::PRONOUN.or(Classes::NUMBER)))
}

/// Does a clause of its own stand in a stretch: a helping verb or a second subject that no relative pronoun brings in?
fn holds_clause(reader: &Reader, start: usize, end: usize) -> bool {
    let mut relative = false;
    for at in start..end {
        if reader.kind_at(at) == Some(Kind::Comma) {
            relative = false;
        }
        relative |= reader.is(at, Classes::RELATIVE);
        let helps = reader.is(at, Classes::AUXILIARY) && !reader.is_possessive_clitic(at) && !reader.is_capital(at);
        let second = at > start && reader.is_subject_pronoun(at);
        if (helps || second) && !relative {
            return true;
        }
    }
    false
}

/// The subject of a sentence, as far as it can be told: its first noun phrase that no preposition or subordinator opens.
pub(super) fn first(reader: &Reader, sentence: Tokens) -> Option<Tokens> {
    let (mut at, ceiling) = (sentence.start as usize, sentence.end as usize);
    let mut led = false;
    while at < ceiling {
        let lead = Classes::LEAD_IN;
        // `about 200 protesters`
        let rounds = reader.is(at, Classes::ADVERB)
            && (reader.is(at + 1, Classes::NUMBER) || reader.kind_at(at + 1) == Some(Kind::Number));
        let leads = reader.is(at, lead) && !reader.is(at, Classes::PRONOUN) && !rounds;
        if leads || at == sentence.start as usize && reader.is_participle(at) {
            // A lead-in: the subject stands behind its comma.
            at = (at..ceiling).find(|&i| reader.is_outside(i) && reader.kind_at(i) == Some(Kind::Comma))? + 1;
            led = true;
        } else if reader.is(at, Classes::CONJUNCTION.or(Classes::ADVERB).or(Classes::FILLER))
            || !reader.is_outside(at)
            || reader.kind_at(at) != Some(Kind::Word)
        {
            at = reader.next(at);
        } else {
            let phrase = source::behind(reader, at, ceiling)?;
            // `In Belmark, Ardania, on Monday, NAME said`: still the lead-in.
            let comma = phrase.end as usize;
            let lead = Classes::PREPOSITION.or(Classes::TIME).or(Classes::WEEKDAY);
            // `A few days later, NAME said`
            if reader.is(comma, Classes::TIME) && !reader.is_capital(comma) && !led {
                at = comma;
                continue;
            }
            if led && reader.kind_at(comma) == Some(Kind::Comma) && reader.is(comma + 1, lead) {
                at = comma + 1;
                continue;
            }
            return Some(before_verb(reader, phrase));
        }
    }
    None
}

/// A noun phrase up to a word that is its verb, as far as the ending or a list tells (`NAME survived the winter`).
pub(super) fn before_verb(reader: &Reader, phrase: Tokens) -> Tokens {
    let lower = |at: usize| reader.is_content_word(at) && !reader.is_capital(at) && reader.is_outside(at);
    let hyphen = |at: usize| reader.kind_at(at) == Some(Kind::Hyphen);
    let verb = |&at: &usize| {
        lower(at)
            && reader.is_content_word(at - 1)
            && !reader.is_clitic(at - 1)
            && !lower(at + 1)
            && !hyphen(at + 1)
            && reader.role(at).is_none()
            && (reader.is_past(at) || reader.is_capital(at - 1) && reader.is_present(at))
    };
    let mut head =
        (phrase.start as usize + 1..phrase.end as usize).take_while(|&at| reader.kind_at(at) != Some(Kind::Comma));
    let end = head.find(verb);
    end.map_or(phrase, |end| Tokens { start: phrase.start, end: end as u32 })
}
