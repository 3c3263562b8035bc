//! Sources: who the words beside a cue mean.

use super::addressee::Spoken;
use super::pronoun::Asked;
use super::scene::Scene;
use super::{Reference, Referent, ReferentId, ReferentKind};
use crate::attribution::Quote;
use crate::gazetteer::{ActorKind, Office};
use crate::lexicon::{Classes, Gender, RoleKind};
use crate::mention::{RoleNoun, Via, is_personal};
use crate::text::{Kind, Tokens};

impl<'a, 't: 'a> Scene<'a, 't> {
    /// The speakers of each quote.
    pub(super) fn read_sources(&mut self, quotes: &[Quote]) -> Vec<Vec<ReferentId>> {
        let mut speakers: Vec<Vec<ReferentId>> = Vec::with_capacity(quotes.len());
        let mut last: Option<Spoken> = None;
        for quote in quotes {
            let mut of_quote = Vec::new();
            // Whoever is quoted inside a quote is somebody else.
            let before = last.filter(|_| quote.parent.is_none());
            let office = self.shared_office(quote);
            for (rank, &source) in quote.source.iter().chain(&quote.co_sources).enumerate() {
                // The phrase names all of them, the first one before the next.
                let next = quote.co_sources.first().filter(|_| rank == 0);
                let own = next.map_or(source, |next| Tokens { end: next.start - 1, ..source });
                if let Some(office) = office
                    && let Some(country) = self.head_holder(own)
                {
                    of_quote.push(self.office_holder(office, country));
                    continue;
                }
                let Some(speaker) = self.speaker(own, before) else { continue };
                // `NAME and NAME, both farmers,`; `officials of NAME and NAME`, but `the mayor and the governor`
                let first = of_quote.first().copied().unwrap_or(speaker);
                let unnamed = [first, speaker].iter().any(|&id| self.referent(id).name.is_none());
                if rank > 0 && unnamed && self.head_role(source).is_none() {
                    continue;
                }
                if rank == 0 && quote.parent.is_none() {
                    last = Some(self.spoken(quote, source, speaker));
                }
                if !of_quote.contains(&speaker) {
                    of_quote.push(speaker);
                }
            }
            speakers.push(of_quote);
        }
        speakers
    }

    /// The office that the speakers of a joint statement hold, each of a country of its own (`the leaders of NAME and NAME`; `the NAME
    /// and NAME foreign ministers`), where an article or an owner tells that it is they.
    fn shared_office(&self, quote: &Quote) -> Option<RoleNoun> {
        let source = quote.source.filter(|_| !quote.co_sources.is_empty())?;
        let noun = self.head_role(source)?;
        let countries = self.references_in(source).iter().filter(|it| self.is(it.referent, ActorKind::Country)).count();
        let owned = source.range().any(|at| self.words.is_possessive_ending(at));
        let office = noun.role.plural && noun.role.kind == RoleKind::Office && noun.role.office.is_some();
        (office && countries == quote.co_sources.len() + 1 && (owned || self.is_definite(source))).then_some(noun)
    }

    /// Who holds an office in a country at the article's date, or else somebody with that role.
    fn office_holder(&mut self, noun: RoleNoun, country: ReferentId) -> ReferentId {
        let words = self.words;
        let named = self.holder_of_role(noun, Some(country), noun.tokens.start, None);
        let incumbent = || {
            let (home, office) = (self.referent(country).actor?, noun.role.office.map(Office));
            words.knowledge.gazetteer.incumbent(home, office, &words.symbols(noun.tokens), self.context.date)
        };
        match (named, incumbent()) {
            (Some(named), _) => named,
            (None, Some(actor)) => self.actor(actor),
            (None, None) => self.anonymous(noun.tokens, Some(country)),
        }
    }

    /// Who a source is; `last` is the quote before.
    fn speaker(&mut self, source: Tokens, last: Option<Spoken>) -> Option<ReferentId> {
        let words = self.words;
        let start = source.start as usize;
        // `She, however,`
        if self.head_of(source).len() == 1
            && !source.range().skip(1).any(|at| words.is_capital(at))
            && !self.is_covered(start)
            && (words.is(start, Classes::RELATIVE) || words.knowledge.lexicons.pronoun(words.symbol(start)).is_some())
        {
            return self.pronoun_source(start, last);
        }
        if let Some(poster) = self.poster(source) {
            return Some(poster);
        }
        let named = |author: &Tokens| !self.references_in(*author).is_empty() || self.head_role(*author).is_some();
        let source = self.author(source).filter(named).unwrap_or_else(|| self.widened(source));
        // The phrase itself, then what is set beside it by commas.
        let (start, end) = (source.start as usize, source.end as usize);
        let mut from = start;
        while from < end {
            let to = (from..end).find(|&at| words.kind(at) == Some(Kind::Comma)).unwrap_or(end);
            if let Some(person) = self.person_in(Tokens::new(from, to)) {
                return Some(person);
            }
            from = to + 1;
        }
        if let Some(person) = self.apposed(Tokens::new(start, end)) {
            return Some(person);
        }
        self.nameless(self.head_of(source), last)
    }

    /// Whose words a document has, where its source names an owner before it or an author behind it (`NAME's letter`, `a statement by
    /// NAME`, `a report from the ministry`).
    pub(super) fn author(&self, source: Tokens) -> Option<Tokens> {
        let words = self.words;
        let noun = self.head_role(self.head_of(source)).filter(|noun| noun.role.kind == RoleKind::Document)?;
        let behind = noun.tokens.end as usize;
        if behind + 1 < source.end as usize && words.is(behind, Classes::AUTHOR) {
            return Some(Tokens { start: noun.tokens.end + 1, end: source.end });
        }
        let owner = (source.start..noun.tokens.start).rev().find(|&at| words.is_possessive_ending(at as usize))?;
        (owner > source.start).then_some(Tokens { start: source.start, end: owner })
    }

    /// Whose handle a source is, where the article has it in brackets behind a name (`NAME (@name)`).
    fn poster(&self, source: Tokens) -> Option<ReferentId> {
        const LOOK_BACK: usize = 2_000;
        let words = self.words;
        let at = source.start as usize;
        let handle = Some(words.document.word(at)).filter(|word| source.len() == 1 && word.starts_with('@'))?;
        let same = |at: usize| words.document.word(at) == handle && words.kind(at - 1) == Some(Kind::Open);
        let introduced = (at.saturating_sub(LOOK_BACK).max(1)..at).rev().find(|&at| same(at))?;
        self.reference_ending(introduced - 1).map(|name| name.referent)
    }

    /// A source together with the rest of a name or of a joined word that it begins in (`the 59-year-old`).
    fn widened(&self, source: Tokens) -> Tokens {
        const LONGEST: usize = 8;
        let words = self.words;
        let mut start = source.start as usize;
        let lowest = start.saturating_sub(LONGEST);
        while start > lowest + 1 && words.kind(start - 1) == Some(Kind::Hyphen) {
            start -= 2;
        }
        let joined = start < source.start as usize && words.is(start.wrapping_sub(1), Classes::DETERMINER);
        let start = if joined { start - 1 } else { source.start as usize };
        Tokens { start: self.covering(start).map_or(start as u32, |name| name.start), ..source }
    }

    /// The person who heads a phrase.
    fn person_in(&self, phrase: Tokens) -> Option<ReferentId> {
        let heads = |reference: &&Reference| {
            let person = self.is(reference.referent, ActorKind::Person) && reference.via != Via::Title;
            person && self.heads(phrase, reference.tokens)
        };
        self.references_in(phrase).iter().find(heads).map(|reference| reference.referent)
    }

    /// Does a name head a phrase: not behind a preposition, not as an owner, not before a role that somebody or something else
    /// has?
    pub(super) fn heads(&self, phrase: Tokens, name: Tokens) -> bool {
        let words = self.words;
        let end = name.end as usize;
        // `Secretary of State Mira Novak`
        let mut start = name.start;
        while let Some(title) = words.role_before(start as usize).filter(|title| title.tokens.start >= phrase.start) {
            start = title.tokens.start;
        }
        // `Bank of Ardania governor NAME`, `Mother-of-two NAME`
        let body = |at: u32| {
            at > phrase.start && start < name.start && (phrase.start..at).all(|at| words.is_capital(at as usize))
        };
        let joined = |at: u32| words.kind(at.wrapping_sub(1) as usize) == Some(Kind::Hyphen);
        let governs = |at: u32| words.is(at as usize, Classes::PREPOSITION) && !joined(at) && !body(at);
        let behind = (phrase.start..start).any(governs);
        let mut next = end..phrase.end as usize;
        let role = next.find_map(|at| words.role_at(at).map(Some).or(words.is_closed(at).then_some(None)));
        let owns = name.end < phrase.end && words.is_possessive_ending(end);
        // `Novak spokesman Peter Dahl`, `the Novak administration`
        let before_role = role.flatten().is_some_and(|noun| noun.role.kind != RoleKind::Document);
        !(behind || owns || before_role)
    }

    /// A source without what commas, brackets, dashes and relative pronouns set beside it: its first token at least.
    pub(super) fn head_of(&self, source: Tokens) -> Tokens {
        let set_off = |at: &usize| {
            // `the WHO`
            let relative = self.words.is(*at, Classes::RELATIVE) && !self.is_covered(*at);
            relative || matches!(self.words.kind(*at), Some(Kind::Comma | Kind::Open | Kind::Dash))
        };
        Tokens { end: source.range().skip(1).find(set_off).map_or(source.end, |at| at as u32), ..source }
    }

    /// The person or body named behind a comma where a source ends with what it is (`Norway's foreign minister, Audrius Novak,`;
    /// `the company, Belmark Mining,`).
    fn apposed(&self, phrase: Tokens) -> Option<ReferentId> {
        const LONGEST_TITLE: u32 = 4;
        let comma = self.words.kind(phrase.end as usize) == Some(Kind::Comma);
        if !comma || !self.awaits_name(phrase) {
            return None;
        }
        let behind = Tokens { start: phrase.end + 1, end: phrase.end + 1 + LONGEST_TITLE };
        let reference = self.references_in(behind).first()?;
        let titled = (behind.start..reference.tokens.start).all(|at| self.words.is_capital(at as usize));
        let body = self.head_role(phrase).is_some_and(|noun| noun.role.kind == RoleKind::Body);
        let kind = if body { ActorKind::Organisation } else { ActorKind::Person };
        (titled && self.is(reference.referent, kind)).then_some(reference.referent)
    }

    /// May a name be set beside a phrase that is a source: a role, or a noun with article or possessor (`its finder, Mira
    /// Novak,`)?
    pub(super) fn awaits_name(&self, phrase: Tokens) -> bool {
        let last = phrase.end as usize - 1;
        let body = |noun: RoleNoun| noun.role.kind == RoleKind::Body && self.is_definite(phrase);
        let role = self.head_role(phrase).map(|noun| is_personal(noun.role) || body(noun) && !noun.role.plural);
        role.unwrap_or_else(|| self.is_definite(phrase) && self.words.is_small(last) && !self.words.is_closed(last))
    }

    /// A source without a person's name: a role, a country or body, or nobody in particular.
    fn nameless(&mut self, phrase: Tokens, last: Option<Spoken>) -> Option<ReferentId> {
        let noun = self.head_role(phrase);
        let holder = self.head_holder(phrase);
        match noun {
            Some(noun) if noun.role.kind == RoleKind::Body => {
                self.apposed(phrase).or_else(|| self.body(noun, phrase, holder, last))
            }
            Some(noun) => {
                let title = self.references_in(phrase).iter().find(|reference| reference.via == Via::Title);
                if let Some(reference) = title {
                    return Some(reference.referent);
                }
                let definite = self.is_definite(phrase) || holder.is_some() && !self.is_indefinite(phrase);
                let told = matches!(noun.role.kind, RoleKind::Office | RoleKind::Profession | RoleKind::Anonymous);
                let person = (!noun.role.plural && definite && told)
                    .then(|| self.holder_of_role(noun, holder, phrase.start, None))
                    .flatten();
                let epithet = || self.epithet(phrase, Some(noun), last).filter(|_| holder.is_none());
                person.or_else(epithet).or_else(|| {
                    let somebody = self.anonymous(phrase, holder);
                    self.referent_mut(somebody).gender = noun.role.gender;
                    Some(somebody)
                })
            }
            None if self.tells_age(phrase) => self.aged(phrase).or_else(|| self.epithet(phrase, None, last)),
            None if let Some(holder) = holder.filter(|_| self.is_national(phrase)) => {
                self.national(phrase, holder, last)
            }
            None => holder,
        }
    }

    /// The role noun that heads a phrase: the last one before any preposition.
    pub(super) fn head_role(&self, phrase: Tokens) -> Option<RoleNoun> {
        let words = self.words;
        let mut found: Option<RoleNoun> = None;
        let mut at = phrase.start as usize;
        while at < phrase.end as usize {
            // `Novak & Sons`
            let in_name = |noun: &RoleNoun| {
                let covering = || self.covering(at).is_some_and(|name| name.len() > 1);
                noun.role.kind == RoleKind::Family && covering()
            };
            match words.role_at(at).filter(|noun| !in_name(noun)) {
                Some(noun) if noun.tokens.end <= phrase.end => {
                    found = Some(noun);
                    at = noun.tokens.end as usize;
                }
                _ if words.is(at, Classes::PREPOSITION) && found.is_some() => break,
                _ => at += 1,
            }
        }
        found
    }

    /// The country or body that a phrase names.
    fn head_holder(&self, phrase: Tokens) -> Option<ReferentId> {
        let named = self.references_in(phrase).iter().map(|reference| reference.referent);
        let mut bodies = named.filter(|&id| !self.is(id, ActorKind::Person) && self.referent(id).name.is_some());
        bodies.next()
    }

    /// Does a phrase begin with an article or possessor that points to somebody known?
    pub(super) fn is_definite(&self, phrase: Tokens) -> bool {
        let opens = |classes: Classes| self.words.is(phrase.start as usize, classes);
        opens(Classes::POSSESSIVE) || opens(Classes::DETERMINER) && !self.is_indefinite(phrase)
    }

    /// Does it begin with a number, an indefinite article (which have one or two letters), or `some`, `any` and the like,
    /// which are pronouns too?
    pub(super) fn is_indefinite(&self, phrase: Tokens) -> bool {
        let start = phrase.start as usize;
        let opens = |classes: Classes| self.words.is(start, classes);
        let short = || opens(Classes::PRONOUN) || self.words.document.word(start).len() <= 2;
        opens(Classes::NUMBER) || opens(Classes::DETERMINER) && short()
    }

    /// Somebody without a name.
    pub(super) fn anonymous(&mut self, phrase: Tokens, holder: Option<ReferentId>) -> ReferentId {
        let words = self.words;
        let start = phrase.start as usize + usize::from(words.is(phrase.start as usize, Classes::DETERMINER));
        let role = words.document.words(Tokens::new(start.min(phrase.end as usize), phrase.end as usize)).to_owned();
        let iso3 = holder.and_then(|holder| self.referent(holder).iso3);
        let affiliation = holder.and_then(|holder| self.referent(holder).name.clone());
        self.add(Referent {
            name: None,
            actor: None,
            kind: ReferentKind::Anonymous,
            iso3,
            gender: Gender::Unknown,
            role: Some(role),
            affiliation,
        })
    }

    /// The noun phrase written small that ends right before a relative pronoun (`families who said`): no name is its.
    fn small_before(&self, relative: usize) -> Option<Tokens> {
        const LONGEST: usize = 4;
        let words = self.words;
        let noun = |at: usize| words.is_small(at) && !words.is_closed(at);
        let lowest = relative.saturating_sub(LONGEST);
        let start = (lowest..relative).rev().take_while(|&at| noun(at)).last()?;
        let opened = start.checked_sub(1).filter(|&at| words.is(at, Classes::DETERMINER.or(Classes::POSSESSIVE)));
        Some(Tokens::new(opened.unwrap_or(start), relative))
    }

    fn pronoun_source(&mut self, at: usize, last: Option<Spoken>) -> Option<ReferentId> {
        let words = self.words;
        if words.is(at, Classes::RELATIVE) {
            if let Some(phrase) = self.small_before(at) {
                return if self.head_role(phrase).is_some() { self.nameless(phrase, last) } else { None };
            }
            let sentence = words.document.sentence_of(at).map(|index| words.document.sentences()[index].tokens)?;
            let mut before =
                self.references_before(at as u32).take_while(|reference| reference.tokens.start >= sentence.start);
            return before
                .find(|reference| self.is(reference.referent, ActorKind::Person))
                .map(|reference| reference.referent);
        }
        let pronoun = words.knowledge.lexicons.pronoun(words.symbol(at))?;
        let referent = self.antecedent(at, Asked { pronoun, last, not: None })?;
        if self.is(referent, ActorKind::Person) && self.referent(referent).gender == Gender::Unknown {
            self.referent_mut(referent).gender = pronoun.gender;
        }
        Some(referent)
    }
}
