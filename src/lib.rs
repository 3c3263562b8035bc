//! Who said what about whom, and how warmly.
#![forbid(unsafe_code)]

pub mod attribution;
pub mod error;
pub mod gazetteer;
pub mod knowledge;
pub mod lexicon;
pub mod mention;
pub mod reference;
pub mod stance;
pub mod text;

pub use error::{Error, ErrorKind, Result};
