//! The batch: chunks of articles, read on many threads and written in input order.
//!
//! Every thread does the same: takes the next chunk from the input, reads its articles into bytes, and hands them over to
//! be written. Nobody waits for the others but for the moment of taking and of handing over; whoever completes the order
//! writes. A thread keeps its buffers from chunk to chunk.

use super::input::{Given, Item, Opened, Reject};
use super::output::Sink;
use crate::engine::Engine;
use crate::error::Result;
use crate::record::{self, Settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

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
    /// The settings for articles whose text stands in no file as it was read.
    beside_text: Settings,
    threads: usize,
    /// How many articles one thread takes at once.
    at_once: usize,
    stop: Arc<AtomicBool>,
}

/// What a batch did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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

/// What a run came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// What it did, with what an earlier one did that it went on with.
    pub counts: Counts,
    /// Was it stopped before all articles were read?
    pub is_stopped: bool,
}

/// What became of a chunk.
struct Outcome<R> {
    rendered: R,
    rejects: Vec<Reject>,
    counts: Counts,
}

/// The articles not yet taken.
struct Source<I> {
    input: I,
    /// The number of the next chunk.
    next: u64,
    /// How many articles were taken.
    taken: u64,
    /// No chunk reaches over so many articles, or a multiple of them.
    part: Option<u64>,
    at_once: usize,
    stop: Arc<AtomicBool>,
    is_stopped: bool,
}

/// Where chunks are handed over.
struct Desk<'s, S: Sink, A> {
    state: Mutex<State<'s, S, A>>,
    moved: Condvar,
}

struct State<'s, S: Sink, A> {
    sink: &'s mut S,
    after: A,
    counts: Counts,
    /// The number of the chunk to be written next.
    turn: u64,
    /// Chunks that are read, behind one that is not.
    waiting: BTreeMap<u64, Outcome<S::Rendered>>,
    /// Buffers of chunks that are written.
    spare: Vec<Outcome<S::Rendered>>,
    /// Is nothing more to be written: did writing fail, or a thread break down?
    stopped: bool,
    failed: Option<io::Error>,
}

impl<'e> Batch<'e> {
    /// A batch over `threads` threads; 0 takes one a core.
    pub fn new(engine: &'e Engine, settings: Settings, threads: usize) -> Batch<'e> {
        let beside_text = Settings { with_text: true, ..settings.clone() };
        Batch { engine, settings, beside_text, threads, at_once: CHUNK_ARTICLES, stop: Arc::default() }
    }

    /// Hands each article on as soon as it is there, for inputs that are slow to come.
    pub fn one_by_one(self) -> Batch<'e> {
        Batch { at_once: 1, ..self }
    }

    /// What stops the run when it becomes true: the articles at hand are finished, and no more are taken.
    pub fn stop(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    /// Reads all articles of `input` into `sink`, but those that an earlier run has done. `after` is told what was done so
    /// far, chunk by chunk. Only writing can fail, or starting threads; articles that cannot be read are handed to the sink as
    /// rejects.
    pub fn run<S: Sink>(
        &self,
        mut input: impl Iterator<Item = Given> + Send,
        sink: &mut S,
        after: impl FnMut(&Counts) + Send,
    ) -> io::Result<Run> {
        let taken = sink.done().articles;
        (0..taken).for_each(|_| drop(input.next()));
        let (part, stop) = (sink.articles_a_part(), self.stop());
        let at_once = self.at_once;
        let source = Mutex::new(Source { input, next: 0, taken, part, at_once, stop, is_stopped: false });
        let desk = Desk::new(sink, after);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.threads).build().map_err(io::Error::other)?;
        pool.broadcast(|_| self.work(&source, &desk));
        desk.close(lock(&source).is_stopped)
    }

    /// What each thread does until nothing is left.
    fn work<S: Sink, A: FnMut(&Counts)>(&self, source: &Mutex<Source<impl Iterator<Item = Given>>>, desk: &Desk<S, A>) {
        let _watch = Watch(desk);
        let mut chunk = Vec::new();
        let mut outcome = lock(&desk.state).room();
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

    fn read<S: Sink>(&self, item: Given, outcome: &mut Outcome<S::Rendered>) {
        let Outcome { rendered, rejects, counts } = outcome;
        counts.articles += 1;
        let read =
            item.and_then(|item| self.render::<S>(&item, rendered, counts).map_err(|error| Reject::of(&item, &error)));
        if let Err(reject) = read {
            counts.rejects += 1;
            rejects.push(reject);
        }
    }

    fn render<S: Sink>(&self, item: &Item, rendered: &mut S::Rendered, counts: &mut Counts) -> Result<()> {
        let Opened { article, is_verbatim } = item.open(&self.settings.fields)?;
        let settings = if is_verbatim { &self.settings } else { &self.beside_text };
        record::compose_beside(self.engine, &article, &item.place.to_string(), settings, |record, reading| {
            counts.bytes += article.text.as_ref().map_or(0, |text| text.len() as u64);
            counts.skipped += u64::from(record.skipped.is_some());
            counts.quotes += record.quotes.len() as u64;
            counts.stances += record.stances.len() as u64;
            S::render(self.engine, record, reading, rendered);
        })
    }
}

impl<I: Iterator<Item = Given>> Source<I> {
    /// Takes the next articles, as many as one thread reads at once; returns the number of the chunk.
    fn take(&mut self, chunk: &mut Vec<Given>) -> u64 {
        let mut bytes = 0;
        while chunk.len() < self.at_once && bytes < CHUNK_BYTES {
            self.is_stopped |= self.stop.load(Ordering::Relaxed);
            if self.is_stopped {
                break;
            }
            let Some(item) = self.input.next() else { break };
            bytes += item.as_ref().map_or(0, Item::len);
            chunk.push(item);
            self.taken += 1;
            if self.part.is_some_and(|part| self.taken.is_multiple_of(part)) {
                break;
            }
        }
        self.next += 1;
        self.next - 1
    }
}

impl<S: Sink, A> Desk<'_, S, A> {
    /// Lets all threads end after the chunk that they are at.
    fn stop(&self) {
        lock(&self.state).stopped = true;
        self.moved.notify_all();
    }
}

