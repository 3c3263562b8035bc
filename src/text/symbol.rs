//! Which word: folded forms as small numbers.
//!
//! A [`Symbol`] stands for every spelling that folds to the same form (see [`super::fold`]). The [`Vocabulary`] knows
//! the words of the lexicons and the gazetteer and no others; a word outside it is [`Symbol::UNKNOWN`]. It is built
//! once, then only read, so that threads share it and numbers never depend on the article.

use super::fold::fold;
use serde::{Deserialize, Serialize};

/// The number of a folded word form in one [`Vocabulary`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Symbol(u32);

impl Symbol {
    /// A word that no lexicon and no name holds.
    pub const UNKNOWN: Symbol = Symbol(0);

    /// The number, for tables indexed by symbol.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// Is it a word of the vocabulary?
    pub fn is_known(self) -> bool {
        self != Symbol::UNKNOWN
    }
}

/// The folded words that the lexicons and the gazetteer hold, numbered from 1: an open-addressing hash table over one
/// string, laid out so that it loads without being rebuilt.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Vocabulary {
    letters: String,
    ends: Vec<u32>,
    slots: Vec<Slot>,
    /// How many marks are given out.
    marks: u8,
}

/// A place of the hash table: a word's number (0 where it is free), its length, and its first and last eight bytes. Nearly
/// all words are no longer than these, so that one look settles them without a look at their letters.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Slot {
    head: u64,
    tail: u64,
    number: u32,
    /// Lengths over 65,535 bytes all count as that; the letters tell such words apart.
    length: u16,
    marks: Marks,
}

impl Slot {
    fn of(word: &[u8], number: u32) -> Slot {
        Slot { head: head(word), tail: tail(word), number, length: short_length(word), marks: Marks::NONE }
    }
}

fn short_length(word: &[u8]) -> u16 {
    word.len().min(usize::from(u16::MAX)) as u16
}

/// A word on its way to its slot: what tells it apart, and where it may stand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Query {
    head: u64,
    tail: u64,
    /// The low bits of its hash; a table has fewer places than that.
    place: u32,
    length: u16,
}

/// What rooms above have marked a word with: one bit each for some kinds of knowledge, so that a word which nothing is
/// known of is passed over without a look. Their meaning is theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks(u16);

impl Marks {
    /// No mark.
    pub const NONE: Marks = Marks(0);
    /// Every mark.
    pub const ALL: Marks = Marks(u16::MAX);

    /// Does it share a mark with `other`?
    pub fn any(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    /// The marks of both.
    pub fn or(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary { letters: String::new(), ends: vec![0], slots: vec![Slot::default(); 16], marks: 0 }
    }
}

impl Vocabulary {
    /// How many symbols there are, the unknown one included: one more than the largest index.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Does it hold no word?
    pub fn is_empty(&self) -> bool {
        self.len() == 1
    }

    /// The folded form of a symbol; empty for the unknown one.
    pub fn word(&self, symbol: Symbol) -> &str {
        match symbol.index() {
            0 => "",
            i => &self.letters[self.ends[i - 1] as usize..self.ends[i] as usize],
        }
    }

    /// The symbol of a word as written, whatever its case, accents or kind of apostrophe.
    pub fn symbol(&self, word: &str) -> Symbol {
        self.look_up(word).0
    }

    /// The symbol of a word as written, and its marks.
    pub fn look_up(&self, word: &str) -> (Symbol, Marks) {
        fold(word, |folded| match self.find(folded) {
            Ok(place) => (Symbol(self.slots[place].number), self.slots[place].marks),
            Err(_) => (Symbol::UNKNOWN, Marks::NONE),
        })
    }

    /// The place where the search for a word as written begins.
    pub(super) fn query(&self, word: &str) -> Query {
        fold(word, |folded| {
            let (head, tail) = (head(folded), tail(folded));
            Query { head, tail, place: hash(folded, head) as u32, length: short_length(folded) }
        })
    }

    /// Answers queries with symbol and marks; nothing where one look does not settle it, and the word must be looked up
    /// by itself. The table is larger than the near caches, so all slots are fetched before the first one is judged:
    /// the fetches then wait side by side instead of one after the other.
    pub(super) fn answer<const N: usize>(&self, queries: &[Query; N]) -> [Option<(Symbol, Marks)>; N] {
        let mask = self.slots.len() - 1;
        let slots = queries.map(|query| self.slots[query.place as usize & mask]);
        std::array::from_fn(|i| {
            let (slot, query) = (slots[i], queries[i]);
            if slot.number == 0 {
                return Some((Symbol::UNKNOWN, Marks::NONE));
            }
            let same = slot.head == query.head && slot.tail == query.tail && slot.length == query.length;
            (same && usize::from(query.length) <= 2 * HEAD).then_some((Symbol(slot.number), slot.marks))
        })
    }

