//! gzip (RFC 1952): members, one behind the other, and how to go on behind a broken one.
//!
//! Web archives have a member a record: one bad byte costs a record, and not all records behind it.

use super::bytes::{self, is_of_bytes};
use flate2::bufread::GzDecoder;
use std::fmt::Display;
use std::io::{self, BufRead, Chain, Cursor, Read};

/// How a member begins: its mark, and the method, which is the only one there is.
pub(super) const MARK: [u8; 3] = [0x1f, 0x8b, 8];

/// How many bytes every member's head has.
const HEAD: usize = 10;

/// The members of a file as one stream. What is broken is an error once; reading goes on at the next member.
pub(super) struct Members<R> {
    /// The file, between two members.
    file: Option<R>,
    member: Option<GzDecoder<Chain<Cursor<[u8; HEAD]>, R>>>,
    /// Was something read of the member?
    is_begun: bool,
    /// Is the next member still to be looked for?
    is_lost: bool,
}

impl<R: BufRead> Members<R> {
    pub(super) fn new(file: R) -> Members<R> {
        Members { file: Some(file), member: None, is_begun: false, is_lost: false }
    }

    /// Opens the next member; false where there is none.
    fn enter(&mut self) -> io::Result<bool> {
        let Some(file) = &mut self.file else { return Ok(false) };
        let mut head = [0; HEAD];
        if !skip_padding(file)? {
            return Ok(false);
        }
        let mut is_found = fill(file, &mut head)?;
        let is_junk = !self.is_lost && !head.starts_with(&MARK);
        while is_found && (self.is_lost || is_junk) && !is_head(&head) {
            head.copy_within(1.., 0);
            is_found = fill(file, &mut head[HEAD - 1..])?;
        }
        if is_found && let Some(file) = self.file.take() {
            self.member = Some(GzDecoder::new(Cursor::new(head).chain(file)));
        }
        match is_found {
            _ if is_junk => Err(broken("what stands behind a member is none")),
            false if !self.is_lost => Err(broken("it ends within the head of a member")),
            _ => Ok(is_found),
        }
    }

    fn leave(&mut self, is_lost: bool) {
        self.file = self.member.take().map(|member| member.into_inner().into_inner().1);
        self.is_lost = is_lost;
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(member) = &mut self.member else {
                if !self.enter()? {
                    return Ok(0);
                }
                (self.is_lost, self.is_begun) = (false, false);
                continue;
            };
            match member.read(buffer) {
                Ok(0) if !buffer.is_empty() => self.leave(false),
                Err(cause) if is_of_bytes(&cause) => {
                    self.leave(true);
                    return Err(if self.is_begun { bytes::broken("gzip", cause) } else { broken(cause) });
                }
                read => {
                    self.is_begun = true;
                    return read;
                }
            }
        }
    }
}

/// The error of a member of which nothing was read: the one before it is as good as it was.
fn broken(cause: impl Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, bytes::broken("gzip", cause))
}

/// Passes over the zeros that pad a file to the length of a block; false where nothing stands behind them.
fn skip_padding(file: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let available = file.fill_buf()?;
        let zeros = available.iter().take_while(|byte| **byte == 0).count();
        let (is_over, is_found) = (available.is_empty(), zeros < available.len());
        file.consume(zeros);
        if is_over || is_found {
            return Ok(is_found);
        }
    }
}

/// Reads as many bytes as there is room for; false where there are less.
fn fill(file: &mut impl Read, room: &mut [u8]) -> io::Result<bool> {
    match file.read_exact(room) {
        Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        read => read.map(|()| true),
    }
}

/// Are these bytes, found among others, most likely a member's head? Its flags, its effort and its system are known ones.
fn is_head(head: &[u8; HEAD]) -> bool {
    head.starts_with(&MARK) && head[3] < 0x20 && matches!(head[8], 0 | 2 | 4) && matches!(head[9], 0..=13 | 255)
}
