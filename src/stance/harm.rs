//! Harm: what befalls somebody is no blame of them, and blame for it is warmth toward them.

use super::frame::Hit;
use super::judge::near;
use super::role::share;
use super::scan::{Scan, Word};
use super::scene::Scene;
use crate::lexicon::{Classes, Entry, Frame, Pos, ValenceKind};
use crate::text::Tokens;

/// Finds the clauses that tell what befell the target: it is the victim of a harm, or where something bad happened. Bad
/// events in them are no blame of it. Where the harm is what the clause speaks of (`the attack on Y was an outrage`), it is
/// an outrage, and blame is for it.
pub(super) fn find_stricken(
    scene: &Scene,
    scan: &Scan,
    target: &[Tokens],
    clauses: &mut Vec<Tokens>,
    outrages: &mut Vec<Tokens>,
) {
    let whole = |stretch: Option<Tokens>| share(scene, stretch, target) == Some(1000);
    // `Y was taken to hospital`
    let suffers = |hit: &Hit| hit.frame.owned && matches!(hit.frame.pos, Pos::Verb | Pos::Adjective);
    let harms = |hit: &&Hit| (is_harm(hit.frame) || suffers(hit)) && whole(hit.patient);
    let victims = || near(&scan.hits, |hit| hit.tokens, target).filter(harms);
    let victim = victims().map(|hit| hit.tokens);
    outrages.clear();
    outrages.extend(victims().filter(|hit| hit.frame.pos == Pos::Noun).map(|hit| scan.clause(hit.tokens.start)));
    let happens = |word: &&Word| {
        let next = word.tokens.end as usize;
        word.of_event && scene.is(next, Classes::LOCATIVE) && whole(scene.object(next + 1))
    };
    let place = near(&scan.words, |word| word.tokens, target).filter(happens).map(|word| word.tokens);
    // `they fled to Y`, `violence broke out in Y`
    let is_place = |name: &&Tokens| {
        let before = name.start as usize;
        before > 0 && scene.is(before - 1, Classes::LOCATIVE.or(Classes::INFINITIVE)) && !scene.owns(**name)
    };
    clauses.clear();
    clauses.extend(victim.chain(place).map(|tokens| scan.clause(tokens.start)));
    clauses.extend(target.iter().filter(is_place).map(|name| scan.clause(name.start)));
    clauses.sort();
    clauses.dedup();
}

/// Is it a harm done to somebody?
pub(super) fn is_harm(frame: &Frame) -> bool {
    const HARM: i16 = -500;
    frame.attitude <= HARM && frame.agent < 0 && frame.patient >= 0
}

/// Is the harm before a genitive at `link` the deed of whom it belongs to: `the crimes of Y`, not `the murder of Y`?
fn is_crime(scene: &Scene, link: usize) -> bool {
    let found = scene.lexicons.frames.longest(scene.tokens(), link - 1).filter(|_| scene.is(link, Classes::GENITIVE));
    let suffered = |entry: &Entry<Frame>| scene.is_one_of(link, &entry.value.links);
    found.is_some_and(|found| found.entries.iter().any(|it| is_harm(&it.value)) && !found.entries.iter().any(suffered))
}

/// Is somebody named or stood for in some words, so that they are no mere event: `hit by a flood`?
pub(super) fn is_somebody(scene: &Scene, words: Tokens) -> bool {
    words.range().any(|at| scene.is_name(at) || scene.is(at, Classes::PRONOUN))
}

/// Does a place stand in one of some clauses, which are in order?
pub(super) fn within(clauses: &[Tokens], at: u32) -> bool {
    let before = clauses.partition_point(|clause| clause.start <= at);
    before > 0 && clauses[before - 1].has(at as usize)
}

/// What the deed that the frame is about does to the target: `welcomed the sanctions against Y`, `criticised aid to Y`.
pub(super) fn through(scene: &Scene, scan: &Scan, hit: &Hit, target: &[Tokens]) -> Option<i64> {
    let patient = hit.patient.filter(|_| hit.frame.attitude != 0 && hit.frame.pos == Pos::Verb)?;
    let from = scan.hits.partition_point(|inner| inner.tokens.start < patient.start);
    let inner = scan.hits[from..].iter().take_while(|inner| inner.tokens.start < patient.end);
    let deed = inner.filter(|inner| inner.frame.pos == Pos::Noun && inner.frame.attitude != 0).last()?;
    share(scene, deed.patient, target).map(|_| i64::from(deed.frame.attitude))
}

/// Is what the frame blames a harm done to the target or where it is: `condemned the attack on Y`? Such blame is warmth
/// toward it.
pub(super) fn harmed(scene: &Scene, scan: &Scan, hit: &Hit, target: &[Tokens]) -> Option<i64> {
    const NEAR: u32 = 6;
    let blames = hit.frame.attitude < 0 && hit.frame.patient < 0 && hit.frame.pos != Pos::Noun;
    // `we condemn the bombing`, `we are horrified by the bombing`
    let inside = |stretch: &Tokens| share(scene, Some(*stretch), target).is_some();
    let patient = hit.agent.filter(inside).or(hit.patient).filter(|_| blames)?;
    let from = scan.words.partition_point(|word| word.tokens.start < patient.start);
    let harm = scan.words[from..].iter().take_while(|word| word.tokens.start < patient.end);
    let harm = harm.filter(|word| word.kind == ValenceKind::Event && word.of_event).last()?;
    let next = target.get(target.partition_point(|place| place.start < harm.tokens.end))?;
    let near = next.start < harm.tokens.end + NEAR && scan.between(harm.tokens.start, next.start).0 == 0;
    let link = harm.tokens.end as usize;
    let linked = scene.is(link, Classes::PREPOSITION) && !scene.is(link, Classes::BY);
    (near && linked && !is_crime(scene, link)).then_some(1000)
}
