//! One pass over the words: which of them appraise, what shifts them, and where clauses end.
//!
//! A word counts once: a phrase that is both a valence word and a frame is kept as both, and the judgement of a target
//! takes the one that fits it.

use super::scene::{FUNCTION, Scene};
use crate::lexicon::{Classes, Entry, Form, Frame, Pos, Rating, Scope, Shifter, ShifterKind, Valence, ValenceKind};
use crate::text::{Kind, Tokens};

/// How many tokens a subordinate clause may have for its end to be looked for.
const SUBORDINATE: usize = 20;

/// A word or phrase with a valence, shifted.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) tokens: Tokens,
    pub(super) row: (&'static str, u32),
    pub(super) kind: ValenceKind,
    pub(super) shift: Shift,
    /// As the table has it, in thousandths.
    pub(super) valence: i16,
}

/// A frame with the stretches in which its agent and patient stand.
#[derive(Clone, Debug)]
pub(super) struct Hit<'a> {
    pub(super) tokens: Tokens,
    pub(super) line: u32,
    pub(super) frame: &'a Frame,
    pub(super) agent: Option<Tokens>,
    pub(super) patient: Option<Tokens>,
    /// Is its agent the one who speaks?
    pub(super) own: bool,
    pub(super) shift: Shift,
}

/// What shifters make of a word.
#[derive(Clone, Debug)]
pub(super) struct Shift {
    /// What its valence is multiplied by, in thousandths.
    pub(super) factor: i64,
    /// What its weight is multiplied by, in thousandths.
    pub(super) weight: i64,
    /// The words that shift it.
    pub(super) by: Vec<Tokens>,
}

/// A stretch of words, scanned.
pub(super) struct Scan<'a> {
    pub(super) words: Vec<Word>,
    pub(super) hits: Vec<Hit<'a>>,
    /// Where clauses begin.
    borders: Vec<u32>,
    /// Where sentences begin.
    stops: Vec<u32>,
}

/// A shifter found.
struct Found {
    tokens: Tokens,
    shifter: Shifter,
    form: Form,
    /// The stretch it changes.
    scope: Tokens,
}

