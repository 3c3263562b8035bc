//! Throughput of each stage, of the chain, of the whole process, and of rivals on the same text in the same run, so that
//! ratios hold on a noisy machine. Each bench asserts that it found what it always finds.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use detente::mention::Context;
use detente::record::{self, Article, Settings};
use detente::{Engine, Request, attribution, corpus, mention, reference, stance};
use std::hint::black_box;
use std::process::{Command, Stdio};

const ARTICLES: usize = 300;

fn articles() -> Vec<String> {
    corpus::synthetic(ARTICLES).collect()
}

fn bytes(articles: &[String]) -> Throughput {
    Throughput::Bytes(articles.iter().map(|article| article.len() as u64).sum())
}

/// Each stage on what the stages before it found.
fn stages(criterion: &mut Criterion) {
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

/// The chain from text to reading, and on to the bytes of its record.
fn chain(criterion: &mut Criterion) {
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

/// The whole process on one thread, start-up included, beside vader-sentimental scoring the same sentences.
fn process(criterion: &mut Criterion) {
    const REPEATS: usize = 20;
    let articles = articles();
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join("bench.jsonl");
    let lines: String = articles.iter().map(|text| serde_json::json!({ "text": text }).to_string() + "\n").collect();
    std::fs::write(&path, lines.repeat(REPEATS)).expect("a writable target folder");

    let mut group = criterion.benchmark_group("whole");
    group.sample_size(10);
    let Throughput::Bytes(once) = bytes(&articles) else { unreachable!("bytes are counted") };
    group.throughput(Throughput::Bytes(once * REPEATS as u64));
    group.bench_function(BenchmarkId::new("detente", "batch --threads 1"), |b| {
        b.iter(|| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
            command.arg("batch").arg(&path).args(["--out", "-", "--threads", "1"]).stdout(Stdio::null());
            assert!(command.status().expect("the program runs").success());
        })
    });

    let engine = Engine::new();
    let mut sentences = Vec::new();
    for article in &articles {
        let document = engine.document(article);
        sentences.extend(document.sentences().iter().map(|sentence| document.words(sentence.tokens).to_owned()));
    }
    let analyser = vader_sentimental::SentimentIntensityAnalyzer::new();
    group.throughput(bytes(&sentences));
    group.bench_function(BenchmarkId::new("vader-sentimental", "same sentences"), |b| {
        b.iter(|| sentences.iter().map(|sentence| analyser.polarity_scores(sentence).compound).sum::<f64>())
    });
    group.finish();
}

/// A word counter that knows Unicode, for scale.
fn words(criterion: &mut Criterion) {
    use unicode_segmentation::UnicodeSegmentation;
    let articles = articles();
    let mut group = criterion.benchmark_group("rival");
    group.throughput(bytes(&articles)).sample_size(20);
    group.bench_function("unicode-segmentation words", |b| {
        b.iter(|| articles.iter().map(|article| article.unicode_words().count()).sum::<usize>())
    });
    group.finish();
}

criterion_group!(benches, stages, chain, process, words);
criterion_main!(benches);
