//! What can be typed.

mod aggregate;
mod coding;
mod reading;
mod versions;

pub use aggregate::{Aggregate, Copies, LedgerFormat};
pub use coding::{CodingFormat, Eval, EvalFormat, Sample};
pub use reading::{Input, Known, Offsets, Reading};
pub use versions::{Diff, DiffFormat, Verify};

use crate::corpus::SCHEMAS;
use clap::builder::{PossibleValuesParser, RangedU64ValueParser};
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
    Score(Article),
    Batch(Batch),
    Aggregate(Aggregate),
    Explain(Explain),
    Report(Report),
    Bench(Bench),
    Sample(Sample),
    Eval(Eval),
    Fit(Fit),
    Verify(Verify),
    Diff(Diff),
    Lexicon(Lexicon),
    Gazetteer(Gazetteer),
    Schema(Schema),
    Completions(Completions),
    Man(Man),
}

/// Prints what completes commands and options in a shell.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente completions bash > ~/.local/share/bash-completion/completions/detente\n  detente completions zsh > ~/.zfunc/_detente"
)]
pub struct Completions {
    /// The shell.
    pub shell: clap_complete::Shell,
}

/// Prints the manual page, or writes one for each command.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  detente man | man -l -\n  detente man --out ~/.local/share/man/man1")]
pub struct Man {
    /// A folder to write the page of each command into.
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// Scores a corpus: files of many formats, folders, web archives.
///
/// Into a folder it writes the tables articles, quotes, stances and speakers (stances added up over all articles by holder and
/// target, with a 95% interval from three articles on), rejects.jsonl and manifest.json. With `--out -` it writes one record a
/// line to standard output. Both are in input order and the same on any number of threads. An article that cannot be read is
/// a reject (with `--out -`, a line on standard error) and exit code 2; the rest is done. A run that was stopped (exit code
/// 130, or by force) goes on with `--resume` and leaves the same tables as one that was not.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente batch articles.jsonl --out readings\n  detente batch news/ --out - | jq .speakers\n  detente batch 'crawl/*.warc.gz' --out readings --format parquet\n  detente batch posts.csv --text-field body --date-field published --out readings"
)]
pub struct Batch {
    /// Files, folders, patterns, or - for standard input: text, HTML, JSON, JSON Lines, CSV, TSV, Parquet, WARC, each also
    /// with gzip, zstd or bzip2.
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// The folder to write, or - for standard output.
    #[arg(long, short)]
    pub out: PathBuf,
    /// How many threads to use; 0 for one a core.
    #[arg(long, default_value_t = 0, value_parser = threads())]
    pub threads: usize,
    /// How the tables in the folder, or with `--out -` the records, are written.
    #[arg(long, value_enum, default_value_t = TableFormat::Jsonl)]
    pub format: TableFormat,
    /// Go on with a run that was stopped, in the same folder, with the same options.
    #[arg(long, conflicts_with = "force")]
    pub resume: bool,
    /// Overwrite another run's output.
    #[arg(long)]
    pub force: bool,
    /// Repeat the article's text in the record.
    #[arg(long)]
    pub with_text: bool,
    #[command(flatten)]
    pub reading: Reading,
}

/// Scores one article: who said what about whom, how warmly.
///
/// The table shows speaker, target, a bar (cold to the left, warm to the right), the mean, the number of quotes and the
/// strongest quote; a speaker without a name is `(unknown)`, with the words that the article has for one. It counts what
/// is said and done by speaking (`said`, `accused`), not what is thought (`believes`, `wants`); all other formats hold
/// everything, with the cue's class. Answers to the targets and pairs that an article asks about stand below it. Exit code
/// 1: nothing to score.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente score article.txt\n  detente score --date 2024-03-14 --format csv article.txt > stances.csv\n  pbpaste | detente score --format table"
)]
pub struct Article {
    /// The article: plain text, a page, or an article record in JSON; - for standard input.
    #[arg(default_value = "-")]
    pub file: PathBuf,
    /// How to print it [default: table on a terminal, json into a pipe].
    #[arg(long, value_enum)]
    pub format: Option<ArticleFormat>,
    /// Count in the table what people think and want, too.
    #[arg(long)]
    pub thoughts: bool,
    /// Repeat the article's text in the record.
    #[arg(long)]
    pub with_text: bool,
    #[command(flatten)]
    pub reading: Reading,
}

/// Explains one article: what was found where, by which rule, and how each score comes about.
///
/// In the text, `[0: ...]` is quote 0, `{...}` a source, `<...>` somebody spoken of, and `*...*` evidence. Each score is
/// the sum of what its evidence adds: its valence times its weight, over all weights and the `prior` of weights.tsv, which
/// draws what rests on little toward 0. The valence of a frame follows from its columns by the factors there (`sympathy`, `spoken` ...).
/// Each piece of evidence names its row in the lexicons. Paragraphs that are not the
/// article's own (credits, captions, widgets) are listed with the rule and the reason. Exit code 1: nothing to explain.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente explain article.txt\n  detente explain --date 2024-03-14 article.txt | less -R"
)]
pub struct Explain {
    /// The article: plain text, a page, or an article record in JSON; - for standard input.
    #[arg(default_value = "-")]
    pub file: PathBuf,
    #[command(flatten)]
    pub reading: Reading,
}

