//! `detente sample`

use super::Outcome;
use super::args::{CodingFormat, Copies, Sample as Typed};
use crate::corpus::{Rows, Stored, TableFormat};
use crate::record;
use crate::study::coding::{Draw, Unit, draw};

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let run = Stored::open(&typed.run)?;
    let units =
        draw(&run, &Draw { count: typed.for_coding, seed: typed.seed, copies_once: typed.duplicates == Copies::Once })?;
    let format = match typed.format {
        CodingFormat::Jsonl => TableFormat::Jsonl,
        CodingFormat::Csv => TableFormat::Csv,
    };
    let mut rows = Rows::new(format, record::schema::<Unit>);
    let header = rows.header();
    units.iter().for_each(|unit| rows.push(unit));
    super::write(typed.out.as_deref(), |mut out| {
        out.write_all(&header)?;
        rows.write_to(&mut out)
    })?;
    if units.len() < typed.for_coding {
        eprintln!("detente: the run has {} stances in quotes, fewer than asked for", units.len());
    }
    Ok(if units.is_empty() { Outcome::NothingToScore } else { Outcome::Done })
}
