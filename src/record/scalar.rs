//! Strings and floats as JSON writes them.
//!
//! Owns escapes and digits, byte for byte those of serde_json; what they are parts of, `json` knows.

/// Writes a string in quotation marks.
pub(super) fn string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(at) = first_special(rest) {
        out.extend_from_slice(&rest[..at]);
        escape(out, rest[at]);
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

fn escape(out: &mut Vec<u8>, special: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let short = match special {
        b'"' | b'\\' => special,
        0x08 => b'b',
        0x09 => b't',
        0x0a => b'n',
        0x0c => b'f',
        0x0d => b'r',
        other => {
            out.extend_from_slice(&[
                b'\\',
                b'u',
                b'0',
                b'0',
                HEX[usize::from(other >> 4)],
                HEX[usize::from(other & 15)],
            ]);
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

/// Where the first byte stands that needs an escape: a quotation mark, a backslash or a control character.
#[inline]
fn first_special(bytes: &[u8]) -> Option<usize> {
    const BYTES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = BYTES << 7;
    // The high bit of each byte that is less than `limit`, which is at most 128; those behind the first may err.
    let below = |eight: u64, limit: u8| eight.wrapping_sub(BYTES * u64::from(limit)) & !eight & HIGH;
    let special = |eight: [u8; 8]| {
        let eight = u64::from_le_bytes(eight);
        let found = below(eight, b' ')
            | below(eight ^ (BYTES * u64::from(b'"')), 1)
            | below(eight ^ (BYTES * u64::from(b'\\')), 1);
        (found != 0).then(|| found.trailing_zeros() as usize / 8)
    };
    let (eights, rest) = bytes.as_chunks();
    for (index, &eight) in eights.iter().enumerate() {
        if let Some(at) = special(eight) {
            return Some(index * 8 + at);
        }
    }
    // The last eight bytes, of which the first ones are known to be plain; or what there is of them.
    if let Some(&last) = bytes.last_chunk() {
        return special(last).map(|at| bytes.len() - 8 + at);
    }
    rest.iter().position(|&byte| byte < b' ' || byte == b'"' || byte == b'\\')
}

/// Writes a float. Nearly all are whole thousandths between -1 and 1, whose digits are those of a whole number.
pub(super) fn float(out: &mut Vec<u8>, value: f64) {
    let scaled = value * 1000.0;
    let thousandths = (scaled + 0.5f64.copysign(scaled)) as i16;
    if thousandths.unsigned_abs() > 1000 || (f64::from(thousandths) / 1000.0).to_bits() != value.to_bits() {
        out.extend_from_slice(serde_json::json!(value).to_string().as_bytes());
        return;
    }
    if thousandths < 0 {
        out.push(b'-');
    }
    let digit = |unit: u16| b'0' + (thousandths.unsigned_abs() / unit % 10) as u8;
    let written = [digit(1000), b'.', digit(100), digit(10), digit(1)];
    let len = if written[4] != b'0' {
        5
    } else if written[3] != b'0' {
        4
    } else {
        3
    };
    out.extend_from_slice(&written[..len]);
}
