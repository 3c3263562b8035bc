//! Ties: a frame that lets one of two named ones act on the other, however far from its word they stand in the clause.
//!
//! `frame` reads the noun phrases beside a word. Here they are followed: to the left over asides, lists and what belongs to
//! the subject, and over the verbs that lead to another (`X threatened to attack Y`, `X spoke out, accusing Y`); to the right
//! to whom the object belongs (`criticised the role of Y`). A second subject, and a clause that opens, end the walk.

use super::frame::{Hit, verb_before};
use super::scene::{FUNCTION, Scene};
use crate::lexicon::{Case, Classes, Ending, Form, Pos};
use crate::text::{Kind, Symbol, Tokens};

/// How many tokens a walk to the left may pass.
const FAR: usize = 30;

/// How many tokens an aside may have.
const ASIDE: usize = 16;

/// How many tokens may stand between an object and whom it belongs to.
const BEHIND: u32 = 10;

/// The frame with the two in its roles, where one of `holder` acts on one of `target` in it.
pub(super) fn tie<'a>(scene: &Scene, hit: &Hit<'a>, holder: &[Tokens], target: &[Tokens]) -> Option<Hit<'a>> {
    let start = hit.tokens.start as usize;
    let (agent, patient) = match hit.frame.pos {
        Pos::Verb if hit.passive => {
            (behind(scene, hit.agent, holder)?, subject(scene, hit.patient, start, hit.form, target)?)
        }
        // `they suffer`: nobody does it.
        Pos::Verb | Pos::Adjective if hit.frame.owned => return None,
        Pos::Noun => {
            // `a Y critic`
            let compound = target.iter().copied().find(|place| hit.frame.owned && place.end as usize == start);
            let patient = compound.or_else(|| behind(scene, hit.patient, target))?;
            let verb = verb_before(scene, start);
            // `met critics of Y`
            if hit.frame.owned && hit.form == Form::Plural && scene.is_verb(verb) && !scene.is(verb, Classes::BE) {
                return None;
            }
            let led = || {
                // `X, an ally of Y`
                let comma = verb > 0 && scene.kind(verb - 1) == Some(Kind::Comma);
                let beside = holder.iter().copied().find(|place| comma && place.end as usize == verb - 1);
                let free = hit.agent.is_none_or(|agent| agent.end as usize <= verb) && !scene.appraises(verb);
                beside.or_else(|| subject(scene, None, verb, Form::Past, holder).filter(|_| free))
            };
            (inside(hit.agent, holder).or_else(led).or_else(|| unnamed(scene, hit, holder))?, patient)
        }
        _ => {
            let patient = behind(scene, hit.patient, target).or_else(|| antecedent(scene, hit, target))?;
            let agent = subject(scene, hit.agent, start, hit.form, holder).or_else(|| unnamed(scene, hit, holder));
            (agent?, patient)
        }
    };
    Some(Hit { agent: Some(agent), patient: Some(patient), ..*hit })
}

/// Which of some places an agent without a name stands for or belongs to, as far as can be told: the last one named before
/// (`X lost, and he attacked Y`), or, where the verb says something of its object, `In X, voters blamed Y`.
fn unnamed(scene: &Scene, hit: &Hit, who: &[Tokens]) -> Option<Tokens> {
    /// How much a frame says of its patient that is an opinion of it.
    const OPINION: i16 = 200;
    let agent = hit.agent.filter(|agent| agent.end <= hit.tokens.start)?;
    let place = who[..who.partition_point(|place| place.end <= agent.start)].last().copied()?;
    let nobody = !(place.end..hit.tokens.start).any(|at| scene.is_name(at as usize));
    let stands = agent.range().any(|at| scene.is_third(at)) || hit.frame.patient.abs() >= OPINION;
    (nobody && stands && agent.end - place.end < FAR as u32).then_some(place)
}

/// Which of some places stands in a stretch.
fn inside(stretch: Option<Tokens>, who: &[Tokens]) -> Option<Tokens> {
    let stretch = stretch?;
    who.iter().copied().find(|place| place.overlaps(stretch))
}

/// The object, up to whom of some places it is or belongs to.
fn behind(scene: &Scene, object: Option<Tokens>, who: &[Tokens]) -> Option<Tokens> {
    const ON: Classes = Classes::GENITIVE
        .or(Classes::AUTHOR)
        .or(Classes::DETERMINER)
        .or(Classes::POSSESSIVE)
        .or(Classes::CONJUNCTION)
        .or(Classes::NUMBER);
    let object = object?;
    if inside(Some(object), who).is_some() {
        return Some(object);
    }
    for at in object.end..object.end + BEHIND {
        if let Some(place) = who.iter().find(|place| place.has(at as usize)) {
            return Some(Tokens { start: object.start, end: place.end });
        }
        let at = at as usize;
        let goes_on = match scene.kind(at) {
            Some(Kind::Word) if scene.is(at, ON) => true,
            Some(Kind::Word) => !scene.is(at, FUNCTION) && !scene.is_finite(at) && !scene.relates(at),
            Some(Kind::Hyphen | Kind::Number | Kind::Mark(_)) => true,
            Some(Kind::Comma) => scene.is_name(at + 1),
            _ => false,
        };
        if !goes_on {
            return None;
        }
    }
    None
}

