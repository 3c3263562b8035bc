//! Actors: countries, people with dated offices, organisations.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The number of an actor in one gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActorId(pub(crate) u32);

impl ActorId {
    /// The number, for tables indexed by actor.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A country, person or organisation of the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// `country:USA`, `person:dmitry-peskov`, `organisation:NATO`.
    pub id: String,
    /// What it is.
    pub kind: ActorKind,
    /// The name that records show.
    pub name: String,
    /// The Wikidata item, such as `Q30`; empty where unknown.
    pub qid: String,
    /// A country's own code; an organisation's home country. A person's country depends on the date: see
    /// [`super::Gazetteer::country_of`].
    pub iso3: Option<Iso3>,
    /// A person's gender.
    pub gender: crate::lexicon::Gender,
    /// Is the surname alone known without introduction?
    pub famous: bool,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ActorKind {
    /// A state, territory or historical state.
    Country,
    /// A person with dated offices.
    Person,
    /// A bloc, body, party, armed group or ministry.
    Organisation,
}

/// An ISO 3166-1 alpha-3 code (or one of the gazetteer's own for states that have none).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Iso3([u8; 3]);

impl Iso3 {
    /// The code of three ASCII letters or digits; nothing for anything else.
    pub fn new(code: &str) -> Option<Iso3> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphanumeric).then_some(Iso3(bytes))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("three ASCII letters")
    }
}

impl fmt::Display for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A day, month or year of the common era; compares in order of time. A missing month or day counts as 0, so that
/// `2014` is before `2014-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date(u32);

impl Date {
    /// Reads `2014`, `2014-03` or `2014-03-18`, whatever follows the day (a time).
    pub fn parse(text: &str) -> Option<Date> {
        let digits = |range: std::ops::Range<usize>| {
            let part = text.get(range)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
        };
        let year = digits(0..4)?;
        let follows = |at: usize| text.as_bytes().get(at) == Some(&b'-');
        let month = if follows(4) { digits(5..7)? } else { 0 };
        let day = if month > 0 && follows(7) { digits(8..10)? } else { 0 };
        (month <= 12 && day <= 31).then_some(Date(year * 10_000 + month * 100 + day))
    }
}
