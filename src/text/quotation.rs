//! Paired quotation marks.
//!
//! Marks pair inside one paragraph, never across the article, so that one stray mark cannot turn the rest inside out.
//! A mark's side is read from the character and, where that is straight or mistyped, from the white space around it. A
//! quotation left open runs to the end of its paragraph; if the next paragraph opens with a mark again, it goes on there
//! (the news convention for long quotations). Single marks quote only in articles that open more quotations with them
//! than with double ones; otherwise they are nested and stay inside.

use super::kind::{Kind, Mark, Shape, Side};
use super::token::Token;
use super::{Span, Tokens};

/// A stretch between paired quotation marks, marks included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its tokens, from the opening mark to behind the closing one.
    pub tokens: Tokens,
    /// Was its closing mark found?
    pub closed: bool,
    /// Does it go on from the quotation before it, left open at the end of the paragraph before?
    pub continues: bool,
}

impl Quotation {
    /// The tokens between the marks.
    pub fn inside(&self) -> Tokens {
        let end = if self.closed { self.tokens.end - 1 } else { self.tokens.end };
        Tokens { start: (self.tokens.start + 1).min(end), end }
    }

    /// The bytes of the whole stretch, marks included.
    pub fn span(&self, tokens: &[Token]) -> Span {
        tokens[self.tokens.start as usize].span.join(tokens[self.tokens.end as usize - 1].span)
    }
}

/// Are single marks this article's quotation marks, as in Britain? They are if more of them could open a quotation than
/// of the double ones, which then are nested.
pub(super) fn quotes_single(tokens: &[Token], marks: &[u32]) -> bool {
    let (mut single, mut double) = (0, 0);
    for i in marks.iter().map(|&i| i as usize) {
        if let Kind::Mark(mark) = tokens[i].kind {
            let opens = usize::from(opens(tokens, i, mark) && i + 1 < tokens.len());
            *(if mark.single { &mut single } else { &mut double }) += opens;
        }
    }
    single > double
}

/// Pairs the marks of one paragraph, which stand at `marks`, and appends the quotations.
pub(super) fn pair(tokens: &[Token], marks: &[u32], paragraph: Tokens, single: bool, quotations: &mut Vec<Quotation>) {
    let mut open: Option<usize> = None;
    let mut nested = false;
    let mut continues = quotations.last().is_some_and(|last| !last.closed && last.tokens.end == paragraph.start);
    let mut push = |start: usize, end: usize, closed: bool, at_start: bool| {
        let continues = std::mem::take(&mut continues) && at_start;
        quotations.push(Quotation { tokens: Tokens::new(start, end), closed, continues });
    };
    for i in marks.iter().map(|&i| i as usize) {
        let Kind::Mark(mark) = tokens[i].kind else { continue };
        if mark.single != single {
            continue;
        }
        let (opening, closing) = (opens(tokens, i, mark), closes(tokens, i, mark, single));
        let Some(start) = open else {
            if opening && i + 1 < paragraph.end as usize {
                open = Some(i);
                nested = false;
            }
            continue;
        };
        if i == start + 1 {
            continue; // a doubled opener
        }
        let Kind::Mark(first) = tokens[start].kind else { unreachable!("an open quotation starts at a mark") };
        if nested && differs(first, mark) && closing {
            nested = false;
        } else if opening && !closing {
            if closes_later(tokens, i + 1..paragraph.end as usize, first, mark) {
                nested = true;
            } else {
                push(start, i, false, start == paragraph.start as usize);
                open = Some(i);
            }
        } else if closing {
            push(start, behind_closer(tokens, i, paragraph.end as usize), true, start == paragraph.start as usize);
            open = None;
        }
    }
    if let Some(start) = open {
        push(start, paragraph.end as usize, false, start == paragraph.start as usize);
    }
}

/// Pairs the marks of the other kind, single or double, inside a quotation, and appends the quotations that close there.
pub(super) fn pair_nested(tokens: &[Token], marks: &[u32], outer: &Quotation, quotations: &mut Vec<Quotation>) {
    let Kind::Mark(Mark { single, .. }) = tokens[outer.tokens.start as usize].kind else { return };
    let inside = outer.inside();
    let marks = within(marks, inside);
    let mut found = Vec::new();
    pair(tokens, marks, inside, !single, &mut found);
    quotations.extend(found.into_iter().filter(|quotation| quotation.closed && quotation.tokens.end <= inside.end));
}

