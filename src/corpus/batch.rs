//! The batch: chunks of articles over a pool of threads, written in input order.

use super::input::{Body, Item, Reject};
use super::output::{Rendered, Sink};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::record::{self, Article, Settings};
use rayon::prelude::*;

/// How many articles, and how many bytes of them, are held in memory at once.
const CHUNK_ARTICLES: usize = 512;
const CHUNK_BYTES: usize = 8 << 20;

/// How many times as long as its text an article's record mostly is, at most.
const RECORD_PER_TEXT: usize = 5;

/// Reads many articles with one engine.
pub struct Batch<'e> {
    engine: &'e Engine,
    settings: Settings,
    pool: rayon::ThreadPool,
}

/// What a batch did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Counts {
    /// Articles in the input.
    pub articles: u64,
    /// Articles that could not be read.
    pub rejects: u64,
    /// Articles that are not in English.
    pub skipped: u64,
    /// Bytes of article text read.
    pub bytes: u64,
    /// Quotes found.
    pub quotes: u64,
    /// Stances found.
    pub stances: u64,
}

/// What became of one item.
struct Outcome {
    rendered: std::result::Result<Rendered, Reject>,
    counts: Counts,
}

impl<'e> Batch<'e> {
    /// A batch over `threads` threads; 0 takes one a core.
    pub fn new(engine: &'e Engine, settings: Settings, threads: usize) -> Result<Batch<'e>> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|cause| Error::usage(format!("cannot start {threads} threads: {cause}")))?;
        Ok(Batch { engine, settings, pool })
    }

    /// Reads all articles of `input` into `sink`. `after` is told what was done so far, chunk by chunk. Only writing can
    /// fail; articles that cannot be read are handed to the sink as rejects.
    pub fn run(
        &self,
        input: impl Iterator<Item = std::result::Result<Item, Reject>>,
        sink: &mut impl Sink,
        mut after: impl FnMut(&Counts),
    ) -> std::io::Result<Counts> {
        let mut counts = Counts::default();
        let mut input = input.peekable();
        while input.peek().is_some() {
            let chunk = take_chunk(&mut input);
            let mut put = |outcome: Outcome, sink: &mut _| {
                counts.add(&outcome.counts);
                write(outcome, sink)
            };
            // One thread writes each record while it is still in the near caches.
            if self.pool.current_num_threads() == 1 {
                chunk.into_iter().try_for_each(|item| put(self.read(item, sink), sink))?;
            } else {
                let read = |item| self.read(item, &*sink);
                let outcomes: Vec<Outcome> = self.pool.install(|| chunk.into_par_iter().map(read).collect());
                outcomes.into_iter().try_for_each(|outcome| put(outcome, sink))?;
            }
            sink.flush()?;
            after(&counts);
        }
        sink.finish()?;
        Ok(counts)
    }

    fn read(&self, item: std::result::Result<Item, Reject>, sink: &impl Sink) -> Outcome {
        let mut counts = Counts { articles: 1, ..Counts::default() };
        let rendered = item.and_then(|item| {
            let rendered = self.render(&item, sink, &mut counts);
            rendered.map_err(|error| Reject::new(item, &error))
        });
        counts.rejects = u64::from(rendered.is_err());
        Outcome { rendered, counts }
    }

    fn render(&self, item: &Item, sink: &impl Sink, counts: &mut Counts) -> Result<Rendered> {
        let article = match &item.body {
            Body::Json(line) => Article::parse(line)?,
            Body::Text(text) => Article::from_text(text.as_str()),
        };
        let place = item.line.map_or_else(|| item.file.clone(), |line| format!("{}:{line}", item.file));
        let mut rendered = Rendered::with_capacity(RECORD_PER_TEXT * article.text.as_ref().map_or(0, |t| t.len()));
        record::compose(self.engine, &article, &place, &self.settings, |record| {
            counts.bytes = article.text.as_ref().map_or(0, |text| text.len() as u64);
            counts.skipped = u64::from(record.skipped.is_some());
            counts.quotes = record.quotes.len() as u64;
            counts.stances = record.stances.len() as u64;
            sink.render(record, &mut rendered);
        })?;
        Ok(rendered)
    }
}

fn write(outcome: Outcome, sink: &mut impl Sink) -> std::io::Result<()> {
    match outcome.rendered {
        Ok(rendered) => sink.write(&rendered),
        Err(reject) => sink.reject(&reject),
    }
}

/// The next articles, as many as are held in memory at once.
fn take_chunk(
    input: &mut impl Iterator<Item = std::result::Result<Item, Reject>>,
) -> Vec<std::result::Result<Item, Reject>> {
    let mut chunk = Vec::new();
    let mut bytes = 0;
    while chunk.len() < CHUNK_ARTICLES && bytes < CHUNK_BYTES {
        let Some(item) = input.next() else { break };
        if let Ok(Item { body: Body::Json(text) | Body::Text(text), .. }) = &item {
            bytes += text.len();
        }
        chunk.push(item);
    }
    chunk
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.articles += other.articles;
        self.rejects += other.rejects;
        self.skipped += other.skipped;
        self.bytes += other.bytes;
        self.quotes += other.quotes;
        self.stances += other.stances;
    }
}
