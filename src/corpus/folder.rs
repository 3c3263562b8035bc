//! A folder of tables: `articles` (what was read, with the answers to what was asked), `quotes`, `stances`, `speakers` (the
//! stances of all articles added up by holder and target), and `rejects.jsonl`.
//!
//! Owns which tables there are and what goes into which, and that a run which was stopped, even by force, goes on with the
//! same bytes. A [`Journal`] is kept while the run lasts.

use super::batch::Counts;
use super::checksum::Checksum;
use super::input::Reject;
use super::journal::{self, Journal};
use super::manifest::Manifest;
use super::output::Sink;
use super::rows::{ArticleRow, Pairing, Row};
use super::sketch::sketch;
use super::sums;
use super::table::{self, Rows, Table, TableFormat};
use super::unmatched::Unmatched;
use crate::engine::{Engine, Reading};
use crate::error::{Error, Result};
use crate::ledger::{ArticleKey, Tally};
use crate::record::{QuoteRecord, Record, SpeakerRecord, StanceRecord, schema};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ARTICLES: &str = "articles";
const QUOTES: &str = "quotes";
const STANCES: &str = "stances";
const SPEAKERS: &str = "speakers";
const REJECTS: &str = "rejects";

const TABLES: [&str; 5] = [ARTICLES, QUOTES, STANCES, SPEAKERS, REJECTS];

/// What the manifest is called until it is whole.
const UNFINISHED: &str = "manifest.unfinished";

/// How much time passes between two journals, at least, and how many times that which one takes.
const BETWEEN: Duration = Duration::from_millis(250);
const SHARE: u32 = 100;

/// A folder of tables that is being written.
pub struct Folder {
    path: PathBuf,
    format: TableFormat,
    articles: Table,
    quotes: Table,
    stances: Table,
    rejects: Table,
    /// Rejects on their way.
    rejected: Rows,
    /// What is told beside the tables: as it was when last written, but for what adds up.
    journal: Journal,
    /// When the next journal is due.
    due: Instant,
    /// The files of the run, once it is finished.
    written: Vec<Checksum>,
}

/// What to do with another run's output in the folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Earlier {
    /// Leave it alone: an error.
    #[default]
    Keep,
    /// Go on with a run that was stopped.
    Resume,
    /// Overwrite it.
    Overwrite,
}

/// Rows of all tables.
pub struct Rendered {
    articles: Rows,
    quotes: Rows,
    stances: Rows,
    /// What the articles add to `speakers`.
    speakers: Vec<(Pairing, ArticleKey, Tally)>,
    /// The names that nobody of the gazetteer bears, a line each, for each article once.
    unmatched: String,
}

impl Rendered {
    fn new(format: TableFormat) -> Rendered {
        Rendered {
            articles: Rows::new(format, schema::<ArticleRow>),
            quotes: Rows::new(format, schema::<Row<QuoteRecord>>),
            stances: Rows::new(format, schema::<Row<StanceRecord>>),
            speakers: Vec::new(),
            unmatched: String::new(),
        }
    }
}

impl Folder {
    /// The file that a finished run leaves behind.
    pub const MANIFEST: &'static str = "manifest.json";

    /// Does a folder hold a run that was stopped?
    pub(super) fn is_unfinished(folder: &Path) -> bool {
        folder.join(journal::NAME).exists()
    }

    /// Is it a file that a run into the folder writes?
    pub fn writes(folder: &Path, file: &Path) -> bool {
        let inside = file.strip_prefix(folder).unwrap_or(Path::new(""));
        match inside.iter().filter_map(|part| part.to_str()).collect::<Vec<_>>()[..] {
            [file] => {
                [Folder::MANIFEST, UNFINISHED, journal::NAME, sums::NAME].contains(&file)
                    || TABLES.iter().any(|table| table::is_file(table, file))
            }
            [folder, file] => TABLES.contains(&folder) && table::is_part(file),
            _ => false,
        }
    }

    /// The files of tables in a folder, whoever wrote them, as a manifest names them.
    pub fn files(folder: &Path) -> Vec<String> {
        let mut files: Vec<String> = TABLES.iter().flat_map(|name| table::files(folder, name)).collect();
        files.sort();
        files
    }

