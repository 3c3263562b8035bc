//! How the words end that no table holds: what their form may be.

use super::table::{Table, one_of};
use crate::error::Result;
use serde::{Deserialize, Serialize};

/// The endings of one language, each with the form that it tells.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Endings(Vec<(String, Ending)>);

/// The form that an ending tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// Of a verb that goes on.
    Gerund,
    /// Of a verb that is past.
    Participle,
    /// Of an adverb of manner.
    Adverb,
    /// Of more than one.
    Plural,
}

impl Endings {
    /// Reads the table of endings.
    pub(super) fn read(table: &Table) -> Result<Endings> {
        const FORMS: &[(&str, Ending)] = &[
            ("gerund", Ending::Gerund),
            ("participle", Ending::Participle),
            ("adverb", Ending::Adverb),
            ("plural", Ending::Plural),
        ];
        let mut endings = Vec::new();
        table.each(["term", "form"], |_, [term, form]| {
            endings.push((term.to_owned(), one_of(form, "form", FORMS)?));
            Ok(())
        })?;
        Ok(Endings(endings))
    }

    /// Does a word have an ending of this form?
    pub fn tell(&self, word: &str, form: Ending) -> bool {
        self.0.iter().any(|(ending, told)| *told == form && word.ends_with(ending.as_str()))
    }
}
