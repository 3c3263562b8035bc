//! `detente schema`: what is printed holds for everything the program reads and writes.

use super::{TEXT, run};
use serde_json::{Value, json};

#[test]
fn records_follow_the_schema_that_is_printed() {
    let schema: Value = serde_json::from_str(&run(&["schema"], "").out).expect("JSON");
    let article = jsonschema::validator_for(&schema["article"]).expect("a schema");
    let record = jsonschema::validator_for(&schema["record"]).expect("a schema");
    let asked = json!({
        "id": "a", "text": TEXT, "date": "2024-03-14", "extra_field": [1],
        "targets": [{"id": "t", "start": 1, "end": 7}],
        "pairs": [{"id": "p", "a": {"start": 1, "end": 7}, "b": {"start": 8, "end": 11}}],
    });
    assert!(article.is_valid(&asked));
    assert!(!article.is_valid(&json!({"text": 5})));
    for input in [asked, json!({"quotes": [{"quote": "No.", "speaker": "Ana Novak"}]}), json!({"text": ""})] {
        let read: Value = serde_json::from_str(&run(&["score"], input.to_string()).out).expect("JSON");
        let errors: Vec<String> = record.iter_errors(&read).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}
