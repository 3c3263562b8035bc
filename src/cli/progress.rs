//! How far a run is: a bar on a terminal, a line now and then in a log.

use crate::corpus::{Counts, Meter};
use crate::report::counted;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How much time passes between two lines in a log.
const BETWEEN: Duration = Duration::from_secs(30);

/// The bar: how much of the files is read, how fast, and how long it may still take.
const BAR: &str = "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta} left, {msg}";
const NO_TOTAL: &str = "{spinner} {bytes} {bytes_per_sec} {elapsed}, {msg}";

/// The progress of a run, on standard error.
pub(super) struct Progress {
    meter: Arc<Meter>,
    started: Instant,
    bar: Option<ProgressBar>,
    /// What an earlier run did.
    done: Counts,
    /// When the next line of a log is due.
    due: Instant,
}

impl Progress {
    /// The progress through files that the meter counts, from what an earlier run did.
    pub(super) fn new(meter: Arc<Meter>, done: Counts) -> Progress {
        let bar = std::io::stderr().is_terminal().then(|| match meter.total() {
            Some(total) => ProgressBar::new(total).with_style(style(BAR)),
            None => ProgressBar::new_spinner().with_style(style(NO_TOTAL)),
        });
        let started = Instant::now();
        Progress { meter, started, bar, done, due: started + BETWEEN }
    }

    /// Shows what was done so far.
    pub(super) fn show(&mut self, counts: &Counts) {
        match &self.bar {
            Some(bar) => {
                bar.set_position(self.meter.read());
                bar.set_message(told(counts));
            }
            None if Instant::now() >= self.due => {
                self.due = Instant::now() + BETWEEN;
                let seconds = self.started.elapsed().as_secs();
                match self.meter.total() {
                    Some(total) => {
                        let share = 100.0 * self.meter.read() as f64 / total as f64;
                        eprintln!("detente: {share:.1}% after {seconds} s, {}", told(counts));
                    }
                    None => eprintln!("detente: after {seconds} s, {}", told(counts)),
                }
            }
            None => {}
        }
    }

    /// Ends with what was done in all.
    pub(super) fn end(self, counts: &Counts) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let (seconds, megabytes) =
            (self.started.elapsed().as_secs_f64(), (counts.bytes - self.done.bytes) as f64 / 1e6);
        let rate = megabytes / seconds.max(1e-9);
        eprintln!("{}; {megabytes:.1} MB in {seconds:.1} s, {rate:.1} MB/s", told(counts));
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("a template that can be read")
}

fn told(counts: &Counts) -> String {
    let Counts { articles, rejects, skipped, quotes, stances, .. } = counts;
    let [articles, quotes, stances] =
        [(articles, "article"), (quotes, "quote"), (stances, "stance")].map(|(&count, what)| counted(count, what));
    format!("{articles}, {quotes}, {stances}, {skipped} skipped, {rejects} rejected")
}
