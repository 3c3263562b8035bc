//! What can be typed of how stances are added up.

use super::threads;
use crate::study::aggregate::Axis;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Adds up the stances of runs: who speaks how warmly of whom, where, when, and how sure that is.
///
/// A row has the mean of the stances with evidence, their labels, how many stances have none (`mentioned`), quotes and articles.
/// The 95% interval is drawn by article (Poisson bootstrap, 1,000 replicates), for quotes of an article are not independent;
/// EVALUATION.md tells how often it holds the truth. Under three articles there is none, and rows under `--min-articles` are
/// marked (`few`). A finding is `warm` or `cold` where the whole interval lies on one side of zero, else `open`. A stance whose
/// holder is unknown is in no speaker's row. Coverage goes to standard error, and into `--format json`.
///
/// Shards: runs that are named together, and ledgers that were saved with `--format ledger`, give the very bytes of one run, copies
/// across shards included. Ids must tell articles apart over all that is added up.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente aggregate readings\n  detente aggregate readings --by speaker-country,target-country,month --change\n  detente aggregate readings --by target,extra.desk --format csv -o by-desk.csv\n  detente aggregate shard-1 --format ledger -o 1.ledger; detente aggregate 1.ledger 2.ledger"
)]
pub struct Aggregate {
    /// Folders that `batch` wrote, and ledgers that were saved.
    #[arg(required = true)]
    pub runs: Vec<PathBuf>,
    /// What to add up by: speaker, speaker-country, target, target-country, outlet, day, month, quarter, year, or
    /// extra.COLUMN for a column of the input.
    #[arg(long, value_delimiter = ',', default_value = "speaker,target", value_name = "AXES")]
    pub by: Vec<Axis>,
    /// How often articles count that are copies of one another, as reports of agencies are: the first by date for all of them (in its
    /// own outlet's row), or all, as in the `speakers` table of a batch.
    #[arg(long, value_enum, default_value_t = Copies::Once)]
    pub duplicates: Copies,
    /// Mark rows with fewer articles.
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub min_articles: u64,
    /// Tell how the mean differs from that of the period before, with its interval; the period stands last in `--by`.
    #[arg(long)]
    pub change: bool,
    /// Tell beside each mean the one that is drawn toward the mean of all rows as its variance asks for (empirical Bayes:
    /// `shrunk`), and how much of it is the row's own (`own_share`).
    #[arg(long)]
    pub shrink: bool,
    /// Try each finding in other ways: with labels for scores, under cut-points of .025 and .1, with sure stances alone,
    /// without the holder's own side, without the narrator's, with copies counted the other way. `fails` tells in which it is
    /// another. Fitted weights take no part in the stances of quotes, so that all findings stand without them.
    #[arg(long)]
    pub sensitivity: bool,
    /// How to write it [default: table on a terminal, json into a pipe or file].
    #[arg(long, value_enum)]
    pub format: Option<LedgerFormat>,
    /// The file to write, `-` for standard output; for Parquet a folder [default: standard output].
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// How many threads to use; 0 for one a core.
    #[arg(long, default_value_t = 0, value_parser = threads())]
    pub threads: usize,
}

/// How often copies count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Copies {
    /// The first stands for all.
    Once,
    /// Each by itself.
    All,
}

/// How what stances add up to is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LedgerFormat {
    /// A table for people; without a period the rows with most articles come first.
    Table,
    /// One object: what the rows are added up by, the coverage, the rows.
    Json,
    /// A row a line.
    Jsonl,
    /// Comma-separated values under a header.
    Csv,
    /// Parquet, the same columns typed (a build with `--features full`).
    Parquet,
    /// All that adding more needs, a line of JSON for each article.
    Ledger,
}
