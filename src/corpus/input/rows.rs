//! Articles as rows of a table with a header: CSV and TSV.
//!
//! Owns the table: its columns, and where to go on behind a quotation mark that nobody closes, which would take all rows behind
//! it for one cell: with the line behind the one where it opened.

use super::bytes::{self, Bytes};
use super::cells::{Cells, Row};
use super::encoding;
use super::format::is_binary;
use super::item::{Body, Item, LONGEST, NO_TEXT, Place, Reject, too_long};
use super::{Given, Items};
use crate::record::Fields;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use std::io::{self, BufRead};
use std::sync::Arc;

/// What cells may be parted by where the name of the file is wrong about it: the header tells.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many columns a table may have.
const COLUMNS: usize = 1 << 16;

/// The rows of a file.
struct Rows {
    lines: Lines,
    cells: Cells,
    columns: Vec<String>,
    file: Arc<str>,
    is_over: bool,
}

/// The rows of a file whose cells are parted by `delimiter`, or by another where the header says so. `fits` tells what is wrong with the
/// columns that a header names; one with which something is wrong is the file's reject.
pub(super) fn rows(
    reader: Bytes,
    delimiter: u8,
    file: &Arc<str>,
    fits: impl Fn(&[String]) -> Result<(), String>,
) -> io::Result<Items> {
    let mut rows = Rows {
        lines: Lines::new(reader)?,
        cells: Cells::new(delimiter),
        columns: Vec::new(),
        file: Arc::clone(file),
        is_over: false,
    };
    let mut first = None;
    for delimiter in std::iter::once(delimiter).chain(DELIMITERS) {
        rows.cells = Cells::new(delimiter);
        let place = match rows.read()? {
            None => return Ok(Box::new(std::iter::empty())),
            Some(Err(reject)) => return Ok(super::only(Err(reject))),
            Some(Ok(place)) => place,
        };
        if rows.cells.len() > COLUMNS {
            let wrong = format!("a header of {} columns is that of no table", rows.cells.len());
            first.get_or_insert(Reject::new(place, wrong));
            rows.lines.back(0);
            continue;
        }
        rows.columns = rows.header();
        let Err(wrong) = fits(&rows.columns) else {
            rows.lines.done();
            return Ok(Box::new(rows));
        };
        first.get_or_insert(Reject::new(place, if is_binary(rows.cells.bytes()) { NO_TEXT.to_owned() } else { wrong }));
        rows.lines.back(0);
    }
    Ok(first.map_or_else(|| Box::new(std::iter::empty()) as Items, |reject| super::only(Err(reject))))
}

/// Is the first line of these bytes the header of a table? One of its cells, to the letter, names something to read.
pub(super) fn is_header(head: &[u8], fields: &Fields) -> bool {
    let head = head.strip_prefix(encoding::MARK).unwrap_or(head);
    let Some(end) = memchr::memchr(b'\n', head) else { return false };
    DELIMITERS.iter().any(|&delimiter| {
        let mut cells = Cells::new(delimiter);
        cells.read(&head[..end], usize::MAX) == Row::Whole
            && cells.len() > 1
            && fields.can_be_read(cells.iter().filter_map(|cell| std::str::from_utf8(cell).ok()))
    })
}

/// Do the columns name something to read? An error tells that they do not.
pub(super) fn readable(columns: &[String], fields: &Fields) -> Result<(), String> {
    if fields.can_be_read(columns.iter().map(String::as_str)) {
        return Ok(());
    }
    /// So many are told of: what is no table may seem to have very many.
    const MOST: usize = 12;
    let told = columns[..columns.len().min(MOST)].join(", ");
    let more = columns.len().checked_sub(MOST).map_or_else(String::new, |more| format!(" and {more} more"));
    Err(format!("no column with the text of articles or the words of quotes; there are {told}{more}"))
}

impl Iterator for Rows {
    type Item = Given;

    fn next(&mut self) -> Option<Given> {
        if self.is_over {
            return None;
        }
        let read = self.read();
        let given = match read {
            Ok(read) => read.map(|place| {
                let place = place?;
                let row = self.row().map_err(|cause| Reject::new(place.clone(), cause))?;
                Ok(Item { place, body: Body::Row(row) })
            }),
            Err(cause) => {
                self.is_over = !bytes::goes_on(&cause);
                Some(Err(Reject::new(self.place(0), cause.to_string())))
            }
        };
        self.lines.done();
        given
    }
}

impl Rows {
    /// Reads the next row that is not blank; returns where it stands.
    fn read(&mut self) -> io::Result<Option<Result<Place, Reject>>> {
        self.cells.clear();
        let mut count = 0;
        loop {
            let row = match self.lines.next()? {
                Line::End if count == 0 => return Ok(None),
                Line::Long if count == 0 => return Ok(Some(Err(Reject::new(self.place(0), too_long("row of cells"))))),
                Line::End | Line::Long => self.cells.unclosed(),
                Line::At(line) if count == 0 && line.trim_ascii_end().is_empty() => {
                    self.lines.done();
                    continue;
                }
                Line::At(line) => {
                    self.cells.read(line, if self.columns.is_empty() { usize::MAX } else { 2 * self.columns.len() })
                }
            };
            count += 1;
            match row {
                Row::Open => {}
                Row::Whole => return Ok(Some(Ok(self.place(0)))),
                Row::Unclosed(line) => {
                    let cause = "a quotation mark that opens here is not closed";
                    let reject = Reject::new(self.place(line), cause);
                    self.lines.back(line + 1);
                    return Ok(Some(Err(reject)));
                }
            }
        }
    }

