//! The batch: chunks of articles, read on many threads and written in input order.
//!
//! Every thread does the same: takes the next chunk from the input, reads its articles into bytes, and hands them over to
//! be written. Nobody waits for the others but for the moment of taking and of handing over; whoever completes the order
//! writes. A thread keeps its buffers from chunk to chunk.

use super::input::{Body, Item, Reject};
use super::output::{Rendered, Sink};
use crate::engine::Engine;
use crate::error::Result;
use crate::record::{self, Article, Settings};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many articles, and how many bytes of them, one thread takes at once: few enough that their records are written
/// while they are in the near caches.
const CHUNK_ARTICLES: usize = 512;
const CHUNK_BYTES: usize = 64 << 10;

/// How many chunks may wait for one before them, so that memory stays bounded behind a very long article.
const MOST_WAITING: u64 = 64;

/// Reads many articles with one engine.
pub struct Batch<'e> {
    engine: &'e Engine,
    settings: Settings,
    threads: usize,
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

/// An article as the input gives it.
type Given = std::result::Result<Item, Reject>;

/// What became of a chunk.
#[derive(Default)]
struct Outcome {
    rendered: Rendered,
    rejects: Vec<Reject>,
    counts: Counts,
}

/// The articles not yet taken.
struct Source<I> {
    input: I,
    /// The number of the next chunk.
    next: u64,
}

/// Where chunks are handed over.
struct Desk<'s, S, A> {
    state: Mutex<State<'s, S, A>>,
    moved: Condvar,
}

struct State<'s, S, A> {
    sink: &'s mut S,
    after: A,
    counts: Counts,
    /// The number of the chunk to be written next.
    turn: u64,
    /// Chunks that are read, behind one that is not.
    waiting: BTreeMap<u64, Outcome>,
    /// Buffers of chunks that are written.
    spare: Vec<Outcome>,
    /// Is nothing more to be written: did writing fail, or a thread break down?
    stopped: bool,
    failed: Option<io::Error>,
}

impl<'e> Batch<'e> {
    /// A batch over `threads` threads; 0 takes one a core.
    pub fn new(engine: &'e Engine, settings: Settings, threads: usize) -> Batch<'e> {
        Batch { engine, settings, threads }
    }

    /// Reads all articles of `input` into `sink`. `after` is told what was done so far, chunk by chunk. Only writing can
    /// fail, or starting threads; articles that cannot be read are handed to the sink as rejects.
    pub fn run(
        &self,
        input: impl Iterator<Item = Given> + Send,
        sink: &mut impl Sink,
        after: impl FnMut(&Counts) + Send,
    ) -> io::Result<Counts> {
        let source = Mutex::new(Source { input, next: 0 });
        let desk = Desk::new(sink, after);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.threads).build().map_err(io::Error::other)?;
        pool.broadcast(|_| self.work(&source, &desk));
        desk.close()
    }

    /// What each thread does until nothing is left.
    fn work<S: Sink, A: FnMut(&Counts)>(&self, source: &Mutex<Source<impl Iterator<Item = Given>>>, desk: &Desk<S, A>) {
        let _watch = Watch(desk);
        let mut chunk = Vec::new();
        let mut outcome = Outcome::default();
        loop {
            let number = lock(source).take(&mut chunk);
            if chunk.is_empty() {
                return;
            }
            for item in chunk.drain(..) {
                self.read::<S>(item, &mut outcome);
            }
            match desk.hand_over(number, outcome) {
                Some(spare) => outcome = spare,
                None => return,
            }
        }
    }

    fn read<S: Sink>(&self, item: Given, outcome: &mut Outcome) {
        let Outcome { rendered, rejects, counts } = outcome;
        counts.articles += 1;
        let read =
            item.and_then(|item| self.render::<S>(&item, rendered, counts).map_err(|error| Reject::new(item, &error)));
        if let Err(reject) = read {
            counts.rejects += 1;
            rejects.push(reject);
        }
    }

    fn render<S: Sink>(&self, item: &Item, rendered: &mut Rendered, counts: &mut Counts) -> Result<()> {
        let article = match &item.body {
            Body::Json(line) => Article::parse(line)?,
            Body::Text(text) => Article::from_text(text.as_str()),
        };
        let place = item.line.map_or_else(|| item.file.clone(), |line| format!("{}:{line}", item.file));
        record::compose_beside(self.engine, &article, &place, &self.settings, |record, reading| {
            counts.bytes += article.text.as_ref().map_or(0, |text| text.len() as u64);
            counts.skipped += u64::from(record.skipped.is_some());
            counts.quotes += record.quotes.len() as u64;
            counts.stances += record.stances.len() as u64;
            S::render(record, rendered);
            S::note(self.engine, reading, rendered);
        })
    }
}

