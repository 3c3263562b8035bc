//! Verify: does what a manifest tells of come to the same bytes again?
//!
//! Owns what is asked, in this order: is the engine the same, are its tables, are the inputs, are the outputs as the run left them,
//! and does the run come to the same when it is done again, elsewhere. Each answer stands by itself, so that one who is told that the bytes
//! differ is told why.

mod first;

use crate::corpus::{Checksum, Counts, Earlier, Folder, Input, Job, Known, Manifest, Options, Reading, Stored};
use crate::engine::{Builder, Engine};
use crate::error::{Error, Result};
use crate::report::counted;
use first::Order;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A run as its manifest tells it.
pub struct Told {
    /// The manifest's file.
    pub path: PathBuf,
    /// Its SHA-256.
    pub sha256: String,
    /// What it tells.
    pub manifest: Manifest,
    /// The folder with the tables.
    folder: PathBuf,
}

/// What is asked of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Is the version of the engine the same?
    Engine,
    /// Are its tables?
    Tables,
    /// Are the inputs?
    Inputs,
    /// Are the outputs as the run left them?
    Outputs,
    /// Does the run come to the same again?
    Rerun,
}

/// An answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is the same.
    Same,
    /// It is not.
    Differs,
    /// It cannot be told.
    Unknown,
}

/// What was found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was asked.
    pub question: Question,
    /// What the answer is.
    pub answer: Answer,
    /// What it is of, or follows from.
    pub about: String,
}

/// What was found out so far, in the order of the questions.
pub type Findings = Vec<Finding>;

fn same(question: Question, about: impl Into<String>) -> Finding {
    Finding { question, answer: Answer::Same, about: about.into() }
}

fn differs(question: Question, about: impl Into<String>) -> Finding {
    Finding { question, answer: Answer::Differs, about: about.into() }
}

fn unknown(question: Question, about: impl Into<String>) -> Finding {
    Finding { question, answer: Answer::Unknown, about: about.into() }
}

impl Told {
    /// Reads a manifest, or that of a folder.
    pub fn open(path: &Path) -> Result<Told> {
        let given = if path.is_dir() {
            Stored::open(path)?;
            path.join(Folder::MANIFEST)
        } else {
            path.to_owned()
        };
        let manifest = Manifest::read(&given)?;
        let folder = given.parent().filter(|folder| folder.as_os_str() != "").unwrap_or(Path::new("."));
        let folder = std::path::absolute(folder).map_err(|cause| Error::io(given.display().to_string(), &cause))?;
        // What no run writes may be a file of any length, or none that ends.
        if let Some(output) =
            manifest.outputs.iter().find(|output| !Folder::writes(&folder, &folder.join(&output.file)))
        {
            let message = format!("tells of an output {:?}, which no run writes", output.file);
            return Err(Error::record(message).in_file(given.display().to_string()));
        }
        let checksum = Checksum::of(&given, "").map_err(|cause| Error::io(given.display().to_string(), &cause))?;
        Ok(Told { path: given, sha256: checksum.sha256, manifest, folder })
    }

    /// The engine that the run had, as far as it can be had again.
    pub fn engine(&self) -> Result<Engine> {
        match &self.manifest.options.lexicons {
            Some(folder) => Builder::default().overlay(folder)?.build(),
            None => Ok(Engine::new()),
        }
    }

