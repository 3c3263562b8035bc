//! Words, numbers and marks: one pass over the bytes, ASCII first.
//!
//! Tokens never change the text and never overlap; what lies between two of them is white space or invisible. Possessive
//! and contracted endings (`'s`, `n't`) are tokens of their own; hyphens split words; an acronym (`U.S.`), an initial
//! (`W.`) and a listed abbreviation keep their period.

use super::fold::is_invisible;
use super::kind::{Kind, Mark, Shape, Side};
use super::symbol::Query;
use super::{Marks, Orthography, Span, Symbol, Vocabulary};

/// The smallest unit that rules see: a word, a number or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Which word it is; [`Symbol::UNKNOWN`] for marks and for words outside the vocabulary.
    pub symbol: Symbol,
    /// What the word is marked with.
    pub marks: Marks,
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub shape: Shape,
}

impl Token {
    /// Is it a word (not a number or a mark)?
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Is it a word that begins with an upper-case letter?
    pub fn is_capital(&self) -> bool {
        self.shape.has(Shape::CAPITAL)
    }

    /// Is it a quotation mark?
    pub fn is_mark(&self) -> bool {
        matches!(self.kind, Kind::Mark(_))
    }
}

/// Cuts `text` into tokens and appends them to `tokens`.
pub(super) fn tokenise(text: &str, orthography: &Orthography, vocabulary: &Vocabulary, tokens: &mut Vec<Token>) {
    let mut cutter = Cutter {
        text,
        bytes: text.as_bytes(),
        orthography,
        vocabulary,
        tokens,
        before: Shape::default(),
        queries: [Query::default(); BATCH],
        waiting: [(0, Span::new(0, 0)); BATCH],
        count: 0,
    };
    let mut at = 0;
    while at < text.len() {
        at = cutter.step(at);
    }
    cutter.look_up_waiting();
}

/// How many words are looked up together.
const BATCH: usize = 32;

/// The symbol and marks of what is no word, or is not looked up yet.
const UNKNOWN: (Symbol, Marks) = (Symbol::UNKNOWN, Marks::NONE);

struct Cutter<'t, 'o> {
    text: &'t str,
    bytes: &'t [u8],
    orthography: &'o Orthography,
    vocabulary: &'o Vocabulary,
    tokens: &'o mut Vec<Token>,
    /// What stands between the last token and the place read now.
    before: Shape,
    /// The words not yet looked up, `count` of them.
    queries: [Query; BATCH],
    /// For each, the index of its token and the bytes to look up.
    waiting: [(u32, Span); BATCH],
    count: usize,
}

