//! The phrase matcher: what we know about a run of words.
//!
//! A [`Phrasebook<T>`] maps phrases (runs of symbols) to entries of type `T`. It is a trie whose first level is a set of
//! symbols, small enough for the near caches, and whose deeper levels are sorted edges; a word that begins no phrase is
//! told by its mark, and most words that go on with none by a filter in the node, without a look at the edges.
//! The search is leftmost-longest: at each place the longest phrase wins, and the search goes on behind it. Phrases are
//! matched on tokens, not on characters, so that word boundaries, case and accents are settled before it starts; hyphens
//! are passed over, so that `iron-clad` and `iron clad` are one phrase. It agrees with the naive longest-match search on
//! any input (a property test holds it to that).
//!
//! A phrasebook is built once by a [`PhrasebookBuilder`] and then only read.

use crate::text::{Kind, Marks, Symbol, Token, Tokens, Vocabulary};
use serde::{Deserialize, Serialize};

/// What we know about phrases, each of which carries one or more entries.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Phrasebook<T> {
    /// What the first words of its phrases are marked with.
    mark: Marks,
    /// What the words behind the first are marked with, so that most searches end before they look at edges.
    inner_mark: Marks,
    roots: Roots,
    /// Roots first, in order of their symbols.
    nodes: Vec<Node>,
    edges: Vec<(Symbol, u32)>,
    entries: Vec<T>,
}

/// Where the words of a phrase lead to: where its edges and entries start; the next node's starts are its ends.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Node {
    /// The filter bits of the symbols that its edges hold.
    filter: u64,
    edges: u32,
    entries: u32,
}

/// The bit of a symbol in the filters of nodes.
fn filter_bit(symbol: Symbol) -> u64 {
    1 << (symbol.index() % u64::BITS as usize)
}

/// Which symbols begin phrases: a set, in which a symbol's rank is the number of its node.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Roots(Vec<Stretch>);

/// The members among 64 symbols in a row, and how many there are before them.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Stretch {
    members: u64,
    before: u32,
}

impl Roots {
    const WIDTH: usize = u64::BITS as usize;

    /// The set of some symbols in order.
    fn of(symbols: impl Iterator<Item = Symbol>) -> Roots {
        let mut stretches: Vec<Stretch> = Vec::new();
        for (rank, symbol) in symbols.enumerate() {
            let place = symbol.index() / Roots::WIDTH;
            while stretches.len() <= place {
                stretches.push(Stretch { members: 0, before: rank as u32 });
            }
            stretches[place].members |= 1 << (symbol.index() % Roots::WIDTH);
        }
        Roots(stretches)
    }

    #[inline]
    fn rank(&self, symbol: Symbol) -> Option<u32> {
        let stretch = self.0.get(symbol.index() / Roots::WIDTH)?;
        let own = 1 << (symbol.index() % Roots::WIDTH);
        (stretch.members & own != 0).then(|| stretch.before + (stretch.members & (own - 1)).count_ones())
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
            inner_mark: Marks::NONE,
            roots: Roots::default(),
            nodes: vec![Node::default()],
            edges: Vec::new(),
            entries: Vec::new(),
        }
    }
}

impl<T> Phrasebook<T> {
    /// What the first words of its phrases are marked with, and hardly any others.
    pub fn mark(&self) -> Marks {
        self.mark
    }

