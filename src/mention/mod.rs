//! Mention: who of the gazetteer is named where.
//!
//! Owns names, surnames after them, titles, demonyms, capitals and metonyms, told apart by context and date. It refuses
//! pronouns and descriptions: those are [`crate::reference`]'s, which knows the quotes.

use crate::gazetteer::{ActorId, Date};
use crate::knowledge::Knowledge;
use crate::text::{Document, Tokens};

/// A place in the article that names an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words that name it.
    pub tokens: Tokens,
    /// Who or what is named.
    pub actor: ActorId,
    /// How it is named.
    pub via: Via,
    /// How sure the reading is, in thousandths, 0..=1000.
    pub confidence: i16,
}

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Via {
    /// By its name.
    Name,
    /// By its people or its adjective: `the Norwegians`, `Norwegian`.
    Demonym,
    /// By its capital or the seat of its government.
    Metonym,
    /// By an office: `the French president`.
    Title,
    /// By a pronoun.
    Pronoun,
    /// By nothing in the words themselves.
    Implied,
}

/// What is known about an article beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// When it was written.
    pub date: Option<Date>,
    /// Its title, which introduces names.
    pub title: Option<&'a Document<'a>>,
}

/// All mentions, in order; none overlap.
pub fn find(_document: &Document, _knowledge: &Knowledge, _context: Context) -> Vec<Mention> {
    Vec::new()
}
