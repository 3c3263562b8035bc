//! What can be typed of how articles are read, whatever the command.

use crate::corpus::{self, Format};
use crate::record::{Field, Fields};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Options of every command that reads articles.
#[derive(Debug, Args)]
pub struct Reading {
    /// The date of articles that bring none (YYYY-MM-DD): who "the president" is depends on it.
    #[arg(long)]
    pub date: Option<String>,
    /// The unit of all offsets.
    #[arg(long, value_enum, default_value_t = Offsets::Scalar)]
    pub offsets: Offsets,
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub known: Known,
}

/// Options of every command that reads files of articles.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input options")]
pub struct Input {
    /// What the files hold, whatever they are called [default: by name, else by content].
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input_format: Option<InputFormat>,
    /// The field or column with an article's id.
    #[arg(long, value_name = "NAME")]
    pub id_field: Option<String>,
    /// The field or column with its text.
    #[arg(long, value_name = "NAME")]
    pub text_field: Option<String>,
    /// The field or column with its title.
    #[arg(long, value_name = "NAME")]
    pub title_field: Option<String>,
    /// The field or column with its date.
    #[arg(long, value_name = "NAME")]
    pub date_field: Option<String>,
    /// The field or column with who published it.
    #[arg(long, value_name = "NAME")]
    pub outlet_field: Option<String>,
    /// The field or column with its address.
    #[arg(long, value_name = "NAME")]
    pub url_field: Option<String>,
    /// The field or column with who wrote it.
    #[arg(long, value_name = "NAME")]
    pub author_field: Option<String>,
    /// The field or column with the words of a quote, where each record or row is a quote.
    #[arg(long, value_name = "NAME")]
    pub quote_field: Option<String>,
    /// The field or column with the name of who said that quote.
    #[arg(long, value_name = "NAME")]
    pub speaker_field: Option<String>,
}

/// What files hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// An article's plain text.
    Text,
    /// A page.
    Html,
    /// An article record, an array of them, or one a line.
    Json,
    /// An article record a line.
    Jsonl,
    /// Rows under a header, cells parted by commas.
    Csv,
    /// Rows under a header, cells parted by tabs.
    Tsv,
    /// Rows by column (a build with `--features full`).
    Parquet,
    /// A web archive.
    Warc,
}

impl Input {
    /// How inputs are read.
    pub fn reading(&self) -> corpus::Reading {
        let format = self.input_format.map(|format| match format {
            InputFormat::Text => Format::Text,
            InputFormat::Html => Format::Page,
            InputFormat::Json => Format::Json,
            InputFormat::Jsonl => Format::Lines,
            InputFormat::Csv => Format::Csv,
            InputFormat::Tsv => Format::Tsv,
            InputFormat::Parquet => Format::Parquet,
            InputFormat::Warc => Format::Warc,
        });
        let names = [
            (Field::Id, &self.id_field),
            (Field::Text, &self.text_field),
            (Field::Title, &self.title_field),
            (Field::Date, &self.date_field),
            (Field::Outlet, &self.outlet_field),
            (Field::Url, &self.url_field),
            (Field::Author, &self.author_field),
            (Field::Quote, &self.quote_field),
            (Field::Speaker, &self.speaker_field),
        ];
        let named = names.into_iter().filter_map(|(field, name)| Some((field, name.as_deref()?)));
        corpus::Reading {
            format,
            except: None,
            fields: named.fold(Fields::default(), |fields, (field, name)| fields.rename(field, name)),
        }
    }
}

/// Options of every command that needs an engine.
#[derive(Debug, Args)]
pub struct Known {
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
