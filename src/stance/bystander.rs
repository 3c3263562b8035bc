//! Bystanders: who only says where something happens, or only hears it.

use super::scene::{FUNCTION, Scene};
use crate::lexicon::{Classes, RoleKind, Takes};
use crate::text::{Kind, Tokens};

impl Scene<'_, '_> {
    /// Is a place only where somebody is or goes of whom a word before tells: `the thief lives in Y`, `a traitor fled to Y`?
    pub(super) fn happens(&self, word: Tokens, place: Tokens) -> bool {
        let (from, to) = (word.end as usize, self.reached(place.start as usize));
        if from >= to || !self.is(to - 1, Classes::LOCATIVE.or(Classes::INFINITIVE)) || self.owns(place) {
            return false;
        }
        let stands = self.is(to - 1, Classes::LOCATIVE);
        let goes = (from..to - 1).any(|at| self.is(at, Classes::LOCAL));
        // `the government in Y`
        let rules =
            to > 1 && (self.is(to - 2, Classes::ARM) || self.is_role(to - 2, to - 1, |kind| kind == RoleKind::Office));
        if rules && stands {
            return false;
        }
        // `was insulted in Y`
        let did = || word.len() == 1 && self.is_finite(from - 1) || (from..to - 1).any(|at| self.is_finite(at));
        goes && !stands || stands && (did() || self.is_apart(from, to - 1))
    }

    /// Where the way to a place begins: `to the embassy of Y`.
    fn reached(&self, place: usize) -> usize {
        let is_post = place > 3
            && self.is(place - 1, Classes::GENITIVE)
            && self.is(place - 2, Classes::LOCAL.or(Classes::RELATION))
            && self.is(place - 3, Classes::DETERMINER);
        if is_post { place - 3 } else { place }
    }

    /// Is what stands at a place, in words that end with a preposition at `link`, something else than what is told of before:
    /// `a love found on a boat in Y`, `his nightmares about two years in Y`, `a thug, who works for a bank in Y`?
    fn is_apart(&self, from: usize, link: usize) -> bool {
        const LONGEST: usize = 4;
        let open = |at: usize| self.tokens()[at].is_word() && !self.is(at, FUNCTION);
        if link <= from {
            return false;
        }
        let comma = |at: usize| self.kind(at) == Some(Kind::Comma);
        if self.is(link - 1, Classes::TIME) || (from..link - 1).any(comma) && !comma(link - 1) {
            return true;
        }
        let noun = (from.max(link.saturating_sub(LONGEST))..link).rev().take_while(|&at| open(at)).count();
        let article = (link - noun).checked_sub(1).filter(|&at| noun > 0 && at > from);
        article.is_some_and(|at| {
            self.is(at, Classes::DETERMINER)
                && self.is(at - 1, Classes::PREPOSITION)
                && !self.is(at - 1, Classes::GENITIVE)
        })
    }

    /// Is somebody told something of others: `I told Y that ...`?
    pub(super) fn is_told(&self, who: Tokens) -> bool {
        // What is somebody's is told of them, too: `told Y that its time was up`, `that our patience was`.
        match self.told(who) {
            Some(told) => !self.is(told, Classes::POSSESSIVE) || self.is_told_of_us(who),
            None => self.is_greeted(who),
        }
    }

    /// Is somebody told of what is the speaker's own: `I warned Y that our own thieves were winning`?
    pub(super) fn is_told_of_us(&self, who: Tokens) -> bool {
        let ours = |at: usize| {
            let own = self.is(at, Classes::POSSESSIVE) && self.speaks_itself(Tokens::new(at, at + 1));
            own && self.is(at + 1, Classes::DETERMINER)
        };
        self.told(who).is_some_and(ours)
    }

    /// Where what somebody is told begins.
    fn told(&self, who: Tokens) -> Option<usize> {
        /// How many words may stand before a name and belong to it, and behind it before what is told.
        const TITLE: usize = 2;
        const BEHIND: usize = 4;
        let (start, end) = (who.start as usize, who.end as usize);
        let that = (end..end + BEHIND).take_while(|&at| self.tokens().get(at).is_some_and(|token| token.is_word()));
        let that = that.into_iter().find(|&at| self.is(at, Classes::COMPLEMENTIZER))?;
        let tells = (start.saturating_sub(TITLE + 1)..start).any(|at| {
            let found = self.lexicons.cues.longest(self.tokens(), at);
            found.is_some_and(|found| {
                found.tokens.end <= who.start
                    && found.entries.iter().any(|entry| entry.value.takes.has(Takes::ADDRESSEE))
            })
        });
        tells.then_some(that + 1)
    }

    /// Is somebody only passed, or where somebody comes from or is sent to: `crossed over from Y, exhausted`, `the engineer from
    /// Y is a friend`?
    pub(super) fn is_passed(&self, place: Tokens) -> bool {
        const FAR: usize = 3;
        let start = place.start as usize;
        let Some(link) = start.checked_sub(1).filter(|&at| self.is(at, Classes::AUTHOR.or(Classes::INFINITIVE))) else {
            return false;
        };
        let end = place.end as usize;
        // `we fled from Y, a cruel state`
        if self.kind(end) == Some(Kind::Comma) && self.is(end + 1, Classes::DETERMINER) {
            return false;
        }
        let from = self.is(link, Classes::AUTHOR) && !self.is(link, Classes::BY);
        let moves = || (link.saturating_sub(FAR)..link).any(|at| self.is(at, Classes::LOCAL));
        let kinds = |kind| if from { kind == RoleKind::Profession } else { kind == RoleKind::Office };
        let is_person = |at: usize| self.is_role(at, link, kinds) && !self.is_plural(link - 1);
        from && moves() || (link.saturating_sub(FAR)..link).any(is_person)
    }

    /// Is somebody spoken to before the speaker goes on: `To my friends in Y I can only say`?
    fn is_greeted(&self, who: Tokens) -> bool {
        const LONGEST: usize = 6;
        let (start, end) = (who.start as usize, who.end as usize);
        let words = (start.saturating_sub(LONGEST)..start).rev().take_while(|&at| self.tokens()[at].is_word()).count();
        let opens = start - words;
        words > 2
            && self.is(start - 1, Classes::LOCATIVE)
            && self.is(opens, Classes::INFINITIVE)
            && self.tokens()[opens].is_capital()
            && self.is(end, Classes::PRONOUN)
            && self.speaks_itself(Tokens::new(end, end + 1))
    }

    /// Is a role noun of a kind at `at`, up to `end`?
    pub(super) fn is_role(&self, at: usize, end: usize, is: impl Fn(RoleKind) -> bool) -> bool {
        let found = self.lexicons.roles.longest(self.tokens(), at).filter(|found| found.tokens.end as usize <= end);
        found.is_some_and(|found| found.entries.iter().any(|entry| is(entry.value.kind)))
    }
}
