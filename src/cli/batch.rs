//! `detente batch`

use super::args::{Batch as Typed, TableFormat as Format};
use super::progress::Progress;
use super::{Outcome, engine, settings};
use crate::corpus::{
    self, Batch, Counts, Earlier, Folder, Input, Manifest, Options, Reading, Run, Sink, Stream, TableFormat,
};
use crate::engine::Engine;
use crate::error::Error;
use crate::record::{Settings, Shape};
use anyhow::Context;
use std::io::BufWriter;
use std::sync::atomic::Ordering;
use std::time::SystemTime;

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let shape = match typed.format {
        Format::WebAnnotation => Shape::WebAnnotation,
        Format::LabelStudio => Shape::LabelStudio,
        _ => Shape::Record,
    };
    let settings = shape.settings(settings(&typed.reading, typed.with_text)?)?;
    let reading = Reading { except: Some(typed.out.clone()), ..typed.reading.input.reading() };
    let input = Input::open(&typed.inputs, reading)?;
    let engine = engine(&typed.reading.known)?;
    let is_stdin = typed.inputs.iter().any(|path| path.as_os_str() == "-");
    let batch = Batch::new(&engine, settings.clone(), typed.threads);
    let batch = if is_stdin { batch.one_by_one() } else { batch };
    let stop = batch.stop();
    // Where no signal can be caught, the program ends as all programs do, and can go on all the same. Who asks twice does not
    // want to wait for an input that does not come.
    let _ = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(super::STOPPED));
        }
    });
    let Run { counts, is_stopped } = if typed.out.as_os_str() == "-" {
        if typed.resume || typed.force || matches!(typed.format, Format::Csv | Format::Parquet) {
            return Err(Error::usage("--resume, --force and tables need a folder: --out DIR").into());
        }
        let records = BufWriter::with_capacity(1 << 18, std::io::stdout());
        let mut sink = Stream { shape, records, rejects: std::io::stderr() };
        let run = batch.run(input, &mut sink, |_| ()).context("standard output")?;
        if run.is_stopped {
            eprintln!("detente: stopped after {} articles and {} rejects", run.counts.articles, run.counts.rejects);
        }
        run
    } else {
        into_folder(typed, &engine, &settings, &batch, input)?
    };
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

fn into_folder(
    typed: &Typed,
    engine: &Engine,
    settings: &Settings,
    batch: &Batch,
    input: Input,
) -> anyhow::Result<Run> {
    let started = SystemTime::now();
    let format = match typed.format {
        Format::Jsonl => TableFormat::Jsonl,
        Format::Csv => TableFormat::Csv,
        Format::Parquet => TableFormat::Parquet,
        Format::WebAnnotation | Format::LabelStudio => {
            return Err(Error::usage("records in the shape of another tool are no tables: --out -").into());
        }
    };
    let name = |format: &dyn std::fmt::Debug| format!("{format:?}").to_lowercase();
    let options = Options {
        inputs: typed.inputs.iter().map(|path| path.display().to_string()).collect(),
        lexicons: typed.reading.known.lexicons.as_ref().map(|path| path.display().to_string()),
        date: settings.date.clone(),
        offsets: settings.unit,
        with_text: settings.with_text,
        input_format: typed.reading.input.input_format.map(|format| name(&format)),
        fields: settings.fields.renamed().map(|(own, name)| (own.to_owned(), name.to_owned())).collect(),
        format: name(&typed.format),
    };
    let earlier = match (typed.resume, typed.force) {
        (true, _) => Earlier::Resume,
        (false, true) => Earlier::Overwrite,
        (false, false) => Earlier::Keep,
    };
    let identity = corpus::identity(engine, &options, &input.fingerprint());
    let mut sink = Folder::open(&typed.out, format, earlier, identity)?;
    let mut progress = Progress::new(input.meter(), sink.done());
    let run = batch.run(input, &mut sink, |counts| progress.show(counts));
    let run = run.with_context(|| format!("{}: the run stopped, and goes on with --resume", typed.out.display()))?;
    progress.end(&run.counts);
    if run.is_stopped {
        eprintln!("detente: stopped; the same command with --resume goes on");
    } else {
        let unmatched = sink.unmatched();
        let manifest = Manifest::new(engine, options, run.counts, unmatched, started);
        sink.conclude(&manifest).with_context(|| typed.out.display().to_string())?;
    }
    Ok(run)
}
