//! Human coding of what the engine found: a sample to be coded, and how well the engine and the coders agree.
//!
//! Owns what a coder is shown (never what the engine says) and the figures of agreement. The unit is a stance in a quote: what
//! was said, by whom, about whom. It is known by a number that follows from these, so that a sample, coded in whatever tool,
//! finds its stances again in the run that it was drawn from. Articles that are copies of another are left out of both, as of what
//! stances add up to, unless all are asked for.

mod agreement;
mod coded;
mod compare;
mod draw;

pub use agreement::{Scale, alpha};
pub use coded::Codings;
pub use compare::{Comparison, Drawn, Figures, LabelFigures, Pair, compare};
pub use draw::{Draw, Unit, draw};

use crate::corpus::{Cell, Copies, Stored};
use crate::error::Result;
use crate::record::Label;
use xxhash_rust::xxh3::Xxh3;

/// The columns of a stance that its number follows from, and those that tell what the engine says of it.
const COLUMNS: [&str; 8] =
    ["article", "quote", "holder_name", "holder_actor", "target_name", "target_actor", "label", "evidence"];

/// Of the columns, those that the number follows from.
const TOLD: usize = 6;

/// What the engine says of a stance: the strata that are drawn from alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stratum {
    Negative,
    Neutral,
    Positive,
    /// No attitude was found: the label is neutral, and nothing backs it.
    Abstained,
}

const STRATA: usize = 4;

impl Stratum {
    const ALL: [Stratum; STRATA] = [Stratum::Negative, Stratum::Neutral, Stratum::Positive, Stratum::Abstained];

    fn name(self) -> &'static str {
        match self {
            Stratum::Negative => Label::Negative.as_str(),
            Stratum::Neutral => Label::Neutral.as_str(),
            Stratum::Positive => Label::Positive.as_str(),
            Stratum::Abstained => "abstained",
        }
    }
}

/// The articles of a run that another stands for, where one is to stand for all its copies.
fn copies(run: &Stored, copies_once: bool) -> Result<Copies> {
    if copies_once { Copies::within(run) } else { Ok(Copies::default()) }
}

/// A stance as a row of [`COLUMNS`] has it: its number and what the engine says; nothing for what the narrator tells.
fn stance(cells: &[Cell]) -> Option<(u64, Stratum)> {
    let (told, said) = cells.split_at_checked(TOLD)?;
    let [_, Cell::Whole(quote), ..] = told else { return None };
    let mut number = Xxh3::new();
    number.update(&quote.to_le_bytes());
    for cell in told {
        if let Some(text) = cell.text() {
            number.update(text.as_bytes());
        }
        // What one cell ends with is not what the next begins with.
        number.update(&[0xff]);
    }
    let [label, evidence, ..] = said else { return None };
    let stratum = match label.text().and_then(Label::named) {
        _ if !evidence.is_filled() => Stratum::Abstained,
        Some(Label::Negative) => Stratum::Negative,
        Some(Label::Positive) => Stratum::Positive,
        Some(Label::Neutral) | None => Stratum::Neutral,
    };
    Some((number.digest(), stratum))
}

/// A stance's number as it is written.
fn written(number: u64) -> String {
    format!("{number:016x}")
}
