//! The smallest unit that rules see: a word, a number or a mark.

use super::kind::{Kind, Shape};
use super::symbol::Known;
use super::{Marks, Phrase, Piece, Span, Symbol, Vocabulary};

/// The smallest unit that rules see: a word, a number or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Which word it is; [`Symbol::UNKNOWN`] for marks and for words outside the vocabulary.
    pub symbol: Symbol,
    /// What the word, and each longer phrase that begins with it here, is marked with.
    pub marks: Marks,
    /// The longest phrase of several words that begins with it here; [`Phrase::NONE`] where there is none.
    pub phrase: Phrase,
    /// The longest but one.
    pub shorter: Phrase,
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub shape: Shape,
}

impl Token {
    /// A token of what is known of it as a word, its phrases aside.
    pub(super) fn new(span: Span, known: &Known, kind: Kind, shape: Shape) -> Token {
        let (symbol, marks, phrase) = (Symbol::UNKNOWN, Marks::NONE, Phrase::NONE);
        let mut token = Token { span, symbol, marks, phrase, shorter: phrase, kind, shape };
        token.know(known);
        token
    }

    /// Tells it what is known of it as a word. Numbers are in no class of words, so that marks alone answer for every token.
    #[inline]
    pub(super) fn know(&mut self, known: &Known) {
        self.symbol = known.symbol;
        self.marks = if self.kind == Kind::Word { known.marks } else { known.marks.of_phrases() };
    }

    /// Is it a word (not a number or a mark)?
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Is it a word that begins with an upper-case letter?
    pub fn is_capital(&self) -> bool {
        self.shape.has(Shape::CAPITAL)
    }

    /// Is it a word or a number?
    pub(super) fn is_lexical(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }

    /// What boilerplate patterns compare: for a mark, its own symbol.
    pub fn piece(&self, text: &str, vocabulary: &Vocabulary) -> Piece {
        let is_word = self.is_lexical();
        let symbol = if is_word { self.symbol } else { vocabulary.symbol(self.span.of(text)) };
        Piece { symbol, is_word }
    }

    /// Is it a quotation mark?
    pub fn is_mark(&self) -> bool {
        matches!(self.kind, Kind::Mark(_))
    }
}
