//! Corpus: many articles, read in parallel, written in order.
//!
//! Owns inputs (JSON Lines, text files, folders), outputs (a stream of records, or a folder of tables with a manifest),
//! and the batch between them: chunks of articles over threads, so that memory stays bounded and the output is the same
//! bytes on any number of threads. One bad article never stops the rest: it becomes a [`Reject`].

mod batch;
pub mod html;
mod input;
mod manifest;
mod output;
mod rows;
mod schema;
mod synthetic;
mod unmatched;

pub use batch::{Batch, Counts};
pub use input::{Body, Input, Item, Reject};
pub use manifest::{Known, Manifest, Options, Times};
pub use output::{Folder, Rendered, Sink, Stream};
pub use rows::Pairing;
pub use schema::{SCHEMAS, Schema};
pub use synthetic::synthetic;
pub use unmatched::Unmatched;
