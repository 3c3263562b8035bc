//! What an article, or a question about it, is called.

use super::extra::Json;
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;

/// The name of an article: a string or a number.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Id<'a> {
    /// A string.
    Text(Cow<'a, str>),
    /// A number, to its last digit.
    Number(#[schemars(with = "serde_json::Number")] Json),
}

impl<'de> Deserialize<'de> for Id<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Json::deserialize(deserializer)?;
        // One that no double holds could not be read again by most.
        if written.is_number() && written.read::<f64>().is_some() {
            return Ok(Id::Number(written));
        }
        let text = written.read().map(|text: String| Id::Text(text.into()));
        text.ok_or_else(|| D::Error::custom("an id is a string or a number"))
    }
}

impl std::fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Id::Text(text) => f.write_str(text),
            Id::Number(number) => f.write_str(number.as_str()),
        }
    }
}
