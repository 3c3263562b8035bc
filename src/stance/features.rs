//! What is seen around a target: the one list of features, for learning weights and for judging by them.
//!
//! A feature has a name, as `lexicons/fitted.tsv` writes it, the words it stands on, and an amount in thousandths. Names
//! are masked, so that nothing is learned about who somebody is.

use super::scan::Scan;
use super::scene::Scene;
use super::{Judgement, Label};
use crate::lexicon::{BIAS, Classes, stem};
use crate::text::{Kind, Tokens, folded};

/// What stands for the target, for names (those of others whose tone is asked for among them: how many are asked for says
/// nothing of the text), and for numbers.
const TARGET: &str = "<target>";
const NAME: &str = "<name>";
const NUMBER: &str = "<number>";

/// What a score and its parts are multiplied by, so that one of medium strength weighs like a word.
const LOUD: i64 = 3;

/// How many words a feature beside the target may have.
const LONGEST_PHRASE: usize = 3;

/// The families of features that are words: anywhere in the sentence, there behind a denial, near the target on either side.
const AROUND: &str = "near:";
const DENIED: &str = "denied:";
const LEFT: &str = "left:";
const RIGHT: &str = "right:";

/// The family of features that are the words beside the target.
pub const BESIDE: &str = "beside:";

/// All families of features that are words.
const WORDED: [&str; 5] = [AROUND, DENIED, LEFT, RIGHT, BESIDE];

/// Is a feature made of just these words, apart from names, numbers and marks?
pub fn is_made_of(feature: &str, words: &str) -> bool {
    let sought = || words.split_whitespace().map(|word| stem(&folded(word)).to_owned());
    let made = |rest: &str| rest.split(' ').filter(|word| word.starts_with(char::is_alphabetic)).eq(sought());
    sought().next().is_some() && WORDED.iter().any(|family| feature.strip_prefix(family).is_some_and(made))
}

/// How far a word may stand from the target for its side to count, in words.
const NEAR: usize = 6;

/// One target, with what the lexicons say of it.
pub(super) struct Around<'v, 'a, 't> {
    pub(super) scene: &'v Scene<'a, 't>,
    pub(super) scan: &'v Scan<'a>,
    pub(super) judgement: &'v Judgement,
    pub(super) target: Tokens,
    /// Everybody whose tone is asked for, in order.
    pub(super) names: &'v [Tokens],
    /// The words that may bear on it.
    pub(super) stretch: Tokens,
}

/// A word or mark of the sentence as features name it.
struct Form {
    tokens: Tokens,
    written: String,
    is_word: bool,
    is_denied: bool,
}

/// Calls `see` with each feature: its name, the words it stands on (the target's own for what is no word's), its amount.
pub(super) fn features(around: &Around, see: &mut dyn FnMut(&str, Tokens, i64)) {
    let sentence = sentence(around);
    let forms = forms(around, sentence);
    let own = forms.iter().position(|form| form.tokens == around.target).unwrap_or(0);
    see(BIAS, around.target, 1000);
    judged(around, see);
    rated(around, sentence, see);
    placed(around, own, forms.len(), see);
    worded(&forms, own, see);
    beside(&forms, own, see);
}

/// The sentence of the target, or, where it stands in none, the words around it.
fn sentence(around: &Around) -> Tokens {
    let Around { target, stretch, .. } = *around;
    let document = around.scene.document;
    let found = document.sentence_of(target.start as usize).map(|index| document.sentences()[index].tokens);
    let found = found.unwrap_or(stretch);
    Tokens { start: found.start.max(stretch.start), end: found.end.min(stretch.end).max(target.end) }
}

/// The words and marks of the sentence, names masked.
fn forms(around: &Around, sentence: Tokens) -> Vec<Form> {
    let Around { scene, target, names, .. } = around;
    let mut forms: Vec<Form> = Vec::with_capacity(sentence.len());
    let mut at = sentence.start;
    while at < sentence.end {
        let place = at as usize;
        let whole = |name: &Tokens| (name.end.min(sentence.end), if name == target { TARGET } else { NAME });
        let before = || names[..names.partition_point(|name| name.start <= at)].last().filter(|name| name.has(place));
        let named = if target.has(place) { Some(target) } else { before() };
        let (end, mask) = named.map_or((at + 1, ""), whole);
        let kind = scene.tokens()[place].kind;
        let written = match kind {
            _ if !mask.is_empty() => mask.to_owned(),
            Kind::Word if is_name(scene, place) => NAME.to_owned(),
            Kind::Word => stem(&folded(scene.document.word(place))).to_owned(),
            Kind::Number => NUMBER.to_owned(),
            Kind::Mark(_) => "\"".to_owned(),
            Kind::Stop | Kind::Comma | Kind::Colon | Kind::Semicolon => scene.document.word(place).to_owned(),
            _ => "-".to_owned(),
        };
        let denies = |form: &Form| scene.is(form.tokens.start as usize, Classes::NEGATION);
        let is_denied = forms.iter().rev().take(3).any(denies);
        let tokens = if mask == TARGET { *target } else { Tokens { start: at, end } };
        forms.push(Form { tokens, written, is_word: kind == Kind::Word, is_denied });
        at = end;
    }
    forms
}

