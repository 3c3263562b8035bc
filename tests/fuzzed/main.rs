//! Every input that fuzzing kept, and every seed and crash of `fuzz/seeds`, goes through its target again: on stable Rust, as
//! the debug build reads it, with every overflow told.

#[path = "../lawful/document.rs"]
mod lawful_document;
#[path = "../lawful/record.rs"]
mod lawful_record;
mod targets;

use flate2::read::GzDecoder;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

fn fuzz(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(below)
}

/// The seeds of a target, and what of its corpus is kept: a tar archive.
fn inputs(target: &str) -> Vec<(String, Vec<u8>)> {
    let seeds = fs::read_dir(fuzz("seeds").join(target)).expect("a folder of seeds");
    let mut inputs: Vec<(String, Vec<u8>)> = seeds
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.display().to_string(), fs::read(&path).expect("a seed")))
        .collect();
    if let Ok(packed) = File::open(fuzz("corpora").join(target).with_extension("tar.gz")) {
        let mut archive = Vec::new();
        GzDecoder::new(packed).read_to_end(&mut archive).expect("gzip");
        inputs.extend(members(&archive));
    }
    inputs
}

/// The files of a tar archive (POSIX ustar, names under 100 bytes).
fn members(mut archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    const BLOCK: usize = 512;
    const SIZE: std::ops::Range<usize> = 124..135;
    const KIND: usize = 156;
    let mut files = Vec::new();
    while let Some((head, rest)) = archive.split_first_chunk::<BLOCK>()
        && head[0] != 0
    {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_matches(['\0', ' ']).to_owned();
        let size = usize::from_str_radix(&text(&head[SIZE]), 8).expect("a length");
        if head[KIND] == b'0' {
            files.push((text(&head[..100]), rest[..size].to_vec()));
        }
        archive = &rest[size.next_multiple_of(BLOCK)..];
    }
    files
}

fn hold(target: &str) {
    let inputs = inputs(target);
    assert!(!inputs.is_empty(), "no input of {target}");
    for (name, bytes) in &inputs {
        // Shown where the test fails.
        println!("{name}");
        targets::run(target, bytes);
    }
}

macro_rules! hold {
    ($($target:ident)*) => {
        $(#[test]
        fn $target() {
            hold(stringify!($target));
        })*

        #[test]
        fn every_target_is_held() {
            assert!(targets::TARGETS.iter().map(|(name, _)| *name).eq([$(stringify!($target)),*]));
        }
    };
}

hold!(records pages archives text engine tables runs);
