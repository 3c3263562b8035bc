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
    /// The files of the overlays laid over it, in that order.
    overlays: Vec<String>,
    /// What is wrong with rows that cannot be read as such.
    faults: Vec<Error>,
    /// What is odd about the overlays laid over it.
    oddities: Vec<Error>,
}

/// What an overlay's row begins with that removes rows.
const REMOVES: char = '!';

/// One row, with the line it stands in.
#[derive(Clone, Debug)]
pub struct Row {
    /// Counted from 1.
    pub line: usize,
    /// Which overlay it stands in, counted from 1; 0 for the table's own file.
    overlay: usize,
    cells: Vec<String>,
}

impl Table {
    /// Reads a table. A row with another number of cells than the row of column names is an error as soon as the rows
    /// are read ([`Table::each`]), so that all such errors come together. A row that removes others may leave cells out.
    pub fn parse(name: &str, file: &str, text: &str) -> Result<Table> {
        let mut table = Table { name: name.into(), file: file.into(), ..Table::default() };
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
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
            if table.columns.is_empty() && !cells[0].starts_with(REMOVES) {
                table.columns = cells;
                continue;
            }
            match fitted(cells, &table.columns) {
                Ok(cells) => table.rows.push(Row { line: index + 1, overlay: 0, cells }),
                Err(fault) => table.faults.push(fault.in_file(file).at_line(index + 1)),
            }
        }
        if table.columns.is_empty() {
            let missing = Error::lexicon("no row of column names").in_file(file);
            return Err(table.faults.into_iter().next().unwrap_or(missing));
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
    /// cells of its key columns); one whose first cell begins with `!` removes them; any other is added. Rows of the overlay
    /// whose lone key is the same stand together (the readings of an ambiguous form). The overlay may leave columns out and
    /// may order them as it likes; one whose header says `replaces` removes every row before it.
    pub fn overlay(&mut self, over: &Table) -> Result<()> {
        let mut place = Vec::new();
        for column in &over.columns {
            let at = self.columns.iter().position(|own| own == column);
            place.push(at.ok_or_else(|| {
                let known = self.columns.join(", ");
                let message = format!("no column \"{column}\" in table {}, whose columns are {known}", self.name);
                Error::lexicon(message).in_file(&over.file)
            })?);
        }
        let key_columns = self.key_columns();
        if !over.header("replaces").is_empty() {
            self.rows.clear();
        }
        self.faults.extend(over.faults.iter().cloned());
        self.overlays.push(over.file.clone());
        let overlay = self.overlays.len();
        let mut rows: Vec<Option<Row>> = std::mem::take(&mut self.rows).into_iter().map(Some).collect();
        // By the first cell, which every row has: only rows that share it can have the same key.
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, row) in rows.iter().flatten().enumerate() {
            places.entry(row.cells[0].clone()).or_default().push(at);
        }
        for row in &over.rows {
            let mut cells = vec![String::new(); self.columns.len()];
            for (cell, &at) in row.cells.iter().zip(&place) {
                cells[at].clone_from(cell);
            }
            let removes = cells[0].starts_with(REMOVES);
            let first = cells[0].trim_start_matches(REMOVES).to_owned();
            cells[0] = first;
            if cells[0].is_empty() {
                let fault = Error::lexicon(format!("no {}", self.columns[0]));
                self.faults.push(fault.in_file(&over.file).at_line(row.line));
                continue;
            }
            let same = |other: &Row| key_columns.iter().all(|&k| cells[k].is_empty() || other.cells[k] == cells[k]);
            let beside = |other: &Row| other.overlay == overlay && same(other);
            let places = places.entry(cells[0].clone()).or_default();
            let before = places.len();
            let is_lone = key_columns.len() == 1;
            let twice =
                (!is_lone).then(|| places.iter().flat_map(|&at| &rows[at]).find(|other| beside(other))).flatten();
            let twice = twice.map(|other| format!("stands in line {} too", other.line));
            // Where the lone key stands in the overlay already, all others have gone.
            if !is_lone || !places.last().is_some_and(|&at| rows[at].as_ref().is_some_and(beside)) {
                places.retain(|&at| rows[at].take_if(|other| same(other) && !(is_lone && beside(other))).is_none());
            }
            let idle = removes && places.len() == before;
            let odd = twice.or(idle.then(|| "removes nothing: there is no such row".to_owned()));
            let odd = odd.map(|odd| Error::lexicon(format!("\"{}\" {odd}", row.cells[0])));
            self.oddities.extend(odd.map(|odd| odd.in_file(&over.file).at_line(row.line)));
            if !removes {
                places.push(rows.len());
                rows.push(Some(Row { line: row.line, overlay, cells }));
            }
        }
        self.rows = rows.into_iter().flatten().collect();
        Ok(())
    }