    /// A line of the row at hand.
    fn place(&self, line: usize) -> Place {
        Place::file(Arc::clone(&self.file)).at_line(self.lines.number + line as u64 + 1)
    }

    /// The names of the columns, each another: what stands beside a field under its name is passed through.
    fn header(&self) -> Vec<String> {
        let encoding = encoding::of(self.cells.bytes());
        // By name: the last number that a column of that name was given.
        let mut taken: FxHashMap<String, usize> = FxHashMap::default();
        let names = self.cells.iter().zip(1..).map(|(cell, number)| {
            let written = encoding::decode(cell, Some(encoding)).trim().to_owned();
            let written = if written.is_empty() { format!("column_{number}") } else { written };
            let before = taken.get(&written).copied().unwrap_or(0);
            let nth = |nth: usize| if nth == 1 { written.clone() } else { format!("{written}_{nth}") };
            let free = (before + 1..).find(|&number| !taken.contains_key(&nth(number))).unwrap_or(1);
            let name = nth(free);
            taken.insert(name.clone(), 1);
            taken.insert(written, free);
            name
        });
        names.collect()
    }

    /// The cells that are not empty, by their column.
    fn row(&self) -> Result<Map<String, Value>, String> {
        let (cells, columns) = (self.cells.len(), self.columns.len());
        // Empty cells behind the last column are no harm.
        if cells < columns || self.cells.iter().skip(columns).any(|cell| !cell.is_empty()) {
            return Err(format!("{cells} cells where the header has {columns}"));
        }
        // A cell by itself may be too short to tell its encoding.
        let encoding = encoding::of(self.cells.bytes());
        let cells = self.cells.iter().map(|cell| encoding::decode(cell, Some(encoding)));
        let cells = self.columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        Ok(cells.map(|(column, cell)| (column.clone(), Value::String(cell.into_owned()))).collect())
    }
}

/// The lines of a file, which may be read again from an earlier one on.
struct Lines {
    reader: Bytes,
    /// What a line ends with: a line feed, or a carriage return as on some old computers.
    end: u8,
    /// What was read of the file and is not done with.
    buffer: Vec<u8>,
    /// Where in it begins what is not done with, and where the next line.
    start: usize,
    at: usize,
    /// How many lines are done with.
    number: u64,
}

/// The next line.
enum Line<'b> {
    /// It, with its end.
    At(&'b [u8]),
    /// It is longer than any row is, and is passed over; or it is with the lines before it that are not done with.
    Long,
    End,
}

impl Lines {
    fn new(mut reader: Bytes) -> io::Result<Lines> {
        let head = reader.fill_buf()?;
        let mark = if head.starts_with(encoding::MARK) { encoding::MARK.len() } else { 0 };
        let end = if !head.contains(&b'\n') && head.contains(&b'\r') { b'\r' } else { b'\n' };
        reader.consume(mark);
        Ok(Lines { reader, end, buffer: Vec::new(), start: 0, at: 0, number: 0 })
    }

    fn next(&mut self) -> io::Result<Line<'_>> {
        let begun = self.at;
        let mut end = memchr::memchr(self.end, &self.buffer[begun..]).map(|end| begun + end + 1);
        if end.is_none() {
            self.buffer.drain(..self.start);
            self.at -= self.start;
            self.start = 0;
        }
        let begun = self.at;
        while end.is_none() {
            let available = match self.reader.fill_buf() {
                Ok([]) => break,
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
                Err(cause) => {
                    self.buffer.truncate(begun);
                    return Err(cause);
                }
                Ok(available) => available,
            };
            let taken = memchr::memchr(self.end, available).map(|end| end + 1);
            let used = taken.unwrap_or(available.len());
            if self.buffer.len() + used > LONGEST {
                // What stands behind other lines is read again when they are done with.
                if begun == 0 {
                    self.reader.skip_until(self.end)?;
                    self.buffer = vec![self.end];
                    self.at = self.buffer.len();
                }
                return Ok(Line::Long);
            }
            self.buffer.extend_from_slice(&available[..used]);
            self.reader.consume(used);
            end = taken.map(|_| self.buffer.len());
        }
        self.at = end.unwrap_or(self.buffer.len());
        Ok(if begun == self.at { Line::End } else { Line::At(&self.buffer[begun..self.at]) })
    }

    /// Goes back to a line behind those that are done with, counted from 0.
    fn back(&mut self, line: usize) {
        let ends = memchr::memchr_iter(self.end, &self.buffer[self.start..]);
        self.at = self.start + line.checked_sub(1).map_or(0, |last| ends.map(|end| end + 1).nth(last).unwrap_or(0));
    }

    /// All lines that were read are done with.
    fn done(&mut self) {
        self.number += memchr::memchr_iter(self.end, &self.buffer[self.start..self.at]).count() as u64;
        self.start = self.at;
    }
}
