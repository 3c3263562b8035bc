//! A ledger as a file: what it is added up by, then a line for each key with all that adding needs.

use super::Settings;
use super::sum::Sums;
use crate::error::{Error, Result};
use crate::ledger::Account;
use crate::record::Coverage;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

/// The first line.
#[derive(Serialize, Deserialize)]
struct Head {
    /// What the file is, and of which shape.
    detente: String,
    by: Vec<String>,
    copies: String,
    coverage: Coverage,
}

/// What a ledger calls itself.
const SHAPE: &str = "ledger 1";

impl Head {
    fn of(settings: &Settings, coverage: Coverage) -> Head {
        Head {
            detente: SHAPE.to_owned(),
            by: settings.by.iter().map(ToString::to_string).collect(),
            copies: if settings.copies_once { "once" } else { "all" }.to_owned(),
            coverage,
        }
    }
}

pub(super) fn write(
    settings: &Settings,
    coverage: &Coverage,
    accounts: &[(String, Account)],
    mut out: impl Write,
) -> io::Result<()> {
    serde_json::to_writer(&mut out, &Head::of(settings, *coverage))?;
    writeln!(out)?;
    for account in accounts {
        serde_json::to_writer(&mut out, account)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Adds a ledger that was saved. One that is added up by something else is an error.
pub(super) fn read(path: &Path, settings: &Settings, sums: &mut Sums) -> Result<()> {
    let name = path.display().to_string();
    let failed = |cause: io::Error| Error::io(&*name, &cause);
    let mut lines = BufReader::new(File::open(path).map_err(failed)?).split(b'\n').zip(1..);
    let first = lines.next().map_or(Ok(Vec::new()), |(line, _)| line).map_err(failed)?;
    let head: Head = serde_json::from_slice(&first)
        .map_err(|_| Error::usage("is neither the folder of a run nor a ledger that was saved").in_file(&*name))?;
    let own = Head::of(settings, Coverage::default());
    if (&head.detente, &head.by, &head.copies) != (&own.detente, &own.by, &own.copies) {
        let how = |head: &Head| format!("{} by {} with copies {}", head.detente, head.by.join(","), head.copies);
        return Err(Error::usage(format!("is {}, not {}", how(&head), how(&own))).in_file(name));
    }
    sums.coverage.merge(&head.coverage);
    for (line, number) in lines {
        let wrong = |cause: serde_json::Error| Error::record(cause.to_string()).in_file(&*name).at_line(number);
        let (key, account): (String, Account) = serde_json::from_slice(&line.map_err(failed)?).map_err(wrong)?;
        sums.accounts[0].entry(key).or_default().merge(account);
    }
    Ok(())
}
