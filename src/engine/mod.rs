//! Engine: the list of stages, over one article.
//!
//! Owns the order in which the rooms are walked and nothing of what they do, and what can be asked of the tables before
//! any article is read. An [`Engine`] is built once, shared between threads, and never changes; reading the same request
//! twice gives the same [`Reading`].

mod audit;
mod builtin;
mod check;
mod coverage;
mod inspect;
mod language;
mod roster;
mod unmatched;

pub use audit::{Finding, FindingKind};
pub use coverage::{Counted, Coverage};
pub use inspect::{Found, Place};
pub use roster::{Condition, Held, Namesake};

use crate::attribution::{self, Quote};
use crate::error::{Error, Result};
use crate::gazetteer::Date;
use crate::knowledge::Knowledge;
use crate::lexicon::{Table, Tables};
use crate::mention::{self, Context, Mention};
use crate::reference::{self, Cast};
use crate::stance::{self, Appraisal, Judgement, Stance};
use crate::text::{Document, Span};
use std::path::Path;

/// Reads articles.
#[derive(Debug)]
pub struct Engine {
    knowledge: Knowledge,
}

/// What an engine is asked to read: an article's text and what is known beside it.
#[derive(Clone, Debug, Default)]
pub struct Request<'t> {
    /// The text that spans point into.
    pub text: &'t str,
    /// The title: it introduces names and is not scored.
    pub title: Option<&'t str>,
    /// When it was written.
    pub date: Option<Date>,
    /// Words whose tone is asked for, whoever holds it.
    pub targets: &'t [Span],
    /// Pairs of words whose attitudes toward one another are asked for.
    pub pairs: &'t [(Span, Span)],
    /// Quotes that somebody else has extracted: where they stand in the text, and who spoke. Where there are any, none
    /// are looked for; who speaks one without a name, the text may tell.
    pub given: &'t [(Span, Option<&'t str>)],
    /// The language that the caller names, where the text is too little to tell.
    pub language: Option<&'t str>,
}

/// What was found in one article.
#[derive(Clone, Debug)]
pub struct Reading<'t> {
    /// The text, read.
    pub document: Document<'t>,
    /// When it was written.
    pub date: Option<Date>,
    /// Why nothing was looked for, where the article was skipped: a sentence.
    pub skipped: Option<String>,
    /// Who of the gazetteer is named where.
    pub mentions: Vec<Mention>,
    /// What was said.
    pub quotes: Vec<Quote>,
    /// Everybody the article speaks of, and who speaks each quote.
    pub cast: Cast,
    /// By quote: its overall valence, whoever it is about, in thousandths.
    pub tones: Vec<i16>,
    /// How warmly.
    pub stances: Vec<Stance>,
    /// The tone toward each target that was asked for.
    pub targets: Vec<Judgement>,
    /// The attitudes of each pair that was asked for, a to b and b to a.
    pub pairs: Vec<(Judgement, Judgement)>,
}

impl Engine {
    /// An engine that knows the built-in lexicons and gazetteer.
    pub fn new() -> Engine {
        Engine { knowledge: builtin::knowledge() }
    }

    /// Builds an engine that knows something else or more.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// What the engine knows before it reads.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// Reads one article. Never fails, whatever the text.
    pub fn read<'t>(&self, request: &Request<'t>) -> Reading<'t> {
        let knowledge = &self.knowledge;
        let document = self.document(request.text);
        let title = request.title.map(|title| self.document(title));
        let context = Context { date: request.date, title: title.as_ref() };
        if let Some(reason) = language::named(request.language).or_else(|| language::reason_to_skip(&document)) {
            return Reading::skipped(document, request, reason);
        }
        let mentions = mention::find(&document, knowledge, context);
        let quotes = match request.given {
            [] => attribution::find(&document, knowledge, &mentions),
            given => {
                let places: Vec<_> = given.iter().map(|(span, name)| (*span, name.is_some())).collect();
                attribution::given(&document, knowledge, &mentions, &places)
            }
        };
        let mut cast = reference::resolve(&document, knowledge, context, &mentions, &quotes);
        let named = request.given.iter().enumerate().filter_map(|(quote, (_, name))| Some((quote, (*name)?)));
        cast.introduce(named, knowledge, request.date);
        let Appraisal { tones, stances } = stance::find(&document, knowledge, &quotes, &cast);
        let targets: Vec<_> = request.targets.iter().map(|&span| document.tokens_of(span)).collect();
        let targets = stance::toward(&document, knowledge, &targets);
        let pairs = request.pairs.iter().map(|&(a, b)| (document.tokens_of(a), document.tokens_of(b)));
        let told = stance::Told { document: &document, knowledge, quotes: &quotes, cast: &cast };
        let pairs = pairs.map(|(a, b)| stance::between(told, a, b)).collect();
        Reading { document, date: request.date, skipped: None, mentions, quotes, cast, tones, stances, targets, pairs }
    }

    /// Reads a text as far as tokens, quotations and sentences.
    pub fn document<'t>(&self, text: &'t str) -> Document<'t> {
        Document::read(text, &self.knowledge.lexicons.orthography, &self.knowledge.vocabulary)
    }
}

