//! Places that stand for governments: `Moscow` in `Moscow denied it`, but not in `he arrived in Moscow`.

use super::words::Words;
use crate::lexicon::{Classes, RoleKind};
use crate::text::{Kind, Shape, Tokens};

/// How sure, in thousandths, a seat of government stands for the government; nothing where it is only a place.
pub(super) fn stands_for_government(words: Words, tokens: Tokens) -> Option<i16> {
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let before = start.checked_sub(1);
    if before.is_some_and(|at| words.is(at, Classes::LOCATIVE) && !words.has(start, Shape::BLANK)) {
        return None;
    }
    // `Paris, France`; `Paris, Texas`
    if words.kind(end) == Some(Kind::Comma)
        && words.is_capital(end + 1)
        && !words.is_closed(end + 1)
        && !words.is_opening(start)
    {
        return None;
    }
    if words.is_possessive_ending(end) {
        return Some(800);
    }
    if words.is_capital(end) && !words.is_closed(end) && words.role_at(end).is_none() {
        return None;
    }
    if words.is_small(end) && !words.is_closed(end) {
        // Before a noun it is a place, unless the noun is a government's.
        let body = words.role_near(end).is_some_and(|noun| noun.role.kind != RoleKind::Profession);
        return (body || is_verb(words, end) || takes_object(words, end)).then_some(750);
    }
    let article = before.is_some_and(|at| words.is(at, Classes::DETERMINER));
    (!article).then_some(if before.is_some_and(|at| words.is(at, Classes::PREPOSITION)) { 650 } else { 700 })
}

/// Is the word a verb by what follows it? Nouns do not stand right before pronouns and articles (`Moscow sends us`).
fn takes_object(words: Words, at: usize) -> bool {
    words.is(at + 1, Classes::PRONOUN.or(Classes::DETERMINER).or(Classes::POSSESSIVE))
        && !words.has(at + 1, Shape::CLITIC)
}

/// Is it a form of a verb that we know to take people as subjects?
fn is_verb(words: Words, at: usize) -> bool {
    use crate::lexicon::{Form, Pos};
    let lexicons = &words.knowledge.lexicons;
    let tokens = words.tokens();
    let finite = |form: Form| form != Form::Base && form != Form::Plural && form != Form::Gerund;
    let cue = lexicons.cues.longest(tokens, at);
    let frame = lexicons.frames.longest(tokens, at);
    cue.is_some_and(|found| found.entries.iter().any(|entry| entry.value.pos == Pos::Verb && finite(entry.form)))
        || frame
            .is_some_and(|found| found.entries.iter().any(|entry| entry.value.pos == Pos::Verb && finite(entry.form)))
}

/// Does it stand in the line of place and date that opens an article (`MOSCOW, May 3 -`, `LONDON (Reuters) —`)?
pub(crate) fn in_dateline(words: Words, tokens: Tokens) -> bool {
    const LONGEST: usize = 14;
    let paragraph = words.document.paragraphs()[words.document.paragraph_of(tokens.start as usize)].tokens;
    let (first, last) = (paragraph.start as usize, paragraph.end as usize);
    if tokens.start as usize > first + LONGEST {
        return false;
    }
    let mut depth = 0;
    for at in first..last.min(first + LONGEST) {
        match words.kind(at) {
            // `Ardania — which voted no — left` is none: what a dateline opens begins like a sentence.
            Some(Kind::Dash) => return tokens.end as usize <= at && !words.is_small(at + 1),
            Some(Kind::Open) => depth += 1,
            Some(Kind::Close) => depth -= 1,
            Some(Kind::Comma | Kind::Number) => {}
            Some(Kind::Word) if depth > 0 || words.is_capital(at) => {}
            Some(Kind::Stop | Kind::Sign) => {}
            _ => return false,
        }
    }
    false
}
