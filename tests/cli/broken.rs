//! What is broken costs itself alone: it is told with its place, and the rest is read.

use super::formats::{archived, gzip, jsonl, read};
use super::{Scratch, TEXT, lines, program, run};
use serde_json::json;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

/// 10,000 articles in files of many kinds, of which 100 are bad, ten of each of ten kinds.
#[test]
fn ten_kinds_of_bad_records_are_told_and_the_rest_is_scored() {
    let scratch = Scratch::new("bad");
    let good = |id: usize| format!("{}\n", json!({"id": id, "text": "“Norway lied,” said Ana Novak."})).into_bytes();
    let bad: [&[u8]; 5] = [
        b"not json\n",
        b"{\"text\":\"cut\n",
        b"{\"id\":1}\n",
        b"{\"text\":\"caf\xe9\"}\n",
        b"{\"text\":\"a\",\"date\":\"someday\"}\n",
    ];
    let line = |line: usize| if line.is_multiple_of(182) { bad[line / 182 % 5].to_vec() } else { good(line) };
    let articles: Vec<u8> = (1..=9_270).flat_map(line).collect();
    scratch.file("in/a.jsonl", articles);
    let row =
        |row: usize| format!("{row},{}\n", if row.is_multiple_of(40) { "one,two" } else { "“No” said Ana Novak." });
    let rows: String = (1..=400).map(row).collect();
    scratch.file("in/b.csv", format!("id,text\n{rows}"));
    let spoiled = |number: usize| {
        let mut member = gzip(&answer(number));
        let middle = member.len() / 2;
        member[middle] ^= if number % 10 == 5 { 0x40 } else { 0 };
        member
    };
    scratch.file("in/c.warc.gz", (0..100).flat_map(spoiled).collect::<Vec<u8>>());
    for number in 0..10 {
        let records: Vec<u8> = (0..21).flat_map(answer).collect();
        scratch.file(&format!("in/d{number}.warc"), &records[..records.len() - 20]);
        scratch.file(&format!("in/e{number}.txt"), b"\x7fELF\0\0\0");
    }
    let missing: Vec<String> = (0..10).map(|number| scratch.path(&format!("missing{number}.jsonl"))).collect();
    let (folder, out) = (scratch.path("in"), scratch.path("out"));
    let mut typed = vec!["batch", &folder, "--out", &out];
    typed.extend(missing.iter().map(String::as_str));
    let ran = run(&typed, "");
    assert_eq!(ran.code, 2);
    let table = |name: &str| lines(&fs::read_to_string(Path::new(&out).join(name)).expect("a table"));
    let rejects = table("rejects.jsonl");
    assert_eq!((table("articles.jsonl").len(), rejects.len()), (9_900, 100), "{}", ran.err);
    for reject in &rejects {
        let file = reject["file"].as_str().expect("a file");
        let place = ["line", "offset"].map(|unit| reject.get(unit).is_some());
        let expected =
            [file.ends_with("jsonl") && !file.contains("missing") || file.ends_with("csv"), file.contains("warc")];
        assert_eq!(place, expected, "{reject}");
        assert!(reject["cause"].as_str().is_some_and(|cause| !cause.is_empty()), "{reject}");
    }
    let first: Vec<_> = rejects.iter().take(50).map(|reject| reject["line"].as_u64()).collect();
    assert_eq!(first, (1..=50).map(|nth| Some(nth * 182)).collect::<Vec<_>>());
}

/// A line of 200 MB is a reject; it is never held whole.
#[test]
fn a_line_that_is_no_article_costs_no_memory() {
    let mut child = program(&["batch", "-", "--out", "-", "--threads", "1"]).spawn().expect("a run");
    let mut input = child.stdin.take().expect("a pipe");
    let good = format!("{}\n", json!({"text": TEXT}));
    input.write_all(good.as_bytes()).expect("a pipe");
    let junk = vec![b'a'; 1 << 20];
    (0..200).for_each(|_| input.write_all(&junk).expect("a pipe"));
    input.write_all(format!("\n{good}").as_bytes()).expect("a pipe");
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    drop(input);
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!((ended.status.code(), lines(&String::from_utf8_lossy(&ended.stdout)).len()), (Some(2), 2));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("-:2: a record of over 64 MiB"));
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse::<u64>().ok());
    assert!(peak.is_none_or(|kilobytes| kilobytes < 300 << 10), "{peak:?} kB");
}

