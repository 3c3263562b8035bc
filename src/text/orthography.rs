//! What the reader of characters must be told about a language's spelling: abbreviations, clitics, openers, boilerplate.
//!
//! The rules are data; they come from `lexicons/` as values, so that this room needs no room above it.

use super::{BoilerplateRule, Marks, Symbol};
use serde::{Deserialize, Serialize};

/// The spelling rules of one language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Orthography {
    /// Endings that are words of their own (`'s`, `n't`), lower-case with a straight apostrophe, longest first.
    pub clitics: Vec<String>,
    /// Abbreviations with their final period, sorted by symbol.
    pub abbreviations: Vec<(Symbol, Abbreviation)>,
    /// Those that are written small too (`no.`), sorted: `sun.` is no Sunday.
    pub small_abbreviations: Vec<Symbol>,
    /// Words that open a sentence when they stand capitalised behind an abbreviation, sorted.
    pub openers: Vec<(Symbol, Opener)>,
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
    /// It may also end a sentence (`p.m.`).
    MayEnd,
    /// It may, unless the name that it opens or belongs to goes on (`U.S. State Department`, `Novak Corp. Chief Executive`).
    InName,
}

/// How surely a capitalised word opens a sentence behind an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Opener {
    /// Whatever follows it (`He`, `The`, `In`).
    Always,
    /// Unless another capitalised word follows, with which it is a name or title (`State Department`, `First Lady`).
    Alone,
}

impl Orthography {
    /// What the period behind the abbreviation `symbol` can mean; nothing if it is none.
    pub fn abbreviation(&self, symbol: Symbol) -> Option<Abbreviation> {
        let found = self.abbreviations.binary_search_by_key(&symbol, |&(known, _)| known);
        found.ok().map(|i| self.abbreviations[i].1)
    }

    /// Is the word at the end of whose letters a period stands an abbreviation, capitalised or not as it is?
    pub fn is_abbreviation(&self, symbol: Symbol, capital: bool) -> bool {
        let known = symbol.is_known() && self.abbreviation(symbol).is_some();
        known && (capital || self.small_abbreviations.binary_search(&symbol).is_ok())
    }

    /// The same rules for the terms of tables, which are written small, abbreviations too.
    pub fn of_terms(&self) -> Orthography {
        let small_abbreviations = self.abbreviations.iter().map(|&(symbol, _)| symbol).collect();
        Orthography { small_abbreviations, ..self.clone() }
    }

    /// Does the word open a sentence when it stands capitalised, and how surely?
    pub fn opener(&self, symbol: Symbol) -> Option<Opener> {
        let found = self.openers.binary_search_by_key(&symbol, |&(known, _)| known);
        found.ok().map(|i| self.openers[i].1)
    }

    /// The boilerplate rules that are looked for at the word or mark `anchor`, in order, as indexes.
    pub(super) fn rules_of(&self, anchor: Symbol) -> impl Iterator<Item = u16> {
        let from = self.by_anchor.partition_point(|&(known, _)| known < anchor);
        let rules = self.by_anchor[from..].iter().take_while(move |&&(known, _)| known == anchor && anchor.is_known());
        rules.map(|&(_, index)| index)
    }

    /// Puts the tables in the order that look-ups rely on.
    pub fn sort(&mut self) {
        self.clitics.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        self.abbreviations.sort_by_key(|&(symbol, _)| symbol);
        self.abbreviations.dedup_by_key(|(symbol, _)| *symbol);
        self.small_abbreviations.sort();
        // A word of several classes opens as surely as one of them does.
        self.openers.sort_by_key(|&(symbol, opener)| (symbol, opener != Opener::Always));
        self.openers.dedup_by_key(|(symbol, _)| *symbol);
        let anchor = |(index, rule): (usize, &BoilerplateRule)| (rule.pattern[rule.anchor].symbol, index as u16);
        self.by_anchor = self.boilerplate.iter().enumerate().map(anchor).collect();
        self.by_anchor.sort();
    }
}
