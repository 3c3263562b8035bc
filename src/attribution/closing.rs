//! Cues that close what they report: `"...," NAME said`, `..., said NAME`, `..., according to NAME`.
//!
//! Owns the stretch before such a cue; what goes on behind it is in `tail`. Sources that stand beside a clause of their own
//! (`according to NAME`) are in `beside`.

use super::content::{self, Opener};
use super::cue::{Group, Voice};
use super::sentence::{OUTSIDE, Scene};
use super::source;
use crate::lexicon::{Classes, CueClass, Takes};
use crate::text::{Kind, Tokens};

/// What a cue outside quotation marks needs, in thousandths,
/// for a verb before its subject, which only verbs of saying proper allow.
const OUTSIDE_INVERTED: i16 = 700;

/// How many tokens of addressee or occasion may stand between a cue and the comma that closes its aside.
pub(super) const LONGEST_ASIDE: usize = 10;

/// A source and the stretch it takes together with its cue.
#[derive(Clone, Copy)]
pub(super) struct Attribution {
    pub(super) source: Option<Tokens>,
    /// From the first word of source and cue to behind the last.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) inverted: bool,
}

impl Scene<'_, '_, '_> {
    /// A group behind what it reports.
    pub(super) fn closing(&mut self, number: usize) {
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
        let Some(attribution) = self.plain(group).or_else(|| self.inverted(group)) else {
            if !self.as_reported(number) {
                self.inverted_lead(number);
            }
            return;
        };
        let Some(head) = self.reported_before(attribution.start) else {
            return if attribution.inverted { self.inverted_lead(number) } else { self.aside(number, &attribution) };
        };
        let quoted = head.range().any(|at| !self.reader.is_outside(at));
        // `NAME, using the phrase "a fraud", attacked NAME`: an act with an object has its subject before it.
        // `The plan failed, blames NAME`: even one that may report a clause closes quoted words alone.
        let act = group.cue.class == CueClass::Act && group.cue.takes.has(Takes::OBJECT);
        let opens_quoted = !self.reader.is_outside(head.start as usize);
        let closes = opens_quoted || quoted && group.cue.takes.has(Takes::CLAUSE);
        if attribution.inverted && act && !closes {
            return;
        }
        // `Asked about the plan, NAME sighed.`
        let comma = |at: usize| self.reader.kind_at(at) == Some(Kind::Comma);
        let asked = || {
            let opens = !attribution.inverted && head.start == self.tokens.start && !head.range().any(comma);
            opens && self.reader.is_participle(head.start as usize) && self.opens_with_cue(head, true)
        };
        if quoted && self.leads_in(head, group, attribution.inverted) || !quoted && asked() {
            return;
        }
        let head = self.behind_narration(head);
        let needed = if attribution.inverted { OUTSIDE_INVERTED } else { OUTSIDE };
        if !quoted && group.cue.outside < needed {
            return;
        }
        let Some(tail) = self.tail(number, &attribution, head, quoted) else { return };
        let rule = match (attribution.inverted, quoted) {
            (true, _) => "inverted-subject",
            (false, true) => "quotation-subject-cue",
            (false, false) => "clause-subject-cue",
        };
        // What an aside between the halves tells is the narrator's.
        let aside = tail.map_or(0..0, |tail| attribution.end..tail.start as usize);
        for (other, used) in self.groups.iter().zip(&mut self.used) {
            *used |= aside.contains(&(other.tokens.start as usize));
        }
        let mut content: Vec<Tokens> =
            [Some(head), tail].into_iter().flatten().filter(|piece| !piece.is_empty()).collect();
        content.dedup();
        self.push(number, attribution.source, content, rule, if quoted { 950 } else { 850 });
    }

    /// `..., said NAME`: a subject behind its verb.
    fn inverted(&self, group: &Group) -> Option<Attribution> {
        let (start, end) = (group.tokens.start as usize, group.tokens.end as usize);
        // `NAME, the minister, said ...`: it has its subject before it.
        let comma = |at: usize| self.reader.kind_at(at) == Some(Kind::Comma);
        let own = source::before(self.reader, start, self.floor());
        // `NAME and the mayor, however, said ...`
        let aside = start >= 3 && comma(start - 1) && self.reader.is(start - 2, Classes::ADVERB) && comma(start - 3);
        if own.is_some_and(|source| aside || source.start == self.tokens.start) {
            return None;
        }
        if group.verb as usize != start || !group.cue.takes.has(Takes::QUOTE) || !self.closes_clause(start) {
            return None;
        }
        let source = source::behind(self.reader, end, self.ceiling())?;
        // `"...," told NAME`: whom it was told, unless nothing is told behind it (`"...," warns NAME`).
        let after = self.reader.kind_at(source.end as usize).filter(|_| (source.end as usize) < self.ceiling());
        let addressed = group.cue.takes.has(Takes::ADDRESSEE) && !matches!(after, None | Some(Kind::Stop));
        // `NAME thanks NAME, urges NAME to act`: whom a headline's verb, which shares its subject, is directed at.
        let directed = group.cue.takes.has(Takes::INFINITIVE)
            && self.reader.is(source.end as usize, Classes::INFINITIVE)
            && (start.saturating_sub(2)..start).all(|at| self.reader.is_outside(at));
        // `said the plan was`: a clause, not a subject.
        let clause = matches!(after, Some(Kind::Word)) && self.reader.is(source.end as usize, Classes::AUXILIARY);
        (!clause && !addressed && !directed).then_some(Attribution {
            source: Some(source),
            start,
            end: source.end as usize,
            inverted: true,
        })
    }

    /// `But, NAME said, ...`: source and cue between commas, with nothing but a lead before them.
    fn aside(&mut self, number: usize, attribution: &Attribution) {
        let reader = self.reader;
        let near = attribution.end..self.ceiling().min(attribution.end + LONGEST_ASIDE);
        let Some(comma) = near.clone().find(|&at| reader.kind_at(at) == Some(Kind::Comma)) else { return };
        let between = attribution.start > self.floor() && self.is_adjunct(attribution.end, comma);
        if !between || self.groups[number].cue.outside < OUTSIDE || comma + 1 >= self.ceiling() {
            return;
        }
        let reach = self.reach(number, self.ceiling(), false);
        if reach.resumes(comma + 1) {
            return;
        }
        let content = reader.trim(Tokens::new(comma + 1, self.ceiling()));
        if !content.is_empty() {
            self.push(number, attribution.source, vec![content], "cue-aside", 880);
        }
    }

    /// `Said NAME: "..."` and `But, said NAME, "..."`: a verb and its subject before what they report.
    fn inverted_lead(&mut self, number: usize) {
        let reader = self.reader;
        let group = &self.groups[number];
        let (start, end) = (group.tokens.start as usize, group.tokens.end as usize);
        let leads = self.without_lead(Tokens::new(self.floor(), start)).is_empty();
        if !leads || group.verb as usize != start || !group.cue.takes.has(Takes::QUOTE) {
            return;
        }
        let ceiling = self.ceiling();
        let Some(source) = source::behind(reader, end, ceiling) else { return };
        let at = source.end as usize;
        let pauses = at + 1 < ceiling && matches!(reader.kind_at(at), Some(Kind::Comma | Kind::Colon));
        if pauses && !reader.is_outside(at + 1) {
            let content = reader.trim(Tokens::new(at + 1, self.reach(number, ceiling, true).end(at + 1)));
            self.push(number, Some(source), vec![content], "inverted-lead", 900);
        }
    }

    /// `..., NAME said`: a subject before its verb.
    fn plain(&self, group: &Group) -> Option<Attribution> {
        let end = group.tokens.end as usize;
        if let Some(source) = self.subject_between(group) {
            return Some(Attribution { source: Some(source), start: source.start as usize, end, inverted: false });
        }
        let source = source::before(self.reader, group.tokens.start as usize, self.floor())?;
        // `"..." that shocked`: a clause about what stands before it.
        if self.reader.is(source.end as usize - 1, Classes::RELATIVE) {
            return None;
        }
        let mut start = source.start as usize;
        // `"...," as NAME put it`, but `"..." because NAME said so`.
        if start > self.floor() + 1 && self.reader.is(start - 1, Classes::SUBORDINATOR) {
            start -= 1;
            let open = self.reader.is(start, Classes::PREPOSITION) && self.reader.pauses(start - 1);
            return open.then_some(Attribution { source: Some(source), start, end, inverted: false });
        }
        self.closes_clause(start).then_some(Attribution { source: Some(source), start, end, inverted: false })
    }

    /// Does a clause or a quotation end right before `at`, in this sentence or, as a quotation, before it?
    fn closes_clause(&self, at: usize) -> bool {
        let reader = self.reader;
        if at == self.floor() {
            return self.quotation_before_sentence().is_some();
        }
        if reader.is_outside(at - 1) {
            return matches!(reader.kind_at(at - 1), Some(Kind::Comma | Kind::Dash));
        }
        // `a "dissent" memo denied it`: what no pause parts goes on with the quoted words.
        let opener = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PRONOUN).or(Classes::NUMBER);
        reader.pauses(at - 1)
            || reader.is_capital(at) && !reader.is_title(at - 1)
            || reader.is(at, opener)
            || self.groups.iter().any(|group| group.tokens.start as usize == at)
    }

    /// The quotation that ends right before the sentence, in the same paragraph.
    pub(super) fn quotation_before_sentence(&self) -> Option<Tokens> {
        let floor = self.floor();
        let quotation = self.reader.quotation(floor.checked_sub(1)?)?;
        let paragraph = |at| self.reader.document.paragraph_of(at);
        (quotation.tokens.end > self.free && paragraph(floor - 1) == paragraph(floor)).then_some(quotation.tokens)
    }

    /// What a group reports that stands before `end`: from the start of the sentence, or behind what another quote took.
    pub(super) fn reported_before(&self, end: usize) -> Option<Tokens> {
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
    pub(super) fn without_lead(&self, piece: Tokens) -> Tokens {
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

    /// `When NAME shouted "...," NAME joked: "..."`: does a stretch that holds a quotation only lead into the main clause?
    /// It does if a subordinator, preposition or time opens it and its quotation has a cue of its own, or if more to
    /// report follows.
    fn leads_in(&self, piece: Tokens, cue: &Group, inverted: bool) -> bool {
        let reader = self.reader;
        let (start, end) = (piece.start as usize, piece.end as usize);
        let opener = Classes::LEAD_IN;
        let titled = reader.is_title(end - 1);
        let goes_on = !inverted
            && content::opening(reader, cue, self.ceiling()).is_some_and(|opening| {
                opening.by != Opener::Phrase
                    || opening.at == cue.tokens.end as usize && !reader.is(opening.at, Classes::PREPOSITION)
            });
        if !reader.is_outside(start) || !reader.is(start, opener) && !titled {
            // `NAME shouted "Enough", NAME replied "Never"`
            let told = goes_on && !reader.pauses(end - 1) && self.led_to(piece, reader.before(end));
            return !inverted && (told || self.opens_with_cue(piece, goes_on));
        }
        let own = |group: &Group| match piece.contains(group.tokens) {
            true => content::opening(reader, group, end).map(|opening| (group.voice, opening.by)),
            false => None,
        };
        // `As NAME cast doubt on the "miracle," NAME differed.`
        let clause = !inverted && reader.is(start, Classes::SUBORDINATOR);
        let reports = self
            .groups
            .iter()
            .filter_map(own)
            .any(|(voice, by)| !titled && by == Opener::Quotation || clause && voice == Voice::Finite);
        goes_on || reports || self.opens_with_cue(piece, goes_on)
    }

    /// `Asked whether ..., NAME said ...`: does a cue without a subject open a stretch?
    fn opens_with_cue(&self, piece: Tokens, goes_on: bool) -> bool {
        let comma = |at| self.reader.is_outside(at) && self.reader.kind_at(at) == Some(Kind::Comma);
        // `Calling it "a farce" is easy, NAME said.`: a gerund may be the subject.
        let subject = |group: &Group| group.voice == Voice::Gerund && !goes_on && !piece.range().any(comma);
        self.groups.iter().any(|group| group.tokens.start == piece.start && !subject(group))
    }

    /// `NAME was blunt: "...," he said`: what stands before the colon, or before the dash or bracket of a whole sentence,
    /// is the narrator's.
    fn behind_narration(&self, piece: Tokens) -> Tokens {
        let reader = self.reader;
        let quotation = reader.before(piece.end as usize);
        let parted = quotation.checked_sub(1).is_some_and(|at| match reader.kind_at(at) {
            Some(Kind::Colon) => true,
            Some(Kind::Dash | Kind::Open) => reader.opens_capital(quotation),
            // `NAME waved it away, telling reporters, "...," he said`
            Some(Kind::Comma) => reader.opens_capital(quotation) && self.led_to(piece, quotation),
            _ => false,
        });
        match parted && quotation > piece.start as usize && !reader.is_outside(quotation) {
            true => Tokens::new(quotation, piece.end as usize),
            false => piece,
        }
    }

    /// Does a cue in a stretch lead to the quotation at `quotation`?
    fn led_to(&self, piece: Tokens, quotation: usize) -> bool {
        let leads = |group: &Group| {
            let opening = content::opening(self.reader, group, piece.end as usize);
            opening.is_some_and(|opening| opening.at == quotation)
        };
        self.groups.iter().any(|group| piece.contains(group.tokens) && leads(group))
    }
}
