//! Epithets: what somebody who has a role may be called besides (`the diplomat`, who is an ambassador).

use super::compile::phrase;
use super::table::Table;
use crate::error::Result;
use crate::text::{Orthography, Symbol, Vocabulary};
use serde::{Deserialize, Serialize};

/// Roles and their epithets, in order.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Epithets(Vec<(Vec<Symbol>, Vec<Symbol>)>);

impl Epithets {
    /// Reads the table of epithets.
    pub(super) fn read(table: &Table, terms: &Orthography, vocabulary: &mut Vocabulary) -> Result<Epithets> {
        let mut pairs = Vec::new();
        table.each(["role", "epithets"], |_, [role, epithets]| {
            let role = phrase(role, terms, vocabulary);
            pairs.extend(epithets.split('|').map(|epithet| (role.clone(), phrase(epithet, terms, vocabulary))));
            Ok(())
        })?;
        pairs.sort_unstable();
        Ok(Epithets(pairs))
    }

    /// May somebody introduced by a role be called by an epithet? A role is whatever it ends in, too.
    pub fn fit(&self, role: &[Symbol], epithet: &[Symbol]) -> bool {
        let listed = |role: &[Symbol]| {
            self.0.binary_search_by(|(known, called)| (&known[..], &called[..]).cmp(&(role, epithet))).is_ok()
        };
        (0..role.len()).any(|start| listed(&role[start..]))
    }

    /// Is anybody who has just this role called otherwise?
    pub fn has(&self, role: &[Symbol]) -> bool {
        let first = self.0.partition_point(|(known, _)| &known[..] < role);
        self.0.get(first).is_some_and(|(known, _)| known == role)
    }
}
