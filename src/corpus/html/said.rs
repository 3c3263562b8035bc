//! What a page says of its article: title, date, outlet, author, address.
//!
//! Owns the places where pages say it (JSON-LD, `meta` and `link` tags, `time`, `title`) and which of them is believed:
//! what is written for machines about this article first, what is written about any page last.

use super::Page;
use super::markup::{Piece, Tag, decode, is};
use crate::record::day;
use serde_json::Value;
use std::collections::HashMap;

/// What is said, in order of the fields of [`Field`].
#[derive(Default)]
pub(super) struct Said {
    fields: [Option<(Trust, String)>; 5],
}

#[derive(Clone, Copy)]
enum Field {
    Title,
    Date,
    Outlet,
    Author,
    Url,
}

/// How far a place is believed; the first to say something at the highest trust has said it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    /// The address's own path, the window's title.
    Hint,
    /// The page's body, marked.
    Body,
    /// `meta` tags for any page.
    Page,
    /// `meta` tags for an article.
    Article,
    /// JSON-LD of an article.
    Data,
}

/// The names of `meta` tags and marked elements, in small letters and without marks between words.
const NAMES: [(&str, Field, Trust); 35] = [
    ("ogtitle", Field::Title, Trust::Article),
    ("parselytitle", Field::Title, Trust::Article),
    ("twittertitle", Field::Title, Trust::Page),
    ("dctitle", Field::Title, Trust::Page),
    ("dctermstitle", Field::Title, Trust::Page),
    ("headline", Field::Title, Trust::Body),
    ("articlepublishedtime", Field::Date, Trust::Article),
    ("ogarticlepublishedtime", Field::Date, Trust::Article),
    ("articlepublished", Field::Date, Trust::Article),
    ("parselypubdate", Field::Date, Trust::Article),
    ("sailthrudate", Field::Date, Trust::Article),
    ("cxenseparserecspublishtime", Field::Date, Trust::Article),
    ("datepublished", Field::Date, Trust::Article),
    ("publicationdate", Field::Date, Trust::Page),
    ("publishdate", Field::Date, Trust::Page),
    ("publisheddate", Field::Date, Trust::Page),
    ("pubdate", Field::Date, Trust::Page),
    ("dcdateissued", Field::Date, Trust::Page),
    ("dcdatecreated", Field::Date, Trust::Page),
    ("dcdate", Field::Date, Trust::Page),
    ("dctermsissued", Field::Date, Trust::Page),
    ("dctermscreated", Field::Date, Trust::Page),
    ("dctermsdate", Field::Date, Trust::Page),
    ("date", Field::Date, Trust::Page),
    ("ogsitename", Field::Outlet, Trust::Article),
    ("dcpublisher", Field::Outlet, Trust::Page),
    ("dctermspublisher", Field::Outlet, Trust::Page),
    ("applicationname", Field::Outlet, Trust::Hint),
    ("parselyauthor", Field::Author, Trust::Article),
    ("sailthruauthor", Field::Author, Trust::Article),
    ("articleauthor", Field::Author, Trust::Page),
    ("author", Field::Author, Trust::Page),
    ("dccreator", Field::Author, Trust::Page),
    ("dctermscreator", Field::Author, Trust::Page),
    ("ogurl", Field::Url, Trust::Page),
];

/// The longest thing believed: a longer one is no title and no name.
const LONGEST: usize = 1_000;

