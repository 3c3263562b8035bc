//! Cutting a text into words, numbers and marks: one pass over the bytes, ASCII first.
//!
//! Tokens never change the text and never overlap; what lies between two of them is white space or invisible. Possessive
//! and contracted endings (`'s`, `n't`) are tokens of their own; hyphens split words; an acronym (`U.S.`), an initial
//! (`W.`) and a listed abbreviation keep their period.

use super::fold::is_invisible;
use super::key::{Key, Run};
use super::kind::{Kind, Mark, Shape, Side};
use super::phrase::Followers;
use super::symbol::Known;
use super::{Orthography, Span, Symbol, Token, Vocabulary};

/// The tokens of a text, and where those few stand that later passes look at, so that none of them walks all tokens.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut {
    pub(super) tokens: Vec<Token>,
    /// The tokens with a line break before them.
    pub(super) lines: Vec<u32>,
    /// What may end a sentence: stops, ellipses, words with a period of their own.
    pub(super) stops: Vec<u32>,
    /// The quotation marks.
    pub(super) marks: Vec<u32>,
}

impl Cut {
    /// Cuts `text` into tokens.
    pub(super) fn of(text: &str, orthography: &Orthography, vocabulary: &Vocabulary) -> Cut {
        let room = |bytes_each: usize| text.len() / bytes_each + 8;
        let cut = Cut {
            tokens: Vec::with_capacity(room(5)),
            lines: Vec::with_capacity(room(100)),
            stops: Vec::with_capacity(room(100)),
            marks: Vec::with_capacity(room(100)),
        };
        let mut cutter = Cutter {
            text,
            bytes: text.as_bytes(),
            orthography,
            vocabulary,
            cut,
            next: Vec::with_capacity(room(5)),
            before: Shape::default(),
            keys: [Key::default(); BATCH],
            waiting: [0; BATCH],
            count: 0,
        };
        let mut at = 0;
        while at < text.len() {
            at = cutter.step(at);
        }
        cutter.look_up_waiting();
        vocabulary.find_phrases(&mut cutter.cut.tokens, &cutter.next);
        cutter.cut
    }
}

/// How many words are looked up together.
const BATCH: usize = 32;

struct Cutter<'t> {
    text: &'t str,
    bytes: &'t [u8],
    orthography: &'t Orthography,
    vocabulary: &'t Vocabulary,
    cut: Cut,
    /// By token: what may follow it in a phrase.
    next: Vec<Followers>,
    /// What stands between the last token and the place read now.
    before: Shape,
    /// The words not yet looked up, `count` of them.
    keys: [Key; BATCH],
    /// For each, the index of its token.
    waiting: [u32; BATCH],
    count: usize,
}

impl<'t> Cutter<'t> {
    /// Reads one token or a run of white space at `at`; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        let byte = self.bytes[at];
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => self.ascii_word(at),
            b' ' | b'\t' | b'\x0b' | b'\x0c' => self.gap(at + 1, 0),
            b'\n' => self.gap(at + 1, 1),
            b'\r' => self.gap(at + 1, usize::from(self.bytes.get(at + 1) != Some(&b'\n'))),
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

    /// White space that ends at `end` and breaks so many lines.
    fn gap(&mut self, end: usize, lines: usize) -> usize {
        if lines >= 2 || lines == 1 && self.before.has(Shape::LINE) {
            self.before.set(Shape::BLANK);
        }
        if lines >= 1 {
            self.before.set(Shape::LINE);
        }
        self.before.set(Shape::SPACED);
        end
    }

    #[inline(never)]
    fn push(&mut self, kind: Kind, start: usize, end: usize) -> usize {
        let next = self.cut.tokens.len() as u32;
        match kind {
            Kind::Stop | Kind::Ellipsis => self.cut.stops.push(next),
            Kind::Mark(_) => self.cut.marks.push(next),
            _ => {}
        }
        self.push_symbol(kind, start, end, Known::NOTHING, Shape::default())
    }

    #[inline(always)]
    fn push_symbol(&mut self, kind: Kind, start: usize, end: usize, word: Known, mut shape: Shape) -> usize {
        shape.set(self.before);
        self.before = Shape::default();
        if shape.has(Shape::LINE) {
            self.cut.lines.push(self.cut.tokens.len() as u32);
        }
        self.cut.tokens.push(Token::new(Span::new(start, end), &word, kind, shape));
        self.next.push(word.next);
        end
    }

    /// A word whose key is known, which has no period of its own. It is looked up with its batch.
    #[inline(always)]
    fn push_key(&mut self, start: usize, end: usize, key: Key, shape: Shape) -> usize {
        if self.count == BATCH {
            self.look_up_waiting();
        }
        self.keys[self.count] = key;
        self.waiting[self.count] = self.cut.tokens.len() as u32;
        self.count += 1;
        self.push_symbol(Kind::Word, start, end, Known::NOTHING, shape)
    }

    #[inline(never)]
    fn look_up_waiting(&mut self) {
        let mut found = [Known::NOTHING; BATCH];
        self.vocabulary.get_all(&self.keys, &mut found);
        for (&token, &found) in self.waiting[..self.count].iter().zip(&found) {
            self.next[token as usize] = found.next;
            self.cut.tokens[token as usize].know(&found);
        }
        self.count = 0;
    }

