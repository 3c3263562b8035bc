//! The shapes in which records leave, beside tables: our own, and those of the tools that people carry on with.

use super::annotation::web_annotations;
use super::json::write_json;
use super::label_studio::label_studio;
use super::output::Record;
use super::{Settings, Unit};
use crate::error::{Error, Result};
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
    /// The settings of a record that is to have this shape: that of another tool holds the text, and counts as that tool does, in
    /// scalar values (Web Annotation Data Model, 4.2.5: "in terms of unicode code points"). Another unit is an error.
    pub fn settings(self, settings: Settings) -> Result<Settings> {
        match self {
            Shape::Record => Ok(settings),
            Shape::WebAnnotation | Shape::LabelStudio if settings.unit == Unit::Scalar => {
                Ok(Settings { with_text: true, ..settings })
            }
            Shape::WebAnnotation | Shape::LabelStudio => Err(Error::usage(
                "this format counts in Unicode scalar values alone, as the tools that read it do: --offsets scalar",
            )),
        }
    }

    /// The record in this shape.
    pub fn of(self, record: &Record) -> serde_json::Result<Value> {
        match self {
            Shape::Record => serde_json::to_value(record),
            Shape::WebAnnotation => Ok(web_annotations(record)),
            Shape::LabelStudio => Ok(label_studio(record)),
        }
    }

    /// Writes the record in this shape, on one line.
    pub fn write(self, out: &mut Vec<u8>, record: &Record) {
        match self {
            Shape::Record => write_json(out, record),
            Shape::WebAnnotation => write_json(out, &web_annotations(record)),
            Shape::LabelStudio => write_json(out, &label_studio(record)),
        }
    }
}
