//! Who a form means: what its readings require, and whom the article has introduced.

use super::Context;
use super::candidate::Candidate;
use super::person::Before;
use super::place;
use super::words::{GIVEN, Words};
use crate::gazetteer::{ActorId, ActorKind, Gazetteer, How, Naming, Office, Requires, Rule};
use crate::knowledge::Knowledge;
use crate::lexicon::{Classes, RoleKind};
use crate::text::{Document, Kind, Shape, Symbol, Token, Tokens};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;

/// What is known while the candidates of one article are decided.
pub(super) struct Finder<'a, 't> {
    pub(super) words: Words<'a, 't>,
    pub(super) context: Context<'a>,
    /// The countries that some candidate may name.
    pub(super) countries: FxHashSet<ActorId>,
    /// Who is called by the full name, and at which token first; in the title, before all.
    full: FxHashMap<ActorId, u32>,
    /// The last words of the full names of people whom the gazetteer does not know, and where each stands first.
    strangers: FxHashMap<Symbol, u32>,
    /// The words of conditions with the places where they stand, each pair as one number ([`noted`]), in order.
    present: OnceCell<Vec<u64>>,
    /// Where the phrases stand that rules ask for, in order.
    contexts: FxHashMap<u16, Vec<u32>>,
}

impl<'a, 't> Finder<'a, 't> {
    pub(super) fn new(document: &'a Document<'t>, knowledge: &'a Knowledge, context: Context<'a>) -> Self {
        Finder {
            words: Words::new(document, knowledge),
            context,
            countries: FxHashSet::default(),
            full: FxHashMap::default(),
            strangers: FxHashMap::default(),
            present: OnceCell::new(),
            contexts: FxHashMap::default(),
        }
    }

