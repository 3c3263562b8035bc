//! Markup as it stands: tags and the text between them, in one pass over any bytes, however broken.
//!
//! Owns the tokens of HTML and refuses its tree: who is inside whom is `outline`'s question. Every step moves
//! forward, so a page is read in time that grows with its length alone.

use std::borrow::Cow;

/// One piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text, with its character references; it may hold a `<` that opens no tag.
    Text(&'a str),
    /// A start tag.
    Open(Tag<'a>),
    /// The name in an end tag, as it is written.
    Close(&'a str),
    /// What stands inside an element that holds no markup (`script`, `title`), with its start tag.
    Raw(Tag<'a>, &'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The element's name, as it is written.
    pub name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The attributes in their order: names as written, values with their character references.
    pub fn attributes(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || attribute(&mut rest))
    }

    /// The value of an attribute, its character references read and the spaces around it left out.
    pub fn get(self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self.attributes().find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        Some(decode(value.trim()))
    }
}

/// Is a name, in letters of any size, one of these?
pub(super) fn is(name: &str, any: &[&str]) -> bool {
    any.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// Reads the character references of some text.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if text.contains('&') { html_escape::decode_html_entities(text) } else { Cow::Borrowed(text) }
}

/// Elements whose content is no markup.
const RAW: [&str; 8] = ["script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"];

/// The pieces of a page.
pub(super) struct Pieces<'a> {
    rest: &'a str,
    /// The raw element whose content comes next.
    raw: Option<Tag<'a>>,
}

impl<'a> Pieces<'a> {
    /// Of this page.
    pub fn of(page: &'a str) -> Pieces<'a> {
        Pieces { rest: page, raw: None }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// The content of a raw element up to its end tag, or to the end of a page that has none.
    fn raw(&mut self, tag: Tag<'a>) -> Piece<'a> {
        let mut from = 0;
        let end = loop {
            let Some(at) = self.rest[from..].find("</").map(|at| from + at) else { break self.rest.len() };
            let name = &self.rest.as_bytes()[at + 2..];
            if name.len() >= tag.name.len() && name[..tag.name.len()].eq_ignore_ascii_case(tag.name.as_bytes()) {
                break at;
            }
            from = at + 2;
        };
        Piece::Raw(tag, self.take(end))
    }

    fn open(&mut self) -> Option<Piece<'a>> {
        self.take(1);
        let name = self.take_name();
        let inside = self.rest;
        while attribute(&mut self.rest).is_some() {}
        let attributes = &inside[..inside.len() - self.rest.len()];
        if self.rest.is_empty() {
            return None;
        }
        self.take(1);
        let tag = Tag { name, attributes };
        if is(name, &RAW) {
            self.raw = Some(tag);
            return self.next();
        }
        Some(Piece::Open(tag))
    }

    fn take_name(&mut self) -> &'a str {
        let end = self.rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        self.take(end.unwrap_or(self.rest.len()))
    }

    /// Passes over everything up to and with `end`; over the rest of the page where it is missing.
    fn skip_past(&mut self, end: &str) {
        let length = self.rest.find(end).map_or(self.rest.len(), |at| at + end.len());
        self.take(length);
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(tag) = self.raw.take() {
            return Some(self.raw(tag));
        }
        loop {
            let bytes = self.rest.as_bytes();
            match (bytes.first()?, bytes.get(1)) {
                (b'<', Some(c)) if c.is_ascii_alphabetic() => return self.open(),
                (b'<', Some(b'/')) if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                    self.take(2);
                    let name = self.take_name();
                    self.skip_past(">");
                    return Some(Piece::Close(name));
                }
                (b'<', Some(b'!')) if self.rest.starts_with("<!--") => self.skip_past("-->"),
                (b'<', Some(b'!' | b'?' | b'/')) => self.skip_past(">"),
                (first, _) => {
                    let from = usize::from(*first == b'<');
                    let end = self.rest[from..].find('<').map_or(self.rest.len(), |at| from + at);
                    return Some(Piece::Text(self.take(end)));
                }
            }
        }
    }
}

/// The next attribute of a tag; nothing where the tag ends, and `rest` then begins with its `>` or is empty.
fn attribute<'a>(rest: &mut &'a str) -> Option<(&'a str, &'a str)> {
    fn cut<'a>(rest: &mut &'a str, end: impl FnMut(char) -> bool) -> &'a str {
        let (taken, left) = rest.split_at(rest.find(end).unwrap_or(rest.len()));
        *rest = left;
        taken
    }
    let space = |c: char| c.is_ascii_whitespace();
    *rest = rest.trim_start_matches(|c: char| space(c) || c == '/');
    if rest.is_empty() || rest.starts_with('>') {
        return None;
    }
    // A name may begin with `=`, so at least one character is taken.
    let whole = *rest;
    *rest = rest.strip_prefix('=').unwrap_or(rest);
    cut(rest, |c| space(c) || matches!(c, '/' | '>' | '='));
    let name = &whole[..whole.len() - rest.len()];
    let Some(value) = rest.trim_start_matches(space).strip_prefix('=') else { return Some((name, "")) };
    *rest = value.trim_start_matches(space);
    let value = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            *rest = &rest[1..];
            let value = cut(rest, |c| c == quote);
            *rest = rest.get(1..).unwrap_or_default();
            value
        }
        _ => cut(rest, |c| space(c) || c == '>'),
    };
    Some((name, value))
}
