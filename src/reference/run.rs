//! Runs of capitalised words: what could be a name, as far as writing alone tells.
//!
//! Owns where a run begins and ends, titles, particles and nicknames included. It refuses to say whose name it is.

use super::name::Name;
use super::scene::Scene;
use crate::lexicon::{Classes, RoleKind};
use crate::mention::{GIVEN, RoleNoun, in_dateline, is_personal};
use crate::text::{Kind, Shape, Token, Tokens};

/// A run of capitalised words that no mention covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// The name, titles before it left out.
    pub(super) tokens: Tokens,
    pub(super) name: Name,
    /// The title that is written as part of it (`Senator`), or stands before it (`spokesman`), and says it is a person.
    pub(super) title: Option<RoleNoun>,
    /// Does a noun stand before it that says it is a body (`the pressure group NAME`)?
    pub(super) of_body: bool,
    /// Does a title, or what is set beside it, show that it is a person's?
    pub(super) shown: bool,
    /// Does it head a source?
    pub(super) sourced: bool,
    /// Does it stand where every word has a capital, so that it may not be a name at all?
    pub(super) headline: bool,
}

impl Run {
    /// Where it begins, titles included.
    pub(super) fn opening(&self) -> usize {
        let start = self.tokens.start as usize;
        self.title
            .filter(|title| title.tokens.end == self.tokens.start)
            .map_or(start, |title| title.tokens.start as usize)
    }

    /// Is it one name behind an honorific, as one calls people?
    pub(super) fn is_addressed(&self) -> bool {
        self.title.is_some_and(|title| title.role.kind == RoleKind::Honorific)
    }
}

