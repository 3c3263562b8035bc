//! The text's tone toward given words, whoever holds it.

use super::Judgement;
use super::features::{Around, features};
use super::fitted;
use super::judge::{Scales, View, judge};
use super::scan::Scan;
use super::scene::Scene;
use crate::knowledge::Knowledge;
use crate::text::{Document, Tokens};

/// How far from a target its words are looked for, in tokens.
pub(super) const WIDTH: usize = 80;

/// How far from the words around a target others are seen that are asked for.
const FAR: u32 = 512;

/// The text's tone toward the very words of each of `targets`, whoever holds it: by the fitted weights, where there are any,
/// else as the lexicons have it.
pub fn toward(document: &Document, knowledge: &Knowledge, targets: &[Tokens]) -> Vec<Judgement> {
    let (fitted, is_fitted) = (&knowledge.lexicons.fitted, knowledge.lexicons.is_fitted());
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
        names.dedup();
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
        // However many are asked for: no sentence reaches further.
        let [first, last] = [stretch.start.saturating_sub(FAR), stretch.end.saturating_add(FAR)];
        let [first, last] = [first, last].map(|at| names.partition_point(|name| name.start < at));
        let names = &names[first..last];
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

/// The words that the target itself says: the rest of the stretch, where it is beside a verb of speech.
pub(super) fn spoken(scene: &Scene, target: Tokens, stretch: Tokens) -> Vec<Tokens> {
    scene.speaks(target).then_some(stretch).into_iter().collect()
}

/// The paragraph around a target, as far as words may bear on it.
pub(super) fn around(document: &Document, target: Tokens) -> Tokens {
    let (start, end) = (target.start as usize, target.end as usize);
    let paragraph = document.paragraphs().get(document.paragraph_of(start)).map(|paragraph| paragraph.tokens);
    let limit = paragraph.unwrap_or(target);
    let from = start.saturating_sub(WIDTH).max(limit.start as usize);
    let to = (end + WIDTH).min(limit.end.max(target.end) as usize);
    Tokens::new(from.min(start), to)
}