#[test]
fn what_is_no_article_is_a_reject_of_its_own() {
    let scratch = Scratch::new("junk");
    let packed = gzip(jsonl().repeat(50).as_bytes());
    let mut broken = gzip(jsonl().as_bytes());
    broken.truncate(broken.len() / 2);
    let long = format!("{}{{\"text\":\"{}\"}}\n{}", jsonl(), "a ".repeat(40 << 20), jsonl());
    for (name, bytes, read_of, cause) in [
        ("a.txt", b"\x7fELF\0\0\0".to_vec(), 0, "neither text"),
        ("b.gz", broken, 0, "broken gzip"),
        ("c.jsonl.gz", packed[..packed.len() / 2].to_vec(), 0, ""),
        ("d.jsonl", long.into_bytes(), 6, "a record of over"),
        ("e.csv", b"id,text\n1,a\n2\n3,b\n".to_vec(), 2, "1 cells where the header has 2"),
        ("f.csv", b"a,b\n1,2\n".to_vec(), 0, "no column"),
        ("g.parquet", b"PAR1".to_vec(), 0, ""),
        ("h.html", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), 0, "neither text"),
        ("i.warc", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), 0, "no record of a web archive"),
        ("j.jsonl.zst", b"\x28\xb5\x2f\xfd\x01\x58\x07\x01\0\0".to_vec(), 0, "a dictionary (number 7)"),
        ("k.jsonl", b"{\"id\":true,\"text\":\"a\"}".to_vec(), 0, "an id is a string or a number"),
    ] {
        let path = scratch.file(name, bytes);
        let ran = read(&path);
        assert_eq!(ran.code, 2, "{name}: {}", ran.err);
        assert!(lines(&ran.out).len() >= read_of, "{name}");
        assert!(ran.err.contains(&path) && ran.err.contains(cause), "{name}: {}", ran.err);
    }
    assert_eq!(run(&["batch", &scratch.path("*.nothing"), "--out", "-"], "").code, 64);
    let pattern = run(&["batch", &scratch.path("[ae].*"), "--out", "-"], "");
    assert_eq!((pattern.code, lines(&pattern.out).len()), (2, 2), "{}", pattern.err);
}

/// An archive's page, whose text tells its number.
fn answer(number: usize) -> Vec<u8> {
    let text = format!("“Norway lied {number} times,” said Ana Novak.\n");
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
    archived("response", "application/http; msgtype=response", "", format!("{head}{text}").as_bytes())
}

/// The numbers of the pages that were read.
fn numbers(out: &str) -> Vec<usize> {
    let number = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().parse().expect("a number");
    lines(out).iter().map(|record| number(record["text"].as_str().expect("a text"))).collect()
}

#[test]
fn a_broken_record_of_an_archive_costs_no_other() {
    let scratch = Scratch::new("members");
    let records: Vec<Vec<u8>> = (0..6).map(answer).collect();
    let pack = |records: &[Vec<u8>]| records.iter().map(|record| gzip(record)).collect::<Vec<_>>();
    let packed = pack(&records);
    let mut spoiled = packed.clone();
    let middle = spoiled[2].len() / 2;
    spoiled[2][middle] ^= 0x40;
    let cut = [packed[..5].concat(), packed[5][..packed[5].len() / 2].to_vec()].concat();
    let longer = |by: i64| {
        let text = String::from_utf8(records[2].clone()).expect("text");
        let at = text.find("Content-Length: ").expect("a length") + 16;
        let length: i64 = text[at..].lines().next().expect("a line").parse().expect("a number");
        text.replace(&format!("Content-Length: {length}"), &format!("Content-Length: {}", length + by)).into_bytes()
    };
    let lying = |by| [records[..2].concat(), longer(by), records[3..].concat()].concat();
    for (name, bytes, found, cause) in [
        ("a.warc.gz", spoiled.concat(), vec![0, 1, 3, 4, 5], "broken gzip"),
        ("b.warc.gz", cut, vec![0, 1, 2, 3, 4], "broken gzip"),
        ("c.warc", lying(300), vec![0, 1, 3, 4, 5], "bytes"),
        ("d.warc", lying(1_000_000), vec![0, 1, 3, 4, 5], "bytes"),
        ("e.warc", lying(100_000_000), vec![0, 1], "bytes"),
    ] {
        let ran = read(&scratch.file(name, bytes));
        assert_eq!((ran.code, numbers(&ran.out)), (2, found), "{name}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{name}: {}", ran.err);
        assert!(ran.err.contains(cause) && ran.err.contains(":byte "), "{name}: {}", ran.err);
    }
    let padded = [packed.concat(), vec![0; 10_240]].concat();
    let ran = read(&scratch.file("f.warc.gz", padded));
    assert_eq!((ran.code, ran.err.as_str(), numbers(&ran.out).len()), (0, "", 6));
}

