//! Who spoke how warmly of whom, at a glance: a line for each speaker and target, with a bar and the strongest quote;
//! below it the answers to what was asked.

use super::answer::answers;
use super::rows::{holder, is_thought, rows};
use super::style::{Style, Tint, cut, fit, signed};
use crate::record::{Record, SpeakerRecord};
use std::fmt::Write;

/// Columns of the bar to either side of its middle.
const HALF_BAR: usize = 5;

/// Columns of the bar.
pub(super) const BAR: usize = 2 * HALF_BAR + 1;

/// Columns of what stands between the names and the words: the bar, a score, a count, and the gaps.
const FIGURES: usize = BAR + 6 + 6 + 10;

/// The table of one record: what is said, and with `thoughts` what is thought too. Targets that were only mentioned are
/// listed below it.
pub fn table(record: &Record, thoughts: bool, style: Style) -> String {
    let mut out = String::new();
    if let Some(reason) = &record.skipped {
        let _ = writeln!(out, "Skipped: {reason}");
        return out;
    }
    let rows = rows(record, thoughts);
    let (judged, mentioned): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.stances > 0);
    if judged.is_empty() && record.targets.is_empty() && record.pairs.is_empty() {
        let quotes = record.quotes.len();
        let _ = writeln!(out, "{quotes} quotes; no attitude toward a country, leader or organisation found.");
    }
    stances(&mut out, record, thoughts, &judged, style);
    if !mentioned.is_empty() {
        let names: Vec<String> = mentioned.iter().map(|row| format!("{} of {}", row.name, target_name(row))).collect();
        let _ = writeln!(out, "{}", style.tint(Tint::Quiet, &format!("Spoke without a stance: {}.", names.join("; "))));
    }
    let hidden = record.stances.iter().filter(|stance| !thoughts && is_thought(record, stance)).count();
    if hidden > 0 {
        let line = format!("Thought rather than said: {hidden} more (--thoughts shows them).");
        let _ = writeln!(out, "{}", style.tint(Tint::Quiet, &line));
    }
    asked(&mut out, record, style);
    out
}

/// A line for each holder and target.
fn stances(out: &mut String, record: &Record, thoughts: bool, rows: &[&SpeakerRecord], style: Style) {
    if rows.is_empty() {
        return;
    }
    let speaker = widest(rows.iter().map(|row| &*row.name));
    let target = widest(rows.iter().map(|row| target_name(row)));
    let rest = style.width.saturating_sub(speaker + target + FIGURES).max(12);
    let (who, whom) = (fit("speaker", speaker), fit("target", target));
    heading(out, &format!("{who}  {whom}  {}   mean  quotes  strongest quote", fit("stance", BAR)), style);
    let mut last = "";
    for row in rows {
        let mean = row.mean.map_or(0, |mean| mean.0);
        let name = if row.name == last { "" } else { &row.name };
        last = &row.name;
        let _ = writeln!(
            out,
            "{}  {}  {}  {:>5}  {:>6}  {}",
            style.tint(Tint::Speaker, &fit(name, speaker)),
            fit(target_name(row), target),
            style.tint(Style::of_score(mean), &bar(mean)),
            signed(mean),
            row.quotes,
            cut(strongest(record, thoughts, row).unwrap_or_default(), rest),
        );
    }
}

/// A line for each answer to what was asked, with its evidence, the strongest first.
fn asked(out: &mut String, record: &Record, style: Style) {
    let answers = answers(record);
    if answers.is_empty() {
        return;
    }
    let names: Vec<String> = answers.iter().map(|answer| format!("{}: {}", answer.name, answer.asked)).collect();
    let question = widest(names.iter().map(String::as_str));
    let rest = style.width.saturating_sub(question + FIGURES).max(12);
    heading(out, &format!("{}  {}  score  evidence", fit("asked for", question), fit("stance", BAR)), style);
    for (answer, name) in answers.iter().zip(&names) {
        let mut evidence: Vec<_> = answer.evidence.iter().collect();
        evidence.sort_by_key(|evidence| std::cmp::Reverse(evidence.contribution.0.abs()));
        let words: Vec<&str> = evidence.iter().map(|evidence| evidence.term).collect();
        let line = format!(
            "{}  {}  {}  {}",
            fit(name, question),
            style.tint(Style::of_score(answer.score.0), &bar(answer.score.0)),
            signed(answer.score.0),
            cut(&words.join(", "), rest),
        );
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

pub(super) fn heading(out: &mut String, words: &str, style: Style) {
    let gap = if out.is_empty() { "" } else { "\n" };
    let _ = writeln!(out, "{gap}{}", style.tint(Tint::Strong, words.trim_end()));
}

/// The width of a column of names.
pub(super) fn widest<'n>(names: impl Iterator<Item = &'n str>) -> usize {
    names.map(|name| name.chars().count()).max().unwrap_or(0).clamp(9, 26)
}

fn target_name<'r>(row: &'r SpeakerRecord) -> &'r str {
    row.target.name.as_deref().unwrap_or("(unnamed)")
}

/// A bar that grows to the left for negative scores and to the right for positive ones.
pub(super) fn bar(score: i16) -> String {
    let cells = (usize::from(score.unsigned_abs()) * HALF_BAR).div_ceil(1000).min(HALF_BAR);
    let (left, right) = if score < 0 { (cells, 0) } else { (0, cells) };
    let half = |filled: usize| ("█".repeat(filled), "·".repeat(HALF_BAR - filled));
    let ((left, left_free), (right, right_free)) = (half(left), half(right));
    format!("{left_free}{left}│{right}{right_free}")
}

/// The words of the quote, or of the evidence, behind the strongest stance of a row.
fn strongest<'r>(record: &'r Record, thoughts: bool, row: &SpeakerRecord) -> Option<&'r str> {
    let of_row = record.stances.iter().filter(|stance| {
        (thoughts || !is_thought(record, stance))
            && holder(record, stance) == row.name
            && stance.target.name == row.target.name
            && stance.target.actor == row.target.actor
    });
    let strongest = of_row.max_by_key(|stance| stance.score.0.unsigned_abs())?;
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
