//! The output record: one reading.

use super::extra::Extra;
use super::id::Id;
use super::names::{Class, Flag, Kind, Label, Part, SpeakerType, TargetKind, Via};
use crate::ledger::{Interval, Tally};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// A number between -1 and 1 (or 0 and 1) in whole thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thousandths(pub i16);

impl Serialize for Thousandths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 1000.0)
    }
}

impl JsonSchema for Thousandths {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Thousandths")
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": -1, "maximum": 1 })
    }
}

/// What was found in one article. Offsets are half-open, in the unit the caller chose.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Record<'a> {
    /// The article's name.
    pub id: Id<'a>,
    /// When it was written, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Cow<'a, str>>,
    /// Its title, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'a, str>>,
    /// Who published it, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<Cow<'a, str>>,
    /// Where it was published, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Cow<'a, str>>,
    /// Who wrote it, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Cow<'a, str>>,
    /// Why nothing was looked for, where the article was skipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skipped: Option<Cow<'a, str>>,
    /// The very text that the offsets point into, where it is asked for or was not given as such.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
    /// What was said.
    pub quotes: Vec<QuoteRecord<'a>>,
    /// How warmly, about whom.
    pub stances: Vec<StanceRecord<'a>>,
    /// The tone toward each target that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<TargetRecord<'a>>,
    /// The attitudes of each pair that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<PairRecord<'a>>,
    /// The stances added up by holder and target.
    pub speakers: Vec<SpeakerRecord<'a>>,
    /// The input's other fields, untouched.
    #[serde(skip_serializing_if = "Extra::is_empty")]
    #[schemars(with = "serde_json::Map<String, serde_json::Value>")]
    pub extra: &'a Extra<'a>,
}

/// A content with its cue and speaker.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct QuoteRecord<'a> {
    /// Its number in the article, from 0.
    pub id: usize,
    /// How much of it stands inside quotation marks.
    pub kind: Kind,
    /// Where its pieces stand.
    pub spans: Vec<PieceRecord>,
    /// Its words; the pieces are joined by ` … `.
    pub text: Cow<'a, str>,
    /// The words that report it.
    pub cue: Option<CueRecord<'a>>,
    /// Who speaks; null where unknown.
    pub speaker: Option<SpeakerOf<'a>>,
    /// The further speakers of a joint statement.
    pub co_speakers: Vec<SpeakerOf<'a>>,
    /// The quote that it stands in.
    pub parent: Option<usize>,
    /// Its overall valence, whoever it is about.
    pub tone: Thousandths,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure the attribution is, 0..1.
    #[schemars(extend("minimum" = 0))]
    pub confidence: Thousandths,
    /// What is odd about it.
    pub flags: Vec<Flag>,
}

/// A piece of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PieceRecord {
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
}

/// The words that report a content.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CueRecord<'a> {
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
    /// The words.
    pub text: &'a str,
    /// What its subject does.
    pub class: Class,
}

/// Who speaks a quote.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SpeakerOf<'a> {
    /// The first character of the words that name the speaker; null where nothing in the text does.
    pub start: Option<u32>,
    /// The character after the last of them.
    pub end: Option<u32>,
    /// Those words.
    pub mention: Option<&'a str>,
    /// The fullest name known.
    pub name: Option<Cow<'a, str>>,
    /// The actor of the gazetteer.
    pub actor: Option<&'a str>,
    /// The Wikidata item.
    #[schemars(extend("pattern" = "^Q[0-9]+$"))]
    pub qid: Option<&'a str>,
    /// The country, ISO 3166-1 alpha-3, or `x-` and three letters for what has none.
    #[schemars(extend("pattern" = "^(x-)?[A-Z]{3}$"))]
    pub iso3: Option<&'a str>,
    /// What the speaker is; a country that speaks counts as an organisation.
    pub r#type: SpeakerType,
    /// The role the article gives.
    pub role: Option<Cow<'a, str>>,
    /// What the speaker belongs to.
    pub affiliation: Option<Cow<'a, str>>,
}

/// The holder's tone toward one target.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StanceRecord<'a> {
    /// The quote it stands in; null for an attitude that the narrator reports.
    pub quote: Option<usize>,
    /// Whose attitude it is; null where unknown.
    pub holder: Option<HolderRecord<'a>>,
    /// Whom it is about.
    pub target: TargetOf<'a>,
    /// Where the target is named.
    pub mentions: Vec<MentionRecord>,
    /// -1..1; the exact sum of the contributions.
    pub score: Thousandths,
    /// What the score is read as.
    pub label: Label,
    /// How sure, 0..1.
    #[schemars(extend("minimum" = 0))]
    pub confidence: Thousandths,
    /// Is the target the holder itself, or its own country?
    #[serde(rename = "self")]
    pub own: bool,
    /// The words it rests on.
    pub evidence: Vec<EvidenceRecord<'a>>,
}

