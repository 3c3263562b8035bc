//! Shifters: which stretch each of them changes, and what they make of a word together.

use super::scan::Scan;
use super::scene::{FUNCTION, Scene};
use crate::lexicon::{Classes, Entry, Form, Scope, Shifter, ShifterKind, Takes};
use crate::text::{Kind, Tokens};

/// What shifters make of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    /// What its valence is multiplied by, in thousandths.
    pub(super) factor: i64,
    /// What its weight is multiplied by, in thousandths.
    pub(super) weight: i64,
    /// What of that is contrast, in thousandths.
    pub(super) contrast: i64,
    /// The words that shift it: where they begin and end among the scan's.
    pub(super) by: (u32, u32),
    /// Is it conceded, to be outweighed by another clause?
    pub(super) conceded: bool,
    /// Is it not so?
    pub(super) negated: bool,
    /// Does somebody deny that it is so: `denied that`, `denied the theft`?
    pub(super) denied: bool,
    /// Is it what somebody shall do?
    pub(super) demanded: bool,
    /// Where the word stands that turns it, and whether that is what somebody shall do: `must stop lying`.
    pub(super) reversed: Option<(u32, bool)>,
}

impl Default for Shift {
    fn default() -> Self {
        let by = (0, 0);
        Shift {
            factor: 1000,
            weight: 1000,
            contrast: 1000,
            by,
            conceded: false,
            negated: false,
            denied: false,
            demanded: false,
            reversed: None,
        }
    }
}

impl Shift {
    /// Shall somebody put an end to it?
    pub(super) fn ends(&self) -> bool {
        self.reversed.is_some_and(|(_, demanded)| demanded)
    }
}

/// A shifter found.
pub(super) struct Found {
    pub(super) tokens: Tokens,
    pub(super) shifter: Shifter,
    pub(super) form: Form,
    /// The stretch it changes.
    scope: Tokens,
    /// Is it said of a whole clause: `denied that`, `rejected claims that`?
    tells: bool,
    /// Does it set two clauses about the same one against each other: `Although Y was late, it came`?
    concedes: bool,
    /// Is it what somebody is told to do: `Stop the killing`?
    commands: bool,
    /// Is it one of two words that deny together: `neither X nor Y`?
    joins: bool,
}

impl Found {
    pub(super) fn new(tokens: Tokens, entry: &Entry<Shifter>) -> Found {
        Found {
            tokens,
            shifter: entry.value,
            form: entry.form,
            scope: tokens,
            tells: false,
            concedes: false,
            commands: false,
            joins: false,
        }
    }

    /// The stretch that a shifter changes.
    fn scope(&self, scene: &Scene, scan: &Scan) -> Tokens {
        let Tokens { start, end } = self.tokens;
        // A phrase may hold a word that opens clauses: `never once`.
        let clause = Tokens { start: scan.clause(start).start, end: scan.clause(end - 1).end };
        let window = scene.weights().window as u32 / 1000;
        let capped = |scope: Tokens| Tokens { start: scope.start, end: scope.end.max(scope.start) };
        let contrast = self.shifter.kind == ShifterKind::Contrast;
        if self.shifter.kind == ShifterKind::Sympathy {
            return Tokens { start: scan.sentence(start), end: scan.rest(end).end };
        }
        if matches!(self.shifter.kind, ShifterKind::Doubt | ShifterKind::Irony) {
            let (own, rest) = (scan.sentence(start), scan.rest(end - 1).end.max(end));
            return match self.shifter.scope {
                Scope::After => Tokens { start: end, end: rest },
                Scope::Before => Tokens { start: own, end: start },
                _ => Tokens { start: scan.sentence(own.saturating_sub(1)), end: rest },
            };
        }
        match self.shifter.scope {
            Scope::After if contrast => capped(Tokens { start: end, end: clause.end }),
            Scope::After => {
                let last = clause.end.min(end + window);
                let comma = (end..last).find(|&at| matches!(scene.kind(at as usize), Some(Kind::Comma) | None));
                capped(Tokens { start: end, end: comma.unwrap_or(last) })
            }
            Scope::Before if contrast => Tokens { start: scan.sentence(start), end: start },
            Scope::Before => Tokens { start: clause.start.max(start.saturating_sub(window)).min(start), end: start },
            Scope::Clause => {
                let sentence = scan.sentence(start).max(start.saturating_sub(4 * window));
                let question = self.shifter.kind == ShifterKind::Question;
                Tokens { start: if question { sentence } else { clause.start }, end: clause.end.max(end) }
            }
            Scope::Object => {
                let before = scene.is_passive(self.tokens, self.form) || self.is_bare(scene);
                let object =
                    if before { scene.subject(scene.group(start as usize)) } else { scene.object(end as usize) };
                let object = object.unwrap_or(Tokens { start: end, end });
                if self.tells { Tokens { end: scan.rest(end).end.min(end + 2 * window), ..object } } else { object }
            }
            Scope::Next => capped(Tokens { start: end, end: clause.end.min(end + 3) }),
        }
    }
}