    /// What is odd about the overlays laid over it: removals of nothing, rows that stand twice.
    pub fn oddities(&self) -> &[Error] {
        &self.oddities
    }

    /// Takes out what is wrong, rows and all: whether there was anything at that place.
    pub fn take_out(&mut self, error: &Error) -> bool {
        let Some(place) = error.file().zip(error.line()) else { return false };
        let before = self.rows.len() + self.faults.len();
        let (own, overlays) = (&self.file, &self.overlays);
        self.rows.retain(|row| (row.file(own, overlays), row.line) != place);
        self.faults.retain(|fault| fault.file().zip(fault.line()) != Some(place));
        self.rows.len() + self.faults.len() < before
    }

    /// The file that a row stands in.
    pub fn file_of(&self, row: &Row) -> &str {
        row.file(&self.file, &self.overlays)
    }

    /// The files of the overlays laid over it, in that order.
    pub fn overlays(&self) -> &[String] {
        &self.overlays
    }

    /// The columns that tell one row from another: the first, and those of `pos`, `class`, `where`, `holder_of`, `member`,
    /// `title` and `start` that there are.
    pub fn key_columns(&self) -> Vec<usize> {
        let telling = |(i, name): (usize, &String)| {
            (i == 0 || ["pos", "class", "where", "holder_of", "member", "title", "start"].contains(&name.as_str()))
                .then_some(i)
        };
        self.columns.iter().enumerate().filter_map(telling).collect()
    }

    /// Reads each row with `read`, which gets the cells of `columns` in that order. All rows are read; the errors of those
    /// that are wrong come together, each with its place.
    pub fn each<const N: usize>(
        &self,
        columns: [&str; N],
        mut read: impl FnMut(&Row, [&str; N]) -> Result<()>,
    ) -> Result<()> {
        let mut place = [0; N];
        for (at, column) in place.iter_mut().zip(columns) {
            *at = self.column(column)?;
        }
        let mut faults = self.faults.clone();
        for row in &self.rows {
            let cells = place.map(|at| row.cells[at].as_str());
            faults.extend(read(row, cells).err().map(|error| error.in_file(self.file_of(row)).at_line(row.line)));
        }
        Error::of_all(faults)
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Result<usize> {
        let found = self.columns.iter().position(|own| own == name);
        found.ok_or_else(|| Error::lexicon(format!("no column \"{name}\"")).in_file(&self.file))
    }
}

/// The cells of a row, as many as there are columns.
fn fitted(mut cells: Vec<String>, columns: &[String]) -> Result<Vec<String>> {
    if columns.is_empty() {
        return Err(Error::lexicon("no row of column names stands before it"));
    }
    if cells[0].starts_with(REMOVES) && cells.len() < columns.len() {
        cells.resize(columns.len(), String::new());
    }
    if cells.len() != columns.len() {
        let (found, expected) = (cells.len(), columns.len());
        return Err(Error::lexicon(format!("{found} cells, parted by tabs, where {expected} are expected")));
    }
    Ok(cells)
}

/// The bits of a row's mark that hold its line; those above hold its overlay.
const LINE_BITS: u32 = 24;

/// The line of a row, and the number of the overlay it stands in (0 for none), from its [`Row::mark`].
pub fn place_of(mark: u32) -> (usize, usize) {
    let line = mark & ((1 << LINE_BITS) - 1);
    (line as usize, (mark >> LINE_BITS) as usize)
}

impl Row {
    /// Its line and its overlay as one number, which for rows of the built-in tables is the line itself.
    pub fn mark(&self) -> u32 {
        let overlay = self.overlay.min(u8::MAX.into()) as u32;
        self.line as u32 & ((1 << LINE_BITS) - 1) | overlay << LINE_BITS
    }

    fn file<'t>(&self, own: &'t str, overlays: &'t [String]) -> &'t str {
        self.overlay.checked_sub(1).map_or(own, |at| &overlays[at])
    }

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

    /// Takes a wrong row out of its table: whether there was one.
    pub fn take_out(&mut self, error: &Error) -> bool {
        self.tables.iter_mut().any(|table| table.take_out(error))
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
