//! A coded sample: articles whose targets carry the label that people gave them, as the engine sees them.

use super::learn::LABELS as COUNT;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::lexicon::BIAS;
use crate::record::{self, Article};
use crate::stance::{self, Label};
use crate::text::Tokens;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The labels, in the order in which they are counted.
pub const LABELS: [Label; COUNT] = [Label::Negative, Label::Neutral, Label::Positive];

/// What a coded record has beside the article that it is.
#[derive(Deserialize)]
struct Codes {
    #[serde(default)]
    article: Option<String>,
    #[serde(default)]
    targets: Vec<Code>,
}

#[derive(Deserialize)]
struct Code {
    label: Option<Name>,
}

/// The labels by name.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Name {
    Negative,
    Neutral,
    Positive,
}

/// Coded targets and the features around them.
#[derive(Default)]
pub struct Sample {
    /// The targets, in order.
    pub targets: Vec<Coded>,
    /// The features by number.
    pub features: Vec<String>,
    /// Records that are in no language the engine reads.
    pub skipped: usize,
    numbers: FxHashMap<String, usize>,
}

/// A coded target.
pub struct Coded {
    /// The article it stands in.
    pub article: String,
    /// Who published it.
    pub outlet: String,
    /// The place of its label among [`LABELS`].
    pub label: usize,
    /// The place of the label that the lexicons alone give.
    pub unfitted: usize,
    /// By number of the feature: its amount, in thousandths.
    pub features: Vec<(usize, i64)>,
}

impl Sample {
    /// An empty sample.
    pub fn new() -> Sample {
        let mut sample = Sample::default();
        sample.number(BIAS);
        sample
    }

    /// Adds the coded targets of a record; those without a label are left out. `place` names a record without an id.
    pub fn add(&mut self, engine: &Engine, line: &[u8], place: &str, settings: &record::Settings) -> Result<()> {
        let line = std::str::from_utf8(line).map_err(|cause| Error::record(cause.to_string()))?;
        let article = Article::parse_by(line, &settings.fields)?;
        let codes: Codes = serde_json::from_str(line).map_err(|cause| Error::record(cause.to_string()))?;
        let id = article.id.as_ref().map_or_else(|| place.to_owned(), ToString::to_string);
        let outlet = article.outlet.as_deref().unwrap_or_default().to_owned();
        let name = codes.article.unwrap_or(id);
        record::read(engine, &article, settings, |reading, offsets| {
            if reading.skipped.is_some() {
                self.skipped += 1;
                return;
            }
            let document = &reading.document;
            let spans = article.targets.iter().map(|target| offsets.span(target.start, target.end));
            let places: Vec<Tokens> =
                spans.map(|span| span.map_or(Tokens::default(), |span| document.tokens_of(span))).collect();
            let mut features: Vec<FxHashMap<usize, i64>> = vec![FxHashMap::default(); places.len()];
            let judgements = stance::seen(document, engine.knowledge(), &places, |target, name, amount| {
                *features[target].entry(self.number(name)).or_default() += amount;
            });
            for ((code, features), judgement) in codes.targets.into_iter().zip(features).zip(judgements) {
                let label = match code.label {
                    Some(Name::Negative) => 0,
                    Some(Name::Neutral) => 1,
                    Some(Name::Positive) => 2,
                    None => continue,
                };
                let unfitted = LABELS.iter().position(|known| *known == judgement.label).unwrap_or(1);
                let mut features: Vec<(usize, i64)> = features.into_iter().filter(|(_, amount)| *amount != 0).collect();
                features.sort_unstable();
                let (article, outlet) = (name.clone(), outlet.clone());
                self.targets.push(Coded { article, outlet, label, unfitted, features });
            }
        })
    }

    /// The number of a feature.
    fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        self.features.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.features.len() - 1);
        self.features.len() - 1
    }

    /// How many targets there are of each label.
    pub fn counts(&self) -> [usize; COUNT] {
        let mut counts = [0; COUNT];
        self.targets.iter().for_each(|target| counts[target.label] += 1);
        counts
    }
}
