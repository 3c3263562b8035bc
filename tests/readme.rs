//! Every command that README and the examples show runs, and ends well.

use std::path::Path;
use std::process::Command;

/// The arguments of each `cargo run --release -- ...` line of a text.
fn commands(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().map(|line| line.trim().trim_start_matches("$ "));
    let shown = lines.filter_map(|line| line.strip_prefix("cargo run --release -- "));
    shown.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

#[test]
fn every_command_shown_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for file in ["README.md", "examples/README.md"] {
        let text = std::fs::read_to_string(root.join(file)).expect("a page");
        for arguments in commands(&text) {
            let output = Command::new(env!("CARGO_BIN_EXE_detente")).args(&arguments).current_dir(root).output();
            let output = output.expect("the program runs");
            let talk = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{file}: {arguments:?}: {} {talk}", output.status);
            assert!(!output.stdout.is_empty(), "{file}: {arguments:?} prints nothing");
            count += 1;
        }
    }
    assert!(count >= 6, "only {count} commands were found");
}
