//! What the tables say of a phrase, and what is wrong with them: for people who look into the lexicons or write an overlay.

use super::Builder;
use crate::error::{Error, Result};
use crate::knowledge::Knowledge;
use crate::lexicon::{Irregular, POS, Row, Table, one_of, phrase};
use crate::text::{Document, Kind, Symbol, Vocabulary};
use std::collections::HashMap;

/// The columns that hold words as texts have them, by table; several forms are joined by `|`.
const WORDS: [(&str, &[&str]); 19] = [
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

/// A row that a phrase falls under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The file it stands in.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// Its cells that hold something, each with the name of its column.
    pub cells: Vec<(String, String)>,
}

impl Builder {
    /// Every row that a phrase falls under, in any inflected form, table by table. VADER's rating of a phrase that we rate
    /// ourselves is shown too, though it counts for nothing.
    pub fn look_up(&self, words: &str) -> Result<Vec<Found>> {
        let tables = self.tables()?;
        let Knowledge { lexicons, vocabulary, .. } = self.build()?.knowledge;
        let irregular = Irregular::read(tables.get("irregular")?)?;
        let mut cutter = Cutter { orthography: lexicons.orthography, vocabulary };
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
        Ok(problems)
    }
}

/// Cuts words as texts are cut.
struct Cutter {
    orthography: crate::text::Orthography,
    vocabulary: Vocabulary,
}

impl Cutter {
    fn cut(&mut self, words: &str) -> Vec<Symbol> {
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
            file: table.file_of(row).to_owned(),
            line: row.line,
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
            let place = format!("{}:{}", table.file_of(other), other.line);
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
    for row in table.rows() {
        let term = row.cells()[0].as_str();
        let cut = Document::read(term, &knowledge.lexicons.orthography, &knowledge.vocabulary);
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

/// The tables whose first column is matched in texts.
const MATCHED: [&str; 6] = ["cues", "frames", "roles", "shifters", "vader", "valence"];

fn problem(table: &Table, row: &Row, message: String) -> Error {
    Error::lexicon(message).in_file(table.file_of(row)).at_line(row.line)
}
