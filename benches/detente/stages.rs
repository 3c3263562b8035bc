//! Each stage on what the stages before it found.

use crate::{ARTICLES, articles, bytes};
use criterion::Criterion;
use detente::mention::Context;
use detente::{Engine, attribution, mention, reference, stance};

pub fn bench(criterion: &mut Criterion) {
    let (engine, articles) = (Engine::new(), articles());
    let knowledge = engine.knowledge();
    let context = Context::default();
    let documents: Vec<_> = articles.iter().map(|article| engine.document(article)).collect();
    let mentions: Vec<_> = documents.iter().map(|document| mention::find(document, knowledge, context)).collect();
    let quotes: Vec<_> = documents
        .iter()
        .zip(&mentions)
        .map(|(document, found)| attribution::find(document, knowledge, found))
        .collect();
    let casts: Vec<_> = (0..ARTICLES)
        .map(|i| reference::resolve(&documents[i], knowledge, context, &mentions[i], &quotes[i]))
        .collect();
    assert_eq!(quotes.iter().flatten().filter(|quote| quote.source.is_none()).count(), 0, "every quote has a source");

    let mut group = criterion.benchmark_group("stage");
    group.throughput(bytes(&articles)).sample_size(20);
    group.bench_function("text", |b| {
        b.iter(|| articles.iter().map(|a| engine.document(a).tokens().len()).sum::<usize>())
    });
    group.bench_function("mention", |b| {
        b.iter(|| documents.iter().map(|d| mention::find(d, knowledge, context).len()).sum::<usize>())
    });
    group.bench_function("attribution", |b| {
        b.iter(|| documents.iter().zip(&mentions).map(|(d, m)| attribution::find(d, knowledge, m).len()).sum::<usize>())
    });
    group.bench_function("reference", |b| {
        let one = |i: usize| reference::resolve(&documents[i], knowledge, context, &mentions[i], &quotes[i]);
        b.iter(|| (0..ARTICLES).map(|i| one(i).references.len()).sum::<usize>())
    });
    group.bench_function("stance", |b| {
        let one = |i: usize| stance::find(&documents[i], knowledge, &quotes[i], &casts[i]).stances;
        b.iter(|| (0..ARTICLES).map(|i| one(i).len()).sum::<usize>())
    });
    group.finish();
}