/// Whose attitude it is.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct HolderRecord<'a> {
    /// The name.
    pub name: Option<Cow<'a, str>>,
    /// The actor of the gazetteer.
    pub actor: Option<&'a str>,
    /// The country, ISO 3166-1 alpha-3, or `x-` and three letters for what has none.
    #[schemars(extend("pattern" = "^(x-)?[A-Z]{3}$"))]
    pub iso3: Option<&'a str>,
    /// Where the text names the holder of a narrated attitude.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// Where that ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
}

/// Whom a stance is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TargetOf<'a> {
    /// The actor of the gazetteer; null for somebody known from the article alone.
    pub actor: Option<&'a str>,
    /// What it is.
    pub kind: TargetKind,
    /// The name.
    pub name: Option<Cow<'a, str>>,
    /// The country, ISO 3166-1 alpha-3, or `x-` and three letters for what has none.
    #[schemars(extend("pattern" = "^(x-)?[A-Z]{3}$"))]
    pub iso3: Option<&'a str>,
    /// The Wikidata item.
    #[schemars(extend("pattern" = "^Q[0-9]+$"))]
    pub qid: Option<&'a str>,
}

/// A place that names the target.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct MentionRecord {
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
    /// How the words name it.
    pub via: Via,
}

/// Words that a score rests on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct EvidenceRecord<'a> {
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
    /// The words.
    pub term: &'a str,
    /// What the lexicon says of them, -1..1.
    pub valence: Thousandths,
    /// The words that shift it.
    pub shifters: Vec<&'a str>,
    /// The part the target plays in the frame that gave the valence.
    pub frame: Option<Part>,
    /// What it adds to the score.
    pub contribution: Thousandths,
}

/// The tone toward words that were asked about.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TargetRecord<'a> {
    /// The name of the question.
    pub id: Option<Id<'a>>,
    /// -1..1; the exact sum of the contributions.
    pub score: Thousandths,
    /// What the score is read as.
    pub label: Label,
    /// How sure, 0..1.
    #[schemars(extend("minimum" = 0))]
    pub confidence: Thousandths,
    /// The words it rests on.
    pub evidence: Vec<EvidenceRecord<'a>>,
}

/// The attitudes of two toward one another.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PairRecord<'a> {
    /// The name of the question.
    pub id: Option<Id<'a>>,
    /// The attitude of a toward b.
    pub a_to_b: AttitudeRecord<'a>,
    /// The attitude of b toward a.
    pub b_to_a: AttitudeRecord<'a>,
}

/// One attitude.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AttitudeRecord<'a> {
    /// -1..1; the exact sum of the contributions.
    pub score: Thousandths,
    /// What the score is read as.
    pub label: Label,
    /// The words it rests on.
    pub evidence: Vec<EvidenceRecord<'a>>,
}

/// How warmly one holder spoke of one target in the article.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SpeakerRecord<'a> {
    /// The holder's name.
    pub name: Cow<'a, str>,
    /// The holder's actor.
    pub actor: Option<&'a str>,
    /// Whom the stances are about.
    pub target: TargetOf<'a>,
    /// How many quotes speak of the target.
    pub quotes: u64,
    /// How many stances carry evidence.
    pub stances: u64,
    /// How many carry none.
    pub mentioned: u64,
    /// The mean score of the stances with evidence; null where there are none.
    pub mean: Option<Thousandths>,
    /// The lower end of the 95% interval; null under three articles.
    pub low: Option<Thousandths>,
    /// The upper end.
    pub high: Option<Thousandths>,
    /// How many of the stances with evidence are positive.
    pub positive: u64,
    /// How many are neutral.
    pub neutral: u64,
    /// How many are negative.
    pub negative: u64,
    /// The sums behind all these, for adding up articles.
    #[serde(skip)]
    pub tally: Tally,
}

impl<'a> SpeakerRecord<'a> {
    /// The row of a holder and a target in one article, which is too few for an interval.
    pub fn new(
        name: impl Into<Cow<'a, str>>,
        actor: Option<&'a str>,
        target: TargetOf<'a>,
        tally: Tally,
    ) -> SpeakerRecord<'a> {
        SpeakerRecord {
            name: name.into(),
            actor,
            target,
            quotes: tally.quotes,
            stances: tally.stances,
            mentioned: tally.mentioned,
            mean: tally.mean().map(Thousandths),
            low: None,
            high: None,
            positive: tally.positive,
            neutral: tally.neutral,
            negative: tally.negative,
            tally,
        }
    }

    /// The row over many articles, with the interval of its mean.
    pub fn with(self, interval: Option<Interval>) -> SpeakerRecord<'a> {
        let low = interval.map(|interval| Thousandths(interval.low));
        SpeakerRecord { low, high: interval.map(|interval| Thousandths(interval.high)), ..self }
    }
}
