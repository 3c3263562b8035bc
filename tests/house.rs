//! The house keeps its order: data walks upward through the rooms, and no English word lives in `src/`.

use detente::corpus::SCHEMAS;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in order (DESIGN: "Data walks through the rooms once, upward"). A room uses only rooms before it.
const ROOMS: [&str; 16] = [
    "error",
    "text",
    "lexicon",
    "gazetteer",
    "knowledge",
    "mention",
    "attribution",
    "reference",
    "stance",
    "ledger",
    "engine",
    "record",
    "corpus",
    "report",
    "study",
    "cli",
];

/// Files that stand outside the rooms: the front door and the program.
const OUTSIDE: [&str; 2] = ["lib", "main"];

fn sources() -> Vec<PathBuf> {
    fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).expect("src can be listed") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.sort();
    found
}

/// The room a source file belongs to: its first folder or its own name below `src/`.
fn room(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("below src");
    let first = below.components().next().expect("a component").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The code of a file without comments and without its unit tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file is UTF-8");
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// The names that some code takes from the crate's root, one by one (`crate::text::Span`) or in a group
/// (`crate::{mention, text::Span}`). Nobody may reach the root by climbing.
fn rooms_used(code: &str) -> BTreeSet<String> {
    assert!(!code.contains("super::super"), "a path that climbs out of its room");
    let name = |path: &str| path.trim_start().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
    let mut used = BTreeSet::new();
    for path in code.split("crate::").skip(1) {
        let Some(group) = path.strip_prefix('{') else {
            used.insert(name(path));
            continue;
        };
        let (mut depth, mut start) = (0, 0);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    used.insert(name(&group[start..at]));
                    start = at + 1;
                }
                _ => {}
            }
            if c == '}' && start > at {
                break;
            }
        }
    }
    used
}

#[test]
fn rooms_are_seen_in_paths_and_groups() {
    let code = "use crate::text::Span;\nuse crate::{\n    corpus, mention::{self, Via},\n    stance::{Label, frame::{A, B}}\n};\n\
        fn f() { let x = crate::ledger::Sign::Zero; cli::run() }";
    let used: Vec<String> = rooms_used(code).into_iter().collect();
    assert_eq!(used, ["corpus", "ledger", "mention", "stance", "text"]);
}

