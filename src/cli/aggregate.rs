//! `detente aggregate`

use super::Outcome;
use super::args::{Aggregate as Typed, Copies, LedgerFormat as Format};
use crate::corpus::{Rows, Table, TableFormat};
use crate::error::Error;
use crate::report;
use crate::study::aggregate::{self, Aggregate, Axis, Settings};
use anyhow::Context;
use serde_json::json;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// What the rows are called as a table.
const LEDGER: &str = "ledger";

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let to_terminal = typed.out.is_none() && io::stdout().is_terminal();
    let format = typed.format.unwrap_or(if to_terminal { Format::Table } else { Format::Json });
    let threads = match typed.threads {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    };
    let settings = Settings {
        by: typed.by.clone(),
        copies_once: typed.duplicates == Copies::Once,
        few: typed.min_articles,
        change: typed.change,
        shrink: typed.shrink,
        sensitivity: typed.sensitivity,
        threads,
    };
    if format == Format::Ledger {
        if typed.change || typed.shrink || typed.sensitivity {
            return Err(Error::usage("a ledger has no findings yet: ask for them when it is added up").into());
        }
        let coverage = super::write(typed.out.as_deref(), |out| aggregate::save(&typed.runs, &settings, out))?;
        eprint!("{}", report::coverage(&coverage));
        return Ok(if coverage.stances == 0 { Outcome::NothingToScore } else { Outcome::Done });
    }
    let aggregate = Aggregate::of(&typed.runs, settings)?;
    match (&typed.out, format) {
        (Some(folder), Format::Parquet) => parquet(&aggregate, folder)?,
        (None, Format::Parquet) => return Err(Error::usage("--format parquet needs a folder: --out DIR").into()),
        (file, format) => super::write(file.as_deref(), |out| write(&aggregate, typed, format, out))?,
    }
    eprint!("{}", report::coverage(aggregate.coverage()));
    aggregate.notices().iter().for_each(|notice| eprintln!("detente: {notice}"));
    Ok(if aggregate.is_empty() { Outcome::NothingToScore } else { Outcome::Done })
}

fn write(aggregate: &Aggregate, typed: &Typed, format: Format, mut out: impl Write) -> anyhow::Result<()> {
    match format {
        Format::Table => {
            let mut rows = Vec::with_capacity(aggregate.len());
            aggregate.each(|row| {
                rows.push(row);
                Ok(())
            })?;
            // What was asked for without periods is no series: what is best known comes first.
            if !typed.by.iter().any(|axis| matches!(axis, Axis::Period(_))) {
                rows.sort_by_key(|row| std::cmp::Reverse(row.articles));
            }
            out.write_all(report::ledger(&rows, super::style()).as_bytes())?;
        }
        Format::Json => {
            let by: Vec<String> = typed.by.iter().map(ToString::to_string).collect();
            let copies = if typed.duplicates == Copies::Once { "once" } else { "all" };
            let head = json!({ "by": by, "duplicates": copies, "min_articles": typed.min_articles,
                "coverage": aggregate.coverage() });
            let head = serde_json::to_string(&head)?;
            // Rows are written one by one: they may be more than memory holds twice.
            write!(out, "{},\n \"rows\":[", head.strip_suffix('}').unwrap_or(&head))?;
            let mut between = "\n  ";
            aggregate.each(|row| {
                out.write_all(std::mem::replace(&mut between, ",\n  ").as_bytes())?;
                serde_json::to_writer(&mut out, &row).map_err(io::Error::from)
            })?;
            writeln!(out, "]}}")?;
        }
        Format::Jsonl | Format::Csv => {
            let format = if format == Format::Csv { TableFormat::Csv } else { TableFormat::Jsonl };
            let mut rows = Rows::new(format, || aggregate.schema());
            out.write_all(&rows.header())?;
            aggregate.each(|row| {
                rows.push(&row);
                rows.write_to(&mut out)
            })?;
        }
        Format::Ledger | Format::Parquet => unreachable!("not made of rows, and written into a folder"),
    }
    Ok(())
}

fn parquet(aggregate: &Aggregate, folder: &Path) -> anyhow::Result<()> {
    if cfg!(not(feature = "parquet")) {
        return Err(Error::usage("this build writes no Parquet: build with --features full").into());
    }
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let mut rows = Rows::new(TableFormat::Parquet, || aggregate.schema());
    let mut table = Table::open(folder, LEDGER, TableFormat::Parquet, &rows, None)?;
    aggregate.each(|row| {
        rows.push(&row);
        table.append(&mut rows)
    })?;
    table.reach(true)?;
    Ok(())
}
