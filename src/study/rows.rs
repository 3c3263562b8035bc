//! The rows of a stored table, one after the other.

use crate::corpus::{Blocks, Cell, Stored};
use crate::error::Result;
use std::borrow::Cow;
use std::vec::IntoIter;

/// A row: the cells of the columns that were asked for.
pub(super) type Row = Vec<Cell<'static>>;

/// Takes rows from a table; no more than a block of them is in memory.
pub(super) struct Rows {
    blocks: Blocks,
    block: IntoIter<Row>,
}

impl Rows {
    pub(super) fn of(run: &Stored, table: &str, columns: &[&str]) -> Result<Rows> {
        Ok(Rows { blocks: run.table(table, columns.iter().copied())?, block: Vec::new().into_iter() })
    }

    /// The next row; nothing where there is none.
    pub(super) fn next(&mut self) -> Result<Option<Row>> {
        loop {
            if let Some(row) = self.block.next() {
                return Ok(Some(row));
            }
            let Some(block) = self.blocks.next() else { return Ok(None) };
            let mut rows = Vec::new();
            block?.each(|cells| rows.push(cells.iter().map(kept).collect()))?;
            self.block = rows.into_iter();
        }
    }
}

fn kept(cell: &Cell) -> Cell<'static> {
    match cell {
        Cell::Empty => Cell::Empty,
        Cell::Text(text) => Cell::Text(Cow::Owned(text.to_string())),
        Cell::Whole(number) => Cell::Whole(*number),
        Cell::Real(number) => Cell::Real(*number),
        Cell::Truth(truth) => Cell::Truth(*truth),
    }
}
