//! `detente schema`: what is printed holds for everything the program reads and writes.

use super::{Scratch, TEXT, lines, run};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// The validator that the printed schema of that name makes.
pub(super) fn validator(name: &str) -> Validator {
    let ran = run(&["schema", name], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    jsonschema::validator_for(&serde_json::from_str(&ran.out).expect("JSON")).expect("a schema")
}

pub(super) fn holds(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}\n{value:#}");
}

/// An article that asks for everything.
fn asking() -> Value {
    json!({
        "id": "a", "text": format!("{TEXT}\nBerlin praised Norway. “Russia lied,” a shopkeeper said."), "date": "2024-03-14",
        "title": "Words", "outlet": "Courier", "url": "https://example.org", "author": "N. N.", "extra_field": [1],
        "targets": [{"id": "t", "start": 1, "end": 7, "name": "Norway"}],
        "pairs": [{"id": 7, "a": {"start": 1, "end": 7}, "b": {"start": 8, "end": 11}}],
    })
}

#[test]
fn articles_follow_their_schema() {
    let article = validator("article");
    for sound in [
        asking(),
        json!({"text": ""}),
        json!({"text": "a", "quotes": null, "targets": null, "pairs": null, "title": null}),
        json!({"quotes": [{"quote": "No.", "speaker": null}]}),
        json!({"quotes": []}),
    ] {
        holds(&article, &sound, "article");
        assert_ne!(run(&["score"], sound.to_string()).code, 2, "{sound}");
    }
    for unsound in [
        json!({"text": 5}),
        json!({"id": "a"}),
        json!({"text": null}),
        json!({"text": "a", "targets": [{"start": 0}]}),
        json!({"text": "a", "pairs": [{"a": {"start": 0, "end": 1}}]}),
    ] {
        assert!(!article.is_valid(&unsound), "{unsound}");
        assert_eq!(run(&["score"], unsound.to_string()).code, 2, "{unsound}");
    }
}

#[test]
fn records_follow_their_schema() {
    let record = validator("record");
    let given = json!({"quotes": [{"quote": "No.", "speaker": "Ana Novak"}]});
    for input in [asking(), given, json!({"text": ""})] {
        let read: Value = serde_json::from_str(&run(&["score"], input.to_string()).out).expect("JSON");
        holds(&record, &read, "record");
    }
}

#[test]
fn a_record_with_another_word_or_field_breaks_the_schema() {
    let record = validator("record");
    let read: Value = serde_json::from_str(&run(&["score"], asking().to_string()).out).expect("JSON");
    for place in [
        "/quotes/0/kind",
        "/quotes/0/cue/class",
        "/quotes/0/speaker/type",
        "/stances/0/label",
        "/stances/0/target/kind",
        "/stances/0/mentions/0/via",
        "/targets/0/label",
        "/pairs/0/a_to_b/label",
    ] {
        let mut changed = read.clone();
        *changed.pointer_mut(place).unwrap_or_else(|| panic!("{place} in {read:#}")) = json!("other");
        assert!(!record.is_valid(&changed), "{place}");
    }
    for place in [
        "",
        "/quotes/0",
        "/quotes/0/spans/0",
        "/quotes/0/cue",
        "/quotes/0/speaker",
        "/stances/0",
        "/stances/0/holder",
        "/stances/0/target",
        "/stances/0/mentions/0",
        "/stances/0/evidence/0",
        "/targets/0",
        "/pairs/0",
        "/pairs/0/a_to_b",
        "/speakers/0",
    ] {
        let mut changed = read.clone();
        changed.pointer_mut(place).unwrap_or_else(|| panic!("{place} in {read:#}"))["other"] = json!(1);
        assert!(!record.is_valid(&changed), "{place}");
    }
}

#[test]
fn a_folder_of_results_follows_the_schemas_of_its_tables() {
    let scratch = Scratch::new("schemas");
    let german = "Der Minister sagte am Montag in Berlin, dass die Verhandlungen mit der Regierung ohne Ergebnis geblieben \
        seien und in der kommenden Woche fortgesetzt werden sollen.";
    let articles = [asking().to_string(), json!({"id": 5, "text": german}).to_string(), "broken".to_owned()];
    let file = scratch.file("in.jsonl", articles.join("\n"));
    let (out, missing) = (scratch.path("out"), scratch.path("missing.txt"));
    assert_eq!(run(&["batch", &file, &missing, "--out", &out, "--with-text"], "").code, 2);
    let read = |name: &str| fs::read_to_string(Path::new(&out).join(name)).expect("a file of results");
    for name in ["articles", "quotes", "stances", "speakers", "rejects"] {
        let (schema, rows) = (validator(name), lines(&read(&format!("{name}.jsonl"))));
        assert!(!rows.is_empty(), "{name}");
        for mut row in rows {
            holds(&schema, &row, name);
            row["other"] = json!(1);
            assert!(!schema.is_valid(&row), "{name} is open");
        }
    }
    holds(&validator("manifest"), &serde_json::from_str(&read("manifest.json")).expect("JSON"), "manifest");
}

#[test]
fn all_schemas_are_printed_by_name() {
    let all: Value = serde_json::from_str(&run(&["schema"], "").out).expect("JSON");
    for (name, schema) in all.as_object().expect("schemas by name") {
        let one: Value = serde_json::from_str(&run(&["schema", name], "").out).expect("JSON");
        assert_eq!(one, *schema, "{name}");
        assert!(one["$schema"].is_string(), "{name} says no dialect");
    }
    assert!(all["article"].is_object() && all["record"].is_object());
    assert_eq!(run(&["schema", "nothing"], "").code, 64);
}
