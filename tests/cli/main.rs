//! The real program: exit codes, streams, formats, rejects, and the same bytes on any number of threads. All texts are
//! invented.
#![cfg(feature = "cli")]

mod aggregate;
mod broken;
mod diff;
mod exchange;
mod fit;
mod formats;
mod gazetteer;
mod hostile;
mod lexicon;
mod page;
mod report;
mod resume;
mod schema;
mod shell;
mod verify;

use serde_json::{Value, json};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const TEXT: &str = "“Norway has been a generous friend,” Foreign Minister Ana Novak said on Monday.\n\n\
    Novak accused Russia of reckless behaviour. “Russia has lied to us,” she told reporters.\n";

/// What a run left behind.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// A folder of one test's own, removed when the test ends well.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a scratch folder");
        Scratch(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, content).expect("a scratch file");
        path.display().to_string()
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}

fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(args: &[&str], input: impl AsRef<[u8]>) -> Ran {
    let mut child = program(args).spawn().expect("the program starts");
    // A program that reads no input may be gone before all of it is written.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_ref());
    let output = child.wait_with_output().expect("the program ends");
    Ran {
        code: output.status.code().expect("no signal ends it"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

#[test]
fn score_prints_json_into_a_pipe_and_other_formats_on_demand() {
    let ran = run(&["score", "--date", "2024-03-14"], TEXT);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let record: Value = serde_json::from_str(&ran.out).expect("one JSON record");
    assert_eq!((&record["id"], &record["date"]), (&json!("-"), &json!("2024-03-14")));
    assert!(!record["quotes"].as_array().expect("quotes").is_empty());
    assert_eq!(record.get("text"), None);

    let one_line = run(&["score", "--format", "jsonl", "--date", "2024-03-14"], TEXT);
    assert_eq!(lines(&one_line.out), [record]);
    let with_text = run(&["score", "--with-text"], TEXT);
    assert_eq!(serde_json::from_str::<Value>(&with_text.out).expect("JSON")["text"], TEXT);

    let table = run(&["score", "--format", "table"], TEXT);
    assert!(table.out.contains("Ana Novak") && table.out.contains("│"), "{}", table.out);
    assert!(!table.out.contains('\u{1b}'), "no colours into a pipe");
    let csv = run(&["score", "--format", "csv"], TEXT);
    assert!(csv.out.starts_with("article,date,quote,kind,holder"), "{}", csv.out);
    assert!(csv.out.lines().count() > 1);
}

#[test]
fn score_reads_records_and_answers_what_is_asked() {
    let record = json!({
        "id": 7, "text": "Zoë praised Norway.", "outlet": "Courier", "desk": {"n": 1}, "title": null,
        "targets": [{"id": "t", "start": 12, "end": 18}],
        "pairs": [{"id": "p", "a": {"start": 0, "end": 3}, "b": {"start": 12, "end": 18}}],
    });
    let ran = run(&["score"], record.to_string());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let read: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(
        (&read["id"], &read["outlet"], &read["extra"]),
        (&json!(7), &json!("Courier"), &json!({"desk": {"n": 1}}))
    );
    assert_eq!((&read["targets"][0]["id"], &read["pairs"][0]["id"]), (&json!("t"), &json!("p")));
    assert!(read["pairs"][0]["a_to_b"]["score"].is_number());
}

#[test]
fn numbers_of_the_input_keep_their_digits() {
    let (id, extra) = (
        "123456789012345678901234567890",
        r#"{"key":98765432109876543210,"share":0.12345678901234567890,"far":1e999}"#,
    );
    let record = format!("{{\"id\":{id},\"text\":{},{}", json!(TEXT), &extra[1..]);
    let ran = run(&["score"], record.as_str());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let written = ran.out.replace([' ', '\n'], "");
    assert!(written.starts_with(&format!("{{\"id\":{id},")) && written.contains(&format!("\"extra\":{extra}")));
    let scratch = Scratch::new("digits");
    let read = scratch.file("read.jsonl", record);
    let out = scratch.path("out");
    for (table, cell) in [("jsonl", extra.to_owned()), ("csv", format!("\"{}\"", extra.replace('"', "\"\"")))] {
        assert_eq!(run(&["batch", &read, "--out", &out, "--format", table, "--force"], "").code, 0);
        let articles = std::fs::read_to_string(format!("{out}/articles.{table}")).expect("a table");
        assert!(articles.contains(id) && articles.contains(&cell), "{articles}");
    }
}

#[test]
fn offsets_are_read_and_written_in_the_unit_asked_for() {
    for (unit, start, end) in [("scalar", 2, 8), ("byte", 5, 11), ("utf16", 3, 9)] {
        let text = "🙂 Norway has been generous.";
        let record = json!({"id": "a", "text": text, "targets": [{"id": "t", "start": start, "end": end}]});
        let ran = run(&["score", "--offsets", unit], record.to_string());
        assert_eq!(ran.code, 0, "{unit}: {}", ran.err);
    }
    let quote = |unit: &str| {
        let ran = run(&["score", "--offsets", unit], format!("🙂 {TEXT}"));
        let record: Value = serde_json::from_str(&ran.out).expect("JSON");
        record["quotes"][0]["spans"][0]["end"].as_u64().expect("an offset")
    };
    assert_eq!(quote("utf16"), quote("scalar") + 1);
    // The emoji takes four bytes and each curly mark three.
    assert_eq!(quote("byte"), quote("scalar") + 3 + 2 * 2);
}

#[test]
fn quotes_that_are_given_are_not_looked_for() {
    let quotes =
        json!([{"quote": "Norway has been generous.", "speaker": "Ana Novak"}, {"quote": "No.", "speaker": null}]);
    let ran = run(&["score"], json!({"id": "q", "quotes": quotes}).to_string());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let record: Value = serde_json::from_str(&ran.out).expect("JSON");
    let text: Vec<char> = record["text"].as_str().expect("the text that offsets point into").chars().collect();
    let found = record["quotes"].as_array().expect("quotes");
    assert_eq!(found.len(), 2);
    for (found, given) in found.iter().zip(quotes.as_array().expect("quotes")) {
        let (start, end) = (found["spans"][0]["start"].as_u64(), found["spans"][0]["end"].as_u64());
        let words: String = text[start.expect("start") as usize..end.expect("end") as usize].iter().collect();
        assert!(given["quote"].as_str().expect("a quote").starts_with(words.trim_end_matches('.')), "{words}");
    }
    assert_eq!(found[0]["speaker"]["name"], "Ana Novak");
    assert_eq!((&found[0]["speaker"]["start"], &found[1]["speaker"]), (&Value::Null, &Value::Null));
}

#[test]
fn exit_codes_tell_what_happened() {
    let german = "Der Minister sagte am Montag in Berlin, dass die Verhandlungen mit der Regierung ohne Ergebnis geblieben \
        seien und in der kommenden Woche fortgesetzt werden sollen.";
    let scratch = Scratch::new("codes");
    let folder = scratch.path("empty");
    fs::create_dir(&folder).expect("a folder");
    let cases: [(&[&str], &str, i32, &str); 20] = [
        (&["score"], "", 1, "nothing to score"),
        (&["score"], "Nothing here.", 1, "nothing to score"),
        (&["score"], german, 1, "German"),
        (&["score"], r#"{"id":"a"}"#, 2, "neither text nor quotes"),
        (&["score"], r#"{"text":"Norway","targets":[{"id":"t","start":3,"end":40}]}"#, 2, "3..40"),
        (&["score"], r#"{"text":"Norway","date":"last week"}"#, 2, "last week"),
        (&["score"], r#"{"text":"Norway","quotes":[{"quote":"Sweden"}]}"#, 2, "Sweden"),
        (&["score", "no-such-file.txt"], "", 2, "no-such-file.txt"),
        (&["score", "--date", "soon"], TEXT, 64, "--date"),
        (&["score", "--format", "picture"], TEXT, 64, "picture"),
        (&["no-such-command"], "", 64, "no-such-command"),
        (&["batch", &folder, "--out", "-"], "", 1, ""),
        (&["batch", "-", "--out", "-"], "\n\n", 1, ""),
        (&["explain"], "", 1, "nothing to explain"),
        (&["explain"], german, 1, "German"),
        (&["explain", "--with-text"], TEXT, 64, "--with-text"),
        (&["bench", "no-such-file.txt"], "", 2, "no-such-file.txt"),
        (&["bench", &folder], "", 1, ""),
        (&["bench", "--with-text"], "", 64, "--with-text"),
        (&["bench", "--date", "2024"], "", 64, "--date"),
    ];
    for (args, input, code, says) in cases {
        let ran = run(args, input);
        assert_eq!(ran.code, code, "{args:?} {input:?}: {}", ran.err);
        assert!(ran.err.contains(says), "{args:?} {input:?}: {}", ran.err);
    }
    assert_eq!(run(&["explain"], "").out, "");
    assert_eq!(run(&["--help"], "").code, 0);
    assert_eq!(run(&["--version"], "").code, 0);
}

#[test]
fn a_bad_record_is_a_line_on_standard_error_and_the_rest_is_done() {
    let scratch = Scratch::new("rejects");
    let mut content = b"\xef\xbb\xbf{\"id\":\"a\",\"text\":\"x\"}\r\n\r\n".to_vec();
    content.extend(b"{\"id\":\"b\",\"text\":\"caf\xe9\"}\n");
    content.extend(b"not json\n{\"id\":\"c\",\"text\":\"\\ud800\"}\n{\"text\":\"\"}\n{\"id\":\"d\",\"text\":\"last\"}");
    let file = scratch.file("in.jsonl", content);
    let missing = scratch.path("missing.jsonl");
    let ran = run(&["batch", &missing, &file, "--out", "-"], "");
    assert_eq!(ran.code, 2);
    let ids: Vec<Value> = lines(&ran.out).into_iter().map(|record| record["id"].clone()).collect();
    assert_eq!(ids, [json!("a"), json!(format!("{file}:6")), json!("d")]);
    let errors: Vec<&str> = ran.err.lines().collect();
    assert_eq!(errors.len(), 4, "{}", ran.err);
    assert!(errors[0].contains(&missing), "{}", errors[0]);
    for (error, line) in errors[1..].iter().zip([3, 4, 5]) {
        assert!(error.contains(&format!("{file}:{line}: ")), "{error}");
    }
    assert!(errors[1].contains("UTF-8"));
}

#[test]
fn a_folder_is_read_in_the_order_of_its_paths() {
    let scratch = Scratch::new("folder");
    let names = ["news/a.txt", "news/b/c.txt", "news/d.TXT", "news/ignored.png", "news/e.jsonl"];
    for name in names {
        let content = if name.ends_with("jsonl") { "{\"id\":\"line\",\"text\":\"x\"}\n" } else { TEXT };
        scratch.file(name, content);
    }
    let ran = run(&["batch", &scratch.path("news"), "--out", "-", "--date", "2024"], "");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let ids: Vec<String> =
        lines(&ran.out).iter().map(|record| record["id"].as_str().expect("an id").to_owned()).collect();
    assert_eq!(ids, [scratch.path(names[0]), scratch.path(names[1]), scratch.path(names[2]), "line".to_owned()]);
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let scratch = Scratch::new("threads");
    let mut content = String::new();
    for number in 0..900 {
        let line = match number % 7 {
            3 => "{broken".to_owned(),
            5 => json!({"id": number, "text": ""}).to_string(),
            _ => json!({"id": number, "date": "2024-03-14", "text": TEXT.repeat(1 + number % 4)}).to_string(),
        };
        content.push_str(&line);
        content.push('\n');
    }
    let file = scratch.file("in.jsonl", content);
    let read = |threads: &str| run(&["batch", &file, "--out", "-", "--threads", threads], "");
    let one = read("1");
    assert_eq!(one.code, 2);
    for threads in ["2", "8"] {
        let more = read(threads);
        assert!(one.out == more.out && one.err == more.err, "{threads} threads differ from one");
    }
    let table = |threads: &str, name: &str| {
        let out = scratch.path(&format!("out-{threads}"));
        let ran = run(&["batch", &file, "--out", &out, "--threads", threads, "--force"], "");
        assert_eq!(ran.code, 2, "{}", ran.err);
        fs::read_to_string(Path::new(&out).join(name)).expect("a table")
    };
    for name in ["articles.jsonl", "quotes.jsonl", "stances.jsonl", "speakers.jsonl", "rejects.jsonl"] {
        assert!(table("1", name) == table("8", name), "{name}");
    }
    let unmatched = |threads: &str| {
        let manifest: Value = serde_json::from_str(&table(threads, "manifest.json")).expect("JSON");
        manifest["unmatched"].clone()
    };
    assert!(unmatched("1").as_array().is_some_and(|names| !names.is_empty()));
    for threads in ["2", "8"] {
        assert_eq!(unmatched("1"), unmatched(threads), "{threads} threads");
    }
}

#[test]
fn a_folder_of_results_is_complete_and_not_overwritten() {
    let scratch = Scratch::new("results");
    let mut content = String::new();
    for id in 0..3 {
        content.push_str(&json!({"id": id, "date": "2024-03-14", "text": TEXT}).to_string());
        content.push('\n');
    }
    content.push_str(r#"{"id":"t","text":"Norway was generous.","targets":[{"id":"x","start":0,"end":6}]}"#);
    content.push_str("\nbroken\n");
    let file = scratch.file("in.jsonl", content);
    let out = scratch.path("out");
    let ran = run(&["batch", &file, "--out", &out], "");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let table = |name: &str| lines(&fs::read_to_string(Path::new(&out).join(name)).expect("a table"));
    let articles = table("articles.jsonl");
    assert_eq!(articles.len(), 4);
    assert_eq!(articles[3]["targets"][0]["id"], "x");
    assert_eq!(
        table("quotes.jsonl").len() as u64,
        articles.iter().map(|a| a["quotes"].as_u64().expect("a count")).sum::<u64>()
    );
    assert_eq!(table("rejects.jsonl")[0]["line"], 5);
    // The same stances in three articles: what two more might have said makes the width.
    let speakers = table("speakers.jsonl");
    let russia = speakers.iter().find(|row| row["target"]["actor"] == "country:RUS" && row["name"] == "Ana Novak");
    let russia = russia.expect("Novak speaks of Russia in every article");
    let [mean, low, high] = ["mean", "low", "high"].map(|end| russia[end].as_f64().expect("a number"));
    let room = [mean - (1.0 + mean) * 2.0 / 3.0, mean + (1.0 - mean) * 2.0 / 3.0];
    assert!((low - room[0]).abs() < 0.001 && (high - room[1]).abs() < 0.001, "{low} {mean} {high}");

    let manifest: Value =
        serde_json::from_str(&fs::read_to_string(Path::new(&out).join("manifest.json")).expect("a manifest"))
            .expect("JSON");
    assert_eq!((&manifest["counts"]["articles"], &manifest["counts"]["rejects"]), (&json!(5), &json!(1)));
    assert!(manifest["tables"].as_array().expect("tables").iter().all(|table| table["sha256"].as_str().is_some()));
    // Novak speaks in three articles, and the gazetteer does not know her.
    let unmatched = manifest["unmatched"].as_array().expect("a list");
    assert!(unmatched.contains(&json!({"name": "Ana Novak", "articles": 3})), "{unmatched:?}");

    let again = run(&["batch", &file, "--out", &out], "");
    assert_eq!(again.code, 64);
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(run(&["batch", &file, "--out", &out, "--force"], "").code, 2);
}

#[test]
fn a_broken_pipe_is_success() {
    let scratch = Scratch::new("pipe");
    let line = json!({"id": "a", "text": TEXT.repeat(20)}).to_string() + "\n";
    let file = scratch.file("in.jsonl", line.repeat(2_000));
    let mut child = program(&["batch", &file, "--out", "-"]).spawn().expect("the program starts");
    let mut first = [0; 10];
    child.stdout.take().expect("a pipe").read_exact(&mut first).expect("some output");
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let scratch = Scratch::new("full");
    let file = scratch.file("in.jsonl", json!({"id": "a", "text": TEXT}).to_string());
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    let mut command = program(&["batch", &file, "--out", "-"]);
    let output =
        command.stdout(full).spawn().and_then(std::process::Child::wait_with_output).expect("the program ends");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), told.contains("standard output: No space left")), (Some(2), true), "{told}");
}

#[test]
fn explain_marks_the_article_and_derives_each_score() {
    let text = format!("{TEXT}\nWhat's Your Reaction?\n\nlike\n\ndislike\n");
    let ran = run(&["explain", "--date", "2024-03-14"], text);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for part in ["[0: “", "Ana Novak", "rule ", "lexicons/", "adds ", "Left out: "] {
        assert!(ran.out.contains(part), "{part:?} is missing:\n{}", ran.out);
    }
    assert!(!ran.out.contains('\u{1b}'));
}

#[test]
fn bench_measures_each_stage_and_the_whole() {
    let scratch = Scratch::new("bench");
    let file = scratch.file("a.txt", TEXT.repeat(10));
    let ran = run(&["bench", &file, "--threads", "2", "--format", "json"], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let rows: Value = serde_json::from_str(&ran.out).expect("JSON");
    let named: Vec<&str> = rows.as_array().expect("rows").iter().filter_map(|row| row["what"].as_str()).collect();
    assert_eq!(named, ["whole", "whole", "text", "mention", "attribution", "reference", "stance", "record"]);
    if cfg!(unix) {
        // More than the tables of the lexicons take, and less than any machine has.
        let peak = rows[0]["peak_memory"].as_u64().expect("bytes");
        assert!((1 << 20..1 << 32).contains(&peak), "{peak}");
    }

    let csv = run(&["bench", &file, &scratch.path("missing.txt"), "--threads", "1", "--format", "csv"], "");
    assert!(csv.code == 2 && csv.err.contains("missing.txt"), "{}", csv.err);
    let rows: Vec<Vec<&str>> = csv.out.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows[0], ["what", "threads", "megabytes_per_second", "articles_per_second", "peak_memory"]);
    assert!(
        rows.len() == 8 && rows[1..].iter().all(|row| row.len() == 5 && row[2].parse::<f64>().is_ok()),
        "{}",
        csv.out
    );
    let table = run(&["bench", &file, "--threads", "1"], "").out;
    assert!(table.starts_with("1 article,") && table.contains("MB/s"), "{table}");
}

#[test]
fn what_is_wrong_with_json_is_told_with_its_place() {
    let scratch = Scratch::new("places");
    let lines = scratch.file("in.jsonl", "{\"text\":\"a\"}\n\n{\"text\":5}\n");
    let whole = scratch.file("in.json", "{\n  \"id\": 1,\n  \"text\": x\n}\n");
    let ran = run(&["batch", &lines, &whole, "--out", "-"], "");
    assert_eq!(ran.code, 2);
    let errors: Vec<&str> = ran.err.lines().collect();
    assert!(errors[0].contains(&format!("{lines}:3: ")) && errors[0].contains("column 9"), "{}", errors[0]);
    assert!(errors[1].contains(&format!("{whole}:3: ")) && errors[1].contains("column 11"), "{}", errors[1]);
    assert!(!ran.err.contains("line 1"), "{}", ran.err);
    let score = run(&["score", &whole], "");
    assert!(score.code == 2 && score.err.contains(&format!("{whole}:3: ")), "{}", score.err);
}