    /// A mark that nobody has yet. When all are given out, one that every word carries.
    pub fn new_mark(&mut self) -> Marks {
        if u32::from(self.marks) == u16::BITS {
            return Marks::ALL;
        }
        self.marks += 1;
        Marks(1 << (self.marks - 1))
    }

    /// Marks a word.
    pub fn mark(&mut self, symbol: Symbol, marks: Marks) {
        let word = self.word(symbol).to_owned();
        if let Ok(place) = self.find(word.as_bytes()) {
            self.slots[place].marks = Marks(self.slots[place].marks.0 | marks.0);
        }
    }

    /// The symbol of a word as written, added where it is new.
    pub fn intern(&mut self, word: &str) -> Symbol {
        fold(word, |folded| match self.find(folded) {
            Ok(place) => Symbol(self.slots[place].number),
            Err(place) => {
                let number = self.ends.len() as u32;
                self.letters.push_str(std::str::from_utf8(folded).expect("folding keeps UTF-8"));
                self.ends.push(self.letters.len() as u32);
                self.slots[place] = Slot::of(folded, number);
                if self.ends.len() * 2 > self.slots.len() {
                    self.grow();
                }
                Symbol(number)
            }
        })
    }

    /// The place of a folded word, or the free place where it would stand.
    fn find(&self, folded: &[u8]) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let (head, tail) = (head(folded), tail(folded));
        let mut place = hash(folded, head) as usize & mask;
        loop {
            let slot = self.slots[place];
            if slot.number == 0 {
                return Err(place);
            }
            if slot.head == head
                && slot.tail == tail
                && slot.length == short_length(folded)
                && (folded.len() <= 2 * HEAD || self.ends_alike(slot, folded))
            {
                return Ok(place);
            }
            place = (place + 1) & mask;
        }
    }

    /// Is what stands between head and tail of a long word the same?
    fn ends_alike(&self, slot: Slot, folded: &[u8]) -> bool {
        self.word(Symbol(slot.number)).as_bytes() == folded
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        for slot in std::mem::replace(&mut self.slots, vec![Slot::default(); size]) {
            if slot.number != 0 {
                let place =
                    self.find(self.word(Symbol(slot.number)).as_bytes()).expect_err("each word stands in it once");
                self.slots[place] = slot;
            }
        }
    }
}

/// How many bytes at either end of a word its slot holds.
const HEAD: usize = 8;

/// The first eight bytes of a word as a number, zeros behind a shorter one.
fn head(word: &[u8]) -> u64 {
    let n = word.len();
    let four = |at: usize| u64::from(u32::from_le_bytes(word[at..at + 4].try_into().expect("four bytes")));
    match n {
        0 => 0,
        1..=3 => word.iter().rev().fold(0, |head, &byte| head << 8 | u64::from(byte)),
        4..=7 => four(0) | (four(n - 4) << (8 * (n - 4))),
        _ => u64::from_le_bytes(word[..HEAD].try_into().expect("eight bytes")),
    }
}

/// The last eight bytes of a word that is longer, as a number.
fn tail(word: &[u8]) -> u64 {
    let last = word.last_chunk().filter(|_| word.len() > HEAD);
    last.map_or(0, |&eight: &[u8; HEAD]| u64::from_le_bytes(eight))
}

/// A multiplicative hash over the head and the eight-byte words behind it, the last one read anew where it does not fill
/// eight, with a final mix so that the low bits depend on all of them.
fn hash(word: &[u8], head: u64) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let n = word.len();
    let mut state = (n as u64 ^ head).wrapping_mul(FACTOR);
    let mut at = HEAD;
    while at < n {
        let from = at.min(n - HEAD);
        let eight = u64::from_le_bytes(word[from..from + HEAD].try_into().expect("eight bytes"));
        state = (state.rotate_left(23) ^ eight).wrapping_mul(FACTOR);
        at += HEAD;
    }
    state ^ (state >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interned_words_are_found_again_in_any_spelling() {
        let mut vocabulary = Vocabulary::default();
        let words: Vec<String> = (0..500).map(|n| format!("word{n}")).collect();
        let symbols: Vec<Symbol> = words.iter().map(|word| vocabulary.intern(word)).collect();
        for (word, &symbol) in words.iter().zip(&symbols) {
            assert_eq!(vocabulary.symbol(word), symbol);
            assert_eq!(vocabulary.symbol(&word.to_uppercase()), symbol);
            assert_eq!(vocabulary.word(symbol), word);
        }
        let mark = vocabulary.new_mark();
        vocabulary.mark(symbols[7], mark);
        assert!(vocabulary.look_up("Word7").1.any(mark));
        assert!(!vocabulary.look_up("word8").1.any(mark));
        assert_eq!(vocabulary.symbol("another"), Symbol::UNKNOWN);
        assert_eq!(vocabulary.len(), 501);
    }
}
