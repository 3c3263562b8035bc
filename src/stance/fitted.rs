//! The tone toward a target by fitted weights: the likelihood of each label, with evidence that sums to the score.
//!
//! A softmax over features, as `lexicons/fitted.tsv` weighs them. The score is how much likelier positive is than negative;
//! each word adds to it what it adds to the difference of the two logits.

use super::features::{Around, features};
use super::{Evidence, Judgement, Label};
use crate::lexicon::Fitted;
use crate::text::Tokens;
use std::cmp::Reverse;

/// The table that evidence comes from.
pub const TABLE: &str = "fitted";

/// How many pieces of evidence are told apart; those that weigh least are told together.
const TOLD: usize = 12;

/// What the features of some words add to the difference of the logits, in millionths.
struct Part {
    tokens: Tokens,
    worth: i64,
    /// The feature that weighs most among them: its worth, and its row.
    most: (i64, u32),
}

/// The tone toward a target by fitted weights.
pub(super) fn judge(around: &Around, fitted: &Fitted) -> Judgement {
    let (mut negative, mut positive) = (0, 0);
    let mut parts: Vec<Part> = Vec::new();
    features(around, &mut |name, tokens, amount| {
        let Some(weight) = fitted.get(name) else { return };
        negative += i64::from(weight.negative) * amount;
        positive += i64::from(weight.positive) * amount;
        let worth = (i64::from(weight.positive) - i64::from(weight.negative)) * amount;
        parts.push(Part { tokens, worth, most: (worth, weight.mark) });
    });
    let Likelihood { label, sure, score, scale } = Likelihood::of(negative, positive);
    let mut parts = told(parts, around.target);
    let adds = shares(&mut parts, scale, score);
    let evidence = parts.iter().zip(adds).filter(|(_, add)| *add != 0).map(|(part, add)| {
        let value = (part.worth / 1000).clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        Evidence {
            tokens: part.tokens,
            row: (TABLE, part.most.1),
            valence: value.clamp(-1000, 1000),
            shifters: Vec::new(),
            frame: None,
            value,
            weight: (scale * 1e6) as i64,
            contribution: add as i16,
        }
    });
    let evidence: Vec<Evidence> = evidence.collect();
    let label = if evidence.is_empty() { Label::Neutral } else { label };
    Judgement { score, label, confidence: sure, weight: 1_000_000, evidence }
}

/// What two logits relative to neutral come to.
pub(crate) struct Likelihood {
    /// The likeliest label. It never has the other sign than the score; but where both poles are likely a polar one may go with
    /// a small score. To cut the score instead loses: what both poles have in common tells polar from neutral.
    pub(crate) label: Label,
    /// Its likelihood, in thousandths.
    sure: i16,
    /// How much likelier positive is than negative, in thousandths.
    score: i16,
    /// The score for each unit of difference between the logits.
    scale: f64,
}

impl Likelihood {
    /// Logits in millionths.
    pub(crate) fn of(negative: i64, positive: i64) -> Likelihood {
        let label = match () {
            () if positive > negative && positive > 0 => Label::Positive,
            () if negative > positive && negative > 0 => Label::Negative,
            () => Label::Neutral,
        };
        // More would be more than certain, and too much for an exponential.
        let logit = |millionths: i64| (millionths as f64 / 1e6).clamp(-30.0, 30.0);
        let (cold, warm) = (logit(negative).exp(), logit(positive).exp());
        let all = cold + 1.0 + warm;
        let most = match label {
            Label::Negative => cold,
            Label::Neutral => 1.0,
            Label::Positive => warm,
        };
        let score = (1000.0 * (warm - cold) / all).round() as i16;
        let apart = (positive - negative) as f64 / 1e6;
        let scale = if positive == negative { warm / all } else { f64::from(score) / 1000.0 / apart };
        Likelihood { label, sure: (1000.0 * most / all).round() as i16, score, scale }
    }
}

/// The parts in order, those of the same words in one; what belongs to no word, and the words that weigh least, stand on the
/// target.
fn told(mut parts: Vec<Part>, target: Tokens) -> Vec<Part> {
    let mut words: Vec<Part> = Vec::new();
    let mut rest = Part { tokens: target, worth: 0, most: (0, 0) };
    parts.sort_by_key(|part| (part.tokens.start, Reverse(part.tokens.end)));
    for part in parts {
        match words.last_mut() {
            _ if part.tokens == target => rest.add(&part),
            Some(last) if last.tokens.overlaps(part.tokens) => last.add(&part),
            _ => words.push(part),
        }
    }
    words.sort_by_key(|part| Reverse(part.worth.abs()));
    for part in words.drain(TOLD.min(words.len())..) {
        rest.add(&Part { tokens: target, ..part });
    }
    words.push(rest);
    words.sort_by_key(|part| part.tokens);
    words
}

/// What each part adds to the score, in thousandths. One that would add more than any score can be is told together with the
/// part that most speaks against it.
fn shares(parts: &mut Vec<Part>, scale: f64, score: i16) -> Vec<i64> {
    loop {
        let mut adds: Vec<i64> = parts.iter().map(|part| (part.worth as f64 * scale / 1000.0).round() as i64).collect();
        let Some(largest) = (0..adds.len()).max_by_key(|&i| adds[i].abs()) else { return adds };
        // What rounding leaves goes to the part that can bear it best.
        adds[largest] += i64::from(score) - adds.iter().sum::<i64>();
        let against = (0..adds.len()).filter(|&i| adds[i].signum() == -adds[largest].signum());
        match against.max_by_key(|&i| adds[i].abs()).filter(|_| adds[largest].abs() > 1000) {
            Some(other) => {
                parts[largest].worth += parts[other].worth;
                parts.remove(other);
            }
            None => return adds,
        }
    }
}

impl Part {
    fn add(&mut self, other: &Part) {
        self.tokens = self.tokens.join(other.tokens);
        self.worth += other.worth;
        if other.most.0.abs() > self.most.0.abs() || self.most.1 == 0 {
            self.most = other.most;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_never_has_the_other_sign_than_its_score() {
        for (negative, positive) in (-9..9).flat_map(|negative| (-9..9).map(move |positive| (negative, positive))) {
            let found = Likelihood::of(negative * 600_000, positive * 600_000);
            let sign = match found.label {
                Label::Negative => -1,
                Label::Neutral => 0,
                Label::Positive => 1,
            };
            assert!(sign * found.score >= 0, "{sign} with {}", found.score);
            // Poles that are as likely as each other are neutral together, however likely that is.
            assert!(
                found.sure >= 333 || negative == positive,
                "the likeliest of three is a third likely: {}",
                found.sure
            );
        }
    }
}
