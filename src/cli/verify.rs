//! `detente verify`

use super::Outcome;
use super::args::Verify as Typed;
use super::progress::Progress;
use crate::error::Error;
use crate::study::verify::{Answer, Finding, Findings, Question, Told};
use anyhow::Context;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

/// How many findings of a question are told.
const MOST: usize = 20;

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let told = Told::open(&typed.manifest)?;
    let scratch = Scratch::new()?;
    if let Some(base) = &typed.base {
        std::env::set_current_dir(base).map_err(|cause| Error::io(base.display().to_string(), &cause))?;
    }
    let Some(findings) = findings(&told, &scratch.0, typed.threads)? else { return Ok(Outcome::Stopped) };
    let mut out = io::stdout().lock();
    out.write_all(report(&told, &findings).as_bytes())?;
    let is_same = findings.iter().all(|finding| finding.answer == Answer::Same);
    Ok(if is_same { Outcome::Done } else { Outcome::SomeFailed })
}

/// Answers all questions; nothing where the user stops it.
fn findings(told: &Told, scratch: &Path, threads: usize) -> anyhow::Result<Option<Findings>> {
    let engine = told.engine()?;
    let mut findings = told.check_engine(&engine);
    let input = told.check_inputs(&mut findings)?;
    findings.extend(told.check_outputs());
    let Some(input) = input else {
        let about = "not done: the inputs are not all there".to_owned();
        findings.push(Finding { question: Question::Rerun, answer: Answer::Unknown, about });
        return Ok(Some(findings));
    };
    let job = told.again(&engine, input, threads, scratch)?;
    let stop = job.stop();
    super::stop_on_signal(stop.clone());
    let mut progress = Progress::new(job.meter(), job.done());
    let ended = job.run(|counts| progress.show(counts));
    let (run, again) = ended.with_context(|| format!("{}: the run cannot be done again", scratch.display()))?;
    progress.end(&run.counts);
    let Some(again) = again else { return Ok(None) };
    told.check_rerun(&again, scratch, &mut findings);
    Ok((!stop.load(Ordering::Relaxed)).then_some(findings))
}

/// What was found, a line each.
fn report(told: &Told, findings: &Findings) -> String {
    let mut out = format!("{:<8} {:<8} sha256 {}\n", "manifest", told.path.display(), told.sha256);
    for question in [Question::Engine, Question::Tables, Question::Inputs, Question::Outputs, Question::Rerun] {
        let of: Vec<&Finding> = findings.iter().filter(|finding| finding.question == question).collect();
        for Finding { answer, about, .. } in of.iter().take(MOST) {
            let answer = match answer {
                Answer::Same => "same",
                Answer::Differs => "DIFFERS",
                Answer::Unknown => "UNKNOWN",
            };
            let about: String = about.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
            out += &format!("{:<8} {answer:<8} {about}\n", name(question));
        }
        if of.len() > MOST {
            out += &format!("{:<8} DIFFERS  and {} more\n", name(question), of.len() - MOST);
        }
    }
    let asked = |wanted: Answer| {
        let mut of: Vec<&str> = findings.iter().filter(|f| f.answer == wanted).map(|f| name(f.question)).collect();
        of.dedup();
        of.join(", ")
    };
    out + &match (asked(Answer::Differs), asked(Answer::Unknown)) {
        (differs, unknown) if differs.is_empty() && unknown.is_empty() => "verified: the same bytes\n".to_owned(),
        (differs, unknown) if differs.is_empty() => format!("NOT VERIFIED: {unknown} cannot be told\n"),
        (differs, _) => format!("NOT THE SAME: {differs}\n"),
    }
}

fn name(question: Question) -> &'static str {
    match question {
        Question::Engine => "engine",
        Question::Tables => "tables",
        Question::Inputs => "inputs",
        Question::Outputs => "outputs",
        Question::Rerun => "rerun",
    }
}

/// A folder for what is not kept, which nobody else reads.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> anyhow::Result<Scratch> {
        let path = std::path::absolute(std::env::temp_dir())?.join(format!("detente-verify-{}", std::process::id()));
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path).map_err(|cause| Error::io(path.display().to_string(), &cause))?;
        Ok(Scratch(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