impl Found {
    /// Is it a phrase of demand or a longer one of denial that holds other words?
    pub(super) fn holds(&self, tokens: Tokens) -> bool {
        let far = self.shifter.scope != Scope::Next && self.tokens.len() > 3;
        let whole = match self.shifter.kind {
            ShifterKind::Demand => true,
            ShifterKind::Negation | ShifterKind::Doubt | ShifterKind::Irony => far,
            _ => false,
        };
        whole && tokens.len() < self.tokens.len() && self.tokens.contains(tokens)
    }

    fn tells(&self, scene: &Scene) -> bool {
        let end = self.tokens.end as usize;
        let behind = |at: usize| scene.is(at, Classes::COMPLEMENTIZER) && !scene.is(at, Classes::WH);
        let claim = || scene.object(end).is_some_and(|claim| behind(claim.end as usize));
        // `cut that cable` tells nothing.
        let cues = || scene.lexicons.cues.longest(scene.tokens(), self.tokens.start as usize);
        let says = || cues().is_some_and(|found| found.entries.iter().any(|it| it.value.takes.has(Takes::CLAUSE)));
        self.shifter.scope == Scope::Object && self.shifter.factor < 0 && (behind(end) && says() || claim())
    }

    /// Is it a verb without an object, so that it turns its subject: `the slander must end`?
    fn is_bare(&self, scene: &Scene) -> bool {
        let (start, end) = (self.tokens.start as usize, self.tokens.end as usize);
        let open = Classes::ADVERB.or(Classes::TIME).or(Classes::CONJUNCTION);
        self.shifter.kind == ShifterKind::Reverser
            && self.form == Form::Base
            && scene.follows(start, Classes::AUXILIARY)
            && (scene.is(end, open) || !matches!(scene.kind(end), Some(Kind::Word)))
    }

    fn commands(&self, scene: &Scene) -> bool {
        let start = self.tokens.start as usize;
        let begins =
            |at: usize| at == 0 || !matches!(scene.kind(at - 1), Some(Kind::Word | Kind::Number | Kind::Hyphen));
        // `Please stop`
        let polite = || begins(start - 1) && scene.is(start - 1, Classes::FILLER.or(Classes::ADVERB));
        let opens = begins(start) || polite();
        self.shifter.kind == ShifterKind::Reverser
            && self.shifter.scope == Scope::Object
            && self.form == Form::Base
            && opens
    }

    fn concedes(&self, scene: &Scene) -> bool {
        let resumes = |at: u32| scene.is_third(at as usize);
        self.shifter.kind == ShifterKind::Contrast && (resumes(self.tokens.end) || resumes(self.scope.end))
    }
}

/// Is a word of quantity one of size, behind an article of its noun phrase: `a fat little tyrant`?
pub(super) fn is_size(scene: &Scene, tokens: Tokens, shifter: Shifter) -> bool {
    let at = tokens.start as usize;
    let quantity = shifter.kind == ShifterKind::Negation && tokens.len() == 1 && scene.is(at, Classes::DETERMINER);
    if !quantity || scene.is(at, Classes::NEGATION) || at == 0 {
        return false;
    }
    // `this` may be a subject, of which the next word is the verb: `this took little courage`.
    let article = |at: usize| {
        scene.follows(at, Classes::POSSESSIVE)
            || scene.follows(at, Classes::DETERMINER) && !scene.follows(at, Classes::PRONOUN)
    };
    let adjective = !scene.is_name(at - 1) && !scene.is(at - 1, FUNCTION.or(Classes::FINITE));
    article(at) || adjective && article(at - 1)
}

