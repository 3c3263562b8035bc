//! Is it English? Only English articles are read; others are skipped with a reason.
//!
//! Most articles are settled by their function words alone; a language detector (whatlang) is asked about the rest.

use crate::lexicon::Classes;
use crate::text::Document;

/// How many words are looked at.
const SAMPLE: usize = 200;

/// The share of function words, in hundredths, from which a text is taken as English. In running English nearly half
/// the words are function words; in other languages, few spellings coincide.
const ENGLISH: usize = 25;

/// How many words a text needs before it can be skipped: a headline of names is in no language.
const SHORTEST: usize = 12;

/// Why the article is not read; nothing for English and for texts too short to tell.
pub(super) fn reason_to_skip(document: &Document) -> Option<String> {
    let closed = Classes::DETERMINER
        .or(Classes::POSSESSIVE)
        .or(Classes::PREPOSITION)
        .or(Classes::CONJUNCTION)
        .or(Classes::SUBORDINATOR)
        .or(Classes::AUXILIARY)
        .or(Classes::PRONOUN);
    let words = document.tokens().iter().filter(|token| token.is_word()).take(SAMPLE);
    let (mut count, mut known) = (0, 0);
    for word in words {
        count += 1;
        known += usize::from(Classes::of(word.marks).any(closed));
    }
    if count < SHORTEST || known * 100 >= count * ENGLISH {
        return None;
    }
    let text = document.text();
    let limit = (0..=text.len().min(4_000)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let info = whatlang::detect(&text[..limit])?;
    (info.is_reliable() && info.lang() != whatlang::Lang::Eng)
        .then(|| format!("not English: the text looks like {}", info.lang().eng_name()))
}
