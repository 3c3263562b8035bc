//! Passives: `NAME was accused of theft by NAME`, `a plan backed by NAME`, `the tax was called "a robbery"`.
//!
//! Owns who does what a passive tells of, and how its content stands around it: the subject is what is spoken of, and
//! what the verb says of it stands behind the verb or behind the agent. A passive without an agent reports only the quoted name it gives.

use super::content::{self, Opener};
use super::cue::Group;
use super::reader::Reader;
use super::sentence::{OUTSIDE, Scene};
use super::{apposition, source, subject};
use crate::lexicon::{Case, Classes, Takes};
use crate::text::{Kind, Tokens};

/// What a participle that no form of be makes a passive needs, in thousandths, to be a cue.
const SURE_ALONE: i16 = 700;

/// How many tokens may stand between a passive and its agent.
const FARTHEST_AGENT: usize = 16;

/// Who does what a passive tells of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Agent {
    /// Where the preposition stands that brings it in.
    by: usize,
    /// The words that name it.
    pub(super) source: Tokens,
}

/// The agent of a passive: right behind the verb, or behind what the verb says of its subject.
pub(super) fn agent(reader: &Reader, group: &Group, ceiling: usize) -> Option<Agent> {
    let start = group.tokens.end as usize;
    let ends = Classes::AUXILIARY.or(Classes::RELATIVE).or(Classes::COMPLEMENTIZER).or(Classes::SUBORDINATOR);
    let mut at = start;
    while at < ceiling.min(start + FARTHEST_AGENT) {
        if reader.is_outside(at) {
            let named = reader.is(at, Classes::BY).then(|| source::phrase_behind(reader, at + 1, ceiling)).flatten();
            if let Some(end) = named.filter(|&end| is_agent(reader, Tokens::new(at + 1, end))) {
                let end = agent_end(reader, group, at + 1, end, at == start);
                // `Backed by NAME, the rebels left`: behind the comma stands the subject.
                let fronted = group.tokens.start == group.verb && reader.is_capital(group.verb as usize);
                let source = match fronted {
                    true => Tokens::new(at + 1, end),
                    false => apposition::with_apposition(reader, at + 1, end, ceiling),
                };
                return Some(Agent { by: at, source });
            }
            // `was told in papers made public by NAME`: another participle has the agent.
            let other = at > start && reader.is_past(at) && !reader.is(at - 1, Classes::CONJUNCTION);
            let clause = reader.is(at, ends) && !reader.is(at, Classes::PREDICATIVE);
            let joins = matches!(reader.kind_at(at), Some(Kind::Word | Kind::Hyphen | Kind::Number));
            if other || clause || !joins {
                return None;
            }
        }
        at = reader.next(at);
    }
    None
}

/// Can a noun phrase act: does it hold a name, a role, or a pronoun that stands for people?
fn is_agent(reader: &Reader, phrase: Tokens) -> bool {
    let first = phrase.start as usize;
    let time = Classes::WEEKDAY.or(Classes::MONTH).or(Classes::TIME);
    let pronoun = reader.lexicons.pronoun(reader.token(first).symbol);
    let stands = pronoun.is_some_and(|it| !matches!(it.case, Case::Possessive | Case::Reflexive));
    let person = |at: usize| reader.is_capital(at) && !reader.is(at, time) || reader.role(at).is_some();
    let mut head = phrase.range().take_while(|&at| !reader.is(at, Classes::NOMINAL.or(time)));
    let gerund = reader.is_gerund(first) && !reader.is_capital(first);
    !gerund && (stands || head.any(person))
}

