//! `detente bench`

use super::args::{Bench as Typed, Format};
use super::{Outcome, engine};
use crate::corpus::{Batch, Input, Item, Stream, synthetic};
use crate::engine::{Engine, Request};
use crate::mention::{self, Context};
use crate::record::{self, Article, Settings, Shape};
use crate::report::counted;
use crate::{attribution, reference, stance};
use serde::Serialize;
use std::io::Write;
use std::time::Instant;

/// How many articles the built-in corpus has.
const ARTICLES: usize = 4_000;

/// How often each figure is taken; the best one counts, as the others were disturbed.
const ROUNDS: usize = 3;

/// One line of the table.
#[derive(Serialize)]
struct Row {
    what: &'static str,
    threads: usize,
    megabytes_per_second: f64,
    articles_per_second: f64,
    /// The most memory that the process has held until then, the texts included, in bytes: of the whole chain alone, for to
    /// measure a stage everything of the stages before it is held; nothing where the system does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    peak_memory: Option<u64>,
}

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let engine = engine(&typed.known)?;
    let (texts, failed) = texts(typed)?;
    let outcome = if failed { Outcome::SomeFailed } else { Outcome::Done };
    if texts.is_empty() {
        if failed {
            return Ok(outcome);
        }
        eprintln!("detente: nothing to measure: no article in the inputs");
        return Ok(Outcome::NothingToScore);
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let row = |what: &'static str, threads: usize, seconds: f64| Row {
        what,
        threads,
        megabytes_per_second: bytes as f64 / 1e6 / seconds,
        articles_per_second: texts.len() as f64 / seconds,
        peak_memory: None,
    };
    let mut rows = Vec::new();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let most = if typed.threads == 0 { cores } else { typed.threads };
    for threads in (1..=most).filter(|threads| threads.is_power_of_two() || *threads == most) {
        let whole = row("whole", threads, whole(&engine, &texts, threads)?);
        rows.push(Row { peak_memory: peak_memory(), ..whole });
    }
    // After the whole, whose memory they would hide.
    rows.extend(stages(&engine, &texts).into_iter().map(|(what, seconds)| row(what, 1, seconds)));
    let mut out = std::io::stdout().lock();
    if typed.format == Format::Table {
        let articles = counted(texts.len() as u64, "article");
        writeln!(out, "{articles}, {:.1} MB; best of {ROUNDS}\n", bytes as f64 / 1e6)?;
    }
    print(&rows, typed.format, &mut out)?;
    Ok(outcome)
}

fn print(rows: &[Row], format: Format, out: &mut impl Write) -> std::io::Result<()> {
    match format {
        Format::Table => {
            writeln!(
                out,
                "{:<12} {:>7} {:>9} {:>12} {:>14}",
                "what", "threads", "MB/s", "articles/s", "peak memory/MB"
            )?;
            for Row { what, threads, megabytes_per_second, articles_per_second, peak_memory } in rows {
                write!(out, "{what:<12} {threads:>7} {megabytes_per_second:>9.1} {articles_per_second:>12.0}")?;
                match peak_memory {
                    Some(bytes) => writeln!(out, " {:>14.1}", *bytes as f64 / 1e6)?,
                    None => writeln!(out)?,
                }
            }
        }
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, rows)?;
            writeln!(out)?;
        }
        Format::Jsonl => {
            for row in rows {
                serde_json::to_writer(&mut *out, row)?;
                writeln!(out)?;
            }
        }
        Format::Csv => {
            writeln!(out, "what,threads,megabytes_per_second,articles_per_second,peak_memory")?;
            for Row { what, threads, megabytes_per_second, articles_per_second, peak_memory } in rows {
                let peak = peak_memory.map(|bytes| bytes.to_string()).unwrap_or_default();
                writeln!(out, "{what},{threads},{megabytes_per_second},{articles_per_second},{peak}")?;
            }
        }
    }
    Ok(())
}

