//! Quotations that no cue took: continuations, colon lead-ins, signatures, and quotations without a source.

use super::cue::{self, Group, Voice};
use super::reader::Reader;
use super::sentence::behind_dateline;
use super::{Quote, QuoteKind, source, subject};
use crate::lexicon::{Classes, CueClass};
use crate::text::{Kind, Tokens};

/// A quotation of fewer words that no cue takes, and no speaker beside it, is a title, a nickname or a scare quote rather than a quote.
pub(super) const SHORTEST_ALONE: usize = 10;

/// How many words may lead into a quotation that goes on from the sentence before.
const LONGEST_LEAD: u32 = 8;

/// How many tokens a sentence may have whose subject speaks in the quotation behind it: a turn of the head (`NAME nodded.
/// "..."`), or the stage for a paragraph that is all quotation (`NAME addressed the nation after the flood.`).
const LONGEST_TURN: usize = 10;
const LONGEST_STAGE: usize = 18;

/// Reads the quotations of the sentence with this index that neither its own quotes (`quotes[first..end]`) nor those of
/// the next sentence took.
pub(super) fn read(reader: &Reader, index: usize, first: usize, end: usize, quotes: &mut Vec<Quote>) {
    let sentence = reader.document.sentences()[index];
    let tokens = behind_dateline(reader, sentence.tokens);
    let mut at = tokens.start as usize;
    while at < tokens.end as usize {
        let next = reader.next(at);
        let piece = Tokens::new(at, next.min(tokens.end as usize));
        let alone = !reader.is_outside(at)
            && !quotes[first..].iter().flat_map(|q| &q.content).any(|taken| taken.overlaps(piece));
        if alone {
            place(reader, tokens, sentence.paragraph as usize, piece, end.min(first), quotes);
        }
        at = next;
    }
}

