//! Plural subjects: noun phrases that a verb in its base form may follow (`critics say`, `critics of the plan say`).

use super::reader::Reader;
use super::source;
use crate::lexicon::{Case, Classes, Ending, RoleKind};
use crate::text::{Kind, Shape};

/// Does a plural with an apposition behind it end before `end` (`Doctors, who have struck for weeks, say`)?
pub(super) fn apposed(reader: &Reader, end: usize, floor: usize) -> bool {
    let closes = |at: usize| matches!(reader.kind_at(at), Some(Kind::Comma | Kind::Close | Kind::Dash));
    let set_off = |at: usize| closes(at) || reader.kind_at(at) == Some(Kind::Open);
    let phrase = (end > floor && closes(end - 1)).then(|| source::before(reader, end, floor)).flatten();
    let head = phrase.and_then(|phrase| phrase.range().find(|&at| set_off(at))).filter(|&head| head > floor);
    let plural = |at: usize| !reader.is_capital(at) || at == floor || reader.role(at).is_some();
    head.is_some_and(|head| {
        let role = reader.lexicons.roles.word(reader.token(head - 1).symbol).iter().any(|entry| entry.value.plural);
        let several = plural(head - 1) && subject(reader, head - 1) && is_plural(reader, head - 1);
        role || several || self::head(reader, head - 1, floor)
    })
}

/// Is the noun phrase that ends at `at` a plural with a preposition behind it (`critics of the plan say`)?
pub(super) fn head(reader: &Reader, at: usize, floor: usize) -> bool {
    let Some(start) = source::phrase_before(reader, at + 1, floor) else { return false };
    let preposition = (start + 1..at).find(|&at| reader.is(at, Classes::NOMINAL));
    preposition.is_some_and(|preposition| subject(reader, preposition - 1))
}

/// Can the word be the subject of a verb in its base form: a plural, or `I`, `you`, `we`?
pub(super) fn subject(reader: &Reader, at: usize) -> bool {
    let token = reader.token(at);
    if let Some(pronoun) = reader.lexicons.pronoun(token.symbol) {
        return (pronoun.plural || pronoun.person < 3) && pronoun.case == Case::Subject;
    }
    if reader.is(at, Classes::RELATIVE.or(Classes::PRONOUN)) {
        return true;
    }
    let plural_role = reader.role(at).is_some_and(|kind| kind != RoleKind::Honorific);
    reader.is_content_word(at) && (is_plural(reader, at) || plural_role) && !token.shape.has(Shape::CLITIC)
}

/// Does the word end as plurals do?
fn is_plural(reader: &Reader, at: usize) -> bool {
    reader.lexicons.endings.tell(reader.document.word(at), Ending::Plural)
}
