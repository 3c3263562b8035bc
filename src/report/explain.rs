//! The article with quotes, sources and evidence marked, and each score derived step by step.

use super::answer::question;
use super::style::{Style, Tint, signed};
use crate::engine::{Engine, Reading};
use crate::record::{Article, Offsets};
use crate::reference::ReferentId;
use crate::stance::{Evidence, FITTED, FrameRole, Judgement, Label};
use crate::text::Tokens;
use std::fmt::Write;

/// What the marks of a piece of text mean, from the outside in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Quote(usize),
    Source,
    Reference,
    Evidence(i16),
}

/// Shows what was found in a reading, where, by which rule, and how each score comes about.
pub fn explain(engine: &Engine, article: &Article, reading: &Reading, offsets: &Offsets, style: Style) -> String {
    let mut out = String::new();
    if let Some(reason) = &reading.skipped {
        let _ = writeln!(out, "Skipped: {reason}");
        return out;
    }
    let explainer = Explainer { engine, reading, style };
    explainer.text(&mut out);
    for (index, quote) in reading.quotes.iter().enumerate() {
        explainer.quote(&mut out, index, quote);
    }
    explainer.narrated(&mut out);
    explainer.asked(&mut out, article, offsets);
    explainer.left_out(&mut out);
    out
}

struct Explainer<'r> {
    engine: &'r Engine,
    reading: &'r Reading<'r>,
    style: Style,
}

