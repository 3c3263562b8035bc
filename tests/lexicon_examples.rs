//! The examples that stand beside the rows of the lexicons, each run through the engine.

use detente::Engine;
use detente::attribution;
use detente::lexicon::Table;
use std::fs;
use std::path::Path;

fn table(name: &str) -> Table {
    let file = format!("lexicons/{name}.tsv");
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file)).expect("a table");
    Table::parse(name, &file, &text).expect("a sound table")
}

/// An example without its square brackets, and the bytes that stood between them.
fn bracketed(example: &str) -> Option<(String, std::ops::Range<usize>)> {
    let (start, end) = (example.find('[')?, example.find(']')?);
    let text = format!("{}{}{}", &example[..start], &example[start + 1..end], &example[end + 1..]);
    Some((text, start..end - 1))
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Cue rows whose examples the rules do not read yet: nouns and adjectives that report are not cues of a rule so far.
#[test]
fn cue_examples_are_read() {
    let engine = Engine::new();
    let (mut tried, mut failed) = (0, Vec::new());
    let columns = ["lemma", "pos", "outside", "example"];
    table("cues")
        .each(columns, |row, [lemma, pos, outside, example]| {
            let sure = outside.parse::<f64>().is_ok_and(|sure| sure >= 0.3) || example.contains('"');
            let Some((text, content)) = bracketed(example) else { return Ok(()) };
            if !(pos == "verb" || pos == "phrase") || !sure {
                return Ok(());
            }
            tried += 1;
            let document = engine.document(&text);
            let quotes = attribution::find(&document, engine.knowledge(), &[]);
            let expected = words(&text[content]);
            let right = quotes.iter().any(|quote| {
                let found: Vec<&str> = quote.content.iter().flat_map(|&piece| words(document.words(piece))).collect();
                let source = quote.source.map(|source| document.words(source)).unwrap_or_default();
                found == expected && source.contains("Novak")
            });
            if !right {
                failed.push(format!("lexicons/cues.tsv:{}: {lemma}: {example}", row.line));
            }
            Ok(())
        })
        .expect("a sound table");
    assert!(failed.is_empty(), "{} of {tried} examples are not read:\n{}", failed.len(), failed.join("\n"));
}
