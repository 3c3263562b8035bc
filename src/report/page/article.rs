//! Article: one article as a page, with everything found marked in its text, and its stances in a table below.
//!
//! Owns how marks that overlap are laid: the text is cut wherever one begins or ends, and each piece stands in all the marks over
//! it. The page runs no script.

use super::bidi::isolated;
use super::markup;
use crate::record::{EvidenceRecord, Offsets, Record, StanceRecord, Thousandths, Unit};
use crate::report::answer::answers;
use crate::report::rows::holder;
use crate::report::style::{counted, signed};
use crate::text::Span;
use std::collections::BTreeMap;
use std::fmt::Write;

const TEMPLATE: &str = include_str!("article.html");

/// What a mark tells, from the outside in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    /// The quote of that number.
    Said(usize),
    /// Who says it.
    Source,
    /// Whom it speaks of.
    Target,
    /// What the words add to scores, in all, and to which.
    Evidence(i16, String),
}

/// A mark over a span of the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    told: Told,
    span: Span,
}

/// The page of a record that carries its text.
pub fn article(record: &Record, unit: Unit) -> String {
    let text = record.text.as_deref().unwrap_or_default();
    let title = record.title.clone().unwrap_or_else(|| record.id.to_string().into());
    let facts = facts(record);
    let body = marked(text, marks(record, &Offsets::new(text, unit)));
    let stances = format!("{}{}", stances(record), asked(record));
    markup::fill(
        TEMPLATE,
        &[
            ("policy", &markup::policy(&[super::STYLE], &[])),
            ("version", env!("CARGO_PKG_VERSION")),
            ("title", &markup::words(&title)),
            ("style", super::STYLE),
            ("facts", &facts),
            ("text", &body),
            ("stances", &stances),
        ],
    )
}

/// When and where it was published, and how much was found.
fn facts(record: &Record) -> String {
    let told = [&record.date, &record.outlet, &record.author];
    let mut facts: Vec<String> = told.into_iter().flatten().map(|fact| markup::words(fact)).collect();
    if let Some(url) = record.url.as_deref().and_then(markup::address) {
        let shown = markup::words(url);
        facts.push(format!("<a href=\"{}\" rel=\"noopener noreferrer\">{shown}</a>", markup::text(url)));
    }
    facts.push(match &record.skipped {
        Some(reason) => format!("skipped: {}", markup::words(reason)),
        None => format!(
            "{}, {}",
            counted(record.quotes.len() as u64, "quote"),
            counted(record.stances.len() as u64, "stance")
        ),
    });
    facts.join(" · ")
}

/// All marks, in the order in which they stand in one another.
fn marks(record: &Record, offsets: &Offsets) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut put = |told: Told, start: u32, end: u32| {
        marks.extend(offsets.span(start, end).filter(|span| span.start < span.end).map(|span| Mark { told, span }));
    };
    for quote in &record.quotes {
        quote.spans.iter().for_each(|piece| put(Told::Said(quote.id), piece.start, piece.end));
        for speaker in quote.speaker.iter().chain(&quote.co_speakers) {
            if let (Some(start), Some(end)) = (speaker.start, speaker.end) {
                put(Told::Source, start, end);
            }
        }
    }
    // The same words may be evidence for several stances.
    let mut evidence: BTreeMap<(u32, u32), (i16, Vec<String>)> = BTreeMap::new();
    for stance in &record.stances {
        if let Some((start, end)) = stance.holder.as_ref().and_then(|holder| Some((holder.start?, holder.end?))) {
            put(Told::Source, start, end);
        }
        stance.mentions.iter().for_each(|mention| put(Told::Target, mention.start, mention.end));
        for piece in &stance.evidence {
            let (sum, about) = evidence.entry((piece.start, piece.end)).or_default();
            *sum = sum.saturating_add(piece.contribution.0);
            about.push(format!("{} toward {}", decimal(piece.contribution), isolated(target_name(stance))));
        }
    }
    for ((start, end), (sum, about)) in evidence {
        put(Told::Evidence(sum, about.join("; ")), start, end);
    }
    marks.sort();
    marks.dedup();
    marks
}

/// The text with its marks.
fn marked(text: &str, marks: Vec<Mark>) -> String {
    let mut cuts: Vec<u32> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    cuts.extend([0, text.len() as u32]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut coming = marks.clone();
    coming.sort_by_key(|mark| std::cmp::Reverse(mark.span.start));
    let mut over: Vec<Mark> = Vec::new();
    let mut begun = std::collections::BTreeSet::new();
    let mut out = String::new();
    for ends in cuts.windows(2) {
        let (start, end) = (ends[0], ends[1]);
        over.retain(|mark| mark.span.end > start);
        while let Some(mark) = coming.pop_if(|mark| mark.span.start == start) {
            over.push(mark);
        }
        over.sort();
        for mark in &over {
            if let Told::Said(quote) = mark.told
                && mark.span.start == start
            {
                // The first of a quote's pieces is where the table leads.
                let id = if begun.insert(quote) { format!(" id=\"quote-{quote}\"") } else { String::new() };
                let _ = write!(out, "<sup{id}>{quote}</sup>");
            }
        }
        over.iter().for_each(|mark| out.push_str(&opening(&mark.told)));
        out.push_str(&markup::text(&text[start as usize..end as usize]));
        over.iter().rev().for_each(|mark| out.push_str(closing(&mark.told)));
    }
    out
}

fn opening(told: &Told) -> String {
    match told {
        Told::Said(_) => "<span class=\"said\">".to_owned(),
        Told::Source => "<span class=\"source-of\">".to_owned(),
        Told::Target => "<span class=\"target-of\">".to_owned(),
        Told::Evidence(sum, about) => {
            format!("<mark data-tone=\"{}\" title=\"{}\">", step(sum.saturating_mul(2)), markup::text(about))
        }
    }
}

fn closing(told: &Told) -> &'static str {
    if matches!(told, Told::Evidence(..)) { "</mark>" } else { "</span>" }
}

