//! A run comes to the same bytes again, wherever and however it is done; what does not is told, and why.

use super::{Ran, Scratch, TEXT, program, run};
use detente::Engine;
use detente::record::{self, Article, Settings, write_json};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Tables that this build writes.
const FORMATS: &[&str] = if cfg!(feature = "parquet") { &["jsonl", "csv", "parquet"] } else { &["jsonl", "csv"] };

fn corpus(scratch: &Scratch) -> String {
    let article = |number: usize| {
        let text = format!("“Mayor number {number} lied,” said Ivo Dahl{number}.\n\n{}", TEXT.repeat(1 + number % 3));
        json!({"id": number, "date": "2024-03-14", "text": text}).to_string() + "\n"
    };
    let lines: String = (0..60).map(article).collect();
    scratch.file("corpus/all.jsonl", lines + "{broken\n");
    scratch.file("corpus/one.txt", TEXT);
    scratch.path("corpus")
}

fn written(scratch: &Scratch, format: &str) -> String {
    let (corpus, out) = (corpus(scratch), scratch.path("out"));
    let ran = run(&["batch", &corpus, "--out", &out, "--format", format, "--threads", "2"], "");
    assert_eq!(ran.code, 2, "{}", ran.err);
    out
}

/// Verifies a run that is the same.
fn same(ran: &Ran) {
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.ends_with("verified: the same bytes\n") && !ran.out.contains("DIFFERS"), "{}", ran.out);
}

/// Verifies a run that is not the same; the report must tell all of this.
fn told(ran: &Ran, parts: &[&str]) {
    assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
    for part in parts {
        assert!(ran.out.contains(part), "no {part:?} in\n{}", ran.out);
    }
}

/// Changes the manifest of a run.
fn edit(out: &str, change: impl FnOnce(&mut Value)) {
    let path = Path::new(out).join("manifest.json");
    let mut manifest: Value = serde_json::from_slice(&fs::read(&path).expect("a manifest")).expect("JSON");
    change(&mut manifest);
    fs::write(path, serde_json::to_vec_pretty(&manifest).expect("JSON")).expect("written");
}

#[test]
fn a_run_is_the_same_on_any_number_of_threads_in_any_place() {
    for format in FORMATS {
        let scratch = Scratch::new(&format!("verify-{format}"));
        let out = written(&scratch, format);
        let mut reports = Vec::new();
        for (threads, zone, language) in
            [("1", "Asia/Kathmandu", "tr_TR.UTF-8"), ("2", "America/St_Johns", "C"), ("8", "UTC", "de_DE.UTF-8")]
        {
            let mut command = program(&["verify", &out, "--threads", threads]);
            command.env("TZ", zone).env("LANG", language).env("LC_ALL", language).env("TMPDIR", scratch.path("corpus"));
            let output = command.output().expect("the program ends");
            let [stdout, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).expect("UTF-8"));
            same(&Ran { code: output.status.code().expect("a code"), out: stdout.clone(), err });
            reports.push(stdout);
        }
        assert!(reports.iter().all(|report| *report == reports[0]), "{reports:?}");
        assert_eq!(fs::read_dir(scratch.path("corpus")).expect("a folder").count(), 2, "something was left behind");
        same(&run(&["verify", &format!("{out}/manifest.json")], ""));
    }
}

#[test]
fn a_run_in_many_parts_that_went_on_is_the_same() {
    let scratch = Scratch::new("verify-resumed");
    let line = json!({"text": TEXT}).to_string() + "\n";
    let file = scratch.file("in.jsonl", line.repeat(3_000));
    let out = scratch.path("out");
    let mut child = program(&["batch", &file, "--out", &out]).spawn().expect("a run");
    while !Path::new(&out).join("journal.json").exists() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    std::thread::sleep(std::time::Duration::from_millis(400));
    let _ = child.kill();
    child.wait().expect("it ends");
    let ran = run(&["verify", &out], "");
    if ran.code != 0 {
        assert_eq!(ran.code, 64, "{}", ran.err);
        assert!(ran.err.contains("a run that was stopped"), "{}", ran.err);
        assert_eq!(run(&["batch", &file, "--out", &out, "--resume"], "").code, 0);
    }
    same(&run(&["verify", &out], ""));
}

