//! What can be typed of human coding.

use super::Copies;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Draws stances of a run for people to code: what was said, by whom, about whom, and a label to fill in.
///
/// The sample is stratified: alike from what the engine calls negative, neutral and positive, and from what it abstains from, for
/// what is rare is what errors hide in. It does not tell what the engine says, and its order tells nothing either. `eval` finds
/// the stances again by their `id` and weighs them back to the run. Of articles that are copies of one another, as reports of agencies
/// are, only the first is drawn from. Give each coder a copy of the file, or the file a column
/// each: `label_anna`, `label_ben`. Exit code 1: the run has no quote with a stance.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente sample readings --for-coding 300 --format csv -o sample.csv\n  detente eval readings --gold sample.csv"
)]
pub struct Sample {
    /// The folder that `batch` wrote.
    #[arg(value_name = "DIR")]
    pub run: PathBuf,
    /// How many stances to draw.
    #[arg(long, value_name = "N")]
    pub for_coding: usize,
    /// Another number draws other stances; the same draws the same.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Draw from the first of articles that are copies of one another, or from all of them.
    #[arg(long, value_enum, default_value_t = Copies::Once)]
    pub duplicates: Copies,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = CodingFormat::Jsonl)]
    pub format: CodingFormat,
    /// The file to write, or - for standard output [default: standard output].
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// How a sample is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CodingFormat {
    /// A stance a line of JSON.
    Jsonl,
    /// Comma-separated values for spreadsheets.
    Csv,
}

/// Compares the engine with people who coded its stances.
///
/// Told are accuracy, precision, recall and F1 of each label and the confusion of labels: of the sample as it is, and (`run`) of the
/// run that it was drawn from, each stratum at its size; and, of the sample alone, Krippendorff's alpha of the coders and of the
/// engine with their majority. A stratum of which under 25 stances were coded is marked (`few`): they tell little of the others, and
/// neither do the figures of the run. `engine_given_coders` are the misclassification probabilities that correction takes; `--format csv` is the validation
/// table (id, coders, engine, weight) that other correction takes. Where coders tie, the unit is left out, and
/// the others of its stratum stand for it. Exit code 1: nothing was coded.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente eval readings --gold sample.csv\n  detente eval readings --gold anna.csv --gold ben.csv --format json"
)]
pub struct Eval {
    /// The folder that `batch` wrote, of which `sample` drew.
    #[arg(value_name = "DIR")]
    pub run: PathBuf,
    /// A coded sample: JSON Lines, or a table as spreadsheets write it (any delimiter and encoding), each column whose name begins with
    /// `label` a coder's.
    #[arg(long, required = true, value_name = "FILE")]
    pub gold: Vec<PathBuf>,
    /// Whether the sample was drawn from the first of articles that are copies of one another, or from all of them.
    #[arg(long, value_enum, default_value_t = Copies::Once)]
    pub duplicates: Copies,
    /// How to print it [default: table on a terminal, json into a pipe].
    #[arg(long, value_enum)]
    pub format: Option<EvalFormat>,
}

/// How a comparison is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EvalFormat {
    /// A table for people.
    Table,
    /// All figures in JSON.
    Json,
    /// A row for each coded stance.
    Csv,
}