impl Cutter<'_, '_> {
    /// Reads one token or a run of white space at `at`; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        let byte = self.bytes[at];
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => self.word(at),
            b' ' | b'\t' | b'\x0b' | b'\x0c' | b'\n' | b'\r' => self.space(at),
            b'0'..=b'9' => self.number(at),
            b'.' if self.bytes[at..].starts_with(b"...") => {
                let end = self.run(at, |b| b == b'.');
                self.push(Kind::Ellipsis, at, end)
            }
            b'.' | b'!' | b'?' => self.push(Kind::Stop, at, at + 1),
            b',' => self.push(Kind::Comma, at, at + 1),
            b':' => self.push(Kind::Colon, at, at + 1),
            b';' => self.push(Kind::Semicolon, at, at + 1),
            b'(' | b'[' | b'{' => self.push(Kind::Open, at, at + 1),
            b')' | b']' | b'}' => self.push(Kind::Close, at, at + 1),
            b'"' => self.mark(at, at + 1, false, Side::Either),
            b'-' => self.hyphen(at),
            b'\'' => self.apostrophe(at, 1),
            b'`' if self.bytes.get(at + 1) == Some(&b'`') => self.mark(at, at + 2, false, Side::Opening),
            b'@' | b'#' if self.bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) => self.handle(at),
            0..=0x7f => self.push(Kind::Sign, at, at + 1),
            _ => self.other(at),
        }
    }

    /// The end of the run of ASCII bytes that `keep` accepts.
    fn run(&self, at: usize, keep: impl Fn(u8) -> bool) -> usize {
        at + self.bytes[at..].iter().take_while(|&&b| keep(b)).count()
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn space(&mut self, at: usize) -> usize {
        let end = self.run(at, |b| b.is_ascii_whitespace() || b == b'\x0b');
        let run = &self.bytes[at..end];
        let lines = run
            .iter()
            .enumerate()
            .filter(|&(i, &b)| b == b'\n' || b == b'\r' && run.get(i + 1) != Some(&b'\n'))
            .count();
        self.gap(lines);
        end
    }

    fn gap(&mut self, lines: usize) {
        if lines >= 2 || lines == 1 && self.before.has(Shape::LINE) {
            self.before.set(Shape::BLANK);
        }
        if lines >= 1 {
            self.before.set(Shape::LINE);
        }
        self.before.set(Shape::SPACED);
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize) -> usize {
        self.push_symbol(kind, start, end, UNKNOWN, Shape::default())
    }

    fn push_symbol(&mut self, kind: Kind, start: usize, end: usize, word: (Symbol, Marks), mut shape: Shape) -> usize {
        shape.set(self.before);
        self.before = Shape::default();
        let (symbol, marks) = word;
        self.tokens.push(Token { span: Span::new(start, end), symbol, marks, kind, shape });
        if self.count == BATCH {
            self.look_up_waiting();
        }
        end
    }

    fn mark(&mut self, start: usize, end: usize, single: bool, side: Side) -> usize {
        self.push(Kind::Mark(Mark { single, side }), start, end)
    }

    /// A hyphen joins two words; spaced or doubled, it is a dash.
    fn hyphen(&mut self, at: usize) -> usize {
        let end = self.run(at, |b| b == b'-');
        let joins = end == at + 1
            && at > 0
            && !self.before.has(Shape::SPACED)
            && self.char_at(end).is_some_and(char::is_alphanumeric);
        self.push(if joins { Kind::Hyphen } else { Kind::Dash }, at, end)
    }

    /// An apostrophe that no word took: a single quotation mark, or two that make a double one.
    fn apostrophe(&mut self, at: usize, width: usize) -> usize {
        if self.bytes[at..].starts_with(b"''") {
            return self.mark(at, at + 2, false, Side::Either);
        }
        self.mark(at, at + width, true, Side::Either)
    }

    /// `@name` and `#topic` are words.
    fn handle(&mut self, at: usize) -> usize {
        let end = self.run(at + 1, |b| b.is_ascii_alphanumeric() || b == b'_');
        let shape = self.shape(at + 1, end);
        self.look_up_later(at + 1, end);
        self.push_symbol(Kind::Word, at, end, UNKNOWN, shape)
    }

    fn number(&mut self, at: usize) -> usize {
        let mut end = self.run(at, |b| b.is_ascii_digit());
        while end + 1 < self.bytes.len()
            && matches!(self.bytes[end], b',' | b'.' | b':' | b'/')
            && self.bytes[end + 1].is_ascii_digit()
        {
            end = self.run(end + 1, |b| b.is_ascii_digit());
        }
        end = self.run(end, |b| b.is_ascii_alphabetic());
        self.look_up_later(at, end);
        self.push(Kind::Number, at, end)
    }

    /// The end of the letters that start at `at`: alphabetic characters, the marks that combine with them, digits after
    /// the first letter, and what is not drawn.
    fn letters(&self, at: usize) -> usize {
        let mut end = at;
        loop {
            end = self.run(end, |b| b.is_ascii_alphanumeric());
            match self.bytes.get(end) {
                Some(b) if !b.is_ascii() => {}
                _ => return end,
            }
            let Some(c) = self.char_at(end) else { return end };
            let part =
                c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || is_invisible(c) && end > at;
            if !part {
                return end;
            }
            end += c.len_utf8();
        }
    }

    /// The width of an apostrophe of any kind at `at`, in bytes; 0 where there is none.
    fn apostrophe_width(&self, at: usize) -> usize {
        match self.bytes.get(at) {
            Some(b'\'') => 1,
            Some(0xe2) if self.text[at..].starts_with(['\u{2019}', '\u{2018}']) => 3,
            Some(0xca) if self.text[at..].starts_with('\u{02bc}') => 2,
            _ => 0,
        }
    }

    fn word(&mut self, at: usize) -> usize {
        let mut end = self.letters(at);
        if end == at {
            return self.push(Kind::Sign, at, at + self.char_at(at).map_or(1, char::len_utf8));
        }
        // Acronyms: single letters with periods between them.
        if end == at + 1 && self.bytes[at].is_ascii_alphabetic() && self.bytes.get(end) == Some(&b'.') {
            let mut last = end + 1;
            while self.bytes.get(last).is_some_and(u8::is_ascii_alphabetic) && self.bytes.get(last + 1) == Some(&b'.') {
                last += 2;
            }
            let initial = last == end + 1 && self.bytes[at].is_ascii_uppercase() && self.followed_by_capital(last);
            if last > end + 1 || initial {
                return self.push_word(at, last, Shape::PERIOD);
            }
        }
        if self.bytes.get(end) == Some(&b':') && self.bytes[end..].starts_with(b"://") {
            let end = self.text[at..]
                .find(|c: char| c.is_whitespace() || "\"'<>()“”".contains(c))
                .map_or(self.text.len(), |n| at + n);
            return self.push(Kind::Address, at, end);
        }
        // An apostrophe goes on with the word if letters follow it, unless what ends the word there is a clitic.
        loop {
            let width = self.apostrophe_width(end);
            if width == 0 {
                break;
            }
            let next = self.letters(end + width);
            if next == end + width {
                break;
            }
            if let Some(split) = self.clitic(at, end, width, next) {
                if split > at {
                    self.push_word(at, split, Shape::default());
                }
                return self.push_word(split, next, if split > at { Shape::CLITIC } else { Shape::default() });
            }
            end = next;
        }
        if self.bytes.get(end) == Some(&b'.') {
            let symbol = self.vocabulary.look_up(&self.text[at..=end]);
            if symbol.0.is_known() && self.orthography.abbreviation(symbol.0).is_some() {
                let mut shape = self.shape(at, end);
                shape.set(Shape::PERIOD);
                return self.push_symbol(Kind::Word, at, end + 1, symbol, shape);
            }
        }
        self.push_word(at, end, Shape::default())
    }

    /// Where the clitic begins that ends the word `at..next`, whose apostrophe of `width` bytes stands at `apostrophe`.
    fn clitic(&self, at: usize, apostrophe: usize, width: usize, next: usize) -> Option<usize> {
        let tail = &self.bytes[apostrophe + width..next];
        self.orthography.clitics.iter().find_map(|clitic| {
            let (head, rest) = clitic.as_bytes().split_at(clitic.find('\'')?);
            let start = apostrophe.checked_sub(head.len()).filter(|&start| start >= at)?;
            (self.bytes[start..apostrophe].eq_ignore_ascii_case(head) && tail.eq_ignore_ascii_case(&rest[1..]))
                .then_some(start)
        })
    }

    fn followed_by_capital(&self, at: usize) -> bool {
        self.bytes.get(at) == Some(&b' ') && self.char_at(at + 1).is_some_and(char::is_uppercase)
    }

    fn push_word(&mut self, start: usize, end: usize, more: Shape) -> usize {
        let mut shape = self.shape(start, end);
        shape.set(more);
        self.look_up_later(start, end);
        self.push_symbol(Kind::Word, start, end, UNKNOWN, shape)
    }

    /// Has the next token's word, which stands at `start..end`, looked up with the next batch.
    fn look_up_later(&mut self, start: usize, end: usize) {
        self.queries[self.count] = self.vocabulary.query(&self.text[start..end]);
        self.waiting[self.count] = (self.tokens.len() as u32, Span::new(start, end));
        self.count += 1;
    }

    fn look_up_waiting(&mut self) {
        let answers = self.vocabulary.answer(&self.queries);
        for (&(token, span), answer) in self.waiting[..self.count].iter().zip(answers) {
            let token = &mut self.tokens[token as usize];
            (token.symbol, token.marks) = answer.unwrap_or_else(|| self.vocabulary.look_up(span.of(self.text)));
        }
        self.count = 0;
    }

    fn shape(&self, start: usize, end: usize) -> Shape {
        let mut shape = Shape::default();
        let word = &self.bytes[start..end];
        if word[0].is_ascii_lowercase() {
            return shape;
        }
        if word.is_ascii() {
            if word[0].is_ascii_uppercase() {
                shape.set(Shape::CAPITAL);
                if word.len() > 1
                    && !word.iter().any(u8::is_ascii_lowercase)
                    && word[1..].iter().any(u8::is_ascii_uppercase)
                {
                    shape.set(Shape::UPPER);
                }
            }
            return shape;
        }
        let mut letters = self.text[start..end].chars().filter(|c| c.is_alphabetic());
        if letters.next().is_some_and(char::is_uppercase) {
            shape.set(Shape::CAPITAL);
            let mut rest = letters.peekable();
            if rest.peek().is_some() && rest.all(char::is_uppercase) {
                shape.set(Shape::UPPER);
            }
        }
        shape
    }

    /// A character outside ASCII.
    fn other(&mut self, at: usize) -> usize {
        let Some(c) = self.char_at(at) else { return self.text.len() };
        let end = at + c.len_utf8();
        match c {
            '“' | '„' | '‟' | '«' | '\u{300c}' | '\u{300e}' | '\u{275d}' => {
                self.mark(at, end, false, Side::Opening)
            }
            '”' | '»' | '\u{300d}' | '\u{300f}' | '\u{275e}' => self.mark(at, end, false, Side::Closing),
            '＂' | '″' => self.mark(at, end, false, Side::Either),
            '‘' | '‚' | '‹' => self.mark(at, end, true, Side::Opening),
            '’' | '›' => self.mark(at, end, true, Side::Closing),
            '…' => self.push(Kind::Ellipsis, at, end),
            '–' | '—' | '―' | '−' | '‒' => self.push(Kind::Dash, at, end),
            '\u{2010}' | '\u{2011}' => self.push(Kind::Hyphen, at, end),
            '。' | '！' | '？' => self.push(Kind::Stop, at, end),
            '，' => self.push(Kind::Comma, at, end),
            '：' => self.push(Kind::Colon, at, end),
            '\u{2028}' | '\u{85}' => {
                self.gap(1);
                end
            }
            '\u{2029}' => {
                self.gap(2);
                end
            }
            c if c.is_whitespace() => {
                self.gap(0);
                end
            }
            c if is_invisible(c) => end,
            c if c.is_alphabetic() => self.word(at),
            c if c.is_numeric() => self.push(Kind::Number, at, end),
            _ => self.push(Kind::Sign, at, end),
        }
    }
}