#[test]
fn inputs_that_changed_are_named() {
    let scratch = Scratch::new("verify-inputs");
    let out = written(&scratch, "jsonl");
    let one = scratch.path("corpus/one.txt");
    scratch.file("corpus/one.txt", TEXT.replace("generous", "gracious"));
    told(
        &run(&["verify", &out], ""),
        &[
            &format!("inputs   DIFFERS  {one}: changed; sha256 "),
            "rerun    DIFFERS  quotes: other bytes; first article ",
            "text was “Norway has been a generous friend,”, is “Norway has been a gracious friend,”",
            "NOT THE SAME: inputs, rerun\n",
        ],
    );
    scratch.file("corpus/one.txt", "Nobody spoke.");
    told(&run(&["verify", &out], ""), &[&format!("{one}: changed; has 13 bytes, and had {}", TEXT.len())]);
    fs::remove_file(&one).expect("removed");
    told(&run(&["verify", &out], ""), &[&format!("{one}: is missing"), "rerun    UNKNOWN  not done"]);
    scratch.file("corpus/one.txt", TEXT);
    same(&run(&["verify", &out], ""));
    let two = scratch.file("corpus/two.txt", TEXT);
    told(&run(&["verify", &out], ""), &[&format!("{two}: was not there"), "counts: articles 63, and was 62"]);
    fs::remove_dir_all(scratch.path("corpus")).expect("removed");
    told(&run(&["verify", &out], ""), &[&format!("{one}: is missing"), "outputs  same"]);
}

#[test]
fn outputs_that_were_changed_are_named_with_the_place() {
    let scratch = Scratch::new("verify-outputs");
    let out = written(&scratch, "csv");
    let stances = Path::new(&out).join("stances.csv");
    let as_written = fs::read_to_string(&stances).expect("a table");
    assert!(as_written.contains(",Russia,"));
    fs::write(&stances, as_written.replacen(",Russia,", ",Ardania,", 1)).expect("written");
    told(
        &run(&["verify", &out], ""),
        &[
            "outputs  DIFFERS  stances.csv: changed after the run; sha256 ",
            "; first is article 0, quote ",
            "rerun    same",
            "NOT THE SAME: outputs\n",
        ],
    );
    fs::write(&stances, as_written.replace("\r\n", "\n")).expect("written");
    told(&run(&["verify", &out], ""), &["stances.csv: changed after the run", "; first no cell"]);
    fs::write(&stances, &as_written).expect("written");
    same(&run(&["verify", &out], ""));
    fs::write(Path::new(&out).join("quotes.jsonl"), "{}\n").expect("written");
    told(&run(&["verify", &out], ""), &["quotes.jsonl: added after the run"]);
    fs::remove_file(Path::new(&out).join("quotes.jsonl")).expect("removed");
    fs::remove_file(&stances).expect("removed");
    told(&run(&["verify", &out], ""), &["stances.csv: is missing"]);
}

#[test]
fn a_reading_that_differs_is_told_with_both_values() {
    let scratch = Scratch::new("verify-reading");
    let out = written(&scratch, "jsonl");
    // The manifest and the table agree, as if another engine had read so.
    let path = Path::new(&out).join("stances.jsonl");
    let table = fs::read_to_string(&path).expect("a table");
    let was = table.lines().find(|line| line.contains("\"Russia\"")).expect("a stance").to_owned();
    let at = was.find("\"score\":").expect("a score") + 8;
    let end = at + was[at..].find(',').expect("an end");
    let other = format!("{}0.875{}", &was[..at], &was[end..]);
    let table = table.replacen(&was, &other, 1);
    fs::write(&path, &table).expect("written");
    let sums = std::process::Command::new("sha256sum").arg(&path).output().expect("sha256sum");
    let sha256 = String::from_utf8(sums.stdout).expect("UTF-8")[..64].to_owned();
    edit(&out, |manifest| {
        let output = &mut manifest["outputs"][2];
        assert_eq!(output["file"], "stances.jsonl");
        (output["bytes"], output["sha256"]) = (json!(table.len()), json!(sha256));
    });
    told(
        &run(&["verify", &out], ""),
        &[
            "outputs  same",
            "rerun    DIFFERS  stances: other bytes; first article ",
            &format!("score was 0.875, is {}\n", &was[at..end]),
        ],
    );
}

