//! Transcripts: turns of talk, each opened by who takes it (`NOVAK: ...`, `Q: ...`, `A. ...`).
//!
//! Owns which paragraphs are turns, and whose. A turn is a quote without quotation marks: its words are the speaker's own. One
//! line with a colon is none yet; turns stand beside others, and speakers come back.

use super::reader::Reader;
use super::{Quote, source, statement};
use crate::lexicon::Classes;
use crate::text::{Kind, Shape, Tokens};

/// How many tokens may name whose turn it is.
const LONGEST_LABEL: usize = 14;

/// The name of the rule.
pub(super) const RULE: &str = "transcript";

/// How many paragraphs a turn may have: later rooms look at all pieces of a quote at once, and stay linear on any input only
/// if these are few.
const LONGEST_TURN: usize = 32;

/// A paragraph, or several, that somebody speaks.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// The words that name who speaks.
    pub(super) source: Option<Tokens>,
    /// What is said, a piece for each paragraph.
    pub(super) content: Vec<Tokens>,
    /// The paragraphs, from the first to behind the last.
    pub(super) paragraphs: std::ops::Range<usize>,
    /// The name of the rule that found it.
    pub(super) rule: &'static str,
}

/// Is a quote a turn, all of which is spoken though no quotation marks say so?
pub(super) fn is_turn(quote: &Quote) -> bool {
    [RULE, statement::POST, statement::STATEMENT].contains(&quote.rule)
}

impl Turn {
    /// The turn as a quote, once.
    pub(super) fn take(&mut self) -> Option<Quote> {
        let content = std::mem::take(&mut self.content);
        (!content.is_empty()).then(|| Quote::new(content, self.source, self.rule, 850))
    }
}

/// Who takes a turn, as its paragraph begins.
#[derive(Clone, Copy, Debug)]
struct Label {
    tokens: Tokens,
    /// Where the words begin that are spoken.
    content: usize,
    paragraph: usize,
}

impl Label {
    /// Is it one letter (`Q:`, `A.`), which names a side rather than a person?
    fn is_letter(&self, reader: &Reader) -> bool {
        is_letter(reader, self.tokens.start as usize) && self.tokens.len() == 1
    }
}

/// The turns of an article, in order; none where it is no transcript.
pub(super) fn turns(reader: &Reader) -> Vec<Turn> {
    let paragraphs = reader.document.paragraphs();
    let labels: Vec<Label> = (0..paragraphs.len()).filter_map(|number| label(reader, number)).collect();
    if !is_talk(reader, &labels) {
        return Vec::new();
    }
    let answers = answers(reader, &labels);
    let mut turns: Vec<Turn> = Vec::with_capacity(labels.len());
    for (number, label) in labels.iter().enumerate() {
        let next = labels.get(number + 1).map_or(label.paragraph + 1, |next| next.paragraph);
        let source = match label.is_letter(reader) {
            true => {
                answers.filter(|(letter, _)| word(reader, *letter) == word(reader, label.tokens)).map(|(_, name)| name)
            }
            false => Some(label.tokens),
        };
        let end = paragraphs[label.paragraph].tokens.end as usize;
        let mut turn = Turn {
            source,
            content: vec![Tokens::new(label.content, end)],
            paragraphs: label.paragraph..label.paragraph + 1,
            rule: RULE,
        };
        // Paragraphs between two turns go on with the first, unless one of them is a question.
        let goes_on =
            |number: usize| paragraphs[number].boilerplate.is_none() && !asks(reader, paragraphs[number].tokens);
        let next = next.min(label.paragraph + LONGEST_TURN);
        while turn.paragraphs.end < next && goes_on(turn.paragraphs.end - 1) && goes_on(turn.paragraphs.end) {
            turn.content.push(paragraphs[turn.paragraphs.end].tokens);
            turn.paragraphs.end += 1;
        }
        turns.push(turn);
    }
    turns
}

