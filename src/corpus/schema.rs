//! The schemas of everything that is read and written, by name.

use super::input::Reject;
use super::manifest::Manifest;
use super::rows::{ArticleRow, Row};
use crate::record::{self, Difference, LedgerRow, QuoteRecord, Record, SpeakerRecord, StanceRecord};
use serde_json::Value;

/// Makes a schema.
pub type Schema = fn() -> Value;

/// By name: the JSON Schema of the input record, of the output record, of what a folder of results holds, and of what
/// its stances add up to.
pub const SCHEMAS: [(&str, Schema); 10] = [
    ("article", record::article_schema),
    ("record", record::schema::<Record>),
    ("articles", record::schema::<ArticleRow>),
    ("quotes", record::schema::<Row<QuoteRecord>>),
    ("stances", record::schema::<Row<StanceRecord>>),
    ("speakers", record::schema::<SpeakerRecord>),
    ("ledger", record::schema::<LedgerRow>),
    ("difference", record::schema::<Difference>),
    ("rejects", record::schema::<Reject>),
    ("manifest", record::schema::<Manifest>),
];
