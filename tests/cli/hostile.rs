//! A hundred hostile inputs of ten kinds: none makes the program panic or hang, what is refused is told with its place, and the good
//! article beside each is read.

use super::formats::{archived, gzip, zstd};
use super::{Ran, Scratch, TEXT, lines, program};
use bzip2::write::BzEncoder;
use serde_json::json;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// A file's name, what stands in it, and what has to be told of it: nothing where it can be read, or is passed over.
type Hostile = (&'static str, Vec<u8>, &'static str);

/// What makes a trick in a folder.
type Trick = fn(&Path);

/// More than an article may have.
const LONG: usize = 80 << 20;

/// How long a run may take, and how much longer for each megabyte: a debug build on a busy machine is many times slower.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });

/// Runs the program, which must end by itself in time, and well.
fn endured(args: &[&str], bytes: usize) -> Ran {
    let limit = PATIENCE * (1 + (bytes >> 20) as u32);
    let mut child = program(args).spawn().expect("the program starts");
    drop(child.stdin.take());
    let (mut out, mut err) = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
    let text = |pipe: &mut dyn Read| {
        let mut text = Vec::new();
        pipe.read_to_end(&mut text).expect("a pipe");
        String::from_utf8(text).expect("UTF-8")
    };
    let out = thread::spawn(move || text(&mut out));
    let err = thread::spawn(move || text(&mut err));
    let start = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status.code().expect("no signal ends it");
        }
        if start.elapsed() > limit {
            child.kill().expect("a child");
            panic!("{args:?} hangs");
        }
        thread::sleep(Duration::from_millis(2));
    };
    let ran = Ran { code, out: out.join().expect("read"), err: err.join().expect("read") };
    assert!(matches!(code, 0 | 1 | 2 | 64) && !ran.err.contains("panicked"), "{args:?}: {code}: {}", ran.err);
    assert!(ran.err.lines().all(|line| line.len() < 2_000), "{args:?} talks too much");
    ran
}

/// Reads each file beside a good one.
fn hold(kind: &str, files: Vec<Hostile>) {
    assert_eq!(files.len(), 10, "{kind}");
    let scratch = Scratch::new(kind);
    let good = scratch.file("good.jsonl", json!({"id": "good", "text": TEXT}).to_string());
    for (name, content, cause) in files {
        let path = scratch.file(name, &content);
        let bytes = if kind == "bombs" { LONG } else { content.len() };
        let ran = endured(&["batch", &path, &good, "--out", "-", "--threads", "1"], bytes);
        let records = lines(&ran.out);
        assert!(records.iter().any(|record| record["id"] == "good"), "{name}: {}", ran.err);
        if cause.is_empty() {
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
        } else {
            let told = ran.err.lines().any(|line| line.contains(&path) && line.contains(cause));
            assert!(ran.code == 2 && told, "{name}: {}", ran.err);
        }
    }
}

/// A page as an archive keeps it.
fn answer(fields: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n");
    archived("response", "application/http", "", &[head.as_bytes(), body].concat())
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut packed = BzEncoder::new(Vec::new(), bzip2::Compression::best());
    packed.write_all(bytes).and_then(|()| packed.finish()).expect("memory")
}

#[test]
fn bombs() {
    let long = vec![b'a'; LONG];
    let packed = gzip(&long);
    // A frame of blocks that each say "128 KiB of a".
    let block = [2 | (128 << 10) << 3, (128 << 10) >> 5, (128 << 10) >> 13].map(|byte| byte as u8);
    let frame = [b"\x28\xb5\x2f\xfd\x00\x58".as_slice(), &[&block[..], b"a"].concat().repeat(LONG >> 17), b"\x03\0\0a"]
        .concat();
    let line = [b"{\"text\":\"".as_slice(), &long, b"\"}\n"].concat();
    hold(
        "bombs",
        vec![
            ("a.txt.gz", packed.clone(), "over 64 MiB"),
            ("b.html.gz", packed.clone(), "over 64 MiB"),
            ("c.jsonl.gz", gzip(&line), "over 64 MiB"),
            ("d.txt.gz", gzip(&packed), "neither text"),
            ("e.txt.zst", frame, "over 64 MiB"),
            ("f.txt.bz2", bzip2(&long), "over 64 MiB"),
            ("g.csv.gz", gzip(&[b"text\n\"".as_slice(), &long].concat()), "over 64 MiB"),
            ("h.warc.gz", gzip(&answer("", &long)), "over 64 MiB"),
            ("i.warc", answer("Content-Encoding: gzip\r\n", &packed), "over 64 MiB"),
            ("j.warc", answer(&"Content-Encoding: gzip\r\n".repeat(900), &gzip(&packed)), "coded 900 times"),
        ],
    );
}

