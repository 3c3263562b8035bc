//! One pass over the words: which of them appraise, what shifts them, and where clauses end.
//!
//! A word counts once: a phrase that is both a valence word and a frame is kept as both, and the judgement of a target
//! takes the one that fits it.

use super::clause::{opens_clause, parts_predicates};
use super::frame::{Hit, fitting, hit};
use super::name::is_part_of_name;
use super::scene::Scene;
use super::shift::{Found, Shift, Tells, is_size, opposed, set_scopes, shift};
use super::verdict::{Verdict, verdicts};
use crate::lexicon::{Classes, Ending, Entry, Pos, Rating, Scope, Shifter, ShifterKind, Valence, ValenceKind};
use crate::text::{Kind, Marks, Token, Tokens};

/// How many tokens a subordinate clause may have for its end to be looked for.
const SUBORDINATE: usize = 20;

/// How many tokens may stand between an event and what is said of it.
const PREDICATE: u32 = 6;

/// A word or phrase with a valence, shifted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) tokens: Tokens,
    pub(super) row: (&'static str, u32),
    pub(super) kind: ValenceKind,
    pub(super) shift: Shift,
    /// As the table has it, in thousandths.
    pub(super) valence: i16,
    /// Does it tell of something bad that happens?
    pub(super) of_event: bool,
}

/// A stretch of words, scanned. It can be filled again, so that the quotes of an article share its room.
#[derive(Default)]
pub(super) struct Scan<'a> {
    pub(super) words: Vec<Word>,
    pub(super) hits: Vec<Hit<'a>>,
    shifters: Vec<Found>,
    /// The words that shift others, in the order of what they shift.
    shifting: Vec<Tokens>,
    /// What predicates say of deeds and claims.
    pub(super) verdicts: Vec<Verdict>,
    /// Who is spoken to by name: `Stop it, Y`.
    pub(super) called: Vec<Tokens>,
    /// Who is set against others: `unlike Y`.
    pub(super) opposed: Vec<Tokens>,
    /// Where clauses begin.
    borders: Vec<u32>,
    /// Which of them part two predicates of two who are named: `X is a hero and Y is a thug`.
    parted: Vec<u32>,
    /// Where sentences begin.
    stops: Vec<u32>,
    /// Are its words all that the pieces alone, whoever is named, would give?
    pub(super) complete: bool,
}

/// What is looked for beside shifters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sought {
    Words,
    WordsAndHits,
}

