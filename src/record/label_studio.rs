//! Records as tasks of Label Studio: what was found as predictions, for people to mend.
//!
//! Positions count Unicode scalar values, as Label Studio does since its texts are counted by code points. The labelling
//! configuration that fits is [`LABEL_STUDIO`].

use super::output::Record;
use super::{Offsets, Unit};
use serde_json::{Value, json};

/// The labelling configuration of the tasks.
pub const LABEL_STUDIO: &str = r##"<View>
  <Labels name="label" toName="text">
    <Label value="Quote" background="#8da0cb"/>
    <Label value="Speaker" background="#66c2a5"/>
    <Label value="Target" background="#a6d854"/>
    <Label value="Warm" background="#5e9ed6"/>
    <Label value="Cold" background="#fc8d62"/>
  </Labels>
  <Relations>
    <Relation value="said by"/>
    <Relation value="about"/>
  </Relations>
  <Text name="text" value="$text"/>
</View>
"##;

/// The task of an article. The record must carry its text, and offsets in scalar values.
pub fn label_studio(record: &Record) -> Value {
    let text = record.text.as_deref().unwrap_or_default();
    let mut task = Task { text, offsets: Offsets::new(text, Unit::Scalar), results: Vec::new() };
    for quote in &record.quotes {
        let pieces: Vec<String> = quote.spans.iter().enumerate().map(|(at, _)| format!("q{}-{at}", quote.id)).collect();
        for (id, piece) in pieces.iter().zip(&quote.spans) {
            task.region(id, piece.start, piece.end, "Quote");
        }
        let speakers = quote.speaker.iter().chain(&quote.co_speakers).enumerate();
        for (at, speaker) in speakers {
            if let (Some(start), Some(end)) = (speaker.start, speaker.end) {
                let id = format!("s{}-{at}", quote.id);
                task.region(&id, start, end, "Speaker");
                pieces.iter().for_each(|piece| task.relation(piece, &id, "said by"));
            }
        }
    }
    for (number, stance) in record.stances.iter().enumerate() {
        let targets: Vec<String> = (0..stance.mentions.len()).map(|at| format!("t{number}-{at}")).collect();
        for (id, mention) in targets.iter().zip(&stance.mentions) {
            task.region(id, mention.start, mention.end, "Target");
        }
        for (at, words) in stance.evidence.iter().enumerate().filter(|(_, words)| words.contribution.0 != 0) {
            let id = format!("e{number}-{at}");
            let label = if words.contribution.0 > 0 { "Warm" } else { "Cold" };
            task.region(&id, words.start, words.end, label);
            targets.iter().take(1).for_each(|target| task.relation(&id, target, "about"));
        }
    }
    json!({
        "data": {
            "text": text,
            "id": record.id.to_string(),
            "title": record.title,
            "date": record.date,
            "outlet": record.outlet,
            "url": record.url,
        },
        "predictions": [{
            "model_version": concat!("detente ", env!("CARGO_PKG_VERSION")),
            "result": task.results,
        }],
    })
}

struct Task<'r> {
    text: &'r str,
    offsets: Offsets<'r>,
    results: Vec<Value>,
}

impl Task<'_> {
    fn region(&mut self, id: &str, start: u32, end: u32, label: &str) {
        let words = self.offsets.span(start, end).map_or("", |span| span.of(self.text));
        self.results.push(json!({
            "id": id,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": { "start": start, "end": end, "text": words, "labels": [label] },
        }));
    }

    fn relation(&mut self, from: &str, to: &str, label: &str) {
        self.results.push(json!({
            "type": "relation",
            "from_id": from,
            "to_id": to,
            "direction": "right",
            "labels": [label],
        }));
    }
}
