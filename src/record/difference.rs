//! What differs between two readings of the same articles, a row each, and what that comes to.

use super::names::DifferenceKind;
use super::output::Thousandths;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A difference between two runs: of an article, of a quote, or of a stance.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Difference {
    /// The article.
    pub article: String,
    /// The quote's number, in the second run where it has it; null for an attitude that the narrator reports.
    pub quote: Option<i64>,
    /// What differs.
    pub difference: DifferenceKind,
    /// Who speaks, in the second run where it has the quote.
    pub speaker: Option<String>,
    /// Whom it is about.
    pub target: Option<String>,
    /// What the first run has.
    pub from: Option<String>,
    /// What the second run has.
    pub to: Option<String>,
    /// The score in the first run.
    pub from_score: Option<Thousandths>,
    /// The score in the second run.
    pub to_score: Option<Thousandths>,
    /// The evidence that only the first run has, or has otherwise, with what it adds.
    pub gone: Option<String>,
    /// The evidence that only the second run has, or has otherwise, with what it adds.
    pub come: Option<String>,
    /// The words of the quote.
    pub text: Option<String>,
}

/// What all differences come to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Differences {
    /// Articles in both runs.
    pub articles: u64,
    /// Articles in the first run alone.
    pub articles_only_in_a: u64,
    /// Articles in the second run alone.
    pub articles_only_in_b: u64,
    /// Quotes in the first run, of articles in both.
    pub quotes_in_a: u64,
    /// Quotes in the second run, of articles in both.
    pub quotes_in_b: u64,
    /// Quotes that both have.
    pub quotes: u64,
    /// Stances that both have: in the same quote, toward the same target.
    pub stances: u64,
    /// How many differences there are of each kind.
    pub by_kind: BTreeMap<DifferenceKind, u64>,
    /// How many labels changed, by what they were and are.
    pub labels: BTreeMap<String, u64>,
    /// Labels that turned from negative to positive, or the other way.
    pub flips: u64,
    /// The mean of how far the scores of stances that both have lie from one another.
    pub mean_change: f64,
    /// The speakers and targets whose means moved most: how far, times the stances behind it.
    pub moved: Vec<Moved>,
}

/// A mean that moved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moved {
    /// Who speaks.
    pub speaker: String,
    /// Whom it is about.
    pub target: Option<String>,
    /// The mean in the first run.
    pub from: Thousandths,
    /// How many stances are behind it.
    pub from_stances: u64,
    /// The mean in the second run.
    pub to: Thousandths,
    /// How many stances are behind it.
    pub to_stances: u64,
}

impl Differences {
    /// How many differences there are.
    pub fn len(&self) -> u64 {
        self.by_kind.values().sum()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.by_kind.is_empty()
    }

    /// Counts a difference.
    pub fn count(&mut self, difference: &Difference) {
        *self.by_kind.entry(difference.difference).or_default() += 1;
        if difference.difference == DifferenceKind::Label
            && let (Some(from), Some(to)) = (&difference.from, &difference.to)
        {
            *self.labels.entry(format!("{from} to {to}")).or_default() += 1;
            let signs =
                [difference.from_score, difference.to_score].map(|score| score.map_or(0, |score| score.0.signum()));
            self.flips += u64::from(signs[0] * signs[1] < 0);
        }
    }
}