/// Finds the quote that a left-over quotation belongs to, or makes it one.
fn place(reader: &Reader, sentence: Tokens, paragraph: usize, piece: Tokens, first: usize, quotes: &mut Vec<Quote>) {
    if has_byline(reader, piece) {
        return;
    }
    let opens_sentence = piece.start == sentence.start;
    let continues = reader.quotation(piece.start as usize).is_some_and(|quotation| quotation.continues);
    let paragraph_start = behind_dateline(reader, reader.document.paragraphs()[paragraph].tokens).start;
    let last = last_quote(quotes, piece.start);
    if let Some(behind) = tagged_behind(reader, quotes, piece) {
        quotes[behind].content.insert(0, piece);
        return;
    }
    if continues && let Some(last) = last {
        go_on(quotes, last, piece);
        return;
    }
    if opens_sentence
        && mostly(sentence, piece)
        && let Some(quoted) = quoted_before(reader, quotes, first, paragraph_start, piece.start)
    {
        go_on(quotes, quoted, piece);
        return;
    }
    // `NAME argued that it was over. "..."`
    let told = quote_before(reader, quotes, paragraph_start, piece.start).filter(|_| opens_sentence);
    if mostly(sentence, piece)
        && let Some(last) = told.filter(|&last| is_speech(&quotes[last]) && quotes[last].source.is_some())
    {
        go_on(quotes, last, piece);
        return;
    }
    // `"...," NAME said. Now, "..."`: a few words lead into a quotation that goes on.
    let leads = (1..=LONGEST_LEAD).contains(&(piece.start - sentence.start)) && piece.end + 1 >= sentence.end;
    if leads
        && let Some(last) = quote_before(reader, quotes, paragraph_start, sentence.start)
        && closes(reader, &quotes[last])
    {
        go_on(quotes, last, Tokens { start: sentence.start, end: piece.end });
        return;
    }
    let words = reader.count_words(piece, SHORTEST_ALONE);
    let paragraph_behind = reader.document.paragraphs().get(paragraph + 1).map(|next| next.tokens);
    let signed = || paragraph_behind.filter(|next| next.start == piece.end).and_then(|next| signature(reader, next));
    let behind = Tokens { start: piece.end, end: sentence.end };
    if let Some((source, rule, confidence)) = lead_in(reader, sentence, piece)
        .or_else(|| opens_sentence.then(|| signature(reader, behind)).flatten())
        .or_else(|| opens_sentence.then(signed).flatten())
        .or_else(|| headline(reader, sentence, piece))
    {
        quotes.push(Quote::new(vec![piece], Some(source), rule, confidence));
        return;
    }
    // What goes on in the next paragraph is speech, however short.
    let whole_paragraph = piece.start == paragraph_start;
    let spoken = whole_paragraph && reader.quotation(piece.start as usize).is_some_and(|quotation| !quotation.closed)
        || is_sentence(reader, sentence, piece);
    if words < SHORTEST_ALONE && !spoken {
        return;
    }
    if opens_sentence {
        if let Some(last) = told {
            let source = quotes[last].source;
            quotes.push(Quote::new(vec![piece], source, "same-paragraph", 600));
            return;
        }
        if let Some(source) = subject_before(reader, paragraph_start, piece.start, LONGEST_TURN) {
            quotes.push(Quote::new(vec![piece], Some(source), "same-paragraph", 600));
            return;
        }
    }
    if whole_paragraph && paragraph > 0 && mostly(sentence, piece) {
        let before = reader.document.paragraphs()[paragraph - 1].tokens;
        if let Some((source, rule, confidence)) = intro(reader, before) {
            quotes.push(Quote::new(vec![piece], Some(source), rule, confidence));
            return;
        }
        let near = |number: &usize| quotes[*number].content.last().is_some_and(|piece| piece.start >= before.start);
        let quoted = |number: &usize| {
            let quote = &quotes[*number];
            let behind = quote.cue.is_some_and(|cue| cue.tokens.start >= quote.content[0].end);
            behind || quote.content.last().is_some_and(|&piece| ends_quoted(reader, piece))
        };
        // `"...," NAME said, referring to the war.`: what the same speaker adds does not part it from what was said.
        let same = |number: &usize| last.is_some_and(|last| quotes[last].source == quotes[*number].source);
        let spoken = recent(quotes).take_while(near).take_while(same).find(quoted);
        if let Some(last) = spoken.or(last.filter(near)) {
            if spoken.is_some() || is_speech(&quotes[last]) {
                go_on(quotes, last, piece);
                return;
            }
            let source = quotes[last].source;
            quotes.push(Quote::new(vec![piece], source, "carried-speaker", 500));
            return;
        }
        // `NAME addressed the nation.` and then a paragraph that is all quotation.
        if let Some(source) = subject_before(reader, before.start, piece.start, LONGEST_STAGE) {
            quotes.push(Quote::new(vec![piece], Some(source), "paragraph-before", 450));
            return;
        }
    }
    // A quotation inside a sentence is, if anybody's, its subject's.
    let lead = Tokens::new(sentence.start as usize, piece.start as usize);
    let subject = subject::first(reader, lead).filter(|subject| subject.end < piece.start);
    if subject.is_some() {
        quotes.push(Quote::new(vec![piece], subject, "sentence-subject", 300));
    } else if opens_sentence {
        // `Novak spent the spring under a bridge. "..."`: nobody else is there to speak.
        let subject = subject_before(reader, paragraph_start, piece.start, usize::MAX);
        let rule = if subject.is_some() { "same-paragraph" } else { "unattributed" };
        quotes.push(Quote::new(vec![piece], subject, rule, 300));
    }
}

/// Is a quotation a sentence, or several, of its own: does it open with a capital and end in a stop, with nothing beside it?
fn is_sentence(reader: &Reader, sentence: Tokens, piece: Tokens) -> bool {
    const SHORTEST: usize = 3;
    let last = piece.end as usize - 1;
    let alone = piece.start == sentence.start && piece.end == sentence.end;
    let stopped = reader.pauses(last) && reader.kind_at(last.saturating_sub(1)) == Some(Kind::Stop);
    let whole = alone && stopped && reader.opens_capital(piece.start as usize) && !reader.is_title(last);
    whole && reader.count_words(piece, SHORTEST) >= SHORTEST
}

