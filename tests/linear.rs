//! Reading takes time in proportion to the text, whatever stands in it.

mod hard;

use detente::{Engine, Request};
use hard::{FAMILIES, nested};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Each test measures alone.
static ALONE: Mutex<()> = Mutex::new(());

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
