//! Ties: a frame that lets one of two named ones act on the other, however far from its word they stand in the clause.
//!
//! `frame` reads the noun phrases beside a word. Here they are followed: to the left over asides, lists and what belongs to
//! the subject, and over the verbs that lead to another (`X threatened to attack Y`, `X spoke out, accusing Y`); to the right
//! to whom the object belongs (`criticised the role of Y`). A second subject, and a clause that opens, end the walk.

use super::frame::{Hit, verb_before};
use super::scene::{FUNCTION, Scene};
use crate::lexicon::{Case, Classes, Ending, Form, Pos};
use crate::text::{Kind, Symbol, Tokens};
use std::ops::ControlFlow;

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
        Pos::Verb | Pos::Adjective if hit.turned => {
            (behind(scene, hit.agent, holder)?, subject(scene, hit.patient, start, hit.form, target)?)
        }
        // `they suffer`: nobody does it.
        Pos::Verb | Pos::Adjective if hit.frame.owned => return None,
        Pos::Noun => {
            // `a Y critic`
            let compound = target.iter().copied().find(|place| hit.frame.owned && place.end as usize == start);
            let patient = compound.or_else(|| behind(scene, hit.patient, target))?;
            // `X is Y's ally`
            let opens =
                hit.patient.filter(|owner| (owner.start as usize) < start).map_or(start, |owner| owner.start as usize);
            let verb = verb_before(scene, opens);
            // `met critics of Y`
            if hit.frame.owned && hit.form == Form::Plural && scene.is_verb(verb) && !scene.is(verb, Classes::BE) {
                return None;
            }
            let led = || {
                // `X, an ally of Y`
                let comma = verb > 0 && scene.kind(verb - 1) == Some(Kind::Comma);
                let beside = holder.iter().copied().find(|place| comma && place.end as usize == verb - 1);
                let free = hit.agent.is_none_or(|agent| agent.end as usize <= verb)
                    && (verb == start || !scene.appraises(verb));
                // `Y's critics` are taken for granted, unless they are said to be it.
                let told = opens == start || scene.is(verb, Classes::BE) || scene.follows(verb, Classes::BE);
                beside.or_else(|| subject(scene, None, verb, Form::Past, holder).filter(|_| free && told))
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
    // `he` stands for nobody's place: `booed in X for his attack on Y`.
    let stands = match agent.range().any(|at| scene.is_third(at)) {
        true => !scene.follows(place.start as usize, Classes::LOCATIVE),
        false => hit.frame.patient.abs() >= OPINION,
    };
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

/// Which of some places is the subject of the verb at `verb`, if none of `agent` is.
fn subject(scene: &Scene, agent: Option<Tokens>, verb: usize, form: Form, who: &[Tokens]) -> Option<Tokens> {
    if let Some(place) = inside(agent, who) {
        return Some(place);
    }
    let floor = verb.saturating_sub(FAR);
    let mut walk = Walk { scene, who, floor, at: verb, sought: Sought::Subject, listed: false };
    let Group { led, helped } = walk.group();
    let before = |classes| walk.at > floor && scene.is(walk.at - 1, classes);
    let attributive = matches!(form, Form::Participle | Form::PastOrParticiple) && before(Classes::PREPOSITION);
    // A verb in its base form stands behind a plural, more than one name, or an aside.
    let alone = form == Form::Base && !led && !helped && walk.at > floor;
    let bare = alone && scene.kind(walk.at - 1) == Some(Kind::Word) && {
        let word = scene.document.word(walk.at - 1);
        let plural = scene.is_name(walk.at - 1) || scene.lexicons.endings.tell(word, Ending::Plural);
        !plural && !before(Classes::PRONOUN.or(Classes::RELATIVE).or(Classes::CONJUNCTION))
    };
    if attributive || bare {
        return None;
    }
    if led || form == Form::Gerund && !helped {
        walk.sought = Sought::Verb;
        if let Some(place) = walk.at.checked_sub(1).filter(|&at| at >= floor).and_then(|at| walk.stands(at)) {
            return Some(place);
        }
    }
    walk.go(led)
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

/// A walk to the left from a verb, in search of its subject.
struct Walk<'w, 'a, 't> {
    scene: &'w Scene<'a, 't>,
    who: &'w [Tokens],
    /// Where it ends.
    floor: usize,
    at: usize,
    sought: Sought,
    /// Has it passed a word that joins a list?
    listed: bool,
}

/// What the words before a verb in its group show.
struct Group {
    /// Is it an infinitive?
    led: bool,
    /// Does another verb help it?
    helped: bool,
}

/// One step of a walk: what it found ends it.
type Step = ControlFlow<Option<Tokens>>;

impl Walk<'_, '_, '_> {
    /// Which of the places is found; of a verb that another leads, what another verb is done to counts too, as an owner.
    fn go(mut self, led: bool) -> Option<Tokens> {
        while self.at > self.floor {
            if let ControlFlow::Break(found) = self.step(self.at - 1, led) {
                return found;
            }
        }
        None
    }

    /// The place that stands at `at`.
    fn stands(&self, at: usize) -> Option<Tokens> {
        self.who.iter().copied().find(|place| place.has(at))
    }

    /// Passes the words before a verb in its group.
    fn group(&mut self) -> Group {
        let mut group = Group { led: false, helped: false };
        while self.at > self.floor && self.scene.is(self.at - 1, GROUP) && self.stands(self.at - 1).is_none() {
            self.at -= 1;
            group.led |= self.scene.is(self.at, Classes::INFINITIVE);
            group.helped |= self.scene.is(self.at, Classes::AUXILIARY);
        }
        group
    }

    fn step(&mut self, before: usize, led: bool) -> Step {
        let scene = self.scene;
        if let Some(place) = self.stands(before) {
            // Whoever stands behind a verb is its object.
            if self.sought != Sought::Verb || scene.is_verb(self.at) || led && scene.owns(place) {
                return ControlFlow::Break(Some(place));
            }
            self.at = place.start as usize;
            return ControlFlow::Continue(());
        }
        match scene.kind(before) {
            Some(Kind::Comma | Kind::Dash | Kind::Close) if self.sought != Sought::Verb => return self.aside(before),
            Some(Kind::Comma | Kind::Dash | Kind::Close | Kind::Open) => {}
            Some(Kind::Hyphen | Kind::Number | Kind::Sign | Kind::Mark(_)) => {}
            Some(Kind::Word) => return self.word(before),
            _ => return ControlFlow::Break(None),
        }
        self.at = before;
        ControlFlow::Continue(())
    }

    /// Passes an aside that ends with the mark at `end`, if none of the places is the one it is beside or in it.
    fn aside(&mut self, end: usize) -> Step {
        let (scene, floor) = (self.scene, self.floor);
        self.at = end;
        if self.listed && scene.kind(end) == Some(Kind::Comma) {
            return ControlFlow::Continue(());
        }
        // `X, the chairman, ...`
        let beside = (end > floor).then(|| self.stands(end - 1)).flatten();
        let opens = |&at: &usize| matches!(scene.kind(at), Some(Kind::Comma | Kind::Dash | Kind::Open));
        match (end.saturating_sub(ASIDE).max(floor)..end).rev().find(opens) {
            _ if self.sought == Sought::Phrase && beside.is_some() => return ControlFlow::Break(beside),
            Some(open) => {
                let told = (open..end).any(|at| scene.is(at, Classes::AUXILIARY.or(OPENING)));
                if let Some(place) = inside(Some(Tokens::new(open, end)), self.who).filter(|_| !told) {
                    return ControlFlow::Break(Some(place));
                }
                self.at = open;
            }
            None if self.sought == Sought::Subject => self.sought = Sought::Verb,
            None => return ControlFlow::Break(None),
        }
        ControlFlow::Continue(())
    }

    fn word(&mut self, before: usize) -> Step {
        let scene = self.scene;
        let is = |classes| scene.is(before, classes);
        self.at = before;
        if is(Classes::PREPOSITION.or(Classes::CONJUNCTION)) {
            match self.sought {
                Sought::Subject => self.sought = Sought::Verb,
                Sought::Phrase => self.listed |= is(Classes::CONJUNCTION),
                Sought::Verb => {}
            }
        } else if is(Classes::RELATIVE) && self.sought == Sought::Subject {
            self.at -= usize::from(before > self.floor && scene.kind(before - 1) == Some(Kind::Comma));
        } else if is(OPENING) {
            return ControlFlow::Break(None);
        } else if is(Classes::PRONOUN) && !is(Classes::DETERMINER) {
            let case = scene.lexicons.pronoun(scene.tokens()[before].symbol).map(|pronoun| pronoun.case);
            if self.sought != Sought::Verb || case == Some(Case::Subject) {
                return ControlFlow::Break(None);
            }
        } else if scene.is_finite(before) && !is_adjective(scene, before) {
            if self.sought != Sought::Verb {
                return ControlFlow::Break(None);
            }
            if !self.group().led {
                self.sought = Sought::Subject;
            }
        } else if self.sought != Sought::Verb && !is(GROUP) {
            if scene.relates(before) {
                return ControlFlow::Break(None);
            }
            self.sought = Sought::Phrase;
        }
        ControlFlow::Continue(())
    }
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

    /// The verb that a conjunction at `at` joins to the one before: `praised and openly thanked`.
    pub(super) fn next_verb(&self, at: usize) -> Option<usize> {
        let group = (at + 1..at + 5).take_while(|&at| self.is(at, GROUP)).count();
        let verb = at + 1 + group;
        (self.is(at, Classes::CONJUNCTION) && !self.is_name(verb) && self.is_verb(verb)).then_some(verb)
    }

    /// Is it a verb?
    pub(super) fn is_verb(&self, at: usize) -> bool {
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
