//! What a caller asks for: the text's tone toward given words, and the attitude between two.

use super::features::{Around, features};
use super::fitted;
use super::judge::{Scales, View, judge};
use super::scan::Scan;
use super::scene::Scene;
use super::{Judgement, Label};
use crate::knowledge::Knowledge;
use crate::lexicon::Classes;
use crate::text::{Document, Tokens};

/// How far from a target its words are looked for, in tokens.
const WIDTH: usize = 80;

/// The text's tone toward the very words of each of `targets`, whoever holds it: by the fitted weights, where there are any,
/// else as the lexicons have it.
pub fn toward(document: &Document, knowledge: &Knowledge, targets: &[Tokens]) -> Vec<Judgement> {
    let fitted = &knowledge.lexicons.fitted;
    let is_fitted = knowledge.lexicons.weights.fitted != 0 && !fitted.is_empty();
    let asked = Asked::new(document, knowledge, targets);
    let one = |&target: &Tokens| {
        asked.of(target, |around| match is_fitted {
            true => fitted::judge(around, fitted),
            false => around.judgement.clone(),
        })
    };
    targets.iter().map(|target| one(target).unwrap_or_default()).collect()
}

/// What is seen around each of `targets`: calls `see` with the target's place among them, a feature's name, and its amount
/// in thousandths. Hands back the tone as the lexicons alone have it.
pub fn seen(
    document: &Document,
    knowledge: &Knowledge,
    targets: &[Tokens],
    mut see: impl FnMut(usize, &str, i64),
) -> Vec<Judgement> {
    let asked = Asked::new(document, knowledge, targets);
    let one = |(index, &target): (usize, &Tokens)| {
        asked.of(target, |around| {
            features(around, &mut |name, _, amount| see(index, name, amount));
            around.judgement.clone()
        })
    };
    targets.iter().enumerate().map(one).map(Option::unwrap_or_default).collect()
}

/// Words of one text whose tone is asked for.
struct Asked<'a, 't> {
    scene: Scene<'a, 't>,
    /// In order.
    names: Vec<Tokens>,
}

impl<'a, 't> Asked<'a, 't> {
    fn new(document: &'a Document<'t>, knowledge: &'a Knowledge, targets: &[Tokens]) -> Self {
        let mut names = targets.to_vec();
        names.sort();
        names.retain(|name| !name.is_empty());
        Asked { scene: Scene::new(document, knowledge), names }
    }

    /// What `then` makes of a target that holds a word, and of what the lexicons say of it.
    fn of<R>(&self, target: Tokens, then: impl FnOnce(&Around) -> R) -> Option<R> {
        if target.is_empty() {
            return None;
        }
        let Asked { scene, names } = self;
        let weights = scene.weights();
        let stretch = around(scene.document, target);
        let scan = Scan::new(scene, &[stretch], names);
        let next = names.iter().find(|name| name.start >= target.end).map_or(stretch.end, |name| name.start);
        let pronouns = (target.end..next.min(stretch.end)).filter(|&at| scene.is_personal(at as usize));
        let mut places = vec![target];
        places.extend(pronouns.map(|at| Tokens { start: at, end: at + 1 }));
        let view = View {
            target: &places,
            rivals: names,
            spoken: &spoken(scene, target, stretch),
            holder: None,
            sides: false,
            cuts: (weights.sentence_cold, weights.sentence_warm),
        };
        let judgement = &judge(scene, &scan, &view, &mut Scales::default());
        Some(then(&Around { scene, scan: &scan, judgement, target, names, stretch }))
    }
}

/// The attitude the text gives `a` toward `b`, and `b` toward `a`.
pub fn between(document: &Document, knowledge: &Knowledge, a: Tokens, b: Tokens) -> (Judgement, Judgement) {
    if a.is_empty() || b.is_empty() || a.overlaps(b) {
        return Default::default();
    }
    let scene = Scene::new(document, knowledge);
    let (first, second) = if a < b { (a, b) } else { (b, a) };
    let mut stretch = around(document, first);
    stretch.end = stretch.end.max(around(document, second).end.min(stretch.end + WIDTH as u32)).max(second.end);
    let scan = Scan::new(&scene, &[stretch], &[first, second]);
    let direct = |holder: Tokens, target: Tokens| {
        let weights = scene.weights();
        let view = View {
            target: &[target],
            rivals: &[],
            spoken: &spoken(&scene, target, stretch),
            holder: Some(holder),
            sides: false,
            cuts: (weights.pair_cold, weights.pair_warm),
        };
        judge(&scene, &scan, &view, &mut Scales::default())
    };
    let turned = holds(&scene, second, first);
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

/// The words that the target itself says: the rest of the stretch, where it is beside a verb of speech.
fn spoken(scene: &Scene, target: Tokens, stretch: Tokens) -> Vec<Tokens> {
    scene.speaks(target).then_some(stretch).into_iter().collect()
}

/// The paragraph around a target, as far as words may bear on it.
fn around(document: &Document, target: Tokens) -> Tokens {
    let (start, end) = (target.start as usize, target.end as usize);
    let paragraph = document.paragraphs().get(document.paragraph_of(start)).map(|paragraph| paragraph.tokens);
    let limit = paragraph.unwrap_or(target);
    let from = start.saturating_sub(WIDTH).max(limit.start as usize);
    let to = (end + WIDTH).min(limit.end.max(target.end) as usize);
    Tokens::new(from.min(start), to)
}
