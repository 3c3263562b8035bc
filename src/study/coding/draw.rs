//! A sample of stances for human coders, alike from what the engine calls negative, neutral and positive, and from what it
//! abstains from.

use super::{COLUMNS, STRATA, copies, stance, written};
use crate::corpus::{Cell, Stored};
use crate::error::Result;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// What is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Draw {
    /// How many stances.
    pub count: usize,
    /// Another seed draws others; the same draws the same.
    pub seed: u64,
    /// Does one article stand for all its copies?
    pub copies_once: bool,
}

/// What a coder is shown. What the engine says of it is left out, so that it sways nobody.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Unit {
    /// The stance's number, 16 hexadecimal digits.
    #[schemars(extend("pattern" = "^[0-9a-f]{16}$"))]
    pub id: String,
    /// The article.
    pub article: String,
    /// When it was written.
    pub date: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// The number of the quote in the article.
    pub quote: i64,
    /// Its words.
    pub text: String,
    /// Who holds the stance, as far as known.
    pub speaker: Option<String>,
    /// Whom it is about.
    pub target: Option<String>,
    /// How the speaker speaks of the target: `negative`, `neutral` or `positive`. For the coder to fill in.
    pub label: Option<String>,
}

/// Draws stances of a run, in an order that tells nothing of them. They are fewer than asked for where there are no more.
pub fn draw(run: &Stored, draw: &Draw) -> Result<Vec<Unit>> {
    let copies = copies(run, draw.copies_once)?;
    let mut strata: [BTreeSet<(u64, u64)>; STRATA] = Default::default();
    for block in run.table("stances", COLUMNS)? {
        block?.each(|cells| {
            let Some((number, stratum)) = stance(cells) else { return };
            if copies.contains(0, cells[0].text().unwrap_or_default()) {
                return;
            }
            let stratum = &mut strata[stratum as usize];
            stratum.insert((xxh3_64_with_seed(&number.to_le_bytes(), draw.seed), number));
            if stratum.len() > draw.count {
                stratum.pop_last();
            }
        })?;
    }
    let shares = shares(draw.count, strata.each_ref().map(BTreeSet::len));
    let drawn = strata.into_iter().zip(shares).flat_map(|(stratum, share)| stratum.into_iter().take(share));
    let order: FxHashMap<u64, u64> = drawn.map(|(place, number)| (number, place)).collect();
    let mut units = units(run, &order)?;
    units.sort_by_key(|(place, _)| *place);
    Ok(units.into_iter().map(|(_, unit)| unit).collect())
}

/// How many to take of each stratum: the same of all, and what one lacks of the others.
fn shares(count: usize, sizes: [usize; STRATA]) -> [usize; STRATA] {
    let mut shares = [0; STRATA];
    let mut left = count;
    loop {
        let open: Vec<usize> = (0..STRATA).filter(|&at| shares[at] < sizes[at]).collect();
        if left == 0 || open.is_empty() {
            return shares;
        }
        // The first strata take what does not divide.
        for (turn, &at) in open.iter().enumerate() {
            let share = (left / open.len() + usize::from(turn < left % open.len())).min(sizes[at] - shares[at]);
            shares[at] += share;
        }
        left = count - shares.iter().sum::<usize>();
    }
}

/// What there is to show of the stances of these numbers, with the place of each.
fn units(run: &Stored, order: &FxHashMap<u64, u64>) -> Result<Vec<(u64, Unit)>> {
    let columns: Vec<&str> = COLUMNS.into_iter().chain(["date", "outlet", "url"]).collect();
    let mut units: Vec<(u64, Unit)> = Vec::new();
    let mut wanted: FxHashMap<(String, i64), Vec<usize>> = FxHashMap::default();
    for block in run.table("stances", columns)? {
        block?.each(|cells| {
            let Some((number, _)) = stance(cells) else { return };
            let (Some(&place), Cell::Whole(quote)) = (order.get(&number), &cells[1]) else { return };
            let text = |at: usize| cells[at].text().map(str::to_owned);
            let article = text(0).unwrap_or_default();
            wanted.entry((article.clone(), *quote)).or_default().push(units.len());
            let unit = Unit {
                id: written(number),
                article,
                date: text(8),
                outlet: text(9),
                url: text(10),
                quote: *quote,
                text: String::new(),
                speaker: text(2),
                target: text(4),
                label: None,
            };
            units.push((place, unit));
        })?;
    }
    for block in run.table("quotes", ["article", "id", "text", "speaker_mention"])? {
        block?.each(|cells| {
            let [Cell::Text(article), Cell::Whole(quote), Cell::Text(text), mention] = cells else { return };
            for &at in wanted.get(&(article.to_string(), *quote)).into_iter().flatten() {
                let unit = &mut units[at].1;
                unit.text = text.to_string();
                if let (None, Cell::Text(mention)) = (&unit.speaker, mention) {
                    unit.speaker = Some(mention.to_string());
                }
            }
        })?;
    }
    // Two stances of one number, which a run with an article twice has, are one.
    units.sort_by_key(|(place, _)| *place);
    units.dedup_by_key(|(place, _)| *place);
    Ok(units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strata_share_alike_and_make_up_for_one_another() {
        assert_eq!(shares(100, [1000, 1000, 1000, 1000]), [25, 25, 25, 25]);
        assert_eq!(shares(10, [1000, 1000, 1000, 1000]), [3, 3, 2, 2]);
        assert_eq!(shares(100, [10, 1000, 0, 1000]), [10, 45, 0, 45]);
        assert_eq!(shares(100, [10, 20, 30, 5]), [10, 20, 30, 5]);
        assert_eq!(shares(0, [1; 4]), [0; 4]);
    }
}
