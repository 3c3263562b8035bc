//! Nationals: people called by their country alone (`the Croatian`, `a Syrian`).

use super::addressee::Spoken;
use super::scene::Scene;
use super::{Reference, ReferentId};
use crate::gazetteer::{ActorKind, How};
use crate::lexicon::Classes;
use crate::mention::Via;
use crate::text::Tokens;

impl<'a, 't: 'a> Scene<'a, 't> {
    /// Is a phrase an article and a word for one person of a country: a demonym that is no adjective, or has a plural beside it
    /// (`the Croatian`; but `the Croatians`, `the French`)?
    pub(super) fn is_national(&self, phrase: Tokens) -> bool {
        const PLURAL: &str = "s";
        let words = self.words;
        let at = phrase.start as usize + 1;
        let alone = phrase.len() == 2 && words.is(phrase.start as usize, Classes::DETERMINER);
        let demonym = self.reference_at(at).filter(|it| alone && it.via == Via::Demonym && it.tokens.len() == 1);
        let Some(demonym) = demonym else { return false };
        let Some(actor) = self.referent(demonym.referent).actor else { return false };
        let word = words.document.word(at);
        let names = words.knowledge.gazetteer.names();
        let is = |symbol, how: Option<How>| {
            let mut namings = names.get(&[symbol]).iter().filter(|naming| naming.actor == Some(actor));
            namings.any(|naming| how.is_none_or(|how| naming.how == how))
        };
        let plural = words.knowledge.vocabulary.symbol(&[&word.to_lowercase(), PLURAL].concat());
        let one = !word.ends_with(PLURAL) && is(words.symbol(at), Some(How::Demonym));
        one || plural.is_known() && is(plural, None)
    }

    /// Whom such a phrase means: the person who spoke or was named last, if nothing tells of another country; or somebody
    /// without a name.
    pub(super) fn national(&mut self, phrase: Tokens, country: ReferentId, last: Option<Spoken>) -> Option<ReferentId> {
        let words = self.words;
        let iso3 = self.referent(country).iso3;
        let fits = |id: ReferentId| {
            let home = self.referent(id).iso3;
            self.is(id, ActorKind::Person) && (home.is_none() || home == iso3)
        };
        let here = words.document.paragraph_of(phrase.start as usize);
        let near = |at: u32| here - words.document.paragraph_of(at as usize) <= 1;
        let people = |reference: &&Reference| self.is(reference.referent, ActorKind::Person);
        let named = || {
            let mut before = self.references_before(phrase.start).take_while(|it| near(it.tokens.start));
            before.find(people).map(|it| it.referent).filter(|&id| fits(id))
        };
        let spoke = last.filter(|last| near(last.tokens.start) && fits(last.speaker)).map(|last| last.speaker);
        let found = spoke.or_else(named).filter(|_| self.is_definite(phrase));
        if let Some(person) = found {
            let referent = self.referent_mut(person);
            referent.iso3 = referent.iso3.or(iso3);
            return Some(person);
        }
        Some(self.anonymous(phrase, Some(country)))
    }
}
