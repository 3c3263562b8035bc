//! What changed between two runs is told quote by quote, and what it comes to.

use super::{Ran, Scratch, TEXT, run};
use serde_json::{Value, json};

fn corpus(scratch: &Scratch, name: &str, ids: impl Iterator<Item = usize>) -> String {
    let lines = ids.map(|id| json!({"id": format!("a{id}"), "date": "2024-03-14", "text": TEXT}).to_string() + "\n");
    scratch.file(name, lines.collect::<String>())
}

fn batch(scratch: &Scratch, input: &str, out: &str, more: &[&str]) -> String {
    let out = scratch.path(out);
    let ran = run(&[&["batch", input, "--out", &out], more].concat(), "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    out
}

fn diff(a: &str, b: &str, more: &[&str]) -> Ran {
    run(&[&["diff", a, b], more].concat(), "")
}

#[test]
fn the_same_readings_differ_in_nothing_whatever_the_format() {
    let scratch = Scratch::new("diff-same");
    let input = corpus(&scratch, "in.jsonl", 0..50);
    let (a, b) = (batch(&scratch, &input, "a", &[]), batch(&scratch, &input, "b", &["--format", "csv"]));
    for (a, b) in [(&a, &a), (&a, &b), (&b, &a)] {
        let ran = diff(a, b, &["--format", "table"]);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        assert!(
            ran.out.contains("articles  50 in both; 0 only in the first run, 0 only in the second\n"),
            "{}",
            ran.out
        );
        assert!(ran.out.contains("the same tables") && !ran.out.contains("a0\n"), "{}", ran.out);
    }
    let manifest = format!("{a}/manifest.json");
    assert_eq!(diff(&manifest, &b, &[]).code, 0);
}

#[test]
fn another_lexicon_changes_labels_and_its_evidence_is_told() {
    let scratch = Scratch::new("diff-lexicon");
    let input = corpus(&scratch, "in.jsonl", 0..3);
    let head = "term\tpos\tvalue\tspread\tkind\n";
    scratch.file("mine/valence.tsv", format!("{head}generous\tadj\t-0.9\t0.1\tattitude\n!friend\tnoun\t\t\t\n"));
    let (a, b) =
        (batch(&scratch, &input, "a", &[]), { batch(&scratch, &input, "b", &["--lexicons", &scratch.path("mine")]) });
    let ran = diff(&a, &b, &["--format", "table"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    for part in [
        "its own valence\n",
        "\na0\n  [0] Ana Novak: “Norway has been a generous friend,”\n      toward Norway: positive +0.",
        " → negative -0.",
        "; gone: generous +0.",
        "friend +0.",
        "; come: generous -0.",
        "\na2\n",
        "positive to negative 3; 3 turned from one side to the other\n",
        "\n  Ana Novak → Norway: +0.",
    ] {
        assert!(ran.out.contains(part), "no {part:?} in\n{}", ran.out);
    }
    let summary = diff(&a, &b, &["--format", "table", "--summary"]);
    assert!(
        summary.code == 1
            && !summary.out.contains("a0")
            && ran.out.ends_with(summary.out.rsplit("\n\n").next().unwrap())
    );

    let ran = diff(&a, &b, &[]);
    let all: Value = serde_json::from_str(&ran.out).expect("JSON");
    let labels: Vec<&Value> = all["differences"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|difference| difference["difference"] == "label")
        .collect();
    assert_eq!(labels.len(), 3);
    assert_eq!(
        (&labels[0]["from"], &labels[0]["to"], &labels[0]["target"]),
        (&json!("positive"), &json!("negative"), &json!("Norway"))
    );
    assert!(labels[0]["from_score"].as_f64() > Some(0.0) && labels[0]["to_score"].as_f64() < Some(0.0));
    assert_eq!((&all["summary"]["flips"], &all["summary"]["by_kind"]["label"]), (&json!(3), &json!(3)));
    let schema: Value = serde_json::from_str(&run(&["schema", "difference"], "").out).expect("a schema");
    let valid = jsonschema::validator_for(&schema).expect("a schema");
    all["differences"]
        .as_array()
        .expect("a list")
        .iter()
        .for_each(|row| valid.validate(row).expect("as the schema says"));

    let csv = scratch.path("changes.csv");
    let ran = diff(&a, &b, &["--format", "csv", "--out", &csv]);
    assert!(ran.code == 1 && ran.err.contains("3 turned"), "{}", ran.err);
    let rows = std::fs::read_to_string(csv).expect("a table");
    assert!(rows.starts_with("article,quote,difference,speaker,target,from,to,from_score,to_score,gone,come,text\r\n"));
    assert_eq!(rows.lines().filter(|row| row.contains(",label,")).count(), 3);
}

#[test]
fn quotes_that_come_and_go_are_told() {
    let scratch = Scratch::new("diff-quotes");
    let a = batch(&scratch, &scratch.file("a.jsonl", json!({"id": 1, "text": TEXT}).to_string()), "a", &[]);
    let text = TEXT.replace("“Russia has lied to us,” she told reporters.", "The rain went on.");
    assert_ne!(text, TEXT);
    let b = batch(&scratch, &scratch.file("b.jsonl", json!({"id": 1, "text": text}).to_string()), "b", &[]);
    let gone = diff(&a, &b, &["--format", "table"]);
    assert!(gone.out.contains("Ana Novak: “Russia has lied to us,”\n      the quote is gone\n"), "{}", gone.out);
    assert!(
        gone.out.contains("toward Russia: negative -0.") && gone.out.contains(" is gone; gone: lied to -0."),
        "{}",
        gone.out
    );
    let new = diff(&b, &a, &["--format", "table"]);
    assert!(new.out.contains("the quote is new\n") && new.out.contains(" is new; come: lied to -0."), "{}", new.out);
}

#[test]
fn articles_that_only_one_run_has_are_told_and_the_others_are_compared() {
    let scratch = Scratch::new("diff-articles");
    let some = |name: &str, ids: Vec<usize>| {
        let input = corpus(&scratch, &format!("{name}.jsonl"), ids.into_iter());
        batch(&scratch, &input, name, &[])
    };
    let a = some("a", (0..40).collect());
    let b = some("b", (0..60).filter(|id| id % 7 != 3 && *id != 0).collect());
    let ran = diff(&a, &b, &["--format", "table"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("articles  33 in both; 7 only in the first run, 17 only in the second\n"), "{}", ran.out);
    assert!(
        ran.out.contains("\na3\n  only in the first run\n") && ran.out.contains("\na58\n  only in the second run\n")
    );
    let none = some("none", (90..99).collect());
    let ran = diff(&a, &none, &[]);
    assert!(ran.code == 1 && ran.err.contains("no article in common, or not in the same order"), "{}", ran.err);
}

#[test]
fn what_cannot_be_compared_is_told() {
    let scratch = Scratch::new("diff-broken");
    let input = corpus(&scratch, "in.jsonl", 0..2);
    let (a, b) = (batch(&scratch, &input, "a", &[]), batch(&scratch, &input, "b", &["--offsets", "byte"]));
    let ran = diff(&a, &b, &[]);
    assert!(ran.code == 64 && ran.err.contains("offsets are of two units: scalar in "), "{}", ran.err);
    assert_eq!(diff(&a, &scratch.path("none"), &[]).code, 64);
    let quotes = std::path::Path::new(&b).join("quotes.jsonl");
    let b = batch(&scratch, &input, "b", &["--force"]);
    let half: String =
        std::fs::read_to_string(&quotes).expect("a table").lines().skip(2).map(|line| format!("{line}\n")).collect();
    std::fs::write(&quotes, half).expect("written");
    let ran = diff(&a, &b, &["--format", "table"]);
    assert!(
        ran.code == 2 && ran.err.contains("b, quotes: does not go together with articles at article a0"),
        "{}",
        ran.err
    );
}
