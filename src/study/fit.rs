//! Weights fitted to a coded sample: which features get one, how well they do out of the sample, and the table they make.

use super::learn::{LABELS as COUNT, Row, learn};
use super::sample::{Coded, LABELS, Sample};
use crate::lexicon::LARGEST_WEIGHT;
use crate::stance::{BESIDE, Likelihood};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// How weights are fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// How far the sample is trusted: the inverse of the L2 penalty.
    pub strength: f64,
    /// In how many articles a feature must stand.
    pub articles: usize,
    /// In how many articles the words beside a target must stand.
    pub phrase_articles: usize,
    /// Weights smaller than this, in thousandths, are left out.
    pub smallest: i16,
    /// How many parts the sample is cut into, each judged by weights fitted to the others.
    pub folds: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { strength: 0.08, articles: 3, phrase_articles: 5, smallest: 5, folds: 5 }
    }
}

/// How well labels are met.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// The mean of the labels' F1.
    pub macro_f1: f64,
    /// The share of targets whose label is right.
    pub accuracy: f64,
}

/// Fitted weights.
pub struct Fit {
    /// By feature that has weights: its number, its weights (negative and positive, in thousandths), how many articles it
    /// stands in.
    weights: Vec<(usize, [i16; 2], usize)>,
}

impl Fit {
    /// Fits weights to some targets of a sample.
    pub fn of(sample: &Sample, targets: &[&Coded], settings: &Settings) -> Fit {
        let mut articles: Vec<FxHashSet<&str>> = vec![FxHashSet::default(); sample.features.len()];
        for target in targets {
            for &(feature, _) in &target.features {
                articles[feature].insert(&target.article);
            }
        }
        let is_phrase = |feature: &usize| sample.features[*feature].starts_with(BESIDE);
        let least = |feature: &usize| if is_phrase(feature) { settings.phrase_articles } else { settings.articles };
        let kept: Vec<usize> =
            (0..articles.len()).filter(|feature| *feature == 0 || articles[*feature].len() >= least(feature)).collect();
        let mut place = vec![None; articles.len()];
        kept.iter().enumerate().for_each(|(at, &feature)| place[feature] = Some(at));
        let known = |target: &&Coded| -> Vec<(usize, f64)> {
            let known = target.features.iter().filter_map(|&(feature, amount)| Some((place[feature]?, amount)));
            known.map(|(at, amount)| (at, amount as f64 / 1000.0)).collect()
        };
        let features: Vec<Vec<(usize, f64)>> = targets.iter().map(known).collect();
        let rows: Vec<Row> =
            features.iter().zip(targets).map(|(features, target)| Row { features, label: target.label }).collect();
        let learned = learn(&rows, kept.len(), settings.strength, 0);
        let mut weights = Vec::new();
        for (&feature, learned) in kept.iter().zip(learned.chunks(COUNT)) {
            let limit = 1000.0 * f64::from(LARGEST_WEIGHT);
            let whole = |label: usize| (1000.0 * (learned[label] - learned[1])).round().clamp(-limit, limit) as i16;
            let pair = [whole(0), whole(2)];
            if pair.iter().any(|weight| weight.abs() >= settings.smallest) {
                weights.push((feature, pair, articles[feature].len()));
            }
        }
        Fit { weights }
    }

    /// How many features have weights.
    pub fn rows(&self) -> usize {
        self.weights.len()
    }

    /// The place among [`LABELS`] of the label that the weights give each of some targets.
    pub fn judge(&self, targets: &[&Coded]) -> Vec<usize> {
        let by_feature: rustc_hash::FxHashMap<usize, [i16; 2]> =
            self.weights.iter().map(|&(feature, weights, _)| (feature, weights)).collect();
        let label = |target: &&Coded| {
            let (mut negative, mut positive) = (0, 0);
            for (feature, amount) in &target.features {
                let [cold, warm] = by_feature.get(feature).copied().unwrap_or_default();
                negative += i64::from(cold) * amount;
                positive += i64::from(warm) * amount;
            }
            let label = Likelihood::of(negative, positive).label;
            LABELS.iter().position(|known| *known == label).unwrap_or(1)
        };
        targets.iter().map(label).collect()
    }

