//! Rows as comma-separated values.

use super::{Asked, Block, Blocks, Cell, Held};
use crate::corpus::columns::{Column, ColumnKind};
use crate::error::{Error, Result};
use csv::{Reader, StringRecord};
use std::borrow::Cow;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// How many rows a block has, about.
const BLOCK: usize = 1 << 13;

/// Whole rows.
pub(super) struct Records {
    rows: Vec<StringRecord>,
    /// Where in a row each column stands that is asked for.
    places: Arc<[Option<usize>]>,
}

pub(super) fn blocks(path: &Path, asked: Asked) -> Result<Blocks> {
    let file: Arc<str> = path.display().to_string().into();
    let failed = |cause: csv::Error| Error::record(cause.to_string());
    let open = File::open(path).map_err(|cause| Error::io(&*file, &cause))?;
    let mut reader = Reader::from_reader(open);
    let header = reader.headers().map_err(|cause| failed(cause).in_file(&*file))?.clone();
    let place = |column: &Column| {
        let place = header.iter().position(|name| name == column.name);
        place.ok_or_else(|| Error::record(format!("has no column {}", column.name)).in_file(&*file))
    };
    let places = asked.iter().map(|column| column.as_ref().map(place).transpose()).collect::<Result<Arc<[_]>>>()?;
    let article = places[0].expect("the column of the article");
    // The row that begins the next article, read already.
    let mut next = None;
    Ok(Box::new(std::iter::from_fn(move || match cut(&mut reader, &mut next, article) {
        Ok(rows) if rows.is_empty() => None,
        Ok(rows) => {
            let held = Held::Csv(Records { rows, places: Arc::clone(&places) });
            Some(Ok(Block { file: Arc::clone(&file), asked: Arc::clone(&asked), held }))
        }
        Err(cause) => Some(Err(failed(cause).in_file(&*file))),
    })))
}

/// The next block: some rows, and what other rows the article of the last has.
fn cut(reader: &mut Reader<File>, next: &mut Option<StringRecord>, article: usize) -> csv::Result<Vec<StringRecord>> {
    let mut rows: Vec<StringRecord> = next.take().into_iter().collect();
    let mut row = StringRecord::new();
    while reader.read_record(&mut row)? {
        if rows.len() >= BLOCK && rows.last().is_some_and(|last| last.get(article) != row.get(article)) {
            *next = Some(row);
            break;
        }
        rows.push(row.clone());
    }
    Ok(rows)
}

impl Records {
    pub(super) fn each(&self, asked: &[Option<Column>], mut row: impl FnMut(&[Cell])) -> Result<()> {
        let mut cells = Vec::with_capacity(asked.len());
        for record in &self.rows {
            cells.clear();
            for (column, place) in asked.iter().zip(&*self.places) {
                let (Some(column), &Some(place)) = (column, place) else {
                    cells.push(Cell::Empty);
                    continue;
                };
                let text = record.get(place).unwrap_or_default();
                let cell = cell(column.kind, text);
                let line = || record.position().map_or(0, |position| position.line() as usize);
                let wrong = || Error::record(format!("{}: cannot read {text:?}", column.name)).at_line(line());
                cells.push(cell.ok_or_else(wrong)?);
            }
            row(&cells);
        }
        Ok(())
    }
}

/// The cell that a text stands for; nothing where it is none of its kind.
fn cell(kind: ColumnKind, text: &str) -> Option<Cell<'_>> {
    if text.is_empty() {
        return Some(Cell::Empty);
    }
    Some(match kind {
        ColumnKind::Text | ColumnKind::Json => Cell::Text(Cow::Borrowed(text)),
        ColumnKind::Whole => Cell::Whole(text.parse().ok()?),
        ColumnKind::Real => Cell::Real(text.parse().ok()?),
        ColumnKind::Truth => Cell::Truth(text.parse().ok()?),
    })
}
