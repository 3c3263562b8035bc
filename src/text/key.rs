//! What tells words apart: their letters, sixteen bytes of them.
//!
//! Words of up to sixteen bytes, nearly all there are, are known by their [`Key`] alone. The ASCII words of running text
//! are measured, folded and keyed eight bytes at a time, with one addition for eight comparisons (Lamport 1975, "Multiple
//! byte processing with full-word instructions").

use super::kind::Shape;

/// How many bytes stand in each half of a key.
const HALF: usize = 8;

/// A folded word's first eight bytes and its next eight, with zeros behind its end. A longer word has a first byte that no
/// word begins with, and then what it begins and ends with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key {
    head: u64,
    tail: u64,
}

/// The first byte of the keys of longer words: UTF-8 knows no such byte.
const LONG: u64 = 0xff;

impl Key {
    /// The key of a word that is folded already.
    pub(super) fn of(folded: &[u8]) -> Key {
        let head = eight_bytes(folded, 0);
        match folded.last_chunk() {
            Some(&last) if folded.len() > 2 * HALF => Key { head: head | LONG, tail: u64::from_le_bytes(last) },
            _ => Key { head, tail: eight_bytes(folded, HALF) },
        }
    }

    /// The key of a word as written, where it is ASCII and the key holds it whole.
    #[inline]
    pub(super) fn of_ascii(word: &[u8]) -> Option<Key> {
        let (head, tail) = (eight_bytes(word, 0), eight_bytes(word, HALF));
        // A zero at the end would not count.
        let short = word.len() <= 2 * HALF && (head | tail) & HIGH == 0 && word.last() != Some(&0);
        let lower = |written: u64| {
            let reaches = |bound: u8| written + each(0x80 - bound);
            written | (reaches(b'A') & !reaches(b'Z' + 1) & HIGH) >> 2
        };
        short.then(|| Key { head: lower(head), tail: lower(tail) })
    }

    /// A multiplicative hash: the high half of a product, whose bits depend on all of the key.
    pub(super) fn hash(self) -> u32 {
        const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
        let both = self.head ^ self.tail.wrapping_mul(FACTOR).rotate_left(29);
        (both.wrapping_mul(FACTOR) >> 32) as u32
    }
}

/// A run of ASCII letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Its length in bytes.
    pub(super) length: usize,
    pub(super) key: Key,
    pub(super) shape: Shape,
}

impl Run {
    /// The run that begins with the letter at `at`, up to the first byte that is none; nothing where it has sixteen or
    /// more.
    #[inline]
    pub(super) fn read(bytes: &[u8], at: usize) -> Option<Run> {
        let first = Letters::read(bytes, at);
        if first.length < HALF {
            let key = Key { head: first.folded(), tail: 0 };
            return Some(Run { length: first.length, key, shape: shape(first, first.written) });
        }
        let second = Letters::read(bytes, at + HALF);
        if second.length == HALF {
            return None;
        }
        let key = Key { head: first.folded(), tail: second.folded() };
        Some(Run { length: HALF + second.length, key, shape: shape(first, first.written | second.written) })
    }

    /// The key of the run with one more byte behind it.
    pub(super) fn key_with(&self, byte: u8) -> Key {
        let Key { head, tail } = self.key;
        let at = |place: usize| u64::from(byte) << (8 * place);
        match self.length.checked_sub(HALF) {
            None => Key { head: head | at(self.length), tail },
            Some(place) => Key { head, tail: tail | at(place) },
        }
    }
}

/// The high bit of each byte.
const HIGH: u64 = each(0x80);

/// The bit of each byte that tells small letters from capitals.
const SMALL: u64 = each(0x20);

/// Eight times the same byte.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Up to eight letters of a run, as written; they stand in a number, the first one lowest, with zeros behind them.
#[derive(Clone, Copy, Debug)]
struct Letters {
    written: u64,
    /// The bytes that hold letters, whole.
    kept: u64,
    length: usize,
}

impl Letters {
    #[inline]
    fn read(bytes: &[u8], at: usize) -> Letters {
        let written = eight_bytes(bytes, at);
        // With the high bits off, no sum overflows its byte: a byte's high bit tells whether it reaches the bound.
        let lower = (written | SMALL) & !HIGH;
        let reaches = |bound: u8| lower + each(0x80 - bound);
        let others = (!reaches(b'a') | reaches(b'z' + 1) | written) & HIGH;
        // The lowest bit of `others` ends the run; where all eight are letters, there is none.
        let kept = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
        Letters { written: written & kept, kept, length: others.trailing_zeros() as usize / 8 }
    }

    fn folded(self) -> u64 {
        self.written | self.kept & SMALL
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

/// How a run is written, of which `all` are the letters, one upon another.
#[inline]
fn shape(first: Letters, all: u64) -> Shape {
    let mut shape = Shape::default();
    if first.written & 0x20 == 0 {
        shape.set(Shape::CAPITAL);
        if all & SMALL == 0 && first.length > 1 {
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
        let letters = "aBcDefGhiJkLmNoPq";
        for length in 1..16 {
            for behind in ["", " ", ", and some more words", "’s", "é", "@[`{/:", "1", "\0"] {
                let text = format!("{}{behind}", &letters[..length]);
                let run = Run::read(text.as_bytes(), 0).expect("fewer than sixteen bytes");
                let folded = letters[..length].to_ascii_lowercase();
                assert_eq!((run.length, run.key), (length, Key::of(folded.as_bytes())), "{text}");
                let longer = format!("{folded}.");
                assert_eq!(run.key_with(b'.'), Key::of(longer.as_bytes()), "{text}");
            }
        }
        assert!(Run::read(letters.as_bytes(), 0).is_none());
    }

    #[test]
    fn short_ascii_words_are_keyed_as_written() {
        let letters = "abcdefghijklmnopqrstuvwxyz";
        for length in 0..letters.len() {
            let key = Key::of(&letters.as_bytes()[..length]);
            assert_ne!(key, Key::of(&letters.as_bytes()[..length + 1]));
            let written = &letters.to_ascii_uppercase()[..length];
            assert_eq!(Key::of_ascii(written.as_bytes()), (length <= 2 * HALF).then_some(key), "{written}");
        }
        assert_eq!(Key::of_ascii(b"$1,00@[`{"), Some(Key::of(b"$1,00@[`{")));
        assert_eq!(Key::of_ascii("\u{e9}".as_bytes()), None);
        assert_eq!(Key::of_ascii(b"a\0"), None);
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
            ("aBC", false, false),
        ] {
            let shape = Run::read(word.as_bytes(), 0).expect("fewer than sixteen bytes").shape;
            assert_eq!((shape.has(Shape::CAPITAL), shape.has(Shape::UPPER)), (capital, upper), "{word}");
        }
    }
}
