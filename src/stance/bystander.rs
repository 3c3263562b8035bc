//! Bystanders: who only says where something happens, or only hears it.

use super::scene::Scene;
use crate::lexicon::{Classes, Takes};
use crate::text::Tokens;

impl Scene<'_, '_> {
    /// Is a place only where somebody is or goes of whom a word before tells: `the thief lives in Y`, `a traitor fled to Y`?
    pub(super) fn happens(&self, word: Tokens, place: Tokens) -> bool {
        let (from, to) = (word.end as usize, place.start as usize);
        if from >= to || !self.is(to - 1, Classes::LOCATIVE.or(Classes::INFINITIVE)) || self.owns(place) {
            return false;
        }
        let goes = self.is(to - 1, Classes::LOCATIVE) || (from..to).any(|at| self.is(at, Classes::LOCAL));
        goes && (from..to - 1).any(|at| self.is_finite(at))
    }

    /// Is somebody told something of others: `I told Y that ...`?
    pub(super) fn is_told(&self, who: Tokens) -> bool {
        /// How many words may stand before a name and belong to it, and behind it before what is told.
        const TITLE: usize = 2;
        const BEHIND: usize = 4;
        let (start, end) = (who.start as usize, who.end as usize);
        let that = (end..end + BEHIND).take_while(|&at| self.tokens().get(at).is_some_and(|token| token.is_word()));
        if !that.into_iter().any(|at| self.is(at, Classes::COMPLEMENTIZER) && !self.is(at + 1, Classes::POSSESSIVE)) {
            return false;
        }
        (start.saturating_sub(TITLE + 1)..start).any(|at| {
            let found = self.lexicons.cues.longest(self.tokens(), at);
            found.is_some_and(|found| {
                found.tokens.end <= who.start
                    && found.entries.iter().any(|entry| entry.value.takes.has(Takes::ADDRESSEE))
            })
        })
    }
}
