//! `detente diff`

use super::Outcome;
use super::args::{Diff as Typed, DiffFormat as Format};
use crate::corpus::{Rows, TableFormat};
use crate::record::{self, Difference, Differences};
use crate::report::{self, Shown};
use crate::study::diff::Pair;
use serde_json::json;
use std::io::{self, IsTerminal, Write};

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let pair = Pair::open(&typed.a, &typed.b)?;
    let to_terminal = typed.out.is_none() && io::stdout().is_terminal();
    let format = typed.format.unwrap_or(if to_terminal { Format::Table } else { Format::Json });
    let all = super::write(typed.out.as_deref(), |out| match format {
        Format::Table => table(&pair, typed.summary, out),
        Format::Json => json(&pair, typed.summary, out),
        Format::Csv => csv(&pair, out),
    })?;
    if format == Format::Csv {
        eprint!("{}", report::differences(&all));
    }
    let alone = all.articles_only_in_a + all.articles_only_in_b;
    if all.articles == 0 && alone > 0 {
        eprintln!("detente: the runs have no article in common, or not in the same order");
    }
    Ok(if all.is_empty() { Outcome::Done } else { Outcome::Differs })
}

fn table(pair: &Pair, summary: bool, out: &mut dyn Write) -> anyhow::Result<Differences> {
    let [a, b] = pair.told();
    writeln!(out, "first     {a}\nsecond    {b}\n")?;
    let mut shown = Shown::new(super::style());
    let mut any = false;
    let all = pair.each(|difference| {
        let lines = if summary { String::new() } else { shown.lines(difference) };
        any |= !lines.is_empty();
        out.write_all(lines.as_bytes()).map_err(anyhow::Error::from)
    })?;
    let between = if any { "\n" } else { "" };
    write!(out, "{between}{}", report::differences(&all))?;
    Ok(all)
}

/// One object. Differences are written one by one: they may be more than memory holds.
fn json(pair: &Pair, summary: bool, out: &mut dyn Write) -> anyhow::Result<Differences> {
    let [a, b] = pair.told();
    let head = serde_json::to_string(&json!({ "first": a, "second": b }))?;
    write!(out, "{},\n \"differences\":[", head.strip_suffix('}').unwrap_or(&head))?;
    let mut between = "\n  ";
    let all = pair.each(|difference| {
        if !summary {
            out.write_all(std::mem::replace(&mut between, ",\n  ").as_bytes())?;
            serde_json::to_writer(&mut *out, difference).map_err(io::Error::from)?;
        }
        anyhow::Ok(())
    })?;
    writeln!(out, "],\n \"summary\":{}}}", serde_json::to_string(&all)?)?;
    Ok(all)
}

fn csv(pair: &Pair, out: &mut dyn Write) -> anyhow::Result<Differences> {
    let mut rows = Rows::new(TableFormat::Csv, record::schema::<Difference>);
    out.write_all(&rows.header())?;
    pair.each(|difference| {
        rows.push(difference);
        rows.write_to(&mut *out).map_err(anyhow::Error::from)
    })
}
