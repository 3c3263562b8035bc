//! Descriptions: what the article says of people beside their names, so that `the minister` can be found again.

use super::scene::Scene;
use super::stranger::SURE;
use super::{Reference, ReferentId};
use crate::gazetteer::ActorKind;
use crate::lexicon::{Classes, Gender, RoleKind};
use crate::mention::{RoleNoun, Via, is_personal};
use crate::text::{Kind, Shape, Tokens};

/// A role beside a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Described {
    pub(super) person: ReferentId,
    pub(super) noun: RoleNoun,
    /// The country or body that the words name.
    pub(super) holder: Option<ReferentId>,
    /// Where the name stands.
    pub(super) at: u32,
}

impl<'a, 't: 'a> Scene<'a, 't> {
    /// Reads what stands before and behind each person's name.
    pub(super) fn describe_people(&mut self) {
        for index in 0..self.references.len() {
            let reference = self.references[index];
            if !self.is(reference.referent, ActorKind::Person) {
                continue;
            }
            // `the ministry's spokesman, Colonel NAME`: a title, and what stands before it.
            let title = self.words_before(reference.tokens.start as usize);
            let before = title.and_then(|(words, _)| self.words_before(words.start as usize));
            let behind = self.words_behind(reference.tokens);
            for (words, noun) in title.into_iter().chain(before).chain(behind) {
                self.describe(reference, words, noun);
            }
            if self.referent(reference.referent).iso3.is_none() {
                self.place_at_home(reference);
            }
        }
    }

    fn describe(&mut self, reference: Reference, words: Tokens, noun: RoleNoun) {
        let holder = self.holder_in(words, reference.tokens);
        let person = reference.referent;
        if self.referent(person).gender == Gender::Unknown {
            self.referent_mut(person).gender = noun.role.gender;
        }
        let honorific = noun.role.kind == RoleKind::Honorific;
        // `Sen.` tells what somebody is, `Mr.` does not.
        if !honorific || self.words.knowledge.lexicons.epithets.has(&self.words.symbols(noun.tokens)) {
            self.described.push(Described { person, noun, holder, at: reference.tokens.start });
        }
        if honorific {
            return;
        }
        let role = self.words.document.words(words);
        let country = holder.filter(|&holder| !self.is(holder, ActorKind::Person));
        let body = Tokens { end: noun.tokens.start, ..words };
        let linked =
            self.words.is_capital(body.start as usize) && body.range().any(|at| self.words.is(at, Classes::NOMINAL));
        let affiliation = match country {
            _ if linked => Some(self.words.document.words(body).to_owned()),
            country => country.and_then(|country| self.referent(country).name.clone()),
        };
        let iso3 = country.and_then(|country| self.referent(country).iso3);
        let referent = self.referent_mut(person);
        if referent.role.is_none() {
            referent.role = Some(role.to_owned());
            referent.affiliation = affiliation;
        }
        referent.iso3 = referent.iso3.or(iso3);
    }

    /// A person without country who is called by one: `Audrius Novak of Ardania`, `Ardania's Audrius Novak`.
    fn place_at_home(&mut self, reference: Reference) {
        let (start, end) = (reference.tokens.start as usize, reference.tokens.end as usize);
        let words = self.words;
        let before = start.checked_sub(1).filter(|&at| words.is_possessive_ending(at)).map_or(start, |at| at);
        let owner = self.reference_ending(before).filter(|_| before < start || !words.has(start, Shape::LINE));
        let home = owner.or_else(|| words.is(end, Classes::NOMINAL).then(|| self.reference_at(end + 1)).flatten());
        let country = home.filter(|home| self.is(home.referent, ActorKind::Country)).map(|home| home.referent);
        if let Some(country) = country {
            let iso3 = self.referent(country).iso3;
            self.referent_mut(reference.referent).iso3 = iso3;
        }
    }

    /// The first country or body named in a description.
    pub(super) fn holder_in(&self, words: Tokens, but: Tokens) -> Option<ReferentId> {
        let inside = self.references_in(Tokens { start: words.start.saturating_sub(4), end: words.end });
        let touches = |reference: &&Reference| {
            let end = reference.tokens.end;
            let gap = if self.words.is_possessive_ending(end as usize) { end + 1 } else { end };
            !reference.tokens.overlaps(but) && (reference.tokens.start >= words.start || gap == words.start)
        };
        let bodies = inside.iter().filter(touches).filter(|reference| !self.is(reference.referent, ActorKind::Person));
        bodies.map(|reference| reference.referent).next()
    }

    /// The description before a name: `the Kremlin spokesman Dmitry Peskov`, `the foreign secretary, William Hague`.
    fn words_before(&self, start: usize) -> Option<(Tokens, RoleNoun)> {
        const LONGEST: usize = 8;
        let words = self.words;
        let comma = start > 1 && words.kind(start - 1) == Some(Kind::Comma);
        let end = if comma { start - 1 } else { start };
        let paragraph = words.document.paragraphs().get(words.document.paragraph_of(start))?;
        let floor = paragraph.tokens.start as usize;
        if start == floor {
            return None;
        }
        let noun = if comma { self.role_set_off(end) } else { words.role_before(end) };
        let noun = noun.filter(|noun| noun.tokens.start as usize >= floor)?;
        if noun.role.kind == RoleKind::Body || noun.role.plural {
            return None;
        }
        let mut first = noun.tokens.start as usize;
        while first > floor && end - first < LONGEST {
            let at = first - 1;
            let content = words.is_word(at)
                && !words.is_closed(at)
                && (words.is_capital(at) || words.is_name_only(at) || words.role_at(at).is_some());
            // `Bank of Ardania governor`
            let links = words.is(at, Classes::NOMINAL) && at > 0 && words.is_capital(at - 1) && words.is_capital(first);
            if !content && !links && words.kind(at) != Some(Kind::Hyphen) {
                break;
            }
            first = at;
        }
        // A role behind a comma belongs to the name before it, unless an article or a possessor opens it.
        if comma && first > 0 {
            let opened = words.is(first - 1, Classes::DETERMINER.or(Classes::POSSESSIVE))
                || words.is_possessive_ending(first - 1);
            if !opened {
                return None;
            }
        }
        Some((Tokens::new(first, end), noun))
    }

    /// The role of a phrase that ends before a comma: its last word, or what goes on from it with a preposition (`head of
    /// the office,`).
    pub(super) fn role_set_off(&self, comma: usize) -> Option<RoleNoun> {
        const LONGEST: usize = 12;
        let words = self.words;
        let inside = (comma.saturating_sub(LONGEST)..comma)
            .rev()
            .take_while(|&at| words.is_word(at) || words.kind(at) == Some(Kind::Hyphen));
        let nouns = inside.filter(|&at| !words.is_closed(at)).filter_map(|at| words.role_at(at));
        let mut heads = nouns.filter(|noun| {
            let end = noun.tokens.end as usize;
            end == comma || end < comma && words.is(end, Classes::NOMINAL)
        });
        let longest = |noun: RoleNoun| words.role_before(noun.tokens.end as usize);
        heads.find(|noun| is_personal(noun.role)).and_then(longest)
    }

    /// The description behind a name: `, head of the foreign affairs committee,`.
    pub(super) fn words_behind(&self, name: Tokens) -> Option<(Tokens, RoleNoun)> {
        const LONGEST: usize = 24;
        let words = self.words;
        let is = |at: usize, kind: Kind| words.kind(at) == Some(kind);
        // `NAME (62), a retired teacher,`
        let end = name.end as usize;
        let bracket = is(end, Kind::Open) && is(end + 1, Kind::Number) && is(end + 2, Kind::Close);
        let comma = if bracket { end + 3 } else { end };
        if !is(comma, Kind::Comma) {
            return None;
        }
        let mut start = comma + 1;
        // `, 62, a retired teacher,` and `, 62 and a widow,`
        let aged = is(start, Kind::Number) && (is(start + 1, Kind::Comma) || words.is(start + 1, Classes::CONJUNCTION));
        if aged {
            start += 2;
        }
        // `, whose brother ...`
        if words.is(start, Classes::RELATIVE) {
            return None;
        }
        while words.is(start, Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::NUMBER).or(Classes::ADVERB)) {
            start += 1;
        }
        let ends = |at: usize| {
            let kind = words.kind(at);
            at > start + LONGEST
                || words.is(at, Classes::RELATIVE)
                || words.has(at, Shape::BLANK)
                || !matches!(kind, Some(Kind::Word | Kind::Hyphen | Kind::Number))
        };
        let mut end = start;
        while !ends(end) {
            end += 1;
        }
        let noun = self.role_within(start, end)?;
        Some((Tokens::new(start, end), noun))
    }

    /// The first role noun among the opening words of a description.
    fn role_within(&self, start: usize, end: usize) -> Option<RoleNoun> {
        const NEAR: usize = 7;
        let words = self.words;
        for at in start..end.min(start + NEAR) {
            if let Some(noun) = words.role_at(at)
                && noun.role.kind != RoleKind::Body
                && !noun.role.plural
            {
                return Some(noun);
            }
            if words.is(at, Classes::PREPOSITION.or(Classes::AUXILIARY)) {
                return None;
            }
        }
        None
    }

    /// Places the descriptions that open sentences (`The minister laughed.`, `The jury met.`), which pronouns go back to.
    pub(super) fn place_descriptions(&mut self) {
        let words = self.words;
        let mut found = Vec::new();
        for sentence in words.document.sentences() {
            let start = sentence.tokens.start as usize;
            if !words.is(start, Classes::DETERMINER) || self.is_covered(start + 1) {
                continue;
            }
            let plain = |noun: &RoleNoun| {
                let end = noun.tokens.end as usize;
                words.is_small(end) && !words.is(end, Classes::GENITIVE)
            };
            let Some(noun) = words.role_at(start + 1).filter(plain) else {
                continue;
            };
            let tokens = Tokens { start: start as u32, end: noun.tokens.end };
            let referent = match noun.role.kind {
                _ if self.is_indefinite(tokens) => None,
                _ if is_personal(noun.role) => self.holder_of_role(noun, None, noun.tokens.start, None),
                RoleKind::Body => self.body(noun, tokens, None, None),
                _ => None,
            };
            found.extend(referent.map(|referent| Reference {
                tokens,
                referent,
                via: Via::Title,
                describes: false,
                confidence: SURE,
            }));
        }
        self.merge(found);
    }
}
