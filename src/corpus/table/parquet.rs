//! A table as a folder of Parquet files, the parts, each of as many articles as the batch says.
//!
//! A part is written under another name and takes its own when it is whole. Each column may be empty, texts are UTF-8, and
//! row groups end where enough rows are at hand, which depends on the rows alone: the same rows give the same bytes.

use super::PART;
use crate::corpus::checksum::{Checksum, Passed, Summed};
use crate::corpus::columns::{Column, ColumnKind};
use crate::corpus::flat::Cell;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// After how many bytes of cells a row group ends.
const GROUP: usize = 8 << 20;

/// What a part that is not whole yet ends with.
const UNFINISHED: &str = "unfinished";

/// Rows by column.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    columns: Arc<[Column]>,
    cells: Vec<Cells>,
    bytes: usize,
}

/// The cells of a column: which are there (1) and which are empty (0), and those that are there.
#[derive(Clone, Debug, Default)]
struct Cells {
    there: Vec<i16>,
    texts: Vec<ByteArray>,
    wholes: Vec<i64>,
    reals: Vec<f64>,
    truths: Vec<bool>,
}

/// The parts of a table.
pub(super) struct Parts {
    folder: PathBuf,
    schema: Arc<Type>,
    /// The checksums of those that are whole.
    whole: Vec<Checksum>,
    open: Option<SerializedFileWriter<Summed<File>>>,
    /// The rows of the next group.
    rows: Rows,
}

impl Rows {
    pub(super) fn new(columns: &Arc<[Column]>) -> Rows {
        Rows { columns: Arc::clone(columns), cells: vec![Cells::default(); columns.len()], bytes: 0 }
    }

    pub(super) fn push<'c>(&mut self, row: impl Iterator<Item = Cell<'c>>) {
        for (cell, cells) in row.zip(&mut self.cells) {
            cells.there.push(i16::from(cell != Cell::Empty));
            self.bytes += 8;
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    self.bytes += text.len();
                    cells.texts.push(ByteArray::from(text.to_vec()));
                }
                Cell::Whole(number) => cells.wholes.push(number),
                Cell::Real(number) => cells.reals.push(number),
                Cell::Truth(truth) => cells.truths.push(truth),
            }
        }
    }

    fn append(&mut self, rows: &mut Rows) {
        for (own, more) in self.cells.iter_mut().zip(&mut rows.cells) {
            own.there.append(&mut more.there);
            own.texts.append(&mut more.texts);
            own.wholes.append(&mut more.wholes);
            own.reals.append(&mut more.reals);
            own.truths.append(&mut more.truths);
        }
        self.bytes += std::mem::take(&mut rows.bytes);
    }
}

/// What the part of a number is called.
fn name(number: u64) -> String {
    format!("{PART}{number:05}.parquet")
}

impl Parts {
    /// The parts in a folder, of which so many are whole; others are removed.
    pub(super) fn open(folder: &Path, columns: &Arc<[Column]>, whole: Option<u64>) -> io::Result<Parts> {
        fs::create_dir_all(folder)?;
        let fields = columns.iter().map(|column| {
            let (physical, logical) = match column.kind {
                ColumnKind::Text | ColumnKind::Json => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                ColumnKind::Whole => (Physical::INT64, None),
                ColumnKind::Real => (Physical::DOUBLE, None),
                ColumnKind::Truth => (Physical::BOOLEAN, None),
            };
            let field = Type::primitive_type_builder(&column.name, physical).with_repetition(Repetition::OPTIONAL);
            Ok(Arc::new(field.with_logical_type(logical).build()?))
        });
        let fields = fields.collect::<Result<_, ParquetError>>()?;
        let schema = Arc::new(Type::group_type_builder("record").with_fields(fields).build()?);
        let kept: Vec<String> = (0..whole.unwrap_or(0)).map(name).collect();
        if let Some(missing) = kept.iter().map(|name| folder.join(name)).find(|path| !path.exists()) {
            return Err(io::Error::other(format!("{} is missing, of which the journal tells", missing.display())));
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if super::is_part(&name) && !kept.contains(&name) {
                fs::remove_file(entry.path())?;
            }
        }
        let whole = kept.iter().map(|name| Checksum::of(&folder.join(name), name)).collect::<io::Result<_>>()?;
        Ok(Parts { folder: folder.to_owned(), schema, whole, open: None, rows: Rows::new(columns) })
    }

    /// The checksums of the parts that are whole.
    pub(super) fn checksums(&self) -> &[Checksum] {
        &self.whole
    }

    /// What the part that is being written is called when it is whole.
    fn next(&self) -> String {
        name(self.whole.len() as u64)
    }

    /// Takes rows, and leaves none behind.
    pub(super) fn append(&mut self, rows: &mut Rows) -> io::Result<()> {
        self.rows.append(rows);
        if self.rows.bytes < GROUP { Ok(()) } else { self.end_group() }
    }

    /// Ends the part where that is asked for; returns how many are whole.
    pub(super) fn reach(&mut self, is_part: bool) -> io::Result<u64> {
        if is_part {
            self.end_group()?;
            if let Some(file) = self.open.take() {
                let (name, path) = (self.next(), self.folder.join(self.next()));
                let written = file.into_inner()?;
                fs::rename(path.with_extension(UNFINISHED), path)?;
                self.whole.push(written.passed().checksum(name));
            }
        }
        Ok(self.whole.len() as u64)
    }

    /// Writes the rows at hand as a group. A part without rows has none, and a table without any part has one all the same,
    /// so that it can be opened.
    fn end_group(&mut self) -> io::Result<()> {
        let file = match &mut self.open {
            Some(file) => file,
            None => {
                let path = self.folder.join(self.next()).with_extension(UNFINISHED);
                let file = Summed::new(File::create(path)?, Passed::default());
                let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
                let file = SerializedFileWriter::new(file, Arc::clone(&self.schema), properties.into())?;
                self.open.insert(file)
            }
        };
        if self.rows.cells.first().is_none_or(|cells| cells.there.is_empty()) {
            return Ok(());
        }
        let mut group = file.next_row_group()?;
        let mut columns = self.rows.columns.iter().zip(&mut self.rows.cells);
        while let Some(mut writer) = group.next_column()? {
            let Some((column, cells)) = columns.next() else { break };
            let there = Some(cells.there.as_slice());
            match column.kind {
                ColumnKind::Text | ColumnKind::Json => {
                    writer.typed::<ByteArrayType>().write_batch(&cells.texts, there, None)?
                }
                ColumnKind::Whole => writer.typed::<Int64Type>().write_batch(&cells.wholes, there, None)?,
                ColumnKind::Real => writer.typed::<DoubleType>().write_batch(&cells.reals, there, None)?,
                ColumnKind::Truth => writer.typed::<BoolType>().write_batch(&cells.truths, there, None)?,
            };
            writer.close()?;
            *cells = Cells::default();
        }
        group.close()?;
        self.rows.bytes = 0;
        Ok(())
    }
}
