//! Rows: what a run's tables tell, as far as the page asks for it.
//!
//! Owns which columns are read, and that an article is handed over with its own quotes and stances.

use crate::corpus::{Cell, Copies, Stored};
use crate::error::{Error, Result};
use crate::record::Label;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// An article.
pub(super) struct ArticleRow {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    /// Was it read, or passed over as what cannot be?
    pub(super) is_skipped: bool,
    /// Its text, where the run kept it.
    pub(super) text: Option<String>,
    quotes: usize,
    stances: usize,
}

/// A quote.
pub(super) struct QuoteRow {
    /// Its number in the article.
    pub(super) id: i64,
    pub(super) kind: String,
    pub(super) text: String,
    pub(super) spans: Vec<PieceRow>,
    /// The speaker's name.
    pub(super) speaker: Option<String>,
    /// The words for who speaks.
    pub(super) mention: Option<String>,
}

/// A piece of a quote.
#[derive(Deserialize)]
pub(super) struct PieceRow {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// A stance.
pub(super) struct StanceRow {
    pub(super) quote: Option<i64>,
    /// Name, actor and country, where the holder is known.
    pub(super) holder: Option<[Option<String>; 3]>,
    pub(super) target: [Option<String>; 3],
    pub(super) is_country: bool,
    /// In thousandths.
    pub(super) score: i16,
    pub(super) label: Label,
    pub(super) own: bool,
    pub(super) evidence: Vec<EvidenceRow>,
}

/// A piece of evidence.
#[derive(Deserialize)]
pub(super) struct EvidenceRow {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) term: String,
    pub(super) contribution: f64,
}

/// The articles of a run, each with its quotes and stances, in order; without copies, where one is to stand for them. Returns how
/// many copies were left out.
pub(super) fn each(
    run: &Stored,
    copies_once: bool,
    mut then: impl FnMut(&ArticleRow, &[QuoteRow], &[StanceRow]),
) -> Result<u64> {
    let copies = if copies_once { Copies::within(run)? } else { Copies::default() };
    let articles = articles(run)?;
    let (quotes, stances) = (quotes(run)?, stances(run)?);
    let (mut quotes, mut stances) = (&quotes[..], &stances[..]);
    for article in &articles {
        let own = quotes.split_at_checked(article.quotes).zip(stances.split_at_checked(article.stances));
        let ((own_quotes, rest_of_quotes), (own_stances, rest_of_stances)) =
            own.ok_or_else(|| Error::record("the table of articles tells of more rows than the others have"))?;
        (quotes, stances) = (rest_of_quotes, rest_of_stances);
        if !copies.contains(0, &article.id) {
            then(article, own_quotes, own_stances);
        }
    }
    Ok(copies.count())
}

fn articles(run: &Stored) -> Result<Vec<ArticleRow>> {
    const COLUMNS: [&str; 9] = ["id", "title", "date", "outlet", "url", "skipped", "text", "quotes", "stances"];
    rows(run, "articles", &COLUMNS, |[id, title, date, outlet, url, skipped, words, quotes, stances]| {
        Ok(ArticleRow {
            id: text(id).unwrap_or_default(),
            title: text(title),
            date: text(date),
            outlet: text(outlet),
            url: text(url),
            is_skipped: *skipped != Cell::Empty,
            text: text(words),
            quotes: quotes.whole().unwrap_or_default() as usize,
            stances: stances.whole().unwrap_or_default() as usize,
        })
    })
}

fn quotes(run: &Stored) -> Result<Vec<QuoteRow>> {
    const COLUMNS: [&str; 7] = ["article", "id", "kind", "text", "spans", "speaker_name", "speaker_mention"];
    rows(run, "quotes", &COLUMNS, |[_, id, kind, words, spans, speaker, mention]| {
        Ok(QuoteRow {
            id: id.whole().unwrap_or_default(),
            kind: text(kind).unwrap_or_default(),
            text: text(words).unwrap_or_default(),
            spans: list(spans)?,
            speaker: text(speaker),
            mention: text(mention),
        })
    })
}

fn stances(run: &Stored) -> Result<Vec<StanceRow>> {
    const COLUMNS: [&str; 13] = [
        "article",
        "quote",
        "holder_name",
        "holder_actor",
        "holder_iso3",
        "target_name",
        "target_actor",
        "target_iso3",
        "target_kind",
        "score",
        "label",
        "self",
        "evidence",
    ];
    rows(run, "stances", &COLUMNS, |cells| {
        let [_, quote, name, actor, iso3, target, target_actor, target_iso3, kind, score, label, own, evidence] = cells;
        let holder = [name, actor, iso3].map(text);
        Ok(StanceRow {
            quote: quote.whole(),
            holder: holder[0].is_some().then_some(holder),
            target: [target, target_actor, target_iso3].map(text),
            is_country: text(kind).is_some_and(|kind| kind == "country"),
            score: score.thousandths(),
            label: label.text().and_then(Label::named).unwrap_or(Label::Neutral),
            own: matches!(own, Cell::Truth(true)),
            evidence: list(evidence)?,
        })
    })
}

/// The rows of a table, each made of the cells of the columns.
fn rows<T, const N: usize>(
    run: &Stored,
    table: &str,
    columns: &[&str; N],
    make: impl Fn(&[Cell; N]) -> serde_json::Result<T>,
) -> Result<Vec<T>> {
    let mut rows = Vec::new();
    let mut wrong = None;
    for block in run.table(table, *columns)? {
        block?.each(|cells| match <&[Cell; N]>::try_from(cells).map(&make) {
            Ok(Ok(row)) => rows.push(row),
            Ok(Err(cause)) => wrong = Some(cause),
            Err(_) => unreachable!("a cell for each column"),
        })?;
    }
    match wrong {
        Some(cause) => Err(Error::record(format!("{table}: {cause}"))),
        None => Ok(rows),
    }
}

fn text(cell: &Cell) -> Option<String> {
    cell.text().map(str::to_owned)
}

/// What a cell of JSON lists.
fn list<T: DeserializeOwned>(cell: &Cell) -> serde_json::Result<Vec<T>> {
    cell.text().map_or(Ok(Vec::new()), serde_json::from_str)
}
