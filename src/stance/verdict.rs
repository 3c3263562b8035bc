//! Verdicts: what a predicate says of a deed done to somebody, or of a claim about them.
//!
//! In `criticism of Y is unfair`, `it is wrong to call Y a monster` and `the fall of Y was a blessing` the predicate is said
//! of what is done to Y or told of Y, so that it speaks for Y or against it as that does: blame for a harm is warmth, blame
//! for a favour is none, and what a claim tells of Y is not so where the claim is blamed.

use super::FrameRole;
use super::frame::Hit;
use super::role::share;
use super::scan::{Scan, Word};
use super::scene::{FUNCTION, Scene};
use super::shift::Shift;
use crate::lexicon::{Classes, Cue, CueClass, Ending, Gender, Pos, Takes, ValenceKind};
use crate::text::{Kind, Tokens};

/// How many tokens what a verdict is about may have.
const LONGEST: u32 = 24;

/// How many tokens may stand between a predicate and its form of be, and before the verb that opens what it is about.
const GAP: usize = 5;
const OPENING: u32 = 5;

/// How many tokens a sentence may have that only answers the one before: `That is a lie`.
const ANSWER: u32 = 6;
const REJOINDER: u32 = 5;

/// What a predicate says of.
#[derive(Clone, Copy, Debug)]
enum About {
    /// What a frame tells.
    Deed(Deed),
    /// What is said in a stretch.
    Claim(Tokens),
}

/// What a frame tells of somebody, as far as a verdict on it goes.
#[derive(Clone, Copy, Debug)]
struct Deed {
    tokens: Tokens,
    agent: Option<Tokens>,
    patient: Option<Tokens>,
    attitude: i16,
    /// What is told in it, where it is done by speaking: `accused Y of cowardice`.
    told: Option<Tokens>,
}

/// A predicate, and what it is said of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    /// The word that praises or blames.
    tokens: Tokens,
    praises: bool,
    about: About,
}

/// What the verdicts of a scan make of what is said of one target.
#[derive(Default)]
pub(super) struct Rulings {
    /// The predicates that are said of a deed or a claim.
    given: Vec<Tokens>,
    /// Frames of which the attitude counts, in a verdict's sense.
    deeds: Vec<(Tokens, i16)>,
    /// The predicates that are said of what the target did.
    own: Vec<Tokens>,
    /// Stretches that are not so.
    refuted: Vec<Tokens>,
}

impl Rulings {
    /// The rulings on a target.
    pub(super) fn fill(&mut self, scene: &Scene, scan: &Scan, target: &[Tokens]) {
        self.given.clear();
        self.deeds.clear();
        self.own.clear();
        self.refuted.clear();
        for verdict in &scan.verdicts {
            let is = |stretch: Option<Tokens>| share(scene, stretch, target).is_some();
            let told = match verdict.about {
                About::Deed(deed) if is(deed.patient) && !is(deed.agent) => {
                    self.deeds.push((deed.tokens, if verdict.praises { deed.attitude } else { -deed.attitude }));
                    deed.told
                }
                About::Deed(deed) if is(deed.agent) => {
                    self.own.push(verdict.tokens);
                    continue;
                }
                About::Claim(stretch) if is(Some(stretch)) => Some(stretch),
                _ => continue,
            };
            self.given.push(verdict.tokens);
            self.refuted.extend(told.filter(|_| !verdict.praises));
        }
    }

    /// Are these words of a predicate, which says nothing else of the target?
    pub(super) fn given(&self, tokens: Tokens) -> bool {
        self.given.iter().any(|given| given.overlaps(tokens))
    }

    /// Are these words of a predicate that is said of what the target did: `what Y did to us is a crime`?
    pub(super) fn judges(&self, tokens: Tokens) -> bool {
        self.own.iter().any(|own| own.overlaps(tokens))
    }

    /// What is left of a role.
    pub(super) fn frame(&self, scene: &Scene, scan: &Scan, hit: &Hit, role: FrameRole, value: i16) -> (FrameRole, i16) {
        let mild = -scene.weights().sympathy;
        match self.deeds.iter().find(|(tokens, _)| *tokens == hit.tokens) {
            Some((_, attitude)) => (FrameRole::Object, (i64::from(*attitude) * i64::from(mild) / 1000) as i16),
            None => (role, (i64::from(value) * self.turn(scene, scan, hit.tokens, &hit.shift) / 1000) as i16),
        }
    }

