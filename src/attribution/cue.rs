//! Verb groups that can report: `said`, `has repeatedly denied`, `according to`.
//!
//! Owns the choice between verb and noun readings of cue forms, by the words around them.

use super::reader::Reader;
use super::{noun, plural, source, subject};
use crate::lexicon::{Classes, Cue, Ending, Entry, Form, Pos, Takes};
use crate::text::{Kind, Tokens};

/// A cue in the sentence, with the auxiliaries and adverbs that belong to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    /// The cue and what belongs to it.
    pub(super) tokens: Tokens,
    /// The first token of the cue itself.
    pub(super) verb: u32,
    /// What the lexicon says of it.
    pub(super) cue: Cue,
    /// How it stands in the sentence.
    pub(super) voice: Voice,
}

/// How a cue stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// A finite verb with a subject of its own.
    Finite,
    /// `to say`: its subject is the sentence's.
    Infinitive,
    /// `saying`: its subject is the sentence's, or that of the cue before.
    Gerund,
    /// `was accused`: its subject is what is spoken of.
    Passive,
    /// `according to`: its source follows.
    Preposition,
    /// `his claim`: its source owns it.
    Noun,
}

/// How many adverbs and auxiliaries may stand before a cue verb.
const LONGEST_GROUP: usize = 6;

/// The cue groups among the sentence's own words, left to right.
pub(super) fn groups(reader: &Reader, sentence: Tokens) -> Vec<Group> {
    let mut groups = Vec::new();
    let tokens = &reader.document.tokens()[..sentence.end as usize];
    let cues = &reader.lexicons.cues;
    let next = |at: usize| Some(at + tokens.get(at..)?.iter().position(|token| token.marks.any(cues.mark()))?);
    let mut at = sentence.start as usize;
    while let Some(marked) = next(at) {
        at = marked;
        let cue = reader.is_outside(at).then(|| cues.longest(tokens, at)).flatten();
        let Some(found) = cue.filter(|_| !reader.is_surely_name(at)) else {
            at = reader.next(at);
            continue;
        };
        // `asked not to be named`, `a report card`
        if found.entries.iter().any(|entry| entry.value.takes == Takes::NOTHING) {
            at = found.tokens.end as usize;
            continue;
        }
        let mut readings = found.entries.iter().filter_map(|entry| group(reader, entry, found.tokens, sentence));
        // `was convinced`: an adjective, where it is one, rather than a passive.
        let first = readings.next();
        let passive = first.filter(|group| group.voice == Voice::Passive);
        let group = passive.and_then(|_| readings.next()).or(first);
        at = match group {
            Some(group) => {
                groups.push(group);
                found.tokens.end as usize
            }
            None => at + 1,
        };
    }
    groups
}

