//! Tables on the disk, in one of three formats.
//!
//! Owns how rows become bytes and where they go, and how far a table is written for good: that many bytes of a file that grows
//! (JSON Lines, CSV), or that many parts (Parquet, whose files end with an index and cannot grow). Rows are made by many
//! threads and appended by one.

#[cfg(feature = "parquet")]
mod parquet;

use super::checksum::{Checksum, Passed, Summed};
use super::columns::columns;
use super::flat::{Cell, Flat};
use crate::error::{Error, Result};
use crate::record::write_json;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// How the names of a table's parts begin.
const PART: &str = "part-";

/// How tables are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TableFormat {
    /// A file of JSON Lines, a row each.
    #[default]
    Jsonl,
    /// A file of comma-separated values (RFC 4180) under a header.
    Csv,
    /// A folder of Parquet files.
    Parquet,
}

/// Rows that wait to be appended to a table.
#[derive(Clone, Debug)]
pub struct Rows {
    made: Made,
}

#[derive(Clone, Debug)]
enum Made {
    Lines(Vec<u8>),
    Csv {
        flat: Flat,
        bytes: Vec<u8>,
    },
    #[cfg(feature = "parquet")]
    Parquet {
        flat: Flat,
        rows: parquet::Rows,
    },
}

/// A table that is being written.
pub struct Table {
    path: PathBuf,
    written: Written,
}

enum Written {
    /// A file that grows.
    Growing(BufWriter<Summed<File>>),
    #[cfg(feature = "parquet")]
    Parts(Box<parquet::Parts>),
}

impl TableFormat {
    /// The name of a table of this format.
    pub fn file(self, table: &str) -> String {
        match self {
            TableFormat::Jsonl => format!("{table}.jsonl"),
            TableFormat::Csv => format!("{table}.csv"),
            TableFormat::Parquet => table.to_owned(),
        }
    }

    /// After how many articles a part of a table ends; nothing where it has no parts.
    pub fn articles_a_part(self) -> Option<u64> {
        (self == TableFormat::Parquet).then_some(10_000)
    }
}

impl Rows {
    /// Room for rows of a table that the schema describes.
    pub fn new(format: TableFormat, schema: impl FnOnce() -> Value) -> Rows {
        let made = match format {
            TableFormat::Jsonl => Made::Lines(Vec::new()),
            TableFormat::Csv => Made::Csv { flat: Flat::new(columns(&schema()).into()), bytes: Vec::new() },
            #[cfg(feature = "parquet")]
            TableFormat::Parquet => {
                let flat = Flat::new(columns(&schema()).into());
                Made::Parquet { rows: parquet::Rows::new(flat.columns()), flat }
            }
            #[cfg(not(feature = "parquet"))]
            TableFormat::Parquet => unreachable!("a table of this format cannot be opened"),
        };
        Rows { made }
    }

    /// What stands before the first row: the names of the columns, where they stand in no row.
    pub fn header(&self) -> Vec<u8> {
        let mut header = Vec::new();
        if let Made::Csv { flat, .. } = &self.made {
            write_csv(&mut header, flat.columns().iter().map(|column| Cell::Text(column.name.as_bytes())));
        }
        header
    }

    /// Writes rows that are lines or comma-separated, and leaves none behind.
    pub fn write_to(&mut self, mut out: impl Write) -> io::Result<()> {
        match &mut self.made {
            Made::Lines(bytes) | Made::Csv { bytes, .. } => {
                let written = out.write_all(bytes);
                bytes.clear();
                written
            }
            #[cfg(feature = "parquet")]
            Made::Parquet { .. } => unreachable!("rows that are columns"),
        }
    }

    /// Adds a row.
    pub fn push(&mut self, row: &impl Serialize) {
        match &mut self.made {
            Made::Lines(bytes) => {
                write_json(bytes, row);
                bytes.push(b'\n');
            }
            Made::Csv { flat, bytes } => {
                flat.lay(row);
                write_csv(bytes, flat.cells());
            }
            #[cfg(feature = "parquet")]
            Made::Parquet { flat, rows } => {
                flat.lay(row);
                rows.push(flat.cells());
            }
        }
    }
}

impl Table {
    /// Opens a table in a folder, new or from where it is written for good.
    pub fn open(folder: &Path, name: &str, format: TableFormat, rows: &Rows, reach: Option<u64>) -> Result<Table> {
        let path = folder.join(format.file(name));
        let failed = |cause: io::Error| Error::io(path.display().to_string(), &cause);
        let written = match &rows.made {
            Made::Lines(_) | Made::Csv { .. } => Written::Growing(grow(&path, &rows.header(), reach).map_err(failed)?),
            #[cfg(feature = "parquet")]
            Made::Parquet { flat, .. } => {
                Written::Parts(parquet::Parts::open(&path, flat.columns(), reach).map_err(failed)?.into())
            }
        };
        Ok(Table { path, written })
    }

    /// Appends rows, and leaves none behind. An error names the file.
    pub fn append(&mut self, rows: &mut Rows) -> io::Result<()> {
        let written = match (&mut self.written, &mut rows.made) {
            #[cfg(feature = "parquet")]
            (Written::Parts(parts), Made::Parquet { rows, .. }) => parts.append(rows),
            #[cfg(feature = "parquet")]
            (Written::Parts(_), _) => unreachable!("rows of another format"),
            (Written::Growing(file), _) => rows.write_to(file),
        };
        written.map_err(|cause| self.named(cause))
    }

