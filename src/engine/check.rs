//! What is wrong with the rows of the tables: for people who write a table or an overlay.

use super::Builder;
use super::inspect::{Cutter, Place, inflected};
use crate::error::{Error, Result};
use crate::gazetteer::{REQUIRES, Requires};
use crate::knowledge::Knowledge;
use crate::lexicon::{Entry, Irregular, Phrasebook, Row, Table, Tables, one_of};
use crate::text::{Document, Symbol, Vocabulary};
use std::collections::HashMap;

impl Builder {
    /// Everything that is wrong with the rows of the tables, each with its place: cells that cannot be read, rows that
    /// stand twice or match what others match, terms that no text can hold, words rated and neutral at once, removals that
    /// remove nothing.
    pub fn check(&self) -> Result<Vec<Error>> {
        let mut tables = self.tables()?;
        let mut problems = Vec::new();
        // A wrong row is taken out and the rest compiled, until nothing is wrong or what is wrong has no row.
        let knowledge = loop {
            match Knowledge::compile(&tables) {
                Ok(knowledge) => break Some(knowledge),
                Err(error) => {
                    let errors: Vec<Error> = error.into_all().collect();
                    let taken = errors.iter().filter(|error| tables.take_out(error)).count();
                    problems.extend(errors);
                    if taken == 0 {
                        break None;
                    }
                }
            }
        };
        for table in tables.iter() {
            problems.extend(table.oddities().iter().cloned());
            problems.extend(doubled(table));
        }
        if let Some(knowledge) = &knowledge {
            let mut cutter = Cutter::of(knowledge);
            for name in MATCHED {
                problems.extend(alike(tables.get(name)?, &mut cutter)?);
            }
            problems.extend(unreachable(&tables, knowledge)?);
        }
        problems.extend(contradictory(&tables)?);
        problems.extend(never_tried(tables.get("ambiguous")?)?);
        Ok(problems)
    }
}

/// Rows of a table whose key another row has too: only one of them can be meant.
fn doubled(table: &Table) -> Vec<Error> {
    let keys = table.key_columns();
    let mut first: HashMap<Vec<&str>, &Row> = HashMap::new();
    let mut problems = Vec::new();
    for row in table.rows() {
        let key: Vec<&str> = keys.iter().map(|&column| row.cells()[column].as_str()).collect();
        if let Some(other) = first.get(&key).filter(|_| keys.len() > 1) {
            let place = Place::of(table, other);
            problems.push(problem(table, row, format!("\"{}\" stands in {place} too", key.join(" "))));
        }
        first.entry(key).or_insert(row);
    }
    problems
}

/// Rows that are written otherwise than another of their table and match the same texts, as hyphens are passed over.
fn alike(table: &Table, cutter: &mut Cutter) -> Result<Vec<Error>> {
    let mut first: HashMap<(Vec<Symbol>, &str), &Row> = HashMap::new();
    let mut problems = Vec::new();
    let pos = table.column("pos")?;
    for row in table.rows() {
        let [term, pos] = [0, pos].map(|column| row.cells()[column].as_str());
        let other = *first.entry((cutter.cut(term), pos)).or_insert(row);
        if other.cells()[0] != term {
            let place = Place::of(table, other);
            problems.push(problem(table, row, format!("\"{term}\" matches what {place} matches")));
        }
    }
    Ok(problems)
}