    /// What the shifted valence of words is multiplied by, in thousandths. What turns it from outside turns the claim already:
    /// `anyone who says Y is corrupt is a fool`.
    pub(super) fn turn(&self, scene: &Scene, scan: &Scan, tokens: Tokens, shift: &Shift) -> i64 {
        let Some(stretch) = self.refuted.iter().find(|stretch| stretch.contains(tokens)) else { return 1000 };
        let turned = shift.factor < 0 && scan.shifters(shift).iter().any(|shifter| shifter.end <= stretch.start);
        let mild = i64::from(scene.weights().sympathy);
        if turned { -mild } else { mild }
    }
}

/// The verdicts among some words.
pub(super) fn verdicts(scene: &Scene, scan: &Scan, found: &mut Vec<Verdict>) {
    found.clear();
    for word in &scan.words {
        // What turns a deed is no opinion of it: `failed to protect Y`, `aid to Y was suspended`.
        if !matches!(word.kind, ValenceKind::Attitude | ValenceKind::Event) || scan.turns(word.tokens) {
            continue;
        }
        let about = ahead(scene, scan, word).or_else(|| {
            let group = group(scene, word.tokens, scan.sentence(word.tokens.start))?;
            Some((behind(scene, scan, group)?, group))
        });
        if let Some((about, group)) = about.or_else(|| answered(scene, scan, word)) {
            found.push(Verdict { tokens: word.tokens, praises: praises(scene, scan, word, group), about });
        }
    }
}

/// Does a predicate praise, with what denies it in its verb group?
fn praises(scene: &Scene, scan: &Scan, word: &Word, group: u32) -> bool {
    let shifters = scan.shifters(&word.shift);
    if !shifters.is_empty() && shifters.iter().all(|shifter| shifter.start >= group) {
        return i64::from(word.valence) * word.shift.factor > 0;
    }
    let denials = (group..word.tokens.start).filter(|&at| scene.is(at as usize, Classes::NEGATION)).count();
    (word.valence > 0) ^ (denials % 2 == 1)
}

/// What stands behind a predicate and `it`: `it is wrong to attack Y`, `we find it unfair to call Y a liar`. With where its
/// verb group begins.
fn ahead(scene: &Scene, scan: &Scan, word: &Word) -> Option<(About, u32)> {
    let to = word.tokens.end;
    if !scene.is(to as usize, Classes::INFINITIVE) {
        return None;
    }
    let start = word.tokens.start;
    let begins = group(scene, word.tokens, scan.sentence(start)).unwrap_or(start);
    (begins > 0 && is_thing(scene, begins as usize - 1)).then_some(())?;
    let far = scan.rest(to).end.min(to + LONGEST);
    let end = (to + 1..far).find(|&at| parts(scene, at as usize)).unwrap_or(far);
    let about = done(scene, scan, Tokens { start: to + 1, end: end.max(to + 1) })?;
    Some((about, begins))
}

/// What stands before a predicate whose verb group begins at `group`: `criticism of Y is unfair`, `to abandon Y would be a
/// shame`, `those who call Y a liar are fools`.
fn behind(scene: &Scene, scan: &Scan, group: u32) -> Option<About> {
    let opens = scan.sentence(group);
    let floor = opens.max(group.saturating_sub(LONGEST));
    let mark = (floor..group).rev().find(|&at| parts(scene, at as usize));
    let start = mark.map(|at| at + 1).or(Some(floor).filter(|_| floor == opens))?;
    let start = start + u32::from(scene.is(start as usize, Classes::CONJUNCTION));
    let subject = Tokens { start, end: group };
    // `the claim that Y helped and was a friend`
    if start == group || scene.is(group as usize - 1, Classes::CONJUNCTION) {
        return None;
    }
    opening(scene, scan, subject)
        .and_then(|start| done(scene, scan, Tokens { start, ..subject }))
        .or_else(|| claimed(scene, subject))
        .or_else(|| related(scene, scan, subject))
}