#[cfg(unix)]
#[test]
fn paths() {
    use std::ffi::OsStr;
    use std::os::unix::{ffi::OsStrExt, fs::symlink};
    use std::process::Command;
    let good = json!({"id": "good", "text": TEXT}).to_string();
    // What is made in the folder, and what has to be told of it.
    let tricks: [(&str, Trick, &str); 10] = [
        ("circle", |folder| symlink("b.jsonl", folder.join("b.jsonl")).expect("a link"), "b.jsonl: "),
        ("nowhere", |folder| symlink("/nowhere/at/all", folder.join("b.jsonl")).expect("a link"), "b.jsonl: "),
        ("up", |folder| symlink("..", folder.join("b")).expect("a link"), ""),
        ("itself", |folder| symlink(".", folder.join("b.json")).expect("a link"), ""),
        ("folder", |folder| fs::create_dir(folder.join("b.json")).expect("a folder"), ""),
        ("device", |folder| symlink("/dev/zero", folder.join("b.jsonl")).expect("a link"), ""),
        (
            "pipe",
            |folder| {
                assert!(Command::new("mkfifo").arg(folder.join("b.jsonl")).status().expect("a program").success());
            },
            "",
        ),
        (
            "bytes",
            |folder| {
                fs::write(folder.join(OsStr::from_bytes(b"b\xff\xfe.txt")), [0; 9]).expect("a file");
            },
            ".txt: neither text",
        ),
        ("line ends", |folder| fs::write(folder.join("b\n*?[.jsonl"), "x").expect("a file"), "x"),
        ("deep", |folder| fs::create_dir_all(folder.join("a/".repeat(1_500))).expect("folders"), ""),
    ];
    for (name, make, cause) in tricks {
        let scratch = Scratch::new("paths");
        scratch.file("in/good.jsonl", &good);
        let folder = scratch.path("in");
        make(Path::new(&folder));
        for named in [folder.clone(), format!("{folder}/*")] {
            let ran = endured(&["batch", &named, "--out", "-"], 0);
            assert_eq!(
                lines(&ran.out).iter().filter(|record| record["id"] == "good").count(),
                1,
                "{name}: {}",
                ran.err
            );
            let is_told = if cause.is_empty() { ran.err.is_empty() } else { ran.err.contains(cause) };
            assert!(is_told, "{name}: {}", ran.err);
        }
    }
}

#[test]
fn pages() {
    let page = |row: &str, times: usize| row.repeat(times).into_bytes();
    let none = "no article";
    hold(
        "pages",
        vec![
            ("a.html", page("<div>", 100_000), none),
            ("b.html", page("<a href=x>", 50_000), none),
            ("c.html", format!("<p {}>x", "a=1 ".repeat(200_000)).into_bytes(), ""),
            ("d.html", page("<table><tr><td>", 30_000), none),
            ("e.html", page("&ngE;&#x110000;&#xd800;", 20_000), none),
            ("f.html", page("<!--<script>", 50_000), none),
            ("g.html", page("<svg><math><template><noscript><textarea>", 5_000), none),
            ("h.html", b"<p>\x00\x00\x00</p>".to_vec(), "neither text"),
            ("i.html", page("<script type='application/ld+json'>[[[[[[{\"@type\":", 10_000), none),
            ("j.html", Vec::new(), none),
        ],
    );
}

#[test]
fn json() {
    let deep = |open: &str, close: &str| {
        format!("{{\"text\":\"x\",\"a\":{}1{}}}", open.repeat(100_000), close.repeat(100_000))
    };
    let text = |text: &str| format!("{{\"text\":\"{text}\"}}").into_bytes();
    hold(
        "json",
        vec![
            ("a.jsonl", deep("[", "]").into_bytes(), ":1: "),
            ("b.json", deep("{\"a\":", "}").into_bytes(), "b.json"),
            ("c.json", format!("[{}]", deep("[", "]")).into_bytes(), ":row 1: "),
            ("d.jsonl", text("\\ud800"), ":1: "),
            ("e.jsonl", text("\\udc00\\ud800"), ":1: "),
            ("f.jsonl", text("\\ud83d\\u0041"), ":1: "),
            ("g.jsonl", text("a\u{1}b"), ":1: "),
            ("h.jsonl", b"{\"text\":\"caf\xe9\"}".to_vec(), ":1: not UTF-8"),
            ("i.jsonl", b"{\"text\":\"x\",\"id\":1e999}".to_vec(), ":1: an id is a string or a number"),
            ("j.json", b"[{\"text\":\"x\"},{\"text\":\"x\",\"date\":\"9999-99-99\"}".to_vec(), ":row 2: "),
        ],
    );
}