impl<'a> Scan<'a> {
    /// Scans some pieces of text, passing over the words of `names`, which are in order.
    pub(super) fn new(scene: &Scene<'a, '_>, pieces: &[Tokens], names: &[Tokens]) -> Scan<'a> {
        let mut scan = Scan::default();
        scan.fill(scene, pieces, names);
        scan
    }

    /// Scans other pieces.
    pub(super) fn fill(&mut self, scene: &Scene<'a, '_>, pieces: &[Tokens], names: &[Tokens]) {
        self.seek(scene, pieces, names, Sought::WordsAndHits);
    }

    /// Scans other pieces for valence words alone, whoever is named.
    pub(super) fn fill_words(&mut self, scene: &Scene<'a, '_>, pieces: &[Tokens]) {
        self.seek(scene, pieces, &[], Sought::Words);
    }

    fn seek(&mut self, scene: &Scene<'a, '_>, pieces: &[Tokens], names: &[Tokens], sought: Sought) {
        self.words.clear();
        self.hits.clear();
        self.shifters.clear();
        self.shifting.clear();
        self.opposed.clear();
        self.called.clear();
        self.verdicts.clear();
        self.borders.clear();
        self.parted.clear();
        self.stops.clear();
        self.complete = true;
        for &piece in pieces {
            self.read(scene, piece, names, sought);
        }
        self.borders.sort_unstable();
        self.borders.dedup();
        self.parted.sort_unstable();
        if self.words.is_empty() && self.hits.is_empty() {
            return;
        }
        let mut shifters = std::mem::take(&mut self.shifters);
        set_scopes(scene, self, &mut shifters);
        self.opposed.extend(opposed(&shifters));
        // What a phrase of denial or demand holds is part of it: `never accept`.
        let inner = |tokens: Tokens| shifters.iter().any(|found| found.holds(tokens));
        self.hits.retain(|hit| !inner(hit.tokens));
        self.words.retain(|word| !inner(word.tokens));
        self.mark_events(scene);
        self.join(scene);
        for word in &mut self.words {
            let tells = Tells { of_event: word.of_event, praises: word.valence > 0 };
            word.shift = shift(&shifters, word.tokens, tells, &mut self.shifting);
        }
        for hit in &mut self.hits {
            let tells = Tells { of_event: false, praises: hit.frame.agent > 0 || hit.frame.attitude > 0 };
            hit.shift = shift(&shifters, hit.tokens, tells, &mut self.shifting);
        }
        self.shifters = shifters;
        if sought == Sought::WordsAndHits {
            let mut found = std::mem::take(&mut self.verdicts);
            verdicts(scene, self, &mut found);
            self.verdicts = found;
        }
    }

    /// The words that make a shift.
    pub(super) fn shifters(&self, shift: &Shift) -> &[Tokens] {
        &self.shifting[shift.by.0 as usize..shift.by.1 as usize]
    }

    /// Marks bad events, and what only says how bad they are: `a terrible earthquake`, `brutally attacked`, `the floods were
    /// terrible`.
    fn mark_events(&mut self, scene: &Scene) {
        let mut next: Option<Tokens> = None;
        for word in self.words.iter_mut().rev() {
            let joined = next.is_some_and(|event| event.start == word.tokens.end);
            word.of_event = word.valence < 0 && (word.kind == ValenceKind::Event || joined);
            next = word.of_event.then_some(word.tokens);
        }
        for i in 1..self.words.len() {
            let [subject, predicate] = [&self.words[i - 1], &self.words[i]];
            let between = || subject.tokens.end as usize..predicate.tokens.start as usize;
            let joined = subject.of_event
                && predicate.valence < 0
                && predicate.tokens.start <= subject.tokens.end + PREDICATE
                && between().any(|at| scene.is(at, Classes::BE))
                && between().all(|at| scene.tokens()[at].is_word() && !scene.is(at, Classes::CONJUNCTION));
            self.words[i].of_event |= joined;
        }
    }

    /// Lets what is bad in two words that stand together speak for both: `a perfect disgrace`, `a failed triumph`.
    fn join(&mut self, scene: &Scene) {
        for i in 1..self.words.len() {
            let [first, second] = [self.words[i - 1], self.words[i]];
            let praises = |word: &Word| word.kind == ValenceKind::Attitude && word.valence > 0;
            // `embarrassingly generous`
            let manner = |word: &Word| {
                scene.lexicons.endings.tell(scene.document.word(word.tokens.start as usize), Ending::Adverb)
            };
            if first.tokens.end != second.tokens.start || first.tokens.len() > 1 {
                continue;
            }
            let outdone = praises(&first) && second.valence < 0 && !second.of_event;
            if outdone || first.valence < 0 && praises(&second) && manner(&first) {
                self.words[i - 1].valence = 0;
            } else if first.valence < 0 && praises(&second) && !first.of_event {
                self.words[i].valence = 0;
            }
        }
    }

    /// Do some words turn others: `failed to`?
    pub(super) fn turns(&self, tokens: Tokens) -> bool {
        let next = self.shifters.partition_point(|found| found.tokens.end <= tokens.start);
        let turns = |found: &Found| found.shifter.factor < 0 && found.shifter.scope != Scope::Next;
        self.shifters.get(next).is_some_and(|found| found.tokens.overlaps(tokens) && turns(found))
    }

    /// How many clause borders and sentence ends lie between two places.
    pub(super) fn between(&self, a: u32, b: u32) -> (usize, usize) {
        let count = |cuts: &[u32]| {
            let number = |at: u32| cuts.partition_point(|&cut| cut <= at);
            number(a).abs_diff(number(b))
        };
        (count(&self.borders), count(&self.stops))
    }

    /// Does a word stand in one of two predicates, and a place beside the other?
    pub(super) fn parts(&self, word: u32, place: u32) -> bool {
        let clause = self.clause(word);
        let [from, to] = [word.min(place), word.max(place)];
        [clause.start, clause.end]
            .iter()
            .any(|border| (from + 1..=to).contains(border) && self.parted.binary_search(border).is_ok())
    }

    /// Reads a piece: where clauses and sentences begin, and what its words tell.
    fn read(&mut self, scene: &Scene<'a, '_>, piece: Tokens, names: &[Tokens], sought: Sought) {
        let tokens = &scene.tokens()[..piece.end as usize];
        let lexicons = scene.lexicons;
        self.borders.push(piece.start);
        // A piece that opens with a capital opens a sentence: `"...," he said. "This ..."`.
        if piece.range().take(2).any(|at| tokens[at].is_word() && tokens[at].is_capital()) {
            self.stops.push(piece.start);
        }
        let all = names;
        let names = &names[names.partition_point(|name| name.end <= piece.start)..];
        let is_any = |token: &Token, marks: Marks| token.marks.any(marks) || token.kind == Kind::Stop;
        for name in names.iter().take_while(|name| name.start < piece.end) {
            let mut hidden = name.start.max(piece.start) as usize..name.end.min(piece.end) as usize;
            let tells = |at: usize| is_any(&tokens[at], lexicons.tone_mark) && !scene.is(at, Classes::POSSESSIVE);
            self.complete &= !hidden.any(tells);
            let stands_alone =
                |at: usize| matches!(scene.kind(at), Some(Kind::Comma | Kind::Stop | Kind::Mark(_)) | None);
            let first = name.start <= piece.start + 1;
            if (first || stands_alone(name.start as usize - 1)) && stands_alone(name.end as usize) {
                self.called.push(*name);
            }
        }
        let mut names = names.iter().peekable();
        let mut subordinate = false;
        // Where the search goes on: behind a name, and behind each kind of phrase found.
        let (mut next, mut worded, mut framed, mut shifting) = (0, 0, 0, 0);
        let telling = lexicons.shifters.mark().or(lexicons.valence.mark()).or(lexicons.frames.mark());
        let parting = telling.or(Classes::SUBORDINATOR.or(Classes::CONJUNCTION).marks());
        for at in piece.range() {
            let token = &tokens[at];
            // Most words tell nothing.
            if token.is_word() && !token.marks.any(parting) {
                continue;
            }
            self.cut(scene, at, &mut subordinate);
            if at < next || !is_any(token, telling) {
                continue;
            }
            while names.next_if(|name| name.end as usize <= at).is_some() {}
            // What is somebody's own may open an idiom: `its last warning`.
            if let Some(name) = names.peek().filter(|name| name.has(at) && !scene.is(at, Classes::POSSESSIVE)) {
                next = name.end as usize;
                continue;
            }
            if at >= shifting
                && let Some((tokens, entries)) = shifter(scene, at, piece.end)
                && let Some(entry) = fitting(scene, tokens, entries, |_| Pos::Any)
                && !is_size(scene, tokens, entry.value)
            {
                shifting = tokens.end as usize;
                if entry.value.kind == ShifterKind::Contrast {
                    self.part(scene, tokens, entry.value.scope);
                }
                self.shifters.push(Found::new(tokens, entry));
            }
            if sought == Sought::WordsAndHits
                && at >= framed
                && let Some(found) = lexicons.frames.longest(tokens, at)
                && !is_part_of_name(scene, found.tokens, piece, all)
                && let Some(hit) = hit(scene, found.tokens, found.entries)
            {
                framed = found.tokens.end as usize;
                // A word inside an idiom is the idiom's where it does something to nobody (`showed its true colours`) or
                // would tell the opposite (`exhausted our goodwill`).
                let said = self.words.last().filter(|_| framed <= worded).map_or(0, |word| word.valence);
                if framed > worded || hit.patient.is_some() && !is_opposite(hit.frame.attitude, said) {
                    self.hits.push(hit);
                }
            }
            if at >= worded
                && let Some(found) = lexicons.valence.longest(tokens, at)
                && !is_part_of_name(scene, found.tokens, piece, all)
                && !is_filler(scene, found.tokens)
                && let Some(entry) = fitting(scene, found.tokens, found.entries, |valence: &Valence| valence.pos)
            {
                worded = found.tokens.end as usize;
                // `feeds on fear` feeds nobody.
                let other = |hit: &mut Hit| {
                    hit.tokens.start == found.tokens.start
                        && hit.tokens.end < found.tokens.end
                        && is_opposite(hit.frame.agent, entry.value.value)
                };
                self.hits.pop_if(other);
                self.push(found.tokens, entry);
            }
        }
    }

    /// Notes where a clause or sentence begins at or behind a token.
    fn cut(&mut self, scene: &Scene, at: usize, subordinate: &mut bool) {
        let next = at as u32 + 1;
        match scene.tokens()[at].kind {
            Kind::Stop | Kind::Ellipsis => {
                self.stops.push(next);
                self.borders.push(next);
            }
            Kind::Semicolon | Kind::Colon | Kind::Dash => self.borders.push(next),
            Kind::Word | Kind::Comma if parts_predicates(scene, at) => {
                self.borders.push(next);
                self.parted.push(next);
                *subordinate &= scene.tokens()[at].is_word();
            }
            Kind::Comma if std::mem::take(subordinate) => self.borders.push(next),
            Kind::Comma if opens_clause(scene, at + 1) => self.borders.push(next),
            // `... and that ...`
            Kind::Word if scene.is(at, Classes::CONJUNCTION) && scene.is(at + 1, Classes::COMPLEMENTIZER) => {
                self.borders.push(next);
            }
            Kind::Word if scene.is(at, Classes::SUBORDINATOR) && !scene.is(at, Classes::PREPOSITION) => {
                self.borders.push(at as u32);
                *subordinate = true;
            }
            _ => {}
        }
    }

    /// Parts the clause at a word of contrast; one that opens a subordinate clause also ends it, at the next comma.
    fn part(&mut self, scene: &Scene, contrast: Tokens, scope: Scope) {
        self.borders.push(contrast.start);
        let ahead = contrast.end as usize..contrast.end as usize + SUBORDINATE;
        let comma = ahead.take_while(|&at| scene.kind(at).is_some()).find(|&at| scene.kind(at) == Some(Kind::Comma));
        if let Some(comma) = comma.filter(|_| scope == Scope::After) {
            self.borders.push(comma as u32 + 1);
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
            shift: Shift::default(),
            valence: entry.value.value,
            of_event: false,
        });
    }

    /// The rest of the sentence from a place on.
    pub(super) fn rest(&self, at: u32) -> Tokens {
        let next = self.stops.partition_point(|&stop| stop <= at);
        Tokens { start: at, end: self.stops.get(next).copied().unwrap_or(u32::MAX) }
    }

    /// Where the sentence of a place begins.
    pub(super) fn sentence(&self, at: u32) -> u32 {
        self.stops[..self.stops.partition_point(|&stop| stop <= at)].last().copied().unwrap_or(0)
    }

    /// The clause in which a place stands.
    pub(super) fn clause(&self, at: u32) -> Tokens {
        let next = self.borders.partition_point(|&border| border <= at);
        let start = next.checked_sub(1).map_or(0, |i| self.borders[i]);
        Tokens { start, end: self.borders.get(next).copied().unwrap_or(u32::MAX) }
    }
}

