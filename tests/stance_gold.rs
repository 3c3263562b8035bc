//! Tone toward a target in sentences of our own (`tests/gold/stance/`), each of which must come out as written.

use detente::stance::{Label, Stance};
use detente::text::Span;
use detente::{Engine, Request};
use std::fs;
use std::path::Path;

/// How many sentences there are at least: none gets lost.
const LEAST: usize = 1699;

/// How many traps are not read at most, and how many of these are taken for their opposite.
const UNREAD: usize = 14;
const OPPOSITE: usize = 5;

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

/// The sentences of every file of a folder: the sign written beside each, what the engine makes of it, and the words.
fn sentences(engine: &Engine, folder: &str) -> Vec<(i32, i32, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut read = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of gold") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            continue;
        }
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
            read.push((expected, sign(engine, &text, target), format!("toward {target}: {text}")));
        }
    }
    read
}

#[test]
fn every_sentence_has_the_tone_written_beside_it() {
    let read = sentences(&Engine::new(), "tests/gold/stance");
    let wrong = read.iter().filter(|(expected, found, _)| expected != found);
    let wrong: String =
        wrong.map(|(expected, found, about)| format!("\n{found:>2} for {expected:>2} {about}")).collect();
    assert!(read.len() >= LEAST, "only {} sentences", read.len());
    assert!(wrong.is_empty(), "{wrong}");
}

/// What a second writer set as traps and the engine does not read: the rows stand as written, and one that comes to be
/// read moves to the folder above, so that the share of the traps that are read only rises.
#[test]
fn what_is_not_read_is_counted() {
    let engine = Engine::new();
    let unread = sentences(&engine, "tests/gold/stance/unread");
    let opposite = unread.iter().filter(|(expected, found, _)| expected * found < 0).count();
    let read: Vec<&String> = unread.iter().filter(|(expected, found, _)| expected == found).map(|row| &row.2).collect();
    println!("{} traps unread, {opposite} of them taken for their opposite, {} now read", unread.len(), read.len());
    assert!(unread.len() <= UNREAD, "{} traps unread", unread.len());
    assert!(opposite <= OPPOSITE, "{opposite} taken for their opposite");
}

/// What a third writer set as traps, and nobody mends anything for: the share that is read is that of unseen sentences.
#[test]
fn what_nobody_mended_for_is_read_as_often_as_told() {
    let read = sentences(&Engine::new(), "tests/gold/held_out");
    let right = read.iter().filter(|(expected, found, _)| expected == found).count();
    let opposite = read.iter().filter(|(expected, found, _)| expected * found < 0).count();
    println!("{right} of {} held-out traps read as meant, {opposite} taken for their opposite", read.len());
    assert!(read.len() == 140 && right >= 68 && opposite <= 22, "{right} right, {opposite} opposite");
}