impl<'s, S: Sink, A: FnMut(&Counts)> Desk<'s, S, A> {
    fn new(sink: &'s mut S, after: A) -> Self {
        let state = State {
            counts: sink.done(),
            sink,
            after,
            turn: 0,
            waiting: BTreeMap::new(),
            spare: Vec::new(),
            stopped: false,
            failed: None,
        };
        Desk { state: Mutex::new(state), moved: Condvar::new() }
    }

    /// Hands over a chunk, and writes what is now in order. Returns buffers for the next one; nothing where the run is over.
    fn hand_over(&self, number: u64, outcome: Outcome<S::Rendered>) -> Option<Outcome<S::Rendered>> {
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
        (!state.stopped).then(|| state.room())
    }

    /// Ends the run.
    fn close(self, is_stopped: bool) -> io::Result<Run> {
        let State { sink, counts, failed, .. } = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        match failed {
            Some(failed) => return Err(failed),
            None if is_stopped => sink.suspend(&counts)?,
            None => sink.finish(&counts)?,
        }
        Ok(Run { counts, is_stopped })
    }
}

impl<S: Sink, A> State<'_, S, A> {
    /// Room for what becomes of a chunk.
    fn room(&mut self) -> Outcome<S::Rendered> {
        let new = || Outcome { rendered: self.sink.room(), rejects: Vec::new(), counts: Counts::default() };
        self.spare.pop().unwrap_or_else(new)
    }
}

impl<S: Sink, A: FnMut(&Counts)> State<'_, S, A> {
    /// Writes the chunk whose turn it is.
    fn write(&mut self, mut outcome: Outcome<S::Rendered>) {
        self.counts.add(&std::mem::take(&mut outcome.counts));
        let mut write = || {
            self.sink.write(&mut outcome.rendered)?;
            outcome.rejects.drain(..).try_for_each(|reject| self.sink.reject(&reject))?;
            self.sink.mark(&self.counts)
        };
        self.failed = write().err();
        self.stopped = self.failed.is_some();
        (self.after)(&self.counts);
        self.turn += 1;
        self.spare.push(outcome);
    }
}

/// Stops the run where its thread breaks down, so that nobody waits for a chunk that never comes.
struct Watch<'d, 's, S: Sink, A>(&'d Desk<'s, S, A>);

impl<S: Sink, A> Drop for Watch<'_, '_, S, A> {
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
    use crate::engine::Reading;
    use crate::record::Record;

    /// Takes so many chunks, then fails; breaks down at an article without quotes.
    struct Brittle(usize);

    impl Sink for Brittle {
        type Rendered = ();

        fn room(&self) {}

        fn render(_: &Engine, record: &Record, _: &Reading, (): &mut ()) {
            assert!(!record.quotes.is_empty());
        }

        fn write(&mut self, (): &mut ()) -> io::Result<()> {
            self.0 = self.0.checked_sub(1).ok_or_else(|| io::Error::other("full"))?;
            Ok(())
        }

        fn reject(&mut self, _: &Reject) -> io::Result<()> {
            Ok(())
        }

        fn mark(&mut self, _: &Counts) -> io::Result<()> {
            Ok(())
        }

        fn finish(&mut self, _: &Counts) -> io::Result<()> {
            Ok(())
        }

        fn suspend(&mut self, _: &Counts) -> io::Result<()> {
            Ok(())
        }
    }

    fn run(texts: impl Iterator<Item = String> + Send, chunks: usize) -> io::Result<Run> {
        let engine = Engine::new();
        let batch = Batch::new(&engine, Settings::default(), 4);
        let items = texts.map(|text| Ok(Item::text("", text)));
        batch.run(items, &mut Brittle(chunks), |_| ())
    }

    fn articles() -> impl Iterator<Item = String> + Send {
        std::iter::repeat_n("\"We lost,\" said Mira Novak.\n".repeat(2_000), 40)
    }

    #[test]
    fn a_run_ends_where_writing_fails() {
        assert_eq!(run(articles(), 3).unwrap_err().to_string(), "full");
        assert_eq!(run(articles(), 40).unwrap().counts.articles, 40);
    }

    #[test]
    #[should_panic]
    fn a_run_ends_where_a_thread_breaks_down() {
        // Whichever thread takes the bad articles, the others must not wait for it.
        let bad = std::iter::repeat_n("Nobody spoke. ".repeat(6_000), 20);
        let _ = run(articles().take(1).chain(bad).chain(articles()), usize::MAX);
    }
}
