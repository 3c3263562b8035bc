//! Who said what about whom, and how warmly.
//!
//! Detente reads news articles, finds every quote, attributes it to its speaker, finds the countries and leaders the
//! quote speaks of, and scores the speaker's tone toward each of them: from lexicons, explainably, on a CPU.
//!
//! ```
//! use detente::Engine;
//! use detente::record::{self, Article, Settings};
//!
//! let engine = Engine::new();
//! let text = "“Norway has been a generous friend,” Kari Novak told reporters.";
//! record::compose(&engine, &Article::from_text(text), "example", &Settings::default(), |record| {
//!     let speaker = record.quotes[0].speaker.as_ref().and_then(|speaker| speaker.name.as_deref());
//!     assert_eq!(speaker, Some("Kari Novak"));
//!     assert_eq!(record.stances[0].target.name.as_deref(), Some("Norway"));
//!     assert_eq!(record.stances[0].label, "positive");
//! })?;
//! # Ok::<(), detente::Error>(())
//! ```
//!
//! # Overview
//!
//! * [`Engine`] knows the lexicons and the gazetteer, and lists the stages in order. Built once, it is shared between
//!   threads.
//! * [`Request`] and [`Reading`] are what goes in and what was found, as spans into the text.
//! * [`record`] is the contract: an article as JSON in, a record as JSON out, with offsets in the unit you choose.
//! * [`corpus`] reads many articles in parallel and writes them in order.
//! * [`report`] shows a reading to people.
//! * [`study`] fits weights to coded text.
//!
//! The other modules are the stages themselves, open to the curious; each says what it owns and what it refuses.
//! Reading never fails: any `&str` under 4 GiB can be read. [`Error`] exists for lexicons, files and settings only.
//!
//! # Features
//!
//! * `cli` (default): the command line program, in [`cli`]. The library alone needs none of its dependencies.
//! * `parquet`: Parquet tables, read and written. It changes no score, and is slow to build.
//! * `full`: all of it.
//!
//! # Stability
//!
//! Three things are promised apart, all from version 1.0 on; until then, a minor version may change any of them, and CHANGELOG says so.
//!
//! * The contract: what [`record`] reads and writes, the tables of [`corpus`], the command line. A field keeps its name and meaning
//!   within a major version; new ones may come. `detente schema` prints it all.
//! * The library's front door: [`Engine`], [`Request`], [`Reading`], [`Error`], [`record`], and of [`corpus`] what reads, runs and writes a batch. The
//!   stages ([`text`], [`lexicon`], [`gazetteer`], [`mention`], [`attribution`], [`reference`](mod@reference), [`stance`], [`ledger`]) are open to be
//!   studied and tried; their items may change with any minor version.
//! * The scores: the same version gives the same bytes for the same input, everywhere. Another version may read better: a patch version changes no
//!   score; a minor one may, and `detente diff` shows where. Studies should name the version and the tables' SHA-256, which each manifest has.
//!
//! The least Rust is 1.88; raising it is a minor version.
//!
//! # Limits
//!
//! English only. No sarcasm, no criticism that is only implied. The gazetteer is dated. Scores measure tone in words. LIMITS.md in the repository
//! tells them all, and what not to use the scores for.
#![forbid(unsafe_code)]

pub mod attribution;
#[cfg(feature = "cli")]
pub mod cli;
pub mod corpus;
pub mod engine;
pub mod error;
pub mod gazetteer;
pub mod knowledge;
pub mod ledger;
pub mod lexicon;
pub mod mention;
pub mod record;
pub mod reference;
pub mod report;
pub mod stance;
pub mod study;
pub mod text;

pub use engine::{Engine, Reading, Request};
pub use error::{Error, ErrorKind, Result};

/// The examples of README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
