//! Which phrase: runs of words as small numbers.
//!
//! A [`Phrase`] stands for a word, or for a run of words that a room above knows something of. [`Phrases`] is the trie of all
//! runs, whatever they are known for, so that one walk from each word of a text finds what every phrasebook holds there:
//! a token carries the longest phrases that begin with it, and the marks of them all. The trie is one hash table of its
//! edges; a filter tells most words that go on with no phrase, without a look at it.

use super::slots::{Glance, Slots};
use super::symbol::Marks;
use super::{Kind, Symbol, Token};
use serde::{Deserialize, Serialize};

/// The number of a phrase in one [`super::Vocabulary`]: for a word alone its symbol's, for longer ones a number of their own;
/// and how many words it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Phrase(u32);

impl Phrase {
    /// No phrase.
    pub const NONE: Phrase = Phrase(0);

    /// How many words a phrase may have, at most.
    pub const LONGEST: usize = u8::MAX as usize;

    pub(super) fn word(symbol: Symbol) -> Phrase {
        Phrase((symbol.index() as u32) << 8 | 1)
    }

    fn run(number: usize, words: usize) -> Phrase {
        Phrase((number as u32) << 8 | words as u32)
    }

    /// Its number, for tables indexed by symbol or, where it has several words, by phrase.
    pub fn index(self) -> usize {
        (self.0 >> 8) as usize
    }

    /// How many words it has.
    pub fn words(self) -> usize {
        (self.0 & 0xff) as usize
    }
}

/// A phrase that is another one and a word more.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Run {
    stem: Phrase,
    word: Symbol,
    /// What it is marked with; nothing where only longer ones are known.
    marks: Marks,
}

/// All runs of words that anything is known of, and their beginnings.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Vec<Run>", into = "Vec<Run>")]
pub(super) struct Phrases {
    /// By number; the first one is none.
    runs: Vec<Run>,
    /// The numbers by the hashes of stem and word.
    slots: Slots,
}

impl Default for Phrases {
    fn default() -> Self {
        vec![Run::default()].into()
    }
}

impl From<Vec<Run>> for Phrases {
    fn from(runs: Vec<Run>) -> Phrases {
        let mut slots = Slots::with_room(runs.len());
        runs.iter().enumerate().skip(1).for_each(|(number, run)| slots.add(hash(run.stem, run.word), number));
        Phrases { runs, slots }
    }
}

impl From<Phrases> for Vec<Run> {
    fn from(phrases: Phrases) -> Vec<Run> {
        phrases.runs
    }
}

/// How many pairs of words are looked up together.
const BATCH: usize = 32;

impl Phrases {
    /// The first words of all runs, each with a word that follows it.
    pub(super) fn openings(&self) -> impl Iterator<Item = (Phrase, Symbol)> {
        self.runs.iter().filter(|run| run.stem.words() == 1).map(|run| (run.stem, run.word))
    }

    /// The run of these words, added where it is new, and marked. There are at least two of them.
    pub(super) fn intern(&mut self, words: &[Symbol], marks: Marks) -> Phrase {
        let mut stem = Phrase::word(words[0]);
        let mut number = 0;
        for &word in &words[1..] {
            number = self.get(stem, word).unwrap_or_else(|| self.add(Run { stem, word, marks: Marks::NONE }));
            stem = Phrase::run(number, stem.words() + 1);
        }
        self.runs[number].marks = self.runs[number].marks.or(marks);
        stem
    }

    fn add(&mut self, run: Run) -> usize {
        let number = self.runs.len();
        self.runs.push(run);
        if self.slots.has_room(self.runs.len()) {
            self.slots.add(hash(run.stem, run.word), number);
        } else {
            *self = std::mem::take(&mut self.runs).into();
        }
        number
    }

