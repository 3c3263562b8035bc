//! Every format of the input gives the same readings of the same articles; what cannot be read is told with its place.

use super::{Ran, Scratch, TEXT, lines, run};
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;

/// Three articles: id, title, date, outlet, text.
fn articles() -> Vec<[String; 5]> {
    let text = |lead: &str| format!("{lead}, said the \"speaker\".\n\n{TEXT}");
    let article = |id: &str, lead: &str| {
        [id, "Talks, and a walk-out", "2024-03-14", "The Herald", &text(lead)].map(str::to_owned)
    };
    vec![
        article("a", "“We wait,” a baker said"),
        article("b", "Nothing; or “nearly” nothing"),
        article("c", "Café prices rose"),
    ]
}

const COLUMNS: [&str; 5] = ["id", "title", "date", "outlet", "text"];

fn objects() -> Vec<Value> {
    articles()
        .into_iter()
        .map(|cells| COLUMNS.into_iter().zip(cells).map(|(name, cell)| (name.to_owned(), json!(cell))).collect())
        .collect()
}

pub fn jsonl() -> String {
    objects().iter().map(|article| format!("{article}\n")).collect()
}

fn separated(delimiter: u8) -> Vec<u8> {
    let mut table = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    table.write_record(COLUMNS).expect("memory");
    articles().iter().for_each(|cells| table.write_record(cells).expect("memory"));
    table.into_inner().expect("memory")
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

pub fn read(path: &str) -> Ran {
    run(&["batch", path, "--out", "-"], "")
}

#[test]
fn every_format_gives_the_same_readings() {
    let scratch = Scratch::new("formats");
    let plain = read(&scratch.file("a.jsonl", jsonl()));
    assert_eq!((plain.code, plain.err.as_str()), (0, ""));
    assert_eq!(lines(&plain.out).len(), 3);
    let array = serde_json::to_string_pretty(&objects()).expect("JSON");
    let marked = [b"\xef\xbb\xbf".as_slice(), &separated(b',')].concat();
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(jsonl().encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [
        ("b.json", array.clone().into_bytes()),
        ("c.json", jsonl().into_bytes()),
        ("n.json", jsonl().replace('\n', "").into_bytes()),
        ("d.csv", separated(b',')),
        ("e.csv", marked),
        ("f.tsv", separated(b'\t')),
        ("g.jsonl.gz", gzip(jsonl().as_bytes())),
        ("h.csv.gz", gzip(&separated(b','))),
        ("i.ndjson.zst", zstd(jsonl().as_bytes())),
        ("j.tsv.zst", zstd(&separated(b'\t'))),
        ("k.jsonl", gzip(jsonl().as_bytes())),
        ("l.json.gz", gzip(array.as_bytes())),
        ("m.jsonl", wide),
    ] {
        let ran = read(&scratch.file(name, bytes));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
        assert!(ran.out == plain.out, "{name}:\n{}", ran.out);
    }
    for stream in [jsonl().into_bytes(), gzip(jsonl().as_bytes()), zstd(jsonl().as_bytes())] {
        assert!(run(&["batch", "-", "--out", "-"], stream).out == plain.out, "standard input");
    }
    let pretty: String =
        objects().iter().map(|article| serde_json::to_string_pretty(article).expect("JSON") + "\n").collect();
    for stream in [array.clone(), format!("\u{feff}{array}"), pretty.clone(), format!("\u{feff}{pretty}")] {
        let ran = run(&["batch", "-", "--out", "-"], &stream);
        assert!(ran.out == plain.out, "records over many lines on standard input: {}", ran.err);
    }
    for options in [&[][..], &["--input-format", "csv"]] {
        let stream = run(&[&["batch", "-", "--out", "-"], options].concat(), separated(b','));
        assert!(stream.out == plain.out, "{}", stream.err);
    }
}

#[test]
fn fields_may_go_by_other_names_and_others_pass_through() {
    let scratch = Scratch::new("fields");
    let file =
        scratch.file("in.csv", format!("story,when,desk,text\n\"{}\",2024-03-14,7,other\n", TEXT.replace('"', "\"\"")));
    let ran = run(&["batch", &file, "--out", "-", "--text-field", "story", "--date-field", "when"], "");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let record = &lines(&ran.out)[0];
    assert_eq!(record["id"], format!("{file}:2"));
    assert_eq!(record["extra"], json!({"desk": "7", "text": "other"}));
    assert_eq!((record["date"].as_str(), record["quotes"].as_array().map(Vec::len)), (Some("2024-03-14"), Some(3)));
    let nameless = run(&["batch", &file, "--out", "-", "--text-field", "body"], "");
    assert_eq!(nameless.code, 2);
    assert!(nameless.err.contains("story, when, desk, text"), "{}", nameless.err);
}

#[test]
fn quotes_of_collections_keep_or_find_their_speakers() {
    let quotebank = json!({"quoteID": "q1", "quotation": "Norway has been a generous friend", "speaker": "Ana Novak",
        "date": "2020-01-02 10:00:00", "urls": ["http://herald.example/1"], "numOccurrences": 2});
    let graph = json!({"date": "2020-01-02T10:00:00Z", "url": "http://herald.example/2", "title": "Talks", "lang": "ENGLISH",
        "quotes": [{"pre": "On Monday Ivo Dahl said:", "quote": "Norway has betrayed us all.", "post": "He then left the room."}]});
    let foreign =
        json!({"date": "20240102T100000Z", "lang": "SPANISH", "quotes": [{"pre": "Dahl:", "quote": "No", "post": ""}]});
    let empty = json!({"date": 1_706_659_200, "lang": "ENGLISH", "quotes": []});
    let row = "words,who\nNorway has been a generous friend,Ana Novak\n";
    let ran = run(&["batch", "-", "--out", "-"], format!("{quotebank}\n{graph}\n{foreign}\n{empty}\n"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let records = lines(&ran.out);
    assert_eq!((&records[0]["id"], &records[0]["url"]), (&json!("q1"), &json!("http://herald.example/1")));
    assert_eq!(records[0]["quotes"][0]["speaker"]["name"], "Ana Novak");
    assert_eq!(records[0]["stances"][0]["label"], "positive");
    assert_eq!(records[0]["extra"]["numOccurrences"], 2);
    assert_eq!(records[1]["quotes"].as_array().map(Vec::len), Some(1), "{}", records[1]);
    assert_eq!(records[1]["quotes"][0]["speaker"]["name"], "Ivo Dahl");
    assert_eq!(records[1]["stances"][0]["label"], "negative");
    assert!(records[2]["skipped"].as_str().is_some_and(|why| why.contains("SPANISH")), "{}", records[2]);
    assert_eq!((&records[3]["date"], &records[3]["quotes"]), (&json!("2024-01-31"), &json!([])));
    let scratch = Scratch::new("collections");
    let file = scratch.file("quotes.csv", row);
    let ran = run(&["batch", &file, "--out", "-", "--quote-field", "words", "--speaker-field", "who"], "");
    assert_eq!(lines(&ran.out)[0]["quotes"][0]["speaker"]["name"], "Ana Novak", "{}", ran.err);
}

/// A record of a web archive.
pub fn archived(kind: &str, content: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{length}>\r\nWARC-Date: 2024-03-14T10:00:00Z\r\n\
         WARC-Target-URI: http://herald.example/{length}\r\nContent-Type: {content}\r\n{headers}Content-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

#[test]
fn a_web_archive_gives_its_texts_and_goes_on_behind_what_is_broken() {
    let text = format!("{TEXT}\n");
    let answer = |code: &str, headers: &str, body: &[u8]| {
        let head = format!("HTTP/1.1 {code}\r\nContent-Type: text/plain; charset=utf-8\r\n{headers}\r\n");
        archived("response", "application/http; msgtype=response", "", &[head.as_bytes(), body].concat())
    };
    let chunked = format!("{:x}\r\n{}\r\n0\r\n\r\n", text.len(), text);
    let records = [
        archived("warcinfo", "application/warc-fields", "", b"software: none\r\n"),
        answer("200 OK", "", text.as_bytes()),
        answer("404 Not Found", "", b"\"We lost it,\" said nobody."),
        answer("200 OK", "Transfer-Encoding: chunked\r\n", chunked.as_bytes()),
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nlost\r\n\r\n".to_vec(),
        answer("200 OK", "Content-Encoding: gzip\r\n", &gzip(text.as_bytes())),
        archived("conversion", "text/plain", "", text.as_bytes()),
    ];
    let scratch = Scratch::new("archive");
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let whole = records.concat();
    let cut = &whole[..whole.len() - 60];
    let expected = run(&["score", "--format", "jsonl"], &text);
    let expected: Value = serde_json::from_str(&expected.out).expect("JSON");
    for (name, bytes, found) in [("a.warc", whole.as_slice(), 4), ("b.warc.gz", &members, 4), ("c.warc", cut, 3)] {
        let ran = read(&scratch.file(name, bytes));
        assert_eq!(ran.code, 2, "{name}");
        let records = lines(&ran.out);
        assert_eq!(records.len(), found, "{name}: {}", ran.err);
        for record in &records {
            assert_eq!((&record["quotes"], &record["text"]), (&expected["quotes"], &json!(text)), "{name}");
            assert_eq!(record["date"], "2024-03-14T10:00:00Z");
            assert!(record["url"].as_str().is_some_and(|url| url.starts_with("http://herald.example/")));
        }
        assert!(ran.err.contains("Content-Length \"many\" is no number"), "{}", ran.err);
        assert_eq!(ran.err.contains("ends after"), name == "c.warc", "{}", ran.err);
    }
}

#[test]
fn a_page_is_an_article_wherever_it_stands() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages/harbour.html");
    let bytes = fs::read(page).expect("a page");
    let scored = run(&["score", page, "--format", "jsonl"], "");
    assert_eq!((scored.code, scored.err.as_str()), (0, ""));
    let scored = &lines(&scored.out)[0];
    assert_eq!(scored["id"], page);
    for field in ["text", "title", "date", "outlet", "author", "url"] {
        assert!(scored[field].as_str().is_some_and(|text| !text.is_empty()), "{field}");
    }
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    let archive = archived("response", "application/http; msgtype=response", "", &[head.as_slice(), &bytes].concat());
    let scratch = Scratch::new("page");
    for path in
        [scratch.file("a.warc", archive), scratch.file("b.html.gz", gzip(&bytes)), scratch.file("c.htm", &bytes)]
    {
        let ran = read(&path);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{path}");
        let record = &lines(&ran.out)[0];
        for field in ["text", "title", "date", "outlet", "author", "quotes", "stances"] {
            assert_eq!(record[field], scored[field], "{path}: {field}");
        }
    }
    let empty = run(&["score"], "<html><body><nav>Home</nav></body></html>");
    assert_eq!(empty.code, 2);
    assert!(empty.err.contains("no article in the page"), "{}", empty.err);
}

#[test]
fn old_encodings_are_read_and_the_text_comes_along() {
    let scratch = Scratch::new("encodings");
    let text = "“Café owners in Malmö were betrayed by Norway,” said Ana Novak, of the owners’ guild.";
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let ran = run(&["score", &scratch.file("a.txt", &western), "--format", "jsonl"], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(lines(&ran.out)[0]["text"], text);
    let plain = run(&["score", &scratch.file("b.txt", text), "--format", "jsonl"], "");
    assert!(lines(&plain.out)[0].get("text").is_none());
    let rows = [b"text\n\"".as_slice(), &western, b"\"\n"].concat();
    assert_eq!(lines(&read(&scratch.file("c.csv", rows)).out)[0]["quotes"], lines(&plain.out)[0]["quotes"]);
}
