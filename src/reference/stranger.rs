//! People and bodies whom the gazetteer does not know: what shows whose name a run of capitalised words is.
//!
//! A run of several words is a person's name if a given name, a title, an apposition or an age says so, if it is a
//! source, or if the article later calls somebody by one part of it, as one calls people; its shape alone makes it likely.
//! Then every shorter form is placed.

use super::name::{Fit, Name};
use super::run::Run;
use super::scene::Scene;
use super::{Reference, ReferentId};
use crate::attribution::Quote;
use crate::gazetteer::ActorKind;
use crate::lexicon::{Classes, Gender, RoleKind};
use crate::mention::{GIVEN, is_personal, is_word, names_thing};
use crate::text::{Kind, Shape, Tokens};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// A person's name as it is written in running text, where the article has it in capitals (`NOVAK`); short words may stand
/// for several (`JFK`).
fn in_small_letters(name: Cow<'_, str>) -> Cow<'_, str> {
    const SHORTEST: usize = 5;
    let capitals = name.chars().all(|c| !c.is_lowercase());
    if !capitals || name.split(' ').all(|word| word.chars().count() < SHORTEST || word.contains('.')) {
        return name;
    }
    let mut small = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        match inside {
            true => small.extend(c.to_lowercase()),
            false => small.push(c),
        }
        inside = c.is_alphabetic();
    }
    Cow::Owned(small)
}

/// How sure a name is somebody's, in thousandths: something shows it; its shape does; or nothing but one word being a
/// source, or the name of some body that does not speak.
pub(super) const SURE: i16 = 900;
pub(super) const LIKELY: i16 = 700;
const UNSURE: i16 = 600;