    /// A token that is looked up as `word`.
    #[inline(never)]
    fn push_word(&mut self, kind: Kind, start: usize, end: usize, word: &str, shape: Shape) -> usize {
        if shape.has(Shape::PERIOD) {
            self.cut.stops.push(self.cut.tokens.len() as u32);
        }
        self.push_symbol(kind, start, end, self.vocabulary.look_up(word), shape)
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
        self.push_word(Kind::Word, at, end, &self.text[at + 1..end], Shape::of(&self.text[at + 1..end]))
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
        self.push_word(Kind::Number, at, end, &self.text[at..end], Shape::default())
    }

    /// The end of the letters that start at `at`: alphabetic characters, the marks that combine with them, digits after
    /// the first letter, and what is not drawn.
    fn letters(&self, at: usize) -> usize {
        let mut end = at;
        loop {
            end = self.run(end, |b| b.is_ascii_alphanumeric());
            match self.bytes.get(end) {
                Some(b) if !b.is_ascii() && !self.is_punctuation(end) => {}
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

    /// A word that begins with an ASCII letter. Nearly all are a run of few letters with nothing behind it that might
    /// belong to it: those are settled here, and the space behind them.
    #[inline]
    fn ascii_word(&mut self, at: usize) -> usize {
        let Some(run) = Run::read(self.bytes, at) else { return self.word(at) };
        let end = at + run.length;
        match self.bytes.get(end) {
            Some(b' ') => {
                self.push_key(at, end, run.key, run.shape);
                self.before = Shape::SPACED;
                end + 1
            }
            Some(b'.') if run.length > 1 => {
                let found = self.vocabulary.get(run.key_with(b'.'));
                match self.is_abbreviation(at, found.symbol) {
                    true => self.push_abbreviation(at, end, found),
                    false => self.push_key(at, end, run.key, run.shape),
                }
            }
            Some(b'.' | b'\'' | b':' | b'0'..=b'9') => self.word(at),
            Some(0x80..) if !self.is_punctuation(end) || self.apostrophe_width(end) > 0 => self.word(at),
            _ => self.push_key(at, end, run.key, run.shape),
        }
    }

    /// Does one of the dashes, quotation marks and dots stand at `at` that Unicode keeps together (U+2010 to U+2027)? They
    /// are most of what stands right behind a word and is not ASCII, and no word goes on with them, apostrophes aside.
    fn is_punctuation(&self, at: usize) -> bool {
        matches!(self.bytes[at..], [0xe2, 0x80, 0x90..=0xa7, ..])
    }

    fn is_abbreviation(&self, at: usize, symbol: Symbol) -> bool {
        self.orthography.is_abbreviation(symbol, !self.bytes[at].is_ascii_lowercase())
    }

    /// The abbreviation whose period stands at `end`.
    fn push_abbreviation(&mut self, at: usize, end: usize, found: Known) -> usize {
        let mut shape = Shape::of(&self.text[at..end]);
        shape.set(Shape::PERIOD);
        self.cut.stops.push(self.cut.tokens.len() as u32);
        self.push_symbol(Kind::Word, at, end + 1, found, shape)
    }

    #[inline(never)]
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
                return self.push_letters(at, last, Shape::PERIOD);
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
            if let Some((split, clitic)) = self.clitic(at, end, width, next) {
                let mut shape = Shape::of(&self.text[split..next]);
                if split > at {
                    self.push_letters(at, split, Shape::default());
                    shape.set(Shape::CLITIC);
                }
                return self.push_key(split, next, Key::of(clitic.as_bytes()), shape);
            }
            end = next;
        }
        if self.bytes.get(end) == Some(&b'.') {
            let found = self.vocabulary.look_up(&self.text[at..=end]);
            if self.is_abbreviation(at, found.symbol) {
                return self.push_abbreviation(at, end, found);
            }
        }
        self.push_letters(at, end, Shape::default())
    }

    /// The clitic that ends the word `at..next`, whose apostrophe of `width` bytes stands at `apostrophe`, and where it
    /// begins.
    fn clitic(&self, at: usize, apostrophe: usize, width: usize, next: usize) -> Option<(usize, &'t str)> {
        let orthography = self.orthography;
        let tail = &self.bytes[apostrophe + width..next];
        orthography.clitics.iter().find_map(|clitic| {
            let (head, rest) = clitic.as_bytes().split_at(clitic.find('\'')?);
            let start = apostrophe.checked_sub(head.len()).filter(|&start| start >= at)?;
            (self.bytes[start..apostrophe].eq_ignore_ascii_case(head) && tail.eq_ignore_ascii_case(&rest[1..]))
                .then_some((start, clitic.as_str()))
        })
    }

    fn followed_by_capital(&self, at: usize) -> bool {
        self.bytes.get(at) == Some(&b' ') && self.char_at(at + 1).is_some_and(char::is_uppercase)
    }

    fn push_letters(&mut self, start: usize, end: usize, more: Shape) -> usize {
        let mut shape = Shape::of(&self.text[start..end]);
        shape.set(more);
        self.push_word(Kind::Word, start, end, &self.text[start..end], shape)
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
            '\u{2028}' | '\u{85}' => self.gap(end, 1),
            '\u{2029}' => self.gap(end, 2),
            c if c.is_whitespace() => self.gap(end, 0),
            c if is_invisible(c) => end,
            c if c.is_alphabetic() => self.word(at),
            c if c.is_numeric() => self.push(Kind::Number, at, end),
            _ => self.push(Kind::Sign, at, end),
        }
    }
}
