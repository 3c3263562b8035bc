//! `detente batch`

use super::args::{Batch as Typed, TableFormat as Format};
use super::progress::Progress;
use super::{Outcome, engine, settings};
use crate::corpus::{Batch, Counts, Earlier, Input, Job, Options, Reading, Run, Stream, TableFormat};
use crate::error::Error;
use crate::record::Shape;
use anyhow::Context;
use std::io::BufWriter;

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let Run { counts, is_stopped } =
        if typed.out.as_os_str() == "-" { into_stream(typed)? } else { into_folder(typed)? };
    Ok(match counts {
        _ if is_stopped => Outcome::Stopped,
        Counts { rejects, .. } if rejects > 0 => Outcome::SomeFailed,
        Counts { articles: 0, .. } => {
            eprintln!("detente: nothing to score: no article in the inputs");
            Outcome::NothingToScore
        }
        _ => Outcome::Done,
    })
}

/// Runs into a folder.
fn into_folder(typed: &Typed) -> anyhow::Result<Run> {
    let format = match typed.format {
        Format::Jsonl => TableFormat::Jsonl,
        Format::Csv => TableFormat::Csv,
        Format::Parquet => TableFormat::Parquet,
        Format::WebAnnotation | Format::LabelStudio => {
            return Err(Error::usage("records in the shape of another tool are no tables: --out -").into());
        }
    };
    let settings = settings(&typed.reading, typed.with_text)?;
    let options = Options {
        inputs: typed.inputs.iter().map(|path| path.display().to_string()).collect(),
        lexicons: typed.reading.known.lexicons.as_ref().map(|path| path.display().to_string()),
        date: settings.date,
        offsets: settings.unit,
        with_text: settings.with_text,
        input_format: typed.reading.input.reading().format,
        fields: settings.fields.renamed().map(|(own, name)| (own.to_owned(), name.to_owned())).collect(),
        format,
    };
    let earlier = match (typed.resume, typed.force) {
        (true, _) => Earlier::Resume,
        (false, true) => Earlier::Overwrite,
        (false, false) => Earlier::Keep,
    };
    let reading = Reading { except: Some(typed.out.clone()), ..options.reading()? };
    let input = Input::open(&typed.inputs, reading)?;
    let engine = engine(&typed.reading.known)?;
    let job = Job::open(&engine, options, input, typed.threads, &typed.out, earlier)?;
    super::stop_on_signal(job.stop());
    let mut progress = Progress::new(job.meter(), job.done());
    let ended = job.run(|counts| progress.show(counts));
    let (run, _) =
        ended.with_context(|| format!("{}: the run stopped, and goes on with --resume", typed.out.display()))?;
    progress.end(&run.counts);
    if run.is_stopped {
        eprintln!("detente: stopped; the same command with --resume goes on");
    }
    Ok(run)
}

/// Writes records to standard output.
fn into_stream(typed: &Typed) -> anyhow::Result<Run> {
    let shape = match typed.format {
        Format::WebAnnotation => Shape::WebAnnotation,
        Format::LabelStudio => Shape::LabelStudio,
        _ => Shape::Record,
    };
    if typed.resume || typed.force || matches!(typed.format, Format::Csv | Format::Parquet) {
        return Err(Error::usage("--resume, --force and tables need a folder: --out DIR").into());
    }
    let settings = shape.settings(settings(&typed.reading, typed.with_text)?)?;
    let input = Input::open(&typed.inputs, typed.reading.input.reading())?;
    let engine = engine(&typed.reading.known)?;
    let batch = Batch::new(&engine, settings, typed.threads);
    let is_stdin = typed.inputs.iter().any(|path| path.as_os_str() == "-");
    let batch = if is_stdin { batch.one_by_one() } else { batch };
    super::stop_on_signal(batch.stop());
    let records = BufWriter::with_capacity(1 << 18, std::io::stdout());
    let mut sink = Stream { shape, records, rejects: std::io::stderr() };
    let run = batch.run(input, &mut sink, |_| ()).context("standard output")?;
    if run.is_stopped {
        eprintln!("detente: stopped after {} articles and {} rejects", run.counts.articles, run.counts.rejects);
    }
    Ok(run)
}