/// The texts to measure on, the inputs' or the built-in corpus, and whether some input could not be read.
fn texts(typed: &Typed) -> anyhow::Result<(Vec<String>, bool)> {
    if typed.inputs.is_empty() {
        return Ok((synthetic(ARTICLES).collect(), false));
    }
    let (mut texts, mut failed) = (Vec::new(), false);
    for text in Input::open(&typed.inputs, typed.input.reading())?.texts() {
        match text {
            Ok(text) => texts.push(text),
            Err(reject) => {
                failed = true;
                eprintln!("detente: {reject}");
            }
        }
    }
    Ok((texts, failed))
}

/// The seconds that each stage takes on one thread, on what the stages before it found.
fn stages(engine: &Engine, texts: &[String]) -> Vec<(&'static str, f64)> {
    let knowledge = engine.knowledge();
    let context = Context::default();
    let documents: Vec<_> = texts.iter().map(|text| engine.document(text)).collect();
    let mentions: Vec<_> = documents.iter().map(|document| mention::find(document, knowledge, context)).collect();
    let quotes: Vec<_> = documents.iter().zip(&mentions).map(|(d, m)| attribution::find(d, knowledge, m)).collect();
    let resolve = |i: usize| reference::resolve(&documents[i], knowledge, context, &mentions[i], &quotes[i]);
    let casts: Vec<_> = (0..texts.len()).map(resolve).collect();
    let readings: Vec<_> = texts.iter().map(|text| engine.read(&Request { text, ..Request::default() })).collect();
    let articles: Vec<_> = texts.iter().map(|text| Article::from_text(text.as_str())).collect();
    let write = || {
        let mut line = Vec::new();
        for (article, reading) in articles.iter().zip(&readings) {
            line.clear();
            record::of_reading(engine, article, "", reading, &Settings::default(), |record| {
                record::write_json(&mut line, record);
            });
        }
    };
    vec![
        ("text", best(|| texts.iter().for_each(|text| drop(engine.document(text))))),
        ("mention", best(|| documents.iter().for_each(|d| drop(mention::find(d, knowledge, context))))),
        (
            "attribution",
            best(|| documents.iter().zip(&mentions).for_each(|(d, m)| drop(attribution::find(d, knowledge, m)))),
        ),
        ("reference", best(|| (0..texts.len()).for_each(|i| drop(resolve(i))))),
        (
            "stance",
            best(|| (0..texts.len()).for_each(|i| drop(stance::find(&documents[i], knowledge, &quotes[i], &casts[i])))),
        ),
        ("record", best(write)),
    ]
}

/// The seconds that the whole chain takes, records written to nowhere.
fn whole(engine: &Engine, texts: &[String], threads: usize) -> anyhow::Result<f64> {
    let batch = Batch::new(engine, Settings::default(), threads);
    let mut seconds = f64::INFINITY;
    for _ in 0..ROUNDS {
        let items: Vec<_> = texts.iter().map(|text| Ok(Item::text("", text.as_str()))).collect();
        let mut sink = Stream { shape: Shape::Record, records: std::io::sink(), rejects: std::io::sink() };
        let started = Instant::now();
        batch.run(items.into_iter(), &mut sink, |_| ())?;
        seconds = seconds.min(started.elapsed().as_secs_f64());
    }
    Ok(seconds)
}

/// The most memory that the process has held so far, in bytes.
#[cfg(unix)]
fn peak_memory() -> Option<u64> {
    use nix::sys::resource::{UsageWho, getrusage};
    // Told in units of 1024 bytes, but by Apple's systems in bytes (their getrusage(2)).
    const UNIT: u64 = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    let most = getrusage(UsageWho::RUSAGE_SELF).ok()?.max_rss();
    u64::try_from(most).ok().map(|most| most * UNIT)
}

#[cfg(not(unix))]
fn peak_memory() -> Option<u64> {
    None
}

/// The seconds of the fastest round.
fn best(round: impl Fn()) -> f64 {
    let seconds = |_| {
        let started = Instant::now();
        round();
        started.elapsed().as_secs_f64()
    };
    (0..ROUNDS).map(seconds).fold(f64::INFINITY, f64::min)
}
