//! Record: the contract. What goes in, what comes out, and in which unit offsets are counted.
//!
//! Owns the shapes of JSON (DESIGN section 4) and the way from an [`Article`] to a [`Record`]; decides nothing about
//! what is found. The JSON Schema of both is generated from these very types.

mod annotation;
mod article;
mod compose;
mod dates;
mod difference;
mod extra;
mod fields;
mod id;
mod iri;
mod json;
mod label_studio;
mod ledger;
mod loose;
mod names;
mod offsets;
mod output;
mod scalar;
mod shape;
mod shapes;

pub use article::{Article, GivenPair, GivenQuote, GivenTarget, Place};
pub use dates::day;
pub use difference::{Difference, Differences, Moved};
pub use extra::{Extra, Json};
pub use fields::{Field, Fields};
pub use id::Id;
pub use json::write_json;
pub use label_studio::LABEL_STUDIO;
pub use ledger::{Change, Coverage, Finding, LedgerRow};
pub use names::{Class, DifferenceKind, Flag, Kind, Label, Part, SpeakerType, TargetKind, Via};
pub use offsets::{Offsets, Unit};
pub use output::{
    AttitudeRecord, CueRecord, EvidenceRecord, HolderRecord, MentionRecord, PairRecord, PieceRecord, QuoteRecord,
    Record, SpeakerOf, SpeakerRecord, StanceRecord, TargetOf, TargetRecord, Thousandths,
};
pub use shape::Shape;

use crate::engine::{Engine, Reading, Request};
use crate::error::Result;
use crate::gazetteer::Date;

/// How records are read and written.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The unit of all offsets.
    pub unit: Unit,
    /// Does the record carry the text?
    pub with_text: bool,
    /// The date of articles that bring none.
    pub date: Option<String>,
    /// By which names fields go in the input.
    pub fields: Fields,
}

/// Reads an article and hands the reading to `then`. An error is the article's own: a span outside the text, a quote
/// that the text does not hold, a date that is none.
pub fn read<R>(
    engine: &Engine,
    article: &Article,
    settings: &Settings,
    then: impl FnOnce(&Reading, &Offsets) -> R,
) -> Result<R> {
    let (text, spans) = article.body()?;
    let offsets = Offsets::new(&text, settings.unit);
    let questions = article.questions(&offsets)?;
    let names = article.quotes.iter().map(|given| given.speaker.as_deref());
    let given: Vec<_> = spans.into_iter().zip(names).collect();
    let language = article.language();
    let request = Request {
        text: &text,
        title: article.title.as_deref(),
        date: date(article, settings)?,
        targets: &questions.targets,
        pairs: &questions.pairs,
        given: &given,
        language: language.as_deref(),
    };
    Ok(then(&engine.read(&request), &offsets))
}

/// Reads an article and hands its record to `then`. `place` names an article without an id.
pub fn compose<R>(
    engine: &Engine,
    article: &Article,
    place: &str,
    settings: &Settings,
    then: impl FnOnce(&Record) -> R,
) -> Result<R> {
    compose_beside(engine, article, place, settings, |record, _| then(record))
}

/// Reads an article and hands its record to `then`, beside the reading it tells of.
pub fn compose_beside<R>(
    engine: &Engine,
    article: &Article,
    place: &str,
    settings: &Settings,
    then: impl FnOnce(&Record, &Reading) -> R,
) -> Result<R> {
    read(engine, article, settings, |reading, offsets| {
        then(&compose::record(engine, article, place, reading, offsets, settings), reading)
    })
}

/// Hands the record of what was read in an article to `then`. `place` names an article without an id.
pub fn of_reading<R>(
    engine: &Engine,
    article: &Article,
    place: &str,
    reading: &Reading,
    settings: &Settings,
    then: impl FnOnce(&Record) -> R,
) -> R {
    let offsets = Offsets::new(reading.document.text(), settings.unit);
    then(&compose::record(engine, article, place, reading, &offsets, settings))
}

/// The article's date as written, or the one for articles without. A blank date is none, and so are the zeros of some databases.
fn date_written<'a>(article: &'a Article, settings: &'a Settings) -> Option<&'a str> {
    let own = article.date.as_deref().filter(|date| !dates::is_blank(date));
    own.or(settings.date.as_deref())
}

/// The article's date, or the one for articles without.
fn date(article: &Article, settings: &Settings) -> Result<Option<Date>> {
    let Some(written) = date_written(article, settings) else { return Ok(None) };
    let date = Date::parse(written.trim());
    date.map(Some)
        .ok_or_else(|| crate::error::Error::record(format!("date {written:?} is no day of the calendar (YYYY-MM-DD)")))
}

/// The JSON Schema of the input record.
pub fn article_schema() -> serde_json::Value {
    let read = schemars::generate::SchemaSettings::default().for_deserialize().into_generator();
    read.into_root_schema_for::<Article>().into()
}

/// The JSON Schema of something that is written, such as the output [`Record`].
pub fn schema<T: schemars::JsonSchema>() -> serde_json::Value {
    let written = schemars::generate::SchemaSettings::default().for_serialize().into_generator();
    written.into_root_schema_for::<T>().into()
}
