//! The quotes of one sentence: each cue group with its source and its content.
//!
//! Groups that close a clause (`"...", NAME said.`, `..., said NAME.`, `..., NAME said, ...`) are read first, because
//! they report all that stands before them; the rest report what follows, leftmost first. What one quote has taken, no
//! other takes.

use super::content::{self, Opener, Opening};
use super::cue::{self, Group, Voice};
use super::reader::Reader;
use super::{Cue, Quote, source};
use crate::lexicon::{Classes, CueClass, Takes};
use crate::text::{Kind, Tokens};

/// A cue is taken for one outside quotation marks from this certainty on, in thousandths.
const OUTSIDE: i16 = 300;

/// The same for a verb before its subject, which only verbs of saying proper allow.
const OUTSIDE_INVERTED: i16 = 700;

/// How many words the content of a verb of thinking needs where neither `that` nor `to` opens it.
const SHORTEST_THOUGHT: usize = 2;

/// How many tokens of addressee or occasion may stand between a cue and the comma that closes its aside.
const LONGEST_ASIDE: usize = 10;

/// Reads the sentence with this index and appends its quotes.
pub(super) fn read(reader: &Reader, index: usize, quotes: &mut Vec<Quote>) {
    let tokens = reader.document.sentences()[index].tokens;
    let groups = cue::groups(reader, tokens);
    let earlier =
        quotes.iter().rev().take(4).flat_map(|quote| quote.source.and(quote.content.last())).map(|piece| piece.end);
    let free = earlier.max().unwrap_or(0);
    let mut scene = Scene { reader, tokens, free, groups: &groups, used: vec![false; groups.len()], found: Vec::new() };
    for number in 0..groups.len() {
        scene.closing(number);
    }
    for number in 0..groups.len() {
        scene.opening(number);
    }
    scene.found.sort_by_key(|quote| quote.content[0]);
    quotes.append(&mut scene.found);
}

/// One sentence while its quotes are found.
struct Scene<'s, 'a, 't> {
    reader: &'s Reader<'a, 't>,
    tokens: Tokens,
    /// Where the last content ends that an earlier sentence has attributed.
    free: u32,
    groups: &'s [Group],
    /// By group: does it already report something, or stand inside what is reported?
    used: Vec<bool>,
    found: Vec<Quote>,
}

/// A source and the stretch it takes together with its cue.
#[derive(Clone, Copy)]
struct Attribution {
    source: Option<Tokens>,
    /// From the first word of source and cue to behind the last.
    start: usize,
    end: usize,
    inverted: bool,
}