impl<I: Iterator<Item = Given>> Source<I> {
    /// Takes the next articles, as many as one thread reads at once; returns the number of the chunk.
    fn take(&mut self, chunk: &mut Vec<Given>) -> u64 {
        let mut bytes = 0;
        while chunk.len() < CHUNK_ARTICLES && bytes < CHUNK_BYTES {
            let Some(item) = self.input.next() else { break };
            if let Ok(Item { body: Body::Json(text) | Body::Text(text), .. }) = &item {
                bytes += text.len();
            }
            chunk.push(item);
        }
        self.next += 1;
        self.next - 1
    }
}

impl<S, A> Desk<'_, S, A> {
    /// Lets all threads end after the chunk that they are at.
    fn stop(&self) {
        lock(&self.state).stopped = true;
        self.moved.notify_all();
    }
}

impl<'s, S: Sink, A: FnMut(&Counts)> Desk<'s, S, A> {
    fn new(sink: &'s mut S, after: A) -> Self {
        let state = State {
            sink,
            after,
            counts: Counts::default(),
            turn: 0,
            waiting: BTreeMap::new(),
            spare: Vec::new(),
            stopped: false,
            failed: None,
        };
        Desk { state: Mutex::new(state), moved: Condvar::new() }
    }

    /// Hands over a chunk, and writes what is now in order. Returns buffers for the next one; nothing where the run is over.
    fn hand_over(&self, number: u64, outcome: Outcome) -> Option<Outcome> {
        let too_early = |state: &mut State<S, A>| !state.stopped && number > state.turn + MOST_WAITING;
        let state = self.moved.wait_while(lock(&self.state), too_early);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        state.waiting.insert(number, outcome);
        while !state.stopped
            && let turn = state.turn
            && let Some(outcome) = state.waiting.remove(&turn)
        {
            state.write(outcome);
            self.moved.notify_all();
        }
        (!state.stopped).then(|| state.spare.pop().unwrap_or_default())
    }

    /// Ends the run.
    fn close(self) -> io::Result<Counts> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        match state.failed {
            Some(failed) => Err(failed),
            None => state.sink.finish().map(|()| state.counts),
        }
    }
}

impl<S: Sink, A: FnMut(&Counts)> State<'_, S, A> {
    /// Writes the chunk whose turn it is.
    fn write(&mut self, mut outcome: Outcome) {
        let rejects = outcome.rejects.drain(..);
        let mut write = || {
            self.sink.write(&mut outcome.rendered)?;
            rejects.as_slice().iter().try_for_each(|reject| self.sink.reject(reject))?;
            self.sink.flush()
        };
        self.failed = write().err();
        self.stopped = self.failed.is_some();
        drop(rejects);
        self.counts.add(&std::mem::take(&mut outcome.counts));
        (self.after)(&self.counts);
        self.turn += 1;
        self.spare.push(outcome);
    }
}

/// Stops the run where its thread breaks down, so that nobody waits for a chunk that never comes.
struct Watch<'d, 's, S, A>(&'d Desk<'s, S, A>);

impl<S, A> Drop for Watch<'_, '_, S, A> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.stop();
        }
    }
}

/// The content of a lock. That a thread broke down with it is told by the thread itself.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;

    /// Takes so many chunks, then fails; breaks down at an article without quotes.
    struct Brittle(usize);

    impl Sink for Brittle {
        fn render(record: &Record, _: &mut Rendered) {
            assert!(!record.quotes.is_empty());
        }

        fn write(&mut self, _: &mut Rendered) -> io::Result<()> {
            self.0 = self.0.checked_sub(1).ok_or_else(|| io::Error::other("full"))?;
            Ok(())
        }

        fn reject(&mut self, _: &Reject) -> io::Result<()> {
            Ok(())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn run(texts: impl Iterator<Item = String> + Send, chunks: usize) -> io::Result<Counts> {
        let engine = Engine::new();
        let batch = Batch::new(&engine, Settings::default(), 4);
        let items = texts.map(|text| Ok(Item { file: String::new(), line: None, body: Body::Text(text) }));
        batch.run(items, &mut Brittle(chunks), |_| ())
    }

    fn articles() -> impl Iterator<Item = String> + Send {
        std::iter::repeat_n("\"We lost,\" said Mira Novak.\n".repeat(2_000), 40)
    }

    #[test]
    fn a_run_ends_where_writing_fails() {
        assert_eq!(run(articles(), 3).unwrap_err().to_string(), "full");
        assert_eq!(run(articles(), 40).unwrap().articles, 40);
    }

    #[test]
    #[should_panic]
    fn a_run_ends_where_a_thread_breaks_down() {
        // Whichever thread takes the bad articles, the others must not wait for it.
        let bad = std::iter::repeat_n("Nobody spoke. ".repeat(6_000), 20);
        let _ = run(articles().take(1).chain(bad).chain(articles()), usize::MAX);
    }
}