#[test]
fn archives_of_all_ages_are_read_and_what_is_no_page_is_passed_over() {
    let scratch = Scratch::new("ages");
    let text = "“Norway lied 1 times,” said Ana Novak.";
    let answered = |head: &str| {
        archived("response", "application/http;msgtype=response", "", format!("{head}\r\n\r\n{text}").as_bytes())
    };
    for head in [
        "HTTP/2 200\r\ncontent-type: text/plain",
        "HTTP/1.1 200 OK\r\nno header\r\nX-Folded: a\r\n b\r\nContent-Type: text/plain",
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: UTF-8",
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked",
    ] {
        for version in ["WARC/0.18", "WARC/1.0", "WARC/1.1"] {
            let record = String::from_utf8(answered(head)).expect("text").replace("WARC/1.0", version);
            let ran = read(&scratch.file("a.warc", record));
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{version} {head}");
            assert_eq!(lines(&ran.out)[0]["text"], text, "{version} {head}");
        }
    }
    let passed_over = [
        answered("HTTP/1.1 200 OK\r\nContent-Type: image/png"),
        answered("HTTP/1.1 200 OK\r\nContent-Type: application/json"),
        answered("HTTP/1.1 301 Moved\r\nContent-Type: text/html"),
        archived("response", "text/dns", "", b"20240314\nherald.example. 300 IN A 192.0.2.1"),
        archived("request", "application/http;msgtype=request", "", b"GET / HTTP/1.1\r\n\r\n"),
        archived("metadata", "application/warc-fields", "", b"via: none\r\n"),
    ];
    let ran = read(&scratch.file("b.warc", passed_over.concat()));
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
    assert!(ran.err.contains("nothing to score"), "{}", ran.err);
}

#[test]
fn an_array_is_read_element_by_element_and_lines_whatever_the_first_one_is() {
    let scratch = Scratch::new("elements");
    let record = |id: usize| json!({"id": id, "text": TEXT}).to_string();
    let pretty = |id: usize| format!("{{\n  \"id\": {id},\n  \"text\": {}\n}}", json!(TEXT));
    let array = format!("[\n{},\n{{\"id\": 2, \"text\": broken}},\n{}\n]\n", record(1), record(3));
    let cut = format!("[{},{},{}", record(1), record(2), &record(3)[..20]);
    let broken_first = format!("{{\"text\": \"cut\n{}\n{}\n", record(2), record(3));
    for (name, content, ids, place) in [
        ("a.json", array, vec![1, 3], ":row 2: "),
        ("b.json", cut, vec![1, 2], ":row 3: "),
        ("c.json", broken_first.clone(), vec![2, 3], ":1: "),
        ("d.json", format!("\u{feff}{broken_first}"), vec![2, 3], ":1: "),
        ("e.json", format!("{0}\n{{\n}}\n{0}\n", pretty(7)), vec![7, 7], ":5: "),
        ("f.json", format!("{}\n{}\n{{\"text\": \n", pretty(7), pretty(8)), vec![7, 8], ":9: "),
        ("g.json", format!("{}\n{{\n  \"text\": \"cut\n{}\n", pretty(7), pretty(8)), vec![7, 8], ":6: "),
        ("h.json", "\n\n{\n  \"text\": cut\n}".to_owned(), vec![], ":4: "),
    ] {
        for (path, stream) in [(scratch.file(name, &content), ""), ("-".to_owned(), &*content)] {
            let ran = run(&["batch", &path, "--out", "-"], stream);
            let found: Vec<_> = lines(&ran.out).iter().map(|record| record["id"].as_u64()).collect();
            let expected = ids.iter().copied().map(Some).collect();
            assert_eq!((ran.code, found), (2, expected), "{path}: {name}: {}", ran.err);
            assert_eq!(ran.err.lines().count(), 1, "{path}: {name}: {}", ran.err);
            assert!(ran.err.contains(&format!("{path}{place}")), "{path}: {name}: {}", ran.err);
        }
    }
}

