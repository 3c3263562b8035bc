//! Direction: words of the input kept from turning around the words of the page that stand beside them.
//!
//! Owns which words could, and how they are closed off (Unicode's bidirectional algorithm, UAX #9): by an isolate, as the element
//! `bdi` is, but one that also holds in drawings, in lists of choices and in what a screen reader is told. Marks inside that
//! would reach out of it are closed, and those that would close it are left out.

use std::borrow::Cow;

/// First strong isolate: what is inside has the direction of its first letter, and none outside.
const ISOLATE: char = '\u{2068}';
const END: char = '\u{2069}';

/// What ends an embedding or override.
const POP: char = '\u{202c}';

/// The words in an isolate of their own, where they could turn anything around.
pub(super) fn isolated(words: &str) -> Cow<'_, str> {
    if words.chars().any(turns) { Cow::Owned(format!("{ISOLATE}{}{END}", closed(words))) } else { Cow::Borrowed(words) }
}

/// Is it a letter of a script that is written from right to left, a mark of direction, or an end of a paragraph?
fn turns(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
        | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || is_end(c)
}

/// Would it end the paragraph, and with it all isolates?
fn is_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The words with everything closed that they open, and without what closes nothing of theirs.
fn closed(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut open: Vec<char> = Vec::new();
    for c in words.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(POP),
            '\u{2066}'..='\u{2068}' => open.push(END),
            POP if open.last() == Some(&POP) => {
                open.pop();
            }
            END if open.contains(&END) => {
                while open.last() == Some(&POP) {
                    out.extend(open.pop());
                }
                open.pop();
            }
            POP | END => continue,
            c if is_end(c) => {
                out.push(' ');
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out.extend(open.into_iter().rev());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_out_of_its_isolate() {
        for (words, expected) in [
            ("Ana Novak", "Ana Novak"),
            ("\u{202e}Ana Novak", "\u{2068}\u{202e}Ana Novak\u{202c}\u{2069}"),
            ("Ana\u{2069}\u{202c} \u{2067}Novak", "\u{2068}Ana \u{2067}Novak\u{2069}\u{2069}"),
            ("\u{2066}a\u{202d}b\u{2069}c", "\u{2068}\u{2066}a\u{202d}b\u{202c}\u{2069}c\u{2069}"),
            ("\u{202e}a\u{202c}b\u{202c}", "\u{2068}\u{202e}a\u{202c}b\u{2069}"),
            ("سارة", "\u{2068}سارة\u{2069}"),
            ("a\u{2029}b", "\u{2068}a b\u{2069}"),
        ] {
            assert_eq!(isolated(words), expected, "{words:?}");
        }
    }
}
