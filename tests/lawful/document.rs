//! What must be true of a text that was cut, whatever stands in it.

use detente::text::{Document, Orthography, is_invisible};

/// Tokens leave only what is blank between them; paragraphs hold them all; quotations and sentences stand in order, each in one.
pub fn check(document: &Document, orthography: &Orthography) {
    let (text, tokens) = (document.text(), document.tokens());
    let blank = |gap: &str| gap.chars().all(|c| c.is_whitespace() || is_invisible(c) || c == '\u{85}');
    let mut last = 0;
    for token in tokens {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        assert!(last <= start && start < end && blank(&text[last..start]), "{:?}", token.span);
        last = end;
    }
    assert!(blank(&text[last..]));
    let (mut paragraph_ends, mut end) = (Vec::new(), 0);
    for paragraph in document.paragraphs() {
        assert!(paragraph.tokens.start == end && !paragraph.tokens.is_empty());
        end = paragraph.tokens.end;
        paragraph_ends.push(end);
    }
    assert_eq!(end as usize, tokens.len());
    let is_inside = |start: u32, end: u32| {
        let paragraph = paragraph_ends.partition_point(|&end| end <= start);
        end <= paragraph_ends[paragraph]
    };
    let in_order = |ranges: &mut dyn Iterator<Item = (u32, u32)>| {
        let mut last = 0;
        for (start, end) in ranges {
            assert!(last <= start && start < end && is_inside(start, end), "{start}..{end}");
            last = end;
        }
    };
    in_order(&mut document.quotations().iter().map(|quotation| (quotation.tokens.start, quotation.tokens.end)));
    in_order(&mut document.sentences().iter().map(|sentence| (sentence.tokens.start, sentence.tokens.end)));
    nested(document, orthography);
}

/// The same of the quotations that stand in others: each in one of them.
fn nested(document: &Document, orthography: &Orthography) {
    let Some(nested) = document.nested(orthography) else { return };
    let mut last = 0;
    for quotation in nested.quotations() {
        let outer = document.quotation_of(quotation.tokens.start as usize).expect("it stands in another");
        assert!(document.quotations()[outer].tokens.contains(quotation.tokens) && last <= quotation.tokens.start);
        last = quotation.tokens.end;
    }
}