/// Where the agent ends whose noun phrase goes on to `end`: what the verb says of its subject is no part of it (`accused by
/// NAME | of theft`, `criticised by the union | for being late`).
fn agent_end(reader: &Reader, group: &Group, start: usize, end: usize, adjacent: bool) -> usize {
    let cuts = |&at: &usize| {
        let named = reader.is_capital(at - 1);
        match reader.is(at, Classes::NOMINAL) && !reader.is_capital(at) {
            true if reader.is_capital(at + 1) => false,
            true => reader.is_gerund(at + 1) || named && !reader.is(at, Classes::GENITIVE),
            // `a plan backed by NAME calls for ...`
            false => named && reader.is_told(at),
        }
    };
    let cut = (start + 1..end).find(cuts);
    let matter = || {
        let genitive = |at: &usize| reader.is(*at, Classes::GENITIVE) && !reader.is_capital(*at);
        (start + 1..end).rev().find(genitive).filter(|_| adjacent && group.cue.takes.has(Takes::MATTER))
    };
    let end = cut.or_else(matter).unwrap_or(end);
    subject::before_verb(reader, Tokens::new(start, end)).end as usize
}

impl Scene<'_, '_, '_> {
    /// A passive, and what it says of its subject.
    pub(super) fn passive(&mut self, number: usize) {
        let reader = self.reader;
        let group = &self.groups[number];
        let end = group.tokens.end as usize;
        let Some(agent) = agent(reader, group, self.ceiling()) else { return self.named(number) };
        let behind = agent.source.end as usize;
        // `was quoted by NAME as saying`: the subject says it.
        if reader.is(behind, Classes::PREDICATIVE) && reader.is_gerund(behind + 1) {
            return;
        }
        // A quotation right behind the agent, rather than one in what the verb says of its subject.
        let adjacent = |at: usize| at <= behind + 1 && !reader.is(at - 1, Classes::PREPOSITION);
        let opening = content::opening(reader, group, self.ceiling()).filter(|opening| {
            opening.by != Opener::Phrase && (opening.by != Opener::Quotation || adjacent(opening.at))
        });
        let bare = group.tokens.start == group.verb;
        let needed = if bare { SURE_ALONE } else { OUTSIDE };
        let takes = group.cue.takes;
        let says = takes.has(Takes::OBJECT) || takes.has(Takes::NAME) || opening.is_some();
        if !says || group.cue.outside < needed && opening.is_none_or(|opening| opening.by != Opener::Quotation) {
            return self.named(number);
        }
        let patient = self.patient(group);
        // `The mayor was told by NAME that ...`: the subject is who hears it, or nobody (`It was said by NAME that ...`).
        let urged = opening.is_some_and(|opening| opening.by == Opener::Infinitive) && takes.has(Takes::OBJECT);
        let hears = opening.is_some() && !takes.has(Takes::NAME) && !urged;
        let limit = self.passive_limit(number, patient, behind);
        let rest = match opening {
            Some(opening) => {
                let narrow = opening.by == Opener::Quotation;
                Tokens::new(opening.at, self.reach(number, limit, narrow).end(opening.at).max(opening.at))
            }
            _ if self.says_of_patient(group, behind, agent.by == end) && behind < limit => {
                Tokens::new(behind, self.reach(number, limit, true).end(behind))
            }
            _ => Tokens::new(behind, behind),
        };
        let complement = match self.is_circumstance(end) {
            true => Tokens::new(end, end),
            false => Tokens::new(end, agent.by),
        };
        let patient = patient.filter(|_| !hears).map(|patient| reader.trim(patient));
        let mut content: Vec<Tokens> =
            patient.into_iter().chain([reader.trim(complement), reader.trim(rest)]).collect();
        content.retain(|piece| !piece.is_empty());
        content.sort();
        let taken = |piece: &Tokens| self.found.iter().flat_map(|quote| &quote.content).any(|it| it.overlaps(*piece));
        if !content.is_empty() && !content.iter().any(taken) {
            self.push(number, Some(agent.source), content, "passive-agent", 750);
        }
    }

    /// What a passive is said of: its subject, or the noun phrase that its participle describes.
    fn patient(&self, group: &Group) -> Option<Tokens> {
        let reader = self.reader;
        let (start, floor) = (group.tokens.start as usize, self.floor());
        let bare = group.tokens.start == group.verb;
        if bare && start == floor {
            return self.subject_behind(start);
        }
        let last = start.checked_sub(1).filter(|&last| last >= floor)?;
        if reader.kind_at(last) != Some(Kind::Comma) {
            return source::before(reader, start, floor);
        }
        // `The raid, which lasted days, was condemned by NAME`
        let subject = || subject::first(reader, self.tokens).filter(|subject| subject.end as usize <= last);
        match bare {
            true => source::phrase_before(reader, last, floor).map(|first| Tokens::new(first, last)),
            false => source::before(reader, start, floor).or_else(subject),
        }
    }

    /// Up to where a passive can speak: to the verb of the clause whose subject it belongs to.
    fn passive_limit(&self, number: usize, patient: Option<Tokens>, behind: usize) -> usize {
        let reader = self.reader;
        let group = &self.groups[number];
        let relative = patient.is_some_and(|patient| reader.is(patient.start as usize, Classes::RELATIVE));
        let bare = group.tokens.start == group.verb;
        let comma = |at: usize| reader.is_outside(at) && reader.kind_at(at) == Some(Kind::Comma);
        let verb = |at: usize| reader.is_outside(at) && reader.is(at, Classes::AUXILIARY);
        let ends = |at: &usize| (relative || bare) && comma(*at) || bare && verb(*at);
        (behind..self.ceiling()).find(ends).unwrap_or(self.ceiling())
    }

    /// Does what the verb says of its subject stand at `at`, behind the agent (`by NAME | of theft`, `by NAME | as a threat`, `by
    /// NAME | for the raid`), rather than when and where it was said?
    fn says_of_patient(&self, group: &Group, at: usize, adjacent: bool) -> bool {
        let reader = self.reader;
        if reader.is(at, Classes::PREDICATIVE) {
            return !reader.is_subject_pronoun(at + 1);
        }
        if reader.is(at, Classes::GENITIVE) {
            return group.cue.takes.has(Takes::MATTER);
        }
        let other = Classes::SUBORDINATOR.or(Classes::BY);
        adjacent && reader.is(at, Classes::PREPOSITION) && !reader.is(at, other) && !self.is_circumstance(at)
    }

    /// Does the time or place of a deed stand at `at`?
    fn is_circumstance(&self, at: usize) -> bool {
        const NEAR: usize = 3;
        let reader = self.reader;
        let time = Classes::TIME.or(Classes::WEEKDAY).or(Classes::MONTH);
        let near = (at..self.ceiling().min(at + NEAR)).take_while(|&at| reader.is_outside(at));
        let dated = near.into_iter().any(|at| reader.is(at, time)) || reader.kind_at(at + 1) == Some(Kind::Number);
        dated || reader.is(at, Classes::LOCATIVE.or(Classes::ADVERB))
    }

    /// `The tax was called "a robbery"`: what somebody, who is not told, named a thing.
    fn named(&mut self, number: usize) {
        const NEAR: usize = 4;
        let reader = self.reader;
        let group = &self.groups[number];
        let start = group.tokens.end as usize;
        let start = start + usize::from(reader.is(start, Classes::SUBORDINATOR.or(Classes::PREPOSITION)));
        let near = (start..self.ceiling().min(start + NEAR)).any(|at| !reader.is_outside(at));
        let Some(subject) = source::before(reader, group.tokens.start as usize, self.floor()) else { return };
        if !near || !group.cue.takes.has(Takes::NAME) || reader.is(subject.end as usize - 1, Classes::RELATIVE) {
            return;
        }
        let content = reader.trim(Tokens::new(start, self.reach(number, self.ceiling(), true).end(start)));
        let taken = |piece: Tokens| self.found.iter().flat_map(|quote| &quote.content).any(|it| it.overlaps(piece));
        if !content.is_empty() && !taken(content) && !taken(subject) {
            self.push(number, None, vec![reader.trim(subject), content], "passive-name", 400);
        }
    }
}