/// An engine that knows what was compiled of tables.
impl From<Knowledge> for Engine {
    fn from(knowledge: Knowledge) -> Engine {
        Engine { knowledge }
    }
}

impl Default for Engine {
    fn default() -> Self {
        Engine::new()
    }
}

impl<'t> Reading<'t> {
    /// Was nothing found, and nothing asked for? So it is with every article that was skipped.
    pub fn is_empty(&self) -> bool {
        let asked = !self.targets.is_empty() || !self.pairs.is_empty();
        self.skipped.is_some() || self.quotes.is_empty() && self.stances.is_empty() && !asked
    }

    fn skipped(document: Document<'t>, request: &Request<'t>, reason: String) -> Self {
        Reading {
            document,
            date: request.date,
            skipped: Some(reason),
            mentions: Vec::new(),
            quotes: Vec::new(),
            cast: Cast::default(),
            tones: Vec::new(),
            stances: Vec::new(),
            targets: vec![Judgement::default(); request.targets.len()],
            pairs: vec![Default::default(); request.pairs.len()],
        }
    }
}

/// Builds an [`Engine`]; can be used again.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    overlays: Vec<Table>,
}

impl Builder {
    /// Lays the tables (`*.tsv`) of a folder over the built-in ones. A file is named like the table it changes. The errors
    /// of all files come together.
    pub fn overlay(mut self, folder: impl AsRef<Path>) -> Result<Builder> {
        let folder = folder.as_ref();
        let failed = |path: &Path, cause| Error::io(path.display().to_string(), &cause);
        let listing = std::fs::read_dir(folder).map_err(|cause| failed(folder, cause))?;
        let mut files: Vec<_> = listing.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
        files.sort();
        if files.is_empty() {
            return Err(Error::usage("no .tsv table in the folder").in_file(folder.display().to_string()));
        }
        let mut faults = Vec::new();
        for path in files {
            let text = std::fs::read_to_string(&path).map_err(|cause| failed(&path, cause))?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            match Table::parse(&name, &path.display().to_string(), &text) {
                Ok(table) => self.overlays.push(table),
                Err(fault) => faults.push(fault),
            }
        }
        Error::of_all(faults)?;
        Ok(self)
    }

    /// The tables the engine will know: the built-in ones with the overlays laid over them.
    pub fn tables(&self) -> Result<Tables> {
        let mut tables = builtin::tables();
        let mut faults = Vec::new();
        for overlay in &self.overlays {
            if tables.get(&overlay.name).is_err() {
                let known: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
                let message = format!("no table \"{}\" to lay it over; there are {}", overlay.name, known.join(", "));
                faults.push(Error::lexicon(message).in_file(&overlay.file));
                continue;
            }
            faults.extend(tables.lay(overlay.clone()).err());
        }
        Error::of_all(faults)?;
        Ok(tables)
    }

    /// Builds the engine. The first row that breaks its table's rules is an error, with its file and line.
    pub fn build(&self) -> Result<Engine> {
        if self.overlays.is_empty() {
            return Ok(Engine::new());
        }
        Ok(Engine { knowledge: Knowledge::compile(&self.tables()?)? })
    }
}
