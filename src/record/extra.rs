//! The fields of an article that are none of the engine's, passed through.
//!
//! Owns the JSON that nobody here reads: it is kept as written, numbers to their last digit (identifiers of twenty digits
//! and decimals are many a table's key), but without the white space around values and with strings escaped as in all records. What it means is
//! for the few who ask for a field by its name.

use super::scalar::string;
use indexmap::IndexMap;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// How many arrays and objects may stand inside one another: more than most readers of tables follow.
const DEEPEST: usize = 128;

/// What is told of a string that UTF-8 cannot hold.
const HALVED: &str = "a string with half of a surrogate pair";

/// The fields that are passed through, in the order of the input. Of two by one name the later one stands.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Extra<'a>(#[serde(borrow)] IndexMap<Cow<'a, str>, Json>);

/// A value in JSON, as written.
#[derive(Clone, Debug)]
pub struct Json(Box<RawValue>);

impl<'a> Extra<'a> {
    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(|name| &**name)
    }

    /// What stands in a field.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.get(name)
    }

    /// Takes in a field.
    pub fn insert(&mut self, name: impl Into<Cow<'a, str>>, value: Json) {
        self.0.insert(name.into(), value);
    }

    /// Takes out a field.
    pub(super) fn remove(&mut self, name: &str) {
        self.0.shift_remove(name);
    }
}

impl Json {
    /// What [`Json`] is called where it is written: the writer of the records leaves it to serde_json.
    pub(super) const NAME: &str = "Json";

    /// The JSON.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// The value read; nothing where it is of another shape.
    pub fn read<'j, T: Deserialize<'j>>(&'j self) -> Option<T> {
        serde_json::from_str(self.as_str()).ok()
    }

    /// A string as it is, null as nothing, anything else as JSON.
    pub fn told(&self) -> Option<String> {
        match self.as_str().as_bytes() {
            b"null" => None,
            [b'"', ..] => self.read(),
            _ => Some(self.as_str().to_owned()),
        }
    }

    pub(super) fn is_number(&self) -> bool {
        self.as_str().starts_with(|first: char| first == '-' || first.is_ascii_digit())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(Json::NAME, &self.0)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
        let written = Box::<RawValue>::deserialize(deserializer)?;
        let compact = compact(written.get()).map_err(D::Error::custom)?;
        if compact == written.get() {
            return Ok(Json(written));
        }
        RawValue::from_string(compact).map(Json).map_err(D::Error::custom)
    }
}

/// Valid JSON without white space around its values, and with its strings escaped as in all records.
fn compact(json: &str) -> Result<String, String> {
    let mut out = Vec::with_capacity(json.len());
    let (mut rest, mut depth) = (json.as_bytes(), 0);
    while let [first, behind @ ..] = rest {
        rest = behind;
        match first {
            b' ' | b'\t' | b'\n' | b'\r' => {}
            b'"' => {
                let (inside, behind) = inside(rest);
                rest = behind;
                let written = &json[json.len() - rest.len() - inside.len() - 2..json.len() - rest.len()];
                if inside.contains(&b'\\') {
                    let text: String = serde_json::from_str(written).map_err(|_| HALVED.to_owned())?;
                    string(&mut out, &text);
                } else {
                    out.extend_from_slice(written.as_bytes());
                }
            }
            _ => {
                depth += usize::from(matches!(first, b'[' | b'{'));
                depth -= usize::from(matches!(first, b']' | b'}'));
                if depth > DEEPEST {
                    return Err(format!("over {DEEPEST} arrays and objects inside one another"));
                }
                out.push(*first);
            }
        }
    }
    Ok(String::from_utf8(out).expect("characters are taken over whole"))
}

/// What stands before the mark that closes a string, and behind it.
fn inside(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut end = 0;
    while end < bytes.len() && bytes[end] != b'"' {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    (&bytes[..end], &bytes[end + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passed(json: &str) -> Result<String, String> {
        let extra: Extra = serde_json::from_str(json).map_err(|cause| cause.to_string())?;
        let mut written = Vec::new();
        crate::record::write_json(&mut written, &extra);
        assert_eq!(serde_json::to_vec(&extra).unwrap(), written);
        Ok(String::from_utf8(written).unwrap())
    }

    #[test]
    fn numbers_pass_through_to_the_letter() {
        for json in [
            r#"{"n":123456789012345678901234567890,"m":0.10000000000000000000001,"o":1.50,"p":1e999,"q":-0,"r":[1E+2]}"#,
            r#"{"a":" b c ","":null,"d":{"e":[[],{}]},"\n":true}"#,
            "{}",
        ] {
            assert_eq!(passed(json).unwrap(), json);
        }
    }

    #[test]
    fn white_space_and_escapes_are_those_of_all_records() {
        let json = "{ \"a\" : [ 1 ,\r\n\t2 ], \"b\" : \"\\u00e9\\/ \\\" \\\\\" , \"c\": {} }";
        assert_eq!(passed(json).unwrap(), r#"{"a":[1,2],"b":"é/ \" \\","c":{}}"#);
        assert_eq!(passed(r#"{"a":1,"b":2,"a":3}"#).unwrap(), r#"{"a":3,"b":2}"#);
    }

    #[test]
    fn what_readers_of_tables_stumble_over_is_an_error() {
        let nested = |depth| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(passed(&nested(DEEPEST)).unwrap(), nested(DEEPEST));
        assert!(passed(&nested(DEEPEST + 1)).unwrap_err().contains("inside one another"));
        assert!(passed(&nested(1_000_000)).unwrap_err().contains("inside one another"));
        assert!(passed(r#"{"a":"\ud800"}"#).unwrap_err().contains("surrogate"));
    }

    #[test]
    fn a_field_is_told_as_who_asks_for_it_needs_it() {
        let extra: Extra = serde_json::from_str(r#"{"a":"x\ty","b":null,"c":[1, 2],"d":1.0}"#).unwrap();
        let told = |name| extra.get(name).and_then(Json::told);
        assert_eq!(
            ["a", "b", "c", "d", "e"].map(told),
            [Some("x\ty"), None, Some("[1,2]"), Some("1.0"), None].map(|told| told.map(str::to_owned))
        );
    }
}