/// A table of the stances.
fn stances(record: &Record) -> String {
    if record.stances.is_empty() {
        return "<p class=\"empty\">No attitude toward a country, leader or organisation found.</p>".to_owned();
    }
    let mut out = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"stances-title\"><table class=\"speakers\"><thead><tr><th scope=\"col\">Quote</th>\
        <th scope=\"col\">Speaker</th><th scope=\"col\">of</th><th scope=\"col\">Score</th><th scope=\"col\">Label</th>\
        <th scope=\"col\">Confidence</th><th scope=\"col\">Evidence</th></tr></thead><tbody>"
        .to_owned();
    for stance in &record.stances {
        let quote = match stance.quote {
            Some(quote) => format!("<a href=\"#quote-{quote}\">{quote}</a>"),
            None => "told".to_owned(),
        };
        let label = if stance.evidence.is_empty() { "mentioned" } else { stance.label.as_str() };
        let _ = write!(
            out,
            "<tr><td>{quote}</td><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{label}</td><td>{:.2}</td><td>{}</td></tr>",
            markup::words(&holder(record, stance)),
            markup::words(target_name(stance)),
            pill(stance.score, stance.evidence.is_empty()),
            f64::from(stance.confidence.0) / 1000.0,
            chips(&stance.evidence),
        );
    }
    out + "</tbody></table></div>"
}

/// The answers to what was asked, where something was.
fn asked(record: &Record) -> String {
    let rows: String = answers(record)
        .iter()
        .map(|answer| {
            let (name, pill) = (markup::words(&answer.name), pill(answer.score, answer.evidence.is_empty()));
            format!(
                "<tr><th scope=\"row\">{name}</th><td>{}</td><td>{pill}</td><td>{}</td><td>{}</td></tr>",
                answer.asked,
                answer.label,
                chips(answer.evidence)
            )
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "<h2 id=\"asked\">What was asked</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"asked\"><table class=\"speakers\"><thead><tr><th scope=\"col\">Name</th>\
         <th scope=\"col\">Asked</th><th scope=\"col\">Score</th><th scope=\"col\">Label</th><th scope=\"col\">Evidence</th></tr></thead>\
         <tbody>{rows}</tbody></table></div>"
    )
}

fn pill(score: Thousandths, is_mention: bool) -> String {
    match is_mention {
        true => "<span class=\"pill\" data-tone=\"none\">–</span>".to_owned(),
        false => format!("<span class=\"pill\" data-tone=\"{}\">{}</span>", step(score.0), decimal(score)),
    }
}

/// Each piece of evidence with what it adds.
fn chips(evidence: &[EvidenceRecord]) -> String {
    let chip = |piece: &EvidenceRecord| {
        let (tone, term) = (step(piece.contribution.0.saturating_mul(2)), markup::words(piece.term));
        format!("<span class=\"chip\" data-tone=\"{tone}\">{term} {}</span>", decimal(piece.contribution))
    };
    evidence.iter().map(chip).collect()
}

fn target_name<'r>(stance: &'r StanceRecord) -> &'r str {
    stance.target.name.as_deref().unwrap_or("(unnamed)")
}

/// The class of a score on the scale of colours, -4 to 4, as the report has it (script/tone.js).
fn step(score: i16) -> i16 {
    const ENDS: [u16; 4] = [50, 150, 300, 500];
    score.signum() * ENDS.iter().filter(|&&end| score.unsigned_abs() >= end).count() as i16
}

fn decimal(Thousandths(score): Thousandths) -> String {
    signed(score).replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_marks_are_cut_where_they_cross() {
        let mark = |told, start, end| Mark { told, span: Span { start, end } };
        let marks = vec![
            mark(Told::Said(0), 0, 4),
            mark(Told::Source, 2, 6),
            mark(Told::Evidence(-200, "\"x\"".to_owned()), 3, 5),
        ];
        let evidence = |words: &str| format!("<mark data-tone=\"-3\" title=\"&quot;x&quot;\">{words}</mark>");
        let expected = format!(
            "<sup id=\"quote-0\">0</sup><span class=\"said\">a&lt;</span><span class=\"said\"><span class=\"source-of\">c</span></span>\
             <span class=\"said\"><span class=\"source-of\">{}</span></span><span class=\"source-of\">{}</span><span class=\"source-of\">f</span>g",
            evidence("d"),
            evidence("e")
        );
        assert_eq!(marked("a<cdefg", marks), expected);
    }
}
