//! Bare titles of the narrator: `the president`, `the former chancellor`, as far as article and date tell who is meant.

use super::scene::Scene;
use super::{Reference, ReferentId};
use crate::gazetteer::{ActorKind, Office};
use crate::lexicon::{Classes, RoleKind};
use crate::mention::{RoleNoun, Via};
use crate::text::{Kind, Tokens};

impl<'a, 't: 'a> Scene<'a, 't> {
    /// Adds the references of offices with the definite article outside quotations.
    pub(super) fn place_titles(&mut self) {
        let words = self.words;
        let mut found = Vec::new();
        for sentence in words.document.sentences() {
            for at in sentence.tokens.range() {
                if words.is(at, Classes::DETERMINER) {
                    let title = self.title_at(at);
                    found.extend(title.filter(|title| title.tokens.end <= sentence.tokens.end));
                }
            }
        }
        self.merge(found);
    }

    fn title_at(&mut self, at: usize) -> Option<Reference> {
        const LONGEST_INDEFINITE: usize = 2;
        let words = self.words;
        let former = words.is(at + 1, Classes::FORMER);
        let start = at + 1 + usize::from(former);
        let noun = words.role_at(start).filter(|noun| noun.role.kind == RoleKind::Office && !noun.role.plural)?;
        let office = Office(noun.role.office?);
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

    /// The person whom `who` finds in the one country that the article names.
    fn at_home(
        &mut self,
        who: impl Fn(&Self, crate::gazetteer::ActorId) -> Option<crate::gazetteer::ActorId>,
    ) -> Option<ReferentId> {
        let mut countries = self.referents.iter().filter(|referent| referent.is(ActorKind::Country));
        let home = countries.next()?.actor?;
        if countries.next().is_some() {
            return None;
        }
        let person = who(self, home)?;
        Some(self.actor(person))
    }
}
