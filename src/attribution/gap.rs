//! Relative pronouns that stand before the source for what is missing in the content: its object (`what NAME called "a
//! farce"`) or its subject (`which NAME said would fail`).
//!
//! Owns whether a pronoun stands so, and where a content ends that it belongs to.

use super::content::{Opener, Opening};
use super::cue::{Group, Voice};
use super::sentence::Scene;
use super::source;
use crate::lexicon::{Classes, CueClass, Takes};
use crate::text::{Kind, Tokens};

impl Scene<'_, '_, '_> {
    /// `which NAME said would fail`: the verb right behind a cue whose subject is the relative pronoun before the cue's own.
    pub(super) fn behind_gap(&self, group: &Group) -> Option<Opening> {
        let (start, at) = (group.tokens.start as usize, group.tokens.end as usize);
        let helps = at < self.ceiling() && self.reader.is_outside(at) && self.reader.is(at, Classes::AUXILIARY);
        let told = group.cue.takes.has(Takes::CLAUSE) && group.cue.class != CueClass::Act;
        let source = (helps && told && group.voice == Voice::Finite)
            .then(|| source::before(self.reader, start, self.floor()))
            .flatten()?;
        // `What we know is ...`
        self.stand_in(source).filter(|&front| front > self.floor()).map(|_| Opening { at, by: Opener::Phrase })
    }

    /// Where the clause behind a gap ends: with the relative clause that it belongs to (`what NAME said was a slip, was
    /// ...`).
    pub(super) fn end_behind_gap(&self, number: usize, start: usize, limit: usize) -> usize {
        let reader = self.reader;
        let end = self.reach(number, limit, false).end(start);
        let goes_on = Classes::AUXILIARY.or(Classes::CONJUNCTION);
        let mut at = start;
        while at < end {
            let next = reader.next(at);
            let pause = match reader.is_outside(at) {
                true => reader.kind_at(at) == Some(Kind::Comma),
                false => reader.pauses(next - 1),
            };
            if pause && reader.is_outside(next) && reader.is(next, goes_on) {
                return next;
            }
            at = next;
        }
        end
    }

    /// The word right before a subject that stands for the object of its verb (`what NAME called ...`).
    pub(super) fn stand_in(&self, source: Tokens) -> Option<usize> {
        let front = (source.start as usize).checked_sub(1).filter(|&at| at >= self.floor())?;
        let relative = self.reader.is(front, Classes::RELATIVE);
        (relative && self.reader.is(front, Classes::PRONOUN)).then_some(front)
    }

    /// `what NAME called "a farce"`: the word that stands for the object before its subject, and the end of the quotation
    /// that says what the object is called.
    pub(super) fn fronted(
        &self,
        group: &Group,
        source: Tokens,
        content: usize,
        limit: usize,
    ) -> Option<(Tokens, usize)> {
        const NEAR: usize = 4;
        let reader = self.reader;
        let front = self.stand_in(source)?;
        let takes = group.cue.takes.has(Takes::NAME) || group.cue.class == CueClass::Act;
        let quotation = (content..limit.min(content + NEAR)).find(|&at| !reader.is_outside(at))?;
        let end = reader.next(quotation);
        let goes_on = reader.is_content_word(end) && !reader.is_capital(end);
        // Behind a comma it stands for what the narrator told of (`the raid, which NAME called "a farce"`).
        let front = Tokens::new(front, front + usize::from(reader.kind_at(front.wrapping_sub(1)) != Some(Kind::Comma)));
        (takes && !goes_on).then_some((front, end))
    }
}
