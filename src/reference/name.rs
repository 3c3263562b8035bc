//! Names of people whom the gazetteer does not know, as the article writes them.

use super::Reference;
use super::scene::Scene;
use crate::gazetteer::{ActorId, ActorKind, Date, How};
use crate::knowledge::Knowledge;
use crate::lexicon::{Classes, Gender, RoleKind};
use crate::mention::{GIVEN, Words};
use crate::text::{Document, Kind, Shape, Tokens};

/// A run of capitalised words that no mention covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) tokens: Tokens,
    /// Does a title that is written as part of it (`Senator`), or stands before it (`spokesman`), say it is a person?
    pub(super) titled: bool,
}

/// The actor of that name; where several people have it, the one in office at the date.
pub(super) fn actor_called(name: &str, knowledge: &Knowledge, date: Option<Date>) -> Option<ActorId> {
    let document = Document::read(name, &knowledge.lexicons.orthography, &knowledge.vocabulary);
    let all = Tokens::new(0, document.tokens().len());
    let namings = knowledge.gazetteer.names().get(&Words::new(&document, knowledge).symbols(all));
    let named = namings.iter().filter(|naming| naming.how == How::Name || naming.how == How::Metonym);
    let actors = named.filter_map(|naming| naming.actor);
    actors.max_by_key(|&actor| (knowledge.gazetteer.holds(actor, None, date), std::cmp::Reverse(actor)))
}