impl<'a, 't: 'a> Scene<'a, 't> {
    /// All runs of capitalised words in the article's own sentences.
    pub(super) fn runs(&self) -> Vec<Run> {
        const WORDS_A_RUN: usize = 16;
        const SHORTEST_HEADLINE: usize = 5;
        let mut runs = Vec::with_capacity(self.words.tokens().len() / WORDS_A_RUN);
        for sentence in self.words.document.sentences() {
            let headline = sentence.tokens.len() >= SHORTEST_HEADLINE && self.words.is_headline(sentence.tokens);
            let end = sentence.tokens.end as usize;
            let mut at = sentence.tokens.start as usize;
            // Most words have no capital.
            let capital = |token: &Token| token.is_capital() && token.is_word();
            while let Some(ahead) = self.words.tokens()[at.min(end)..end].iter().position(capital) {
                at += ahead;
                let Some((run, behind)) = self.run_at(at, end) else {
                    at += 1;
                    continue;
                };
                let run = run.filter(|run| !in_dateline(self.words, run.tokens));
                runs.extend(run.map(|run| Run { headline, ..run }));
                at = behind;
            }
        }
        runs
    }

    /// Can the word at `at` stand in a name?
    fn in_name(&self, at: usize) -> bool {
        let words = self.words;
        words.is_capital(at)
            && !self.is_covered(at)
            && (!words.is_closed(at) || words.is(at, GIVEN) && !words.is_opening(at) || words.is_initial(at))
    }

    /// The run that begins at `at`, titles before the name left out (none if only titles remain), and where it ends.
    fn run_at(&self, at: usize, limit: usize) -> Option<(Option<Run>, usize)> {
        const LONGEST: usize = 9;
        let words = self.words;
        if !self.in_name(at) {
            return None;
        }
        let mut start = at;
        let mut title = None;
        let is_title = |noun: &RoleNoun| is_personal(noun.role) || noun.role.kind == RoleKind::Honorific;
        while let Some(noun) = words.role_at(start).filter(is_title) {
            let ends = noun.tokens.end as usize >= limit || !self.in_name(noun.tokens.end as usize);
            // `Mr. Cook`
            if ends && title.is_some() && noun.role.kind == RoleKind::Profession {
                break;
            }
            title = Some(noun);
            start = noun.tokens.end as usize;
            if ends {
                return Some((None, start.min(limit).max(at + 1)));
            }
        }
        let mut end = start + 1;
        while end - start < LONGEST {
            // `Belmark Council chairman Audrius Novak`
            let role = words.role_at(end).filter(|noun| is_personal(noun.role) && !words.is(start, GIVEN));
            let behind = role.map_or(limit, |noun| noun.tokens.end as usize);
            if behind < limit && self.in_name(behind) {
                (start, title) = (behind, role);
                end = start + 1;
                continue;
            }
            let Some(next) = self.goes_on(start, end).filter(|&next| next <= limit) else { break };
            end = next;
        }
        let before = title.or_else(|| (start == at).then(|| words.role_before(start)).flatten());
        let tokens = Tokens::new(start, end);
        let mut run = Run {
            tokens,
            name: Name::read(words, tokens),
            title: before.filter(|noun| is_personal(noun.role)),
            of_body: !words.is(start, GIVEN)
                && (before.is_some_and(|noun| !noun.role.kind.is_human()) || self.is_told_body(end)),
            shown: false,
            sourced: false,
            headline: false,
        };
        run.shown = self.shows_person(&run);
        Some((Some(run), end))
    }

    /// Does what is set beside a name that ends before `end` say that it is a body (`NAME, a charity,`)?
    fn is_told_body(&self, end: usize) -> bool {
        let words = self.words;
        let beside = words.kind(end) == Some(Kind::Comma) && self.is_indefinite(Tokens::new(end + 1, end + 2));
        let noun = || words.role_near(end + 2);
        beside && noun().is_some_and(|noun| noun.role.kind == RoleKind::Body && !noun.role.plural)
    }

    /// Where a name goes on that stands from `start` to `end`: another name, after particles, a hyphen, a nickname in
    /// quotation marks or an apostrophe (`Dahl`; `van der Dahl`; `-Dahl`; `“Sparks” Dahl`; `' Union`).
    fn goes_on(&self, start: usize, end: usize) -> Option<usize> {
        const MOST_LINKERS: usize = 3;
        const LONGEST_NICKNAME: usize = 5;
        let words = self.words;
        let name = |at: usize| self.in_name(at) && !words.has(at, Shape::BLANK);
        let after = match words.kind(end)? {
            Kind::Word if name(end) => return Some(end + 1),
            // `Belmark Today reported`: the last word of a paper's name.
            Kind::Word if words.is_capital(end) && words.is(end, Classes::ADVERB) && words.is_small(end + 1) => {
                return Some(end + 1);
            }
            // `Thorsteinn Mar Dahl`: between two names it is no month.
            Kind::Word if words.is_capital(end) && words.is(end, Classes::MONTH) && name(end + 1) => end + 1,
            // `Mira a/p Novak`: small letters around a stroke.
            Kind::Word if words.is_small(end) && words.kind(end + 1) == Some(Kind::Sign) && words.is_small(end + 2) => {
                end + 3
            }
            Kind::Word if words.is_small(end) && words.is(end, Classes::LINKER) => end,
            // `Council of Elders`
            Kind::Word
                if words.is(end, Classes::NOMINAL)
                    && !words.is(end, Classes::LOCATIVE)
                    && self.is_body_word(end - 1) =>
            {
                end + 1
            }
            // `Jan Dahl-Novak`, `Kim Yo-jong`
            Kind::Hyphen if words.is_small(end + 1) && end - start > 1 => {
                // `Han Jae-in`, but `Mira Dahl-to-be`
                let joined = words.is(end + 1, Classes::FUNCTION) && words.kind(end + 2) == Some(Kind::Hyphen);
                return (!joined).then_some(end + 2);
            }
            Kind::Hyphen => end + 1,
            // `Novak & Sons`
            Kind::Sign if words.is_capital(end - 1) && words.has(end, Shape::SPACED) => end + 1,
            Kind::Mark(_) if words.has(end, Shape::SPACED) => {
                let close =
                    (end + 2..end + LONGEST_NICKNAME).find(|&at| matches!(words.kind(at), Some(Kind::Mark(_))))?;
                close + 1
            }
            // `Dockers' Union`
            Kind::Mark(mark) if mark.single && self.is_body_word(end + 1) && !self.is_quotation(end) => end + 1,
            _ => return None,
        };
        let linker = |&at: &usize| words.is_small(at) && words.is(at, Classes::LINKER);
        let linked = after + (after..after + MOST_LINKERS).take_while(linker).count();
        let hyphen = linked > after && words.kind(linked) == Some(Kind::Hyphen);
        let next = linked + usize::from(hyphen);
        name(next).then_some(next + 1)
    }

    /// Does the mark at `at` open or close a quotation?
    pub(super) fn is_quotation(&self, at: usize) -> bool {
        let quotation =
            self.words.document.quotation_of(at).map(|index| self.words.document.quotations()[index].tokens);
        quotation.is_some_and(|tokens| tokens.start as usize == at || tokens.end as usize == at + 1)
    }
}
