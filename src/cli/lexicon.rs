//! `detente lexicon list|check|coverage|export|lookup`

use super::Outcome;
use super::args::{Lexicon as Typed, LexiconAction};
use crate::corpus::{Input, Reading};
use crate::engine::{Builder, Coverage};
use crate::lexicon::Table;
use anyhow::Context;
use std::io::Write;
use std::path::PathBuf;

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let mut builder = Builder::default();
    if let Some(folder) = &typed.lexicons {
        builder = builder.overlay(folder)?;
    }
    let mut out = std::io::stdout().lock();
    match &typed.action {
        LexiconAction::List => {
            writeln!(out, "{:<16} {:>7}  {:<8} licence", "table", "rows", "version")?;
            for table in builder.tables()?.iter() {
                let (rows, version) = (table.rows().len(), table.header("version"));
                writeln!(out, "{:<16} {rows:>7}  {version:<8} {}", table.name, table.header("licence"))?;
            }
            Ok(Outcome::Done)
        }
        LexiconAction::Check => {
            let problems = builder.check()?;
            for problem in &problems {
                writeln!(out, "{problem}")?;
            }
            let tables = builder.tables()?;
            let rows: usize = tables.iter().map(|table| table.rows().len()).sum();
            writeln!(out, "{} tables, {rows} rows, {} problems", tables.iter().count(), problems.len())?;
            Ok(if problems.is_empty() { Outcome::Done } else { Outcome::SomeFailed })
        }
        LexiconAction::Coverage { inputs, top } => coverage(builder.coverage()?, inputs, *top, &mut out),
        LexiconAction::Export { table, columns } => export(builder.tables()?.get(table)?, columns, &mut out),
        LexiconAction::Lookup { words } => {
            let words = words.join(" ");
            let found = builder.look_up(&words)?;
            for row in &found {
                let cells: Vec<String> = row.cells.iter().map(|(column, cell)| format!("{column}: {cell}")).collect();
                writeln!(out, "{}  {}", row.place, cells.join("  "))?;
            }
            if found.is_empty() {
                eprintln!("detente: no table knows \"{words}\"");
            }
            Ok(if found.is_empty() { Outcome::NothingToScore } else { Outcome::Done })
        }
    }
}

fn export(table: &Table, columns: &[String], out: &mut impl Write) -> anyhow::Result<Outcome> {
    let columns = if columns.is_empty() { table.columns() } else { columns };
    let place = |name: &String| {
        let known = || table.columns().join(", ");
        let at = table.columns().iter().position(|own| own == name);
        at.with_context(|| format!("no column \"{name}\" in table {}, whose columns are {}", table.name, known()))
    };
    let places: Vec<usize> = columns.iter().map(place).collect::<anyhow::Result<_>>()?;
    writeln!(out, "{}", columns.join("\t"))?;
    for row in table.rows() {
        let cells: Vec<&str> = places.iter().map(|&at| row.cells()[at].as_str()).collect();
        writeln!(out, "{}", cells.join("\t"))?;
    }
    Ok(Outcome::Done)
}

fn coverage(mut coverage: Coverage, inputs: &[PathBuf], top: usize, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Done;
    for text in Input::open(inputs, Reading::default())?.texts() {
        match text {
            Ok(text) => coverage.count(&text),
            Err(reject) => {
                outcome = Outcome::SomeFailed;
                eprintln!("detente: {reject}");
            }
        }
    }
    let counted = coverage.counted();
    let unknown = counted.most_frequent();
    let all = counted.all();
    if all == 0 {
        return Ok(if outcome == Outcome::Done { Outcome::NothingToScore } else { outcome });
    }
    for (what, count) in [
        ("content words", all),
        ("rated", counted.rated),
        ("neutral", counted.neutral),
        ("known", counted.rated + counted.neutral),
    ] {
        writeln!(out, "{what:<16} {count:>9} {:>6.1}%", 100.0 * count as f64 / all as f64)?;
    }
    if !unknown.is_empty() && top > 0 {
        writeln!(out, "\nunknown: {} words, the most frequent", unknown.len())?;
    }
    for (word, count) in unknown.iter().take(top) {
        writeln!(out, "{count:>9}  {word}")?;
    }
    Ok(outcome)
}
