//! Where a clause opens: behind a comma or a word that joins.

use super::scene::Scene;
use crate::lexicon::Classes;
use crate::text::Kind;

/// Does a clause open at `at`, behind a comma: with a word that joins clauses, and not one that joins a list?
pub(super) fn opens_clause(scene: &Scene, at: usize) -> bool {
    const SUBJECT: Classes = Classes::PRONOUN.or(Classes::DETERMINER).or(Classes::POSSESSIVE).or(Classes::WH);
    if !scene.is(at, Classes::CONJUNCTION) {
        return scene.is(at, Classes::RELATIVE.or(Classes::SUBORDINATOR)) && !scene.is(at, Classes::PREPOSITION);
    }
    scene.is(at + 1, SUBJECT.or(Classes::AUXILIARY).or(Classes::ADVERB))
        || scene.is_name(at + 1) && scene.is(at + 2, Classes::AUXILIARY.or(Classes::ADVERB))
}

/// Does a comma or a conjunction at `at` stand between two who are named, each with what it is: `X is a hero and Y is a thug`?
pub(super) fn parts_predicates(scene: &Scene, at: usize) -> bool {
    /// How many words what the first is may have.
    const PREDICATE: usize = 10;
    let comma = scene.kind(at) == Some(Kind::Comma);
    let joins = scene.is(at, Classes::CONJUNCTION);
    if !(comma || joins && at > 0 && scene.kind(at - 1) != Some(Kind::Comma)) {
        return false;
    }
    let name = at + 1 + usize::from(comma && scene.is(at + 1, Classes::CONJUNCTION));
    let verb =
        name + (name..name + 4).take_while(|&at| scene.is_name(at) || scene.kind(at) == Some(Kind::Hyphen)).count();
    let inside = |at: &usize| matches!(scene.kind(*at), Some(Kind::Word | Kind::Number | Kind::Hyphen));
    let named = |at: usize| scene.is(at, Classes::BE) && at > 0 && scene.is_name(at - 1);
    verb > name && scene.is(verb, Classes::BE) && (at.saturating_sub(PREDICATE)..at).rev().take_while(inside).any(named)
}
