//! The means that moved most: the tables of speakers of two runs, side by side, as both stand in the same order.

use crate::corpus::Stored;
use crate::error::Result;
use crate::record::{Moved, Thousandths};
use crate::study::rows::{Row, Rows};
use std::cmp::Ordering;

/// How many are told.
const TOLD: usize = 10;

/// The first four tell rows apart, and stand in the order of the table.
const COLUMNS: [&str; 6] = ["name", "actor", "target_name", "target_actor", "mean", "stances"];

pub(super) fn moved(a: &Stored, b: &Stored) -> Result<Vec<Moved>> {
    let (mut rows_a, mut rows_b) = (Rows::of(a, "speakers", &COLUMNS)?, Rows::of(b, "speakers", &COLUMNS)?);
    let (mut a, mut b) = (rows_a.next()?, rows_b.next()?);
    let mut moved: Vec<(u64, Moved)> = Vec::new();
    while let (Some(row_a), Some(row_b)) = (&a, &b) {
        match key(row_a).cmp(&key(row_b)) {
            Ordering::Less => a = rows_a.next()?,
            Ordering::Greater => b = rows_b.next()?,
            Ordering::Equal => {
                moved.extend(of(row_a, row_b));
                (a, b) = (rows_a.next()?, rows_b.next()?);
                if moved.len() > 8 * TOLD {
                    keep(&mut moved);
                }
            }
        }
    }
    keep(&mut moved);
    Ok(moved.into_iter().map(|(_, moved)| moved).collect())
}

fn key(row: &Row) -> [Option<&str>; 4] {
    [0, 1, 2, 3].map(|at| row[at].text())
}

fn of(a: &Row, b: &Row) -> Option<(u64, Moved)> {
    let mean = |row: &Row| row[4].real().map(|_| Thousandths(row[4].thousandths()));
    let stances = |row: &Row| row[5].whole().and_then(|count| u64::try_from(count).ok()).unwrap_or(0);
    let text = |at: usize| b[at].text().map(str::to_owned);
    let (from, to) = (mean(a)?, mean(b)?);
    let (from_stances, to_stances) = (stances(a), stances(b));
    let weight = u64::from(from.0.abs_diff(to.0)).saturating_mul(from_stances.max(to_stances));
    let target = text(2).or_else(|| text(3));
    let speaker = text(0).unwrap_or_default();
    (from != to).then_some((weight, Moved { speaker, target, from, from_stances, to, to_stances }))
}

fn keep(moved: &mut Vec<(u64, Moved)>) {
    // A stable sort: among equals the first of the table stays first.
    moved.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    moved.truncate(TOLD);
}
