//! `detente fit`

use super::args::Fit as Typed;
use super::{Outcome, engine, settings};
use crate::corpus::{Body, Input, Reject};
use crate::error::Error;
use crate::study::{Coded, Figures, Fit, Sample, Settings};
use anyhow::Context;
use std::fmt::Write as _;
use std::io::Write;

/// With fewer coded targets than this the weights are mostly chance.
const FEW: usize = 500;

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let reading = settings(&typed.reading, false)?;
    let engine = engine(&typed.reading.known)?;
    let (mut sample, mut rejects) = (Sample::new(), 0);
    for item in Input::open(&typed.gold, typed.reading.input.reading())? {
        let reject = match item {
            Ok(item) => {
                let added = match &item.body {
                    Body::Record(line) => sample.add(&engine, line, &item.place.to_string(), &reading),
                    _ => Err(Error::record("a coded record is JSON")),
                };
                added.err().map(|error| Reject::of(&item, &error))
            }
            Err(reject) => Some(reject),
        };
        if let Some(reject) = reject {
            eprintln!("{reject}");
            rejects += 1;
        }
    }
    let outcome = if rejects > 0 { Outcome::SomeFailed } else { Outcome::Done };
    if sample.targets.is_empty() {
        eprintln!("detente: no target has a label");
        return Ok(if rejects > 0 { outcome } else { Outcome::NothingToScore });
    }
    if sample.targets.len() < FEW {
        eprintln!("detente: {} coded targets are few: under {FEW} the weights are mostly chance", sample.targets.len());
    }
    let fitting = Settings { strength: typed.strength, ..Settings::default() };
    let targets: Vec<&Coded> = sample.targets.iter().collect();
    let mut record = String::new();
    let [negative, neutral, positive] = sample.counts();
    writeln!(
        record,
        "sample: {} targets ({negative} negative, {neutral} neutral, {positive} positive)",
        targets.len()
    )?;
    writeln!(record, "lexicons alone: {}", shown(&Figures::unfitted(&targets)))?;
    if let Some(figures) = Figures::out_of_sample(&sample, &fitting, |target| &target.article) {
        writeln!(record, "articles not fitted to: {}", shown(&figures))?;
    }
    if let Some(figures) = Figures::out_of_sample(&sample, &fitting, |target| &target.outlet) {
        writeln!(record, "outlets not fitted to: {}", shown(&figures))?;
    }
    let fit = Fit::of(&sample, &targets, &fitting);
    writeln!(record, "weights: {} features, strength {}", fit.rows(), fitting.strength)?;
    let (version, source, licence) = (env!("CARGO_PKG_VERSION"), &typed.source, &typed.licence);
    let mut header = String::from(
        "# Fitted weights: what features around a target tell of the tone toward it, learned from coded text by `detente fit`.\n\
         # columns: feature: its family and what of it (names are masked; words without their endings); negative, positive: what one unit adds to the logit of that label, against neutral; articles: how many it stands in\n",
    );
    writeln!(
        header,
        "# source: {source}\n# licence: {licence}\n# version: {version}\n# replaces: every row it is laid over"
    )?;
    record.lines().try_for_each(|line| writeln!(header, "# {line}"))?;
    std::fs::create_dir_all(&typed.out).with_context(|| typed.out.display().to_string())?;
    let path = typed.out.join("fitted.tsv");
    std::fs::write(&path, fit.table(&sample, &header)).with_context(|| path.display().to_string())?;
    std::io::stdout().lock().write_all(record.as_bytes())?;
    Ok(outcome)
}

fn shown(figures: &Figures) -> String {
    format!("macro-F1 {:.3}, accuracy {:.3}", figures.macro_f1, figures.accuracy)
}