impl<'a> Scan<'a> {
    /// Scans some pieces of text, passing over the words of `names`, which are in order.
    pub(super) fn new(scene: &Scene<'a, '_>, pieces: &[Tokens], names: &[Tokens]) -> Scan<'a> {
        let mut scan = Scan { words: Vec::new(), hits: Vec::new(), borders: Vec::new(), stops: Vec::new() };
        for &piece in pieces {
            scan.cut(scene, piece);
        }
        let mut shifters = Vec::new();
        for &piece in pieces {
            scan.collect(scene, piece, names, &mut shifters);
        }
        for found in &mut shifters {
            found.scope = scan.scope(scene, found);
        }
        for word in &mut scan.words {
            word.shift = shift(&shifters, word.tokens);
        }
        for hit in &mut scan.hits {
            hit.shift = shift(&shifters, hit.tokens);
        }
        scan
    }

    /// How many clause borders and sentence ends lie between two places.
    pub(super) fn between(&self, a: u32, b: u32) -> (usize, usize) {
        let count = |cuts: &[u32]| {
            let number = |at: u32| cuts.partition_point(|&cut| cut <= at);
            number(a).abs_diff(number(b))
        };
        (count(&self.borders), count(&self.stops))
    }

    /// Finds where clauses and sentences begin.
    fn cut(&mut self, scene: &Scene, piece: Tokens) {
        self.borders.push(piece.start);
        // A piece that opens with a capital opens a sentence: `"...," he said. "This ..."`.
        if piece.range().take(2).any(|at| scene.tokens()[at].is_word() && scene.tokens()[at].is_capital()) {
            self.stops.push(piece.start);
        }
        let mut subordinate = false;
        for at in piece.range() {
            let Some(kind) = scene.kind(at) else { break };
            let next = at as u32 + 1;
            match kind {
                Kind::Stop | Kind::Ellipsis => {
                    self.stops.push(next);
                    self.borders.push(next);
                }
                Kind::Semicolon | Kind::Colon | Kind::Dash => self.borders.push(next),
                Kind::Comma if std::mem::take(&mut subordinate) => self.borders.push(next),
                Kind::Comma if opens_clause(scene, at + 1) => self.borders.push(next),
                Kind::Word if scene.is(at, Classes::SUBORDINATOR) && !scene.is(at, Classes::PREPOSITION) => {
                    self.borders.push(at as u32);
                    subordinate = true;
                }
                _ => {}
            }
        }
        self.borders.dedup();
    }

    fn collect(&mut self, scene: &Scene<'a, '_>, piece: Tokens, names: &[Tokens], shifters: &mut Vec<Found>) {
        let tokens = &scene.tokens()[..piece.end as usize];
        let lexicons = scene.lexicons;
        let mut names = names[names.partition_point(|name| name.end <= piece.start)..].iter().peekable();
        let mut worded = 0;
        let mut framed = 0;
        let mut shifting = 0;
        let mut at = piece.start as usize;
        while at < tokens.len() {
            while names.next_if(|name| name.end as usize <= at).is_some() {}
            if let Some(name) = names.peek().filter(|name| name.has(at)) {
                at = name.end as usize;
                continue;
            }
            let known = tokens[at].symbol.is_known();
            if (known || tokens[at].kind == Kind::Stop) && at >= shifting {
                if let Some(found) = lexicons.shifters.longest(tokens, at) {
                    if let Some(entry) = fitting(scene, found.tokens, found.entries, |_| Pos::Any) {
                        let (shifter, scope) = (entry.value, found.tokens);
                        shifters.push(Found { tokens: found.tokens, shifter, form: entry.form, scope });
                        shifting = found.tokens.end as usize;
                        if shifter.kind == ShifterKind::Contrast {
                            self.part(scene, found.tokens, shifter.scope);
                        }
                    }
                }
            }
            if known && at >= framed {
                if let Some(found) = lexicons.frames.longest(tokens, at) {
                    if let Some(hit) = hit(scene, found.tokens, found.entries) {
                        framed = found.tokens.end as usize;
                        self.hits.push(hit);
                    }
                }
            }
            if known && at >= worded && !is_part_of_name(scene, at, piece) {
                if let Some(found) = lexicons.valence.longest(tokens, at) {
                    worded = found.tokens.end as usize;
                    if let Some(entry) = fitting(scene, found.tokens, found.entries, |valence: &Valence| valence.pos) {
                        self.push(found.tokens, entry);
                    }
                }
            }
            at += 1;
        }
    }

    /// Parts the clause at a word of contrast; one that opens a subordinate clause also ends it, at the next comma.
    fn part(&mut self, scene: &Scene, contrast: Tokens, scope: Scope) {
        let mut cut = |at: u32| {
            let place = self.borders.partition_point(|&border| border < at);
            if self.borders.get(place) != Some(&at) {
                self.borders.insert(place, at);
            }
        };
        cut(contrast.start);
        let ahead = contrast.end as usize..contrast.end as usize + SUBORDINATE;
        let comma = ahead.take_while(|&at| scene.kind(at).is_some()).find(|&at| scene.kind(at) == Some(Kind::Comma));
        if let Some(comma) = comma.filter(|_| scope == Scope::After) {
            cut(comma as u32 + 1);
        }
    }

    fn push(&mut self, tokens: Tokens, entry: &Entry<Valence>) {
        if entry.value.value == 0 {
            return;
        }
        let table = match entry.value.rating {
            Rating::Own => "valence",
            Rating::Vader => "vader",
        };
        self.words.push(Word {
            tokens,
            row: (table, entry.line),
            kind: entry.value.kind,
            shift: Shift { factor: 1000, weight: 1000, by: Vec::new() },
            valence: entry.value.value,
        });
    }

    /// The rest of the sentence from a place on.
    pub(super) fn rest(&self, at: u32) -> Tokens {
        let next = self.stops.partition_point(|&stop| stop <= at);
        Tokens { start: at, end: self.stops.get(next).copied().unwrap_or(u32::MAX) }
    }

    /// The clause in which a place stands.
    pub(super) fn clause(&self, at: u32) -> Tokens {
        let next = self.borders.partition_point(|&border| border <= at);
        let start = next.checked_sub(1).map_or(0, |i| self.borders[i]);
        Tokens { start, end: self.borders.get(next).copied().unwrap_or(u32::MAX) }
    }

    fn scope(&self, scene: &Scene, found: &Found) -> Tokens {
        let Tokens { start, end } = found.tokens;
        let clause = self.clause(start);
        let window = scene.weights().window as u32 / 1000;
        let capped = |scope: Tokens| Tokens { start: scope.start, end: scope.end.max(scope.start) };
        let contrast = found.shifter.kind == ShifterKind::Contrast;
        match found.shifter.scope {
            Scope::After if contrast => capped(Tokens { start: end, end: clause.end }),
            Scope::After => {
                let last = clause.end.min(end + window);
                let comma = (end..last).find(|&at| matches!(scene.kind(at as usize), Some(Kind::Comma) | None));
                capped(Tokens { start: end, end: comma.unwrap_or(last) })
            }
            Scope::Before if contrast => {
                let stop = self.stops[..self.stops.partition_point(|&stop| stop <= start)].last();
                Tokens { start: stop.copied().unwrap_or(0), end: start }
            }
            Scope::Before => Tokens { start: clause.start.max(start.saturating_sub(window)).min(start), end: start },
            Scope::Clause => {
                let stop = self.stops[..self.stops.partition_point(|&stop| stop <= start)].last();
                let sentence = stop.copied().unwrap_or(0).max(start.saturating_sub(4 * window));
                let question = found.shifter.kind == ShifterKind::Question;
                Tokens { start: if question { sentence } else { clause.start }, end: clause.end.max(end) }
            }
            Scope::Object => {
                let passive = scene.is_passive(found.tokens, found.form);
                let object = if passive { scene.subject(start as usize) } else { scene.object(end as usize) };
                object.unwrap_or(Tokens { start: end, end })
            }
            Scope::Next => capped(Tokens { start: end, end: clause.end.min(end + 3) }),
        }
    }
}

