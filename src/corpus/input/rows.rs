//! Articles as rows of a table with a header: CSV and TSV.

use super::bytes::Bytes;
use super::encoding;
use super::item::{Body, Item, LONGEST, Place, Reject};
use super::{Given, Items};
use crate::record::Fields;
use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::{Map, Value};
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The rows of a file.
struct Rows {
    reader: Reader<Allowance>,
    left: Arc<AtomicUsize>,
    columns: Vec<String>,
    file: Arc<str>,
    is_over: bool,
}

/// The rows of a file whose cells are parted by `delimiter`. A header that names nothing to read is the file's reject.
pub(super) fn rows(bytes: Bytes, delimiter: u8, file: &Arc<str>, fields: &Fields) -> Items {
    let left = Arc::new(AtomicUsize::new(LONGEST));
    let bytes = Allowance { inner: bytes, left: Arc::clone(&left) };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
    let place = Place::file(Arc::clone(file)).at_line(1);
    let columns: Vec<String> = match reader.byte_headers() {
        Ok(header) => {
            let encoding = encoding::of(header.as_slice());
            header.iter().map(|cell| encoding::decode(cell, Some(encoding)).trim().to_owned()).collect()
        }
        Err(cause) => return super::only(Err(Reject::new(place, cause.to_string()))),
    };
    if columns.iter().all(String::is_empty) {
        return Box::new(std::iter::empty());
    }
    if !fields.can_be_read(columns.iter().map(String::as_str)) {
        return super::only(Err(Reject::new(place, no_text(&columns))));
    }
    Box::new(Rows { reader, left, columns, file: Arc::clone(file), is_over: false })
}

/// What is told of a table that names nothing to read.
pub(super) fn no_text(columns: &[String]) -> String {
    format!("no column with the text of articles or the words of quotes; there are {}", columns.join(", "))
}

impl Iterator for Rows {
    type Item = Given;

    fn next(&mut self) -> Option<Given> {
        if self.is_over {
            return None;
        }
        self.left.store(LONGEST, Ordering::Relaxed);
        let mut record = ByteRecord::new();
        let line = self.reader.position().line();
        let place = |line| Place::file(Arc::clone(&self.file)).at_line(line);
        match self.reader.read_byte_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                let place = place(record.position().map_or(line, csv::Position::line));
                Some(self.row(&record).map_or_else(
                    |cause| Err(Reject::new(place.clone(), cause)),
                    |row| Ok(Item { place: place.clone(), body: Body::Row(row) }),
                ))
            }
            Err(cause) => {
                self.is_over = true;
                Some(Err(Reject::new(place(line), cause.to_string())))
            }
        }
    }
}

impl Rows {
    /// The cells that are not empty, by their column.
    fn row(&self, record: &ByteRecord) -> Result<Map<String, Value>, String> {
        if record.len() != self.columns.len() {
            return Err(format!("{} cells where the header has {}", record.len(), self.columns.len()));
        }
        // A cell by itself may be too short to tell its encoding.
        let encoding = encoding::of(record.as_slice());
        let cells = record.iter().map(|cell| encoding::decode(cell, Some(encoding)));
        let cells = self.columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        Ok(cells.map(|(column, cell)| (column.clone(), Value::String(cell.into_owned()))).collect())
    }
}

/// A reader that gives so many bytes for one row, lest a mark that nobody closes takes the whole file into memory.
struct Allowance {
    inner: Bytes,
    left: Arc<AtomicUsize>,
}

impl Read for Allowance {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.load(Ordering::Relaxed);
        if left == 0 {
            let cause = format!("a row of over {} MiB is no article: is a quotation mark open?", LONGEST >> 20);
            return Err(io::Error::other(cause));
        }
        let most = buffer.len().min(left);
        let read = self.inner.read(&mut buffer[..most])?;
        self.left.store(left - read, Ordering::Relaxed);
        Ok(read)
    }
}
