//! Targets without a name: the pronouns and descriptions inside quotes that stand for somebody.
//!
//! Inside quotation marks the speaker talks: "we" is the speaker's country, "he" is somebody else. Outside, the narrator
//! does: "he" is mostly the speaker, and says nothing about a target.

use super::scene::Scene;
use super::{Reference, ReferentId};
use crate::attribution::Quote;
use crate::gazetteer::ActorKind;
use crate::lexicon::{Case, Classes, Gender, Pos, Pronoun, RoleKind, ValenceKind};
use crate::mention::{RoleNoun, Via};
use crate::text::{Kind, Tokens};

/// How sure `we` is the side of whoever speaks.
const OWN: i16 = 300;

/// A quote as its pronouns see it.
#[derive(Clone, Copy)]
pub(super) struct Speech<'q> {
    /// Where its content begins.
    start: u32,
    pub(super) speaker: Option<ReferentId>,
    pub(super) content: &'q [Tokens],
    /// Whom it is told, as the words that report it have it.
    pub(super) listener: Option<ReferentId>,
    /// What stands behind source and cue in their sentence (`of Novak` in `she said of Novak`).
    behind: Tokens,
}

impl<'a, 't: 'a> Scene<'a, 't> {
    /// Adds the references of pronouns and descriptions inside quotes.
    pub(super) fn place_targets(&mut self, quotes: &[Quote], speakers: &[Vec<ReferentId>]) {
        let mut found = Vec::new();
        for (quote, speakers) in quotes.iter().zip(speakers) {
            let Some(first) = quote.content.first() else { continue };
            let (content, behind) = (&quote.content[..], self.behind_source(quote));
            let (speaker, listener) = (speakers.first().copied(), self.listener(quote));
            let speech = Speech { start: first.start, speaker, content, listener, behind };
            for &piece in &quote.content {
                self.read_piece(piece, speech, &mut found);
            }
        }
        found.sort_by_key(|reference| reference.tokens);
        self.merge(found);
    }

    /// What stands behind the words that report a quote, in their sentence.
    fn behind_source(&self, quote: &Quote) -> Tokens {
        let document = self.words.document;
        let ends = quote.source.map(|source| source.end).into_iter().chain(quote.cue.map(|cue| cue.tokens.end));
        let start = ends.max().unwrap_or(0);
        let sentence = (start as usize).checked_sub(1).and_then(|last| document.sentence_of(last));
        let end = sentence.map_or(start, |index| document.sentences()[index].tokens.end);
        Tokens { start, end: end.max(start) }
    }

    fn read_piece(&mut self, piece: Tokens, speech: Speech, found: &mut Vec<Reference>) {
        const OPENING: Classes = Classes::PRONOUN.or(Classes::POSSESSIVE).or(Classes::DETERMINER);
        let mut ahead = piece.range();
        while let Some(at) = self.words.next(ahead.clone(), OPENING) {
            if let Some(pair) = self.two_states(at, piece, speech) {
                ahead.start = pair[1].tokens.end as usize;
                found.extend(pair);
                continue;
            }
            let reference = self.target_at(at, piece, speech, found);
            ahead.start = reference.map_or(at + 1, |reference| reference.tokens.end as usize);
            found.extend(reference);
        }
    }

    /// `both countries`, `the two states`: the two that the quote is told to be about, or that were named last; each word stands
    /// for one.
    fn two_states(&self, at: usize, piece: Tokens, speech: Speech) -> Option<[Reference; 2]> {
        let words = self.words;
        if !words.is(at, Classes::DETERMINER) || self.is_covered(at) {
            return None;
        }
        let noun = (at..=at + 1).find_map(|at| words.role_at(at))?;
        let (start, end) = (noun.tokens.start, noun.tokens.end);
        let counted = words.is(start as usize, Classes::DETERMINER.or(Classes::NUMBER));
        if !noun.role.plural
            || noun.role.kind != RoleKind::Body
            || !counted
            || noun.tokens.len() != 2
            || end > piece.end
        {
            return None;
        }
        let state = |id: ReferentId| self.is(id, ActorKind::Country);
        let two = |named: Vec<ReferentId>| {
            let mut states = named.into_iter().filter(|&id| state(id));
            let first = states.next()?;
            Some((first, states.find(|&id| id != first)?))
        };
        let told = self.references_in(speech.behind).iter().map(|reference| reference.referent).collect();
        let before = || self.references_before(at as u32).filter(|it| !it.describes).map(|it| it.referent).collect();
        let (first, second) = two(told).or_else(|| two(before()))?;
        let word = |at: u32, referent: ReferentId| Reference {
            tokens: Tokens { start: at, end: at + 1 },
            referent,
            via: Via::Implied,
            describes: false,
            confidence: 500,
        };
        Some([word(start, first), word(end - 1, second)])
    }

    /// The reference that begins at a pronoun or determiner of a quote, where one does.
    fn target_at(&mut self, at: usize, piece: Tokens, speech: Speech, found: &[Reference]) -> Option<Reference> {
        let words = self.words;
        if self.is_covered(at) {
            return None;
        }
        if let Some(reference) = self.other_state(at, piece, speech) {
            return Some(reference);
        }
        if let Some(pronoun) = words.knowledge.lexicons.pronoun(words.symbol(at)) {
            // `Our northern neighbour`, whoever that is, is not we.
            if words.is(at, Classes::POSSESSIVE) && self.other_noun(at, piece).is_some() {
                return None;
            }
            if let Some(reference) = self.their_country(at, pronoun, piece, speech, found) {
                return Some(reference);
            }
            let (referent, confidence) = self.pronoun_target(at, pronoun, speech, found)?;
            let tokens = Tokens::new(at, at + 1);
            return Some(Reference { tokens, referent, via: Via::Pronoun, describes: false, confidence });
        }
        if !words.is(at, Classes::DETERMINER) {
            return None;
        }
        let noun = words.role_at(at + 1).filter(|noun| noun.tokens.end <= piece.end && !noun.role.plural)?;
        let end = noun.tokens.end as usize;
        if words.is_capital(end)
            || words.kind(end) == Some(Kind::Hyphen)
            || words.is_possessive_ending(end) && noun.role.kind != RoleKind::Office
        {
            return None;
        }
        let tokens = Tokens { start: at as u32, end: noun.tokens.end };
        match noun.role.kind {
            RoleKind::Office if noun.role.office.is_some() && !self.is_of(end) => {
                let referent = self.holder_of_role(noun, None, speech.start, speech.speaker)?;
                Some(Reference { tokens, referent, via: Via::Title, describes: false, confidence: 600 })
            }
            RoleKind::Body if noun.tokens.len() == 1 && self.points(at) => {
                let referent = self.last_country(at as u32, speech, true)?;
                Some(Reference { tokens, referent, via: Via::Implied, describes: false, confidence: 500 })
            }
            _ => None,
        }
    }

    /// `our neighbour`, `this regime`: the other state that somebody who speaks for one talks of.
    fn other_state(&mut self, at: usize, piece: Tokens, speech: Speech) -> Option<Reference> {
        const LONGEST_INDEFINITE: usize = 2;
        let words = self.words;
        let pronoun = words.knowledge.lexicons.pronoun(words.symbol(at));
        let ours = pronoun.is_some_and(|pronoun| pronoun.person == 1 && pronoun.plural);
        let this = words.is(at, Classes::DETERMINER) && words.document.word(at).len() > LONGEST_INDEFINITE;
        let hostile = words.is(at, Classes::DETERMINER) && self.is_hostile_state(at + 1);
        let noun = self.other_noun(at, piece).filter(|_| !hostile).or(hostile.then_some(at + 2))?;
        let plain = (at + 1..=noun).all(|at| words.is_small(at)) && noun < piece.end as usize;
        if !(ours || this || hostile)
            || !plain
            || words.document.quotation_of(at).is_none()
            || words.is(noun + 1, Classes::GENITIVE)
        {
            return None;
        }
        self.own_side(speech.speaker)?;
        let referent = self.last_like(at as u32, speech, true, |id| self.is(id, ActorKind::Country))?;
        let tokens = Tokens::new(at, noun + 1);
        Some(Reference { tokens, referent, via: Via::Implied, describes: false, confidence: 500 })
    }

    /// Where what one calls another state stands behind an article or owner at `at`, at most one word between.
    fn other_noun(&self, at: usize, piece: Tokens) -> Option<usize> {
        let words = self.words;
        let noun = (at + 1..=at + 2).find(|&noun| words.is(noun, Classes::OTHER))?;
        ((at + 1..=noun).all(|at| words.is_small(at)) && noun < piece.end as usize).then_some(noun)
    }

    /// `unfriendly country`: is a state told by a word of blame?
    fn is_hostile_state(&self, at: usize) -> bool {
        let words = self.words;
        let blame = words.knowledge.lexicons.valence.word(words.symbol(at)).iter().any(|entry| {
            entry.value.value < 0 && entry.value.pos == Pos::Adjective && entry.value.kind == ValenceKind::Attitude
        });
        let noun = words.role_at(at + 1).filter(|noun| noun.tokens.len() == 1 && !noun.role.plural);
        blame && noun.is_some_and(|noun| noun.role.kind == RoleKind::Body && words.is(at + 1, Classes::ARM))
    }

    /// `his country`: the country of whom the pronoun stands for.
    fn their_country(
        &mut self,
        at: usize,
        pronoun: Pronoun,
        piece: Tokens,
        speech: Speech,
        found: &[Reference],
    ) -> Option<Reference> {
        let words = self.words;
        let noun = words.role_at(at + 1).filter(|noun| noun.tokens.len() == 1 && noun.tokens.end <= piece.end)?;
        let body = noun.role.kind == RoleKind::Body && !noun.role.plural;
        let his = pronoun.person == 3 && !pronoun.plural && words.is(at, Classes::POSSESSIVE);
        let inside = words.document.quotation_of(at).is_some();
        let owner = (body && his && inside).then(|| self.other_person(at, pronoun, speech, found)).flatten();
        let referent = self.own_country(owner)?;
        let tokens = Tokens { start: at as u32, end: noun.tokens.end };
        Some(Reference { tokens, referent, via: Via::Implied, describes: false, confidence: 500 })
    }

    /// Does a determiner point (`this country`, `that country`), and not open a clause (`said that country music`)?
    fn points(&self, at: usize) -> bool {
        let words = self.words;
        let opens_clause =
            words.is(at, Classes::COMPLEMENTIZER) && at > 0 && words.is_word(at - 1) && !words.is_closed(at - 1);
        words.is(at, Classes::PRONOUN) && !opens_clause
    }

    fn is_of(&self, at: usize) -> bool {
        self.words.is(at, Classes::NOMINAL)
    }

    /// Whom a pronoun in a quote stands for, and how sure that is.
    fn pronoun_target(
        &mut self,
        at: usize,
        pronoun: Pronoun,
        speech: Speech,
        found: &[Reference],
    ) -> Option<(ReferentId, i16)> {
        let inside = self.words.document.quotation_of(at).is_some();
        match (pronoun.person, pronoun.gender) {
            (1, _) if pronoun.plural && inside => self.own_side(speech.speaker).map(|side| (side, OWN)),
            (2, _) if inside => self.addressee(at as u32, speech).map(|id| (id, 500)),
            (3, Gender::Male | Gender::Female) if inside => {
                self.other_person(at, pronoun, speech, found).map(|id| (id, 600))
            }
            (3, Gender::Unknown) if pronoun.plural && pronoun.case != Case::Reflexive && inside => {
                let distant = self.has_stood(speech, found);
                self.last_country(at as u32, speech, distant).map(|id| (id, 500))
            }
            (3, Gender::Neuter) if !inside && self.is_told(at as u32, pronoun, speech) => {
                speech.listener.map(|id| (id, 450))
            }
            (3, Gender::Neuter) if inside && self.stands_for_body(at, pronoun, speech, found) => {
                self.last_country(at as u32, speech, false).map(|id| (id, 450))
            }
            _ => None,
        }
    }

    /// May `it` stand for a state or body: where it opens the quote, so that what it stands for has been named before, or
    /// goes on with what the quote is told to be about; and not where it stands for nothing (`it is late`)?
    fn stands_for_body(&self, at: usize, pronoun: Pronoun, speech: Speech, found: &[Reference]) -> bool {
        let words = self.words;
        let opens = at as u32 <= speech.start + 1;
        let bound = words.is(at.wrapping_sub(1), Classes::SUBORDINATOR);
        let goes_on = || self.has_stood(speech, found);
        let told = || self.told_of(speech, true, |id| self.is_body(id)).is_some();
        let acts = |at: usize| words.is(at, Classes::AUXILIARY) || words.is_small(at) && !words.is_closed(at);
        match pronoun.case {
            Case::Reflexive => self.named_inside(at as u32, speech),
            Case::Possessive => goes_on() || self.named_inside(at as u32, speech),
            _ if words.is(at + 1, Classes::BE) => bound && (goes_on() || told()),
            _ if opens => true,
            // A verb stands behind a subject.
            _ if !acts(at + 1) => false,
            _ => goes_on() || told() || self.named_inside(at as u32, speech),
        }
    }

    /// Has something in the quote stood for a state or body already?
    fn has_stood(&self, speech: Speech, found: &[Reference]) -> bool {
        let before = found.iter().rev().take_while(|reference| reference.tokens.start >= speech.start);
        let other = |reference: &Reference| reference.confidence > OWN && self.is_body(reference.referent);
        before.filter(|reference| reference.via != Via::Title).any(other)
    }

    /// Has the quote named a state or body before `at`?
    fn named_inside(&self, at: u32, speech: Speech) -> bool {
        let inside = self.references_before(at).take_while(|reference| reference.tokens.start >= speech.start);
        inside.filter(|reference| !reference.describes).any(|reference| self.is_body(reference.referent))
    }

    fn is_body(&self, id: ReferentId) -> bool {
        self.is(id, ActorKind::Country) || self.is(id, ActorKind::Organisation)
    }

    /// Of whom a quote is told to be: `she said of NAME`, or, less directly, whoever is named behind source and cue.
    fn told_of(&self, speech: Speech, direct: bool, suits: impl Fn(ReferentId) -> bool) -> Option<ReferentId> {
        const ARTICLE: u32 = 1;
        let words = self.words;
        let behind = speech.behind;
        let start = behind.start as usize;
        let elsewhere = Classes::LOCATIVE.or(Classes::INFINITIVE).or(Classes::SUBORDINATOR).or(Classes::BY);
        if direct && (words.is(start, elsewhere) || !words.is(start, Classes::PREPOSITION)) {
            return None;
        }
        let of = |reference: &&Reference| {
            let tokens = reference.tokens;
            !(direct && tokens.start > behind.start + 1 + ARTICLE)
                && words.document.quotation_of(tokens.start as usize).is_none()
                && !speech.content.iter().any(|piece| piece.overlaps(tokens))
                && Some(reference.referent) != speech.speaker
                && suits(reference.referent)
        };
        self.references_in(behind).iter().find(of).map(|reference| reference.referent)
    }

    /// The body that a speaker heads or is, or else the country he or she belongs to.
    fn own_side(&mut self, speaker: Option<ReferentId>) -> Option<ReferentId> {
        let gazetteer = &self.words.knowledge.gazetteer;
        let referent = self.referent(speaker?);
        let headed = referent.actor.filter(|_| referent.is(ActorKind::Person));
        let holder = headed.and_then(|person| gazetteer.term_at(person, self.context.date)).map(|term| term.holder);
        match holder.filter(|&holder| gazetteer.traits(holder).kind == ActorKind::Organisation) {
            Some(body) => Some(self.actor(body)),
            None if referent.is(ActorKind::Organisation) && referent.actor.is_some() => speaker,
            None if headed.is_none() && self.is_private(speaker?) => None,
            None => self.own_country(speaker),
        }
    }

    /// Does the article give a person a trade that is not the state's, so that nobody's side is spoken for?
    fn is_private(&self, person: ReferentId) -> bool {
        let trade = |noun: RoleNoun| {
            let at = noun.tokens.end as usize - 1;
            noun.role.kind == RoleKind::Profession && !self.words.is(at, Classes::ARM)
        };
        self.described.iter().any(|described| described.person == person && trade(described.noun))
    }

    /// The country of a speaker who belongs to one.
    fn own_country(&mut self, speaker: Option<ReferentId>) -> Option<ReferentId> {
        let iso3 = self.referent(speaker?).iso3?;
        let country = self.words.knowledge.gazetteer.country(iso3)?;
        Some(self.actor(country))
    }

    /// Somebody other than the speaker: named in the quote, stood for in it, or named last before it.
    fn other_person(&self, at: usize, pronoun: Pronoun, speech: Speech, found: &[Reference]) -> Option<ReferentId> {
        let suits = |reference: &&Reference| {
            Some(reference.referent) != speech.speaker && self.suits(pronoun, reference.referent)
        };
        let inside = self
            .references_before(at as u32)
            .take_while(|reference| reference.tokens.start >= speech.start)
            .find(suits);
        let stood = || {
            let earlier = found.iter().rev().take_while(|reference| reference.tokens.start >= speech.start);
            earlier.filter(|reference| reference.via == Via::Pronoun || reference.via == Via::Title).find(suits)
        };
        let before = || self.references_before(speech.start).find(suits);
        let fits = |id: ReferentId| self.suits(pronoun, id);
        let said = inside.or_else(stood).map(|reference| reference.referent);
        said.or_else(|| self.told_of(speech, true, fits))
            .or_else(|| before().map(|reference| reference.referent))
            .or_else(|| self.told_of(speech, false, fits))
    }

    /// The last country or body named before `at` that is not the speaker or the speaker's own, or the one the quote is told
    /// to be about; where there is none, and `distant`, the first one behind source and cue.
    fn last_country(&self, at: u32, speech: Speech, distant: bool) -> Option<ReferentId> {
        self.last_like(at, speech, distant, |id| self.is_body(id))
    }

    /// As `last_country`, of those that `like` lets pass.
    fn last_like(
        &self,
        at: u32,
        speech: Speech,
        distant: bool,
        like: impl Fn(ReferentId) -> bool,
    ) -> Option<ReferentId> {
        const PARAGRAPHS_BACK: usize = 1;
        let speaker = speech.speaker;
        let own = speaker.and_then(|speaker| self.referent(speaker).iso3);
        let here = self.words.document.paragraph_of(at as usize);
        let near = |reference: &&Reference| {
            here - self.words.document.paragraph_of(reference.tokens.start as usize) <= PARAGRAPHS_BACK
        };
        let other =
            |id: ReferentId| like(id) && Some(id) != speaker && (own.is_none() || self.referent(id).iso3 != own);
        let suits = |reference: &&Reference| !reference.describes && other(reference.referent);
        let mut inside = self.references_before(at).take_while(|reference| reference.tokens.start >= speech.start);
        let named = inside.find(suits).map(|reference| reference.referent);
        let before = || self.references_before(at).take_while(near).find(suits).map(|reference| reference.referent);
        named
            .or_else(|| self.told_of(speech, true, other))
            .or_else(before)
            .or_else(|| if distant { self.told_of(speech, false, other) } else { None })
    }
}