    /// Tells each token the longest phrases that begin with it, and the marks of all that do. Hyphens are passed over, so that
    /// `iron-clad` and `iron clad` are one phrase. For each token, `next` is the filter of what may follow it.
    pub(super) fn find(&self, tokens: &mut [Token], next: &[Followers]) {
        let (mut openings, mut count) = ([(0, 0); BATCH], 0);
        for (start, next) in next.iter().enumerate().filter(|(_, next)| **next != Followers::NONE) {
            let Some(second) = word_at(tokens, start + 1) else { continue };
            if next.may_be(tokens[second].symbol) {
                openings[count] = (start, second);
                count += 1;
                if count == BATCH {
                    self.find_all(tokens, &openings);
                    count = 0;
                }
            }
        }
        self.find_all(tokens, &openings[..count]);
    }

    /// Finds the phrases that begin with some pairs of words. All slots are fetched before the first one is judged, so that the
    /// fetches wait side by side.
    fn find_all(&self, tokens: &mut [Token], openings: &[(usize, usize)]) {
        let (mut seen, mut runs) = ([Glance::default(); BATCH], [Run::default(); BATCH]);
        let pair = |tokens: &[Token], (start, second): (usize, usize)| {
            (Phrase::word(tokens[start].symbol), tokens[second].symbol)
        };
        for (seen, &opening) in seen.iter_mut().zip(openings) {
            let (stem, word) = pair(tokens, opening);
            *seen = self.slots.glance(hash(stem, word));
        }
        for (run, seen) in runs.iter_mut().zip(&seen) {
            *run = self.runs[if seen.number < self.runs.len() { seen.number } else { 0 }];
        }
        for ((seen, run), &opening) in seen.iter().zip(&runs).zip(openings) {
            let (stem, word) = pair(tokens, opening);
            let found = match seen {
                Glance { free: true, .. } => None,
                Glance { number, .. } if (run.stem, run.word) == (stem, word) => Some(*number),
                _ => self.get(stem, word),
            };
            if let Some(number) = found {
                self.go_on(tokens, opening, number);
            }
        }
    }

    /// Tells the token that opens a run of two words, whose number is known, of it and of longer ones.
    fn go_on(&self, tokens: &mut [Token], (start, second): (usize, usize), number: usize) {
        let (mut number, mut at, mut words) = (number, second, 2);
        loop {
            let (marks, phrase) = (self.runs[number].marks, Phrase::run(number, words));
            if marks != Marks::NONE {
                let token = &mut tokens[start];
                (token.phrase, token.shorter) = (phrase, token.phrase);
                token.marks = token.marks.or(marks);
            }
            let Some(next) = word_at(tokens, at + 1) else { return };
            let Some(longer) = self.get(phrase, tokens[next].symbol) else { return };
            (number, at, words) = (longer, next, words + 1);
        }
    }

    /// The number of the run that adds a word to a stem.
    fn get(&self, stem: Phrase, word: Symbol) -> Option<usize> {
        let is = |number: usize| self.runs.get(number).is_some_and(|run| (run.stem, run.word) == (stem, word));
        self.slots.find(hash(stem, word), is)
    }
}

/// The word at a place, or behind the hyphen there, if it may go on with a phrase.
#[inline]
fn word_at(tokens: &[Token], at: usize) -> Option<usize> {
    let at = at + usize::from(tokens.get(at)?.kind == Kind::Hyphen);
    tokens.get(at).filter(|token| token.marks.any(Marks::GOES_ON)).map(|_| at)
}

/// A multiplicative hash: the high half of a product, whose bits depend on all of stem and word.
fn hash(stem: Phrase, word: Symbol) -> u32 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let both = u64::from(stem.0) << u32::BITS | word.index() as u64;
    ((both ^ both >> 29).wrapping_mul(FACTOR) >> u32::BITS) as u32
}

/// Which words may follow a word in a phrase: a filter of 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Followers(u64);

impl Followers {
    pub(super) const NONE: Followers = Followers(0);

    pub(super) fn add(&mut self, word: Symbol) {
        self.0 |= Followers::bit(word);
    }

    #[inline]
    fn may_be(self, word: Symbol) -> bool {
        self.0 & Followers::bit(word) != 0
    }

    fn bit(word: Symbol) -> u64 {
        1 << (word.index() % u64::BITS as usize)
    }
}
