//! The schemas of everything that is read and written, by name.

use super::input::Reject;
use super::manifest::Manifest;
use super::rows::{ArticleRow, Row};
use crate::record::{self, QuoteRecord, Record, SpeakerRecord, StanceRecord};
use serde_json::Value;

/// Makes a schema.
pub type Schema = fn() -> Value;

/// By name: the JSON Schema of the input record, of the output record, and of what a folder of results holds.
pub const SCHEMAS: [(&str, Schema); 8] = [
    ("article", record::article_schema),
    ("record", record::schema::<Record>),
    ("articles", record::schema::<ArticleRow>),
    ("quotes", record::schema::<Row<QuoteRecord>>),
    ("stances", record::schema::<Row<StanceRecord>>),
    ("speakers", record::schema::<SpeakerRecord>),
    ("rejects", record::schema::<Reject>),
    ("manifest", record::schema::<Manifest>),
];
