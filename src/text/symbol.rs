//! Which word: folded forms as small numbers.
//!
//! A [`Symbol`] stands for every spelling that folds to the same form (see [`super::fold`]). The [`Vocabulary`] knows
//! the words of the lexicons and the gazetteer and no others; a word outside it is [`Symbol::UNKNOWN`]. It is built
//! once, then only read, so that threads share it and numbers never depend on the article.

use super::fold::fold;
use super::key::Key;
use super::phrase::{Followers, Phrases};
use super::slots::{Glance, Slots};
use super::{Phrase, Token};
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

/// The folded words that the lexicons and the gazetteer hold, numbered from 1. What a look-up points to stands by number, and
/// so words that were interned early, of which texts are full, stand together, apart from the many names.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Words", into = "Words")]
pub struct Vocabulary {
    words: Words,
    /// By number: the word's key and marks; nothing for the unknown one.
    entries: Vec<Entry>,
    /// The numbers by the hashes of the keys.
    slots: Slots,
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
    phrases: Phrases,
}

impl Default for Words {
    fn default() -> Self {
        let (letters, ends, marks) = (String::new(), vec![0], vec![Marks::NONE]);
        Words { letters, ends, marks, given: OWN_MARKS, phrases: Phrases::default() }
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
    next: Followers,
}

/// What is told of a word that is looked up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) symbol: Symbol,
    pub(super) marks: Marks,
    /// What may follow it in a phrase.
    pub(super) next: Followers,
}

impl Known {
    /// Of a word that is not in the vocabulary.
    pub(super) const NOTHING: Known = Known { symbol: Symbol::UNKNOWN, marks: Marks::NONE, next: Followers::NONE };
}

/// What rooms above have marked a word with: one bit each for some kinds of knowledge, so that a rule which asks for them
/// need not look beyond the token. Their meaning is theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks(u64);

/// How many marks, the lowest bits, rooms above give out themselves.
const OWN_MARKS: u8 = 45;

/// How many marks are given out at most; the last one is this room's own.
const GIVEN_MARKS: u8 = u64::BITS as u8 - 1;

impl Marks {
    /// No mark.
    pub const NONE: Marks = Marks(0);
    /// Of the words that phrases go on with.
    pub(super) const GOES_ON: Marks = Marks(1 << GIVEN_MARKS);

    /// How many marks rooms above may give out themselves.
    pub const OWN: usize = OWN_MARKS as usize;
    /// The marks of these bits, which the caller gives out itself.
    pub const fn own(bits: u64) -> Marks {
        Marks(bits)
    }

    /// The bits of the marks that rooms above gave out themselves.
    pub const fn own_bits(self) -> u64 {
        self.0 & ((1 << OWN_MARKS) - 1)
    }

    /// Those that the vocabulary gave out: classes of words, which rooms above give out themselves, are no number's.
    pub(super) const fn of_phrases(self) -> Marks {
        Marks(self.0 & !((1 << OWN_MARKS) - 1))
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
        let entry = |(key, &marks)| Entry { key, marks, next: Followers::NONE };
        let mut entries: Vec<Entry> = keys.zip(&words.marks).map(entry).collect();
        for (first, next) in words.phrases.openings() {
            entries[first.index()].next.add(next);
        }
        let slots = slots_of(&entries);
        Vocabulary { words, entries, slots }
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
        self.look_up(word).symbol
    }

    /// What is known of a word as written.
    pub(super) fn look_up(&self, word: &str) -> Known {
        if let Some(key) = Key::of_ascii(word.as_bytes()) {
            return self.get(key);
        }
        fold(word, |folded| self.entry(self.find(folded).unwrap_or(0)))
    }

    /// What is known of a word that its key holds whole.
    pub(super) fn get(&self, key: Key) -> Known {
        self.entry(self.slots.find(key.hash(), |number| self.has(number, key)).unwrap_or(0))
    }

