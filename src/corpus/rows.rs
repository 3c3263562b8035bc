//! The rows of the tables of a folder.

use crate::ledger::Account;
use crate::record::{Extra, Id, PairRecord, QuoteRecord, Record, SpeakerRecord, TargetKind, TargetOf, TargetRecord};
use itertools::Itertools;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A row of quotes or stances: the article it belongs to, then its own columns.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Row<'r, T> {
    article: &'r Id<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    #[serde(flatten)]
    row: &'r T,
    #[serde(skip_serializing_if = "Extra::is_empty")]
    #[schemars(with = "serde_json::Map<String, serde_json::Value>")]
    extra: &'r Extra<'r>,
}

impl<'r, T> Row<'r, T> {
    pub(super) fn new(record: &'r Record<'r>, row: &'r T) -> Row<'r, T> {
        let (date, outlet, url) = (record.date.as_deref(), record.outlet.as_deref(), record.url.as_deref());
        Row { article: &record.id, date, outlet, url, row, extra: record.extra }
    }
}

/// An article: its record without quotes and stances, which have tables of their own.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ArticleRow<'r> {
    id: &'r Id<'r>,
    date: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<&'r str>,
    quotes: usize,
    /// How many of the quotes have a speaker with a name.
    attributed: usize,
    /// How many of the quotes speak of somebody.
    targeted: usize,
    stances: usize,
    /// Its sketch, 16 hexadecimal digits: articles whose sketches differ in few bits are copies of one another.
    #[schemars(extend("pattern" = "^[0-9a-f]{16}$"))]
    sketch: String,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    targets: &'r [TargetRecord<'r>],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pairs: &'r [PairRecord<'r>],
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'r str>,
    #[serde(skip_serializing_if = "Extra::is_empty")]
    #[schemars(with = "serde_json::Map<String, serde_json::Value>")]
    extra: &'r Extra<'r>,
}

impl<'r> ArticleRow<'r> {
    pub(super) fn new(record: &'r Record<'r>, sketch: u64) -> ArticleRow<'r> {
        let named = |quote: &&QuoteRecord| quote.speaker.as_ref().is_some_and(|speaker| speaker.name.is_some());
        // The stances of a quote stand together.
        let targeted = record.stances.iter().filter_map(|stance| stance.quote).dedup().count();
        ArticleRow {
            id: &record.id,
            date: record.date.as_deref(),
            title: record.title.as_deref(),
            outlet: record.outlet.as_deref(),
            url: record.url.as_deref(),
            author: record.author.as_deref(),
            skipped: record.skipped.as_deref(),
            quotes: record.quotes.len(),
            attributed: record.quotes.iter().filter(named).count(),
            targeted,
            stances: record.stances.len(),
            sketch: format!("{sketch:016x}"),
            targets: &record.targets,
            pairs: &record.pairs,
            text: record.text.as_deref(),
            extra: record.extra,
        }
    }
}

/// A holder and a target, the same over all articles: by name and actor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pairing {
    name: String,
    actor: Option<String>,
    target_name: Option<String>,
    target_actor: Option<String>,
    kind: TargetKind,
    iso3: Option<String>,
    qid: Option<String>,
}

impl Pairing {
    pub(super) fn of(row: &SpeakerRecord) -> Pairing {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Pairing {
            name: row.name.as_ref().to_owned(),
            actor: owned(row.actor),
            target_name: owned(row.target.name.as_deref()),
            target_actor: owned(row.target.actor),
            kind: row.target.kind,
            iso3: owned(row.target.iso3),
            qid: owned(row.target.qid),
        }
    }

    pub(super) fn row(&self, account: &Account) -> SpeakerRecord<'_> {
        let target = TargetOf {
            actor: self.target_actor.as_deref(),
            kind: self.kind,
            name: self.target_name.as_deref().map(Into::into),
            iso3: self.iso3.as_deref(),
            qid: self.qid.as_deref(),
        };
        SpeakerRecord::new(self.name.as_str(), self.actor.as_deref(), target, account.tally).with(account.interval())
    }

    /// A pairing of people whom the gazetteer does not know.
    #[cfg(test)]
    pub(super) fn between(name: &str, target: &str) -> Pairing {
        let (name, target_name) = (name.to_owned(), Some(target.to_owned()));
        let kind = TargetKind::Person;
        Pairing { name, actor: None, target_name, target_actor: None, kind, iso3: None, qid: None }
    }
}
