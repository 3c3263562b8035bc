//! `detente sample`

use super::Outcome;
use super::args::{CodingFormat, Sample as Typed};
use crate::corpus::{Rows, Stored, TableFormat};
use crate::record;
use crate::study::coding::{Draw, Unit, draw};
use anyhow::Context;
use std::fs::File;
use std::io::{self, Write};

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let run = Stored::open(&typed.run)?;
    let units = draw(&run, &Draw { count: typed.for_coding, seed: typed.seed })?;
    let format = match typed.format {
        CodingFormat::Jsonl => TableFormat::Jsonl,
        CodingFormat::Csv => TableFormat::Csv,
    };
    let mut rows = Rows::new(format, record::schema::<Unit>);
    let header = rows.header();
    units.iter().for_each(|unit| rows.push(unit));
    let mut write = |mut out: Box<dyn Write>| {
        out.write_all(&header)?;
        rows.write_to(&mut out)?;
        out.flush()
    };
    match &typed.out {
        Some(file) => {
            let name = || file.display().to_string();
            write(Box::new(File::create(file).with_context(name)?)).with_context(name)?;
        }
        None => write(Box::new(io::stdout().lock()))?,
    }
    if units.len() < typed.for_coding {
        eprintln!("detente: the run has {} stances in quotes, fewer than asked for", units.len());
    }
    Ok(if units.is_empty() { Outcome::NothingToScore } else { Outcome::Done })
}
