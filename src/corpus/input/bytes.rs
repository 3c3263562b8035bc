//! A file's bytes, unpacked.
//!
//! gzip and zstd are told by their first bytes, whatever the file is called; several members or frames may stand one behind
//! the other. Memory stays bounded whatever the file claims of itself.

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many bytes are taken at once from a file or an unpacked one.
const BUFFER: usize = 1 << 18;

/// The first bytes of what is packed with gzip (RFC 1952) and with zstd (RFC 8878).
pub(super) const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// How far back a zstd frame may refer (`--long=27` of the usual program).
const WINDOW: u64 = 128 << 20;

/// Unpacked bytes.
pub(super) type Bytes = Box<dyn BufRead + Send>;

/// How many bytes of all files were read, as they lie on the disk, and of how many.
#[derive(Debug, Default)]
pub struct Meter {
    read: AtomicU64,
    total: AtomicU64,
}

impl Meter {
    /// Bytes read so far.
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Bytes in all; nothing where that cannot be known.
    pub fn total(&self) -> Option<u64> {
        Some(self.total.load(Ordering::Relaxed)).filter(|total| *total > 0)
    }

    pub(super) fn expect(&self, bytes: u64) {
        self.total.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn note(&self, bytes: u64) {
        self.read.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// A reader that tells a meter what was read.
struct Metered<R> {
    inner: R,
    meter: Arc<Meter>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.meter.note(read as u64);
        Ok(read)
    }
}

/// A file's bytes, unpacked where they are packed.
pub(super) fn unpacked(file: impl Read + Send + 'static, meter: &Arc<Meter>) -> io::Result<Bytes> {
    let mut file = BufReader::with_capacity(BUFFER, Metered { inner: file, meter: Arc::clone(meter) });
    let head = file.fill_buf()?;
    Ok(if head.starts_with(GZIP) {
        Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(file)))
    } else if head.starts_with(ZSTD) {
        Box::new(BufReader::with_capacity(BUFFER, Frames::new(file)))
    } else {
        Box::new(file)
    })
}

/// zstd frames, one behind the other.
struct Frames<R> {
    file: R,
    frame: FrameDecoder,
    is_open: bool,
}

impl<R: BufRead> Frames<R> {
    fn new(file: R) -> Frames<R> {
        let mut frame = FrameDecoder::new();
        frame.set_max_window_size(WINDOW);
        Frames { file, frame, is_open: false }
    }

    /// Opens the next frame that holds data; false where there is none.
    fn next(&mut self) -> io::Result<bool> {
        while !self.file.fill_buf()?.is_empty() {
            match self.frame.reset(&mut self.file) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.file.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(cause) => return Err(broken(&cause)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.frame.can_collect() == 0 {
            if self.is_open && !self.frame.is_finished() {
                let block = self.frame.decode_blocks(&mut self.file, BlockDecodingStrategy::UptoBlocks(1));
                block.map_err(|cause| broken(&cause))?;
            } else {
                self.is_open = self.next()?;
                if !self.is_open {
                    return Ok(0);
                }
            }
        }
        self.frame.read(buffer)
    }
}

fn broken(cause: &FrameDecoderError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("broken zstd: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::{Cursor, Write};

    fn read(packed: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        unpacked(Cursor::new(packed), &Arc::default())?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    #[test]
    fn members_and_frames_follow_one_another() {
        let (first, second) = (b"Novak spoke. ".repeat(40_000), b"Dahl did not.".to_vec());
        let both = [first.as_slice(), &second].concat();
        let skippable: &[u8] = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc";
        for packed in [
            both.clone(),
            [gzip(&first), gzip(&second)].concat(),
            [zstd(&first), skippable.to_vec(), zstd(b""), zstd(&second)].concat(),
        ] {
            assert!(read(packed).unwrap() == both);
        }
        assert_eq!(read(Vec::new()).unwrap(), b"");
    }

    #[test]
    fn what_is_broken_is_an_error() {
        let text = b"Novak spoke. ".repeat(40_000);
        for packed in [gzip(&text), zstd(&text)] {
            read(packed[..packed.len() / 2].to_vec()).unwrap_err();
        }
    }
}