impl Explainer<'_> {
    fn words(&self, tokens: Tokens) -> &str {
        self.reading.document.words(tokens)
    }

    fn name(&self, id: ReferentId) -> String {
        let referent = self.reading.cast.referent(id);
        let name = referent.name.as_deref().unwrap_or("(unnamed)");
        let actor = referent.actor.map(|actor| self.engine.knowledge().gazetteer.actor(actor).id);
        match actor {
            Some(actor) => format!("{name} ({actor})"),
            None => name.to_owned(),
        }
    }

    /// The text, paragraph by paragraph: `[0: ...]` is quote 0, `{...}` a source, `<...>` somebody spoken of, and `*...*`
    /// evidence.
    fn text(&self, out: &mut String) {
        let mut marks: Vec<(Tokens, Layer)> = Vec::new();
        for (index, quote) in self.reading.quotes.iter().enumerate() {
            marks.extend(quote.content.iter().map(|&piece| (piece, Layer::Quote(index))));
            marks.extend(quote.source.map(|source| (source, Layer::Source)));
        }
        marks.extend(self.reading.cast.references.iter().map(|reference| (reference.tokens, Layer::Reference)));
        let judged = self.reading.stances.iter().flat_map(|stance| &stance.judgement.evidence);
        marks.extend(judged.map(|evidence| (evidence.tokens, Layer::Evidence(evidence.contribution))));
        marks.retain(|(tokens, _)| !tokens.is_empty());
        marks.sort_by_key(|(tokens, _)| (tokens.start, std::cmp::Reverse(tokens.end)));
        marks.dedup_by(|a, b| a.0 == b.0 && same_kind(a.1, b.1));
        let mut opening = vec![String::new(); self.reading.document.tokens().len() + 1];
        let mut closing = opening.clone();
        for (tokens, layer) in marks {
            let (open, close) = self.brackets(layer);
            opening[tokens.start as usize].push_str(&open);
            closing[tokens.end as usize - 1].insert_str(0, &close);
        }
        let document = &self.reading.document;
        for paragraph in document.paragraphs().iter().filter(|p| p.boilerplate.is_none() && !p.tokens.is_empty()) {
            let mut last = document.span(paragraph.tokens).start as usize;
            for at in paragraph.tokens.range() {
                let span = document.token(at).span;
                out.push_str(&document.text()[last..span.start as usize]);
                out.push_str(&opening[at]);
                out.push_str(span.of(document.text()));
                out.push_str(&closing[at]);
                last = span.end as usize;
            }
            out.push_str("\n\n");
        }
    }

    fn brackets(&self, layer: Layer) -> (String, String) {
        let tint = |tint: Tint, open: &str, close: &str| (self.style.tint(tint, open), self.style.tint(tint, close));
        match layer {
            Layer::Quote(index) => tint(Tint::Strong, &format!("[{index}: "), "]"),
            Layer::Source => tint(Tint::Speaker, "{", "}"),
            Layer::Reference => tint(Tint::Target, "<", ">"),
            Layer::Evidence(contribution) => tint(Style::of_score(contribution), "*", "*"),
        }
    }

    fn quote(&self, out: &mut String, index: usize, quote: &crate::attribution::Quote) {
        let pieces: Vec<&str> = quote.content.iter().map(|&piece| self.words(piece)).collect();
        let _ = writeln!(out, "{} {}", self.style.tint(Tint::Strong, &format!("[{index}]")), pieces.join(" … "));
        let speakers = self.reading.cast.speakers.get(index).map_or(&[][..], Vec::as_slice);
        let names: Vec<String> = speakers.iter().map(|&speaker| self.name(speaker)).collect();
        let who = if names.is_empty() { "unknown".to_owned() } else { names.join(" and ") };
        let source =
            quote.source.map_or_else(|| "nobody named".to_owned(), |source| format!("\"{}\"", self.words(source)));
        let cue = quote.cue.map_or_else(String::new, |cue| format!(", cue \"{}\"", self.words(cue.tokens)));
        let sure = f64::from(quote.confidence) / 1000.0;
        let _ = writeln!(
            out,
            "    speaker {}: {source}{cue}; rule {}, confidence {sure:.2}",
            self.style.tint(Tint::Speaker, &who),
            quote.rule
        );
        self.tone(out, &quote.content);
        for stance in self.reading.stances.iter().filter(|stance| stance.quote == Some(index)) {
            let own = if stance.own { ", the speaker's own side" } else { "" };
            let via: Vec<String> =
                stance.references.iter().map(|reference| format!("\"{}\"", self.words(reference.tokens))).collect();
            let target = format!("{}{own}, named by {}", self.name(stance.target), via.join(", "));
            self.judgement(out, &target, &stance.judgement);
        }
        out.push('\n');
    }

    /// The overall valence of a quote, where it has any, and its derivation.
    fn tone(&self, out: &mut String, content: &[Tokens]) {
        let tone = crate::stance::tone(&self.reading.document, self.engine.knowledge(), content);
        if tone.evidence.is_empty() {
            return;
        }
        let _ = writeln!(out, "    tone {}", self.style.tint(Style::of_score(tone.score), &signed(tone.score)));
        self.derivation(out, &tone);
    }

    fn narrated(&self, out: &mut String) {
        for stance in self.reading.stances.iter().filter(|stance| stance.quote.is_none()) {
            let holder = stance.holder.map_or_else(|| "(unknown)".to_owned(), |holder| self.name(holder));
            let _ = writeln!(out, "Told by the narrator: {}", self.style.tint(Tint::Speaker, &holder));
            self.judgement(out, &self.name(stance.target), &stance.judgement);
            out.push('\n');
        }
    }

    fn asked(&self, out: &mut String, article: &Article, offsets: &Offsets) {
        let words =
            |start: u32, end: u32| offsets.span(start, end).map_or("", |span| span.of(self.reading.document.text()));
        for (number, (target, judgement)) in article.targets.iter().zip(&self.reading.targets).enumerate() {
            let name = question(target.id.as_ref(), number);
            self.judgement(out, &format!("\"{}\", target {name}", words(target.start, target.end)), judgement);
        }
        for (number, (pair, (there, back))) in article.pairs.iter().zip(&self.reading.pairs).enumerate() {
            let name = question(pair.id.as_ref(), number);
            let (a, b) = (words(pair.a.start, pair.a.end), words(pair.b.start, pair.b.end));
            self.judgement(out, &format!("\"{b}\" from \"{a}\", pair {name}, a to b"), there);
            self.judgement(out, &format!("\"{a}\" from \"{b}\", pair {name}, b to a"), back);
        }
    }

    /// A score and its derivation.
    fn judgement(&self, out: &mut String, target: &str, judgement: &Judgement) {
        let label = match judgement.label {
            Label::Negative => "negative",
            Label::Neutral => "neutral",
            Label::Positive => "positive",
        };
        let score = self.style.tint(Style::of_score(judgement.score), &format!("{} {label}", signed(judgement.score)));
        let sure = f64::from(judgement.confidence) / 1000.0;
        let _ = writeln!(out, "    toward {target}: {score}, confidence {sure:.2}");
        if judgement.evidence.is_empty() {
            let _ = writeln!(out, "        no evidence: mentioned, not judged");
            return;
        }
        self.derivation(out, judgement);
    }

    /// What each word adds to a score, and that the parts make the whole.
    fn derivation(&self, out: &mut String, judgement: &Judgement) {
        for evidence in &judgement.evidence {
            self.evidence(out, evidence, judgement.weight);
        }
        let parts: Vec<String> = judgement.evidence.iter().map(|evidence| exact(evidence.contribution)).collect();
        let _ = writeln!(out, "        {} = {}", parts.join(" "), exact(judgement.score));
    }

    /// A line of evidence: its row, its valence as shifted, and its share of the whole weight. Value by share is what it
    /// adds; contributions are rounded so that they sum to the score. By fitted weights it is what the features of the words
    /// add to the logits, the strongest feature's row, and how much of the score each unit is worth.
    fn evidence(&self, out: &mut String, evidence: &Evidence, whole: i64) {
        let (table, mark) = evidence.row;
        let (file, line) = self.engine.knowledge().place(table, mark);
        let sign = if evidence.contribution < 0 { "-" } else { "+" };
        let (words, weight, adds) =
            (self.words(evidence.tokens), millionths(evidence.weight), exact(evidence.contribution));
        if table == FITTED {
            let worth = f64::from(evidence.value) / 1000.0;
            let _ = writeln!(
                out,
                "        {sign} \"{words}\" {file}:{line} and others, worth {worth:+.3} at {weight:.3}: adds {adds}"
            );
            return;
        }
        let shifters: Vec<String> =
            evidence.shifters.iter().map(|&tokens| format!("\"{}\"", self.words(tokens))).collect();
        let shifted = match &shifters[..] {
            [] => String::new(),
            shifters => format!(", shifted by {} to {}", shifters.join(" and "), signed(evidence.value)),
        };
        let role = match evidence.frame {
            Some(FrameRole::Agent) => ", the target does it",
            Some(FrameRole::Patient) => ", the target is done to",
            Some(FrameRole::Object) => ", the target is its object",
            None => "",
        };
        let _ = writeln!(
            out,
            "        {sign} \"{words}\" {file}:{line}, valence {}{role}{shifted}, weight {weight:.2} of {:.2}: adds {adds}",
            signed(evidence.valence),
            millionths(whole),
        );
    }

    /// Paragraphs that are not the article's own, each with its rule and reason.
    fn left_out(&self, out: &mut String) {
        let rules = &self.engine.knowledge().lexicons.orthography.boilerplate;
        for paragraph in self.reading.document.paragraphs() {
            let Some(rule) = paragraph.boilerplate.map(|rule| &rules[usize::from(rule)]) else { continue };
            let words = super::style::cut(self.words(paragraph.tokens), 60);
            let line = format!("Left out: \"{words}\" (rule \"{}\": {})", rule.name, rule.reason);
            let _ = writeln!(out, "{}", self.style.tint(Tint::Quiet, &line));
        }
    }
}

fn same_kind(a: Layer, b: Layer) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

fn millionths(weight: i64) -> f64 {
    weight as f64 / 1e6
}

/// Thousandths in full: `-0.041`.
fn exact(value: i16) -> String {
    format!("{:+.3}", f64::from(value) / 1000.0)
}
