//! Bare titles of the narrator: `the president`, `the former chancellor`, as far as article and date tell who is meant.

use super::scene::Scene;
use super::{Reference, ReferentId};
use crate::gazetteer::{ActorId, ActorKind, How, Office};
use crate::lexicon::{Classes, RoleKind};
use crate::mention::{RoleNoun, Via};
use crate::text::{Kind, Tokens};

impl<'a, 't: 'a> Scene<'a, 't> {
    /// Adds the references of offices with the definite article outside quotations.
    pub(super) fn place_titles(&mut self) {
        let words = self.words;
        let mut found = Vec::new();
        for sentence in words.document.sentences() {
            let mut ahead = sentence.tokens.range();
            while let Some(at) = words.next(ahead.clone(), Classes::POSSESSIVE.or(Classes::DETERMINER)) {
                let own = words.is(at, Classes::POSSESSIVE);
                let title = if own { self.beside_at(at) } else { self.title_at(at) };
                found.extend(title.filter(|title| title.tokens.end <= sentence.tokens.end));
                ahead.start = at + 1;
            }
        }
        self.merge(found);
    }

    /// `his predecessor`: whose office it was before, or will be, as far as article and date tell whom the pronoun means.
    fn beside_at(&mut self, at: usize) -> Option<Reference> {
        let words = self.words;
        let pronoun = words.knowledge.lexicons.pronoun(words.symbol(at)).filter(|pronoun| pronoun.person == 3)?;
        let noun = words.role_at(at + 1).filter(|noun| !noun.role.plural)?;
        let gazetteer = &words.knowledge.gazetteer;
        let beside = noun.role.office.and_then(|office| gazetteer.beside(Office(office)))?;
        let end = noun.tokens.end as usize;
        let named = words.is_capital(end) || words.kind(end) == Some(Kind::Comma) && words.is_capital(end + 1);
        if named || words.document.quotation_of(at).is_some() || self.is_covered(at + 1) {
            return None;
        }
        let sentence = |at: u32| words.document.sentence_of(at as usize).unwrap_or_default();
        let near = |reference: &&Reference| sentence(at as u32).abs_diff(sentence(reference.tokens.start)) <= 1;
        let before = self.references_before(at as u32).take_while(near).map(|reference| reference.referent);
        let owner = before.into_iter().find(|&id| self.suits(pronoun, id))?;
        let person = self.referent(owner).actor?;
        let found = gazetteer.beside_holder(person, beside, self.context.date)?;
        let referent = self.actor(found);
        let tokens = Tokens { start: at as u32 + 1, end: noun.tokens.end };
        Some(Reference { tokens, referent, via: Via::Title, describes: false, confidence: 600 })
    }

    fn title_at(&mut self, at: usize) -> Option<Reference> {
        const LONGEST_INDEFINITE: usize = 2;
        let words = self.words;
        let former = words.is(at + 1, Classes::FORMER);
        let start = at + 1 + usize::from(former);
        let noun = words.role_at(start).filter(|noun| noun.role.kind == RoleKind::Office && !noun.role.plural)?;
        let office = Office(noun.role.office?);
        if words.knowledge.gazetteer.beside(office).is_some() {
            return None;
        }
        let end = noun.tokens.end as usize;
        let coming = words.kind(end) == Some(Kind::Hyphen) && words.is(end + 1, Classes::COMING);
        let bound = words.is_capital(end)
            || words.kind(end) == Some(Kind::Hyphen) && !coming
            || words.is(end, Classes::GENITIVE)
            || words.kind(end) == Some(Kind::Comma) && words.is_capital(end + 1) && !words.is_closed(end + 1);
        let indefinite = words.is(at, Classes::PRONOUN) || words.document.word(at).len() <= LONGEST_INDEFINITE;
        let quoted = words.document.quotation_of(at).is_some();
        if bound || indefinite || quoted || self.is_covered(start) {
            return None;
        }
        let referent = match (former, coming) {
            (true, _) => self.once(office, at as u32),
            (_, true) => self.at_home(|scene, home| {
                scene.words.knowledge.gazetteer.successor(home, Some(office), scene.context.date)
            }),
            _ => self.holder_of_role(noun, None, at as u32, None).or_else(|| {
                let leader = words.knowledge.gazetteer.is_leader(office);
                if leader { None } else { self.incumbent(noun, office) }
            }),
        }?;
        let tokens = Tokens::new(at, if coming { end + 2 } else { end });
        Some(Reference { tokens, referent, via: Via::Title, describes: false, confidence: 600 })
    }

    /// The person named last before `at` who held an office once.
    fn once(&self, office: Office, at: u32) -> Option<ReferentId> {
        let (gazetteer, date) = (&self.words.knowledge.gazetteer, self.context.date);
        let held = |id: ReferentId| {
            let person = self.referent(id).actor.filter(|_| self.is(id, ActorKind::Person));
            person.is_some_and(|person| gazetteer.held_before(person, office, None, date))
        };
        self.references_before(at).map(|reference| reference.referent).find(|&id| held(id))
    }

    /// Who holds an office at the date in the one country that the article names.
    fn incumbent(&mut self, noun: RoleNoun, office: Office) -> Option<ReferentId> {
        let title = self.words.symbols(noun.tokens);
        self.at_home(|scene, home| {
            scene.words.knowledge.gazetteer.incumbent(home, Some(office), &title, scene.context.date)
        })
    }

    /// The one country in which all places lie that the article names.
    fn scenery(&self) -> Option<ActorId> {
        *self.scenery.get_or_init(|| {
            let (words, names) = (self.words, self.words.knowledge.gazetteer.names());
            let capitals = (0..words.tokens().len()).filter(|&at| words.is_capital(at));
            let places = capitals.filter_map(|at| {
                let found = names.longest(words.tokens(), at)?;
                let place = |how: How| matches!(how, How::Place | How::Seat);
                found.entries.iter().find(|naming| place(naming.how)).and_then(|naming| naming.actor)
            });
            let mut homes =
                places.filter(|&home| self.words.knowledge.gazetteer.traits(home).kind == ActorKind::Country);
            let first = homes.next()?;
            homes.all(|home| home == first).then_some(first)
        })
    }

    /// The person whom `who` finds in the one country that the article names.
    fn at_home(&mut self, who: impl Fn(&Self, ActorId) -> Option<ActorId>) -> Option<ReferentId> {
        let mut countries = self.referents.iter().filter(|referent| referent.is(ActorKind::Country));
        let home = match (countries.next(), countries.next()) {
            (Some(home), None) => home.actor?,
            (None, _) => self.scenery()?,
            _ => return None,
        };
        let person = who(self, home)?;
        Some(self.actor(person))
    }
}
