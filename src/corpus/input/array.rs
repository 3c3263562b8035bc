//! Article records that are the elements of one array in JSON, cut out one by one: the array is never held whole.
//!
//! Owns where an element ends: at a comma outside of strings, objects and arrays. Whether it is a record is for its reader to say.

use super::Given;
use super::bytes::Bytes;
use super::item::{Body, Item, LONGEST, Place, Reject, too_long};
use serde::de::IgnoredAny;
use std::io::{self, BufRead};
use std::sync::Arc;

/// The elements of a file.
pub(super) struct Array {
    reader: Bytes,
    file: Arc<str>,
    /// How many elements were read.
    row: u64,
    /// Is all read?
    is_over: bool,
    /// What is still to be told behind the last element.
    last: Option<Reject>,
}

/// What an element ends with.
enum End {
    Comma,
    Array,
    File,
}

/// Where in an element the reader is.
#[derive(Default)]
struct State {
    depth: usize,
    in_string: bool,
    is_escaped: bool,
}

impl Array {
    /// The elements of a file whose first character is the bracket that opens an array.
    pub(super) fn new(mut reader: Bytes, file: Arc<str>) -> io::Result<Array> {
        reader.skip_until(b'[')?;
        Ok(Array { reader, file, row: 0, is_over: false, last: None })
    }

    /// Reads an element, and what it ends with. Of one that is too long nothing is kept.
    fn element(&mut self) -> io::Result<(Option<Vec<u8>>, End)> {
        let (mut element, mut state) = (Some(Vec::new()), State::default());
        loop {
            let available = self.reader.fill_buf()?;
            if available.is_empty() {
                return Ok((element, End::File));
            }
            let end = state.end(available);
            let taken = &available[..end.unwrap_or(available.len())];
            element = element.filter(|element| element.len() + taken.len() <= LONGEST);
            if let Some(element) = &mut element {
                element.extend_from_slice(taken);
            }
            let with = end.map(|end| if available[end] == b',' { End::Comma } else { End::Array });
            let used = taken.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if let Some(with) = with {
                return Ok((element, with));
            }
        }
    }

    /// Is there something but blanks behind the array?
    fn goes_on(&mut self) -> io::Result<bool> {
        loop {
            let available = self.reader.fill_buf()?;
            if available.is_empty() || !available.trim_ascii().is_empty() {
                return Ok(!available.is_empty());
            }
            let blanks = available.len();
            self.reader.consume(blanks);
        }
    }

    fn place(&self) -> Place {
        Place { row: Some(self.row), ..Place::file(Arc::clone(&self.file)) }
    }

    fn reject(&self, cause: impl Into<String>) -> Reject {
        Reject::new(self.place(), cause)
    }

    /// The next element that is not blank.
    fn given(&mut self) -> io::Result<Option<Given>> {
        while !self.is_over {
            let (element, end) = self.element()?;
            let is_blank = element.as_ref().is_some_and(|element| element.trim_ascii().is_empty());
            self.row += u64::from(!is_blank);
            self.is_over = !matches!(end, End::Comma);
            match end {
                End::Comma => {}
                End::Array => self.last = self.goes_on()?.then(|| self.reject("something stands behind the array")),
                End::File => self.last = Some(self.reject("the array has no end")),
            }
            return Ok(Some(match element {
                Some(_) if is_blank => continue,
                // What is cut off is told once.
                Some(element)
                    if matches!(end, End::File) && serde_json::from_slice::<IgnoredAny>(&element).is_err() =>
                {
                    break;
                }
                Some(element) => Ok(Item { place: self.place(), body: Body::Record(element) }),
                None => Err(self.reject(too_long("record"))),
            }));
        }
        Ok(self.last.take().map(Err))
    }
}

impl Iterator for Array {
    type Item = Given;

    fn next(&mut self) -> Option<Given> {
        self.given().unwrap_or_else(|cause| {
            self.is_over = true;
            Some(Err(self.reject(cause.to_string())))
        })
    }
}

impl State {
    /// Goes on through these bytes; returns where among them the element ends.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            if std::mem::take(&mut self.is_escaped) {
                at += 1;
            } else if self.in_string {
                at += memchr::memchr3(b'"', b'\\', b'\n', &bytes[at..])?;
                self.is_escaped = bytes[at] == b'\\';
                // No string holds the end of a line: one that nobody closes is broken, and what stands behind it need not be.
                self.in_string = self.is_escaped;
                at += 1;
            } else {
                match bytes[at] {
                    b'"' => self.in_string = true,
                    b'{' | b'[' => self.depth += 1,
                    b',' | b']' if self.depth == 0 => return Some(at),
                    b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                }
                at += 1;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Cursor};

    /// The elements of an array, and where something was told instead; by buffers of any length.
    fn read(json: &str) -> Vec<Result<String, u64>> {
        let read = |length: usize| {
            let reader = Box::new(BufReader::with_capacity(length, Cursor::new(json.to_owned().into_bytes())));
            let array = Array::new(reader, "a.json".into()).unwrap();
            let text = |body| match body {
                Body::Record(bytes) => String::from_utf8(bytes).unwrap().trim().to_owned(),
                other => panic!("{other:?}"),
            };
            array.map(|given| given.map(|item| text(item.body)).map_err(|reject| reject.place.row.unwrap())).collect()
        };
        let found: Vec<_> = read(1 << 10);
        (1..9).for_each(|length| assert_eq!(read(length), found, "{json}"));
        found
    }

    #[test]
    fn elements_are_cut_where_they_end() {
        let element = |text: &str| Ok(text.to_owned());
        assert_eq!(read("\u{feff} [ ]\n"), []);
        assert_eq!(
            read(r#"[{"a":"],{\"\\"},[1,[2]],3]"#),
            [element(r#"{"a":"],{\"\\"}"#), element("[1,[2]]"), element("3")]
        );
        assert_eq!(read("[1,\n]"), [element("1")]);
        // A broken element costs no other.
        assert_eq!(read("[{\"a\":\"b\n},\n{x},{}]"), [element("{\"a\":\"b\n}"), element("{x}"), element("{}")]);
        assert_eq!(read("[{},{\"a\":"), [element("{}"), Err(2)]);
        assert_eq!(read("[{},{}"), [element("{}"), element("{}"), Err(2)]);
        assert_eq!(read("[{}] {}"), [element("{}"), Err(1)]);
    }
}