impl<'a, 't: 'a> Scene<'a, 't> {
    /// Finds people who are no actors, bodies that speak, and everybody again by a part of the name.
    pub(super) fn place_strangers(&mut self, quotes: &[Quote]) {
        let mut runs = self.runs();
        self.names.reserve(runs.len());
        self.note_actors();
        for quote in quotes {
            // `NAME and NAME said`: each by itself.
            let first = quote.source.map(|source| Tokens {
                end: quote
                    .co_sources
                    .first()
                    .map_or(source.end, |next| next.start.saturating_sub(1).max(source.start + 1)),
                ..source
            });
            for &source in first.iter().chain(&quote.co_sources) {
                self.mark_sourced(&mut runs, source, quote.cue.map(|cue| cue.tokens));
            }
        }
        let calls =
            |run: &&Run| !run.name.is_full() && (run.sourced || run.is_addressed()) && !self.looks_like_body(run);
        let alone = runs.iter().filter(calls);
        let called: FxHashSet<u32> = alone.filter_map(|run| run.name.last()).collect();
        // A headline may call by surname whom the text introduces later: full names first.
        for run in &runs {
            if run.name.is_full() && (self.is_person(run, &called) || self.may_be_person(run)) {
                self.person(run);
            }
        }
        let mut found: Vec<Reference> = Vec::with_capacity(runs.len());
        let mut acronyms: FxHashMap<&str, ReferentId> = FxHashMap::default();
        for run in &runs {
            let word = self.words.document.word(run.tokens.start as usize);
            if let Some(body) = self.body_in_short(run, found.last()) {
                acronyms.insert(word, body);
            }
            let short = acronyms.get(word).filter(|_| self.is_acronym(run));
            let referent = match self.person_called(run) {
                _ if let Some(&body) = short => Some((body, SURE)),
                Some(person) if run.name.is_full() && !self.is_person(run, &called) => Some((person, LIKELY)),
                Some(person) => Some((person, SURE)),
                None => self.new_stranger(run, &called),
            };
            found.extend(referent.map(|(id, confidence)| Scene::named(run.tokens, id, confidence)));
        }
        self.merge(found);
    }

    /// The body that a run in brackets calls by an acronym, right behind its name (`the Belmark Wildlife Service (BWS)`).
    fn body_in_short(&self, run: &Run, last: Option<&Reference>) -> Option<ReferentId> {
        let words = self.words;
        let (open, close) = ((run.tokens.start as usize).checked_sub(1)?, run.tokens.end as usize);
        let bracketed = words.kind(open) == Some(Kind::Open) && words.kind(close) == Some(Kind::Close);
        let named =
            self.reference_ending(open).or_else(|| last.copied().filter(|last| last.tokens.end as usize == open));
        let body = named.filter(|named| self.is(named.referent, ActorKind::Organisation) && !named.describes);
        body.filter(|_| bracketed && self.is_acronym(run)).map(|body| body.referent)
    }

    /// Is a run one word in capitals, as acronyms are, and not an abbreviation?
    fn is_acronym(&self, run: &Run) -> bool {
        let at = run.tokens.start as usize;
        run.tokens.len() == 1 && self.words.has(at, Shape::UPPER) && !self.words.has(at, Shape::PERIOD)
    }

    /// Notes the names of actors who are people, as far as the article writes them out.
    fn note_actors(&mut self) {
        for index in 0..self.references.len() {
            let Reference { tokens, referent, .. } = self.references[index];
            if tokens.len() > 1 && self.is(referent, ActorKind::Person) {
                self.names.note(Name::read(self.words, tokens), tokens.start, referent);
            }
        }
    }

    /// Marks the run that heads a source, or that a comma sets beside a role in it.
    fn mark_sourced(&self, runs: &mut [Run], source: Tokens, cue: Option<Tokens>) {
        const LONGEST_TITLE: u32 = 6;
        let words = self.words;
        let comma = |at: usize| words.kind(at) == Some(Kind::Comma);
        let source = self.author(source).unwrap_or(source);
        let head = self.head_of(source);
        let first = runs.partition_point(|run| run.tokens.end <= source.start);
        let near = runs[first..].partition_point(|run| run.tokens.start < source.end + LONGEST_TITLE);
        let near = &mut runs[first..first + near];
        let inside = near.partition_point(|run| run.tokens.start < head.end);
        if let Some(beside) = near.get_mut(inside)
            && self.awaits_name(head)
            && beside.opening() > source.start as usize
            && beside.opening() <= source.end as usize + 1
            && comma(beside.opening() - 1)
            && (comma(beside.tokens.end as usize) || beside.tokens.end >= source.end)
        {
            beside.sourced = true;
            beside.of_body |= self.head_role(head).is_some_and(|noun| noun.role.kind == RoleKind::Body);
        }
        let is_person =
            |other: &Reference| self.is(other.referent, ActorKind::Person) && self.heads(head, other.tokens);
        if self.references_in(head).iter().any(is_person) {
            return;
        }
        let heads = |run: &&mut Run| self.heads(head, run.tokens) && !self.is_plain_word(run);
        if let Some(run) = near[..inside].iter_mut().rev().find(heads) {
            run.sourced = true;
            // A line that is nothing but who speaks (`— Minister NAME`) is no headline.
            run.headline &= run.tokens.end > head.end;
            // `Added NAME: "..."`: the cue has a capital for opening the sentence.
            if run.tokens.start < head.start && cue.is_some_and(|cue| cue.end == head.start) {
                run.tokens.start = head.start;
                run.name = Name::read(words, run.tokens);
            }
        }
    }

    /// Whom a run calls whose name the article has elsewhere.
    fn person_called(&self, run: &Run) -> Option<ReferentId> {
        // `Rice and oil arrived`, whoever else is called so.
        let doubtful = |at: usize| {
            let namings = self.words.knowledge.gazetteer.names().word(self.words.symbol(at));
            namings.iter().any(|naming| naming.rule.is_some())
        };
        let word = run.tokens.len() == 1 && run.title.is_none() && is_word(self.words, run.tokens);
        if word && doubtful(run.tokens.start as usize) || names_thing(self.words, run.tokens) {
            return None;
        }
        let gender = run.title.map_or(Gender::Unknown, |title| title.role.gender);
        let plain = self.is_plain_word(run);
        let suits = |id: ReferentId, fit: Fit| {
            let known = self.referent(id).gender;
            (gender == Gender::Unknown || known == Gender::Unknown || gender == known)
                && (fit >= Fit::Last || !plain && !self.looks_like_body(run))
        };
        self.names.bearer(&run.name, run.tokens.start, suits)
    }

    /// The person of a run that is a full name, new or known.
    fn person(&mut self, run: &Run) -> ReferentId {
        let same = self.names.bearer(&run.name, run.tokens.start, |_, fit| fit == Fit::Several);
        let name = in_small_letters(self.without_nickname(run.tokens));
        let id = same
            .or_else(|| self.names.shortened(&run.name))
            .unwrap_or_else(|| self.stranger(name.clone(), ActorKind::Person));
        let gender = self.gender_of(run);
        let referent = self.referent_mut(id);
        if referent.gender == Gender::Unknown {
            referent.gender = gender;
        }
        if referent.actor.is_none() && referent.name.as_ref().is_some_and(|known| known.len() < name.len()) {
            referent.name = Some(name.into_owned());
        }
        self.names.note(run.name, run.tokens.start, id);
        id
    }

    /// A name as written, the nickname in quotation marks left out.
    fn without_nickname(&self, name: Tokens) -> Cow<'t, str> {
        let document = self.words.document;
        let is_mark = |&at: &usize| match self.words.kind(at) {
            Some(Kind::Mark(mark)) => !mark.single || self.is_quotation(at),
            _ => false,
        };
        let Some(open) = name.range().find(is_mark) else { return Cow::Borrowed(document.words(name)) };
        let close = (open + 1..name.end as usize).find(is_mark).unwrap_or(open);
        let (before, behind) = (Tokens { end: open as u32, ..name }, Tokens { start: close as u32 + 1, ..name });
        Cow::Owned([document.words(before), document.words(behind)].join(" "))
    }

    /// Somebody or some body that only this run names, and how sure that is.
    fn new_stranger(&mut self, run: &Run, called: &FxHashSet<u32>) -> Option<(ReferentId, i16)> {
        if self.is_person(run, called) {
            let shown = run.name.is_full() || run.shown;
            return Some((self.person(run), if shown { SURE } else { UNSURE }));
        }
        let body = !run.headline && (run.sourced || run.name.is_full() && self.looks_like_body(run));
        let name = body.then(|| self.words.document.words(self.with_country(run)))?;
        Some((self.stranger(name, ActorKind::Organisation), if run.sourced { SURE } else { UNSURE }))
    }

    /// A body's name, with the country that opens it (`Norway Fishing Council`).
    fn with_country(&self, run: &Run) -> Tokens {
        let before = self.reference_ending(run.tokens.start as usize);
        before.map_or(run.tokens, |country| Tokens { start: country.tokens.start, end: run.tokens.end })
    }

    /// Is a run a person's name?
    fn is_person(&self, run: &Run, called: &FxHashSet<u32>) -> bool {
        let words = self.words;
        let start = run.tokens.start as usize;
        if run.headline
            || self.looks_like_body(run)
            || run.sourced && run.title.is_none() && !words.is(start, GIVEN) && self.has_article(start)
        {
            return false;
        }
        let told = run.sourced || run.shown;
        if !run.name.is_full() {
            return told && (words.is_name_only(start) || !words.is_opening(start)) && !self.is_plain_word(run);
        }
        told || words.is(start, GIVEN) || words.is_initial(start) || run.name.has_any(called)
    }

    /// Does a title or what is set beside a name show that it is a person's?
    pub(super) fn shows_person(&self, run: &Run) -> bool {
        run.title.is_some() || self.is_apposed(run) || self.has_apposition(run)
    }

    fn has_article(&self, start: usize) -> bool {
        start > 0 && self.words.is(start - 1, Classes::DETERMINER) && !self.words.is_possessive_ending(start - 1)
    }

    /// Is a run one word that has a capital only because it opens the sentence?
    fn is_plain_word(&self, run: &Run) -> bool {
        let at = run.tokens.start as usize;
        let known = !self.words.is_name_only(at) || self.words.is(at, Classes::OPENER);
        // An abbreviation or a letter (`Vt.`, `R`) is no name.
        let short = self.words.has(at, Shape::PERIOD) || self.words.document.word(at).len() == 1;
        run.tokens.len() == 1 && (short || known && self.words.is_opening(at))
    }

    /// Do the words of a run name a body or place? Some are surnames too (`Park`, `Lane`): an honorific decides, a given
    /// name before one in a source, or what is set beside a name that begins with one.
    fn looks_like_body(&self, run: &Run) -> bool {
        let words = self.words;
        let start = run.tokens.start as usize;
        let shown = run.name.is_full() && run.shown;
        let given = run.tokens.len() == 2 && words.is(start, GIVEN) && (run.sourced || shown);
        if run.is_addressed() || given {
            return false;
        }
        let signed = |at: usize| words.kind(at) == Some(Kind::Sign) && words.is_capital(at - 1);
        run.of_body
            || run.tokens.range().skip(1).any(signed)
            || run.tokens.range().skip(1).any(|at| self.is_body_word(at))
            || self.is_body_word(start) && !shown
    }

    /// Could it be a person's name by its shape alone: words of which we know at most that names hold them, not behind
    /// what stands before places and things?
    fn may_be_person(&self, run: &Run) -> bool {
        const MOST_WORDS: usize = 4;
        let words = self.words;
        let before = (run.tokens.start as usize).wrapping_sub(1);
        let name = |at: usize| !words.is_capital(at) || words.is_name_only(at);
        !run.headline
            && run.tokens.len() <= MOST_WORDS
            && run.tokens.range().all(name)
            && !words.is(before, Classes::DETERMINER.or(Classes::LOCATIVE).or(Classes::GENITIVE))
            && !self.looks_like_body(run)
    }

    /// Does a word mark the names of bodies, places and things?
    pub(super) fn is_body_word(&self, at: usize) -> bool {
        let no_person = |kind: RoleKind| !kind.is_human() || kind == RoleKind::Anonymous;
        self.words.is(at, Classes::NOT_PERSON.or(Classes::ADVERB)) && !self.words.is(at, GIVEN)
            || self.words.role_at(at).is_some_and(|noun| no_person(noun.role.kind))
    }

    /// Does the name stand between commas behind a role (`the prime minister, NAME,`)?
    fn is_apposed(&self, run: &Run) -> bool {
        let words = self.words;
        let comma = |at: usize| words.kind(at) == Some(Kind::Comma);
        let (start, end) = (run.opening(), run.tokens.end as usize);
        start > 1 && comma(start - 1) && comma(end) && self.role_set_off(start - 1).is_some()
    }

    /// Does an age or a role follow behind a comma (`, 34,`, `, a farmer,`)?
    fn has_apposition(&self, run: &Run) -> bool {
        let words = self.words;
        let end = run.tokens.end as usize;
        // `In Belmark, the mayor ...`
        let place = if run.name.is_full() { Classes::LOCATIVE } else { Classes::PREPOSITION };
        if words.kind(end) != Some(Kind::Comma) || words.is((run.tokens.start as usize).wrapping_sub(1), place) {
            return false;
        }
        let age = || words.kind(end + 1) == Some(Kind::Number) && words.kind(end + 2) == Some(Kind::Comma);
        // `Significantly, the mayor ...`: who is called by one name is introduced by `a`.
        let introduced = || run.name.is_full() || self.is_indefinite(Tokens::new(end + 1, end + 2));
        let role = || {
            words.is(end + 1, Classes::DETERMINER)
                && introduced()
                && words.role_near(end + 2).is_some_and(|noun| is_personal(noun.role))
        };
        age() || role()
    }

    /// The gender that honorific and given name tell.
    fn gender_of(&self, run: &Run) -> Gender {
        let told = run.title.map_or(Gender::Unknown, |title| title.role.gender);
        let start = run.tokens.start as usize;
        // A title stands before surnames, some of which are given names too.
        let is = |classes: Classes| (run.name.is_full() || run.title.is_none()) && self.words.is(start, classes);
        match (is(Classes::FIRSTNAME_M), is(Classes::FIRSTNAME_F)) {
            _ if told != Gender::Unknown => told,
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        }
    }
}
