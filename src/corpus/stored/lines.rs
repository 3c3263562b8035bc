//! Rows as lines of JSON.

use super::{Asked, Block, Blocks, Cell, Held};
use crate::corpus::columns::{Column, ColumnKind};
use crate::error::{self, Error};
use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

/// How many bytes a block has, about.
const BLOCK: usize = 4 << 20;

/// Whole lines.
pub(super) struct Lines {
    bytes: Vec<u8>,
    /// The number of the first, from 1.
    first: usize,
}

pub(super) fn blocks(path: &Path, asked: Asked) -> error::Result<Blocks> {
    let file: Arc<str> = path.display().to_string().into();
    let open = File::open(path).map_err(|cause| Error::io(&*file, &cause))?;
    let mut reader = BufReader::with_capacity(1 << 16, open);
    let mut first = 1;
    // The line that begins the next article, read already.
    let mut next = Vec::new();
    Ok(Box::new(std::iter::from_fn(move || {
        let cut = cut(&mut reader, &mut next, &asked);
        let bytes = match cut {
            Ok(bytes) if bytes.is_empty() => return None,
            Ok(bytes) => bytes,
            Err(cause) => return Some(Err(Error::io(&*file, &cause))),
        };
        let lines = Lines { first, bytes };
        first += memchr::memchr_iter(b'\n', &lines.bytes).count();
        Some(Ok(Block { file: Arc::clone(&file), asked: Arc::clone(&asked), held: Held::Lines(lines) }))
    })))
}

/// The next block: some bytes, the rest of the last line, and what other lines its article has.
fn cut(reader: &mut impl BufRead, next: &mut Vec<u8>, asked: &Asked) -> io::Result<Vec<u8>> {
    let mut bytes = std::mem::take(next);
    reader.by_ref().take(BLOCK as u64).read_to_end(&mut bytes)?;
    if bytes.last().is_some_and(|&last| last != b'\n') {
        reader.read_until(b'\n', &mut bytes)?;
    }
    let last = memchr::memrchr(b'\n', &bytes[..bytes.len().saturating_sub(1)]).map_or(0, |at| at + 1);
    let article = article(&bytes[last..], asked);
    while reader.read_until(b'\n', next)? > 0 && self::article(next, asked) == article {
        bytes.append(next);
    }
    Ok(bytes)
}

/// Which article a line belongs to; nothing where it cannot be read, of which the block's reader tells.
fn article(line: &[u8], asked: &Asked) -> Option<String> {
    let tree = Tree::of(&asked[..1]);
    let mut cells = [Cell::Empty];
    tree.read(str::from_utf8(line).ok()?, &mut cells).ok()?;
    match &cells[0] {
        Cell::Text(article) => Some(article.to_string()),
        _ => None,
    }
}

impl Lines {
    pub(super) fn each(&self, asked: &[Option<Column>], mut row: impl FnMut(&[Cell])) -> error::Result<()> {
        let failed = |cause: String, line| Error::record(cause).at_line(self.first + line);
        let text = str::from_utf8(&self.bytes).map_err(|cause| {
            let before = &self.bytes[..cause.valid_up_to()];
            failed(cause.to_string(), memchr::memchr_iter(b'\n', before).count())
        })?;
        let tree = Tree::of(asked);
        let mut cells = vec![Cell::Empty; asked.len()];
        let ends = memchr::memchr_iter(b'\n', &self.bytes).map(|end| end + 1);
        let mut start = 0;
        // The last line may have no end.
        for (number, end) in ends.chain([self.bytes.len()]).enumerate() {
            let line = &text[std::mem::replace(&mut start, end)..end];
            if line.is_empty() {
                continue;
            }
            cells.iter_mut().for_each(|cell| *cell = Cell::Empty);
            tree.read(line, &mut cells).map_err(|cause| failed(cause.to_string(), number))?;
            row(&cells);
        }
        Ok(())
    }
}

/// Where the columns stand in a row: the fields of an object by name.
#[derive(Default)]
struct Tree {
    fields: Vec<(String, Field)>,
    /// Which of them is expected next: the rows of a table have their fields in one order.
    next: std::cell::Cell<usize>,
}

enum Field {
    /// A column: its place among those that are asked for.
    Cell(usize, ColumnKind),
    Object(Tree),
}

