//! What is added up: runs, and ledgers that were saved of them.
//!
//! A saved ledger is what its articles say, a line each: its place among copies, what it tells of itself, and its tallies by key.
//! Which of them are copies, and how often those count, is found anew over all that is added up, so that ledgers of shards come to the very
//! bytes of one run. The first line tells what the keys are made of, the last how many articles there are.

use super::Settings;
use super::lens::Lens;
use super::sum::Adding;
use crate::corpus::{Block, Cell, Copies, Stored};
use crate::error::{Error, Result};
use crate::gazetteer::Date;
use crate::ledger::Tally;
use crate::record::Coverage;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// What articles are read from.
pub(super) enum Source {
    /// The folder of a run.
    Run(Stored),
    /// A ledger.
    Saved(Saved),
}

/// A ledger that was saved.
pub(super) struct Saved {
    path: PathBuf,
    head: Head,
}

/// The first line.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    /// What the file is, and of which shape.
    detente: String,
    by: Vec<String>,
    /// The engines and lexicons that read the articles.
    makers: Vec<String>,
}

/// The last line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    articles: u64,
}

/// An article of a ledger.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) id: String,
    date: Option<String>,
    /// 0 where there is none.
    pub(super) sketch: u64,
    coverage: Coverage,
    pub(super) cells: Vec<(String, Tally)>,
}

/// What a ledger calls itself.
const SHAPE: &str = "ledger 2";

/// The columns of `articles` that entries are made of.
pub(super) const ENTRY: [&str; 7] = ["id", "date", "sketch", "skipped", "quotes", "attributed", "targeted"];

/// The entries of the articles in a block of [`ENTRY`], without what their stances tell.
pub(super) fn entries(block: &Block, mut then: impl FnMut(Entry)) -> Result<()> {
    block.each(|cells| {
        let text = |cell: &Cell| cell.text().map(str::to_owned);
        let count = |cell: &Cell| cell.whole().and_then(|number| u64::try_from(number).ok()).unwrap_or(0);
        let [id, date, sketch, skipped, quotes, attributed, targeted] = cells else { return };
        then(Entry {
            id: text(id).unwrap_or_default(),
            date: text(date),
            sketch: sketch.sketch().unwrap_or_default(),
            coverage: Coverage {
                articles: 1,
                skipped: u64::from(*skipped != Cell::Empty),
                quotes: count(quotes),
                attributed: count(attributed),
                targeted: count(targeted),
                ..Coverage::default()
            },
            cells: Vec::new(),
        });
    })
}

impl Entry {
    pub(super) fn date(&self) -> Option<Date> {
        self.date.as_deref().and_then(Date::parse)
    }

    /// What it tells: of a copy that is left out, only that it was read.
    pub(super) fn counted(&self, is_left_out: bool) -> Coverage {
        if is_left_out { Coverage { articles: 1, ..Coverage::default() } } else { self.coverage }
    }
}

impl Head {
    fn of(settings: &Settings, makers: Vec<String>) -> Head {
        Head { detente: SHAPE.to_owned(), by: settings.by.iter().map(ToString::to_string).collect(), makers }
    }
}

impl Source {
    /// A folder or file. What is neither a run nor a ledger, or is added up by something else, is an error.
    pub(super) fn open(path: &Path, settings: &Settings) -> Result<Source> {
        if !path.is_file() {
            return Stored::open(path).map(Source::Run);
        }
        let name = path.display().to_string();
        let failed = |cause| Error::io(&*name, &cause);
        let mut first = Vec::new();
        BufReader::new(File::open(path).map_err(failed)?).read_until(b'\n', &mut first).map_err(failed)?;
        let head: Head = serde_json::from_slice(&first)
            .map_err(|_| Error::usage("is neither the folder of a run nor a ledger that was saved").in_file(&*name))?;
        let own = Head::of(settings, Vec::new());
        if (&head.detente, &head.by) != (&own.detente, &own.by) {
            let how = |head: &Head| format!("{} by {}", head.detente, head.by.join(","));
            return Err(Error::usage(format!("is {}, not {}", how(&head), how(&own))).in_file(name));
        }
        Ok(Source::Saved(Saved { path: path.to_owned(), head }))
    }

