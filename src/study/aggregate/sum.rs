//! From the tables of runs to ledgers: the stances of each article are added up by key, then the articles.

use super::Settings;
use super::axis::{ALWAYS, ARTICLE, Axis, COLUMNS, HOLDER};
use super::lens::{Lens, Seen};
use super::source::{ENTRY, Source, entries};
use crate::corpus::{Block, Blocks, Cell, Copies, Sketches};
use crate::error::Result;
use crate::ledger::{Account, ArticleKey, Sign, Tally};
use crate::record::{Coverage, Label};
use rustc_hash::FxHashMap;
use std::sync::Mutex;

/// The columns of stances behind those of the axes.
const STANCE: [&str; 6] = ["quote", "score", "label", "confidence", "self", "evidence"];

/// Those of them that trials alone look at.
const TRIED: [&str; 2] = ["confidence", "self"];

/// The accounts of a lens, by key.
pub(super) type Accounts = FxHashMap<String, Account>;

/// What articles came to: the accounts of each lens.
pub(super) struct Sums {
    pub(super) accounts: Vec<Accounts>,
    pub(super) coverage: Coverage,
}

/// How stances are added up.
pub(super) struct Adding<'s> {
    pub(super) settings: &'s Settings,
    pub(super) lenses: &'s [Lens],
    pub(super) copies: Copies,
}

/// Adds up the stances of runs and saved ledgers.
pub(super) fn sum(sources: &[Source], settings: &Settings, lenses: &[Lens]) -> Result<Sums> {
    let mut sketches = Sketches::default();
    for (number, source) in sources.iter().enumerate() {
        match source {
            Source::Run(run) => {
                let read = |block: &Block, sketches: &mut Sketches| sketches.read(number, block);
                let parts =
                    each_block(run.table("articles", Sketches::COLUMNS)?, settings.threads, Sketches::default, read)?;
                parts.into_iter().for_each(|part| sketches.merge(part));
            }
            Source::Saved(saved) => {
                saved.each(|entry| {
                    sketches.add(number, &entry.id, entry.date(), entry.sketch);
                    Ok(())
                })?;
            }
        }
    }
    let adding = Adding { settings, lenses, copies: sketches.copies() };
    let none = Copies::default();
    let left_out = if settings.copies_once { &adding.copies } else { &none };
    let mut whole = Sums::new(lenses.len());
    (whole.coverage.copies, whole.coverage.sharing) = (left_out.count(), sketches.sharing(left_out));
    drop(sketches);
    for (number, source) in sources.iter().enumerate() {
        match source {
            Source::Run(run) => {
                let articles = |block: &Block, coverage: &mut Coverage| {
                    entries(block, |entry| coverage.merge(&entry.counted(left_out.contains(number, &entry.id))))
                };
                let of = Coverage::default;
                let parts = each_block(run.table("articles", ENTRY)?, settings.threads, of, articles)?;
                parts.iter().for_each(|part| whole.coverage.merge(part));
                let stances =
                    |block: &Block, sums: &mut Sums| adding.articles(number, block, |article| article.add_to(sums));
                let of = || Sums::new(lenses.len());
                let parts = each_block(run.table("stances", adding.columns())?, settings.threads, of, stances)?;
                parts.into_iter().for_each(|part| whole.merge(part));
            }
            Source::Saved(saved) => saved.each(|entry| {
                let is_copy = left_out.contains(number, &entry.id);
                whole.coverage.merge(&entry.counted(is_copy));
                let article = ArticleKey::of(&entry.id);
                for (key, tally) in entry.cells.into_iter().filter(|_| !is_copy) {
                    whole.accounts[0].entry(key).or_default().add(article, &tally);
                }
                Ok(())
            })?,
        }
    }
    Ok(whole)
}

/// Reads blocks on as many threads as asked for, each of which has a state of its own.
fn each_block<S: Send>(
    blocks: Blocks,
    threads: usize,
    state: impl Fn() -> S + Sync,
    read: impl Fn(&Block, &mut S) -> Result<()> + Sync,
) -> Result<Vec<S>> {
    let blocks = Mutex::new(blocks);
    let work = || {
        let mut own = state();
        loop {
            let block = blocks.lock().expect("no worker fails").next();
            match block {
                Some(block) => read(&block?, &mut own)?,
                None => return Ok(own),
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join().expect("a worker ends")).collect()
    })
}

impl Sums {
    fn new(lenses: usize) -> Sums {
        Sums { accounts: vec![Accounts::default(); lenses], coverage: Coverage::default() }
    }

    /// Adds those of other articles.
    fn merge(&mut self, other: Sums) {
        self.coverage.merge(&other.coverage);
        for (own, more) in self.accounts.iter_mut().zip(other.accounts) {
            if own.is_empty() {
                *own = more;
                continue;
            }
            more.into_iter().for_each(|(key, account)| own.entry(key).or_default().merge(account));
        }
    }
}

