//! The phrase matcher: what we know about a run of words.
//!
//! A [`Phrasebook<T>`] maps phrases (runs of symbols) to entries of type `T`. All phrasebooks share one trie, the
//! vocabulary's: when a text is read, each token is told the longest phrase of any book that begins with it, and the
//! marks of the books that hold a phrase there. What is left to a book is to number its phrases: a set of symbols and a
//! set of [`Phrase`]s, small enough for the near caches, in which a member's rank tells where its entries stand.
//! The search is leftmost-longest: at each place the longest phrase wins, and the search goes on behind it. Phrases are
//! matched on tokens, not on characters, so that word boundaries, case and accents are settled before it starts; hyphens
//! are passed over, so that `iron-clad` and `iron clad` are one phrase. It agrees with the naive longest-match search on
//! any input (a property test holds it to that).
//!
//! A phrasebook is built once by a [`PhrasebookBuilder`] and then only read.

use crate::text::{Kind, Marks, Phrase, Symbol, Token, Tokens, Vocabulary};
use serde::{Deserialize, Serialize};

/// What we know about phrases, each of which carries one or more entries.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Phrasebook<T> {
    /// What its phrases are marked with.
    mark: Marks,
    words: Places,
    runs: Places,
    /// The words of all runs, and the runs in order of their words.
    spellings: Vec<Symbol>,
    spelled: Vec<Spelled>,
    /// Where the entries of each place start, and at the end where those of the last one end.
    starts: Vec<u32>,
    entries: Vec<T>,
}

/// A run by its words.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Spelled {
    start: u32,
    words: u8,
    place: u32,
}

/// A set of numbers, in which a member's rank is its place.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Places {
    stretches: Vec<Stretch>,
}

/// The members among 64 numbers in a row, and how many there are before them.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Stretch {
    members: u64,
    before: u32,
}

impl Places {
    const WIDTH: usize = u64::BITS as usize;

    /// The set of some numbers in order, the first of which has the place `first`.
    fn of(numbers: impl Iterator<Item = usize>, first: usize) -> Places {
        let mut stretches: Vec<Stretch> = Vec::new();
        for (place, number) in (first as u32..).zip(numbers) {
            let at = number / Places::WIDTH;
            while stretches.len() <= at {
                stretches.push(Stretch { members: 0, before: place });
            }
            stretches[at].members |= 1 << (number % Places::WIDTH);
        }
        Places { stretches }
    }

    #[inline]
    fn get(&self, number: usize) -> Option<usize> {
        let stretch = self.stretches.get(number / Places::WIDTH)?;
        let own = 1 << (number % Places::WIDTH);
        let before = || stretch.before + (stretch.members & (own - 1)).count_ones();
        (stretch.members & own != 0).then(|| before() as usize)
    }
}

/// A phrase found: where it stands and what is known about it.
#[derive(Clone, Copy, Debug)]
pub struct Match<'p, T> {
    /// The tokens of the phrase.
    pub tokens: Tokens,
    /// Its entries, at least one, in the order of their tables.
    pub entries: &'p [T],
}

impl<T> Default for Phrasebook<T> {
    fn default() -> Self {
        Phrasebook {
            mark: Marks::NONE,
            words: Places::default(),
            runs: Places::default(),
            spellings: Vec::new(),
            spelled: Vec::new(),
            starts: vec![0],
            entries: Vec::new(),
        }
    }
}

impl<T> Phrasebook<T> {
    /// What the tokens are marked with that begin one of its phrases.
    pub fn mark(&self) -> Marks {
        self.mark
    }

