//! Who is spoken to: whom `you` stands for, and what is told to whom.

use super::scene::Scene;
use super::target::Speech;
use super::{Reference, ReferentId};
use crate::attribution::Quote;
use crate::gazetteer::ActorKind;
use crate::lexicon::{Case, Classes, Pronoun};
use crate::text::{Kind, Tokens};

/// A quote that somebody spoke.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    /// From its source on to its end.
    pub(super) tokens: Tokens,
    pub(super) speaker: ReferentId,
    /// Does it ask?
    pub(super) asks: bool,
    /// The person whom it is told or asked.
    pub(super) listener: Option<ReferentId>,
}

impl<'a, 't: 'a> Scene<'a, 't> {
    /// A quote with its speaker.
    pub(super) fn spoken(&self, quote: &Quote, source: Tokens, speaker: ReferentId) -> Spoken {
        let words = self.words;
        let end = quote.content.iter().map(|piece| piece.end).fold(source.end, u32::max);
        let told = self.told(quote).filter(|told| self.is(told.referent, ActorKind::Person));
        // `asked whether`, `asked NAME if`
        let asks = |at: usize| words.is(at, Classes::WH.or(Classes::SUBORDINATOR));
        let clause = quote.content.first().map(|piece| piece.start as usize);
        let behind = told.map(|told| told.tokens.end as usize);
        Spoken {
            tokens: Tokens { end, ..source },
            speaker,
            asks: clause.into_iter().chain(behind).any(asks),
            listener: told.map(|told| told.referent),
        }
    }

    /// Who is named right behind the cue of a quote (`told NAME`, `said to NAME`, `asked Mrs NAME`).
    fn told(&self, quote: &Quote) -> Option<Reference> {
        /// A preposition, an article, a title.
        const BEFORE_NAME: usize = 3;
        let words = self.words;
        let end = quote.cue?.tokens.end as usize;
        let near = |&at: &usize| words.is(at, Classes::INFINITIVE.or(Classes::DETERMINER)) || words.is_capital(at);
        (end..=end + BEFORE_NAME).take_while(near).find_map(|at| self.reference_at(at))
    }

    /// Who is spoken to: named at the opening of the quote and set off (`Mr NAME, ...`; `To the NAME: ...`), or else told.
    pub(super) fn addressee(&self, at: u32, speech: Speech) -> Option<ReferentId> {
        const FAR: u32 = 4;
        let words = self.words;
        let addressed = |reference: &&Reference| {
            let start = reference.tokens.start as usize;
            let set_off = matches!(words.kind(reference.tokens.end as usize), Some(Kind::Comma | Kind::Colon));
            let first = (start.saturating_sub(FAR as usize)..=start).rev().find(|&at| words.is_opening(at));
            let called = first.is_some_and(|first| {
                (first..start).all(|at| {
                    words.is_capital(at)
                        || words.is(at, Classes::INFINITIVE.or(Classes::DETERMINER).or(Classes::PREPOSITION))
                })
            });
            set_off && called && reference.tokens.end <= at && Some(reference.referent) != speech.speaker
        };
        let mut named = speech.content.iter().flat_map(|&piece| self.references_in(piece));
        named.rfind(addressed).map(|reference| reference.referent).or(speech.listener)
    }

    /// Whom a quote is told: the country or the known person named right behind its cue (`told NAME`, `said to NAME`). To a
    /// newspaper everybody is talked about, and `you` is anybody.
    pub(super) fn listener(&self, quote: &Quote) -> Option<ReferentId> {
        let apart = |reference: &Reference| {
            let inside = quote.source.iter().chain(&quote.content).any(|piece| piece.overlaps(reference.tokens));
            !inside && !reference.describes
        };
        let named = self.told(quote)?;
        let referent = self.referent(named.referent);
        let known = referent.is(ActorKind::Country) || referent.is(ActorKind::Person) && referent.actor.is_some();
        (known && apart(&named)).then_some(named.referent)
    }

    /// Does `it` open what a country is told, outside quotation marks: `told NAME it could count on them`?
    pub(super) fn is_told(&self, at: u32, pronoun: Pronoun, speech: Speech) -> bool {
        let opens = speech.content.first().is_some_and(|piece| at <= piece.start + 1);
        let is_state = |id: ReferentId| self.is(id, ActorKind::Country);
        opens && pronoun.case == Case::Subject && speech.listener.is_some_and(is_state)
    }
}