impl<'a, 't: 'a> Scene<'a, 't> {
    /// Finds people who are no actors by their full names, and everybody by the surname alone after it.
    pub(super) fn place_strangers(&mut self) {
        self.note_surnames();
        let runs = self.runs();
        let mut found: Vec<Reference> = Vec::new();
        let people: Vec<bool> = runs.iter().map(|&run| self.is_person(run)).collect();
        // A headline may call by surname whom the text introduces later.
        for (&run, _) in runs.iter().zip(&people).filter(|&(_, &person)| person) {
            let id = self.person(run);
            let last = self.words.document.word(run.tokens.end as usize - 1);
            self.by_surname.entry(last).or_insert(id);
        }
        for (&run, &person) in runs.iter().zip(&people) {
            let last = self.words.document.word(run.tokens.end as usize - 1);
            if person {
                let id = self.person(run);
                self.by_surname.insert(last, id);
                found.push(Scene::named(run.tokens, id, 900));
            } else if (run.tokens.len() == 1 || run.titled)
                && let Some(&id) = self.by_surname.get(last)
            {
                found.push(Scene::named(run.tokens, id, 900));
            }
        }
        self.merge(found);
    }

    /// Notes the last words of the names of actors who are people.
    fn note_surnames(&mut self) {
        for index in 0..self.references.len() {
            let Reference { tokens, referent, .. } = self.references[index];
            if tokens.len() > 1 && self.is(referent, ActorKind::Person) {
                let last = self.words.document.word(tokens.end as usize - 1);
                self.by_surname.entry(last).or_insert(referent);
            }
        }
    }

    /// The person of a run, new or known.
    pub(super) fn person(&mut self, run: Run) -> super::ReferentId {
        let id = self.stranger(self.words.document.words(run.tokens), ActorKind::Person);
        if self.referent(id).gender == Gender::Unknown {
            self.referent_mut(id).gender = gender_of(self.words, run.tokens);
        }
        id
    }

    /// All runs of capitalised words in the article's own sentences.
    fn runs(&self) -> Vec<Run> {
        let mut runs = Vec::new();
        for sentence in self.words.document.sentences() {
            let mut at = sentence.tokens.start as usize;
            while at < sentence.tokens.end as usize {
                let run = if self.words.is_capital(at) { self.run_at(at, sentence.tokens.end as usize) } else { None };
                match run {
                    Some((run, end)) => {
                        runs.extend(run);
                        at = end;
                    }
                    None => at += 1,
                }
            }
        }
        runs
    }

    /// The run that begins at `at`, titles before the name left out (none if only titles remain), and where it ends.
    pub(super) fn run_at(&self, at: usize, limit: usize) -> Option<(Option<Run>, usize)> {
        const LONGEST: usize = 7;
        let words = self.words;
        let in_name = |at: usize| {
            at < limit
                && words.is_capital(at)
                && !self.is_covered(at)
                && (!words.is_closed(at) || words.is(at, GIVEN) && !words.is_opening(at) || words.is_initial(at))
        };
        if !in_name(at) {
            return None;
        }
        let mut start = at;
        let mut titled = false;
        while let Some(noun) = words.role_at(start) {
            titled = noun.role.kind != RoleKind::Body;
            start = noun.tokens.end as usize;
            if !in_name(start) {
                return Some((None, start.min(limit).max(at + 1)));
            }
        }
        let mut end = start + 1;
        while end < limit && end - start < LONGEST {
            let hyphen = words.kind(end) == Some(Kind::Hyphen);
            // `Audrius al-Novak`, `Kim Yo-jong`, `Jan van Dahl`
            let linked = hyphen && words.is_small(end + 1) && !words.is_closed(end + 1) && end - start > 1;
            let joined = hyphen && in_name(end + 1);
            let short = words.is_small(end) && words.document.word(end).len() <= 3 && !words.has(end, Shape::CLITIC);
            let particle = short && !words.is_closed(end) && in_name(end + 1);
            let prefix = short && words.kind(end + 1) == Some(Kind::Hyphen) && in_name(end + 2);
            if prefix {
                end += 3;
            } else if joined || particle || linked && end + 1 < limit {
                end += 2;
            } else if in_name(end) && !words.has(end, Shape::BLANK) && !words.has(end, Shape::CLITIC) {
                end += 1;
            } else {
                break;
            }
        }
        let titled = titled
            || start == at
                && words.role_before(start).is_some_and(|noun| noun.role.kind != RoleKind::Body && !noun.role.plural);
        Some((Some(Run { tokens: Tokens::new(start, end), titled }), end))
    }

    /// Does a run look like a person's full name: a given name in front, a title, or a role behind a comma?
    fn is_person(&self, run: Run) -> bool {
        let words = self.words;
        let (start, end) = (run.tokens.start as usize, run.tokens.end as usize);
        if self.looks_like_body(run) || run.tokens.len() > 6 {
            return false;
        }
        if run.tokens.len() == 1 {
            return run.titled
                && !self.by_surname.contains_key(words.document.word(start))
                && words.is_name_only(start);
        }
        words.is(start, GIVEN)
            || run.titled
            || words.is_initial(start)
            || self.has_apposition(end)
            || self.is_apposed(run.tokens)
    }

    /// Do the words of a run name a body or place?
    pub(super) fn looks_like_body(&self, run: Run) -> bool {
        let not_person = |at: usize| {
            self.words.is(at, Classes::NOT_PERSON) && !self.words.is(at, GIVEN)
                || self.words.role_at(at).is_some_and(|noun| noun.role.kind == RoleKind::Body)
        };
        run.tokens.range().any(not_person)
    }

    /// Does the name stand between commas behind a role (`the prime minister, NAME,`)?
    fn is_apposed(&self, name: Tokens) -> bool {
        let words = self.words;
        let comma = |at: usize| words.kind(at) == Some(Kind::Comma);
        let (start, end) = (name.start as usize, name.end as usize);
        let role = || words.role_before(start - 1).filter(|noun| noun.role.kind != RoleKind::Body && !noun.role.plural);
        start > 1 && comma(start - 1) && comma(end) && role().is_some()
    }

    /// Does a role follow behind a comma (`, a farmer,`)?
    fn has_apposition(&self, end: usize) -> bool {
        let words = self.words;
        if words.kind(end) != Some(Kind::Comma) || !words.is(end + 1, Classes::DETERMINER) {
            return false;
        }
        words.role_near(end + 2).is_some_and(|noun| noun.role.kind != RoleKind::Body && !noun.role.plural)
    }
}

/// The gender that honorific and given name tell.
fn gender_of(words: Words, tokens: Tokens) -> Gender {
    let start = tokens.start as usize;
    let title = words.role_before(start).map(|noun| noun.role.gender).filter(|&gender| gender != Gender::Unknown);
    title.unwrap_or(match () {
        _ if words.is(start, Classes::FIRSTNAME_ANY) => Gender::Unknown,
        _ if words.is(start, Classes::FIRSTNAME_M) && words.is(start, Classes::FIRSTNAME_F) => Gender::Unknown,
        _ if words.is(start, Classes::FIRSTNAME_M) => Gender::Male,
        _ if words.is(start, Classes::FIRSTNAME_F) => Gender::Female,
        _ => Gender::Unknown,
    })
}