/// The claim of the sentence before that a short one answers: `They say Y is weak. That is a lie`.
fn answered(scene: &Scene, scan: &Scan, word: &Word) -> Option<(About, u32)> {
    let start = scan.sentence(word.tokens.start);
    let first = start as usize;
    let ends = |at: u32| matches!(scene.kind(at as usize), Some(Kind::Stop | Kind::Comma | Kind::Mark(_)) | None);
    // `I call it cowardice`
    let named = || (first..word.tokens.start as usize).any(|at| cue(scene, at, word.tokens.end).is_some());
    let own =
        || scene.speaks_itself(Tokens { start, end: start + 1 }) && (start..start + REJOINDER).any(ends) && !named();
    let refers = || scene.is(first, Classes::PRONOUN) && scene.is(first + 1, Classes::BE) && !scene.is_personal(first);
    if start == 0 || praises(scene, scan, word, start) || word.tokens.start > start + ANSWER || !(own() || refers()) {
        return None;
    }
    let before = scan.sentence(start - 1);
    let said = |at: u32| cue(scene, at as usize, start);
    let told = (before..start.min(before + OPENING)).find_map(|at| Some((at, said(at)?)));
    let (_, from) = told.filter(|&(at, _)| !scene.speaks_itself(Tokens { start: before, end: at.max(before + 1) }))?;
    Some((About::Claim(Tokens { start: from, end: start }), start))
}

/// Where the verb group of a predicate begins, which holds a form of be: `is`, `would not have been a`.
fn group(scene: &Scene, predicate: Tokens, floor: u32) -> Option<u32> {
    const INNER: Classes =
        Classes::DETERMINER.or(Classes::ADVERB).or(Classes::NEGATION).or(Classes::POSSESSIVE).or(Classes::CONJUNCTION);
    const HELPS: Classes = Classes::AUXILIARY.or(Classes::NEGATION).or(Classes::ADVERB);
    let is = |at: usize| scene.is_being(at);
    let (start, floor) = (predicate.start as usize, floor as usize);
    let open = |at: usize| !scene.is(at, FUNCTION) && scene.tokens()[at].is_word() && !scene.is_name(at);
    let be = if predicate.range().any(is) {
        start
    } else {
        let before = (start.saturating_sub(GAP).max(floor)..start).rev();
        let skipped = before.take_while(|&at| !is(at) && (open(at) || scene.is(at, INNER))).count();
        (start - skipped).checked_sub(1).filter(|&at| at >= floor && is(at))?
    };
    let helpers = (floor..be).rev().take_while(|&at| scene.is(at, HELPS)).count();
    Some((be - helpers) as u32).filter(|&group| group as usize > floor)
}

/// Does a mark part what stands before it from a subject behind it?
fn parts(scene: &Scene, at: usize) -> bool {
    !matches!(scene.kind(at), Some(Kind::Word | Kind::Number | Kind::Hyphen))
}

/// Where the verb of a subject that tells of a deed opens: `to abandon`, `the failure to help`, `abandoning`, `those who
/// abandon`.
fn opening(scene: &Scene, scan: &Scan, subject: Tokens) -> Option<u32> {
    const GENERIC: Classes = Classes::PRONOUN.or(Classes::DETERMINER).or(Classes::ARM);
    let at = subject.start as usize;
    let relative = |at: usize| scene.is(at, Classes::RELATIVE) && scene.is(at, Classes::WH);
    let led = (subject.start..subject.end.min(subject.start + OPENING))
        .find(|&at| scene.is(at as usize, Classes::INFINITIVE));
    let verb = |at: u32| scan.hits.iter().find(|hit| at <= hit.tokens.start && hit.tokens.end <= subject.end);
    match () {
        // `what they did to Y`
        () if scene.is(at, Classes::WH) => verb(subject.start + 1).map(|hit| hit.tokens.start),
        () if scene.is(at, GENERIC) && relative(at + 1) => Some(subject.start + 2),
        () if led.is_some() => led.map(|to| to + 1),
        () => scene.lexicons.endings.tell(scene.document.word(at), Ending::Gerund).then_some(subject.start),
    }
}

/// The deed or claim that the verb at the start of a stretch tells.
fn done(scene: &Scene, scan: &Scan, stretch: Tokens) -> Option<About> {
    const BEFORE: Classes = Classes::ADVERB.or(Classes::NEGATION).or(Classes::AUXILIARY);
    let framed = scan.hits.iter().any(|hit| hit.tokens.start == stretch.start);
    let verb = stretch.range().find(|&at| framed || !scene.is(at, BEFORE))?;
    let index = scan.hits.partition_point(|hit| (hit.tokens.start as usize) < verb);
    let deed = scan.hits.get(index).filter(|hit| hit.tokens.start as usize == verb);
    let deed = deed.filter(|hit| hit.frame.pos == Pos::Verb && shows(hit) && hit.patient.is_some());
    let said = cue(scene, verb, stretch.end);
    match (deed, said) {
        (Some(hit), _) => Some(About::Deed(deed_of(scene, hit, stretch.end))),
        (_, Some(start)) => Some(About::Claim(Tokens { start, ..stretch })),
        _ => None,
    }
}

