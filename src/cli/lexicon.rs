//! `detente lexicon list|check|lookup`

use super::Outcome;
use super::args::{Lexicon as Typed, LexiconAction};
use crate::engine::Builder;
use std::io::Write;

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
