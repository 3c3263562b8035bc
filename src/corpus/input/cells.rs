//! A row of cells, cut out of the lines it stands in (RFC 4180).
//!
//! Owns where cells and rows end, line by line, and whether a quotation mark was left open; what the cells mean is for `rows`.
//! A mark opens a cell only at its start, and is twice inside one that it opens. Where more than marks stands in a cell that a mark
//! opened, the marks are the text's own.

/// The cells of a row that is being read.
#[derive(Debug)]
pub(super) struct Cells {
    delimiter: u8,
    /// The bytes of all cells, and where each ends.
    bytes: Vec<u8>,
    ends: Vec<usize>,
    state: State,
    /// How many lines were read, and in which of them the last mark opened.
    lines: usize,
    opened: usize,
    /// Does something stand behind a mark that closes?
    is_odd: bool,
}

/// Where in a cell the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    Plain,
    Marked,
    /// Behind a mark inside of marks: it closes, or is one of two.
    Closed,
}

/// How a row ended, or did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// It goes on in the next line.
    Open,
    /// It ended with the line.
    Whole,
    /// A mark opened in the line of this number, from 0, whom no other closes as it should.
    Unclosed(usize),
}

impl Cells {
    pub(super) fn new(delimiter: u8) -> Cells {
        let state = State::Start;
        Cells { delimiter, bytes: Vec::new(), ends: Vec::new(), state, lines: 0, opened: 0, is_odd: false }
    }

    /// Begins the next row.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        (self.state, self.lines, self.opened, self.is_odd) = (State::Start, 0, 0, false);
    }

    /// Reads a line with its end, of a row that has at most so many cells.
    pub(super) fn read(&mut self, line: &[u8], most: usize) -> Row {
        self.cut(line);
        self.lines += 1;
        let is_long = self.lines > 1;
        // Marks that close where no cell ends, or between ever more cells, are those that open other cells.
        if is_long && (self.is_odd || self.ends.len() > most) {
            return self.unclosed();
        }
        if self.state == State::Marked {
            return Row::Open;
        }
        self.end_cell();
        Row::Whole
    }

    /// The row where nothing follows.
    pub(super) fn unclosed(&self) -> Row {
        Row::Unclosed(self.opened)
    }

    fn cut(&mut self, line: &[u8]) {
        let plain = line.strip_suffix(b"\n").unwrap_or(line);
        let plain = plain.strip_suffix(b"\r").unwrap_or(plain);
        let mut at = 0;
        loop {
            if self.state == State::Marked {
                // Line ends inside of marks are the cell's own.
                let Some(mark) = memchr::memchr(b'"', &line[at..]) else {
                    return self.bytes.extend_from_slice(&line[at..]);
                };
                self.bytes.extend_from_slice(&line[at..at + mark]);
                self.state = State::Closed;
                at += mark + 1;
            }
            let Some(&byte) = plain.get(at) else { return };
            at += 1;
            match self.state {
                State::Closed if byte == b'"' => {
                    self.bytes.push(byte);
                    self.state = State::Marked;
                }
                _ if byte == self.delimiter => self.end_cell(),
                State::Start if byte == b'"' => {
                    self.opened = self.lines;
                    self.state = State::Marked;
                }
                state => {
                    if state == State::Closed {
                        self.keep_marks();
                    }
                    self.state = State::Plain;
                    let end = memchr::memchr(self.delimiter, &plain[at..]).map_or(plain.len(), |end| at + end);
                    self.bytes.extend_from_slice(&plain[at - 1..end]);
                    at = end;
                }
            }
        }
    }

    /// Takes the marks around what was read of a cell for a part of it.
    fn keep_marks(&mut self) {
        let start = self.ends.last().copied().unwrap_or(0);
        self.bytes.insert(start, b'"');
        self.bytes.push(b'"');
        self.is_odd = true;
    }

    fn end_cell(&mut self) {
        self.ends.push(self.bytes.len());
        self.state = State::Start;
    }

    /// The bytes of all cells.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The cells of a whole row.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.bytes[start..end])
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Result<Vec<String>, Row> {
        let mut cells = Cells::new(b',');
        for (number, line) in lines.iter().enumerate() {
            let row = cells.read(line.as_bytes(), 4);
            let is_last = number + 1 == lines.len();
            match row {
                Row::Whole if is_last => {}
                Row::Open if !is_last => {}
                row => return Err(row),
            }
        }
        Ok(cells.iter().map(|cell| String::from_utf8(cell.to_vec()).unwrap()).collect())
    }

    #[test]
    fn rows_are_cut_into_cells() {
        for (lines, cells) in [
            (&["a,b\r\n"][..], &["a", "b"][..]),
            (&["a,\n"], &["a", ""]),
            (&["\"a, \"\"b\"\"\",c"], &["a, \"b\"", "c"]),
            (&["\"a\r\n", "\n", "b\",\"\"\n"], &["a\r\n\nb", ""]),
            (&["a \"b\" c,d\"\n"], &["a \"b\" c", "d\""]),
            // What whoever writes no marks around cells writes.
            (&["\"a\" b,c\n"], &["\"a\" b", "c"]),
            (&["a,\"b, c,\" d \"e\"\n"], &["a", "\"b, c,\" d \"e\""]),
            (&["\"\",\"\"\"\"\n"], &["", "\""]),
        ] {
            assert_eq!(read(lines).unwrap(), cells, "{lines:?}");
        }
    }

    #[test]
    fn a_mark_that_nobody_closes_is_told_from_those_that_open_behind_it() {
        assert_eq!(read(&["a,\"b\n"]), Err(Row::Open));
        assert_eq!(read(&["a,\"b\n", "c,\"d\"\n"]), Err(Row::Unclosed(0)));
        assert_eq!(read(&["\"a\n", "b\",\"c\n", "d,\"e\"\n"]), Err(Row::Unclosed(1)));
    }
}
