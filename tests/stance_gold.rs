//! Tone toward a target in sentences of our own (`tests/gold/stance/`), each of which must come out as written.

use detente::stance::{Label, Stance};
use detente::text::Span;
use detente::{Engine, Request};
use std::fs;
use std::path::Path;

/// How many sentences there are at least: none gets lost.
const LEAST: usize = 840;

/// What the engine makes of the target, whose words stand in the text first: 1 warm, -1 cold, 0 neither.
fn sign(engine: &Engine, text: &str, target: &str) -> i32 {
    let reading = engine.read(&Request { text, ..Request::default() });
    let start = text.find(target).unwrap_or_else(|| panic!("{target} in {text}"));
    let target = reading.document.tokens_of(Span::new(start, start + target.len()));
    let about = |stance: &&Stance| stance.references.iter().any(|reference| reference.tokens.overlaps(target));
    let signs = reading.stances.iter().filter(about).map(|stance| match stance.judgement.label {
        Label::Positive => 1,
        Label::Neutral => 0,
        Label::Negative => -1,
    });
    signs.sum::<i32>().signum()
}

#[test]
fn every_sentence_has_the_tone_written_beside_it() {
    let engine = Engine::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/stance");
    let (mut count, mut wrong) = (0, String::new());
    for entry in fs::read_dir(folder).expect("tests/gold/stance") {
        let path = entry.expect("an entry").path();
        let file = fs::read_to_string(&path).expect("UTF-8");
        let mut rows = file.lines().filter(|line| !line.starts_with('#'));
        let is_quote = rows.next().is_some_and(|header| header.ends_with("quote"));
        for row in rows {
            let [sign_written, target, words] = row.split('\t').collect::<Vec<_>>()[..] else {
                panic!("sign, target and words: {row} in {}", path.display())
            };
            let text = if is_quote { format!("\"{words}\" said Novak.") } else { words.to_owned() };
            let expected = match sign_written {
                "+" => 1,
                "-" => -1,
                "0" => 0,
                other => panic!("{other} is no sign"),
            };
            let found = sign(&engine, &text, target);
            if found != expected {
                wrong += &format!("\n{found:>2} for {expected:>2} toward {target}: {text}");
            }
            count += 1;
        }
    }
    assert!(count >= LEAST, "only {count} sentences");
    assert!(wrong.is_empty(), "{wrong}");
}
