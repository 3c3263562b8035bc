//! Passage: the words around what the narrator tells, where the run kept the text of its articles.

use super::rows::{PieceRow, QuoteRow, StanceRow};
use crate::record::{Offsets, Unit};

/// How many bytes are shown before and behind the evidence, at most; then the paragraph is cut at a blank.
const AROUND: usize = 200;

/// The words around the evidence of a stance that stands in no quote, as if they were one. Nothing where the text is not the one that
/// the evidence points into.
pub(super) fn around(text: &str, stance: &StanceRow) -> Option<QuoteRow> {
    let start = stance.evidence.iter().map(|piece| piece.start).min()?;
    let end = stance.evidence.iter().map(|piece| piece.end).max()?;
    let offsets = [Unit::Scalar, Unit::Utf16, Unit::Byte].map(|unit| Offsets::new(text, unit));
    let offsets = offsets.iter().find(|offsets| {
        let holds = |start, end, term| offsets.span(start, end).is_some_and(|span| span.of(text) == term);
        stance.evidence.iter().all(|piece| holds(piece.start, piece.end, &*piece.term))
    })?;
    let evidence = offsets.span(start, end)?;
    let (start, end) = (from(text, evidence.start as usize), until(text, evidence.end as usize));
    let spans = vec![PieceRow { start: offsets.outward(start as u32), end: offsets.outward(end as u32) }];
    Some(QuoteRow {
        id: 0,
        kind: String::new(),
        text: text[start..end].to_owned(),
        spans,
        speaker: None,
        mention: None,
    })
}

/// Where the paragraph begins, or not too far before `at` a word of it.
fn from(text: &str, at: usize) -> usize {
    let paragraph = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let near = character(text, at.saturating_sub(AROUND));
    if near <= paragraph {
        return paragraph;
    }
    text[near..at].find(' ').map_or(at, |blank| near + blank + 1)
}

/// Where the paragraph ends, or not too far behind `at` a word of it.
fn until(text: &str, at: usize) -> usize {
    let paragraph = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let near = character(text, at.saturating_add(AROUND).min(text.len()));
    if near >= paragraph {
        return paragraph;
    }
    text[at..near].rfind(' ').map_or(at, |blank| at + blank)
}

/// Where the character of a byte begins.
fn character(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_a_paragraph_or_some_words_of_it() {
        let long = format!("one\n{}, X {} praised", "a".repeat(150), "b ".repeat(150));
        let at = long.find('X').unwrap();
        assert_eq!(from(&long, at), 4);
        assert!(long[at..until(&long, at)].ends_with("b b"));
        assert_eq!((until(&long, 1), from(&long, long.len())), (3, long.len() - 198));
    }
}
