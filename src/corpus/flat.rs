//! A row laid flat: what its fields hold, by column.
//!
//! Owns the way from a row, as serde tells it field by field, to its cells: an object hands its fields to the columns that stand
//! for them, and everything else is one cell. No value is made of the row in between; lists and what is passed
//! through become JSON by the writer of the records.

use super::columns::{Column, ColumnKind};
use crate::record::write_json;
use serde::ser::{Impossible, Serialize, SerializeMap, SerializeStruct, Serializer};
use std::fmt::Error;
use std::ops::Range;
use std::sync::Arc;

/// An error says that a cell of its kind cannot hold the value as it is.
type Result<T = ()> = std::result::Result<T, Error>;

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell<'f> {
    /// Nothing.
    Empty,
    /// A text, in UTF-8.
    Text(&'f [u8]),
    /// A whole number.
    Whole(i64),
    /// A number.
    Real(f64),
    /// True or false.
    Truth(bool),
}

/// A row, flat. The next one takes its room.
#[derive(Clone, Debug)]
pub(super) struct Flat {
    columns: Arc<[Column]>,
    cells: Vec<Held>,
    /// All texts, one behind the other.
    texts: Vec<u8>,
}

/// A cell whose text stands among the others.
#[derive(Clone, Debug)]
enum Held {
    Empty,
    Text(Range<usize>),
    Whole(i64),
    Real(f64),
    Truth(bool),
}

impl Flat {
    pub(super) fn new(columns: Arc<[Column]>) -> Flat {
        Flat { columns, cells: Vec::new(), texts: Vec::new() }
    }

    pub(super) fn columns(&self) -> &Arc<[Column]> {
        &self.columns
    }

    /// Takes a row in.
    pub(super) fn lay(&mut self, row: &impl Serialize) {
        self.texts.clear();
        self.cells.clear();
        self.cells.resize(self.columns.len(), Held::Empty);
        self.fill(0..self.columns.len(), 0, row);
    }

    /// The cells of the row, in the order of the columns.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        self.cells.iter().map(|held| match held {
            Held::Empty => Cell::Empty,
            Held::Text(text) => Cell::Text(&self.texts[text.clone()]),
            Held::Whole(number) => Cell::Whole(*number),
            Held::Real(number) => Cell::Real(*number),
            Held::Truth(truth) => Cell::Truth(*truth),
        })
    }

    /// Takes in a value that stands behind so many names of the path of these columns.
    fn fill<T: Serialize + ?Sized>(&mut self, columns: Range<usize>, depth: usize, value: &T) {
        let at = columns.start;
        let kind = self.columns.get(at).filter(|column| column.path.len() == depth).map(|column| column.kind);
        let told = match kind {
            Some(ColumnKind::Json) => Err(Error),
            kind => value.serialize(Filler { flat: self, columns, depth, kind }),
        };
        // What has no cell as it is has one as JSON, where that is a text.
        if told.is_err() && matches!(kind, Some(ColumnKind::Json | ColumnKind::Text)) {
            let start = self.texts.len();
            write_json(&mut self.texts, value);
            if self.texts[start..] != *b"null" {
                self.cells[at] = Held::Text(start..self.texts.len());
            }
        }
    }
}

/// Takes a value in: into one cell, of a kind, or as an object into those of its fields.
struct Filler<'f> {
    flat: &'f mut Flat,
    columns: Range<usize>,
    depth: usize,
    kind: Option<ColumnKind>,
}

/// An object that tells its fields.
struct Fields<'f> {
    object: Filler<'f>,
    /// The column behind those of the last field: fields mostly come in the order of their columns.
    next: usize,
    /// The name of a field that comes apart from its value, as JSON.
    name: Vec<u8>,
}

impl<'f> Filler<'f> {
    fn hold(self, cell: Held) -> Result {
        self.flat.cells[self.columns.start] = cell;
        Ok(())
    }

    fn whole(self, number: impl TryInto<i64>) -> Result {
        match (self.kind, number.try_into()) {
            (Some(ColumnKind::Whole), Ok(number)) => self.hold(Held::Whole(number)),
            (Some(ColumnKind::Real), Ok(number)) => self.hold(Held::Real(number as f64)),
            _ => Err(Error),
        }
    }

    fn fields(self) -> Result<Fields<'f>> {
        let next = self.columns.start;
        if self.kind.is_none() { Ok(Fields { object: self, next, name: Vec::new() }) } else { Err(Error) }
    }
}

impl Fields<'_> {
    /// Takes a field in; one that no column stands for is left out.
    fn field<T: Serialize + ?Sized>(&mut self, name: &[u8], value: &T) {
        let Filler { flat, columns, depth, .. } = &mut self.object;
        let all = &flat.columns;
        let is_named = |at: &usize| all[*at].path[*depth].as_bytes() == name;
        let Some(start) = (self.next..columns.end).chain(columns.start..self.next).find(is_named) else { return };
        let end = (start..columns.end).find(|at| !is_named(at)).unwrap_or(columns.end);
        self.next = end;
        flat.fill(start..end, *depth + 1, value);
    }
}

/// Whole numbers of any size.
macro_rules! wholes {
    ($($method:ident $type:ty),*) => {$(
        fn $method(self, value: $type) -> Result {
            self.whole(value)
        }
    )*};
}

