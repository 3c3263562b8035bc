//! A web page read as an article: its main text, and what its markup says of title, date, outlet, author and address.
//!
//! Owns pages and refuses records: what becomes of a page without main text is the caller's question. One pass over
//! the markup (`markup`) gathers what is said of the article (`said`) and an outline of what could be its text
//! (`outline`); the library `dom_smoothie` finds the article in the outline, and `blocks` makes its paragraphs.
//!
//! Pages are hostile: elements nested a hundred thousand deep, links never closed, tags with a megabyte of attributes.
//! HTML's own rules build trees from such pages that grow with the square of their length. The outline is well nested,
//! shallow and has none of it, so that the library works on a small page that cannot surprise it.

mod blocks;
mod markup;
mod outline;
mod said;

use markup::Pieces;
use outline::Outline;
use said::Said;
use std::cell::Cell;
use std::panic::{self, UnwindSafe};
use std::sync::Once;

/// What a page holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The main text, its paragraphs set apart by blank lines; empty where the page has none.
    pub text: String,
    /// The article's title, without its outlet's name.
    pub title: Option<String>,
    /// When it was published: begins with `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it, several names set apart by commas.
    pub author: Option<String>,
    /// Its address, as the page itself gives it.
    pub url: Option<String>,
}

/// Reads a page; anything can be read, in time that grows with its length.
pub fn read(page: &str) -> Page {
    let mut said = Said::default();
    let mut outline = Outline::default();
    for piece in Pieces::of(page) {
        said.see(piece);
        outline.see(piece);
    }
    Page { text: main_text(outline.finish()), ..said.finish() }
}

/// The article in an outline. The library has places where it may panic, if none that a page is known to reach: a page
/// that reaches one has no main text.
fn main_text(outline: String) -> String {
    let article = quietly(|| {
        let mut library = dom_smoothie::Readability::new(outline, None, None).ok()?;
        library.parse().ok().map(|article| String::from(article.content))
    });
    article.flatten().map_or_else(String::new, |article| blocks::text(&article))
}

thread_local! {
    /// Is a panic of this thread nobody's business?
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What becomes of `work`; nothing where it panics, which is not told. Panics of all others are told as before.
fn quietly<T>(work: impl FnOnce() -> T + UnwindSafe) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |told| {
            if !IS_QUIET.get() {
                before(told);
            }
        }));
    });
    IS_QUIET.set(true);
    let done = panic::catch_unwind(work);
    IS_QUIET.set(false);
    done.ok()
}

#[cfg(test)]
mod tests;