impl Tree {
    fn of(asked: &[Option<Column>]) -> Tree {
        let mut tree = Tree::default();
        for (place, column) in asked.iter().enumerate() {
            if let Some(column) = column {
                tree.put(&column.path, Field::Cell(place, column.kind));
            }
        }
        tree
    }

    fn put(&mut self, path: &[String], field: Field) {
        let Some((name, rest)) = path.split_first() else { return };
        if rest.is_empty() {
            self.fields.push((name.clone(), field));
            return;
        }
        let place = self.fields.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.fields.push((name.clone(), Field::Object(Tree::default())));
            self.fields.len() - 1
        });
        if let Field::Object(tree) = &mut self.fields[place].1 {
            tree.put(rest, field);
        }
    }

    /// The field of a name.
    fn get(&self, name: &str) -> Option<&Field> {
        let expected = self.next.get();
        let is_named = |at: &usize| self.fields[*at].0 == name;
        let at = (expected..self.fields.len()).chain(0..expected).find(is_named)?;
        self.next.set(at + 1);
        Some(&self.fields[at].1)
    }

    fn read<'l>(&self, line: &'l str, cells: &mut [Cell<'l>]) -> serde_json::Result<()> {
        let mut json = serde_json::Deserializer::from_str(line);
        Row { tree: self, cells }.deserialize(&mut json)?;
        json.end()
    }
}

/// Fills the cells from an object.
struct Row<'t, 'l> {
    tree: &'t Tree,
    cells: &'t mut [Cell<'l>],
}

impl<'l> DeserializeSeed<'l> for Row<'_, 'l> {
    type Value = ();

    fn deserialize<D: Deserializer<'l>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'l> Visitor<'l> for Row<'_, 'l> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object or null")
    }

    fn visit_map<M: MapAccess<'l>>(self, mut object: M) -> Result<(), M::Error> {
        while let Some(field) = object.next_key_seed(Name(self.tree))? {
            match field {
                None => drop(object.next_value::<IgnoredAny>()?),
                Some(Field::Object(tree)) => object.next_value_seed(Row { tree, cells: &mut *self.cells })?,
                Some(Field::Cell(place, ColumnKind::Json)) => {
                    let json = object.next_value::<&RawValue>()?.get();
                    self.cells[*place] = if json == "null" { Cell::Empty } else { Cell::Text(Cow::Borrowed(json)) };
                }
                Some(Field::Cell(place, kind)) => self.cells[*place] = object.next_value_seed(Scalar(*kind))?,
            }
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Finds a field by its name.
struct Name<'t>(&'t Tree);

impl<'l, 't> DeserializeSeed<'l> for Name<'t> {
    type Value = Option<&'t Field>;

    fn deserialize<D: Deserializer<'l>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_str(self)
    }
}

impl<'t> Visitor<'_> for Name<'t> {
    type Value = Option<&'t Field>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.get(name))
    }
}

/// A cell of a kind.
struct Scalar(ColumnKind);

impl Scalar {
    fn number(&self, whole: Option<i64>, real: f64, text: impl ToString) -> Cell<'static> {
        match (self.0, whole) {
            (ColumnKind::Whole, Some(whole)) => Cell::Whole(whole),
            (ColumnKind::Real | ColumnKind::Whole, _) => Cell::Real(real),
            _ => Cell::Text(Cow::Owned(text.to_string())),
        }
    }
}

impl<'l> DeserializeSeed<'l> for Scalar {
    type Value = Cell<'l>;

    fn deserialize<D: Deserializer<'l>>(self, json: D) -> Result<Cell<'l>, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'l> Visitor<'l> for Scalar {
    type Value = Cell<'l>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text, a number, true, false or null")
    }

    fn visit_borrowed_str<E>(self, text: &'l str) -> Result<Cell<'l>, E> {
        Ok(Cell::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cell<'l>, E> {
        Ok(Cell::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Cell<'l>, E> {
        Ok(Cell::Truth(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Cell<'l>, E> {
        Ok(self.number(Some(number), number as f64, number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Cell<'l>, E> {
        Ok(self.number(i64::try_from(number).ok(), number as f64, number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Cell<'l>, E> {
        Ok(self.number(None, number, number))
    }

    fn visit_unit<E>(self) -> Result<Cell<'l>, E> {
        Ok(Cell::Empty)
    }
}
