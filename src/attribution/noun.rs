//! Nouns that report: `his latest claim that ...`, `NAME's answer was "..."`, `a warning from the ministry that ...`.
//!
//! Owns which nouns do, and whose they are: of who stands before them as their owner, or behind them as their author.

use super::cue::{Group, Voice};
use super::reader::Reader;
use super::sentence::Scene;
use super::{apposition, source};
use crate::lexicon::{Classes, Cue, RoleKind};
use crate::text::{Kind, Tokens};

/// The name of the rule.
pub(super) const RULE: &str = "owned-noun";

/// The group of a noun that somebody owns (`his latest claim`, `NAME's claim`) or has written (`a claim by NAME`); `floor` and
/// `ceiling` are where the sentence starts and ends.
pub(super) fn group(reader: &Reader, cue: Cue, tokens: Tokens, floor: usize, ceiling: usize) -> Option<Group> {
    const MOST_ADJECTIVES: usize = 2;
    let noun = tokens.start as usize;
    let adjectives = (floor..noun).rev().take(MOST_ADJECTIVES);
    let start = noun - adjectives.take_while(|&at| reader.is_lower_word(at)).count();
    let owner = start.checked_sub(1).filter(|&at| at >= floor);
    // `NAME's president vows to leave`: a verb.
    let human = (start..noun).any(|at| reader.role(at).is_some_and(|kind| kind.is_human()));
    let owned = owner.is_some_and(|at| {
        reader.is(at, Classes::POSSESSIVE) && !reader.is_clitic(at) || reader.is_possessive_clitic(at) && !human
    });
    let tokens = Tokens { start: if owned { start as u32 } else { tokens.start }, end: tokens.end };
    let written = || author(reader, tokens.end as usize, ceiling).is_some();
    (owned || written()).then_some(Group { tokens, verb: noun as u32, cue, voice: Voice::Noun })
}

/// The last name of a noun phrase, with what stands right before it, where a name ends it: a name alone is the owner (`a result of |
/// NAME's refusal`, `rejected | NAME's claim`).
fn possessor(reader: &Reader, phrase: Tokens) -> Tokens {
    let name = |at: usize| reader.is_capital(at) || reader.kind_at(at) == Some(Kind::Hyphen);
    let led = |at: usize| name(at) || reader.role(at).is_some() || reader.is(at, Classes::DETERMINER);
    let last = phrase.end as usize - 1;
    if !name(last) {
        return phrase;
    }
    let start = phrase.range().rev().take_while(|&at| led(at)).last().unwrap_or(last);
    Tokens::new(start, phrase.end as usize)
}

/// Who stands behind the noun that ends before `end` as the author of what it tells of, between commas or not.
pub(super) fn author(reader: &Reader, end: usize, ceiling: usize) -> Option<Tokens> {
    let at = end + usize::from(reader.kind_at(end) == Some(Kind::Comma));
    if at >= ceiling || !reader.is_outside(at) || !reader.is(at, Classes::AUTHOR) {
        return None;
    }
    let name = source::phrase_behind(reader, at + 1, ceiling)?;
    let author = apposition::with_apposition(reader, at + 1, name, ceiling);
    is_person(reader, author).then_some(author)
}

/// Does a noun phrase name somebody who can speak: by a name or by a role?
fn is_person(reader: &Reader, phrase: Tokens) -> bool {
    let speaks = |at: usize| reader.role(at).is_some_and(|kind| kind != RoleKind::Document);
    let mut head = phrase.range().take_while(|&at| !reader.is(at, Classes::NOMINAL));
    head.any(|at| reader.is_capital(at) && !reader.is(at, Classes::WEEKDAY.or(Classes::MONTH)) || speaks(at))
}

/// Where the content of a noun may begin: behind it, or behind its author.
pub(super) fn behind(reader: &Reader, group: &Group, ceiling: usize) -> usize {
    let end = group.tokens.end as usize;
    let Some(author) = author(reader, end, ceiling) else { return end };
    let behind = author.end as usize;
    behind + usize::from(reader.kind_at(behind) == Some(Kind::Comma) && reader.kind_at(end) == Some(Kind::Comma))
}

/// Where the clause ends that stands from `start` to at most `end` behind a noun which is the subject of the sentence: before the
/// verb of the sentence (`the claim that the dam was weak | was false`, `the vow to leave | was kept`).
pub(super) fn clause_end(reader: &Reader, start: usize, end: usize, infinitive: bool) -> usize {
    let opens = Classes::CONJUNCTION.or(Classes::RELATIVE).or(Classes::COMPLEMENTIZER).or(Classes::SUBORDINATOR);
    let helps = |at: usize| reader.is(at, Classes::AUXILIARY) && !reader.is_possessive_clitic(at);
    let (mut verb, mut at) = (infinitive, start + 1);
    while at < end {
        let outside = reader.is_outside(at);
        let comma = outside && reader.kind_at(at) == Some(Kind::Comma);
        // `the demand that it be shut, was rejected`
        if comma && verb && helps(at + 1) {
            return at;
        }
        let past = || {
            let subject = reader.is_capital(at - 1) || reader.is_subject_pronoun(at - 1);
            subject && !reader.is_capital(at) && reader.is_past(at)
        };
        let same = helps(at - 1)
            || reader.is(at - 1, Classes::INFINITIVE)
            || reader.is_subject_pronoun(at - 1)
            || reader.is(at - 1, Classes::NEGATION.or(Classes::ADVERB));
        let finite = helps(at) || infinitive && reader.is(at, Classes::FINITE);
        if outside && finite && verb && !same {
            return at;
        }
        verb = match outside {
            true if reader.is(at, opens) || comma && !infinitive => false,
            true => verb || helps(at) || past(),
            false => verb,
        };
        at = reader.next(at);
    }
    end
}

impl Scene<'_, '_, '_> {
    /// Whose a noun is: a possessive right before it, the noun phrase before its clitic, or its author.
    pub(super) fn owner(&self, group: &Group) -> Option<Tokens> {
        let reader = self.reader;
        let start = group.tokens.start as usize;
        let owner = start.checked_sub(1).filter(|&at| at >= self.floor());
        if let Some(owner) = owner {
            if reader.is(owner, Classes::POSSESSIVE) && !reader.is_clitic(owner) {
                return Some(Tokens::new(owner, start));
            }
            if reader.is_possessive_clitic(owner) {
                return source::phrase_before(reader, owner, self.floor())
                    .map(|first| possessor(reader, Tokens::new(first, owner)));
            }
        }
        author(reader, group.tokens.end as usize, self.ceiling())
    }
}