/// Does a frame show enough of an attitude?
fn shows(hit: &Hit) -> bool {
    const LEAST: i16 = 200;
    hit.frame.attitude.abs() >= LEAST
}

/// What a frame tells, up to `end`.
fn deed_of(scene: &Scene, hit: &Hit, end: u32) -> Deed {
    let Hit { tokens, agent, patient, frame, .. } = *hit;
    let speaks = tokens.end < end && scene.lexicons.cues.longest(scene.tokens(), tokens.start as usize).is_some();
    let told = speaks.then_some(Tokens { start: tokens.end, end });
    Deed { tokens, agent, patient, attitude: frame.attitude, told }
}

/// What the head of a subject says in its clause: `the claim that Y is corrupt`.
fn claimed(scene: &Scene, subject: Tokens) -> Option<About> {
    let clause = |cue: &Cue| cue.pos == Pos::Noun && cue.takes.has(Takes::CLAUSE);
    let near = Tokens { end: subject.end.min(subject.start + OPENING), ..subject };
    let that = near
        .range()
        .find(|&at| scene.is(at, Classes::COMPLEMENTIZER.or(Classes::PREPOSITION)) || scene.is_finite(at))?;
    let found = that.checked_sub(1).and_then(|noun| scene.lexicons.cues.longest(scene.tokens(), noun))?;
    let told = scene.is(that, Classes::COMPLEMENTIZER) && found.entries.iter().any(|entry| clause(&entry.value));
    let stretch = Tokens { start: that as u32 + 1, end: subject.end };
    (told && holds(scene, stretch)).then_some(About::Claim(stretch))
}

/// Does a stretch hold a clause?
fn holds(scene: &Scene, stretch: Tokens) -> bool {
    stretch.range().any(|at| scene.is_finite(at))
}

/// What a noun tells of an attitude or a deed: `criticism of Y`, `the critics of Y`.
fn related(scene: &Scene, scan: &Scan, subject: Tokens) -> Option<About> {
    let from = scan.hits.partition_point(|hit| hit.tokens.start < subject.start);
    let inside = scan.hits[from..].iter().take_while(|hit| hit.tokens.end <= subject.end);
    let mut nouns = inside.filter(|hit| hit.frame.pos == Pos::Noun && shows(hit));
    let hit = nouns.find(|hit| hit.patient.is_some_and(|patient| patient.end <= subject.end))?;
    let breaks = |at: usize| scene.is(at, Classes::AUXILIARY.or(Classes::WH)) && !scene.marks_owner(at);
    let plain = (hit.tokens.end..subject.end).all(|at| !breaks(at as usize));
    plain.then_some(About::Deed(deed_of(scene, hit, subject.end)))
}

/// Where a verb of speech or naming at `at` ends, if what it says or calls somebody stands behind it, before `end`.
fn cue(scene: &Scene, at: usize, end: u32) -> Option<u32> {
    let found = scene.lexicons.cues.longest(scene.tokens(), at).filter(|found| found.tokens.end < end)?;
    let said = Tokens { start: found.tokens.end, end };
    let speech = |cue: &Cue| cue.class == CueClass::Speech && cue.takes.has(Takes::CLAUSE) && holds(scene, said);
    let names = |cue: &Cue| cue.class != CueClass::Thought && cue.takes.has(Takes::NAME);
    let tells = |cue: &Cue| cue.pos == Pos::Verb && (names(cue) || speech(cue));
    found.entries.iter().any(|entry| tells(&entry.value)).then_some(found.tokens.end)
}

/// Is it a pronoun that stands for a thing or a clause: `it`?
fn is_thing(scene: &Scene, at: usize) -> bool {
    let pronoun = scene.lexicons.pronoun(scene.tokens()[at].symbol);
    pronoun.is_some_and(|pronoun| pronoun.gender == Gender::Neuter)
}
