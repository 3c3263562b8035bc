//! One read article: tokens, paragraphs, quotations, sentences.

use super::boilerplate::{self, Extent};
use super::cut::Cut;
use super::kind::{Kind, Shape};
use super::quotation::{self, Quotation};
use super::{Abbreviation, Opener, Orthography, Span, Token, Tokens, Vocabulary};
use std::sync::Arc;

/// An article's text, read once. Every span and token range of the later rooms points into it.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    text: &'t str,
    /// Shared with the document of what is nested.
    cut: Arc<Cut>,
    paragraphs: Vec<Paragraph>,
    quotations: Vec<Quotation>,
    sentences: Vec<Sentence>,
}

/// A paragraph: what stands between blank lines, or between line breaks where the text is not hard-wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its tokens.
    pub tokens: Tokens,
    /// The boilerplate rule it falls under (an index into [`Orthography::boilerplate`]): such a paragraph is not the
    /// article's own text and holds no quotations and no sentences.
    pub boilerplate: Option<u16>,
}

/// How many tokens a sentence has, its last quotation aside. No prose has longer ones; a row of words without a stop is
/// cut there, so that rules which look through a sentence more than once stay linear in the article.
const LONGEST_SENTENCE: usize = 400;

/// A sentence, in which a quotation is opaque: no sentence ends inside one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, closing punctuation included.
    pub tokens: Tokens,
    /// The index of its paragraph.
    pub paragraph: u32,
}

impl<'t> Document<'t> {
    /// Reads a text. Never fails; a text of 4 GiB or more is read up to there.
    pub fn read(text: &'t str, orthography: &Orthography, vocabulary: &Vocabulary) -> Document<'t> {
        let mut limit = text.len().min(u32::MAX as usize - 1);
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        let text = &text[..limit];
        let cut = Arc::new(Cut::of(text, orthography, vocabulary));
        let mut document =
            Document { text, cut, paragraphs: Vec::new(), quotations: Vec::new(), sentences: Vec::new() };
        document.paragraphs.reserve(document.cut.lines.len() + 1);
        document.quotations.reserve(document.cut.marks.len() / 2);
        document.sentences.reserve(document.cut.lines.len() + document.cut.stops.len() + 1);
        document.find_paragraphs(orthography, vocabulary);
        document.find_quotations();
        document.find_sentences(orthography);
        document
    }

    /// The same text one level down: the quotations nested in others, and the sentences inside those that hold them.
    /// Nothing where none are nested.
    pub fn nested(&self, orthography: &Orthography) -> Option<Document<'t>> {
        let mut quotations = Vec::new();
        let mut paragraphs = Vec::new();
        for outer in &self.quotations {
            let found = quotations.len();
            quotation::pair_nested(&self.cut.tokens, &self.cut.marks, outer, &mut quotations);
            if quotations.len() > found {
                paragraphs.push(Paragraph { tokens: outer.inside(), boilerplate: None });
            }
        }
        (!quotations.is_empty()).then(|| {
            let (text, cut) = (self.text, Arc::clone(&self.cut));
            let mut nested = Document { text, cut, paragraphs, quotations, sentences: Vec::new() };
            nested.find_sentences(orthography);
            nested
        })
    }

