//! `detente fit`: weights from a coded sample. All sentences are invented.

use super::{Scratch, run};
use serde_json::{Value, json};

/// Coded records: in each article a target that zibbles (warm, by the coders) or zobbles (cold), and one that does neither.
fn coded() -> String {
    let names = ["Novak", "Lindahl", "Gorin", "Korhola"];
    let ends = ["on Monday", "in the hall", "before the vote", "at noon", "with two aides"];
    let mut lines = String::new();
    for (number, name) in names.iter().cycle().take(40).enumerate() {
        let end = ends[number % ends.len()];
        for (verb, label) in [("zibbled", "positive"), ("zobbled", "negative"), ("sat", "neutral")] {
            let text = format!("{name} {verb} {end}.");
            let target = json!({"start": 0, "end": name.len(), "label": label});
            let outlet = ["Herald", "Courier", "Post"][number % 3];
            let record = json!({"article": format!("a{number}"), "outlet": outlet, "text": text, "targets": [target]});
            lines += &format!("{record}\n");
        }
    }
    lines
}

#[test]
fn fit_learns_from_coded_text_and_its_table_is_laid_over_the_lexicons() {
    let scratch = Scratch::new("fit");
    let gold = scratch.file("coded.jsonl", coded());
    let fit = |out: &str, more: &[&str]| {
        let out = scratch.path(out);
        let args = [&["fit", "--gold", &gold, "-o", &out, "--source", "invented"], more].concat();
        let ran = run(&args, "");
        (ran, std::fs::read_to_string(format!("{out}/fitted.tsv")).expect("a table"))
    };
    let (ran, table) = fit("mine", &["--strength", "10"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("120 coded targets are few"), "{}", ran.err);
    for line in
        ["sample: 120 targets (40 negative, 40 neutral, 40 positive)", "lexicons alone: macro-F1 0.167, accuracy 0.333"]
    {
        assert!(ran.out.lines().any(|printed| printed == line), "{line}: {}", ran.out);
    }
    for group in ["articles", "outlets"] {
        let line = format!("{group} not fitted to: macro-F1 1.000, accuracy 1.000");
        assert!(ran.out.contains(&line), "{line}: {}", ran.out);
    }
    assert!(table.contains("# source: invented\n") && table.contains("\nright: zibbl\t"), "{table}");
    assert!(!table.to_lowercase().contains("novak"), "{table}");
    assert_eq!(fit("again", &["--strength", "10"]).1, table, "the same sample gives the same table");

    let label = |lexicons: &str, text: &str| {
        let record = json!({"text": text, "targets": [{"start": 0, "end": 4}]});
        let ran = run(&["score", "--lexicons", lexicons], record.to_string());
        let record: Value = serde_json::from_str(&ran.out).expect("JSON");
        record["targets"][0]["label"].clone()
    };
    let mine = scratch.path("mine");
    assert_eq!(label(&mine, "Bodo zibbled at noon."), "positive");
    assert_eq!(label(&mine, "Bodo zobbled at noon."), "negative");
    assert_eq!(label(&mine, "Bodo sat at noon."), "neutral");
    assert_eq!(run(&["lexicon", "check", "--lexicons", &mine], "").code, 0);
    let record = json!({"text": "Bodo zibbled.", "targets": [{"start": 0, "end": 4}]});
    let explained = run(&["explain", "--lexicons", &mine], record.to_string()).out;
    assert!(explained.contains(&format!("\"zibbled\" {mine}/fitted.tsv:")), "{explained}");
}

#[test]
fn fit_says_what_it_cannot_read() {
    let scratch = Scratch::new("fit-bad");
    let out = scratch.path("out");
    let bad = scratch.file("bad.jsonl", r#"{"text":"Novak sat.","targets":[{"start":0,"end":5,"label":"lukewarm"}]}"#);
    let ran = run(&["fit", "--gold", &bad, "-o", &out], "");
    assert!(ran.code == 2 && ran.err.contains("bad.jsonl:1: ") && ran.err.contains("lukewarm"), "{}", ran.err);
    let none = scratch.file("none.jsonl", r#"{"text":"Novak sat.","targets":[{"start":0,"end":5}]}"#);
    assert_eq!(run(&["fit", "--gold", &none, "-o", &out], "").code, 1);
    assert_eq!(run(&["fit", "--gold", &none, "-o", &out, "--strength", "0"], "").code, 64);
}