    /// Opens a folder for one run, which `run` tells from others (what is asked for, and by which engine).
    pub fn open(path: &Path, format: TableFormat, earlier: Earlier, run: Value) -> Result<Folder> {
        let failed = |cause: io::Error| Error::io(path.display().to_string(), &cause);
        let wrong = |message: String| Err(Error::usage(message).in_file(path.display().to_string()));
        if format == TableFormat::Parquet && cfg!(not(feature = "parquet")) {
            return wrong("this build writes no Parquet: build with --features full".to_owned());
        }
        fs::create_dir_all(path).map_err(failed)?;
        let claimed = claim(path, earlier).map_err(|error| error.in_file(path.display().to_string()))?;
        let journal = if let Some(journal) = claimed {
            journal.check(&run).map_err(|error| error.in_file(path.display().to_string()))?;
            journal.sums.restore(path).map_err(failed)?;
            journal
        } else {
            let begin = || {
                Journal::remove(path)?;
                sums::remove(path)?;
                let _ = [Folder::MANIFEST, UNFINISHED].map(|name| fs::remove_file(path.join(name)));
                TABLES.iter().try_for_each(|name| table::remove(path, name))?;
                // First of all, so that tables never stand there without it.
                let journal = Journal::of(run);
                journal.write(path).map(|()| journal)
            };
            begin().map_err(failed)?
        };
        let rows = Rendered::new(format);
        let rejected = Rows::new(TableFormat::Jsonl, || Value::Null);
        let reach = |name: &str| journal.reach.get(name).copied();
        let open = |name: &str, rows: &Rows| Table::open(path, name, format, rows, reach(name));
        Ok(Folder {
            articles: open(ARTICLES, &rows.articles)?,
            quotes: open(QUOTES, &rows.quotes)?,
            stances: open(STANCES, &rows.stances)?,
            rejects: Table::open(path, REJECTS, TableFormat::Jsonl, &rejected, reach(REJECTS))?,
            path: path.to_owned(),
            format,
            rejected,
            journal,
            due: Instant::now(),
            written: Vec::new(),
        })
    }

    /// The most frequent names that nobody of the gazetteer bears, in what was written so far.
    pub fn unmatched(&self) -> Vec<Unmatched> {
        self.journal.unmatched.most_frequent()
    }

    /// The files of all tables, which only a finished run has.
    pub fn take_written(&mut self) -> Vec<Checksum> {
        std::mem::take(&mut self.written)
    }

    /// Writes what the run was, and so ends it.
    pub fn conclude(self, manifest: &Manifest) -> io::Result<()> {
        let unfinished = self.path.join(UNFINISHED);
        fs::write(&unfinished, serde_json::to_string_pretty(manifest)? + "\n")?;
        fs::rename(unfinished, self.path.join(Folder::MANIFEST))?;
        Journal::remove(&self.path)?;
        sums::remove(&self.path)
    }

    /// Is this the end of a part of each table?
    fn is_part(&self, counts: &Counts) -> bool {
        self.format.articles_a_part().is_some_and(|part| counts.articles > 0 && counts.articles.is_multiple_of(part))
    }

    /// Writes out all tables; returns how far each is written for good.
    fn reach(&mut self, is_part: bool) -> io::Result<BTreeMap<String, u64>> {
        let tables = [
            (ARTICLES, &mut self.articles),
            (QUOTES, &mut self.quotes),
            (STANCES, &mut self.stances),
            (REJECTS, &mut self.rejects),
        ];
        tables.into_iter().map(|(name, table)| Ok((name.to_owned(), table.reach(is_part)?))).collect()
    }

    /// Writes the journal.
    fn note(&mut self, counts: &Counts) -> io::Result<()> {
        let started = Instant::now();
        self.journal.reach = self.reach(self.is_part(counts))?;
        self.journal.counts = *counts;
        self.journal.write(&self.path)?;
        // A large ledger takes its time, which must not become the run's.
        self.due = Instant::now() + BETWEEN.max(started.elapsed() * SHARE);
        Ok(())
    }
}

