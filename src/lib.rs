//! Who said what about whom, and how warmly.
#![forbid(unsafe_code)]

pub mod attribution;
#[cfg(feature = "cli")]
pub mod cli;
pub mod corpus;
pub mod engine;
pub mod error;
pub mod gazetteer;
pub mod knowledge;
pub mod ledger;
pub mod lexicon;
pub mod mention;
pub mod record;
pub mod reference;
pub mod report;
pub mod stance;
pub mod text;

pub use engine::{Engine, Reading, Request};
pub use error::{Error, ErrorKind, Result};
