//! Reading takes time in proportion to the text, whatever stands in it.

use detente::{Engine, Request};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Each test measures alone.
static ALONE: Mutex<()> = Mutex::new(());

/// Rows of what could make a rule look back or ahead without end.
const FAMILIES: &[(&str, &str)] = &[
    ("prose", "Ana Novak said that the talks had failed. \"We will try again,\" she added.\n\n"),
    ("one long paragraph", "Ana Novak said that the talks had failed, and Ivo Dahl left the room in anger. "),
    ("unclosed marks", "\u{201c}The talks failed "),
    ("straight marks", "\" said \""),
    ("nested marks", "\u{201c}He said \u{2018}no\u{2019} and "),
    ("cues", "said Novak, "),
    ("one cue", "said "),
    ("one name", "the Vladimir Putin "),
    ("bare commas", ", "),
    ("bare marks", "\"'"),
    ("according to", "according to Putin, "),
    ("one sentence of clauses", "Russia hates Ukraine and "),
    ("names", "Novak Dahl Korhola "),
    ("commas", "the minister, "),
    ("pronouns", "he told them that she "),
    ("brackets", "(a (b "),
    ("short paragraphs", "No.\n\n"),
    ("turns of talk", "NOVAK: We lost it.\n\n"),
    ("single marks", "'He said 'no' "),
];

/// Quotations that stand one in the other, a thousand deep.
fn nested() -> String {
    format!("{}no{}\n\n", "\u{201c}He said: \u{2018}".repeat(500), ",\u{2019} and left.\u{201d} ".repeat(500))
}

fn time(engine: &Engine, row: &str, bytes: usize) -> Duration {
    let text = row.repeat(bytes / row.len());
    let once = || {
        let start = Instant::now();
        engine.read(&Request { text: &text, ..Request::default() });
        start.elapsed()
    };
    (0..5).map(|_| once()).min().expect("five times")
}

#[test]
fn time_grows_with_the_text() {
    let _alone = ALONE.lock();
    const SHORT: usize = 60_000;
    const FACTOR: usize = 8;
    // A quadratic step takes 64 times as long. A busy machine may slow the longer one down, not so much in each round.
    const MOST: u32 = 32;
    let engine = Engine::new();
    let mut steep = Vec::new();
    let nested = nested();
    for (name, row) in FAMILIES.iter().copied().chain([("marks a thousand deep", &*nested)]) {
        let (short, long) = (time(&engine, row, SHORT), time(&engine, row, SHORT * FACTOR));
        println!("{name}: {short:?}, {FACTOR} times the text {long:?}");
        if long > short * MOST {
            steep.push(format!("{name}: {short:?}, {FACTOR} times the text {long:?}"));
        }
    }
    assert!(steep.is_empty(), "{}", steep.join("\n"));
}

#[test]
fn a_paragraph_of_ten_megabytes_is_read() {
    let _alone = ALONE.lock();
    const SHORT: usize = 100_000;
    const LONG: usize = 10_000_000;
    // A quadratic step takes ten thousand times as long; linear ones and a busy machine do not come near this.
    const MOST: u32 = 1000;
    let engine = Engine::new();
    for row in
        ["Ana Novak said that the talks had failed, and \"Ivo Dahl\" left. ", "\u{201c}The talks failed, Novak said "]
    {
        let read = |bytes: usize| {
            let text = row.repeat(bytes / row.len());
            let start = Instant::now();
            engine.read(&Request { text: &text, ..Request::default() });
            start.elapsed()
        };
        let (short, long) = (read(SHORT), read(LONG));
        println!("{row:?}: {short:?}, a hundred times the text {long:?}");
        assert!(long < short * MOST, "{row:?}: {short:?}, a hundred times the text {long:?}");
    }
}
