//! Web archives (WARC, ISO 28500, and its drafts): the pages in them, each with its address.
//!
//! Responses that are pages, and pages and texts that stand by themselves (`resource`, and `conversion` as in the WET files of
//! Common Crawl), are articles; all other records are passed over. A record that breaks the rules is a reject, and reading goes
//! on at the next one.

use super::Given;
use super::bytes::{self, Bytes};
use super::format::is_binary;
use super::http::{Answer, Head};
use super::item::{Body, Item, LONGEST, Page, Place, Reject, too_long};
use memchr::memmem;
use std::io::{self, BufRead, Cursor, Read};
use std::sync::Arc;

/// How the first line of each record begins, and what stands before the second one and all behind it.
const VERSION: &[u8] = b"WARC/";
const NEXT: &[u8] = b"\n\r\nWARC/";

/// How many bytes of headers a record may have.
const HEAD: usize = 64 << 10;

/// What servers answer to crawlers alone.
const ROBOTS: &str = "/robots.txt";

/// The records of a file that are articles.
pub(super) struct Archive {
    reader: Bytes,
    file: Arc<str>,
    /// How many bytes were read.
    offset: u64,
    /// What is broken behind the last record.
    trouble: Option<io::Error>,
    /// Was there a record at all?
    has_begun: bool,
    /// Was the last record a reject? That its bytes are broken need not be told again.
    is_bad: bool,
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
        Archive { reader, file, offset: 0, trouble: None, has_begun: false, is_bad: false }
    }

    /// Reads a line with its end, and no more of it than a head may have.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<usize> {
        let read = self.reader.by_ref().take(HEAD as u64).read_until(b'\n', line)?;
        self.offset += read as u64;
        Ok(read)
    }

    /// Goes on to the next record; returns where it begins. What stands in between is passed over.
    fn begin(&mut self) -> io::Result<Option<u64>> {
        if let Some(trouble) = self.trouble.take() {
            return Err(trouble);
        }
        let mut line = Vec::new();
        loop {
            line.clear();
            let start = self.offset;
            if self.line(&mut line)? == 0 {
                let is_another = !std::mem::replace(&mut self.has_begun, true) && std::mem::take(&mut self.offset) > 0;
                return if is_another { Err(io::Error::other("no record of a web archive")) } else { Ok(None) };
            }
            if line.strip_prefix(VERSION).is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_digit)) {
                self.has_begun = true;
                return Ok(Some(start));
            }
        }
    }

    /// Reads the record whose first line is read.
    fn record(&mut self) -> io::Result<Found> {
        let mut head = Vec::new();
        loop {
            let begun = head.len();
            if head.len() > HEAD || self.line(&mut head)? == 0 {
                return Ok(Err("headers without an end".to_owned()));
            }
            if head[begun..].trim_ascii().is_empty() {
                break;
            }
        }
        let named = match Named::read(&head) {
            Ok(named) => named,
            Err(cause) => return Ok(Err(cause)),
        };
        let is_wanted = matches!(&*named.kind, "response" | "resource" | "conversion");
        if named.length > LONGEST as u64 {
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
        let is_whole = read == named.length && self.is_at_end()?;
        if !is_whole && self.give_back(&mut content) {
            return Ok(Err(cut(content.len() as u64, named.length)));
        }
        match () {
            () if read < named.length => Ok(Err(cut(read, named.length))),
            () if is_wanted => Ok(named.body(content)),
            () => Ok(Ok(None)),
        }
    }

    /// Does a record end here? Line ends stand behind it, or nothing, or at least the next one.
    fn is_at_end(&mut self) -> io::Result<bool> {
        let mut is_ended = false;
        loop {
            let available = match self.reader.fill_buf() {
                // It is told when its turn comes.
                Err(cause) if bytes::goes_on(&cause) && !bytes::spoils(&cause) => {
                    self.trouble = Some(cause);
                    return Ok(true);
                }
                available => available?,
            };
            let ends = available.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            is_ended |= ends > 0 || matches!(available.first(), None | Some(b'W'));
            let is_over = available.is_empty() || ends < available.len();
            self.offset += ends as u64;
            self.reader.consume(ends);
            if is_over {
                return Ok(is_ended);
            }
        }
    }

    /// Gives back what of a record's content is the next records, where it is not as long as its head says.
    fn give_back(&mut self, content: &mut Vec<u8>) -> bool {
        let Some(at) = memmem::find(content, NEXT) else { return false };
        let rest = content.split_off(at + NEXT.len() - VERSION.len());
        self.offset -= rest.len() as u64;
        let reader = std::mem::replace(&mut self.reader, Box::new(io::empty()));
        self.reader = Box::new(Cursor::new(rest).chain(reader));
        true
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
            if std::mem::take(&mut self.is_bad) && begun.as_ref().is_err_and(bytes::spoils) {
                continue;
            }
            let offset = begun.as_ref().map_or(Some(self.offset), |start| *start)?;
            let place = Place { offset: Some(offset), ..Place::file(Arc::clone(&self.file)) };
            match begun.and_then(|_| self.record()) {
                Ok(Ok(None)) => {}
                Ok(Ok(Some(body))) => return Some(Ok(Item { place, body })),
                Ok(Err(cause)) => {
                    self.is_bad = true;
                    return Some(Err(Reject::new(place, cause)));
                }
                Err(cause) => {
                    if !bytes::goes_on(&cause) {
                        self.reader = Box::new(io::empty());
                    }
                    return Some(Err(Reject::new(place, cause.to_string())));
                }
            }
        }
    }
}

impl Named {
    fn read(head: &[u8]) -> Result<Named, String> {
        let head = Head::read(head);
        let get = |name| head.get(name).map(str::to_owned);
        let length = head.get("content-length").ok_or("no Content-Length")?;
        let length = length.parse().map_err(|_| format!("Content-Length {length:?} is no number"))?;
        let kind = head.get("warc-type").unwrap_or_default().to_ascii_lowercase();
        let content = head.get("content-type").unwrap_or_default().to_ascii_lowercase();
        let url = head.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
        Ok(Named { kind, id: get("warc-record-id"), url, date: get("warc-date"), content, length })
    }

    /// The article in the content, if it is one.
    fn body(self, content: Vec<u8>) -> Found {
        if self.url.as_ref().is_some_and(|url| url.ends_with(ROBOTS)) {
            return Ok(None);
        }
        let page = Page { id: self.id, url: self.url, fetched: self.date, ..Page::default() };
        // What is fetched in another way than HTTP is no answer, but the thing itself.
        if self.kind != "response" || !matches!(self.content.split(';').next(), Some("application/http" | "")) {
            return Ok(body(page, &self.content, content));
        }
        let answer = Answer::read(&content)?;
        if answer.status != 200 {
            return Ok(None);
        }
        let kind = answer.head.get("content-type").unwrap_or_default().to_ascii_lowercase();
        Ok(body(page, &kind, answer.body()?.into_owned()))
    }
}

/// A page or a text, as its type says; nothing for anything else.
fn body(page: Page, kind: &str, bytes: Vec<u8>) -> Option<Body> {
    let (media, parameters) = kind.split_once(';').unwrap_or((kind, ""));
    let charset = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("charset="));
    let charset = charset.map(|charset| charset.trim_matches('"').to_owned());
    match media.trim() {
        "" if is_binary(&bytes) => None,
        "text/html" | "application/xhtml+xml" | "" => Some(Body::Page(Page { bytes, charset, ..page })),
        "text/plain" => Some(Body::Page(Page { bytes, charset, is_plain: true, ..page })),
        _ => None,
    }
}