    /// The longest phrase that begins at token `start`. Most words begin none; their mark tells, without a call.
    #[inline]
    pub fn longest(&self, tokens: &[Token], start: usize) -> Option<Match<'_, T>> {
        if tokens[start].marks.any(self.mark) { self.longest_of_marked(tokens, start) } else { None }
    }

    fn longest_of_marked(&self, tokens: &[Token], start: usize) -> Option<Match<'_, T>> {
        let Token { symbol, phrase, .. } = tokens[start];
        let run = if phrase == Phrase::NONE { None } else { self.longest_run(tokens, start) };
        let word = || Match { tokens: Tokens::new(start, start + 1), entries: self.word(symbol) };
        run.or_else(|| Some(word())).filter(|found| !found.entries.is_empty())
    }

    /// The longest phrase of several words that begins at token `start`: one of the longest two of all books, or a shorter one
    /// where those are other books', or go on behind the tokens.
    fn longest_run(&self, tokens: &[Token], start: usize) -> Option<Match<'_, T>> {
        let Token { phrase, shorter, .. } = tokens[start];
        let own = || tokens[start..].iter().enumerate().filter(|(_, token)| token.kind != Kind::Hyphen);
        let spelled = |words: usize| own().take(words).map(|(_, token)| token.symbol);
        let found = |words: usize, place: usize| {
            let (last, _) = own().nth(words - 1)?;
            Some(Match { tokens: Tokens::new(start, start + last + 1), entries: self.at(place) })
        };
        let run = |phrase: Phrase| found(phrase.words(), self.runs.get(phrase.index())?);
        let others = || (2..shorter.words()).rev().find_map(|words| found(words, self.spelled(|| spelled(words))?));
        run(phrase).or_else(|| run(shorter)).or_else(others)
    }

    /// All phrases in `range`, leftmost-longest, none overlapping.
    pub fn find_iter<'p>(&'p self, tokens: &'p [Token], range: Tokens) -> impl Iterator<Item = Match<'p, T>> {
        let (mut at, tokens) = (range.start as usize, &tokens[..range.end as usize]);
        std::iter::from_fn(move || {
            while at < tokens.len() {
                match self.longest(tokens, at) {
                    Some(found) => {
                        at = found.tokens.end as usize;
                        return Some(found);
                    }
                    None => at += 1,
                }
            }
            None
        })
    }

    /// The entries of exactly this phrase.
    pub fn get(&self, phrase: &[Symbol]) -> &[T] {
        match *phrase {
            [word] => self.word(word),
            _ => self.spelled(|| phrase.iter().copied()).map_or(&[], |place| self.at(place)),
        }
    }

    /// The entries of the phrase that is this word alone.
    #[inline]
    pub fn word(&self, symbol: Symbol) -> &[T] {
        self.words.get(symbol.index()).map_or(&[], |place| self.at(place))
    }

    /// All entries.
    pub fn entries(&self) -> &[T] {
        &self.entries
    }

    /// The place of the run of these words.
    fn spelled<W: Iterator<Item = Symbol>>(&self, words: impl Fn() -> W) -> Option<usize> {
        let found = self.spelled.binary_search_by(|run| self.words_of(run).iter().copied().cmp(words()));
        found.ok().map(|index| self.spelled[index].place as usize)
    }

    fn words_of(&self, run: &Spelled) -> &[Symbol] {
        &self.spellings[run.start as usize..run.start as usize + usize::from(run.words)]
    }

    #[inline]
    fn at(&self, place: usize) -> &[T] {
        &self.entries[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}

/// Collects phrases for a [`Phrasebook`].
#[derive(Clone, Debug)]
pub struct PhrasebookBuilder<T> {
    phrases: Vec<(Vec<Symbol>, T)>,
}

impl<T> Default for PhrasebookBuilder<T> {
    fn default() -> Self {
        PhrasebookBuilder { phrases: Vec::new() }
    }
}

impl<T> PhrasebookBuilder<T> {
    /// Adds an entry under a phrase; an empty phrase, or one with an unknown word, can never match and is left out.
    pub fn add(&mut self, phrase: Vec<Symbol>, entry: T) {
        if !phrase.is_empty() && phrase.iter().all(|symbol| symbol.is_known()) {
            self.phrases.push((phrase, entry));
        }
    }

    /// Adds many phrases with their entries.
    pub fn extend(&mut self, phrases: impl IntoIterator<Item = (Vec<Symbol>, T)>) {
        for (phrase, entry) in phrases {
            self.add(phrase, entry);
        }
    }

    /// The phrases collected so far with their entries, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&[Symbol], &T)> {
        self.phrases.iter().map(|(phrase, entry)| (phrase.as_slice(), entry))
    }

    /// The phrases collected so far with their entries, in the order they were added.
    pub fn into_phrases(self) -> impl Iterator<Item = (Vec<Symbol>, T)> {
        self.phrases.into_iter()
    }

    /// Builds the phrasebook and marks its phrases. Entries of one phrase keep the order they were added in.
    pub fn build(self, vocabulary: &mut Vocabulary) -> Phrasebook<T> {
        let mark = vocabulary.new_mark();
        let mut phrase = |words: &[Symbol]| vocabulary.mark_phrase(words, mark);
        let numbered = self.phrases.into_iter().filter_map(|(words, entry)| Some((phrase(&words)?, words, entry)));
        let mut phrases: Vec<(Phrase, Vec<Symbol>, T)> = numbered.collect();
        // Words alone come first, then runs, both in the order of their numbers.
        phrases.sort_by_key(|(phrase, ..)| (phrase.words() > 1, phrase.index()));
        let mut book = Phrasebook { mark, starts: Vec::new(), ..Phrasebook::default() };
        let (mut words, mut runs) = (Vec::new(), Vec::new());
        let mut last = None;
        for (phrase, spelled, entry) in phrases {
            if last.replace(phrase) != Some(phrase) {
                match phrase.words() {
                    1 => words.push(phrase.index()),
                    _ => {
                        runs.push(phrase.index());
                        let (start, place) = (book.spellings.len() as u32, book.starts.len() as u32);
                        book.spelled.push(Spelled { start, words: spelled.len() as u8, place });
                        book.spellings.extend(spelled);
                    }
                }
                book.starts.push(book.entries.len() as u32);
            }
            book.entries.push(entry);
        }
        book.starts.push(book.entries.len() as u32);
        let mut spelled = std::mem::take(&mut book.spelled);
        spelled.sort_by_key(|run| book.words_of(run));
        book.spelled = spelled;
        let first_run = words.len();
        book.words = Places::of(words.into_iter(), 0);
        book.runs = Places::of(runs.into_iter(), first_run);
        book
    }
}
