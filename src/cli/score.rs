//! `detente score` and `detente explain`

use super::args::{Article as Typed, Explain, Format};
use super::{Outcome, engine, settings};
use crate::error::Error;
use crate::record::{self, Article};
use crate::report::{self, Style};
use anyhow::Context;
use std::io::{IsTerminal, Read, Write};
use std::path::Path;

/// The width of a table that goes to no terminal.
const WIDTH: usize = 120;

pub(super) fn score(typed: &Typed) -> anyhow::Result<Outcome> {
    let (text, place) = input(&typed.file)?;
    let (engine, settings) = (engine(&typed.reading.known)?, settings(&typed.reading, typed.with_text)?);
    let article = article(&text, &typed.file)?;
    let on_terminal = std::io::stdout().is_terminal();
    let format = typed.format.unwrap_or(if on_terminal { Format::Table } else { Format::Json });
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
    let (text, place) = input(&typed.file)?;
    let (engine, settings) = (engine(&typed.reading.known)?, settings(&typed.reading, false)?);
    let article = article(&text, &typed.file)?;
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

/// The text of a file, or of standard input for `-`, and the place it came from.
fn input(file: &Path) -> anyhow::Result<(String, String)> {
    let place = file.display().to_string();
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        if std::io::stdin().is_terminal() {
            return Err(Error::usage("no article: name a file, or pipe one in").into());
        }
        std::io::stdin().lock().read_to_end(&mut bytes).context(place.clone())?;
    } else {
        bytes = std::fs::read(file).map_err(|cause| Error::io(place.clone(), &cause))?;
    }
    let text = String::from_utf8(bytes).map_err(|cause| {
        Error::record(format!("not UTF-8: byte {}", cause.utf8_error().valid_up_to())).in_file(place.clone())
    })?;
    Ok((text, place))
}

/// An article record where the text is one (a JSON object, or a file called .json), else the text itself.
fn article<'t>(text: &'t str, file: &Path) -> anyhow::Result<Article<'t>> {
    let named = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let looks = text.trim_start().starts_with("{\"") && text.trim_end().ends_with('}');
    match Article::parse(text.trim_start_matches('\u{feff}')) {
        Ok(article) if named || looks => Ok(article),
        Err(error) if named || looks => Err(error.in_file(file.display().to_string()).into()),
        _ => Ok(Article::from_text(text)),
    }
}

/// The terminal's width, and colour where a terminal shows it and nobody objects (NO_COLOR).
fn style() -> Style {
    let on_terminal = std::io::stdout().is_terminal();
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
    Style { width: width.max(60), colour: on_terminal && !no_colour }
}
