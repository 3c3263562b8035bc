//! From weighed words to a judgement: binding to one target, and the mean with its evidence.

use super::deed::{composed, factor};
use super::frame::Hit;
use super::harm::{find_stricken, within};
use super::role::{does_privately, reason, role};
use super::scan::{Scan, Word};
use super::scene::{SHOWN, Scene};
use super::shift::Shift;
use super::verdict::Rulings;
use super::{Evidence, FrameRole, Judgement, Label};
use crate::lexicon::{Pos, ValenceKind};
use crate::text::Tokens;

/// How far from a target words bear on it, in tokens.
const WIDTH: u32 = 80;

/// How many stretches that a target says are looked at, back from a word.
const LATEST: usize = 8;

/// Whose tone it is and how it is read.
pub(super) struct View<'v> {
    /// The places that stand for the target, in order.
    pub(super) target: &'v [Tokens],
    /// The places that stand for anybody else who may be meant, in order; the target's own may be among them.
    pub(super) rivals: &'v [Tokens],
    /// Words that the target itself says.
    pub(super) spoken: &'v [Tokens],
    /// Whose attitude is asked for, where it is a given actor's.
    pub(super) holder: Option<Tokens>,
    /// Does it tell of deeds on somebody's side, as whoever speaks does?
    pub(super) sides: bool,
    /// The cut-points, in thousandths: cold, warm.
    pub(super) cuts: (i16, i16),
}

/// What weighs words: kept from judgement to judgement, so that its room is.
#[derive(Default)]
pub(super) struct Scales {
    voices: Vec<Voice>,
    /// The frames that give the target a role, and how long a phrase must be to say more than they do.
    bound: Vec<(Tokens, usize)>,
    held: Vec<Tokens>,
    /// What the target feels something about.
    foreign: Vec<Tokens>,
    reasons: Vec<Tokens>,
    stricken: Vec<Tokens>,
    outrages: Vec<Tokens>,
    rulings: Rulings,
    order: Vec<usize>,
}

