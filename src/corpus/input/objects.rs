//! Article records in JSON that stand one behind the other, each over several lines, as many tools print them.
//!
//! Owns where a record ends: with the brace that closes it. One that nobody closes ends where the next begins, for no brace
//! opens inside of a record but behind a bracket, a colon or a comma.

use super::Given;
use super::item::{Body, Item, LONGEST, Place, Reject, too_long};
use super::lines::{Line, Lines};
use std::io;

/// The records of a file.
pub(super) struct Objects {
    lines: Lines,
    /// A record that was read ahead.
    ahead: Option<Given>,
}

/// Stands for bytes that were not read: no brace opens behind them.
const UNKNOWN: u8 = 1;

/// Where in a record the reader is.
#[derive(Default)]
struct State {
    depth: usize,
    /// The last byte that is no blank (nor a byte order mark) and in no string; zero where there is none.
    last: u8,
}

impl Objects {
    /// The records as they come, each with its line.
    pub(super) fn new(lines: Lines) -> Objects {
        Objects { lines, ahead: None }
    }

    /// The same; one that is alone in its file has no line.
    pub(super) fn of_file(lines: Lines) -> Objects {
        let mut objects = Objects::new(lines);
        objects.ahead = objects.next();
        if let Some(Ok(Item { place, body: Body::Record(record) })) = &mut objects.ahead
            && matches!(objects.lines.peek(), Ok(None))
            && let Some(line) = place.line.take()
        {
            // Its errors tell their lines by themselves, the blank ones before it counted.
            record.splice(0..0, std::iter::repeat_n(b'\n', line as usize - 1));
        }
        objects
    }

    /// Reads a record, with its blank lines, so that errors tell the right one.
    fn record(&mut self) -> io::Result<Option<Given>> {
        let (mut state, mut record, mut is_long) = (State::default(), Vec::new(), false);
        let Some(first) = self.lines.peek()? else { return Ok(None) };
        let mut last = first;
        while let Some(Line { number, bytes, taken }) = self.lines.line()? {
            if bytes.is_none() {
                (is_long, state.last) = (true, UNKNOWN);
            }
            let bytes = bytes.unwrap_or_default();
            let end = state.end(&bytes[taken..]);
            let (own, rest) = bytes[taken..].split_at(end.unwrap_or(bytes.len() - taken));
            if !own.is_empty() {
                record.extend(std::iter::repeat_n(b'\n', (number - last) as usize));
                record.extend_from_slice(own);
                last = number;
            }
            if !rest.trim_ascii_start().is_empty() {
                let taken = bytes.len() - rest.len();
                self.lines.give_back(Line { number, bytes: Some(bytes), taken });
            }
            if record.len() > LONGEST {
                is_long = true;
                record.clear();
            }
            if end.is_some() {
                break;
            }
        }
        let place = Place::file(self.lines.file()).at_line(first);
        let given = if is_long {
            Err(Reject::new(place, too_long("record")))
        } else {
            Ok(Item { place, body: Body::Record(record) })
        };
        Ok(Some(given))
    }
}

impl Iterator for Objects {
    type Item = Given;

    fn next(&mut self) -> Option<Given> {
        if let Some(ahead) = self.ahead.take() {
            return Some(ahead);
        }
        self.record().unwrap_or_else(|cause| Some(Err(self.lines.failed(&cause))))
    }
}

impl State {
    /// Goes on through a line; returns where in it the record ends.
    fn end(&mut self, line: &[u8]) -> Option<usize> {
        // No string holds the end of a line: one that nobody closes is broken, and what stands behind it need not be.
        let mut in_string = false;
        let mut at = 0;
        while at < line.len() {
            if in_string {
                at += memchr::memchr2(b'"', b'\\', &line[at..])?;
                let is_escape = line[at] == b'\\';
                in_string = is_escape;
                at += if is_escape { 2 } else { 1 };
                continue;
            }
            let byte = line[at];
            match byte {
                b'{' if !matches!(self.last, 0 | b'[' | b':' | b',') => return Some(at),
                b'{' => self.depth += 1,
                b'}' => self.depth = self.depth.saturating_sub(1),
                b'"' => in_string = true,
                _ => {}
            }
            at += 1;
            if byte.is_ascii_graphic() {
                self.last = byte;
            }
            if byte == b'}' && self.depth == 0 {
                return Some(at);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// The records of a stream, without blanks around them, and the line that each begins in.
    fn read(json: &str) -> Vec<(u64, String)> {
        let lines = Lines::new(Box::new(Cursor::new(json.to_owned().into_bytes())), "a.json".into());
        let text = |given: Given| match given.unwrap() {
            Item { place, body: Body::Record(bytes) } => {
                (place.line.unwrap(), String::from_utf8(bytes).unwrap().trim().to_owned())
            }
            other => panic!("{other:?}"),
        };
        Objects::new(lines).map(text).collect()
    }

    #[test]
    fn a_record_ends_where_it_is_closed_or_the_next_begins() {
        for (json, expected) in [
            ("", &[][..]),
            ("\n{\n\n  \"a\": {\n }\n}\n", &[(2, "{\n\n  \"a\": {\n }\n}")]),
            ("{\n\"a\":[\n{\n},\n{\n}]}\n{\n}", &[(1, "{\n\"a\":[\n{\n},\n{\n}]}"), (7, "{\n}")]),
            ("{\"a\":\n\"}\\\"{\"} {}{\n}\n", &[(1, "{\"a\":\n\"}\\\"{\"}"), (2, "{}"), (2, "{\n}")]),
            ("{\n \"a\": \"cut\n{\n}\n", &[(1, "{\n \"a\": \"cut"), (3, "{\n}")]),
            ("{\n \"a\": {\n}\n{\n}\n", &[(1, "{\n \"a\": {\n}"), (4, "{\n}")]),
            ("words\nof no record\n{\n}\n", &[(1, "words\nof no record"), (3, "{\n}")]),
            ("{\n}\n{\n \"a\":", &[(1, "{\n}"), (3, "{\n \"a\":")]),
        ] {
            let expected: Vec<_> = expected.iter().map(|(line, record)| (*line, (*record).to_owned())).collect();
            assert_eq!(read(json), expected, "{json}");
        }
    }
}
