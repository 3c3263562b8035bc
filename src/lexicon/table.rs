//! Tables as they stand in `lexicons/`: tab-separated rows under a header of `#` lines.
//!
//! Owns the file format and overlays; what the cells mean is [`super::compile`]'s business.

use crate::error::{Error, Result};
use std::collections::HashMap;

/// One table: a name, what its header says, and its rows.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The file's stem, such as `cues`.
    pub name: String,
    /// The file it came from, for messages.
    pub file: String,
    header: Vec<(String, String)>,
    columns: Vec<String>,
    rows: Vec<Row>,
}

/// One row, with the line it stands in.
#[derive(Clone, Debug)]
pub struct Row {
    /// Counted from 1.
    pub line: usize,
    /// The file, where it is not the table's own (an overlay's row).
    pub file: Option<String>,
    cells: Vec<String>,
}

impl Table {
    /// Reads a table. Each row must have as many cells as the row of column names.
    pub fn parse(name: &str, file: &str, text: &str) -> Result<Table> {
        let mut table = Table { name: name.into(), file: file.into(), ..Table::default() };
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line_number = index + 1;
            let line = line.trim_end_matches('\r');
            if let Some(note) = line.strip_prefix('#') {
                if table.columns.is_empty() {
                    let (key, value) = note.split_once(':').unwrap_or(("", note));
                    table.header.push((key.trim().to_owned(), value.trim().to_owned()));
                }
                continue;
            }
            if line.trim().is_empty() {
                continue;
            }
            let cells: Vec<String> = line.split('\t').map(|cell| cell.trim().to_owned()).collect();
            if table.columns.is_empty() {
                table.columns = cells;
                continue;
            }
            if cells.len() != table.columns.len() {
                let message = format!("{} cells where {} are expected", cells.len(), table.columns.len());
                return Err(Error::lexicon(message).in_file(file).at_line(line_number));
            }
            table.rows.push(Row { line: line_number, file: None, cells });
        }
        if table.columns.is_empty() {
            return Err(Error::lexicon("no row of column names").in_file(file));
        }
        Ok(table)
    }

    /// What the header says under a key (`version`, `licence`, `source` ...); several lines are joined.
    pub fn header(&self, key: &str) -> String {
        let values: Vec<&str> = self.header.iter().filter(|(k, _)| k == key).map(|(_, v)| v.as_str()).collect();
        values.join("; ")
    }

    /// The column names.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The rows, in file order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Lays another table of the same name over this one. A row of the overlay replaces the rows with the same key (the
    /// cells of its key columns); one whose first cell begins with `!` removes them; any other is added. The overlay may
    /// leave columns out and may order them as it likes.
    pub fn overlay(&mut self, over: &Table) -> Result<()> {
        let mut place = Vec::new();
        for column in &over.columns {
            let at = self.columns.iter().position(|own| own == column);
            place.push(at.ok_or_else(|| {
                let known = self.columns.join(", ");
                Error::lexicon(format!("no column \"{column}\" in table {}: {known}", self.name)).in_file(&over.file)
            })?);
        }
        let key_columns = self.key_columns();
        for row in &over.rows {
            let mut cells = vec![String::new(); self.columns.len()];
            for (cell, &at) in row.cells.iter().zip(&place) {
                cells[at].clone_from(cell);
            }
            let removes = cells[0].starts_with('!');
            let first = cells[0].trim_start_matches('!').to_owned();
            cells[0] = first;
            let same = |other: &Row| key_columns.iter().all(|&k| cells[k].is_empty() || other.cells[k] == cells[k]);
            self.rows.retain(|other| !same(other));
            if !removes {
                self.rows.push(Row { line: row.line, file: Some(over.file.clone()), cells });
            }
        }
        Ok(())
    }

    /// The columns that tell one row from another: the first, and those of `pos`, `class`, `where`, `holder_of`, `title`
    /// and `start` that there are.
    pub fn key_columns(&self) -> Vec<usize> {
        let telling = |(i, name): (usize, &String)| {
            (i == 0 || ["pos", "class", "where", "holder_of", "title", "start"].contains(&name.as_str())).then_some(i)
        };
        self.columns.iter().enumerate().filter_map(telling).collect()
    }

    /// Reads each row with `read`, which gets the cells of `columns` in that order. An error is given its place.
    pub fn each<const N: usize>(
        &self,
        columns: [&str; N],
        mut read: impl FnMut(&Row, [&str; N]) -> Result<()>,
    ) -> Result<()> {
        let mut place = [0; N];
        for (at, column) in place.iter_mut().zip(columns) {
            *at = self
                .columns
                .iter()
                .position(|own| own == column)
                .ok_or_else(|| Error::lexicon(format!("no column \"{column}\"")).in_file(&self.file))?;
        }
        for row in &self.rows {
            let cells = place.map(|at| row.cells[at].as_str());
            read(row, cells)
                .map_err(|error| error.in_file(row.file.as_ref().unwrap_or(&self.file)).at_line(row.line))?;
        }
        Ok(())
    }
}

impl Row {
    /// The cells as written.
    pub fn cells(&self) -> &[String] {
        &self.cells
    }
}

/// A set of tables by name.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    tables: Vec<Table>,
    index: HashMap<String, usize>,
}

impl Tables {
    /// Adds a table, or lays it over the one of the same name.
    pub fn lay(&mut self, table: Table) -> Result<()> {
        match self.index.get(&table.name) {
            Some(&at) => self.tables[at].overlay(&table),
            None => {
                self.index.insert(table.name.clone(), self.tables.len());
                self.tables.push(table);
                Ok(())
            }
        }
    }

    /// The table of that name.
    pub fn get(&self, name: &str) -> Result<&Table> {
        let at = self.index.get(name);
        at.map(|&at| &self.tables[at]).ok_or_else(|| Error::lexicon(format!("no table \"{name}\"")))
    }

    /// All tables, in the order they were laid.
    pub fn iter(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter()
    }
}

/// A decimal between -limit and limit as whole thousandths.
pub fn thousandths(cell: &str, limit: i16) -> Result<i16> {
    let number: f64 = cell.parse().map_err(|_| Error::lexicon(format!("\"{cell}\" is not a number")))?;
    let limit = f64::from(limit);
    if !(-limit..=limit).contains(&number) {
        return Err(Error::lexicon(format!("{cell} is not between -{limit} and {limit}")));
    }
    Ok((number * 1000.0).round() as i16)
}

/// One of several names, each with its value.
pub fn one_of<T: Copy>(cell: &str, column: &str, names: &[(&str, T)]) -> Result<T> {
    names.iter().find(|(name, _)| *name == cell).map(|&(_, value)| value).ok_or_else(|| {
        let known: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        Error::lexicon(format!("{column} \"{cell}\" is none of {}", known.join(", ")))
    })
}
