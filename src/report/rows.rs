//! The rows of a table: the stances of an article added up by holder and target.
//!
//! Owns which stances count: of what is said and done by speaking, and of what is thought only where that is asked for.
//! The ledger leaves out holders without a name; a table that is to tell all shows them.

use crate::ledger::Tally;
use crate::record::{Class, Record, SpeakerRecord, StanceRecord, TargetOf};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Is a stance what somebody thinks or wants, rather than says?
pub(super) fn is_thought(record: &Record, stance: &StanceRecord) -> bool {
    let quote = stance.quote.and_then(|quote| record.quotes.get(quote));
    let cue = quote.and_then(|quote| quote.cue.as_ref());
    cue.is_some_and(|cue| cue.class == Class::Thought)
}

/// The holder's name; in brackets, the words that the article has for one without, where it has any.
pub(super) fn holder<'r>(record: &'r Record, stance: &'r StanceRecord) -> Cow<'r, str> {
    if let Some(name) = stance.holder.as_ref().and_then(|holder| holder.name.as_deref()) {
        return Cow::Borrowed(name);
    }
    let quote = stance.quote.and_then(|quote| record.quotes.get(quote));
    let mut speakers = quote.into_iter().flat_map(|quote| quote.speaker.iter().chain(&quote.co_speakers));
    match speakers.find(|speaker| speaker.name.is_none()).and_then(|speaker| speaker.mention) {
        Some(words) => Cow::Owned(format!("(unknown: {words})")),
        None => Cow::Borrowed("(unknown)"),
    }
}

/// A row for each holder and target: those with a name as the record has them, then the others in the order of the article.
pub(super) fn rows<'r>(record: &'r Record, thoughts: bool) -> Vec<SpeakerRecord<'r>> {
    let mut sums: Vec<Sum> = Vec::new();
    let mut known: FxHashMap<Key, usize> = FxHashMap::default();
    for stance in record.stances.iter().filter(|stance| thoughts || !is_thought(record, stance)) {
        let holder = holder(record, stance);
        let actor = stance.holder.as_ref().and_then(|holder| holder.actor);
        let at = *known.entry(key(&holder, actor, &stance.target)).or_insert(sums.len());
        if at == sums.len() {
            sums.push(Sum { holder, first: stance, last_quote: None, tally: Tally::default() });
        }
        sums[at].add(stance);
    }
    let places: FxHashMap<Key, usize> =
        record.speakers.iter().enumerate().map(|(at, row)| (key(&row.name, row.actor, &row.target), at)).collect();
    let place = |sum: &Sum| places.get(&key(&sum.holder, sum.actor(), &sum.first.target)).copied();
    sums.sort_by_cached_key(|sum| place(sum).unwrap_or(places.len()));
    let row = |sum: Sum<'r>| {
        let actor = sum.actor();
        SpeakerRecord::new(sum.holder, actor, sum.first.target.clone(), sum.tally)
    };
    sums.into_iter().map(row).collect()
}

/// Who holds a stance, by name and actor, and whom it is about.
type Key<'r> = (String, Option<&'r str>, Option<&'r str>, Option<String>);

fn key<'r>(holder: &str, actor: Option<&'r str>, target: &TargetOf<'r>) -> Key<'r> {
    (holder.to_owned(), actor, target.actor, target.name.as_deref().map(str::to_owned))
}

/// What one holder said of one target.
struct Sum<'r> {
    holder: Cow<'r, str>,
    first: &'r StanceRecord<'r>,
    last_quote: Option<usize>,
    tally: Tally,
}

impl<'r> Sum<'r> {
    fn actor(&self) -> Option<&'r str> {
        self.first.holder.as_ref().and_then(|holder| holder.actor)
    }

    fn add(&mut self, stance: &StanceRecord) {
        let new_quote = stance.quote.is_some() && stance.quote != self.last_quote;
        self.last_quote = stance.quote;
        self.tally.merge(&Tally::of(stance.score.0, stance.label.sign(), !stance.evidence.is_empty(), new_quote));
    }
}
