//! How far a content reaches to the right: to where the narrator, or another speaker, takes over.

use super::cue::{Group, Voice};
use super::reader::Reader;
use super::source;
use crate::lexicon::{Classes, CueClass, Takes};
use crate::text::Kind;

/// A cue whose content would go on past here only where nothing shows its end; what the cue groups behind it are.
pub(super) struct Reach<'r, 'a, 't> {
    pub(super) reader: &'r Reader<'a, 't>,
    /// Where the sentence, or the clause around, ends.
    pub(super) ceiling: usize,
    /// The cue groups behind the content's own.
    pub(super) later: &'r [Group],
    /// Is the content a thing or a quotation rather than a clause? Clauses beside it are the narrator's.
    pub(super) narrow: bool,
}

impl Reach<'_, '_, '_> {
    /// Where the content that starts at `start` ends.
    pub(super) fn end(&self, start: usize) -> usize {
        let reader = self.reader;
        let (mut at, mut segment) = (start, start);
        while at < self.ceiling {
            let next = reader.next(at);
            // `called it "a farce," adding that ...`: the comma stands inside the marks.
            let pause = match reader.kind_at(at) {
                _ if !reader.is_outside(at) => reader.pauses(next - 1),
                Some(Kind::Semicolon) => return at,
                // `that, if the talks fail, ...`
                Some(Kind::Comma | Kind::Dash) => at > start && !reader.is(at - 1, Classes::COMPLEMENTIZER),
                Some(Kind::Word) if at > start && self.word_ends(at) => return at,
                _ => false,
            };
            // Behind quoted words: `said, "..." - the first to do so`, `said it "failed," pointing at the map`.
            let quoted = !reader.is_outside(at) || at > start && !reader.is_outside(at - 1);
            let broken = quoted && self.narrow && reader.kind_at(at) == Some(Kind::Dash);
            if pause
                && (broken || self.remarks(next, quoted) || self.resumes(next) || self.is_new_clause(segment, next))
            {
                return if reader.is_outside(at) { at } else { next };
            }
            if pause {
                segment = next;
            }
            at = next;
        }
        self.ceiling
    }

    /// Does a word end the content without a pause before it (`and vowed ...`, `while NAME said ...`)?
    fn word_ends(&self, at: usize) -> bool {
        let reader = self.reader;
        // A conjunction that is a preposition too is the latter before a gerund.
        let voices: &[Voice] = match reader.is(at, Classes::PREPOSITION) {
            true => &[Voice::Finite],
            false => &[Voice::Finite, Voice::Gerund],
        };
        // `said she was tired and wanted to leave`: what somebody is said to think is said too.
        let said = !self.narrow && self.verb(at + 1).is_some_and(|group| group.cue.class == CueClass::Thought);
        if reader.is(at, Classes::CONJUNCTION) && !said && self.verb_at(at + 1, voices) || self.goes_on_saying(at) {
            return true;
        }
        let joins = Classes::CONJUNCTION.or(Classes::SUBORDINATOR);
        let behind_quotation = !reader.is_outside(at - 1);
        if self.narrow && (behind_quotation && self.circumstance(at) || self.dated(at)) {
            return true;
        }
        let other = Classes::NOMINAL.or(Classes::COMPLEMENTIZER).or(Classes::PRONOUN);
        let joins = reader.is(at, joins) && !reader.is(at, other);
        if !self.narrow || !joins {
            return behind_quotation && reader.is(at, Classes::PREPOSITION) && self.gerund_behind(at + 1);
        }
        self.new_subject(at + 1) || reader.is(at, Classes::CONJUNCTION) && reader.is_subject_pronoun(at + 1)
    }

    /// Does a time or a circumstance of the saying stand at `at` (`"..." on Friday`, `"..." as he left`)?
    fn circumstance(&self, at: usize) -> bool {
        let reader = self.reader;
        let time = Classes::WEEKDAY.or(Classes::TIME).or(Classes::MONTH);
        let when = reader.is(at, Classes::SUBORDINATOR) && reader.is(at, Classes::PREPOSITION);
        when && (reader.is_subject_pronoun(at + 1) || reader.is_capital(at + 1))
            || reader.is(at, Classes::PREPOSITION) && reader.is(at + 1, time)
    }

    /// Does a day of the saying stand at `at` (`praised the plan on Tuesday`), rather than of a thing (`Tuesday's vote`)?
    fn dated(&self, at: usize) -> bool {
        let reader = self.reader;
        let day = at + usize::from(reader.is(at, Classes::PREPOSITION));
        let governed =
            day == at && reader.is(at - 1, Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::POSSESSIVE));
        let goes_on =
            day + 1 < self.ceiling && !matches!(reader.kind_at(day + 1), Some(Kind::Comma | Kind::Stop | Kind::Dash));
        reader.is(day, Classes::WEEKDAY) && !governed && !goes_on
    }

    /// Is it the narrator's remark that stands at `at`, behind a pause: beside quoted words a gerund or relative clause, beside a
    /// thing a gerund or any other clause, beside both an occasion?
    fn remarks(&self, at: usize, quoted: bool) -> bool {
        let reader = self.reader;
        let subordinate =
            reader.is(at, Classes::SUBORDINATOR) && !reader.is(at, Classes::COMPLEMENTIZER.or(Classes::CONJUNCTION));
        let clause = (quoted || self.narrow || self.is_response(at)) && reader.is_gerund(at)
            || quoted && reader.is(at, Classes::RELATIVE)
            || self.narrow && (subordinate || reader.is(at, Classes::TIME));
        // `would "not go," a day after NAME had left`
        let dated = quoted
            && (reader.is(at, Classes::TIME)
                || reader.is(at, Classes::DETERMINER.or(Classes::NUMBER)) && reader.is(at + 1, Classes::TIME));
        // `called it a "farce," a charge that NAME denies`
        let judged = quoted && reader.is(at, Classes::DETERMINER) && reader.is_said_thing(at + 1);
        // `who called it a "farce," has left`: an occasion, or the verb of the clause around.
        let occasion = quoted && self.narrow && reader.is(at, Classes::PREPOSITION.or(Classes::AUXILIARY));
        at < self.ceiling && reader.is_outside(at) && (clause || occasion || dated || judged)
    }

    /// Does a gerund at `at` tell what others said to it (`drawing a rebuke from NAME`, `prompting sharp criticism`)?
    fn is_response(&self, at: usize) -> bool {
        const LONGEST: usize = 3;
        let mut near = (at + 1..at + 1 + LONGEST).take_while(|&at| self.reader.kind_at(at) == Some(Kind::Word));
        near.any(|at| self.reader.is_said_thing(at) && self.reader.is_lower_word(at))
    }

    /// Does the narrator take over at `at`, behind a pause?
    pub(super) fn resumes(&self, at: usize) -> bool {
        const NEAR: usize = 5;
        let reader = self.reader;
        if at >= self.ceiling || !reader.is_outside(at) {
            return false;
        }
        // `NAME thanks NAME, urges NAME to stop`: a headline's second verb.
        let second = self.narrow && reader.is_present(at) && self.verb_at(at, &[Voice::Finite]);
        if second
            || self.verb_at(at, &[Voice::Gerund, Voice::Preposition])
            || self.goes_on_saying(at)
            || self.turns_to(at)
        {
            return true;
        }
        if reader.is(at, Classes::CONJUNCTION) {
            // `, but NAME said`: a new subject with a cue of its own.
            let quotation = (at + 1..self.ceiling.min(at + NEAR)).any(|at| !reader.is_outside(at));
            return self.verb_at(at + 1, &[Voice::Finite, Voice::Gerund])
                || self.new_subject(at + 1)
                || self.narrow && (reader.is_subject_pronoun(at + 1) || !reader.is_outside(at - 1) && !quotation);
        }
        // `a "farce," which ...`, `a "farce," in which ...`
        let relative = reader.is(at, Classes::PREPOSITION) && reader.is(at + 1, Classes::RELATIVE);
        self.narrow && (relative || reader.is(at, Classes::RELATIVE))
    }

    /// `... while adding ...`: does a subordinator lead into a gerund cue at `at`?
    fn goes_on_saying(&self, at: usize) -> bool {
        let subordinates = self.reader.is(at, Classes::SUBORDINATOR) && !self.reader.is(at, Classes::PREPOSITION);
        subordinates && self.gerund_behind(at + 1)
    }

    /// `..., while NAME said ...`, `..., with NAME saying ...`, `..., which NAME called ...`: does another speaker come in at
    /// `at`, behind a pause?
    fn turns_to(&self, at: usize) -> bool {
        let reader = self.reader;
        let lead = reader.classes(at);
        if lead.any(Classes::SUBORDINATOR) && !lead.any(Classes::COMPLEMENTIZER.or(Classes::WH)) {
            return self.new_subject(at + 1);
        }
        // `..., which NAME said would fail, ...` goes on.
        if lead.any(Classes::RELATIVE) && lead.any(Classes::PRONOUN) {
            return self.cue_of(at + 1, Voice::Finite).is_some_and(|group| group.cue.takes.has(Takes::NAME));
        }
        lead.any(Classes::PREPOSITION) && self.cue_of(at + 1, Voice::Gerund).is_some()
    }

    /// Does a subject with a cue of its own follow at `at`, where what stands before it since `segment` is no lead-in to
    /// it (`that if the talks fail, NAME would say ...`)?
    fn is_new_clause(&self, segment: usize, at: usize) -> bool {
        let reader = self.reader;
        let skip = reader.is(segment, Classes::COMPLEMENTIZER.or(Classes::CONJUNCTION)) as usize;
        let lead = Classes::LEAD_IN;
        // `a vow to leave, NAME said`
        let leads = reader.is(segment + skip, lead) && !reader.is(segment + skip, Classes::INFINITIVE);
        !reader.is(at, Classes::RELATIVE) && !leads && self.new_subject(at)
    }

    /// Does a subject with a cue of its own stand at `at`?
    pub(super) fn new_subject(&self, at: usize) -> bool {
        self.cue_of(at, Voice::Finite).is_some()
    }

    /// The cue in this voice whose subject stands at `at`.
    fn cue_of(&self, at: usize, voice: Voice) -> Option<&Group> {
        let end = source::phrase_behind(self.reader, at, self.ceiling)?;
        let first = self.later.partition_point(|group| (group.tokens.start as usize) <= at);
        let near = self.later[first..].iter().take_while(|group| group.tokens.start as usize <= end);
        near.into_iter().find(|group| group.voice == voice)
    }

    /// Does a bare cue verb of one of these voices stand at `at`?
    fn verb_at(&self, at: usize, voices: &[Voice]) -> bool {
        self.verb(at).is_some_and(|group| voices.contains(&group.voice))
    }

    /// The cue that begins at `at`.
    fn verb(&self, at: usize) -> Option<&Group> {
        let first = self.later.partition_point(|group| (group.tokens.start as usize) < at);
        self.later.get(first).filter(|group| group.tokens.start as usize == at)
    }

    /// Does a gerund cue follow, an adverb before it or not (`before optimistically predicting`)?
    fn gerund_behind(&self, at: usize) -> bool {
        self.verb_at(at, &[Voice::Gerund]) || self.verb_at(at + 1, &[Voice::Gerund])
    }
}
