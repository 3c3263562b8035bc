//! Article records in JSON: a line each, one a file, or an array of them.

use super::bytes::Bytes;
use super::item::{Body, Item, LONGEST, Place, Reject, too_long};
use super::{Given, Items};
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
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
                self.reader = Box::new(io::empty());
                Some(Err(Reject::new(Place::file(Arc::clone(&self.file)).at_line(self.number), cause.to_string())))
            }
        }
    }
}

/// The records of a file that is called .json: an array of them, one by itself, or one a line.
pub(super) fn json(mut reader: Bytes, file: &Arc<str>, is_array: bool) -> io::Result<Items> {
    let place = Place::file(Arc::clone(file));
    if is_array {
        let bytes = whole(&mut reader)?;
        let array = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
        return Ok(match serde_json::from_slice::<Vec<&RawValue>>(array) {
            Ok(records) => {
                let records: Vec<Box<RawValue>> = records.into_iter().map(ToOwned::to_owned).collect();
                Box::new(records.into_iter().zip(1..).map(move |(record, row)| {
                    let place = Place { row: Some(row), ..place.clone() };
                    Ok(Item { place, body: Body::Record(Box::<str>::from(record).into_string().into_bytes()) })
                }))
            }
            Err(cause) => super::only(Err(Reject::new(place, cause.to_string()))),
        });
    }
    let mut lines = Lines::new(reader, Arc::clone(file));
    let Some(first) = lines.line()? else { return Ok(super::only(Ok(Item { place, body: Body::Record(Vec::new()) }))) };
    let is_record = |bytes: &Vec<u8>| serde_json::from_slice::<IgnoredAny>(bytes).is_ok();
    if first.bytes.as_ref().is_none_or(is_record) {
        let second = lines.line()?;
        if second.is_some() || first.bytes.is_none() {
            lines.ahead = second;
            let first = lines.given(first);
            return Ok(Box::new(std::iter::once(first).chain(lines)));
        }
        return Ok(super::only(Ok(Item { place, body: Body::Record(first.bytes.unwrap_or_default()) })));
    }
    // One record over several lines: blank lines before it stay, so that errors tell the right one.
    let mut bytes = vec![b'\n'; first.number.saturating_sub(1) as usize];
    bytes.extend(first.bytes.unwrap_or_default());
    bytes.push(b'\n');
    bytes.extend(whole(&mut lines.reader)?);
    Ok(super::only(Ok(Item { place, body: Body::Record(bytes) })))
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
