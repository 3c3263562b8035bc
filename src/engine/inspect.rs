//! What the tables say of a phrase: for people who look into the lexicons or write an overlay.

use super::Builder;
use crate::error::Result;
use crate::knowledge::Knowledge;
use crate::lexicon::{Irregular, POS, Parts, Row, Table, one_of, phrase};
use crate::stance::{FITTED, is_made_of};
use crate::text::{Orthography, Symbol, Vocabulary};
use serde::Serialize;
use std::fmt;

/// The columns that hold words as texts have them, by table; several forms are joined by `|`.
const WORDS: [(&str, &[&str]); 22] = [
    ("valence", &["term"]),
    ("vader", &["term"]),
    ("neutral", &["term"]),
    ("shifters", &["term"]),
    ("frames", &["lemma"]),
    ("cues", &["lemma"]),
    ("roles", &["term"]),
    ("epithets", &["role", "epithets"]),
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
const INFLECTED: [&str; 6] = ["cues", "frames", "neutral", "shifters", "vader", "valence"];

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
    /// ourselves is shown too, though it counts for nothing. Last come the fitted weights of features made of just these words.
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
        let fitted = tables.get(FITTED)?;
        let feature = fitted.column("feature")?;
        let made = fitted.rows().iter().filter(|row| is_made_of(&row.cells()[feature], words));
        found.extend(made.map(|row| Found::new(fitted, row)));
        Ok(found)
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

    /// The vocabulary, with every word that was cut.
    pub(super) fn into_vocabulary(self) -> Vocabulary {
        self.vocabulary
    }
}

/// The forms of a term; the term alone where its part of speech is none.
pub(super) fn inflected(irregular: &Irregular, term: &str, pos: &str) -> Vec<String> {
    let term = Parts::of(term).head;
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
