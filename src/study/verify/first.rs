//! Where two tables differ first: in which row, and in which cells.

use crate::corpus::{Cell, SCHEMAS, Stored, columns};
use crate::error::Result;
use crate::study::rows::{Row, Rows};

/// The columns that tell rows of a table apart.
const NAMING: [(&str, &[&str]); 5] = [
    ("articles", &["id"]),
    ("quotes", &["article", "id"]),
    ("stances", &["article", "quote", "holder_name", "target_name"]),
    ("speakers", &["name", "target_name"]),
    ("rejects", &["place_file", "place_line", "place_row", "place_offset"]),
];

/// How many cells of a row are told, and how many characters of each.
const CELLS: usize = 4;
const WIDTH: usize = 60;

/// Which of two tables the run has left behind, and which it comes to now.
#[derive(Clone, Copy)]
pub(super) enum Order {
    ThenNow,
    NowThen,
}

impl Order {
    fn told(self, a: &str, b: &str) -> String {
        match self {
            Order::ThenNow => format!("was {a}, is {b}"),
            Order::NowThen => format!("is {a}, was {b}"),
        }
    }
}

/// Tells the first difference of two tables; nothing where no cell differs.
pub(super) fn difference(table: &str, a: &Stored, b: &Stored, order: Order) -> Result<Option<String>> {
    let schema = SCHEMAS.iter().find(|(name, _)| *name == table).map(|(_, schema)| schema());
    let columns = columns(&schema.unwrap_or_default());
    let names: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
    let (mut a, mut b) = (Rows::of(a, table, &names)?, Rows::of(b, table, &names)?);
    loop {
        let (a, b) = (a.next()?, b.next()?);
        if a.is_none() && b.is_none() {
            return Ok(None);
        }
        if a != b {
            let [row_a, row_b] = [&a, &b].map(|row| row.as_ref().map(|row| named(table, &names, row)));
            return Ok(Some(match (a, b) {
                (Some(a), Some(b)) if row_a == row_b => {
                    format!("{}: {}", row_a.unwrap_or_default(), cells(&names, &a, &b, order))
                }
                _ => {
                    let [a, b] = [row_a, row_b].map(|row| row.unwrap_or_else(|| "no more rows".to_owned()));
                    order.told(&a, &b)
                }
            }));
        }
    }
}

/// Names a row.
fn named(table: &str, names: &[&str], row: &Row) -> String {
    let naming = NAMING.iter().find(|(name, _)| *name == table).map_or(&[][..], |(_, naming)| naming);
    let part = |naming: &&&str| {
        let cell = row.get(names.iter().position(|name| name == *naming)?)?;
        let called = match (**naming, table) {
            ("id", table) => table.trim_end_matches('s'),
            (name, _) => name.trim_end_matches("_name"),
        };
        (*cell != Cell::Empty).then(|| format!("{} {}", called.replace('_', " "), written(cell, "")))
    };
    naming.iter().filter_map(|naming| part(&naming)).collect::<Vec<_>>().join(", ")
}

/// Tells the cells in which two rows differ.
fn cells(names: &[&str], a: &Row, b: &Row, order: Order) -> String {
    let differing: Vec<usize> = (0..names.len()).filter(|&at| a[at] != b[at]).collect();
    let told = differing.iter().take(CELLS).map(|&at| {
        let (from, to) = (&a[at], &b[at]);
        let same = shared(from, to);
        format!("{} {}", names[at], order.told(&written(from, same), &written(to, same)))
    });
    let mut told = told.collect::<Vec<_>>().join("; ");
    if differing.len() > CELLS {
        told += &format!("; and {} more cells", differing.len() - CELLS);
    }
    told
}

/// What two long texts begin with alike, but for some words before they part.
fn shared<'c>(a: &'c Cell, b: &Cell) -> &'c str {
    let (Some(a), Some(b)) = (a.text(), b.text()) else { return "" };
    let same: usize = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    if a.len().max(b.len()) <= WIDTH {
        return "";
    }
    let before = a[..same].char_indices().rev().nth(WIDTH / 3).map_or(0, |(at, _)| at);
    &a[..before]
}

/// A cell in few characters, of a text what stands behind its beginning.
fn written(cell: &Cell, behind: &str) -> String {
    match cell {
        Cell::Empty => "(empty)".to_owned(),
        Cell::Whole(number) => number.to_string(),
        Cell::Real(number) => number.to_string(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Text(text) => {
            let rest = text.strip_prefix(behind).unwrap_or(text);
            let mut shown: String = rest.chars().take(WIDTH).flat_map(char::escape_debug).collect();
            if shown.contains("\\\"") || shown.contains("\\'") {
                shown = shown.replace("\\\"", "\"").replace("\\'", "'");
            }
            let (before, after) = (!behind.is_empty(), rest.chars().count() > WIDTH);
            format!("{}{shown}{}", if before { "…" } else { "" }, if after { "…" } else { "" })
        }
    }
}