/// What comes on standard input is told as soon as it ends, whether over one line or over many.
#[test]
fn a_record_of_a_stream_is_told_before_the_next_one_comes() {
    for record in [json!({"text": TEXT}).to_string(), format!("{{\n  \"text\": {}\n}}", json!(TEXT))] {
        let mut child = program(&["batch", "-", "--out", "-"]).spawn().expect("a run");
        let (mut input, output) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        let mut output = BufReader::new(output).lines();
        for number in 0..3 {
            writeln!(input, "{record}").expect("a pipe");
            let line = output.next().expect("a line").expect("UTF-8");
            assert_eq!(lines(&line)[0]["quotes"].as_array().map(Vec::len), Some(3), "{number}: {record}");
        }
        drop(input);
        assert!(child.wait().expect("it ends").success());
    }
}

#[test]
fn tables_are_read_as_people_write_them() {
    let scratch = Scratch::new("tables");
    let text = "“Norway lied,” said Ana Novak; “twice”.";
    let read_of = |name: &str, content: &str| {
        let ran = read(&scratch.file(name, content));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
        let record = lines(&ran.out)[0].clone();
        assert!(record["quotes"][0]["text"].as_str().is_some_and(|quote| quote.contains("Norway lied")), "{name}");
        record
    };
    for (name, delimiter) in [("a.csv", ";"), ("b.csv", "\t"), ("c.csv", "|"), ("d.tsv", ","), ("e.tsv", ";")] {
        let table = format!("id;text;desk\n7;\"{}\";world\n", text).replace(';', delimiter);
        assert_eq!(read_of(name, &table)["extra"], json!({"desk": "world"}), "{name}");
    }
    let crs = format!("\u{feff}id,text\r7,\"{text}\"\r");
    assert_eq!(read_of("f.csv", &crs)["id"], "7");
    // Marks that open no cell are the text's own, and a table needs no name that tells it.
    for name in ["h.tsv", "h.gzip", "h"] {
        let bare = read_of(name, "id\ttext\n7\t\"Norway lied,\" said Ana Novak. \"Twice,\" she said.\n");
        assert_eq!(bare["quotes"][0]["text"], "\"Norway lied,\"", "{name}");
    }
    let odd = read_of("g.csv", &format!("text,id,,text,desk,\n\"{text}\",7,0,other,a\0b,,,\n"));
    assert_eq!(odd["extra"], json!({"column_3": "0", "text_2": "other", "desk": "a\0b"}));
}

#[test]
fn a_mark_that_nobody_closes_costs_its_own_line() {
    let scratch = Scratch::new("marks");
    let row = |id: usize| format!("{id},\"{}\"\n", TEXT.trim().replace('"', "\"\""));
    let open = "3,\"“Norway lied,” said Ana Novak.\n";
    let plain = |id: usize| format!("{id},“Norway lied” said Ana Novak.\n");
    let height = row(1).lines().count();
    for (name, rows, ids, line) in [
        ("a.csv", [row(1), row(2), open.to_owned(), row(4), row(5)].concat(), vec![1, 2, 4, 5], 2 + 2 * height),
        ("b.csv", [plain(1), plain(2), open.to_owned(), plain(4), plain(5)].concat(), vec![1, 2, 4, 5], 4),
        ("c.csv", [plain(1), "2,\"a\nb\nc\",d,e\n".to_owned(), plain(5)].concat(), vec![1, 5], 3),
    ] {
        let ran = read(&scratch.file(name, format!("id,text\n{rows}")));
        let found: Vec<usize> =
            lines(&ran.out).iter().filter_map(|record| record["id"].as_str()?.parse().ok()).collect();
        assert_eq!((ran.code, found), (2, ids), "{name}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{name}: {}", ran.err);
        assert!(ran.err.contains(&format!("{name}:{line}: ")), "{name}: {}", ran.err);
    }
}

