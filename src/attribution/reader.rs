//! A document seen the way attribution rules see it: quotations are single units, words are classes.

use super::QuoteKind;
use crate::lexicon::{Case, Classes, Ending, Form, Lexicons, Pos, RoleKind};
use crate::text::{Document, Kind, Quotation, Shape, Token, Tokens};

/// Words that belong to no noun phrase of their own.
const FUNCTION: Classes = Classes::FUNCTION.or(Classes::PARTICLE);

/// The document and the lexicons, with the questions that rules ask.
pub(super) struct Reader<'a, 't> {
    pub(super) document: &'a Document<'t>,
    pub(super) lexicons: &'a Lexicons,
    /// By token: one more than the index of the quotation it stands in, or what else it stands in.
    inside: Vec<u32>,
}

/// What a token stands in that is in no quotation: nothing, a nickname, the title of a work.
const OUTSIDE: u32 = 0;
const NICKNAME: u32 = u32::MAX - 1;
const WORK: u32 = u32::MAX;

impl<'a, 't> Reader<'a, 't> {
    pub(super) fn new(document: &'a Document<'t>, lexicons: &'a Lexicons) -> Self {
        let mut inside = vec![OUTSIDE; document.tokens().len()];
        for (index, quotation) in document.quotations().iter().enumerate() {
            inside[quotation.tokens.range()].fill(index as u32 + 1);
        }
        let mut reader = Reader { document, lexicons, inside };
        for quotation in document.quotations() {
            if reader.is_work(quotation) {
                reader.inside[quotation.tokens.range()].fill(WORK);
            } else if reader.is_nickname(quotation) || reader.is_clipped_word(quotation) {
                reader.inside[quotation.tokens.range()].fill(NICKNAME);
            }
        }
        reader
    }

    /// Is a quotation what somebody is called inside the name (`Viktor "the Bull" Novak`)?
    fn is_nickname(&self, quotation: &Quotation) -> bool {
        const LONGEST: usize = 3;
        let (start, end) = (quotation.tokens.start as usize, quotation.tokens.end as usize);
        let inside = quotation.inside();
        let name = |at: usize| self.is_outside(at) && self.is_capital(at) && !self.is_function(at);
        (1..=LONGEST).contains(&inside.len())
            && inside.range().all(|at| self.kind_at(at) == Some(Kind::Word))
            && (self.is_capital(inside.start as usize) || self.is(inside.start as usize, Classes::DETERMINER))
            && self.is_capital(inside.end as usize - 1)
            && start > 0
            && name(start - 1)
            && name(end)
    }

    /// Is a quotation the title of a work that the words around it hold (`in "Sea and Salt"`, `Radio One's "Morning Desk"`)?
    fn is_work(&self, quotation: &Quotation) -> bool {
        let (start, end) = (quotation.tokens.start as usize, quotation.tokens.end as usize);
        let leads = Classes::LOCATIVE.or(Classes::NOMINAL).or(Classes::WORK);
        let led = start > 0 && (self.is(start - 1, leads) || self.is_possessive_clitic(start - 1));
        led && self.is_capitalised(quotation) && !self.pauses(end - 1)
    }

    /// Is a quotation a letter between apostrophes (`rock 'n' roll`)?
    fn is_clipped_word(&self, quotation: &Quotation) -> bool {
        let inside = quotation.inside();
        let single = matches!(self.kind_at(quotation.tokens.start as usize), Some(Kind::Mark(mark)) if mark.single);
        single && inside.len() == 1 && self.document.words(inside).len() == 1
    }

    /// Does a token stand in a nickname or a title, which is part of the phrase around it and no quotation?
    pub(super) fn in_name(&self, at: usize) -> bool {
        matches!(self.inside.get(at), Some(&(NICKNAME | WORK)))
    }

    /// Does a token stand in a nickname, which is part of the name around it?
    pub(super) fn in_nickname(&self, at: usize) -> bool {
        self.inside.get(at) == Some(&NICKNAME)
    }

    pub(super) fn token(&self, at: usize) -> Token {
        self.document.token(at)
    }

    /// The quotation that holds a token.
    pub(super) fn quotation(&self, at: usize) -> Option<&Quotation> {
        let index = self.inside.get(at)?.checked_sub(1)?;
        self.document.quotations().get(index as usize)
    }

