//! Who spoke how warmly of whom, at a glance: a line for each speaker and target, with a bar and the strongest quote.

use super::style::{Style, Tint, fit, signed};
use crate::record::{Record, SpeakerRecord, StanceRecord};
use std::fmt::Write;

/// Columns of the bar to either side of its middle.
const HALF_BAR: usize = 5;

/// The table of one record. Targets that were only mentioned are listed below it.
pub fn table(record: &Record, style: Style) -> String {
    let mut out = String::new();
    if let Some(reason) = &record.skipped {
        let _ = writeln!(out, "Skipped: {reason}");
        return out;
    }
    let (judged, mentioned): (Vec<_>, Vec<_>) = record.speakers.iter().partition(|row| row.stances > 0);
    let widest = |names: &mut dyn Iterator<Item = usize>| names.max().unwrap_or(0).clamp(7, 26);
    let speaker = widest(&mut judged.iter().map(|row| row.name.chars().count()));
    let target = widest(&mut judged.iter().map(|row| target_name(row).chars().count()));
    let rest = style.width.saturating_sub(speaker + target + 2 * HALF_BAR + 1 + 6 + 6 + 10).max(12);
    if judged.is_empty() {
        let _ = writeln!(
            out,
            "{} quotes; no attitude toward a country, leader or organisation found.",
            record.quotes.len()
        );
    } else {
        let bar = " ".repeat(2 * HALF_BAR + 1 - 6);
        let head = format!(
            "{}  {}  stance{bar}  {:>5}  quotes  strongest quote",
            fit("speaker", speaker),
            fit("target", target),
            "mean"
        );
        let _ = writeln!(out, "{}", style.tint(Tint::Strong, head.trim_end()));
    }
    let mut last = "";
    for row in judged {
        let mean = row.mean.map_or(0, |mean| mean.0);
        let name = if row.name == last { "" } else { &row.name };
        last = &row.name;
        let tint = Style::of_score(mean);
        let _ = writeln!(
            out,
            "{}  {}  {}  {:>5}  {:>6}  {}",
            style.tint(Tint::Speaker, &fit(name, speaker)),
            fit(&target_name(row), target),
            style.tint(tint, &bar(mean)),
            signed(mean),
            row.quotes,
            fit(strongest(record, row).unwrap_or_default(), rest).trim_end(),
        );
    }
    if !mentioned.is_empty() {
        let names: Vec<String> = mentioned.iter().map(|row| format!("{} of {}", row.name, target_name(row))).collect();
        let _ = writeln!(out, "{}", style.tint(Tint::Quiet, &format!("Spoke without a stance: {}.", names.join("; "))));
    }
    out
}

fn target_name(row: &SpeakerRecord) -> String {
    row.target.name.as_deref().unwrap_or("(unnamed)").to_owned()
}

/// A bar that grows to the left for negative scores and to the right for positive ones.
fn bar(score: i16) -> String {
    let cells = (usize::from(score.unsigned_abs()) * HALF_BAR).div_ceil(1000).min(HALF_BAR);
    let (left, right) = if score < 0 { (cells, 0) } else { (0, cells) };
    let half = |filled: usize| ("█".repeat(filled), "·".repeat(HALF_BAR - filled));
    let ((left, left_free), (right, right_free)) = (half(left), half(right));
    format!("{left_free}{left}│{right}{right_free}")
}

/// The words of the quote, or of the evidence, behind the strongest stance of a row.
fn strongest<'r>(record: &'r Record, row: &SpeakerRecord) -> Option<&'r str> {
    let same = |stance: &&StanceRecord| {
        let holder = stance.holder.as_ref().and_then(|holder| holder.name.as_deref());
        holder == Some(&*row.name) && stance.target.name == row.target.name && stance.target.actor == row.target.actor
    };
    let strongest = record.stances.iter().filter(same).max_by_key(|stance| stance.score.0.unsigned_abs())?;
    match strongest.quote {
        Some(quote) => record.quotes.get(quote).map(|quote| &*quote.text),
        None => strongest.evidence.first().map(|evidence| evidence.term),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_grow_with_the_score() {
        for (score, expected) in [
            (0, "·····│·····"),
            (1000, "·····│█████"),
            (-1000, "█████│·····"),
            (150, "·····│█····"),
            (-410, "··███│·····"),
        ] {
            assert_eq!(bar(score), expected, "{score}");
        }
    }
}
