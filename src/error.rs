//! What can go wrong, and where in which file.
//!
//! Reading an article cannot fail: any `&str` under 4 GiB can be scored. Errors exist for lexicons, files and settings,
//! and each one names the place to look at.

use std::fmt;

/// An error with its cause and, where known, the file and the line (counted from 1) it stands in.
#[derive(Clone, Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    file: Option<String>,
    line: Option<usize>,
    /// Other errors found beside it.
    others: Vec<Error>,
}

/// What kind of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A lexicon table breaks its own rules.
    Lexicon,
    /// An input record cannot be read.
    Record,
    /// A file cannot be opened, read or written.
    Io,
    /// Options that do not go together, or a value out of range.
    Usage,
}

/// A result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error { kind, message: message.into(), file: None, line: None, others: Vec::new() }
    }

    pub(crate) fn lexicon(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Lexicon, message)
    }

    pub(crate) fn record(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Record, message)
    }

    pub(crate) fn io(file: impl Into<String>, cause: &std::io::Error) -> Self {
        Error::new(ErrorKind::Io, cause.to_string()).in_file(file)
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Usage, message)
    }

    pub(crate) fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file.get_or_insert(file.into());
        self
    }

    pub(crate) fn at_line(mut self, line: usize) -> Self {
        self.line.get_or_insert(line);
        self
    }

    /// Nothing where there are no errors, else the first of them, which carries the others.
    pub(crate) fn of_all(errors: impl IntoIterator<Item = Error>) -> Result<()> {
        let mut errors = errors.into_iter().flat_map(Error::into_all);
        let Some(mut first) = errors.next() else { return Ok(()) };
        first.others = errors.collect();
        Err(first)
    }

    /// This error and all that it carries, each by itself.
    pub fn into_all(mut self) -> impl Iterator<Item = Error> {
        let others = std::mem::take(&mut self.others);
        std::iter::once(self).chain(others)
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The cause alone, without its place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The file it stands in, where known.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The line it stands in, counted from 1, where known.
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(f, "{file}:{line}: ")?,
            (Some(file), None) => write!(f, "{file}: ")?,
            (None, Some(line)) => write!(f, "line {line}: ")?,
            (None, None) => {}
        }
        f.write_str(&self.message)?;
        match self.others.len() {
            0 => Ok(()),
            others => write!(f, " (and {others} more)"),
        }
    }
}

impl std::error::Error for Error {}
