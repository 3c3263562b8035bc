//! What an article holds: the stances of its quotes, and, from `narrated`, the attitudes that the narrator reports.

use super::judge::{Scales, View, judge, overall};
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
    let mut appraiser = Appraiser::default();
    let tones = (0..quotes.len()).map(|index| appraiser.quote(&scene, cast, quotes, index, &mut stances)).collect();
    narrated(&scene, cast, quotes, &mut stances);
    Appraisal { tones, stances }
}

/// Appraises one quote after the other, in the same room.
#[derive(Default)]
struct Appraiser<'a> {
    scan: Scan<'a>,
    scales: Scales,
    references: Vec<Reference>,
    names: Vec<Tokens>,
    rivals: Vec<Tokens>,
    places: Vec<Tokens>,
    spoken: Vec<Tokens>,
    holders: Vec<Option<ReferentId>>,
}

impl<'a> Appraiser<'a> {
    /// Finds the stances of one quote; returns its tone.
    fn quote(
        &mut self,
        scene: &Scene<'a, '_>,
        cast: &Cast,
        quotes: &[Quote],
        index: usize,
        stances: &mut Vec<Stance>,
    ) -> i16 {
        let quote = &quotes[index];
        let Appraiser { scan, scales, references, names, rivals, places, spoken, holders } = self;
        references.clear();
        references.extend(quote.content.iter().flat_map(|&piece| cast.references_in(piece)));
        if references.is_empty() {
            scan.fill_words(scene, &quote.content);
            return overall(scene, scan);
        }
        names.clear();
        names.extend(references.iter().map(|reference| reference.tokens));
        fill(scan, scene, quote, names);
        holders.clear();
        holders.extend(cast.speakers.get(index).into_iter().flatten().map(|&speaker| Some(speaker)));
        if holders.is_empty() {
            holders.push(None);
        }
        // Who speaks is no rival for the words of its own quote.
        let speaks =
            |other: &&Reference| !holders.contains(&Some(other.referent)) && !scene.speaks_itself(other.tokens);
        rivals.clear();
        rivals.extend(references.iter().filter(speaks).map(|other| other.tokens));
        // A stable sort keeps each referent's places in order.
        references.sort_by_key(|reference| reference.referent);
        for own in references.chunk_by(|a, b| a.referent == b.referent) {
            let target = own[0].referent;
            places.clear();
            places.extend(own.iter().map(|reference| reference.tokens));
            spoken.clear();
            spoken.extend(places.iter().filter(|place| scene.speaks(**place)).map(|place| scan.rest(place.end)));
            let weights = scene.weights();
            let view = View { target: places, rivals, spoken, holder: None, cuts: (weights.cold, weights.warm) };
            let judgement = judge(scene, scan, &view, scales);
            let stance = |holder: Option<ReferentId>, judgement| Stance {
                quote: Some(index),
                holder,
                holder_tokens: None,
                target,
                references: own.to_vec(),
                own: holder.is_some_and(|holder| is_own(cast, holder, target)),
                judgement,
            };
            let (&last, others) = holders.split_last().expect("somebody holds it, if unknown");
            stances.extend(others.iter().map(|&holder| stance(holder, judgement.clone())));
            stances.push(stance(last, judgement));
        }
        if !scan.complete {
            scan.fill_words(scene, &quote.content);
        }
        overall(scene, scan)
    }
}

/// Scans the words of a quote. What its cue does to its content (`praised`, `accused`) is the speaker's own act.
fn fill<'a>(scan: &mut Scan<'a>, scene: &Scene<'a, '_>, quote: &Quote, names: &[Tokens]) {
    let leads = |cue: &Cue| cue.class == CueClass::Act && cue.tokens.end == quote.content[0].start;
    let Some(cue) = quote.cue.filter(leads) else { return scan.fill(scene, &quote.content, names) };
    let mut pieces = quote.content.clone();
    pieces.insert(0, cue.tokens);
    scan.fill(scene, &pieces, names);
    scan.words.retain(|word| !word.tokens.overlaps(cue.tokens));
    scan.complete = false;
    for hit in scan.hits.iter_mut().filter(|hit| cue.tokens.overlaps(hit.tokens)) {
        hit.own = true;
    }
}

/// Is the target the holder itself or its country?
pub(super) fn is_own(cast: &Cast, holder: ReferentId, target: ReferentId) -> bool {
    use crate::gazetteer::ActorKind;
    use crate::reference::ReferentKind;
    let (who, whom) = (cast.referent(holder), cast.referent(target));
    let country = whom.kind == ReferentKind::Known(ActorKind::Country);
    holder == target || country && whom.iso3.is_some() && whom.iso3 == who.iso3
}
