//! What coders say: files of coded units, each a coder's or several coders' together.

use crate::error::{Error, Result};
use crate::record::Label;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use std::fs;
use std::path::Path;

/// The labels, in the order in which they are counted.
pub(super) const LABELS: [Label; 3] = [Label::Negative, Label::Neutral, Label::Positive];

/// How the columns of labels are called: this, or this and more (`label_anna`).
const LABEL: &str = "label";

/// The column of the unit's number.
const ID: &str = "id";

/// Codings of units by several coders.
#[derive(Clone, Debug, Default)]
pub struct Codings {
    /// By number of the stance: the places of its labels among [`LABELS`].
    pub(super) units: FxHashMap<u64, Vec<usize>>,
    /// How many units no coder gave a label.
    pub(super) open: u64,
}

impl Codings {
    /// Adds a file of JSON Lines, or of comma-separated values under a header. Each column or field whose name begins with
    /// `label` is a coder's; an empty one was not coded. What is no label is an error.
    pub fn add(&mut self, path: &Path) -> Result<()> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|cause| Error::io(&*name, &cause))?;
        let text = text.trim_start_matches('\u{feff}');
        let rows = if text.trim_start().starts_with('{') { lines(text) } else { cells(text) };
        for row in rows {
            let added = row.and_then(|(line, row)| self.unit(&row).map_err(|error| error.at_line(line)));
            added.map_err(|error| error.in_file(&*name))?;
        }
        Ok(())
    }

    fn unit(&mut self, row: &Map<String, Value>) -> Result<()> {
        let wrong = || Error::record(format!("has no {ID} of a unit that `detente sample` drew"));
        let id = row.get(ID).and_then(Value::as_str).ok_or_else(wrong)?;
        let number = u64::from_str_radix(id, 16).map_err(|_| wrong())?;
        let mut labels = Vec::new();
        for (name, said) in row.iter().filter(|(name, _)| name.starts_with(LABEL)) {
            let said = match said {
                Value::Null => continue,
                Value::String(said) if said.trim().is_empty() => continue,
                Value::String(said) => said.trim().to_lowercase(),
                other => other.to_string(),
            };
            let place = LABELS.iter().position(|label| label.as_str() == said);
            let names = LABELS.map(Label::as_str).join(", ");
            labels.push(place.ok_or_else(|| Error::record(format!("{name}: {said:?} is none of {names}")))?);
        }
        self.open += u64::from(labels.is_empty());
        self.units.entry(number).or_default().extend(labels);
        Ok(())
    }
}

/// A row and its line.
type Row = Result<(usize, Map<String, Value>)>;

fn lines(text: &str) -> Vec<Row> {
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let row = |(line, number): (&str, usize)| {
        let row = serde_json::from_str(line).map_err(|cause| Error::record(cause.to_string()).at_line(number));
        row.map(|row| (number, row))
    };
    lines.map(row).collect()
}

fn cells(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let failed = |cause: csv::Error| Error::record(cause.to_string());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(cause) => return vec![Err(failed(cause))],
    };
    let row = |record: csv::Result<csv::StringRecord>| {
        let record = record.map_err(failed)?;
        let line = record.position().map_or(0, |position| position.line() as usize);
        let cells = header.iter().zip(&record).map(|(name, cell)| (name.to_owned(), Value::from(cell)));
        Ok((line, cells.collect()))
    };
    reader.records().map(row).collect()
}
