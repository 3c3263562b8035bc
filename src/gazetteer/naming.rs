//! How actors may be named, and what a name needs before it counts.

use super::{ActorId, Date};
use crate::text::{Kind, Shape, Symbol, Token};
use serde::{Deserialize, Serialize};

/// One reading of a phrase that may name somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Naming {
    /// Whom it names; nothing for a phrase that only looks like a name (`Bank of America`).
    pub actor: Option<ActorId>,
    /// How.
    pub how: How,
    /// How it must be written.
    pub casing: Casing,
    /// What must hold beside, as an index into [`super::Gazetteer::rule`]; nothing where it names without condition.
    pub rule: Option<u16>,
}

/// How a phrase names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// By the name of a country or organisation, or the whole name of a person.
    Name,
    /// By a person's surname, which needs an introduction.
    Surname,
    /// By a country's adjective: `Norwegian`.
    Adjective,
    /// By a country's people: `the Norwegians`.
    Demonym,
    /// By a seat that always means the state's leadership: `the Kremlin`.
    Metonym,
    /// By a place that means the government or itself: `Oslo`.
    Seat,
    /// By a place that only lies in the country.
    Place,
}

/// How a name must be written to count, as a set: a form with capitals in it asks for capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Casing(u8);

impl Casing {
    const FIRST: u8 = 1;
    const LAST: u8 = 2;
    const UPPER: u8 = 4;

    /// What the words of a form, as written, ask for.
    pub fn of(form: &str) -> Casing {
        let words: Vec<&str> = form.split([' ', '-']).filter(|word| !word.is_empty()).collect();
        let capital =
            |word: Option<&&str>| word.is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase));
        let letters = form.chars().filter(|c| c.is_alphabetic());
        let upper = words.len() == 1 && letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
        let mut set = 0;
        if capital(words.first()) {
            set |= Casing::FIRST;
        }
        if capital(words.last()) {
            set |= Casing::LAST;
        }
        if upper {
            set |= Casing::UPPER;
        }
        Casing(set)
    }

    /// May the first letter be small?
    pub fn is_small(self) -> bool {
        self.0 & Casing::FIRST == 0
    }

    /// Is the form an acronym?
    pub fn is_upper(self) -> bool {
        self.0 & Casing::UPPER != 0
    }

    /// Are these tokens written as it asks?
    pub fn fits(self, tokens: &[Token]) -> bool {
        let asks = |flag: u8, token: Option<&Token>, shape: Shape| {
            self.0 & flag == 0 || token.is_some_and(|token| token.shape.has(shape))
        };
        // A name may end in a number (`10 Downing Street`, `No 10`): only words have capitals.
        let last = tokens.last().filter(|token| token.is_word()).or(tokens.first());
        // Behind a hyphen a name may go on small: `Kim Jong Un` is `Kim Jong-un` too, but `al-Assad` not `al-assad`.
        let hyphened = !self.is_small() && matches!(tokens, [.., hyphen, _] if hyphen.kind == Kind::Hyphen);
        asks(Casing::FIRST, tokens.first(), Shape::CAPITAL)
            && (hyphened || asks(Casing::LAST, last, Shape::CAPITAL))
            && asks(Casing::UPPER, tokens.first(), Shape::UPPER)
    }
}

/// A condition on a reading, from the table of ambiguous forms.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rule {
    /// What the article must show.
    pub requires: Requires,
    /// The phrases of which one must stand in the article, for [`Requires::Context`], [`Requires::Near`],
    /// [`Requires::Beside`] and [`Requires::Article`].
    pub words: Vec<Vec<Symbol>>,
    /// The first day on which it holds.
    pub from: Option<Date>,
    /// The last day on which it holds.
    pub until: Option<Date>,
}

/// What a reading of an ambiguous form requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Requires {
    /// Nothing.
    Always,
    /// More than this form: it never names by itself.
    Never,
    /// That it is written in capitals.
    Upper,
    /// An office, honorific or first name directly before.
    Title,
    /// The full name elsewhere in the article.
    Full,
    /// One of some phrases in the article.
    Context,
    /// One of some phrases in the same sentence.
    Near,
    /// One of some phrases right there, a few words apart in the same sentence.
    Beside,
    /// The definite article directly before (`the West`), and one of the phrases, where there are any, in the article.
    Article,
    /// That it stands where a government does: it acts, or others deal with it, or it is named beside a state.
    Acts,
    /// That a hyphen joins it to another capital (`Sino-Russian`).
    Joined,
}

/// The names of what rows may require.
pub const REQUIRES: &[(&str, Requires)] = &[
    ("always", Requires::Always),
    ("never", Requires::Never),
    ("upper", Requires::Upper),
    ("title", Requires::Title),
    ("full", Requires::Full),
    ("context", Requires::Context),
    ("near", Requires::Near),
    ("beside", Requires::Beside),
    ("article", Requires::Article),
    ("acts", Requires::Acts),
    ("joined", Requires::Joined),
];

impl Rule {
    /// Does it hold at a date? An article without date is not bound by dates where it says who is meant in another way;
    /// a bare name without date is.
    pub fn holds_at(&self, date: Option<Date>) -> bool {
        match date {
            Some(date) => {
                self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until.last())
            }
            None => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Document, Orthography, Vocabulary};

    #[test]
    fn a_form_asks_for_the_capitals_it_has() {
        for (form, written, fits) in [
            ("Turkey", "Turkey", true),
            ("Turkey", "turkey", false),
            ("Turkey", "TURKEY", true),
            ("WHO", "WHO", true),
            ("WHO", "Who", false),
            ("al-Assad", "al-Assad", true),
            ("al-Assad", "Al-Assad", true),
            ("al-Assad", "al-assad", false),
            ("euro zone", "Euro zone", true),
            ("Bank of America", "Bank of America", true),
            ("Bank of America", "bank of America", false),
            ("No 10", "No 10", true),
            ("Kim Jong Un", "Kim Jong-un", true),
            ("Kim Jong Un", "Kim Jong un", false),
            ("Kim Jong Un", "kim Jong-un", false),
        ] {
            let document = Document::read(written, &Orthography::default(), &Vocabulary::default());
            assert_eq!(Casing::of(form).fits(document.tokens()), fits, "{form}: {written}");
        }
    }
}
