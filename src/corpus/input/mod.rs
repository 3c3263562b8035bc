//! Where articles come from: files, folders, patterns and standard input, one article at a time.
//!
//! Owns the order of the files, how they are unpacked and cut into articles, and where each article stands. Reading an
//! item's bytes as an article is the work of whoever takes it ([`Item::open`]). What cannot be read is a [`Reject`], and
//! the rest goes on.

mod array;
mod bytes;
mod cells;
mod encoding;
mod files;
mod format;
mod gzip;
mod http;
mod item;
mod lines;
mod objects;
#[cfg(feature = "parquet")]
mod parquet;
mod rows;
mod sheet;
mod warc;

pub use bytes::Meter;
pub use format::Format;
pub use item::{Body, Item, LONGEST, Opened, Page, Place, Reject};
pub use sheet::sheet;

use crate::error::{Error, Result};
use crate::record::Fields;
use bytes::Bytes;
use lines::Coming;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An article as the input gives it.
pub type Given = std::result::Result<Item, Reject>;

/// The articles of one file.
type Items = Box<dyn Iterator<Item = Given> + Send>;

/// How inputs are read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What files hold, whatever they are called.
    pub format: Option<Format>,
    /// By which names fields go.
    pub fields: Fields,
    /// The folder that the run writes into: its own files there are no inputs.
    pub except: Option<PathBuf>,
}

/// The articles of some inputs, in the order they were named; folders in the order of their paths.
pub struct Input {
    files: VecDeque<files::Named>,
    reading: Reading,
    open: Option<(PathBuf, Items)>,
    /// Is it one article that is looked for, and not many?
    is_single: bool,
    meter: Arc<Meter>,
}

/// What is told of a Parquet file that comes as a stream.
const STREAMED: &str =
    "Parquet tells at its end what it holds, and is read from files alone: write the stream into one";

/// The name that stands for standard input.
const STDIN: &str = "-";

impl Input {
    /// The articles of files, of folders (all files below them whose names tell what they hold), of patterns (`news/*.gz`) and
    /// of `-`, the standard input. What cannot be opened or listed is a reject when its turn comes; a pattern that fits
    /// nothing is an error before anything is read.
    pub fn open(paths: &[PathBuf], reading: Reading) -> Result<Input> {
        let files = files::named(paths, reading.except.as_deref())?;
        let meter = Meter::default();
        let paths = || files.iter().flatten();
        if paths().all(|path| path.as_os_str() != STDIN) {
            paths().for_each(|path| meter.expect(fs::metadata(path).map_or(0, |file| file.len())));
        }
        Ok(Input { files, reading, open: None, is_single: false, meter: Arc::new(meter) })
    }