/// Rows that no text matches in any of their forms.
fn unreachable(tables: &Tables, knowledge: &Knowledge) -> Result<Vec<Error>> {
    let Knowledge { lexicons, vocabulary, .. } = knowledge;
    let orthography = lexicons.orthography.of_terms();
    let irregular = Irregular::read(tables)?;
    let mut problems = Vec::new();
    let mut note = |name: &str, is_reached: &dyn Fn(&Document, &Row) -> bool| -> Result<()> {
        let table = tables.get(name)?;
        let pos = table.column("pos").ok();
        for row in table.rows() {
            let term = row.cells()[0].as_str();
            let forms = inflected(&irregular, term, pos.map_or("", |pos| row.cells()[pos].as_str()));
            let read = |form: &String| is_reached(&Document::read(form, &orthography, vocabulary), row);
            if !forms.iter().any(read) {
                problems.push(problem(table, row, format!("\"{term}\" never matches")));
            }
        }
        Ok(())
    };
    note("valence", &|document, row| is_matched(&lexicons.valence, document, vocabulary, row))?;
    note("frames", &|document, row| is_matched(&lexicons.frames, document, vocabulary, row))?;
    note("shifters", &|document, row| is_matched(&lexicons.shifters, document, vocabulary, row))?;
    note("cues", &|document, row| is_matched(&lexicons.cues, document, vocabulary, row))?;
    note("roles", &|document, row| is_matched(&lexicons.roles, document, vocabulary, row))?;
    note("neutral", &|document, _| matches!(document.tokens(), [word] if word.is_word() && !word.is_capital()))?;
    Ok(problems)
}

/// Is all that was read one phrase that the row is an entry of? A mark is one by its symbol.
fn is_matched<T>(book: &Phrasebook<Entry<T>>, document: &Document, vocabulary: &Vocabulary, row: &Row) -> bool {
    let entries = match document.tokens() {
        [mark] if !mark.is_word() => book.word(vocabulary.symbol(document.text())),
        [] => &[],
        tokens => book.longest(tokens, 0).map_or(&[][..], |found| found.entries),
    };
    entries.iter().any(|entry| entry.line == row.mark())
}

/// Words that are called neutral and are rated as the same part of speech.
fn contradictory(tables: &Tables) -> Result<Vec<Error>> {
    let neutral = tables.get("neutral")?;
    let key = |row: &Row, pos: usize| [0, pos].map(|column| row.cells()[column].clone());
    let mut rated: HashMap<[String; 2], Place> = HashMap::new();
    for name in ["valence", "frames", "shifters"] {
        let table = tables.get(name)?;
        let pos = table.column("pos")?;
        rated.extend(table.rows().iter().map(|row| (key(row, pos), Place::of(table, row))));
    }
    let pos = neutral.column("pos")?;
    let rated_too = |row| rated.get(&key(row, pos)).map(|place| (row, place));
    let problems = neutral.rows().iter().filter_map(rated_too).map(|(row, place)| {
        problem(neutral, row, format!("\"{}\" is neutral here and rated in {place}", row.cells()[0]))
    });
    Ok(problems.collect())
}

/// Rows of ambiguous forms that no article can reach: behind a row of the same form that always holds, or between days in
/// the wrong order.
fn never_tried(table: &Table) -> Result<Vec<Error>> {
    let mut always: HashMap<String, Place> = HashMap::new();
    let mut problems = Vec::new();
    table.each(["form", "requires", "from", "until"], |row, [form, requires, from, until]| {
        if !from.is_empty() && !until.is_empty() && from > until {
            problems.push(problem(table, row, format!("\"{form}\" holds from {from} until {until}: never")));
        }
        if let Some(place) = always.get(form) {
            problems.push(problem(
                table,
                row,
                format!("\"{form}\" always has the reading of {place}, before this one"),
            ));
        }
        if one_of(requires, "requires", REQUIRES)? == Requires::Always && from.is_empty() && until.is_empty() {
            always.entry(form.to_owned()).or_insert(Place::of(table, row));
        }
        Ok(())
    })?;
    Ok(problems)
}

/// The tables in which two rows of one part of speech must not match the same texts.
const MATCHED: [&str; 5] = ["cues", "frames", "neutral", "shifters", "valence"];

fn problem(table: &Table, row: &Row, message: String) -> Error {
    Error::lexicon(message).in_file(table.file_of(row)).at_line(row.line)
}
