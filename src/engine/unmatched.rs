//! The names of an article that nobody of the gazetteer bears: whom a user may want to add.

use super::Reading;
use crate::gazetteer::How;
use crate::knowledge::Knowledge;
use crate::mention::Words;
use crate::text::{Shape, Tokens};
use rustc_hash::FxHashSet;

impl Reading<'_> {
    /// The names that no actor matched, each once, in order: people and bodies by their whole name, and what else has capitals
    /// inside sentences. Titles, places, days and months are none, nor is a word that has a capital for opening a sentence.
    pub fn unmatched(&self, knowledge: &Knowledge) -> Vec<&str> {
        let words = Words::new(&self.document, knowledge);
        let mut known = FxHashSet::default();
        let mut names = Vec::new();
        let mut note = |name| {
            if known.insert(name) {
                names.push(name);
            }
        };
        let mut references = self.cast.references.iter().peekable();
        for sentence in self.document.sentences() {
            let mut at = sentence.tokens.start as usize;
            while at < sentence.tokens.end as usize {
                while references.next_if(|reference| reference.tokens.end as usize <= at).is_some() {}
                if let Some(reference) = references.next_if(|reference| reference.tokens.start as usize <= at) {
                    let referent = self.cast.referent(reference.referent);
                    let capital = |name: &&str| name.starts_with(char::is_uppercase);
                    if referent.actor.is_none()
                        && let Some(name) = referent.name.as_deref().filter(capital)
                    {
                        note(name);
                    }
                    at = (reference.tokens.end as usize).max(at + 1);
                    continue;
                }
                if !words.is_capital(at) {
                    at += 1;
                    continue;
                }
                let limit = references.peek().map_or(u32::MAX, |next| next.tokens.start).min(sentence.tokens.end);
                let run = run(words, at, limit as usize);
                let name = without_title(words, at, run);
                if name > at && is_name(words, Tokens::new(at, name)) {
                    note(self.document.words(Tokens::new(at, name)));
                }
                at = run.max(at + 1);
            }
        }
        names
    }
}

/// Where the words with capitals end that begin at `at`.
fn run(words: Words, at: usize, limit: usize) -> usize {
    const LONGEST: usize = 6;
    let in_name = |at: usize| words.is_capital(at) && !words.is_closed(at);
    let mut end = at;
    while end < limit.min(at + LONGEST) && in_name(end) && (end == at || !words.has(end, Shape::BLANK)) {
        end += 1;
    }
    end
}

/// A run without the titles that end it (`Ohio Governor` before a name that is known).
fn without_title(words: Words, start: usize, end: usize) -> usize {
    words.role_before(end).map_or(end, |noun| (noun.tokens.start as usize).max(start))
}

/// Is a run a name that a gazetteer could have?
fn is_name(words: Words, run: Tokens) -> bool {
    let (start, end) = (run.start as usize, run.end as usize);
    let opens = words.is_opening(start) && run.len() == 1;
    let title = words.role_at(start).is_some_and(|noun| noun.tokens.end >= run.end);
    let place = words.knowledge.gazetteer.names().longest(words.tokens(), start).is_some_and(|found| {
        let place = |how: How| matches!(how, How::Place | How::Seat | How::Name | How::Adjective | How::Demonym);
        found.tokens.end as usize >= end && found.entries.iter().any(|naming| place(naming.how))
    });
    let abbreviation = run.len() == 1 && words.has(start, Shape::PERIOD) || words.document.words(run).len() < SHORTEST;
    !(opens || title || place || abbreviation)
}

/// How many bytes a name has at least.
const SHORTEST: usize = 3;
