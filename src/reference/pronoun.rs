//! Pronouns: the persons and bodies that they may stand for.

use super::addressee::Spoken;
use super::scene::Scene;
use super::stranger::{LIKELY, SURE};
use super::{Reference, ReferentId, ReferentKind};
use crate::gazetteer::ActorKind;
use crate::lexicon::{Classes, Gender, Pronoun};
use crate::text::Tokens;

/// What a pronoun asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) pronoun: Pronoun,
    /// The quote before.
    pub(super) last: Option<Spoken>,
    /// Whom it cannot mean.
    pub(super) not: Option<ReferentId>,
}

impl<'a, 't: 'a> Scene<'a, 't> {
    /// Whom a pronoun that is a source means: the last subject since the quote before, or else whoever was asked,
    /// its speaker, or whoever was named last, but nobody of whom only quotations speak: who quotes names is no speaker for that.
    pub(super) fn antecedent(&self, at: usize, asked: Asked) -> Option<ReferentId> {
        if asked.pronoun.person != 3 {
            return None;
        }
        let since = asked.last.map_or(0, |last| last.tokens.end);
        let suits = |id: ReferentId| Some(id) != asked.not && self.suits(asked.pronoun, id);
        let named = |least: i16| {
            let known = |reference: &Reference| self.referent(reference.referent).actor.is_some();
            let sure = move |reference: &&Reference| known(reference) || reference.confidence >= least;
            let before = self.references_before(at as u32).filter(sure);
            before.filter(|reference| !reference.describes && suits(reference.referent))
        };
        let is_recent = |reference: &&Reference| reference.tokens.start >= since && self.is_subject(reference.tokens);
        let recent = [SURE, LIKELY].into_iter().find_map(|least| {
            let last = named(least).find(is_recent)?;
            // `NAME met NAME. He said`: the one who did it.
            let sentence = |reference: &Reference| self.words.document.sentence_of(reference.tokens.start as usize);
            let beside = named(least).take_while(|other| sentence(other) == sentence(last)).filter(is_recent);
            Some(if self.is_object(last.tokens) { beside.last().unwrap_or(last) } else { last })
        });
        let spoke = |last: &Spoken| suits(last.speaker) || !last.asks && self.is_somebody(*last, asked.pronoun);
        let speaker = asked.last.filter(spoke).map(|last| last.speaker);
        // Who is asked answers, and whom somebody without a name talks to has one.
        let unnamed = |last: &Spoken| last.asks || self.referent(last.speaker).name.is_none();
        let told = asked.last.filter(unnamed).and_then(|last| last.listener).filter(|&id| suits(id));
        let subject = || named(LIKELY).find(|reference| self.is_subject(reference.tokens));
        let quotation = |at: u32| self.words.document.quotation_of(at as usize);
        let free = |reference: &&Reference| {
            let within = quotation(reference.tokens.start);
            within.is_none() || within == quotation(at as u32)
        };
        let any = || named(SURE).find(free).filter(|_| asked.pronoun.gender != Gender::Neuter);
        let id = |reference: &Reference| reference.referent;
        recent.map(id).or(told).or(speaker).or_else(|| subject().or_else(any).map(id))
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

    /// Is the last speaker one person without a name, of the pronoun's gender as far as known (`"...," a trader said.`), or, where
    /// the pronoun is a plural, several?
    fn is_somebody(&self, Spoken { tokens, speaker, .. }: Spoken, pronoun: Pronoun) -> bool {
        const NEAR: usize = 4;
        let gendered = matches!(pronoun.gender, Gender::Male | Gender::Female);
        let known = self.referent(speaker).gender;
        let noun = || (tokens.range().take(NEAR)).find_map(|at| self.words.role_at(at));
        let several = pronoun.plural && !gendered;
        (gendered || several)
            && self.referent(speaker).kind == ReferentKind::Anonymous
            && (known == Gender::Unknown || known == pronoun.gender)
            && noun().is_some_and(|noun| noun.role.plural == several && noun.role.kind.is_human())
    }

    /// Does a name stand right behind a verb or a preposition?
    fn is_object(&self, tokens: Tokens) -> bool {
        let words = self.words;
        let before = (tokens.start as usize).checked_sub(1);
        before.is_some_and(|at| {
            let verb = words.is_small(at) && !words.is_closed(at) && words.role_at(at).is_none();
            verb || words.is(at, Classes::PREPOSITION)
        })
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
