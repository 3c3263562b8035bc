//! The role that a frame gives a target, and how far what it shows reaches.

use super::FrameRole;
use super::frame::Hit;
use super::harm::{harmed, is_harm, is_somebody, through, within};
use super::judge::View;
use super::scan::Scan;
use super::scene::Scene;
use crate::lexicon::{Classes, Form, Pos};
use crate::text::Tokens;

/// The role that a frame gives the target, what it says of it, and how much of the role is the target's own (in
/// thousandths).
pub(super) fn role(scene: &Scene, scan: &Scan, hit: &Hit, view: &View) -> Option<(FrameRole, i16, i64)> {
    let weights = scene.weights();
    let frame = hit.frame;
    // Who shows the speaker an attitude is told of in kind: `they despise us`, `they trust our people`.
    let agent = || {
        let shown = frame.attitude / 2;
        let ours = view.sides && !hit.own && hit.patient.is_some_and(|patient| scene.speaks_itself(patient));
        if ours && shown.abs() > frame.agent.abs() { shown } else { frame.agent }
    };
    let held = view.holder.is_some_and(|holder| hit.agent.is_some_and(|agent| agent.overlaps(holder)));
    // Who acts on what is its own is one who acts: `Y attacked its critics`.
    let acts = share(scene, hit.agent, view.target);
    // Nor does a plain pronoun stand for the subject beside it: `Y betrayed them`.
    let apart = |part| part < 1000 || hit.patient.is_some_and(|patient| scene.is_object(patient.start as usize));
    if let Some(part) = acts.filter(|_| share(scene, hit.patient, view.target).is_some_and(apart)) {
        return Some((FrameRole::Agent, agent(), part));
    }
    if let Some(part) = harmed(scene, scan, hit, view.target) {
        return Some((
            FrameRole::Patient,
            (i64::from(frame.attitude) * i64::from(weights.sympathy) / 1000) as i16,
            part,
        ));
    }
    if let Some(inner) = through(scene, scan, hit, view.target) {
        let value = -i64::from(frame.attitude) * i64::from(weights.sympathy) / 1000 * inner.signum();
        return Some((FrameRole::Patient, value as i16, 1000));
    }
    if let Some(part) = share(scene, hit.patient, view.target) {
        // `I warned Y that our own thieves were winning`
        if hit.own && view.target.iter().any(|place| scene.is_told_of_us(*place)) {
            return Some((FrameRole::Patient, 0, part));
        }
        // That `Y's critics` are there is taken for granted, and says nothing of Y.
        let suffers = frame.owned && frame.pos != Pos::Noun;
        let before = || hit.patient.is_some_and(|patient| patient.start < hit.tokens.start);
        let granted = frame.owned && !suffers && (before() || hit.agent.is_none() && hit.form == Form::Plural);
        // Who tells whose deed it was, or wants it to end, takes the victim's side.
        let told = || hit.shift.ends() || hit.agent.is_some_and(|agent| is_somebody(scene, agent));
        return Some(match () {
            () if granted && !held => (FrameRole::Patient, 0, part),
            // `my wife hates Y`
            () if view.sides && does_privately(scene, hit) => (FrameRole::Patient, 0, part),
            () if hit.own || held || hit.shift.demanded => (FrameRole::Object, frame.attitude, part),
            () if view.sides && is_harm(frame) && (suffers || told()) => {
                let warmth = i64::from(frame.attitude) * i64::from(weights.sympathy) / 1000;
                (FrameRole::Patient, warmth as i16, part)
            }
            // What befalls somebody from there: `a Y tourist was robbed`.
            () if is_harm(frame) && frame.pos == Pos::Verb && part < 1000 && frame.patient > 0 => {
                (FrameRole::Patient, 0, part)
            }
            () => (FrameRole::Patient, frame.patient, part),
        });
    }
    let kin = kinship(scene, scan, hit, view.target);
    acts.map(|part| (FrameRole::Agent, (i64::from(agent()) * kin / 1000) as i16, part)).or_else(|| {
        let reached = hit.own && (reaches(scan, hit, view.target) || is_listed(scene, scan, hit, view.target));
        reached.then(|| (FrameRole::Object, frame.attitude, i64::from(weights.reached)))
    })
}

