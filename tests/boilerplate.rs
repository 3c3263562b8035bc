//! Boilerplate, as a reader meets it: each rule removes its own example, and the article around it stays.

use detente::Engine;
use detente::lexicon::Table;
use std::fs;
use std::path::Path;

/// Examples between two paragraphs of the article's own: which rule, if any, takes them for boilerplate.
fn rule_of(engine: &Engine, example: &str) -> Option<String> {
    let text = format!("Novak opened the harbour yesterday.\n\n{example}\n\nThe ships came in at noon.");
    let document = engine.document(&text);
    let paragraphs = document.paragraphs();
    assert!(paragraphs[0].boilerplate.is_none(), "{example}: the paragraph before it is gone too");
    let rules = &engine.knowledge().lexicons.orthography.boilerplate;
    paragraphs[1].boilerplate.map(|rule| rules[usize::from(rule)].name.clone())
}

#[test]
fn every_rule_removes_its_own_example() {
    let engine = Engine::new();
    let file = "lexicons/boilerplate.tsv";
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("a table");
    let mut kept = Vec::new();
    Table::parse("boilerplate", file, &text)
        .expect("a sound table")
        .each(["name", "example"], |row, [name, example]| {
            if rule_of(&engine, example).is_none() {
                kept.push(format!("{file}:{}: {name}: {example}", row.line));
            }
            Ok(())
        })
        .expect("a sound table");
    assert!(kept.is_empty(), "{} examples are kept:\n{}", kept.len(), kept.join("\n"));
}

#[test]
fn marks_of_a_pattern_count() {
    let engine = Engine::new();
    for (example, removed) in [
        ("A crane lifts the last stone. (AP Photo/Lena Marsh)", true),
        ("Workers rest at noon. | Lena Marsh/AFP", true),
        ("[Reporting by Ivo Dahl]", true),
        ("(Reporting by Ivo Dahl; editing by Lena Marsh)", true),
        ("© 2031 Belmark Post", true),
        ("\u{201c}Don\u{2019}t miss\u{201d}", true),
        ("Don't miss the boat, Novak said, or you will wait a week.", false),
        ("Photo taxes are rising, Novak said.", false),
        ("Leave a comment", true),
        (
            "Leave a comment to the ministers of the north, Novak told the council on Monday, and they will file it.",
            false,
        ),
    ] {
        assert_eq!(rule_of(&engine, example).is_some(), removed, "{example}");
    }
}