    /// The longest phrase that begins at token `start`. Most words begin none; their mark tells, without a call.
    #[inline]
    pub fn longest(&self, tokens: &[Token], start: usize) -> Option<Match<'_, T>> {
        if tokens[start].marks.any(self.mark) { self.longest_of_marked(tokens, start) } else { None }
    }

    fn longest_of_marked(&self, tokens: &[Token], start: usize) -> Option<Match<'_, T>> {
        let mut reached = self.root(tokens[start].symbol)?;
        let mut end = start + 1;
        let mut best = reached.found(start, end);
        // Most phrases are one word, and few longer ones begin with it.
        while reached.node.filter != 0 {
            let at = end + usize::from(tokens.get(end).is_some_and(|token| token.kind == Kind::Hyphen));
            let goes_on = tokens.get(at).filter(|token| token.marks.any(self.inner_mark));
            let Some(next) = goes_on.and_then(|token| self.step(reached, token.symbol)) else { break };
            reached = next;
            end = at + 1;
            best = reached.found(start, end).or(best);
        }
        best
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
        let Some((&first, rest)) = phrase.split_first() else { return &[] };
        let reached = self.root(first).and_then(|root| rest.iter().try_fold(root, |at, &symbol| self.step(at, symbol)));
        reached.map_or(&[], |reached| reached.entries)
    }

    /// The entries of the phrase that is this word alone.
    pub fn word(&self, symbol: Symbol) -> &[T] {
        self.root(symbol).map_or(&[], |root| root.entries)
    }

    /// All entries.
    pub fn entries(&self) -> &[T] {
        &self.entries
    }

    #[inline]
    fn root(&self, symbol: Symbol) -> Option<Reached<'_, T>> {
        self.roots.rank(symbol).map(|number| self.reached(number))
    }

    #[inline]
    fn step<'p>(&'p self, from: Reached<'p, T>, symbol: Symbol) -> Option<Reached<'p, T>> {
        if from.node.filter & filter_bit(symbol) == 0 {
            return None;
        }
        let edges = &self.edges[from.node.edges as usize..from.next.edges as usize];
        let edge = edges.binary_search_by_key(&symbol, |&(label, _)| label).ok()?;
        Some(self.reached(edges[edge].1))
    }

    #[inline]
    fn reached(&self, number: u32) -> Reached<'_, T> {
        let (node, next) = (self.nodes[number as usize], self.nodes[number as usize + 1]);
        Reached { node, next, entries: &self.entries[node.entries as usize..next.entries as usize] }
    }
}

/// Where the words of a phrase have led, and what is known about it as it is.
struct Reached<'p, T> {
    node: Node,
    next: Node,
    entries: &'p [T],
}

impl<T> Clone for Reached<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Reached<'_, T> {}

impl<'p, T> Reached<'p, T> {
    fn found(self, start: usize, end: usize) -> Option<Match<'p, T>> {
        (!self.entries.is_empty()).then(|| Match { tokens: Tokens::new(start, end), entries: self.entries })
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

    /// Builds the phrasebook and marks the words of its phrases. Entries of one phrase keep the order they were
    /// added in.
    pub fn build(mut self, vocabulary: &mut Vocabulary) -> Phrasebook<T> {
        let (mark, inner_mark) = (vocabulary.new_mark(), vocabulary.new_mark());
        self.phrases.sort_by(|a, b| a.0.cmp(&b.0));
        for (phrase, _) in self.phrases.chunk_by(|a, b| a.0[0] == b.0[0]).filter_map(|group| group.first()) {
            vocabulary.mark(phrase[0], mark);
        }
        for &symbol in self.phrases.iter().flat_map(|(phrase, _)| &phrase[1..]) {
            vocabulary.mark(symbol, inner_mark);
        }
        // Breadth first, so that each node's edges and entries lie side by side: a level's nodes in order of phrase.
        let (phrases, values): (Vec<Vec<Symbol>>, Vec<T>) = self.phrases.into_iter().unzip();
        let mut values: Vec<Option<T>> = values.into_iter().map(Some).collect();
        let mut level: Vec<(usize, usize)> = groups(&phrases, 0..phrases.len(), 0).collect();
        let roots = Roots::of(level.iter().map(|&(start, _)| phrases[start][0]));
        let mut book =
            Phrasebook { mark, inner_mark, roots, nodes: Vec::new(), edges: Vec::new(), entries: Vec::new() };
        let mut numbered = level.len() as u32;
        let mut depth = 1;
        while !level.is_empty() {
            let mut next = Vec::new();
            for (start, end) in level {
                let mut node = Node { filter: 0, edges: book.edges.len() as u32, entries: book.entries.len() as u32 };
                let own = (start..end).take_while(|&i| phrases[i].len() == depth).count();
                book.entries.extend(values[start..start + own].iter_mut().filter_map(Option::take));
                for (from, to) in groups(&phrases, start + own..end, depth) {
                    let symbol = phrases[from][depth];
                    node.filter |= filter_bit(symbol);
                    book.edges.push((symbol, numbered));
                    numbered += 1;
                    next.push((from, to));
                }
                book.nodes.push(node);
            }
            level = next;
            depth += 1;
        }
        book.nodes.push(Node { filter: 0, edges: book.edges.len() as u32, entries: book.entries.len() as u32 });
        book
    }
}

/// The runs of sorted phrases in `range` that share the symbol at `depth`.
fn groups(
    phrases: &[Vec<Symbol>],
    range: std::ops::Range<usize>,
    depth: usize,
) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut start = range.start;
    std::iter::from_fn(move || {
        if start >= range.end {
            return None;
        }
        let label = phrases[start][depth];
        let end = start + phrases[start..range.end].iter().take_while(|phrase| phrase[depth] == label).count();
        Some((std::mem::replace(&mut start, end), end))
    })
}
