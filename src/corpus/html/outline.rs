//! What could be the article of a page: its blocks, links and text, well nested and shallow.
//!
//! Owns which elements of a page are kept. An element is judged when it ends, by its names and by what was seen inside;
//! which of the kept blocks are the article is not asked here. `elements.tsv` and `parts.tsv` list the names.

use super::markup::{Piece, Tag, is};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Kept, and judged when it ends.
    Block,
    /// The same; it ends where the next of its kind begins.
    Item,
    /// The same, inside a line.
    Inline,
    /// Kept, and its text told apart.
    Link,
    /// Has no content: kept as the end of a line.
    Break,
    /// Has no content: left out.
    Empty,
    /// Left out, but for its content.
    Plain,
    /// Left out with its content.
    Gone,
}

/// What an element is beside its fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Any,
    /// No part of an article where it is short, whatever it is called.
    Part,
    /// Holds the article, and is often called after what else it holds.
    Frame,
}

static ELEMENTS: LazyLock<FxHashMap<Name, (Fate, Role)>> = LazyLock::new(|| {
    let element = |row: &'static str| {
        let mut cells = row.split('\t');
        let written = cells.next()?;
        let fate = match cells.next()? {
            "container" => Fate::Block,
            "item" => Fate::Item,
            "inline" => Fate::Inline,
            "link" => Fate::Link,
            "newline" => Fate::Break,
            "void" => Fate::Empty,
            _ => Fate::Gone,
        };
        let role = match cells.next()? {
            "part" => Role::Part,
            "holder" => Role::Frame,
            _ => Role::Any,
        };
        Some((name(written), (fate, role)))
    };
    rows(include_str!("elements.tsv")).filter_map(element).collect()
});

/// The names of page parts that are not the article.
static PARTS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| rows(include_str!("parts.tsv")).filter_map(|row| row.split('\t').next()).collect());

/// The rows of a table below its header.
fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1)
}

fn element(name: &Name) -> (Fate, Role) {
    ELEMENTS.get(name).copied().unwrap_or((Fate::Plain, Role::Any))
}

/// The deepest nesting that is kept: deeper elements leave their text to those around them.
const DEEPEST: usize = 128;
/// The most elements that are kept: no article has so many, and the library takes its time with each.
const MOST_ELEMENTS: usize = 100_000;
/// How far up the open elements an end tag, or an item, looks for its like.
const FARTHEST: usize = 256;
const NEAR: usize = 8;
/// The longest part, in bytes, that its name alone makes furniture: a part may be called after one thing it holds.
const LONGEST_PART: usize = 1_200;
/// The longest class or identifier that is kept.
const LONGEST_NAME: usize = 500;
/// The most character references in one stretch of text: each makes the library copy the stretch.
const MOST_REFERENCES: usize = 1_000;
/// The most line breaks one behind the other: more part no more than two do.
const MOST_BREAKS: usize = 2;
/// An article this many times shorter than one before it is a teaser of another page.
const TEASER: usize = 4;

/// An element's name in small letters; no longer one is told apart.
type Name = [u8; 10];

fn name(written: &str) -> Name {
    let mut name = Name::default();
    if written.len() <= name.len() {
        for (small, own) in name.iter_mut().zip(written.bytes()) {
            *small = own.to_ascii_lowercase();
        }
    }
    name
}

fn spelled(name: &Name) -> &str {
    let end = name.iter().position(|b| *b == 0).unwrap_or(name.len());
    std::str::from_utf8(&name[..end]).unwrap_or_default()
}

/// An element that has begun.
struct Open {
    name: Name,
    fate: Fate,
    /// Are its tags in the outline?
    kept: bool,
    hidden: bool,
    furniture: bool,
    /// Where it begins in the outline.
    start: usize,
    /// The bytes of text in it.
    text: usize,
    /// The outline's count of references where it begins.
    references: usize,
}

/// An outline being drawn.
#[derive(Default)]
pub(super) struct Outline {
    html: String,
    open: Vec<Open>,
    /// How many of the open elements are left out with their content, are kept, are articles.
    gone: usize,
    kept: usize,
    articles: usize,
    /// How many elements were kept so far.
    elements: usize,
    /// The length of the longest article so far that stands in no other.
    longest_article: usize,
    /// The character references since the last tag.
    references: usize,
    /// The line breaks since the last word or other tag.
    breaks: usize,
}

