//! A run into a folder, as its options tell it: what `batch` does, and what is done again where a run is verified.
//!
//! Owns that nothing but the engine, the options and the inputs makes a difference to what is written.

use super::batch::{Batch, Counts, Run};
use super::folder::{Earlier, Folder};
use super::input::{Input, Meter};
use super::manifest::{self, Manifest, Options, Times};
use super::output::Sink;
use crate::engine::Engine;
use crate::error::Result;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{SystemTime, UNIX_EPOCH};

/// A run that has not begun.
pub struct Job<'e> {
    batch: Batch<'e>,
    input: Input,
    folder: Folder,
    manifest: Manifest,
    started: SystemTime,
}

impl<'e> Job<'e> {
    /// A run over `threads` threads (0 for one a core), of what the options name as inputs into a folder.
    pub fn open(
        engine: &'e Engine,
        options: Options,
        input: Input,
        threads: usize,
        folder: &Path,
        earlier: Earlier,
    ) -> Result<Job<'e>> {
        let started = SystemTime::now();
        let batch = Batch::new(engine, options.settings()?, threads);
        let batch = if options.reads_stdin() { batch.one_by_one() } else { batch };
        let identity = manifest::identity(engine, &options, &input.fingerprint());
        let folder = Folder::open(folder, options.format, earlier, identity)?;
        Ok(Job { batch, input, folder, manifest: Manifest::of(engine, options), started })
    }

    /// How much of the inputs was read.
    pub fn meter(&self) -> Arc<Meter> {
        self.input.meter()
    }

    /// What stops the run when it becomes true.
    pub fn stop(&self) -> Arc<AtomicBool> {
        self.batch.stop()
    }

    /// What an earlier run did that this one goes on with.
    pub fn done(&self) -> Counts {
        self.folder.done()
    }

    /// Does it. `after` is told what was done so far. Gives the manifest of a run that was not stopped.
    pub fn run(self, after: impl FnMut(&Counts) + Send) -> io::Result<(Run, Option<Manifest>)> {
        let Job { batch, input, mut folder, manifest, started } = self;
        let meter = input.meter();
        let run = batch.run(input, &mut folder, after)?;
        if run.is_stopped {
            return Ok((run, None));
        }
        let since_1970 = started.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let took = started.elapsed().unwrap_or_default().as_millis() as f64 / 1000.0;
        let manifest = Manifest {
            counts: run.counts,
            unmatched: folder.unmatched(),
            inputs: meter.checksums(),
            outputs: folder.take_written(),
            times: Times { started: since_1970, took },
            ..manifest
        };
        folder.conclude(&manifest)?;
        Ok((run, Some(manifest)))
    }
}