/// Makes sure that the folder may be written into; returns the journal of the run that is to go on, if there is one.
fn claim(folder: &Path, earlier: Earlier) -> Result<Option<Journal>> {
    let is_done = folder.join(Folder::MANIFEST).exists();
    let table = TABLES.iter().find_map(|name| table::find(folder, name));
    if earlier == Earlier::Overwrite {
        // What no run has left there is somebody's own.
        return match table {
            Some(file) if !is_done && !folder.join(journal::NAME).exists() => Err(Error::usage(format!(
                "holds {file}, and nothing tells that a run wrote it: remove it, or choose another folder"
            ))),
            _ => Ok(None),
        };
    }
    match Journal::read(folder)? {
        Some(journal) if earlier == Earlier::Resume => Ok(Some(journal)),
        Some(_) => Err(Error::usage("holds a run that was stopped; go on with --resume, or overwrite it with --force")),
        None if is_done && earlier == Earlier::Resume => Err(Error::usage("the run has ended: nothing to resume")),
        None => match table.or_else(|| is_done.then(|| Folder::MANIFEST.to_owned())) {
            None => Ok(None),
            Some(file) => {
                let message =
                    format!("holds another run's {file}; choose another folder, or overwrite it with --force");
                Err(Error::usage(message))
            }
        },
    }
}

impl Sink for Folder {
    type Rendered = Rendered;

    fn room(&self) -> Rendered {
        Rendered::new(self.format)
    }

    fn render(engine: &Engine, record: &Record, reading: &Reading, rendered: &mut Rendered) {
        record.quotes.iter().for_each(|quote| rendered.quotes.push(&Row::new(record, quote)));
        record.stances.iter().for_each(|stance| rendered.stances.push(&Row::new(record, stance)));
        rendered.articles.push(&ArticleRow::new(record, sketch(&reading.document)));
        let article = ArticleKey::of(&record.id.to_string());
        rendered.speakers.extend(record.speakers.iter().map(|row| (Pairing::of(row), article, row.tally)));
        for name in reading.unmatched(engine.knowledge()) {
            rendered.unmatched.extend(name.split_whitespace().flat_map(|word| [word, " "]));
            rendered.unmatched.pop();
            rendered.unmatched.push('\n');
        }
    }

    fn write(&mut self, rendered: &mut Rendered) -> io::Result<()> {
        rendered.unmatched.lines().for_each(|name| self.journal.unmatched.add(name));
        rendered.unmatched.clear();
        self.articles.append(&mut rendered.articles)?;
        self.quotes.append(&mut rendered.quotes)?;
        self.stances.append(&mut rendered.stances)?;
        let mut speakers = rendered.speakers.drain(..);
        speakers.try_for_each(|(pairing, article, tally)| self.journal.sums.add(pairing, article, &tally, &self.path))
    }

    fn reject(&mut self, reject: &Reject) -> io::Result<()> {
        self.rejected.push(reject);
        self.rejects.append(&mut self.rejected)
    }

    fn mark(&mut self, counts: &Counts) -> io::Result<()> {
        // A table with parts is written for good at their ends alone.
        let is_due = match self.format.articles_a_part() {
            Some(_) => self.is_part(counts),
            None => Instant::now() >= self.due,
        };
        if is_due { self.note(counts) } else { Ok(()) }
    }

    fn suspend(&mut self, counts: &Counts) -> io::Result<()> {
        match self.format.articles_a_part() {
            // What stands behind the last part is read again.
            Some(_) => Ok(()),
            None => self.note(counts),
        }
    }

    fn finish(&mut self, counts: &Counts) -> io::Result<()> {
        let mut rows = Rows::new(self.format, schema::<SpeakerRecord>);
        let table = Table::open(&self.path, SPEAKERS, self.format, &rows, None);
        let mut table = table.map_err(|error| io::Error::other(error.to_string()))?;
        for cell in self.journal.sums.in_order(&self.path)? {
            let (pairing, account) = cell?;
            rows.push(&pairing.row(&account));
            table.append(&mut rows)?;
        }
        table.reach(true)?;
        self.reach(!self.is_part(counts) || counts.articles == 0)?;
        let tables = [&self.articles, &self.quotes, &self.stances, &table, &self.rejects];
        self.written = tables.into_iter().flat_map(Table::checksums).collect();
        Ok(())
    }

    fn done(&self) -> Counts {
        self.journal.counts
    }

    fn articles_a_part(&self) -> Option<u64> {
        self.format.articles_a_part()
    }
}