/// Who speaks a paragraph, if it opens with that, and if what follows is spoken: it ends as sentences do.
fn label(reader: &Reader, number: usize) -> Option<Label> {
    let paragraph = reader.document.paragraphs()[number];
    let (start, end) = (paragraph.tokens.start as usize, paragraph.tokens.end as usize);
    if paragraph.boilerplate.is_some() || start >= end || !reader.is_capital(start) || !reader.is_outside(start) {
        return None;
    }
    let colon = (start..end.min(start + LONGEST_LABEL)).find(|&at| reader.kind_at(at) == Some(Kind::Colon));
    let (behind, content) = match colon {
        Some(colon) => (colon, colon + 1),
        // `Q. ...`, and `Q ...` where the letter is no word.
        None if is_letter(reader, start) && reader.kind_at(start + 1) == Some(Kind::Stop) => (start + 1, start + 2),
        None if is_letter(reader, start) && !reader.is_function(start) => (start + 1, start + 1),
        None => return None,
    };
    // `ANNA NOVAK, HOST: ...`, `SEN. ANNA NOVAK (R-TX): ...`
    let upper = |at: usize| is_upper(reader, at) || !matches!(reader.kind_at(at), Some(Kind::Word));
    let mark = (start..behind).find(|&at| matches!(reader.kind_at(at), Some(Kind::Comma | Kind::Open)));
    let upper = (start..behind).all(upper);
    let behind = mark.filter(|_| upper).unwrap_or(behind);
    let names = |at: usize| match reader.kind_at(at) {
        Some(Kind::Word) => {
            reader.is_capital(at) && (at == start || !reader.is_function(at)) || reader.is(at, Classes::LINKER)
        }
        // `SEN. NOVAK: ...`
        Some(Kind::Stop) => upper && at + 1 < behind,
        kind => matches!(kind, Some(Kind::Hyphen)),
    };
    let wh = reader.is(start, Classes::WH.or(Classes::TIME).or(Classes::WEEKDAY).or(Classes::MONTH));
    let spoken = content < end
        && matches!(
            reader.kind_at(end - 1),
            Some(Kind::Stop | Kind::Ellipsis | Kind::Close | Kind::Mark(_) | Kind::Dash)
        );
    let tokens = Tokens::new(start, behind);
    (spoken && !wh && (start..behind).all(names)).then_some(Label { tokens, content, paragraph: number })
}

/// Are the labels those of talk: two next to each other, and one that comes back or tells what the speaker is? Results and
/// cast lists have labels too, but neither pronouns nor verbs.
fn is_talk(reader: &Reader, labels: &[Label]) -> bool {
    const NEAR: usize = 3;
    let near = labels.windows(2).any(|pair| pair[1].paragraph - pair[0].paragraph <= NEAR);
    // `FOREIGN MINISTER ANNA NOVAK: ...`, then `NOVAK: ...`
    let last = |label: &Label| Tokens { start: label.tokens.end - 1, ..label.tokens };
    let mut words: Vec<&str> = labels.iter().map(|label| word(reader, last(label))).collect();
    words.sort_unstable();
    let comes_back = words.windows(2).any(|pair| pair[0] == pair[1]);
    let answered = labels.windows(2).any(|pair| {
        let letters = pair.iter().all(|label| label.is_letter(reader));
        letters && asks(reader, turn_of(reader, &pair[0]))
    });
    let titled = |label: &Label| {
        let opens =
            label.tokens.start as usize + usize::from(reader.is(label.tokens.start as usize, Classes::DETERMINER));
        reader.role(opens).is_some_and(|kind| kind.is_human())
    };
    let is_clause =
        |label: &Label| turn_of(reader, label).range().any(|at| reader.is(at, Classes::PRONOUN.or(Classes::AUXILIARY)));
    let clauses = labels.iter().filter(|label| is_clause(label)).count();
    // Two who talk to each other: `NOVAK: ...`, `DAHL: ...`.
    let between = || {
        let named = |label: &Label| titled(label) || is_name(reader, label.tokens);
        let spoken = |label: &Label| addresses(reader, turn_of(reader, label));
        clauses == labels.len() && labels.iter().all(named) && labels.iter().any(spoken)
    };
    // `MR. NOVAK: ...`, `Q: ...`: in capitals all of them, some asking.
    let stop = |at: usize| reader.kind_at(at) == Some(Kind::Stop);
    let upper = |label: &Label| label.tokens.range().all(|at| is_upper(reader, at) || stop(at));
    let asked = || labels.iter().all(upper) && labels.iter().any(|label| asks(reader, turn_of(reader, label)));
    if near && comes_back && asked() {
        return true;
    }
    near && 2 * clauses >= labels.len() && (comes_back || answered || labels.iter().all(titled) || between())
}

