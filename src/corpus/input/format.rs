//! What a file holds: told by its name, else by its first bytes.

use super::encoding::MARK;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// An article's plain text.
    Text,
    /// A page in HTML.
    #[serde(rename = "html")]
    Page,
    /// One article record in JSON, an array of them, or (for many call such files .json) one a line.
    Json,
    /// One article record a line.
    #[serde(rename = "jsonl")]
    Lines,
    /// Rows, cells parted by commas.
    Csv,
    /// Rows, cells parted by tabs.
    Tsv,
    /// Rows, by column.
    Parquet,
    /// A web archive: pages with their addresses, one behind the other.
    Warc,
}

/// The endings of file names. A further ending may tell how it is packed.
const ENDINGS: [(&str, Format); 15] = [
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Text),
    ("html", Format::Page),
    ("htm", Format::Page),
    ("xhtml", Format::Page),
    ("json", Format::Json),
    ("jsonl", Format::Lines),
    ("ndjson", Format::Lines),
    ("jsonlines", Format::Lines),
    ("csv", Format::Csv),
    ("tsv", Format::Tsv),
    ("parquet", Format::Parquet),
    ("warc", Format::Warc),
    ("wet", Format::Warc),
];

/// Further endings, which tell how it is packed; xz is not read, and that is told.
const PACKED: [&str; 7] = ["gz", "gzip", "zst", "zstd", "bz2", "bzip2", "xz"];

/// How many of the first bytes tell.
pub(super) const HEAD: usize = 8 << 10;

/// How files of some kinds begin.
const PARQUET: &[u8] = b"PAR1";
const WARC: &[u8] = b"WARC/";
const PDF: &[u8] = b"%PDF-";
const PAGES: [&[u8]; 3] = [b"<!doctype html", b"<html", b"<?xml"];

/// The byte order marks of UTF-16: the only text with bytes that are zero.
const WIDE: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// How UTF-32 begins, which is not read.
const WIDER: &[u8] = b"\xff\xfe\0\0";

impl Format {
    /// What a file of this name holds; nothing where its ending tells nothing.
    pub fn of_name(path: &Path) -> Option<Format> {
        let is_packed = PACKED.iter().any(|ending| has_ending(path, ending));
        let stem = path.file_stem().filter(|_| is_packed);
        let path = stem.map_or(path, Path::new);
        ENDINGS.iter().find(|(ending, _)| has_ending(path, ending)).map(|&(_, format)| format)
    }

    /// What a file that begins with these bytes holds; nothing where they could be any text.
    pub(super) fn of_head(head: &[u8]) -> Option<Format> {
        let text = begun(head);
        let begins = |with: &&[u8]| text.get(..with.len()).is_some_and(|own| own.eq_ignore_ascii_case(with));
        if head.starts_with(PARQUET) {
            Some(Format::Parquet)
        } else if head.starts_with(WARC) {
            Some(Format::Warc)
        } else if PAGES.iter().any(begins) {
            Some(Format::Page)
        } else if is_object(text) || is_array(head) {
            Some(Format::Json)
        } else {
            None
        }
    }
}

/// Do these bytes begin an array of objects in JSON?
pub(super) fn is_array(head: &[u8]) -> bool {
    begun(head)
        .strip_prefix(b"[")
        .is_some_and(|rest| matches!(rest.trim_ascii_start().first(), None | Some(b'{' | b']')))
}

fn is_object(text: &[u8]) -> bool {
    text.strip_prefix(b"{").is_some_and(|rest| matches!(rest.trim_ascii_start().first(), None | Some(b'"' | b'}')))
}

/// A text without a byte order mark and blanks before it.
fn begun(head: &[u8]) -> &[u8] {
    head.strip_prefix(MARK).unwrap_or(head).trim_ascii_start()
}

/// Do these bytes begin something that is no text at all?
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    head.starts_with(PDF) || head.contains(&0) && !is_wide(head)
}

/// Do these bytes begin a text in UTF-16?
pub(super) fn is_wide(head: &[u8]) -> bool {
    WIDE.iter().any(|mark| head.starts_with(mark)) && !head.starts_with(WIDER)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_first_and_then_bytes() {
        let named = |name| Format::of_name(Path::new(name));
        assert_eq!(named("a/b.JSONL.gz"), Some(Format::Lines));
        assert_eq!(named("20200101.gqg.json.zst"), Some(Format::Json));
        assert_eq!(named("CC-NEWS-1.warc.gz"), Some(Format::Warc));
        assert_eq!((named("a.gz"), named("article")), (None, None));
        assert_eq!(Format::of_head(b"\xef\xbb\xbf \n<!DOCTYPE HTML>"), Some(Format::Page));
        assert_eq!(Format::of_head(b"{\"text\":"), Some(Format::Json));
        assert_eq!(Format::of_head(b"Novak said"), None);
        assert!(is_binary(b"\x89PNG\r\n\x1a\n\0\0") && is_binary(b"%PDF-1.7") && !is_binary(b"\xff\xfea\0"));
        assert!(is_binary(b"\xff\xfe\0\0a\0\0\0"));
    }
}
