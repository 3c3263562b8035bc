//! Every command that README and the examples show runs, ends well, and prints what is shown behind it.
//!
//! Where the program rightly prints something else than it did, `DETENTE_BLESS=1 cargo test --test readme` writes that
//! into the pages.
#![cfg(feature = "cli")]

use std::fs;
use std::path::Path;
use std::process::Command;

const PROGRAM: &str = "$ cargo run --release -- ";

/// What a page holds: a command of the program with the output shown behind it, or a line of anything else.
#[derive(Debug, PartialEq)]
enum Part<'p> {
    Command(&'p str, Vec<&'p str>),
    Line(&'p str),
}

/// The parts of a page. Output stands behind its command in a block of ```` ```console ````, up to the next command or
/// the end of the block.
fn parts(page: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut in_block, mut in_output) = (false, false);
    for line in page.lines() {
        if line.starts_with("```") {
            (in_block, in_output) = (line == "```console", false);
        }
        match (line.strip_prefix(PROGRAM), parts.last_mut()) {
            (Some(command), _) if in_block => {
                in_output = true;
                parts.push(Part::Command(command, Vec::new()));
            }
            (None, Some(Part::Command(_, output))) if in_output && !line.starts_with("$ ") => output.push(line),
            _ => {
                in_output = false;
                parts.push(Part::Line(line));
            }
        }
    }
    parts
}

/// What a command prints.
fn output(command: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let arguments = command.split_whitespace();
    let output = Command::new(env!("CARGO_BIN_EXE_detente")).args(arguments).current_dir(root).output();
    let output = output.expect("the program runs");
    let talk = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command}: {} {talk}", output.status);
    assert!(!output.stdout.is_empty() || !talk.is_empty(), "{command} prints nothing");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A line without the numbers of lexicon lines, which move whenever a row is added, and without trailing blanks.
fn steady(line: &str) -> String {
    let mut pieces = line.trim_end().split(".tsv:");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |line, piece| line + ".tsv:" + piece.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// The page as it should be, how many commands it has, and how many outputs it shows.
fn renewed(page: &str) -> (String, usize, usize) {
    let (mut renewed, mut commands, mut outputs) = (String::new(), 0, 0);
    for part in parts(page) {
        match part {
            Part::Line(line) => renewed += &format!("{line}\n"),
            Part::Command(command, shown) => {
                commands += 1;
                renewed += &format!("{PROGRAM}{command}\n");
                let printed = output(command);
                if !shown.is_empty() {
                    outputs += 1;
                    renewed +=
                        &printed.trim_end().lines().map(|line| format!("{}\n", line.trim_end())).collect::<String>();
                }
            }
        }
    }
    (renewed, commands, outputs)
}

#[test]
fn every_command_shown_runs_and_prints_what_is_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bless = std::env::var_os("DETENTE_BLESS").is_some();
    let (mut commands, mut outputs) = (0, 0);
    for file in ["README.md", "examples/README.md", "examples/overlay/README.md"] {
        let path = root.join(file);
        let page = fs::read_to_string(&path).expect("a page");
        let (renewed, more_commands, more_outputs) = renewed(&page);
        (commands, outputs) = (commands + more_commands, outputs + more_outputs);
        if bless {
            fs::write(&path, renewed).expect("a page that can be written");
            continue;
        }
        for (number, (shown, printed)) in page.lines().zip(renewed.lines()).enumerate() {
            let place = format!("{file}:{}", number + 1);
            assert_eq!(
                steady(shown),
                steady(printed),
                "{place}: the program prints something else (see tests/readme.rs)"
            );
        }
        assert_eq!(page.lines().count(), renewed.lines().count(), "{file} shows too little or too much");
    }
    assert!(commands >= 8, "only {commands} commands were found");
    assert!(outputs >= 2, "only {outputs} outputs were found");
}

#[test]
fn pages_fall_into_commands_and_lines() {
    let page = "text\n```console\n$ cargo run --release -- score a\none\n\ntwo\n$ cargo test\n```\nmore";
    let expected = [
        Part::Line("text"),
        Part::Line("```console"),
        Part::Command("score a", vec!["one", "", "two"]),
        Part::Line("$ cargo test"),
        Part::Line("```"),
        Part::Line("more"),
    ];
    assert_eq!(parts(page), expected);
    assert_eq!(steady("x.tsv:12, y.tsv:3: z "), "x.tsv:, y.tsv:: z");
}