/// Makes a page of a run's tables: one file that a browser shows, without a network.
///
/// Who speaks how warmly of whom: country by country, over time, as a network of warm and cold ties, and speaker by speaker with
/// 95% intervals; each opens the quotes behind it, with the evidence marked and a link to the article. Filters by speaker,
/// target, period, outlet and words count everything anew. Means and intervals are those of
/// `aggregate`. Exit code 1: no quote has a stance.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente batch articles.jsonl --out readings\n  detente report readings -o report.html --title 'The talks of 2024'"
)]
pub struct Report {
    /// The folder that `batch` wrote.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The page to write, or - for standard output.
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,
    /// How often articles count that are copies of one another, as reports of agencies are: the first for all of them, or all.
    #[arg(long, value_enum, default_value_t = Copies::Once)]
    pub duplicates: Copies,
    /// Mark what rests on fewer articles.
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub min_articles: u64,
    /// What the page is called.
    #[arg(long, default_value = "Who speaks how warmly of whom")]
    pub title: String,
}

/// How a result is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for people.
    Table,
    /// JSON, indented.
    Json,
    /// JSON, a line for each record.
    Jsonl,
    /// Comma-separated values for spreadsheets.
    Csv,
}

/// How an article's result is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ArticleFormat {
    /// A table for people.
    Table,
    /// The record in JSON, indented.
    Json,
    /// The record in JSON, on a line.
    Jsonl,
    /// Comma-separated values for spreadsheets: a row for each stance, with its quote, and for each answer.
    Csv,
    /// A page for a browser: the article with quotes, speakers, targets and evidence marked, and its stances below.
    Html,
    /// A page of W3C Web Annotations, of each quote and each stance.
    #[value(name = "webannotation")]
    WebAnnotation,
    /// A task of Label Studio, with what was found as predictions.
    #[value(name = "labelstudio")]
    LabelStudio,
}

/// Measures throughput: the whole chain on 1 to N threads, and each stage, in MB/s (10^6 bytes of text) and articles/s; and
/// the most memory that the process has held, the texts included.
///
/// Each stage works on what the stages before it found; `record` is the way from a reading to a line of JSON. An input that
/// cannot be read is a line on standard error and exit code 2; the rest is measured.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  detente bench\n  detente bench articles.jsonl --threads 8 --format json")]
pub struct Bench {
    /// Files and folders as for `batch`; a built-in synthetic corpus where none is named.
    pub inputs: Vec<PathBuf>,
    /// The most threads to try; 0 for one a core.
    #[arg(long, default_value_t = 0, value_parser = threads())]
    pub threads: usize,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub known: Known,
}

/// Fits the weights of the tone toward given targets to a coded sample, and writes them as a table to lay over the lexicons.
///
/// A coded record is an article record, one a line, whose `targets` carry a `label` (negative, neutral or positive) beside
/// `start` and `end`; `article` tells which article a record is cut from (else its `id`), `outlet` who published it. Printed
/// are the figures on articles, and on outlets, that the weights were not fitted to. The same sample gives the same table.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente fit --gold coded.jsonl -o mine\n  detente score --lexicons mine article.json\n\nA coded record:\n  {\"id\":\"a1\",\"outlet\":\"Herald\",\"text\":\"Novak lied again.\",\"targets\":[{\"start\":0,\"end\":5,\"label\":\"negative\"}]}"
)]
pub struct Fit {
    /// Files of coded records.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    pub gold: Vec<PathBuf>,
    /// The folder to write fitted.tsv into.
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,
    /// How far the sample is trusted: the inverse of the L2 penalty.
    #[arg(long, default_value_t = crate::study::Settings::default().strength, value_parser = strength)]
    pub strength: f64,
    /// What the sample is, for the table's header.
    #[arg(long, default_value = "a coded sample")]
    pub source: String,
    /// The licence of the weights, for the table's header.
    #[arg(long, default_value = "not stated")]
    pub licence: String,
    #[command(flatten)]
    pub reading: Reading,
}

