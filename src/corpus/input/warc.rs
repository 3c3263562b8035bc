//! Web archives (WARC 1.x, ISO 28500): the pages in them, each with its address.
//!
//! Responses that are pages, and pages and texts that stand by themselves (`resource`, and `conversion` as in the WET files of
//! Common Crawl), are articles; all other records are passed over. A record that breaks the rules is a reject, and reading goes
//! on at the next one.

use super::Given;
use super::bytes::{Bytes, GZIP};
use super::item::{Body, Item, LONGEST, Page, Place, Reject, too_long};
use flate2::bufread::{MultiGzDecoder, ZlibDecoder};
use httparse::{EMPTY_HEADER, Header, Status};
use std::io::{self, BufRead, Read};
use std::sync::Arc;

/// How the first line of each record begins.
const VERSION: &[u8] = b"WARC/1.";

/// How many bytes of headers, and how many of them, a record may have.
const HEAD: usize = 64 << 10;
const HEADERS: usize = 256;

/// The records of a file that are articles.
pub(super) struct Archive {
    reader: Bytes,
    file: Arc<str>,
    /// How many bytes were read.
    offset: u64,
}

/// What a record tells of itself.
#[derive(Default)]
struct Named {
    kind: String,
    id: Option<String>,
    url: Option<String>,
    date: Option<String>,
    content: String,
    length: u64,
}

/// A record's page or text, where it is an article.
type Found = Result<Option<Body>, String>;

impl Archive {
    pub(super) fn new(reader: Bytes, file: Arc<str>) -> Archive {
        Archive { reader, file, offset: 0 }
    }

    /// Reads a line with its end, and no more of it than a head may have.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<usize> {
        let read = self.reader.by_ref().take(HEAD as u64).read_until(b'\n', line)?;
        self.offset += read as u64;
        Ok(read)
    }

    /// Goes on to the next record; returns where it begins. What stands in between is passed over.
    fn begin(&mut self) -> io::Result<Option<u64>> {
        let mut line = Vec::new();
        loop {
            line.clear();
            let start = self.offset;
            if self.line(&mut line)? == 0 {
                return Ok(None);
            }
            if line.starts_with(VERSION) {
                return Ok(Some(start));
            }
        }
    }

    /// Reads the record whose first line is read.
    fn record(&mut self) -> io::Result<Found> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") && !head.ends_with(b"\n\n") && head != b"\r\n" {
            if head.len() > HEAD || self.line(&mut head)? == 0 {
                return Ok(Err("headers without an end".to_owned()));
            }
        }
        let named = match Named::read(&head) {
            Ok(named) => named,
            Err(cause) => return Ok(Err(cause)),
        };
        let is_wanted = matches!(&*named.kind, "response" | "resource" | "conversion");
        if !is_wanted || named.length > LONGEST as u64 {
            let passed = io::copy(&mut self.reader.by_ref().take(named.length), &mut io::sink())?;
            self.offset += passed;
            return match passed == named.length {
                true if is_wanted => Ok(Err(too_long("record"))),
                true => Ok(Ok(None)),
                false => Ok(Err(cut(passed, named.length))),
            };
        }
        let mut content = Vec::new();
        let read = self.reader.by_ref().take(named.length).read_to_end(&mut content)? as u64;
        self.offset += read;
        if read < named.length {
            return Ok(Err(cut(read, named.length)));
        }
        Ok(named.body(content))
    }
}

fn cut(read: u64, length: u64) -> String {
    format!("the record ends after {read} of its {length} bytes")
}

impl Iterator for Archive {
    type Item = Given;

    fn next(&mut self) -> Option<Given> {
        loop {
            let begun = self.begin();
            let offset = begun.as_ref().map_or(Some(self.offset), |start| *start)?;
            let place = Place { offset: Some(offset), ..Place::file(Arc::clone(&self.file)) };
            match begun.and_then(|_| self.record()) {
                Ok(Ok(None)) => {}
                Ok(Ok(Some(body))) => return Some(Ok(Item { place, body })),
                Ok(Err(cause)) => return Some(Err(Reject::new(place, cause))),
                Err(cause) => {
                    self.reader = Box::new(io::empty());
                    return Some(Err(Reject::new(place, cause.to_string())));
                }
            }
        }
    }
}

