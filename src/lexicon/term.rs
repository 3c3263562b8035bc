//! How a term is written where more than its own words must stand in the text.

/// A term taken apart: `^` says that it opens a clause, `...` stands for a few words.
pub struct Parts<'t> {
    /// Must it open a sentence or a clause?
    pub opens: bool,
    /// The words that inflect.
    pub head: &'t str,
    /// The words behind the gap.
    pub tail: &'t str,
}

impl<'t> Parts<'t> {
    /// Takes a term apart.
    pub fn of(term: &'t str) -> Parts<'t> {
        let bare = term.strip_prefix("^ ");
        let (head, tail) = bare.unwrap_or(term).split_once(" ... ").unwrap_or((bare.unwrap_or(term), ""));
        Parts { opens: bare.is_some(), head, tail }
    }
}
