//! Article records in JSON, a line each.

use super::array::Array;
use super::bytes::{self, Bytes};
use super::encoding::MARK;
use super::item::{Body, Item, LONGEST, Place, Reject, too_long};
use super::objects::Objects;
use super::{Given, Items};
use serde::de::IgnoredAny;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::sync::Arc;

/// The records of a file, a line each; blank lines are passed over.
pub(super) struct Lines {
    reader: Bytes,
    file: Arc<str>,
    number: u64,
    /// Lines that were read ahead.
    ahead: VecDeque<Line>,
}

/// A line without its end; one that is too long comes without its bytes.
pub(super) struct Line {
    pub number: u64,
    pub bytes: Option<Vec<u8>>,
    /// How many of the bytes were taken: a line may hold many records.
    pub taken: usize,
}

impl Lines {
    pub(super) fn new(reader: Bytes, file: Arc<str>) -> Lines {
        Lines { reader, file, number: 0, ahead: VecDeque::new() }
    }

    pub(super) fn file(&self) -> Arc<str> {
        Arc::clone(&self.file)
    }

    /// The next line that is not blank.
    pub(super) fn line(&mut self) -> io::Result<Option<Line>> {
        match self.ahead.pop_front() {
            Some(ahead) => Ok(Some(ahead)),
            None => self.read(),
        }
    }

    /// The number of the next line that is not blank.
    pub(super) fn peek(&mut self) -> io::Result<Option<u64>> {
        if self.ahead.is_empty() {
            let line = self.read()?;
            self.ahead.extend(line);
        }
        Ok(self.ahead.front().map(|line| line.number))
    }

    /// Gives a line back, which comes next again.
    pub(super) fn give_back(&mut self, line: Line) {
        self.ahead.push_front(line);
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        loop {
            self.number += 1;
            let mut bytes = Some(Vec::new());
            if !read_line(&mut self.reader, &mut bytes)? {
                return Ok(None);
            }
            if bytes.as_ref().is_none_or(|bytes| !bytes.iter().all(u8::is_ascii_whitespace)) {
                return Ok(Some(Line { number: self.number, bytes, taken: 0 }));
            }
        }
    }

    /// What is told of a line that cannot be read; where that ends the file, nothing is read behind it.
    pub(super) fn failed(&mut self, cause: &io::Error) -> Reject {
        if !bytes::goes_on(cause) {
            self.reader = Box::new(io::empty());
        }
        Reject::new(Place::file(self.file()).at_line(self.number), cause.to_string())
    }
}

impl Iterator for Lines {
    type Item = Given;

    fn next(&mut self) -> Option<Given> {
        let line = match self.line() {
            Ok(line) => line?,
            Err(cause) => return Some(Err(self.failed(&cause))),
        };
        let place = Place::file(self.file()).at_line(line.number);
        Some(match line.bytes {
            Some(bytes) => Ok(Item { place, body: Body::Record(bytes) }),
            None => Err(Reject::new(place, too_long("record"))),
        })
    }
}

/// How records in JSON come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coming {
    /// As the elements of an array.
    Array,
    /// One behind the other, or one alone, in a file.
    File,
    /// One behind the other, and each is to be told at once.
    Stream,
}

/// The records of what is called JSON: an array of them, or a line each, or over several lines.
pub(super) fn json(reader: Bytes, file: &Arc<str>, coming: Coming) -> io::Result<Items> {
    if coming == Coming::Array {
        return Ok(Box::new(Array::new(reader, Arc::clone(file))?));
    }
    let mut lines = Lines::new(reader, Arc::clone(file));
    let Some(first) = lines.line()? else {
        let nothing = Item { place: Place::file(Arc::clone(file)), body: Body::Record(Vec::new()) };
        return Ok(if coming == Coming::File { super::only(Ok(nothing)) } else { Box::new(std::iter::empty()) });
    };
    // A line that is a record by itself is no part of another: they are a line each, even if the first one is broken.
    let is_record = |line: &Line| line.bytes.as_ref().is_none_or(|bytes| is_object(bytes));
    let is_first = is_record(&first);
    let second = if coming == Coming::Stream && is_first { None } else { lines.line()? };
    let is_lines = match &second {
        None => is_first && (coming == Coming::Stream || first.bytes.is_none()),
        Some(second) => is_first || is_record(second),
    };
    lines.ahead.extend([Some(first), second].into_iter().flatten());
    Ok(match coming {
        _ if is_lines => Box::new(lines),
        Coming::Stream => Box::new(Objects::new(lines)),
        Coming::File | Coming::Array => Box::new(Objects::of_file(lines)),
    })
}

/// Is it an object in JSON, from its first to its last character?
fn is_object(bytes: &[u8]) -> bool {
    let json = bytes.strip_prefix(MARK).unwrap_or(bytes).trim_ascii_start();
    json.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(json).is_ok()
}

/// All of a file, which holds one article.
pub(super) fn whole(reader: &mut Bytes) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LONGEST as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LONGEST { Err(io::Error::other(too_long("file"))) } else { Ok(bytes) }
}

/// Reads to the end of the line; false where there is none. Of a line that is too long nothing is kept.
fn read_line(reader: &mut Bytes, line: &mut Option<Vec<u8>>) -> io::Result<bool> {
    let mut read = false;
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
            Err(cause) => return Err(cause),
        };
        if available.is_empty() {
            return Ok(read);
        }
        read = true;
        let end = memchr::memchr(b'\n', available);
        let taken = &available[..end.unwrap_or(available.len())];
        if line.as_ref().is_some_and(|line| line.len() + taken.len() > LONGEST) {
            *line = None;
        }
        if let Some(line) = line {
            line.extend_from_slice(taken);
        }
        let used = taken.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            return Ok(true);
        }
    }
}