/// The group around one reading of a cue, if the words around allow that reading.
fn group(reader: &Reader, entry: &Entry<Cue>, tokens: Tokens, sentence: Tokens) -> Option<Group> {
    let (floor, ceiling) = (sentence.start as usize, sentence.end as usize);
    let cue = entry.value;
    // `according to NAME`, but `NAME was critical of` and `NAME was quoted as saying`.
    let names_source =
        reader.is(tokens.end as usize - 1, Classes::PREPOSITION.or(Classes::NOMINAL)) && cue.takes.has(Takes::CLAUSE);
    match cue.pos {
        // `Per Lindahl`
        Pos::Phrase if names_source && tokens.start as usize > floor && reader.is_capital(tokens.start as usize) => {
            return None;
        }
        Pos::Phrase if names_source => {
            return Some(Group { tokens, verb: tokens.start, cue, voice: Voice::Preposition });
        }
        Pos::Verb | Pos::Phrase | Pos::Adjective => {}
        Pos::Noun => return noun::group(reader, cue, tokens, floor, ceiling),
        _ => return None,
    }
    // `his call for ...`: the noun of a verb with its preposition.
    if tokens.len() > 1
        && entry.form == Form::Base
        && cue.pos == Pos::Verb
        && let Some(group) = noun::group(reader, cue, tokens, floor, ceiling)
    {
        return Some(group);
    }
    let verb = tokens.start as usize;
    if reader.kind_at(verb.wrapping_sub(1)) == Some(Kind::Hyphen) || reader.kind_at(verb + 1) == Some(Kind::Hyphen) {
        return None;
    }
    // `opposition figure NAME`, `the press secretary`
    if matches!(entry.form, Form::Base | Form::Third) && (reader.ends_role(tokens) || reader.opens_role(tokens)) {
        return None;
    }
    let mut start = verb;
    let mut auxiliary = Classes::NONE;
    let mut to = false;
    while start > floor && verb - start < LONGEST_GROUP && reader.is_outside(start - 1) {
        let classes = reader.classes(start - 1);
        let possessive = reader.is_possessive_clitic(start - 1) && !auxiliary_clitic(reader, start - 1, entry.form);
        if reader.is_surely_name(start - 1) {
            break;
        }
        if classes.any(Classes::AUXILIARY) && !possessive {
            auxiliary = auxiliary.or(classes);
        } else if classes.any(Classes::INFINITIVE) && start == verb {
            to = true;
        } else if classes.any(Classes::NEGATION) && classes.any(Classes::PRONOUN)
            || !(classes.any(Classes::ADVERB.or(Classes::NEGATION)) || is_manner(reader, start - 1, floor))
            || reader.is_capital(start - 1) && (start - 1 == floor || ends_name(reader, start - 1, verb))
        {
            break;
        }
        start -= 1;
    }
    let voice = match cue.pos {
        Pos::Phrase if to => Voice::Infinitive,
        Pos::Phrase => Voice::Finite,
        Pos::Adjective if auxiliary.any(Classes::BE) => Voice::Finite,
        Pos::Adjective => return None,
        _ => voice(reader, entry, tokens, start, auxiliary, to, floor)?,
    };
    Some(Group { tokens: Tokens { start: start as u32, end: tokens.end }, verb: tokens.start, cue, voice })
}

/// Is a capitalised adverb the last word of a name before a verb written small (`Belmark Today reported`)?
fn ends_name(reader: &Reader, at: usize, verb: usize) -> bool {
    let capital = |at: usize| reader.is_capital(at) && reader.is_outside(at);
    capital(at - 1) && !reader.is_function(at - 1) && !reader.is_capital(verb)
}

/// Is it an adverb of manner by its ending, right behind a name or a pronoun (`NAME bitterly denied`)?
fn is_manner(reader: &Reader, at: usize, floor: usize) -> bool {
    let subject = |at: usize| match reader.is_function(at) {
        true => reader.is(at, Classes::PRONOUN.or(Classes::AUXILIARY)),
        false => reader.is_capital(at),
    };
    at > floor && subject(at - 1) && !reader.is_capital(at) && reader.ends(at, Ending::Adverb)
}

/// A possessive-looking clitic is an auxiliary before a gerund or behind a pronoun.
fn auxiliary_clitic(reader: &Reader, at: usize, form: Form) -> bool {
    reader.is(at.wrapping_sub(1), Classes::PRONOUN) || form == Form::Gerund
}