/// Does a clause open at `at`, behind a comma: with a word that joins clauses, and not one that joins a list?
fn opens_clause(scene: &Scene, at: usize) -> bool {
    const SUBJECT: Classes = Classes::PRONOUN.or(Classes::DETERMINER).or(Classes::POSSESSIVE).or(Classes::WH);
    if !scene.is(at, Classes::CONJUNCTION) {
        return scene.is(at, Classes::RELATIVE.or(Classes::SUBORDINATOR)) && !scene.is(at, Classes::PREPOSITION);
    }
    scene.is(at + 1, SUBJECT.or(Classes::AUXILIARY).or(Classes::ADVERB))
        || scene.is_name(at + 1) && scene.is(at + 2, Classes::AUXILIARY.or(Classes::ADVERB))
}

/// What the shifters around a word make of it. Only those near it are looked at.
fn shift(shifters: &[Found], tokens: Tokens) -> Shift {
    const NEAR: u32 = 60;
    let from = shifters.partition_point(|found| found.tokens.end + NEAR < tokens.start);
    let mut shift = Shift { factor: 1000, weight: 1000, by: Vec::new() };
    for found in shifters[from..].iter().take_while(|found| found.tokens.start < tokens.end + NEAR) {
        if !found.scope.has(tokens.start as usize) || found.tokens.overlaps(tokens) {
            continue;
        }
        match found.shifter.kind {
            ShifterKind::Contrast => shift.weight = shift.weight * i64::from(found.shifter.factor) / 1000,
            _ => shift.factor = shift.factor * i64::from(found.shifter.factor) / 1000,
        }
        shift.by.push(found.tokens);
    }
    shift
}

/// The entry whose part of speech the words around allow; the first one where several are.
fn fitting<'e, T>(
    scene: &Scene,
    tokens: Tokens,
    entries: &'e [Entry<T>],
    pos: impl Fn(&T) -> Pos,
) -> Option<&'e Entry<T>> {
    let start = tokens.start as usize;
    let fit = |entry: &&Entry<T>| fits(scene, tokens, pos(&entry.value), entry.form);
    // Behind a name stands a verb in another form than its base, so that a noun is likelier.
    let behind_name = start > 0 && scene.is_name(start - 1);
    let noun = entries.iter().find(|entry| behind_name && pos(&entry.value) == Pos::Noun && entry.form == Form::Base);
    noun.filter(fit).or_else(|| entries.iter().find(fit))
}

