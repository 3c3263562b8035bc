//! Texts as far as tokens, quotations and sentences.

use super::ENGINE;
use crate::lawful_document;
use detente::text::{Orthography, Span};

/// Cuts a text, and looks tokens up by their bytes.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = ENGINE.document(&text);
    let orthography: &Orthography = &ENGINE.knowledge().lexicons.orthography;
    lawful_document::check(&document, orthography);
    for (at, token) in document.tokens().iter().enumerate() {
        let found = document.tokens_of(token.span);
        assert_eq!((found.start as usize, found.end as usize), (at, at + 1));
        assert!(document.paragraphs()[document.paragraph_of(at)].tokens.has(at));
        assert!(document.sentence_of(at).is_none_or(|sentence| document.sentences()[sentence].tokens.has(at)));
    }
    let all = document.tokens_of(Span::new(0, document.text().len()));
    assert_eq!(all.len(), document.tokens().len());
}
