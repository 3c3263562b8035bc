//! Where readings go: a stream of records, or a folder of tables.

use super::input::Reject;
use super::rows::{ArticleRow, Pairing};
use super::unmatched::{Counter, Unmatched};
use crate::engine::{Engine, Reading};
use crate::error::{Error, Result};
use crate::ledger::{Ledger, Tally};
use crate::record::{Id, QuoteRecord, Record, StanceRecord, write_json};
use schemars::JsonSchema;
use serde::Serialize;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Records as the bytes that a sink writes.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// The records themselves, a line each; or the rows of `quotes`.
    pub main: Vec<u8>,
    /// The rows of `articles`.
    pub articles: Vec<u8>,
    /// The rows of `stances`.
    pub stances: Vec<u8>,
    /// What the articles add to `speakers`.
    pub speakers: Vec<(Pairing, Tally)>,
    /// The names that nobody of the gazetteer bears, a line each, for each article once.
    pub unmatched: String,
}

/// Takes readings in input order. `render` is called on many threads at once, the rest on one at a time.
pub trait Sink: Send {
    /// Adds a record as bytes.
    fn render(record: &Record, rendered: &mut Rendered);
    /// Adds what a record does not tell.
    fn note(_: &Engine, _: &Reading, _: &mut Rendered) {}
    /// Writes what was rendered, and leaves the buffers empty.
    fn write(&mut self, rendered: &mut Rendered) -> std::io::Result<()>;
    /// Notes an article that could not be read.
    fn reject(&mut self, reject: &Reject) -> std::io::Result<()>;
    /// Writes out what is still held back.
    fn flush(&mut self) -> std::io::Result<()>;
    /// Ends the run: writes what only all articles together tell.
    fn finish(&mut self) -> std::io::Result<()> {
        self.flush()
    }
}

/// Records as JSON Lines on one writer; rejects as lines on another.
pub struct Stream<W, E> {
    /// Where records go.
    pub records: W,
    /// Where rejects go.
    pub rejects: E,
}

impl<W: Write + Send, E: Write + Send> Sink for Stream<W, E> {
    fn render(record: &Record, rendered: &mut Rendered) {
        line(&mut rendered.main, record);
    }

    fn write(&mut self, rendered: &mut Rendered) -> std::io::Result<()> {
        empty(&mut rendered.main, &mut self.records)
    }

    fn reject(&mut self, reject: &Reject) -> std::io::Result<()> {
        writeln!(self.rejects, "detente: {reject}")
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.records.flush()
    }
}

/// A folder with `articles.jsonl` (what was read, with the answers to what was asked), `quotes.jsonl`, `stances.jsonl`,
/// `speakers.jsonl` (the stances of all articles added up by holder and target) and `rejects.jsonl`.
pub struct Folder {
    path: PathBuf,
    ledger: Ledger<Pairing>,
    unmatched: Counter,
    articles: BufWriter<File>,
    quotes: BufWriter<File>,
    stances: BufWriter<File>,
    speakers: BufWriter<File>,
    rejects: BufWriter<File>,
}

impl Folder {
    /// The file that a finished run leaves behind.
    pub const MANIFEST: &'static str = "manifest.json";

