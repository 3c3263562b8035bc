//! Web archives and packed files: as they are, or packed first, so that what is inside is reached, with a byte changed.

use super::choice;
use super::records::read;
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::Write;

/// The first byte chooses the packing and the name, the next two a byte of what is packed, and what it becomes.
pub fn run(bytes: &[u8]) {
    let (packing, bytes) = choice(bytes);
    let (at, bytes) = choice(bytes);
    let (flips, bytes) = choice(bytes);
    let mut packed = match packing % 6 {
        0 => bytes.to_vec(),
        1 => gzip(bytes),
        // A member a record, as in web archives.
        2 => members(bytes).into_iter().flat_map(gzip).collect(),
        3 => compress_to_vec(bytes, CompressionLevel::Fastest),
        4 => answer("gzip", &gzip(bytes)),
        _ => answer("deflate", &zlib(bytes)),
    };
    if let Some(byte) = packed.len().checked_sub(1).and_then(|last| packed.get_mut(last * at / 255)) {
        *byte ^= flips as u8;
    }
    read(["a.warc", "a.jsonl", "a"][packing / 6 % 3], packed);
}

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes.as_ref()).and_then(|()| packed.finish()).expect("memory takes it")
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).and_then(|()| packed.finish()).expect("memory takes it")
}

/// The bytes, cut before each record of an archive.
fn members(bytes: &[u8]) -> Vec<&[u8]> {
    let starts = memchr::memmem::find_iter(bytes, b"WARC/").filter(|at| *at > 0);
    let ends = starts.clone().chain([bytes.len()]);
    std::iter::once(0).chain(starts).zip(ends).map(|(start, end)| &bytes[start..end]).collect()
}

/// A record with what a server answers.
fn answer(coding: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n");
    let length = head.len() + body.len();
    let named = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n{head}");
    [named.as_bytes(), body, b"\r\n\r\n"].concat()
}
