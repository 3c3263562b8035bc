//! Article records in JSON: a line each, or one a file.

use super::array::Array;
use super::bytes::{self, Bytes};
use super::encoding::MARK;
use super::item::{Body, Item, LONGEST, Place, Reject, too_long};
use super::{Given, Items};
use serde::de::IgnoredAny;
use std::io::{self, BufRead, Read};
use std::sync::Arc;

/// The records of a file, a line each; blank lines are passed over.
pub(super) struct Lines {
    reader: Bytes,
    file: Arc<str>,
    number: u64,
    /// A line that was read ahead.
    ahead: Option<Line>,
}

/// A line without its end; one that is too long comes without its bytes.
struct Line {
    number: u64,
    bytes: Option<Vec<u8>>,
}

impl Lines {
    pub(super) fn new(reader: Bytes, file: Arc<str>) -> Lines {
        Lines { reader, file, number: 0, ahead: None }
    }

    /// The next line that is not blank.
    fn line(&mut self) -> io::Result<Option<Line>> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(Some(ahead));
        }
        loop {
            self.number += 1;
            let mut bytes = Some(Vec::new());
            if !read_line(&mut self.reader, &mut bytes)? {
                return Ok(None);
            }
            if bytes.as_ref().is_none_or(|bytes| !bytes.iter().all(u8::is_ascii_whitespace)) {
                return Ok(Some(Line { number: self.number, bytes }));
            }
        }
    }

    fn given(&self, line: Line) -> Given {
        let place = Place::file(Arc::clone(&self.file)).at_line(line.number);
        match line.bytes {
            Some(bytes) => Ok(Item { place, body: Body::Record(bytes) }),
            None => Err(Reject::new(place, too_long("record"))),
        }
    }
}

impl Iterator for Lines {
    type Item = Given;

    fn next(&mut self) -> Option<Given> {
        match self.line() {
            Ok(line) => line.map(|line| self.given(line)),
            Err(cause) => {
                if !bytes::goes_on(&cause) {
                    self.reader = Box::new(io::empty());
                }
                Some(Err(Reject::new(Place::file(Arc::clone(&self.file)).at_line(self.number), cause.to_string())))
            }
        }
    }
}

/// The records of a file that is called .json: an array of them, one by itself, or one a line.
pub(super) fn json(reader: Bytes, file: &Arc<str>, is_array: bool) -> io::Result<Items> {
    if is_array {
        return Ok(Box::new(Array::new(reader, Arc::clone(file))?));
    }
    let place = Place::file(Arc::clone(file));
    let mut lines = Lines::new(reader, Arc::clone(file));
    let Some(first) = lines.line()? else { return Ok(super::only(Ok(Item { place, body: Body::Record(Vec::new()) }))) };
    // A line that is a record by itself is no part of another: they are a line each, even if the first one is broken.
    let is_record = |line: &Line| line.bytes.as_ref().is_none_or(|bytes| is_object(bytes));
    let (second, number) = (lines.line()?, first.number);
    if is_record(&first) && (second.is_some() || first.bytes.is_none()) || second.as_ref().is_some_and(is_record) {
        lines.ahead = second;
        let first = lines.given(first);
        return Ok(Box::new(std::iter::once(first).chain(lines)));
    }
    // One record over several lines: blank lines before it stay, so that errors tell the right one.
    let mut bytes = Vec::new();
    for (line, before) in [(Some(first), 0), (second, number)].into_iter() {
        let Some(line) = line else { break };
        bytes.extend(std::iter::repeat_n(b'\n', (line.number - before - 1) as usize));
        bytes.extend(line.bytes.unwrap_or_default());
        bytes.push(b'\n');
    }
    bytes.extend(whole(&mut lines.reader)?);
    Ok(records(&bytes, &place).unwrap_or_else(|| super::only(Ok(Item { place, body: Body::Record(bytes) }))))
}

/// The records of a file that stand one behind the other, each over several lines, as many tools print them; nothing where
/// there is only one.
fn records(bytes: &[u8], place: &Place) -> Option<Items> {
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<IgnoredAny>();
    let mut ends = vec![0];
    while let Some(Ok(_)) = values.next() {
        ends.push(values.byte_offset());
    }
    if ends.len() < 3 {
        return None;
    }
    // Behind the last one that can be read stands one that cannot, or nothing.
    ends.push(bytes.len());
    let (mut records, mut line) = (Vec::new(), 1);
    for (start, end) in ends.iter().zip(&ends[1..]) {
        let blanks = bytes[*start..*end].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let count = |bytes: &[u8]| memchr::memchr_iter(b'\n', bytes).count() as u64;
        let record = &bytes[start + blanks..*end];
        line += count(&bytes[*start..start + blanks]);
        if !record.is_empty() {
            records.push(Ok(Item { place: place.clone().at_line(line), body: Body::Record(record.to_vec()) }));
        }
        line += count(record);
    }
    Some(Box::new(records.into_iter()))
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