/// Whoever may read everything reads this as nobody; where nobody may not even start the program, nothing is shown.
#[cfg(unix)]
#[test]
fn what_may_not_be_read_or_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;
    let scratch = Scratch::new("denied");
    let permit = |name: &str, mode: u32| {
        fs::set_permissions(scratch.path(name), fs::Permissions::from_mode(mode)).expect("permissions");
    };
    let closed = ["in/b.txt", "in/c", "out"];
    for name in ["in/a.txt", "in/b.txt", "in/c/d.txt", "in/e.txt", "out/f.txt"] {
        scratch.file(name, TEXT);
    }
    closed.iter().for_each(|name| permit(name, 0));
    let is_root = fs::File::open(scratch.path("in/b.txt")).is_ok();
    let run = |args: &[&str]| {
        let mut program = program(args);
        if is_root {
            program.uid(NOBODY).gid(NOBODY);
        }
        program.output()
    };
    if let Err(cause) = run(&["--version"]) {
        eprintln!("passed over: nobody may not start the program here: {cause}");
        return;
    }
    let (folder, out) = (scratch.path("in"), scratch.path("out"));
    let read = run(&["batch", &folder, "--out", "-"]).expect("a run");
    let (found, told) = (String::from_utf8_lossy(&read.stdout), String::from_utf8_lossy(&read.stderr));
    assert_eq!((read.status.code(), lines(&found).len()), (Some(2), 2), "{told}");
    let rejects: Vec<&str> = told.lines().collect();
    assert_eq!(rejects.len(), 2, "{told}");
    for (reject, name) in rejects.iter().zip(["in/b.txt", "in/c"]) {
        let expected = format!("detente: {}: Permission denied", scratch.path(name));
        assert!(reject.starts_with(&expected), "{told}");
    }
    for args in [&["batch", &folder, "--out", &out][..], &["score", &scratch.path("in/b.txt")]] {
        let ended = run(args).expect("a run");
        let told = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(2), "{args:?}: {told}");
        assert!(told.contains("Permission denied") && told.lines().count() == 1, "{args:?}: {told}");
    }
    closed.iter().for_each(|name| permit(name, 0o755));
}

#[cfg(unix)]
#[test]
fn a_folder_is_read_but_for_what_is_hidden_or_leads_nowhere() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::new("hidden");
    for name in ["in/a.txt", "in/._a.txt", "in/.git/b.txt", "in/.c.jsonl", "in/d/e.txt"] {
        scratch.file(name, TEXT);
    }
    scratch.file("in/f.txt.bz2", b"BZh91AY&SY\0");
    scratch.file("in/g.txt.xz", b"\xfd7zXZ\0\0");
    let link = |to: &str, name: &str| symlink(to, scratch.path(name)).expect("a link");
    link("missing.txt", "in/h.txt");
    link("i.txt", "in/i.txt");
    link("..", "in/d/j");
    let ran = read(&scratch.path("in"));
    let ids: Vec<String> =
        lines(&ran.out).iter().map(|record| record["id"].as_str().expect("an id").to_owned()).collect();
    assert_eq!((ran.code, ids), (2, vec![scratch.path("in/a.txt"), scratch.path("in/d/e.txt")]), "{}", ran.err);
    for (line, part) in
        ran.err.lines().zip(["in/f.txt.bz2: broken bzip2", "in/g.txt.xz: packed with xz", "in/h.txt: ", "in/i.txt: "])
    {
        assert!(line.contains(part), "{}", ran.err);
    }
    assert_eq!(ran.err.lines().count(), 4, "{}", ran.err);
    let pattern = read(&scratch.path("in/*"));
    assert_eq!((pattern.code, lines(&pattern.out).len()), (2, 1), "{}", pattern.err);
}
