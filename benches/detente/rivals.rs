//! What others make of the same text: two that score sentences by VADER's rules, without quotes or targets, and a word counter
//! that knows Unicode, for scale.

use crate::{articles, bytes};
use criterion::Criterion;
use detente::Engine;
use unicode_segmentation::UnicodeSegmentation;

pub fn bench(criterion: &mut Criterion) {
    let (engine, articles) = (Engine::new(), articles());
    let mut sentences = Vec::new();
    for article in &articles {
        let document = engine.document(article);
        sentences.extend(document.sentences().iter().map(|sentence| document.words(sentence.tokens).to_owned()));
    }

    let mut group = criterion.benchmark_group("rival");
    group.throughput(bytes(&sentences)).sample_size(20);
    let first = vader_sentimental::SentimentIntensityAnalyzer::new();
    group.bench_function("vader-sentimental", |b| {
        b.iter(|| sentences.iter().map(|sentence| first.polarity_scores(sentence).compound).sum::<f64>())
    });
    let second = vader_parity::SentimentIntensityAnalyzer::new();
    group.bench_function("vader-parity", |b| {
        b.iter(|| sentences.iter().map(|sentence| second.polarity_scores(sentence).compound).sum::<f64>())
    });
    group.throughput(bytes(&articles));
    group.bench_function("unicode-segmentation words", |b| {
        b.iter(|| articles.iter().map(|article| article.unicode_words().count()).sum::<usize>())
    });
    group.finish();
}
