//! Bodies without a name of their own: `the ministry`, `the company`, `the provincial council`.

use super::ReferentId;
use super::addressee::Spoken;
use super::scene::{MEMORY, Scene};
use super::stranger::SURE;
use crate::gazetteer::ActorKind;
use crate::lexicon::{Classes, RoleKind};
use crate::mention::{RoleNoun, Via};
use crate::text::Tokens;

impl<'a, 't: 'a> Scene<'a, 't> {
    /// The body that a phrase with this noun means: a country's organ, the one whose name has the noun (`the ministry`),
    /// the one that spoke before or was named last (`the company`), or the one that the words describe (`the provincial
    /// council`).
    pub(super) fn body(
        &mut self,
        noun: RoleNoun,
        phrase: Tokens,
        holder: Option<ReferentId>,
        last: Option<Spoken>,
    ) -> Option<ReferentId> {
        if let Some(holder) = holder {
            return Some(self.organ(noun, phrase, holder));
        }
        if let Some(owner) = self.owner(noun, phrase) {
            return Some(self.body_of(noun, phrase, owner));
        }
        if noun.role.plural || !self.is_definite(phrase) || !self.words.is(phrase.start as usize, Classes::DETERMINER) {
            return None;
        }
        let bare = phrase.len() == noun.tokens.len() + 1;
        let spoke = || last.map(|last| last.speaker).filter(|&id| self.is(id, ActorKind::Organisation));
        let known = self.body_called(noun, phrase.start);
        let known = known.or_else(|| bare.then(|| spoke().or_else(|| self.kindless_body(phrase.start))).flatten());
        known.or_else(|| {
            let of = self.words.is(noun.tokens.end as usize, Classes::GENITIVE);
            let end = if of { phrase.end } else { noun.tokens.end };
            let name = if bare { self.fuller(noun) } else { None };
            Some(self.described_body(noun, name.unwrap_or(Tokens { start: phrase.start + 1, end })))
        })
    }

    /// The person whose name opens a phrase before what he or she leads or owns (`the Novak administration`, `Novak's office`).
    fn owner(&self, noun: RoleNoun, phrase: Tokens) -> Option<ReferentId> {
        let before = Tokens { end: noun.tokens.start, ..phrase };
        if before.range().any(|at| self.words.is(at, Classes::PREPOSITION)) {
            return None;
        }
        let mut people = self.references_in(before).iter().filter(|it| self.is(it.referent, ActorKind::Person));
        people.find(|person| person.via == Via::Name).map(|person| person.referent)
    }

    /// The body that a person leads or owns: an organisation of the country, where it governs there, or else of the person.
    fn body_of(&mut self, noun: RoleNoun, phrase: Tokens, owner: ReferentId) -> ReferentId {
        let words = self.words;
        let start = phrase.start + u32::from(words.is(phrase.start as usize, Classes::DETERMINER));
        let id = self.described_body(noun, Tokens { start, end: noun.tokens.end });
        let iso3 = self.referent(owner).iso3;
        let gazetteer = &words.knowledge.gazetteer;
        let state = iso3.filter(|_| words.is(noun.tokens.end as usize - 1, Classes::ARM));
        let country = state.and_then(|iso3| gazetteer.country(iso3)).map(|country| gazetteer.actor(country).name);
        let affiliation = country.map(str::to_owned).or_else(|| self.referent(owner).name.clone());
        let referent = self.referent_mut(id);
        (referent.iso3, referent.affiliation) = (iso3, affiliation);
        id
    }

    /// The body that some words describe.
    fn described_body(&mut self, noun: RoleNoun, name: Tokens) -> ReferentId {
        let body = self.stranger(self.words.document.words(name), ActorKind::Organisation);
        self.bodies.push((noun, body));
        body
    }

    /// A fuller description that the noun had not long before (`the provincial council`, or `Ardania's provincial
    /// council`, then `the council`).
    fn fuller(&self, noun: RoleNoun) -> Option<Tokens> {
        const LOOK_BACK: usize = 200;
        const MOST_WORDS: usize = 3;
        let words = self.words;
        let (start, kind) = (noun.tokens.start as usize, words.symbol(noun.tokens.end as usize - 1));
        let modifies = |at: &usize| words.is_small(*at) && !words.is_closed(*at);
        let mut before = (start.saturating_sub(LOOK_BACK)..start).rev().filter(|&at| words.symbol(at) == kind);
        before.find_map(|at| {
            let modifiers = (at.saturating_sub(MOST_WORDS)..at).rev().take_while(modifies).count();
            let first = at - modifiers;
            let opened = words.is(first.wrapping_sub(1), Classes::DETERMINER).then_some(first);
            let owned = first > 0 && words.is_possessive_ending(first - 1);
            let country = self.reference_ending(first - usize::from(owned));
            let country = country.filter(|country| self.is(country.referent, ActorKind::Country));
            let start = opened.or(country.map(|country| country.tokens.start as usize));
            start.filter(|_| modifiers > 0).map(|start| Tokens::new(start, at + 1))
        })
    }

    /// A country's or body's own organ: the government is the country, any other organ is itself (`the Syrian
    /// government`, `the Ardanian election commission`).
    fn organ(&mut self, noun: RoleNoun, phrase: Tokens, holder: ReferentId) -> ReferentId {
        let words = self.words;
        let start = phrase.start + u32::from(words.is(phrase.start as usize, Classes::DETERMINER));
        let behind = self.references_in(phrase).first().map_or(start, |country| country.tokens.end);
        if behind + 1 >= noun.tokens.end || !self.is(holder, ActorKind::Country) {
            return holder;
        }
        let id = self.described_body(noun, Tokens { start, end: noun.tokens.end });
        let iso3 = self.referent(holder).iso3;
        let affiliation = self.referent(holder).name.clone();
        let referent = self.referent_mut(id);
        (referent.iso3, referent.affiliation) = (iso3, affiliation);
        id
    }

    /// The body named last before `at` whose name has the noun, or else the one described by it last.
    fn body_called(&self, noun: RoleNoun, at: u32) -> Option<ReferentId> {
        let words = self.words;
        let kind = |noun: RoleNoun| words.symbol(noun.tokens.end as usize - 1);
        let is_body = |id: ReferentId| self.is(id, ActorKind::Organisation);
        let mut named = self.references_before(at).filter(|reference| is_body(reference.referent));
        let has_noun = |tokens: Tokens| tokens.range().any(|at| words.symbol(at) == kind(noun));
        let named = named.find(|reference| has_noun(reference.tokens)).map(|reference| reference.referent);
        let mut described = self.bodies.iter().rev().take(MEMORY);
        named.or_else(|| described.find(|(other, _)| kind(*other) == kind(noun)).map(|&(_, body)| body))
    }

    /// The body that no gazetteer knows, named last here or in the paragraph before, whose name does not tell what kind of
    /// body it is.
    fn kindless_body(&self, at: u32) -> Option<ReferentId> {
        let words = self.words;
        let here = words.document.paragraph_of(at as usize);
        let near = |tokens: Tokens| here - words.document.paragraph_of(tokens.start as usize) <= 1;
        let tells_kind = |at: usize| words.role_at(at).is_some_and(|noun| noun.role.kind == RoleKind::Body);
        let mut before = self.references_before(at).take_while(|reference| near(reference.tokens));
        let found = before.find(|reference| {
            let body = self.referent(reference.referent);
            let speaks = reference.confidence >= SURE && body.is(ActorKind::Organisation) && body.actor.is_none();
            speaks && !reference.tokens.range().any(tells_kind)
        });
        found.map(|reference| reference.referent)
    }
}
