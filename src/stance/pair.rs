//! The attitude that a text gives one of two named ones to the other.
//!
//! First what the frames show that tie the two, then what one of them says of the other, then what the words say by which one
//! clause leads from the first to the second. A word beside them that no frame ties to them tells nothing of them.

use super::ask::{WIDTH, around, seen, toward};
use super::frame::Hit;
use super::judge::{View, by_frame};
use super::quoted::toward_in;
use super::scan::Scan;
use super::scene::Scene;
use super::tie::tie;
use super::{Judgement, Label};
use crate::attribution::Quote;
use crate::knowledge::Knowledge;
use crate::reference::{Cast, Reference};
use crate::text::{Document, Kind, Tokens};
use std::ops::RangeInclusive;

/// How many tokens may stand before whom a statement opens with.
const OPENING: u32 = 2;

/// How many tokens may stand between two whom one clause holds, so that it leads from one to the other.
const WAY: RangeInclusive<usize> = 4..=15;

/// How much praise or blame on that way must add to the score that the lexicons give, in thousandths.
const HINT: i16 = 30;

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
    let (first, second) = if a < b { (a, b) } else { (b, a) };
    let mut stretch = around(told.document, first);
    let end = around(told.document, second).end.min(stretch.end + WIDTH as u32);
    stretch.end = stretch.end.max(end).max(second.end);
    let pair = Pair { told, scan: Scan::new(&scene, &[stretch], &[first, second]), scene };
    let (forth, back) = (pair.tied(a, b), pair.tied(b, a));
    if forth.label != Label::Neutral || back.label != Label::Neutral {
        return (forth, back);
    }
    let (forth, back) = (pair.said(a, b).unwrap_or_default(), pair.said(b, a).unwrap_or_default());
    if forth.label != Label::Neutral || back.label != Label::Neutral {
        return (forth, back);
    }
    match pair.led(first, second) {
        Some(told) if a == first => (told, back),
        Some(told) => (forth, told),
        None => (forth, back),
    }
}

/// Two named ones in a text.
struct Pair<'r, 't> {
    told: Told<'r, 't>,
    scene: Scene<'r, 't>,
    scan: Scan<'r>,
}

impl Pair<'_, '_> {
    /// What the frames show in which `holder` acts on `target`.
    fn tied(&self, holder: Tokens, target: Tokens) -> Judgement {
        let (holders, targets) = (self.places(holder), self.places(target));
        let tie = |hit| tie(&self.scene, hit, &holders, &targets);
        // Whichever place names the holder, it is the holder's attitude.
        let hits = self.scan.hits.iter().filter_map(tie).map(|hit| Hit { agent: Some(holder), ..hit });
        let weights = self.scene.weights();
        let cuts = (weights.pair_cold, weights.pair_warm);
        let view = View { target: &targets, rivals: &[], spoken: &[], holder: Some(holder), sides: false, cuts };
        let judged = hits.map(|hit| by_frame(&self.scene, &self.scan, &hit, &view));
        judged.max_by_key(|judgement| judgement.score.abs()).unwrap_or_default()
    }

    /// The places that name or stand for the same one, in order.
    fn places(&self, who: Tokens) -> Vec<Tokens> {
        let references = &self.told.cast.references;
        let named = references.iter().find(|reference| reference.tokens.overlaps(who));
        let same = |other: &&Reference| named.is_some_and(|named| named.referent == other.referent);
        let others = references.iter().filter(same).map(|reference| reference.tokens);
        let mut places: Vec<_> = others.filter(|place| !place.overlaps(who)).collect();
        places.push(who);
        places.sort();
        places
    }

    /// The attitude to `target` in what `holder` says of it: what the frames tell, else as the fitted weights read the words.
    fn said(&self, holder: Tokens, target: Tokens) -> Option<Judgement> {
        let Told { quotes, cast, document, knowledge } = self.told;
        let who = cast.references.iter().find(|reference| reference.tokens.overlaps(holder));
        let speaks = |index: usize| {
            let quote = &quotes[index];
            let named = quote.source.iter().chain(&quote.co_sources).any(|source| source.overlaps(holder));
            named || who.is_some_and(|who| cast.speakers[index].contains(&who.referent))
        };
        let spoken_of = |quote: &&Quote| quote.content.iter().any(|piece| piece.overlaps(target));
        let quotes = || (0..quotes.len()).filter(|&index| speaks(index)).map(|index| &quotes[index]).filter(spoken_of);
        let told = quotes().map(|quote| toward_in(&self.scene, cast, quote, target));
        let told = told.max_by_key(|judgement| judgement.score.abs())?;
        let loudest = told.evidence.iter().max_by_key(|evidence| evidence.contribution.abs());
        let framed = told.label != Label::Neutral && loudest.is_some_and(|evidence| evidence.frame.is_some());
        if framed || !knowledge.lexicons.is_fitted() {
            return Some(told);
        }
        let read = toward(document, knowledge, &[target, holder]).swap_remove(0);
        let opens = |piece: &Tokens| piece.overlaps(target) && target.start <= piece.start + OPENING;
        let weights = self.scene.weights();
        let sure = if quotes().any(|it| it.content.iter().any(opens)) { weights.said_first } else { weights.said_sure };
        Some(surely(read, sure))
    }

    /// The attitude of the first one to the second where a clause leads from one to the other without a mark and with praise or
    /// blame on the way: as the fitted weights read the words around the second, if they are sure.
    fn led(&self, first: Tokens, second: Tokens) -> Option<Judgement> {
        let Told { document, knowledge, .. } = self.told;
        let way = Tokens { start: first.end, end: second.start };
        let plain = |at| matches!(self.scene.kind(at), Some(Kind::Word | Kind::Number | Kind::Hyphen));
        if !knowledge.lexicons.is_fitted() || !WAY.contains(&way.len()) || !way.range().all(plain) {
            return None;
        }
        let targets = [second, first];
        let told = seen(document, knowledge, &targets, |_, _, _| {}).swap_remove(0);
        let passed = told.evidence.iter().filter(|evidence| way.contains(evidence.tokens));
        let tone: i16 = passed.map(|evidence| evidence.contribution).sum();
        let read = toward(document, knowledge, &targets).swap_remove(0);
        let agrees = tone.abs() >= HINT && tone.signum() == read.score.signum();
        agrees.then(|| surely(read, self.scene.weights().led_sure))
    }
}

/// A judgement that stands where it is sure enough, and is none where it is not.
fn surely(read: Judgement, sure: i16) -> Judgement {
    match read.score {
        score if score >= sure => Judgement { label: Label::Positive, ..read },
        score if score <= -sure => Judgement { label: Label::Negative, ..read },
        _ => Judgement::default(),
    }
}
