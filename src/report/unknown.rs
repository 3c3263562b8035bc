//! Stances whose holder has no name: the ledger leaves them out, a table that is to tell all shows them.

use crate::ledger::{Sign, Tally};
use crate::record::{Label, Record, SpeakerRecord, StanceRecord};
use std::borrow::Cow;

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

/// The stances without a named holder, added up by the holder's words and the target, in the order of the article.
pub(super) fn unknown<'r>(record: &'r Record) -> Vec<SpeakerRecord<'r>> {
    let mut sums: Vec<Sum> = Vec::new();
    for stance in record.stances.iter().filter(|stance| stance.holder.is_none()) {
        let holder = holder(record, stance);
        let known = sums.iter().position(|sum| sum.holder == holder && sum.first.target == stance.target);
        let at = known.unwrap_or_else(|| {
            sums.push(Sum { holder, first: stance, last_quote: None, tally: Tally::default() });
            sums.len() - 1
        });
        sums[at].add(stance);
    }
    let row = |sum: Sum<'r>| SpeakerRecord::new(sum.holder, None, sum.first.target.clone(), sum.tally);
    sums.into_iter().map(row).collect()
}

/// What one holder without a name said of one target.
struct Sum<'r> {
    holder: Cow<'r, str>,
    first: &'r StanceRecord<'r>,
    last_quote: Option<usize>,
    tally: Tally,
}

impl Sum<'_> {
    fn add(&mut self, stance: &StanceRecord) {
        let new_quote = stance.quote.is_some() && stance.quote != self.last_quote;
        self.last_quote = stance.quote;
        let sign = match stance.label {
            Label::Negative => Sign::Minus,
            Label::Neutral => Sign::Zero,
            Label::Positive => Sign::Plus,
        };
        self.tally.merge(&Tally::of(stance.score.0, sign, !stance.evidence.is_empty(), new_quote));
    }
}