/// Is it a word written like a name? At the start of a sentence any word is, so that only those count as none that the
/// lexicons know as something else.
fn is_name(scene: &Scene, at: usize) -> bool {
    if !scene.is_name(at) {
        return false;
    }
    let opens = at == 0 || matches!(scene.kind(at - 1), Some(Kind::Stop | Kind::Ellipsis | Kind::Mark(_)));
    !(opens && scene.tokens()[at].marks.any(scene.lexicons.tone_mark))
}

/// What the lexicons alone say of the target.
fn judged(around: &Around, see: &mut dyn FnMut(&str, Tokens, i64)) {
    let Around { judgement, target, .. } = *around;
    let half = if judgement.score < 0 { "lexicons: score -" } else { "lexicons: score +" };
    for evidence in &judgement.evidence {
        let part = i64::from(evidence.contribution) * LOUD;
        see("lexicons: score", evidence.tokens, part);
        see(half, evidence.tokens, part * i64::from(judgement.score.signum()));
    }
    let label = match judgement.label {
        Label::Negative => "lexicons: label -",
        Label::Neutral => "lexicons: label 0",
        Label::Positive => "lexicons: label +",
    };
    see(label, target, 1000);
    see("lexicons: confidence", target, i64::from(judgement.confidence));
    see("lexicons: evidence", target, (200 * judgement.evidence.len() as i64).min(1000));
    if judgement.evidence.is_empty() {
        see("lexicons: no evidence", target, 1000);
    }
}

/// The rated words of the sentence, whoever they are about.
fn rated(around: &Around, sentence: Tokens, see: &mut dyn FnMut(&str, Tokens, i64)) {
    for word in around.scan.words.iter().filter(|word| sentence.contains(word.tokens)) {
        let value = LOUD * i64::from(word.valence) * word.shift.factor / 1000;
        let gap = i64::from(word.tokens.start.abs_diff(around.target.start));
        let (all, near) = if value < 0 { ("rated: -", "rated: near -") } else { ("rated: +", "rated: near +") };
        see(all, word.tokens, value.abs());
        see(near, word.tokens, value.abs() * 4 / (4 + gap));
    }
}

/// How and where the target stands.
fn placed(around: &Around, own: usize, length: usize, see: &mut dyn FnMut(&str, Tokens, i64)) {
    const LONG: usize = 80;
    let Around { scene, target, .. } = *around;
    let first = target.start as usize;
    let is_pronoun = scene.lexicons.pronoun(scene.tokens()[first].symbol).is_some();
    for (name, holds) in [
        ("target: in quotation", scene.document.quotation_of(first).is_some()),
        ("target: pronoun", is_pronoun && target.len() == 1),
        ("target: owner", scene.owns(target)),
        ("target: several words", target.len() > 1),
    ] {
        see(name, target, if holds { 1000 } else { 0 });
    }
    see("target: position", target, 1000 * own as i64 / length.max(1) as i64);
    see("sentence: length", target, 25 * length.min(LONG) as i64);
}

/// Each word around, by its distance; those near also by their side.
fn worded(forms: &[Form], own: usize, see: &mut dyn FnMut(&str, Tokens, i64)) {
    const HALF: f64 = 8.0;
    let mut name = String::new();
    for (at, form) in forms.iter().enumerate().filter(|(at, form)| *at != own && form.is_word) {
        let gap = at.abs_diff(own);
        let family = if form.is_denied { DENIED } else { AROUND };
        let amount = 1000.0 / (1.0 + gap as f64 / HALF).sqrt();
        see(named(&mut name, family, std::slice::from_ref(form)), form.tokens, amount as i64);
        if gap <= NEAR {
            let side = if at < own { LEFT } else { RIGHT };
            see(
                named(&mut name, side, std::slice::from_ref(form)),
                form.tokens,
                1000 * NEAR as i64 / (NEAR + gap) as i64,
            );
        }
    }
}

/// The phrases that hold the target and one to three words or marks beside it. One with words on both sides is the target's.
fn beside(forms: &[Form], own: usize, see: &mut dyn FnMut(&str, Tokens, i64)) {
    let mut name = String::new();
    for words in 1..=LONGEST_PHRASE {
        for start in own.saturating_sub(words)..=own {
            let end = start + words + 1;
            let Some(phrase) = forms.get(start..end) else { continue };
            let tokens = match phrase {
                [_, first, ..] if start == own => first.tokens.join(phrase[words].tokens),
                [first, ..] if end == own + 1 => first.tokens.join(phrase[words - 1].tokens),
                _ => forms[own].tokens,
            };
            see(named(&mut name, BESIDE, phrase), tokens, 1000);
        }
    }
}

/// A feature's name: its family and the words it is made of.
fn named<'n>(name: &'n mut String, family: &str, forms: &[Form]) -> &'n str {
    name.clear();
    name.push_str(family);
    for form in forms {
        name.push(' ');
        name.push_str(&form.written);
    }
    name
}
