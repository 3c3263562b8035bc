//! Roles: whom `the minister`, `the woman` and `the 59-year-old` mean.
//!
//! A role means whoever the article or the gazetteer says has it. Who nobody says anything of may be called by a word that
//! says little; a role that fits nobody is somebody else's.

use super::addressee::Spoken;
use super::description::Described;
use super::scene::{MEMORY, Scene};
use super::{Reference, ReferentId};
use crate::gazetteer::{ActorId, ActorKind, Office};
use crate::lexicon::{Classes, Gender, RoleKind};
use crate::mention::{RoleNoun, Words};
use crate::text::{Kind, Symbol, Tokens};

impl<'a, 't: 'a> Scene<'a, 't> {
    /// Who a role means, such as `the Polish minister`: the person whom the article gives that role, or who holds such
    /// an office. The last one named before `at` wins; one named later counts where there is none before.
    pub(super) fn holder_of_role(
        &self,
        noun: RoleNoun,
        holder: Option<ReferentId>,
        at: u32,
        not: Option<ReferentId>,
    ) -> Option<ReferentId> {
        let told = noun.role.gender;
        let suits = |described: &&Described| {
            let known = self.referent(described.person).gender;
            Some(described.person) != not
                && (told == Gender::Unknown || known == Gender::Unknown || told == known)
                && self.is_same_role(noun, described.noun)
                && (holder.is_none() || self.belongs(described.person, described.holder, holder))
        };
        let here = self.described.partition_point(|described| described.at < at);
        let mut before = self.described[..here].iter().rev().take(MEMORY).filter(suits);
        if let Some(described) = before.next() {
            // `the Belmark senator`: of several it could be any.
            let distinct = holder.is_none() && self.words.is_capital(noun.tokens.start.wrapping_sub(1) as usize);
            let sole = !distinct || before.all(|other| other.person == described.person);
            return sole.then_some(described.person);
        }
        if let Some(found) = self.holder_by_office(noun, holder, at, not) {
            return Some(found);
        }
        let mut later = self.described[here..].iter().take(MEMORY).filter(suits);
        let first = later.next()?;
        later.all(|other| other.person == first.person).then_some(first.person)
    }

    /// Whoever spoke before and is now called by a word that says little (`the woman`, `the 59-year-old`), nobody else being
    /// named in between. A name in the phrase would tell of somebody else (`the Belmark farmer`).
    pub(super) fn epithet(&self, phrase: Tokens, noun: Option<RoleNoun>, last: Option<Spoken>) -> Option<ReferentId> {
        let Spoken { tokens: said, speaker, .. } = last.filter(|last| self.is(last.speaker, ActorKind::Person))?;
        let words = self.words;
        let paragraph = |at: u32| words.document.paragraph_of(at as usize);
        let near = paragraph(phrase.start) - paragraph(said.start) <= 1;
        let plain = words.is(phrase.start as usize, Classes::DETERMINER)
            && self.is_definite(phrase)
            && !phrase.range().skip(1).any(|at| words.is_capital(at));
        let called = match noun {
            Some(noun) => self.may_be_called(speaker, noun),
            None => self.age_before(speaker, phrase.start).is_none(),
        };
        let between = self.references_in(Tokens { start: said.end, end: phrase.start });
        let alone =
            !between.iter().any(|other| self.is(other.referent, ActorKind::Person) && other.referent != speaker);
        (near && plain && called && alone).then_some(speaker)
    }

    /// May somebody be called by a noun that nobody says fits: a word for any man or any woman, or, where nothing is known
    /// of him or her, a trade or a word for a source? An office nobody holds by chance.
    fn may_be_called(&self, person: ReferentId, noun: RoleNoun) -> bool {
        let referent = self.referent(person);
        let told = noun.role.gender;
        let agrees = told == Gender::Unknown || referent.gender == Gender::Unknown || referent.gender == told;
        let unknown = referent.actor.is_none() && referent.role.is_none();
        let little = match noun.role.kind {
            RoleKind::Anonymous => unknown || told != Gender::Unknown,
            RoleKind::Profession => unknown,
            _ => false,
        };
        agrees && little && !noun.role.plural
    }

    /// Is a phrase an article and an age (`the 59-year-old`)?
    pub(super) fn tells_age(&self, phrase: Tokens) -> bool {
        let start = phrase.start as usize;
        self.is_definite(phrase)
            && self.words.kind(start + 1) == Some(Kind::Number)
            && self.words.kind(start + 2) == Some(Kind::Hyphen)
    }

    /// The person named last before a phrase beside whose name the same age stands (`Audrius Novak, 59,`).
    pub(super) fn aged(&self, phrase: Tokens) -> Option<ReferentId> {
        let age = self.words.document.word(phrase.start as usize + 1);
        let told = |reference: &&Reference| self.age_beside(reference.tokens) == Some(age);
        let mut people =
            self.references_before(phrase.start).filter(|reference| self.is(reference.referent, ActorKind::Person));
        people.find(told).map(|reference| reference.referent)
    }

    /// The age that the article gives somebody before `at`.
    fn age_before(&self, person: ReferentId, at: u32) -> Option<&'t str> {
        let named = self.references_before(at).filter(|reference| reference.referent == person);
        named.into_iter().find_map(|reference| self.age_beside(reference.tokens))
    }

    /// The age beside a name: `NAME, 59,`; `NAME (59)`; `NAME, aged 59`; `59-year-old NAME`.
    fn age_beside(&self, name: Tokens) -> Option<&'t str> {
        const MOST_WORDS: usize = 8;
        const MOST_DIGITS: usize = 3;
        let words = self.words;
        let (start, end) = (name.start as usize, name.end as usize);
        let number = |at: usize| {
            let word = (words.kind(at) == Some(Kind::Number)).then(|| words.document.word(at));
            word.filter(|word| word.len() <= MOST_DIGITS)
        };
        let behind = || match words.kind(end)? {
            Kind::Comma => number(end + 1).or_else(|| number(end + 2).filter(|_| !words.is_capital(end + 1))),
            Kind::Open => number(end + 1),
            _ => None,
        };
        // The hyphens of `59-year-old`, and perhaps a trade behind it.
        let hyphen = |at: usize| words.kind(at) == Some(Kind::Hyphen);
        let before = || {
            let mut near = (start.saturating_sub(MOST_WORDS)..start).rev();
            near.find(|&at| hyphen(at + 1) && hyphen(at + 3))
        };
        behind().or_else(|| number(before()?))
    }

    /// The person of the article named last before `at`, or else next, who holds an office that the role names: one of that
    /// very title first (`the prime minister` is no president who heads a government).
    fn holder_by_office(
        &self,
        noun: RoleNoun,
        holder: Option<ReferentId>,
        at: u32,
        not: Option<ReferentId>,
    ) -> Option<ReferentId> {
        if noun.role.kind != RoleKind::Office {
            return None;
        }
        let holder_actor = holder.and_then(|holder| self.referent(holder).actor);
        let gazetteer = &self.words.knowledge.gazetteer;
        let last = self.words.symbol(noun.tokens.end as usize - 1);
        let suits = |actor: ActorId, titled: bool| {
            let terms = gazetteer.terms(actor).iter();
            let terms = terms.filter(|term| match gazetteer.title(term) {
                title if titled => title.last() == Some(&last),
                title => !self.excludes(title, noun),
            });
            let mut held = terms.filter(|term| self.context.date.is_none_or(|date| term.covers(date)));
            held.any(|term| {
                holder_actor.is_none_or(|holder| holder == term.holder)
                    && self.names_office(noun, term.office, holder.is_some())
            })
        };
        let found = |titled: bool| {
            let holds = |reference: &&Reference| {
                let actor = self.referent(reference.referent).actor;
                let person = Some(reference.referent) != not && self.is(reference.referent, ActorKind::Person);
                person && actor.is_some_and(|actor| suits(actor, titled))
            };
            self.references_before(at).find(holds).or_else(|| self.references_after(at).find(holds))
        };
        found(true).or_else(|| found(false)).map(|reference| reference.referent)
    }

    /// Does a role noun name a kind of office, by the tables or by its last word?
    fn names_office(&self, noun: RoleNoun, office: Office, has_holder: bool) -> bool {
        let knowledge = self.words.knowledge;
        let leads = noun.role.office.is_some_and(|office| knowledge.gazetteer.is_leader(Office(office)));
        // `the Ardanian leader`
        if leads && has_holder && knowledge.gazetteer.is_head(office) {
            return true;
        }
        if let Some(named) = noun.role.office.filter(|_| !leads) {
            return named == office.0;
        }
        let last = self.words.symbol(noun.tokens.end as usize - 1);
        let name = knowledge.gazetteer.office_name(office);
        let same = name.rsplit(' ').next().is_some_and(|word| knowledge.vocabulary.symbol(word) == last);
        same && (has_holder || noun.tokens.len() == 1)
    }

    /// Do two role nouns name the same role: the same words or office, one of which says less (`the minister`; `the leader of
    /// the miners`, then `the union leader`), or an epithet?
    fn is_same_role(&self, asked: RoleNoun, given: RoleNoun) -> bool {
        let words = self.words;
        let same = |a: RoleNoun, b: RoleNoun| {
            words.symbol(a.tokens.end as usize - 1) == words.symbol(b.tokens.end as usize - 1)
        };
        let office = asked.role.office.is_some()
            && asked.role.office == given.role.office
            && !self.excludes(&words.symbols(given.tokens), asked);
        let (asked_words, given_words) = (words.symbols(asked.tokens), words.symbols(given.tokens));
        let leads = given.role.office.is_some_and(|office| words.knowledge.gazetteer.is_leader(Office(office)));
        let fuller = asked.tokens.len() == 1 || leads || asked_words == given_words;
        office || same(asked, given) && fuller || words.knowledge.lexicons.epithets.fit(&given_words, &asked_words)
    }

    /// Is whoever bears a title not called by a role noun, though both name such an office: a president is no prime minister
    /// who heads the government too, and no king?
    fn excludes(&self, title: &[Symbol], noun: RoleNoun) -> bool {
        let Words { knowledge, .. } = self.words;
        let asked = self.words.symbols(noun.tokens);
        let (Some(office), Some(last)) = (noun.role.office, title.last()) else { return false };
        let named = knowledge.lexicons.roles.get(title).first().and_then(|entry| entry.value.office);
        let other = named.is_some_and(|named| named != office) && !knowledge.gazetteer.is_leader(Office(office));
        let heads = || knowledge.gazetteer.is_head_of_state(Office(office));
        asked.last() != Some(last) && (other || heads() && knowledge.gazetteer.is_title(&asked))
    }

    /// Does a person belong to a country or body, by the article or by the gazetteer?
    fn belongs(&self, person: ReferentId, told: Option<ReferentId>, holder: Option<ReferentId>) -> bool {
        let iso3 = holder.and_then(|holder| self.referent(holder).iso3);
        let country = holder.is_some_and(|holder| self.is(holder, ActorKind::Country));
        told == holder || country && iso3.is_some() && self.referent(person).iso3 == iso3
    }
}