    /// Writes out what is held back, up to the end of a part where a table has parts. Returns how far it is written for good.
    pub fn reach(&mut self, is_part: bool) -> io::Result<u64> {
        let reach = match (&mut self.written, is_part) {
            (Written::Growing(file), _) => file.flush().map(|()| file.get_ref().passed().bytes()),
            #[cfg(feature = "parquet")]
            (Written::Parts(parts), is_part) => parts.reach(is_part),
        };
        reach.map_err(|cause| self.named(cause))
    }

    /// The checksums of its files, of all that is written for good. Their names stand below the table's folder.
    pub fn checksums(&self) -> Vec<Checksum> {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        match &self.written {
            Written::Growing(file) => vec![file.get_ref().passed().checksum(name)],
            #[cfg(feature = "parquet")]
            Written::Parts(parts) => {
                let below = |part: &Checksum| Checksum { file: format!("{name}/{}", part.file), ..part.clone() };
                parts.checksums().iter().map(below).collect()
            }
        }
    }

    fn named(&self, cause: io::Error) -> io::Error {
        io::Error::new(cause.kind(), format!("{}: {cause}", self.path.display()))
    }
}

/// Opens a file to append to: a new one with a header, or one cut to what is written for good.
fn grow(path: &Path, header: &[u8], reach: Option<u64>) -> io::Result<BufWriter<Summed<File>>> {
    let buffered = |file, passed| BufWriter::with_capacity(1 << 18, Summed::new(file, passed));
    let Some(reach) = reach else {
        let mut file = buffered(File::create(path)?, Passed::default());
        file.write_all(header)?;
        return Ok(file);
    };
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    let length = file.metadata()?.len();
    if length < reach {
        return Err(io::Error::other(format!("has {length} bytes where the journal tells of {reach}")));
    }
    file.set_len(reach)?;
    // What is read to its end for its checksum goes on there.
    let mut passed = Passed::default();
    passed.add_all(&file)?;
    Ok(buffered(file, passed))
}

/// Writes a row of comma-separated values.
fn write_csv<'c>(out: &mut Vec<u8>, cells: impl Iterator<Item = Cell<'c>>) {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            out.push(b',');
        }
        let written = match cell {
            Cell::Empty => Ok(()),
            Cell::Text(text) => write_text(out, text),
            Cell::Whole(number) => write!(out, "{number}"),
            Cell::Real(number) => write!(out, "{number}"),
            Cell::Truth(truth) => write!(out, "{truth}"),
        };
        written.expect("memory can be written");
    }
    out.extend_from_slice(b"\r\n");
}

/// Writes a text, in quotation marks where something in it would end its cell; marks inside of marks stand twice.
fn write_text(out: &mut Vec<u8>, mut text: &[u8]) -> io::Result<()> {
    if memchr::memchr3(b'"', b',', b'\n', text).is_none() && memchr::memchr(b'\r', text).is_none() {
        return out.write_all(text);
    }
    out.push(b'"');
    while let Some(mark) = memchr::memchr(b'"', text) {
        out.extend_from_slice(&text[..=mark]);
        out.push(b'"');
        text = &text[mark + 1..];
    }
    out.extend_from_slice(text);
    out.write_all(b"\"")
}

/// The formats whose tables are files that grow.
const GROWING: [TableFormat; 2] = [TableFormat::Jsonl, TableFormat::Csv];

/// Is a file of this name the table?
pub(super) fn is_file(table: &str, file: &str) -> bool {
    GROWING.iter().any(|format| format.file(table) == file)
}

/// Is a file of this name a part, of whichever table?
pub(super) fn is_part(file: &str) -> bool {
    file.starts_with(PART)
}

/// The name of a table's file or folder, of whichever format, if it is there.
pub(super) fn find(folder: &Path, name: &str) -> Option<String> {
    let file = GROWING.iter().map(|format| format.file(name)).find(|file| folder.join(file).exists());
    let parts = || fs::read_dir(folder.join(name)).into_iter().flatten().flatten();
    file.or_else(|| parts().any(|part| is_part(&part.file_name().to_string_lossy())).then(|| name.to_owned()))
}

/// The files of a table, of whichever format, by their names in the folder.
pub(super) fn files(folder: &Path, name: &str) -> Vec<String> {
    let parts = fs::read_dir(folder.join(name)).into_iter().flatten().flatten();
    let parts = parts.map(|part| part.file_name().to_string_lossy().into_owned()).filter(|part| is_part(part));
    let growing = GROWING.iter().map(|format| format.file(name)).filter(|file| folder.join(file).exists());
    growing.chain(parts.map(|part| format!("{name}/{part}"))).collect()
}

/// Removes a table, of whichever format. Of a folder only the parts go, and it stays where something else is in it.
pub(super) fn remove(folder: &Path, name: &str) -> io::Result<()> {
    for file in GROWING.map(|format| folder.join(format.file(name))) {
        if file.exists() {
            fs::remove_file(file)?;
        }
    }
    let parts = folder.join(name);
    for entry in fs::read_dir(&parts).into_iter().flatten() {
        let entry = entry?;
        if is_part(&entry.file_name().to_string_lossy()) {
            fs::remove_file(entry.path())?;
        }
    }
    let _ = fs::remove_dir(parts);
    Ok(())
}
