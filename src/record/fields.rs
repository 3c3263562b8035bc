//! By which names an article's fields go in the input, where they are not those of the contract.

use super::shapes;
use crate::error::{Error, Result};

/// A field of the input record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A name for the article.
    Id,
    /// The text.
    Text,
    /// The title.
    Title,
    /// When it was written.
    Date,
    /// Who published it.
    Outlet,
    /// Where it was published.
    Url,
    /// Who wrote it.
    Author,
    /// Quotes that are already extracted.
    Quotes,
    /// Words whose tone is asked for.
    Targets,
    /// Pairs whose attitudes are asked for.
    Pairs,
    /// The words of a single quote that is already extracted: a record, or a row, of one quote. Has no name of its own.
    Quote,
    /// Who said that single quote. Has no name of its own.
    Speaker,
}

/// The names of the contract.
const NAMES: [(&str, Field); 12] = [
    ("id", Field::Id),
    ("text", Field::Text),
    ("title", Field::Title),
    ("date", Field::Date),
    ("outlet", Field::Outlet),
    ("url", Field::Url),
    ("author", Field::Author),
    ("quotes", Field::Quotes),
    ("targets", Field::Targets),
    ("pairs", Field::Pairs),
    ("quote", Field::Quote),
    ("speaker", Field::Speaker),
];

/// The fields that go only by the name they are given.
const NAMELESS: [Field; 2] = [Field::Quote, Field::Speaker];

/// The names of fields. A field that is given another name loses its own: what goes by that is passed through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    renamed: Vec<(String, Field)>,
}

impl Fields {
    /// Lets a field go by another name; the last name counts.
    pub fn rename(mut self, field: Field, name: impl Into<String>) -> Fields {
        self.renamed.retain(|(_, renamed)| *renamed != field);
        self.renamed.push((name.into(), field));
        self
    }

    /// The field that goes by a name.
    pub fn of(&self, name: &str) -> Option<Field> {
        if let Some((_, field)) = self.renamed.iter().find(|(own, _)| own == name) {
            return Some(*field);
        }
        let (_, field) = NAMES.iter().find(|(own, _)| *own == name)?;
        let is_lost = NAMELESS.contains(field) || self.renamed.iter().any(|(_, renamed)| renamed == field);
        (!is_lost).then_some(*field)
    }

    /// The field of a name of the contract goes by another name; an error where the contract has no such name.
    pub fn rename_own(self, own: &str, name: impl Into<String>) -> Result<Fields> {
        match NAMES.iter().find(|(known, _)| *known == own) {
            Some((_, field)) => Ok(self.rename(*field, name)),
            None => Err(Error::usage(format!("no field is called {own:?}"))),
        }
    }

    /// The fields that go by another name: their own, and that.
    pub fn renamed(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let own = |field: &Field| NAMES.iter().find(|(_, own)| own == field).map_or("", |(name, _)| *name);
        self.renamed.iter().map(move |(name, field)| (own(field), name.as_str()))
    }

    /// Can records with fields of these names hold something to read?
    pub fn can_be_read<'n>(&self, mut names: impl Iterator<Item = &'n str>) -> bool {
        names.any(|name| {
            matches!(self.of(name), Some(Field::Text | Field::Quotes | Field::Quote)) || shapes::is_known(name)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_field_leaves_its_own_name_to_others() {
        let fields = Fields::default().rename(Field::Text, "story").rename(Field::Text, "body");
        assert_eq!(fields.of("body"), Some(Field::Text));
        assert_eq!((fields.of("text"), fields.of("story")), (None, None));
        assert_eq!(fields.of("title"), Some(Field::Title));
        assert_eq!(fields.rename(Field::Outlet, "text").of("text"), Some(Field::Outlet));
    }
}
