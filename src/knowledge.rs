//! All that is known before an article is read: vocabulary, lexicons, gazetteer.
//!
//! Owns the way from tables to one value that threads share, and from that value to bytes and back: the built-in tables
//! are compiled when the crate is built, overlays when they are laid.

use crate::error::{Error, Result};
use crate::gazetteer::Gazetteer;
use crate::lexicon::{Lexicons, Table, Tables, place_of};
use crate::text::Vocabulary;
use serde::{Deserialize, Serialize};

/// Vocabulary, lexicons and gazetteer, and which tables they come from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Knowledge {
    /// The words that anything is known of.
    pub vocabulary: Vocabulary,
    /// What is known about words.
    pub lexicons: Lexicons,
    /// What is known about actors.
    pub gazetteer: Gazetteer,
    /// The tables all this was compiled from.
    pub sources: Vec<Source>,
}

/// One table that knowledge was compiled from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its name, such as `cues`.
    pub name: String,
    /// The version its header gives.
    pub version: String,
    /// The licence its header gives.
    pub licence: String,
    /// How many rows it has.
    pub rows: usize,
    /// The files of the overlays laid over it.
    pub overlays: Vec<String>,
    /// The SHA-256 of its rows (overlays laid over it included), in hexadecimal.
    pub sha256: String,
}

impl Knowledge {
    /// Compiles tables. The first row that breaks its table's rules is an error, with its file and line.
    pub fn compile(tables: &Tables) -> Result<Knowledge> {
        let mut vocabulary = Vocabulary::default();
        let lexicons = Lexicons::compile(tables, &mut vocabulary)?;
        let gazetteer = Gazetteer::compile(tables, &lexicons, &mut vocabulary)?;
        let sources = tables.iter().map(source).collect();
        Ok(Knowledge { vocabulary, lexicons, gazetteer, sources })
    }

    /// The file and line of a row, from its table's name and its mark ([`crate::lexicon::Row::mark`]).
    pub fn place(&self, table: &str, mark: u32) -> (String, usize) {
        let (line, overlay) = place_of(mark);
        let source = self.sources.iter().find(|source| source.name == table);
        let file = source.zip(overlay.checked_sub(1)).and_then(|(source, at)| source.overlays.get(at));
        (file.cloned().unwrap_or_else(|| format!("lexicons/{table}.tsv")), line)
    }

    /// The compiled form as bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        postcard::to_allocvec(self).map_err(|cause| Error::lexicon(format!("cannot be compiled: {cause}")))
    }

    /// Loads what [`Knowledge::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Knowledge> {
        postcard::from_bytes(bytes).map_err(|cause| Error::lexicon(format!("cannot be loaded: {cause}")))
    }
}

fn source(table: &Table) -> Source {
    use sha2::{Digest, Sha256};
    use std::fmt::Write;
    let mut digest = Sha256::new();
    for row in table.rows() {
        digest.update(row.cells().join("\t"));
        digest.update("\n");
    }
    let mut sha256 = String::new();
    for byte in digest.finalize() {
        write!(sha256, "{byte:02x}").expect("a string takes it");
    }
    Source {
        name: table.name.clone(),
        version: table.header("version"),
        licence: table.header("licence"),
        rows: table.rows().len(),
        overlays: table.overlays().to_vec(),
        sha256,
    }
}
