//! `detente gazetteer lookup|check`

use super::args::{Gazetteer as Typed, GazetteerAction, Print};
use super::{Outcome, day};
use crate::engine::{Builder, Condition, Finding, FindingKind, Namesake};
use crate::gazetteer::{How, Requires};
use serde::Serialize;
use std::io::{IsTerminal, Write};

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let mut builder = Builder::default();
    if let Some(folder) = &typed.lexicons {
        builder = builder.overlay(folder)?;
    }
    let out = std::io::stdout();
    let piped = if out.is_terminal() { Print::Table } else { Print::Json };
    let json = typed.format.unwrap_or(piped) == Print::Json;
    let mut out = out.lock();
    match &typed.action {
        GazetteerAction::Lookup { name, date } => {
            let name = name.join(" ");
            let date = date.as_deref().map(|date| day("--date", date)).transpose()?;
            let found = builder.namesakes(&name, date)?;
            if json {
                print(&mut out, &found)?;
            } else {
                found.iter().try_for_each(|namesake| show(&mut out, namesake))?;
            }
            if found.is_empty() {
                eprintln!("detente: nobody is called \"{name}\"");
            }
            Ok(if found.is_empty() { Outcome::NothingToScore } else { Outcome::Done })
        }
        GazetteerAction::Check { as_of } => {
            let date = match as_of {
                Some(date) => day("--as-of", date)?,
                None => builder.last_day()?,
            };
            let findings = builder.audit(date)?;
            if json {
                print(&mut out, &serde_json::json!({ "as_of": date.to_string(), "findings": findings }))?;
            } else {
                findings.iter().try_for_each(|finding| list(&mut out, finding))?;
                writeln!(out, "as of {date}: {}", counts(&findings))?;
            }
            let sound = findings.iter().all(|finding| finding.kind != FindingKind::Fault);
            Ok(if sound { Outcome::Done } else { Outcome::SomeFailed })
        }
    }
}

fn print(out: &mut impl Write, value: &impl Serialize) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}

fn show(out: &mut impl Write, namesake: &Namesake) -> std::io::Result<()> {
    let country = namesake.iso3.as_deref().unwrap_or("no country");
    match &namesake.actor {
        Some(actor) => writeln!(out, "{actor}  {} ({country}), by {}", namesake.name, word(namesake.how))?,
        None => writeln!(out, "nobody")?,
    }
    let codes: Vec<String> = namesake.codes.iter().map(|(name, code)| format!("{name} {code}")).collect();
    if !codes.is_empty() {
        writeln!(out, "    {}", codes.join(", "))?;
    }
    for condition in &namesake.requires {
        let place = condition.row.as_ref().map(|row| format!("  {row}")).unwrap_or_default();
        writeln!(out, "    requires {}{place}", required(condition))?;
    }
    let bare = namesake.requires.iter().all(|condition| condition.requires == Requires::Always);
    match namesake.how {
        How::Surname if bare && !namesake.famous => writeln!(out, "    requires the full name or a title first")?,
        How::Seat if bare => writeln!(out, "    requires a sentence in which it acts or speaks as a government does")?,
        How::Place => writeln!(out, "    never a target by itself: a place in the country")?,
        _ => {}
    }
    for held in &namesake.offices {
        let title = Some(&held.title).filter(|title| !title.is_empty()).map(|title| format!(" ({title})"));
        let (kinds, title) = (held.offices.join(", "), title.unwrap_or_default());
        let stale = if held.stale { ", stale" } else { "" };
        let (holder, years, row) = (&held.holder_of, held.years(), &held.row);
        writeln!(out, "    {kinds} of {holder}{title}, {years}{stale}, certainty {}  {row}", held.certainty)?;
    }
    namesake.rows.iter().try_for_each(|row| writeln!(out, "    {row}"))
}

/// What a condition asks for.
fn required(condition: &Condition) -> String {
    let asked = match condition.requires {
        Requires::Always => "nothing".to_owned(),
        Requires::Never => "more than this name".to_owned(),
        Requires::Upper => "capitals".to_owned(),
        Requires::Title => "a title or first name before it".to_owned(),
        Requires::Full => "the full name in the article".to_owned(),
        Requires::Context => format!("in the article one of: {}", condition.words.join(", ")),
        Requires::Near => format!("in the sentence one of: {}", condition.words.join(", ")),
        Requires::Beside => format!("right beside it one of: {}", condition.words.join(", ")),
        Requires::Acts => "that it acts or is dealt with as a state is".to_owned(),
        Requires::Joined => "a hyphen and another name behind it".to_owned(),
        Requires::Article if condition.words.is_empty() => "the definite article before it".to_owned(),
        Requires::Article => {
            format!("the definite article before it, and in the article one of: {}", condition.words.join(", "))
        }
    };
    let from = condition.from.iter().map(|from| format!(", from {from}"));
    let until = condition.until.iter().map(|until| format!(", until {until}"));
    std::iter::once(asked).chain(from).chain(until).collect()
}

fn list(out: &mut impl Write, finding: &Finding) -> std::io::Result<()> {
    let what = [&*finding.about, &*finding.name, &*finding.office].into_iter().filter(|part| !part.is_empty());
    let what: Vec<&str> = what.collect();
    let rows: Vec<String> = finding.rows.iter().map(ToString::to_string).collect();
    let parts = [word(finding.kind), what.join("  "), finding.says.clone(), rows.join(" ")];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    writeln!(out, "{}", parts.join("  "))
}

/// How many findings there are of each kind.
fn counts(findings: &[Finding]) -> String {
    use FindingKind::{Fault, Gap, Overlap, Shared, Stale};
    let count = |kind| findings.iter().filter(|finding| finding.kind == kind).count();
    let counts = [Fault, Gap, Overlap, Shared, Stale].map(|kind| format!("{} {}", word(kind), count(kind)));
    counts.join(", ")
}

/// The name of one of a closed set, as JSON has it.
fn word(name: impl std::fmt::Debug) -> String {
    format!("{name:?}").to_lowercase()
}
