//! The stances of a record as comma-separated values (RFC 4180), one row a stance or answer, for spreadsheets.

use super::answer::{Answer, answers};
use crate::record::{Record, StanceRecord, Thousandths};

const COLUMNS: [&str; 17] = [
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
    "asked",
    "asked_id",
];

/// The stances of a record with the texts of their quotes, and the answers to what it asked, under a row of column names.
pub fn csv(record: &Record) -> String {
    let mut out = String::new();
    row(&mut out, COLUMNS.map(str::to_owned));
    record.stances.iter().for_each(|each| row(&mut out, stance(record, each)));
    answers(record).iter().for_each(|each| row(&mut out, answer(record, each)));
    out
}

type Cells = [String; COLUMNS.len()];

fn stance(record: &Record, stance: &StanceRecord) -> Cells {
    let quote = stance.quote.and_then(|index| record.quotes.get(index));
    let holder = stance.holder.as_ref();
    [
        record.id.to_string(),
        cell(record.date.as_deref()),
        stance.quote.map_or_else(String::new, |quote| quote.to_string()),
        cell(quote.map(|quote| quote.kind.as_str())),
        cell(holder.and_then(|holder| holder.name.as_deref())),
        cell(holder.and_then(|holder| holder.actor)),
        cell(holder.and_then(|holder| holder.iso3)),
        cell(stance.target.name.as_deref()),
        cell(stance.target.actor),
        stance.target.kind.to_string(),
        cell(stance.target.iso3),
        decimal(stance.score),
        stance.label.to_string(),
        decimal(stance.confidence),
        cell(quote.map(|quote| &*quote.text)),
        String::new(),
        String::new(),
    ]
}

/// A row of the columns that an answer has; it has no quote, holder or actor.
fn answer(record: &Record, answer: &Answer) -> Cells {
    let mut cells = [const { String::new() }; COLUMNS.len()];
    let mut put = |column: &str, cell: String| {
        let at = COLUMNS.iter().position(|name| *name == column).expect("a column of the table");
        cells[at] = cell;
    };
    put("article", record.id.to_string());
    put("date", cell(record.date.as_deref()));
    put("score", decimal(answer.score));
    put("label", answer.label.to_string());
    put("confidence", answer.confidence.map_or_else(String::new, decimal));
    put("asked", answer.asked.to_owned());
    put("asked_id", answer.name.clone());
    cells
}

fn cell(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn decimal(Thousandths(number): Thousandths) -> String {
    (f64::from(number) / 1000.0).to_string()
}

fn row(out: &mut String, cells: Cells) {
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
