//! What an article holds: the stances of its quotes, and, from `narrated`, the attitudes that the narrator reports.

use super::judge::{View, judge, overall};
use super::narrated::narrated;
use super::scan::Scan;
use super::scene::Scene;
use super::{Appraisal, Stance};
use crate::attribution::{Cue, Quote};
use crate::knowledge::Knowledge;
use crate::lexicon::CueClass;
use crate::reference::{Cast, Reference, ReferentId};
use crate::text::{Document, Tokens};

/// The tone of each quote, its stances toward everybody it speaks of, and the attitudes that the narrator reports.
pub fn find(document: &Document, knowledge: &Knowledge, quotes: &[Quote], cast: &Cast) -> Appraisal {
    let scene = Scene::new(document, knowledge);
    let mut stances = Vec::new();
    let tones = (0..quotes.len()).map(|index| quoted(&scene, cast, quotes, index, &mut stances)).collect();
    narrated(&scene, cast, quotes, &mut stances);
    Appraisal { tones, stances }
}

/// Finds the stances of one quote; returns its tone.
fn quoted(scene: &Scene, cast: &Cast, quotes: &[Quote], index: usize, stances: &mut Vec<Stance>) -> i16 {
    let quote = &quotes[index];
    let references: Vec<Reference> =
        quote.content.iter().flat_map(|&piece| cast.references_in(piece).iter().copied()).collect();
    let tone_alone = || overall(scene, &Scan::words(scene, &quote.content));
    if references.is_empty() {
        return tone_alone();
    }
    let names: Vec<Tokens> = references.iter().map(|reference| reference.tokens).collect();
    let scan = scan(scene, quote, &names);
    // A stable sort keeps each referent's places in order.
    let mut by_referent = references.clone();
    by_referent.sort_by_key(|reference| reference.referent);
    let unknown = [None];
    let known: Vec<Option<ReferentId>> =
        cast.speakers.get(index).into_iter().flatten().map(|&speaker| Some(speaker)).collect();
    let holders = if known.is_empty() { &unknown[..] } else { &known[..] };
    // Who speaks is no rival for the words of its own quote.
    let speaks = |other: &&Reference| !holders.contains(&Some(other.referent)) && !scene.speaks_itself(other.tokens);
    let rivals: Vec<Tokens> = references.iter().filter(speaks).map(|other| other.tokens).collect();
    for own in by_referent.chunk_by(|a, b| a.referent == b.referent) {
        let target = own[0].referent;
        let places: Vec<Tokens> = own.iter().map(|reference| reference.tokens).collect();
        let weights = scene.weights();
        let spoken: Vec<Tokens> =
            places.iter().filter(|place| scene.speaks(**place)).map(|place| scan.rest(place.end)).collect();
        let view = View {
            target: &places,
            rivals: &rivals,
            spoken: &spoken,
            holder: None,
            cuts: (weights.cold, weights.warm),
        };
        let judgement = judge(scene, &scan, &view);
        for &holder in holders {
            stances.push(Stance {
                quote: Some(index),
                holder,
                holder_tokens: None,
                target,
                references: own.to_vec(),
                own: holder.is_some_and(|holder| is_own(cast, holder, target)),
                judgement: judgement.clone(),
            });
        }
    }
    if scan.complete { overall(scene, &scan) } else { tone_alone() }
}

/// The words of a quote. What its cue does to its content (`praised`, `accused`) is the speaker's own act.
fn scan<'a>(scene: &Scene<'a, '_>, quote: &Quote, names: &[Tokens]) -> Scan<'a> {
    let leads = |cue: &Cue| cue.class == CueClass::Act && cue.tokens.end == quote.content[0].start;
    let Some(cue) = quote.cue.filter(leads) else { return Scan::new(scene, &quote.content, names) };
    let mut pieces = quote.content.clone();
    pieces.insert(0, cue.tokens);
    let mut scan = Scan::new(scene, &pieces, names);
    scan.words.retain(|word| !word.tokens.overlaps(cue.tokens));
    scan.complete = false;
    for hit in scan.hits.iter_mut().filter(|hit| cue.tokens.overlaps(hit.tokens)) {
        hit.own = true;
    }
    scan
}

/// Is the target the holder itself or its country?
pub(super) fn is_own(cast: &Cast, holder: ReferentId, target: ReferentId) -> bool {
    use crate::gazetteer::ActorKind;
    use crate::reference::ReferentKind;
    let (who, whom) = (cast.referent(holder), cast.referent(target));
    let country = whom.kind == ReferentKind::Known(ActorKind::Country);
    holder == target || country && whom.iso3.is_some() && whom.iso3 == who.iso3
}
