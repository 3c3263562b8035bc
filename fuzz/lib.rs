//! The targets, which the tests of the crate run too (`tests/fuzzed/`).

#[path = "../tests/lawful/document.rs"]
mod lawful_document;
#[path = "../tests/lawful/record.rs"]
mod lawful_record;
#[path = "../tests/fuzzed/targets/mod.rs"]
pub mod targets;
