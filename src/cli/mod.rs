//! Command line: what was typed, and nothing else.
//!
//! `args` says what can be typed; each command file turns it into library calls. stdout is data, stderr is talk. Exit
//! codes: 0 all well, 1 nothing to score (`diff`: there are differences), 2 some input failed (the rest was done), 64 usage, 130 stopped by the user. A broken
//! pipe is success.

mod aggregate;
mod args;
mod batch;
mod bench;
mod diff;
mod eval;
mod fit;
mod gazetteer;
mod lexicon;
mod progress;
mod report;
mod sample;
mod score;
mod shell;
mod verify;

use crate::corpus::SCHEMAS;
use crate::engine::{Builder, Engine};
use crate::error::{Error, ErrorKind};
use crate::gazetteer::Date;
use crate::record::{Settings, Unit};
use crate::report::Style;
use args::{Command, Known, Offsets, Reading, Schema, Typed};
use clap::Parser;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How a command ended, where it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    NothingToScore,
    Differs,
    SomeFailed,
    Stopped,
}

const NOTHING_TO_SCORE: u8 = 1;
const DIFFERS: u8 = 1;
const SOME_FAILED: u8 = 2;
const USAGE: u8 = 64;
const STOPPED: u8 = 130;

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    let typed = match Typed::try_parse() {
        Ok(typed) => typed,
        Err(problem) => {
            let _ = problem.print();
            return ExitCode::from(if problem.use_stderr() { USAGE } else { 0 });
        }
    };
    let outcome = match &typed.command {
        Command::Score(args) => score::score(args),
        Command::Batch(args) => batch::run(args),
        Command::Aggregate(args) => aggregate::run(args),
        Command::Explain(args) => score::explain(args),
        Command::Report(args) => report::run(args),
        Command::Bench(args) => bench::run(args),
        Command::Sample(args) => sample::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Fit(args) => fit::run(args),
        Command::Lexicon(args) => lexicon::run(args),
        Command::Gazetteer(args) => gazetteer::run(args),
        Command::Schema(args) => schema(args),
        Command::Completions(args) => shell::completions(args),
        Command::Man(args) => shell::man(args),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NothingToScore) => ExitCode::from(NOTHING_TO_SCORE),
        Ok(Outcome::Differs) => ExitCode::from(DIFFERS),
        Ok(Outcome::SomeFailed) => ExitCode::from(SOME_FAILED),
        Ok(Outcome::Stopped) => ExitCode::from(STOPPED),
        Err(problem) if is_broken_pipe(&problem) => ExitCode::SUCCESS,
        Err(problem) => {
            let kind = problem.downcast_ref::<Error>().map(Error::kind);
            match problem.downcast::<Error>() {
                Ok(error) => error.into_all().for_each(|error| eprintln!("detente: {error}")),
                Err(problem) => eprintln!("detente: {problem:#}"),
            }
            let usage = matches!(kind, Some(ErrorKind::Usage | ErrorKind::Lexicon));
            ExitCode::from(if usage { USAGE } else { SOME_FAILED })
        }
    }
}

fn is_broken_pipe(problem: &anyhow::Error) -> bool {
    problem
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Prints one schema, or all of them by name.
fn schema(typed: &Schema) -> anyhow::Result<Outcome> {
    let mut all = SCHEMAS.iter().map(|(name, schema)| (*name, schema()));
    let printed = match &typed.name {
        Some(name) => all.find(|(known, _)| known == name).map(|(_, schema)| schema).unwrap_or_default(),
        None => all.map(|(name, schema)| (name.to_owned(), schema)).collect(),
    };
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &printed).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(Outcome::Done)
}

/// The engine that was asked for.
fn engine(known: &Known) -> anyhow::Result<Engine> {
    let mut builder = Builder::default();
    if let Some(folder) = &known.lexicons {
        builder = builder.overlay(folder)?;
    }
    Ok(builder.build()?)
}

/// The record settings that the reading options ask for.
fn settings(reading: &Reading, with_text: bool) -> anyhow::Result<Settings> {
    reading.date.as_deref().map(|date| day("--date", date)).transpose()?;
    let unit = match reading.offsets {
        Offsets::Scalar => Unit::Scalar,
        Offsets::Byte => Unit::Byte,
        Offsets::Utf16 => Unit::Utf16,
    };
    Ok(Settings { unit, with_text, date: reading.date.clone(), fields: reading.input.reading().fields })
}

/// Writes what a command gives into a file, or to standard output where none is named or it is `-`. A file gets its name once it is
/// whole: one that was there stays until then.
fn write<T, E: Into<anyhow::Error>>(
    file: Option<&Path>,
    give: impl FnOnce(&mut dyn Write) -> Result<T, E>,
) -> anyhow::Result<T> {
    let flushed = |mut out: Box<dyn Write>| {
        let given = give(&mut out).map_err(Into::into)?;
        out.flush()?;
        anyhow::Ok(given)
    };
    let Some(file) = file.filter(|file| file.as_os_str() != "-") else {
        return flushed(Box::new(BufWriter::new(io::stdout().lock())));
    };
    let failed = |cause| Error::io(file.display().to_string(), &cause);
    // A pipe or a terminal has no other name.
    let is_special = file.metadata().is_ok_and(|known| !known.is_file());
    let mut unfinished = file.as_os_str().to_owned();
    unfinished.push(if is_special { "" } else { ".unfinished" });
    let out = File::create(&unfinished).map_err(failed)?;
    let given = flushed(Box::new(BufWriter::new(out))).map_err(|problem| match problem.downcast::<io::Error>() {
        Ok(cause) => failed(cause).into(),
        Err(other) => other,
    });
    if !is_special {
        match &given {
            Ok(_) => fs::rename(&unfinished, file).map_err(failed)?,
            Err(_) => drop(fs::remove_file(&unfinished)),
        }
    }
    given
}

/// Lets Ctrl-C end a run after the articles at hand. Where no signal can be caught, the program ends as all programs do, and can go
/// on all the same. Who asks twice does not want to wait for an input that does not come.
fn stop_on_signal(stop: Arc<AtomicBool>) {
    let _ = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(STOPPED));
        }
    });
}

/// The date given to an option.
fn day(option: &str, typed: &str) -> anyhow::Result<Date> {
    Date::parse(typed)
        .ok_or_else(|| Error::usage(format!("{option} {typed:?} is no day of the calendar (YYYY-MM-DD)")).into())
}

/// The width of a table that goes to no terminal.
const WIDTH: usize = 120;

/// The terminal's width, and colour where a terminal shows it and nobody objects (NO_COLOR).
fn style() -> Style {
    let on_terminal = std::io::stdout().is_terminal();
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
    Style { width: width.max(60), colour: on_terminal && !no_colour }
}
