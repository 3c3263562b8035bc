//! Each format of input and of tables, on one thread: the same articles. (What pages are made of may be less: a headline is no
//! part of their text.)

use crate::{articles, bytes};
use criterion::Criterion;
use detente::Engine;
use detente::corpus::{Batch, Earlier, Folder, Input, Reading, Stream, TableFormat};
use detente::record::{Settings, Shape};
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

pub fn bench(criterion: &mut Criterion) {
    let (engine, articles) = (Engine::new(), articles());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formats");
    let inputs = write(&articles, &folder.join("in"));
    let batch = Batch::new(&engine, Settings::default(), 1);
    let read = |path: &PathBuf| {
        let input = Input::open(std::slice::from_ref(path), Reading::default()).expect("an input just written");
        let mut nowhere = Stream { shape: Shape::Record, records: std::io::sink(), rejects: std::io::sink() };
        batch.run(input, &mut nowhere, |_| ()).expect("nothing to fail").counts
    };
    let mut group = criterion.benchmark_group("input");
    group.throughput(bytes(&articles)).sample_size(10);
    for (name, path) in &inputs {
        let expected = read(path);
        assert_eq!((expected.articles, expected.rejects), (articles.len() as u64, 0), "{name}");
        assert!(expected.quotes > 10 * expected.articles, "{name}");
        group.bench_function(*name, |b| b.iter(|| assert_eq!(read(path), expected, "{name}")));
    }
    group.finish();

    let mut group = criterion.benchmark_group("tables");
    group.throughput(bytes(&articles)).sample_size(10);
    let formats = [("JSON Lines", TableFormat::Jsonl), ("CSV", TableFormat::Csv), ("Parquet", TableFormat::Parquet)];
    for (name, format) in formats {
        if format == TableFormat::Parquet && cfg!(not(feature = "parquet")) {
            continue;
        }
        let (out, lines) = (folder.join("out"), &inputs[0].1);
        let expected = read(lines);
        group.bench_function(name, |b| {
            b.iter(|| {
                let input =
                    Input::open(std::slice::from_ref(lines), Reading::default()).expect("an input just written");
                let run = serde_json::Value::Null;
                let mut tables = Folder::open(&out, format, Earlier::Overwrite, run).expect("a writable target folder");
                let counts = batch.run(input, &mut tables, |_| ()).expect("room on the disk").counts;
                assert_eq!(counts, expected);
            })
        });
    }
    group.finish();
}

/// Writes the articles in each format; returns what each is called and where it is, JSON Lines first.
fn write(articles: &[String], folder: &Path) -> Vec<(&'static str, PathBuf)> {
    let texts = folder.join("texts");
    fs::create_dir_all(&texts).expect("a writable target folder");
    let objects = articles.iter().map(|text| serde_json::json!({ "text": text }).to_string());
    let lines: String = objects.map(|object| object + "\n").collect();
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["text"]).expect("memory");
    articles.iter().for_each(|text| csv.write_record([text]).expect("memory"));
    let page = |text: &String| {
        let paragraphs: String =
            text.split("\n\n").map(|paragraph| format!("<p>{}</p>\n", html_escape::encode_text(paragraph))).collect();
        format!(
            "<!DOCTYPE html><html><head><title>Talks</title></head><body><article>{paragraphs}</article></body></html>"
        )
    };
    let archive: String = articles.iter().enumerate().map(|(number, text)| record(number, &page(text))).collect();
    for (number, text) in articles.iter().enumerate() {
        fs::write(texts.join(format!("{number:04}.txt")), text).expect("a writable target folder");
    }
    let mut gz = GzEncoder::new(Vec::new(), Compression::default());
    gz.write_all(lines.as_bytes()).expect("memory");
    let files = [
        ("JSON Lines", "a.jsonl", lines.clone().into_bytes()),
        ("JSON Lines, gzip", "b.jsonl.gz", gz.finish().expect("memory")),
        ("JSON Lines, zstd", "c.jsonl.zst", compress_to_vec(lines.as_bytes(), CompressionLevel::Fastest)),
        ("CSV", "d.csv", csv.into_inner().expect("memory")),
        ("WARC of pages", "e.warc", archive.into_bytes()),
    ];
    let mut written = Vec::new();
    for (name, file, content) in files {
        fs::write(folder.join(file), content).expect("a writable target folder");
        written.push((name, folder.join(file)));
    }
    written.push(("text files", texts));
    written
}

/// A page as a record of a web archive.
fn record(number: usize, page: &str) -> String {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let (id, date) = (format!("<urn:uuid:00000000-0000-4000-8000-{number:012}>"), "2024-03-14T08:00:00Z");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: {id}\r\nWARC-Date: {date}\r\n\
         WARC-Target-URI: https://example.org/{number}\r\nContent-Type: application/http; msgtype=response\r\n\
         Content-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    )
}
