//! Which characters some bytes are.
//!
//! A byte order mark tells; what is UTF-8 is UTF-8; a page may name its encoding; everything else is guessed as browsers
//! guess (chardetng). Nothing fails: what no encoding explains becomes replacement characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// How much of a page is looked at for the name of its encoding (HTML, "prescan a byte stream").
const HEAD: usize = 1024;

/// The byte order mark of UTF-8.
pub(super) const MARK: &[u8] = "\u{feff}".as_bytes();

/// Some text as characters, without a byte order mark.
pub(super) fn decode<'b>(bytes: &'b [u8], named: Option<&'static Encoding>) -> Cow<'b, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    let encoding = named.unwrap_or_else(|| of(bytes));
    encoding.decode_without_bom_handling(bytes).0
}

/// The encoding of bytes that do not name it.
pub(super) fn of(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// A page as characters; `served` is the encoding that its server named.
pub(super) fn decode_page<'b>(bytes: &'b [u8], served: Option<&str>) -> Cow<'b, str> {
    let label = served.and_then(|label| Encoding::for_label(label.as_bytes()));
    // Pages call themselves by old names and are UTF-8 all the same: what is valid UTF-8 with letters beyond ASCII is.
    let is_utf8 = std::str::from_utf8(bytes).is_ok() && !bytes.is_ascii();
    decode(bytes, if is_utf8 { None } else { label.or_else(|| declared(bytes)) })
}

/// The encoding that a page declares in its head: `charset=...`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const NAME: &[u8] = b"charset=";
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let at = head.windows(NAME.len()).position(|window| window == NAME)? + NAME.len();
    let label = head[at..].split(|byte| b"\"' />;".contains(byte)).find(|label| !label.is_empty())?;
    // A declaration that could be read as it stands is not in UTF-16.
    Encoding::for_label(label).map(Encoding::output_encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_encodings_are_told_by_mark_by_name_or_by_guess() {
        let said = "“Café prices in Malmö are an outrage,” said Señor Núñez of the café owners’ guild.";
        let (western, _, _) = encoding_rs::WINDOWS_1252.encode(said);
        assert_eq!(decode(&western, None), said);
        assert!(matches!(decode(said.as_bytes(), None), Cow::Borrowed(_)));
        assert_eq!(decode(&[b"\xef\xbb\xbf", said.as_bytes()].concat(), None), said);
        let wide: Vec<u8> = std::iter::once(0xfeff).chain(said.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide, None), said);
        let russian = "<meta charset=\"koi8-r\"><p>Москва ответила";
        let (page, _, _) = encoding_rs::KOI8_R.encode(russian);
        assert_eq!(decode_page(&page, None), russian);
        assert_eq!(decode_page(&encoding_rs::WINDOWS_1251.encode("Москва").0, Some("windows-1251")), "Москва");
        assert_eq!(decode_page("<meta charset=iso-8859-1>Malmö".as_bytes(), None), "<meta charset=iso-8859-1>Malmö");
    }
}
