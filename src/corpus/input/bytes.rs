//! A file's bytes, unpacked.
//!
//! gzip, zstd and bzip2 are told by their first bytes, whatever the file is called; several members or frames may stand one behind
//! the other. Memory stays bounded whatever the file claims of itself. What is broken is an error behind which reading may
//! go on ([`goes_on`]).

use super::STDIN;
use super::gzip::{self, Members};
use crate::corpus::checksum::{Checksum, Passed};
use bzip2::bufread::MultiBzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// How many bytes are taken at once from a file or an unpacked one.
const BUFFER: usize = 1 << 18;

/// The first bytes of what is packed with zstd (RFC 8878).
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// What stands behind the first four bytes of what is packed with bzip2.
const BZIP2: &[u8] = b"1AY&SY";

/// How files begin that are packed in a way that is not read.
const FOREIGN: [(&[u8], &str); 2] = [(b"\xfd7zXZ\0", "xz"), (b"PK\x03\x04", "zip, as .docx and .xlsx are")];

/// How far back a zstd frame may refer (`--long=27` of the usual program).
const WINDOW: u64 = 128 << 20;

/// Unpacked bytes.
pub(super) type Bytes = Box<dyn BufRead + Send>;

/// How many bytes of all files were read, as they lie on the disk, and of how many; and the checksums of those files, which are read
/// one after the other.
#[derive(Debug, Default)]
pub struct Meter {
    read: AtomicU64,
    total: AtomicU64,
    /// What was read of the file at hand.
    passed: Mutex<Passed>,
    files: Mutex<Vec<Checksum>>,
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

    fn note(&self, bytes: &[u8]) {
        self.read.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        self.passed.lock().unwrap_or_else(PoisonError::into_inner).add(bytes);
    }

    /// Takes the checksum of the file at hand, and of what its reader had no use for.
    pub(super) fn end(&self, path: &Path) {
        let mut passed = std::mem::take(&mut *self.passed.lock().unwrap_or_else(PoisonError::into_inner));
        // What is no file on the disk is gone once it is read.
        let is_file = path.as_os_str() != STDIN && path.is_file();
        let is_whole = if is_file {
            File::open(path).and_then(|mut file| {
                file.seek(SeekFrom::Start(passed.bytes()))?;
                passed.add_all(file)
            })
        } else {
            Ok(())
        };
        if is_whole.is_ok() && (is_file || passed.bytes() > 0) {
            let checksum = passed.checksum(path.display().to_string());
            self.files.lock().unwrap_or_else(PoisonError::into_inner).push(checksum);
        }
    }

    /// The checksums of the files that were read to their ends, in the order in which they were read.
    pub fn checksums(&self) -> Vec<Checksum> {
        std::mem::take(&mut self.files.lock().unwrap_or_else(PoisonError::into_inner))
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
        self.meter.note(&buffer[..read]);
        Ok(read)
    }
}

/// A file's bytes, unpacked where they are packed.
pub(super) fn unpacked(file: impl Read + Send + 'static, meter: &Arc<Meter>) -> io::Result<Bytes> {
    let mut file = BufReader::with_capacity(BUFFER, Metered { inner: file, meter: Arc::clone(meter) });
    let head = file.fill_buf()?;
    if let Some((_, name)) = FOREIGN.iter().find(|(mark, _)| head.starts_with(mark)) {
        let cause = format!("packed with {name}, which is not read: unpack it, or pack it with gzip, zstd or bzip2");
        return Err(io::Error::other(cause));
    }
    Ok(if head.starts_with(&gzip::MARK) {
        buffered(Members::new(file))
    } else if head.starts_with(ZSTD) {
        buffered(Ending { packing: "zstd", reader: Frames::new(file), is_over: false })
    } else if head.get(4..).is_some_and(|head| head.starts_with(BZIP2)) {
        buffered(Ending { packing: "bzip2", reader: MultiBzDecoder::new(file), is_over: false })
    } else {
        Box::new(file)
    })
}

fn buffered(reader: impl Read + Send + 'static) -> Bytes {
    Box::new(BufReader::with_capacity(BUFFER, reader))
}

/// May reading go on behind an error? Behind broken bytes it may; it may not where a file cannot be read at all.
pub(super) fn goes_on(cause: &io::Error) -> bool {
    spoils(cause) || cause.kind() == io::ErrorKind::InvalidInput
}

/// Does an error tell that what was read last is broken, too?
pub(super) fn spoils(cause: &io::Error) -> bool {
    cause.kind() == io::ErrorKind::InvalidData
}

/// The error of packed bytes that are broken.
pub(super) fn broken(packing: &str, cause: impl Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("broken {packing}: {cause}"))
}

/// Is it the bytes that are wrong, and not their file?
pub(super) fn is_of_bytes(cause: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(cause.kind(), InvalidData | InvalidInput | UnexpectedEof)
}

/// A reader behind whose first broken byte nothing is read.
struct Ending<R> {
    packing: &'static str,
    reader: R,
    is_over: bool,
}