/// Does a label name a person: by a given name, or, in capitals, by a word that is nothing else?
fn is_name(reader: &Reader, label: Tokens) -> bool {
    let given = Classes::FIRSTNAME_ANY;
    let first = label.start as usize;
    let upper = |at: usize| {
        let symbol = reader.token(at).symbol;
        let known = !reader.lexicons.cues.word(symbol).is_empty() || !reader.lexicons.valence.word(symbol).is_empty();
        reader.token(at).shape.has(Shape::UPPER)
            && !known
            && reader.role(at).is_none()
            && !reader.is(at, Classes::OPENER)
    };
    label.len() > 1 && reader.is(first, given) || label.len() == 1 && upper(first)
}

/// Does somebody speak to somebody: is there a question, or an `I` or `you`?
fn addresses(reader: &Reader, turn: Tokens) -> bool {
    let person = |at: usize| reader.lexicons.pronoun(reader.token(at).symbol).is_some_and(|it| it.person < 3);
    asks(reader, turn) || turn.range().any(person)
}

/// The letter that answers, and the name of who is asked: the first full name before the first turn.
fn answers(reader: &Reader, labels: &[Label]) -> Option<(Tokens, Tokens)> {
    let letters = || labels.iter().filter(|label| label.is_letter(reader));
    let first = letters().next()?;
    let other = letters().find(|label| word(reader, label.tokens) != word(reader, first.tokens));
    // One letter alone answers, unless it asks.
    let answer = other.or(Some(first).filter(|label| !asks(reader, turn_of(reader, label))))?;
    let before = reader.document.paragraphs()[first.paragraph].tokens.start as usize;
    Some((answer.tokens, first_name(reader, before)?))
}

fn turn_of(reader: &Reader, label: &Label) -> Tokens {
    Tokens::new(label.content, reader.document.paragraphs()[label.paragraph].tokens.end as usize)
}

/// The first run of capitals before a place that is a full name, titles included.
fn first_name(reader: &Reader, end: usize) -> Option<Tokens> {
    const LOOK: usize = 200;
    const LONGEST: usize = 7;
    let name = |at: usize| {
        let joined = reader.kind_at(at) == Some(Kind::Hyphen);
        at < end && (joined || reader.is_capital(at) && !reader.is_function(at))
    };
    let mut at = 0;
    while at < end.min(LOOK) {
        let length = (at..end).take_while(|&at| name(at)).count();
        if (2..=LONGEST).contains(&length) && reader.is_capital(at) && source::phrase_behind(reader, at, end).is_some()
        {
            return Some(Tokens::new(at, at + length));
        }
        at += length.max(1);
    }
    None
}

/// Is it a word in capitals, or a capital letter?
fn is_upper(reader: &Reader, at: usize) -> bool {
    reader.token(at).shape.has(Shape::UPPER) || is_letter(reader, at)
}

/// Is it a capital letter alone, or one with a stop?
fn is_letter(reader: &Reader, at: usize) -> bool {
    let stop = reader.token(at).shape.has(Shape::PERIOD);
    reader.is_capital(at) && reader.document.word(at).chars().count() == 1 + usize::from(stop)
}

/// Does a stretch end in a question mark?
fn asks(reader: &Reader, tokens: Tokens) -> bool {
    let last = tokens.range().next_back().filter(|&at| reader.kind_at(at) == Some(Kind::Stop));
    last.is_some_and(|at| reader.document.word(at).contains('?'))
}

fn word<'t>(reader: &Reader<'_, 't>, tokens: Tokens) -> &'t str {
    reader.document.words(tokens)
}
