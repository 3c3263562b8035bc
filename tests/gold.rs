//! The hand-written gold of `tests/gold/`, read through the whole chain.

use detente::Engine;
use detente::record::{self, Article, QuoteRecord, Record, Settings, StanceRecord};
use std::fs;
use std::path::Path;

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn speaker<'r>(quote: &'r QuoteRecord) -> &'r str {
    quote.speaker.as_ref().and_then(|speaker| speaker.name.as_deref()).unwrap_or("?")
}

fn is_quote(quote: &QuoteRecord, expected: &[&str]) -> bool {
    let [kind, who, ends] = expected else { panic!("quote needs kind, speaker and words: {expected:?}") };
    let (first, last) = ends.split_once("...").expect("first words ... last words");
    let text = words(&quote.text);
    quote.kind == *kind && speaker(quote) == *who && text.starts_with(&words(first)) && text.ends_with(&words(last))
}

fn is_stance(stance: &StanceRecord, expected: &[&str]) -> bool {
    let [holder, target, label] = expected else { panic!("stance needs holder, target and label: {expected:?}") };
    let name = stance.holder.as_ref().and_then(|holder| holder.name.as_deref()).unwrap_or("?");
    name == *holder && stance.target.name.as_deref() == Some(target) && stance.label == *label
}

/// What is wrong with a record, given what is expected of it.
fn problems(record: &Record, expected: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for line in expected.lines().filter(|line| !line.is_empty()) {
        let (what, rest) = line.split_once(' ').unwrap_or((line, ""));
        let cells: Vec<&str> = rest.split('|').map(str::trim).collect();
        let right = match what {
            "quote" => record.quotes.iter().any(|quote| is_quote(quote, &cells)),
            "stance" => record.stances.iter().any(|stance| is_stance(stance, &cells)),
            "nothing" => record.quotes.is_empty() && record.stances.is_empty(),
            _ => panic!("{what:?} is neither quote, stance nor nothing"),
        };
        if !right {
            let found: Vec<String> =
                record.quotes.iter().map(|q| format!("{} | {} | {}", q.kind, speaker(q), q.text)).collect();
            problems.push(format!("{line}\n    found {found:?}"));
        }
    }
    let wanted = expected.lines().filter(|line| line.starts_with("quote")).count();
    if wanted > 0 && record.quotes.len() != wanted {
        problems.push(format!("{} quotes where {wanted} are expected", record.quotes.len()));
    }
    problems
}

#[test]
fn gold_is_read() {
    let engine = Engine::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("tests/gold") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "case") {
            continue;
        }
        let file = fs::read_to_string(&path).expect("UTF-8");
        for (number, case) in file.split("\n===\n").enumerate() {
            let (text, expected) = case.split_once("\n---\n").expect("a text, ---, what is expected");
            let check = |record: &Record| problems(record, expected);
            let found = record::compose(&engine, &Article::from_text(text), "case", &Settings::default(), check);
            let found = found.expect("a plain text is a sound article");
            wrong.extend(found.into_iter().map(|problem| format!("{} case {}: {problem}", path.display(), number + 1)));
            count += 1;
        }
    }
    assert!(count >= 9, "only {count} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
