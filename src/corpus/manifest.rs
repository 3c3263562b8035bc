//! The manifest: what a run was, so that it can be cited and repeated.

use super::batch::Counts;
use super::unmatched::Unmatched;
use crate::engine::Engine;
use crate::knowledge::Source;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a run was. Times stand apart, so that the rest can be compared byte by byte.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Manifest<'r> {
    /// The version of the engine.
    pub engine: &'static str,
    /// The tables the engine knew, with version, licence, rows and SHA-256.
    pub tables: Vec<Known<'r>>,
    /// What the run was asked to do.
    pub options: Options,
    /// What it did.
    pub counts: Counts,
    /// The most frequent names that nobody of the gazetteer bears: whom an overlay may add.
    pub unmatched: Vec<Unmatched>,
    /// When it started (seconds since 1970) and how long it took (seconds).
    pub times: Times,
}

/// A table that the engine knew.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Known<'r> {
    /// Its name.
    pub name: &'r str,
    /// Its version.
    pub version: &'r str,
    /// Its licence.
    pub licence: &'r str,
    /// How many rows it has.
    pub rows: usize,
    /// The SHA-256 of its rows, in hexadecimal.
    #[schemars(extend("pattern" = "^[0-9a-f]{64}$"))]
    pub sha256: &'r str,
}

impl<'r> From<&'r Source> for Known<'r> {
    fn from(Source { name, version, licence, rows, sha256, .. }: &'r Source) -> Known<'r> {
        Known { name, version, licence, rows: *rows, sha256 }
    }
}

/// What a run was asked to do.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
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
    pub input_format: Option<String>,
    /// The fields that go by other names.
    pub fields: BTreeMap<String, String>,
    /// How tables are written.
    pub format: String,
}

/// When a run took place.
#[derive(Clone, Copy, Debug, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Times {
    /// Seconds since the start of 1970, UTC.
    pub started: u64,
    /// Seconds.
    pub took: f64,
}

/// What tells a run from others: the engine, its tables, what it is asked to do, and the files' fingerprint. A run that was stopped goes on only where
/// all of that is the same.
pub fn identity(engine: &Engine, options: &Options, input: &str) -> Value {
    let sources = &engine.knowledge().sources;
    let tables: BTreeMap<&str, &str> = sources.iter().map(|source| (&*source.name, &*source.sha256)).collect();
    json!({ "engine": env!("CARGO_PKG_VERSION"), "tables": tables, "options": options, "input": input })
}

impl<'r> Manifest<'r> {
    /// The manifest of a run.
    pub fn new(
        engine: &'r Engine,
        options: Options,
        counts: Counts,
        unmatched: Vec<Unmatched>,
        started: std::time::SystemTime,
    ) -> Manifest<'r> {
        let since_1970 = started.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let took = started.elapsed().unwrap_or_default();
        Manifest {
            engine: env!("CARGO_PKG_VERSION"),
            tables: engine.knowledge().sources.iter().map(Known::from).collect(),
            options,
            counts,
            unmatched,
            times: Times { started: since_1970.as_secs(), took: took.as_millis() as f64 / 1000.0 },
        }
    }
}
