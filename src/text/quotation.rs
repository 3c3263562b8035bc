//! Paired quotation marks.
//!
//! Marks pair inside one paragraph, never across the article, so that one stray mark cannot turn the rest inside out.
//! A mark's side is read from the character and, where that is straight or mistyped, from the white space around it. A
//! quotation left open runs to the end of its paragraph; if the next paragraph opens with a mark again, it goes on there
//! (the news convention for long quotations). One kind of mark, single or double, quotes in an article; inside its quotations
//! the other is nested, and outside of them quotes phrases.

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

/// Are single marks this article's quotation marks, as in Britain? They are if more is quoted with them than with double ones,
/// quotations inside others aside; what ends in a pause, as speech does, counts more than a phrase in marks. Takes the marks
/// of each paragraph.
pub(super) fn quotes_single<'m>(tokens: &[Token], paragraphs: impl Iterator<Item = &'m [u32]>) -> bool {
    const PHRASE: usize = 1;
    const SPEECH: usize = 3;
    let (mut single, mut double) = (0, 0);
    for marks in paragraphs {
        let mut next = 0;
        while let Some(&at) = marks.get(next) {
            let number = next;
            next += 1;
            let Kind::Mark(opener) = tokens[at as usize].kind else { continue };
            if at as usize + 1 >= tokens.len() || !opens(tokens, at as usize, opener) {
                continue;
            }
            let close = closer(tokens, &marks[number..], opener.single);
            let weight = match close {
                Some(close) if pauses(tokens, marks[number + close] as usize) => SPEECH,
                Some(_) => PHRASE,
                // Left open, it may go on in the next paragraph, or be no quotation mark at all.
                None => usize::from(!opener.single || number == 0),
            };
            *(if opener.single { &mut single } else { &mut double }) += weight;
            next = number + close.unwrap_or(0) + 1;
        }
    }
    single > double
}

/// Which of the marks closes what the first of them opens.
fn closer(tokens: &[Token], marks: &[u32], single: bool) -> Option<usize> {
    const MOST: usize = 32;
    let opener = marks[0];
    let closes = |&at: &u32| match tokens[at as usize].kind {
        Kind::Mark(mark) => at > opener + 1 && mark.single == single && closes(tokens, at as usize, mark, single),
        _ => false,
    };
    marks.iter().take(MOST).position(closes)
}

/// Does a comma or stop stand beside a closing mark?
fn pauses(tokens: &[Token], close: usize) -> bool {
    let inside = matches!(tokens[close - 1].kind, Kind::Comma | Kind::Stop | Kind::Ellipsis);
    inside || tokens.get(close + 1).is_some_and(|next| next.kind == Kind::Comma && !next.shape.has(Shape::SPACED))
}

/// Pairs the marks of the other kind that stand outside the quotations of a paragraph, found from `first` on: phrases in
/// double marks in a British article, and in single ones elsewhere (`Ardania says siege 'is over'`), where these are
/// surely no apostrophes.
pub(super) fn pair_others(
    tokens: &[Token],
    marks: &[u32],
    paragraph: Tokens,
    single: bool,
    first: usize,
    found: &mut Vec<Quotation>,
) {
    const LONGEST_PHRASE: usize = 8;
    let opens_other = |&at: &u32| match tokens[at as usize].kind {
        Kind::Mark(mark) => mark.single != single && opens(tokens, at as usize, mark),
        _ => false,
    };
    if !marks.iter().any(opens_other) {
        return;
    }
    let mut others = Vec::new();
    let mut start = paragraph.start;
    let ends = found[first..].iter().map(|quotation| (quotation.tokens.start, quotation.tokens.end));
    for (end, next) in ends.chain([(paragraph.end, paragraph.end)]) {
        let gap = Tokens { start, end: end.max(start) };
        pair(tokens, within(marks, gap), gap, !single, &mut others);
        start = next;
    }
    let sure = |quotation: &Quotation| {
        let inside = quotation.inside();
        let phrase = (1..=LONGEST_PHRASE).contains(&inside.len()) && tokens[inside.start as usize].is_word();
        quotation.closed && (single || phrase || pauses(tokens, quotation.tokens.end as usize - 1))
    };
    found.extend(others.into_iter().filter(sure));
    found[first..].sort_by_key(|quotation| quotation.tokens);
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

/// Behind a closing mark, and behind one more that closes with it, of a nested quotation or a doubled mark (`"“...,"”`).
fn behind_closer(tokens: &[Token], closer: usize, end: usize) -> usize {
    let nested = tokens[..end].get(closer + 1).is_some_and(|next| {
        matches!(next.kind, Kind::Mark(Mark { side: Side::Closing | Side::Either, .. }))
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

/// `the ministers' plan`: an apostrophe behind a word with another word right behind it is no closing mark if a mark that
/// surely closes comes before the next that opens.
fn plural_possessive(tokens: &[Token], i: usize) -> bool {
    const FARTHEST: usize = 80;
    let between_words = |at: usize| {
        at > 0
            && tokens[at - 1].is_word()
            && tokens.get(at + 1).is_some_and(|next| next.is_word() && !next.is_capital())
    };
    let near = i + 1..tokens.len().min(i + 1 + FARTHEST);
    let sure = near.take_while(|&at| !tokens[at].shape.has(Shape::BLANK)).find_map(|at| match tokens[at].kind {
        Kind::Mark(mark) if mark.single && (mark.side == Side::Opening || opens(tokens, at, mark)) => Some(false),
        Kind::Mark(mark) if mark.single && !between_words(at) => Some(true),
        _ => None,
    });
    between_words(i) && sure == Some(true)
}
