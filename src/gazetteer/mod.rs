//! Gazetteer: countries, people with dated offices, organisations, and how they may be named.
//!
//! Owns the actors and their names; refuses to look at any article.

mod actor;

pub use actor::{Actor, ActorId, ActorKind, Date, Iso3};

use crate::error::Result;
use crate::lexicon::{Lexicons, Tables};
use crate::text::Vocabulary;
use serde::{Deserialize, Serialize};

/// All actors and their names.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Gazetteer {
    actors: Vec<Actor>,
}

impl Gazetteer {
    /// Compiles the actor tables; the words of names are added to the vocabulary.
    pub fn compile(_tables: &Tables, _lexicons: &Lexicons, _vocabulary: &mut Vocabulary) -> Result<Gazetteer> {
        Ok(Gazetteer::default())
    }

    /// An actor by number.
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.index()]
    }

    /// The country an actor belongs to at a date: a country's own code, an organisation's home, or that of the office a
    /// person holds then (or held last, where the date is unknown or none is held).
    pub fn country_of(&self, id: ActorId, _date: Option<Date>) -> Option<Iso3> {
        self.actor(id).iso3
    }
}
