//! The built-in tables, compiled and as they are written. Both are made by `build.rs` from `lexicons/`.

use crate::knowledge::Knowledge;
use crate::lexicon::{Table, Tables};

static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));

/// By table: name, file, text.
static WRITTEN: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// What the built-in tables compile to.
pub(super) fn knowledge() -> Knowledge {
    Knowledge::from_bytes(COMPILED).expect("the build script wrote it with this very code")
}

/// The built-in tables.
pub(super) fn tables() -> Tables {
    let mut tables = Tables::default();
    for (name, file, text) in WRITTEN {
        let table = Table::parse(name, file, text).expect("the build script has read it");
        tables.lay(table).expect("each table is laid once");
    }
    tables
}
