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
    /// The rules by the first word of their pattern, sorted.
    by_first_word: Vec<(Symbol, u16)>,
    /// What the first words of patterns are marked with.
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

    /// The first boilerplate rule that a paragraph of these words falls under, as an index.
    pub fn boilerplate_rule(&self, words: &[(Symbol, Marks)]) -> Option<u16> {
        let mut first = None;
        for (at, &(word, marks)) in words.iter().enumerate() {
            if !marks.any(self.boilerplate_mark) {
                continue;
            }
            let from = self.by_first_word.partition_point(|&(known, _)| known < word);
            for &(_, index) in self.by_first_word[from..].iter().take_while(|&&(known, _)| known == word) {
                let rule = &self.boilerplate[index as usize];
                let end = at + rule.pattern.len();
                let stands = match rule.place {
                    PatternPlace::Whole => at == 0 && end == words.len(),
                    PatternPlace::Prefix => at == 0,
                    PatternPlace::Suffix => end == words.len(),
                    PatternPlace::Anywhere => true,
                };
                let same = || words[at..end].iter().map(|(word, _)| word).eq(&rule.pattern);
                if stands && end <= words.len() && same() && first.is_none_or(|first| index < first) {
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
        let first_word = |(index, rule): (usize, &BoilerplateRule)| Some((*rule.pattern.first()?, index as u16));
        self.by_first_word = self.boilerplate.iter().enumerate().filter_map(first_word).collect();
        self.by_first_word.sort();
    }
}
