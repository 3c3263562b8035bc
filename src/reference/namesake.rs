//! Namesakes: people who bear an actor's name and are somebody else, as what stands beside the name tells.

use super::scene::Scene;
use crate::gazetteer::ActorKind;
use crate::lexicon::{Gender, RoleKind};
use crate::mention::{Mention, Via};
use crate::text::{Kind, Symbol, Tokens};
use rustc_hash::FxHashSet;

impl<'a, 't: 'a> Scene<'a, 't> {
    /// The mentions that are not of namesakes. Who is called by the surname after a namesake is the namesake.
    pub(super) fn without_namesakes(&self, mentions: &[Mention]) -> Vec<Mention> {
        let full = |mention: &Mention| self.names_person(mention) && mention.tokens.len() > 1;
        let (namesakes, own): (Vec<&Mention>, Vec<&Mention>) =
            mentions.iter().filter(|mention| full(mention)).partition(|mention| self.is_namesake(mention, false));
        let known: FxHashSet<_> = own.iter().map(|mention| mention.actor).collect();
        let surname = |mention: &Mention| self.words.symbol(mention.tokens.end as usize - 1);
        let taken: FxHashSet<Symbol> = namesakes.iter().map(|mention| surname(mention)).collect();
        let is_other = |mention: &Mention| {
            let named = self.names_person(mention) && mention.via == Via::Name;
            named
                && (self.is_namesake(mention, known.contains(&mention.actor))
                    || !known.contains(&mention.actor)
                        && mention.tokens.len() == 1
                        && taken.contains(&surname(mention)))
        };
        mentions.iter().filter(|mention| !is_other(mention)).copied().collect()
    }

    fn names_person(&self, mention: &Mention) -> bool {
        self.words.knowledge.gazetteer.traits(mention.actor).kind == ActorKind::Person
    }

    /// Does what stands beside a person's name belie the gazetteer: another gender, or, where the name is not written out as
    /// there and nobody has introduced the actor, a trade, or the age of somebody in no office?
    fn is_namesake(&self, mention: &Mention, introduced: bool) -> bool {
        let (words, gazetteer) = (self.words, &self.words.knowledge.gazetteer);
        let Tokens { start, end } = mention.tokens;
        let (start, end) = (start as usize, end as usize);
        let actor = gazetteer.traits(mention.actor);
        let title = words.role_before(start).filter(|noun| !noun.role.plural);
        let told = title.map_or(Gender::Unknown, |noun| noun.role.gender);
        let alone = mention.tokens.len() == 1;
        let other_gender = alone && told != Gender::Unknown && actor.gender != Gender::Unknown && told != actor.gender;
        let behind = || self.words_behind(mention.tokens).map(|(_, noun)| noun);
        let trade = || title.into_iter().chain(behind()).any(|noun| noun.role.kind == RoleKind::Profession);
        let aged = || {
            words.kind(end) == Some(Kind::Comma)
                && words.kind(end + 1) == Some(Kind::Number)
                && words.kind(end + 2) == Some(Kind::Comma)
                && !gazetteer.holds(mention.actor, None, self.context.date)
        };
        // `the younger Novak` is a form for that one alone.
        let told_apart = || {
            let namings = gazetteer.names().get(&words.symbols(mention.tokens));
            namings.iter().any(|naming| naming.actor == Some(mention.actor) && naming.casing.is_small())
        };
        let name = gazetteer.actor(mention.actor).name;
        let written_otherwise = || words.document.words(mention.tokens) != name && !told_apart();
        other_gender || written_otherwise() && !(alone && introduced) && (trade() || aged())
    }
}