    /// The SHA-256 of the files' names and lengths, in hexadecimal: where it is the same, so most likely are the articles.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for path in self.files.iter().flatten() {
            let length = fs::metadata(path).map_or(0, |file| file.len());
            hash.update(format!("{}\0{length}\n", path.display()));
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The files, in order.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().flatten().map(PathBuf::as_path)
    }

    /// How much of the files was read.
    pub fn meter(&self) -> Arc<Meter> {
        Arc::clone(&self.meter)
    }

    /// The texts of the articles; records without one are left out.
    pub fn texts(self) -> impl Iterator<Item = std::result::Result<String, Reject>> {
        let fields = self.reading.fields.clone();
        let text = move |item: &Item| Ok(item.open(&fields)?.article.text.map(Cow::into_owned));
        self.filter_map(move |item| {
            item.and_then(|item| text(&item).map_err(|error| Reject::of(&item, &error))).transpose()
        })
    }

    /// What a file holds as far as it is told, or its name tells.
    fn named(&self, path: &Path) -> Option<Format> {
        self.reading.format.or_else(|| Format::of_name(path))
    }

    /// The articles of bytes that come from elsewhere, told and cut as those of a file of this name; of many articles on `-`, each is
    /// told as it comes.
    pub fn of(name: &str, bytes: impl Read + Send + 'static, reading: Reading) -> Result<Input> {
        let (files, meter) = (VecDeque::new(), Arc::default());
        let mut input = Input { files, reading, open: None, is_single: false, meter };
        let items = input.cut(Path::new(name), Box::new(bytes), false);
        input.open = Some((PathBuf::from(name), items.map_err(|cause| Error::io(name, &cause))?));
        Ok(input)
    }

    /// Opens a file.
    fn items(&self, path: &Path) -> io::Result<Items> {
        let is_stdin = path.as_os_str() == STDIN;
        let file: Box<dyn Read + Send> = if is_stdin { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
        self.cut(path, file, !is_stdin)
    }

    /// Cuts what a file or a stream of this name holds into articles.
    fn cut(&self, path: &Path, file: Box<dyn Read + Send>, is_file: bool) -> io::Result<Items> {
        let name: Arc<str> = path.display().to_string().into();
        let mut bytes = bytes::unpacked(file, &self.meter)?;
        // What one reading gives has to tell: a stream may be slow to give more.
        if format::is_wide(bytes.fill_buf()?) && !matches!(self.named(path), Some(Format::Text | Format::Page)) {
            bytes = narrowed(bytes);
        }
        let head = bytes.fill_buf()?;
        let head = &head[..head.len().min(format::HEAD)];
        // Many articles on standard input are records, read as they come.
        let is_stream = path.as_os_str() == STDIN && !self.is_single;
        let coming = match format::is_array(head) {
            true => Coming::Array,
            false if is_stream => Coming::Stream,
            false => Coming::File,
        };
        let told =
            || Format::of_head(head).or_else(|| rows::is_header(head, &self.reading.fields).then_some(Format::Csv));
        let format = match self.named(path).or_else(told) {
            Some(Format::Parquet) if !is_file => return Err(io::Error::other(STREAMED)),
            Some(format) => format,
            None if is_stream => Format::Lines,
            None => Format::Text,
        };
        let is_readable = |columns: &[String]| rows::readable(columns, &self.reading.fields);
        let item = |body| Item { place: Place::file(Arc::clone(&name)), body };
        Ok(match format {
            Format::Text => only(Ok(item(Body::Text(lines::whole(&mut bytes)?)))),
            Format::Page => only(Ok(item(Body::Page(Page { bytes: lines::whole(&mut bytes)?, ..Page::default() })))),
            Format::Json => lines::json(bytes, &name, coming)?,
            Format::Lines => Box::new(lines::Lines::new(bytes, name)),
            Format::Csv => rows::rows(bytes, b',', &name, is_readable)?,
            Format::Tsv => rows::rows(bytes, b'\t', &name, is_readable)?,
            Format::Warc => Box::new(warc::Archive::new(bytes, name)),
            Format::Parquet => parquet(path, &name, &self.reading.fields)?,
        })
    }
}

impl Iterator for Input {
    type Item = Given;

    fn next(&mut self) -> Option<Given> {
        loop {
            if let Some(item) = self.open.as_mut().and_then(|(_, items)| items.next()) {
                return Some(item);
            }
            if let Some((path, _)) = self.open.take() {
                self.meter.end(&path);
            }
            let path = match self.files.pop_front()? {
                Ok(path) => path,
                Err(reject) => return Some(Err(reject)),
            };
            match self.items(&path) {
                Ok(items) => self.open = Some((path, items)),
                Err(cause) => {
                    self.meter.end(&path);
                    return Some(Err(Reject::new(Place::file(path.display().to_string()), cause.to_string())));
                }
            }
        }
    }
}

/// The article of a file, or of standard input for `-`, that holds only one. A file of many is an error.
pub fn single(path: &Path, reading: Reading) -> Result<Item> {
    let files = [Ok(path.to_owned())].into();
    let mut input = Input { files, reading, open: None, is_single: true, meter: Arc::default() };
    let place = path.display().to_string();
    let failed = |reject: Reject| Error::record(reject.cause).in_file(place.clone());
    let item = input.next().ok_or_else(|| Error::record("no article").in_file(place.clone()))?.map_err(failed)?;
    match input.next() {
        None => Ok(item),
        Some(_) => Err(Error::usage("holds more than one article: use batch").in_file(place)),
    }
}

#[cfg(feature = "parquet")]
use parquet::rows as parquet;

#[cfg(not(feature = "parquet"))]
fn parquet(_: &Path, _: &Arc<str>, _: &Fields) -> io::Result<Items> {
    Err(io::Error::other("a Parquet file, and this build reads none: build with --features full"))
}

/// UTF-16 as UTF-8.
fn narrowed(bytes: Bytes) -> Bytes {
    Box::new(BufReader::new(encoding_rs_io::DecodeReaderBytes::new(bytes)))
}

/// The items of a file that holds one article.
fn only(given: Given) -> Items {
    Box::new(std::iter::once(given))
}
