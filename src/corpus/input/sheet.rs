//! Rows of a file that holds no articles but what people noted beside them: JSON, or cells under a header, as spreadsheets write
//! them, in any encoding and with any delimiter.

use super::bytes;
use super::format::{self, Format};
use super::item::{Body, Item, Place, Reject};
use super::lines::{self, Coming, Lines};
use super::{Items, narrowed, rows};
use crate::error::{Error, Result};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, BufRead};
use std::path::Path;
use std::sync::Arc;

/// The rows of a file, each with its place. `fits` tells whether the names of a table's columns are those of a header, or what is wrong
/// with them.
pub fn sheet(
    path: &Path,
    fits: impl Fn(&[String]) -> std::result::Result<(), String>,
) -> Result<impl Iterator<Item = Result<(Place, Map<String, Value>)>>> {
    let name: Arc<str> = path.display().to_string().into();
    let items = items(path, &name, fits).map_err(|cause| Error::io(&*name, &cause))?;
    Ok(items.map(|given| {
        let Item { place, body } =
            given.map_err(|Reject { place, cause, .. }| Error::record(cause).in_file(place.to_string()))?;
        match body {
            Body::Row(row) => Ok((place, row)),
            Body::Record(bytes) => {
                let row = serde_json::from_slice(bytes.strip_prefix(super::encoding::MARK).unwrap_or(&bytes));
                let row = row.map_err(|cause| Error::record(cause.to_string()).in_file(place.to_string()))?;
                Ok((place, row))
            }
            Body::Text(_) | Body::Page(_) => unreachable!("neither is read of a sheet"),
        }
    }))
}

fn items(
    path: &Path,
    name: &Arc<str>,
    fits: impl Fn(&[String]) -> std::result::Result<(), String>,
) -> io::Result<Items> {
    let mut bytes = bytes::unpacked(File::open(path)?, &Arc::default())?;
    if format::is_wide(bytes.fill_buf()?) {
        bytes = narrowed(bytes);
    }
    let head = bytes.fill_buf()?;
    let coming = if format::is_array(head) { Coming::Array } else { Coming::File };
    match Format::of_head(head) {
        Some(Format::Json) if Format::of_name(path) == Some(Format::Lines) => {
            Ok(Box::new(Lines::new(bytes, Arc::clone(name))))
        }
        Some(Format::Json) => lines::json(bytes, name, coming),
        _ if Format::of_name(path) == Some(Format::Tsv) => rows::rows(bytes, b'\t', name, fits),
        _ => rows::rows(bytes, b',', name, fits),
    }
}