#[test]
fn rooms_use_only_rooms_below_them() {
    let rank = |name: &str| ROOMS.iter().position(|room| *room == name);
    let mut wrong = Vec::new();
    for path in sources() {
        let own = room(&path);
        if OUTSIDE.contains(&own.as_str()) {
            continue;
        }
        let own_rank = rank(&own).unwrap_or_else(|| panic!("{} is no room of the house", path.display()));
        for used in rooms_used(&code(&path)) {
            if rank(&used).is_some_and(|used_rank| used_rank > own_rank) {
                wrong.push(format!("{}: {own} uses {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn source_files_stay_small() {
    const LONGEST: usize = 400;
    let long: Vec<String> = sources()
        .into_iter()
        .filter_map(|path| {
            let lines = fs::read_to_string(&path).expect("UTF-8").lines().count();
            (lines > LONGEST).then(|| format!("{}: {lines} lines", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "over {LONGEST} lines:\n{}", long.join("\n"));
}

#[test]
fn every_module_says_what_it_owns() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|path| !fs::read_to_string(path).expect("UTF-8").starts_with("//!"))
        .map(|path| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no module comment: {}", silent.join(", "));
}

/// String literals that are lexicon entries by accident, each with the reason why it may stand in `src/`.
const ALLOWED: &[(&str, &str)] = &[
    ("detente", "the program's name"),
    ("given", "the name of a rule"),
    ("none", "a reading in ambiguous.tsv: not an actor"),
    ("version", "a key of the tables' headers"),
    ("record", "a key of the printed schema"),
    ("country", "a kind in the record contract"),
    ("organisation", "a kind in the record contract"),
    ("neutral", "a label in the record contract"),
    ("positive", "a label in the record contract"),
    ("negative", "a label in the record contract"),
    ("publisher", "a field of JSON-LD"),
    ("style", "an element and an attribute of HTML"),
    ("true", "a value of HTML's attributes"),
    ("response", "a kind of record in WARC"),
    ("None", "a value in Quotebank: a speaker whom nobody knows"),
    ("day", "a period to add up by"),
    ("quarter", "a period to add up by"),
    ("year", "a period to add up by"),
    ("Change", "a name in the printed schema"),
    ("assessing", "a motivation in the Web Annotation model"),
    ("generator", "a property in the Web Annotation model"),
    ("language", "a property in the Web Annotation model"),
    ("Speaker", "a label of ours in Label Studio"),
    ("Target", "a label of ours in Label Studio"),
    ("Warm", "a label of ours in Label Studio"),
    ("Cold", "a label of ours in Label Studio"),
    ("about", "a relation of ours in Label Studio"),
    ("right", "a direction in Label Studio"),
    ("once", "how often copies count"),
    ("all", "how often copies count"),
];

/// The names of all fields of the record contract, which are words of its language and not of the news.
fn fields() -> BTreeSet<String> {
    fn collect(schema: &Value, fields: &mut BTreeSet<String>) {
        let parts: Vec<&Value> = match schema {
            Value::Object(parts) => parts.values().collect(),
            Value::Array(parts) => parts.iter().collect(),
            _ => return,
        };
        if let Some(named) = schema.get("properties").and_then(Value::as_object) {
            fields.extend(named.keys().cloned());
        }
        parts.into_iter().for_each(|part| collect(part, fields));
    }
    let mut fields = BTreeSet::new();
    SCHEMAS.iter().for_each(|(_, schema)| collect(&schema(), &mut fields));
    fields
}

/// Rooms that speak to people: their strings are headings and messages, not knowledge of a language.
const SPEAKING: [&str; 2] = ["report", "cli"];

#[test]
fn no_string_in_src_is_an_entry_of_a_lexicon() {
    let (entries, codes) = lexicon_words();
    let allowed: BTreeMap<&str, &str> = ALLOWED.iter().copied().collect();
    let fields = fields();
    let mut found = Vec::new();
    for path in sources().into_iter().filter(|path| !SPEAKING.contains(&room(path).as_str())) {
        for literal in literals(&code(&path)) {
            let folded = literal.to_lowercase();
            let word = folded.chars().filter(|c| c.is_alphabetic()).count() > 1;
            if word
                && entries.contains(&folded)
                && !codes.contains(&folded)
                && !allowed.contains_key(literal.as_str())
                && !fields.contains(&literal)
            {
                found.push(format!("{}: {literal:?}", path.display()));
            }
        }
    }
    assert!(found.is_empty(), "words that belong in lexicons/:\n{}", found.join("\n"));
}

/// The terms of the word tables, and the names that the tables' own format uses (columns, codes in coded columns).
fn lexicon_words() -> (BTreeSet<String>, BTreeSet<String>) {
    const WORD_TABLES: [&str; 10] = [
        "abbreviations",
        "clitics",
        "common_words",
        "cues",
        "frames",
        "function_words",
        "pronouns",
        "roles",
        "shifters",
        "valence",
    ];
    const CODED: [&str; 16] = [
        "pos", "kind", "class", "scope", "takes", "number", "gender", "case", "where", "match", "ends", "requires",
        "status", "office", "domain", "type",
    ];
    let (mut entries, mut codes) = (BTreeSet::new(), BTreeSet::new());
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons")).expect("lexicons") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "tsv") {
            continue;
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        codes.insert(name.clone());
        let text = fs::read_to_string(&path).expect("UTF-8");
        let mut rows = text.lines().filter(|line| !line.starts_with('#'));
        let columns: Vec<&str> = rows.next().unwrap_or_default().split('\t').collect();
        codes.extend(columns.iter().map(|column| column.to_string()));
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            for (column, cell) in columns.iter().zip(&cells) {
                if CODED.contains(column) {
                    codes.extend(cell.split('|').map(str::to_lowercase));
                }
            }
            if WORD_TABLES.contains(&name.as_str()) {
                entries.insert(cells[0].to_lowercase());
            }
        }
    }
    (entries, codes)
}

#[test]
fn the_data_sheets_count_the_rows_of_the_tables() {
    let lexicons = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons");
    let sheets = fs::read_to_string(lexicons.join("README.md")).expect("the data sheets");
    let mut told = 0;
    for row in sheets.lines().filter(|line| line.contains(".tsv |")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let table = fs::read_to_string(lexicons.join(cells[1])).expect(cells[1]);
        // The first line that is no comment is the header.
        let rows = table.lines().filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!(cells[2], rows.to_string(), "{}", cells[1]);
        told += 1;
    }
    assert!(told > 15, "{told} tables");
}

/// The contents of the string literals in some code, escapes left as they are.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // A character literal, so that '"' opens no string; lifetimes have no closing apostrophe.
            '\'' => {
                let mut ahead = chars.clone();
                let escaped = ahead.next() == Some('\\');
                if escaped {
                    ahead.next();
                }
                if ahead.next() == Some('\'') {
                    chars = ahead;
                }
            }
            '"' => {
                let mut literal = String::new();
                while let Some(c) = chars.next() {
                    match c {
                        '"' => break,
                        '\\' => literal.extend(chars.next()),
                        c => literal.push(c),
                    }
                }
                found.push(literal);
            }
            _ => {}
        }
    }
    found
}

#[test]
fn literals_are_found() {
    assert_eq!(literals(r#"let a = "one"; let q = '"'; f(b'\'', "two \" three")"#), ["one", "two \" three"]);
}
