//! What an article holds: the stances of its quotes, and, from `narrated`, the attitudes that the narrator reports.

use super::judge::{Scales, View, judge, overall};
use super::narrated::narrated;
use super::scan::Scan;
use super::scene::Scene;
use super::{Appraisal, Judgement, Stance};
use crate::attribution::{Cue, Quote};
use crate::knowledge::Knowledge;
use crate::lexicon::{Classes, CueClass};
use crate::reference::{Cast, Reference, ReferentId};
use crate::text::{Document, Kind, Tokens};

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
        let report = Report::new(scene, cast, quote);
        references.extend(report.listener);
        references.sort_by_key(|reference| reference.tokens);
        if references.is_empty() {
            scan.fill_words(scene, &quote.content);
            return overall(scene, scan);
        }
        names.clear();
        names.extend(references.iter().map(|reference| reference.tokens));
        fill(scan, scene, quote, &report, names);
        // What nobody is told to have said shows nobody's attitude; acts that are denied (`cannot thank NAME enough`) are shifted.
        if quote.unasserted && quote.cue.is_some_and(|cue| cue.class == CueClass::Speech) {
            scan.words.clear();
            scan.hits.clear();
        }
        holders.clear();
        holders.extend(cast.speakers.get(index).into_iter().flatten().map(|&speaker| Some(speaker)));
        if holders.is_empty() {
            holders.push(None);
        }
        // Who speaks is no rival for the words of its own quote.
        let speaks =
            |other: &&Reference| !holders.contains(&Some(other.referent)) && !scene.speaks_itself(other.tokens);
        // Who only says where somebody else or a ware belongs is not what the words are about.
        let ware = |name: Tokens| scene.is(name.end as usize, Classes::WARE);
        let meant = |reference: &&Reference| !(reference.describes || ware(reference.tokens));
        rivals.clear();
        // Nor is who only stands in a compound: `anti-Ardanian`.
        let whole = |other: &&Reference| {
            let start = other.tokens.start as usize;
            start == 0 || scene.kind(start - 1) != Some(Kind::Hyphen)
        };
        rivals.extend(references.iter().filter(meant).filter(speaks).filter(whole).map(|other| other.tokens));
        // A stable sort keeps each referent's places in order.
        references.sort_by_key(|reference| reference.referent);
        for own in references.chunk_by(|a, b| a.referent == b.referent) {
            let target = own[0].referent;
            places.clear();
            places.extend(own.iter().filter(meant).map(|reference| reference.tokens));
            spoken.clear();
            spoken.extend(places.iter().filter(|place| scene.speaks(**place)).map(|place| scan.rest(place.end)));
            let weights = scene.weights();
            let view =
                View { target: places, rivals, spoken, holder: None, sides: true, cuts: (weights.cold, weights.warm) };
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

/// The tone of one quote toward some words in it.
pub(super) fn toward_in(scene: &Scene, cast: &Cast, quote: &Quote, target: Tokens) -> Judgement {
    let report = Report::new(scene, cast, quote);
    let named = quote.content.iter().flat_map(|&piece| cast.references_in(piece)).filter(|it| !it.describes);
    let mut names: Vec<Tokens> = named.map(|reference| reference.tokens).filter(|it| !it.overlaps(target)).collect();
    names.push(target);
    names.sort();
    let mut scan = Scan::default();
    fill(&mut scan, scene, quote, &report, &names);
    let weights = scene.weights();
    let spoken: Vec<_> = scene.speaks(target).then(|| scan.rest(target.end)).into_iter().collect();
    let cuts = (weights.said_cold, weights.said_warm);
    let view = View { target: &[target], rivals: &names, spoken: &spoken, holder: None, sides: true, cuts };
    judge(scene, &scan, &view, &mut Scales::default())
}

/// The words that report a quote, as far as they bear on what it says.
struct Report {
    /// The words before the content, up to it: what denies it, and whom it is told.
    lead: Option<Tokens>,
    /// Cue and listener behind the content.
    close: Option<Tokens>,
    /// Whom the cue does something to (`warned Y that ...`).
    listener: Option<Reference>,
    /// Does the cue say what its speaker does to whom the content speaks of (`accused Y of theft`, `Y was accused by X`)?
    acts: bool,
}

impl Report {
    fn new(scene: &Scene, cast: &Cast, quote: &Quote) -> Report {
        /// How many tokens the words between a cue and its content may be, and how many before the cue deny it.
        const LONGEST: u32 = 8;
        const DENIAL: u32 = 2;
        let first = quote.content[0].start;
        let Some(cue) = quote.cue else { return Report { lead: None, close: None, listener: None, acts: false } };
        let listener = listener(scene, cast, quote, cue);
        let floor = quote.source.filter(|source| source.end <= cue.tokens.start).map_or(0, |source| source.end);
        let start = cue.tokens.start.saturating_sub(DENIAL).max(floor);
        let leads = cue.tokens.end <= first && first <= cue.tokens.end + LONGEST;
        // `Y was accused by X`: the cue stands behind whom it is done to.
        let passive = |source: Tokens| {
            source.start > cue.tokens.end
                && scene.is(source.start as usize - 1, Classes::BY)
                && first < cue.tokens.start
        };
        let passive = quote.source.is_some_and(passive);
        let object = cue.class == CueClass::Act || is_plain_object(scene, first as usize);
        let acts = object && cue.tokens.end == first || cue.class == CueClass::Act && passive || listener.is_some();
        let behind = listener.filter(|_| !leads && cue.tokens.start >= quote.content[quote.content.len() - 1].end);
        Report {
            lead: leads.then_some(Tokens { start, end: first }),
            close: match behind {
                Some(listener) => Some(Tokens { start: cue.tokens.start, end: listener.tokens.end }),
                None => passive.then_some(cue.tokens),
            },
            acts,
            listener: listener.filter(|_| leads || behind.is_some()),
        }
    }
}

/// Whoever is named right behind a cue that shows an attitude, and is neither the source nor in the content.
fn listener(scene: &Scene, cast: &Cast, quote: &Quote, cue: Cue) -> Option<Reference> {
    /// A title or an article.
    const BEFORE_NAME: u32 = 3;
    let tokens = scene.tokens();
    let frame = scene.lexicons.frames.longest(tokens, cue.tokens.start as usize)?;
    if frame.tokens.end > cue.tokens.end || frame.entries.iter().all(|entry| entry.value.attitude == 0) {
        return None;
    }
    let object = scene.object(cue.tokens.end as usize)?;
    let near = Tokens { start: object.start, end: object.end.min(tokens.len() as u32) };
    let named = cast.references_in(near).iter().find(|reference| !reference.describes)?;
    let apart = |other: &Tokens| !other.overlaps(named.tokens);
    let close = named.tokens.start <= cue.tokens.end + BEFORE_NAME;
    (close && quote.content.iter().all(apart) && quote.source.iter().all(apart)).then_some(*named)
}

/// Scans the words of a quote. What its cue does (`praised`, `accused`) is the speaker's own act, and what stands before the
/// content may deny it (`denied that`).
fn fill<'a>(scan: &mut Scan<'a>, scene: &Scene<'a, '_>, quote: &Quote, report: &Report, names: &[Tokens]) {
    let Some(cue) = quote.cue else { return scan.fill(scene, &quote.content, names) };
    let around = [report.lead, report.close];
    let mut pieces = quote.content.clone();
    // `urged | Y to stop`: the words that lead in are one clause with what they lead to.
    let joined = report.lead.filter(|lead| lead.end == pieces[0].start);
    match joined {
        Some(lead) => pieces[0].start = lead.start,
        None => pieces.extend(report.lead),
    }
    pieces.extend(report.close);
    pieces.sort();
    scan.fill(scene, &pieces, names);
    let reporting = |tokens: Tokens| around.iter().flatten().any(|piece| piece.overlaps(tokens));
    scan.words.retain(|word| !reporting(word.tokens));
    scan.hits.retain(|hit| !reporting(hit.tokens) || report.acts && cue.tokens.overlaps(hit.tokens));
    scan.complete &= around.iter().all(Option::is_none);
    for hit in scan.hits.iter_mut().filter(|hit| cue.tokens.overlaps(hit.tokens)) {
        hit.own = true;
    }
}

/// Does a noun phrase stand at `at`, and no clause that it would be the subject of: `trusts Y with the codes`?
fn is_plain_object(scene: &Scene, at: usize) -> bool {
    let Some(object) = scene.object(at) else { return false };
    let next = object.end as usize;
    let closes = Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::SUBORDINATOR).or(Classes::ADVERB);
    !scene.is(at, Classes::COMPLEMENTIZER.or(Classes::WH))
        && match scene.kind(next) {
            Some(Kind::Word) => scene.is(next, closes) && !scene.is(next, Classes::INFINITIVE),
            _ => true,
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
