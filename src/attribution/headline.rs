//! Headlines that open with who speaks (`NAME: talks "over"`, `Minister: no new taxes`).
//!
//! Owns which lines they are. A word before a colon may also be a topic or a label (`Update: ...`): it names a speaker if it is a
//! role, somebody known, or somebody who speaks in the article too.

use super::Quote;
use super::reader::Reader;
use crate::gazetteer::ActorKind;
use crate::knowledge::Knowledge;
use crate::lexicon::{Classes, RoleKind};
use crate::mention::Mention;
use crate::text::{Kind, Tokens};

/// How long a headline may be, and who speaks in it.
const LONGEST: usize = 24;
const LONGEST_LABEL: usize = 6;

/// How many paragraphs may stand over the article's first sentence.
const LINES: usize = 3;

/// The quotes of the headlines that no other quote has a part in.
pub(super) fn read(reader: &Reader, knowledge: &Knowledge, mentions: &[Mention], quotes: &mut Vec<Quote>) {
    for paragraph in reader.document.paragraphs().iter().take(LINES) {
        let line = paragraph.tokens;
        let (start, end) = (line.start as usize, line.end as usize);
        let stopped = end > start && reader.kind_at(end - 1) == Some(Kind::Stop);
        if paragraph.boilerplate.is_some() || stopped || line.len() > LONGEST {
            continue;
        }
        let near = start..end.min(start + LONGEST_LABEL);
        let Some(colon) = near.into_iter().find(|&at| reader.kind_at(at) == Some(Kind::Colon)) else { continue };
        let content = reader.trim(Tokens::new(colon + 1, end));
        let label = Tokens::new(start, colon);
        let taken = quotes.iter().flat_map(|quote| &quote.content).any(|piece| piece.overlaps(line));
        if !taken && is_statement(reader, content) && speaks(reader, knowledge, mentions, quotes, label, content) {
            quotes.push(Quote::new(vec![content], Some(label), "headline", 600));
        }
    }
}

/// Does a headline say something, rather than name it: does it hold a quotation, a verb's auxiliary, a pronoun?
fn is_statement(reader: &Reader, content: Tokens) -> bool {
    const SHORTEST: usize = 2;
    let said = Classes::AUXILIARY.or(Classes::INFINITIVE).or(Classes::NEGATION).or(Classes::PRONOUN);
    reader.count_words(content, SHORTEST) == SHORTEST
        && !reader.is(content.start as usize, Classes::WH)
        && content.range().any(|at| !reader.is_outside(at) || reader.is(at, said))
}

/// Does a label name who speaks?
fn speaks(
    reader: &Reader,
    knowledge: &Knowledge,
    mentions: &[Mention],
    quotes: &[Quote],
    label: Tokens,
    content: Tokens,
) -> bool {
    let plain = |at: usize| reader.is_outside(at) && matches!(reader.kind_at(at), Some(Kind::Word | Kind::Hyphen));
    if label.is_empty() || !label.range().all(plain) || !reader.is_capital(label.start as usize) {
        return false;
    }
    let last = label.end as usize - 1;
    let role = label.range().rev().find_map(|at| Some((at, reader.role(at)?)));
    if role.is_some_and(|(at, kind)| at == last && !matches!(kind, RoleKind::Document | RoleKind::Honorific)) {
        return true;
    }
    let known = mentions.iter().take_while(|mention| mention.tokens.start < label.end);
    let known = known.filter(|mention| mention.tokens.end == label.end && !mention.describes).last();
    let quoted = content.range().any(|at| !reader.is_outside(at));
    let kind = known.map(|mention| (mention.tokens, knowledge.gazetteer.actor(mention.actor).traits.kind));
    match kind {
        // `Iran: what next`: a country alone is as often the topic.
        Some((tokens, ActorKind::Country)) => tokens == label && quoted,
        Some(_) => true,
        None => reader.is_capital(last) && (owned(reader, label) || speaks_elsewhere(reader, quotes, last)),
    }
}

/// Is somebody introduced by what he or she belongs to (`Norway's NAME`)?
fn owned(reader: &Reader, label: Tokens) -> bool {
    let last = label.end as usize - 1;
    let owner = label.range().find(|&at| reader.is_possessive_clitic(at));
    let named = |at: usize| reader.is_capital(at) && !reader.is(at, Classes::OPENER.or(Classes::NOT_PERSON));
    owner.is_some_and(|owner| owner < last && (owner + 1..=last).all(named))
}

/// Does the name that a label ends with name a source in the article?
fn speaks_elsewhere(reader: &Reader, quotes: &[Quote], last: usize) -> bool {
    const MOST: usize = 64;
    let name = reader.document.word(last);
    let sources = quotes.iter().take(MOST).filter_map(|quote| quote.source);
    sources.flat_map(|source| source.range()).any(|at| reader.is_capital(at) && reader.document.word(at) == name)
}
