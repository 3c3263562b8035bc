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
///
/// A look-up mostly waits for memory, so that the table is small enough for the near caches: a slot is a number and, above
/// it, the bits of the hash that its place does not tell. What it points to stands by number, and so words that were
/// interned early, of which texts are full, stand together, apart from the many names.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Words", into = "Words")]
pub struct Vocabulary {
    words: Words,
    /// By number: the word's key and marks; nothing for the unknown one.
    entries: Vec<Entry>,
    /// How many slots there are, as a power of two: so many bits of a hash tell the place, so many of a slot the number.
    bits: u32,
    /// A number, and the rest of its word's hash above it; 0 where the slot is free.
    slots: Vec<u32>,
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

/// What is compared and told when a word is looked up.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    key: Key,
    marks: Marks,
}

/// What rooms above have marked a word with: one bit each for some kinds of knowledge, so that a rule which asks for them
/// need not look beyond the token. Their meaning is theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks(u64);

/// How many marks, the lowest bits, rooms above give out themselves.
const OWN_MARKS: u8 = 45;

impl Marks {
    /// No mark.
    pub const NONE: Marks = Marks(0);

    /// How many marks rooms above may give out themselves.
    pub const OWN: usize = OWN_MARKS as usize;
    /// Every mark.
    pub const ALL: Marks = Marks(u64::MAX);

    /// The marks of these bits, which the caller gives out itself.
    pub const fn own(bits: u64) -> Marks {
        Marks(bits)
    }

    /// The bits of the marks that rooms above gave out themselves.
    pub const fn own_bits(self) -> u64 {
        self.0 & ((1 << OWN_MARKS) - 1)
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
        let keys = (0..words.ends.len()).map(|number| Key::of(words.word(number).as_bytes()));
        let entries = keys.zip(&words.marks).map(|(key, &marks)| Entry { key, marks }).collect();
        let mut vocabulary = Vocabulary { words, entries, bits: 0, slots: Vec::new() };
        vocabulary.fill();
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
            Ok(number) => self.entry(number),
            Err(_) => self.entry(0),
        })
    }

    /// The symbol of a word that its key holds whole, and its marks.
    pub(super) fn get(&self, key: Key) -> (Symbol, Marks) {
        match self.search(key, |_| true) {
            Ok(number) => self.entry(number),
            Err(_) => self.entry(0),
        }
    }

    /// The symbols of words that their keys hold whole, and their marks. All slots are fetched before the first entry is,
    /// and all entries before the first one is judged: the fetches then wait side by side instead of one after the other.
    pub(super) fn get_all<const N: usize>(&self, keys: &[Key; N], found: &mut [(Symbol, Marks); N]) {
        let (mut slots, mut entries) = ([(0, 0); N], [Entry::default(); N]);
        for (slot, &key) in slots.iter_mut().zip(keys) {
            let (place, rest) = self.home(key);
            *slot = (self.slots[place], rest);
        }
        for (entry, &(slot, rest)) in entries.iter_mut().zip(&slots) {
            let number = (slot ^ rest) as usize;
            *entry = self.entries[if number < self.entries.len() { number } else { 0 }];
        }
        for i in 0..N {
            let (slot, rest) = slots[i];
            found[i] = match slot {
                0 => (Symbol::UNKNOWN, Marks::NONE),
                _ if entries[i].key == keys[i] => (Symbol(slot ^ rest), entries[i].marks),
                _ => self.get(keys[i]),
            };
        }
    }

    #[inline(always)]
    fn entry(&self, number: usize) -> (Symbol, Marks) {
        (Symbol(number as u32), self.entries[number].marks)
    }

    /// The number of the word with this key that `is` the one, or the free place where it would stand.
    #[inline(always)]
    fn search(&self, key: Key, is: impl Fn(usize) -> bool) -> Result<usize, usize> {
        let (mut place, rest) = self.home(key);
        loop {
            let slot = self.slots[place];
            // What is left of the slot, if the hashes agree, is a number.
            let number = (slot ^ rest) as usize;
            if number < self.slots.len() && self.entries.get(number).is_some_and(|entry| entry.key == key) && is(number)
            {
                return Ok(number);
            }
            if slot == 0 {
                return Err(place);
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }

    /// The place where the search for a key begins, and the rest of its hash, as slots hold it.
    #[inline(always)]
    fn home(&self, key: Key) -> (usize, u32) {
        let hash = key.hash();
        ((hash >> (u32::BITS - self.bits)) as usize, hash << self.bits)
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
        if symbol.is_known() {
            let marks = self.entries[symbol.index()].marks.or(marks);
            self.entries[symbol.index()].marks = marks;
            self.words.marks[symbol.index()] = marks;
        }
    }

    /// The symbol of a word as written, added where it is new.
    pub fn intern(&mut self, word: &str) -> Symbol {
        fold(word, |folded| match self.find(folded) {
            Ok(number) => Symbol(number as u32),
            Err(place) => {
                let number = self.words.ends.len();
                self.words.letters.push_str(std::str::from_utf8(folded).expect("folding keeps UTF-8"));
                self.words.ends.push(self.words.letters.len() as u32);
                self.words.marks.push(Marks::NONE);
                let key = Key::of(folded);
                self.entries.push(Entry { key, marks: Marks::NONE });
                self.slots[place] = self.home(key).1 | number as u32;
                if self.is_crowded() {
                    self.fill();
                }
                Symbol(number as u32)
            }
        })
    }

    /// The number of a folded word, or the free place where it would stand.
    fn find(&self, folded: &[u8]) -> Result<usize, usize> {
        self.search(Key::of(folded), |number| number > 0 && self.words.word(number).as_bytes() == folded)
    }

    /// Are searches getting long?
    fn is_crowded(&self) -> bool {
        self.slots.len() < self.entries.len() * 3 / 2
    }

    /// Fills a table that is not crowded with the words.
    fn fill(&mut self) {
        self.bits = (self.entries.len() * 3 / 2).next_power_of_two().max(16).trailing_zeros();
        self.slots = vec![0; 1 << self.bits];
        for number in 1..self.entries.len() {
            let (mut place, rest) = self.home(self.entries[number].key);
            while self.slots[place] != 0 {
                place = (place + 1) & (self.slots.len() - 1);
            }
            self.slots[place] = rest | number as u32;
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
