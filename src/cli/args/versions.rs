//! What can be typed of runs that are done again, or by another version.

use super::threads;
use clap::Args;
use std::path::PathBuf;

/// Does a run again, and compares it byte by byte with what it left behind.
///
/// Asked is, in this order: whether the version of the engine is the same; whether its lexicons and gazetteer are, overlays included;
/// whether the inputs are, by length and SHA-256; whether the tables are as the run left them; and whether the run comes to the same
/// again. What differs is told with its name, of tables with the first row and cells that differ. The report on standard output
/// does not depend on the number of threads, the time zone, the locale or the machine. The run is done again in a folder
/// of its own for temporary files (TMPDIR says where), which takes as much room as the tables do, and is removed.
/// What a run read from standard input cannot be read again: its tables are compared with the manifest alone.
/// Exit codes: 0 all is the same, 2 something differs or cannot be told, 64 no such overlay or option.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente verify readings\n  detente verify readings/manifest.json --base /data/corpus --threads 2 > verification.txt"
)]
pub struct Verify {
    /// The manifest, or the folder that holds it.
    pub manifest: PathBuf,
    /// The folder that the inputs and the overlay are named from, where they are not named from the root [default: the working
    /// directory].
    #[arg(long, value_name = "DIR")]
    pub base: Option<PathBuf>,
    /// How many threads to use; 0 for one a core.
    #[arg(long, default_value_t = 0, value_parser = threads())]
    pub threads: usize,
}