/// What a word or a frame says of a target.
#[derive(Clone, Copy)]
struct Voice {
    tokens: Tokens,
    row: (&'static str, u32),
    valence: i16,
    frame: Option<FrameRole>,
    shift: Shift,
    value: i16,
    weight: i64,
    /// What it adds to the score, rounded down, and the rest of the division.
    part: (i64, i64),
}

impl Voice {
    fn product(&self) -> i64 {
        self.weight * i64::from(self.value)
    }
}

/// The tone of scanned words toward one target.
pub(super) fn judge(scene: &Scene, scan: &Scan, view: &View, scales: &mut Scales) -> Judgement {
    let weights = scene.weights();
    let Scales { voices, bound, held, foreign, reasons, stricken, outrages, rulings, order } = scales;
    voices.clear();
    bound.clear();
    reasons.clear();
    foreign.clear();
    // What follows a verb of which the target is the subject is what it does or thinks of others.
    held.clear();
    held.extend_from_slice(view.spoken);
    rulings.fill(scene, scan, view.target);
    for hit in near(&scan.hits, |hit| hit.tokens, view.target) {
        if rulings.given(hit.tokens) {
            continue;
        }
        if let Some((role, value, part)) = role(scene, scan, hit, view) {
            let (role, value) = rulings.frame(scene, scan, hit, role, value);
            let length = hit.tokens.len() + usize::from(!hit.frame.links.is_empty());
            bound.push((hit.tokens, if value != 0 { usize::MAX } else { length }));
            if role == FrameRole::Agent && hit.frame.attitude != 0 {
                let rest = Tokens { start: hit.tokens.end, end: scan.clause(hit.tokens.start).end };
                held.push(rest);
                // `Y is tired of the lies of others`: none of that is its own.
                let thinks = hit.frame.attitude.abs() >= SHOWN && hit.frame.pos == Pos::Adjective;
                foreign.extend(Some(rest).filter(|_| thinks));
            } else if role != FrameRole::Agent && hit.frame.pos == Pos::Verb && !hit.own {
                held.extend(hit.agent); // What is said of whoever does it is not said of the other.
            }
            if role == FrameRole::Object && hit.frame.pos == Pos::Verb && hit.frame.attitude.abs() >= SHOWN {
                reasons.extend(reason(scene, scan, hit));
            }
            if value != 0 {
                let shifted = composed(scan, hit, role, value, view);
                voices.push(part_voice(scene, hit, role, value, shifted, part));
            }
        }
    }
    held.sort();
    reasons.sort();
    foreign.sort();
    let is_opposed = !view.target.is_empty() && view.target.iter().all(|place| within(&scan.opposed, place.start));
    find_stricken(scene, scan, view.target, stricken, outrages);
    for word in near(&scan.words, |word| word.tokens, view.target) {
        let binds = |tokens: Tokens| touching(bound, |&(hit, _)| hit, tokens);
        let tells = |shifter: &Tokens| binds(*shifter).is_some_and(|&(_, length)| length == usize::MAX);
        // A longer phrase says more than a frame that says nothing: `asked for the moon`.
        let is_said = |&(_, length): &(Tokens, usize)| length >= word.tokens.len();
        if binds(word.tokens).is_some_and(is_said) || scan.shifters(&word.shift).iter().any(tells) {
            continue;
        }
        if rulings.given(word.tokens) || within(foreign, word.tokens.start) {
            continue;
        }
        // The attitude has weighed what it is for: `did not blame Y for the collapse`.
        if word.kind == ValenceKind::Event && within(reasons, word.tokens.start) {
            continue;
        }
        let befalls = word.shift.factor > 0 && word.of_event;
        let outrageous = word.kind == ValenceKind::Attitude && within(outrages, word.tokens.start);
        if befalls && !outrageous && within(stricken, word.tokens.start) {
            continue;
        }
        let mut factor = factor(scan, word, view) * rulings.turn(scene, scan, word.tokens, &word.shift) / 1000;
        if is_opposed && !within(&scan.opposed, word.tokens.start) {
            factor = factor * i64::from(weights.opposite) / 1000;
        }
        if word.valence < 0 && factor > 0 && within(outrages, word.tokens.start) {
            factor = factor * i64::from(weights.sympathy) / 1000;
        }
        let judged = rulings.judges(word.tokens);
        let mut weight = match judged {
            true => i64::from(weights.role) * 1000,
            false => closeness(scene, scan, word.tokens, view),
        };
        let before = &held[..held.partition_point(|held| held.start <= word.tokens.start)];
        // What the target itself ends or fights is its own deed.
        let acts = word.shift.reversed.is_some_and(|(at, _)| binds(Tokens { start: at, end: at + 1 }).is_some());
        if !acts && !judged && before.iter().rev().take(LATEST).any(|held| held.has(word.tokens.start as usize)) {
            weight = weight * i64::from(weights.spoken) / 1000;
        }
        if let Some(hit) = touching(&scan.hits, |hit| hit.tokens, word.tokens)
            && let Some(patient) = hit.patient
        {
            // What the speaker thinks of somebody else says nothing of the target.
            let noun = || hit.frame.pos == Pos::Noun && hit.tokens.contains(word.tokens);
            let elsewhere = || noun() || is_named(patient, view.rivals);
            if hit.own && hit.frame.attitude >= SHOWN && !is_opposed && elsewhere() {
                continue;
            }
            // Nor does what one of its own does: `my wife criticised me`.
            if view.sides && does_privately(scene, hit) {
                continue;
            }
            weight = weight * i64::from(weights.foreign) / 1000;
        }
        let concession = word.shift.contrast;
        if concession < 1000 && keeps(scan, view, word.tokens) {
            weight = weight * 1000 / concession.max(1);
        }
        voices.push(voice(scene, word, factor, weight));
    }
    voices.sort_by_key(|voice| voice.tokens);
    compose(scan, voices, order, i64::from(weights.prior) * 1000, view.cuts)
}

/// What stands within reach of a place, in order and once. Items and places are in order.
pub(super) fn near<'i, T>(
    items: &'i [T],
    tokens: impl Fn(&T) -> Tokens,
    places: &[Tokens],
) -> impl Iterator<Item = &'i T> {
    let mut done = 0;
    let ranges = places.iter().map(move |place| {
        let start = items.partition_point(|item| tokens(item).end + WIDTH < place.start).max(done);
        let end = items.partition_point(|item| tokens(item).start <= place.end + WIDTH).max(start);
        done = end;
        &items[start..end]
    });
    ranges.flatten()
}

/// The item that shares a token with `tokens`, of items in order that do not overlap.
fn touching<T>(items: &[T], of: impl Fn(&T) -> Tokens, tokens: Tokens) -> Option<&T> {
    items.get(items.partition_point(|item| of(item).end <= tokens.start)).filter(|item| of(item).overlaps(tokens))
}

