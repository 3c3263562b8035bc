//! What the stances of runs add up to: means with intervals, by speaker, target, country, outlet, period, or any column.
//!
//! Owns what makes a row, in which order rows stand, and what is said of how far they can be trusted: how few the articles
//! are, what changed and how surely, what stays when the stances are looked at otherwise.

mod axis;
mod lens;
mod row;
mod source;
mod sum;

pub use axis::{Axis, Period};

use crate::error::{Error, Result};
use crate::ledger::Account;
use crate::record::{Coverage, LedgerRow};
use lens::Lens;
use rayon::prelude::*;
use row::{Rows, Shrinkage};
use source::Source;
use std::collections::BTreeSet;
use std::path::PathBuf;
use sum::{Accounts, Sums};

/// How stances are added up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// By what.
    pub by: Vec<Axis>,
    /// Does one article stand for all its copies?
    pub copies_once: bool,
    /// With fewer articles than this a row is marked.
    pub few: u64,
    /// Is the change from period to period told?
    pub change: bool,
    /// Are means drawn toward that of all rows, beside the means themselves?
    pub shrink: bool,
    /// Is each finding tried in other ways?
    pub sensitivity: bool,
    /// How many threads read.
    pub threads: usize,
}

/// What stances add up to.
pub struct Aggregate {
    settings: Settings,
    /// In order of their keys.
    accounts: Vec<(String, Account)>,
    trials: Vec<Accounts>,
    coverage: Coverage,
    makers: Vec<String>,
}

impl Aggregate {
    /// Adds up runs (folders that `batch` wrote) and ledgers that were saved.
    pub fn of(paths: &[PathBuf], settings: Settings) -> Result<Aggregate> {
        let (sources, makers) = open(paths, &settings)?;
        if settings.sensitivity && sources.iter().any(|source| matches!(source, Source::Saved(_))) {
            return Err(Error::usage(
                "--sensitivity looks at each stance: it needs the runs themselves, not a saved ledger",
            ));
        }
        let trials = Lens::TRIALS.iter().map(|(_, lens)| *lens).filter(|_| settings.sensitivity);
        let lenses: Vec<Lens> = std::iter::once(Lens::Scores).chain(trials).collect();
        let Sums { mut accounts, coverage } = sum::sum(&sources, &settings, &lenses)?;
        let trials = accounts.split_off(1);
        let mut accounts: Vec<(String, Account)> = accounts.pop().unwrap_or_default().into_iter().collect();
        accounts.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Ok(Aggregate { settings, accounts, trials, coverage, makers })
    }

    /// How much of what was read the rows tell of.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// What whoever reads the rows should know of what was added up.
    pub fn notices(&self) -> Vec<String> {
        let mut notices = Vec::new();
        if self.coverage.sharing > 0 {
            let sharing = self.coverage.sharing;
            notices.push(format!("{sharing} articles have an id that another has, too: ids tell articles apart"));
        }
        if self.makers.len() > 1 {
            notices.push(format!("scores of other engines or lexicons are added up: {}", self.makers.join("; ")));
        }
        for (at, axis) in self.settings.by.iter().enumerate() {
            if matches!(axis, Axis::Extra(_))
                && !self.is_empty()
                && self.accounts.iter().all(|(key, _)| !self.has(key, at))
            {
                notices.push(format!("there is nothing in {axis}"));
            }
        }
        notices
    }

    /// Does a key tell anything of an axis of its own?
    fn has(&self, key: &str, axis: usize) -> bool {
        let before: usize = self.settings.by[..axis].iter().map(|axis| axis.places().len()).sum();
        key.split(axis::SEPARATOR).nth(before).is_some_and(|part| !part.is_empty())
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.accounts.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }

    /// Hands over all rows, in order.
    pub fn each(&self, mut row: impl FnMut(LedgerRow) -> std::io::Result<()>) -> std::io::Result<()> {
        /// How many rows are made at a time.
        const CHUNK: usize = 4096;
        let shrinkage = self.settings.shrink.then(|| Shrinkage::of(&self.accounts));
        let rows = Rows { settings: &self.settings, accounts: &self.accounts, trials: &self.trials, shrinkage };
        for start in (0..self.accounts.len()).step_by(CHUNK) {
            let end = self.accounts.len().min(start + CHUNK);
            let made: Vec<LedgerRow> = (start..end).into_par_iter().map(|at| rows.row(at)).collect();
            made.into_iter().try_for_each(&mut row)?;
        }
        Ok(())
    }

    /// The schema of the rows: of the first columns those alone that they are added up by.
    pub fn schema(&self) -> serde_json::Value {
        row::schema(&self.settings)
    }
}

/// Saves runs, and ledgers, as one ledger, which can be added to others ([`Aggregate::of`]). Returns how much there is in it.
pub fn save(paths: &[PathBuf], settings: &Settings, out: &mut dyn std::io::Write) -> Result<Coverage> {
    let (sources, makers) = open(paths, settings)?;
    source::save(&sources, settings, makers, out)
}

/// Opens what is to be added up, and tells which engines and lexicons it comes from.
fn open(paths: &[PathBuf], settings: &Settings) -> Result<(Vec<Source>, Vec<String>)> {
    settings.check()?;
    let sources = paths.iter().map(|path| Source::open(path, settings)).collect::<Result<Vec<_>>>()?;
    let makers = sources.iter().map(Source::makers).collect::<Result<Vec<_>>>()?;
    let makers: BTreeSet<String> = makers.into_iter().flatten().collect();
    Ok((sources, makers.into_iter().collect()))
}

impl Settings {
    fn check(&self) -> Result<()> {
        let is_period = |axis: &Axis| matches!(axis, Axis::Period(_));
        if self.by.is_empty() {
            return Err(Error::usage("nothing to add up by"));
        }
        if let Some(axis) = self.by.iter().enumerate().find(|(at, axis)| self.by[..*at].contains(axis)) {
            return Err(Error::usage(format!("{} stands twice", axis.1)));
        }
        if self.by.iter().filter(|axis| is_period(axis)).count() > 1 {
            return Err(Error::usage("one period is enough"));
        }
        if self.change && !self.by.last().is_some_and(is_period) {
            return Err(Error::usage("--change needs a period at the end of --by (speaker,target,month)"));
        }
        Ok(())
    }
}