impl<'f> Serializer for Filler<'f> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Impossible<(), Error>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Fields<'f>;
    type SerializeStruct = Fields<'f>;
    type SerializeStructVariant = Impossible<(), Error>;

    wholes!(
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64
    );
    fn serialize_bool(self, value: bool) -> Result {
        if self.kind == Some(ColumnKind::Truth) { self.hold(Held::Truth(value)) } else { Err(Error) }
    }
    fn serialize_f32(self, value: f32) -> Result {
        self.serialize_f64(value.into())
    }
    fn serialize_f64(self, value: f64) -> Result {
        let is_held = self.kind == Some(ColumnKind::Real) && value.is_finite();
        if is_held { self.hold(Held::Real(value)) } else { Err(Error) }
    }
    fn serialize_char(self, value: char) -> Result {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, value: &str) -> Result {
        if self.kind != Some(ColumnKind::Text) {
            return Err(Error);
        }
        let start = self.flat.texts.len();
        self.flat.texts.extend_from_slice(value.as_bytes());
        let text = start..self.flat.texts.len();
        self.hold(Held::Text(text))
    }
    fn serialize_bytes(self, _: &[u8]) -> Result {
        Err(Error)
    }
    fn serialize_none(self) -> Result {
        Ok(())
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result {
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result {
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &str, _: u32, _: &str, _: &T) -> Result {
        Err(Error)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq> {
        Err(Error)
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple> {
        Err(Error)
    }
    fn serialize_tuple_struct(self, _: &str, _: usize) -> Result<Self::SerializeTupleStruct> {
        Err(Error)
    }
    fn serialize_tuple_variant(self, _: &str, _: u32, _: &str, _: usize) -> Result<Self::SerializeTupleVariant> {
        Err(Error)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Fields<'f>> {
        self.fields()
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'f>> {
        self.fields()
    }
    fn serialize_struct_variant(self, _: &str, _: u32, _: &str, _: usize) -> Result<Self::SerializeStructVariant> {
        Err(Error)
    }
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result {
        self.field(name.as_bytes(), value);
        Ok(())
    }

    fn end(self) -> Result {
        Ok(())
    }
}

/// A struct tells its fields so where those of another are among them.
impl SerializeMap for Fields<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result {
        self.name.clear();
        write_json(&mut self.name, name);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result {
        let written = std::mem::take(&mut self.name);
        // The names of columns hold nothing that JSON writes in another way.
        if let [b'"', name @ .., b'"'] = &*written {
            self.field(name, value);
        }
        self.name = written;
        Ok(())
    }

    fn end(self) -> Result {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::SCHEMAS;
    use super::super::columns::columns;
    use super::*;
    use serde_json::{Value, json};

    /// The cells of a row of this table, by the names of their columns, but for the empty ones.
    fn laid(table: &str, row: &Value) -> Vec<(String, String)> {
        let (_, schema) = SCHEMAS.iter().find(|(name, _)| *name == table).unwrap();
        let mut flat = Flat::new(columns(&schema()).into());
        flat.lay(&json!({"id": 3, "text": "of the row before"}));
        flat.lay(row);
        let shown = |cell| match cell {
            Cell::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
            other => format!("{other:?}"),
        };
        let cells = flat.columns.iter().zip(flat.cells()).filter(|(_, cell)| *cell != Cell::Empty);
        cells.map(|(column, cell)| (column.name.clone(), shown(cell))).collect()
    }

    #[test]
    fn the_fields_of_objects_are_cells_and_lists_are_json() {
        let row = json!({"article": 7, "kind": null, "tone": -0.2, "id": 0, "spans": [{"start": 1, "end": 4}], "cue": null, "flags": [],
            "speaker": {"start": 12, "name": "Ana Novak", "role": "a \"baker\""}, "extra": {"a": {"b": [1.0, "c"]}}, "unheard": 1});
        let expected = [
            ("article", "7"),
            ("id", "Whole(0)"),
            ("spans", r#"[{"start":1,"end":4}]"#),
            ("speaker_start", "Whole(12)"),
            ("speaker_name", "Ana Novak"),
            ("speaker_role", "a \"baker\""),
            ("tone", "Real(-0.2)"),
            ("flags", "[]"),
            ("extra", r#"{"a":{"b":[1.0,"c"]}}"#),
        ];
        assert_eq!(laid("quotes", &row), expected.map(|(name, cell)| (name.to_owned(), cell.to_owned())));
    }

    #[test]
    fn what_is_of_another_kind_has_no_cell_but_in_a_text() {
        let row = json!({"id": [1, {"a": null}], "date": true, "title": 1.5, "quotes": "two", "stances": u64::MAX, "extra": null});
        let expected = [("id", r#"[1,{"a":null}]"#), ("date", "true"), ("title", "1.5")];
        assert_eq!(laid("articles", &row), expected.map(|(name, cell)| (name.to_owned(), cell.to_owned())));
        let row = json!({"self": true, "holder": "nobody", "target": {"name": {"a": 1}, "kind": "person"}, "score": 1});
        let expected =
            [("target_kind", "person"), ("target_name", r#"{"a":1}"#), ("score", "Real(1.0)"), ("self", "Truth(true)")];
        assert_eq!(laid("stances", &row), expected.map(|(name, cell)| (name.to_owned(), cell.to_owned())));
    }
}
