//! The attitudes that the narrator reports: `Berlin praised Kyiv`, `Berlin's criticism of Moscow`.
//!
//! An event is no attitude, and a word between two names need not tie them. Here only a frame counts that shows a strong
//! attitude and whose agent and patient are headed by actors; a noun must be tied to both in words.

use super::frame::{Hit, hit};
use super::judge::attitude;
use super::name::is_part_of_name;
use super::quoted::is_own;
use super::scan::Scan;
use super::scene::{FUNCTION, Scene};
use super::{Judgement, Stance};
use crate::attribution::Quote;
use crate::gazetteer::ActorKind;
use crate::lexicon::{Classes, Frame, Pos};
use crate::mention::Via;
use crate::reference::{Cast, Reference, ReferentKind};
use crate::text::Tokens;

/// How many tokens before the first name and behind the last a verb may stand that binds them.
const REACH: usize = 12;

/// What the narrator tells of one actor's attitude to another.
pub(super) fn narrated(scene: &Scene, cast: &Cast, quotes: &[Quote], stances: &mut Vec<Stance>) {
    let mut told = vec![true; scene.tokens().len()];
    for quote in quotes {
        for piece in quote.content.iter().copied().chain(quote.cue.map(|cue| cue.tokens)) {
            told[piece.range()].fill(false);
        }
    }
    let frames = scene.lexicons.frames.mark();
    for sentence in scene.document.sentences() {
        let references = cast.references_in(sentence.tokens);
        let (Some(first), Some(last)) = (references.first(), references.last()) else { continue };
        if references.iter().all(|reference| reference.referent == first.referent) {
            continue;
        }
        // Verb and both its actors stand close together; a longer stretch is a list or a quotation.
        let mut at = (first.tokens.start as usize).saturating_sub(REACH).max(sentence.tokens.start as usize);
        let end = (last.tokens.end as usize + REACH).min(sentence.tokens.end as usize);
        let ahead = |at: usize| Some(at + scene.tokens().get(at..end)?.iter().position(|it| it.marks.any(frames))?);
        while let Some(framed) = ahead(at) {
            at = framed;
            let hit = told[at].then(|| telling(scene, at, sentence.tokens)).flatten();
            let next = hit.as_ref().map_or(at + 1, |hit| hit.tokens.end as usize);
            let hit = hit.filter(|hit| hit.tokens.range().all(|at| told[at]));
            stances.extend(hit.and_then(|hit| tied(scene, cast, hit, sentence.tokens)));
            at = next;
        }
    }
}

/// The frame that begins at `at`, if it shows an attitude strong enough to be told.
fn telling<'a>(scene: &Scene<'a, '_>, at: usize, sentence: Tokens) -> Option<Hit<'a>> {
    let found = scene.lexicons.frames.longest(scene.tokens(), at)?;
    let strong = |frame: &Frame| frame.attitude.abs() >= scene.weights().told;
    if !found.entries.iter().any(|entry| strong(&entry.value)) || is_part_of_name(scene, found.tokens, sentence, &[]) {
        return None;
    }
    hit(scene, found.tokens, found.entries).filter(|hit| strong(hit.frame))
}

/// The stance of a frame whose agent and patient are two actors.
fn tied(scene: &Scene, cast: &Cast, hit: Hit, sentence: Tokens) -> Option<Stance> {
    let (agent, patient) = (hit.agent?, hit.patient?);
    let is_noun = hit.frame.pos == Pos::Noun;
    if is_noun && !(scene.owns(agent) || agent.start >= hit.tokens.end) {
        return None;
    }
    // `critical of Y`, `support for Y`: the link stands beside the word.
    if hit.frame.pos != Pos::Verb && patient.start > hit.tokens.end + 1 {
        return None;
    }
    let holder = headed(scene, cast, agent)?;
    let target = headed(scene, cast, patient).or_else(|| owner(scene, cast, patient))?;
    (holder.referent != target.referent).then(|| Stance {
        quote: None,
        holder: Some(holder.referent),
        holder_tokens: Some(holder.tokens),
        target: target.referent,
        references: vec![*target],
        own: is_own(cast, holder.referent, target.referent),
        judgement: judgement(scene, hit, sentence),
    })
}

/// The actor that is the head of a noun phrase, or stands with the arm of state that is.
fn headed<'c>(scene: &Scene, cast: &'c Cast, phrase: Tokens) -> Option<&'c Reference> {
    let reference = cast.references_in(phrase).iter().rev().find(|reference| !reference.describes)?;
    let rest = Tokens { start: reference.tokens.end, end: phrase.end };
    let kind = cast.referent(reference.referent).kind;
    let country = kind == ReferentKind::Known(ActorKind::Country);
    let plain = |at: usize| scene.tokens()[at].is_word() && !scene.is_name(at) && !scene.is(at, FUNCTION);
    let by_arm = || {
        (country || kind == ReferentKind::Known(ActorKind::Organisation))
            && scene.is(phrase.end as usize - 1, Classes::ARM)
            && rest.range().all(plain)
    };
    // Behind the name of a country that has no article goes on the sentence: `the invasion of Ukraine shocked them`.
    let alone = || country && reference.via == Via::Name && reference.tokens.start == phrase.start;
    let past = || scene.is_past(rest.start as usize);
    (rest.is_empty() || by_arm() || alone() || past()).then_some(reference)
}

/// The actor whose own the head of a noun phrase is (`Y's plan`), where that is no third party (`Y's rivals`).
fn owner<'c>(scene: &Scene, cast: &'c Cast, phrase: Tokens) -> Option<&'c Reference> {
    let reference = cast.references_in(phrase).first().filter(|reference| scene.owns(reference.tokens))?;
    let relates = |at: usize| scene.lexicons.frames.longest(scene.tokens(), at).is_some();
    let rest = reference.tokens.end as usize..phrase.end as usize;
    (!rest.clone().any(|at| relates(at) || scene.is_name(at))).then_some(reference)
}

/// The attitude that a frame of a sentence shows, with the shifters around it.
fn judgement(scene: &Scene, hit: Hit, sentence: Tokens) -> Judgement {
    let near = Tokens::new(
        (hit.tokens.start as usize).saturating_sub(2 * REACH).max(sentence.start as usize),
        (hit.tokens.end as usize + 2 * REACH).min(sentence.end as usize),
    );
    let scan = Scan::new(scene, &[near], &[]);
    let shifted = scan.hits.iter().find(|other| other.tokens == hit.tokens).unwrap_or(&hit);
    attitude(scene, &scan, shifted)
}
