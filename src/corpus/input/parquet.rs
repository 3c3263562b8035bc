//! Articles as the rows of a Parquet file.

use super::Items;
use super::item::{Body, Item, Place, Reject};
use crate::record::Fields;
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// How a file begins. What it holds stands at its end: it is read as it lies on the disk, and not from a stream.
const MARK: &[u8; 4] = b"PAR1";

/// The rows of a file. A file whose columns name nothing to read is a reject.
pub(super) fn rows(path: &Path, file: &Arc<str>, fields: &Fields) -> io::Result<Items> {
    let mut packed = File::open(path)?;
    let mut mark = [0; MARK.len()];
    if packed.read_exact(&mut mark).is_err() || mark != *MARK {
        return Err(io::Error::other("no Parquet file as it stands: unpack it, if it is packed as a whole"));
    }
    let reader = SerializedFileReader::new(packed)?;
    let schema = reader.metadata().file_metadata().schema();
    let columns: Vec<String> = schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
    super::rows::readable(&columns, fields).map_err(io::Error::other)?;
    let file = Arc::clone(file);
    let mut rows = reader.into_iter().zip(1..);
    let mut is_over = false;
    Ok(Box::new(std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        let (row, number) = rows.next()?;
        let place = Place { row: Some(number), ..Place::file(Arc::clone(&file)) };
        Some(match row.map(|row| row.to_json_value()) {
            Ok(Value::Object(mut row)) => {
                row.retain(|_, cell| !cell.is_null());
                Ok(Item { place, body: Body::Row(row) })
            }
            Ok(_) => Err(Reject::new(place, "a row without columns")),
            Err(cause) => {
                is_over = true;
                Err(Reject::new(place, cause.to_string()))
            }
        })
    })))
}
