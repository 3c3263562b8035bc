//! Names as an article writes them: their parts, and which shorter form calls whom.
//!
//! Owns when two names are one (`Mira Novak`, `Novak`, `M. Novak`, `Mira`), whatever the order of given name and surname.
//! It refuses to say which words are a name, and whether it is a person's.

use super::ReferentId;
use crate::gazetteer::{ActorId, Date, How};
use crate::knowledge::Knowledge;
use crate::lexicon::Classes;
use crate::mention::{GIVEN, Words};
use crate::text::{Document, Kind, Tokens};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::borrow::Cow;
use std::hash::Hasher;

/// A word of a name, or several that hyphens join (`Taheri-Azar`), case aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Part {
    letters: u32,
    first: char,
    /// Only an initial (`J.`)?
    initial: bool,
    /// A nickname in quotation marks, by which somebody may be called, but need not?
    nickname: bool,
}

impl Part {
    fn is(self, other: Part) -> bool {
        if self.initial || other.initial { self.first == other.first } else { self.letters == other.letters }
    }
}

/// A name by its parts. Particles (`bin`, `de`, `van`) are none: they come and go.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Name {
    parts: [Part; Name::MOST],
    len: u8,
    /// Does it begin with what is known to be a given name?
    given: bool,
}

/// How plainly one part calls somebody: surnames are mostly last, or first; what stands between is rarer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// By a name in the middle.
    Inner,
    /// By the first name, which is the surname in some languages.
    First,
    /// By the last name.
    Last,
    /// By several names.
    Several,
}

impl Name {
    const MOST: usize = 6;

    /// The name that some words write.
    pub(super) fn read(words: Words, tokens: Tokens) -> Name {
        let mut name = Name { given: words.is(tokens.start as usize, GIVEN), ..Name::default() };
        let mut nickname = false;
        let mut joined = false;
        // A particle that opens a shorter form may have a capital (`De Novak`).
        let mut opens = tokens.len() > 1 && !name.given;
        for at in tokens.range() {
            match words.kind(at) {
                Some(Kind::Mark(_)) => nickname = !nickname,
                Some(Kind::Hyphen) => joined = at > tokens.start as usize && !is_linker(words, at - 1),
                Some(Kind::Word) if is_linker(words, at) || opens && words.is(at, Classes::LINKER) => opens = false,
                Some(Kind::Word) if words.is_capital(at) || joined => {
                    name.push(words, at, joined, nickname);
                    (joined, opens) = (false, false);
                }
                _ => {}
            }
        }
        name
    }

    fn push(&mut self, words: Words, at: usize, joined: bool, nickname: bool) {
        let (letters, first) = letters(words.document.word(at));
        let len = usize::from(self.len);
        match len.checked_sub(1) {
            Some(last) if joined => self.parts[last].letters = self.parts[last].letters.rotate_left(7) ^ letters,
            _ if len < Name::MOST => {
                self.parts[len] = Part { letters, first, initial: words.is_initial(at), nickname };
                self.len += 1;
            }
            _ => {}
        }
    }

    fn parts(&self) -> &[Part] {
        &self.parts[..usize::from(self.len)]
    }

    /// Is it a first and a last name, or more?
    pub(super) fn is_full(&self) -> bool {
        self.len > 1
    }

    /// Does a shorter form call somebody of this name, and how plainly? One part calls by itself. Several must all be in
    /// the name and keep its beginning; or its end, unless they have a given name of their own; or turn it round.
    pub(super) fn called(&self, form: &Name) -> Option<Fit> {
        let (own, asked) = (self.parts(), form.parts());
        let (&first, &last) = (own.first()?, own.last()?);
        match *asked {
            [] => None,
            [one] if one.initial => None,
            [one] if one.is(last) || own.iter().any(|part| part.nickname && part.is(one)) => Some(Fit::Last),
            [one] if one.is(first) => Some(Fit::First),
            [one] => own.iter().any(|&part| part.is(one)).then_some(Fit::Inner),
            [start, .., end] => {
                // An initial stands for a given name, not for the name that ends the form.
                let is = |part: Part, other: Part| other.is(part) && !(other.initial && part == end);
                let all = asked.iter().all(|&part| part.nickname || own.iter().any(|&other| is(part, other)));
                let tail = || own.iter().rev().zip(asked.iter().rev()).all(|(own, asked)| own.is(*asked));
                let kept = start.is(first) || start.is(last) && end.is(first) || !form.given && tail();
                (all && kept).then_some(Fit::Several)
            }
        }
    }

    /// Is one of its parts the one part of some name called?
    pub(super) fn has_any(&self, called: &FxHashSet<u32>) -> bool {
        self.parts().iter().any(|part| called.contains(&part.letters))
    }