/// Do the words before allow this part of speech?
fn fits(scene: &Scene, tokens: Tokens, pos: Pos, form: Form) -> bool {
    let start = tokens.start as usize;
    let before = |classes| start > 0 && scene.is(start - 1, classes);
    // `just`, `back`, `like`: mostly an adverb or a preposition.
    let is_closed =
        tokens.len() == 1 && scene.is(start, Classes::ADVERB.or(Classes::PREPOSITION).or(Classes::PARTICLE));
    match pos {
        Pos::Verb if matches!(form, Form::Base | Form::Third) => {
            let nominal = before(Classes::DETERMINER.or(Classes::POSSESSIVE)) && !before(Classes::PRONOUN);
            !nominal && (!is_closed || before(VERBAL) && !before(Classes::BE.or(Classes::HAVE)))
        }
        Pos::Adjective => !is_closed || before(Classes::DETERMINER),
        Pos::Noun if form == Form::Base => {
            !before(Classes::INFINITIVE)
                && (!before(VERBAL) || before(Classes::BE.or(Classes::HAVE).or(Classes::POSSESSIVE)))
        }
        _ => true,
    }
}

/// Words behind which a verb stands.
const VERBAL: Classes = Classes::INFINITIVE.or(Classes::AUXILIARY).or(Classes::PRONOUN);

/// Is the word capitalised inside a sentence, beside another word that is: part of a name rather than a word of its own?
fn is_part_of_name(scene: &Scene, at: usize, piece: Tokens) -> bool {
    let token = &scene.tokens()[at];
    if !token.is_capital() || at == piece.start as usize {
        return false;
    }
    let opens = matches!(scene.kind(at - 1), Some(Kind::Stop | Kind::Colon | Kind::Mark(_)));
    !opens && (scene.is_name(at - 1) || scene.is_name(at + 1))
}

/// The frame of a phrase, with the stretches of its roles; nothing where the words around do not allow it.
fn hit<'a>(scene: &Scene<'a, '_>, tokens: Tokens, entries: &'a [Entry<Frame>]) -> Option<Hit<'a>> {
    let entry = fitting(scene, tokens, entries, |frame: &Frame| frame.pos)?;
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let frame = &entry.value;
    let nominal = start > 0 && scene.is(start - 1, Classes::DETERMINER);
    if frame.pos == Pos::Verb && nominal {
        return None; // a participle as adjective or noun
    }
    let patient = |from| if frame.links.is_empty() { scene.object(from) } else { scene.linked(from, &frame.links) };
    let (agent, patient) = match frame.pos {
        Pos::Verb if scene.is_passive(tokens, entry.form) => {
            (scene.by(end).and_then(|by| scene.object(by + 1)), scene.subject(start))
        }
        Pos::Verb => {
            let patient = patient(end);
            // A harm without a victim is no deed: `they are hurting`.
            let deed = patient.is_some() || frame.attitude >= 0;
            (if deed { scene.subject(start) } else { None }, patient)
        }
        Pos::Noun => {
            let patient = patient(end);
            let named = || scene.is_name(start.wrapping_sub(1)).then(|| Tokens::new(start - 1, start));
            let agent = scene.possessor(start).or_else(|| patient.and_then(|_| named())).or_else(|| {
                let by = scene.by(end).filter(|&by| by < end + 2);
                by.and_then(|by| scene.object(by + 1))
            });
            let subject = || scene.subject(verb_before(scene, start));
            match agent {
                // `Y deserves our thanks`
                Some(own) if patient.is_none() && scene.speaks_itself(own) => (agent, subject()),
                _ => (agent.or_else(|| patient.and_then(|_| subject())), patient),
            }
        }
        _ => (scene.subject(start), patient(end)),
    };
    let shift = Shift { factor: 1000, weight: 1000, by: Vec::new() };
    let own = agent.is_some_and(|agent| scene.speaks_itself(agent));
    Some(Hit { tokens, line: entry.line, frame, agent, patient, own, shift })
}

/// Where the verb stands whose object is the noun at `noun`: before the noun's determiner and adjectives.
fn verb_before(scene: &Scene, noun: usize) -> usize {
    let opens = |at: &usize| scene.is(*at, Classes::DETERMINER.or(Classes::NUMBER).or(Classes::POSSESSIVE));
    let near = (noun.saturating_sub(4)..noun).rev();
    let at = near.take_while(|&at| opens(&at) || !scene.is(at, FUNCTION) && scene.tokens()[at].is_word()).find(opens);
    let at = at.unwrap_or(noun);
    let before = at.checked_sub(1).filter(|&at| scene.tokens()[at].is_word() && !scene.tokens()[at].is_capital());
    before.filter(|&at| !scene.is(at, FUNCTION)).unwrap_or(at)
}
