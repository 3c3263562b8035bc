//! Compiles the tables of `lexicons/` into the form the engine loads, with the very code that compiles overlays at run
//! time, and packs the tables themselves for the engine to carry along.

#![allow(dead_code, unused_imports, missing_docs)]

#[path = "src/error.rs"]
mod error;
#[path = "src/gazetteer/mod.rs"]
mod gazetteer;
#[path = "src/knowledge.rs"]
mod knowledge;
#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[path = "src/text/mod.rs"]
mod text;

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    for path in ["lexicons", "src/error.rs", "src/gazetteer", "src/knowledge.rs", "src/lexicon", "src/text"] {
        println!("cargo::rerun-if-changed={path}");
    }
    if let Err(error) = compile() {
        error.into_all().for_each(|error| println!("cargo::error={error}"));
    }
}

fn compile() -> error::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let io = |path: &Path, cause| error::Error::io(path.display().to_string(), &cause);
    let lexicons = root.join("lexicons");
    let listing = fs::read_dir(&lexicons).map_err(|cause| io(&lexicons, cause))?;
    let mut files: Vec<PathBuf> = listing.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    files.sort();

    let mut tables = lexicon::Tables::default();
    let mut written = Vec::new();
    for path in &files {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let file = format!("lexicons/{name}.tsv");
        let text = fs::read_to_string(path).map_err(|cause| io(path, cause))?;
        let name = name.into_owned();
        tables.lay(lexicon::Table::parse(&name, &file, &text)?)?;
        written.push((name, file, text));
    }

    let knowledge = knowledge::Knowledge::compile(&tables)?;
    let (compiled, packed) = (out.join("knowledge.bin"), out.join("tables.gz"));
    fs::write(&compiled, knowledge.to_bytes()?).map_err(|cause| io(&compiled, cause))?;
    let written = postcard::to_allocvec(&written).expect("texts can be written");
    let pack = || {
        let mut file = GzEncoder::new(fs::File::create(&packed)?, Compression::best());
        file.write_all(&written)?;
        file.finish().map(drop)
    };
    pack().map_err(|cause| io(&packed, cause))
}