/// `"Song of home," by NAME`: is it the title of somebody's work?
fn has_byline(reader: &Reader, piece: Tokens) -> bool {
    let behind = piece.end as usize;
    let named = reader.is_capital(behind + 1) || reader.is(behind + 1, Classes::DETERMINER);
    reader.is_outside(behind) && reader.is(behind, Classes::BY) && named
}

/// The quote, told by a cue behind it, that a quotation left open at the end of its paragraph goes on in:
/// `... "We waited.\n\n"And then it rained," NAME added.`
fn tagged_behind(reader: &Reader, quotes: &[Quote], piece: Tokens) -> Option<usize> {
    let open = reader.quotation(piece.start as usize).is_some_and(|quotation| !quotation.closed);
    let goes_on = open && reader.quotation(piece.end as usize).is_some_and(|next| next.continues);
    let starts = |number: &usize| quotes[*number].content[0].start == piece.end;
    goes_on.then(|| recent(quotes).find(starts)).flatten().filter(|&number| closes(reader, &quotes[number]))
}

/// The quote with a quotation that an earlier sentence of the same paragraph ends with: it goes on.
fn quoted_before(reader: &Reader, quotes: &[Quote], first: usize, paragraph: u32, place: u32) -> Option<usize> {
    let before = (place as usize).checked_sub(1).filter(|&at| at >= paragraph as usize)?;
    let sentence_before = reader.document.sentence_of(before)?;
    let start = reader.document.sentences()[sentence_before].tokens.start;
    // `NAME's plan "has failed" so far, NAME said. "..."`: a cue behind what it reports lets it go on.
    let closed = |quote: &Quote, piece: &Tokens| quote.cue.is_some_and(|cue| cue.tokens.start >= piece.end);
    let quoted = |quote: &Quote| reader.kind(&quote.content[..1]) != QuoteKind::Indirect;
    let reaches = |quote: &Quote| {
        let goes_on = |piece: &Tokens| ends_quoted(reader, *piece) || closed(quote, piece) && quoted(quote);
        last_pieces(quote).any(|piece| piece.end >= start && goes_on(piece))
    };
    let in_paragraph = |quote: &Quote| last_pieces(quote).any(|piece| piece.start >= paragraph);
    let known = recent(&quotes[..first]).filter(|&number| in_paragraph(&quotes[number]) && reaches(&quotes[number]));
    known.max_by_key(|&number| last_pieces(&quotes[number]).map(|piece| piece.end).max())
}

/// The quote of the sentence right before a place in the paragraph.
fn quote_before(reader: &Reader, quotes: &[Quote], paragraph: u32, place: u32) -> Option<usize> {
    let before = (place as usize).checked_sub(1).filter(|&at| at >= paragraph as usize)?;
    let sentence = reader.document.sentences()[reader.document.sentence_of(before)?].tokens;
    recent(quotes).find(|&number| last_pieces(&quotes[number]).any(|piece| sentence.contains(*piece)))
}

/// The subject of a short sentence right before a place (`NAME agreed.`).
fn subject_before(reader: &Reader, paragraph: u32, place: u32, longest: usize) -> Option<Tokens> {
    let before = (place as usize).checked_sub(1).filter(|&at| at >= paragraph as usize)?;
    let sentence = reader.document.sentences()[reader.document.sentence_of(before)?].tokens;
    let subject = subject::first(reader, sentence)?;
    let names = |at: usize| reader.is_capital(at) && !reader.is_function(at);
    let role = |at: usize| reader.role(at).is_some_and(|kind| kind.is_human());
    let person = subject.range().any(|at| names(at) || role(at)) && reader.is_outside(sentence.start as usize);
    (person && sentence.len() <= longest).then(|| without_verb(reader, subject))
}

