//! Texts made to be hard: rows that could make a rule look back or ahead without end. In MB/s they should be no slower than
//! prose by orders of magnitude; that time grows no faster than the text is a test (`tests/linear.rs`). The same of pages.

use crate::hard::{FAMILIES, PAGES, nested};
use criterion::{Criterion, Throughput};
use detente::{Engine, Request, corpus::html};

/// How many bytes of each are read.
const BYTES: usize = 100_000;

pub fn bench(criterion: &mut Criterion) {
    let engine = Engine::new();
    let mut group = criterion.benchmark_group("hostile");
    group.sample_size(10);
    let nested = nested();
    for (name, row) in FAMILIES.iter().copied().chain([("marks a thousand deep", &*nested)]) {
        let text = row.repeat(BYTES / row.len());
        let read = || engine.read(&Request { text: &text, ..Request::default() }).document.tokens().len();
        let tokens = read();
        assert!(tokens > 0, "{name}");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| assert_eq!(read(), tokens)));
    }
    for (name, row) in PAGES {
        let page = row.repeat(BYTES / row.len());
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.bench_function(format!("page: {name}"), |b| b.iter(|| html::read(&page)));
    }
    group.finish();
}
