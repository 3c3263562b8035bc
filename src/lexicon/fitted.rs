//! Fitted weights: what features around a target tell of the tone toward it, as learned from coded text.
//!
//! Owns the compiled form of `lexicons/fitted.tsv`. Features are known by their names alone, so that the vocabulary does
//! not grow by their words; which features there are is the stance room's business.

use super::table::{Table, thousandths};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

/// The feature that every target has.
pub const BIAS: &str = "target: always";

/// The largest weight that a row may have.
pub const LARGEST_WEIGHT: i16 = 30;

/// The fitted weights by feature.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fitted {
    /// In order of their keys.
    weights: Vec<FittedWeight>,
}

/// What one feature tells: logits relative to neutral, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FittedWeight {
    key: u64,
    /// How much likelier it makes a negative tone.
    pub negative: i16,
    /// How much likelier it makes a positive tone.
    pub positive: i16,
    /// The mark of the row ([`super::Row::mark`]).
    pub mark: u32,
}

impl Fitted {
    /// Compiles the table. Two rows for one feature are an error.
    pub fn compile(table: &Table) -> Result<Fitted> {
        let mut fitted = Fitted::default();
        table.each(["feature", "negative", "positive"], |row, [feature, negative, positive]| {
            fitted.weights.push(FittedWeight {
                key: key(feature),
                negative: thousandths(negative, LARGEST_WEIGHT)?,
                positive: thousandths(positive, LARGEST_WEIGHT)?,
                mark: row.mark(),
            });
            Ok(())
        })?;
        fitted.weights.sort_by_key(|weight| weight.key);
        let twice = fitted.weights.windows(2).find(|pair| pair[0].key == pair[1].key);
        let row = |pair: &[FittedWeight]| table.rows().iter().find(|row| row.mark() == pair[1].mark);
        match twice.and_then(row) {
            Some(row) => {
                let fault = Error::lexicon(format!("\"{}\" has a row already", row.cells()[0]));
                Err(fault.in_file(table.file_of(row)).at_line(row.line))
            }
            None => Ok(fitted),
        }
    }

    /// What a feature tells; nothing where it has no row.
    pub fn get(&self, feature: &str) -> Option<&FittedWeight> {
        let found = self.weights.binary_search_by_key(&key(feature), |weight| weight.key);
        found.ok().map(|at| &self.weights[at])
    }

    /// Has nothing been fitted?
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }
}

/// A feature's name as a number (FNV-1a).
fn key(feature: &str) -> u64 {
    feature.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
