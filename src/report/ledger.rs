//! What many articles add up to, at a glance: a line a row, the names first, then a bar, the mean and its interval.

use super::style::{Style, Tint, counted, fit, signed};
use super::table::{BAR, bar, heading, widest};
use crate::record::{Coverage, Finding, LedgerRow, Thousandths};
use serde_json::Value;
use std::fmt::Write;

/// What stands where a name is unknown.
const NOBODY: &str = "(none)";

/// A column of names: its heading, and the cell of a row, where rows have it.
type Names = (&'static str, fn(&LedgerRow) -> Option<String>);

const NAMES: [Names; 6] = [
    ("speaker", |row| row.speaker.clone()),
    ("country", |row| named(row.speaker_country.as_ref())),
    ("target", |row| named(row.target.as_ref())),
    ("of country", |row| named(row.target_country.as_ref())),
    ("outlet", |row| named(row.outlet.as_ref())),
    ("period", |row| named(row.period.as_ref())),
];

fn named(cell: Option<&Option<String>>) -> Option<String> {
    cell.map(|name| name.clone().unwrap_or_else(|| NOBODY.to_owned()))
}

/// The rows as a table.
pub fn ledger(rows: &[LedgerRow], style: Style) -> String {
    let mut out = String::new();
    let Some(first) = rows.first() else {
        out.push_str("No stances.\n");
        return out;
    };
    let mut columns: Vec<(String, Vec<String>)> = NAMES
        .iter()
        .filter(|(_, cell)| rows.iter().any(|row| cell(row).is_some()))
        .map(|(name, cell)| ((*name).to_owned(), rows.iter().map(|row| cell(row).unwrap_or_default()).collect()))
        .collect();
    for name in first.extra.keys() {
        let cell = |row: &LedgerRow| match row.extra.get(name) {
            Some(Value::String(text)) => text.clone(),
            _ => NOBODY.to_owned(),
        };
        columns.push((name.clone(), rows.iter().map(cell).collect()));
    }
    let widths: Vec<usize> = columns.iter().map(|(_, cells)| widest(cells.iter().map(String::as_str))).collect();
    let names: Vec<String> = columns.iter().zip(&widths).map(|((name, _), &width)| fit(name, width)).collect();
    let mut title = format!(
        "{}  {}   mean  {}  articles  stances  mentioned",
        names.join("  "),
        fit("stance", BAR),
        fit("95% interval", INTERVAL)
    );
    if first.change.is_some() {
        let _ = write!(title, "  change  {}", fit("95% interval", INTERVAL));
    }
    if first.shrunk.is_some() {
        title.push_str("  shrunk");
    }
    heading(&mut out, &title, style);
    for (at, row) in rows.iter().enumerate() {
        for ((_, cells), &width) in columns.iter().zip(&widths) {
            out.push_str(&fit(&cells[at], width));
            out.push_str("  ");
        }
        figures(&mut out, row, style);
    }
    out
}

/// Columns of an interval.
const INTERVAL: usize = 14;

fn figures(out: &mut String, row: &LedgerRow, style: Style) {
    let mean = row.mean.map_or(0, |mean| mean.0);
    let score = |score: Option<Thousandths>| score.map_or_else(|| "    -".to_owned(), |score| signed(score.0));
    let interval = match (row.low, row.high) {
        (Some(low), Some(high)) => format!("{} {}", signed(low.0), signed(high.0)),
        _ => String::new(),
    };
    let tint = match row.finding {
        Some(Finding::Warm | Finding::Cold) => Style::of_score(mean),
        _ => Tint::Quiet,
    };
    let mut line = format!(
        "{}  {:>5}  {}  {:>8}  {:>7}  {:>9}",
        style.tint(tint, &bar(mean)),
        score(row.mean),
        fit(&interval, INTERVAL),
        row.articles,
        row.stances,
        row.mentioned,
    );
    if let Some(change) = &row.change {
        let ends = row.change_low.flatten().zip(row.change_high.flatten());
        let ends = ends.map_or_else(String::new, |(low, high)| format!("{} {}", signed(low.0), signed(high.0)));
        let change = change.map_or_else(|| "-".to_owned(), |change| signed(change.0));
        let _ = write!(line, "  {change:>6}  {}", fit(&ends, INTERVAL));
    }
    if let Some(shrunk) = row.shrunk {
        let _ = write!(line, "  {:>6}", score(shrunk));
    }
    if row.few {
        line.push_str("  few articles");
    }
    if let Some(fails) = row.fails.as_ref().filter(|fails| !fails.is_empty()) {
        let _ = write!(line, "  not by {}", fails.join(", "));
    }
    let _ = writeln!(out, "{}", line.trim_end());
}

/// How much of what was read the rows tell of, in lines.
pub fn coverage(coverage: &Coverage) -> String {
    let share = |part: u64, whole: u64| match whole {
        0 => String::new(),
        _ => format!(" ({:.1}%)", part as f64 * 100.0 / whole as f64),
    };
    let Coverage { articles, skipped, copies, quotes, attributed, targeted, stances, judged, held, .. } = *coverage;
    format!(
        "{}, {skipped} skipped, {copies} left out as copies\n\
         {}, {attributed} with a known speaker{}, {targeted} with a target{}\n\
         {}, {judged} with evidence{}, {held} of a known holder{}\n",
        counted(articles, "article"),
        counted(quotes, "quote"),
        share(attributed, quotes),
        share(targeted, quotes),
        counted(stances, "stance"),
        share(judged, stances),
        share(held, stances),
    )
}
