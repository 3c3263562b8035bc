//! Laws of the small parts: they hold for any input.

#[path = "lawful/document.rs"]
mod lawful;

use detente::ledger::{ArticleKey, Ledger, Sign, Tally};
use detente::lexicon::{Phrasebook, PhrasebookBuilder};
use detente::text::{Document, Orthography, Symbol, Tokens, Vocabulary};
use proptest::prelude::*;

/// The leftmost-longest matches of `phrases` in `text`, by trying every phrase at every place.
fn naive(phrases: &[Vec<usize>], text: &[usize]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let longest = phrases.iter().filter(|phrase| text[at..].starts_with(phrase)).map(Vec::len).max();
        match longest {
            Some(length) => {
                found.push((at, at + length));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

proptest! {
    #[test]
    fn the_phrasebook_agrees_with_a_naive_search(
        phrases in prop::collection::vec(prop::collection::vec(0usize..4, 1..5), 0..12),
        text in prop::collection::vec(0usize..5, 0..40),
    ) {
        const WORDS: [&str; 5] = ["alpha", "beta", "gamma", "delta", "stranger"];
        let mut vocabulary = Vocabulary::default();
        let symbols: Vec<Symbol> = WORDS[..4].iter().map(|word| vocabulary.intern(word)).collect();
        let mut builder = PhrasebookBuilder::default();
        for (number, phrase) in phrases.iter().enumerate() {
            builder.add(phrase.iter().map(|&word| symbols[word]).collect(), number);
        }
        let book: Phrasebook<usize> = builder.build(&mut vocabulary);
        let written = text.iter().map(|&word| WORDS[word]).collect::<Vec<_>>().join(" ");
        let document = Document::read(&written, &Orthography::default(), &vocabulary);
        let all = Tokens::new(0, document.tokens().len());
        let found: Vec<(usize, usize)> = book
            .find_iter(document.tokens(), all)
            .map(|found| (found.tokens.start as usize, found.tokens.end as usize))
            .collect();
        prop_assert_eq!(found, naive(&phrases, &text));
    }

    #[test]
    fn tokens_are_in_order_and_leave_only_white_space_between_them(text in any::<String>()) {
        let orthography = Orthography::default();
        lawful::check(&Document::read(&text, &orthography, &Vocabulary::default()), &orthography);
    }

    #[test]
    fn ledgers_merge_in_any_order(rows in prop::collection::vec((0u8..4, -1000i16..=1000, any::<bool>(), "[ab]"), 0..30), cut in 0usize..30) {
        let add = |rows: &[(u8, i16, bool, String)]| {
            let mut ledger = Ledger::default();
            for (key, score, evidence, article) in rows {
                let (&key, &score, &evidence) = (key, score, evidence);
                let sign = match score { 1.. => Sign::Plus, 0 => Sign::Zero, _ => Sign::Minus };
                ledger.add(key, ArticleKey::of(article), &Tally::of(score, sign, evidence, true));
            }
            ledger
        };
        let (left, right) = rows.split_at(cut.min(rows.len()));
        let mut forward = add(left);
        forward.merge(add(right));
        let mut backward = add(right);
        backward.merge(add(left));
        prop_assert_eq!(&forward, &add(&rows));
        prop_assert_eq!(&forward, &backward);
    }
}
