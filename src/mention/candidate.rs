//! Candidates: every phrase that may name somebody, as it is written.

use super::person::Before;
use super::place;
use super::words::Words;
use crate::gazetteer::{How, Naming};
use crate::lexicon::{Classes, Match, RoleKind};
use crate::text::{Kind, Shape, Tokens};

/// A phrase that may name somebody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'k> {
    pub(super) tokens: Tokens,
    /// Its readings in the gazetteer, whatever they require.
    pub(super) namings: &'k [Naming],
    /// What stands before it, for the forms that may name people.
    pub(super) before: Before,
}

/// All candidates of a document, leftmost-longest, in order.
pub(super) fn collect<'a>(words: Words<'a, '_>) -> Vec<Candidate<'a>> {
    let (tokens, names) = (words.tokens(), words.knowledge.gazetteer.names());
    let mut candidates = Vec::with_capacity(tokens.len() / 16);
    let small = words.knowledge.gazetteer.small_mark();
    let mut at = 0;
    while at < tokens.len() {
        // Most names have a capital, and most words have none.
        if !tokens[at].is_capital() && !tokens[at].marks.any(small) {
            at += 1;
            continue;
        }
        let written = |found: &Match<'_, Naming>| {
            let written = &tokens[found.tokens.range()];
            found.entries.iter().any(|naming| naming.casing.fits(written))
        };
        // A name in small letters may go on from one in capitals (`China's foreign ministry`).
        let mut found = names.longest(tokens, at);
        while let Some(longer) = found.filter(|longer| !written(longer)) {
            let end = longer.tokens.end as usize - 1;
            found = (end > at).then(|| names.longest(&tokens[..end], at)).flatten();
        }
        let found = found.filter(|found| !is_shouted(words, found.tokens, found.entries));
        match found {
            Some(found) => {
                let people = found.entries.iter().any(|naming| naming.how == How::Surname || naming.rule.is_some());
                let before = if people { Before::of(words, found.tokens) } else { Before::Nothing };
                candidates.push(Candidate { tokens: found.tokens, namings: found.entries, before });
                at = found.tokens.end as usize;
            }
            None => at += 1,
        }
    }
    candidates
}

/// An acronym that is also a word (`US`, `WHO`) names nobody where everything is in capitals, unless it stands where the word
/// does not.
fn is_shouted(words: Words, tokens: Tokens, namings: &[Naming]) -> bool {
    let at = tokens.start as usize;
    let is_word = tokens.len() == 1
        && words.is(at, Classes::PRONOUN.or(Classes::RELATIVE).or(Classes::WH).or(Classes::AUXILIARY));
    let shouted = |at: usize| words.is_word(at) && words.has(at, Shape::UPPER);
    let silent = |at: usize| !words.is_word(at) && words.kind(at) != Some(Kind::Number);
    is_word
        && namings.iter().any(|naming| naming.casing.is_upper())
        && (at > 0 && shouted(at - 1) || shouted(at + 1))
        && (at == 0 || shouted(at - 1) || silent(at - 1))
        && (shouted(at + 1) || silent(at + 1))
        && !is_acronym(words, at)
}

/// Does a word in capitals stand where an acronym does: behind the article, before a role noun or a hyphen, beside a state? An
/// object (`us`) opens no clause and goes before no noun behind a preposition; who acts (`who`) does not end one that has a verb.
fn is_acronym(words: Words, at: usize) -> bool {
    let (next, before) = (at + 1, at.checked_sub(1).filter(|_| !words.is_opening(at)));
    let behind = |classes: Classes| before.is_some_and(|before| words.is(before, classes));
    let joins = |at: usize| words.is(at, Classes::CONJUNCTION) || words.kind(at) == Some(Kind::Comma);
    let joined = joins(next) && place::begins_state(words, next + 1)
        || before.is_some_and(|before| joins(before) && place::ends_state(words, before));
    let article = behind(Classes::DETERMINER) && !behind(Classes::PRONOUN);
    let noun = words.kind(next) == Some(Kind::Hyphen)
        || words.is_possessive_ending(next)
        || words.role_at(next).is_some_and(|noun| noun.role.kind != RoleKind::Honorific);
    let told = match words.is(at, Classes::WH.or(Classes::RELATIVE)) {
        true => !words.is_word(next) && before.is_some_and(|before| place::is_verb(words, before)),
        false => {
            let opens = words.is_word(next) && words.is_opening(at);
            let named = words.is_word(next) && !words.is_closed(next) && !place::is_verb(words, next);
            opens || named && behind(Classes::PREPOSITION.or(Classes::INFINITIVE))
        }
    };
    article || joined || noun || told
}