impl<R: Read> Read for Ending<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.is_over {
            return Ok(0);
        }
        self.reader.read(buffer).map_err(|cause| {
            self.is_over = is_of_bytes(&cause);
            if self.is_over { broken(self.packing, cause) } else { cause }
        })
    }
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
                Err(FrameDecoderError::DictNotProvided { dict_id }) => {
                    return Err(io::Error::other(dictionary(dict_id)));
                }
                Err(cause) => return Err(wrong(cause)),
            }
        }
        Ok(false)
    }

    /// Unpacks until there is something to read; false where all is read.
    fn unpack(&mut self) -> io::Result<bool> {
        while self.frame.can_collect() == 0 {
            if self.is_open && !self.frame.is_finished() {
                let block = self.frame.decode_blocks(&mut self.file, BlockDecodingStrategy::UptoBlocks(1));
                block.map_err(wrong)?;
                continue;
            }
            let told = self.frame.get_checksum_from_data().filter(|_| self.is_open);
            if told.is_some() && told != self.frame.get_calculated_checksum() {
                return Err(wrong("the checksum of a frame is another"));
            }
            self.is_open = self.next()?;
            if !self.is_open {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.unpack()? { self.frame.read(buffer) } else { Ok(0) }
    }
}

/// What is told of a frame that only who has another file can unpack.
fn dictionary(id: u32) -> String {
    format!("packed with zstd and a dictionary (number {id}), which is not read: unpack it, or pack it without")
}

fn wrong(cause: impl Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, cause.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use bzip2::write::BzEncoder;
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

    fn bzip2(bytes: &[u8]) -> Vec<u8> {
        let mut packed = BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    #[test]
    fn members_and_frames_follow_one_another() {
        let (first, second) = (b"Novak spoke. ".repeat(40_000), b"Dahl did not.".to_vec());
        let both = [first.as_slice(), &second].concat();
        let skippable: &[u8] = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc";
        for packed in [
            both.clone(),
            [gzip(&first), gzip(&second)].concat(),
            [bzip2(&first), bzip2(&second)].concat(),
            [zstd(&first), skippable.to_vec(), zstd(b""), zstd(&second)].concat(),
        ] {
            assert!(read(packed).unwrap() == both);
        }
        assert_eq!(read(Vec::new()).unwrap(), b"");
    }

    /// What is read, and the errors on the way.
    fn read_on(packed: Vec<u8>) -> (Vec<u8>, Vec<String>) {
        let (mut bytes, mut errors) = (Vec::new(), Vec::new());
        let mut reader = unpacked(Cursor::new(packed), &Arc::default()).unwrap();
        while let Err(cause) = reader.read_to_end(&mut bytes) {
            assert!(goes_on(&cause));
            errors.push(cause.to_string());
        }
        (bytes, errors)
    }

    #[test]
    fn what_is_broken_is_an_error() {
        let text = b"Novak spoke. ".repeat(40_000);
        for packed in [gzip(&text), zstd(&text), bzip2(&text)] {
            assert_eq!(read_on(packed[..packed.len() / 2].to_vec()).1.len(), 1);
        }
        // The last bytes of a frame are its checksum.
        let mut frame = zstd(&text);
        let last = frame.len() - 1;
        frame[last] ^= 1;
        assert!(read_on(frame).1[0].contains("checksum"));
        for foreign in [&b"\xfd7zXZ\0\0"[..], b"PK\x03\x04\0\0"] {
            read(foreign.to_vec()).unwrap_err();
        }
        let told = read(b"\x28\xb5\x2f\xfd\x01\x58\x07\x01\0\0".to_vec()).unwrap_err();
        assert!(told.to_string().contains("a dictionary (number 7)") && !goes_on(&told), "{told}");
    }

    #[test]
    fn reading_goes_on_at_the_next_member() {
        let members: Vec<Vec<u8>> = (0..9).map(|number| gzip(format!("{number}, said Novak\n").as_bytes())).collect();
        let all = |but: &[usize]| {
            let lines = (0..9).filter(|number| !but.contains(number)).map(|number| format!("{number}, said Novak\n"));
            lines.collect::<String>()
        };
        let length = members[0].len();
        // The mark, the data and the checksum of a member; what is cut, or stands between two.
        for at in 0..length {
            let mut packed = members.concat();
            packed[4 * length + at] ^= 0x55;
            let (bytes, errors) = read_on(packed);
            let bytes = String::from_utf8_lossy(&bytes);
            let is_head = (3..10).contains(&at);
            assert!(errors.len() == 1 || is_head && errors.is_empty(), "{at}: {errors:?}");
            assert!(
                bytes.ends_with(&all(&[0, 1, 2, 3, 4])) && bytes.starts_with(&all(&[4, 5, 6, 7, 8])),
                "{at}: {bytes}"
            );
        }
        let cut = |bytes: &[u8]| bytes[..length - 9].to_vec();
        for (packed, but, errors) in [
            (vec![members[..8].concat(), cut(&members[8])], vec![8], 1),
            (vec![members.concat(), vec![0; 700]], vec![], 0),
            (vec![members[..4].concat(), vec![0; 700], members[4..].concat()], vec![], 0),
            (vec![members[..4].concat(), b"junk \x1f\x8b\x08 junk".to_vec(), members[4..].concat()], vec![], 1),
            (vec![members.concat(), b"junk".to_vec()], vec![], 1),
        ] {
            let (bytes, told) = read_on(packed.concat());
            let bytes = String::from_utf8(bytes).unwrap();
            assert!(bytes.starts_with(&all(&but)) && told.len() == errors, "{bytes} {told:?}");
        }
    }
}
