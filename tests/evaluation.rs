//! EVALUATION.md: its tables stand between markers, so that `scripts/evaluate.py` finds each of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(place(name)).expect("a file of the project")
}

/// The names of the blocks, or the first line that no marker may stand on.
fn blocks(text: &str) -> Result<Vec<&str>, String> {
    let (mut names, mut open) = (Vec::new(), None);
    for line in text.lines() {
        let name = line.strip_prefix("<!-- figures: ").and_then(|rest| rest.strip_suffix(" -->"));
        match (name, open) {
            (Some(name), None) if !name.is_empty() && !name.contains(' ') => open = Some(name),
            (None, Some(name)) if line == "<!-- end -->" => {
                names.push(name);
                open = None;
            }
            (None, _) if !line.contains("<!--") => {}
            _ => return Err(line.to_owned()),
        }
    }
    open.map_or(Ok(names), |name| Err(format!("{name} has no end")))
}

#[test]
fn markers_that_do_not_pair_are_seen() {
    let block = |name: &str| format!("<!-- figures: {name} -->\n| 1 |\n<!-- end -->\n");
    assert_eq!(blocks(&(block("a") + "words\n" + &block("b"))), Ok(vec!["a", "b"]));
    assert!(blocks("<!-- figures: a -->\n").is_err());
    assert!(blocks("<!-- end -->\n").is_err());
    assert!(blocks(&("<!-- figures: a -->\n".to_owned() + &block("b"))).is_err());
    assert!(blocks("<!-- figure: a -->\n").is_err());
    assert!(blocks("words <!-- end -->\n").is_err());
}

/// Every block is one that the command makes, every block it makes has a place, and none has two.
#[test]
fn each_block_of_the_evaluation_is_made_by_the_command() {
    let document = read("EVALUATION.md");
    let standing = blocks(&document).expect("markers that pair");
    assert_eq!(standing.len(), standing.iter().collect::<BTreeSet<_>>().len(), "a block that stands twice");
    if !place("scripts").exists() {
        return; // a package, which holds no scripts
    }
    let command = read("scripts/evaluate.py");
    let made = command.match_indices(": accuracy.").chain(command.match_indices(": measured."));
    let made: BTreeSet<&str> = made.filter_map(|(at, _)| command[..at].strip_suffix('"')?.rsplit('"').next()).collect();
    assert_eq!(standing.into_iter().collect::<BTreeSet<_>>(), made);
}
