//! What the tables say of a phrase, and what is wrong with them: for people who look into the lexicons or write an overlay.

use super::Builder;
use crate::error::{Error, Result};
use crate::gazetteer::{REQUIRES, Requires};
use crate::knowledge::Knowledge;
use crate::lexicon::{Irregular, POS, Row, Table, one_of, phrase};
use crate::text::{Document, Kind, Orthography, Symbol, Vocabulary};
use serde::Serialize;
use std::collections::HashMap;
use std::fmt;

/// The columns that hold words as texts have them, by table; several forms are joined by `|`.
const WORDS: [(&str, &[&str]); 20] = [
    ("valence", &["term"]),
    ("vader", &["term"]),
    ("shifters", &["term"]),
    ("frames", &["lemma"]),
    ("cues", &["lemma"]),
    ("roles", &["term"]),
    ("pronouns", &["term"]),
    ("function_words", &["term"]),
    ("common_words", &["term"]),
    ("abbreviations", &["term"]),
    ("clitics", &["term"]),
    ("endings", &["term"]),
    ("irregular", &["lemma", "s", "ed", "en", "ing"]),
    ("boilerplate", &["pattern"]),
    ("countries", &["name", "names", "adjectives", "demonyms", "capitals", "metonyms", "shared"]),
    ("people", &["name", "names", "surname"]),
    ("organisations", &["name", "names", "acronyms"]),
    ("places", &["form"]),
    ("ambiguous", &["form"]),
    ("offices", &["title"]),
];

/// The tables whose words are matched in every form that their part of speech has.
const INFLECTED: [&str; 5] = ["cues", "frames", "shifters", "vader", "valence"];

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// A row that a phrase falls under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands.
    pub place: Place,
    /// Its cells that hold something, each with the name of its column.
    pub cells: Vec<(String, String)>,
}

impl Builder {
    /// Every row that a phrase falls under, in any inflected form, table by table. VADER's rating of a phrase that we rate
    /// ourselves is shown too, though it counts for nothing.
    pub fn look_up(&self, words: &str) -> Result<Vec<Found>> {
        let tables = self.tables()?;
        let irregular = Irregular::read(&tables)?;
        let mut cutter = Cutter::of(&self.build()?.knowledge);
        let sought = cutter.cut(words);
        let mut found = Vec::new();
        for (name, columns) in WORDS {
            let table = tables.get(name)?;
            let places = columns.iter().map(|column| table.column(column)).collect::<Result<Vec<usize>>>()?;
            let pos = INFLECTED.contains(&name).then(|| table.column("pos")).transpose()?;
            for row in table.rows() {
                let cells = places.iter().flat_map(|&place| row.cells()[place].split('|'));
                let mut forms = cells.filter(|cell| !cell.is_empty()).flat_map(|cell| match pos {
                    Some(pos) => inflected(&irregular, cell, &row.cells()[pos]),
                    None => vec![cell.to_owned()],
                });
                if forms.any(|form| form.eq_ignore_ascii_case(words) || cutter.cut(&form) == sought) {
                    found.push(Found::new(table, row));
                }
            }
        }
        Ok(found)
    }

    /// Everything that is wrong with the rows of the tables, each with its place: cells that cannot be read, rows that
    /// stand twice, terms that no text can hold, removals that remove nothing.
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
            problems.extend(knowledge.iter().flat_map(|knowledge| unreachable(table, knowledge)));
        }
        problems.extend(never_tried(tables.get("ambiguous")?)?);
        Ok(problems)
    }
}

impl Place {
    pub(super) fn of(table: &Table, row: &Row) -> Place {
        Place { file: table.file_of(row).to_owned(), line: row.line }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// Cuts words as texts are cut.
pub(super) struct Cutter {
    orthography: Orthography,
    vocabulary: Vocabulary,
}

impl Cutter {
    pub(super) fn of(knowledge: &Knowledge) -> Cutter {
        Cutter { orthography: knowledge.lexicons.orthography.of_terms(), vocabulary: knowledge.vocabulary.clone() }
    }

    pub(super) fn cut(&mut self, words: &str) -> Vec<Symbol> {
        phrase(words, &self.orthography, &mut self.vocabulary)
    }
}

/// The forms of a term; the term alone where its part of speech is none.
fn inflected(irregular: &Irregular, term: &str, pos: &str) -> Vec<String> {
    match one_of(pos, "pos", POS) {
        Ok(pos) => irregular.forms(term, pos).into_iter().map(|(_, form)| form).collect(),
        Err(_) => vec![term.to_owned()],
    }
}

impl Found {
    fn new(table: &Table, row: &Row) -> Found {
        let cells = table.columns().iter().zip(row.cells()).filter(|(_, cell)| !cell.is_empty());
        Found {
            place: Place::of(table, row),
            cells: cells.map(|(column, cell)| (column.clone(), cell.clone())).collect(),
        }
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

/// Rows whose term holds a sign that no word can be, so that no text ever matches them.
fn unreachable(table: &Table, knowledge: &Knowledge) -> Vec<Error> {
    if !MATCHED.contains(&table.name.as_str()) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    let orthography = knowledge.lexicons.orthography.of_terms();
    for row in table.rows() {
        let term = row.cells()[0].as_str();
        let cut = Document::read(term, &orthography, &knowledge.vocabulary);
        let stray = cut
            .tokens()
            .iter()
            .find(|token| !token.symbol.is_known() && token.kind != Kind::Hyphen && token.kind != Kind::Stop);
        if let Some(stray) = stray {
            let sign = stray.span.of(term);
            problems.push(problem(table, row, format!("\"{term}\" never matches: \"{sign}\" is no word")));
        }
    }
    problems
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

/// The tables whose first column is matched in texts.
const MATCHED: [&str; 6] = ["cues", "frames", "roles", "shifters", "vader", "valence"];

fn problem(table: &Table, row: &Row, message: String) -> Error {
    Error::lexicon(message).in_file(table.file_of(row)).at_line(row.line)
}
