//! What a token is and how it is written.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Letters, an acronym, an abbreviation, or a clitic.
    Word,
    /// Digits, with what belongs to them (`1,000`, `2.5`, `1990s`, `20th`).
    Number,
    /// A full stop, question or exclamation mark.
    Stop,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A hyphen that joins two words.
    Hyphen,
    /// An en or em dash, a spaced or doubled hyphen.
    Dash,
    /// Three dots.
    Ellipsis,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation mark.
    Mark(Mark),
    /// An address (URL, e-mail) that rules skip as a whole.
    Address,
    /// Any other sign.
    Sign,
}

/// Which quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Single (`'`) rather than double (`"`)?
    pub single: bool,
    /// The side the character itself shows.
    pub side: Side,
}

/// The side of a quotation that a mark shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// An opening mark: `“`, `‘`, `«`, `„`.
    Opening,
    /// A closing mark: `”`, `’`, `»`.
    Closing,
    /// A straight mark, which may be either.
    Either,
}

/// How a token is written, as a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(u8);

impl Shape {
    /// The first letter is upper-case.
    pub const CAPITAL: Shape = Shape(1);
    /// All letters are upper-case, and there are at least two.
    pub const UPPER: Shape = Shape(2);
    /// White space stands before it.
    pub const SPACED: Shape = Shape(4);
    /// A line break stands before it.
    pub const LINE: Shape = Shape(8);
    /// A blank line stands before it.
    pub const BLANK: Shape = Shape(16);
    /// It ends in a period that belongs to it.
    pub const PERIOD: Shape = Shape(32);
    /// It is an ending split from the word before it (`'s`, `n't`).
    pub const CLITIC: Shape = Shape(64);

    /// Are all flags of `other` set?
    pub fn has(self, other: Shape) -> bool {
        self.0 & other.0 == other.0
    }

    /// How a word is written, what stands around it aside.
    pub(super) fn of(word: &str) -> Shape {
        let mut shape = Shape::default();
        let mut letters = word.chars();
        if letters.next().is_some_and(char::is_uppercase) {
            shape.set(Shape::CAPITAL);
            let mut rest = letters.filter(|c| c.is_alphabetic()).peekable();
            if rest.peek().is_some() && rest.all(char::is_uppercase) {
                shape.set(Shape::UPPER);
            }
        }
        shape
    }

    pub(super) fn set(&mut self, other: Shape) {
        self.0 |= other.0;
    }
}
