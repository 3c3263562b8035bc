//! Targets without a name: the pronouns and descriptions inside quotes that stand for somebody.
//!
//! Inside quotation marks the speaker talks: "we" is the speaker's country, "he" is somebody else. Outside, the narrator
//! does: "he" is mostly the speaker, and says nothing about a target.

use super::scene::Scene;
use super::{Reference, ReferentId};
use crate::attribution::Quote;
use crate::gazetteer::ActorKind;
use crate::lexicon::{Case, Classes, Gender, Pronoun, RoleKind};
use crate::mention::Via;
use crate::text::{Kind, Tokens};

/// A quote as its pronouns see it.
#[derive(Clone, Copy)]
struct Speech {
    /// Where its content begins.
    start: u32,
    speaker: Option<ReferentId>,
}

impl<'a, 't: 'a> Scene<'a, 't> {
    /// Adds the references of pronouns and descriptions inside quotes.
    pub(super) fn place_targets(&mut self, quotes: &[Quote], speakers: &[Vec<ReferentId>]) {
        let mut found = Vec::new();
        for (quote, speakers) in quotes.iter().zip(speakers) {
            let Some(first) = quote.content.first() else { continue };
            let speech = Speech { start: first.start, speaker: speakers.first().copied() };
            for &piece in &quote.content {
                self.read_piece(piece, speech, &mut found);
            }
        }
        found.sort_by_key(|reference| reference.tokens);
        self.merge(found);
    }

    fn read_piece(&mut self, piece: Tokens, speech: Speech, found: &mut Vec<Reference>) {
        let mut at = piece.start as usize;
        while at < piece.end as usize {
            let reference = self.target_at(at, piece, speech, found);
            at = reference.map_or(at + 1, |reference| reference.tokens.end as usize);
            found.extend(reference);
        }
    }

    /// The reference that begins at a token of a quote, where a pronoun or description does.
    fn target_at(&mut self, at: usize, piece: Tokens, speech: Speech, found: &[Reference]) -> Option<Reference> {
        let words = self.words;
        if !words.is(at, Classes::PRONOUN.or(Classes::POSSESSIVE).or(Classes::DETERMINER)) || self.is_covered(at) {
            return None;
        }
        if let Some(pronoun) = words.knowledge.lexicons.pronoun(words.symbol(at)) {
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
                let referent = self.last_country(at as u32, speech.speaker)?;
                Some(Reference { tokens, referent, via: Via::Implied, describes: false, confidence: 500 })
            }
            _ => None,
        }
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
            (1, _) if pronoun.plural && inside => self.own_country(speech.speaker).map(|country| (country, 300)),
            (3, Gender::Male | Gender::Female) if inside => {
                self.other_person(at, pronoun, speech, found).map(|id| (id, 600))
            }
            (3, Gender::Unknown) if pronoun.plural && pronoun.case != Case::Reflexive && inside => {
                self.last_country(at as u32, speech.speaker).map(|id| (id, 500))
            }
            (3, Gender::Neuter) if inside && self.opens_quote(at, speech) => {
                self.last_country(at as u32, speech.speaker).map(|id| (id, 450))
            }
            _ => None,
        }
    }

    /// Does a word open the quote, so that what it stands for must have been named before?
    fn opens_quote(&self, at: usize, speech: Speech) -> bool {
        at as u32 <= speech.start + 1
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
        inside.or_else(stood).or_else(before).map(|reference| reference.referent)
    }

    /// The last country or body named before `at` that is not the speaker or the speaker's own.
    fn last_country(&self, at: u32, speaker: Option<ReferentId>) -> Option<ReferentId> {
        const PARAGRAPHS_BACK: usize = 1;
        let own = speaker.and_then(|speaker| self.referent(speaker).iso3);
        let here = self.words.document.paragraph_of(at as usize);
        let near = |reference: &&Reference| {
            here - self.words.document.paragraph_of(reference.tokens.start as usize) <= PARAGRAPHS_BACK
        };
        let suits = |reference: &&Reference| {
            let referent = self.referent(reference.referent);
            let body =
                self.is(reference.referent, ActorKind::Country) || self.is(reference.referent, ActorKind::Organisation);
            body && !reference.describes
                && Some(reference.referent) != speaker
                && (own.is_none() || referent.iso3 != own)
        };
        self.references_before(at).take_while(near).find(suits).map(|reference| reference.referent)
    }
}
