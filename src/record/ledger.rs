//! What stances add up to: the rows of `aggregate`.

use super::Thousandths;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the mean of a row comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Finding {
    /// The whole interval is above zero.
    Warm,
    /// The whole interval is below zero.
    Cold,
    /// The interval holds zero, or there is none.
    Open,
}

/// The stances of all articles under one key. Of the first columns a row has those that it is added up by.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LedgerRow {
    /// Who speaks: the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The speaker's actor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker_actor: Option<Option<String>>,
    /// The speaker's country, as of the stances.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker_country: Option<Option<String>>,
    /// Whom the stances are about: the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Option<String>>,
    /// The target's actor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_actor: Option<Option<String>>,
    /// What the target is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_kind: Option<Option<String>>,
    /// The target's country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_country: Option<Option<String>>,
    /// Who published the articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<Option<String>>,
    /// When they were written: `2024-11-07`, `2024-11`, `2024-Q4` or `2024`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Option<String>>,
    /// Columns that the input brought.
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// How many articles hold a stance with evidence.
    pub articles: u64,
    /// How many quotes speak of the target.
    pub quotes: u64,
    /// How many stances carry evidence.
    pub stances: u64,
    /// How many carry none.
    pub mentioned: u64,
    /// The mean score of the stances with evidence; null where there are none.
    pub mean: Option<Thousandths>,
    /// The lower end of its 95% interval; null under three articles.
    pub low: Option<Thousandths>,
    /// The upper end.
    pub high: Option<Thousandths>,
    /// How many of the stances with evidence are positive.
    pub positive: u64,
    /// How many are neutral.
    pub neutral: u64,
    /// How many are negative.
    pub negative: u64,
    /// Are there fewer articles than a row is to have?
    pub few: bool,
    /// What the mean comes to.
    pub finding: Option<Finding>,
    /// The period before, of the same speaker, target and so on, that has a mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Option<String>>,
    /// By how much the mean differs from that of the period before, -2..2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Option<Change>>,
    /// The lower end of its 95% interval; null where one of the periods has under three articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_low: Option<Option<Change>>,
    /// The upper end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_high: Option<Option<Change>>,
    /// The mean drawn toward that of all rows as its variance asks for (empirical Bayes).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shrunk: Option<Option<Thousandths>>,
    /// How much of it is the row's own mean, 0..1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_share: Option<Option<Thousandths>>,
    /// Is the finding the same in all trials?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stands: Option<bool>,
    /// The trials in which it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fails: Option<Vec<String>>,
}

/// A difference of two scores, -2..2, in whole thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change(pub i16);

impl Serialize for Change {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 1000.0)
    }
}

impl JsonSchema for Change {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Change".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": -2, "maximum": 2 })
    }
}

/// How much of what was read the rows tell of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// How many articles were read.
    pub articles: u64,
    /// How many were skipped: in another language than English, for one.
    pub skipped: u64,
    /// How many are copies of others, and left out.
    pub copies: u64,
    /// How many of those that are not left out have the id of another one.
    pub sharing: u64,
    /// How many quotes the articles have; here and below, copies that are left out do not count.
    pub quotes: u64,
    /// How many quotes have a speaker with a name.
    pub attributed: u64,
    /// How many quotes speak of somebody.
    pub targeted: u64,
    /// How many stances there are.
    pub stances: u64,
    /// How many of them carry evidence; of the others the engine abstains.
    pub judged: u64,
    /// How many have a known holder.
    pub held: u64,
}

impl Coverage {
    /// Can it be that of one article? What a file says need not be.
    pub fn is_of_one(&self) -> bool {
        const MOST: u64 = u32::MAX as u64;
        let Coverage { articles, skipped, copies, sharing, quotes, attributed, targeted, stances, judged, held } =
            *self;
        let counts = [skipped, copies, sharing, quotes, attributed, targeted, stances, judged, held];
        articles == 1 && counts.into_iter().all(|count| count <= MOST)
    }

    /// Adds that of other articles.
    pub fn merge(&mut self, other: &Coverage) {
        self.articles += other.articles;
        self.skipped += other.skipped;
        self.copies += other.copies;
        self.sharing += other.sharing;
        self.quotes += other.quotes;
        self.attributed += other.attributed;
        self.targeted += other.targeted;
        self.stances += other.stances;
        self.judged += other.judged;
        self.held += other.held;
    }
}
