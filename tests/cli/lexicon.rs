//! `detente lexicon`: what the engine knows, and whether an overlay is sound.

use super::{Scratch, TEXT, run};
use serde_json::Value;

#[test]
fn lexicon_lists_looks_up_and_checks_overlays() {
    let list = run(&["lexicon", "list"], "");
    assert!(list.code == 0 && list.out.lines().any(|line| line.starts_with("valence ")), "{}", list.out);
    let found = run(&["lexicon", "lookup", "condemned"], "");
    assert!(found.code == 0 && found.out.contains("lexicons/valence.tsv:"), "{}", found.out);
    assert_eq!(run(&["lexicon", "lookup", "zzyzzx"], "").code, 1);

    let scratch = Scratch::new("overlay");
    let head = "# invented\nterm\tpos\tvalue\tspread\tkind\n";
    scratch.file("sound/valence.tsv", format!("{head}zzyzzx\tadj\t-0.9\t0.1\tattitude\n!generous\tadj\t\t\t\n"));
    let overlay = scratch.path("sound");
    let looked_up = run(&["lexicon", "lookup", "zzyzzx", "--lexicons", &overlay], "");
    assert!(looked_up.code == 0 && looked_up.out.contains("valence.tsv:3"), "{} {}", looked_up.out, looked_up.err);
    let score = |args: &[&str]| {
        let request = r#"{"text":"Norway was zzyzzx.","targets":[{"id":"t","start":0,"end":6}]}"#;
        let record: Value = serde_json::from_str(&run(args, request).out).expect("JSON");
        record["targets"][0]["label"].clone()
    };
    assert_eq!(score(&["score"]), "neutral");
    assert_eq!(score(&["score", "--lexicons", &overlay]), "negative");

    scratch.file("broken/valence.tsv", format!("{head}grim\tadj\tvery\t0.1\tattitude\n"));
    let broken = run(&["lexicon", "check", "--lexicons", &scratch.path("broken")], "");
    assert_eq!(broken.code, 64);
    assert!(broken.err.contains("valence.tsv:3: "), "{}", broken.err);
    scratch.file("unknown/moods.tsv", head);
    assert_eq!(run(&["score", "--lexicons", &scratch.path("unknown")], TEXT).code, 64);
}
