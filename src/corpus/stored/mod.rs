//! What a finished run stored, read back.
//!
//! Owns how the cells that are asked for are found in the rows of a table, whatever its format. Rows come in blocks, so that
//! many threads can read: a block holds all rows of its articles. What a row means is no matter of this place.

mod csv;
mod lines;
#[cfg(feature = "parquet")]
mod parquet;

use super::columns::{Column, columns};
use super::folder::Folder;
use super::schema::SCHEMAS;
use super::table::TableFormat;
use crate::error::{Error, Result};
use serde_json::Value;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// The folder of a finished run.
#[derive(Clone, Debug)]
pub struct Stored {
    folder: PathBuf,
}

/// A cell as it was read: a text may have had to be made anew.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'c> {
    /// Nothing.
    Empty,
    /// A text, or a list or object as JSON.
    Text(Cow<'c, str>),
    /// A whole number.
    Whole(i64),
    /// A number.
    Real(f64),
    /// True or false.
    Truth(bool),
}

impl Cell<'_> {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let Cell::Text(text) = self { Some(text) } else { None }
    }

    /// The whole number, if it is one.
    pub fn whole(&self) -> Option<i64> {
        if let Cell::Whole(number) = self { Some(*number) } else { None }
    }

    /// The number, if it is one.
    pub fn real(&self) -> Option<f64> {
        match self {
            Cell::Real(number) => Some(*number),
            Cell::Whole(number) => Some(*number as f64),
            _ => None,
        }
    }

    /// A score or confidence in thousandths; 0 where it is no number.
    pub fn thousandths(&self) -> i16 {
        self.real().map_or(0, |number| (number * 1000.0).round() as i16)
    }

    /// The sketch of a text, if it is one.
    pub fn sketch(&self) -> Option<u64> {
        self.text().and_then(|hex| u64::from_str_radix(hex, 16).ok())
    }

    /// Is it a list that holds something?
    pub fn is_filled(&self) -> bool {
        self.text().is_some_and(|list| list != "[]")
    }
}

/// The columns that are asked for, of which the first tells the article. Where nothing is asked for, cells are empty.
type Asked = Arc<[Option<Column>]>;

/// The blocks of a table, in its order.
pub type Blocks = Box<dyn Iterator<Item = Result<Block>> + Send>;

/// Some of the rows of a table.
pub struct Block {
    /// The file, for errors.
    file: Arc<str>,
    asked: Asked,
    held: Held,
}

enum Held {
    Lines(lines::Lines),
    Csv(csv::Records),
    #[cfg(feature = "parquet")]
    Part(PathBuf),
}

impl Stored {
    /// The tables of a folder. A folder that holds no finished run is an error.
    pub fn open(folder: &Path) -> Result<Stored> {
        if Folder::is_unfinished(folder) {
            return Err(wrong(folder, "holds a run that was stopped; `detente batch` goes on with it by --resume"));
        }
        if !folder.join(Folder::MANIFEST).exists() {
            return Err(wrong(folder, "holds no run of `detente batch`: there is no manifest.json"));
        }
        Ok(Stored { folder: folder.to_owned() })
    }

    /// What read the articles: the version of the engine, and a fingerprint of its lexicons and gazetteer.
    pub fn maker(&self) -> Result<String> {
        let path = self.folder.join(Folder::MANIFEST);
        let name = path.display().to_string();
        let manifest = std::fs::read(&path).map_err(|cause| Error::io(&*name, &cause))?;
        let manifest: Value = serde_json::from_slice(&manifest).map_err(|cause| wrong(&path, &cause.to_string()))?;
        let tables = xxh3_64(manifest["tables"].to_string().as_bytes());
        Ok(format!("{} with tables {tables:016x}", manifest["engine"].as_str().unwrap_or_default()))
    }

    /// The rows of a table, by blocks: of the columns that are named as [`columns`] names them, in that order, with an empty
    /// cell where there is no name. The first must tell the article.
    pub fn table<'n>(
        &self,
        table: &str,
        names: impl IntoIterator<Item = impl Into<Option<&'n str>>>,
    ) -> Result<Blocks> {
        let schema = SCHEMAS.iter().find(|(name, _)| *name == table).expect("a table has a schema").1;
        let known = columns(&schema());
        let column = |name: &str| known.iter().find(|column| column.name == name).cloned().expect("a column");
        let asked: Asked = names.into_iter().map(|name| name.into().map(column)).collect();
        let path = |format: TableFormat| self.folder.join(format.file(table));
        let [lines, csv, parts] = [TableFormat::Jsonl, TableFormat::Csv, TableFormat::Parquet].map(path);
        if lines.exists() {
            lines::blocks(&lines, asked)
        } else if csv.exists() {
            csv::blocks(&csv, asked)
        } else if parts.exists() {
            #[cfg(feature = "parquet")]
            return parquet::blocks(&parts, asked);
            #[cfg(not(feature = "parquet"))]
            Err(wrong(&parts, "this build reads no Parquet: build with --features full"))
        } else {
            Err(wrong(&self.folder, &format!("holds no table of {table}")))
        }
    }
}

impl Block {
    /// Hands over the cells of each row, in the order in which the columns were asked for.
    pub fn each(&self, row: impl FnMut(&[Cell])) -> Result<()> {
        match &self.held {
            Held::Lines(lines) => lines.each(&self.asked, row),
            Held::Csv(records) => records.each(&self.asked, row),
            #[cfg(feature = "parquet")]
            Held::Part(path) => parquet::each(path, &self.asked, row),
        }
        .map_err(|error| error.in_file(&*self.file))
    }
}

fn wrong(path: &Path, message: &str) -> Error {
    Error::usage(message).in_file(path.display().to_string())
}