    /// The rows of `fitted.tsv`, strongest features first, behind its header.
    pub fn table(&self, sample: &Sample, header: &str) -> String {
        let mut rows: Vec<_> = self.weights.iter().collect();
        let force = |weights: &[i16; 2]| weights[0].abs().max(weights[1].abs());
        rows.sort_by_key(|(feature, weights, _)| (std::cmp::Reverse(force(weights)), &sample.features[*feature]));
        let mut table = format!("{header}feature\tnegative\tpositive\tarticles\n");
        for (feature, [negative, positive], articles) in rows {
            let (negative, positive) = (f64::from(*negative) / 1000.0, f64::from(*positive) / 1000.0);
            let name = &sample.features[*feature];
            writeln!(table, "{name}\t{negative:.3}\t{positive:.3}\t{articles}").expect("a string takes it");
        }
        table
    }
}

impl Figures {
    /// The labels found, as places among [`LABELS`], beside those of the targets.
    pub fn of(found: &[usize], targets: &[&Coded]) -> Figures {
        let mut counts = [[0usize; COUNT]; COUNT];
        found.iter().zip(targets).for_each(|(&found, target)| counts[target.label][found] += 1);
        let right = |label: usize| counts[label][label];
        let f1 = |label: usize| {
            let coded: usize = counts[label].iter().sum();
            let given: usize = counts.iter().map(|row| row[label]).sum();
            2.0 * right(label) as f64 / (coded + given).max(1) as f64
        };
        Figures {
            macro_f1: (0..COUNT).map(f1).sum::<f64>() / COUNT as f64,
            accuracy: (0..COUNT).map(right).sum::<usize>() as f64 / targets.len().max(1) as f64,
        }
    }

    /// How well the lexicons alone do.
    pub fn unfitted(targets: &[&Coded]) -> Figures {
        Figures::of(&targets.iter().map(|target| target.unfitted).collect::<Vec<_>>(), targets)
    }

    /// How well weights do on targets of a `group` (article, outlet) that they were not fitted to; nothing where there is
    /// but one group.
    pub fn out_of_sample(sample: &Sample, settings: &Settings, group: impl Fn(&Coded) -> &str) -> Option<Figures> {
        let folds = folds(sample, settings.folds, &group)?;
        let parts = folds.iter().map(|held| {
            let is_held = |target: &&Coded| held.contains(group(target));
            let (held, rest): (Vec<&Coded>, Vec<&Coded>) = sample.targets.iter().partition(is_held);
            (Fit::of(sample, &rest, settings).judge(&held), held)
        });
        let (mut found, mut targets) = (Vec::new(), Vec::new());
        for (labels, held) in parts {
            found.extend(labels);
            targets.extend(held);
        }
        Some(Figures::of(&found, &targets))
    }
}

/// The groups of a sample in parts of about the same size, the largest groups dealt out first.
fn folds<'s>(sample: &'s Sample, most: usize, group: impl Fn(&'s Coded) -> &'s str) -> Option<Vec<BTreeSet<&'s str>>> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    sample.targets.iter().for_each(|target| *sizes.entry(group(target)).or_default() += 1);
    let mut groups: Vec<(&str, usize)> = sizes.into_iter().collect();
    groups.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let mut folds = vec![(0, BTreeSet::new()); most.min(groups.len())];
    for (name, size) in groups {
        let smallest = folds.iter_mut().min_by_key(|(size, _)| *size)?;
        smallest.0 += size;
        smallest.1.insert(name);
    }
    (folds.len() > 1).then(|| folds.into_iter().map(|(_, names)| names).collect())
}