    /// What its last part is known by.
    pub(super) fn last(&self) -> Option<u32> {
        self.parts().last().map(|part| part.letters)
    }
}

/// What tells a word from others, case aside, and its first letter.
fn letters(word: &str) -> (u32, char) {
    let lower = if word.is_ascii() { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
    let mut hasher = FxHasher::default();
    let (eights, rest) = lower.as_bytes().as_chunks();
    let last = rest.iter().rev().fold(0, |eight, &byte| eight << 8 | u64::from(byte));
    let last = (!rest.is_empty()).then_some(last.to_le_bytes());
    for mut eight in eights.iter().copied().chain(last) {
        eight.make_ascii_lowercase();
        hasher.write_u64(u64::from_le_bytes(eight));
    }
    let first = lower.chars().next().unwrap_or_default().to_ascii_lowercase();
    ((hasher.finish() >> 16) as u32, first)
}

/// Is it a particle: written small, or joined to the name behind it (`Al-Novak`)?
fn is_linker(words: Words, at: usize) -> bool {
    words.is(at, Classes::LINKER) && (words.is_small(at) || words.kind(at + 1) == Some(Kind::Hyphen))
}

/// A name that somebody bears, and where the article writes it.
#[derive(Clone, Copy, Debug)]
struct Borne {
    name: Name,
    at: u32,
    bearer: ReferentId,
}

/// Everybody's names, found by any of their parts.
#[derive(Default)]
pub(super) struct Names {
    borne: Vec<Borne>,
    /// By part: the link to the name that holds it and was noted last.
    latest: FxHashMap<u32, u32>,
    /// A name (as an index), and the link to the one noted before it with the same part.
    links: Vec<(u32, Option<u32>)>,
}

impl Names {
    /// Makes room for so many names.
    pub(super) fn reserve(&mut self, names: usize) {
        self.borne.reserve(names);
        self.links.reserve(2 * names);
        self.latest.reserve(names);
    }

    /// Notes that somebody is called so at a token.
    pub(super) fn note(&mut self, name: Name, at: u32, bearer: ReferentId) {
        let index = self.borne.len() as u32;
        self.borne.push(Borne { name, at, bearer });
        for part in name.parts().iter().filter(|part| !part.initial) {
            let older = self.latest.insert(part.letters, self.links.len() as u32);
            self.links.push((index, older));
        }
    }

    /// The names that hold a part, the one noted last first, as far back as memory goes.
    fn holding(&self, part: Part) -> impl Iterator<Item = &Borne> {
        const MEMORY: usize = 24;
        let mut next = self.latest.get(&part.letters).copied();
        let links = std::iter::from_fn(move || {
            let (index, older) = self.links[next? as usize];
            next = older;
            Some(&self.borne[index as usize])
        });
        links.take(MEMORY)
    }

    /// Whom a form calls at a token, of those who suit: whoever is called so most plainly, introduced before rather than
    /// after, and last.
    pub(super) fn bearer(&self, form: &Name, at: u32, suits: impl Fn(ReferentId, Fit) -> bool) -> Option<ReferentId> {
        let parts = form.parts().iter().rev().take(2);
        let known = parts.flat_map(|&part| self.holding(part));
        let called = known.filter_map(|borne| Some((borne.name.called(form)?, borne)));
        let suiting = called.filter(|&(fit, borne)| suits(borne.bearer, fit));
        let rank = |&(fit, borne): &(Fit, &Borne)| {
            let distance = i64::from(at) - i64::from(borne.at);
            (distance >= 0, fit, -distance.abs())
        };
        suiting.max_by_key(rank).map(|(_, borne)| borne.bearer)
    }

    /// Who is called by a shorter form of a full name.
    pub(super) fn shortened(&self, full: &Name) -> Option<ReferentId> {
        let known = full.parts().iter().flat_map(|&part| self.holding(part));
        let mut shorter = known.filter(|borne| borne.name.is_full() && full.called(&borne.name).is_some());
        shorter.next().map(|borne| borne.bearer)
    }
}

/// The actor of that name; where several people have it, the one in office at the date.
pub(super) fn actor_called(name: &str, knowledge: &Knowledge, date: Option<Date>) -> Option<ActorId> {
    let document = Document::read(name, &knowledge.lexicons.orthography, &knowledge.vocabulary);
    let all = Tokens::new(0, document.tokens().len());
    let namings = knowledge.gazetteer.names().get(&Words::new(&document, knowledge).symbols(all));
    let named = namings.iter().filter(|naming| naming.how == How::Name || naming.how == How::Metonym);
    let actors = named.filter_map(|naming| naming.actor);
    actors.max_by_key(|&actor| (knowledge.gazetteer.holds(actor, None, date), std::cmp::Reverse(actor)))
}