    const TABLES: [&'static str; 5] =
        ["articles.jsonl", "quotes.jsonl", "stances.jsonl", "speakers.jsonl", "rejects.jsonl"];

    /// Opens a folder for one run. Another run's output is overwritten only by `force`.
    pub fn create(path: &Path, force: bool) -> Result<Folder> {
        let failed = |path: &Path, cause| Error::io(path.display().to_string(), &cause);
        fs::create_dir_all(path).map_err(|cause| failed(path, cause))?;
        let taken = Folder::TABLES.iter().chain([&Folder::MANIFEST]).find(|name| path.join(name).exists());
        if let Some(name) = taken.filter(|_| !force) {
            let message = format!("holds another run's {name}; choose another folder, or overwrite it with --force");
            return Err(Error::usage(message).in_file(path.display().to_string()));
        }
        if force {
            let _ = fs::remove_file(path.join(Folder::MANIFEST));
        }
        let open = |name: &str| {
            let file = path.join(name);
            File::create(&file)
                .map(|created| BufWriter::with_capacity(1 << 18, created))
                .map_err(|cause| failed(&file, cause))
        };
        let [articles, quotes, stances, speakers, rejects] = Folder::TABLES;
        Ok(Folder {
            path: path.to_owned(),
            ledger: Ledger::default(),
            unmatched: Counter::default(),
            articles: open(articles)?,
            quotes: open(quotes)?,
            stances: open(stances)?,
            speakers: open(speakers)?,
            rejects: open(rejects)?,
        })
    }

    /// Where the folder is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The most frequent names that nobody of the gazetteer bears, in what was written so far.
    pub fn unmatched(&self) -> Vec<Unmatched> {
        self.unmatched.most_frequent()
    }
}

/// A row of a table: the article it belongs to, then its own columns.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Row<'r, T> {
    article: &'r Id<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    #[serde(flatten)]
    row: &'r T,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    extra: &'r serde_json::Map<String, serde_json::Value>,
}

impl Sink for Folder {
    fn render(record: &Record, rendered: &mut Rendered) {
        rows::<QuoteRecord>(&mut rendered.main, record, &record.quotes);
        rows::<StanceRecord>(&mut rendered.stances, record, &record.stances);
        line(&mut rendered.articles, &ArticleRow::new(record));
        rendered.speakers.extend(record.speakers.iter().map(|row| (Pairing::of(row), row.tally)));
    }

    fn note(engine: &Engine, reading: &Reading, rendered: &mut Rendered) {
        for name in reading.unmatched(engine.knowledge()) {
            rendered.unmatched.extend(name.split_whitespace().flat_map(|word| [word, " "]));
            rendered.unmatched.pop();
            rendered.unmatched.push('\n');
        }
    }

    fn write(&mut self, rendered: &mut Rendered) -> std::io::Result<()> {
        rendered.unmatched.lines().for_each(|name| self.unmatched.add(name));
        rendered.unmatched.clear();
        empty(&mut rendered.articles, &mut self.articles)?;
        empty(&mut rendered.main, &mut self.quotes)?;
        empty(&mut rendered.stances, &mut self.stances)?;
        for (pairing, tally) in rendered.speakers.drain(..) {
            self.ledger.add(pairing, &tally);
        }
        Ok(())
    }

    fn reject(&mut self, reject: &Reject) -> std::io::Result<()> {
        serde_json::to_writer(&mut self.rejects, reject)?;
        self.rejects.write_all(b"\n")
    }

    fn flush(&mut self) -> std::io::Result<()> {
        for table in [&mut self.articles, &mut self.quotes, &mut self.stances, &mut self.speakers, &mut self.rejects] {
            table.flush()?;
        }
        Ok(())
    }

    fn finish(&mut self) -> std::io::Result<()> {
        for (pairing, tally) in self.ledger.iter() {
            let mut row = Vec::new();
            line(&mut row, &pairing.row(tally));
            self.speakers.write_all(&row)?;
        }
        self.flush()
    }
}

fn empty(rendered: &mut Vec<u8>, into: &mut impl Write) -> std::io::Result<()> {
    into.write_all(rendered)?;
    rendered.clear();
    Ok(())
}

fn rows<T: Serialize>(out: &mut Vec<u8>, record: &Record, rows: &[T]) {
    for row in rows {
        let (date, outlet, url) = (record.date.as_deref(), record.outlet.as_deref(), record.url.as_deref());
        line(out, &Row { article: &record.id, date, outlet, url, row, extra: record.extra });
    }
}

fn line<T: Serialize>(out: &mut Vec<u8>, value: &T) {
    write_json(out, value);
    out.push(b'\n');
}
