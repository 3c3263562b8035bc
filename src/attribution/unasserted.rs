//! Quotes that the text does not assert: `NAME never said that ...`, `Nobody said ...`, `Did NAME say ...?`, `If NAME says ...`.
//!
//! Owns whether anybody said it at all, as the article tells; what is thought is not its business, for who does not believe a thing
//! shows an attitude.

use super::reader::Reader;
use super::{Cue, Quote};
use crate::lexicon::{Classes, CueClass, ShifterKind};
use crate::text::{Kind, Tokens};

/// Does the text deny, ask or suppose that a quote was said, rather than tell that it was?
pub(super) fn is_unasserted(reader: &Reader, quote: &Quote) -> bool {
    let Some(cue) = quote.cue.filter(|cue| cue.class != CueClass::Thought) else { return false };
    is_denied(reader, cue)
        || quote.source.is_some_and(|source| is_nobody(reader, source) || is_open(reader, source, cue))
}

/// `never said`, `did not say`, but `not only said`.
fn is_denied(reader: &Reader, cue: Cue) -> bool {
    let verb = cue.tokens.end as usize - 1;
    let denies =
        |at: usize| reader.is(at, Classes::NEGATION) && (at + 1 == verb || !reader.is(at + 1, Classes::ADVERB));
    (cue.tokens.start as usize..verb).any(denies)
}

/// `Nobody`, `None of the ministers`, `No official`, but `No. 10`.
fn is_nobody(reader: &Reader, source: Tokens) -> bool {
    let first = source.start as usize;
    reader.is(first, Classes::NEGATION) && !matches!(reader.kind_at(first + 1), Some(Kind::Number | Kind::Stop))
}

/// `Did NAME say so?`, `If NAME says so, ...`: does a helping verb that asks, or a word that supposes, stand before the source?
fn is_open(reader: &Reader, source: Tokens, cue: Cue) -> bool {
    let Some(before) = (source.start as usize).checked_sub(1).filter(|_| source.start < cue.tokens.start) else {
        return false;
    };
    let sentence = |at: usize| reader.document.sentence_of(at).map(|index| reader.document.sentences()[index].tokens);
    let Some(sentence) = sentence(before).filter(|it| it.contains(source) && reader.is_outside(before)) else {
        return false;
    };
    let supposes = |symbol| {
        let entries = reader.lexicons.shifters.word(symbol);
        entries.iter().any(|entry| entry.value.kind == ShifterKind::Irrealis)
    };
    let last = sentence.end as usize - 1;
    let asked = reader.is(before, Classes::AUXILIARY)
        && before == sentence.start as usize
        && reader.kind_at(last) == Some(Kind::Stop)
        && reader.document.word(last).contains('?');
    asked || reader.is(before, Classes::SUBORDINATOR) && supposes(reader.token(before).symbol)
}
