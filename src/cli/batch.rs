//! `detente batch`

use super::args::Batch as Typed;
use super::{Outcome, engine, settings};
use crate::corpus::{Batch, Counts, Folder, Input, Manifest, Options, Stream};
use anyhow::Context;
use std::io::{BufWriter, IsTerminal, Write};
use std::time::{Instant, SystemTime};

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let started = SystemTime::now();
    let settings = settings(&typed.reading, typed.with_text)?;
    let input = Input::open(&typed.inputs)?;
    let engine = engine(&typed.reading.known)?;
    let batch = Batch::new(&engine, settings.clone(), typed.threads);
    let counts = if typed.out.as_os_str() == "-" {
        let records = BufWriter::with_capacity(1 << 18, std::io::stdout());
        let mut sink = Stream { records, rejects: std::io::stderr() };
        batch.run(input, &mut sink, |_| ())?
    } else {
        let mut sink = Folder::create(&typed.out, typed.force)?;
        let counts = batch.run(input, &mut sink, progress())?;
        let options = Options {
            inputs: typed.inputs.iter().map(|path| path.display().to_string()).collect(),
            lexicons: typed.reading.known.lexicons.as_ref().map(|path| path.display().to_string()),
            date: settings.date,
            offsets: settings.unit,
            with_text: settings.with_text,
        };
        let path = sink.path().join(Folder::MANIFEST);
        let manifest =
            serde_json::to_string_pretty(&Manifest::new(&engine, options, counts, sink.unmatched(), started))?;
        std::fs::write(&path, manifest + "\n").with_context(|| path.display().to_string())?;
        eprintln!("{}", summary(&counts, started.elapsed().unwrap_or_default().as_secs_f64()));
        counts
    };
    Ok(match counts {
        Counts { rejects, .. } if rejects > 0 => Outcome::SomeFailed,
        Counts { articles: 0, .. } => Outcome::NothingToScore,
        _ => Outcome::Done,
    })
}

/// A line on a terminal that tells how far the run is.
fn progress() -> impl FnMut(&Counts) {
    let (started, on_terminal) = (Instant::now(), std::io::stderr().is_terminal());
    move |counts| {
        if on_terminal {
            let _ = write!(std::io::stderr(), "\r{}\u{1b}[K\r", summary(counts, started.elapsed().as_secs_f64()));
        }
    }
}

fn summary(counts: &Counts, seconds: f64) -> String {
    let megabytes = counts.bytes as f64 / 1e6;
    format!(
        "{} articles, {} quotes, {} stances, {} skipped, {} rejected; {megabytes:.1} MB in {seconds:.1} s, {:.1} MB/s",
        counts.articles,
        counts.quotes,
        counts.stances,
        counts.skipped,
        counts.rejects,
        megabytes / seconds.max(1e-9),
    )
}
