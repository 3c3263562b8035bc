//! Reading takes time in proportion to the text, whatever stands in it.

mod hard;

use detente::{Engine, Request, corpus::html};
use hard::{FAMILIES, PAGES, nested};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Each test measures alone.
static ALONE: Mutex<()> = Mutex::new(());

/// The rows with which eight times as long a text takes far more than eight times as long to read.
fn steep<'r>(rows: impl Iterator<Item = (&'r str, &'r str)>, short: usize, read: impl Fn(&str)) -> Vec<String> {
    const FACTOR: usize = 8;
    // A quadratic step takes 64 times as long. A busy machine may slow the longer one down, not so much in each round.
    const MOST: u32 = 32;
    let time = |row: &str, bytes: usize| {
        let text = row.repeat(bytes / row.len());
        let once = || {
            let start = Instant::now();
            read(&text);
            start.elapsed()
        };
        (0..4).map(|_| once()).min().expect("four times")
    };
    // What is steep is so whenever it is measured.
    const TIMES: usize = 3;
    let is_steep = |(name, row): &(&str, &str)| {
        let (short, long) = (time(row, short), time(row, short * FACTOR));
        println!("{name}: {short:?}, {FACTOR} times the text {long:?}");
        long > short * MOST
    };
    rows.filter(|row| (0..TIMES).all(|_| is_steep(row))).map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn time_grows_with_the_text() {
    let _alone = ALONE.lock();
    let engine = Engine::new();
    let nested = nested();
    let rows = FAMILIES.iter().copied().chain([("marks a thousand deep", &*nested)]);
    let steep = steep(rows, 60_000, |text| drop(engine.read(&Request { text, ..Request::default() })));
    assert!(steep.is_empty(), "{steep:?}");
}

#[test]
fn time_grows_with_the_page() {
    let _alone = ALONE.lock();
    let steep = steep(PAGES.iter().copied(), 30_000, |page| drop(html::read(page)));
    assert!(steep.is_empty(), "{steep:?}");
}

/// A page may be many times larger than any article: its elements take no more time than so many do.
#[test]
fn a_page_of_four_megabytes_is_read() {
    let _alone = ALONE.lock();
    const MOST: Duration = Duration::from_secs(20);
    for row in ["<p>x", "<br>x", "<b>x</i></u>", "<a href=x>y", "<ul><li>No. "] {
        let page = row.repeat(4_000_000 / row.len());
        let start = Instant::now();
        html::read(&page);
        println!("{row}: {:?}", start.elapsed());
        assert!(start.elapsed() < MOST, "{row}: {:?}", start.elapsed());
    }
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