/// Does a quote of quoted words stand before its cue?
fn closes(reader: &Reader, quote: &Quote) -> bool {
    let before = quote.cue.is_some_and(|cue| cue.tokens.start >= quote.content[0].end);
    before && reader.kind(&quote.content[..1]) != QuoteKind::Indirect
}

/// A subject without the words behind its name or role, which no list knows as its verb (`NAME read from a statement`).
fn without_verb(reader: &Reader, subject: Tokens) -> Tokens {
    let role = |at: usize| reader.role(at).is_some_and(|kind| kind.is_human());
    let names = |at: usize| reader.is_capital(at) && !reader.is_function(at) || role(at);
    let name = subject.range().rev().find(|&at| names(at));
    let verb = name.map(|name| name + 1).filter(|&at| reader.is_content_word(at) && reader.role(at).is_none());
    verb.map_or(subject, |verb| Tokens { start: subject.start, end: subject.end.min(verb as u32) })
}

/// Does what a quote reports go on in the quotation behind it: speech, told by a cue?
fn is_speech(quote: &Quote) -> bool {
    quote.cue.is_some_and(|cue| cue.class == CueClass::Speech)
}

/// A quote goes on in one more piece, or, where it is long enough, in a quote of the same speaker: later rooms look at
/// all pieces of a quote at once, and stay linear on any input only if these are few.
fn go_on(quotes: &mut Vec<Quote>, number: usize, piece: Tokens) {
    const MOST: usize = 64;
    if quotes[number].content.len() < MOST {
        return quotes[number].content.push(piece);
    }
    let source = quotes[number].source;
    quotes.push(Quote::new(vec![piece], source, "carried-speaker", 500));
}

/// The last pieces of a quote, the last first: one that goes on over many paragraphs is not read anew at each.
fn last_pieces(quote: &Quote) -> impl Iterator<Item = &Tokens> {
    const MOST: usize = 4;
    quote.content.iter().rev().take(MOST)
}

/// The numbers of the latest quotes, the last first; a capped look keeps placing linear on any input.
fn recent(quotes: &[Quote]) -> impl Iterator<Item = usize> + use<> {
    const MOST: usize = 12;
    (quotes.len().saturating_sub(MOST)..quotes.len()).rev()
}

/// The latest quote before a place.
fn last_quote(quotes: &[Quote], place: u32) -> Option<usize> {
    recent(quotes).find(|&number| last_pieces(&quotes[number]).all(|piece| piece.end <= place))
}

/// Does a piece of content end in a quotation?
fn ends_quoted(reader: &Reader, piece: Tokens) -> bool {
    !reader.is_outside(piece.end as usize - 1)
}

/// Is at least half of the sentence this quotation?
fn mostly(sentence: Tokens, piece: Tokens) -> bool {
    piece.len() * 2 >= sentence.len()
}

/// `NAME was blunt: "..."`: the subject of a sentence that leads to a quotation with a colon.
fn lead_in(reader: &Reader, sentence: Tokens, piece: Tokens) -> Option<(Tokens, &'static str, i16)> {
    let colon = (piece.start as usize).checked_sub(1).filter(|&at| at > sentence.start as usize)?;
    if reader.kind_at(colon) != Some(Kind::Colon) {
        return None;
    }
    let lead = Tokens::new(sentence.start as usize, colon);
    // `The count drags on - NAME: "..."`
    let dash = (lead.start as usize..colon).rev().find(|&at| reader.kind_at(at) == Some(Kind::Dash));
    let signed = dash
        .filter(|&dash| reader.is_capital(dash + 1))
        .and_then(|dash| source::behind(reader, dash + 1, colon))
        .filter(|name| name.end as usize == colon);
    let source = signed.or_else(|| source_of_lead(reader, lead))?;
    Some((source, "colon", 700))
}

