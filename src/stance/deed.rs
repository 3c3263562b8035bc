//! What denial, demand and reversal make of a deed, by who does it: a shifted word alone does not tell.

use super::FrameRole;
use super::frame::Hit;
use super::judge::View;
use super::scan::{Scan, Word};
use crate::lexicon::Pos;
use crate::text::Tokens;

/// From where on a frame tells of its agent as of one who does harm.
const HARMS: i16 = -300;

/// What is left at least of a deed that somebody demands an end of, in thousandths.
const GOING_ON: i64 = 700;

/// What a frame says of a target in a role, shifted, in thousandths.
pub(super) fn composed(scan: &Scan, hit: &Hit, role: FrameRole, value: i16, view: &View) -> i64 {
    let (frame, shift) = (hit.frame, hit.shift);
    let mut factor = shift.factor;
    if shift.denied && value < 0 {
        // Not to have done it is no merit; and what somebody denies as its own was done: `denies its crimes`.
        let owned = frame.pos == Pos::Noun && role == FrameRole::Agent;
        return if owned { i64::from(value) * GOING_ON / 1000 } else { 0 };
    }
    if role == FrameRole::Agent {
        // Whoever else condemns or ends a deed, it was done; and it goes on where somebody shall stop it.
        if let Some((at, demanded)) = shift.reversed
            && !shift.denied
            && (demanded || !leads(scan, view, at))
        {
            factor = -factor;
        }
        factor = match (shift.demanded, shift.negated) {
            (true, true) if value < 0 => 0,
            // What somebody shall do is not done yet.
            (true, false) if value > 0 && factor > 0 => -factor / 2,
            // A deed is done or not done, by no degrees.
            (false, true) if frame.pos == Pos::Verb => factor * 2,
            _ => factor,
        };
    } else if shift.ends() && frame.attitude < 0 {
        factor = factor.abs() * i64::from(value).signum(); // Whoever wants a deed to end takes its victim's side.
    } else if shift.negated && value < 0 && frame.attitude < 0 && frame.patient < 0 && frame.agent > HARMS {
        factor = 0; // Not to blame is no praise.
    }
    i64::from(value) * factor.clamp(-1000, 1500) / 1000
}

/// What a word's valence is multiplied by: what the target shall stop goes on.
pub(super) fn factor(scan: &Scan, word: &Word, view: &View) -> i64 {
    let shift = word.shift;
    if shift.denied && word.valence < 0 {
        return 0;
    }
    let goes_on = shift.reversed.is_some_and(|(at, demanded)| demanded && leads(scan, view, at));
    let factor = if goes_on { (-shift.factor).max(GOING_ON) } else { shift.factor };
    // What is conceded argues for its opposite: `despite its warm words`.
    if shift.conceded && alone(scan, view, word.tokens.start) { -factor / CONCESSION } else { factor }
}

/// What part of a conceded valence speaks for the opposite.
const CONCESSION: i64 = 2;

/// Is nobody else named in the sentence of a place?
fn alone(scan: &Scan, view: &View, at: u32) -> bool {
    let from = scan.sentence(at);
    let rest = scan.rest(at).end;
    let inside = |place: &&Tokens| place.start < rest;
    let named = view.rivals[view.rivals.partition_point(|place| place.start < from)..].iter().take_while(inside);
    named.into_iter().all(|place| view.target.binary_search(place).is_ok())
}

/// Is the target spoken to, the last one named before a place in its clause, or the only one in the sentence?
fn leads(scan: &Scan, view: &View, at: u32) -> bool {
    let last = |places: &[Tokens]| {
        let next = places.partition_point(|place| place.start < at);
        next.checked_sub(1).map(|i| places[i].start)
    };
    let own = last(view.target);
    if !scan.called.is_empty() && view.target.iter().any(|place| scan.called.contains(place)) {
        return true;
    }
    own >= last(view.rivals) && own.is_some_and(|start| scan.between(start, at).0 == 0 || alone(scan, view, at))
}