    /// The engines and lexicons that read the articles.
    pub(super) fn makers(&self) -> Result<Vec<String>> {
        match self {
            Source::Run(run) => Ok(vec![run.maker()?]),
            Source::Saved(saved) => Ok(saved.head.makers.clone()),
        }
    }

    /// Hands over all articles, in order.
    fn each(&self, settings: &Settings, mut then: impl FnMut(Entry) -> Result<()>) -> Result<()> {
        let run = match self {
            Source::Saved(saved) => return saved.each(then),
            Source::Run(run) => run,
        };
        let settings = Settings { copies_once: false, ..settings.clone() };
        let adding = Adding { settings: &settings, lenses: &[Lens::Scores], copies: Copies::default() };
        let held = |block: Result<Block>| {
            let mut held = Vec::new();
            adding.articles(0, &block?, |article| {
                let mut cells: Vec<(String, Tally)> = article.tallies().collect();
                cells.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
                held.push(Entry { id: article.id.clone(), coverage: article.coverage, cells, ..Entry::default() });
            })?;
            Ok::<_, Error>(held)
        };
        let mut stances = run.table("stances", adding.columns())?.map(held);
        let mut waiting = Vec::new().into_iter();
        let mut next = || loop {
            match waiting.next() {
                Some(held) => break Ok(Some(held)),
                None => match stances.next() {
                    Some(held) => waiting = held?.into_iter(),
                    None => break Ok(None),
                },
            }
        };
        let mut held = next()?;
        for block in run.table("articles", ENTRY)? {
            let mut articles = Vec::new();
            entries(&block?, |entry| articles.push(entry))?;
            for mut article in articles {
                if let Some(own) = held.take_if(|held| held.id == article.id) {
                    article.coverage.merge(&own.coverage);
                    article.cells = own.cells;
                    held = next()?;
                }
                then(article)?;
            }
        }
        match held {
            Some(held) => Err(Error::record(format!(
                "stances of {}, which the table of articles does not have in its place",
                held.id
            ))),
            None => Ok(()),
        }
    }
}

impl Saved {
    /// Hands over all articles, in order. A ledger without its end is an error.
    pub(super) fn each(&self, mut then: impl FnMut(Entry) -> Result<()>) -> Result<()> {
        let name = self.path.display().to_string();
        let failed = |cause| Error::io(&*name, &cause);
        let wrong = |cause: String, number| Error::record(cause).in_file(&*name).at_line(number);
        let lines = BufReader::new(File::open(&self.path).map_err(failed)?).split(b'\n');
        let (mut articles, mut end) = (0, None);
        for (line, number) in lines.zip(1..).skip(1) {
            let line = line.map_err(failed)?;
            if end.is_some() {
                return Err(wrong("goes on behind its end".to_owned(), number));
            }
            end = serde_json::from_slice(&line).ok().map(|End { articles }| articles);
            if end.is_none() {
                articles += 1;
                let entry: Entry = serde_json::from_slice(&line).map_err(|cause| wrong(cause.to_string(), number))?;
                if !entry.coverage.is_of_one() || !entry.cells.iter().all(|(_, tally)| tally.is_sound()) {
                    return Err(wrong("counts that are not those of an article".to_owned(), number));
                }
                then(entry)?;
            }
        }
        if end == Some(articles) {
            return Ok(());
        }
        Err(Error::usage("is a ledger without its end: save it again").in_file(name))
    }
}

/// Saves what is to be added up as a ledger. Returns what was saved of how much.
pub(super) fn save(
    sources: &[Source],
    settings: &Settings,
    makers: Vec<String>,
    out: &mut dyn Write,
) -> Result<Coverage> {
    let failed = |cause: std::io::Error| Error::io("the ledger", &cause);
    let mut line = |json: serde_json::Result<String>| writeln!(out, "{}", json.map_err(std::io::Error::from)?);
    line(serde_json::to_string(&Head::of(settings, makers))).map_err(failed)?;
    let mut coverage = Coverage::default();
    for source in sources {
        source.each(settings, |article| {
            coverage.merge(&article.coverage);
            line(serde_json::to_string(&article)).map_err(failed)
        })?;
    }
    line(serde_json::to_string(&End { articles: coverage.articles })).map_err(failed)?;
    Ok(coverage)
}
