//! Names: which capitalised words tell nothing because they are part of one.

use super::scene::{FUNCTION, Scene};
use crate::lexicon::Classes;
use crate::text::{Kind, Shape, Tokens};

/// Is the word part of a name rather than a word of its own: capitalised inside a sentence, or at its start with more of
/// the name behind it? Where every word is capitalised, as in a headline, capitals tell nothing.
pub(super) fn is_part_of_name(scene: &Scene, tokens: Tokens, piece: Tokens, names: &[Tokens]) -> bool {
    let (at, end) = (tokens.start as usize, tokens.end as usize);
    let token = &scene.tokens()[at];
    let phrase = end > at + 1 && !scene.tokens()[end - 1].is_capital();
    if !token.is_capital() || token.shape.has(Shape::UPPER) || phrase {
        return false;
    }
    let opens = at == piece.start as usize
        || matches!(scene.kind(at - 1), Some(Kind::Stop | Kind::Ellipsis | Kind::Colon | Kind::Dash | Kind::Mark(_)));
    let article = usize::from(opens && scene.is(end, Classes::DETERMINER));
    let next = end + article;
    // Before somebody's name stands an epithet, if no given name: `Crooked Novak`.
    let name = names.get(names.partition_point(|name| name.end as usize <= next)).filter(|name| name.has(next));
    let epithet = name.is_some() && (article > 0 || !scene.is(at, Classes::FIRSTNAME_ANY));
    !epithet && (!opens || scene.is_name(next)) && !is_headline(scene, at)
}

/// Are all the words around in the sentence capitalised but those of the closed classes?
fn is_headline(scene: &Scene, at: usize) -> bool {
    const NEAR: usize = 12;
    let inside = |i: &usize| !matches!(scene.kind(*i), Some(Kind::Stop | Kind::Semicolon) | None);
    let before = (at.saturating_sub(NEAR)..at).rev().take_while(inside);
    let around = before.chain((at + 1..at + NEAR).take_while(inside));
    let mut others = around.filter(|&i| scene.tokens()[i].is_word() && !scene.is(i, FUNCTION)).peekable();
    let plain = |i: usize| !scene.tokens()[i].is_capital();
    others.peek().is_some() && !others.any(plain)
}
