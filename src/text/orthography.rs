//! What the reader of characters must be told about a language's spelling: abbreviations, clitics, openers, boilerplate.
//!
//! The rules are data; they come from `lexicons/` as values, so that this room needs no room above it.

use super::Symbol;
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
    /// The words of the pattern.
    pub pattern: Vec<Symbol>,
    /// Where in the paragraph the pattern must stand.
    pub place: PatternPlace,
    /// Does it end the article: is everything behind it boilerplate too?
    pub to_the_end: bool,
    /// Why such a paragraph is left out, in a sentence.
    pub reason: String,
}

/// Where in a paragraph a boilerplate pattern stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PatternPlace {
    /// It is the whole paragraph.
    Whole,
    /// It opens the paragraph.
    Prefix,
    /// It closes the paragraph.
    Suffix,
    /// It stands anywhere in it.
    Anywhere,
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

    /// Puts the tables in the order that look-ups rely on.
    pub fn sort(&mut self) {
        self.clitics.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        self.abbreviations.sort_by_key(|&(symbol, _)| symbol);
        self.abbreviations.dedup_by_key(|(symbol, _)| *symbol);
        self.openers.sort();
        self.openers.dedup();
    }
}
