//! How time and memory grow with inputs made to be hard, each family of them at 1, 2, 4, 8 and 16 MB: a table with the slopes of both
//! on logarithmic scales, by least squares. Where time grows faster than by a slope of 1.1, it fails. `cargo bench --bench slopes -- WORD`
//! measures the families whose name has the word.
//!
//! Each input has a process of its own, whose time on the processor is taken, and the most memory beyond what it had when the input was
//! there. Needs Linux, which tells of both.

mod family;
#[path = "../../tests/hard/mod.rs"]
mod hard;
mod inputs;

use detente::Engine;
use family::{Ready, page, text};
use hard::{FAMILIES, PAGES, nested};
use inputs::{INPUTS, RUNS, TABLES};
use nix::sys::resource::{UsageWho, getrusage};
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, fs};

/// How many bytes an input has.
const BYTES: [usize; 5] = [1 << 20, 2 << 20, 4 << 20, 8 << 20, 16 << 20];

/// What grows with the input grows by a slope of 1; more than this is more.
const MOST: f64 = 1.1;

/// What the names of texts and of pages begin with.
const TEXT: &str = "text: ";
const PAGE: &str = "page: ";

/// What says that a process is to measure one input.
const ONE: &str = "--one";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [flag, name, bytes] = &arguments[..]
        && flag == ONE
    {
        one(name, bytes.parse().expect("a number"));
        return ExitCode::SUCCESS;
    }
    let is_asked = |name: &&String| arguments.iter().all(|word| name.contains(word.as_str()));
    println!("family\tms at 1 MB\tms at 16 MB\tslope of time\tMB at 16 MB\tslope of memory");
    let mut steep = Vec::new();
    for name in names().iter().filter(is_asked) {
        let measured: Vec<Figures> = BYTES.iter().map(|&bytes| measure(name, bytes)).collect();
        let times: Vec<f64> = measured.iter().map(|figures| figures.seconds.max(1e-4)).collect();
        // Under a megabyte, memory is the buffers'.
        let memory: Vec<f64> = measured.iter().map(|figures| figures.megabytes.max(1.0)).collect();
        let (first, last) = (&measured[0], &measured[BYTES.len() - 1]);
        println!(
            "{name}\t{:.1}\t{:.1}\t{:.2}\t{:.0}\t{:.2}",
            first.seconds * 1e3,
            last.seconds * 1e3,
            slope(&times),
            last.megabytes,
            slope(&memory)
        );
        if slope(&times) > MOST || slope(&memory) > MOST {
            steep.push(name.clone());
        }
    }
    if steep.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("grow faster than their input: {}", steep.join("; "));
    ExitCode::FAILURE
}

/// The names of all families.
fn names() -> Vec<String> {
    let texts =
        FAMILIES.iter().map(|(name, _)| format!("text: {name}")).chain(["text: marks a thousand deep".to_owned()]);
    let pages = PAGES.iter().map(|(name, _)| format!("page: {name}"));
    let others = [INPUTS, TABLES, RUNS].into_iter().flatten().map(|family| family.name.to_owned());
    texts.chain(pages).chain(others).collect()
}

/// What reading an input took.
struct Figures {
    seconds: f64,
    megabytes: f64,
}

/// Measures an input in a process of its own.
fn measure(name: &str, bytes: usize) -> Figures {
    let mut command = Command::new(env::current_exe().expect("this program"));
    let told = command.args([ONE, name, &bytes.to_string()]).output().expect("it runs");
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let mut figures = told.split_whitespace().map(|figure| figure.parse().expect("a figure"));
    let mut next = || figures.next().unwrap_or_else(|| panic!("{name} at {bytes} bytes came to nothing"));
    Figures { seconds: next(), megabytes: next() }
}

/// Reads an input, more than once where that is quick, and prints the least time and the most memory.
fn one(name: &str, bytes: usize) {
    let engine = Engine::new();
    let read = ready(name, bytes, &engine);
    // The most memory is counted from here on.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let before = status("VmRSS:");
    let mut least = f64::INFINITY;
    for _ in 0..3 {
        let start = spent();
        read();
        let took = (spent() - start).as_secs_f64();
        least = least.min(took);
        if took > 1.0 {
            break;
        }
    }
    println!("{least} {}", status("VmHWM:").saturating_sub(before) as f64 / 1024.0);
}

fn ready<'e>(name: &str, bytes: usize, engine: &'e Engine) -> Ready<'e> {
    let row = |rows: &[(&'static str, &'static str)], name: &str| {
        rows.iter().find(|(known, _)| *known == name).map(|(_, row)| *row)
    };
    if let Some(name) = name.strip_prefix(TEXT) {
        return text(row(FAMILIES, name).unwrap_or(&nested()), bytes, engine);
    }
    if let Some(name) = name.strip_prefix(PAGE) {
        return page(row(PAGES, name).expect("a row"), bytes);
    }
    let families = [INPUTS, TABLES, RUNS];
    families.into_iter().flatten().find(|family| family.name == name).expect("a family").ready(bytes, engine)
}

/// The time on processors that this process has taken.
fn spent() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("the system tells");
    [usage.user_time(), usage.system_time()]
        .iter()
        .map(|time| Duration::from_micros(time.tv_sec() as u64 * 1_000_000 + time.tv_usec() as u64))
        .sum()
}

/// A line of what the system tells of this process, in kB.
fn status(line: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let told = status.lines().find_map(|told| told.strip_prefix(line)?.split_whitespace().next()?.parse().ok());
    told.unwrap_or(0)
}

/// The slope of the logarithms over those of the bytes, by least squares.
fn slope(figures: &[f64]) -> f64 {
    let points: Vec<(f64, f64)> =
        BYTES.iter().zip(figures).map(|(&bytes, figure)| ((bytes as f64).ln(), figure.ln())).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / points.len() as f64;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let (over, under) = points
        .iter()
        .fold((0.0, 0.0), |(over, under), point| (over + (point.0 - x) * (point.1 - y), under + (point.0 - x).powi(2)));
    over / under
}
