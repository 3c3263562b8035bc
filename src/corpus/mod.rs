//! Corpus: many articles, read in parallel, written in order.
//!
//! Owns inputs (files of many formats, packed or not, folders, web archives), outputs (a stream of records, or a folder of
//! tables with a manifest), and the batch between them: chunks of articles over threads, so that memory stays bounded and the
//! output is the same bytes on any number of threads, and after any interruption. What a run was its manifest tells, from which it can be done again. One bad article never stops the rest: it
//! becomes a [`Reject`].

mod batch;
mod checksum;
mod columns;
mod copies;
mod flat;
mod folder;
pub mod html;
mod input;
mod job;
mod journal;
mod manifest;
mod output;
mod rows;
mod schema;
mod sketch;
mod stored;
mod sums;
mod synthetic;
mod table;
mod unmatched;

pub use batch::{Batch, Counts, Run};
pub use checksum::Checksum;
pub use columns::{Column, ColumnKind, columns};
pub use copies::{Copies, Sketches};
pub use folder::{Earlier, Folder, Rendered};
pub use input::{
    Body, Format, Given, Input, Item, LONGEST, Meter, Opened, Page, Place, Reading, Reject, sheet, single,
};
pub use job::Job;
pub use manifest::{Known, Manifest, Options, Times};
pub use output::{Lines, Sink, Stream};
pub use rows::Pairing;
pub use schema::{SCHEMAS, Schema};
pub use stored::{Block, Blocks, Cell, Stored};
pub use synthetic::synthetic;
pub use table::{Rows, Table, TableFormat};
pub use unmatched::Unmatched;
