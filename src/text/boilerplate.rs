//! Boilerplate: which paragraphs are not the article's own text.
//!
//! Owns the rules and how a paragraph is held against them; what they say is data.

use super::{Kind, Orthography, Symbol, Token, Vocabulary};
use serde::{Deserialize, Serialize};

/// One rule that tells boilerplate (credits, captions, share and reaction widgets, notices) from the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoilerplateRule {
    /// The rule's name, as `explain` shows it.
    pub name: String,
    /// The words and marks of the pattern, at least one.
    pub pattern: Vec<Piece>,
    /// Which of them paragraphs are searched for: the longest word, which is likely the rarest.
    pub anchor: usize,
    /// Where in the paragraph the pattern must stand.
    pub place: PatternPlace,
    /// How much behind the paragraph is boilerplate too.
    pub extent: Extent,
    /// Why such a paragraph is left out, in a sentence.
    pub reason: String,
}

/// A word, a number or a mark, of a boilerplate pattern or of a paragraph that may hold one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Which one.
    pub symbol: Symbol,
    /// Is it a word or number, not a mark?
    pub is_word: bool,
}

/// How much of a page a boilerplate rule takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extent {
    /// The paragraph.
    Paragraph,
    /// The paragraph, a heading, and the lines behind it (buttons, counts) up to the next sentence.
    Widget,
    /// The paragraph, a heading, and everything behind it.
    Tail,
}

/// Where in a paragraph a boilerplate pattern stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PatternPlace {
    /// Its words are the words of the whole paragraph.
    Whole,
    /// It opens the paragraph, marks before its first word aside.
    Prefix,
    /// It closes the paragraph, marks behind its last word aside.
    Suffix,
    /// It stands anywhere in it.
    Anywhere,
}

/// How many words a paragraph has, at most, that takes more than itself: such a one is a heading.
const LONGEST_HEADING: usize = 12;

/// How many words a sentence has, at least, that ends the lines of a widget.
const SHORTEST_SENTENCE: usize = 5;

/// How many tokens a paragraph has, at most, that may be boilerplate: longer ones are the article's own.
const LONGEST: usize = 80;

/// A paragraph's words and marks, hyphens left out. Each is looked up when a rule asks for it, as few are asked for.
struct Pieces<'a> {
    text: &'a str,
    vocabulary: &'a Vocabulary,
    tokens: &'a [Token],
    /// By piece: its place among the tokens.
    places: [u8; LONGEST],
    count: usize,
}

impl Pieces<'_> {
    fn token(&self, at: usize) -> &Token {
        &self.tokens[usize::from(self.places[at])]
    }

    fn is_word(&self, at: usize) -> bool {
        self.token(at).is_lexical()
    }

    fn is(&self, at: usize, piece: &Piece) -> bool {
        self.is_word(at) == piece.is_word && self.token(at).piece(self.text, self.vocabulary) == *piece
    }
}

impl BoilerplateRule {
    /// Does a paragraph with the pattern's anchor at `at` fall under it?
    fn holds(&self, paragraph: &Pieces, at: usize) -> bool {
        let words = || (0..paragraph.count).filter(|&at| paragraph.is_word(at));
        if self.place == PatternPlace::Whole {
            let mut pattern = self.pattern.iter().filter(|piece| piece.is_word);
            return words().all(|at| pattern.next().is_some_and(|piece| paragraph.is(at, piece)))
                && pattern.next().is_none();
        }
        let Some(start) = at.checked_sub(self.anchor) else { return false };
        let end = start + self.pattern.len();
        if end > paragraph.count || !self.pattern.iter().zip(start..).all(|(piece, at)| paragraph.is(at, piece)) {
            return false;
        }
        let open = |edge: Option<&Piece>, mut aside: std::ops::Range<usize>| {
            aside.is_empty() || edge.is_some_and(|edge| edge.is_word) && aside.all(|at| !paragraph.is_word(at))
        };
        let stands = match self.place {
            PatternPlace::Prefix => open(self.pattern.first(), 0..start),
            PatternPlace::Suffix => open(self.pattern.last(), end..paragraph.count),
            PatternPlace::Whole | PatternPlace::Anywhere => true,
        };
        stands && (self.extent == Extent::Paragraph || words().count() <= LONGEST_HEADING)
    }
}

/// Is a paragraph the article's own behind a widget: a sentence, rather than a button or a count?
pub(super) fn resumes(tokens: &[Token]) -> bool {
    let stop = tokens.iter().rev().find(|token| !token.is_mark()).is_some_and(|token| token.kind == Kind::Stop);
    stop && tokens.iter().filter(|token| token.is_lexical()).count() >= SHORTEST_SENTENCE
}

/// The first boilerplate rule that a paragraph falls under, as an index.
pub(super) fn rule_of(text: &str, tokens: &[Token], orthography: &Orthography, vocabulary: &Vocabulary) -> Option<u16> {
    // An anchor is a marked word, or else a sign, which no rule on marks looks at.
    let may = |token: &Token| token.marks.any(orthography.boilerplate_mark) || token.kind == Kind::Sign;
    if tokens.len() > LONGEST || !tokens.iter().any(may) {
        return None;
    }
    let mut paragraph = Pieces { text, vocabulary, tokens, places: [0; LONGEST], count: 0 };
    for (place, _) in tokens.iter().enumerate().filter(|(_, token)| token.kind != Kind::Hyphen) {
        paragraph.places[paragraph.count] = place as u8;
        paragraph.count += 1;
    }
    let anchors = (0..paragraph.count).filter(|&at| may(paragraph.token(at)));
    let rules = |at: usize| orthography.rules_of(paragraph.token(at).piece(text, vocabulary).symbol);
    let holding = |at| rules(at).find(|&index| orthography.boilerplate[usize::from(index)].holds(&paragraph, at));
    anchors.filter_map(holding).min()
}
