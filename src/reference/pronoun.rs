//! Pronouns: the persons and bodies that they may stand for.

use super::scene::Scene;
use super::source::Spoken;
use super::stranger::{LIKELY, SURE};
use super::{Reference, ReferentId};
use crate::gazetteer::ActorKind;
use crate::lexicon::{Gender, Pronoun};
use crate::text::Tokens;

/// What a pronoun asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) pronoun: Pronoun,
    /// The quote before, from its source on, and its speaker.
    pub(super) last: Option<Spoken>,
    /// Whom it cannot mean.
    pub(super) not: Option<ReferentId>,
}

impl<'a, 't: 'a> Scene<'a, 't> {
    /// Whom a pronoun that is a source means: the last subject since the quote before, or else its speaker, or else
    /// whoever was named last.
    pub(super) fn antecedent(&self, at: usize, asked: Asked) -> Option<ReferentId> {
        if asked.pronoun.person != 3 {
            return None;
        }
        let since = asked.last.map_or(0, |(source, _)| source.end);
        let suits = |id: ReferentId| Some(id) != asked.not && self.suits(asked.pronoun, id);
        let named = |least: i16| {
            let known = |reference: &Reference| self.referent(reference.referent).actor.is_some();
            let sure = move |reference: &&Reference| known(reference) || reference.confidence >= least;
            let before = self.references_before(at as u32).filter(sure);
            before.filter(|reference| !reference.describes && suits(reference.referent))
        };
        let is_recent = |reference: &&Reference| reference.tokens.start >= since && self.is_subject(reference.tokens);
        let recent = named(SURE).find(is_recent).or_else(|| named(LIKELY).find(is_recent));
        let speaker = asked.last.map(|(_, speaker)| speaker).filter(|&speaker| suits(speaker));
        let subject = || named(LIKELY).find(|reference| self.is_subject(reference.tokens));
        let any = || named(SURE).next().filter(|_| asked.pronoun.gender != Gender::Neuter);
        let id = |reference: &Reference| reference.referent;
        recent.map(id).or(speaker).or_else(|| subject().or_else(any).map(id))
    }

    /// Could a pronoun stand for somebody?
    pub(super) fn suits(&self, pronoun: Pronoun, id: ReferentId) -> bool {
        let referent = self.referent(id);
        let person = self.is(id, ActorKind::Person);
        match pronoun.gender {
            Gender::Male | Gender::Female => {
                person && (referent.gender == pronoun.gender || referent.gender == Gender::Unknown)
            }
            Gender::Neuter => !person && referent.name.is_some(),
            Gender::Unknown => pronoun.plural && !person && referent.name.is_some(),
        }
    }

    /// Does a name stand where subjects stand: among the first words of a sentence, outside quotations?
    fn is_subject(&self, tokens: Tokens) -> bool {
        const NEAR: u32 = 9;
        let document = self.words.document;
        let at = tokens.start as usize;
        let sentence = document.sentence_of(at).map(|index| document.sentences()[index].tokens);
        sentence.is_some_and(|sentence| {
            let first = document.quotation_of(sentence.start as usize).map_or(sentence.start, |index| {
                let quotation = document.quotations()[index].tokens;
                if quotation.start == sentence.start { quotation.end } else { sentence.start }
            });
            tokens.start >= first && tokens.start - first < NEAR && document.quotation_of(at).is_none()
        })
    }
}
