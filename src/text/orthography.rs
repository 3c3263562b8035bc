//! What the reader of characters must be told about a language's spelling: abbreviations, clitics, openers, boilerplate.
//!
//! The rules are data; they come from `lexicons/` as values, so that this room needs no room above it.

use super::{Marks, Symbol};
use serde::{Deserialize, Serialize};

/// The spelling rules of one language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Orthography {
    /// Endings that are words of their own (`'s`, `n't`), lower-case with a straight apostrophe, longest first.
    pub clitics: Vec<String>,
    /// Abbreviations with their final period, sorted by symbol.
    pub abbreviations: Vec<(Symbol, Abbreviation)>,
    /// Words that open a sentence when they stand capitalised behind an abbreviation (`He`, `The`), sorted.
    pub openers: Vec<Symbol>,
    /// What marks a paragraph as not the article's own text.
    pub boilerplate: Vec<BoilerplateRule>,
    /// The rules by the anchor of their pattern, sorted.
    by_anchor: Vec<(Symbol, u16)>,
    /// What the anchors of patterns are marked with.
    pub boilerplate_mark: Marks,
}

/// What the period behind an abbreviation can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Abbreviation {
    /// It never ends a sentence (`Mr.`, `Gov.`).
    Inside,
    /// It may also end a sentence (`Inc.`, `p.m.`).
    MayEnd,
}

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
    /// Does it end the article: is everything behind it boilerplate too?
    pub to_the_end: bool,
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

/// How many words a paragraph has, at most, behind which the article ends: such a one is a heading.
const LONGEST_HEADING: usize = 12;

impl BoilerplateRule {
    /// Does a paragraph with the pattern's anchor at `at` fall under it?
    fn holds(&self, paragraph: &[Piece], at: usize) -> bool {
        let words = || paragraph.iter().filter(|piece| piece.is_word);
        if self.place == PatternPlace::Whole {
            return words().eq(self.pattern.iter().filter(|piece| piece.is_word));
        }
        let Some(start) = at.checked_sub(self.anchor) else { return false };
        let (before, rest) = paragraph.split_at(start);
        let Some(after) = rest.strip_prefix(&self.pattern[..]) else { return false };
        let open = |edge: Option<&Piece>, aside: &[Piece]| {
            aside.is_empty() || edge.is_some_and(|edge| edge.is_word) && aside.iter().all(|piece| !piece.is_word)
        };
        let stands = match self.place {
            PatternPlace::Prefix => open(self.pattern.first(), before),
            PatternPlace::Suffix => open(self.pattern.last(), after),
            PatternPlace::Whole | PatternPlace::Anywhere => true,
        };
        stands && (!self.to_the_end || words().count() <= LONGEST_HEADING)
    }
}

impl Orthography {
    /// What the period behind the abbreviation `symbol` can mean; nothing if it is none.
    pub fn abbreviation(&self, symbol: Symbol) -> Option<Abbreviation> {
        let found = self.abbreviations.binary_search_by_key(&symbol, |&(known, _)| known);
        found.ok().map(|i| self.abbreviations[i].1)
    }

    /// Does the word open a sentence when it stands capitalised?
    pub fn opens(&self, symbol: Symbol) -> bool {
        self.openers.binary_search(&symbol).is_ok()
    }

    /// The first boilerplate rule that a paragraph falls under, as an index; `anchors` are the places of the pieces that
    /// may be an anchor.
    pub fn boilerplate_rule(&self, paragraph: &[Piece], anchors: &[u8]) -> Option<u16> {
        let mut first = None;
        for at in anchors.iter().map(|&at| usize::from(at)) {
            let symbol = paragraph[at].symbol;
            let from = self.by_anchor.partition_point(|&(anchor, _)| anchor < symbol);
            for &(_, index) in self.by_anchor[from..].iter().take_while(|&&(anchor, _)| anchor == symbol) {
                let better = first.is_none_or(|first| index < first);
                if better && symbol.is_known() && self.boilerplate[index as usize].holds(paragraph, at) {
                    first = Some(index);
                }
            }
        }
        first
    }

    /// Puts the tables in the order that look-ups rely on.
    pub fn sort(&mut self) {
        self.clitics.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        self.abbreviations.sort_by_key(|&(symbol, _)| symbol);
        self.abbreviations.dedup_by_key(|(symbol, _)| *symbol);
        self.openers.sort();
        self.openers.dedup();
        let anchor = |(index, rule): (usize, &BoilerplateRule)| (rule.pattern[rule.anchor].symbol, index as u16);
        self.by_anchor = self.boilerplate.iter().enumerate().map(anchor).collect();
        self.by_anchor.sort();
    }
}
