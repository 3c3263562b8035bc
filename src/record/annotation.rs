//! Records as W3C Web Annotations (Web Annotation Data Model, 2017): evidence that is found again when the page is fetched anew.
//!
//! Each quote and each stance is an annotation of the article, in a page of annotations. What it is about is told twice over: by the
//! words with those around them (TextQuoteSelector), and by position in Unicode scalar values (TextPositionSelector), as the model
//! counts them. An article whose address is no IRI goes by a name of its own.

use super::iri::iri;
use super::output::{QuoteRecord, Record, StanceRecord};
use super::{Offsets, Unit};
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_128;

/// How many characters before and behind the words are told, at most.
const AROUND: usize = 32;

/// Where Wikidata's items are.
const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// The annotations of an article. The record must carry its text, and offsets in scalar values.
pub fn web_annotations(record: &Record) -> Value {
    let article = record.id.to_string();
    let text = record.text.as_deref().unwrap_or_default();
    let source = record.url.as_deref().and_then(iri).unwrap_or_else(|| named(&[&article]));
    let page = Page { record, text, offsets: Offsets::new(text, Unit::Scalar), source, article: &article };
    let quotes = record.quotes.iter().map(|quote| page.quote(quote));
    let stances = record.stances.iter().enumerate().map(|(number, stance)| page.stance(number, stance));
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": named(&[&article, "page"]),
        "type": "AnnotationPage",
        "items": quotes.chain(stances).collect::<Vec<Value>>(),
    })
}

struct Page<'r> {
    record: &'r Record<'r>,
    text: &'r str,
    offsets: Offsets<'r>,
    /// What is annotated.
    source: String,
    article: &'r str,
}

impl Page<'_> {
    /// Who says it.
    fn quote(&self, quote: &QuoteRecord) -> Value {
        let speakers = quote.speaker.iter().chain(&quote.co_speakers);
        let mut body: Vec<Value> = Vec::new();
        for speaker in speakers {
            if let Some(name) = speaker.name.as_deref().or(speaker.mention) {
                body.push(textual("identifying", name));
            }
            body.extend(speaker.qid.map(|qid| specific("identifying", qid)));
        }
        if body.is_empty() {
            body.push(textual("identifying", "unknown speaker"));
        }
        let pieces = quote.spans.iter().map(|piece| (piece.start, piece.end));
        self.annotation(&format!("quote {}", quote.id), "identifying", &body, pieces)
    }

    /// How warmly, about whom, by which words.
    fn stance(&self, number: usize, stance: &StanceRecord) -> Value {
        let name = stance.target.name.as_deref().unwrap_or(stance.target.kind.as_str());
        let holder = stance.holder.as_ref().and_then(|holder| holder.name.as_deref()).unwrap_or("an unknown speaker");
        let score = f64::from(stance.score.0) / 1000.0;
        let mut body = vec![
            textual("assessing", &format!("{holder} on {name}: {score:+.3}, {}", stance.label)),
            textual("tagging", stance.label.as_str()),
        ];
        body.extend(stance.target.qid.map(|qid| specific("identifying", qid)));
        let id = format!("stance {number}");
        if stance.evidence.is_empty() {
            let mentions = stance.mentions.iter().map(|mention| (mention.start, mention.end));
            return self.annotation(&id, "assessing", &body, mentions);
        }
        self.annotation(&id, "assessing", &body, stance.evidence.iter().map(|words| (words.start, words.end)))
    }

    fn annotation(&self, id: &str, motivation: &str, body: &[Value], spans: impl Iterator<Item = (u32, u32)>) -> Value {
        let mut targets: Vec<Value> = spans.map(|(start, end)| self.target(start, end)).collect();
        if targets.is_empty() {
            targets.push(json!(self.source));
        }
        let mut annotation = json!({
            "id": named(&[self.article, id]),
            "type": "Annotation",
            "motivation": motivation,
            "generator": { "type": "Software", "name": concat!("detente ", env!("CARGO_PKG_VERSION")) },
            "body": body,
            "target": targets,
        });
        if let Some(title) = self.record.title.as_deref() {
            annotation["label"] = json!(title);
        }
        annotation
    }

    fn target(&self, start: u32, end: u32) -> Value {
        let Some(span) = self.offsets.span(start, end) else { return json!(self.source) };
        let (before, behind) = (&self.text[..span.start as usize], &self.text[span.end as usize..]);
        let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        let to = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
        json!({
            "source": self.source,
            "selector": [
                { "type": "TextQuoteSelector", "exact": span.of(self.text), "prefix": &before[from..], "suffix": &behind[..to] },
                { "type": "TextPositionSelector", "start": start, "end": end },
            ],
        })
    }
}

fn textual(purpose: &str, value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain", "language": "en" })
}

fn specific(purpose: &str, qid: &str) -> Value {
    json!({ "type": "SpecificResource", "purpose": purpose, "source": format!("{WIKIDATA}{qid}") })
}

/// A name of the same thing in every run: a UUID of version 8 (RFC 9562) that follows from what it names.
fn named(names: &[&str]) -> String {
    let bits = xxh3_128(names.join("\u{1f}").as_bytes());
    let bits = bits & !(0xf << 76) & !(0x3 << 62) | 0x8 << 76 | 0x2 << 62;
    let hex = format!("{bits:032x}");
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