impl Adding<'_> {
    /// The columns of `stances` that are read: those of the axes, then [`STANCE`].
    pub(super) fn columns(&self) -> Vec<Option<&'static str>> {
        let is_read = |at: usize| {
            let mut places = self.settings.by.iter().flat_map(Axis::places);
            ALWAYS.contains(&at) || places.any(|&place| place == at)
        };
        let of_axes = COLUMNS.into_iter().enumerate().map(|(at, name)| is_read(at).then_some(name));
        let is_tried = self.lenses.len() > 1;
        of_axes.chain(STANCE.map(|name| (is_tried || !TRIED.contains(&name)).then_some(name))).collect()
    }

    /// Adds up the stances of each article in a block of the run of that number.
    pub(super) fn articles(&self, run: usize, block: &Block, mut then: impl FnMut(&mut Article)) -> Result<()> {
        let mut article = Article::new(self.lenses.len());
        block.each(|cells| {
            let id = cells[ARTICLE].text().unwrap_or_default();
            if article.id != id || article.is_empty {
                article.end(&mut then);
                article.begin(id, self.copies.contains(run, id));
            }
            let seen = seen(&cells[COLUMNS.len()..], article.is_copy);
            let has_holder = cells[HOLDER] != Cell::Empty;
            if Lens::Scores.of(&seen, self.settings.copies_once).is_some() {
                article.coverage.stances += 1;
                article.coverage.judged += u64::from(seen.has_evidence);
                article.coverage.held += u64::from(has_holder);
            }
            // Nobody known is no speaker.
            if !has_holder && self.settings.by.iter().any(Axis::is_holder) {
                return;
            }
            article.row.clear();
            self.settings.by.iter().for_each(|axis| axis.write(cells, &mut article.row));
            for (lens, cells) in self.lenses.iter().zip(&mut article.cells) {
                if let Some((score, sign)) = lens.of(&seen, self.settings.copies_once) {
                    add(cells, &article.row, &seen, score, sign);
                }
            }
        })?;
        article.end(&mut then);
        Ok(())
    }
}

/// The article whose stances are being added up.
pub(super) struct Article {
    pub(super) id: String,
    /// Has nothing been added yet?
    is_empty: bool,
    is_copy: bool,
    /// The key of the row at hand.
    row: String,
    /// What its stances tell.
    pub(super) coverage: Coverage,
    cells: Vec<Cells>,
}

/// The tallies of an article by key, of one lens, each with the last quote that it counts: a quote's stances stand together.
type Cells = FxHashMap<String, (Tally, Option<i64>)>;

impl Article {
    fn new(lenses: usize) -> Article {
        let cells = vec![Cells::default(); lenses];
        let (id, row, coverage) = (String::new(), String::new(), Coverage::default());
        Article { id, is_empty: true, is_copy: false, row, coverage, cells }
    }

    fn begin(&mut self, id: &str, is_copy: bool) {
        self.id.clear();
        self.id.push_str(id);
        (self.is_empty, self.is_copy, self.coverage) = (false, is_copy, Coverage::default());
    }

    fn end(&mut self, then: &mut impl FnMut(&mut Article)) {
        if !self.is_empty {
            then(self);
            self.is_empty = true;
            self.cells.iter_mut().for_each(Cells::clear);
        }
    }

    /// Its tallies by key, of the first lens.
    pub(super) fn tallies(&mut self) -> impl Iterator<Item = (String, Tally)> {
        self.cells[0].drain().map(|(key, (tally, _))| (key, tally))
    }

    fn add_to(&mut self, sums: &mut Sums) {
        sums.coverage.merge(&self.coverage);
        let article = ArticleKey::of(&self.id);
        for (cells, accounts) in self.cells.iter_mut().zip(&mut sums.accounts) {
            for (key, (tally, _)) in cells.drain() {
                accounts.entry(key).or_default().add(article, &tally);
            }
        }
    }
}

fn add(cells: &mut Cells, key: &str, seen: &Seen, score: i16, sign: Sign) {
    if !cells.contains_key(key) {
        cells.insert(key.to_owned(), Default::default());
    }
    let Some((tally, last)) = cells.get_mut(key) else { return };
    let is_new = seen.quote.is_some() && seen.quote != *last;
    *last = seen.quote;
    tally.merge(&Tally::of(score, sign, seen.has_evidence, is_new));
}

/// The stance of a row of [`STANCE`].
fn seen(cells: &[Cell], is_copy: bool) -> Seen {
    let [quote, score, label, confidence, own, evidence] = cells else {
        unreachable!("columns that were not asked for")
    };
    let sign = label.text().and_then(Label::named).map_or(Sign::Zero, Label::sign);
    Seen {
        score: score.thousandths(),
        sign,
        confidence: confidence.thousandths(),
        quote: quote.whole(),
        is_own: *own == Cell::Truth(true),
        has_evidence: evidence.is_filled(),
        is_copy,
    }
}
