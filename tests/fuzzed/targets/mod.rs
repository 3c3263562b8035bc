//! What is done with any bytes: the bodies of the fuzz targets (`fuzz/`), which tests run over the inputs that were kept.
//!
//! A target takes bytes, does with them what a user would, and holds what comes of it to the laws of `tests/lawful`.

mod archives;
mod engine;
mod pages;
mod records;
mod runs;
mod tables;
mod text;

use detente::Engine;
use std::sync::LazyLock;

/// A target's name, and what it does.
pub type Target = (&'static str, fn(&[u8]));

pub const TARGETS: [Target; 7] = [
    ("records", records::run),
    ("pages", pages::run),
    ("archives", archives::run),
    ("text", text::run),
    ("engine", engine::run),
    ("tables", tables::run),
    ("runs", runs::run),
];

/// Runs a target over some bytes.
pub fn run(name: &str, bytes: &[u8]) {
    let (_, run) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target");
    run(bytes);
}

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

/// The first byte, which chooses, and the rest; zero where there is none.
fn choice(bytes: &[u8]) -> (usize, &[u8]) {
    bytes.split_first().map_or((0, bytes), |(first, rest)| (usize::from(*first), rest))
}
