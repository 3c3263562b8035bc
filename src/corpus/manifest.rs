//! The manifest: what a run was, so that it can be cited and repeated.

use super::batch::Counts;
use super::checksum::Checksum;
use super::input::{Format, Reading};
use super::table::TableFormat;
use super::unmatched::Unmatched;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::knowledge::Source;
use crate::record::{Fields, Settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// The version of this engine.
const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// What a run was. Times stand apart, so that the rest can be compared byte by byte.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the engine.
    pub engine: String,
    /// The tables the engine knew, with version, licence, rows and SHA-256.
    pub tables: Vec<Known>,
    /// What the run was asked to do.
    pub options: Options,
    /// What it did.
    pub counts: Counts,
    /// The most frequent names that nobody of the gazetteer bears: whom an overlay may add.
    pub unmatched: Vec<Unmatched>,
    /// The files that were read, in that order, as they lay on the disk; `-` is standard input.
    pub inputs: Vec<Checksum>,
    /// The files of the tables that were written.
    pub outputs: Vec<Checksum>,
    /// When it started (seconds since 1970) and how long it took (seconds).
    pub times: Times,
}

/// A table that the engine knew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Known {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence.
    pub licence: String,
    /// How many rows it has.
    pub rows: usize,
    /// The SHA-256 of its rows, those of overlays included, in hexadecimal.
    #[schemars(extend("pattern" = "^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// The files that were laid over it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<String>,
}

impl From<&Source> for Known {
    fn from(source: &Source) -> Known {
        let Source { name, version, licence, rows, sha256, overlays } = source.clone();
        Known { name, version, licence, rows, sha256, overlays }
    }
}

/// What a run was asked to do: all that its tables depend on, beside the engine and the inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Options {
    /// The inputs, as named.
    pub inputs: Vec<String>,
    /// The folder of the overlay.
    pub lexicons: Option<String>,
    /// The date of undated articles.
    pub date: Option<String>,
    /// The unit of offsets.
    pub offsets: crate::record::Unit,
    /// Do records carry the text?
    pub with_text: bool,
    /// What all inputs hold, where that was told.
    pub input_format: Option<Format>,
    /// The fields that go by other names.
    pub fields: BTreeMap<String, String>,
    /// How tables are written.
    pub format: TableFormat,
}

/// When a run took place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Times {
    /// Seconds since the start of 1970, UTC.
    pub started: u64,
    /// Seconds.
    pub took: f64,
}

impl Options {
    /// Where the inputs are.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.inputs.iter().map(PathBuf::from).collect()
    }

    /// Is standard input one of the inputs?
    pub fn reads_stdin(&self) -> bool {
        self.inputs.iter().any(|input| input == "-")
    }

    /// How the inputs are read.
    pub fn reading(&self) -> Result<Reading> {
        Ok(Reading { format: self.input_format, fields: self.fields()?, except: None })
    }

    /// How records are written.
    pub fn settings(&self) -> Result<Settings> {
        let (unit, with_text) = (self.offsets, self.with_text);
        Ok(Settings { unit, with_text, date: self.date.clone(), fields: self.fields()? })
    }

    fn fields(&self) -> Result<Fields> {
        self.fields.iter().try_fold(Fields::default(), |fields, (own, name)| fields.rename_own(own, name))
    }
}

/// What tells a run from others: the engine, its tables, what it is asked to do, and the files' fingerprint. A run that was stopped goes on only where
/// all of that is the same.
pub(super) fn identity(engine: &Engine, options: &Options, input: &str) -> Value {
    let sources = &engine.knowledge().sources;
    let tables: BTreeMap<&str, &str> = sources.iter().map(|source| (&*source.name, &*source.sha256)).collect();
    json!({ "engine": ENGINE, "tables": tables, "options": options, "input": input })
}

impl Manifest {
    /// What an engine and its options tell of a run that has done nothing yet.
    pub fn of(engine: &Engine, options: Options) -> Manifest {
        Manifest {
            engine: ENGINE.to_owned(),
            tables: engine.knowledge().sources.iter().map(Known::from).collect(),
            options,
            counts: Counts::default(),
            unmatched: Vec::new(),
            inputs: Vec::new(),
            outputs: Vec::new(),
            times: Times::default(),
        }
    }

    /// Reads a manifest. What is none is an error that tells the line.
    pub fn read(path: &Path) -> Result<Manifest> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|cause| Error::io(&*name, &cause))?;
        serde_json::from_reader(BufReader::new(file)).map_err(|cause| {
            let error = Error::record(format!("no manifest that this version reads: {cause}"));
            let line = cause.line();
            if line > 0 { error.at_line(line) } else { error }.in_file(name)
        })
    }
}
