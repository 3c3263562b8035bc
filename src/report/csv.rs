//! The stances of a record as comma-separated values (RFC 4180), one row a stance, for spreadsheets.

use crate::record::{Record, Thousandths};

const COLUMNS: [&str; 15] = [
    "article",
    "date",
    "quote",
    "kind",
    "holder",
    "holder_actor",
    "holder_iso3",
    "target",
    "target_actor",
    "target_kind",
    "target_iso3",
    "score",
    "label",
    "confidence",
    "text",
];

/// The stances of a record with the texts of their quotes, under a row of column names.
pub fn csv(record: &Record) -> String {
    let mut out = String::new();
    row(&mut out, COLUMNS.map(str::to_owned));
    for stance in &record.stances {
        let quote = stance.quote.and_then(|index| record.quotes.get(index));
        let holder = stance.holder.as_ref();
        let cell = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let decimal = |Thousandths(number): Thousandths| (f64::from(number) / 1000.0).to_string();
        row(
            &mut out,
            [
                record.id.to_string(),
                cell(record.date.as_deref()),
                stance.quote.map_or_else(String::new, |quote| quote.to_string()),
                cell(quote.map(|quote| quote.kind)),
                cell(holder.and_then(|holder| holder.name.as_deref())),
                cell(holder.and_then(|holder| holder.actor)),
                cell(holder.and_then(|holder| holder.iso3)),
                cell(stance.target.name.as_deref()),
                cell(stance.target.actor),
                stance.target.kind.to_owned(),
                cell(stance.target.iso3),
                decimal(stance.score),
                stance.label.to_owned(),
                decimal(stance.confidence),
                cell(quote.map(|quote| &*quote.text)),
            ],
        );
    }
    out
}

fn row(out: &mut String, cells: [String; COLUMNS.len()]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        match cell.contains(['"', ',', '\n', '\r']) {
            true => {
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            }
            false => out.push_str(cell),
        }
    }
    out.push_str("\r\n");
}
