//! One article as it stands in the input, and the one that could not be read.
//!
//! Owns the way from an item's bytes to an [`Article`], which the threads of a batch go, not the reader of the input.

use super::encoding;
use super::format::is_binary;
use crate::corpus::html;
use crate::error::{Error, Result};
use crate::record::{Article, Fields, Id};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::sync::Arc;

/// How many bytes one article may have. What is longer is no article, and is a reject.
pub const LONGEST: usize = 64 << 20;

/// What is told of what is no text at all.
pub(super) const NO_TEXT: &str = "neither text nor anything else that is read";

/// What is told of what is longer.
pub(super) fn too_long(what: &str) -> String {
    format!("a {what} of over {} MiB is no article", LONGEST >> 20)
}

/// Where an article stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Place {
    /// The file.
    pub file: Arc<str>,
    /// The line, counted from 1, where a file holds many articles by line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The row, counted from 1, where a file holds them as rows without lines (Parquet).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The first byte, counted in the unpacked file from 0, where a file holds them one behind the other (WARC).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
}

/// One article as it stands in the input, not yet read.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it stands.
    pub place: Place,
    /// What stands there.
    pub body: Body,
}

/// The bytes of an item, or the cells of a row.
#[derive(Clone, Debug)]
pub enum Body {
    /// An article record in JSON.
    Record(Vec<u8>),
    /// The fields of a row.
    Row(Map<String, Value>),
    /// The article's plain text.
    Text(Vec<u8>),
    /// A page.
    Page(Page),
}

/// A page in HTML, or a text, as it was fetched.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The page.
    pub bytes: Vec<u8>,
    /// Is it plain text?
    pub is_plain: bool,
    /// The encoding that the server named.
    pub charset: Option<String>,
    /// A name for it, other than its place.
    pub id: Option<String>,
    /// Where it was fetched from.
    pub url: Option<String>,
    /// When it was fetched, which is taken for the date of a page that tells none.
    pub fetched: Option<String>,
}

/// An item's article.
#[derive(Clone, Debug)]
pub struct Opened<'i> {
    /// The article.
    pub article: Article<'i>,
    /// Is its text what stands in the file, so that whoever has that can follow the offsets?
    pub is_verbatim: bool,
}

impl Item {
    /// An article that is the text of a file.
    pub fn text(file: &str, text: impl Into<Vec<u8>>) -> Item {
        Item { place: Place::file(file), body: Body::Text(text.into()) }
    }

    /// How many bytes it has, about.
    pub fn len(&self) -> usize {
        match &self.body {
            Body::Record(bytes) | Body::Text(bytes) => bytes.len(),
            Body::Page(page) => page.bytes.len(),
            Body::Row(row) => row.values().map(|cell| cell.as_str().map_or(8, str::len)).sum(),
        }
    }

    /// Has it no bytes?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads the item.
    pub fn open(&self, fields: &Fields) -> Result<Opened<'_>> {
        match &self.body {
            Body::Record(bytes) => {
                // JSON is UTF-8 (RFC 8259), whatever else texts may be.
                let json = std::str::from_utf8(bytes)
                    .map_err(|cause| Error::record(format!("not UTF-8: byte {} of the record", cause.valid_up_to())))?;
                let json = json.trim_start_matches('\u{feff}');
                Ok(Opened { article: Article::parse_by(json, fields)?, is_verbatim: true })
            }
            Body::Row(row) => Ok(Opened { article: Article::of_fields(row.clone(), fields)?, is_verbatim: true }),
            Body::Text(bytes) if is_binary(bytes) => Err(Error::record(NO_TEXT)),
            Body::Page(Page { bytes, charset: None, .. }) if is_binary(bytes) => Err(Error::record(NO_TEXT)),
            Body::Text(bytes) => {
                let text = encoding::decode(bytes, None);
                let is_verbatim = matches!(text, Cow::Borrowed(_));
                Ok(Opened { article: Article::from_text(text), is_verbatim })
            }
            Body::Page(page) => page.article().map(|article| Opened { article, is_verbatim: false }),
        }
    }
}

impl Page {
    fn article(&self) -> Result<Article<'_>> {
        let characters = encoding::decode_page(&self.bytes, self.charset.as_deref());
        let page = match self.is_plain {
            true => html::Page { text: characters.into_owned(), ..html::Page::default() },
            false => html::read(&characters),
        };
        if page.text.is_empty() {
            return Err(Error::record("no article in the page"));
        }
        Ok(Article {
            id: self.id.as_deref().map(|id| Id::Text(Cow::Borrowed(id))),
            text: Some(page.text.into()),
            title: page.title.map(Cow::Owned),
            date: page.date.map(Cow::Owned).or(self.fetched.as_deref().map(Cow::Borrowed)),
            outlet: page.outlet.map(Cow::Owned),
            url: self.url.as_deref().map(Cow::Borrowed).or(page.url.map(Cow::Owned)),
            author: page.author.map(Cow::Owned),
            ..Article::default()
        })
    }
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Place {
        Place { file: file.into(), line: None, row: None, offset: None }
    }

    /// A line, counted from 1.
    pub fn at_line(self, line: u64) -> Place {
        Place { line: Some(line), ..self }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))?;
        self.row.map_or(Ok(()), |row| write!(f, ":row {row}"))?;
        self.offset.map_or(Ok(()), |offset| write!(f, ":byte {offset}"))
    }
}

/// An article that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Reject {
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// The cause.
    pub cause: String,
}

impl Reject {
    /// Something that could not be read.
    pub fn new(place: Place, cause: impl Into<String>) -> Reject {
        Reject { place, cause: cause.into() }
    }

    /// An item whose article could not be read.
    pub fn of(item: &Item, error: &Error) -> Reject {
        let mut place = item.place.clone();
        if place.row.is_none() && place.offset.is_none() {
            // A record may have many lines.
            let within = error.line().map(|line| line as u64);
            place.line = place.line.map(|first| first + within.map_or(0, |line| line.saturating_sub(1))).or(within);
        }
        Reject::new(place, error.message())
    }
}

impl std::fmt::Display for Reject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.cause)
    }
}
