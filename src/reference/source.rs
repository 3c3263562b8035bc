//! Sources: who the words beside a cue mean.

use super::name::Run;
use super::pronoun::Asked;
use super::scene::Scene;
use super::{Reference, Referent, ReferentId, ReferentKind};
use crate::attribution::Quote;
use crate::gazetteer::ActorKind;
use crate::lexicon::{Classes, Gender, RoleKind};
use crate::mention::{RoleNoun, Via};
use crate::text::{Kind, Tokens};

impl<'a, 't: 'a> Scene<'a, 't> {
    /// The speakers of each quote.
    pub(super) fn read_sources(&mut self, quotes: &[Quote]) -> Vec<Vec<ReferentId>> {
        let mut speakers: Vec<Vec<ReferentId>> = Vec::with_capacity(quotes.len());
        let mut last: Option<(Tokens, ReferentId)> = None;
        for quote in quotes {
            let mut of_quote = Vec::new();
            for (rank, &source) in quote.source.iter().chain(&quote.co_sources).enumerate() {
                let Some(speaker) = self.speaker(source, last) else { continue };
                if rank == 0 {
                    let end = quote.content.iter().map(|piece| piece.end).fold(source.end, u32::max);
                    last = Some((Tokens { end, ..source }, speaker));
                }
                if !of_quote.contains(&speaker) {
                    of_quote.push(speaker);
                }
            }
            speakers.push(of_quote);
        }
        let mut found = std::mem::take(&mut self.found);
        found.sort_by_key(|reference| reference.tokens);
        self.merge(found);
        speakers
    }

    /// Who a source is; `last` is the quote before, from its source on, and its speaker.
    fn speaker(&mut self, source: Tokens, last: Option<(Tokens, ReferentId)>) -> Option<ReferentId> {
        let words = self.words;
        let (start, end) = (source.start as usize, source.end as usize);
        if source.len() == 1
            && (words.is(start, Classes::RELATIVE) || words.knowledge.lexicons.pronoun(words.symbol(start)).is_some())
        {
            return self.pronoun_source(start, last);
        }
        // The phrase itself, then what is set beside it by commas.
        let mut from = start;
        while from < end {
            let to = (from..end).find(|&at| words.kind(at) == Some(Kind::Comma)).unwrap_or(end);
            if let Some(person) = self.person_in(Tokens::new(from, to)) {
                return Some(person);
            }
            from = to + 1;
        }
        let head = (start..end).find(|&at| words.kind(at) == Some(Kind::Comma)).unwrap_or(end);
        let phrase = Tokens::new(start, head);
        if let Some(person) = self.apposed(end) {
            return Some(person);
        }
        self.person_by_shape(phrase).or_else(|| self.nameless(phrase, last))
    }

    /// The person who heads a phrase: one named in it, not behind a preposition and not as an owner.
    fn person_in(&self, phrase: Tokens) -> Option<ReferentId> {
        let words = self.words;
        let heads = |reference: &&Reference| {
            let start = reference.tokens.start as usize;
            let owner = words.is_possessive_ending(reference.tokens.end as usize);
            let behind = (phrase.start as usize..start).any(|at| words.is(at, Classes::PREPOSITION));
            self.is(reference.referent, ActorKind::Person) && reference.via != Via::Title && !owner && !behind
        };
        self.references_in(phrase).iter().find(heads).map(|reference| reference.referent)
    }

    /// The person named behind a comma where a source ends with the role (`Norway's foreign minister, Audrius Novak,`).
    fn apposed(&self, end: usize) -> Option<ReferentId> {
        let comma = self.words.kind(end) == Some(Kind::Comma);
        let last_is_role = self.words.role_before(end).is_some_and(|noun| noun.role.kind != RoleKind::Body);
        let reference = (comma && last_is_role).then(|| self.reference_at(end + 1)).flatten()?;
        self.is(reference.referent, ActorKind::Person).then_some(reference.referent)
    }

    /// A name in a source that did not look like a person's elsewhere: here it is, unless its words name a body.
    fn person_by_shape(&mut self, phrase: Tokens) -> Option<ReferentId> {
        let words = self.words;
        let limit = phrase.end as usize;
        let mut at = phrase.start as usize;
        while at < limit {
            if words.is(at, Classes::PREPOSITION) {
                return None;
            }
            let Some((run, end)) = self.run_at(at, limit) else {
                at += 1;
                continue;
            };
            at = end;
            let Some(run) = run.filter(|&run| !self.is_plain_word(run)) else { continue };
            if words.is_possessive_ending(run.tokens.end as usize) {
                continue;
            }
            let last = words.document.word(run.tokens.end as usize - 1);
            if let Some(&known) = self.by_surname.get(last) {
                return Some(known);
            }
            return Some(self.named_source(run, phrase));
        }
        None
    }

    /// Is a run one word that has a capital only because it opens the sentence?
    fn is_plain_word(&self, run: Run) -> bool {
        let at = run.tokens.start as usize;
        run.tokens.len() == 1 && self.words.is_opening(at) && !self.words.is_name_only(at)
    }

    /// A person or body that only its own words in a source name.
    fn named_source(&mut self, run: Run, phrase: Tokens) -> ReferentId {
        let words = self.words;
        let start = run.tokens.start as usize;
        let body_before = words.role_before(start).is_some_and(|noun| noun.role.kind == RoleKind::Body);
        let article = start > phrase.start as usize && words.is(start - 1, Classes::DETERMINER);
        let body = self.looks_like_body(run) || body_before || article && !run.titled;
        let id = match body {
            true => self.stranger(words.document.words(run.tokens), ActorKind::Organisation),
            false => {
                let last = words.document.word(run.tokens.end as usize - 1);
                let id = self.person(run);
                self.by_surname.insert(last, id);
                id
            }
        };
        if self.referent(id).iso3.is_none() {
            let holder = self.holder_in(phrase, run.tokens);
            self.referent_mut(id).iso3 = holder.and_then(|holder| self.referent(holder).iso3);
            self.referent_mut(id).affiliation = holder.and_then(|holder| self.referent(holder).name.clone());
        }
        self.found.push(Scene::named(run.tokens, id, 800));
        id
    }

    /// A source without a person's name: a role, a country or body, or nobody in particular.
    fn nameless(&mut self, phrase: Tokens, last: Option<(Tokens, ReferentId)>) -> Option<ReferentId> {
        let words = self.words;
        let noun = self.head_role(phrase);
        let holder = self.head_holder(phrase);
        match noun {
            Some(noun) if noun.role.kind == RoleKind::Body => {
                if let Some(holder) = holder {
                    return Some(self.body_of(holder, phrase));
                }
                // `the group said`: the body that spoke before.
                let body =
                    last.map(|(_, speaker)| speaker).filter(|&speaker| self.is(speaker, ActorKind::Organisation));
                let definite =
                    words.is(phrase.start as usize, Classes::DETERMINER) && phrase.len() == noun.tokens.len() + 1;
                body.filter(|_| definite)
            }
            Some(noun) => {
                let title = self.references_in(phrase).iter().find(|reference| reference.via == Via::Title);
                if let Some(reference) = title {
                    return Some(reference.referent);
                }
                let definite =
                    holder.is_some() || !words.is(phrase.start as usize, Classes::NUMBER) && self.is_definite(phrase);
                let person = (!noun.role.plural
                    && definite
                    && matches!(noun.role.kind, RoleKind::Office | RoleKind::Profession))
                .then(|| self.holder_of_role(noun, holder, phrase.start, None))
                .flatten();
                person.or_else(|| Some(self.anonymous(phrase, holder)))
            }
            None => holder,
        }
    }

    /// The role noun that heads a phrase: the last one before any preposition.
    fn head_role(&self, phrase: Tokens) -> Option<RoleNoun> {
        let words = self.words;
        let mut found: Option<RoleNoun> = None;
        let mut at = phrase.start as usize;
        while at < phrase.end as usize {
            match words.role_at(at) {
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
    fn is_definite(&self, phrase: Tokens) -> bool {
        let start = phrase.start as usize;
        let word = self.words.document.word(start);
        // The indefinite articles are the determiners that may be followed by a vowel or not: one or two letters.
        let indefinite = self.words.is(start, Classes::DETERMINER) && word.len() <= 2;
        !indefinite && self.words.is(start, Classes::DETERMINER.or(Classes::POSSESSIVE))
    }

    /// A country's or body's own organ: the government is the country, any other organ is itself (`the Syrian
    /// government`, `the Ardanian election commission`).
    fn body_of(&mut self, holder: ReferentId, phrase: Tokens) -> ReferentId {
        let words = self.words;
        let start = phrase.start as usize + usize::from(words.is(phrase.start as usize, Classes::DETERMINER));
        let own = self
            .references_in(phrase)
            .first()
            .is_some_and(|reference| reference.tokens.len() + start >= phrase.end as usize);
        if own || !self.is(holder, ActorKind::Country) {
            return holder;
        }
        let organ = (start..phrase.end as usize).filter(|&at| words.is_capital(at)).count() > 1;
        if !organ {
            return holder;
        }
        let name = words.document.words(Tokens::new(start, phrase.end as usize));
        let id = self.stranger(name, ActorKind::Organisation);
        let iso3 = self.referent(holder).iso3;
        let affiliation = self.referent(holder).name.clone();
        let referent = self.referent_mut(id);
        (referent.iso3, referent.affiliation) = (iso3, affiliation);
        id
    }

    /// Somebody without a name.
    fn anonymous(&mut self, phrase: Tokens, holder: Option<ReferentId>) -> ReferentId {
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

    fn pronoun_source(&mut self, at: usize, last: Option<(Tokens, ReferentId)>) -> Option<ReferentId> {
        let words = self.words;
        if words.is(at, Classes::RELATIVE) {
            let sentence = words.document.sentence_of(at).map(|index| words.document.sentences()[index].tokens)?;
            let mut before =
                self.references_before(at as u32).take_while(|reference| reference.tokens.start >= sentence.start);
            return before
                .find(|reference| self.is(reference.referent, ActorKind::Person))
                .map(|reference| reference.referent);
        }
        let pronoun = words.knowledge.lexicons.pronoun(words.symbol(at))?;
        self.antecedent(at, Asked { pronoun, last, not: None })
    }
}
