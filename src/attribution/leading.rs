//! Quotations whose speaker is named only in the paragraphs behind them.
//!
//! `"We lost. / "We will try again," NAME said.`: an open quotation that goes on in the next paragraph is one quote with it,
//! and a closed one that nobody took belongs, less surely, to who speaks right behind it.

use super::leftover::SHORTEST_ALONE;
use super::reader::Reader;
use super::{Quote, QuoteKind, transcript};
use crate::text::Tokens;

/// How sure a speaker must be to keep a quotation from one who is named behind it, in thousandths.
const SURE: i16 = 600;

/// How many pieces a quote may take from before it; a capped look keeps this linear on any input.
const MOST: usize = 32;

/// Gives quotations without a sure speaker to the quote behind them. Quotes come, and stay, in the order of their content.
pub(super) fn join(reader: &Reader, quotes: &mut Vec<Quote>) {
    for number in (1..quotes.len()).rev() {
        let named = |quote: &Quote| quote.source.is_some() && quote.cue.is_some();
        if !named(&quotes[number]) {
            continue;
        }
        let mut taken = number;
        while taken > 0 && number - taken < MOST && leads(reader, &quotes[taken - 1], &quotes[taken]) {
            taken -= 1;
        }
        if taken == number {
            continue;
        }
        let goes_on = |quote: &Quote| reader.quotation(quote.content[0].start as usize).is_some_and(|q| q.continues);
        if (taken + 1..=number).all(|at| goes_on(&quotes[at])) {
            let before: Vec<Tokens> = quotes[taken..number].iter().flat_map(|quote| quote.content.clone()).collect();
            quotes[number].content.splice(0..0, before);
            quotes[taken..number].iter_mut().for_each(|quote| quote.content.clear());
        } else {
            let source = quotes[number].source;
            for quote in &mut quotes[taken..number] {
                (quote.source, quote.rule, quote.confidence) = (source, "speaker-behind", 450);
            }
        }
    }
    let short = |quote: &Quote| match quote.content[..] {
        [piece] => reader.count_words(piece, SHORTEST_ALONE) < SHORTEST_ALONE,
        _ => false,
    };
    let placed = |quote: &Quote| quote.source.is_some() || quote.cue.is_some() || quote.rule == transcript::RULE;
    quotes.retain(|quote| !quote.content.is_empty() && (placed(quote) || !short(quote)));
}

/// Does a quote without a sure speaker, all of it quotation, end right before another that opens with a quotation and names its
/// speaker behind it?
fn leads(reader: &Reader, quote: &Quote, next: &Quote) -> bool {
    let (Some(last), Some(&first)) = (quote.content.last(), next.content.first()) else { return false };
    let opens = !reader.is_outside(first.start as usize);
    let behind = next.cue.is_none_or(|cue| cue.tokens.start >= first.end);
    let open = reader.quotation(last.end as usize - 1).is_some_and(|quotation| !quotation.closed);
    let unsure = quote.source.is_none() || quote.confidence < SURE && open;
    unsure && quote.cue.is_none() && opens && behind && quote.kind == QuoteKind::Direct && last.end == first.start
}
