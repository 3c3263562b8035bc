//! Offset units: bytes inside, Unicode scalar values (or UTF-16 units, or bytes) outside.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// The unit in which offsets are read and written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Unicode scalar values (what Python calls characters).
    #[default]
    Scalar,
    /// Bytes of UTF-8.
    Byte,
    /// UTF-16 code units (what JavaScript, Java and .NET call characters).
    Utf16,
}

/// How many bytes lie between two noted places.
const STEP: usize = 64;

/// Translates the places of one text between bytes and a [`Unit`]; places are noted every `STEP` bytes, so that a
/// translation looks at no more than that.
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: Unit,
    /// Units before each multiple of `STEP` bytes; empty where units are bytes.
    noted: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// Makes ready to translate the places of `text`.
    pub fn new(text: &'t str, unit: Unit) -> Offsets<'t> {
        let mut noted = Vec::new();
        if unit != Unit::Byte && !text.is_ascii() {
            let mut before = 0;
            for block in text.as_bytes().chunks(STEP) {
                noted.push(before);
                before += count(block, unit);
            }
        }
        Offsets { text, unit, noted }
    }

    /// The place of a byte in units. The byte starts a character, or ends the text.
    pub fn outward(&self, byte: u32) -> u32 {
        if self.noted.is_empty() {
            return byte;
        }
        let block = (byte as usize / STEP).min(self.noted.len() - 1);
        self.noted[block] + count(&self.text.as_bytes()[block * STEP..byte as usize], self.unit)
    }

    /// The byte of a place in units; nothing where no character starts there.
    pub fn inward(&self, place: u32) -> Option<u32> {
        if self.noted.is_empty() {
            return self.text.is_char_boundary(place as usize).then_some(place);
        }
        let block = self.noted.partition_point(|&before| before <= place).checked_sub(1)?;
        let mut byte = block * STEP;
        while !self.text.is_char_boundary(byte) {
            byte += 1;
        }
        let mut at = self.noted[block];
        for c in self.text[byte..].chars() {
            if at >= place {
                break;
            }
            at += width(c, self.unit);
            byte += c.len_utf8();
        }
        (at == place).then_some(byte as u32)
    }

    /// The span between two places in units; nothing where it is not inside the text.
    pub fn span(&self, start: u32, end: u32) -> Option<Span> {
        let (start, end) = (self.inward(start)?, self.inward(end)?);
        (start <= end).then_some(Span { start, end })
    }
}

fn width(c: char, unit: Unit) -> u32 {
    match unit {
        Unit::Scalar => 1,
        Unit::Byte => c.len_utf8() as u32,
        Unit::Utf16 => c.len_utf16() as u32,
    }
}

/// The units that start in some bytes, at most [`STEP`] of them. A character starts at any byte but a continuation byte,
/// `10xxxxxx`; one of four bytes, `11110xxx` first, is two UTF-16 units. Eight bytes are looked at together, by their high
/// bits, and counted each in a byte of its own.
fn count(bytes: &[u8], unit: Unit) -> u32 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let units = |bytes: u64| {
        let starts = (!bytes | bytes << 1) & HIGH;
        let wide = if unit == Unit::Utf16 { bytes & bytes << 1 & bytes << 2 & bytes << 3 & HIGH } else { 0 };
        (starts >> 7) + (wide >> 7)
    };
    let (eights, rest) = bytes.as_chunks();
    // In place of the bytes that are missing, some that start nothing.
    let last = rest.iter().fold(HIGH, |eight, &byte| eight << 8 | u64::from(byte));
    let counts = eights.iter().fold(units(last), |counts, &eight| counts + units(u64::from_ne_bytes(eight)));
    // The product's highest byte is the sum of all.
    (counts.wrapping_mul(ONES) >> 56) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_translate_both_ways_at_every_character() {
        let text = "Zoë said “hello 🙂 there” — ".repeat(40);
        for unit in [Unit::Scalar, Unit::Byte, Unit::Utf16] {
            let offsets = Offsets::new(&text, unit);
            let mut place = 0;
            for (byte, c) in text.char_indices() {
                assert_eq!(offsets.outward(byte as u32), place, "{unit:?} {byte}");
                assert_eq!(offsets.inward(place), Some(byte as u32), "{unit:?} {place}");
                place += width(c, unit);
            }
            assert_eq!(offsets.outward(text.len() as u32), place);
            assert_eq!(offsets.inward(place), Some(text.len() as u32));
            assert_eq!(offsets.inward(place + 1), None);
        }
    }

    #[test]
    fn a_place_inside_a_character_is_none() {
        assert_eq!(Offsets::new("é", Unit::Byte).inward(1), None);
        assert_eq!(Offsets::new("🙂", Unit::Utf16).inward(1), None);
    }
}