/// How the verb stands; nothing where it is read as a noun or adjective.
fn voice(
    reader: &Reader,
    entry: &Entry<Cue>,
    tokens: Tokens,
    start: usize,
    auxiliary: Classes,
    to: bool,
    floor: usize,
) -> Option<Voice> {
    let (verb, end) = (tokens.start as usize, tokens.end as usize);
    let before = start.checked_sub(1).map(|at| behind_aside(reader, at)).filter(|&at| at >= floor);
    let unnamed = |at: &usize| !reader.is_surely_name(*at);
    let classes = before.filter(unnamed).map_or(Classes::NONE, |at| reader.classes(at));
    let noun_before = classes.any(Classes::POSSESSIVE)
        || classes.any(Classes::DETERMINER.or(Classes::NUMBER)) && !classes.any(Classes::PRONOUN)
        || before.is_some_and(|at| reader.is_possessive_clitic(at) || reader.kind_at(at) == Some(Kind::Number));
    if to {
        return (entry.form == Form::Base).then_some(Voice::Infinitive);
    }
    let has_auxiliary = !auxiliary.is_none();
    let passive = auxiliary.any(Classes::BE);
    match entry.form {
        Form::Gerund if passive => Some(Voice::Finite),
        Form::Gerund if noun_before || classes.any(Classes::AUXILIARY) => None,
        Form::Gerund => Some(Voice::Gerund),
        Form::Past if has_auxiliary => None,
        Form::Participle | Form::PastOrParticiple if passive => Some(Voice::Passive),
        Form::Participle if auxiliary.any(Classes::HAVE) => Some(Voice::Finite),
        // `a plan drawn up by NAME`
        Form::Participle if reader.is(end, Classes::BY) => Some(Voice::Passive),
        Form::Participle => None,
        // `the two wrote`, `four in 10 said they ...`
        Form::Past | Form::PastOrParticiple
            if before.is_some_and(|at| is_number(reader, at))
                && (is_clear_verb(entry) || opens_content(reader, end)) =>
        {
            Some(Voice::Finite)
        }
        Form::Base if before.is_some_and(|at| is_number(reader, at)) && is_only_verb(reader, entry, tokens) => {
            Some(Voice::Finite)
        }
        _ if noun_before && !has_auxiliary => None,
        // `NAME has long said`: no base form stands behind a form of have or be.
        Form::Base if auxiliary.any(Classes::HAVE.or(Classes::BE)) => None,
        Form::Base if has_auxiliary => Some(Voice::Finite),
        Form::Base => {
            let noun = reader.is(end, Classes::PREPOSITION) && !is_clear_verb(entry);
            let clause = is_clear_verb(entry) && !reader.is(end, Classes::PREPOSITION);
            let subject =
                before.is_some_and(|at| plural::subject(reader, at) || clause && plural::head(reader, at, floor));
            // `six in 10 say the tax is fair`, `NAME and NAME say`: hardly a noun, and no noun phrase else ends here.
            let plain = || before.is_some_and(|at| is_number(reader, at) || reader.is_content_word(at));
            let subject = subject || is_only_verb(reader, entry, tokens) && plain();
            let subject = subject || clause && plural::apposed(reader, start, floor);
            // `people like us`
            let preposition = reader.is(verb, Classes::PREPOSITION) && !classes.any(Classes::PRONOUN);
            (subject && !noun && !preposition && !reader.is_capital(verb)).then_some(Voice::Finite)
        }
        Form::Third if has_auxiliary || before.is_some() && reader.is_capital(verb) && !is_surely_verb(entry) => None,
        Form::Third => {
            let clear = before.is_none_or(|at| {
                reader.is_capital(at)
                    || !reader.is_content_word(at)
                    || reader.role(at).is_some() && (is_clear_verb(entry) || determined(reader, start, floor))
                    || (is_clear_verb(entry) || beside_quotation(reader, start, end, floor))
                        && opens_content(reader, end)
                        && determined(reader, start, floor)
            });
            let noun = || !is_clear_verb(entry) && !before.is_some_and(|at| reader.is_subject_pronoun(at));
            let preposition = classes.any(Classes::PREPOSITION)
                || reader.is(end, Classes::PREPOSITION) && noun() && !leads_to_quotation(reader, end);
            (clear && !preposition).then_some(Voice::Finite)
        }
        _ if classes.any(Classes::PREPOSITION) && !has_auxiliary => None,
        // `NAME spoke when asked about the plan`: whoever asked.
        Form::PastOrParticiple if !has_auxiliary && is_bare_subordinator(classes) => None,
        // `rebels backed by NAME`
        Form::PastOrParticiple if !has_auxiliary && reader.is(end, Classes::BY) => {
            // `"...," NAME said by telephone`, `"...," NAME, now 81, said by telephone`
            let aside = |at: usize| reader.kind_at(at) == Some(Kind::Comma) && is_surely_verb(entry);
            let named = before.is_some_and(|at| reader.is_capital(at) || reader.is_subject_pronoun(at) || aside(at));
            let closes = named && subject::between(reader, start, floor).is_some();
            Some(if closes { Voice::Finite } else { Voice::Passive })
        }
        // `NAME, asked about the fee, said ...`
        Form::PastOrParticiple if !has_auxiliary && is_aside(reader, start, end, floor) => None,
        // `three people briefed on the plan said ...`
        Form::PastOrParticiple if !has_auxiliary && is_reduced(reader, before, end) => None,
        // `a band called NAME`: no role nor name that calls.
        Form::PastOrParticiple if !has_auxiliary && names_before(reader, entry, before, end, floor) => None,
        _ => Some(Voice::Finite),
    }
}

