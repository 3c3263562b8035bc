//! What coders say: files of coded units, each a coder's or several coders' together.

use super::draw::Unit;
use crate::corpus::{columns, sheet};
use crate::error::{Error, Result};
use crate::record::{self, Label};
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
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
    /// Columns that are neither a coder's nor of the sample.
    pub unknown: BTreeSet<String>,
}

impl Codings {
    /// Adds a file of JSON, or of cells under a header as spreadsheets write them, in any encoding and with any delimiter. Each
    /// column or field whose name begins with `label`, small or large, is a coder's; an empty one was not coded. What is no label
    /// is an error.
    pub fn add(&mut self, path: &Path) -> Result<()> {
        let known: Vec<String> = columns(&record::schema::<Unit>()).into_iter().map(|column| column.name).collect();
        let has_id = |names: &[String]| {
            let is_there = names.iter().any(|name| folded(name) == ID);
            is_there.then_some(()).ok_or_else(|| format!("no column {ID}; there are {}", names.join(", ")))
        };
        for row in sheet(path, has_id)? {
            let (place, row) = row?;
            self.unit(&row, &known).map_err(|error| error.in_file(place.to_string()))?;
        }
        Ok(())
    }

    fn unit(&mut self, row: &Map<String, Value>, known: &[String]) -> Result<()> {
        let wrong = || Error::record(format!("has no {ID} of a unit that `detente sample` drew"));
        let (mut id, mut labels) = (None, Vec::new());
        for (name, said) in row {
            let column = folded(name);
            if column == ID {
                id = said.as_str();
            } else if column.starts_with(LABEL) {
                labels.extend(label(name, said)?);
            } else if !known.contains(&column) {
                self.unknown.insert(name.clone());
            }
        }
        let number = id.and_then(|id| u64::from_str_radix(id.trim(), 16).ok()).ok_or_else(wrong)?;
        self.open += u64::from(labels.is_empty());
        self.units.entry(number).or_default().extend(labels);
        Ok(())
    }
}

/// The name of a column, however it is written.
fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The place of the label that a cell holds, if it holds any.
fn label(column: &str, said: &Value) -> Result<Option<usize>> {
    let said = match said {
        Value::Null => return Ok(None),
        Value::String(said) => folded(said),
        other => other.to_string(),
    };
    if said.is_empty() {
        return Ok(None);
    }
    let place = LABELS.iter().position(|label| label.as_str() == said);
    let names = LABELS.map(Label::as_str).join(", ");
    place.map(Some).ok_or_else(|| Error::record(format!("{column}: {said:?} is none of {names}")))
}