impl Scene<'_, '_, '_> {
    fn floor(&self) -> usize {
        self.tokens.start as usize
    }

    fn ceiling(&self) -> usize {
        self.tokens.end as usize
    }

    /// A group behind what it reports.
    fn closing(&mut self, number: usize) {
        let group = &self.groups[number];
        if self.used[number] {
            return;
        }
        if group.voice == Voice::Preposition {
            return self.according(number);
        }
        if group.voice != Voice::Finite || !(group.cue.takes.has(Takes::QUOTE) || group.cue.takes.has(Takes::CLAUSE)) {
            return;
        }
        let Some(attribution) = self.plain(group).or_else(|| self.inverted(group)) else { return };
        let Some(head) = self.reported_before(attribution.start) else { return };
        let quoted = head.range().any(|at| !self.reader.is_outside(at));
        if self.reader.is(head.start as usize, Classes::SUBORDINATOR)
            && self.reader.is_outside(head.start as usize)
            && quoted
        {
            return;
        }
        let needed = if attribution.inverted { OUTSIDE_INVERTED } else { OUTSIDE };
        if !quoted && group.cue.outside < needed {
            return;
        }
        let Some(tail) = self.tail(&attribution, group, head, quoted) else { return };
        let rule = match (attribution.inverted, quoted) {
            (true, _) => "inverted-subject",
            (false, true) => "quotation-subject-cue",
            (false, false) => "clause-subject-cue",
        };
        let mut content: Vec<Tokens> =
            [Some(head), tail].into_iter().flatten().filter(|piece| !piece.is_empty()).collect();
        content.dedup();
        self.push(number, attribution.source, content, rule, if quoted { 950 } else { 850 });
    }

    /// `..., said NAME`: a subject behind its verb.
    fn inverted(&self, group: &Group) -> Option<Attribution> {
        let (start, end) = (group.tokens.start as usize, group.tokens.end as usize);
        // `NAME, the minister, said ...`: it has its subject before it.
        if source::before(self.reader, start, self.floor()).is_some_and(|source| source.start == self.tokens.start) {
            return None;
        }
        let simple = group.verb as usize == start && !group.cue.takes.has(Takes::ADDRESSEE);
        if !simple || !group.cue.takes.has(Takes::QUOTE) || !self.closes_clause(start) {
            return None;
        }
        let source = source::behind(self.reader, end, self.ceiling())?;
        let after = self.reader.kind_at(source.end as usize).filter(|_| (source.end as usize) < self.ceiling());
        // `said the plan was`: a clause, not a subject.
        let clause = matches!(after, Some(Kind::Word)) && self.reader.is(source.end as usize, Classes::AUXILIARY);
        (!clause).then_some(Attribution { source: Some(source), start, end: source.end as usize, inverted: true })
    }

    /// `..., NAME said`: a subject before its verb.
    fn plain(&self, group: &Group) -> Option<Attribution> {
        let source = source::before(self.reader, group.tokens.start as usize, self.floor())?;
        let mut start = source.start as usize;
        // `"...," as NAME put it`
        if start > self.floor() + 1 && self.reader.is(start - 1, Classes::SUBORDINATOR) {
            start -= 1;
        }
        self.closes_clause(start).then_some(Attribution {
            source: Some(source),
            start,
            end: group.tokens.end as usize,
            inverted: false,
        })
    }

    /// Does a clause or a quotation end right before `at`, in this sentence or, as a quotation, before it?
    fn closes_clause(&self, at: usize) -> bool {
        if at == self.floor() {
            return self.quotation_before_sentence().is_some();
        }
        matches!(self.reader.kind_at(at - 1), Some(Kind::Comma | Kind::Dash)) || !self.reader.is_outside(at - 1)
    }

    /// The quotation that ends right before the sentence, in the same paragraph.
    fn quotation_before_sentence(&self) -> Option<Tokens> {
        let floor = self.floor();
        let quotation = self.reader.quotation(floor.checked_sub(1)?)?;
        let paragraph = |at| self.reader.document.paragraph_of(at);
        (quotation.tokens.end > self.free && paragraph(floor - 1) == paragraph(floor)).then_some(quotation.tokens)
    }

    /// What a group reports that stands before `end`: from the start of the sentence, or behind what another quote took.
    fn reported_before(&self, end: usize) -> Option<Tokens> {
        if end == self.floor() {
            return self
                .quotation_before_sentence()
                .filter(|q| !self.found.iter().any(|quote| quote.content.contains(q)));
        }
        let taken = self.found.iter().flat_map(|quote| &quote.content).map(|piece| piece.end as usize);
        let cues = self.found.iter().filter_map(|quote| Some(quote.cue?.tokens.end as usize));
        let sources = self.found.iter().filter_map(|quote| Some(quote.source?.end as usize));
        let start = taken.chain(cues).chain(sources).filter(|&at| at <= end).max().unwrap_or(self.floor());
        let piece = self.reader.trim(self.without_lead(Tokens::new(start, end)));
        (!piece.is_empty()).then_some(piece)
    }

    /// The stretch without a conjunction or adverb that leads into it (`But, "..."`).
    fn without_lead(&self, piece: Tokens) -> Tokens {
        let mut start = piece.start as usize;
        let lead = Classes::CONJUNCTION.or(Classes::ADVERB).or(Classes::FILLER);
        while start < piece.end as usize
            && self.reader.is_outside(start)
            && (self.reader.is(start, lead)
                && (self.reader.is(start, Classes::CONJUNCTION) || self.reader.kind_at(start + 1) == Some(Kind::Comma))
                || self.reader.kind_at(start) == Some(Kind::Comma))
        {
            start += 1;
        }
        Tokens::new(start, piece.end as usize)
    }

    /// What goes on behind source and cue: the second half of a split content. Nothing at all if what follows shows that
    /// the group reports what follows rather than what stands before.
    fn tail(&self, attribution: &Attribution, group: &Group, head: Tokens, quoted: bool) -> Option<Option<Tokens>> {
        let reader = self.reader;
        let (from, ceiling) = (attribution.end, self.ceiling());
        let adjacent_quotation = !reader.is_outside(head.end as usize - 1);
        if attribution.start == self.floor() && !content::only_adjuncts(reader, from, ceiling) {
            return None;
        }
        let behind = reader.kind_at(from).filter(|_| from < ceiling);
        // Behind a comma: a parenthesis inside the content, or a second quotation.
        let comma = (from..ceiling).find(|&at| {
            reader.is_outside(at) && matches!(reader.kind_at(at), Some(Kind::Comma | Kind::Colon | Kind::Dash))
        });
        let quotation = (from..ceiling).find(|&at| !reader.is_outside(at));
        if let Some(start) = quotation {
            let close = comma.is_some_and(|comma| comma + 1 == start) || start <= from + 1;
            if adjacent_quotation && close {
                return Some(Some(reader.trim(Tokens::new(start, reader.next(start)))));
            }
            let first = behind == Some(Kind::Comma);
            if first && !attribution.inverted {
                return Some(Some(reader.trim(Tokens::new(from, ceiling))));
            }
            if adjacent_quotation {
                return Some(None);
            }
            return None;
        }
        match behind {
            None | Some(Kind::Stop) => Some(None),
            Some(Kind::Comma) if !attribution.inverted && !quoted => {
                let rest = reader.trim(Tokens::new(from, ceiling));
                let starts_other = self.groups.iter().any(|other| other.tokens.start == rest.start);
                Some((!starts_other && rest.len() > 1).then_some(rest))
            }
            Some(Kind::Comma) if !attribution.inverted && !adjacent_quotation => {
                Some(Some(reader.trim(Tokens::new(from, ceiling))))
            }
            _ if adjacent_quotation => Some(None),
            _ if attribution.inverted => Some(None),
            // `NAME, another told reporters, was ...`: the content goes on behind the aside.
            _ if comma
                .is_some_and(|comma| comma <= from + LONGEST_ASIDE && reader.is(comma + 1, Classes::AUXILIARY)) =>
            {
                Some(comma.map(|comma| reader.trim(Tokens::new(comma, ceiling))))
            }
            _ => {
                let forward = content::opening(reader, group, ceiling);
                let strong = forward
                    .is_some_and(|opening| opening.by != Opener::Phrase || opening.at == group.tokens.end as usize);
                let adverbial =
                    reader.is(head.start as usize, Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::TIME));
                let addressed = group.cue.takes.has(Takes::ADDRESSEE);
                if (strong && !addressed)
                    || (adverbial && forward.is_some())
                    || !content::only_adjuncts(reader, from, ceiling)
                {
                    return None;
                }
                Some(None)
            }
        }
    }

    /// `According to NAME, ...` and `..., according to NAME`.
    fn according(&mut self, number: usize) {
        let group = &self.groups[number];
        let reader = self.reader;
        let start = group.tokens.start as usize;
        let behind = group.tokens.end as usize;
        let Some(mut source) = source::behind(reader, behind, self.ceiling()) else { return };
        // `According to NAME, the talks had failed`: what no comma closes is no apposition but the content.
        if start <= self.floor() + 1 && reader.kind_at(source.end as usize) != Some(Kind::Comma) {
            let Some(end) = source::phrase_behind(reader, behind, self.ceiling()) else { return };
            source = Tokens::new(behind, end);
        }
        let end = source.end as usize;
        let head = self.reported_before(start).filter(|_| start > self.floor() + 1);
        let rest = || {
            reader.trim(Tokens::new(
                end,
                content::clause_end(reader, end + 1, self.ceiling(), &self.groups[number + 1..]).max(end),
            ))
        };
        let content = match head {
            // `Over the years, according to NAME, ...`: the lead-in belongs to what follows.
            Some(head) if self.is_lead_in(head) => vec![head, rest()],
            Some(head) => vec![head],
            None => vec![rest()],
        };
        let content: Vec<Tokens> = content.into_iter().filter(|piece| !piece.is_empty()).collect();
        if !content.is_empty() {
            self.push(number, Some(source), content, "according-to", 900);
        }
    }

    /// Does a stretch only lead into a clause: a time or a place before its comma?
    fn is_lead_in(&self, piece: Tokens) -> bool {
        let start = piece.start as usize;
        let adverbial = Classes::PREPOSITION.or(Classes::TIME).or(Classes::WEEKDAY).or(Classes::ADVERB);
        piece.len() <= 8 && self.reader.is_outside(start) && self.reader.is(start, adverbial)
    }

    /// A group before what it reports.
    fn opening(&mut self, number: usize) {
        let group = &self.groups[number];
        if self.used[number] || group.voice == Voice::Preposition || group.voice == Voice::Passive {
            return;
        }
        let ceiling = self.ceiling();
        let Some(opening) = content::opening(self.reader, group, ceiling) else { return };
        if !self.is_sure(group, opening) {
            return;
        }
        let Some(source) = self.subject(number) else { return };
        let end = content::clause_end(self.reader, opening.at, ceiling, &self.groups[number + 1..]);
        let content = self.reader.trim(Tokens::new(opening.at, end));
        // `wants results`: a wish for a thing is no thought that is reported.
        let bare = group.cue.class == CueClass::Thought && opening.by == Opener::Phrase;
        if bare && self.reader.count_words(content, SHORTEST_THOUGHT) < SHORTEST_THOUGHT {
            return;
        }
        if content.is_empty() || self.found.iter().flat_map(|quote| &quote.content).any(|piece| piece.overlaps(content))
        {
            return;
        }
        let (rule, confidence) = match opening.by {
            Opener::Quotation => ("cue-quotation", 930),
            Opener::Complementizer => ("cue-that", 880),
            Opener::Infinitive => ("cue-infinitive", 750),
            Opener::Phrase if group.cue.class == CueClass::Act => ("act-object", 750),
            Opener::Phrase => ("cue-clause", 780),
        };
        self.push(number, Some(source), vec![content], rule, confidence);
    }

    /// Is a group likely enough to report what opens here?
    fn is_sure(&self, group: &Group, opening: Opening) -> bool {
        if opening.by == Opener::Quotation {
            return group.cue.takes.has(Takes::QUOTE)
                || group.cue.takes.has(Takes::NAME)
                || group.cue.takes.has(Takes::CLAUSE);
        }
        if matches!(group.voice, Voice::Infinitive) {
            let end = content::clause_end(self.reader, opening.at, self.ceiling(), &[]);
            return (opening.at..end).any(|at| !self.reader.is_outside(at));
        }
        group.cue.outside >= OUTSIDE
    }

    /// Who the subject of a group before its content is.
    fn subject(&self, number: usize) -> Option<Tokens> {
        let group = &self.groups[number];
        let start = group.tokens.start as usize;
        match group.voice {
            Voice::Finite => source::before(self.reader, start, self.floor()).or_else(|| self.shared_subject(number)),
            Voice::Gerund | Voice::Infinitive => self.shared_subject(number),
            Voice::Passive | Voice::Preposition => None,
        }
    }

    /// The source of the cue before, or the subject of the sentence.
    fn shared_subject(&self, number: usize) -> Option<Tokens> {
        let start = self.groups[number].tokens.start;
        let before = self.found.iter().filter(|quote| quote.cue.is_some_and(|cue| cue.tokens.start < start));
        if let Some(quote) = before.max_by_key(|quote| quote.cue.map(|cue| cue.tokens.start)) {
            return quote.source;
        }
        source::first(self.reader, self.tokens).filter(|phrase| phrase.end <= start)
    }

    fn push(
        &mut self,
        number: usize,
        source: Option<Tokens>,
        content: Vec<Tokens>,
        rule: &'static str,
        confidence: i16,
    ) {
        let group = &self.groups[number];
        for (other, used) in self.groups.iter().zip(&mut self.used) {
            *used |= content.iter().any(|piece| piece.contains(other.tokens));
        }
        self.used[number] = true;
        let cue = Some(Cue { tokens: group.tokens, class: group.cue.class });
        self.found.push(Quote { cue, ..Quote::new(content, source, rule, confidence) });
    }
}
