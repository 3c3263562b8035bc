//! The examples that stand beside the rows of the lexicons, each run through the engine.

use detente::attribution;
use detente::lexicon::{Entry, Parts, Phrasebook, Rating, Table};
use detente::text::{Document, Vocabulary};
use detente::{Engine, Request};
use std::collections::BTreeSet;
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

/// Nouns are left out: where the content of one ends only a parser could tell.
#[test]
fn cue_examples_are_read() {
    let engine = Engine::new();
    let (mut tried, mut failed) = (0, Vec::new());
    let columns = ["lemma", "pos", "takes", "outside", "example"];
    table("cues")
        .each(columns, |row, [lemma, pos, takes, outside, example]| {
            let sure = outside.parse::<f64>().is_ok_and(|sure| sure >= 0.3) || example.contains('"');
            if takes == "nothing" {
                let document = engine.document(example);
                if !attribution::find(&document, engine.knowledge(), &[]).is_empty() {
                    failed.push(format!("lexicons/cues.tsv:{}: {lemma}: {example}", row.line));
                }
                return Ok(());
            }
            let Some((text, content)) = bracketed(example) else { return Ok(()) };
            if pos == "noun" || !sure {
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

/// The entries of every phrase in a text, those that a longer phrase covers included, and of every sign, which is looked
/// up by itself.
fn phrases<'p, T>(
    book: &'p Phrasebook<Entry<T>>,
    document: &'p Document,
    vocabulary: &'p Vocabulary,
) -> impl Iterator<Item = &'p Entry<T>> {
    let tokens = document.tokens();
    let stretches = (0..tokens.len()).flat_map(|start| (start + 1..=tokens.len()).map(move |end| (start, end)));
    let phrases = stretches.filter_map(|(start, end)| book.longest(&tokens[..end], start));
    let signs = (0..tokens.len()).filter(|&at| !tokens[at].is_word());
    let signs = signs.flat_map(|at| book.word(vocabulary.symbol(document.word(at))));
    phrases.flat_map(|found| found.entries).chain(signs)
}

/// The rows of a table that its phrasebook does not find in their own examples.
fn missed<T>(engine: &Engine, name: &str, book: &Phrasebook<Entry<T>>, own: impl Fn(&T) -> bool) -> Vec<String> {
    let table = table(name);
    let (mut tried, mut missed) = (0, Vec::new());
    let term = table.columns()[0].clone();
    table
        .each([&*term, "example"], |row, [term, example]| {
            if example.is_empty() {
                return Ok(());
            }
            tried += 1;
            let text = bracketed(example).map_or_else(|| example.to_owned(), |(text, _)| text);
            let document = engine.document(&text);
            let found = phrases(book, &document, &engine.knowledge().vocabulary).filter(|entry| own(&entry.value));
            let found: BTreeSet<usize> = found.map(|entry| entry.line as usize).collect();
            let tail = Parts::of(term).tail;
            if !found.contains(&row.line) || !text.contains(tail) {
                missed.push(format!("lexicons/{name}.tsv:{}: {term}: {example}", row.line));
            }
            Ok(())
        })
        .expect("a sound table");
    assert!(tried > 100, "only {tried} examples in {name}");
    missed
}

#[test]
fn every_row_matches_in_its_own_example() {
    let engine = Engine::new();
    let lexicons = &engine.knowledge().lexicons;
    let mut all = missed(&engine, "valence", &lexicons.valence, |valence| valence.rating == Rating::Own);
    all.extend(missed(&engine, "frames", &lexicons.frames, |_| true));
    all.extend(missed(&engine, "shifters", &lexicons.shifters, |_| true));
    all.extend(missed(&engine, "roles", &lexicons.roles, |_| true));
    assert!(all.is_empty(), "{} rows do not match:\n{}", all.len(), all.join("\n"));
}

/// Whoever is introduced by a role is found again by each of its epithets.
#[test]
fn epithets_call_who_was_introduced_by_the_role() {
    let engine = Engine::new();
    let mut wrong = Vec::new();
    table("epithets")
        .each(["role", "epithets"], |row, [role, epithets]| {
            for epithet in epithets.split('|') {
                let text = format!("\"We lost,\" said the {role}, Quenby Novak. \"It hurt,\" the {epithet} said.");
                let titled =
                    format!("\"We lost,\" said {} Quenby Novak. \"It hurt,\" the {epithet} said.", title(role));
                let called = |text: &str| {
                    let reading = engine.read(&Request { text, ..Request::default() });
                    let speakers = &reading.cast.speakers;
                    speakers.len() == 2 && !speakers[0].is_empty() && speakers[0] == speakers[1]
                };
                if !called(&text) && !called(&titled) {
                    wrong.push(format!("lexicons/epithets.tsv:{}: {role}: {epithet}", row.line));
                }
            }
            Ok(())
        })
        .expect("a sound table");
    assert!(wrong.is_empty(), "{} epithets call nobody:\n{}", wrong.len(), wrong.join("\n"));
}

/// A role as it is written before a name.
fn title(role: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    role.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}