    /// The unit behind the one at `at`: a token, or a whole quotation.
    pub(super) fn next(&self, at: usize) -> usize {
        self.quotation(at).map_or(at + 1, |quotation| quotation.tokens.end as usize)
    }

    /// The start of the unit that ends before `at`.
    pub(super) fn before(&self, at: usize) -> usize {
        self.quotation(at - 1).map_or(at - 1, |quotation| quotation.tokens.start as usize)
    }

    /// Does a token stand outside every quotation?
    pub(super) fn is_outside(&self, at: usize) -> bool {
        matches!(self.inside.get(at), None | Some(&(OUTSIDE | NICKNAME | WORK)))
    }

    pub(super) fn kind_at(&self, at: usize) -> Option<Kind> {
        self.document.tokens().get(at).map(|token| token.kind)
    }

    /// The classes of the word at `at`; none for marks and outside the text.
    pub(super) fn classes(&self, at: usize) -> Classes {
        match self.document.tokens().get(at) {
            Some(token) if token.shape.has(Shape::SPACED) || !self.ends_hyphened_name(at) => Classes::of(token.marks),
            _ => Classes::NONE,
        }
    }

    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.classes(at).any(classes)
    }

    /// Is it a word that can be a noun, a name or part of one: no function word?
    pub(super) fn is_content_word(&self, at: usize) -> bool {
        self.kind_at(at) == Some(Kind::Word) && !self.is_function(at)
    }

    /// Is it a word that is neither a function word, nor a name, nor a clitic?
    pub(super) fn is_lower_word(&self, at: usize) -> bool {
        self.is_content_word(at) && !self.is_capital(at) && !self.is_clitic(at)
    }

    /// Is it a function word? A capitalised one inside a sentence is read as a name's part (`The Hague`, `Will`).
    pub(super) fn is_function(&self, at: usize) -> bool {
        self.is(at, FUNCTION)
    }

    /// Is it the small-written end of a name behind a hyphen (`Jae-in`)? Then it is no word of its own.
    fn ends_hyphened_name(&self, at: usize) -> bool {
        at > 1 && self.kind_at(at - 1) == Some(Kind::Hyphen) && self.is_capital(at - 2) && !self.is_capital(at)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.document.tokens().get(at).is_some_and(|token| token.is_word() && token.is_capital())
    }

    /// Is it a name, whatever else the word may mean: capitalised behind a quotation that the sentence goes on from
    /// (`"...," Price told`), or a modal verb before a finite one (`May said`)?
    pub(super) fn is_surely_name(&self, at: usize) -> bool {
        if !self.is_outside(at) || !self.is_capital(at) {
            return false;
        }
        let comma = |before: usize| !self.is_outside(before) && self.last_inside(before) == Some(Kind::Comma);
        let modal = self.is(at, Classes::AUXILIARY) && !self.is(at, Classes::BE.or(Classes::HAVE));
        at > 0 && comma(at - 1) || modal && self.is_finite_cue(at + 1)
    }

    /// Does a cue stand at `at` in a form that takes no modal verb before it (`said`, `says`)?
    fn is_finite_cue(&self, at: usize) -> bool {
        let tokens = self.document.tokens();
        let found = tokens.get(at).and_then(|_| self.lexicons.cues.longest(tokens, at));
        let finite = |form: Form| matches!(form, Form::Past | Form::PastOrParticiple | Form::Third);
        found.is_some_and(|found| found.entries.iter().any(|entry| finite(entry.form)))
    }

    /// Is it the small-written present form of a verb, as far as the lists know it (`meets`)?
    pub(super) fn is_present(&self, at: usize) -> bool {
        let symbol = self.token(at).symbol;
        let third = |form: Form| form == Form::Third;
        let known = self.lexicons.cues.word(symbol).iter().any(|entry| third(entry.form))
            || self.lexicons.frames.word(symbol).iter().any(|entry| third(entry.form));
        known && self.is_content_word(at) && !self.is_capital(at)
    }

    /// Is it the small-written form of a cue that a clause can have as its verb?
    pub(super) fn is_told(&self, at: usize) -> bool {
        !self.is_capital(at) && self.is_finite_cue(at)
    }

    /// Is it the small-written past of a cue?
    pub(super) fn is_past_cue(&self, at: usize) -> bool {
        let past = |form: Form| matches!(form, Form::Past | Form::PastOrParticiple);
        let entries = self.lexicons.cues.word(self.token(at).symbol);
        self.is_lower_word(at) && entries.iter().any(|entry| past(entry.form))
    }

    /// Is it the small-written past of a cue that is hardly ever anything but the verb of a clause?
    pub(super) fn is_surely_told(&self, at: usize) -> bool {
        const SURE: i16 = 850;
        let past = |form: Form| matches!(form, Form::Past | Form::PastOrParticiple);
        let word = self.document.tokens().get(at).filter(|token| token.is_word() && !token.is_capital());
        let entries = word.map_or(&[][..], |token| self.lexicons.cues.word(token.symbol));
        entries.iter().any(|entry| past(entry.form) && entry.value.outside >= SURE)
    }

    /// Is it a noun for what somebody says (`a claim`, `the charge`)?
    pub(super) fn is_said_thing(&self, at: usize) -> bool {
        let word = self.document.tokens().get(at).filter(|token| token.is_word());
        let entries = word.map_or(&[][..], |token| self.lexicons.cues.word(token.symbol));
        entries.iter().any(|entry| entry.value.pos == Pos::Noun)
    }

    pub(super) fn is_clitic(&self, at: usize) -> bool {
        self.document.tokens().get(at).is_some_and(|token| token.shape.has(Shape::CLITIC))
    }

    /// A clitic that is no auxiliary here stands for possession.
    pub(super) fn is_possessive_clitic(&self, at: usize) -> bool {
        self.is_clitic(at) && at > 0 && !self.is(at - 1, Classes::PRONOUN) && !self.is(at, Classes::NEGATION)
    }

    /// Does what stands at `at`, a token or the end of a quotation, end in a comma or with a mark of its own?
    pub(super) fn pauses(&self, at: usize) -> bool {
        matches!(self.last_inside(at), Some(Kind::Comma | Kind::Stop | Kind::Dash))
    }

    /// Does the quotation that ends at `at` end in a full stop rather than a question or exclamation mark?
    pub(super) fn is_full_stop(&self, at: usize) -> bool {
        let stop = (at.saturating_sub(3)..=at).rev().find(|&at| !self.token(at).is_mark());
        stop.is_some_and(|stop| self.kind_at(stop) == Some(Kind::Stop) && self.document.word(stop).starts_with('.'))
    }

    /// Does the quotation that starts at `at` open with a capital?
    pub(super) fn opens_capital(&self, at: usize) -> bool {
        const MARKS: usize = 3;
        (at..at + MARKS).find(|&at| self.kind_at(at) == Some(Kind::Word)).is_some_and(|at| self.is_capital(at))
    }

    /// Does a quotation end at `at` that is a title rather than speech: a few words, all of them capitalised?
    pub(super) fn is_title(&self, at: usize) -> bool {
        self.quotation(at).is_some_and(|quotation| self.is_capitalised(quotation))
    }

    /// Is a quotation a few words, all of them capitalised?
    fn is_capitalised(&self, quotation: &Quotation) -> bool {
        const LONGEST: usize = 8;
        let inside = quotation.inside();
        let names = |at: usize| self.is_capital(at) || !self.is_content_word(at);
        (2..=LONGEST).contains(&inside.len())
            && inside.range().all(names)
            && self.is_capital(inside.start as usize)
            && inside.range().filter(|&at| self.is_capital(at)).count() > 1
    }

    /// What stands at `at`, or, where that is the closing mark of a quotation, before it.
    fn last_inside(&self, at: usize) -> Option<Kind> {
        let last = (at.saturating_sub(3)..=at).rev().find(|&at| !self.token(at).is_mark())?;
        self.kind_at(last)
    }

    /// Is it a participle that opens a sentence (`Asked about it, NAME said ...`)?
    pub(super) fn is_participle(&self, at: usize) -> bool {
        // `Appearing before ...`, `Pressed on ...`, which no list holds.
        let leads = self.is(at + 1, Classes::PREPOSITION) && self.is_content_word(at);
        (self.is(at, Classes::OPENER) || leads)
            && self.is_capital(at)
            && !self.is_capital(at + 1)
            && (self.ends(at, Ending::Gerund) || self.ends(at, Ending::Participle))
    }

    /// Does a word have the ending of a past tense, or do the lists know it as one?
    pub(super) fn is_past(&self, at: usize) -> bool {
        let past = |form: Form| matches!(form, Form::Past | Form::PastOrParticiple);
        let symbol = self.token(at).symbol;
        self.ends(at, Ending::Participle)
            || self.lexicons.cues.word(symbol).iter().any(|entry| past(entry.form))
            || self.lexicons.frames.word(symbol).iter().any(|entry| past(entry.form))
    }

    /// Does a word have an ending of this form?
    pub(super) fn ends(&self, at: usize, form: Ending) -> bool {
        self.lexicons.endings.tell(self.document.word(at), form)
    }

    /// Does a word have the ending of a gerund?
    pub(super) fn is_gerund(&self, at: usize) -> bool {
        self.is_content_word(at) && self.ends(at, Ending::Gerund)
    }

    /// Is it a pronoun that can only be a subject (`he`, `they`)?
    pub(super) fn is_subject_pronoun(&self, at: usize) -> bool {
        let token = self.document.tokens().get(at).filter(|_| self.is_outside(at));
        let pronoun = token.and_then(|token| self.lexicons.pronoun(token.symbol));
        pronoun.is_some_and(|pronoun| pronoun.case == Case::Subject)
    }

    /// Does a role noun of one of these kinds begin at `at`?
    pub(super) fn role(&self, at: usize) -> Option<RoleKind> {
        let tokens = self.document.tokens();
        let found = tokens.get(at).and_then(|_| self.lexicons.roles.longest(tokens, at))?;
        found.entries.first().map(|entry| entry.value.kind)
    }

    /// Do some words end a longer role noun (`opposition figure`)?
    pub(super) fn ends_role(&self, tokens: Tokens) -> bool {
        const LONGEST: usize = 3;
        let start = tokens.start as usize;
        (start.saturating_sub(LONGEST)..start).any(|at| {
            let found = self.lexicons.roles.longest(self.document.tokens(), at);
            self.is_outside(at) && found.is_some_and(|found| found.tokens.end == tokens.end)
        })
    }

    /// Do some words open a longer role noun (`press secretary`)?
    pub(super) fn opens_role(&self, tokens: Tokens) -> bool {
        let found = self.lexicons.roles.longest(self.document.tokens(), tokens.start as usize);
        found.is_some_and(|found| found.tokens.end > tokens.end)
    }

    /// How much of some content stands between quotation marks.
    pub(super) fn kind(&self, content: &[Tokens]) -> QuoteKind {
        let is_lexical = |at: usize| matches!(self.token(at).kind, Kind::Word | Kind::Number);
        let (mut inside, mut outside) = (false, false);
        for piece in content {
            let mut at = piece.start as usize;
            while at < piece.end as usize {
                let next = self.next(at).min(piece.end as usize);
                let side = if self.is_outside(at) { &mut outside } else { &mut inside };
                *side = *side || (at..next).any(is_lexical);
                at = next;
            }
        }
        match (inside, outside) {
            (true, false) => QuoteKind::Direct,
            (true, true) => QuoteKind::Mixed,
            _ => QuoteKind::Indirect,
        }
    }

    /// Does a piece of content hold a quotation without its closing mark that does not go on in the next paragraph?
    pub(super) fn is_unclosed(&self, piece: Tokens) -> bool {
        let last = piece.end as usize - 1;
        let goes_on = |q: &Quotation| self.quotation(q.tokens.end as usize).is_some_and(|next| next.continues);
        self.quotation(last).is_some_and(|quotation| !quotation.closed && !goes_on(quotation))
    }

    /// The number of words in some tokens, counted up to `limit`.
    pub(super) fn count_words(&self, tokens: Tokens, limit: usize) -> usize {
        let words = tokens.range().filter(|&at| matches!(self.token(at).kind, Kind::Word | Kind::Number));
        words.take(limit).count()
    }

    /// The tokens without punctuation, and without stray marks, at either edge.
    pub(super) fn trim(&self, tokens: Tokens) -> Tokens {
        let loose = |at: usize| {
            self.is_outside(at)
                && matches!(self.token(at).kind, Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Dash)
        };
        let (mut start, mut end) = (tokens.start as usize, tokens.end as usize);
        while start < end && loose(start) {
            start += 1;
        }
        while start < end && loose(end - 1) {
            end -= 1;
        }
        Tokens::new(start, end)
    }
}
