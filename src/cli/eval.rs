//! `detente eval`

use super::Outcome;
use super::args::{Copies, Eval as Typed, EvalFormat as Format};
use crate::corpus::Stored;
use crate::study::coding::{Codings, Comparison, Drawn, compare};
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let run = Stored::open(&typed.run)?;
    let mut codings = Codings::default();
    for file in &typed.gold {
        codings.add(file)?;
    }
    if !codings.unknown.is_empty() {
        let names: Vec<&str> = codings.unknown.iter().map(String::as_str).collect();
        eprintln!(
            "detente: columns that are no coder's, since their names do not begin with label: {}",
            names.join(", ")
        );
    }
    let comparison = compare(&run, &codings, typed.duplicates == Copies::Once)?;
    if comparison.missing > 0 {
        eprintln!(
            "detente: {} coded stances are not in the run: of another run, or another engine",
            comparison.missing
        );
    }
    if comparison.copies > 0 {
        let copies = comparison.copies;
        eprintln!(
            "detente: {copies} coded stances are in copies of other articles, and left out; --duplicates all counts them"
        );
    }
    if let Some(few) = few(&comparison) {
        eprintln!("detente: the figures of the run rest on few coded stances: {few}");
    }
    let format = typed.format.unwrap_or(if io::stdout().is_terminal() { Format::Table } else { Format::Json });
    let mut out = io::stdout().lock();
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &comparison).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        Format::Csv => {
            let mut rows = csv::Writer::from_writer(&mut out);
            comparison.pairs.iter().try_for_each(|pair| rows.serialize(pair))?;
            rows.flush()?;
        }
        Format::Table => out.write_all(table(&comparison).as_bytes())?,
    }
    Ok(if comparison.units == 0 { Outcome::NothingToScore } else { Outcome::Done })
}

/// Which strata have few coded stances, and how few; nothing where none has.
fn few(comparison: &Comparison) -> Option<String> {
    let few = comparison.strata.iter().filter(|stratum| stratum.few);
    let told: Vec<String> =
        few.map(|Drawn { engine, stances, coded, .. }| format!("{engine} {coded} of {stances}")).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// The figures in lines: of the sample, and of the run.
fn table(comparison: &Comparison) -> String {
    let Comparison { units, open, ties, missing, copies, .. } = comparison;
    let mut out = format!(
        "{units} coded stances; {open} not coded, {ties} ties, {missing} not in the run, {copies} in copies left out\n"
    );
    let alpha = |alpha: Option<f64>| alpha.map_or_else(|| "-".to_owned(), |alpha| format!("{alpha:.3}"));
    let [coders, engine] = [
        [comparison.coders_alpha, comparison.coders_alpha_ordinal],
        [comparison.engine_alpha, comparison.engine_alpha_ordinal],
    ]
    .map(|alphas| alphas.map(alpha));
    let _ = writeln!(out, "Krippendorff's alpha      nominal  ordinal");
    let _ = writeln!(out, "coders among themselves  {:>8} {:>8}", coders[0], coders[1]);
    let _ = writeln!(out, "engine and majority      {:>8} {:>8}", engine[0], engine[1]);
    let caution = few(comparison).map_or_else(String::new, |few| format!(" (few coded: {few})"));
    let run = format!("the run it was drawn from{caution}");
    for (name, figures) in [("the sample as it is", &comparison.sample), (&*run, &comparison.run)] {
        let _ = writeln!(out, "\n{name}: accuracy {:.3}, macro-F1 {:.3}", figures.accuracy, figures.macro_f1);
        let [negative, neutral, positive] = comparison.labels;
        let _ = writeln!(out, "coders \\ engine  {negative:>9} {neutral:>9} {positive:>9}   precision  recall     F1");
        for (label, [a, b, c]) in figures.by_label.iter().zip(&figures.confusion) {
            let _ = writeln!(
                out,
                "{:<16} {a:>9.0} {b:>9.0} {c:>9.0}   {:>9.3} {:>7.3} {:>6.3}",
                label.label, label.precision, label.recall, label.f1
            );
        }
    }
    out
}
