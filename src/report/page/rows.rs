//! Rows of the tables, as far as the page asks for them.

use crate::error::{Error, Result};
use crate::record::{Id, Kind, Label, TargetKind};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

#[derive(Deserialize)]
pub(super) struct ArticleRow {
    #[serde(deserialize_with = "id")]
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) quotes: usize,
    pub(super) stances: usize,
}

#[derive(Deserialize)]
pub(super) struct QuoteRow {
    pub(super) id: usize,
    pub(super) kind: Kind,
    pub(super) spans: Vec<PieceRow>,
    pub(super) text: String,
    pub(super) speaker: Option<SpeakerCell>,
}

#[derive(Deserialize)]
pub(super) struct SpeakerCell {
    pub(super) name: Option<String>,
    pub(super) mention: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct PieceRow {
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Deserialize)]
pub(super) struct StanceRow {
    pub(super) quote: Option<usize>,
    pub(super) holder: Option<HolderCell>,
    pub(super) target: TargetCell,
    pub(super) score: f64,
    pub(super) label: Label,
    #[serde(rename = "self")]
    pub(super) own: bool,
    pub(super) evidence: Vec<EvidenceRow>,
}

#[derive(Deserialize)]
pub(super) struct HolderCell {
    pub(super) name: Option<String>,
    pub(super) actor: Option<String>,
    pub(super) iso3: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct TargetCell {
    pub(super) name: Option<String>,
    pub(super) actor: Option<String>,
    pub(super) iso3: Option<String>,
    pub(super) kind: TargetKind,
}

#[derive(Deserialize)]
pub(super) struct EvidenceRow {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) term: String,
    pub(super) contribution: f64,
}

fn id<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<String, D::Error> {
    Id::deserialize(deserializer).map(|id| id.to_string())
}

pub(super) fn rows<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<impl Iterator<Item = Result<T>>> {
    let path = folder.join(format!("{name}.jsonl"));
    let file = File::open(&path).map_err(|error| Error::io(path.display().to_string(), &error))?;
    Ok(BufReader::new(file).lines().map(move |line| {
        let line = line.map_err(|error| Error::io(path.display().to_string(), &error))?;
        serde_json::from_str(&line)
            .map_err(|error| Error::record(error.to_string()).in_file(path.display().to_string()))
    }))
}
