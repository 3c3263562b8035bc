//! Joint statements: who else a source names (`NAME and NAME said`).
//!
//! The source of a quote stays the whole phrase; its further members are listed beside it.

use super::reader::Reader;
use crate::lexicon::{Classes, RoleKind};
use crate::mention::Mention;
use crate::text::{Kind, Tokens};

/// The members of a source behind its first one; none where it is not a list of names.
pub(super) fn co_sources(reader: &Reader, mentions: &[Mention], source: Tokens) -> Vec<Tokens> {
    let (mut parts, mut start, mut joined) = (Vec::new(), source.start as usize, false);
    for at in source.range() {
        let joins = reader.is(at, Classes::CONJUNCTION) && !reader.is(at, Classes::PREPOSITION);
        let conjunction = joins && !is_named(mentions, Tokens::new(at, at + 1));
        if conjunction || reader.kind_at(at) == Some(Kind::Comma) {
            joined |= conjunction;
            parts.push(Tokens::new(start, at));
            start = at + 1;
        }
    }
    parts.push(Tokens::new(start, source.end as usize));
    // `A, B, and C`: nothing stands between comma and conjunction.
    parts.retain(|part| !part.is_empty());
    // Between commas a role tells who the name before it is (`NAME, a farmer, and NAME`).
    let comma = |at: u32| reader.kind_at(at as usize) == Some(Kind::Comma);
    let apposed = |part: &Tokens| {
        let closed = comma(part.end) || part.end == source.end;
        let (first, last) = (part.start as usize, part.end as usize - 1);
        let opened = reader.is(first, Classes::DETERMINER.or(Classes::POSSESSIVE)) && !reader.is_capital(last);
        let aged = part.len() == 1 && reader.kind_at(first) == Some(Kind::Number);
        part.start > source.start && comma(part.start - 1) && closed && (opened || aged)
    };
    parts.retain(|part| !apposed(part));
    // Behind a comma a role tells who a name is (`NAME, a farmer and a mother`).
    let told = source.range().any(|at| reader.kind_at(at) == Some(Kind::Comma));
    let member = |part: Tokens| is_member(reader, mentions, part) || !told && is_role(reader, part);
    let listed = joined && parts.len() > 1;
    if listed && (parts.iter().all(|&part| member(part)) || share_office(reader, mentions, &parts)) {
        return parts.split_off(1);
    }
    Vec::new()
}

/// Do the parts of a list name whose offices or governments those are that one of them tells of (`the leaders of NAME, NAME and
/// NAME`; `NAME's and NAME's finance ministers`)?
fn share_office(reader: &Reader, mentions: &[Mention], parts: &[Tokens]) -> bool {
    const LONGEST_NAME: usize = 4;
    let office = |at: usize| reader.role(at) == Some(RoleKind::Office) || reader.is(at, Classes::ARM);
    let first = parts[0];
    let belongs = |&at: &usize| office(at - 1) && reader.is(at, Classes::GENITIVE);
    let of = (first.start as usize + 1..first.end as usize).find(belongs);
    let last = parts[parts.len() - 1];
    let named = |part: Tokens| {
        let capital = reader.is_capital(part.end as usize - 1) || reader.is_possessive_clitic(part.end as usize - 1);
        part.len() <= LONGEST_NAME && capital && is_named(mentions, part)
    };
    match of {
        Some(of) => named(Tokens::new(of + 1, first.end as usize)) && parts[1..].iter().all(|&part| named(part)),
        None => {
            let office = last.range().find(|&at| office(at)).filter(|&at| at > last.start as usize);
            office.is_some_and(|at| named(Tokens::new(last.start as usize, at)))
                && parts[..parts.len() - 1].iter().all(|&part| named(part))
        }
    }
}

/// Does a mention share a token with some tokens?
fn is_named(mentions: &[Mention], tokens: Tokens) -> bool {
    let first = mentions.partition_point(|mention| mention.tokens.end <= tokens.start);
    mentions.get(first).is_some_and(|mention| mention.tokens.overlaps(tokens))
}

