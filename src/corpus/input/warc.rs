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
    reader: Rereader,
    file: Arc<str>,
    /// How many bytes were read.
    offset: u64,
    /// What is broken behind the last record.
    trouble: Option<io::Error>,
    /// Was there a record at all?
    has_begun: bool,
    /// Was the last record a reject? That its bytes are broken need not be told again.
    is_bad: bool,
    /// Was there a record that is not as long as its head says? From there on a record ends where the next begins, so that no
    /// byte is read for every head that lies.
    is_doubted: bool,
}

/// A reader that bytes can be given back to.
struct Rereader {
    /// What was given back, and is read first.
    again: Cursor<Vec<u8>>,
    reader: Bytes,
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
        let reader = Rereader { again: Cursor::default(), reader };
        Archive { reader, file, offset: 0, trouble: None, has_begun: false, is_bad: false, is_doubted: false }
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
        let content = self.content(named.length as usize)?;
        let read = content.len() as u64;
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

    /// Reads the content of a record, and what stands between it and the next. Where it is not as long as its head says, it ends
    /// where the next record begins.
    fn content(&mut self, length: usize) -> io::Result<Vec<u8>> {
        /// How many bytes are read at once where the next record is looked for: most will be given back.
        const STEP: usize = 4 << 10;
        let (mut content, mut next) = (Vec::new(), None);
        let step = if self.is_doubted { STEP } else { usize::MAX };
        while content.len() < length && next.is_none() {
            let available = self.reader.fill_buf()?;
            let taken = &available[..available.len().min(length - content.len()).min(step)];
            if taken.is_empty() {
                break;
            }
            let looked_at = content.len().saturating_sub(NEXT.len());
            content.extend_from_slice(taken);
            let taken = taken.len();
            self.reader.consume(taken);
            if self.is_doubted {
                next = memmem::find(&content[looked_at..], NEXT).map(|at| looked_at + at);
            }
        }
        self.offset += content.len() as u64;
        let is_whole = next.is_none() && content.len() == length && self.is_at_end()?;
        if !is_whole && let Some(at) = next.or_else(|| memmem::find(&content, NEXT)) {
            self.is_doubted = true;
            let rest = content.split_off(at + NEXT.len() - VERSION.len());
            self.offset -= rest.len() as u64;
            self.reader.give_back(rest);
        }
        Ok(content)
    }
}

impl Rereader {
    /// Gives back the bytes that were read last.
    fn give_back(&mut self, bytes: Vec<u8>) {
        let read = self.again.position() as usize;
        if read < self.again.get_ref().len() && bytes.len() <= read {
            self.again.set_position((read - bytes.len()) as u64);
        } else {
            debug_assert!(read == self.again.get_ref().len());
            self.again = Cursor::new(bytes);
        }
    }

    /// The reader whose turn it is.
    fn turn(&mut self) -> &mut dyn BufRead {
        if self.again.position() < self.again.get_ref().len() as u64 { &mut self.again } else { &mut self.reader }
    }
}

impl Read for Rereader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.turn().read(buffer)
    }
}

impl BufRead for Rereader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.turn().fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.turn().consume(amount);
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
                        self.reader = Rereader { again: Cursor::default(), reader: Box::new(io::empty()) };
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
