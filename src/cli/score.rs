//! `detente score` and `detente explain`

use super::args::{Article as Typed, ArticleFormat as Format, Explain};
use super::{Outcome, engine, settings, style};
use crate::corpus::{self, Item, Opened, Reading};
use crate::error::Error;
use crate::record::{self, Settings, Shape};
use crate::report;
use std::io::{IsTerminal, Write};
use std::path::Path;

pub(super) fn score(typed: &Typed) -> anyhow::Result<Outcome> {
    let item = input(&typed.file, typed.reading.input.reading())?;
    let (engine, settings) = (engine(&typed.reading.known)?, settings(&typed.reading, typed.with_text)?);
    let place = item.place.to_string();
    let Opened { article, is_verbatim } = item.open(&settings.fields).map_err(|error| error.in_file(&*place))?;
    let on_terminal = std::io::stdout().is_terminal();
    let format = typed.format.unwrap_or(if on_terminal { Format::Table } else { Format::Json });
    let shape = match format {
        Format::WebAnnotation => Shape::WebAnnotation,
        Format::LabelStudio => Shape::LabelStudio,
        _ => Shape::Record,
    };
    let with_text = settings.with_text || !is_verbatim || format == Format::Html;
    let settings = shape.settings(Settings { with_text, ..settings })?;
    let (rendered, outcome) = record::compose(&engine, &article, &place, &settings, |record| {
        let skipped = record.skipped.is_some();
        let nothing = skipped
            || record.quotes.is_empty()
                && record.stances.is_empty()
                && record.targets.is_empty()
                && record.pairs.is_empty();
        let rendered = match format {
            Format::Table => Ok(report::table(record, typed.thoughts, style())),
            Format::Json => serde_json::to_string_pretty(record).map(|json| json + "\n"),
            Format::Jsonl => serde_json::to_string(record).map(|json| json + "\n"),
            Format::Csv => Ok(report::csv(record)),
            Format::Html => Ok(report::article(record, settings.unit)),
            Format::WebAnnotation | Format::LabelStudio => {
                shape.of(record).and_then(|value| serde_json::to_string_pretty(&value)).map(|json| json + "\n")
            }
        };
        if nothing {
            say_nothing(&place, "score", record.skipped.as_deref());
        }
        (rendered, if nothing { Outcome::NothingToScore } else { Outcome::Done })
    })
    .map_err(|error| error.in_file(&*place))?;
    std::io::stdout().lock().write_all(rendered?.as_bytes())?;
    Ok(outcome)
}

pub(super) fn explain(typed: &Explain) -> anyhow::Result<Outcome> {
    let item = input(&typed.file, typed.reading.input.reading())?;
    let (engine, settings) = (engine(&typed.reading.known)?, settings(&typed.reading, false)?);
    let place = item.place.to_string();
    let Opened { article, .. } = item.open(&settings.fields).map_err(|error| error.in_file(&*place))?;
    let (shown, nothing) = record::read(&engine, &article, &settings, |reading, offsets| {
        if reading.is_empty() {
            say_nothing(&place, "explain", reading.skipped.as_deref());
        }
        (report::explain(&engine, &article, reading, offsets, style()), reading.is_empty())
    })
    .map_err(|error| error.in_file(&*place))?;
    std::io::stdout().lock().write_all(shown.as_bytes())?;
    Ok(if nothing { Outcome::NothingToScore } else { Outcome::Done })
}

/// Tells why an article comes to nothing.
fn say_nothing(place: &str, what: &str, skipped: Option<&str>) {
    let why = skipped.unwrap_or("no quotes and no attitudes found");
    eprintln!("detente: {place}: nothing to {what}: {why}");
}

/// The article of a file, or of standard input for `-`.
fn input(file: &Path, reading: Reading) -> anyhow::Result<Item> {
    if file.as_os_str() == "-" && std::io::stdin().is_terminal() {
        return Err(Error::usage("no article: name a file, or pipe one in").into());
    }
    Ok(corpus::single(file, reading)?)
}
