//! Seats of whom is said, in what somebody says, what is said of nobody but a government: that they lie, that one cannot trust
//! them, that it is kind of them to come. Outside quotations a town is a town, unless it does what governments do (`place`).

use super::words::Words;
use crate::lexicon::{Classes, Ending, Entry, Pos, RoleKind, Valence, ValenceKind};
use crate::text::{Kind, Shape};

/// Does what somebody says judge the seats from `first` to `last`, of which this one begins at `start`, as a government?
pub(super) fn is_judged(words: Words, first: usize, start: usize, last: usize) -> bool {
    if words.document.quotation_of(start).is_none() || words.has(start, Shape::BLANK) {
        return false;
    }
    let before = first.checked_sub(1).filter(|&at| words.is_word(at));
    let led = |classes| before.filter(|&at| words.is(at, classes));
    let link = led(Classes::PREPOSITION.or(Classes::INFINITIVE)).filter(|&at| !words.is(at, Classes::SUBORDINATOR));
    if let Some(link) = link {
        return is_served(words, link, last) || is_missed(words, link, last) || is_shown(words, link, last);
    }
    let opens = before.is_none() || led(Classes::CONJUNCTION.or(Classes::COMPLEMENTIZER)).is_some();
    let subject = opens || led(Classes::ADVERB.or(Classes::SUBORDINATOR)).is_some();
    subject && behaves(words, last)
        || before.is_none() && (is_fronted(words, last) || is_called(words, last))
        || before.is_some_and(|at| is_told_what(words, at, last) || is_found_out(words, at, last))
}

/// `the government in Oslo`, `the generals in Bern`: whoever rules there; `that somebody in Oslo pick up the phone`.
fn is_served(words: Words, link: usize, last: usize) -> bool {
    let rules = || {
        let noun = words.role_before(link).filter(|noun| noun.role.plural)?;
        Some(noun.role.kind == RoleKind::Office)
    };
    words.is(link, Classes::LOCATIVE)
        && link > 0
        && (words.is(link - 1, Classes::ARM.or(Classes::OTHER))
            || rules() == Some(true)
            || words.is(link - 1, Classes::PRONOUN) && behaves(words, last))
}

/// `What we got from Oslo was ...`, `What I miss in Oslo is ...`; `With Oslo you count your fingers`.
fn is_missed(words: Words, link: usize, last: usize) -> bool {
    const LONGEST: usize = 6;
    let dealt = words.is_opening(link)
        && words.is(last, Classes::PRONOUN)
        && !words.is(link, Classes::LOCATIVE.or(Classes::AUTHOR).or(Classes::INFINITIVE));
    let opens = |&at: &usize| words.is(at, Classes::WH) && words.is(at + 1, Classes::PRONOUN);
    let clause = || (link.saturating_sub(LONGEST)..link).rev().take_while(|&at| words.is_word(at));
    // `from our own capital and from Oslo alike we get nothing but lies`
    let subject = last + usize::from(words.is(last, Classes::ADVERB));
    let got = words.is(link, Classes::AUTHOR)
        && words.is(subject, Classes::PRONOUN)
        && (subject..subject + LONGEST)
            .take_while(|&at| words.is_word(at))
            .any(|at| appraises(words, at, |pos| matches!(pos, Pos::Noun | Pos::Phrase)));
    dealt || got || words.is(last, Classes::BE) && clause().any(|at| opens(&at))
}

/// `such courage from Oslo`, `nothing but lies from Oslo`; `kind of Oslo to come`.
fn is_shown(words: Words, link: usize, last: usize) -> bool {
    let Some(at) = link.checked_sub(1).filter(|&at| words.is_word(at)) else { return false };
    let noun = words.is(link, Classes::AUTHOR) && appraises(words, at, |pos| pos == Pos::Noun);
    let manner = words.is(link, Classes::GENITIVE)
        && words.is(last, Classes::INFINITIVE)
        && appraises(words, at, |pos| matches!(pos, Pos::Adjective | Pos::Phrase));
    noun || manner
}

