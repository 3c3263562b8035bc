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
}

/// A place of the hash table: a word's number (0 where it is free), its length, and its first eight bytes. Most words are
/// no longer, so that one look settles them without a look at their letters.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Slot {
    head: u64,
    length: u32,
    number: u32,
}

impl Slot {
    fn of(word: &[u8], number: u32) -> Slot {
        Slot { head: head(word), length: word.len() as u32, number }
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary { letters: String::new(), ends: vec![0], slots: vec![Slot::default(); 16] }
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
        fold(word, |folded| self.find(folded).unwrap_or(Symbol::UNKNOWN))
    }

    /// The symbol of a word as written, added where it is new.
    pub fn intern(&mut self, word: &str) -> Symbol {
        fold(word, |folded| match self.find(folded) {
            Ok(symbol) => symbol,
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

    /// The symbol of a folded word, or the free place where it would stand.
    fn find(&self, folded: &[u8]) -> Result<Symbol, usize> {
        let mask = self.slots.len() - 1;
        let head = head(folded);
        let mut place = hash(folded, head) as usize & mask;
        loop {
            let slot = self.slots[place];
            if slot.number == 0 {
                return Err(place);
            }
            if slot.head == head && slot.length == folded.len() as u32 && (folded.len() <= HEAD || self.ends_alike(slot, folded)) {
                return Ok(Symbol(slot.number));
            }
            place = (place + 1) & mask;
        }
    }

    /// Is what stands behind the head of a long word the same?
    fn ends_alike(&self, slot: Slot, folded: &[u8]) -> bool {
        let end = self.ends[slot.number as usize] as usize;
        self.letters.as_bytes()[end - (folded.len() - HEAD)..end] == folded[HEAD..]
    }

    fn grow(&mut self) {
        self.slots = vec![Slot::default(); self.slots.len() * 2];
        for number in 1..self.ends.len() as u32 {
            let word = self.word(Symbol(number)).as_bytes();
            let slot = Slot::of(word, number);
            let place = self.find(word).expect_err("each word stands in it once");
            self.slots[place] = slot;
        }
    }
}

/// How many bytes of a word its slot holds.
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
        assert_eq!(vocabulary.symbol("another"), Symbol::UNKNOWN);
        assert_eq!(vocabulary.len(), 501);
    }
}
