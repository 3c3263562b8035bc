//! Checksums: the length and SHA-256 of files, taken while they are read or written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

/// A file that a run read or wrote, as `sha256sum` tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Checksum {
    /// Its name: of an input as the run names it, of an output below the run's folder.
    pub file: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Their SHA-256, in hexadecimal.
    #[schemars(extend("pattern" = "^[0-9a-f]{64}$"))]
    pub sha256: String,
}

/// The bytes that went by so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Passed {
    hash: Sha256,
    bytes: u64,
}

impl Passed {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// Adds all that is left to read.
    pub(super) fn add_all(&mut self, mut from: impl Read) -> io::Result<()> {
        let mut buffer = vec![0; 1 << 18];
        loop {
            match from.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(read) => self.add(&buffer[..read]),
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) => return Err(cause),
            }
        }
    }

    /// How many bytes they are.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What they come to, as the checksum of a file of this name.
    pub(super) fn checksum(&self, file: impl Into<String>) -> Checksum {
        let sha256 = self.hash.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Checksum { file: file.into(), bytes: self.bytes, sha256 }
    }
}

impl Checksum {
    /// That of a file, which is read for it.
    pub fn of(path: &Path, name: &str) -> io::Result<Checksum> {
        let mut passed = Passed::default();
        passed.add_all(File::open(path)?)?;
        Ok(passed.checksum(name))
    }
}

/// A writer that takes the checksum of what goes through.
#[derive(Debug)]
pub(super) struct Summed<W> {
    inner: W,
    passed: Passed,
}

impl<W> Summed<W> {
    /// A writer behind what has passed before.
    pub(super) fn new(inner: W, passed: Passed) -> Summed<W> {
        Summed { inner, passed }
    }

    /// What went through so far.
    pub(super) fn passed(&self) -> &Passed {
        &self.passed
    }
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.passed.add(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