/// Is it a subordinator and nothing that could be a subject (`when`, `if`, `once`)?
fn is_bare_subordinator(classes: Classes) -> bool {
    let subject = Classes::PRONOUN.or(Classes::COMPLEMENTIZER).or(Classes::CONJUNCTION).or(Classes::ADVERB);
    classes.any(Classes::SUBORDINATOR) && !classes.any(subject)
}

/// Does a participle open an aside between a name and its verb (`NAME, asked about the fee, said ...`)?
fn is_aside(reader: &Reader, start: usize, end: usize, floor: usize) -> bool {
    const LONGEST: usize = 20;
    let comma = |at: usize| reader.is_outside(at) && reader.kind_at(at) == Some(Kind::Comma);
    let named = start > floor + 1 && comma(start - 1) && reader.is_capital(start - 2);
    let near = (end..end + LONGEST).take_while(|&at| !matches!(reader.kind_at(at), None | Some(Kind::Stop)));
    let close = || near.into_iter().find(|&at| comma(at));
    named
        && source::before(reader, start, floor).is_none()
        && close().is_some_and(|close| reader.is_surely_told(close + 1))
}

/// Does a participle with a preposition tell of the noun before it, whose verb of saying follows (`people briefed on the plan
/// said ...`)?
fn is_reduced(reader: &Reader, before: Option<usize>, end: usize) -> bool {
    const LONGEST: usize = 10;
    let clause = Classes::COMPLEMENTIZER.or(Classes::WH).or(Classes::RELATIVE).or(Classes::CONJUNCTION);
    let noun = before.is_some_and(|at| reader.is_lower_word(at));
    let mut near = (end..end + LONGEST)
        .take_while(|&at| reader.is_outside(at) && reader.kind_at(at) == Some(Kind::Word) && !reader.is(at, clause));
    noun && reader.is(end, Classes::PREPOSITION) && near.any(|at| at > end + 1 && reader.is_surely_told(at))
}

/// Is it a number, in words or figures?
fn is_number(reader: &Reader, at: usize) -> bool {
    reader.is(at, Classes::NUMBER) || reader.kind_at(at) == Some(Kind::Number)
}

/// Is a form of the cue hardly ever a noun?
fn is_clear_verb(entry: &Entry<Cue>) -> bool {
    entry.value.outside >= 700
}

/// The word before an adverb between commas that ends at `at` (`Critics, however, say`), else `at` itself.
fn behind_aside(reader: &Reader, at: usize) -> usize {
    let comma = |at: usize| reader.kind_at(at) == Some(Kind::Comma);
    let aside = at >= 3 && comma(at) && reader.is(at - 1, Classes::ADVERB) && comma(at - 2);
    if aside { at - 3 } else { at }
}

