//! A multinomial logistic regression with an L2 penalty, learned by L-BFGS (Nocedal 1980): no chance in it, so that the
//! same rows give the same weights.

use std::collections::VecDeque;

/// How many labels there are.
pub(super) const LABELS: usize = 3;

/// How many steps back the curvature is taken from.
const MEMORY: usize = 8;

/// How many steps are taken at most.
const STEPS: usize = 200;

/// A step that lowers the loss by a smaller part than this is the last.
const ENOUGH: f64 = 1e-6;

/// One coded target: its features and their amounts, and its label.
pub(super) struct Row<'r> {
    pub(super) features: &'r [(usize, f64)],
    pub(super) label: usize,
}

/// The weights of each feature for each label, feature by feature. `strength` is the inverse of the penalty; the features
/// of `free` are not penalised.
pub(super) fn learn(rows: &[Row], features: usize, strength: f64, free: usize) -> Vec<f64> {
    let loss = |weights: &[f64], slope: &mut [f64]| loss(rows, weights, slope, strength, free);
    let mut weights = vec![0.0; features * LABELS];
    let mut slope = weights.clone();
    let mut value = loss(&weights, &mut slope);
    let mut past: VecDeque<(Vec<f64>, Vec<f64>, f64)> = VecDeque::new();
    for _ in 0..STEPS {
        let mut way = direction(&slope, &past);
        let mut fall = dot(&way, &slope);
        if fall >= 0.0 {
            past.clear();
            way = slope.iter().map(|s| -s).collect();
            fall = -dot(&slope, &slope);
        }
        // Before any curvature is known a step has the length of one.
        let mut length = if past.is_empty() { 1.0 / fall.abs().sqrt().max(1e-12) } else { 1.0 };
        let mut next = weights.clone();
        let mut next_slope = vec![0.0; slope.len()];
        let mut next_value;
        loop {
            for ((next, weight), way) in next.iter_mut().zip(&weights).zip(&way) {
                *next = weight + length * way;
            }
            next_value = loss(&next, &mut next_slope);
            if next_value <= value + 1e-4 * length * fall || length < 1e-10 {
                break;
            }
            length /= 2.0;
        }
        let gained = value - next_value;
        if gained.is_nan() || gained <= ENOUGH * value.abs() {
            break;
        }
        let step: Vec<f64> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let bend: Vec<f64> = next_slope.iter().zip(&slope).map(|(a, b)| a - b).collect();
        let curvature = dot(&step, &bend);
        if curvature > 0.0 {
            if past.len() == MEMORY {
                past.pop_front();
            }
            past.push_back((step, bend, curvature));
        }
        (weights, slope, value) = (next, next_slope, next_value);
    }
    weights
}

/// The loss and its slope.
fn loss(rows: &[Row], weights: &[f64], slope: &mut [f64], strength: f64, free: usize) -> f64 {
    let mut loss = 0.0;
    for (at, (slope, weight)) in slope.iter_mut().zip(weights).enumerate() {
        let penalty = if at / LABELS == free { 0.0 } else { weight / strength };
        *slope = penalty;
        loss += penalty * weight / 2.0;
    }
    for row in rows {
        let mut logits = [0.0f64; LABELS];
        for &(feature, amount) in row.features {
            for (label, logit) in logits.iter_mut().enumerate() {
                *logit += weights[feature * LABELS + label] * amount;
            }
        }
        let most = logits.iter().copied().fold(f64::MIN, f64::max);
        let all: f64 = logits.iter().map(|logit| (logit - most).exp()).sum();
        loss += most + all.ln() - logits[row.label];
        let mut missed = logits.map(|logit| (logit - most).exp() / all);
        missed[row.label] -= 1.0;
        for &(feature, amount) in row.features {
            for (label, missed) in missed.iter().enumerate() {
                slope[feature * LABELS + label] += missed * amount;
            }
        }
    }
    loss
}

/// Down the slope, bent by the curvature of the last steps.
fn direction(slope: &[f64], past: &VecDeque<(Vec<f64>, Vec<f64>, f64)>) -> Vec<f64> {
    let mut way: Vec<f64> = slope.iter().map(|s| -s).collect();
    let mut parts = Vec::with_capacity(past.len());
    for (step, bend, curvature) in past.iter().rev() {
        let part = dot(step, &way) / curvature;
        parts.push(part);
        way.iter_mut().zip(bend).for_each(|(way, bend)| *way -= part * bend);
    }
    if let Some((_, bend, curvature)) = past.back() {
        let scale = curvature / dot(bend, bend);
        way.iter_mut().for_each(|way| *way *= scale);
    }
    for ((step, bend, curvature), part) in past.iter().zip(parts.iter().rev()) {
        let back = part - dot(bend, &way) / curvature;
        way.iter_mut().zip(step).for_each(|(way, step)| *way += back * step);
    }
    way
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_the_shares_of_the_labels_and_what_tells_them_apart() {
        // Feature 0 is always there and free of penalty: its weights are the logarithms of the shares.
        let plain: Vec<(usize, f64)> = vec![(0, 1.0)];
        let labels = [0, 0, 0, 0, 1, 1, 1, 2];
        let rows: Vec<Row> = labels.iter().map(|&label| Row { features: &plain, label }).collect();
        let weights = learn(&rows, 2, 1.0, 0);
        assert!((weights[0] - weights[2] - 4f64.ln()).abs() < 0.01, "{weights:?}");
        assert!((weights[1] - weights[2] - 3f64.ln()).abs() < 0.01, "{weights:?}");
        assert_eq!(weights[3..], [0.0; 3]);

        let told = vec![(0, 1.0), (1, 1.0)];
        let rows: Vec<Row> =
            (0..20).map(|i| Row { features: if i % 2 == 0 { &plain } else { &told }, label: 2 * (i % 2) }).collect();
        let weights = learn(&rows, 2, 10.0, 0);
        assert!(weights[5] > 1.0 && weights[3] < -1.0, "{weights:?}");
    }
}