/// Is it a word that only fills a pause: `Yeah, right, ...`, `Well, ...`?
fn is_filler(scene: &Scene, tokens: Tokens) -> bool {
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let set_off =
        |at: Option<usize>| !matches!(at.and_then(|at| scene.kind(at)), Some(Kind::Word | Kind::Number | Kind::Hyphen));
    tokens.len() == 1
        && scene.is(start, Classes::FILLER)
        && scene.kind(end) == Some(Kind::Comma)
        && set_off(start.checked_sub(1))
}

/// Do two valences tell the opposite of each other?
fn is_opposite(a: i16, b: i16) -> bool {
    a.signum() * b.signum() < 0
}

/// The shifter that begins at `at`: a phrase, or the mark that ends a question.
fn shifter<'a>(scene: &Scene<'a, '_>, at: usize, end: u32) -> Option<(Tokens, &'a [Entry<Shifter>])> {
    let shifters = &scene.lexicons.shifters;
    if scene.kind(at) == Some(Kind::Stop) {
        let entries = shifters.word(scene.vocabulary.symbol(scene.document.word(at)));
        return (!entries.is_empty()).then(|| (Tokens::new(at, at + 1), entries));
    }
    shifters.longest(&scene.tokens()[..end as usize], at).map(|found| (found.tokens, found.entries))
}
