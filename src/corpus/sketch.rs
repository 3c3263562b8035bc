//! The sketch of an article: a number that is nearly the same for texts that are nearly the same.
//!
//! The SimHash (Charikar 2002; Manku, Jain and Das Sarma 2007 found pages apart by at most 3 of its 64 bits to be copies) of
//! all runs of three words, as they are written. It is stored with what was read, so that copies of one report can be told
//! later, whatever order the articles came in.

use crate::text::Document;

/// How many words a run has.
const RUN: usize = 3;

/// The sketch of a document.
pub(super) fn sketch(document: &Document) -> u64 {
    let words: Vec<_> = document.tokens().iter().filter(|token| token.is_word()).map(|token| token.span).collect();
    simhash::simhash_stream(words.windows(RUN).map(|run| run[0].join(run[RUN - 1]).of(document.text())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;

    const TEXT: &str = include_str!("../../examples/article.txt");

    #[test]
    fn copies_are_near_and_other_articles_are_not() {
        let engine = Engine::new();
        let sketch = |text: &str| sketch(&engine.document(text));
        let far = |text: &str| (sketch(text) ^ sketch(TEXT)).count_ones();
        let copy = TEXT.replacen("said", "told reporters", 1) + "\n\nThe Herald, with agencies.\n";
        assert!(far(&copy) <= 6, "{}", far(&copy));
        let other = crate::corpus::synthetic(1).next().unwrap().replace("the", "a").replace(' ', " of ");
        assert!(far(&other) >= 16, "{}", far(&other));
        assert_eq!(sketch("Too short"), 0);
    }
}
