//! The journal of a run: what is written for good, so that a run that was stopped can go on.
//!
//! Owns one file in the folder of the run, which is replaced as a whole and removed when the run ends. It tells how many
//! articles were read, how far each table is written for good, and the sums that no table holds.

use super::batch::Counts;
use super::sums::Sums;
use super::unmatched::Counter;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// The file.
pub(super) const NAME: &str = "journal.json";

/// What the file is called until it is whole.
const UNFINISHED: &str = "journal.unfinished";

/// How far a run got.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Journal {
    /// What the run was asked to do, and by which engine: only the very same run can go on.
    pub run: Value,
    /// What it did.
    pub counts: Counts,
    /// By table: how far it is written for good.
    pub reach: BTreeMap<String, u64>,
    /// The ledger.
    pub sums: Sums,
    /// The names that nobody of the gazetteer bears.
    pub unmatched: Counter,
}

impl Journal {
    /// The journal of a run that has done nothing yet.
    pub(super) fn of(run: Value) -> Journal {
        let (counts, reach) = (Counts::default(), BTreeMap::new());
        Journal { run, counts, reach, sums: Sums::default(), unmatched: Counter::default() }
    }

    /// The journal of a run that was stopped, if there is one in the folder.
    pub(super) fn read(folder: &Path) -> Result<Option<Journal>> {
        let path = folder.join(NAME);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(Error::io(path.display().to_string(), &cause)),
        };
        let journal = serde_json::from_str(&text);
        let wrong = |cause: serde_json::Error| Error::usage(format!("no journal of this version: {cause}"));
        journal.map(Some).map_err(|cause| wrong(cause).in_file(path.display().to_string()))
    }

    /// Replaces the journal in the folder.
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        let path = folder.join(UNFINISHED);
        let mut file = BufWriter::new(File::create(&path)?);
        serde_json::to_writer(&mut file, self)?;
        file.flush()?;
        fs::rename(path, folder.join(NAME))
    }

    /// Removes the journal of a run that has ended.
    pub(super) fn remove(folder: &Path) -> io::Result<()> {
        for name in [NAME, UNFINISHED] {
            match fs::remove_file(folder.join(name)) {
                Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cause),
                _ => {}
            }
        }
        Ok(())
    }

    /// Is this the journal of the very run that is to go on? If not, the error names what differs.
    pub(super) fn check(&self, run: &Value) -> Result<()> {
        match difference("run", &self.run, run) {
            None => Ok(()),
            Some(what) => Err(Error::usage(format!(
                "cannot go on with other {what} than the run that was stopped; --force starts anew"
            ))),
        }
    }
}

/// The name of the first thing that differs, as far down as both have names.
fn difference(name: &str, before: &Value, now: &Value) -> Option<String> {
    if before == now {
        return None;
    }
    let inside = now.as_object().into_iter().flatten();
    let deeper = inside.filter_map(|(name, now)| difference(name, before.get(name)?, now)).next();
    Some(deeper.unwrap_or_else(|| name.to_owned()))
}
