//! Headlines that name who speaks before or behind a colon (`NAME: talks "over"`, `Talks over: minister`).
//!
//! Owns which lines they are. A word before a colon may also be a topic or a label (`Update: ...`): it names a speaker if it is a
//! role, somebody known, or somebody who speaks in the article too.

use super::Quote;
use super::reader::Reader;
use crate::gazetteer::ActorKind;
use crate::knowledge::Knowledge;
use crate::lexicon::{Classes, Ending, Form, Pos, RoleKind};
use crate::mention::Mention;
use crate::text::{Kind, Tokens};

/// How long a headline may be, and who speaks in it.
const LONGEST: usize = 24;
const LONGEST_LABEL: usize = 6;

/// How many paragraphs may stand over the article's first sentence.
const LINES: usize = 3;

/// A line in two: who may speak in it, and what is said.
#[derive(Clone, Copy, Debug)]
struct Headline {
    label: Tokens,
    content: Tokens,
    /// What parts the two.
    by: Kind,
}

impl Headline {
    /// Does who speaks stand behind what is said?
    fn is_signed(&self) -> bool {
        self.label.start > self.content.start
    }
}

/// The quotes of the headlines. What a verb in one reports is part of what its speaker says.
pub(super) fn read(reader: &Reader, knowledge: &Knowledge, mentions: &[Mention], quotes: &mut Vec<Quote>) {
    for paragraph in reader.document.paragraphs().iter().take(LINES) {
        let line = paragraph.tokens;
        let (start, end) = (line.start as usize, line.end as usize);
        let stopped = end > start && reader.kind_at(end - 1) == Some(Kind::Stop);
        if paragraph.boilerplate.is_some() || stopped || line.len() > LONGEST {
            continue;
        }
        let inside = |quote: &Quote| quote.content.iter().any(|piece| piece.overlaps(line));
        let speaks = |headline: &Headline| {
            let who = speaker(reader, knowledge, mentions, quotes, headline);
            // A cue in the line is inside what somebody says who is surely named, unless it is this speaker's own.
            let own = |quote: &Quote| quote.source.is_none_or(|source| source.overlaps(headline.label));
            let free = |sure: bool| quotes.iter().filter(|quote| inside(quote)).all(|quote| sure && !own(quote));
            who.is_some_and(free) && is_statement(reader, headline.content)
        };
        let Some(headline) = parts(reader, line).into_iter().flatten().find(speaks) else { continue };
        quotes.retain(|quote| !inside(quote));
        quotes.push(Quote::new(vec![headline.content], Some(headline.label), "headline", 600));
    }
}

/// What may be said and who may speak: before and behind the first colon, or behind and before the last colon or dash.
fn parts(reader: &Reader, line: Tokens) -> [Option<Headline>; 2] {
    let (start, end) = (line.start as usize, line.end as usize);
    let outside = |at: usize| reader.kind_at(at).filter(|_| reader.is_outside(at));
    let colon = (start..end.min(start + LONGEST_LABEL)).find(|&at| outside(at) == Some(Kind::Colon));
    let led = colon.map(|at| Headline {
        label: Tokens::new(start, at),
        content: reader.trim(Tokens::new(at + 1, end)),
        by: Kind::Colon,
    });
    let parts = |at: &usize| matches!(outside(*at), Some(Kind::Colon | Kind::Dash));
    let last = (start..end).rev().take(LONGEST_LABEL).find(parts);
    let signed = last.map(|at| Headline {
        label: Tokens::new(at + 1, end),
        content: reader.trim(Tokens::new(start, at)),
        by: reader.token(at).kind,
    });
    [led, signed]
}

/// Does a headline say something, rather than name it: does it hold a quotation, or a word that makes it a clause?
fn is_statement(reader: &Reader, content: Tokens) -> bool {
    const SHORTEST: usize = 2;
    let start = content.start as usize;
    reader.count_words(content, SHORTEST) == SHORTEST
        && !reader.is(start, Classes::WH)
        && content.range().any(|at| !reader.is_outside(at) || predicates(reader, at, start))
}

