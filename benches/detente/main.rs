//! Throughput of each stage, of the chain, of the whole process, of each format, and of rivals on the same text in the same run,
//! so that ratios hold on a noisy machine. Each bench asserts that it found what it always finds.

mod chain;
mod formats;
mod process;
mod rivals;
mod stages;

use criterion::{Throughput, criterion_group, criterion_main};
use detente::corpus;

/// How many articles are read.
const ARTICLES: usize = 300;

/// The articles, the same for all benches.
fn articles() -> Vec<String> {
    corpus::synthetic(ARTICLES).collect()
}

fn bytes(texts: &[String]) -> Throughput {
    Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum())
}

criterion_group!(benches, stages::bench, chain::bench, process::bench, rivals::bench, formats::bench);
criterion_main!(benches);