    pub(super) fn gazetteer(&self) -> &'a Gazetteer {
        &self.words.knowledge.gazetteer
    }

    /// Notes whom a candidate of the title introduces.
    pub(super) fn introduce_from_title(&mut self, candidate: &Candidate) {
        for naming in candidate.namings {
            self.note(naming, 0);
        }
    }

    /// Notes whom a candidate introduces: a person by the full name, a country, or a stranger of a known surname.
    pub(super) fn introduce(&mut self, candidate: &Candidate) {
        let written = &self.words.tokens()[candidate.tokens.range()];
        // `Kate Bush` whom the tables know to be nobody of theirs.
        let (words, at) = (self.words, candidate.tokens.end as usize - 1);
        let nobody = candidate.namings.iter().all(|naming| naming.actor.is_none());
        if nobody && candidate.tokens.len() > 1 && words.is(candidate.tokens.start as usize, GIVEN) {
            self.strangers.entry(words.symbol(at)).or_insert(candidate.tokens.start);
        }
        let (mut surname, mut doubtful) = (false, false);
        for naming in candidate.namings.iter().filter(|naming| naming.casing.fits(written)) {
            self.note(naming, candidate.tokens.start);
            surname |= naming.how == How::Surname;
            doubtful |= naming.rule.is_some();
        }
        if let Before::Given(start) = candidate.before
            && (surname || doubtful && self.words.is(start, GIVEN))
        {
            let mut namesakes = candidate.namings.iter().filter_map(|naming| naming.actor);
            let known = namesakes.find(|&person| self.is_given_of(start, person));
            match known {
                Some(person) => _ = self.full.entry(person).or_insert(candidate.tokens.start),
                None => {
                    let surname = self.words.symbol(candidate.tokens.end as usize - 1);
                    self.strangers.entry(surname).or_insert(candidate.tokens.start);
                }
            }
        }
    }

    fn note(&mut self, naming: &Naming, at: u32) {
        let Some(actor) = naming.actor else { return };
        match (self.gazetteer().traits(actor).kind, naming.how) {
            (ActorKind::Person, How::Name) => _ = self.full.entry(actor).or_insert(at),
            (ActorKind::Country | ActorKind::Organisation, how) if how != How::Place && self.is_plain(naming) => {
                _ = self.countries.insert(actor)
            }
            _ => {}
        }
    }

    /// Does a form mean its actor unless its place in the article tells otherwise?
    fn is_plain(&self, naming: &Naming) -> bool {
        naming.rule.is_none_or(|rule| self.gazetteer().rule(rule).requires == Requires::Always)
    }

    /// Which of some people has been introduced by the full name, and where: the last one before `at`, or else the first
    /// behind it.
    pub(super) fn introduced(&self, people: &[ActorId], at: u32) -> Option<(u32, ActorId)> {
        let places = || people.iter().filter_map(|&person| Some((*self.full.get(&person)?, person)));
        let before = places().filter(|&(place, _)| place <= at).max();
        before.or_else(|| places().min())
    }

    /// Everybody who is called by the full name.
    pub(super) fn named(&self) -> impl Iterator<Item = ActorId> {
        self.full.keys().copied()
    }

    /// Does the surname belong to somebody whom the article introduces and the gazetteer does not know?
    pub(super) fn is_strangers(&self, tokens: Tokens) -> bool {
        self.stranger(tokens).is_some()
    }

    /// Where the article introduces somebody of that surname whom the gazetteer does not know.
    pub(super) fn stranger(&self, tokens: Tokens) -> Option<u32> {
        self.strangers.get(&self.words.symbol(tokens.end as usize - 1)).copied()
    }

    /// The reading of a candidate: who, how, and how sure. A surname that is settled comes back as a name.
    pub(super) fn reading(&mut self, candidate: &Candidate) -> Option<(ActorId, How, i16)> {
        let written = &self.words.tokens()[candidate.tokens.range()];
        let fitting = || candidate.namings.iter().filter(|naming| naming.casing.fits(written));
        let (mut people, mut ruled) = (Vec::new(), Vec::new());
        let mut plain: Option<(&Naming, i16)> = None;
        for naming in fitting() {
            match (naming.rule, naming.actor) {
                (Some(rule), _) if self.meets(rule, naming, candidate) => {
                    let naming = self.nearest(naming, fitting(), candidate);
                    let (actor, rule) = (naming.actor?, naming.rule?);
                    let requires = self.gazetteer().rule(rule).requires;
                    if naming.how != How::Surname {
                        let free = requires == Requires::Joined || !self.is_part_of_name(candidate);
                        return free.then_some((actor, naming.how, 850));
                    }
                    // Of namesakes the article has in full, the one it has last.
                    let full = |naming: &&Naming| naming.rule.is_some_and(|rule| self.is_met_in_full(rule, naming));
                    let people: Vec<ActorId> = match requires {
                        Requires::Full => fitting().filter(full).filter_map(|naming| naming.actor).collect(),
                        _ => vec![actor],
                    };
                    return self.bearer_by_rule(candidate, &people, requires);
                }
                (Some(_), Some(person)) if naming.how == How::Surname && !ruled.contains(&person) => ruled.push(person),
                (Some(_), _) | (None, None) => {}
                (None, Some(person)) if naming.how == How::Surname => people.push(person),
                (None, Some(_)) if self.is_given_only(candidate) => {}
                (None, Some(actor)) => {
                    let rank = self.rank(actor, naming.how);
                    if plain.is_none_or(|(_, best)| rank > best) {
                        plain = Some((naming, rank));
                    }
                }
            }
        }
        match plain {
            Some((naming, _)) => naming.actor.map(|actor| (actor, naming.how, 1000)),
            None => {
                let known = self.bearer(candidate, &people).or_else(|| self.in_office(candidate, &ruled));
                known.map(|(person, confidence)| (person, How::Name, confidence))
            }
        }
    }

    /// How well a plain reading suits, where a form has several: names before adjectives before places; people in
    /// office at the date before others.
    fn rank(&self, actor: ActorId, how: How) -> i16 {
        let kind = match how {
            How::Name => 60,
            How::Surname => 0,
            How::Adjective => 50,
            How::Demonym => 40,
            How::Metonym => 30,
            How::Seat => 20,
            How::Place => 10,
        };
        let person = self.gazetteer().traits(actor).kind == ActorKind::Person;
        kind + i16::from(person && self.gazetteer().holds(actor, None, self.context.date))
            + i16::from(self.gazetteer().traits(actor).famous)
    }

    /// A surname whose rule is met: it still must not be part of somebody else's name.
    fn bearer_by_rule(
        &self,
        candidate: &Candidate,
        people: &[ActorId],
        requires: Requires,
    ) -> Option<(ActorId, How, i16)> {
        if matches!(candidate.before, Before::Nothing) && is_word(self.words, candidate.tokens) {
            return None;
        }
        let &person = people.first()?;
        let (found, confidence) = self.bearer(candidate, people).or_else(|| {
            let free =
                matches!(candidate.before, Before::Nothing | Before::Title(_)) && !self.is_strangers(candidate.tokens);
            let stands = matches!(requires, Requires::Always | Requires::Context | Requires::Upper | Requires::Article);
            (free && stands && !self.goes_on(candidate.tokens)).then_some((person, 800))
        })?;
        Some((found, How::Name, confidence))
    }

    fn meets(&mut self, index: u16, naming: &Naming, candidate: &Candidate) -> bool {
        let rule = self.gazetteer().rule(index);
        if !rule.holds_at(self.context.date) {
            return false;
        }
        match rule.requires {
            Requires::Always => true,
            Requires::Never => false,
            Requires::Upper => self.words.has(candidate.tokens.start as usize, Shape::UPPER),
            Requires::Title => self.meets_title(naming, candidate),
            Requires::Full => naming.actor.is_some_and(|actor| self.full.contains_key(&actor)),
            Requires::Context => self.has_context_of(index),
            Requires::Near | Requires::Beside => self.is_told(index, candidate),
            Requires::Article => {
                self.words.is_behind_article(candidate.tokens) && (rule.words.is_empty() || self.has_context_of(index))
            }
            Requires::Joined => {
                let end = candidate.tokens.end as usize;
                self.words.kind(end) == Some(Kind::Hyphen) && self.words.is_capital(end + 1)
            }
            Requires::Acts => {
                !self.is_strangers(candidate.tokens) && place::stands_for_state(self.words, candidate.tokens)
            }
        }
    }

    fn is_met_in_full(&self, index: u16, naming: &Naming) -> bool {
        let full = self.gazetteer().rule(index).requires == Requires::Full;
        full && naming.actor.is_some_and(|actor| self.full.contains_key(&actor))
    }

    fn meets_title(&self, naming: &Naming, candidate: &Candidate) -> bool {
        let Some(person) = naming.actor else { return false };
        let gazetteer = self.gazetteer();
        match candidate.before {
            Before::Title(noun) => {
                let office = noun.role.office.map(Office);
                let known =
                    office.is_some() || noun.role.kind == RoleKind::Honorific || gazetteer.traits(person).famous;
                let date = self.context.date;
                let left = office.is_none() && date.is_some_and(|date| gazetteer.has_just_left(person, date));
                known && (left || gazetteer.holds(person, office, date)) && self.may_be_unintroduced(person)
            }
            Before::Given(start) => self.is_given_of(start, person),
            Before::Nothing => false,
        }
    }

    /// Of the readings whose context the article has, the one whose context stands nearest, where `first` is one of them.
    fn nearest<'n>(
        &mut self,
        first: &'n Naming,
        fitting: impl Iterator<Item = &'n Naming>,
        candidate: &Candidate,
    ) -> &'n Naming {
        let asks = |finder: &Self, naming: &Naming| {
            let index = naming.rule?;
            let rule = finder.gazetteer().rule(index);
            let told = matches!(rule.requires, Requires::Context | Requires::Near | Requires::Beside);
            (told && rule.holds_at(finder.context.date)).then_some(index)
        };
        let Some(index) = asks(self, first) else { return first };
        let mut best = (first, self.distance_of(index, candidate));
        for naming in fitting {
            let Some(index) = asks(self, naming) else { continue };
            let distance = self.distance_of(index, candidate);
            if distance < best.1 && self.is_told(index, candidate) {
                best = (naming, distance);
            }
        }
        best.0
    }

    /// Does the context of a rule stand as near to a candidate as the rule asks?
    fn is_told(&mut self, index: u16, candidate: &Candidate) -> bool {
        /// The words of a noun phrase, or a comma or verb and a word.
        const BESIDE: u32 = 3;
        let requires = self.gazetteer().rule(index).requires;
        let (sentences, tokens) = self.distance_of(index, candidate);
        match requires {
            Requires::Near => sentences == 0,
            Requires::Beside => sentences == 0 && tokens <= BESIDE,
            _ => true,
        }
    }

    /// How far the context of a rule stands from a candidate: in sentences, then in tokens.
    fn distance_of(&mut self, index: u16, candidate: &Candidate) -> (usize, u32) {
        const NOWHERE: (usize, u32) = (usize::MAX, u32::MAX);
        self.has_context_of(index);
        let document = self.words.document;
        let sentence = |at: u32| document.sentence_of(at as usize).unwrap_or(usize::MAX / 2);
        let here = candidate.tokens.start;
        let away = |&at: &u32| (sentence(at).abs_diff(sentence(here)), at.abs_diff(here));
        let places = &self.contexts[&index];
        let behind = places.partition_point(|&at| at < here);
        places[behind.saturating_sub(1)..].iter().take(2).map(away).min().unwrap_or(NOWHERE)
    }

    fn has_context_of(&mut self, index: u16) -> bool {
        if !self.contexts.contains_key(&index) {
            let places = self.context_places(self.gazetteer().rule(index));
            self.contexts.insert(index, places);
        }
        !self.contexts[&index].is_empty()
    }

    /// Where the rule's phrases stand in the article; those of its title stand before all.
    fn context_places(&self, rule: &Rule) -> Vec<u32> {
        let title = self.context.title.map_or(&[] as &[Token], |title| title.tokens());
        let present = self.present.get_or_init(|| {
            let mark = self.gazetteer().context_mark();
            let marked = |token: &Token| token.marks.any(mark);
            let all = self.words.tokens().iter().zip(0..).filter(|(token, _)| marked(token));
            let mut present: Vec<u64> = all.map(|(token, at)| noted(token.symbol, Some(at))).collect();
            present.extend(title.iter().filter(|token| marked(token)).map(|token| noted(token.symbol, None)));
            present.sort_unstable();
            present
        });
        let places = |symbol: Symbol| {
            let first = noted(symbol, None);
            let here = &present[present.partition_point(|&other| other < first)..];
            here.iter().map(move |other| other - first).take_while(|&rest| rest <= u64::from(u32::MAX)).map(place)
        };
        let stands_somewhere = |&symbol: &Symbol| places(symbol).next().is_some();
        let mut found = Vec::new();
        for phrase in rule.words.iter().filter(|phrase| phrase.iter().all(stands_somewhere)) {
            let Some(&first) = phrase.first() else { continue };
            let stands = |tokens: &[Token], at: usize| {
                let words = tokens[at..].iter().filter(|token| token.kind != Kind::Hyphen);
                words.map(|token| token.symbol).take(phrase.len()).eq(phrase.iter().copied())
            };
            found.extend(places(first).flatten().filter(|&at| stands(self.words.tokens(), at as usize)));
            found.extend((0..title.len()).any(|at| stands(title, at)).then_some(0));
        }
        found.sort_unstable();
        found
    }
}

