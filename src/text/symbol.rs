//! Which word: folded forms as small numbers.
//!
//! A [`Symbol`] stands for every spelling that folds to the same form (see [`super::fold`]). The [`Vocabulary`] knows
//! the words of the lexicons and the gazetteer and no others; a word outside it is [`Symbol::UNKNOWN`]. It is built
//! once, then only read, so that threads share it and numbers never depend on the article.

use super::fold::fold;
use super::key::Key;
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

/// The folded words that the lexicons and the gazetteer hold, numbered from 1, and an open-addressing hash table over
/// their keys.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Words", into = "Words")]
pub struct Vocabulary {
    words: Words,
    slots: Vec<Slot>,
}

/// The words in order of their numbers: what is stored of a vocabulary.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Words {
    letters: String,
    /// By number: where the word's letters end.
    ends: Vec<u32>,
    /// By number: the word's marks.
    marks: Vec<Marks>,
    /// How many marks are given out.
    given: u8,
}

impl Default for Words {
    fn default() -> Self {
        Words { letters: String::new(), ends: vec![0], marks: vec![Marks::NONE], given: OWN_MARKS }
    }
}

impl Words {
    fn word(&self, number: usize) -> &str {
        match number {
            0 => "",
            _ => &self.letters[self.ends[number - 1] as usize..self.ends[number] as usize],
        }
    }
}

/// A place of the hash table: a word's key, marks and number (0 where it is free). It never straddles two cache lines.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Slot {
    key: Key,
    marks: Marks,
    number: u32,
}

impl Slot {
    fn entry(&self) -> (Symbol, Marks) {
        (Symbol(self.number), self.marks)
    }
}

/// What rooms above have marked a word with: one bit each for some kinds of knowledge, so that a rule which asks for them
/// need not look beyond the token. Their meaning is theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks(u64);

/// How many marks, the lowest bits, rooms above give out themselves.
const OWN_MARKS: u8 = 32;

impl Marks {
    /// No mark.
    pub const NONE: Marks = Marks(0);
    /// Every mark.
    pub const ALL: Marks = Marks(u64::MAX);

    /// The marks of these bits, which the caller gives out itself.
    pub const fn own(bits: u32) -> Marks {
        Marks(bits as u64)
    }

    /// The bits of the marks that rooms above gave out themselves.
    pub const fn own_bits(self) -> u32 {
        self.0 as u32
    }

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
        Words::default().into()
    }
}

impl From<Words> for Vocabulary {
    fn from(words: Words) -> Vocabulary {
        let size = (words.ends.len() * 2).next_power_of_two().max(16);
        let mut vocabulary = Vocabulary { words, slots: Vec::new() };
        vocabulary.fill(size);
        vocabulary
    }
}

impl From<Vocabulary> for Words {
    fn from(vocabulary: Vocabulary) -> Words {
        vocabulary.words
    }
}

impl Vocabulary {
    /// How many symbols there are, the unknown one included: one more than the largest index.
    pub fn len(&self) -> usize {
        self.words.ends.len()
    }

    /// Does it hold no word?
    pub fn is_empty(&self) -> bool {
        self.len() == 1
    }

    /// The folded form of a symbol; empty for the unknown one.
    pub fn word(&self, symbol: Symbol) -> &str {
        self.words.word(symbol.index())
    }

    /// The symbol of a word as written, whatever its case, accents or kind of apostrophe.
    pub fn symbol(&self, word: &str) -> Symbol {
        self.look_up(word).0
    }

    /// The symbol of a word as written, and its marks.
    pub fn look_up(&self, word: &str) -> (Symbol, Marks) {
        if let Some(key) = Key::of_ascii(word.as_bytes()) {
            return self.get(key);
        }
        fold(word, |folded| match self.find(folded) {
            Ok(place) => self.slots[place].entry(),
            Err(_) => Slot::default().entry(),
        })
    }

    /// The symbol of a word that its key holds whole, and its marks.
    #[inline(always)]
    pub(super) fn get(&self, key: Key) -> (Symbol, Marks) {
        let mut place = self.home(key);
        loop {
            let slot = &self.slots[place];
            if slot.key == key || slot.number == 0 {
                return slot.entry();
            }
            place = self.next(place);
        }
    }

    /// The place where the search for a key begins: the highest bits of its hash.
    #[inline]
    fn home(&self, key: Key) -> usize {
        (key.hash() >> (u64::BITS - self.slots.len().trailing_zeros())) as usize
    }

    /// The place where the search goes on.
    #[inline]
    fn next(&self, place: usize) -> usize {
        (place + 1) & (self.slots.len() - 1)
    }

    /// A mark that nobody has yet. When all are given out, one that every word carries.
    pub fn new_mark(&mut self) -> Marks {
        if u32::from(self.words.given) == u64::BITS {
            return Marks::ALL;
        }
        self.words.given += 1;
        Marks(1 << (self.words.given - 1))
    }

    /// Marks a word.
    pub fn mark(&mut self, symbol: Symbol, marks: Marks) {
        if let Ok(place) = self.find(self.word(symbol).as_bytes()) {
            let marks = self.slots[place].marks.or(marks);
            self.slots[place].marks = marks;
            self.words.marks[symbol.index()] = marks;
        }
    }

    /// The symbol of a word as written, added where it is new.
    pub fn intern(&mut self, word: &str) -> Symbol {
        fold(word, |folded| match self.find(folded) {
            Ok(place) => self.slots[place].entry().0,
            Err(place) => {
                let number = self.words.ends.len() as u32;
                self.words.letters.push_str(std::str::from_utf8(folded).expect("folding keeps UTF-8"));
                self.words.ends.push(self.words.letters.len() as u32);
                self.words.marks.push(Marks::NONE);
                self.slots[place] = Slot { key: Key::of(folded), marks: Marks::NONE, number };
                if self.words.ends.len() * 2 > self.slots.len() {
                    self.fill(self.slots.len() * 2);
                }
                Symbol(number)
            }
        })
    }

    /// The place of a folded word, or the free place where it would stand.
    fn find(&self, folded: &[u8]) -> Result<usize, usize> {
        let key = Key::of(folded);
        let mut place = self.home(key);
        loop {
            let slot = &self.slots[place];
            if slot.number == 0 {
                return Err(place);
            }
            if slot.key == key && self.words.word(slot.number as usize).as_bytes() == folded {
                return Ok(place);
            }
            place = self.next(place);
        }
    }

    /// Fills a table of a size, a power of two, with the words.
    fn fill(&mut self, size: usize) {
        self.slots = vec![Slot::default(); size];
        for number in 1..self.len() {
            let word = self.words.word(number).as_bytes();
            let place = self.find(word).expect_err("each word stands in it once");
            self.slots[place] = Slot { key: Key::of(word), marks: self.words.marks[number], number: number as u32 };
        }
    }
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