impl Named {
    fn read(head: &[u8]) -> Result<Named, String> {
        let mut headers = [EMPTY_HEADER; HEADERS];
        let headers = match httparse::parse_headers(head, &mut headers) {
            Ok(Status::Complete((_, headers))) => headers,
            Ok(Status::Partial) => return Err("headers without an end".to_owned()),
            Err(cause) => return Err(format!("headers: {cause}")),
        };
        let get = |name: &str| value(headers, name);
        let length = get("Content-Length").ok_or("no Content-Length")?;
        let length = length.parse().map_err(|_| format!("Content-Length {length:?} is no number"))?;
        let kind = get("WARC-Type").unwrap_or_default().to_ascii_lowercase();
        let content = get("Content-Type").unwrap_or_default().to_ascii_lowercase();
        let url = get("WARC-Target-URI").map(|url| url.trim_matches(['<', '>']).to_owned());
        Ok(Named { kind, id: get("WARC-Record-ID"), url, date: get("WARC-Date"), content, length })
    }

    /// The article in the content, if it is one.
    fn body(self, content: Vec<u8>) -> Found {
        let page = Page { id: self.id, url: self.url, fetched: self.date, ..Page::default() };
        if self.kind != "response" {
            return Ok(body(page, &self.content, content));
        }
        let mut headers = [EMPTY_HEADER; HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let head = match response.parse(&content) {
            Ok(Status::Complete(head)) => head,
            Ok(Status::Partial) => return Err("the answer's headers have no end".to_owned()),
            Err(cause) => return Err(format!("the answer's headers: {cause}")),
        };
        if response.code != Some(200) {
            return Ok(None);
        }
        let kind = value(response.headers, "Content-Type").unwrap_or_default().to_ascii_lowercase();
        let codes = ["Transfer-Encoding", "Content-Encoding"].map(|name| value(response.headers, name));
        let mut content = content[head..].to_vec();
        for code in codes.into_iter().flatten() {
            content = decoded(content, &code.to_ascii_lowercase())?;
        }
        Ok(body(page, &kind, content))
    }
}

/// A page or a text, as its type says; nothing for anything else.
fn body(page: Page, kind: &str, bytes: Vec<u8>) -> Option<Body> {
    let (media, parameters) = kind.split_once(';').unwrap_or((kind, ""));
    let charset = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("charset="));
    let charset = charset.map(|charset| charset.trim_matches('"').to_owned());
    match media.trim() {
        "text/html" | "application/xhtml+xml" | "" => Some(Body::Page(Page { bytes, charset, ..page })),
        "text/plain" => Some(Body::Page(Page { bytes, charset, is_plain: true, ..page })),
        _ => None,
    }
}

/// Undoes what a server did to send a page. Many archives undo it themselves and keep the header all the same.
fn decoded(bytes: Vec<u8>, code: &str) -> Result<Vec<u8>, String> {
    let mut plain = Vec::new();
    let read = match code {
        "gzip" | "x-gzip" if bytes.starts_with(GZIP) => {
            MultiGzDecoder::new(bytes.as_slice()).take(LONGEST as u64 + 1).read_to_end(&mut plain)
        }
        "deflate" => ZlibDecoder::new(bytes.as_slice()).take(LONGEST as u64 + 1).read_to_end(&mut plain),
        "chunked" => return Ok(unchunked(&bytes).unwrap_or(bytes)),
        "gzip" | "x-gzip" | "identity" => return Ok(bytes),
        other => return Err(format!("the page is sent as {other}, which is not read")),
    };
    match read {
        Ok(_) if plain.len() > LONGEST => Err(too_long("page")),
        Ok(_) => Ok(plain),
        Err(cause) => Err(format!("{code}: {cause}")),
    }
}

/// The content of chunks (RFC 9112, 7.1); nothing where it is not in chunks.
fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::with_capacity(bytes.len());
    loop {
        let Ok(Status::Complete((head, length))) = httparse::parse_chunk_size(bytes) else { return None };
        if length == 0 {
            return Some(plain);
        }
        let chunk = bytes[head..].get(..usize::try_from(length).ok()?)?;
        plain.extend_from_slice(chunk);
        bytes = bytes[head + chunk.len()..].strip_prefix(b"\r\n")?;
    }
}

fn value(headers: &[Header], name: &str) -> Option<String> {
    let header = headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
    Some(String::from_utf8_lossy(header.value).trim().to_owned()).filter(|value| !value.is_empty())
}