impl Said {
    /// Reads the next piece of the page.
    pub fn see(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(tag) => self.tag(tag),
            Piece::Raw(tag, text) if is(tag.name, &["title"]) => {
                self.offer(Field::Title, Trust::Hint, &decode(text));
            }
            Piece::Raw(tag, text) if tag.get("type").is_some_and(|kind| kind.ends_with("ld+json")) => self.data(text),
            _ => {}
        }
    }

    /// All that was said; the text is another's.
    pub fn finish(mut self) -> Page {
        if let Some(day) = self.get(Field::Url).and_then(day_of_path) {
            self.offer(Field::Date, Trust::Hint, &day);
        }
        let [title, date, outlet, author, url] = self.fields.map(|field| field.map(|(_, said)| said));
        let title = title.map(|title| without_outlet(&title, outlet.as_deref()).to_owned());
        Page { text: String::new(), title, date, outlet, author, url }
    }

    fn get(&self, field: Field) -> Option<&str> {
        self.fields[field as usize].as_ref().map(|(_, said)| said.as_str())
    }

    fn offer(&mut self, field: Field, trust: Trust, said: &str) {
        let own = &mut self.fields[field as usize];
        if own.as_ref().is_some_and(|(before, _)| *before >= trust) || said.len() > LONGEST {
            return;
        }
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_address = said.starts_with("http://") || said.starts_with("https://");
        let said = match field {
            Field::Date => day(&said),
            Field::Url => is_address.then_some(said),
            Field::Title | Field::Outlet | Field::Author => (!said.is_empty() && !is_address).then_some(said),
        };
        if let Some(said) = said {
            *own = Some((trust, said));
        }
    }

    fn tag(&mut self, tag: Tag<'_>) {
        if is(tag.name, &["link"]) {
            if tag.get("rel").is_some_and(|rel| is(&rel, &["canonical"])) {
                self.offer(Field::Url, Trust::Article, &tag.get("href").unwrap_or_default());
            }
            return;
        }
        for (key, value) in tag.attributes() {
            if is(key, &["datetime"]) && is(tag.name, &["time"]) {
                self.offer(Field::Date, Trust::Body, &decode(value));
            } else if is(key, &["name", "property", "itemprop"]) && value.len() < 40 {
                let plain = value.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char);
                let plain: String = plain.collect();
                if let Some((_, field, trust)) = NAMES.iter().find(|(name, ..)| *name == plain) {
                    let said = tag.get("content").or_else(|| tag.get("datetime"));
                    self.offer(*field, *trust, &said.unwrap_or_default());
                }
            }
        }
    }

    /// Reads a JSON-LD block. What is no JSON is no JSON: line ends inside strings, which many pages have, are mended.
    fn data(&mut self, text: &str) {
        let mended = || serde_json::from_str(&text.replace(|c: char| c.is_control(), " ")).ok();
        let Some(data) = serde_json::from_str::<Value>(text).ok().or_else(mended) else { return };
        let mut things = Vec::new();
        gather(&data, &mut things);
        let names: Names<'_> = things.iter().filter_map(|thing| Some((thing["@id"].as_str()?, *thing))).collect();
        for thing in things {
            let trust = match kind(thing) {
                Some(Kind::Article) => Trust::Data,
                Some(Kind::Page) => Trust::Page,
                None => continue,
            };
            let plain = |key: &str| thing[key].as_str().map(|said| decode(said).into_owned()).unwrap_or_default();
            self.offer(Field::Title, trust, &plain("headline"));
            self.offer(Field::Date, trust, &plain("datePublished"));
            self.offer(Field::Outlet, trust, &named(&thing["publisher"], &names));
            self.offer(Field::Author, trust, &named(&thing["author"], &names));
            self.offer(Field::Url, Trust::Page, &plain("url"));
        }
    }
}

/// The things of a JSON-LD block that others refer to.
type Names<'a> = HashMap<&'a str, &'a Value>;

enum Kind {
    Article,
    Page,
}

fn kind(thing: &Value) -> Option<Kind> {
    let of = |kind: &Value| {
        let kind = kind.as_str()?;
        if kind.ends_with("Article") || kind.ends_with("BlogPosting") {
            Some(Kind::Article)
        } else {
            kind.ends_with("WebPage").then_some(Kind::Page)
        }
    };
    let own = &thing["@type"];
    of(own).or_else(|| own.as_array()?.iter().find_map(of))
}

/// All objects of a block that stand alone, in lists, in graphs or as what a page is about; the parser bounds the depth.
fn gather<'a>(value: &'a Value, things: &mut Vec<&'a Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, things)),
        Value::Object(fields) => {
            things.push(value);
            for within in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(value) = fields.get(within) {
                    gather(value, things);
                }
            }
        }
        _ => {}
    }
}

/// The name of a person or publisher, or the names of several.
fn named(value: &Value, names: &Names<'_>) -> String {
    match value {
        Value::String(name) => decode(name).into_owned(),
        Value::Array(values) => {
            let all = values.iter().map(|value| named(value, names)).filter(|name| !name.is_empty());
            all.collect::<Vec<_>>().join(", ")
        }
        Value::Object(fields) => match (fields.get("name"), fields.get("@id").and_then(Value::as_str)) {
            (Some(Value::String(name)), _) => decode(name).into_owned(),
            (Some(Value::Array(all)), _) => all.first().and_then(Value::as_str).unwrap_or_default().to_owned(),
            (None, Some(id)) => names.get(id).and_then(|thing| thing["name"].as_str()).unwrap_or_default().to_owned(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// The day in an address such as `.../2031/05/17/...`.
fn day_of_path(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split(['/', '-']).collect();
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let found = parts.windows(3).find(|part| digits(part[0], 4) && digits(part[1], 2) && digits(part[2], 2))?;
    day(&found.join("-"))
}

/// A title without the outlet's name behind it.
fn without_outlet<'a>(title: &'a str, outlet: Option<&str>) -> &'a str {
    let cut = || {
        let outlet = outlet?;
        let at = title.len().checked_sub(outlet.len())?;
        let rest = title.get(..at)?;
        if !title[at..].eq_ignore_ascii_case(outlet) {
            return None;
        }
        let rest = rest.trim_end();
        let cut = rest.trim_end_matches(['|', '-', '–', '—', '·', ':']).trim_end();
        (cut.len() < rest.len() && !cut.is_empty()).then_some(cut)
    };
    cut().unwrap_or(title)
}