/// Does the rest of the clause tell how somebody behaves: by an idiom (`turned a blind eye`), a verb of praise or blame, or what
/// somebody tries to do?
fn behaves(words: Words, end: usize) -> bool {
    const PASSED: Classes = Classes::ADVERB.or(Classes::NEGATION).or(Classes::AUXILIARY);
    let mut at = end;
    while words.is_word(at) {
        let tries = || {
            words.knowledge.lexicons.endings.tell(words.document.word(at), Ending::Gerund)
                && words.is(at + 1, Classes::INFINITIVE)
                && !words.is(at, Classes::LOCAL)
        };
        if words.is_small(at) && (is_idiom(words, at) || appraises(words, at, |pos| pos == Pos::Verb) || tries()) {
            return true;
        }
        if !words.is(at, PASSED) {
            return false;
        }
        at += 1;
    }
    false
}

/// `Oslo we cannot trust`.
fn is_fronted(words: Words, last: usize) -> bool {
    words.is(last, Classes::PRONOUN) && words.is(last + 1, Classes::AUXILIARY.or(Classes::NEGATION).or(Classes::FINITE))
}

/// `Oslo, that champion of freedom`.
fn is_called(words: Words, last: usize) -> bool {
    const LONGEST: usize = 4;
    let demonstrative =
        |at: usize| words.is(at, Classes::DETERMINER) && words.is(at, Classes::COMPLEMENTIZER.or(Classes::PRONOUN));
    words.kind(last) == Some(Kind::Comma)
        && demonstrative(last + 1)
        && (last + 2..last + 2 + LONGEST)
            .take_while(|&at| words.is_small(at))
            .any(|at| appraises(words, at, |pos| matches!(pos, Pos::Noun | Pos::Adjective)))
}

/// `that is what Oslo is`.
fn is_told_what(words: Words, before: usize, last: usize) -> bool {
    words.is(before, Classes::WH)
        && words.is(last, Classes::BE)
        && matches!(words.kind(last + 1), None | Some(Kind::Stop | Kind::Comma | Kind::Mark(_)))
}

/// `the paymaster of these fanatics is Oslo`: who is what somebody is called.
fn is_found_out(words: Words, before: usize, last: usize) -> bool {
    const LONGEST: usize = 12;
    let ends = matches!(words.kind(last), None | Some(Kind::Stop | Kind::Comma | Kind::Mark(_)));
    let clause = (before.saturating_sub(LONGEST)..before).rev().take_while(|&at| words.is_word(at));
    let mut clause = clause.take_while(|&at| !words.is(at, Classes::LOCAL));
    words.is(before, Classes::BE) && ends && clause.any(|at| appraises(words, at, |pos| pos == Pos::Noun))
}

/// Does an idiom of praise or blame begin at `at`?
fn is_idiom(words: Words, at: usize) -> bool {
    let found = words.knowledge.lexicons.valence.longest(words.tokens(), at);
    found.is_some_and(|found| found.tokens.len() > 2 && found.entries.iter().any(is_attitude))
}

/// Is the word at `at` one of praise or blame, in a part of speech that `fits`?
fn appraises(words: Words, at: usize, fits: impl Fn(Pos) -> bool) -> bool {
    let found = words.knowledge.lexicons.valence.longest(words.tokens(), at);
    let told = |entry: &Entry<Valence>| is_attitude(entry) && fits(entry.value.pos);
    found.is_some_and(|found| found.entries.iter().any(told))
}

/// Does an entry praise or blame, and enough so?
fn is_attitude(entry: &Entry<Valence>) -> bool {
    const LEAST: i16 = 200;
    entry.value.kind == ValenceKind::Attitude && entry.setting == 0 && entry.value.value.abs() >= LEAST
}
