//! The words as the scorer sees them: classes, names, and the noun phrases beside a verb or a noun.
//!
//! No parser: each walk looks at a handful of tokens, so that reading stays linear on any input.

use super::voice::SURE;
use crate::knowledge::Knowledge;
use crate::lexicon::{
    Case, Classes, Cue, CueClass, Ending, Entry, Form, Frame, Gender, Lexicons, Pos, Setting, Valence, Weights,
};
use crate::text::{Document, Kind, Shape, Symbol, Token, Tokens, Vocabulary};

/// From where on an attitude is one that a verb shows of its subject, in thousandths.
pub(super) const SHOWN: i16 = 400;

/// How many tokens a walk may pass.
const REACH: usize = 14;

/// A document with what is known about its words.
pub(super) struct Scene<'a, 't> {
    pub(super) document: &'a Document<'t>,
    pub(super) lexicons: &'a Lexicons,
    pub(super) vocabulary: &'a Vocabulary,
}

impl<'a, 't> Scene<'a, 't> {
    pub(super) fn new(document: &'a Document<'t>, knowledge: &'a Knowledge) -> Self {
        Scene { document, lexicons: &knowledge.lexicons, vocabulary: &knowledge.vocabulary }
    }

    pub(super) fn weights(&self) -> &'a Weights {
        &self.lexicons.weights
    }

    pub(super) fn tokens(&self) -> &'a [Token] {
        self.document.tokens()
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens().get(at).map(|token| token.kind)
    }

    /// Does the word at `at` belong to any of these classes? Marks and places outside the text belong to none.
    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.tokens().get(at).is_some_and(|token| token.marks.any(classes.marks()))
    }

    /// Does the word before `at` belong to any of these classes?
    pub(super) fn follows(&self, at: usize, classes: Classes) -> bool {
        at > 0 && self.is(at - 1, classes)
    }

    /// Is it a pronoun that stands for one person?
    pub(super) fn is_personal(&self, at: usize) -> bool {
        let pronoun = self.lexicons.pronoun(self.tokens()[at].symbol);
        pronoun.is_some_and(|p| p.person == 3 && matches!(p.gender, Gender::Male | Gender::Female))
    }

    /// Is it a pronoun that somebody does something to: `us`, `itself`?
    pub(super) fn is_object(&self, at: usize) -> bool {
        let pronoun = self.lexicons.pronoun(self.tokens()[at].symbol);
        pronoun.is_some_and(|pronoun| matches!(pronoun.case, Case::Object | Case::Reflexive))
    }

    /// Is it written like a plural?
    pub(super) fn is_plural(&self, at: usize) -> bool {
        self.lexicons.endings.tell(self.document.word(at), Ending::Plural)
    }

    /// Is it a form of be, a short one behind a pronoun among them (`it's`)?
    pub(super) fn is_being(&self, at: usize) -> bool {
        let short = || self.is_possessive(at) && self.is(at, Classes::AUXILIARY) && self.follows(at, Classes::PRONOUN);
        self.is(at, Classes::BE) && !self.marks_owner(at) || short()
    }

    /// Is it a pronoun or possessive of the third person?
    pub(super) fn is_third(&self, at: usize) -> bool {
        self.tokens().get(at).is_some_and(|token| self.lexicons.pronoun(token.symbol).is_some_and(|p| p.person == 3))
    }

    /// Is it a word written like a name?
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.tokens().get(at).is_some_and(|t| t.is_word() && t.is_capital()) && !self.is(at, FUNCTION)
    }

    /// Does a possessive end or pronoun stand at `at`?
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.is(at, Classes::POSSESSIVE)
    }

    /// Is it a word of attitude or speech, so that its subject is not the one who does what its object tells: `deplored the
    /// attack`, `discussed the war`?
    pub(super) fn appraises(&self, at: usize) -> bool {
        let (tokens, lexicons) = (self.tokens(), self.lexicons);
        if at >= tokens.len() || self.is(at, FUNCTION) {
            return false;
        }
        let shown = |entry: &Entry<Frame>| {
            entry.setting == 0 && entry.value.pos == Pos::Verb && entry.value.attitude.abs() >= SHOWN
        };
        let told = |entry: &Entry<Cue>| entry.value.class != CueClass::Act && entry.value.outside >= SURE;
        lexicons.frames.longest(tokens, at).is_some_and(|found| found.entries.iter().any(shown))
            || lexicons.cues.longest(tokens, at).is_some_and(|found| found.entries.iter().any(told))
    }

    /// Does what must stand around a term stand around these words?
    pub(super) fn is_set(&self, term: Tokens, setting: u16) -> bool {
        /// How many words a gap may hold.
        const GAP: usize = 8;
        if setting == 0 {
            return true;
        }
        let Setting { opens, tail } = &self.lexicons.settings[setting as usize];
        let (start, end) = (term.start as usize, term.end as usize);
        let begins = || match start.checked_sub(1).and_then(|before| self.kind(before)) {
            // `they won and had lost`
            Some(Kind::Word) => {
                self.follows(start, Classes::CONJUNCTION) && self.kind(start.wrapping_sub(2)) != Some(Kind::Word)
            }
            Some(Kind::Number | Kind::Comma) => false,
            _ => true,
        };
        let goes_on = |at: &usize| {
            let kind = self.kind(*at);
            matches!(kind, Some(Kind::Word | Kind::Number | Kind::Hyphen | Kind::Comma | Kind::Mark(_)))
        };
        let is_tail = |at: usize| {
            let dates = self.is(at + tail.len(), Classes::TIME.or(Classes::WEEKDAY).or(Classes::MONTH));
            !dates && (0..tail.len()).all(|i| self.is_one_of(at + i, &tail[i..=i]))
        };
        (!opens || begins()) && (tail.is_empty() || (end..=end + GAP).take_while(goes_on).skip(1).any(is_tail))
    }

    /// Is it a verb known to stand in the past?
    pub(super) fn is_past(&self, at: usize) -> bool {
        let found = self.lexicons.valence.longest(self.tokens(), at);
        let past = |entry: &Entry<Valence>| matches!(entry.form, Form::Past | Form::PastOrParticiple);
        found.is_some_and(|found| found.entries.iter().any(past))
    }

    /// Does a name or a determiner stand at `at`, so that an object begins there?
    pub(super) fn opens_object(&self, at: usize) -> bool {
        self.is_name(at) || self.is(at, Classes::DETERMINER.or(Classes::POSSESSIVE))
    }

    /// Does an ending make an owner of the word before it? Behind a pronoun it is a verb: `he's`.
    pub(super) fn marks_owner(&self, at: usize) -> bool {
        self.is_possessive(at) && !self.follows(at, Classes::PRONOUN)
    }

    /// Does a possessive end stand behind the words: is something else theirs?
    pub(super) fn owns(&self, who: Tokens) -> bool {
        self.is_possessive(who.end as usize) || who.range().last().is_some_and(|at| self.is_possessive(at))
    }

    /// Is `at` a form of a verb that stands in the passive: a participle behind a form of be, or before its agent?
    pub(super) fn is_passive(&self, verb: Tokens, form: Form) -> bool {
        if !matches!(form, Form::Participle | Form::PastOrParticiple) {
            return false;
        }
        let at = self.group(verb.start as usize);
        if self.follows(at, Classes::BE) {
            return true;
        }
        if self.follows(at, Classes::HAVE.or(Classes::PRONOUN)) {
            return false;
        }
        self.by(verb.end as usize).is_some_and(|by| by <= verb.end as usize + 1)
    }

    /// Where the adverbs before a verb begin; an open word between a form of be or have and the verb is one of them
    /// (`was brutally attacked`).
    pub(super) fn group(&self, verb: usize) -> usize {
        let adverbs = (0..verb).rev().take_while(|&at| self.is(at, Classes::ADVERB.or(Classes::NEGATION)));
        let at = verb - adverbs.count();
        let open = |at: usize| self.tokens()[at].is_word() && !self.tokens()[at].is_capital() && !self.is(at, FUNCTION);
        let manner = at > 1 && open(at - 1) && self.is(at - 2, JOINING) && !self.marks_owner(at - 2);
        if manner { at - 1 } else { at }
    }

    /// Where a passive's agent is announced behind `from`.
    pub(super) fn by(&self, from: usize) -> Option<usize> {
        let clause = (from..from + 6).take_while(|&at| matches!(self.kind(at), Some(Kind::Word | Kind::Number)));
        clause.into_iter().find(|&at| self.is(at, Classes::BY))
    }

    /// The noun phrase that begins at `from`.
    pub(super) fn object(&self, from: usize) -> Option<Tokens> {
        let mut at = from;
        let mut content = false;
        while at < from + REACH {
            match self.kind(at) {
                Some(Kind::Word) if self.is(at, Classes::GENITIVE) && content => {}
                Some(Kind::Word) if self.is(at, Classes::POSSESSIVE) => {}
                Some(Kind::Word) if self.is(at, Classes::CONJUNCTION) => {
                    if !(content && self.is_name(at + 1)) {
                        break;
                    }
                }
                Some(Kind::Word) if self.is(at, CLOSING) => break,
                Some(Kind::Word) if self.is(at, Classes::DETERMINER.or(Classes::NUMBER)) => {
                    if content
                        && self.is(at, Classes::DETERMINER)
                        && !self.follows(at, Classes::GENITIVE.or(Classes::POSSESSIVE))
                    {
                        break;
                    }
                }
                Some(Kind::Word) if self.is(at, Classes::PRONOUN) => {
                    if !content {
                        at += 1;
                        content = true;
                    }
                    break;
                }
                Some(Kind::Word)
                    if self.is(at, Classes::ADVERB.or(Classes::TIME))
                        && content
                        && !self.follows(at, Classes::POSSESSIVE) =>
                {
                    break;
                }
                Some(Kind::Word | Kind::Number) => content = true,
                Some(Kind::Hyphen | Kind::Mark(_)) => {}
                Some(Kind::Comma) if content && self.goes_on(at + 1) => {}
                _ => break,
            }
            at += 1;
        }
        content.then(|| Tokens::new(from, at.min(self.tokens().len())))
    }

    /// Does a noun phrase go on behind a comma with a name that is no subject: `its rival, Novak`, `Novak, Lindahl and Ek`?
    fn goes_on(&self, at: usize) -> bool {
        let name = at + usize::from(self.is(at, Classes::DETERMINER));
        let after = name + (name..name + 6).take_while(|&at| self.is_name(at)).count();
        let ends = || match self.kind(after) {
            Some(Kind::Word) => self.is(after, Classes::CONJUNCTION.or(Classes::PREPOSITION).or(Classes::RELATIVE)),
            Some(Kind::Comma | Kind::Stop) | None => true,
            _ => false,
        };
        after > name && ends()
    }

    /// Is the word at `at` one of some words?
    pub(super) fn is_one_of(&self, at: usize, words: &[Symbol]) -> bool {
        self.tokens().get(at).is_some_and(|token| words.contains(&token.symbol))
    }

    /// Is the first of `links` behind `from` one before a place?
    pub(super) fn links_place(&self, from: usize, links: &[Symbol]) -> bool {
        let link = (from..from + 4).find(|&at| self.is_one_of(at, links));
        link.is_some_and(|at| self.is(at, Classes::LOCATIVE))
    }

    /// The noun phrase behind one of `links`, which must stand within a few words of `from`.
    pub(super) fn linked(&self, from: usize, links: &[Symbol]) -> Option<Tokens> {
        let part =
            |&at: &usize| matches!(self.kind(at), Some(Kind::Word | Kind::Hyphen)) && !self.is(at, Classes::AUXILIARY);
        let clause = (from..from + 4).take_while(part);
        let link = clause.into_iter().find(|&at| links.contains(&self.tokens()[at].symbol))?;
        self.object(link + 1)
    }

    /// Whose the noun at `noun` is: `Y's`, `his`, `the ... of`.
    pub(super) fn possessor(&self, noun: usize) -> Option<Tokens> {
        let mut at = noun;
        for _ in 0..4 {
            if at == 0 {
                return None;
            }
            at -= 1;
            if self.is_possessive(at) {
                if self.tokens()[at].shape.has(Shape::CLITIC) || self.kind(at) != Some(Kind::Word) {
                    return self.phrase_before(at);
                }
                return Some(Tokens::new(at, at + 1));
            }
            if !matches!(self.kind(at), Some(Kind::Word | Kind::Hyphen)) || self.is(at, FUNCTION) {
                return None;
            }
        }
        None
    }

    /// The subject of the verb group that ends before or at `verb`.
    pub(super) fn subject(&self, verb: usize) -> Option<Tokens> {
        let floor = verb.saturating_sub(2 * REACH);
        let mut at = verb;
        while at > floor && (self.follows(at, GROUP) || matches!(self.kind(at - 1), Some(Kind::Mark(_)))) {
            at -= 1;
        }
        if at > floor && self.follows(at, Classes::RELATIVE) {
            at -= 1;
            if at > floor && self.kind(at - 1) == Some(Kind::Comma) {
                at -= 1;
            }
        } else if at > floor && self.kind(at - 1) == Some(Kind::Comma) {
            let aside = (floor..at - 1).rev().take(REACH).find(|&i| self.kind(i) == Some(Kind::Comma));
            at = aside.unwrap_or(at - 1);
        } else if at > floor && self.follows(at, Classes::CONJUNCTION) {
            return self.opening_phrase(at - 1);
        } else if at > floor && self.follows(at, Classes::PREPOSITION) {
            at -= 1;
        }
        let mut found = self.phrase_before(at);
        // Behind a preposition stands no subject: the head is further left, unless there is none.
        for _ in 0..3 {
            let Some(phrase) = found else { break };
            let start = phrase.start as usize;
            if !self.follows(start, Classes::PREPOSITION) {
                break;
            }
            match self.phrase_before(start - 1) {
                Some(head) => found = Some(head),
                None => break,
            }
        }
        found
    }

    /// The first noun phrase of the clause in which `at` stands.
    fn opening_phrase(&self, at: usize) -> Option<Tokens> {
        let stops = |&i: &usize| {
            matches!(self.kind(i), Some(Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Mark(_)))
        };
        let floor = at.saturating_sub(2 * REACH);
        let start = (floor..at).rev().find(stops).map_or(floor, |i| i + 1);
        self.object(start).filter(|phrase| phrase.end as usize <= at)
    }

    /// The noun phrase that ends before `end`: a run of names, or a run of other words with what belongs to them.
    fn phrase_before(&self, end: usize) -> Option<Tokens> {
        let mut at = end;
        let mut name = false;
        while at > 0 && end - at < REACH {
            let i = at - 1;
            match self.kind(i) {
                Some(Kind::Word) if self.is(i, Classes::GENITIVE) && at < end => {}
                Some(Kind::Word) if self.is_possessive(i) => {}
                Some(Kind::Word) if self.is(i, Classes::PRONOUN) => {
                    if at == end {
                        at -= 1;
                    }
                    break;
                }
                Some(Kind::Word) if self.is(i, Classes::DETERMINER) => {
                    at -= 1;
                    if !self.follows(at, Classes::GENITIVE) {
                        break;
                    }
                    continue;
                }
                Some(Kind::Word) if self.is(i, CLOSING.or(Classes::CONJUNCTION)) => break,
                Some(Kind::Word) if self.is_name(i) => name = true,
                Some(Kind::Word) if name && !self.follows(at, Classes::GENITIVE) => break,
                Some(Kind::Word | Kind::Number | Kind::Hyphen) => {}
                _ => break,
            }
            at -= 1;
        }
        (at < end).then(|| Tokens::new(at, end))
    }
}

/// Words of the closed classes, times and dates among them.
pub(super) const FUNCTION: Classes = Classes::FUNCTION.or(Classes::TIME).or(Classes::WEEKDAY).or(Classes::MONTH);

/// Forms of be and have.
pub(super) const JOINING: Classes = Classes::BE.or(Classes::HAVE);

/// Words that end a noun phrase.
const CLOSING: Classes = Classes::PREPOSITION
    .or(Classes::SUBORDINATOR)
    .or(Classes::RELATIVE)
    .or(Classes::AUXILIARY)
    .or(Classes::WH)
    .or(Classes::NEGATION)
    .or(Classes::COMPLEMENTIZER);

/// Words that may stand between a subject and its verb.
pub(super) const GROUP: Classes =
    Classes::AUXILIARY.or(Classes::ADVERB).or(Classes::NEGATION).or(Classes::INFINITIVE).or(Classes::HAVE);
