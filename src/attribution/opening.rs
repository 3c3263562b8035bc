//! Cues that open what they report: `NAME said that ...`, `saying "..."`, `vowed to ...`.
//!
//! Owns whose cue it is, and how far the stretch behind it reaches.

use super::content::{self, Opener, Opening};
use super::cue::{Group, Voice};
use super::sentence::{OUTSIDE, Scene};
use super::{noun, source, subject};
use crate::lexicon::{Classes, CueClass, Gender, Takes};
use crate::text::{Kind, Tokens};

/// How many words the content of a verb of thinking needs where neither `that` nor `to` opens it.
const SHORTEST_THOUGHT: usize = 2;

/// How far before its verb the pronoun may stand that is its subject; a capped look stays linear on any input.
const FARTHEST_SUBJECT: usize = 80;

/// How many cues behind that of a relative clause may be the main verb; a capped look stays linear on any input.
const NEAR_GROUPS: usize = 4;

impl Scene<'_, '_, '_> {
    /// A group before what it reports.
    pub(super) fn opening(&mut self, number: usize) {
        let group = &self.groups[number];
        if self.used[number] || group.voice == Voice::Preposition {
            return;
        }
        if self.in_view(number) {
            return;
        }
        let ceiling = self.ceiling();
        if group.voice == Voice::Passive {
            return self.passive(number);
        }
        let plain = content::opening(self.reader, group, ceiling);
        let gap = plain.is_none();
        let Some(opening) = plain.or_else(|| self.behind_gap(group)) else { return };
        if !self.is_sure(number, opening) {
            return;
        }
        let Some(mut source) = self.subject(number) else { return };
        if opening.by == Opener::Quotation && self.performs(group, source, opening.at) {
            return;
        }
        // `a banner that said, "..."`: the quoted words are those of what the relative pronoun stands for.
        let last = source.end as usize - 1;
        if opening.by == Opener::Quotation && self.reader.is(last, Classes::COMPLEMENTIZER) {
            source = Tokens::new(last, last + 1);
        }
        // `called the plan a farce`, `protested at the closure`: an object rather than a clause.
        let clause = group.cue.takes.has(Takes::CLAUSE) && !self.reader.is(opening.at, Classes::PREPOSITION);
        // `promised lower taxes and "jobs"`: nobody is told, so that a thing is promised.
        let thing = group.cue.takes.has(Takes::ADDRESSEE) && content::is_thing(self.reader, opening.at, ceiling);
        let object = opening.by == Opener::Phrase && (thing || !clause);
        let relative = || self.relative_end(source, opening.at).filter(|_| object);
        let limit = self
            .main_clause_behind(number, source, opening.at)
            .or_else(relative)
            .map_or(ceiling, |end| end.max(opening.at));
        let fronted = match gap {
            true => self
                .stand_in(source)
                .map(|front| (Tokens::new(front, front + 1), self.end_behind_gap(number, opening.at, limit))),
            false => self.fronted(group, source, opening.at, limit),
        };
        let narrow = opening.by == Opener::Quotation || object;
        let end = match fronted {
            Some((_, end)) => end,
            None => self.reach(number, limit, narrow).end(opening.at),
        };
        let end = match group.voice {
            Voice::Noun if matches!(opening.by, Opener::Complementizer | Opener::Infinitive) => {
                noun::clause_end(self.reader, opening.at, end, opening.by == Opener::Infinitive)
            }
            _ => end,
        };
        let content = self.reader.trim(Tokens::new(opening.at, end));
        // `a town which some call Old Harbour`: a name for it, no more.
        let unquoted = content.range().all(|at| self.reader.is_outside(at));
        if unquoted && group.cue.takes.has(Takes::NAME) && self.stand_in(source).is_some() {
            return;
        }
        // `wants results`: a wish for a thing is no thought that is reported.
        let bare = group.cue.class == CueClass::Thought && opening.by == Opener::Phrase;
        if bare && self.reader.count_words(content, SHORTEST_THOUGHT) < SHORTEST_THOUGHT {
            return;
        }
        if content.is_empty() || self.found.iter().flat_map(|quote| &quote.content).any(|piece| piece.overlaps(content))
        {
            return;
        }
        let (rule, confidence) = match opening.by {
            _ if group.voice == Voice::Noun => (noun::RULE, 800),
            Opener::Quotation => ("cue-quotation", 930),
            Opener::Complementizer => ("cue-that", 880),
            Opener::Infinitive => ("cue-infinitive", 750),
            Opener::Phrase if group.cue.class == CueClass::Act => ("act-object", 750),
            Opener::Phrase => ("cue-clause", 780),
        };
        let front = fronted.map(|(front, _)| front);
        self.push(
            number,
            Some(source),
            front.into_iter().chain([content]).filter(|piece| !piece.is_empty()).collect(),
            rule,
            confidence,
        );
    }

    /// `NAME sang "Sea and Salt"`: is a quotation the title of a work that a person performs, rather than what a thing says
    /// (`The banner read "Sea and Salt"`)?
    fn performs(&self, group: &Group, source: Tokens, quotation: usize) -> bool {
        let reader = self.reader;
        let human = |at: usize| match reader.lexicons.pronoun(reader.token(at).symbol) {
            Some(pronoun) => pronoun.gender != Gender::Neuter,
            None => {
                reader.role(at).is_some_and(|kind| kind.is_human()) || reader.is_capital(at) && !reader.is_function(at)
            }
        };
        let named = |at: usize| !reader.is(at, Classes::RELATIVE) && human(at);
        let head = source.range().take_while(|&at| !reader.is(at, Classes::NOMINAL));
        group.cue.takes.has(Takes::WORK)
            && group.voice != Voice::Gerund
            && reader.is_title(quotation)
            && !(quotation..reader.next(quotation)).any(|at| reader.is(at, Classes::AUXILIARY))
            && head.into_iter().any(named)
    }

    /// Where the main clause begins that goes on behind a group of a subordinate or relative clause (`When NAME asked for
    /// calm, NAME said ...`, `NAME, who wants peace, said ...`, `NAME, noting the
    /// delay, said ...`).
    fn main_clause_behind(&self, number: usize, source: Tokens, content: usize) -> Option<usize> {
        let reader = self.reader;
        let group = &self.groups[number];
        let behind_comma = reader.kind_at((group.tokens.start as usize).wrapping_sub(1)) == Some(Kind::Comma);
        let aside = group.voice == Voice::Infinitive
            || behind_comma && (group.voice == Voice::Gerund || group.cue.class != CueClass::Speech);
        // `Alleging a scam, NAME demanded ...`
        let fronted = group.voice == Voice::Gerund && group.tokens.start == self.tokens.start;
        let aside = aside || fronted;
        let relative = reader.is(source.start as usize, Classes::RELATIVE) || aside;
        // `A resident who saw the fire said ...`: the verb whose subject holds the relative clause.
        let holds = |later: &&Group| {
            let subject = || source::before(reader, later.tokens.start as usize, self.floor());
            later.voice == Voice::Finite && subject().is_some_and(|it| it.start < source.start && it.end > source.end)
        };
        if relative
            && !aside
            && let Some(main) = self.groups[number + 1..].iter().take(NEAR_GROUPS).find(holds)
        {
            return Some(main.tokens.start as usize);
        }
        if !relative && !self.is_subordinate(source) {
            return None;
        }
        let opens_sentence = !relative && source.start.min(group.tokens.start) <= self.tokens.start + 2;
        let later = &self.groups[number + 1..];
        let reach = self.reach(number, self.ceiling(), false);
        let mut at = content;
        while at < self.ceiling() {
            let closes = match reader.kind_at(at) {
                _ if !reader.is_outside(at) => reader.next(at),
                Some(Kind::Comma) => at + 1,
                _ => 0,
            };
            if closes > 0
                && at + 1 < self.ceiling()
                && (reach.new_subject(closes)
                    || (opens_sentence || fronted) && self.opens_main_clause(closes)
                    || relative && later.iter().any(|g| g.tokens.start as usize == closes && g.voice == Voice::Finite))
            {
                return Some(closes);
            }
            at = reader.next(at);
        }
        None
    }

    /// `NAME, who backs the plan, lost the vote`: where a relative clause between commas ends in which a thing is spoken of.
    fn relative_end(&self, source: Tokens, content: usize) -> Option<usize> {
        let reader = self.reader;
        let comma = |at: usize| reader.is_outside(at) && reader.kind_at(at) == Some(Kind::Comma);
        let relative =
            reader.is(source.start as usize, Classes::RELATIVE) && comma((source.start as usize).wrapping_sub(1));
        let close = (content..self.ceiling() - 1).find(|&at| comma(at)).filter(|_| relative)?;
        let verb =
            reader.is(close + 1, Classes::AUXILIARY) || reader.is_past(close + 1) && !reader.is_capital(close + 1);
        verb.then_some(close)
    }

    /// `As NAME praised the plan, the crowd left`: can a subject open the clause at `at`, behind the pause that closes the
    /// clause before it?
    fn opens_main_clause(&self, at: usize) -> bool {
        let reader = self.reader;
        let subject = Classes::DETERMINER.or(Classes::POSSESSIVE);
        reader.is_subject_pronoun(at)
            || reader.is(at, subject) && !reader.is(at, Classes::RELATIVE)
            || reader.is_capital(at) && reader.is_outside(at)
    }

    /// Does a source stand in a subordinate clause: does a subordinator open its stretch between commas?
    fn is_subordinate(&self, source: Tokens) -> bool {
        let reader = self.reader;
        let subordinates = |at: usize| {
            let leads = at == self.floor() && reader.is(at, Classes::PREPOSITION);
            leads || reader.is(at, Classes::SUBORDINATOR) && !reader.is(at, Classes::COMPLEMENTIZER)
        };
        (self.floor()..source.start as usize)
            .rev()
            .take_while(|&at| !matches!(reader.kind_at(at), Some(Kind::Comma | Kind::Dash | Kind::Semicolon)))
            .any(|at| reader.is_outside(at) && subordinates(at))
    }

    /// Is a group likely enough to report what opens here?
    fn is_sure(&self, number: usize, opening: Opening) -> bool {
        let group = &self.groups[number];
        if group.voice == Voice::Noun {
            let predicated = opening.at > group.tokens.end as usize && self.reader.is(opening.at - 1, Classes::BE);
            return predicated || group.cue.outside >= OUTSIDE && self.is_content_of_noun(group, opening);
        }
        if opening.by == Opener::Quotation {
            return group.cue.takes.has(Takes::QUOTE)
                || group.cue.takes.has(Takes::NAME)
                || group.cue.takes.has(Takes::CLAUSE)
                || group.cue.class == CueClass::Speech && group.cue.outside >= OUTSIDE;
        }
        if group.voice == Voice::Infinitive {
            let end = self.reach(number, self.ceiling(), false).end(opening.at);
            return (opening.at..end).any(|at| !self.reader.is_outside(at));
        }
        group.cue.outside >= OUTSIDE || group.cue.takes.has(Takes::NAME) && self.names_with_quotation(opening)
    }

    /// `cast the deal as "a farce"`: does a quotation say what the object behind a verb of naming is?
    fn names_with_quotation(&self, opening: Opening) -> bool {
        const LONGEST: usize = 16;
        const NEAR: usize = 3;
        let reader = self.reader;
        let as_word = |&at: &usize| {
            reader.is_outside(at) && reader.is(at, Classes::SUBORDINATOR) && reader.is(at, Classes::PREPOSITION)
        };
        let mut near = (opening.at..self.ceiling().min(opening.at + LONGEST))
            .take_while(|&at| reader.kind_at(at) != Some(Kind::Comma));
        let named = near.find(as_word);
        named.is_some_and(|at| (at + 1..self.ceiling().min(at + 1 + NEAR)).any(|at| !reader.is_outside(at)))
    }

    /// Does a noun report what opens here: right behind it, and either as a clause or with a quotation close by?
    fn is_content_of_noun(&self, group: &Group, opening: Opening) -> bool {
        const NEAR: usize = 4;
        let reader = self.reader;
        let clause = opening.by == Opener::Complementizer && reader.is(opening.at, Classes::COMPLEMENTIZER);
        let near = (opening.at..self.ceiling().min(opening.at + NEAR)).any(|at| !reader.is_outside(at));
        let adjacent = opening.at == noun::behind(reader, group, self.ceiling());
        let infinitive = opening.by == Opener::Infinitive && group.cue.takes.has(Takes::INFINITIVE);
        clause || adjacent && (near || infinitive)
    }

    /// Who the subject of a group before its content is.
    fn subject(&self, number: usize) -> Option<Tokens> {
        let group = &self.groups[number];
        let start = group.tokens.start as usize;
        match group.voice {
            Voice::Finite => match source::before(self.reader, start, self.floor()) {
                Some(source) if self.is_governed(source) => None,
                Some(source) => Some(source),
                None => self.shared_subject(number),
            },
            Voice::Gerund => self.own_subject(start).or_else(|| self.shared_subject(number)),
            Voice::Infinitive => self.shared_subject(number),
            Voice::Noun => self.owner(group),
            Voice::Passive | Voice::Preposition => None,
        }
    }

    /// `At the NAME debate, ...`: does a preposition that leads in govern a noun phrase?
    fn is_governed(&self, phrase: Tokens) -> bool {
        let reader = self.reader;
        let Some(preposition) = (phrase.start as usize).checked_sub(1).filter(|&at| at >= self.floor()) else {
            return false;
        };
        let leads = preposition == self.floor() || reader.kind_at(preposition - 1) == Some(Kind::Comma);
        // `About four in ten said ...`
        let counted = reader.is(preposition, Classes::ADVERB) && reader.is(preposition + 1, Classes::NUMBER);
        let governs = reader.is(preposition, Classes::PREPOSITION) && !reader.is(preposition, Classes::SUBORDINATOR);
        leads && governs && !counted
    }

    /// `..., NAME smiled and said`: the name or pronoun that opens the stretch between commas, where the verb at `end` is
    /// joined to another.
    fn subject_of_segment(&self, end: usize) -> Option<Tokens> {
        let reader = self.reader;
        let joined = end > self.floor() && reader.is(end - 1, Classes::CONJUNCTION);
        let pause = |at: &usize| matches!(reader.kind_at(*at), Some(Kind::Comma | Kind::Dash | Kind::Semicolon));
        let comma = (self.floor()..end).rev().take_while(|&at| reader.is_outside(at)).find(pause)?;
        let subject = reader.is_capital(comma + 1) || reader.is_subject_pronoun(comma + 1);
        if !joined || !subject || comma + 2 >= end {
            return None;
        }
        let name = (comma + 1..end).take_while(|&at| at == comma + 1 || reader.is_capital(at)).count();
        Some(Tokens::new(comma + 1, comma + 1 + name))
    }

    /// `Citing "other plans," NAME left`: the noun phrase behind the first pause of a sentence that opens with its cue.
    pub(super) fn subject_behind(&self, start: usize) -> Option<Tokens> {
        let reader = self.reader;
        let mut at = start;
        while at < self.ceiling() {
            let next = reader.next(at);
            let comma = reader.is_outside(at) && reader.kind_at(at) == Some(Kind::Comma);
            if comma || !reader.is_outside(at) && reader.pauses(next - 1) {
                let verb = self.groups.iter().find(|group| group.tokens.start as usize > next);
                let subject = verb.and_then(|verb| source::before(reader, verb.tokens.start as usize, next));
                let phrase = subject.filter(|subject| subject.start as usize == next);
                let phrase = phrase.or_else(|| source::behind(reader, next, self.ceiling()));
                return phrase
                    .filter(|phrase| (phrase.end as usize) < self.ceiling())
                    .map(|phrase| subject::before_verb(reader, phrase));
            }
            at = next;
        }
        None
    }

    /// `..., with NAME telling reporters that ...`: a name or role right before a gerund is its subject, unless a
    /// preposition makes it a place or an occasion (`a speech in Belmark accusing ...`).
    fn own_subject(&self, start: usize) -> Option<Tokens> {
        let reader = self.reader;
        let source = source::before(reader, start, self.floor())?;
        let (first, last) = (source.start as usize, source.end as usize - 1);
        let person = (first..=last).take_while(|&at| !reader.is(at, Classes::PREPOSITION)).last()?;
        let named = reader.is_capital(person) || reader.role(person).is_some();
        let governed = first > self.floor()
            && reader.is(first - 1, Classes::PREPOSITION)
            && reader.kind_at(first.wrapping_sub(2)) != Some(Kind::Comma);
        (named && !governed && reader.kind_at(last) == Some(Kind::Word)).then_some(source)
    }

    /// `NAME stayed, even as he defended the plan, saying ...`: the pronoun that is the nearest subject before a verb
    /// without one. Neither what another quote holds nor a clause about a noun (`the plan he drew`) has it.
    fn pronoun_between(&self, from: u32, start: u32) -> Option<Tokens> {
        let reader = self.reader;
        let held =
            |at: usize| self.found.iter().flat_map(|quote| &quote.content).any(|piece| piece.range().contains(&at));
        let opens = |at: usize| {
            let lead = at.wrapping_sub(1);
            let person = reader.lexicons.pronoun(reader.token(at).symbol).is_some_and(|it| it.gender != Gender::Neuter);
            person && (reader.kind_at(lead) == Some(Kind::Comma) || reader.is(lead, Classes::CONJUNCTION))
        };
        let subject = |at: &usize| reader.is_subject_pronoun(*at) && opens(*at) && !held(*at);
        let pronoun = (from as usize..start as usize).rev().take(FARTHEST_SUBJECT).find(subject)?;
        Some(Tokens::new(pronoun, pronoun + 1))
    }

    /// The source of the cue before, or the subject of the sentence.
    fn shared_subject(&self, number: usize) -> Option<Tokens> {
        let start = self.groups[number].tokens.start;
        if let Some(subject) = self.subject_of_segment(start as usize) {
            return Some(subject);
        }
        // Neither what a relative pronoun says, nor who does what a passive tells of, nor a noun's owner is the subject of the
        // next verb.
        let stands_for = |source: Tokens| {
            let first = source.start as usize;
            self.reader.is(first, Classes::COMPLEMENTIZER) || first > 0 && self.reader.is(first - 1, Classes::BY)
        };
        let told = self
            .found
            .iter()
            .filter(|quote| quote.rule != noun::RULE && quote.source.is_none_or(|source| !stands_for(source)));
        let before = told.filter(|quote| quote.cue.is_some_and(|cue| cue.tokens.start < start));
        let quote = before.max_by_key(|quote| quote.cue.map(|cue| cue.tokens.start));
        let from = quote.and_then(|quote| quote.cue).map_or(self.tokens.start, |cue| cue.tokens.end);
        if let Some(pronoun) = self.pronoun_between(from, start) {
            return Some(pronoun);
        }
        if let Some(quote) = quote {
            return quote.source;
        }
        // `..., NAME said. Adding: "..."`: a sentence that opens with its cue goes on from the one before.
        if start == self.tokens.start {
            let gerund = self.groups[number].voice == Voice::Gerund;
            return gerund.then(|| self.subject_behind(start as usize).or(self.before)).flatten();
        }
        subject::first(self.reader, self.tokens).filter(|phrase| phrase.end <= start)
    }
}
