//! Text: spans, tokens, symbols, paired quotation marks, sentences, paragraphs; one read [`Document`].
//!
//! Owns every decision about characters, and is the only room that folds them. The text itself is never changed: spans
//! are byte ranges into the article as given. It refuses to know any language: abbreviations, clitics and boilerplate
//! reach it as values ([`Orthography`]).

mod boilerplate;
mod cut;
mod document;
mod fold;
mod key;
mod kind;
mod orthography;
mod phrase;
mod quotation;
mod slots;
mod span;
mod symbol;
mod token;

pub use boilerplate::{BoilerplateRule, Extent, PatternPlace, Piece};
pub use document::{Document, Paragraph, Sentence};
pub use fold::{fold, folded, is_invisible};
pub use kind::{Kind, Mark, Shape, Side};
pub use orthography::{Abbreviation, Opener, Orthography};
pub use phrase::Phrase;
pub use quotation::Quotation;
pub use span::{Span, Tokens};
pub use symbol::{Marks, Symbol, Vocabulary};
pub use token::Token;
