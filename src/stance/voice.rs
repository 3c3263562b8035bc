//! Who speaks: whoever is quoted, one of their own, or somebody told of.

use super::scene::{GROUP, Scene};
use crate::lexicon::{Cue, CueClass, Entry, Form, RoleKind};
use crate::text::{Kind, Tokens};

/// How sure a word must be a cue for its subject to be one who speaks, in thousandths.
pub(super) const SURE: i16 = 300;

impl Scene<'_, '_> {
    /// Is it one of the speaker's own who thinks otherwise (`my wife`, `my neighbour`)?
    pub(super) fn is_private(&self, phrase: Tokens) -> bool {
        let end = phrase.end as usize;
        let own = |at| self.is_role(at, end, |kind| matches!(kind, RoleKind::Family | RoleKind::Anonymous));
        self.is_possessive(phrase.start as usize) && self.speaks_itself(phrase) && phrase.range().any(own)
    }

    /// Does a verb of speech or thought stand beside the words, as its subject's?
    pub(super) fn speaks(&self, who: Tokens) -> bool {
        let cue = |at: usize| {
            let found = self.lexicons.cues.longest(self.tokens(), at)?;
            let told = |entry: &&Entry<Cue>| entry.value.class != CueClass::Act && entry.value.outside >= SURE;
            found.entries.iter().find(told).map(|entry| (found.tokens, entry.form))
        };
        let (start, end) = (who.start as usize, who.end as usize);
        let ahead = (start.saturating_sub(3)..start).any(|at| {
            let inverted = at > 0 && matches!(self.kind(at - 1), Some(Kind::Comma | Kind::Mark(_)));
            inverted && cue(at).is_some_and(|(tokens, _)| tokens.end as usize <= start)
        });
        let mut at = end;
        while at < end + 3 && self.is(at, GROUP) && !self.marks_owner(at) {
            at += 1;
        }
        let tokens = self.tokens().len();
        let began = |at: usize| at < tokens && cue(at).is_some_and(|(_, form)| form == Form::Gerund);
        ahead || at < tokens && cue(at).is_some() || began(at + 1)
    }

    /// Is the pronoun or phrase in the first person?
    pub(super) fn speaks_itself(&self, phrase: Tokens) -> bool {
        phrase.range().take(2).any(|at| {
            let pronoun = self.lexicons.pronoun(self.tokens()[at].symbol);
            pronoun.is_some_and(|p| p.person == 1)
        })
    }
}
