//! HTTP as web archives keep it: written by any server, and often half undone by the crawler.
//!
//! Owns the lines of a head (WARC's own are of the same kind) and the codings of a body. Nothing is refused for its form: an
//! odd line is passed over, and a body that is not coded as its head says is taken as it stands.

use super::bytes;
use super::item::{LONGEST, too_long};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use memchr::memmem;
use std::borrow::Cow;
use std::io::{Cursor, Read};
use std::sync::Arc;

/// How many codings a body may have, one over the other: no server applies so many.
const CODINGS: usize = 8;

/// The lines of a head behind the first: names in small letters, and values.
pub(super) struct Head(Vec<(String, String)>);

impl Head {
    pub(super) fn read(lines: &[u8]) -> Head {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in String::from_utf8_lossy(lines).lines() {
            if line.starts_with([' ', '\t']) {
                // A long value goes on in the next line.
                if let Some((_, value)) = fields.last_mut() {
                    value.extend([" ", line.trim()]);
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Head(fields)
    }

    /// The value of a field, which is named in small letters; nothing where it is empty.
    pub(super) fn get(&self, name: &'static str) -> Option<&str> {
        self.all(name).next()
    }

    fn all(&self, name: &'static str) -> impl DoubleEndedIterator<Item = &str> {
        let named = self.0.iter().filter(move |(own, value)| own == name && !value.is_empty());
        named.map(|(_, value)| value.trim())
    }
}

/// What a server answered.
pub(super) struct Answer<'b> {
    pub status: u16,
    pub head: Head,
    body: &'b [u8],
}

impl<'b> Answer<'b> {
    /// Reads an answer; what is none is an error.
    pub(super) fn read(bytes: &'b [u8]) -> Result<Answer<'b>, String> {
        let ends = [b"\n\r\n".as_slice(), b"\n\n"].map(|end| memmem::find(bytes, end).map(|at| at + end.len()));
        let end = ends.into_iter().flatten().min().ok_or("the answer's headers have no end")?;
        let (head, body) = bytes.split_at(end);
        let (first, lines) = head.split_at(memchr::memchr(b'\n', head).map_or(head.len(), |at| at + 1));
        let first = String::from_utf8_lossy(first);
        let status = first.strip_prefix("HTTP/").and_then(|rest| rest.split_whitespace().nth(1)?.parse().ok());
        let status = status.ok_or_else(|| format!("no answer of a server: {:?}", first.trim()))?;
        Ok(Answer { status, head: Head::read(lines), body })
    }

    /// The body, with everything undone that was done to send it. Many archives undo it themselves and keep the head all the same.
    pub(super) fn body(&self) -> Result<Cow<'b, [u8]>, String> {
        let codings = ["content-encoding", "transfer-encoding"].map(|name| self.head.all(name));
        let codings: Vec<&str> = codings.into_iter().flatten().flat_map(|value| value.split(',')).collect();
        if codings.len() > CODINGS {
            return Err(format!("the page is coded {} times over", codings.len()));
        }
        let mut body = Cow::Borrowed(self.body);
        // The last that was done is undone first.
        for coding in codings.into_iter().rev() {
            if let Some(plain) = decoded(&body, &coding.trim().to_ascii_lowercase())? {
                body = Cow::Owned(plain);
            }
        }
        Ok(body)
    }
}

/// Undoes a coding; nothing where the bytes are not coded so.
fn decoded(bytes: &[u8], coding: &str) -> Result<Option<Vec<u8>>, String> {
    match coding {
        "chunked" => Ok(unchunked(bytes)),
        "deflate" => {
            // Servers differ in what they call so.
            let with_head = whole(ZlibDecoder::new(bytes));
            Ok(with_head.or_else(|_| whole(DeflateDecoder::new(bytes))).ok())
        }
        "gzip" | "x-gzip" | "zstd" => {
            let unpacked = bytes::unpacked(Cursor::new(bytes.to_vec()), &Arc::default());
            unpacked.map_err(|cause| cause.to_string()).and_then(whole).map(Some)
        }
        "br" if !is_text(bytes) => brotli(bytes).map(Some),
        _ => Ok(None),
    }
}

#[cfg(feature = "brotli")]
fn brotli(bytes: &[u8]) -> Result<Vec<u8>, String> {
    const BUFFER: usize = 64 << 10;
    whole(brotli_decompressor::Decompressor::new(bytes, BUFFER)).map_err(|cause| format!("{cause} (sent as br)"))
}

#[cfg(not(feature = "brotli"))]
fn brotli(_: &[u8]) -> Result<Vec<u8>, String> {
    Err("the page is sent as br (Brotli), and this build reads none: build with --features full".to_owned())
}

fn whole(reader: impl Read) -> Result<Vec<u8>, String> {
    let mut plain = Vec::new();
    match reader.take(LONGEST as u64 + 1).read_to_end(&mut plain) {
        Ok(_) if plain.len() > LONGEST => Err(too_long("page")),
        Ok(_) => Ok(plain),
        Err(cause) => Err(format!("the page: {cause}")),
    }
}

fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok() || bytes.trim_ascii_start().starts_with(b"<")
}

/// The content of chunks (RFC 9112, 7.1); nothing where it is not in chunks.
fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::with_capacity(bytes.len());
    loop {
        let end = memchr::memchr(b'\n', bytes)?;
        let length = std::str::from_utf8(&bytes[..end]).ok()?.split(';').next()?.trim();
        let length = usize::from_str_radix(length, 16).ok()?;
        if length == 0 {
            return Some(plain);
        }
        bytes = &bytes[end + 1..];
        plain.extend_from_slice(bytes.get(..length)?);
        let rest = &bytes[length..];
        bytes = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    const PAGE: &str = "<p>Novak spoke.</p>";

    fn packed<W>(mut writer: W, finish: fn(W) -> std::io::Result<Vec<u8>>) -> Vec<u8>
    where
        W: Write,
    {
        writer.write_all(PAGE.as_bytes()).unwrap();
        finish(writer).unwrap()
    }

    #[test]
    fn answers_are_read_whatever_their_form() {
        for head in [
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
            "HTTP/2 200\r\ncontent-type:text/html\r\n",
            "HTTP/1.0 200 Document follows\ncontent-type :  text/html\n",
            "HTTP/1.1 200 OK\r\nno field at all\r\nX-Long: one\r\n two\r\n\tthree\r\nContent-Type: text/html\r\n",
            "HTTP/1.1 200 Tr\u{e8}s bien\r\nSet-Cookie: {\"a\u{1}\"}\r\nContent-Type:\r\nContent-Type: text/html\r\n",
        ] {
            let bytes = format!("{head}{}{PAGE}", if head.contains('\r') { "\r\n" } else { "\n" });
            let answer = Answer::read(bytes.as_bytes()).unwrap();
            assert_eq!((answer.status, answer.head.get("content-type")), (200, Some("text/html")), "{head}");
            assert_eq!(*answer.body().unwrap(), *PAGE.as_bytes(), "{head}");
        }
        assert_eq!(Answer::read(b"HTTP/1.1 200\r\n\r\n").unwrap().status, 200);
        for none in ["", "HTTP/1.1 200 OK\r\n", "Novak spoke.\n\n", "HTTP/1.1 fine\r\n\r\n"] {
            assert!(Answer::read(none.as_bytes()).is_err(), "{none}");
        }
    }

    #[test]
    fn bodies_are_decoded_where_they_are_coded() {
        let fast = Compression::fast();
        let plain = PAGE.as_bytes().to_vec();
        let gzip = packed(GzEncoder::new(Vec::new(), fast), GzEncoder::finish);
        let zlib = packed(ZlibEncoder::new(Vec::new(), fast), ZlibEncoder::finish);
        let bare = packed(DeflateEncoder::new(Vec::new(), fast), DeflateEncoder::finish);
        let zstd = ruzstd::encoding::compress_to_vec(PAGE.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
        let chunks = |body: &[u8]| [format!("{:x};q=1\r\n", body.len()).as_bytes(), body, b"\r\n0\r\n\r\n"].concat();
        for (fields, body) in [
            ("Content-Encoding: gzip", &gzip),
            ("Content-Encoding: deflate", &zlib),
            ("Content-Encoding: deflate", &bare),
            ("Content-Encoding: zstd", &zstd),
            ("Transfer-Encoding: chunked", &chunks(&plain)),
            ("Transfer-Encoding: gzip, chunked", &chunks(&gzip)),
            ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", &chunks(&gzip)),
            ("Content-Encoding: UTF-8", &plain),
            ("Content-Encoding: identity", &plain),
            ("Content-Encoding: gzip", &plain),
            ("Content-Encoding: deflate", &plain),
            ("Content-Encoding: br", &plain),
            ("Transfer-Encoding: chunked", &plain),
        ] {
            let bytes = [format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n").as_bytes(), body].concat();
            assert_eq!(*Answer::read(&bytes).unwrap().body().unwrap(), *plain, "{fields}");
        }
        let brotli = |content: &[u8]| {
            let bytes = [b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x0b\x09\x80", content, b"\x03"].concat();
            Answer::read(&bytes).unwrap().body().map(Cow::into_owned)
        };
        let read = brotli(PAGE.as_bytes());
        assert!(if cfg!(feature = "brotli") { read == Ok(plain) } else { read.unwrap_err().contains("Brotli") });
        assert!(brotli(b"\xff\xfe").unwrap_err().contains("br"));
        let cut = [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", &gzip[..gzip.len() - 9]].concat();
        assert!(Answer::read(&cut).unwrap().body().unwrap_err().contains("gzip"));
    }
}
