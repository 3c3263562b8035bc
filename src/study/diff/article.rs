//! An article of a run as far as runs are compared, and the articles of a run, one after the other.

use crate::corpus::{Cell, Stored};
use crate::error::{Error, Result};
use crate::study::rows::{Row, Rows};
use serde::Deserialize;
use std::collections::VecDeque;

/// What an article was read as.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Its name.
    pub id: String,
    /// Why it was skipped, and the answers to what it asked about given words.
    pub about: Vec<Detail>,
    /// Its quotes.
    pub quotes: Vec<Quote>,
    /// Its stances.
    pub stances: Vec<Stance>,
}

/// A cell that is compared as a whole, with its column.
pub type Detail = (&'static str, String);

/// A quote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quote {
    /// Its number in the article.
    pub id: i64,
    /// Where its pieces stand: first character, and the one behind the last.
    pub spans: Vec<(u32, u32)>,
    /// Its words.
    pub text: String,
    /// Who speaks: the name, else the words that the article has.
    pub speaker: Option<String>,
    /// All else.
    pub details: Vec<Detail>,
}

/// A stance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stance {
    /// The quote it stands in.
    pub quote: Option<i64>,
    /// Where the holder of a narrated attitude is named.
    pub place: Option<i64>,
    /// Whose attitude it is.
    pub holder: Option<String>,
    /// Whom it is about.
    pub target: String,
    /// The score, in thousandths.
    pub score: i16,
    /// What the score is read as.
    pub label: String,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
    /// All else.
    pub details: Vec<Detail>,
}

/// Words that a score rests on.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Evidence {
    /// The first character.
    pub start: u32,
    /// The words.
    pub term: String,
    /// What they add to the score.
    pub contribution: f64,
}

#[derive(Deserialize)]
struct Piece {
    start: u32,
    end: u32,
}

const ARTICLES: [&str; 6] = ["id", "quotes", "stances", "skipped", "targets", "pairs"];
const QUOTES: [&str; 16] = [
    "article",
    "id",
    "spans",
    "text",
    "speaker_name",
    "speaker_mention",
    "kind",
    "cue_text",
    "cue_class",
    "speaker_actor",
    "speaker_role",
    "speaker_affiliation",
    "co_speakers",
    "tone",
    "rule",
    "confidence",
];
const STANCES: [&str; 11] = [
    "article",
    "quote",
    "holder_start",
    "holder_name",
    "target_name",
    "target_actor",
    "score",
    "label",
    "evidence",
    "confidence",
    "self",
];

/// From which column on all is compared as it stands.
const QUOTE_DETAILS: usize = 6;
const STANCE_DETAILS: usize = 9;

/// An article that is not yet read.
pub(super) struct Head {
    pub(super) id: String,
    quotes: i64,
    stances: i64,
    about: Vec<Detail>,
}

/// The articles of a run.
pub(super) struct Articles {
    name: String,
    heads: Rows,
    quotes: Rows,
    stances: Rows,
    ahead: VecDeque<Head>,
}

impl Articles {
    pub(super) fn of(run: &Stored, name: &str) -> Result<Articles> {
        Ok(Articles {
            name: name.to_owned(),
            heads: Rows::of(run, "articles", &ARTICLES)?,
            quotes: Rows::of(run, "quotes", &QUOTES)?,
            stances: Rows::of(run, "stances", &STANCES)?,
            ahead: VecDeque::new(),
        })
    }

    /// The next articles, as many as are asked for and there are.
    pub(super) fn ahead(&mut self, count: usize) -> Result<&VecDeque<Head>> {
        while self.ahead.len() < count
            && let Some(row) = self.heads.next()?
        {
            let count = |at: usize| row[at].whole().unwrap_or(0);
            let about = details(&ARTICLES, &row, 3);
            self.ahead.push_back(Head { id: written(&row[0]), quotes: count(1), stances: count(2), about });
        }
        Ok(&self.ahead)
    }

    fn named(&self, table: &str, error: Error) -> Error {
        error.in_file(format!("{}, {table}", self.name))
    }

    /// Reads the next article.
    pub(super) fn next(&mut self) -> Result<Option<Article>> {
        self.ahead(1)?;
        let Some(head) = self.ahead.pop_front() else { return Ok(None) };
        let quotes = together(&mut self.quotes, head.quotes, &head.id).map_err(|error| self.named("quotes", error))?;
        let stances = together(&mut self.stances, head.stances, &head.id);
        let stances = stances.map_err(|error| self.named("stances", error))?;
        Ok(Some(Article {
            quotes: quotes.iter().map(quote).collect::<Result<_>>()?,
            stances: stances.iter().map(stance).collect::<Result<_>>()?,
            id: head.id,
            about: head.about,
        }))
    }
}

/// As many rows as an article has.
fn together(rows: &mut Rows, count: i64, article: &str) -> Result<Vec<Row>> {
    let mut next = || match rows.next()? {
        Some(row) if written(&row[0]) == article => Ok(row),
        _ => Err(Error::record(format!("does not go together with articles at article {article}"))),
    };
    (0..count).map(|_| next()).collect()
}

fn quote(row: &Row) -> Result<Quote> {
    let text = |at: usize| row[at].text().map(str::to_owned);
    let pieces: Vec<Piece> = json(&row[2])?;
    Ok(Quote {
        id: row[1].whole().unwrap_or(0),
        spans: pieces.iter().map(|piece| (piece.start, piece.end)).collect(),
        text: text(3).unwrap_or_default(),
        speaker: text(4).or_else(|| text(5)),
        details: details(&QUOTES, row, QUOTE_DETAILS),
    })
}

fn stance(row: &Row) -> Result<Stance> {
    let text = |at: usize| row[at].text().map(str::to_owned);
    Ok(Stance {
        quote: row[1].whole(),
        place: row[2].whole(),
        holder: text(3),
        target: text(4).or_else(|| text(5)).unwrap_or_default(),
        score: row[6].thousandths(),
        label: text(7).unwrap_or_default(),
        evidence: json(&row[8])?,
        details: details(&STANCES, row, STANCE_DETAILS),
    })
}

fn json<T: for<'j> Deserialize<'j> + Default>(cell: &Cell) -> Result<T> {
    let Some(text) = cell.text() else { return Ok(T::default()) };
    serde_json::from_str(text).map_err(|cause| Error::record(format!("cannot read {text:?}: {cause}")))
}

fn details(names: &[&'static str], row: &Row, from: usize) -> Vec<Detail> {
    let named = names.iter().zip(row).skip(from);
    named.filter(|(_, cell)| **cell != Cell::Empty).map(|(name, cell)| (*name, written(cell))).collect()
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.to_string(),
        Cell::Whole(number) => number.to_string(),
        Cell::Real(number) => number.to_string(),
        Cell::Truth(truth) => truth.to_string(),
    }
}
