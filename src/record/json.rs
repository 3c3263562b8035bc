//! JSON, written to memory: compact, byte for byte as serde_json writes it.
//!
//! Owns how a value becomes bytes, and nothing of what is written: the types of `output` say that. serde_json looks for
//! characters to escape in every key and letter by letter, and writes every number as any float; records are mostly keys,
//! which hold none, words, which are looked through eight bytes at a time, and thousandths. Writing was a fifth of a run.

use super::extra::Json;
use super::scalar::{float, string};
use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use std::fmt::Error;

type Result<T = ()> = std::result::Result<T, Error>;

/// Writes a value as JSON behind what is already there. Keys of maps are strings, as they are in all records.
pub fn write_json<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) {
    value.serialize(Writer(out)).expect("records hold string keys only, and memory takes every byte");
}

struct Writer<'o>(&'o mut Vec<u8>);

/// An array or object, open. A comma stands behind each of its parts, the last of which the closing bracket takes.
struct Open<'o> {
    out: &'o mut Vec<u8>,
    closing: &'static [u8],
}

impl<'o> Writer<'o> {
    #[inline]
    fn open(self, opening: u8, closing: &'static [u8]) -> Result<Open<'o>> {
        self.0.push(opening);
        Ok(Open { out: self.0, closing })
    }

    /// A variant with content: an object of its name alone.
    fn variant(self, name: &str, opening: u8, closing: &'static [u8]) -> Result<Open<'o>> {
        self.0.push(b'{');
        string(self.0, name);
        self.0.push(b':');
        self.open(opening, closing)
    }

    #[inline]
    fn whole(self, number: impl itoa::Integer) -> Result {
        self.0.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
        Ok(())
    }
}

impl Open<'_> {
    #[inline]
    fn part<T: Serialize + ?Sized>(&mut self, value: &T) -> Result {
        value.serialize(Writer(self.out))?;
        self.out.push(b',');
        Ok(())
    }

    /// A field of a struct: its name is Rust's, and so has nothing to escape. Inlined, its length is known.
    #[inline(always)]
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result {
        const ROOM: usize = 32;
        let end = name.len() + 1;
        if end + 2 > ROOM {
            self.out.push(b'"');
            self.out.extend_from_slice(name.as_bytes());
            self.out.extend_from_slice(b"\":");
            return self.part(value);
        }
        // Put together first, so that room is made once.
        let mut key = [b'"'; ROOM];
        key[1..end].copy_from_slice(name.as_bytes());
        key[end + 1] = b':';
        self.out.extend_from_slice(&key[..end + 2]);
        self.part(value)
    }

    #[inline]
    fn close(self) -> Result {
        if self.out.last() == Some(&b',') {
            self.out.pop();
        }
        self.out.extend_from_slice(self.closing);
        Ok(())
    }
}

impl<'o> Serializer for Writer<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'o>;
    type SerializeTuple = Open<'o>;
    type SerializeTupleStruct = Open<'o>;
    type SerializeTupleVariant = Open<'o>;
    type SerializeMap = Open<'o>;
    type SerializeStruct = Open<'o>;
    type SerializeStructVariant = Open<'o>;

