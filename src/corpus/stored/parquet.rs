//! Rows as the parts of a table in Parquet. A part holds whole articles, and is a block.

use super::{Asked, Block, Blocks, Cell, Held};
use crate::corpus::columns::Column;
use crate::corpus::table;
use crate::error::{self, Error};
use parquet::column::reader::ColumnReader;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use std::borrow::Cow;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) fn blocks(folder: &Path, asked: Asked) -> error::Result<Blocks> {
    let failed = |cause| Error::io(folder.display().to_string(), &cause);
    let mut parts = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.file_name().is_some_and(|name| table::is_part(&name.to_string_lossy())) {
            parts.push(path);
        }
    }
    parts.sort();
    Ok(Box::new(parts.into_iter().map(move |part| {
        let file = part.display().to_string().into();
        Ok(Block { file, asked: Arc::clone(&asked), held: Held::Part(part) })
    })))
}

pub(super) fn each(part: &PathBuf, asked: &[Option<Column>], mut row: impl FnMut(&[Cell])) -> error::Result<()> {
    let failed = |cause: ParquetError| Error::record(cause.to_string());
    let file = File::open(part).map_err(|cause| Error::io(part.display().to_string(), &cause))?;
    let reader = SerializedFileReader::new(file).map_err(failed)?;
    let schema = reader.metadata().file_metadata().schema_descr();
    let place = |column: &Column| {
        let place = schema.columns().iter().position(|known| known.name() == column.name);
        place.ok_or_else(|| Error::record(format!("has no column {}", column.name)))
    };
    let place = |column: &Option<Column>| column.as_ref().map(place).transpose();
    let places = asked.iter().map(place).collect::<error::Result<Vec<Option<usize>>>>()?;
    for number in 0..reader.num_row_groups() {
        let group = reader.get_row_group(number).map_err(failed)?;
        let read = |place: &Option<usize>| place.map(|place| Values::read(&*group, place)).transpose();
        let columns = places.iter().map(read).collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let mut columns: Vec<_> = columns.iter().map(|column| column.as_ref().map(Values::cells)).collect();
        let mut cells = Vec::with_capacity(columns.len());
        for _ in 0..group.metadata().num_rows() {
            cells.clear();
            let next = columns.iter_mut().map(|column| column.as_mut().and_then(Iterator::next));
            cells.extend(next.map(|cell| cell.unwrap_or(Cell::Empty)));
            row(&cells);
        }
    }
    Ok(())
}

/// A column of a group: which of its cells are there (1) and which are empty (0), and those that are there.
struct Values {
    there: Vec<i16>,
    kind: Kind,
}

enum Kind {
    Texts(Vec<ByteArray>),
    Wholes(Vec<i64>),
    Reals(Vec<f64>),
    Truths(Vec<bool>),
}

impl Values {
    fn read(group: &dyn RowGroupReader, place: usize) -> Result<Values, ParquetError> {
        let rows = group.metadata().num_rows() as usize;
        let mut there = Vec::with_capacity(rows);
        let marks = Some(&mut there);
        let kind = match group.get_column_reader(place)? {
            ColumnReader::ByteArrayColumnReader(mut reader) => {
                let mut texts = Vec::new();
                reader.read_records(rows, marks, None, &mut texts)?;
                Kind::Texts(texts)
            }
            ColumnReader::Int64ColumnReader(mut reader) => {
                let mut wholes = Vec::new();
                reader.read_records(rows, marks, None, &mut wholes)?;
                Kind::Wholes(wholes)
            }
            ColumnReader::DoubleColumnReader(mut reader) => {
                let mut reals = Vec::new();
                reader.read_records(rows, marks, None, &mut reals)?;
                Kind::Reals(reals)
            }
            ColumnReader::BoolColumnReader(mut reader) => {
                let mut truths = Vec::new();
                reader.read_records(rows, marks, None, &mut truths)?;
                Kind::Truths(truths)
            }
            _ => return Err(ParquetError::General(format!("column {place} is of a type that no run writes"))),
        };
        Ok(Values { there, kind })
    }

    /// The cells, in order.
    fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        let (mut at, kind) = (0, &self.kind);
        self.there.iter().map(move |&there| {
            if there == 0 {
                return Cell::Empty;
            }
            at += 1;
            match kind {
                Kind::Texts(texts) => Cell::Text(text(texts[at - 1].data())),
                Kind::Wholes(wholes) => Cell::Whole(wholes[at - 1]),
                Kind::Reals(reals) => Cell::Real(reals[at - 1]),
                Kind::Truths(truths) => Cell::Truth(truths[at - 1]),
            }
        })
    }
}

/// A text, whose bytes nearly always are UTF-8: that is told faster than where they are not.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}
