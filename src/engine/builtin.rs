//! The built-in tables, compiled and as they are written. Both are made by `build.rs` from `lexicons/`.

use crate::knowledge::Knowledge;
use crate::lexicon::{Table, Tables};
use flate2::bufread::GzDecoder;
use std::io::Read;

static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));

/// By table: name, file, text. Packed, for they are only needed where an overlay is laid over them, or somebody asks.
static WRITTEN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/tables.gz"));

/// What the built-in tables compile to.
pub(super) fn knowledge() -> Knowledge {
    Knowledge::from_bytes(COMPILED).expect("the build script wrote it with this very code")
}

/// The built-in tables.
pub(super) fn tables() -> Tables {
    let mut bytes = Vec::new();
    GzDecoder::new(WRITTEN).read_to_end(&mut bytes).expect("the build script packed it");
    let written: Vec<(&str, &str, &str)> = postcard::from_bytes(&bytes).expect("the build script wrote it");
    let mut tables = Tables::default();
    for (name, file, text) in written {
        let table = Table::parse(name, file, text).expect("the build script has read it");
        tables.lay(table).expect("each table is laid once");
    }
    tables
}