/// Is a part of a list somebody's name: one that is known, has two words or a role before it, or is no word but a name? What is
/// only somebody's (`officials from NAME`) is not.
fn is_member(reader: &Reader, mentions: &[Mention], part: Tokens) -> bool {
    let name = |at: usize| reader.is_capital(at) && !reader.is_function(at);
    let head = part.start as usize;
    let governed = part.range().any(|at| reader.is(at, Classes::PREPOSITION.or(Classes::NOMINAL)));
    let known = is_named(mentions, part)
        || part.range().filter(|&at| name(at)).count() > 1
        || part.len() == 1 && is_only_name(reader, head);
    name(part.end as usize - 1)
        && (known || part.len() > 1 && part.range().any(|at| reader.role(at).is_some()))
        && (!governed || name(head))
}

/// Is a part of a list a role with an article or owner of its own (`the French president`), or a body (`the EU`)?
fn is_role(reader: &Reader, part: Tokens) -> bool {
    let (first, last) = (part.start as usize, part.end as usize - 1);
    let determined =
        reader.is(first, Classes::DETERMINER.or(Classes::POSSESSIVE)) || first < last && reader.is_capital(first);
    let speaks = |kind: RoleKind| kind.is_human() || kind == RoleKind::Body;
    determined && reader.role(last).is_some_and(speaks)
}

/// Is it a word of which we know at most that names hold it?
fn is_only_name(reader: &Reader, at: usize) -> bool {
    let (symbol, lexicons) = (reader.token(at).symbol, reader.lexicons);
    let known = !lexicons.cues.word(symbol).is_empty() || !lexicons.valence.word(symbol).is_empty();
    !known && reader.role(at).is_none() && !reader.is(at, Classes::OPENER.or(Classes::NOT_PERSON))
}

#[cfg(test)]
mod tests {
    use crate::attribution::find;
    use crate::knowledge::Knowledge;
    use crate::mention::{self, Context};
    use crate::text::Document;

    #[test]
    fn members_of_a_list_of_names_speak_together() {
        let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));
        let knowledge = Knowledge::from_bytes(bytes).expect("just compiled");
        // Invented statements.
        for (text, expected) in [
            ("China and Russia said in a joint statement that the treaty was dead.", "Russia"),
            ("\"We regret it,\" Minister Ana Novak and Minister Ivo Dahl said.", "Minister Ivo Dahl"),
            ("\"We regret it,\" Novak and Dahl said.", "Dahl"),
            ("The mayor and the governor said that the treaty was dead.", "the governor"),
            ("NATO and the EU said that the treaty was dead.", "the EU"),
            ("Ana Novak, a farmer and a mother, said that the treaty was dead.", ""),
            ("Ana Novak, a farmer, and Ivo Dahl said that the treaty was dead.", "Ivo Dahl"),
            ("\"We regret it,\" Ana Novak, the mayor, and Ivo Dahl, a miller, said.", "Ivo Dahl"),
            ("\"We regret it,\" said Ana Novak, 61, and Ivo Dahl, a miller.", "Ivo Dahl"),
            ("Mayor Ana Novak, 61, and Ivo Dahl, her deputy, said that the treaty was dead.", "Ivo Dahl"),
            ("The Institute for Justice and Peace said that the treaty was dead.", ""),
            ("The leaders of China and Russia said that the treaty was dead.", "Russia"),
            ("The presidents of China, Russia and Norway said that the treaty was dead.", "Russia|Norway"),
            ("China's and Russia's finance ministers said that the treaty was dead.", "Russia's finance ministers"),
            ("The Chinese and Russian governments said that the treaty was dead.", "Russian governments"),
            ("Norway, China and Russia said that the treaty was dead.", "China|Russia"),
            ("\"We regret it,\" said the leaders of China, Russia and Norway.", "Russia|Norway"),
            ("In China, Novak and Dahl said that the treaty was dead.", "Dahl"),
            ("Trinidad and Tobago said that the treaty was dead.", ""),
            ("\"We regret it,\" officials from China and Russia said.", ""),
            ("\"We regret it,\" said Ana Novak, a farmer and mother.", ""),
            ("Belmark and Sons said that the mill would close.", ""),
        ] {
            let document = Document::read(text, &knowledge.lexicons.orthography, &knowledge.vocabulary);
            let mentions = mention::find(&document, &knowledge, Context::default());
            let quotes = find(&document, &knowledge, &mentions);
            let [quote] = &quotes[..] else { panic!("{text}: {} quotes", quotes.len()) };
            let words: Vec<&str> = quote.co_sources.iter().map(|&tokens| document.words(tokens)).collect();
            assert_eq!(words.join("|"), expected, "{text}");
        }
    }
}
