//! What tells words apart: their first and last eight bytes and their length.
//!
//! Words of up to sixteen bytes, nearly all there are, are known by their [`Key`] alone. The ASCII words of running text
//! are measured, folded and keyed eight bytes at a time, with one addition for eight comparisons (Lamport 1975, "Multiple
//! byte processing with full-word instructions").

use super::kind::Shape;

/// How many bytes at either end of a word its key holds.
const HEAD: usize = 8;

/// A folded word's first eight bytes (zeros behind a shorter one), its last eight where it is longer, and its length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) head: u64,
    pub(super) tail: u64,
    /// In bytes; lengths over 65,535 all count as that.
    pub(super) length: u16,
}

impl Key {
    /// The key of a word that is folded already.
    pub(super) fn of(folded: &[u8]) -> Key {
        let last = folded.last_chunk().filter(|_| folded.len() > HEAD);
        Key {
            head: eight_bytes(folded, 0),
            tail: last.map_or(0, |&eight: &[u8; HEAD]| u64::from_le_bytes(eight)),
            length: folded.len().min(usize::from(u16::MAX)) as u16,
        }
    }

    /// Does it hold every byte of its word?
    pub(super) fn is_whole(self) -> bool {
        usize::from(self.length) <= 2 * HEAD
    }

    /// The key of the word with one more byte behind it; nothing where that word is too long to be held.
    pub(super) fn with(self, byte: u8) -> Option<Key> {
        let (length, byte) = (usize::from(self.length), u64::from(byte));
        let (head, tail) = match length {
            0..HEAD => (self.head | byte << (8 * length), 0),
            HEAD => (self.head, self.head >> 8 | byte << 56),
            _ if length < 2 * HEAD => (self.head, self.tail >> 8 | byte << 56),
            _ => return None,
        };
        Some(Key { head, tail, length: self.length + 1 })
    }

    /// A multiplicative hash with a final mix, so that the low bits depend on all others.
    pub(super) fn hash(self) -> usize {
        const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
        let head = (self.head ^ u64::from(self.length)).wrapping_mul(FACTOR);
        let both = (head.rotate_left(23) ^ self.tail).wrapping_mul(FACTOR);
        (both ^ (both >> 32)) as usize
    }
}

/// A run of ASCII letters and digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Its length in bytes.
    pub(super) length: usize,
    pub(super) key: Key,
    pub(super) shape: Shape,
}

impl Run {
    /// The run at `at`, up to the first byte that is no ASCII letter or digit; nothing where it has sixteen bytes or more.
    #[inline]
    pub(super) fn read(bytes: &[u8], at: usize) -> Option<Run> {
        let first = Eight::read(bytes, at);
        if first.length < HEAD {
            let key = Key { head: first.folded, tail: 0, length: first.length as u16 };
            return Some(Run { length: first.length, key, shape: shape(first, Eight::default()) });
        }
        let second = Eight::read(bytes, at + HEAD);
        let length = HEAD + second.length;
        let tail = match second.length {
            0 => 0,
            n @ 1..HEAD => first.folded >> (8 * n) | second.folded << (8 * (HEAD - n)),
            _ => return None,
        };
        let key = Key { head: first.folded, tail, length: length as u16 };
        Some(Run { length, key, shape: shape(first, second) })
    }
}

/// The high bit of each byte.
const HIGH: u64 = each(0x80);

/// Eight times the same byte.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Up to eight bytes of a run, which stand in a number, the first one lowest.
#[derive(Clone, Copy, Debug, Default)]
struct Eight {
    /// Its letters and digits, folded, zeros behind them.
    folded: u64,
    /// How many there are.
    length: usize,
    /// The high bits of those that are letters.
    letters: u64,
    /// The high bits of those that are upper-case letters.
    capitals: u64,
}

impl Eight {
    #[inline]
    fn read(bytes: &[u8], at: usize) -> Eight {
        let written = eight_bytes(bytes, at);
        let ascii = !written & HIGH;
        // With the high bits off, no sum overflows its byte: a byte's high bit tells whether it reaches the bound.
        let reaches = |bytes: u64, bound: u8| (bytes + each(0x80 - bound)) & HIGH;
        let low = written & !HIGH;
        let lower = low | each(0x20);
        let letters = reaches(lower, b'a') & !reaches(lower, b'z' + 1) & ascii;
        let digits = reaches(low, b'0') & !reaches(low, b'9' + 1) & ascii;
        let end = (!(letters | digits) & HIGH).trailing_zeros();
        // Nothing stops the run within eight bytes: `end` is then 64.
        let kept = if end == u64::BITS { u64::MAX } else { (1 << (end - 7)) - 1 };
        let capitals = letters & !(written << 2);
        Eight {
            folded: (written | capitals >> 2) & kept,
            length: end as usize / 8,
            letters: letters & kept,
            capitals: capitals & kept,
        }
    }
}

/// The eight bytes at `at`, the first one lowest, with zeros behind the end.
#[inline]
fn eight_bytes(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first_chunk() {
        Some(&eight) => u64::from_le_bytes(eight),
        None => rest.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)),
    }
}

/// How a run is written.
#[inline]
fn shape(first: Eight, second: Eight) -> Shape {
    const FIRST: u64 = 0x80;
    let mut shape = Shape::default();
    if first.capitals & FIRST != 0 {
        shape.set(Shape::CAPITAL);
        let small = first.letters & !first.capitals | second.letters & !second.capitals;
        if small == 0 && first.capitals & !FIRST | second.capitals != 0 {
            shape.set(Shape::UPPER);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_keyed_as_their_folded_words() {
        let letters = "aBcD3fGhiJkLmNoPq";
        for length in 0..16 {
            for behind in ["", " ", ", and some more words", "’s", "é", "@[`{/:"] {
                let text = format!("{}{behind}", &letters[..length]);
                let run = Run::read(text.as_bytes(), 0).expect("fewer than sixteen bytes");
                let folded = letters[..length].to_ascii_lowercase();
                assert_eq!((run.length, run.key), (length, Key::of(folded.as_bytes())), "{text}");
                let longer = format!("{folded}.");
                assert_eq!(run.key.with(b'.'), Some(Key::of(longer.as_bytes())), "{text}");
            }
        }
        assert!(Run::read(letters.as_bytes(), 0).is_none());
        assert_eq!(Key::of(&letters.as_bytes()[..16]).with(b'.'), None);
    }

    #[test]
    fn runs_tell_how_they_are_written() {
        for (word, capital, upper) in [
            ("word", false, false),
            ("Word", true, false),
            ("WORD", true, true),
            ("WORDSINCAPITALS", true, true),
            ("WORDSINCAPITALs", true, false),
            ("A", true, false),
            ("A1", true, false),
            ("AB1", true, true),
            ("aBC", false, false),
            ("1AB", false, false),
        ] {
            let shape = Run::read(word.as_bytes(), 0).expect("fewer than sixteen bytes").shape;
            assert_eq!((shape.has(Shape::CAPITAL), shape.has(Shape::UPPER)), (capital, upper), "{word}");
        }
    }
}