/// Can a word of the headline that starts at `start` make it a clause: a helping verb, a pronoun, a verb or an adjective that
/// headlines leave the helping verb out before (`NAME wrong on tax`, `man shot`)?
fn predicates(reader: &Reader, at: usize, start: usize) -> bool {
    let said =
        Classes::AUXILIARY.or(Classes::INFINITIVE).or(Classes::NEGATION).or(Classes::PRONOUN).or(Classes::FINITE);
    if reader.is(at, said) && !reader.is_possessive_clitic(at) {
        return true;
    }
    let nominal = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION);
    if at == start || !reader.is_content_word(at) || reader.is(at - 1, nominal) || reader.is_possessive_clitic(at - 1) {
        return false;
    }
    let symbol = reader.token(at).symbol;
    let lexicons = reader.lexicons;
    let ends_phrase = !reader.is_content_word(at + 1);
    let says = |pos: Pos, form: Form| match pos {
        Pos::Verb => !matches!(form, Form::Gerund | Form::Base),
        Pos::Adjective => ends_phrase,
        _ => false,
    };
    !reader.is_capital(at) && reader.ends(at, Ending::Participle)
        || lexicons.cues.word(symbol).iter().any(|entry| says(entry.value.pos, entry.form))
        || lexicons.frames.word(symbol).iter().any(|entry| says(entry.value.pos, entry.form))
        || lexicons.valence.word(symbol).iter().any(|entry| says(entry.value.pos, entry.form))
}

/// Does a label name who speaks, and if so, does nothing but a speaker stand there?
fn speaker(
    reader: &Reader,
    knowledge: &Knowledge,
    mentions: &[Mention],
    quotes: &[Quote],
    headline: &Headline,
) -> Option<bool> {
    let Headline { label, content, by } = *headline;
    let plain = |at: usize| reader.is_outside(at) && matches!(reader.kind_at(at), Some(Kind::Word | Kind::Hyphen));
    let signed = headline.is_signed();
    if label.is_empty() || !label.range().all(plain) || !signed && !reader.is_capital(label.start as usize) {
        return None;
    }
    // `NAME tells NAME: ...`
    if label.range().skip(1).any(|at| reader.is_told(at)) {
        return None;
    }
    let last = label.end as usize - 1;
    let role = label.range().rev().find_map(|at| Some((at, reader.role(at)?)));
    // `Talks fail - Belmark Press`: what a dash parts is as often the outlet.
    let outlet = |kind: RoleKind| by == Kind::Dash && reader.is_capital(last) && !kind.is_human();
    if let Some((_, kind)) = role.filter(|&(at, kind)| at == last && kind != RoleKind::Honorific) {
        if outlet(kind) {
            return None;
        }
        return (signed || kind != RoleKind::Document).then_some(signed || kind.is_human());
    }
    let known = mentions.iter().skip_while(|mention| mention.tokens.end <= label.start);
    let known = known.take_while(|mention| mention.tokens.start < label.end);
    let known = known.filter(|mention| mention.tokens.end == label.end && !mention.describes).last();
    let quoted = content.range().any(|at| !reader.is_outside(at));
    let kind = known.map(|mention| (mention.tokens, knowledge.gazetteer.actor(mention.actor).traits.kind));
    match kind {
        // `Iran: what next`: a country alone is as often the topic.
        Some((tokens, ActorKind::Country)) => (tokens == label && (quoted || signed)).then_some(signed),
        Some((_, ActorKind::Organisation)) if by == Kind::Dash => None,
        Some((_, kind)) => Some(signed || kind == ActorKind::Person),
        None => {
            let named = owned(reader, label) || speaks_elsewhere(reader, quotes, last);
            (reader.is_capital(last) && named).then_some(false)
        }
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