/// Those of some places in order that lie in `tokens`.
pub(super) fn within(places: &[u32], tokens: Tokens) -> &[u32] {
    let start = places.partition_point(|&at| at < tokens.start);
    let behind = &places[start..];
    &behind[..behind.partition_point(|&at| at < tokens.end)]
}

/// Behind a closing mark, and behind the nested one that closes with it.
fn behind_closer(tokens: &[Token], closer: usize, end: usize) -> usize {
    let nested = tokens[..end].get(closer + 1).is_some_and(|next| {
        matches!(next.kind, Kind::Mark(Mark { single: true, side: Side::Closing | Side::Either }))
            && !next.shape.has(Shape::SPACED)
            && tokens[..end].get(closer + 2).is_none_or(|after| after.shape.has(Shape::SPACED))
    });
    closer + 1 + usize::from(nested)
}

/// Do the two marks belong to different styles (straight and curly)?
fn differs(a: Mark, b: Mark) -> bool {
    (a.side == Side::Either) != (b.side == Side::Either)
}

/// Does a quotation in the other style end before the outer one does, so that it is nested rather than new?
fn closes_later(tokens: &[Token], rest: std::ops::Range<usize>, outer: Mark, inner: Mark) -> bool {
    if !differs(outer, inner) {
        return false;
    }
    // A nested quotation is short; a capped look keeps pairing linear on any input.
    const LONGEST: usize = 300;
    let mut inner_closed = false;
    for i in rest.take(LONGEST) {
        let Kind::Mark(mark) = tokens[i].kind else { continue };
        if mark.single != inner.single || !closes(tokens, i, mark, mark.single) {
            continue;
        }
        if inner_closed {
            return true;
        }
        if !differs(mark, inner) {
            inner_closed = true;
        } else {
            return false;
        }
    }
    false
}

/// Could the mark open a quotation, by the white space around it?
fn opens(tokens: &[Token], i: usize, mark: Mark) -> bool {
    let free_before = i == 0
        || tokens[i].shape.has(Shape::SPACED)
        || matches!(tokens[i - 1].kind, Kind::Open | Kind::Dash | Kind::Hyphen | Kind::Mark(_) | Kind::Sign)
        || matches!(tokens[i - 1].kind, Kind::Comma | Kind::Colon)
            && (mark.side == Side::Opening || mark.side == Side::Either && !mark.single);
    let tight_after = tokens.get(i + 1).is_some_and(|next| !next.shape.has(Shape::SPACED));
    match mark.side {
        Side::Opening => free_before || tight_after && !ends_word(tokens, i),
        Side::Closing => free_before && tight_after && !mark.single,
        Side::Either => free_before && tight_after,
    }
}

/// Does a word or its punctuation end right before the mark, with white space or the end behind it?
fn ends_word(tokens: &[Token], i: usize) -> bool {
    i > 0
        && !tokens[i].shape.has(Shape::SPACED)
        && matches!(
            tokens[i - 1].kind,
            Kind::Word | Kind::Number | Kind::Stop | Kind::Comma | Kind::Ellipsis | Kind::Close
        )
        && tokens.get(i + 1).is_none_or(|next| next.shape.has(Shape::SPACED) || !next.is_word())
}

/// Could the mark close a quotation?
fn closes(tokens: &[Token], i: usize, mark: Mark, single: bool) -> bool {
    let tight_before = i > 0 && !tokens[i].shape.has(Shape::SPACED);
    match mark.side {
        Side::Opening => ends_word(tokens, i),
        Side::Closing if single => tight_before && !plural_possessive(tokens, i),
        Side::Closing => true,
        Side::Either if single => tight_before && !plural_possessive(tokens, i),
        Side::Either => tight_before || !opens(tokens, i, mark),
    }
}

/// `the ministers' plan`: an apostrophe behind a word with another word right behind it is no closing mark, unless
/// punctuation stands before it.
fn plural_possessive(tokens: &[Token], i: usize) -> bool {
    let word_before = i > 0 && tokens[i - 1].is_word();
    let lower_next = tokens.get(i + 1).is_some_and(|next| next.is_word() && !next.is_capital());
    let closes_later = tokens[i + 1..]
        .iter()
        .take(80)
        .take_while(|t| !t.shape.has(Shape::BLANK))
        .any(|t| matches!(t.kind, Kind::Mark(Mark { single: true, side: Side::Closing | Side::Either })));
    word_before && lower_next && closes_later
}
