//! Strings as others write them in their records: a list of them, a number, or a thing with a name.

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt::Display;

/// A string, borrowed where nothing in it is escaped; nothing for null, and for things that tell none.
pub(super) struct Loose<'a>(pub Option<Cow<'a, str>>);

/// The field of a thing that names it.
const NAME: &str = "name";

impl<'de> Deserialize<'de> for Loose<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Loose<'de>, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

fn told<'a, E>(value: impl Display) -> Result<Loose<'a>, E> {
    Ok(Loose(Some(Cow::Owned(value.to_string()))))
}

impl<'de> Visitor<'de> for Reader {
    type Value = Loose<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Loose<'de>, E> {
        Ok(Loose(Some(Cow::Borrowed(text))))
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose<'de>, E> {
        told(text)
    }

    fn visit_string<E>(self, text: String) -> Result<Loose<'de>, E> {
        Ok(Loose(Some(Cow::Owned(text))))
    }

    fn visit_unit<E>(self) -> Result<Loose<'de>, E> {
        Ok(Loose(None))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Loose<'de>, E> {
        told(value)
    }

    fn visit_i64<E>(self, value: i64) -> Result<Loose<'de>, E> {
        told(value)
    }

    fn visit_u64<E>(self, value: u64) -> Result<Loose<'de>, E> {
        told(value)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Loose<'de>, E> {
        told(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Loose<'de>, A::Error> {
        let mut all = Vec::new();
        while let Some(Loose(text)) = list.next_element()? {
            all.extend(text);
        }
        Ok(Loose((!all.is_empty()).then(|| Cow::Owned(all.join(", ")))))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut thing: A) -> Result<Loose<'de>, A::Error> {
        let mut name = None;
        while let Some(Loose(key)) = thing.next_key()? {
            if key.as_deref() == Some(NAME) {
                let Loose(text) = thing.next_value()?;
                name = text;
            } else {
                thing.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Loose(name))
    }
}
