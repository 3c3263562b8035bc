//! From the tables of clitics and abbreviations to what the text room is told of spelling.

use super::table::{Tables, one_of};
use crate::error::{Error, Result};
use crate::text::{Abbreviation, Orthography, Vocabulary};

/// Clitics and abbreviations; what tells boilerplate is added when all words are known.
pub(super) fn orthography(tables: &Tables, vocabulary: &mut Vocabulary) -> Result<Orthography> {
    let mut orthography = Orthography::default();
    tables.get("clitics")?.each(["term"], |_, [term]| {
        if !term.contains('\'') {
            return Err(Error::lexicon(format!("clitic \"{term}\" has no apostrophe")));
        }
        orthography.clitics.push(term.to_owned());
        Ok(())
    })?;
    tables.get("abbreviations")?.each(["term", "class", "ends"], |_, [term, class, ends]| {
        // An initialism or a company's: what a name may open with or hold (`U.N. Special Envoy`, but `Springfield, Ill.`).
        let named = class == "company" || class != "latin" && term.trim_end_matches('.').contains('.');
        let may_end = if named { Abbreviation::InName } else { Abbreviation::MayEnd };
        let kind = one_of(ends, "ends", &[("no", Abbreviation::Inside), ("yes", may_end)])?;
        let symbol = vocabulary.intern(term);
        orthography.abbreviations.push((symbol, kind));
        if term.starts_with(char::is_lowercase) {
            orthography.small_abbreviations.push(symbol);
        }
        Ok(())
    })?;
    orthography.sort();
    Ok(orthography)
}
