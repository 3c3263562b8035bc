//! The chain from text to reading, and on to the bytes of its record.

use crate::{articles, bytes};
use criterion::Criterion;
use detente::record::{self, Article, Settings};
use detente::{Engine, Request};
use std::hint::black_box;

pub fn bench(criterion: &mut Criterion) {
    let (engine, articles) = (Engine::new(), articles());
    let settings = Settings::default();
    let mut group = criterion.benchmark_group("chain");
    group.throughput(bytes(&articles)).sample_size(20);
    group.bench_function("reading", |b| {
        let read = |text: &String| engine.read(&Request { text, ..Request::default() }).quotes.len();
        b.iter(|| articles.iter().map(read).sum::<usize>())
    });
    group.bench_function("record", |b| {
        let mut out = Vec::new();
        b.iter(|| {
            out.clear();
            for text in &articles {
                let article = Article::from_text(text.as_str());
                let write = |record: &record::Record| record::write_json(&mut out, record);
                record::compose(&engine, &article, "bench", &settings, write).expect("a sound article");
            }
            black_box(out.len())
        })
    });
    group.finish();
}
