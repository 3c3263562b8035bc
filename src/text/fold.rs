//! Folding: the one form that all spellings of a word share.
//!
//! Case, accents, the kind of apostrophe and hyphen, compatibility forms (NFKC) and invisible characters are folded
//! away: `Erdoğan`, `ERDOGAN` and `Erdogan` are one word. The article's text itself is never changed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest ASCII word folded without allocating, in bytes.
const SHORT: usize = 48;

/// Calls `use_folded` with the bytes of the folded form of `word`.
pub fn fold<R>(word: &str, use_folded: impl FnOnce(&[u8]) -> R) -> R {
    let bytes = word.as_bytes();
    if bytes.len() <= SHORT {
        let mut buffer = [0u8; SHORT];
        let mut bits = 0;
        for (lower, &byte) in buffer.iter_mut().zip(bytes) {
            *lower = byte.to_ascii_lowercase();
            bits |= byte;
        }
        if bits.is_ascii() {
            return use_folded(&buffer[..bytes.len()]);
        }
    }
    use_folded(folded(word).as_bytes())
}

/// The folded form of `word` as a string of its own.
pub fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.nfkd().filter(|&c| !is_combining_mark(c) && !is_invisible(c)) {
        for lower in c.to_lowercase() {
            match letter(lower) {
                Some(plain) => out.push_str(plain),
                None if is_combining_mark(lower) => {}
                None => out.push(lower),
            }
        }
    }
    out
}

/// Characters that are drawn as nothing: zero-width spaces and joiners, the soft hyphen, the byte order mark, and the
/// marks of writing direction.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Letters and marks that Unicode does not decompose but news desks write plainly.
fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'ł' => "l",
        'ı' => "i",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ə' => "e",
        '\u{2019}' | '\u{2018}' | '\u{02bc}' | '\u{02bb}' | '\u{201b}' | '`' | '\u{b4}' => "'",
        '\u{2010}' | '\u{2011}' => "-",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_fold_to_one_form() {
        for (word, form) in [
            ("Erdoğan", "erdogan"),
            ("ERDOĞAN", "erdogan"),
            ("Støre", "store"),
            ("O’Neill", "o'neill"),
            ("İstanbul", "istanbul"),
            ("co\u{ad}operate", "cooperate"),
            ("ﬁrst", "first"),
            ("U.S.", "u.s."),
            ("Straße", "strasse"),
            ("", ""),
        ] {
            assert_eq!(folded(word), form, "{word}");
            fold(word, |short| assert_eq!(short, form.as_bytes(), "{word}"));
        }
    }
}
