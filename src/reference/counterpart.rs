//! Counterparts: `my Chinese counterpart` and, told of whoever speaks, `his Chinese counterpart`.
//!
//! Who that is depends on the speaker, whose office it is too; a counterpart of somebody named beside it is already a mention.

use super::ReferentId;
use super::scene::Scene;
use crate::attribution::Quote;
use crate::gazetteer::{ActorKind, Beside, Office};
use crate::lexicon::Classes;
use crate::mention::Via;
use crate::text::Tokens;

impl<'a, 't: 'a> Scene<'a, 't> {
    /// Reads the countries in quotes that have a counterpart of the speaker's as that person.
    pub(super) fn place_counterparts(&mut self, quotes: &[Quote], speakers: &[Vec<ReferentId>]) {
        let mut placed = false;
        for (quote, speakers) in quotes.iter().zip(speakers) {
            let Some(&speaker) = speakers.first() else { continue };
            for &piece in &quote.content {
                let first = self.references.partition_point(|reference| reference.tokens.start < piece.start);
                let inside = self.references[first..].partition_point(|reference| reference.tokens.end < piece.end);
                for index in first..first + inside {
                    placed |= self.place_counterpart(index, speaker);
                }
            }
        }
        if placed {
            self.cover();
        }
    }

    /// Makes the reference with this index one to the speaker's counterpart, where it is one.
    fn place_counterpart(&mut self, index: usize, speaker: ReferentId) -> bool {
        let words = self.words;
        let reference = self.references[index];
        let (before, end) = ((reference.tokens.start as usize).wrapping_sub(1), reference.tokens.end as usize);
        let gazetteer = &words.knowledge.gazetteer;
        let office = words.role_at(end).filter(|noun| {
            let beside = noun.role.office.and_then(|office| gazetteer.beside(Office(office)));
            beside == Some(Beside::Counterpart) && !noun.role.plural
        });
        let Some(noun) = office.filter(|_| self.is(reference.referent, ActorKind::Country)) else { return false };
        let owned = words.is(before, Classes::POSSESSIVE) && self.is_speakers(before, speaker);
        // `my counterpart, NAME,`
        let named =
            self.reference_at(noun.tokens.end as usize + 1).is_some_and(|it| self.is(it.referent, ActorKind::Person));
        let person = self.referent(speaker).actor.filter(|_| owned && !named);
        let holder = self.referent(reference.referent).actor;
        let found =
            person.zip(holder).and_then(|(person, holder)| gazetteer.counterpart(person, holder, self.context.date));
        let Some(found) = found else { return false };
        let (tokens, referent) = (Tokens { end: noun.tokens.end, ..reference.tokens }, self.actor(found));
        let known = &mut self.references[index];
        (known.tokens, known.referent, known.via, known.describes) = (tokens, referent, Via::Title, false);
        known.confidence = known.confidence.min(700);
        true
    }

    /// Does a possessive pronoun stand for whoever speaks: in the first person between quotation marks, in the third outside?
    fn is_speakers(&self, at: usize, speaker: ReferentId) -> bool {
        let Some(pronoun) = self.words.knowledge.lexicons.pronoun(self.words.symbol(at)) else { return false };
        match self.words.document.quotation_of(at).is_some() {
            true => pronoun.person == 1,
            false => pronoun.person == 3 && self.suits(pronoun, speaker),
        }
    }
}
