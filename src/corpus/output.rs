//! Where readings go: a stream of records, or a folder of tables.

use super::batch::Counts;
use super::input::Reject;
use crate::engine::{Engine, Reading};
use crate::record::{Record, Shape};
use std::io::{self, Write};

/// Takes readings in input order. Rows are made on many threads at once, by [`Sink::render`]; the rest happens on one at a
/// time.
pub trait Sink: Send {
    /// What records become before they are written.
    type Rendered: Send;

    /// Room for records.
    fn room(&self) -> Self::Rendered;
    /// Adds a record, and what it does not tell of the reading.
    fn render(engine: &Engine, record: &Record, reading: &Reading, rendered: &mut Self::Rendered);
    /// Writes what was rendered, and leaves the room empty.
    fn write(&mut self, rendered: &mut Self::Rendered) -> io::Result<()>;
    /// Notes an article that could not be read.
    fn reject(&mut self, reject: &Reject) -> io::Result<()>;
    /// Takes note of what was done so far, once all of it is written.
    fn mark(&mut self, counts: &Counts) -> io::Result<()>;
    /// Ends the run, all of whose articles are written: writes what only they together tell.
    fn finish(&mut self, counts: &Counts) -> io::Result<()>;
    /// Ends a run that was stopped before all articles were read.
    fn suspend(&mut self, counts: &Counts) -> io::Result<()>;
    /// What an earlier run did that this one goes on with.
    fn done(&self) -> Counts {
        Counts::default()
    }
    /// After how many articles something ends that no chunk of articles may reach over.
    fn articles_a_part(&self) -> Option<u64> {
        None
    }
}

/// Records as JSON Lines on one writer; rejects as lines on another.
pub struct Stream<W, E> {
    /// What records look like.
    pub shape: Shape,
    /// Where records go.
    pub records: W,
    /// Where rejects go.
    pub rejects: E,
}

/// Lines in a shape.
pub struct Lines {
    shape: Shape,
    bytes: Vec<u8>,
}

impl<W: Write + Send, E: Write + Send> Sink for Stream<W, E> {
    type Rendered = Lines;

    fn room(&self) -> Lines {
        Lines { shape: self.shape, bytes: Vec::new() }
    }

    fn render(_: &Engine, record: &Record, _: &Reading, rendered: &mut Lines) {
        rendered.shape.write(&mut rendered.bytes, record);
        rendered.bytes.push(b'\n');
    }

    fn write(&mut self, rendered: &mut Lines) -> io::Result<()> {
        self.records.write_all(&rendered.bytes)?;
        rendered.bytes.clear();
        self.records.flush()
    }

    fn reject(&mut self, reject: &Reject) -> io::Result<()> {
        writeln!(self.rejects, "detente: {reject}")
    }

    fn mark(&mut self, _: &Counts) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self, _: &Counts) -> io::Result<()> {
        self.records.flush()
    }

    fn suspend(&mut self, _: &Counts) -> io::Result<()> {
        self.records.flush()
    }
}
