//! What shells and manuals are told.

use super::{Scratch, run};
use std::fs;
use std::path::Path;

#[test]
fn completions_and_manuals_know_the_commands() {
    const COMMANDS: [&str; 4] = ["score", "batch", "aggregate", "report"];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let completions = run(&["completions", shell], "");
        assert_eq!(completions.code, 0, "{}", completions.err);
        assert!(COMMANDS.iter().all(|command| completions.out.contains(command)), "{shell}");
    }
    let main = run(&["man"], "").out;
    assert!(main.contains(".TH detente 1") && COMMANDS.iter().all(|command| main.contains(command)), "{main}");
    let scratch = Scratch::new("man");
    let folder = scratch.path("man1");
    assert_eq!(run(&["man", "--out", &folder], "").code, 0);
    for command in COMMANDS {
        let page = fs::read_to_string(Path::new(&folder).join(format!("detente-{command}.1"))).expect(command);
        assert!(page.contains("Examples:"), "{page}");
    }
    let file = scratch.file("file", "in the way");
    let ran = run(&["man", "--out", &file], "");
    assert!(ran.code == 2 && ran.err.contains(&file), "{}", ran.err);
}