#[test]
fn cells() {
    let table = |rows: &str| format!("id,text\n{rows}").into_bytes();
    hold(
        "cells",
        vec![
            ("a.csv", table("1,\"never closed\n2,b\n"), ":2: a quotation mark"),
            ("b.csv", table("1,\0\0\0\n"), ""),
            ("c.csv", table("1,a,b,c\n"), ":2: 4 cells"),
            ("d.csv", format!("text{}\nNovak spoke.{}\n", ",a".repeat(20_000), ",1".repeat(20_000)).into_bytes(), ""),
            ("e.csv", format!("a{}\n", ",b".repeat(20_000)).into_bytes(), ":1: no column"),
            ("f.csv", table("=1+1,\"=HYPERLINK(\"\"http://a.example\"\",\"\"x\"\")\"\n@x,-1+1\n+1,\t=1\n"), ""),
            ("g.csv", table(&"\"\n".repeat(9_999)), "quotation mark"),
            ("h.csv", table(&",".repeat(100_000)), "cells"),
            ("i.csv", b"\xff\xfei\0d\0,\0t\0".to_vec(), "no column"),
            ("j.tsv", b"text\tid\n\"a\tb\n".to_vec(), "quotation mark"),
        ],
    );
}

#[test]
fn archives() {
    let good = answer("", b"<p>Novak spoke, and so on, and left.</p>");
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let said = |length: &str| {
        String::from_utf8(good.clone())
            .expect("text")
            .replace("Content-Length: ", &format!("Content-Length: {length}"))
            .into_bytes()
    };
    let text = TEXT.repeat(200);
    hold(
        "archives",
        vec![
            ("a.txt.gz", cut(gzip(text.as_bytes())), "broken gzip"),
            ("b.txt.zst", cut(zstd(text.as_bytes())), "broken zstd"),
            ("c.txt.bz2", cut(bzip2(text.as_bytes())), "broken bzip2"),
            ("d.warc.gz", cut(gzip(&good)), ":byte 0: "),
            ("e.warc", said("9"), "the record ends after"),
            ("f.warc", said("99999999999999999999"), "is no number"),
            ("g.warc", said("-"), "is no number"),
            ("h.warc", said("9").repeat(2_000), "the record ends after"),
            ("i.warc", b"WARC/1.0\r\n".repeat(20_000), "headers without an end"),
            ("j.txt.xz", b"\xfd7zXZ\0\0\x04".to_vec(), "packed with xz"),
        ],
    );
}

#[test]
fn encodings() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let record = "{\"text\":\"Novak spoke.\"}";
    hold(
        "encodings",
        vec![
            ("a.txt", wide("Novak spoke."), "neither text"),
            ("b.jsonl", wide(record), ":1: "),
            ("c.txt", [b"\xff\xfe".as_slice(), &wide("Novak \u{1f642}")[..13]].concat(), ""),
            ("d.jsonl", "\u{feff}".repeat(5_000).into_bytes(), ":1: "),
            ("e.txt", (0x80..=0xff).cycle().take(200_000).collect(), ""),
            ("f.jsonl", [b"\xff\xfe".as_slice(), &wide("\u{feff}"), &wide(record), b"\x00\xd8"].concat(), ":1: "),
            ("g.txt", b"\xff\xfe\0\0N\0\0\0".to_vec(), "neither text"),
            ("h.html", b"<meta charset=utf-7><p>+ADw-script+AD4- Novak spoke, and so on, and left.</p>".to_vec(), ""),
            ("i.csv", [b"id,text\n1,".as_slice(), &[0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf8, 0x88], b"\n"].concat(), ""),
            ("j.jsonl", b"{\"text\":\"\xed\xa0\x80\"}\n".to_vec(), ":1: not UTF-8"),
        ],
    );
}