/// Which of some places is the object as what a relative clause is about: `Y, which X condemned`.
fn antecedent(scene: &Scene, hit: &Hit, who: &[Tokens]) -> Option<Tokens> {
    let free = hit.patient.is_none() && hit.frame.links.is_empty();
    let agent = scene.subject(hit.tokens.start as usize).filter(|_| free)?;
    let relative = (agent.start as usize).checked_sub(1).filter(|&at| scene.is(at, Classes::RELATIVE))?;
    let comma = relative > 0 && scene.kind(relative - 1) == Some(Kind::Comma);
    who.iter().copied().find(|place| place.end as usize + usize::from(comma) == relative)
}

/// What a walk to the left looks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sought {
    /// The subject: its noun phrase has not begun.
    Subject,
    /// The rest of the subject.
    Phrase,
    /// The verb before, whose subject it is too.
    Verb,
}

/// Which of some places is the subject of the verb at `verb`, if none of `agent` is.
fn subject(scene: &Scene, agent: Option<Tokens>, verb: usize, form: Form, who: &[Tokens]) -> Option<Tokens> {
    if let Some(place) = inside(agent, who) {
        return Some(place);
    }
    let floor = verb.saturating_sub(FAR);
    let stands = |at: usize| who.iter().copied().find(|place| place.has(at));
    let (mut at, mut helped, mut led) = (verb, false, false);
    while at > floor && scene.is(at - 1, GROUP) && stands(at - 1).is_none() {
        at -= 1;
        led |= scene.is(at, Classes::INFINITIVE);
        helped |= scene.is(at, Classes::AUXILIARY);
    }
    let participle = form == Form::Gerund && !helped;
    let before = |classes| at > floor && scene.is(at - 1, classes);
    let attributive = matches!(form, Form::Participle | Form::PastOrParticiple) && before(Classes::PREPOSITION);
    // A verb in its base form stands behind a plural, more than one name, or an aside.
    let bare = form == Form::Base && !led && !helped && at > floor && scene.kind(at - 1) == Some(Kind::Word) && {
        let word = scene.document.word(at - 1);
        let plural = scene.is_name(at - 1) || scene.lexicons.endings.tell(word, Ending::Plural);
        !plural && !before(Classes::PRONOUN.or(Classes::RELATIVE).or(Classes::CONJUNCTION))
    };
    if attributive || bare {
        return None;
    }
    if at > floor && (led || participle) && stands(at - 1).is_some() {
        return stands(at - 1);
    }
    let mut sought = if led || participle { Sought::Verb } else { Sought::Subject };
    let mut listed = false;
    while at > floor {
        let before = at - 1;
        if let Some(place) = stands(before) {
            // Whoever stands behind a verb is its object.
            if sought != Sought::Verb || scene.is_verb(at) || led && scene.owns(place) {
                return Some(place);
            }
            at = place.start as usize;
            continue;
        }
        match scene.kind(before)? {
            Kind::Comma | Kind::Dash | Kind::Close if sought != Sought::Verb => {
                if listed && scene.kind(before) == Some(Kind::Comma) {
                    at = before;
                    continue;
                }
                let opens = |&at: &usize| matches!(scene.kind(at), Some(Kind::Comma | Kind::Dash | Kind::Open));
                let aside = (before.saturating_sub(ASIDE).max(floor)..before).rev().find(opens);
                match aside {
                    // `X, the chairman, ...`
                    _ if sought == Sought::Phrase && before > floor && stands(before - 1).is_some() => {
                        return stands(before - 1);
                    }
                    Some(open) => {
                        let told = (open..before).any(|at| scene.is(at, Classes::AUXILIARY.or(OPENING)));
                        if let Some(place) = inside(Some(Tokens::new(open, before)), who).filter(|_| !told) {
                            return Some(place);
                        }
                        at = open;
                    }
                    None if sought == Sought::Subject => {
                        sought = Sought::Verb;
                        at = before;
                    }
                    None => return None,
                }
            }
            Kind::Comma
            | Kind::Dash
            | Kind::Close
            | Kind::Open
            | Kind::Hyphen
            | Kind::Number
            | Kind::Sign
            | Kind::Mark(_) => {
                at = before;
            }
            Kind::Word if scene.is(before, Classes::PREPOSITION.or(Classes::CONJUNCTION)) => {
                match sought {
                    Sought::Subject => sought = Sought::Verb,
                    _ => listed |= sought == Sought::Phrase && scene.is(before, Classes::CONJUNCTION),
                }
                at = before;
            }
            Kind::Word if scene.is(before, Classes::RELATIVE) && sought == Sought::Subject => {
                at = before - usize::from(before > floor && scene.kind(before - 1) == Some(Kind::Comma));
            }
            Kind::Word if scene.is(before, OPENING) => return None,
            Kind::Word if scene.is(before, Classes::PRONOUN) && !scene.is(before, Classes::DETERMINER) => {
                let case = scene.lexicons.pronoun(scene.tokens()[before].symbol).map(|pronoun| pronoun.case);
                if sought != Sought::Verb || case == Some(Case::Subject) {
                    return None;
                }
                at = before;
            }
            Kind::Word if scene.is_finite(before) && !is_adjective(scene, before) => {
                if sought != Sought::Verb {
                    return None;
                }
                at = before;
                let mut leads = false;
                while at > floor && scene.is(at - 1, GROUP) && stands(at - 1).is_none() {
                    at -= 1;
                    leads |= scene.is(at, Classes::INFINITIVE);
                }
                if !leads {
                    sought = Sought::Subject;
                }
            }
            Kind::Word => {
                if sought != Sought::Verb && !scene.is(before, GROUP) {
                    if scene.relates(before) {
                        return None;
                    }
                    sought = Sought::Phrase;
                }
                at = before;
            }
            _ => return None,
        }
    }
    None
}

