//! What can be typed.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Who said what about whom, and how warmly: quotes, speakers and their tone toward countries and leaders, from
/// lexicons, explainably.
#[derive(Debug, Parser)]
#[command(name = "detente", version, arg_required_else_help = true)]
pub struct Typed {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Batch(Batch),
    /// Prints the JSON Schema of the input and output records.
    Schema,
}

/// Scores a corpus: JSON Lines files, text files and folders of them.
///
/// Writes quotes.jsonl, stances.jsonl, speakers.jsonl, rejects.jsonl and manifest.json into a folder, or, with `--out -`,
/// one record a line to standard output, in input order. An article that cannot be read is a reject and exit code 2; the
/// rest is done.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente batch articles.jsonl --out readings\n  detente batch news/ --out - | jq .speakers"
)]
pub struct Batch {
    /// Files (.jsonl: one article record a line; .json: one record; anything else: plain text), folders, or - for JSON
    /// Lines on standard input.
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// The folder to write, or - for standard output.
    #[arg(long, short)]
    pub out: PathBuf,
    /// How many threads to use; 0 for one a core.
    #[arg(long, default_value_t = 0)]
    pub threads: usize,
    /// Overwrite another run's output.
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub reading: Reading,
}

/// Options of every command that reads articles.
#[derive(Debug, Args)]
pub struct Reading {
    /// The date of articles that bring none (YYYY-MM-DD): who "the president" is depends on it.
    #[arg(long)]
    pub date: Option<String>,
    /// The unit of all offsets.
    #[arg(long, value_enum, default_value_t = Offsets::Scalar)]
    pub offsets: Offsets,
    /// Repeat the article's text in the record.
    #[arg(long)]
    pub with_text: bool,
    /// A folder of tables to lay over the built-in lexicons: rows are added, override, or remove (a term that begins
    /// with !).
    #[arg(long, value_name = "DIR")]
    pub lexicons: Option<PathBuf>,
}

/// The unit of offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Offsets {
    /// Unicode scalar values.
    Scalar,
    /// Bytes of UTF-8.
    Byte,
    /// UTF-16 code units.
    Utf16,
}
