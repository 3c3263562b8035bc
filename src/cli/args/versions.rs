//! What can be typed of runs that are done again, or by another version.

use super::threads;
use clap::{Args, ValueEnum};
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

/// Shows what changed between two runs over the same articles, quote by quote: by two versions, or with two lexicons.
///
/// Quotes are the same where their spans are, else where they overlap. Told are quotes, targets and articles that only one run has,
/// other words, other speakers, other labels and scores, with the evidence that came or went; and what all that comes to: how many labels
/// changed and turned, how far scores moved, and the means by speaker and target that moved most (by how far, times the
/// stances behind them). Runs may be in different formats; their articles must stand in the same order, but for those that only one has, and their
/// offsets count in the same unit. What `--format csv` comes to goes to standard error.
/// Exit codes: 0 no difference, 1 there are some, 2 a run cannot be read.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente batch articles.jsonl --out with --lexicons mine; detente batch articles.jsonl --out without\n  detente diff without with --format table\n  detente diff old new --format csv -o changes.csv"
)]
pub struct Diff {
    /// The first run: its folder, or its manifest.
    pub a: PathBuf,
    /// The second run.
    pub b: PathBuf,
    /// Only what it all comes to.
    #[arg(long)]
    pub summary: bool,
    /// How to print it [default: table on a terminal, json into a pipe or file].
    #[arg(long, value_enum)]
    pub format: Option<DiffFormat>,
    /// The file to write, or - for standard output [default: standard output].
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// How differences are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people, quote by quote.
    Table,
    /// One object: the runs, the differences, what they come to.
    Json,
    /// A row for each difference.
    Csv,
}
