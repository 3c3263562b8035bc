//! The attitude that a text gives one of two named ones to the other.
//!
//! What one of them says of the other tells it like any quote; else what the narrator tells of the two.

use super::ask::{WIDTH, around, spoken};
use super::judge::{Scales, View, judge};
use super::quoted::toward_in;
use super::scan::Scan;
use super::scene::Scene;
use super::{Judgement, Label};
use crate::attribution::Quote;
use crate::knowledge::Knowledge;
use crate::lexicon::Classes;
use crate::reference::Cast;
use crate::text::{Document, Tokens};

/// What is known of a text when the attitudes in it are asked for.
#[derive(Clone, Copy)]
pub struct Told<'r, 't> {
    /// The text.
    pub document: &'r Document<'t>,
    /// What the engine knows.
    pub knowledge: &'r Knowledge,
    /// What is said in it.
    pub quotes: &'r [Quote],
    /// Who is in it, and speaks.
    pub cast: &'r Cast,
}

/// The attitude the text gives `a` toward `b`, and `b` toward `a`.
pub fn between(told: Told, a: Tokens, b: Tokens) -> (Judgement, Judgement) {
    if a.is_empty() || b.is_empty() || a.overlaps(b) {
        return Default::default();
    }
    let scene = Scene::new(told.document, told.knowledge);
    let (forth, back) = (said(&scene, told, a, b), said(&scene, told, b, a));
    if forth.is_some() || back.is_some() {
        return (forth.unwrap_or_default(), back.unwrap_or_default());
    }
    narrated(&scene, a, b)
}

/// The attitude to `target` in what `holder` says of it.
fn said(scene: &Scene, told: Told, holder: Tokens, target: Tokens) -> Option<Judgement> {
    let Told { quotes, cast, .. } = told;
    let who = cast.references.iter().find(|reference| reference.tokens.overlaps(holder));
    let speaks = |index: usize| {
        let quote = &quotes[index];
        let named = quote.source.iter().chain(&quote.co_sources).any(|source| source.overlaps(holder));
        named || who.is_some_and(|who| cast.speakers[index].contains(&who.referent))
    };
    let speaks_of = |index: &usize| quotes[*index].content.iter().any(|piece| piece.overlaps(target));
    let quotes = (0..quotes.len()).filter(|&index| speaks(index)).filter(speaks_of).map(|index| &quotes[index]);
    quotes.map(|quote| toward_in(scene, cast, quote, target)).max_by_key(|judgement| judgement.score.abs())
}

/// The attitude that the narrator tells of, of `a` toward `b` and of `b` toward `a`.
fn narrated(scene: &Scene, a: Tokens, b: Tokens) -> (Judgement, Judgement) {
    let document = scene.document;
    let (first, second) = if a < b { (a, b) } else { (b, a) };
    let mut stretch = around(document, first);
    stretch.end = stretch.end.max(around(document, second).end.min(stretch.end + WIDTH as u32)).max(second.end);
    let scan = Scan::new(scene, &[stretch], &[first, second]);
    let direct = |holder: Tokens, target: Tokens| {
        let weights = scene.weights();
        let view = View {
            target: &[target],
            rivals: &[],
            spoken: &spoken(scene, target, stretch),
            holder: Some(holder),
            sides: false,
            cuts: (weights.pair_cold, weights.pair_warm),
        };
        judge(scene, &scan, &view, &mut Scales::default())
    };
    let turned = holds(scene, second, first);
    let (holder, target) = if turned { (second, first) } else { (first, second) };
    let judged = direct(holder, target);
    // Only a frame with both in its roles speaks of the other direction.
    let tied = |hit: &super::frame::Hit| {
        hit.agent.is_some_and(|agent| agent.overlaps(target))
            && hit.patient.is_some_and(|patient| patient.overlaps(holder))
    };
    let back = scan.hits.iter().any(tied).then(|| direct(target, holder)).filter(|back| back.label != Label::Neutral);
    let (judged, back) = match back {
        Some(back) => (Judgement::default(), back),
        None => (judged, Judgement::default()),
    };
    if holder == a { (judged, back) } else { (back, judged) }
}

/// Is the second of two the holder: named as an agent, or beside a verb of speech?
fn holds(scene: &Scene, second: Tokens, first: Tokens) -> bool {
    let from = (second.start.saturating_sub(4)).max(first.end) as usize;
    let by = (from..second.start as usize).any(|at| scene.is(at, Classes::BY));
    by || scene.speaks(second)
}