    /// Is the engine the same, and are its tables?
    pub fn check_engine(&self, engine: &Engine) -> Findings {
        let now = Manifest::of(engine, Options::default());
        let version = match (&now.engine, &self.manifest.engine) {
            (now, then) if now == then => same(Question::Engine, now),
            (now, then) => differs(Question::Engine, format!("{now}, and was {then}")),
        };
        let by_name = |known: &'_ [Known]| -> BTreeMap<String, Known> {
            known.iter().map(|known| (known.name.clone(), known.clone())).collect()
        };
        let (then, now) = (by_name(&self.manifest.tables), by_name(&now.tables));
        let names: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
        let table = |name: &&String| match (then.get(*name), now.get(*name)) {
            (Some(then), Some(now)) if then.sha256 == now.sha256 => None,
            (Some(then), Some(now)) => Some(other_table(then, now)),
            (Some(_), None) => Some(format!("{name}: is no table any more")),
            _ => Some(format!("{name}: was no table then")),
        };
        let other: Findings = names.iter().filter_map(table).map(|about| differs(Question::Tables, about)).collect();
        let all = (other.is_empty()).then(|| same(Question::Tables, format!("{} of {}", now.len(), now.len())));
        [version].into_iter().chain(other).chain(all).collect()
    }

    /// What the run reads, where all of it is there to be read again, and what is other than it was, as far as that can be told before
    /// it is read.
    pub fn check_inputs(&self, findings: &mut Findings) -> Result<Option<Input>> {
        let options = &self.manifest.options;
        let known: BTreeMap<&str, &Checksum> = self.manifest.inputs.iter().map(|input| (&*input.file, input)).collect();
        let mut is_whole = true;
        let mut gone = |findings: &mut Findings, finding| {
            findings.push(finding);
            is_whole = false;
        };
        for (name, then) in &known {
            match fs::metadata(name) {
                _ if *name == "-" => {
                    gone(findings, unknown(Question::Inputs, "-: standard input, which cannot be read again"));
                }
                Err(cause) => gone(findings, differs(Question::Inputs, format!("{name}: {}", told(&cause)))),
                Ok(file) if !file.is_file() => {
                    gone(findings, unknown(Question::Inputs, format!("{name}: no file, and cannot be read again")));
                }
                Ok(file) if file.len() != then.bytes => {
                    let about = format!("{name}: changed; has {} bytes, and had {}", file.len(), then.bytes);
                    findings.push(differs(Question::Inputs, about));
                }
                Ok(_) => {}
            }
        }
        if options.reads_stdin() {
            return Ok(None);
        }
        let reading = Reading { except: Some(self.folder.clone()), ..options.reading()? };
        let input = match Input::open(&options.paths(), reading) {
            Ok(input) => input,
            Err(error) => {
                findings.push(differs(Question::Inputs, error.to_string()));
                return Ok(None);
            }
        };
        let new = input.paths().map(|path| path.display().to_string());
        // What could not be opened then was no input, and may be none now.
        let new = new.filter(|name| !known.contains_key(&**name) && Path::new(name).exists());
        findings.extend(new.map(|name| differs(Question::Inputs, format!("{name}: was not there"))));
        Ok(is_whole.then_some(input))
    }

    /// Are the outputs as the run left them?
    pub fn check_outputs(&self) -> Findings {
        let mut findings = Findings::new();
        for then in &self.manifest.outputs {
            let about = match Checksum::of(&self.folder.join(&then.file), &then.file) {
                Ok(now) if now == *then => continue,
                Ok(now) => format!(
                    "{}: changed after the run; sha256 {} of {} bytes, and was {} of {}",
                    then.file, now.sha256, now.bytes, then.sha256, then.bytes
                ),
                Err(cause) => format!("{}: {}", then.file, told(&cause)),
            };
            findings.push(differs(Question::Outputs, about));
        }
        let known: BTreeSet<&str> = self.manifest.outputs.iter().map(|output| &*output.file).collect();
        let new = Folder::files(&self.folder).into_iter().filter(|file| !known.contains(&**file));
        findings.extend(new.map(|file| differs(Question::Outputs, format!("{file}: added after the run"))));
        if findings.is_empty() {
            let about = format!("{}, as the run left them", files(&self.manifest.outputs));
            findings.push(same(Question::Outputs, about));
        }
        findings
    }

    /// The run once more, into another folder.
    pub fn again<'e>(&self, engine: &'e Engine, input: Input, threads: usize, folder: &Path) -> Result<Job<'e>> {
        Job::open(engine, self.manifest.options.clone(), input, threads, folder, Earlier::Keep)
    }

    /// Are the inputs, as they were read again, the same, and did the run come to the same?
    pub fn check_rerun(&self, now: &Manifest, folder: &Path, findings: &mut Findings) {
        let then = &self.manifest;
        let is_new = |findings: &Findings, name: &str| {
            let of = format!("{name}: ");
            findings.iter().any(|finding| finding.question == Question::Inputs && finding.about.starts_with(&of))
        };
        for (input, was) in
            then.inputs.iter().filter_map(|was| Some((now.inputs.iter().find(|now| now.file == was.file)?, was)))
        {
            if input.sha256 != was.sha256 && !is_new(findings, &input.file) {
                let about = format!("{}: changed; sha256 {}, and was {}", input.file, input.sha256, was.sha256);
                findings.push(differs(Question::Inputs, about));
            }
        }
        if findings.iter().all(|finding| finding.question != Question::Inputs) {
            findings.push(same(Question::Inputs, files(&then.inputs)));
        }
        let before = findings.len();
        if now.counts != then.counts {
            findings.push(differs(Question::Rerun, counts(&now.counts, &then.counts)));
        }
        let other = |name: &str| {
            let files = |manifest: &Manifest| -> Vec<Checksum> {
                manifest.outputs.iter().filter(|output| table(&output.file) == name).cloned().collect()
            };
            files(now) != files(then)
        };
        let tables: Vec<&str> = {
            let mut seen = BTreeSet::new();
            let all = then.outputs.iter().chain(&now.outputs).map(|output| table(&output.file));
            all.filter(|name| seen.insert(*name)).collect()
        };
        for name in tables.into_iter().filter(|name| other(name)) {
            let about = match self.first(name, folder, Order::ThenNow) {
                Ok(Some(first)) => format!("{name}: other bytes; first {first}"),
                Ok(None) => format!("{name}: other bytes, and no cell is another"),
                Err(error) => format!("{name}: other bytes; where cannot be told: {error}"),
            };
            findings.push(differs(Question::Rerun, about));
        }
        if now.unmatched != then.unmatched {
            findings.push(differs(Question::Rerun, "manifest.json: other names that nobody bears (unmatched)"));
        }
        if findings.len() == before {
            let Counts { articles, quotes, stances, rejects, .. } = now.counts;
            let about =
                format!("the same bytes: {articles} articles, {quotes} quotes, {stances} stances, {rejects} rejects");
            findings.push(same(Question::Rerun, about));
        }
        self.trace(now, folder, findings);
        findings.sort_by_key(|finding| finding.question);
    }

    /// Tells of outputs that were changed after the run where, if the run comes to what it came to then.
    fn trace(&self, now: &Manifest, folder: &Path, findings: &mut Findings) {
        let outputs = findings.iter_mut().filter(|finding| finding.question == Question::Outputs);
        for finding in outputs.filter(|finding| finding.answer == Answer::Differs) {
            let Some((file, _)) = finding.about.split_once(": changed") else { continue };
            if now.outputs.iter().any(|output| output.file == file && self.manifest.outputs.contains(output)) {
                let name = table(file).to_owned();
                let first = match self.first(&name, folder, Order::NowThen) {
                    Ok(Some(first)) => first,
                    Ok(None) => "no cell".to_owned(),
                    Err(error) => error.to_string(),
                };
                finding.about += &format!("; first {first}");
            }
        }
    }

    /// The first difference of a table in the folder of the run and in that of another.
    fn first(&self, table: &str, other: &Path, order: Order) -> Result<Option<String>> {
        first::difference(table, &Stored::open(&self.folder)?, &Stored::open(other)?, order)
    }
}

