//! From the tables of runs to ledgers: the stances of each article are added up by key, then the articles.

use super::Settings;
use super::axis::{Axis, COLUMNS};
use super::lens::{Lens, Seen};
use crate::corpus::{Block, Blocks, Cell, Copies, Sketches, Stored};
use crate::error::Result;
use crate::gazetteer::Date;
use crate::ledger::{self, Account, ArticleKey, Sign, Tally};
use crate::record::{Coverage, Label};
use rustc_hash::FxHashMap;
use std::sync::Mutex;

/// The columns of stances behind those of the axes.
const STANCE: [&str; 6] = ["quote", "score", "label", "confidence", "self", "evidence"];

/// The accounts of a lens, by key.
pub(super) type Accounts = FxHashMap<String, Account>;

/// What articles came to: the accounts of each lens.
pub(super) struct Sums {
    pub(super) accounts: Vec<Accounts>,
    pub(super) coverage: Coverage,
}

/// How stances are added up.
struct Adding<'s> {
    settings: &'s Settings,
    lenses: &'s [Lens],
    copies: Copies,
}

/// Adds up the stances of runs, on as many threads as asked for.
pub(super) fn sum(runs: &[Stored], settings: &Settings, lenses: &[Lens]) -> Result<Sums> {
    let (copies, coverage) = articles(runs, settings.copies_once || lenses.contains(&Lens::Copies))?;
    let adding = Adding { settings, lenses, copies };
    let columns: Vec<&str> = COLUMNS.into_iter().chain(STANCE).collect();
    let mut whole = Sums { accounts: vec![Accounts::default(); lenses.len()], coverage };
    if settings.copies_once {
        whole.coverage.copies = adding.copies.count();
    }
    for (run, stored) in runs.iter().enumerate() {
        let blocks = Mutex::new(stored.table("stances", &columns)?);
        let parts = std::thread::scope(|scope| {
            let worker = || adding.work(run, &blocks);
            let workers: Vec<_> = (0..settings.threads.max(1)).map(|_| scope.spawn(worker)).collect();
            workers.into_iter().map(|worker| worker.join().expect("a worker ends")).collect::<Result<Vec<Sums>>>()
        })?;
        parts.into_iter().for_each(|part| whole.merge(part));
    }
    Ok(whole)
}

/// Counts what the articles of runs tell of themselves, and finds the copies among them.
fn articles(runs: &[Stored], with_copies: bool) -> Result<(Copies, Coverage)> {
    const COLUMNS: [&str; 7] = ["id", "date", "skipped", "quotes", "attributed", "targeted", "sketch"];
    let (mut sketches, mut coverage) = (Sketches::default(), Coverage::default());
    for (run, stored) in runs.iter().enumerate() {
        for block in stored.table("articles", &COLUMNS)? {
            block?.each(|cells| {
                let count = |cell: &Cell| cell.whole().and_then(|number| u64::try_from(number).ok()).unwrap_or(0);
                let [id, date, skipped, quotes, attributed, targeted, sketch] = cells else { return };
                coverage.articles += 1;
                coverage.skipped += u64::from(*skipped != Cell::Empty);
                coverage.quotes += count(quotes);
                coverage.attributed += count(attributed);
                coverage.targeted += count(targeted);
                if with_copies && let Some(sketch) = sketch.sketch() {
                    sketches.add(run, id.text().unwrap_or_default(), date.text().and_then(Date::parse), sketch);
                }
            })?;
        }
    }
    Ok((sketches.copies(), coverage))
}

impl Sums {
    /// Adds those of other articles.
    pub(super) fn merge(&mut self, other: Sums) {
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
    /// Adds up blocks as long as there are any.
    fn work(&self, run: usize, blocks: &Mutex<Blocks>) -> Result<Sums> {
        let mut sums = Sums { accounts: vec![Accounts::default(); self.lenses.len()], coverage: Coverage::default() };
        loop {
            let block = blocks.lock().expect("no worker fails").next();
            match block {
                Some(block) => self.block(run, &block?, &mut sums)?,
                None => return Ok(sums),
            }
        }
    }

    fn block(&self, run: usize, block: &Block, sums: &mut Sums) -> Result<()> {
        let mut article = Article::new(self.lenses.len());
        block.each(|cells| {
            let id = cells[0].text().unwrap_or_default();
            if article.id != id || article.key.is_none() {
                article.end(sums);
                article.begin(id, self.copies.contains(run, id));
            }
            let seen = seen(&cells[COLUMNS.len()..], article.is_copy);
            let has_holder = cells[4] != Cell::Empty;
            if Lens::Scores.of(&seen, self.settings.copies_once).is_some() {
                sums.coverage.stances += 1;
                sums.coverage.judged += u64::from(seen.has_evidence);
                sums.coverage.held += u64::from(has_holder);
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
        article.end(sums);
        Ok(())
    }
}

/// The article whose stances are being added up.
struct Article {
    id: String,
    key: Option<ArticleKey>,
    is_copy: bool,
    /// The key of the row at hand.
    row: String,
    cells: Vec<Cells>,
}

/// The tallies of an article by key, of one lens, each with the last quote that it counts: a quote's stances stand together.
type Cells = FxHashMap<String, (Tally, Option<i64>)>;

impl Article {
    fn new(lenses: usize) -> Article {
        let cells = vec![Cells::default(); lenses];
        Article { id: String::new(), key: None, is_copy: false, row: String::new(), cells }
    }

    fn begin(&mut self, id: &str, is_copy: bool) {
        self.id.clear();
        self.id.push_str(id);
        (self.key, self.is_copy) = (Some(ArticleKey::of(id)), is_copy);
    }

    fn end(&mut self, sums: &mut Sums) {
        let Some(article) = self.key.take().map(ledger::Article::from) else { return };
        for (cells, accounts) in self.cells.iter_mut().zip(&mut sums.accounts) {
            for (key, (tally, _)) in cells.drain() {
                accounts.entry(key).or_default().add(&article, &tally);
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