/// What a deed tells of who does it by those who stand to it as a noun says, in thousandths: `the friends of Y lied`, `Y's
/// critics lied`.
fn kinship(scene: &Scene, scan: &Scan, hit: &Hit, target: &[Tokens]) -> i64 {
    let Some(agent) = hit.agent else { return 1000 };
    // The noun before `of Y` is the head of it.
    let start = agent.start - u32::from(scene.is(agent.start as usize, Classes::GENITIVE) && agent.start > 0);
    let from = scan.hits.partition_point(|inner| inner.tokens.start < start);
    let inside = scan.hits[from..].iter().take_while(|inner| inner.tokens.start < agent.end);
    let mut kin = inside.filter(|inner| inner.frame.pos == Pos::Noun && inner.frame.attitude != 0);
    let kin = kin.find(|inner| share(scene, inner.patient, target).is_some());
    match kin {
        Some(inner) if inner.frame.owned => 1000 * i64::from(inner.frame.attitude.signum()),
        // `the murder of Y robbed us`: who is done to does nothing.
        Some(inner) if is_harm(inner.frame) => 0,
        _ => 1000,
    }
}

/// What an attitude is for: the rest of the clause behind its object and a preposition.
pub(super) fn reason(scene: &Scene, scan: &Scan, hit: &Hit) -> Option<Tokens> {
    let start = hit.patient?.end;
    scene.is(start as usize, Classes::PREPOSITION).then(|| Tokens { start, end: scan.clause(start).end })
}

/// Does what the speaker praises or blames go on as far as the target: `praised the pace at which Y acted`?
fn reaches(scan: &Scan, hit: &Hit, target: &[Tokens]) -> bool {
    const FAR: u32 = 12;
    let end = hit.tokens.end;
    let Some(place) = target.get(target.partition_point(|place| place.start < end)) else { return false };
    let from = scan.words.partition_point(|word| word.tokens.start < end);
    let between = scan.words[from..].iter().take_while(|word| word.tokens.start < place.start);
    let plain = || between.into_iter().all(|word| !word.of_event);
    hit.frame.pos == Pos::Verb
        && hit.frame.links.is_empty()
        && place.start <= end + FAR
        && !within(&scan.opposed, place.start)
        && scan.between(hit.tokens.start, place.start).0 == 0
        && plain()
}

/// Does one of the speaker's own do it, who thinks otherwise: `my wife hates Y`?
pub(super) fn does_privately(scene: &Scene, hit: &Hit) -> bool {
    hit.agent.is_some_and(|agent| agent.end <= hit.tokens.start && scene.is_private(agent))
}

/// Does a preposition of the frame stand before the target once more: `thanks to the nuns and above all to Y`?
fn is_listed(scene: &Scene, scan: &Scan, hit: &Hit, target: &[Tokens]) -> bool {
    const FAR: u32 = 12;
    let end = hit.tokens.end;
    let Some(place) = target.get(target.partition_point(|place| place.start < end)) else { return false };
    let start = place.start as usize;
    let before = start - usize::from(scene.follows(start, Classes::DETERMINER));
    let again = |before: usize| before > end as usize && scene.is_one_of(before - 1, &hit.frame.links);
    place.start <= end + FAR && hit.patient.is_some() && again(before) && scan.between(end, place.start).1 == 0
}

/// How much of a role's stretch is one of the target's places: all of it, or as owner or modifier of something else.
pub(super) fn share(scene: &Scene, stretch: Option<Tokens>, target: &[Tokens]) -> Option<i64> {
    let stretch = stretch?;
    let from = target.partition_point(|place| place.end <= stretch.start);
    let place = target.get(from).filter(|place| place.overlaps(stretch))?;
    let owner = place.end < stretch.end && !scene.is_name(place.end as usize);
    Some(if owner { i64::from(scene.weights().belonging) } else { 1000 })
}
