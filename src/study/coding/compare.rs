//! The engine beside the coders.
//!
//! A sample draws alike from strata that are not alike in size. Figures are therefore told of the sample as it is, and of the run
//! that it was drawn from: there a unit counts as many times as its stratum has stances for each that coders agree on. What few
//! coded stances stand for many is told ([`Drawn::few`]).

use super::agreement::{Scale, alpha};
use super::coded::{Codings, LABELS};
use super::{COLUMNS, STRATA, Stratum, copies, stance, written};
use crate::corpus::Stored;
use crate::error::Result;
use rustc_hash::FxHashSet;
use serde::Serialize;

const COUNT: usize = LABELS.len();

/// Counts of labels: of what the coders say (down) by what the engine says (across), in the order negative, neutral, positive.
type Confusion = [[f64; COUNT]; COUNT];

/// Fewer coded stances tell little of the others of their stratum: the standard error of a share is a tenth and more.
const FEW: u64 = 25;

/// How the engine and the coders compare.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// How many units were coded and stand in the run.
    pub units: usize,
    /// How many no coder gave a label.
    pub open: u64,
    /// How many coded units the run does not have.
    pub missing: usize,
    /// How many stand in articles that another stands for, and are left out.
    pub copies: usize,
    /// How many have as many coders for one label as for another, and are left out.
    pub ties: usize,
    /// The labels, in the order of all counts and shares.
    pub labels: [&'static str; COUNT],
    /// How much was coded of each stratum.
    pub strata: [Drawn; STRATA],
    /// The sample as it is.
    pub sample: Figures,
    /// The run that it was drawn from.
    pub run: Figures,
    /// Krippendorff's alpha of the coders among themselves, labels being the same or not; null under two coders.
    pub coders_alpha: Option<f64>,
    /// The same, neutral lying between negative and positive.
    pub coders_alpha_ordinal: Option<f64>,
    /// That of the engine and the coders' majority.
    pub engine_alpha: Option<f64>,
    /// The same, neutral lying between.
    pub engine_alpha_ordinal: Option<f64>,
    /// Each unit.
    #[serde(skip)]
    pub pairs: Vec<Pair>,
}

/// How much was coded of a stratum.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Drawn {
    /// What the engine says.
    pub engine: &'static str,
    /// How many stances of the run it says so of.
    pub stances: u64,
    /// On how many of them the coders agree.
    pub coded: u64,
    /// Are they too few to stand for the others?
    pub few: bool,
}

impl Drawn {
    fn of(stratum: Stratum, stances: u64, coded: u64) -> Drawn {
        Drawn { engine: stratum.name(), stances, coded, few: coded < FEW.min(stances) }
    }
}

/// Figures of some counts.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// The share of units of which the engine says what the coders say.
    pub accuracy: f64,
    /// The mean of the labels' F1.
    pub macro_f1: f64,
    /// Each label.
    pub by_label: [LabelFigures; COUNT],
    /// Counts: a row for each label of the coders, a column for each of the engine.
    pub confusion: Confusion,
    /// The share of each label of the engine, given that of the coders: rows sum to 1. This is what correction for
    /// misclassification takes (MC-SIMEX takes its transpose).
    pub engine_given_coders: Confusion,
    /// The share of each label of the coders, given that of the engine: columns sum to 1.
    pub coders_given_engine: Confusion,
}

/// Figures of a label.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LabelFigures {
    /// The label.
    pub label: &'static str,
    /// Of what the engine calls so, the share that coders call so; 0 where there is none.
    pub precision: f64,
    /// Of what coders call so, the share that the engine calls so.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
}

/// A unit as both see it.
#[derive(Clone, Debug, Serialize)]
pub struct Pair {
    /// Its number.
    pub id: String,
    /// What the majority of the coders says.
    pub coders: &'static str,
    /// What the engine says.
    pub engine: &'static str,
    /// How many stances of the run it stands for.
    pub weight: f64,
}

