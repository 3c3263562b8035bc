//! Diff: what changed between two runs over the same articles, quote by quote.
//!
//! Both are read side by side, in the order of their articles, which must be the same but for articles that only one has. Owns which article
//! is which; what differs in one is told by [`compare`].

mod article;
mod compare;
mod moved;

pub use article::{Article, Detail, Evidence, Quote, Stance};
pub use compare::{Compared, compare};

use crate::corpus::{Folder, Stored};
use crate::error::{Error, Result};
use crate::record::{Difference, DifferenceKind as Kind, Differences};
use article::Articles;
use compare::alone;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How many articles ahead one that the other run does not have is looked for.
const AHEAD: usize = 4096;

/// Two runs.
pub struct Pair {
    a: Side,
    b: Side,
}

struct Side {
    name: String,
    run: Stored,
    manifest: Value,
}

impl Side {
    fn open(path: &Path) -> Result<Side> {
        let is_manifest = path.is_file();
        let folder = path.parent().filter(|folder| is_manifest && folder.as_os_str() != "");
        let folder =
            folder.map_or_else(|| if is_manifest { PathBuf::from(".") } else { path.to_owned() }, Path::to_owned);
        let run = Stored::open(&folder)?;
        let path = folder.join(Folder::MANIFEST);
        let name = path.display().to_string();
        let text = fs::read(&path).map_err(|cause| Error::io(&*name, &cause))?;
        let wrong = |cause: serde_json::Error| Error::record(cause.to_string()).at_line(cause.line()).in_file(&*name);
        let mut manifest: Value = serde_json::from_slice(&text).map_err(wrong)?;
        // There may be more inputs than memory needs to hold.
        ["inputs", "outputs", "unmatched"]
            .iter()
            .for_each(|field| drop(manifest.as_object_mut().and_then(|m| m.remove(*field))));
        Ok(Side { name: folder.display().to_string(), run, manifest })
    }

    fn tables(&self) -> BTreeSet<(&str, &str)> {
        let tables = self.manifest["tables"].as_array().into_iter().flatten();
        tables.filter_map(|table| Some((table["name"].as_str()?, table["sha256"].as_str()?))).collect()
    }
}

impl Pair {
    /// Opens two runs: their folders, or their manifests. Offsets must be of the same unit.
    pub fn open(a: &Path, b: &Path) -> Result<Pair> {
        let pair = Pair { a: Side::open(a)?, b: Side::open(b)? };
        let [a, b] = [&pair.a, &pair.b].map(|side| side.manifest["options"]["offsets"].as_str().unwrap_or_default());
        if a != b {
            return Err(Error::usage(format!(
                "offsets are of two units: {a} in {}, {b} in {}",
                pair.a.name, pair.b.name
            )));
        }
        Ok(pair)
    }

    /// Tells, in words, of what the runs were.
    pub fn told(&self) -> [String; 2] {
        [(&self.a, &self.b), (&self.b, &self.a)].map(|(side, other)| {
            let engine = side.manifest["engine"].as_str().unwrap_or_default();
            let tables: Vec<&str> = side.tables().difference(&other.tables()).map(|(name, _)| *name).collect();
            let tables =
                if tables.is_empty() { "the same tables".to_owned() } else { format!("its own {}", tables.join(", ")) };
            format!("{}: engine {engine}, {tables}", side.name)
        })
    }

    /// Tells all that differs, in the order of the articles, and what it comes to.
    pub fn each<E: From<Error>>(
        &self,
        mut then: impl FnMut(&Difference) -> std::result::Result<(), E>,
    ) -> std::result::Result<Differences, E> {
        let mut a = Articles::of(&self.a.run, &self.a.name)?;
        let mut b = Articles::of(&self.b.run, &self.b.name)?;
        let mut all = Differences::default();
        let mut change = 0;
        while let Some(turn) = turn(&mut a, &mut b)? {
            let compared = match turn {
                Turn::Both => match (a.next()?, b.next()?) {
                    (Some(a), Some(b)) => {
                        all.articles += 1;
                        all.quotes_in_a += a.quotes.len() as u64;
                        all.quotes_in_b += b.quotes.len() as u64;
                        compare(&a, &b)
                    }
                    _ => Compared::default(),
                },
                Turn::A => {
                    all.articles_only_in_a += 1;
                    let id = a.next()?.unwrap_or_default().id;
                    Compared { differences: vec![alone(&id, Kind::ArticleGone)], ..Compared::default() }
                }
                Turn::B => {
                    all.articles_only_in_b += 1;
                    let id = b.next()?.unwrap_or_default().id;
                    Compared { differences: vec![alone(&id, Kind::ArticleNew)], ..Compared::default() }
                }
            };
            all.quotes += compared.quotes;
            all.stances += compared.stances;
            change += compared.change;
            for difference in &compared.differences {
                all.count(difference);
                then(difference)?;
            }
        }
        all.mean_change = (change as f64 / all.stances.max(1) as f64).round() / 1000.0;
        all.moved = moved::moved(&self.a.run, &self.b.run)?;
        Ok(all)
    }
}

/// Which run has the next article.
enum Turn {
    Both,
    A,
    B,
}

fn turn(a: &mut Articles, b: &mut Articles) -> Result<Option<Turn>> {
    let id = |of: &mut Articles| Ok::<_, Error>(of.ahead(1)?.front().map(|head| head.id.clone()));
    let (in_a, in_b) = match (id(a)?, id(b)?) {
        (None, None) => return Ok(None),
        (Some(_), None) => return Ok(Some(Turn::A)),
        (None, Some(_)) => return Ok(Some(Turn::B)),
        (Some(first), Some(second)) if first == second => return Ok(Some(Turn::Both)),
        (Some(first), Some(second)) => {
            let find =
                |of: &mut Articles, id: &str| Ok::<_, Error>(of.ahead(AHEAD)?.iter().position(|head| head.id == id));
            (find(a, &second)?, find(b, &first)?)
        }
    };
    // Where neither has the other's, both are alone: the first comes first.
    Ok(Some(match (in_a, in_b) {
        (Some(in_a), Some(in_b)) if in_b < in_a => Turn::B,
        (None, Some(_)) => Turn::B,
        _ => Turn::A,
    }))
}
