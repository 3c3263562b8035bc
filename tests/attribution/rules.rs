//! The table of rules: each rule that a record may name has five examples of its own, in each of which it finds a quote.

use super::ENGINE;
use detente::attribution;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How many examples a rule has.
const EXAMPLES: usize = 5;

/// Rule and text of each line.
fn examples() -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/rules.tsv");
    let table = std::fs::read_to_string(path).expect("the table of rules is there");
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let cells = |line: &str| line.split_once('\t').map(|(rule, text)| (rule.to_owned(), text.replace(" ¶ ", "\n\n")));
    lines.map(|line| cells(line).unwrap_or_else(|| panic!("a line without a tab: {line}"))).collect()
}

/// The names that stand as rules in the room's source: all its text in small letters and hyphens.
fn rules_of_the_source() -> BTreeSet<String> {
    let room = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/attribution");
    let mut rules = BTreeSet::new();
    for entry in std::fs::read_dir(room).expect("the room is there") {
        let source = std::fs::read_to_string(entry.expect("a file").path()).expect("a source file");
        let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
        for literal in code.flat_map(|line| line.split('"').skip(1).step_by(2)) {
            let lower = literal.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
            // A quote that a caller brings was found by no rule.
            if !literal.is_empty() && lower && literal != "given" {
                rules.insert(literal.to_owned());
            }
        }
    }
    rules
}

#[test]
fn each_example_is_read_by_its_rule() {
    let wrong: Vec<String> = examples()
        .into_iter()
        .filter_map(|(rule, text)| {
            let document = ENGINE.document(&text);
            let quotes = attribution::find(&document, ENGINE.knowledge(), &[]);
            let found: Vec<&str> = quotes.iter().map(|quote| quote.rule).collect();
            (!found.contains(&rule.as_str())).then(|| format!("{rule}: {text}\n  found {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_rule_has_its_examples() {
    let mut counts: BTreeMap<String, usize> = rules_of_the_source().into_iter().map(|rule| (rule, 0)).collect();
    for (rule, _) in examples() {
        *counts.entry(rule).or_insert(0) += 1;
    }
    let few: Vec<(String, usize)> = counts.into_iter().filter(|&(_, count)| count < EXAMPLES).collect();
    assert!(few.is_empty(), "fewer than {EXAMPLES} examples: {few:?}");
}