    /// The text as given.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.cut.tokens
    }

    /// The token at a position.
    pub fn token(&self, position: usize) -> Token {
        self.cut.tokens[position]
    }

    /// The paragraphs, in order; together they hold every token.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The outermost quotations, in order; none overlap.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// The sentences of the article's own paragraphs, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The words of a token.
    pub fn word(&self, position: usize) -> &'t str {
        self.cut.tokens[position].span.of(self.text)
    }

    /// The bytes from the first to the last of some tokens; empty for none.
    pub fn span(&self, tokens: Tokens) -> Span {
        if tokens.is_empty() {
            let at =
                self.cut.tokens.get(tokens.start as usize).map_or(self.text.len(), |token| token.span.start as usize);
            return Span::new(at, at);
        }
        self.cut.tokens[tokens.start as usize].span.join(self.cut.tokens[tokens.end as usize - 1].span)
    }

    /// The text of some tokens, as written.
    pub fn words(&self, tokens: Tokens) -> &'t str {
        self.span(tokens).of(self.text)
    }

    /// The tokens that a span of bytes touches.
    pub fn tokens_of(&self, span: Span) -> Tokens {
        let start = self.cut.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.cut.tokens.partition_point(|token| token.span.start < span.end);
        Tokens::new(start, end.max(start))
    }

    /// The index of the paragraph that holds a token.
    pub fn paragraph_of(&self, position: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.tokens.end as usize <= position)
    }

    /// The index of the sentence that holds a token; nothing in boilerplate.
    pub fn sentence_of(&self, position: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.tokens.end as usize <= position);
        self.sentences.get(index).filter(|sentence| sentence.tokens.has(position)).map(|_| index)
    }

    /// The index of the quotation that holds a token, marks included.
    pub fn quotation_of(&self, position: usize) -> Option<usize> {
        let index = self.quotations.partition_point(|quotation| quotation.tokens.end as usize <= position);
        self.quotations.get(index).filter(|quotation| quotation.tokens.has(position)).map(|_| index)
    }

    fn find_paragraphs(&mut self, orthography: &Orthography, vocabulary: &Vocabulary) {
        let (text, tokens) = (self.text, &self.cut.tokens);
        let break_flag = if is_hard_wrapped(&self.cut) { Shape::BLANK } else { Shape::LINE };
        let breaks = self.cut.lines.iter().map(|&line| line as usize);
        let breaks = breaks.filter(|&line| line > 0 && tokens[line].shape.has(break_flag));
        let mut start = 0;
        // The rule of the widget or the tail that the paragraphs stand in.
        let mut inside: Option<u16> = None;
        for end in breaks.chain((!tokens.is_empty()).then_some(tokens.len())) {
            let own = &tokens[start..end];
            let rule = || boilerplate::rule_of(text, own, orthography, vocabulary);
            let extent = |rule: u16| orthography.boilerplate[usize::from(rule)].extent;
            inside = inside.filter(|&rule| extent(rule) == Extent::Tail || !boilerplate::resumes(own));
            let boilerplate = rule().filter(|_| inside.is_none_or(|rule| extent(rule) == Extent::Widget)).or(inside);
            inside = boilerplate.filter(|&rule| extent(rule) != Extent::Paragraph).or(inside);
            self.paragraphs.push(Paragraph { tokens: Tokens::new(start, end), boilerplate });
            start = end;
        }
    }

    fn find_quotations(&mut self) {
        let Cut { tokens, marks, .. } = &*self.cut;
        let own = || self.paragraphs.iter().filter(|paragraph| paragraph.boilerplate.is_none());
        let single = quotation::quotes_single(tokens, own().map(|p| quotation::within(marks, p.tokens)));
        for paragraph in own() {
            let (marks, first) = (quotation::within(marks, paragraph.tokens), self.quotations.len());
            quotation::pair(tokens, marks, paragraph.tokens, single, &mut self.quotations);
            quotation::pair_others(tokens, marks, paragraph.tokens, single, first, &mut self.quotations);
        }
    }

    fn find_sentences(&mut self, orthography: &Orthography) {
        let mut quotations = self.quotations.iter().peekable();
        let mut stops = self.cut.stops.iter().map(|&stop| stop as usize).peekable();
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            if paragraph.boilerplate.is_some() {
                continue;
            }
            let last = paragraph.tokens.end as usize;
            let mut start = paragraph.tokens.start as usize;
            let mut at = start;
            while at < last {
                while quotations.next_if(|quotation| (quotation.tokens.end as usize) <= at).is_some() {}
                while stops.next_if(|&stop| stop < at).is_some() {}
                let quotation = quotations.peek().map(|quotation| quotation.tokens);
                // Up to the next quotation, only stops end sentences.
                let plain = quotation.map_or(last, |quotation| last.min(at.max(quotation.start as usize)));
                let ends = if plain == at {
                    at = quotation.map_or(last, |quotation| quotation.end as usize);
                    self.quotation_ends_sentence(at, last)
                } else {
                    let limit = plain.min(start + LONGEST_SENTENCE);
                    let stop = stops.peek().copied().filter(|&stop| stop < limit);
                    at = stop.map_or(limit, |stop| stop + 1);
                    stop.is_some_and(|stop| self.ends_sentence(stop, last, orthography))
                };
                if ends || at >= last || at - start >= LONGEST_SENTENCE {
                    while at < last && self.closes_sentence(at) {
                        at += 1;
                    }
                    self.sentences.push(Sentence { tokens: Tokens::new(start, at), paragraph: index as u32 });
                    start = at;
                }
            }
        }
    }

    /// Does what stands at `at` still belong to the sentence that just ended?
    fn closes_sentence(&self, at: usize) -> bool {
        let token = &self.cut.tokens[at];
        !token.shape.has(Shape::SPACED) && matches!(token.kind, Kind::Close | Kind::Stop | Kind::Ellipsis)
    }

    /// Does the sentence end with the token at `at`?
    fn ends_sentence(&self, at: usize, last: usize, orthography: &Orthography) -> bool {
        let token = &self.cut.tokens[at];
        let Some(next) = self.cut.tokens[..last].get(at + 1) else { return true };
        match token.kind {
            Kind::Stop => next.shape.has(Shape::SPACED) && self.starts_sentence(at + 1) || next.kind == Kind::Close,
            Kind::Ellipsis => next.shape.has(Shape::SPACED) && next.is_capital(),
            Kind::Word if token.shape.has(Shape::PERIOD) => {
                let abbreviation = orthography.abbreviation(token.symbol).unwrap_or(Abbreviation::InName);
                let may_end = abbreviation != Abbreviation::Inside && self.word(at).len() > 2;
                // `U.S. State Department`, but `... in the U.S. State officials ...`
                let named = || {
                    let after = self.cut.tokens[..last].get(at + 2);
                    abbreviation == Abbreviation::InName && after.is_some_and(|after| after.is_capital())
                };
                let opens = next.is_mark()
                    || next.is_capital()
                        && match orthography.opener(next.symbol) {
                            Some(Opener::Always) => true,
                            Some(Opener::Alone) => !named(),
                            None => false,
                        };
                may_end && next.shape.has(Shape::SPACED) && opens
            }
            _ => false,
        }
    }

    /// Could a sentence start at `at`: anything but a lower-case word?
    fn starts_sentence(&self, at: usize) -> bool {
        let token = &self.cut.tokens[at];
        match token.kind {
            Kind::Word => token.is_capital() || !token.span.of(self.text).starts_with(char::is_lowercase),
            Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Close => false,
            _ => true,
        }
    }

    /// Does the sentence end with the quotation that ends before `end`?
    fn quotation_ends_sentence(&self, end: usize, last: usize) -> bool {
        let Some(next) = self.cut.tokens[..last].get(end) else { return true };
        // Marks may stand in a row; a look past a few keeps reading linear on any input.
        let inner = self.cut.tokens[..end].iter().rev().take(4).find(|token| !token.is_mark());
        let stopped = inner.is_some_and(|token| matches!(token.kind, Kind::Stop | Kind::Ellipsis));
        stopped && next.shape.has(Shape::SPACED) && (next.is_capital() || next.is_mark() || next.kind == Kind::Number)
    }
}

/// Are lines broken at a fixed width, so that only blank lines part paragraphs? They are if no line is long and many
/// break in mid-sentence.
fn is_hard_wrapped(cut: &Cut) -> bool {
    const LONGEST_LINE: u32 = 120;
    let (mut breaks, mut inside, mut line_start) = (0, 0, 0);
    for line in cut.lines.iter().map(|&line| line as usize).filter(|&line| line > 0) {
        let (before, after) = (&cut.tokens[line - 1], &cut.tokens[line]);
        if before.span.end - line_start > LONGEST_LINE {
            return false;
        }
        line_start = after.span.start;
        if !after.shape.has(Shape::BLANK) {
            breaks += 1;
            let runs_on = matches!(before.kind, Kind::Word | Kind::Number | Kind::Comma | Kind::Hyphen);
            inside += usize::from(runs_on && (before.kind == Kind::Comma || !after.is_capital()));
        }
    }
    breaks >= 2 && inside * 2 >= breaks
}