/// Compares codings with the run that the units were drawn from. With `copies_once`, one article stands for all its copies, as it
/// did when they were drawn.
pub fn compare(run: &Stored, codings: &Codings, copies_once: bool) -> Result<Comparison> {
    let copies = copies(run, copies_once)?;
    let (mut sizes, mut coded) = ([0u64; STRATA], [0u64; STRATA]);
    let mut both: Vec<(u64, usize, Stratum)> = Vec::new();
    let (mut found, mut ties, mut copied) = (FxHashSet::default(), 0, FxHashSet::default());
    for block in run.table("stances", COLUMNS)? {
        block?.each(|cells| {
            let Some((number, stratum)) = stance(cells) else { return };
            let labels = codings.units.get(&number).filter(|labels| !labels.is_empty());
            if copies.contains(0, cells[0].text().unwrap_or_default()) {
                copied.extend(labels.map(|_| number));
                return;
            }
            sizes[stratum as usize] += 1;
            let Some(labels) = labels.filter(|_| found.insert(number)) else { return };
            // What coders tie on stands for nothing: the others of its stratum stand for it, too.
            match majority(labels) {
                Some(label) => {
                    coded[stratum as usize] += 1;
                    both.push((number, label, stratum));
                }
                None => ties += 1,
            }
        })?;
    }
    let weight = |stratum: Stratum| sizes[stratum as usize] as f64 / coded[stratum as usize] as f64;
    let (mut sample, mut whole) = (Confusion::default(), Confusion::default());
    let mut judged = Vec::new();
    let pairs = both.iter().map(|&(number, coders, stratum)| {
        let engine = label(stratum);
        sample[coders][engine] += 1.0;
        whole[coders][engine] += weight(stratum);
        judged.push(vec![coders, engine]);
        let name = |at: usize| LABELS[at].as_str();
        Pair { id: written(number), coders: name(coders), engine: name(engine), weight: weight(stratum) }
    });
    let pairs: Vec<Pair> = pairs.collect();
    let coders: Vec<Vec<usize>> = codings.units.values().cloned().collect();
    let labelled = codings.units.values().filter(|labels| !labels.is_empty()).count();
    Ok(Comparison {
        units: pairs.len(),
        open: codings.open,
        missing: labelled - found.len() - copied.len(),
        copies: copied.len(),
        ties,
        labels: LABELS.map(|label| label.as_str()),
        strata: Stratum::ALL.map(|stratum| Drawn::of(stratum, sizes[stratum as usize], coded[stratum as usize])),
        sample: Figures::of(sample),
        run: Figures::of(whole),
        coders_alpha: alpha(&coders, COUNT, Scale::Nominal),
        coders_alpha_ordinal: alpha(&coders, COUNT, Scale::Ordinal),
        engine_alpha: alpha(&judged, COUNT, Scale::Nominal),
        engine_alpha_ordinal: alpha(&judged, COUNT, Scale::Ordinal),
        pairs,
    })
}

/// The label that the engine gives: where it abstains, neutral.
fn label(stratum: Stratum) -> usize {
    match stratum {
        Stratum::Negative => 0,
        Stratum::Neutral | Stratum::Abstained => 1,
        Stratum::Positive => 2,
    }
}

/// The label that most coders gave; nothing where two have as many.
fn majority(labels: &[usize]) -> Option<usize> {
    let votes = |label: usize| labels.iter().filter(|&&given| given == label).count();
    let first = (0..COUNT).max_by_key(|&label| votes(label))?;
    (0..COUNT).all(|label| label == first || votes(label) < votes(first)).then_some(first)
}

/// A share; 0 of nothing.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

impl Figures {
    fn of(confusion: Confusion) -> Figures {
        let row = |at: usize| confusion[at].iter().sum::<f64>();
        let column = |at: usize| confusion.iter().map(|row| row[at]).sum::<f64>();
        let each = |at: usize| std::array::from_fn(|engine| share(confusion[at][engine], row(at)));
        let given = |at: usize| std::array::from_fn(|engine| share(confusion[at][engine], column(engine)));
        let by_label = std::array::from_fn(|at| {
            let (precision, recall) = (share(confusion[at][at], column(at)), share(confusion[at][at], row(at)));
            let f1 = share(2.0 * precision * recall, precision + recall);
            LabelFigures { label: LABELS[at].as_str(), precision, recall, f1 }
        });
        let right = (0..COUNT).map(|at| confusion[at][at]).sum();
        Figures {
            accuracy: share(right, (0..COUNT).map(row).sum()),
            macro_f1: by_label.iter().map(|label: &LabelFigures| label.f1).sum::<f64>() / COUNT as f64,
            by_label,
            confusion,
            engine_given_coders: std::array::from_fn(each),
            coders_given_engine: std::array::from_fn(given),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_follow_from_counts() {
        // Coders say negative 10 times, neutral 20, positive 10.
        let figures = Figures::of([[6.0, 4.0, 0.0], [2.0, 16.0, 2.0], [0.0, 5.0, 5.0]]);
        assert_eq!(figures.accuracy, 27.0 / 40.0);
        let [negative, neutral, positive] = figures.by_label;
        assert_eq!((negative.precision, negative.recall), (0.75, 0.6));
        assert_eq!((neutral.precision, neutral.recall), (0.64, 0.8));
        assert_eq!((positive.precision, positive.recall), (5.0 / 7.0, 0.5));
        assert_eq!(figures.engine_given_coders[1], [0.1, 0.8, 0.1]);
        assert_eq!(figures.coders_given_engine[0], [0.75, 0.16, 0.0]);
    }

    #[test]
    fn a_majority_is_more_than_any_other() {
        assert_eq!(majority(&[2, 0, 2]), Some(2));
        assert_eq!(majority(&[2, 0]), None);
        assert_eq!(majority(&[1]), Some(1));
        assert_eq!(majority(&[0, 1, 2, 1]), Some(1));
    }
}
