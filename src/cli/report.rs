//! `detente report`

use super::Outcome;
use super::args::{Copies, Report as Typed};
use crate::corpus::Stored;
use crate::engine::Engine;
use crate::report::{self, Page, PageSettings, counted};

pub(super) fn run(typed: &Typed) -> anyhow::Result<Outcome> {
    let engine = Engine::new();
    let (run, copies_once) = (Stored::open(&typed.folder)?, typed.duplicates == Copies::Once);
    let settings = PageSettings { title: &typed.title, copies_once, min_articles: typed.min_articles };
    let Page { html, quotes, articles } = report::page(&run, &settings, &engine.knowledge().gazetteer)?;
    super::write(Some(&typed.out), |out| out.write_all(html.as_bytes()))?;
    let size = html.len() as f64 / 1e6;
    let (articles, told) = (counted(articles as u64, "article"), counted(quotes as u64, "quote"));
    eprintln!("{articles}, {told} with a stance; {size:.1} MB");
    Ok(if quotes == 0 { Outcome::NothingToScore } else { Outcome::Done })
}
