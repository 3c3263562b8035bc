//! What an article holds: the stances of its quotes, and the attitudes that the narrator reports.

use super::frame::{Hit, hit};
use super::judge::{View, attitude, judge, overall};
use super::scan::Scan;
use super::scene::Scene;
use super::{Appraisal, Stance};
use crate::attribution::{Cue, Quote};
use crate::knowledge::Knowledge;
use crate::lexicon::CueClass;
use crate::reference::{Cast, Reference, ReferentId};
use crate::text::{Document, Tokens};

/// How many tokens before the first name and behind the last a verb may stand that binds them.
const REACH: usize = 12;

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

/// What the narrator tells of one actor's attitude to another: a frame with both in its roles, outside quotes.
fn narrated(scene: &Scene, cast: &Cast, quotes: &[Quote], stances: &mut Vec<Stance>) {
    let mut told = vec![true; scene.tokens().len()];
    for quote in quotes {
        for piece in quote.content.iter().copied().chain(quote.cue.map(|cue| cue.tokens)) {
            told[piece.range()].fill(false);
        }
    }
    for sentence in scene.document.sentences() {
        let references = cast.references_in(sentence.tokens);
        let (Some(first), Some(last)) = (references.first(), references.last()) else { continue };
        // Verb and both its actors stand close together; a longer stretch is a list or a quotation.
        let stretch = Tokens::new(
            (first.tokens.start as usize).saturating_sub(REACH).max(sentence.tokens.start as usize),
            (last.tokens.end as usize + REACH).min(sentence.tokens.end as usize),
        );
        let several = references.iter().any(|reference| reference.referent != first.referent);
        if !several {
            continue;
        }
        let mut at = stretch.start as usize;
        while at < stretch.end as usize {
            let found = told[at].then(|| frame_of_attitude(scene, at)).flatten();
            let Some(hit) = found else {
                at += 1;
                continue;
            };
            at = hit.tokens.end as usize;
            let actor = |phrase: Option<Tokens>| cast.references_in(phrase?).last();
            let (Some(holder), Some(target)) = (actor(hit.agent), actor(hit.patient)) else { continue };
            if holder.referent == target.referent || !hit.tokens.range().all(|at| told[at]) {
                continue;
            }
            stances.push(Stance {
                quote: None,
                holder: Some(holder.referent),
                holder_tokens: Some(holder.tokens),
                target: target.referent,
                references: vec![*target],
                own: is_own(cast, holder.referent, target.referent),
                judgement: attitude(scene, &shifted(scene, hit, sentence.tokens)),
            });
        }
    }
}

/// The frame that begins at `at`, if it shows an attitude.
fn frame_of_attitude<'a>(scene: &Scene<'a, '_>, at: usize) -> Option<Hit<'a>> {
    let found = scene.lexicons.frames.longest(scene.tokens(), at)?;
    hit(scene, found.tokens, found.entries).filter(|hit| hit.frame.attitude != 0)
}

/// A frame with the shifters around it, of a sentence.
fn shifted<'a>(scene: &Scene<'a, '_>, hit: Hit<'a>, sentence: Tokens) -> Hit<'a> {
    let near = Tokens::new(
        (hit.tokens.start as usize).saturating_sub(2 * REACH).max(sentence.start as usize),
        (hit.tokens.end as usize + 2 * REACH).min(sentence.end as usize),
    );
    let scan = Scan::new(scene, &[near], &[]);
    scan.hits.into_iter().find(|other| other.tokens == hit.tokens).unwrap_or(hit)
}

/// Is the target the holder itself or its country?
fn is_own(cast: &Cast, holder: ReferentId, target: ReferentId) -> bool {
    use crate::gazetteer::ActorKind;
    use crate::reference::ReferentKind;
    let (who, whom) = (cast.referent(holder), cast.referent(target));
    let country = whom.kind == ReferentKind::Known(ActorKind::Country);
    holder == target || country && whom.iso3.is_some() && whom.iso3 == who.iso3
}
