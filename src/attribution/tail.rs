//! What goes on behind a cue that closes what it reports: `"...," NAME said, "..."`, `The plan, NAME said, would fail`.
//!
//! Owns the second half of such a content, and whether the cue reports what follows it instead.

use super::closing::{Attribution, LONGEST_ASIDE};
use super::content::{self, Opener, Opening};
use super::cue::{Group, Voice};
use super::sentence::Scene;
use crate::lexicon::{Classes, CueClass, Takes};
use crate::text::{Kind, Tokens};

/// What a cue between commas needs, in thousandths, to part a lead-in from the clause behind it.
const OUTSIDE_PARTED: i16 = 500;

/// Below this certainty, in thousandths, a verb is one of saying only beside a quotation that it cannot but close.
const UNLIKELY: i16 = 100;

impl Scene<'_, '_, '_> {
    /// Is what stands before a source between commas too short to be a clause, in a sentence that it opens?
    fn opens_with_lead(&self, head: Tokens, attribution: &Attribution) -> bool {
        const LONGEST: usize = 9;
        // `The files show, NAME said, that ...`: a cue that is parted from its own content.
        let own = |group: &Group| head.contains(group.tokens) && group.tokens.end != head.end;
        let bare = attribution.source.is_some_and(|source| source.start as usize == attribution.start);
        let opens = self.without_lead(Tokens::new(self.floor(), head.start as usize)).is_empty();
        bare && opens && head.len() <= LONGEST && !self.groups.iter().any(own)
    }

    /// `"...," NAME said, pointing at the map, "and ..."`: do the quoted words that open at `start` go on in mid-sentence from
    /// those that end `head`, with nothing but the narrator's aside between them?
    fn goes_on_at(&self, start: usize, head: Tokens, from: usize) -> bool {
        let reader = self.reader;
        let pause = |at: usize| matches!(reader.kind_at(at), Some(Kind::Comma | Kind::Dash));
        let reports = |group: &Group| {
            let clause = || content::opening(reader, group, self.ceiling()).is_some_and(|it| it.by != Opener::Phrase);
            (from..start).contains(&(group.tokens.start as usize)) && (group.voice != Voice::Gerund || clause())
        };
        let open = reader.kind_at(head.end as usize - 2) == Some(Kind::Comma);
        open && pause(start - 1) && !reader.opens_capital(start) && !self.groups.iter().any(reports)
    }

    /// What goes on behind source and cue: the second half of a split content. Nothing at all if what follows shows that
    /// the group reports what follows rather than what stands before.
    pub(super) fn tail(
        &self,
        number: usize,
        attribution: &Attribution,
        head: Tokens,
        quoted: bool,
    ) -> Option<Option<Tokens>> {
        let reader = self.reader;
        let group = &self.groups[number];
        let (from, ceiling) = (attribution.end, self.ceiling());
        // `..., NAME said, adding that ...`: what another cue reports is no part of it.
        let rest = || {
            let reach = self.reach(number, ceiling, false);
            // `Back then, NAME said, she thought ...`: the lead-in waits for its clause, whoever thinks in it.
            let leads = group.cue.outside >= OUTSIDE_PARTED
                && reader.kind_at(from) == Some(Kind::Comma)
                && self.opens_with_lead(head, attribution);
            if reach.resumes(from + 1) || !leads && reach.new_subject(from + 1) {
                return None;
            }
            Some(reader.trim(Tokens::new(from, reach.end(from + 1))))
        };
        let adjacent_quotation = !reader.is_outside(head.end as usize - 1);
        if attribution.start == self.floor() {
            // `"..." NAME nodded.`, `"..." NAME continued to pay.`: hardly a verb of saying.
            let stopped = reader.is_full_stop(attribution.start - 1);
            // `"..." NAME agreed.`: what was said before is another's.
            let answers = stopped && group.cue.class == CueClass::Act && content::only_adjuncts(reader, from, ceiling);
            let acts = answers || group.cue.outside < UNLIKELY && (stopped || reader.is(from, Classes::INFINITIVE));
            if reader.kind_at(from) == Some(Kind::Colon) || acts {
                return None;
            }
            // `"..." NAME said it was over.`: the sentence has a content of its own.
            let clause = |opening: Opening| {
                let near = (opening.at..ceiling).take_while(|&at| reader.kind_at(at) == Some(Kind::Word));
                let helps = near.into_iter().any(|at| reader.is(at, Classes::AUXILIARY));
                let phrase = opening.by == Opener::Phrase && !reader.is(opening.at, Classes::PREPOSITION);
                opening.by == Opener::Complementizer || phrase && helps
            };
            let own = !attribution.inverted
                && !group.cue.takes.has(Takes::ADDRESSEE)
                && content::opening(reader, group, ceiling).is_some_and(|opening| stopped || clause(opening));
            if own || !content::only_adjuncts(reader, from, ceiling) {
                return None;
            }
        }
        let behind = reader.kind_at(from).filter(|_| from < ceiling);
        // `In a statement, NAME said:` leads to the next paragraph.
        if behind == Some(Kind::Colon) && from + 1 >= ceiling {
            return None;
        }
        // Behind a comma: a parenthesis inside the content, or a second quotation.
        let comma = (from..ceiling).find(|&at| {
            reader.is_outside(at) && matches!(reader.kind_at(at), Some(Kind::Comma | Kind::Colon | Kind::Dash))
        });
        let quotation = (from..ceiling).find(|&at| !reader.is_outside(at));
        // `The talks, NAME told reporters, were "a farce"`: the content goes on behind the aside.
        let aside = comma.filter(|&comma| {
            let near = comma <= from + LONGEST_ASIDE && reader.kind_at(comma) == Some(Kind::Comma);
            // `..., NAME said in a note, released on Monday`: a participle goes with what stands before it.
            let past = || reader.is_past(comma + 1) && !reader.is(comma + 2, Classes::PREPOSITION);
            let helps = || reader.is(comma + 1, Classes::AUXILIARY);
            let verb = || helps() || !reader.is_capital(comma + 1) && past();
            // `The files show, NAME said in a note, that ...`
            let parted = || {
                let own = self.groups.iter().any(|group| group.tokens.end == head.end);
                own && reader.is(comma + 1, Classes::COMPLEMENTIZER)
            };
            // `The talks, said NAME, a farmer, were "a farce"`
            let goes_on = || if attribution.inverted { comma == from && helps() } else { verb() || parted() };
            near && comma + 1 < ceiling && goes_on() && !adjacent_quotation && self.is_adjunct(from, comma)
        });
        if let Some(comma) = aside.filter(|comma| quotation.is_none_or(|start| start > *comma)) {
            return Some(Some(reader.trim(Tokens::new(comma, self.reach(number, ceiling, false).end(comma + 1)))));
        }
        if let Some(start) = quotation {
            // `"...," NAME said; "...," said NAME.`
            let next = reader.next(start);
            let told = self.groups.iter().any(|group| group.tokens.start as usize >= next);
            let parted = behind == Some(Kind::Semicolon) && told;
            let close = !parted && (comma.is_some_and(|comma| comma + 1 == start) || start <= from + 1);
            if adjacent_quotation && (close || self.goes_on_at(start, head, from)) {
                return Some(Some(reader.trim(Tokens::new(start, reader.next(start)))));
            }
            let first = behind == Some(Kind::Comma);
            // `Asked about the plan, NAME said, "No."`: what stands before is the occasion, unless the quoted words go on
            // from it in mid-sentence.
            let occasion = !quoted && close && reader.opens_capital(start);
            if occasion && !attribution.inverted {
                return None;
            }
            let lead = Classes::SUBORDINATOR.or(Classes::PREPOSITION);
            // `He was, said a neighbour, "a quiet man"`
            let goes_on = attribution.inverted && !quoted && comma == Some(from) && start == from + 1;
            if goes_on && !reader.opens_capital(start) {
                return Some(Some(reader.trim(Tokens::new(start, reader.next(start)))));
            }
            let circumstance = adjacent_quotation && reader.is(from + 1, lead);
            if first && !attribution.inverted && !circumstance {
                return Some(rest());
            }
            // `The "old guard" is gone, NAME said on Monday, adding ...`
            let added = quoted && comma.is_some_and(|comma| comma < start && self.is_adjunct(from, comma));
            return (adjacent_quotation || added).then_some(None);
        }
        match behind {
            None | Some(Kind::Stop) => Some(None),
            Some(Kind::Comma) if !attribution.inverted && !quoted => {
                let rest = reader.trim(Tokens::new(from, ceiling));
                let starts_other = self.groups.iter().any(|other| other.tokens.start == rest.start);
                Some((!starts_other && rest.len() > 1).then_some(rest))
            }
            Some(Kind::Comma) if !attribution.inverted && !adjacent_quotation => Some(rest()),
            _ if adjacent_quotation => Some(None),
            _ if attribution.inverted => Some(None),
            _ => {
                let forward = content::opening(reader, group, ceiling);
                let strong = forward
                    .is_some_and(|opening| opening.by != Opener::Phrase || opening.at == group.tokens.end as usize);
                let adverbial =
                    reader.is(head.start as usize, Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::TIME));
                let addressed = group.cue.takes.has(Takes::ADDRESSEE);
                if (strong && !addressed)
                    || (adverbial && forward.is_some())
                    || !content::only_adjuncts(reader, from, ceiling)
                {
                    return None;
                }
                Some(None)
            }
        }
    }
}
