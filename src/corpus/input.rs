//! Where articles come from: files, folders and standard input, one article at a time.

use crate::error::{Error, Result};
use crate::record::Article;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// One article as it stands in the input, not yet read.
#[derive(Clone, Debug)]
pub struct Item {
    /// The file it stands in.
    pub file: String,
    /// The line it stands in, counted from 1; nothing for an article that is a whole file.
    pub line: Option<usize>,
    /// What stands there.
    pub body: Body,
}

/// The text of an item.
#[derive(Clone, Debug)]
pub enum Body {
    /// An article record.
    Json(String),
    /// The article's plain text.
    Text(String),
}

impl Item {
    /// The article's text; nothing for a record that has none.
    pub fn text(self) -> std::result::Result<Option<String>, Reject> {
        match &self.body {
            Body::Text(text) => Ok(Some(text.clone())),
            Body::Json(line) => match Article::parse(line) {
                Ok(article) => Ok(article.text.map(|text| text.into_owned())),
                Err(error) => Err(Reject::new(self, &error)),
            },
        }
    }
}

/// An article that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Reject {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The cause.
    pub cause: String,
}

impl Reject {
    /// An item whose article could not be read.
    pub fn new(item: Item, error: &Error) -> Reject {
        Reject { file: item.file, line: item.line.or(error.line()), cause: error.message().to_owned() }
    }
}

impl std::fmt::Display for Reject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.cause),
            None => write!(f, "{}: {}", self.file, self.cause),
        }
    }
}

/// The articles of some inputs, in the order they were named; folders in the order of their paths.
pub struct Input {
    files: VecDeque<PathBuf>,
    lines: Option<Lines>,
}

/// The name that stands for standard input.
const STDIN: &str = "-";

/// The endings of files that hold one record a line.
const LINES: [&str; 3] = ["jsonl", "ndjson", "jsonlines"];

impl Input {
    /// The articles of files, folders (their `.txt`, `.json` and `.jsonl` files, however deep) and `-`, the standard
    /// input. A file that cannot be opened is a reject when its turn comes; a folder that
    /// cannot be listed is an error before anything is read.
    pub fn open(paths: &[PathBuf]) -> Result<Input> {
        let mut files = VecDeque::new();
        for path in paths {
            if path.as_os_str() == STDIN {
                files.push_back(path.clone());
            } else if path.is_dir() {
                let mut below = Vec::new();
                list(path, &mut below)?;
                below.sort();
                files.extend(below);
            } else {
                files.push_back(path.clone());
            }
        }
        Ok(Input { files, lines: None })
    }

    fn open_next(&mut self) -> Option<std::result::Result<Item, Reject>> {
        let path = self.files.pop_front()?;
        let name = path.display().to_string();
        let reject = |cause: String| Some(Err(Reject { file: name.clone(), line: None, cause }));
        if path.as_os_str() == STDIN {
            self.lines = Some(Lines::new(Box::new(BufReader::with_capacity(1 << 16, std::io::stdin())), name));
            return self.next();
        }
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(cause) => return reject(cause.to_string()),
        };
        if has_ending(&path, &LINES) {
            self.lines = Some(Lines::new(Box::new(BufReader::with_capacity(1 << 18, file)), name));
            return self.next();
        }
        let mut bytes = Vec::new();
        let mut file = file;
        if let Err(cause) = file.read_to_end(&mut bytes) {
            return reject(cause.to_string());
        }
        match utf8(bytes) {
            Ok(text) if has_ending(&path, &["json"]) => {
                Some(Ok(Item { file: name, line: None, body: Body::Json(text) }))
            }
            Ok(text) => Some(Ok(Item { file: name, line: None, body: Body::Text(text) })),
            Err(cause) => reject(cause),
        }
    }
}

impl Iterator for Input {
    type Item = std::result::Result<Item, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(lines) = &mut self.lines {
            if let Some(item) = lines.next() {
                return Some(item);
            }
            self.lines = None;
        }
        self.open_next()
    }
}

/// The records of one file, a line each; blank lines are passed over.
struct Lines {
    reader: Box<dyn BufRead + Send>,
    file: String,
    number: usize,
}

impl Lines {
    fn new(reader: Box<dyn BufRead + Send>, file: String) -> Lines {
        Lines { reader, file, number: 0 }
    }
}

impl Iterator for Lines {
    type Item = std::result::Result<Item, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut bytes = Vec::new();
            self.number += 1;
            let reject = |cause: String| Some(Err(Reject { file: self.file.clone(), line: Some(self.number), cause }));
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(cause) => {
                    let rejected = reject(cause.to_string());
                    self.reader = Box::new(std::io::empty());
                    return rejected;
                }
            }
            if self.number == 1 && bytes.starts_with(BOM) {
                bytes.drain(..BOM.len());
            }
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            return match utf8(bytes) {
                Ok(text) => Some(Ok(Item { file: self.file.clone(), line: Some(self.number), body: Body::Json(text) })),
                Err(cause) => reject(cause),
            };
        }
    }
}

const BOM: &[u8] = "\u{feff}".as_bytes();

fn utf8(bytes: Vec<u8>) -> std::result::Result<String, String> {
    String::from_utf8(bytes).map_err(|cause| format!("not UTF-8: byte {}", cause.utf8_error().valid_up_to()))
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|own| endings.iter().any(|ending| own.eq_ignore_ascii_case(ending)))
}

/// All readable files below a folder.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let failed = |cause| Error::io(folder.display().to_string(), &cause);
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        // A linked folder is left out: links may lead in a circle.
        if entry.file_type().map_err(failed)?.is_dir() {
            list(&path, files)?;
        } else if has_ending(&path, &["txt", "json"]) || has_ending(&path, &LINES) {
            files.push(path);
        }
    }
    Ok(())
}
