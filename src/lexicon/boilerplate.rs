//! From the table of boilerplate to the rules that the text room looks for.

use super::compile::phrase;
use super::table::{Table, one_of};
use crate::error::{Error, Result};
use crate::text::{BoilerplateRule, Document, Extent, Kind, Orthography, PatternPlace, Piece, Vocabulary};

/// Adds the rules of a table to an orthography; `terms` tells how the terms of tables are spelled.
pub(super) fn compile(
    table: &Table,
    terms: &Orthography,
    vocabulary: &mut Vocabulary,
    orthography: &mut Orthography,
) -> Result<()> {
    const PLACES: &[(&str, PatternPlace)] = &[
        ("words-only", PatternPlace::Whole),
        ("prefix", PatternPlace::Prefix),
        ("suffix", PatternPlace::Suffix),
        ("contains", PatternPlace::Anywhere),
    ];
    const EXTENTS: &[(&str, Extent)] =
        &[("paragraph", Extent::Paragraph), ("widget", Extent::Widget), ("tail", Extent::Tail)];
    table.each(["name", "where", "match", "pattern", "reason"], |_, [name, extent, place, pattern, reason]| {
        let pattern = pieces(pattern, terms, vocabulary);
        if pattern.is_empty() {
            return Err(Error::lexicon("an empty pattern"));
        }
        orthography.boilerplate.push(BoilerplateRule {
            name: name.to_owned(),
            anchor: anchor(&pattern, vocabulary),
            pattern,
            place: one_of(place, "match", PLACES)?,
            extent: one_of(extent, "where", EXTENTS)?,
            reason: reason.to_owned(),
        });
        Ok(())
    })?;
    orthography.boilerplate_mark = vocabulary.new_mark();
    for rule in &orthography.boilerplate {
        vocabulary.mark(rule.pattern[rule.anchor].symbol, orthography.boilerplate_mark);
    }
    Ok(())
}

/// The words and marks of a pattern, hyphens left out.
fn pieces(written: &str, terms: &Orthography, vocabulary: &mut Vocabulary) -> Vec<Piece> {
    phrase(written, terms, vocabulary);
    let cut = Document::read(written, terms, vocabulary);
    let tokens = cut.tokens().iter().filter(|token| token.kind != Kind::Hyphen);
    tokens.map(|token| token.piece(written, vocabulary)).collect()
}

/// The place in a pattern of its longest word.
fn anchor(pattern: &[Piece], vocabulary: &Vocabulary) -> usize {
    let rarity = |&i: &usize| {
        let Piece { symbol, is_word } = pattern[i];
        (is_word, vocabulary.word(symbol).len(), std::cmp::Reverse(i))
    };
    (0..pattern.len()).max_by_key(rarity).unwrap_or(0)
}