#[test]
fn another_engine_and_another_overlay_are_told() {
    let scratch = Scratch::new("verify-engine");
    let table = |term: &str| format!("term\tpos\tvalue\tspread\tkind\n{term}\tadj\t-0.9\t0.1\tattitude\n");
    let mine = scratch.file("mine/valence.tsv", table("zzyzzx"));
    let folder = scratch.path("mine");
    let (text, out) = (scratch.file("a.txt", TEXT), scratch.path("out"));
    let ran = run(&["batch", &text, "--out", &out, "--lexicons", &folder], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    same(&run(&["verify", &out], ""));
    scratch.file("mine/valence.tsv", table("zzyzzy"));
    told(
        &run(&["verify", &out], ""),
        &[
            "tables   DIFFERS  valence: other rows; sha256 ",
            &format!("; laid over it: {mine}\n"),
            "NOT THE SAME: tables\n",
        ],
    );
    scratch.file("mine/valence.tsv", table("zzyzzx"));
    edit(&out, |manifest| manifest["engine"] = json!("0.0.9"));
    told(&run(&["verify", &out], ""), &["engine   DIFFERS  ", ", and was 0.0.9\n", "rerun    same"]);
    fs::remove_dir_all(folder).expect("removed");
    let ran = run(&["verify", &out], "");
    assert!(ran.code != 0 && ran.err.contains("mine: "), "{}", ran.err);
}

#[test]
fn what_cannot_be_read_again_is_told() {
    let scratch = Scratch::new("verify-stdin");
    let out = scratch.path("out");
    assert_eq!(run(&["batch", "-", "--out", &out], json!({"text": TEXT}).to_string() + "\n").code, 0);
    told(
        &run(&["verify", &out], ""),
        &[
            "inputs   UNKNOWN  -: standard input, which cannot be read again",
            "outputs  same",
            "NOT VERIFIED: inputs, rerun cannot be told\n",
        ],
    );
    let table = Path::new(&out).join("quotes.jsonl");
    let mut file = fs::OpenOptions::new().append(true).open(table).expect("a table");
    file.write_all(b"\n").expect("written");
    told(&run(&["verify", &out], ""), &["quotes.jsonl: changed after the run", "NOT THE SAME: outputs\n"]);
}

#[test]
fn inputs_are_named_from_a_base() {
    let scratch = Scratch::new("verify-base");
    corpus(&scratch);
    let mut command = program(&["batch", "corpus", "--out", "out"]);
    assert_eq!(command.current_dir(&scratch.0).output().expect("it ends").status.code(), Some(2));
    let out = scratch.path("out");
    same(&run(&["verify", &out, "--base", &scratch.path("")], ""));
    told(&run(&["verify", &out], ""), &["corpus/all.jsonl: is missing"]);
    assert!(run(&["verify", &out, "--base", &scratch.path("none")], "").err.contains("none: "));
}

#[test]
fn broken_and_hostile_manifests_are_told() {
    let scratch = Scratch::new("verify-broken");
    let out = written(&scratch, "jsonl");
    let whole = fs::read_to_string(format!("{out}/manifest.json")).expect("a manifest");
    let fails = |name: &str, text: &str, parts: &[&str]| {
        let path = scratch.file(&format!("{name}/manifest.json"), text);
        let ran = run(&["verify", &path], "");
        assert!(ran.code == 2 && ran.out.is_empty(), "{name}: {}{}", ran.out, ran.err);
        assert!(ran.err.starts_with(&format!("detente: {path}")), "{}", ran.err);
        parts.iter().for_each(|part| assert!(ran.err.contains(part), "{name}: {}", ran.err));
    };
    fails("empty", "", &["no manifest that this version reads"]);
    fails("cut", &whole[..whole.len() / 2], &[":", "no manifest", "EOF"]);
    fails("other", "{\n \"name\": 1\n}\n", &[":3: ", "missing field `engine`"]);
    fails("nested", &"[".repeat(100_000), &["no manifest"]);
    fails("format", &whole.replace("\"format\": \"jsonl\"", "\"format\": \"xlsx\""), &["xlsx"]);
    fails("output", &whole.replace("\"stances.jsonl\"", "\"../../../dev/zero\""), &["which no run writes"]);
    let ran = run(&["verify", &scratch.path("nowhere")], "");
    assert!(ran.code != 0 && ran.err.contains("nowhere: "), "{}", ran.err);
    let ran = run(&["verify", &scratch.path("corpus")], "");
    assert!(ran.code == 64 && ran.err.contains("holds no run"), "{}", ran.err);

    // What a manifest names is never taken on trust: no file that does not end is read.
    edit(&out, |manifest| {
        manifest["inputs"][0]["file"] = json!("/dev/zero");
        manifest["options"]["inputs"] = json!(["/dev/zero"]);
    });
    told(&run(&["verify", &out], ""), &["/dev/zero: no file, and cannot be read again", "rerun    UNKNOWN"]);
    edit(&out, |manifest| {
        manifest["inputs"][0]["file"] = json!("a\u{1b}[31m\nverified: the same bytes");
    });
    let ran = run(&["verify", &out], "");
    assert!(ran.code == 2 && !ran.out.contains('\u{1b}') && !ran.out.contains("\nverified"), "{}", ran.out);
}

#[test]
fn score_batch_and_the_library_give_the_same_bytes() {
    let scratch = Scratch::new("verify-ways");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles.jsonl");
    let lines = fs::read_to_string(&examples).expect("examples");
    let engine = Engine::new();
    let by_library: String = lines
        .lines()
        .map(|line| {
            let article = Article::parse(line).expect("an article");
            let mut bytes = Vec::new();
            record::compose(&engine, &article, "", &Settings::default(), |record| write_json(&mut bytes, record))
                .expect("a record");
            String::from_utf8(bytes).expect("UTF-8") + "\n"
        })
        .collect();
    let by_batch = run(&["batch", &examples.display().to_string(), "--out", "-", "--threads", "3"], "");
    let by_score: String = lines
        .lines()
        .map(|line| run(&["score", &scratch.file("one.json", line), "--format", "jsonl"], "").out)
        .collect();
    assert_eq!(by_batch.out, by_library);
    assert_eq!(by_score, by_library);
}
