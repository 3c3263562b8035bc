//! How much of running text the lexicons know: for people who want to trust them on texts of their own.

use super::Builder;
use super::inspect::{Cutter, inflected};
use crate::error::Result;
use crate::lexicon::{Classes, Irregular, Lexicons, Phrasebook, PhrasebookBuilder};
use crate::text::{Document, Token, Vocabulary, folded};
use std::collections::BTreeMap;

/// Counts the content words of texts: those rated, those neutral on purpose, and those nothing is known of.
///
/// A content word is a word written small that is no function word: capitals are names, or cannot be told from them where a
/// sentence opens, and numbers, marks and clitics are no words. It is rated where a phrase of `valence`, `vader`, `frames` or
/// `shifters` holds it, and neutral where a row of `neutral` does.
pub struct Coverage {
    lexicons: Lexicons,
    vocabulary: Vocabulary,
    neutral: Phrasebook<()>,
    counted: Counted,
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Content words in phrases that the lexicons rate.
    pub rated: usize,
    /// Content words that are neutral on purpose.
    pub neutral: usize,
    /// The others, each with how often it stands.
    pub unknown: BTreeMap<String, usize>,
}

/// Words that are no content words.
const CLOSED: Classes = Classes::CLOSED.or(Classes::PARTICLE).or(Classes::NUMBER);

impl Builder {
    /// Begins to count what the lexicons know of texts.
    pub fn coverage(&self) -> Result<Coverage> {
        let tables = self.tables()?;
        let irregular = Irregular::read(&tables)?;
        let knowledge = self.build()?.knowledge;
        let mut cutter = Cutter::of(&knowledge);
        let mut neutral = PhrasebookBuilder::default();
        tables.get("neutral")?.each(["term", "pos"], |_, [term, pos]| {
            inflected(&irregular, term, pos).iter().for_each(|form| neutral.add(cutter.cut(form), ()));
            Ok(())
        })?;
        let mut vocabulary = cutter.into_vocabulary();
        let neutral = neutral.build(&mut vocabulary);
        Ok(Coverage { lexicons: knowledge.lexicons, vocabulary, neutral, counted: Counted::default() })
    }
}

impl Coverage {
    /// Counts the words of one more text.
    pub fn count(&mut self, text: &str) {
        let document = Document::read(text, &self.lexicons.orthography, &self.vocabulary);
        let tokens = document.tokens();
        let rated = self.rated(tokens);
        let neutral = held(&self.neutral, tokens);
        let closed = self.closed(tokens);
        for at in (0..tokens.len()).filter(|&at| tokens[at].is_word() && !tokens[at].is_capital() && !closed[at]) {
            if rated[at] {
                self.counted.rated += 1;
            } else if neutral[at] {
                self.counted.neutral += 1;
            } else {
                *self.counted.unknown.entry(folded(document.word(at))).or_default() += 1;
            }
        }
    }

    /// What was counted so far.
    pub fn counted(&self) -> &Counted {
        &self.counted
    }

    fn rated(&self, tokens: &[Token]) -> Vec<bool> {
        let Lexicons { valence, frames, shifters, .. } = &self.lexicons;
        let books = [held(valence, tokens), held(frames, tokens), held(shifters, tokens)];
        (0..tokens.len()).map(|at| books.iter().any(|book| book[at])).collect()
    }

    fn closed(&self, tokens: &[Token]) -> Vec<bool> {
        let mut closed: Vec<bool> = tokens.iter().map(|token| Classes::of(token.marks).any(CLOSED)).collect();
        let mut at = 0;
        while at < tokens.len() {
            let phrase = self.lexicons.function_phrases.longest(tokens, at);
            let phrase = phrase.filter(|phrase| phrase.entries.iter().any(|classes| classes.any(CLOSED)));
            at = phrase.map_or(at + 1, |phrase| {
                closed[phrase.tokens.range()].fill(true);
                phrase.tokens.end as usize
            });
        }
        closed
    }
}

impl Counted {
    /// All content words.
    pub fn all(&self) -> usize {
        self.rated + self.neutral + self.unknown.values().sum::<usize>()
    }

    /// The unknown words, most frequent first.
    pub fn most_frequent(&self) -> Vec<(&str, usize)> {
        let mut words: Vec<(&str, usize)> = self.unknown.iter().map(|(word, &count)| (word.as_str(), count)).collect();
        words.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        words
    }
}

/// Which tokens stand in a phrase of the book.
fn held<T>(book: &Phrasebook<T>, tokens: &[Token]) -> Vec<bool> {
    let mut held = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        at = book.longest(tokens, at).map_or(at + 1, |phrase| {
            held[phrase.tokens.range()].fill(true);
            phrase.tokens.end as usize
        });
    }
    held
}