/// Does a word written like a verb stand as an adjective: `U.S.-backed`, `the ousted`?
fn is_adjective(scene: &Scene, at: usize) -> bool {
    let hyphen = |at: usize| scene.kind(at) == Some(Kind::Hyphen);
    at > 0 && (hyphen(at - 1) || scene.is(at - 1, Classes::DETERMINER.or(Classes::POSSESSIVE))) || hyphen(at + 1)
}

/// Words that may stand between a subject and its verb.
const GROUP: Classes =
    Classes::AUXILIARY.or(Classes::ADVERB).or(Classes::NEGATION).or(Classes::INFINITIVE).or(Classes::HAVE);

/// Words that open a clause.
const OPENING: Classes = Classes::RELATIVE.or(Classes::SUBORDINATOR).or(Classes::COMPLEMENTIZER).or(Classes::WH);

/// The finite forms of a verb.
const FINITE: [Form; 3] = [Form::Third, Form::Past, Form::PastOrParticiple];

impl Scene<'_, '_> {
    /// Is it a verb known to stand in a finite form, or one that helps another?
    pub(super) fn is_finite(&self, at: usize) -> bool {
        // `took steps to`: before an infinitive stands a noun that may look like a verb.
        let plural = self.is(at + 1, Classes::INFINITIVE);
        let told =
            |pos: Pos, form: Form| pos == Pos::Verb && FINITE.contains(&form) && !(plural && form == Form::Third);
        let Some(token) = self.tokens().get(at).filter(|token| token.is_word() && !token.is_capital()) else {
            return false;
        };
        let (lexicons, word) = (self.lexicons, token.symbol);
        self.is(at, Classes::AUXILIARY.or(Classes::FINITE)) && !self.marks_owner(at)
            || lexicons.frames.word(word).iter().any(|entry| told(entry.value.pos, entry.form))
            || lexicons.valence.word(word).iter().any(|entry| told(entry.value.pos, entry.form))
            || lexicons.cues.word(word).iter().any(|entry| told(entry.value.pos, entry.form))
            || lexicons.endings.tell(self.document.word(at), Ending::Participle)
    }

    /// Is it a verb?
    fn is_verb(&self, at: usize) -> bool {
        let word = self.tokens().get(at).map_or(Symbol::UNKNOWN, |token| token.symbol);
        let lexicons = self.lexicons;
        self.is_finite(at)
            || lexicons.frames.word(word).iter().any(|entry| entry.value.pos == Pos::Verb)
            || lexicons.valence.word(word).iter().any(|entry| entry.value.pos == Pos::Verb)
            || lexicons.cues.word(word).iter().any(|entry| entry.value.pos == Pos::Verb)
    }

    /// Is it a noun for somebody who stands to another as the noun says: a critic, an ally?
    fn relates(&self, at: usize) -> bool {
        let word = self.tokens().get(at).map_or(Symbol::UNKNOWN, |token| token.symbol);
        self.lexicons.frames.word(word).iter().any(|entry| entry.value.owned)
    }
}