#[test]
fn soups() {
    let rows = |row: &str| row.repeat(400_000 / row.len()).into_bytes();
    hold(
        "soups",
        vec![
            ("a.txt", rows("x"), ""),
            ("b.txt", rows("\u{201c}\u{2018}\""), ""),
            ("c.txt", rows("\" said \"Novak\" "), ""),
            ("d.txt", rows("e\u{301}\u{323}\u{301}"), ""),
            ("e.txt", rows("\u{200b}\u{200d}\u{feff}"), ""),
            ("f.txt", rows("\u{202e}\u{5d0}\u{2066}Novak said "), ""),
            ("g.txt", rows("a.b@c/d-e'f"), ""),
            ("h.txt", rows("\r\n\u{2028}\u{85} "), ""),
            ("i.txt", rows("(\u{201c}[\u{ab}"), ""),
            ("j.txt", rows("\u{1f468}\u{200d}\u{1f469} said, "), ""),
        ],
    );
}

#[test]
fn overlays() {
    let cases: [(&str, String, &str); 10] = [
        ("valence.tsv", "term\tvalue\nx\t9e9\n".to_owned(), "valence.tsv:2: "),
        ("valence.tsv", format!("term\tvalue\n{}", "x\ty\tz\n".repeat(200)), "valence.tsv:2: "),
        ("valence.tsv", "\t".repeat(100_000), "valence.tsv"),
        ("valence.tsv", String::new(), "valence.tsv: no row of column names"),
        ("valence.tsv", "term\tvalue\n\t0.5\n".to_owned(), "valence.tsv:2: "),
        ("people.tsv", "id\tborn\nx\t\u{202e}\n".to_owned(), "people.tsv"),
        ("nothing.tsv", "a\n".to_owned(), "no table \"nothing\""),
        ("cues.tsv", "!".to_owned(), "cues.tsv"),
        ("weights.tsv", "name\tvalue\nx\tNaN\n".to_owned(), "weights.tsv"),
        ("boilerplate.tsv", "# replaces: all\nx\n".to_owned(), "boilerplate.tsv"),
    ];
    for (number, (name, table, cause)) in cases.into_iter().enumerate() {
        let scratch = Scratch::new("overlays");
        scratch.file(&format!("lexicons/{name}"), &table);
        let article = scratch.file("a.txt", TEXT);
        let ran = endured(&["score", &article, "--lexicons", &scratch.path("lexicons")], table.len());
        assert!(ran.code == 64 && ran.err.contains(cause), "{number}: {name}: {}", ran.err);
    }
}

#[test]
fn runs() {
    let cases: [(&str, &str, &[&str], &str); 10] = [
        ("stances.jsonl", "{\"article\":", &["aggregate", "DIR"], "stances.jsonl:1: "),
        ("stances.jsonl", "{\"article\":\"x\",\"score\":\"\\ud800\"}\n", &["aggregate", "DIR"], "stances.jsonl:1: "),
        ("articles.jsonl", "[[[[", &["aggregate", "DIR"], "articles.jsonl:1: "),
        ("quotes.jsonl", "\u{0}\u{0}", &["report", "DIR", "--out", "OUT"], "quotes.jsonl:1: "),
        ("manifest.json", "[", &["aggregate", "DIR"], "manifest.json"),
        ("journal.json", "{}", &["aggregate", "DIR"], "was stopped"),
        ("journal.json", "{}", &["batch", "GOOD", "--out", "DIR", "--resume"], "journal.json"),
        (
            "a.ledger",
            "{\"detente\":\"ledger 2\",\"by\":[\"speaker\",\"target\"],\"makers\":[]}\n{}\n",
            &["aggregate", "FILE"],
            "a.ledger:2: ",
        ),
        ("coded.csv", "id,label\n1,excellent\n", &["eval", "DIR", "--gold", "FILE"], "coded.csv:2: "),
        (
            "manifest.json",
            "{\"engine\":7,\"options\":{\"inputs\":[\"../../..\"]}}",
            &["verify", "FILE"],
            "manifest.json",
        ),
    ];
    for (number, (name, content, typed, cause)) in cases.into_iter().enumerate() {
        let scratch = Scratch::new("runs");
        let good = scratch.file("good.txt", TEXT);
        let folder = scratch.path("run");
        assert_eq!(endured(&["batch", &good, "--out", &folder], 0).code, 0);
        let file = scratch.file(&format!("run/{name}"), content);
        let out = scratch.path("out.html");
        let typed: Vec<&str> = typed
            .iter()
            .map(|word| match *word {
                "DIR" => &folder,
                "FILE" => &file,
                "GOOD" => &good,
                "OUT" => &out,
                word => word,
            })
            .collect();
        let ran = endured(&typed, content.len());
        assert!(matches!(ran.code, 2 | 64) && ran.err.contains(cause), "{number}: {typed:?}: {} {}", ran.code, ran.err);
    }
}