/// The table that a file belongs to.
fn table(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or(file)
}

fn files(files: &[Checksum]) -> String {
    let bytes: u64 = files.iter().map(|file| file.bytes).sum();
    format!("{} of {}", counted(files.len() as u64, "file"), counted(bytes, "byte"))
}

fn other_table(then: &Known, now: &Known) -> String {
    let mut about = format!("{}: other rows; sha256 {}, and was {}", now.name, now.sha256, then.sha256);
    let laid = |known: &Known| known.overlays.join(", ");
    about += &match (laid(now), laid(then)) {
        (now, then) if now.is_empty() && then.is_empty() => String::new(),
        (now, then) if now == then => format!("; laid over it: {now}"),
        (now, then) if now.is_empty() => format!("; nothing is laid over it, and was: {then}"),
        (now, then) if then.is_empty() => format!("; laid over it: {now}, and was nothing"),
        (now, then) => format!("; laid over it: {now}, and was: {then}"),
    };
    about
}

fn counts(now: &Counts, then: &Counts) -> String {
    let pairs = [
        ("articles", now.articles, then.articles),
        ("rejects", now.rejects, then.rejects),
        ("skipped", now.skipped, then.skipped),
        ("bytes", now.bytes, then.bytes),
        ("quotes", now.quotes, then.quotes),
        ("stances", now.stances, then.stances),
    ];
    let other = pairs.iter().filter(|(_, now, then)| now != then);
    let other: Vec<String> = other.map(|(name, now, then)| format!("{name} {now}, and was {then}")).collect();
    format!("counts: {}", other.join("; "))
}

fn told(cause: &std::io::Error) -> String {
    if cause.kind() == std::io::ErrorKind::NotFound { "is missing".to_owned() } else { cause.to_string() }
}
