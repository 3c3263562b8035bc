//! `detente lexicon list|check|lookup`

use super::Outcome;
use super::args::{Lexicon as Typed, LexiconAction};
use crate::engine::Builder;
use crate::knowledge::Knowledge;
use crate::lexicon::{Rating, Table, Tables, phrase};
use crate::text::{Document, Kind};
use std::collections::HashMap;
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
            let tables = builder.tables()?;
            let knowledge = Knowledge::compile(&tables)?;
            let mut problems = 0;
            for table in tables.iter() {
                for problem in doubled(table).into_iter().chain(unreachable(table, &knowledge)) {
                    problems += 1;
                    writeln!(out, "{problem}")?;
                }
            }
            let words = knowledge.vocabulary.len() - 1;
            writeln!(out, "{} tables, {words} words, {problems} problems", tables.iter().count())?;
            Ok(if problems > 0 { Outcome::SomeFailed } else { Outcome::Done })
        }
        LexiconAction::Lookup { words } => {
            let engine = builder.build()?;
            let found = look_up(&builder.tables()?, engine.knowledge(), &words.join(" "), &mut out)?;
            Ok(if found { Outcome::Done } else { Outcome::NothingToScore })
        }
    }
}

/// Rows of a table whose key another row has too: only one of them can be meant.
fn doubled(table: &Table) -> Vec<String> {
    let keys = table.key_columns();
    let mut first: HashMap<Vec<&str>, usize> = HashMap::new();
    let mut problems = Vec::new();
    for row in table.rows() {
        let key: Vec<&str> = keys.iter().map(|&column| row.cells()[column].as_str()).collect();
        let file = row.file.as_ref().unwrap_or(&table.file);
        if let Some(line) = first.get(&key).filter(|_| keys.len() > 1) {
            problems.push(format!("{file}:{}: \"{}\" stands in line {line} too", row.line, key.join(" ")));
        }
        first.entry(key).or_insert(row.line);
    }
    problems
}

/// Rows whose term holds a sign that no word can be, so that no text ever matches them.
fn unreachable(table: &Table, knowledge: &Knowledge) -> Vec<String> {
    if !MATCHED.contains(&table.name.as_str()) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for row in table.rows() {
        let term = row.cells()[0].as_str();
        let cut = Document::read(term, &knowledge.lexicons.orthography, &knowledge.vocabulary);
        let stray = cut
            .tokens()
            .iter()
            .find(|token| !token.symbol.is_known() && token.kind != Kind::Hyphen && token.kind != Kind::Stop);
        if let Some(stray) = stray {
            let file = row.file.as_ref().unwrap_or(&table.file);
            let sign = stray.span.of(term);
            problems.push(format!("{file}:{}: \"{term}\" never matches: \"{sign}\" is no word", row.line));
        }
    }
    problems
}

/// The tables whose first column is matched in texts.
const MATCHED: [&str; 6] = ["cues", "frames", "roles", "shifters", "vader", "valence"];

/// Prints every row that the words fall under, in any inflected form.
fn look_up(tables: &Tables, knowledge: &Knowledge, words: &str, out: &mut impl Write) -> anyhow::Result<bool> {
    let lexicons = &knowledge.lexicons;
    let mut vocabulary = knowledge.vocabulary.clone();
    let symbols = phrase(words, &lexicons.orthography, &mut vocabulary);
    let mut lines: Vec<(&str, u32)> = Vec::new();
    lines.extend(lexicons.valence.get(&symbols).iter().map(|entry| match entry.value.rating {
        Rating::Own => ("valence", entry.line),
        Rating::Vader => ("vader", entry.line),
    }));
    lines.extend(lexicons.shifters.get(&symbols).iter().map(|entry| ("shifters", entry.line)));
    lines.extend(lexicons.frames.get(&symbols).iter().map(|entry| ("frames", entry.line)));
    lines.extend(lexicons.cues.get(&symbols).iter().map(|entry| ("cues", entry.line)));
    lines.extend(lexicons.roles.get(&symbols).iter().map(|entry| ("roles", entry.line)));
    for (name, line) in &lines {
        let table = tables.get(name)?;
        if let Some(row) = table.rows().iter().find(|row| row.line == *line as usize) {
            let file = row.file.as_ref().unwrap_or(&table.file);
            let cells = table.columns().iter().zip(row.cells()).filter(|(_, cell)| !cell.is_empty());
            let cells: Vec<String> = cells.map(|(column, cell)| format!("{column}: {cell}")).collect();
            writeln!(out, "{file}:{line}  {}", cells.join("  "))?;
        }
    }
    for naming in knowledge.gazetteer.names().get(&symbols) {
        if let Some(actor) = naming.actor.map(|actor| knowledge.gazetteer.actor(actor)) {
            writeln!(out, "gazetteer  {}  {}", actor.id, actor.name)?;
        }
    }
    let known = !lines.is_empty() || !knowledge.gazetteer.names().get(&symbols).is_empty();
    if !known {
        eprintln!("detente: no table knows \"{words}\"");
    }
    Ok(known)
}