    /// What is known of words that their keys hold whole. All slots are fetched before the first entry is,
    /// and all entries before the first one is judged: the fetches then wait side by side instead of one after the other.
    pub(super) fn get_all<const N: usize>(&self, keys: &[Key; N], found: &mut [Known; N]) {
        let (mut seen, mut entries) = ([Glance::default(); N], [Entry::default(); N]);
        for (seen, key) in seen.iter_mut().zip(keys) {
            *seen = self.slots.glance(key.hash());
        }
        for (entry, seen) in entries.iter_mut().zip(&seen) {
            *entry = self.entries[if seen.number < self.entries.len() { seen.number } else { 0 }];
        }
        for i in 0..N {
            let Entry { key, marks, next } = entries[i];
            found[i] = match seen[i] {
                Glance { free: true, .. } => Known::NOTHING,
                Glance { number, .. } if key == keys[i] => Known { symbol: Symbol(number as u32), marks, next },
                _ => self.get(keys[i]),
            };
        }
    }

    #[inline(always)]
    fn entry(&self, number: usize) -> Known {
        let Entry { marks, next, .. } = self.entries[number];
        Known { symbol: Symbol(number as u32), marks, next }
    }

    /// Is it the number of a word with this key?
    #[inline(always)]
    fn has(&self, number: usize, key: Key) -> bool {
        self.entries.get(number).is_some_and(|entry| entry.key == key)
    }

    /// A mark that nobody has yet. When all are given out, the last one is shared: a mark only tells that a look may be
    /// worth while.
    pub fn new_mark(&mut self) -> Marks {
        self.words.given = GIVEN_MARKS.min(self.words.given + 1);
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

    /// Marks a phrase and tells its number; nothing for one of more than [`Phrase::LONGEST`] words, or with an unknown one.
    pub fn mark_phrase(&mut self, words: &[Symbol], marks: Marks) -> Option<Phrase> {
        let (&first, rest) = words.split_first()?;
        if words.len() > Phrase::LONGEST || !words.iter().all(|word| word.is_known()) {
            return None;
        }
        let Some(&second) = rest.first() else {
            self.mark(first, marks);
            return Some(Phrase::word(first));
        };
        self.entries[first.index()].next.add(second);
        rest.iter().for_each(|&word| self.mark(word, Marks::GOES_ON));
        Some(self.words.phrases.intern(words, marks))
    }

    /// Tells tokens which phrases begin with them, by what may follow each.
    pub(super) fn find_phrases(&self, tokens: &mut [Token], next: &[Followers]) {
        self.words.phrases.find(tokens, next);
    }

    /// The symbol of a word as written, added where it is new.
    pub fn intern(&mut self, word: &str) -> Symbol {
        fold(word, |folded| {
            let number = self.find(folded).unwrap_or_else(|| {
                let number = self.words.ends.len();
                self.words.letters.push_str(std::str::from_utf8(folded).expect("folding keeps UTF-8"));
                self.words.ends.push(self.words.letters.len() as u32);
                self.words.marks.push(Marks::NONE);
                let key = Key::of(folded);
                self.entries.push(Entry { key, ..Entry::default() });
                if self.slots.has_room(self.entries.len()) {
                    self.slots.add(key.hash(), number);
                } else {
                    self.slots = slots_of(&self.entries);
                }
                number
            });
            Symbol(number as u32)
        })
    }

    /// The number of a folded word.
    fn find(&self, folded: &[u8]) -> Option<usize> {
        let key = Key::of(folded);
        let is = |number: usize| number > 0 && self.has(number, key) && self.words.word(number).as_bytes() == folded;
        self.slots.find(key.hash(), is)
    }
}

/// The numbers of all entries but the first, which is nothing.
fn slots_of(entries: &[Entry]) -> Slots {
    let mut slots = Slots::with_room(entries.len());
    entries.iter().enumerate().skip(1).for_each(|(number, entry)| slots.add(entry.key.hash(), number));
    slots
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
        assert!(vocabulary.look_up("Word7").marks.any(mark));
        assert!(!vocabulary.look_up("word8").marks.any(mark));
        assert_eq!(vocabulary.symbol("another"), Symbol::UNKNOWN);
        assert_eq!(vocabulary.len(), 501);
    }
}
