//! A run that was stopped goes on, and leaves the same bytes as one that was not.

use super::{Scratch, TEXT, program, run};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

fn articles(count: usize) -> String {
    let line = |number: usize| match number % 11 {
        5 => "{broken\n".to_owned(),
        rest => {
            let text = format!("“Mayor number {number} lied,” said Ivo Dahl{number}.\n\n{}", TEXT.repeat(1 + rest % 3));
            format!("{}\n", json!({"id": number, "date": "2024-03-14", "text": text}))
        }
    };
    (0..count).map(line).collect()
}

/// What a run left behind, but for the manifest's times.
fn results(folder: &str) -> BTreeMap<String, String> {
    let read = |path: &Path| fs::read_to_string(path).expect("a table");
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let mut results: BTreeMap<String, String> = files.map(|path| (name(&path), read(&path))).collect();
    let manifest = results.get_mut("manifest.json").expect("a manifest");
    manifest.truncate(manifest.find("\"times\"").expect("times"));
    results
}

#[test]
fn a_killed_run_goes_on_with_the_same_bytes() {
    let scratch = Scratch::new("resume");
    let file = scratch.file("in.jsonl", articles(6_000));
    for format in ["jsonl", "csv"] {
        let (whole, parts) = (scratch.path(&format!("whole-{format}")), scratch.path(&format!("parts-{format}")));
        assert_eq!(run(&["batch", &file, "--out", &whole, "--format", format], "").code, 2);
        // Each is killed a little later than the one before, so that at least some get on.
        let mut kills = 0;
        for wait in 1.. {
            let mut child =
                program(&["batch", &file, "--out", &parts, "--format", format, "--resume"]).spawn().expect("a run");
            std::thread::sleep(Duration::from_millis(wait * 120));
            if child.try_wait().expect("a state").is_some() {
                break;
            }
            child.kill().expect("it is killed");
            child.wait().expect("it ends");
            kills += 1;
        }
        assert!(kills > 0, "the run was too short to be killed");
        assert!(results(&parts) == results(&whole), "{format}: {kills} kills left other bytes");
        let again = run(&["batch", &file, "--out", &parts, "--format", format, "--resume"], "");
        assert_eq!(again.code, 64);
        assert!(again.err.contains("has ended"), "{}", again.err);
    }
}

#[test]
fn another_run_does_not_go_on_with_it() {
    let scratch = Scratch::new("another");
    let (file, out) = (scratch.file("in.jsonl", articles(4_000)), scratch.path("out"));
    let mut child = program(&["batch", &file, "--out", &out]).spawn().expect("a run");
    while !Path::new(&out).join("journal.json").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    let other = run(&["batch", &file, "--out", &out, "--resume", "--offsets", "byte"], "");
    assert_eq!(other.code, 64);
    assert!(other.err.contains("other offsets than"), "{}", other.err);
    let fresh = run(&["batch", &file, "--out", &out], "");
    assert_eq!(fresh.code, 64);
    assert!(fresh.err.contains("--resume"), "{}", fresh.err);
    // What the journal tells of is gone.
    fs::write(Path::new(&out).join("quotes.jsonl"), "").expect("a table");
    let journal = fs::read_to_string(Path::new(&out).join("journal.json")).expect("a journal");
    if !journal.contains("\"quotes\":0,") {
        let cut = run(&["batch", &file, "--out", &out, "--resume"], "");
        assert!(cut.code == 2 || cut.code == 64, "{}", cut.err);
        assert!(cut.err.contains("quotes.jsonl"), "{}", cut.err);
    }
    assert_eq!(run(&["batch", &file, "--out", &out, "--force"], "").code, 2);
}

#[test]
fn what_no_run_wrote_is_never_removed() {
    let scratch = Scratch::new("own");
    let file = scratch.file("in/articles.jsonl", articles(5));
    let own = scratch.file("in/speakers.csv", "mine");
    let inside = scratch.file("in/quotes/a.txt", TEXT);
    for option in ["--resume", "--force"] {
        let ran = run(&["batch", &file, "--out", &scratch.path("in"), option], "");
        assert_eq!(ran.code, 64, "{option}: {}", ran.err);
    }
    // A run's own table is no input for what overwrites it.
    let out = scratch.path("out");
    assert_eq!(run(&["batch", &file, "--out", &out], "").code, 0);
    let table = Path::new(&out).join("articles.jsonl");
    let before = fs::read(&table).expect("a table");
    for input in [table.display().to_string(), scratch.path("out/*.jsonl")] {
        let ran = run(&["batch", &input, "--out", &out, "--force"], "");
        assert_eq!(ran.code, 64, "{}", ran.err);
        assert!(fs::read(&table).expect("a table") == before);
    }
    for (path, content) in [(&file, articles(5)), (&own, "mine".to_owned()), (&inside, TEXT.to_owned())] {
        assert_eq!(fs::read_to_string(path).expect("it is still there"), content);
    }
}

#[test]
fn a_run_goes_on_with_the_same_inputs_alone() {
    let scratch = Scratch::new("changed");
    let (file, out) = (scratch.file("in/b.jsonl", articles(4_000)), scratch.path("out"));
    let mut child = program(&["batch", &scratch.path("in"), "--out", &out]).spawn().expect("a run");
    while !Path::new(&out).join("journal.json").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    scratch.file("in/a.jsonl", articles(5));
    let ran = run(&["batch", &scratch.path("in"), "--out", &out, "--resume"], "");
    assert_eq!(ran.code, 64, "{file}: {}", ran.err);
    assert!(ran.err.contains("other input than"), "{}", ran.err);
}

#[test]
fn a_record_that_comes_is_written_before_the_next() {
    use std::io::{BufRead, BufReader, Write};
    let mut child = program(&["batch", "-", "--out", "-"]).spawn().expect("a run");
    let (mut input, output) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
    let mut records = BufReader::new(output).lines();
    for number in 0..3 {
        writeln!(input, "{}", json!({"id": number, "text": TEXT})).expect("a pipe");
        // Were the record held back, this would wait for ever.
        let record = records.next().expect("a record").expect("a line");
        assert!(record.starts_with(&format!("{{\"id\":{number},")), "{record}");
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_run_does_not_read_what_it_writes() {
    let scratch = Scratch::new("inside");
    scratch.file("news/a.jsonl", articles(5));
    for out in ["news/readings", "news"] {
        for option in ["--resume", "--force"] {
            let (news, out) = (scratch.path("news"), scratch.path(out));
            let ran = run(&["batch", &news, "--out", &out, option], "");
            assert_eq!(ran.code, 0, "{out}: {}", ran.err);
            assert_eq!(fs::read_to_string(Path::new(&out).join("articles.jsonl")).expect("a table").lines().count(), 5);
        }
        // Another folder's tables are inputs like any other file.
        let _ = fs::remove_dir_all(scratch.path("news/readings"));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_in_order_and_says_how_to_go_on() {
    let scratch = Scratch::new("interrupt");
    let (file, out) = (scratch.file("in.jsonl", articles(6_000)), scratch.path("out"));
    let child = program(&["batch", &file, "--out", &out]).spawn().expect("a run");
    while !Path::new(&out).join("journal.json").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.expect("kill runs").success());
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(130), "{}", String::from_utf8_lossy(&ended.stderr));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("--resume"));
    assert_eq!(run(&["batch", &file, "--out", &out, "--resume"], "").code, 2);
    let whole = scratch.path("whole");
    assert_eq!(run(&["batch", &file, "--out", &whole], "").code, 2);
    assert!(results(&out) == results(&whole));
}