    #[inline]
    fn serialize_bool(self, value: bool) -> Result {
        self.0.extend_from_slice(if value { stringify!(true) } else { stringify!(false) }.as_bytes());
        Ok(())
    }
    fn serialize_i8(self, value: i8) -> Result {
        self.whole(value)
    }
    fn serialize_i16(self, value: i16) -> Result {
        self.whole(value)
    }
    fn serialize_i32(self, value: i32) -> Result {
        self.whole(value)
    }
    fn serialize_i64(self, value: i64) -> Result {
        self.whole(value)
    }
    fn serialize_u8(self, value: u8) -> Result {
        self.whole(value)
    }
    fn serialize_u16(self, value: u16) -> Result {
        self.whole(value)
    }
    fn serialize_u32(self, value: u32) -> Result {
        self.whole(value)
    }
    fn serialize_u64(self, value: u64) -> Result {
        self.whole(value)
    }
    fn serialize_f32(self, value: f32) -> Result {
        self.0.extend_from_slice(serde_json::json!(value).to_string().as_bytes());
        Ok(())
    }
    fn serialize_f64(self, value: f64) -> Result {
        float(self.0, value);
        Ok(())
    }
    fn serialize_char(self, value: char) -> Result {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    #[inline]
    fn serialize_str(self, value: &str) -> Result {
        string(self.0, value);
        Ok(())
    }
    fn serialize_bytes(self, value: &[u8]) -> Result {
        self.collect_seq(value)
    }
    #[inline]
    fn serialize_none(self) -> Result {
        self.serialize_unit()
    }
    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result {
        value.serialize(self)
    }
    #[inline]
    fn serialize_unit(self) -> Result {
        self.0.extend_from_slice(b"null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result {
        self.serialize_unit()
    }
    /// A name, as those of fields.
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result {
        self.0.push(b'"');
        self.0.extend_from_slice(variant.as_bytes());
        self.0.push(b'"');
        Ok(())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result {
        if name == Json::NAME {
            return serde_json::to_writer(self.0, value).map_err(Error::custom);
        }
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result {
        let mut open = self.open(b'{', b"}")?;
        open.field(variant, value)?;
        open.close()
    }
    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'o>> {
        self.open(b'[', b"]")
    }
    fn serialize_tuple(self, _: usize) -> Result<Open<'o>> {
        self.open(b'[', b"]")
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'o>> {
        self.open(b'[', b"]")
    }
    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Open<'o>> {
        self.variant(variant, b'[', b"]}")
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Open<'o>> {
        self.open(b'{', b"}")
    }
    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'o>> {
        self.open(b'{', b"}")
    }
    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Open<'o>> {
        self.variant(variant, b'{', b"}}")
    }
}

/// The compounds of serde that are rows of parts (or of fields), each written alike.
macro_rules! compound {
    ($($compound:ident $method:ident ($($name:ident: $type:ty)?);)*) => {$(
        impl $compound for Open<'_> {
            type Ok = ();
            type Error = Error;

            #[inline(always)]
            fn $method<T: Serialize + ?Sized>(&mut self, $($name: $type,)? value: &T) -> Result {
                compound!(@write self value $($name)?)
            }

            #[inline]
            fn end(self) -> Result {
                self.close()
            }
        }
    )*};
    (@write $open:ident $value:ident) => { $open.part($value) };
    (@write $open:ident $value:ident $name:ident) => { $open.field($name, $value) };
}

compound! {
    SerializeSeq serialize_element ();
    SerializeTuple serialize_element ();
    SerializeTupleStruct serialize_field ();
    SerializeTupleVariant serialize_field ();
    SerializeStruct serialize_field (name: &'static str);
    SerializeStructVariant serialize_field (name: &'static str);
}

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result {
        let start = self.out.len();
        key.serialize(Writer(self.out))?;
        if self.out[start] != b'"' {
            return Err(Error::custom("a key that is no string"));
        }
        self.out.push(b':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result {
        self.part(value)
    }

    fn end(self) -> Result {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Serialize;
    use serde_json::{Value, json};

    fn written(value: &impl Serialize) -> String {
        let mut out = Vec::new();
        write_json(&mut out, value);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_written_as_serde_json_writes_them() {
        for thousandths in -1100..=1100 {
            let value = f64::from(thousandths) / 1000.0;
            assert_eq!(written(&value), serde_json::to_string(&value).unwrap());
        }
        for value in [-0.0, 0.1 + 0.2, 1e300, -1e300, -1e-9, 0.0005, f64::NAN, f64::INFINITY, 32.767, -32.768, -65.536]
        {
            assert_eq!(written(&value), serde_json::to_string(&value).unwrap());
        }
        assert_eq!(written(&(u64::MAX, i64::MIN, 0, 1.5f32)), "[18446744073709551615,-9223372036854775808,0,1.5]");
    }

    #[test]
    fn every_shape_of_serde_is_written_as_serde_json_writes_it() {
        #[derive(Serialize)]
        enum Shape {
            Unit,
            Newtype(Option<char>),
            Tuple(u8, ()),
            Struct { a: Vec<u8>, b: bool },
        }
        let shapes =
            [Shape::Unit, Shape::Newtype(Some('"')), Shape::Tuple(1, ()), Shape::Struct { a: vec![], b: true }];
        assert_eq!(written(&shapes), serde_json::to_string(&shapes).unwrap());
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            "[\\x00-\\x7f“é🙂]{0,40}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec(("[a-z\"\\n]{0,12}", inner), 0..6)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_value_is_written_as_serde_json_writes_it(value in value()) {
            prop_assert_eq!(written(&json!([value])), serde_json::to_string(&json!([value])).unwrap());
        }
    }
}
