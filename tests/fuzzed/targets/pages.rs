//! Web pages, in any encoding.

use detente::corpus::{Input, Reading, html};
use detente::record::Fields;
use std::io::Cursor;

/// Reads a page as a file, and again as characters.
pub fn run(bytes: &[u8]) {
    if let Ok(input) = Input::of("a.html", Cursor::new(bytes.to_vec()), Reading::default()) {
        input.flatten().for_each(|item| drop(item.open(&Fields::default())));
    }
    let characters = String::from_utf8_lossy(bytes);
    let page = html::read(&characters);
    // Nothing of a page stands in it more than once, and no reference is shorter than half of what it stands for.
    assert!(page.text.len() <= 2 * characters.len(), "{} bytes of {}", page.text.len(), characters.len());
    for said in [page.title, page.date, page.outlet, page.author, page.url].into_iter().flatten() {
        assert!(said.len() <= 2 * characters.len() && !said.trim().is_empty());
    }
}
