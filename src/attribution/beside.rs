//! Sources that stand beside what they report: `According to NAME, ...`, `..., according to NAME`, `As NAME noted, ...`, `In
//! NAME's view, ...`.
//!
//! Owns the stretch that such an adjunct reports; it closes nothing and opens nothing of its own.

use super::cue::Voice;
use super::sentence::{OUTSIDE, Scene};
use super::source;
use crate::lexicon::{Classes, CueClass, Takes};
use crate::text::{Kind, Tokens};

/// How many tokens of occasion may stand between a cue and the comma that closes its adjunct.
const LONGEST_OCCASION: usize = 10;

impl Scene<'_, '_, '_> {
    /// `As NAME reported, ...`: a subordinate clause before what it reports. Does the group stand in one?
    pub(super) fn as_reported(&mut self, number: usize) -> bool {
        let reader = self.reader;
        let group = &self.groups[number];
        let (floor, end) = (self.floor(), group.tokens.end as usize);
        let leads = reader.is(floor, Classes::SUBORDINATOR) && reader.is(floor, Classes::PREPOSITION);
        let source = source::before(reader, group.tokens.start as usize, floor + 1);
        let Some(source) = source.filter(|source| leads && source.start as usize == floor + 1) else { return false };
        let near = end..self.ceiling().min(end + LONGEST_OCCASION);
        let Some(comma) = near.clone().find(|&at| reader.kind_at(at) == Some(Kind::Comma)) else { return false };
        // `As NAME attacked the plan, ...`: a verb with an object is a circumstance.
        let occasion = Classes::PREPOSITION.or(Classes::TIME).or(Classes::WEEKDAY);
        let bare = end == comma || reader.is(end, occasion) && self.is_adjunct(end, comma);
        let reach = self.reach(number, self.ceiling(), false);
        // `As NAME puts it, ...`
        let quotes = group.cue.class == CueClass::Speech && group.cue.takes.has(Takes::QUOTE) && end == comma;
        let told = group.cue.takes.has(Takes::CLAUSE) || quotes;
        if !bare || !told || comma + 1 >= self.ceiling() || reach.new_subject(comma + 1) {
            return false;
        }
        let content = reader.trim(Tokens::new(comma + 1, reach.end(comma + 1)));
        if group.cue.outside < OUTSIDE || content.is_empty() {
            return false;
        }
        self.push(number, Some(source), vec![content], "as-reported", 850);
        true
    }

    /// `In NAME's view, ...`: a thought that somebody owns, behind a preposition that opens the sentence, before what it is. Does
    /// the group stand so?
    pub(super) fn in_view(&mut self, number: usize) -> bool {
        let reader = self.reader;
        let group = &self.groups[number];
        let (floor, end) = (self.floor(), group.tokens.end as usize);
        let thought = group.voice == Voice::Noun && group.cue.class == CueClass::Thought;
        let leads = thought && reader.is(floor, Classes::PREPOSITION) && reader.kind_at(end) == Some(Kind::Comma);
        let owner = self.owner(group).filter(|owner| leads && owner.start as usize == floor + 1);
        let Some(owner) = owner.filter(|_| end + 1 < self.ceiling()) else { return false };
        let content = reader.trim(Tokens::new(end + 1, self.reach(number, self.ceiling(), false).end(end + 1)));
        if content.is_empty() {
            return false;
        }
        self.push(number, Some(owner), vec![content], "in-view", 850);
        true
    }

    /// `According to NAME, ...` and `..., according to NAME`.
    pub(super) fn according(&mut self, number: usize) {
        let group = &self.groups[number];
        let reader = self.reader;
        let start = group.tokens.start as usize;
        let behind = group.tokens.end as usize;
        let Some(mut source) = source::behind(reader, behind, self.ceiling()) else { return };
        // `According to NAME, the talks had failed`: what no comma closes is no apposition but the content.
        if start <= self.floor() + 1 {
            let closed = reader.kind_at(source.end as usize) == Some(Kind::Comma);
            let phrase = || source::phrase_behind(reader, behind, self.ceiling());
            let Some(end) = (if closed { Some(source.end as usize) } else { phrase() }) else { return };
            source = Tokens::new(behind, self.set_off_behind(end));
        }
        let end = source.end as usize;
        let head = self.reported_before(start).filter(|_| start > self.floor() + 1);
        // `"...," NAME said on Monday, according to NAME`: when and where it was said is all that is left to report.
        if head.is_some_and(|head| self.is_occasion(head)) {
            return;
        }
        let rest = || reader.trim(Tokens::new(end, self.reach(number, self.ceiling(), false).end(end + 1).max(end)));
        let content = match head {
            // `Over the years, according to NAME, ...`: the lead-in belongs to what follows.
            Some(head) if self.is_lead_in(head) => vec![head, rest()],
            // `The boy, according to NAME, had never held a gun.`
            Some(head) if reader.kind_at(end) == Some(Kind::Comma) && reader.is(end + 1, Classes::AUXILIARY) => {
                vec![head, rest()]
            }
            Some(head) => vec![head],
            None => vec![rest()],
        };
        let content: Vec<Tokens> = content.into_iter().filter(|piece| !piece.is_empty()).collect();
        if !content.is_empty() {
            self.push(number, Some(source), content, "according-to", 900);
        }
    }

    /// Is a stretch behind the cue of another quote no more than whom it was said to, when and where?
    fn is_occasion(&self, piece: Tokens) -> bool {
        let adverbial =
            Classes::PREPOSITION.or(Classes::NOMINAL).or(Classes::TIME).or(Classes::WEEKDAY).or(Classes::ADVERB);
        let behind_cue = |at: u32| self.found.iter().filter_map(|quote| quote.cue).any(|cue| cue.tokens.end == at);
        let (start, end) = (piece.start as usize, piece.end as usize);
        behind_cue(piece.start) && self.reader.is(start, adverbial) && self.is_adjunct(start, end)
    }

    /// Where an age or a relative clause ends that commas set off behind the noun phrase that ends before `end` (`According
    /// to NAME, 45, who led the talks, they had failed`); `end` itself where there is none.
    fn set_off_behind(&self, mut end: usize) -> usize {
        let reader = self.reader;
        let pauses = |at: usize| reader.kind_at(at) == Some(Kind::Comma) && reader.is_outside(at);
        while end + 1 < self.ceiling() && pauses(end) {
            let relative = reader.is(end + 1, Classes::RELATIVE) && reader.is(end + 1, Classes::PRONOUN);
            let aged = reader.kind_at(end + 1) == Some(Kind::Number) && pauses(end + 2);
            let close = (end + 1..self.ceiling()).find(|&at| pauses(at));
            // `According to a study, published on Monday, ...`
            let participle =
                reader.is_lower_word(end + 1) && reader.is_past(end + 1) && reader.is(end + 2, Classes::PREPOSITION);
            let close = close.filter(|&close| relative || aged || participle || self.is_apposition(end + 1, close));
            let Some(close) = close else { break };
            end = close;
        }
        end
    }

    /// Does a stretch between commas tell what the person before it is (`NAME, a lawyer for the family, ...`), rather than open
    /// what that person says (`the mayor, NAME, was ...`)?
    fn is_apposition(&self, start: usize, end: usize) -> bool {
        let reader = self.reader;
        let human = |at: usize| reader.role(at).is_some_and(|kind| kind.is_human());
        let open = reader.is(end + 1, Classes::RELATIVE) || reader.is_capital(end + 1);
        let tied = (start..end).any(|at| reader.is(at, Classes::NOMINAL));
        let told = self.groups.iter().any(|group| (start..end).contains(&(group.tokens.start as usize)));
        let clause = told || (start..end).any(|at| reader.is(at, Classes::AUXILIARY));
        reader.is(start, Classes::DETERMINER) && (start..end).any(human) && (tied || !open) && !clause
    }

    /// Is a stretch behind a cue no more than whom it was said to, when and where: neither clause nor quotation?
    pub(super) fn is_adjunct(&self, start: usize, end: usize) -> bool {
        let clause = Classes::AUXILIARY.or(Classes::COMPLEMENTIZER).or(Classes::CONJUNCTION).or(Classes::INFINITIVE);
        let told =
            self.groups.iter().any(|group| group.tokens.start as usize >= start && (group.tokens.end as usize) <= end);
        !told && (start..end).all(|at| self.reader.is_outside(at) && !self.reader.is(at, clause))
    }

    /// Does a stretch only lead into a clause: a time or a place before its comma?
    fn is_lead_in(&self, piece: Tokens) -> bool {
        let start = piece.start as usize;
        let adverbial = Classes::PREPOSITION.or(Classes::TIME).or(Classes::WEEKDAY).or(Classes::ADVERB);
        piece.len() <= 8 && self.reader.is_outside(start) && self.reader.is(start, adverbial)
    }
}
