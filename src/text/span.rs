//! Where something stands: half-open byte ranges into the article's own text.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

/// A half-open range of bytes, `start..end`, into the text of one article. Prints as `3..7` and indexes a `str` by
/// [`Span::of`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span `start..end`; `end` is not before `start`.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Span { start: start as u32, end: end as u32 }
    }

    /// The words themselves.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range()]
    }

    /// The same bytes as a range of `usize`.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The number of bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Does it hold no byte?
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Does every byte of `other` stand in it?
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Do the two share a byte?
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn join(&self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A half-open range of token positions in one document. Rules count in tokens, reports in bytes; two types keep them
/// apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tokens {
    /// The first token.
    pub start: u32,
    /// The token after the last.
    pub end: u32,
}

impl Tokens {
    /// The tokens `start..end`.
    pub fn new(start: usize, end: usize) -> Tokens {
        debug_assert!(start <= end);
        Tokens { start: start as u32, end: end as u32 }
    }

    /// The positions as a range of `usize`.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Does it hold no token?
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Does the token at `position` stand in it?
    pub fn has(&self, position: usize) -> bool {
        self.range().contains(&position)
    }

    /// Does every token of `other` stand in it?
    pub fn contains(&self, other: Tokens) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Do the two share a token?
    pub fn overlaps(&self, other: Tokens) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// How many tokens the two share.
    pub fn shared(&self, other: Tokens) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start)) as usize
    }

    /// The smallest range that holds both.
    pub fn join(&self, other: Tokens) -> Tokens {
        Tokens { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
