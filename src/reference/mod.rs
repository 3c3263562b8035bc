//! Reference: who "he", "the minister", "that country", "we" are.
//!
//! Sources become speakers, descriptions and pronouns become targets: every place that names or stands for somebody is
//! a [`Reference`] to one [`Referent`], who is the same across the article. Unknown stays unknown: no name is guessed.

use crate::attribution::Quote;
use crate::gazetteer::{ActorId, ActorKind, Iso3};
use crate::knowledge::Knowledge;
use crate::lexicon::Gender;
use crate::mention::{Context, Mention, Via};
use crate::text::{Document, Tokens};

/// The number of a referent in one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReferentId(pub u32);

/// Somebody or something that the article speaks of, known to the gazetteer or only named here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referent {
    /// The fullest name known; nothing where the article gives none (`an official`).
    pub name: Option<String>,
    /// Its actor, where the gazetteer has one.
    pub actor: Option<ActorId>,
    /// What it is.
    pub kind: ReferentKind,
    /// The country it belongs to, as far as gazetteer or article tell.
    pub iso3: Option<Iso3>,
    /// A person's gender.
    pub gender: Gender,
    /// The role the article gives: `head of the foreign affairs committee`.
    pub role: Option<String>,
    /// What it belongs to, as the article says.
    pub affiliation: Option<String>,
}

/// What a referent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferentKind {
    /// One of the gazetteer's kinds; a person may also be known from the article alone.
    Known(ActorKind),
    /// Somebody without a name: `officials`, `a source`.
    Anonymous,
}

/// A place in the article that names or stands for a referent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The words.
    pub tokens: Tokens,
    /// Whom they stand for.
    pub referent: ReferentId,
    /// How.
    pub via: Via,
    /// How sure, in thousandths, 0..=1000.
    pub confidence: i16,
}

/// Everybody the article speaks of, where, and who speaks each quote.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// Everybody, in order of first reference.
    pub referents: Vec<Referent>,
    /// Every place that names or stands for somebody, in order; none overlap.
    pub references: Vec<Reference>,
    /// By quote: its speakers, the first one first; empty where unknown.
    pub speakers: Vec<Vec<ReferentId>>,
}

impl Cast {
    /// A referent by number.
    pub fn referent(&self, id: ReferentId) -> &Referent {
        &self.referents[id.0 as usize]
    }

    /// The referent of a name that the caller gives: the one already in the cast, or a new one.
    pub fn introduce(
        &mut self,
        name: &str,
        _knowledge: &Knowledge,
        _date: Option<crate::gazetteer::Date>,
    ) -> ReferentId {
        let known = self.referents.iter().position(|referent| referent.name.as_deref() == Some(name));
        let index = known.unwrap_or_else(|| {
            self.referents.push(Referent {
                name: Some(name.to_owned()),
                actor: None,
                kind: ReferentKind::Known(ActorKind::Person),
                iso3: None,
                gender: Gender::Unknown,
                role: None,
                affiliation: None,
            });
            self.referents.len() - 1
        });
        ReferentId(index as u32)
    }

    /// The references inside some tokens.
    pub fn references_in(&self, tokens: Tokens) -> &[Reference] {
        let start = self.references.partition_point(|reference| reference.tokens.start < tokens.start);
        let end = self.references.partition_point(|reference| reference.tokens.end <= tokens.end);
        &self.references[start..end.max(start)]
    }
}

/// Who everybody is.
pub fn resolve(
    _document: &Document,
    _knowledge: &Knowledge,
    _context: Context,
    _mentions: &[Mention],
    quotes: &[Quote],
) -> Cast {
    Cast { speakers: vec![Vec::new(); quotes.len()], ..Cast::default() }
}