/// `"...": NAME vows to go on`: the subject of a headline that a quotation leads into.
fn headline(reader: &Reader, sentence: Tokens, piece: Tokens) -> Option<(Tokens, &'static str, i16)> {
    let colon = piece.end as usize;
    if piece.start != sentence.start || reader.kind_at(colon) != Some(Kind::Colon) || is_stopped(reader, sentence) {
        return None;
    }
    let person = |at: usize| reader.is_capital(at) || reader.role(at).is_some();
    let source =
        source::behind(reader, colon + 1, sentence.end as usize).filter(|source| source.range().any(person))?;
    Some((without_verb(reader, source), "headline", 600))
}

/// Does a sentence end in a stop, as no headline does?
fn is_stopped(reader: &Reader, sentence: Tokens) -> bool {
    matches!(reader.kind_at(sentence.end as usize - 1), Some(Kind::Stop))
}

/// Who speaks behind a lead without a cue: its subject, or whom a preposition names (`From the report:`).
fn source_of_lead(reader: &Reader, lead: Tokens) -> Option<Tokens> {
    let opens = lead.range().find(|&at| !reader.is(at, Classes::CONJUNCTION))?;
    let from =
        |at: usize| reader.is(at, Classes::PREPOSITION).then(|| source::behind(reader, at + 1, lead.end as usize));
    subject::first(reader, lead).or_else(|| from(opens).flatten()).map(|source| author(reader, source))
}

/// Who a message is from that leads into its words (`Statement by NAME on the vote:`, `From the desk of NAME:`); else the
/// phrase itself.
fn author(reader: &Reader, phrase: Tokens) -> Tokens {
    let (start, end) = (phrase.start as usize, phrase.end as usize);
    let head = start + usize::from(reader.is(start, Classes::DETERMINER));
    let thing = reader.is_said_thing(head)
        || start > 0 && reader.is(start - 1, Classes::PREPOSITION) && reader.role(head).is_none();
    let from = Classes::BY.or(Classes::PREPOSITION).or(Classes::NOMINAL);
    let behind = (head + 1..end).find(|&at| reader.is(at, from)).filter(|&at| thing && reader.is_capital(at + 1));
    let name = behind.map(|at| (at + 1, (at + 1..end).take_while(|&at| reader.is_capital(at)).count()));
    name.map_or(phrase, |(at, length)| Tokens::new(at, at + length))
}

/// `— NAME` behind a quotation or in the paragraph after it: a signature. What a comma parts from the name tells who that
/// is, or when it was said.
fn signature(reader: &Reader, behind: Tokens) -> Option<(Tokens, &'static str, i16)> {
    const LONGEST: usize = 16;
    let (dash, end) = (behind.start as usize, behind.end as usize);
    if behind.len() > LONGEST || !matches!(reader.kind_at(dash), Some(Kind::Dash | Kind::Hyphen)) {
        return None;
    }
    let source = source::behind(reader, dash + 1, end)?;
    let to_the_end = source.end as usize + 2 >= end || reader.kind_at(source.end as usize) == Some(Kind::Comma);
    let named = reader.is_capital(source.start as usize)
        || source.range().any(|at| reader.role(at).is_some_and(|kind| kind.is_human()));
    (to_the_end && named).then_some((source, "dash-signature", 800))
}

/// A paragraph that ends with a colon names who speaks in the next.
fn intro(reader: &Reader, paragraph: Tokens) -> Option<(Tokens, &'static str, i16)> {
    let last = (paragraph.end as usize).checked_sub(1)?;
    if reader.kind_at(last) != Some(Kind::Colon) {
        return None;
    }
    let sentence = reader.document.sentence_of(last)?;
    let tokens = reader.document.sentences()[sentence].tokens;
    let speaks = |group: &Group| {
        let source = source::before(reader, group.tokens.start as usize, tokens.start as usize);
        source.filter(|_| group.voice == Voice::Finite)
    };
    let lead = Tokens::new(tokens.start as usize, last);
    let source = cue::groups(reader, lead).iter().rev().find_map(speaks).or_else(|| source_of_lead(reader, lead))?;
    (!reader.is(source.start as usize, Classes::WH)).then_some((source, "intro-paragraph", 750))
}
