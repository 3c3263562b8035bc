//! The quotes of one sentence: each cue group with its source and its content.
//!
//! Groups that close a clause (`"...", NAME said.`, `..., said NAME.`, `..., NAME said, ...`) are read first, because
//! they report all that stands before them; the rest report what follows, leftmost first. What one quote has taken, no
//! other takes.

use super::cue::{self, Group};
use super::reach::Reach;
use super::reader::Reader;
use super::{Cue, Quote};
use crate::lexicon::Classes;
use crate::text::{Kind, Shape, Tokens};

/// Reads the sentence with this index and appends its quotes.
pub(super) fn read(reader: &Reader, index: usize, quotes: &mut Vec<Quote>) {
    let tokens = behind_dateline(reader, reader.document.sentences()[index].tokens);
    let groups = cue::groups(reader, tokens);
    if groups.is_empty() {
        return;
    }
    let earlier =
        quotes.iter().rev().take(4).flat_map(|quote| quote.source.and(quote.content.last())).map(|piece| piece.end);
    let free = earlier.max().unwrap_or(0);
    let paragraph = reader.document.sentences()[index].paragraph as usize;
    let paragraph_start = reader.document.paragraphs()[paragraph].tokens.start;
    let before = quotes.last().filter(|quote| quote.content[0].start >= paragraph_start).and_then(|quote| quote.source);
    let mut scene =
        Scene { reader, tokens, before, free, groups: &groups, used: vec![false; groups.len()], found: Vec::new() };
    for number in 0..groups.len() {
        scene.closing(number);
    }
    for number in 0..groups.len() {
        scene.opening(number);
    }
    scene.found.sort_by_key(|quote| quote.content[0]);
    quotes.append(&mut scene.found);
}

/// A sentence without the dateline it opens with (`BELMARK, Ardania (AP) - ...`, `Belmark, May 3 (AP) - ...`, `BELMARK: ...`).
pub(super) fn behind_dateline(reader: &Reader, sentence: Tokens) -> Tokens {
    const LONGEST: usize = 12;
    let start = sentence.start as usize;
    let opens_paragraph =
        || reader.document.paragraphs()[reader.document.paragraph_of(start)].tokens.start == sentence.start;
    if sentence.is_empty() || !reader.is_capital(start) || !opens_paragraph() {
        return sentence;
    }
    let upper = |at: usize| reader.token(at).shape.has(Shape::UPPER);
    let mark = |kind: Kind| sentence.range().take(LONGEST).find(|&at| reader.kind_at(at) == Some(kind));
    // A place in small letters needs a date or an agency before the dash, and nothing but names.
    let dated = |dash: usize| {
        let names = (start..dash).all(|at| reader.kind_at(at) != Some(Kind::Word) || reader.is_capital(at));
        let agency = reader.kind_at(dash - 1) == Some(Kind::Close);
        names && (agency || (start..dash).any(|at| reader.is(at, Classes::MONTH)))
    };
    if let Some(dash) = mark(Kind::Dash).filter(|&dash| dash > start && (upper(start) || dated(dash))) {
        return Tokens::new(dash + 1, sentence.end as usize);
    }
    // Behind the colon of a headline stands no whole sentence.
    let whole = |colon: usize| reader.is_capital(colon + 1) && reader.is_outside(colon + 1);
    let stopped = reader.kind_at(sentence.end as usize - 1) == Some(Kind::Stop);
    // `Belmark: The council has ...`: a town in small letters needs somebody to be told of behind it, and the top of the article.
    let told =
        |colon: usize| (colon + 1..sentence.end as usize).any(|at| reader.is_outside(at) && reader.is_past_cue(at));
    let town = |colon: usize| {
        const LONGEST: usize = 3;
        let named = |at: usize| reader.is_capital(at) && !reader.is_function(at) && reader.role(at).is_none();
        colon - start <= LONGEST
            && (start..colon).all(named)
            && !reader.is(start, Classes::FIRSTNAME_ANY)
            && reader.document.paragraph_of(start) == 0
            && told(colon)
    };
    let place = mark(Kind::Colon)
        .filter(|&colon| colon > start && stopped && whole(colon) && ((start..colon).all(upper) || town(colon)));
    place.map_or(sentence, |colon| Tokens::new(colon + 1, sentence.end as usize))
}

/// One sentence while its quotes are found.
pub(super) struct Scene<'s, 'a, 't> {
    pub(super) reader: &'s Reader<'a, 't>,
    pub(super) tokens: Tokens,
    /// Who was the last to speak in the paragraph before the sentence.
    pub(super) before: Option<Tokens>,
    /// Where the last content ends that an earlier sentence has attributed.
    pub(super) free: u32,
    pub(super) groups: &'s [Group],
    /// By group: does it already report something, or stand inside what is reported?
    pub(super) used: Vec<bool>,
    pub(super) found: Vec<Quote>,
}

/// A cue is taken for one outside quotation marks from this certainty on, in thousandths.
pub(super) const OUTSIDE: i16 = 300;

impl Scene<'_, '_, '_> {
    pub(super) fn floor(&self) -> usize {
        self.tokens.start as usize
    }

    pub(super) fn ceiling(&self) -> usize {
        self.tokens.end as usize
    }

    /// How far what a group reports reaches, at most to `ceiling`.
    pub(super) fn reach(&self, number: usize, ceiling: usize, narrow: bool) -> Reach<'_, '_, '_> {
        Reach { reader: self.reader, ceiling, later: &self.groups[number + 1..], narrow }
    }

    pub(super) fn push(
        &mut self,
        number: usize,
        source: Option<Tokens>,
        content: Vec<Tokens>,
        rule: &'static str,
        confidence: i16,
    ) {
        let group = &self.groups[number];
        for (other, used) in self.groups.iter().zip(&mut self.used) {
            *used |= content.iter().any(|piece| piece.contains(other.tokens));
        }
        self.used[number] = true;
        let cue = Some(Cue { tokens: group.tokens, class: group.cue.class });
        self.found.push(Quote { cue, ..Quote::new(content, source, rule, confidence) });
    }
}
