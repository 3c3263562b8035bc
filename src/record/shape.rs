//! The shapes in which records leave, beside tables: our own, and those of the tools that people carry on with.

use super::annotation::web_annotations;
use super::json::write_json;
use super::label_studio::label_studio;
use super::output::Record;
use super::{Settings, Unit};
use serde_json::Value;

/// A shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// The record itself.
    #[default]
    Record,
    /// A page of W3C Web Annotations.
    WebAnnotation,
    /// A task of Label Studio with predictions.
    LabelStudio,
}

impl Shape {
    /// The settings of a record that is to have this shape: that of another tool holds the text, and counts as that tool does.
    pub fn settings(self, settings: Settings) -> Settings {
        match self {
            Shape::Record => settings,
            Shape::WebAnnotation | Shape::LabelStudio => Settings { unit: Unit::Scalar, with_text: true, ..settings },
        }
    }

    /// The record in this shape.
    pub fn of(self, record: &Record) -> Value {
        match self {
            Shape::Record => serde_json::to_value(record).unwrap_or_default(),
            Shape::WebAnnotation => web_annotations(record),
            Shape::LabelStudio => label_studio(record),
        }
    }

    /// Writes the record in this shape, on one line.
    pub fn write(self, out: &mut Vec<u8>, record: &Record) {
        match self {
            Shape::Record => write_json(out, record),
            shape => write_json(out, &shape.of(record)),
        }
    }
}