/// Shows what the engine knows, and whether an overlay is sound.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente lexicon list\n  detente lexicon lookup blood on its hands\n  detente lexicon check --lexicons my-tables/\n  detente lexicon coverage news/"
)]
pub struct Lexicon {
    #[command(subcommand)]
    pub action: LexiconAction,
    /// A folder of tables to lay over the built-in ones.
    #[arg(long, value_name = "DIR", global = true)]
    pub lexicons: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum LexiconAction {
    /// Lists the tables with their rows, versions and licences.
    List,
    /// Checks every row of every table, and of an overlay: cells, numbers, codes, doubled rows, removals of nothing. Each
    /// problem is a line with file and line number, and makes the exit code 2.
    Check,
    /// Counts how many of the content words of texts the lexicons know: rated, neutral on purpose, or unknown, with the most
    /// frequent unknown ones. A content word is a word written small that is no function word (determiner, preposition,
    /// conjunction, auxiliary, pronoun, particle, negation, number word); capitals are names or cannot be told from them.
    /// It is rated where a phrase of valence, vader, frames or shifters holds it, neutral where a row of neutral does.
    Coverage {
        /// Files and folders as for `batch`.
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// How many unknown words to show.
        #[arg(long, default_value_t = 20, value_name = "N")]
        top: usize,
    },
    /// Writes a table as tab-separated rows under its column names, an overlay laid over it: to begin an overlay from, or to
    /// map codes (`export countries --columns iso3,iso2,fips,cameo,qid,name`).
    Export {
        /// The table, as `list` names it.
        table: String,
        /// The columns to write, in that order [default: all].
        #[arg(long, value_delimiter = ',', value_name = "NAMES")]
        columns: Vec<String>,
    },
    /// Shows every row that a word or phrase falls under, in any inflected form, and the fitted weights of the features around
    /// a target that are made of just these words.
    Lookup {
        /// The word or phrase.
        #[arg(required = true)]
        words: Vec<String>,
    },
}

/// Shows whom a name may mean, and what the gazetteer lacks or doubts at a date.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  detente gazetteer lookup Georgia\n  detente gazetteer lookup Bush --date 2003-05-01\n  detente gazetteer lookup person:angela-merkel\n  detente gazetteer check --as-of 2025-12-31 --format json"
)]
pub struct Gazetteer {
    #[command(subcommand)]
    pub action: GazetteerAction,
    /// How to print it [default: table on a terminal, json into a pipe].
    #[arg(long, value_enum, global = true)]
    pub format: Option<Print>,
    /// A folder of tables to lay over the built-in ones.
    #[arg(long, value_name = "DIR", global = true)]
    pub lexicons: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum GazetteerAction {
    /// Shows every actor that a name may mean, in the order in which they are tried: what the name requires before it means
    /// this actor (one of the lines is enough), the offices held at the date, and the rows it stands in. Exit code 1: the
    /// name is nobody's.
    Lookup {
        /// The name, as a text has it, or an actor's id (`country:USA`).
        #[arg(required = true)]
        name: Vec<String>,
        /// The day whose offices to show (YYYY-MM-DD); without it, all.
        #[arg(long)]
        date: Option<String>,
    },
    /// Lists what the gazetteer lacks or doubts at a date: members of the United Nations without a known head; members of the
    /// bodies in memberships.tsv, and states at war, without a known foreign minister; bodies without a known head; offices
    /// for one that several hold; whole names of several people; offices of which nothing is known since an earlier day.
    /// Rows that are wrong come first, and make the exit code 2.
    Check {
        /// The day to ask about (YYYY-MM-DD) [default: the last day that any source speaks for].
        #[arg(long, value_name = "DATE")]
        as_of: Option<String>,
    },
}

/// How tables are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Print {
    /// A table for people.
    Table,
    /// JSON, indented.
    Json,
}

/// Prints the JSON Schema of every record that is read or written.
///
/// Without a name it prints all of them in one object, by name; with one, the schema itself, ready for a validator.
/// `article` is the input record and `record` the output record; the others are what `batch` writes into a folder.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  detente schema\n  detente schema record > record.schema.json")]
pub struct Schema {
    /// The schema to print.
    #[arg(value_parser = PossibleValuesParser::new(SCHEMAS.map(|(name, _)| name)))]
    pub name: Option<String>,
}

/// How the tables of a batch are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// A row a line of JSON.
    Jsonl,
    /// Comma-separated values; objects are columns of their own (`speaker_name`), lists are JSON.
    Csv,
    /// Parquet, the same columns typed; each table a folder of parts (a build with `--features full`).
    Parquet,
    /// With `--out -` alone: a page of W3C Web Annotations a line.
    #[value(name = "webannotation")]
    WebAnnotation,
    /// With `--out -` alone: a task of Label Studio a line, with what was found as predictions.
    #[value(name = "labelstudio")]
    LabelStudio,
}

/// More threads than any machine has cores for are a slip of the finger.
fn threads() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(0..=1024)
}

fn strength(typed: &str) -> Result<f64, String> {
    let number = typed.parse().map_err(|_| "not a number".to_owned())?;
    if (1e-6..=1e6).contains(&number) { Ok(number) } else { Err("not between 0.000001 and 1000000".to_owned()) }
}
