//! Quotes inside quotes: `"He told me, 'No,' and left," NAME said.`
//!
//! The inside of a quotation is read by the rules of any other text. Only what a cue reports there in marks of its own is
//! a nested quote; what the speaker merely tells is the speaker's.

use super::reader::Reader;
use super::{Quote, QuoteKind, sentence};
use crate::lexicon::{CueClass, Gender, Lexicons};
use crate::text::Document;

/// How many quotes back the holder of a nested one is looked for; a capped look keeps joining linear.
const NEAR: usize = 8;

/// The quotes of a document one level down.
pub(super) fn read(inner: &Document, lexicons: &Lexicons) -> Vec<Quote> {
    let reader = Reader::new(inner, lexicons);
    let mut quotes = Vec::new();
    for index in 0..inner.sentences().len() {
        sentence::read(&reader, index, &mut quotes);
    }
    of_others(&reader, quotes)
}

/// Those of the quotes found inside what somebody says that are another's own words.
pub(super) fn of_others(reader: &Reader, mut quotes: Vec<Quote>) -> Vec<Quote> {
    for quote in &mut quotes {
        quote.kind = reader.kind(&quote.content);
    }
    quotes.retain(|quote| quote.kind == QuoteKind::Direct && is_speech(quote) && is_another(reader, quote));
    quotes
}

fn is_speech(quote: &Quote) -> bool {
    quote.cue.is_some_and(|cue| cue.class == CueClass::Speech)
}

/// Does somebody else speak: a name, a role, `he`? Who quotes himself (`I said, '...'`) goes on speaking.
fn is_another(reader: &Reader, quote: &Quote) -> bool {
    let Some(source) = quote.source else { return false };
    let pronoun = reader.lexicons.pronoun(reader.token(source.start as usize).symbol);
    match pronoun.filter(|_| source.len() == 1) {
        Some(pronoun) => pronoun.person == 3 && pronoun.gender != Gender::Neuter,
        None => source.range().any(|at| reader.is_capital(at) || reader.role(at).is_some()),
    }
}

/// Outer and inner quotes in one order; inner ones know whose content holds them, and those in nobody's are left out.
pub(super) fn join(outer: Vec<Quote>, inner: Vec<Quote>) -> Vec<Quote> {
    let holder = |quote: &Quote| {
        let before = outer.partition_point(|outer| outer.content[0].start <= quote.content[0].start);
        let holds = |&at: &usize| outer[at].content.iter().any(|piece| piece.contains(quote.content[0]));
        (before.saturating_sub(NEAR)..before).rev().find(holds)
    };
    let held = inner.into_iter().filter_map(|quote| Some(Quote { parent: Some(holder(&quote)?), ..quote }));
    let mut held = held.collect::<Vec<_>>().into_iter().peekable();
    let mut places: Vec<usize> = Vec::with_capacity(outer.len());
    let mut joined: Vec<Quote> = Vec::with_capacity(outer.len() + held.len());
    for quote in outer {
        while let Some(earlier) = held.next_if(|inner| inner.content[0] < quote.content[0]) {
            joined.push(earlier);
        }
        places.push(joined.len());
        joined.push(quote);
    }
    joined.extend(held);
    for quote in &mut joined {
        quote.parent = quote.parent.map(|outer| places[outer]);
    }
    joined
}

#[cfg(test)]
mod tests {
    use crate::attribution::find;
    use crate::knowledge::Knowledge;
    use crate::text::Document;

    #[test]
    fn quotes_inside_quotes_have_their_own_source() {
        let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));
        let knowledge = Knowledge::from_bytes(bytes).expect("just compiled");
        // Invented statements: each quote's source, and the number of the quote it stands in.
        for (text, expected) in [
            ("\"He told me, 'We will never leave,' and I wept,\" said Ana Novak.", "Ana Novak-|He-0"),
            ("“My teacher always said: ‘Read it twice,’” Ivo Dahl said. “I did.”", "Ivo Dahl-|My teacher-0"),
            ("‘The mayor said, “It is over,” and I wept,’ Ana Novak said. ‘It hurt.’", "Ana Novak-|The mayor-0"),
            ("\"I said, 'It is over,' and he left,\" said Ana Novak.", "Ana Novak-"),
            ("\"They call it 'the bend',\" said Ana Novak.", "Ana Novak-"),
            ("\"The ministers' plan is the farmers' plan,\" said Ana Novak.", "Ana Novak-"),
            (
                "\"No,\" said Ana Novak. \"The mayor said, 'It is over.' Ivo Dahl said, 'It begins.'\"",
                "Ana Novak-|The mayor-0|Ivo Dahl-0",
            ),
        ] {
            let document = Document::read(text, &knowledge.lexicons.orthography, &knowledge.vocabulary);
            let found = find(&document, &knowledge, &[]);
            let shown = found.iter().map(|quote| {
                let source = quote.source.map_or("?", |source| document.words(source));
                format!("{source}-{}", quote.parent.map(|parent| parent.to_string()).unwrap_or_default())
            });
            assert_eq!(shown.collect::<Vec<_>>().join("|"), expected, "{text}");
        }
    }
}