/// The overall valence of scanned words, in thousandths.
pub(super) fn overall(scene: &Scene, scan: &Scan) -> i16 {
    let (mut total, mut sum) = (i64::from(scene.weights().prior) * 1000, 0);
    for word in &scan.words {
        let (weight, value) = weigh(scene, word, word.shift.factor, 1_000_000);
        total += weight;
        sum += weight * i64::from(value);
    }
    if total > 0 { round(sum, total) as i16 } else { 0 }
}

/// The overall valence of scanned words, with what each of them adds.
pub(super) fn derived(scene: &Scene, scan: &Scan) -> Judgement {
    let weights = scene.weights();
    let mut voices = scan.words.iter().map(|word| voice(scene, word, word.shift.factor, 1_000_000)).collect();
    compose(scan, &mut voices, &mut Vec::new(), i64::from(weights.prior) * 1000, (weights.cold, weights.warm))
}

/// The judgement that one frame of a scan alone gives: its agent's attitude to its patient.
pub(super) fn attitude(scene: &Scene, scan: &Scan, hit: &Hit) -> Judgement {
    let weights = scene.weights();
    let value = hit.frame.attitude;
    let shifted = i64::from(value) * hit.shift.factor / 1000;
    let voice = part_voice(scene, hit, FrameRole::Object, value, shifted, 1000);
    compose(scan, &mut vec![voice], &mut Vec::new(), i64::from(weights.prior) * 1000, (weights.cold, weights.warm))
}

/// What one frame of a scan says of a target in its role, and nothing else does.
pub(super) fn by_frame(scene: &Scene, scan: &Scan, hit: &Hit, view: &View) -> Judgement {
    let part = |(role, value, part)| {
        let shifted = composed(scan, hit, role, value, view);
        part_voice(scene, hit, role, value, shifted, part)
    };
    let mut voices = role(scene, scan, hit, view).map(part).into_iter().collect();
    compose(scan, &mut voices, &mut Vec::new(), i64::from(scene.weights().prior) * 1000, view.cuts)
}

fn part_voice(scene: &Scene, hit: &Hit, role: FrameRole, valence: i16, shifted: i64, part: i64) -> Voice {
    Voice {
        tokens: hit.tokens,
        row: ("frames", hit.line),
        valence,
        frame: Some(role),
        shift: hit.shift,
        value: clamp(shifted),
        weight: i64::from(scene.weights().role) * part * hit.shift.weight / 1000,
        part: (0, 0),
    }
}

fn voice(scene: &Scene, word: &Word, factor: i64, closeness: i64) -> Voice {
    let (weight, value) = weigh(scene, word, factor, closeness);
    let &Word { tokens, row, valence, shift, .. } = word;
    Voice { tokens, row, valence, frame: None, shift, value, weight, part: (0, 0) }
}

/// The weight of a word in the mean, and its shifted valence.
fn weigh(scene: &Scene, word: &Word, factor: i64, closeness: i64) -> (i64, i16) {
    let weights = scene.weights();
    let kind = match word.kind {
        ValenceKind::Attitude => weights.attitude,
        ValenceKind::Event => weights.event,
        ValenceKind::Courtesy => weights.courtesy,
        // To prevent or to fight something is to act on it.
        ValenceKind::Topic if word.shift.reversed.is_some() => weights.event,
        ValenceKind::Topic => weights.topic,
    };
    let weight = closeness * i64::from(kind) / 1000 * word.shift.weight / 1000;
    (weight, clamp(i64::from(word.valence) * factor / 1000))
}

fn clamp(value: i64) -> i16 {
    value.clamp(-1000, 1000) as i16
}

/// The weight of a word by the nearest place that stands for the target, in millionths.
fn closeness(scene: &Scene, scan: &Scan, word: Tokens, view: &View) -> i64 {
    let weights = scene.weights();
    let reach = i64::from(weights.reach).max(1);
    let weigh = |place: &Tokens| {
        let hears = || view.target.len() == 1 && word.start >= place.end && scene.is_told(*place);
        let passed = || view.target.len() == 1 && scene.is_passed(*place);
        if scan.parts(word.start, place.start) || scene.happens(word, *place) || hears() || passed() {
            return 0;
        }
        let (borders, stops) = scan.between(word.start, place.start);
        let mut weight = 1_000_000 * reach / (reach + 1000 * gap(word, *place) as i64);
        for (factor, times) in [(weights.border, borders), (weights.stop, stops)] {
            for _ in 0..times.min(6) {
                weight = weight * i64::from(factor) / 1000;
            }
        }
        weight
    };
    let nearness = |places| nearest(places, word).iter().map(weigh).max().unwrap_or(0);
    let own = nearness(view.target);
    let clause = scan.clause(word.start);
    let holds = |places: &[Tokens]| {
        places
            .get(places.partition_point(|place| place.start < clause.start))
            .is_some_and(|place| place.start < clause.end)
    };
    let is_rivals = nearness(view.rivals) > own || holds(view.rivals) && !holds(view.target);
    if is_rivals { own * i64::from(weights.rival) / 1000 } else { own }
}