/// Finds the stretch of each shifter.
pub(super) fn set_scopes(scene: &Scene, scan: &Scan, shifters: &mut [Found]) {
    for found in shifters {
        found.tells = found.tells(scene);
        found.scope = found.scope(scene, scan);
        found.concedes = found.concedes(scene);
        found.commands = found.commands(scene);
        found.joins = found.tokens.len() == 1 && joins(scene, found.tokens.start as usize);
    }
}

/// Is it one of two words that deny together: `neither ... nor`? Either is a word that joins or a pronoun.
fn joins(scene: &Scene, at: usize) -> bool {
    scene.is(at, Classes::NEGATION) && scene.is(at, Classes::CONJUNCTION.or(Classes::PRONOUN))
}

/// The stretches that are set against the rest of their sentence.
pub(super) fn opposed(shifters: &[Found]) -> impl Iterator<Item = Tokens> + '_ {
    shifters.iter().filter(|found| found.shifter.kind == ShifterKind::Opposite).map(|found| found.scope)
}

/// What some words tell of, as far as it matters to what shifts them.
#[derive(Clone, Copy)]
pub(super) struct Tells {
    /// Something bad that happens?
    pub(super) of_event: bool,
    /// Praise?
    pub(super) praises: bool,
}

/// What the shifters around some words make of them, and which these are, added to `by`. Only those near are looked at.
pub(super) fn shift(shifters: &[Found], tokens: Tokens, tells: Tells, by: &mut Vec<Tokens>) -> Shift {
    const NEAR: u32 = 60;
    let from = shifters.partition_point(|found| found.tokens.end + NEAR < tokens.start);
    let mut shift = Shift::default();
    let start = by.len();
    let mut demand = None;
    let (mut question, mut mark) = (None, 1000);
    let mut joined = false;
    for found in shifters[from..].iter().take_while(|found| found.tokens.start < tokens.end + NEAR) {
        let Shifter { kind, factor, .. } = found.shifter;
        let factor = i64::from(factor);
        if kind == ShifterKind::Demand {
            demand = Some(found.scope);
        }
        if !found.scope.has(tokens.start as usize) || found.tokens.overlaps(tokens) {
            continue;
        }
        if kind == ShifterKind::Negation && found.joins && std::mem::replace(&mut joined, true) {
            continue;
        }
        match kind {
            ShifterKind::Sympathy if !tells.of_event => continue,
            ShifterKind::Irony if !tells.praises => continue,
            ShifterKind::Contrast => {
                shift.weight = shift.weight * factor / 1000;
                shift.contrast = shift.contrast * factor / 1000;
            }
            // A question is asked once: the words that ask it (`how can`, `why`) outweigh its mark.
            ShifterKind::Question if found.shifter.scope == Scope::Clause => mark = factor,
            ShifterKind::Question => question = Some(question.unwrap_or(1000).min(factor)),
            _ => shift.factor = shift.factor * factor / 1000,
        }
        shift.conceded |= found.concedes;
        shift.negated ^= kind == ShifterKind::Negation;
        shift.denied |= found.tells || kind == ShifterKind::Negation && found.shifter.scope == Scope::Object;
        shift.demanded |= kind == ShifterKind::Demand;
        if factor < 0 {
            let start = found.tokens.start;
            match kind {
                ShifterKind::Reverser => {
                    shift.reversed =
                        Some((start, found.commands || demand.is_some_and(|scope| scope.has(start as usize))));
                }
                // What nobody shall do: `we will not let`.
                ShifterKind::Demand => shift.reversed = Some((tokens.start, true)),
                _ => {}
            }
        }
        by.push(found.tokens);
    }
    shift.factor = shift.factor * question.unwrap_or(mark) / 1000;
    shift.by = (start as u32, by.len() as u32);
    shift
}