impl Outline {
    /// Draws the next piece of the page.
    pub fn see(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Text(text) if self.gone == 0 => self.text(text),
            Piece::Open(tag) => self.begin(tag),
            Piece::Close(written) => self.end(name(written)),
            Piece::Text(_) | Piece::Raw(..) => {}
        }
    }

    /// The outline as HTML.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.html
    }

    fn text(&mut self, text: &str) {
        self.references += text.matches(['&', '<', '\0']).count();
        if self.references > MOST_REFERENCES {
            return;
        }
        let words = text.trim().len();
        if let Some(open) = self.open.last_mut() {
            open.text += words;
        }
        self.breaks = if words > 0 { 0 } else { self.breaks };
        // Only its first character can be a `<`.
        let rest = text.strip_prefix('<');
        self.html.push_str(rest.map_or("", |_| "&lt;"));
        self.html.push_str(rest.unwrap_or(text));
    }

    fn begin(&mut self, tag: Tag<'_>) {
        let name = name(tag.name);
        let (mut fate, role) = element(&name);
        match fate {
            Fate::Empty => return,
            Fate::Break if self.gone > 0 || self.breaks == MOST_BREAKS || self.elements == MOST_ELEMENTS => return,
            Fate::Break => {
                let breaks = self.breaks + 1;
                self.tag(["<", "br", ">"]);
                self.breaks = breaks;
                self.elements += 1;
                return;
            }
            Fate::Item | Fate::Link => self.end_like(name),
            Fate::Block if self.open.last().is_some_and(|open| spelled(&open.name) == "p") => self.close(),
            _ => {}
        }
        let hidden = is_hidden(tag);
        let furniture = role == Role::Part || role == Role::Any && is_part(tag);
        if fate == Fate::Inline && !hidden && !furniture {
            fate = Fate::Plain;
        }
        let has_room = self.kept < DEEPEST && self.elements < MOST_ELEMENTS;
        let kept = !matches!(fate, Fate::Gone | Fate::Plain) && self.gone == 0 && has_room;
        self.elements += usize::from(kept);
        self.gone += usize::from(fate == Fate::Gone);
        self.kept += usize::from(kept);
        self.articles += usize::from(spelled(&name) == "article");
        self.open.push(Open {
            name,
            fate,
            kept,
            hidden,
            furniture,
            start: self.html.len(),
            text: 0,
            references: self.references,
        });
        if kept {
            self.write(&name, tag, fate);
        }
    }

    fn tag(&mut self, parts: [&str; 3]) {
        self.html.extend(parts);
        (self.references, self.breaks) = (0, 0);
    }

    fn write(&mut self, name: &Name, tag: Tag<'_>, fate: Fate) {
        self.html.push('<');
        self.html.push_str(spelled(name));
        if fate == Fate::Link {
            // The library asks whether a link leads anywhere, not where.
            self.html.push_str(" href=\"/\"");
        }
        for (key, value) in tag.attributes() {
            if is(key, &["class", "id", "role", "itemprop"]) && value.len() < LONGEST_NAME && !value.contains('"') {
                self.html.extend([" ", key, "=\"", value, "\""]);
            }
        }
        self.html.push('>');
        (self.references, self.breaks) = (0, 0);
    }

    /// Ends the item before an item, unless a block has begun in between; a link ends a link.
    fn end_like(&mut self, name: Name) {
        let like = |open: &Open| open.name == name || open.fate == Fate::Block;
        let Some(back) = self.open.iter().rev().take(NEAR).position(like) else { return };
        if self.open[self.open.len() - 1 - back].name == name {
            (0..=back).for_each(|_| self.close());
        }
    }

    /// Ends the nearest element of this name. What is inside a line ends no block, and nothing in a cell ends the cell.
    fn end(&mut self, name: Name) {
        let inline = matches!(element(&name).0, Fate::Plain | Fate::Inline | Fate::Link);
        let table = matches!(spelled(&name), "tr" | "tbody" | "thead" | "table");
        for (back, open) in self.open.iter().rev().take(FARTHEST).enumerate() {
            if open.name == name {
                return (0..=back).for_each(|_| self.close());
            }
            let block = matches!(open.fate, Fate::Block | Fate::Item);
            if inline && block || !table && matches!(spelled(&open.name), "td" | "th") {
                return;
            }
        }
    }

    /// Ends the innermost element and judges it.
    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.gone -= usize::from(open.fate == Fate::Gone);
        self.kept -= usize::from(open.kept);
        let article = spelled(&open.name) == "article";
        self.articles -= usize::from(article);
        let teaser = article && self.articles == 0 && open.text < self.longest_article / TEASER;
        if open.kept && (open.hidden || teaser || open.furniture && open.text < LONGEST_PART) {
            self.references = open.references;
            return self.html.truncate(open.start);
        }
        if article && self.articles == 0 {
            self.longest_article = self.longest_article.max(open.text);
        }
        if open.kept {
            self.tag(["</", spelled(&open.name), ">"]);
        }
        if let Some(around) = self.open.last_mut() {
            around.text += open.text;
        }
    }
}

fn is_hidden(tag: Tag<'_>) -> bool {
    let unseen = |rule: &str| rule.split_whitespace().collect::<String>() == "display:none";
    tag.attributes().any(|(key, value)| {
        is(key, &["hidden"])
            || is(key, &["aria-hidden"]) && value == "true"
            || is(key, &["style"]) && value.split(';').any(unseen)
    })
}

/// Do its names say that it is no part of an article?
fn is_part(tag: Tag<'_>) -> bool {
    tag.attributes().any(|(key, value)| {
        is(key, &["class", "id", "itemprop", "rel", "role"]) && value.len() < LONGEST_NAME && words(value)
    })
}

/// Is one of the words of a name a part's? `photoCaption`, `photo-caption` and `photo__caption` have the same two.
fn words(value: &str) -> bool {
    let mut word = String::new();
    let mut small = false;
    for c in value.chars().chain([' ']) {
        if !c.is_ascii_alphanumeric() || small && c.is_ascii_uppercase() {
            if PARTS.contains(word.as_str()) {
                return true;
            }
            word.clear();
        }
        small = c.is_ascii_lowercase();
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
    }
    false
}