/// Is the target named in the word's own clause and nowhere else in the sentence, so that another clause about others takes
/// nothing from it: `while Y was brave, Z fled`?
fn keeps(scan: &Scan, view: &View, word: Tokens) -> bool {
    let clause = scan.clause(word.start);
    let (from, to) = (scan.sentence(word.start), scan.rest(word.start).end);
    let inside = |places: &[Tokens]| {
        let first = places.partition_point(|place| place.start < from);
        let here = places[first..].iter().take_while(|place| place.start < to);
        let (own, all) =
            here.fold((0, 0), |(own, all), place| (own + usize::from(clause.has(place.start as usize)), all + 1));
        (own, all)
    };
    let ((own, all), (_, others)) = (inside(view.target), inside(view.rivals));
    own > 0 && own == all && others > all
}

/// Does one of some places, which are in order, stand in a stretch?
fn is_named(stretch: Tokens, places: &[Tokens]) -> bool {
    places.get(places.partition_point(|place| place.end <= stretch.start)).is_some_and(|place| place.overlaps(stretch))
}

/// The places on either side of a word, of places in order.
fn nearest(places: &[Tokens], word: Tokens) -> &[Tokens] {
    let behind = places.partition_point(|place| place.start < word.start);
    &places[behind.saturating_sub(1)..(behind + 1).min(places.len())]
}

/// The tokens that lie between two stretches.
fn gap(a: Tokens, b: Tokens) -> u32 {
    if a.start >= b.end { a.start - b.end } else { b.start.saturating_sub(a.end) }
}

/// The weighted mean of voices and silence, with contributions that sum to it exactly.
fn compose(
    scan: &Scan,
    voices: &mut Vec<Voice>,
    order: &mut Vec<usize>,
    silence: i64,
    (cold, warm): (i16, i16),
) -> Judgement {
    voices.retain(|voice| voice.weight > 0);
    let total = voices.iter().map(|voice| voice.weight).sum::<i64>() + silence.max(0);
    if total <= 0 {
        return Judgement::default();
    }
    let sum: i64 = voices.iter().map(Voice::product).sum();
    let score = round(sum, total);
    // Each contribution is rounded down; what that leaves goes to the largest remainders.
    let mut left = score;
    for voice in &mut *voices {
        voice.part = (voice.product().div_euclid(total), voice.product().rem_euclid(total));
        left -= voice.part.0;
    }
    if left > 0 {
        order.clear();
        order.extend(0..voices.len());
        order.sort_by_key(|&i| std::cmp::Reverse(voices[i].part.1));
        for &i in order.iter().take(left as usize) {
            voices[i].part.0 += 1;
        }
    }
    let loudness: i64 = voices.iter().map(|voice| voice.product().abs()).sum();
    let agreement = if loudness == 0 { 0 } else { 1000 * sum.abs() / loudness };
    let weight = 1000 * (total - silence) / total;
    let confidence = weight * (500 + agreement / 2) / 1000;
    let loud = voices.iter().filter(|voice| voice.part.0 != 0);
    let mut evidence = Vec::with_capacity(loud.clone().count());
    evidence.extend(loud.map(|voice| Evidence {
        tokens: voice.tokens,
        row: voice.row,
        valence: voice.valence,
        shifters: scan.shifters(&voice.shift).to_vec(),
        frame: voice.frame,
        value: voice.value,
        weight: voice.weight,
        contribution: voice.part.0 as i16,
    }));
    let score = score as i16;
    let label = match score {
        _ if evidence.is_empty() => Label::Neutral,
        _ if score >= warm => Label::Positive,
        _ if score <= cold => Label::Negative,
        _ => Label::Neutral,
    };
    Judgement { score, label, confidence: confidence as i16, weight: total, evidence }
}

/// A quotient, rounded half away from zero.
fn round(sum: i64, total: i64) -> i64 {
    (sum.abs() + total / 2) / total * sum.signum()
}