/// A word with the place where it stands, or without one, in the title, as a number that orders them.
fn noted(word: Symbol, place: Option<u32>) -> u64 {
    (word.index() as u64) << u32::BITS | u64::from(place.map_or(0, |place| place + 1))
}

/// The place in such a number, the word taken off.
fn place(rest: u64) -> Option<u32> {
    (rest as u32).checked_sub(1)
}

/// Is a form that is also a word, with no title or given name before it, that word: a month beside a day or behind a
/// preposition, a language, or what opens a sentence with no verb behind it (`Rice and oil arrived`)?
pub(crate) fn is_word(words: Words, tokens: Tokens) -> bool {
    let (start, next) = (tokens.start as usize, tokens.end as usize);
    let number = |at: usize| words.kind(at) == Some(Kind::Number);
    let dated = words.is(start, Classes::MONTH)
        && start > 0
        && (number(next) || number(start - 1) || words.is(start - 1, Classes::PREPOSITION.or(Classes::TIME)));
    let nobody = || {
        let namings = words.knowledge.gazetteer.names().get(&words.symbols(tokens));
        namings.iter().any(|naming| naming.actor.is_none())
    };
    // `studied English` is no minister of that name.
    let language = start > 0 && words.is(start - 1, Classes::TONGUE) && nobody();
    let joins = words.is(next, Classes::CONJUNCTION);
    let opens = tokens.len() == 1 && words.is_opening(start) && joins && words.is_small(next + 1);
    dated || language || opens
}
