//! Titles: `the French president` is a person, and `French` in `French President Emmanuel Macron` only says where he
//! belongs.

use super::rule::Finder;
use super::words::{RoleNoun, is_personal};
use super::{Mention, Via};
use crate::gazetteer::{ActorId, ActorKind, Beside, Office};
use crate::lexicon::{Classes, RoleKind};
use crate::text::{Kind, Shape, Tokens};

impl Finder<'_, '_> {
    /// A mention of a country or body, seen with the role noun behind it: it describes whoever has the role, or, with
    /// the role, names the one person who holds the office at the date.
    pub(super) fn with_title(&self, mention: Mention) -> Mention {
        let words = self.words;
        if self.gazetteer().traits(mention.actor).kind == ActorKind::Person {
            return mention;
        }
        let mut next = mention.tokens.end as usize;
        let attributive = mention.via == Via::Demonym || words.is_possessive_ending(next);
        if words.is_possessive_ending(next) {
            next += 1;
        } else if words.kind(next) == Some(Kind::Hyphen) {
            return mention;
        }
        let Some(noun) = words.role_near(next) else {
            return Mention { describes: attributive && self.names_person(next), ..mention };
        };
        if !is_personal(noun.role) {
            return mention;
        }
        let direct = noun.tokens.start as usize == next;
        // `The West told Mr Novak`: a verb stands between.
        let beside = |at: usize| words.is_capital(at) || words.is(at, Classes::FORMER);
        if !attributive && !(next..noun.tokens.start as usize).all(beside) {
            return mention;
        }
        if self.is_named(noun) {
            return Mention { describes: true, ..mention };
        }
        match direct.then(|| self.incumbent(mention, noun)).flatten() {
            Some((actor, end)) => {
                let tokens = Tokens { start: mention.tokens.start, end };
                Mention { tokens, actor, via: Via::Title, confidence: mention.confidence.min(850), ..mention }
            }
            None => mention,
        }
    }

    /// A mention of a country, read with a `counterpart` behind it as whoever holds there the office of the person named last
    /// before in the sentence.
    pub(super) fn with_counterpart(&self, mention: Mention, earlier: &[Mention]) -> Mention {
        let words = self.words;
        let end = mention.tokens.end as usize;
        let next = if words.is_possessive_ending(end) { end + 1 } else { end };
        let (gazetteer, date) = (self.gazetteer(), self.context.date);
        let office = |noun: RoleNoun| noun.role.office.and_then(|office| gazetteer.beside(Office(office)));
        let noun = words.role_at(next).filter(|&noun| office(noun) == Some(Beside::Counterpart));
        let Some(noun) =
            noun.filter(|&noun| gazetteer.traits(mention.actor).kind == ActorKind::Country && !self.is_named(noun))
        else {
            return mention;
        };
        let sentence = |at: u32| words.document.sentence_of(at as usize);
        let here = sentence(mention.tokens.start);
        let mut before = earlier.iter().rev().take_while(|other| sentence(other.tokens.start) == here);
        let person = before.find(|other| gazetteer.traits(other.actor).kind == ActorKind::Person);
        match person.and_then(|person| gazetteer.counterpart(person.actor, mention.actor, date)) {
            Some(actor) => {
                let tokens = Tokens { start: mention.tokens.start, end: noun.tokens.end };
                Mention { tokens, actor, via: Via::Title, describes: false, confidence: mention.confidence.min(800) }
            }
            None => mention,
        }
    }

    /// Does a person's name begin at `at`?
    fn names_person(&self, at: usize) -> bool {
        let words = self.words;
        if !words.is_capital(at) {
            return false;
        }
        let found = self.gazetteer().names().longest(words.tokens(), at);
        let person = |actor| self.gazetteer().traits(actor).kind == ActorKind::Person;
        found.is_some_and(|found| found.entries.iter().any(|naming| naming.actor.is_some_and(person)))
    }

    /// Does a name right behind a role noun, or behind a comma, say who has the role?
    fn is_named(&self, noun: RoleNoun) -> bool {
        let words = self.words;
        let end = noun.tokens.end as usize;
        let name = |at| words.is_capital(at) && !words.is_closed(at);
        name(end) || words.kind(end) == Some(Kind::Comma) && name(end + 1) && !words.has(end, Shape::SPACED)
    }

    /// The one person who holds an office now where the mention says, or will soon, or did once and has been named; and where
    /// the title ends.
    fn incumbent(&self, mention: Mention, noun: RoleNoun) -> Option<(ActorId, u32)> {
        let words = self.words;
        let end = noun.tokens.end as usize;
        let start = mention.tokens.start as usize;
        let past = start > 0 && words.is(start - 1, Classes::FORMER);
        if noun.role.kind != RoleKind::Office || noun.role.plural {
            return None;
        }
        let (gazetteer, date) = (self.gazetteer(), self.context.date);
        let office = noun.role.office.map(Office);
        if start > 0 && words.is(start - 1, Classes::OUTGOING) {
            return Some((gazetteer.outgoing(mention.actor, office?, date)?, end as u32));
        }
        if words.kind(end) == Some(Kind::Hyphen) {
            let coming = words.is(end + 1, Classes::COMING);
            let next = coming.then(|| gazetteer.successor(mention.actor, office, date)).flatten();
            return next.map(|person| (person, end as u32 + 2));
        }
        // `the acting Ardanian president` holds the office under that title.
        let title = words.symbols(noun.tokens);
        let acting = start.checked_sub(1).map(|at| [&[words.symbol(at)], &title[..]].concat());
        let acting = acting.filter(|acting| !words.knowledge.lexicons.roles.get(acting).is_empty());
        let found = match (past, acting) {
            (true, _) => office.and_then(|office| self.once(office, mention.actor)),
            (_, Some(acting)) => gazetteer.incumbent(mention.actor, None, &acting, date),
            (..) => gazetteer.incumbent(mention.actor, office, &title, date),
        };
        found.map(|person| (person, end as u32))
    }

    /// The one person called by the full name who held an office there once.
    fn once(&self, office: Office, holder: ActorId) -> Option<ActorId> {
        let (gazetteer, date) = (self.gazetteer(), self.context.date);
        let mut found = self.named().filter(|&person| gazetteer.held_before(person, office, Some(holder), date));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}