/// Does a participle name what stands before it (`a group called "..."`, `NAME, dubbed "the Fox," said`)?
fn names_before(reader: &Reader, entry: &Entry<Cue>, before: Option<usize>, end: usize, floor: usize) -> bool {
    const LONGEST: usize = 40;
    let capital = |at: usize| if reader.is_outside(at) { reader.is_capital(at) } else { reader.opens_capital(at) };
    let thing = |at: usize| {
        let human = reader.role(at).is_some_and(|kind| kind.is_human());
        reader.is_lower_word(at) && !human && (reader.role(at).is_none() || capital(end))
    };
    let name = !reader.is_outside(end) || reader.is_capital(end);
    // Between commas: `a blog, called the "Feed," ...`
    let quotation = end + usize::from(reader.is(end, Classes::DETERMINER));
    let closed = !reader.is_outside(quotation) && reader.pauses(reader.next(quotation) - 1);
    let comma = |at: usize| reader.is_outside(at) && reader.kind_at(at) == Some(Kind::Comma);
    let between = |at: usize| closed && comma(at) && !(floor..at).rev().take(LONGEST).any(comma);
    entry.value.takes.has(Takes::NAME) && before.is_some_and(|at| name && thing(at) || between(at))
}

/// Is a form of the cue a verb even where headlines capitalise it (but `the United States`)?
fn is_surely_verb(entry: &Entry<Cue>) -> bool {
    entry.value.outside >= 850
}

/// Is a base form of the cue a verb that reports the clause behind it, and no noun that we know?
fn is_only_verb(reader: &Reader, entry: &Entry<Cue>, tokens: Tokens) -> bool {
    let noun = |other: &Entry<Cue>| other.value.pos == Pos::Noun;
    let word = reader.token(tokens.start as usize).symbol;
    let clause = is_surely_verb(entry) && entry.value.takes.has(Takes::CLAUSE) && tokens.len() == 1;
    let end = tokens.end as usize;
    clause
        && opens_content(reader, end)
        && !reader.is(end, Classes::PREPOSITION)
        && !reader.lexicons.cues.word(word).iter().any(noun)
}

/// Does a singular noun phrase end before `end`, as far as can be told: one that a determiner or a name opens (but `more
/// diverse states`)?
fn determined(reader: &Reader, end: usize, floor: usize) -> bool {
    let determiner = Classes::DETERMINER.or(Classes::POSSESSIVE);
    let opens = |at: usize| reader.is(at, determiner) || reader.is_capital(at);
    source::phrase_before(reader, end, floor).is_some_and(opens)
}

/// Does a quotation stand right behind a verb, or right before its subject?
fn beside_quotation(reader: &Reader, start: usize, end: usize, floor: usize) -> bool {
    let behind = match reader.kind_at(end) {
        Some(Kind::Comma | Kind::Colon) => end + 1,
        _ => end,
    };
    let determined = |at: usize| reader.is(at, Classes::DETERMINER.or(Classes::POSSESSIVE)) || reader.is_capital(at);
    let subject = source::phrase_before(reader, start, floor).filter(|&at| at > 0 && determined(at));
    !reader.is_outside(behind)
        || subject.is_some_and(|at| !reader.is_outside(at - 1))
        || subject::between(reader, start, floor).is_some()
}

/// Does a comma or colon with a quotation behind it close the few words behind a verb (`asks in the hall, "..."`)?
fn leads_to_quotation(reader: &Reader, end: usize) -> bool {
    const LONGEST: usize = 8;
    let mark = (end..end + LONGEST).find(|&at| matches!(reader.kind_at(at), Some(Kind::Comma | Kind::Colon)));
    mark.is_some_and(|at| reader.is_outside(at) && !reader.is_outside(at + 1))
}

/// Can what is reported start at `at`, rather than the verb of a noun before it (`the northern states ended ...`)?
fn opens_content(reader: &Reader, at: usize) -> bool {
    let opener = Classes::COMPLEMENTIZER
        .or(Classes::WH)
        .or(Classes::DETERMINER)
        .or(Classes::POSSESSIVE)
        .or(Classes::PRONOUN)
        .or(Classes::PREPOSITION)
        .or(Classes::INFINITIVE)
        .or(Classes::SUBORDINATOR);
    reader.kind_at(at) != Some(Kind::Word) || !reader.is_outside(at) || reader.is(at, opener) || reader.is_capital(at)
}
