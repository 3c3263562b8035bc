//! Closed classes of words, as sets of bits. Which word belongs to which is data (`function_words.tsv`,
//! `common_words.tsv`).

use crate::text::Marks;
use serde::{Deserialize, Serialize};

/// The closed classes a word belongs to, and what else is known of its form, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classes(u64);

impl Classes {
    /// Words that hold a sentence together.
    pub const CLOSED: Classes = Classes::DETERMINER
        .or(Classes::POSSESSIVE)
        .or(Classes::PREPOSITION)
        .or(Classes::CONJUNCTION)
        .or(Classes::SUBORDINATOR)
        .or(Classes::RELATIVE)
        .or(Classes::AUXILIARY)
        .or(Classes::PRONOUN)
        .or(Classes::WH)
        .or(Classes::NEGATION);

    /// Those that belong to no noun phrase of their own.
    pub const FUNCTION: Classes = Classes::CLOSED.or(Classes::ADVERB).or(Classes::FILLER);

    /// Words that are no part of a name.
    pub const NAMELESS: Classes = Classes::FUNCTION
        .or(Classes::PARTICLE)
        .or(Classes::NUMBER)
        .or(Classes::WEEKDAY)
        .or(Classes::MONTH)
        .or(Classes::TIME);

    /// Words that can open what leads into a clause (`When`, `In`, `Monday`).
    pub const LEAD_IN: Classes = Classes::SUBORDINATOR.or(Classes::PREPOSITION).or(Classes::TIME).or(Classes::WEEKDAY);

    /// The classes of a word with these marks: every word of the vocabulary is marked with them.
    pub fn of(marks: Marks) -> Classes {
        Classes(marks.own_bits())
    }

    /// The marks that say so.
    pub(crate) fn marks(self) -> Marks {
        Marks::own(self.0)
    }

    /// A given name of either: it belongs to both classes.
    pub const FIRSTNAME_ANY: Classes = Classes::FIRSTNAME_M.or(Classes::FIRSTNAME_F);

    /// The word is in no class.
    pub const NONE: Classes = Classes(0);

    /// Does the word belong to any class of `other`?
    pub fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// The two sets together.
    pub const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// Is it in no class?
    pub fn is_none(self) -> bool {
        self.0 == 0
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $written:literal;)*) => {
        classes!(@number 0u64; $($(#[$doc])* $name = $written;)*);
        /// The names of the classes in tables.
        pub const CLASSES: &[(&str, Classes)] =
            &[$(($written, Classes::$name),)* ("firstname_any", Classes::FIRSTNAME_ANY)];
    };
    (@number $n:expr; $(#[$doc:meta])* $name:ident = $written:literal; $($rest:tt)*) => {
        impl Classes { $(#[$doc])* pub const $name: Classes = Classes(1 << ($n)); }
        classes!(@number $n + 1; $($rest)*);
    };
    (@number $n:expr;) => {};
}

classes! {
    /// `the`, `a`, `this`.
    DETERMINER = "determiner";
    /// `my`, `his`, `their`.
    POSSESSIVE = "possessive";
    /// `of`, `against`.
    PREPOSITION = "preposition";
    /// `and`, `but`.
    CONJUNCTION = "conjunction";
    /// `because`, `although`.
    SUBORDINATOR = "subordinator";
    /// `who`, `which`.
    RELATIVE = "relative";
    /// Forms of be, have, do; modals; their contractions.
    AUXILIARY = "auxiliary";
    /// `he`, `they`, `it`.
    PRONOUN = "pronoun";
    /// `what`, `why`.
    WH = "wh";
    /// `to`, `up`.
    PARTICLE = "particle";
    /// `not`, `never`.
    NEGATION = "negation";
    /// Adverbs that stand between a subject and its verb, or behind it.
    ADVERB = "adverb";
    /// `two`, `dozens`.
    NUMBER = "number";
    /// `Monday`.
    WEEKDAY = "weekday";
    /// `May`, `Sept.`.
    MONTH = "month";
    /// `yesterday`, `week`.
    TIME = "time";
    /// `well`, `oh`.
    FILLER = "filler";
    /// Capitalised at the start of a sentence, but no name.
    OPENER = "opener";
    /// A given name of men.
    FIRSTNAME_M = "firstname_m";
    /// A given name of women.
    FIRSTNAME_F = "firstname_f";
    /// A form of be.
    BE = "be";
    /// A form of have.
    HAVE = "have";
    /// `to` before a verb.
    INFINITIVE = "infinitive";
    /// `that`, `whether`: opens a reported clause.
    COMPLEMENTIZER = "complementizer";
    /// `by`: names the agent of a passive.
    BY = "by";
    /// Prepositions that go on with a noun phrase (`head of the office in Belmark`).
    NOMINAL = "nominal";
    /// Prepositions behind which a seat of government is only a place (`in Paris`).
    LOCATIVE = "locative";
    /// Says that an office is held no longer, or not yet (`former`, `incoming`).
    FORMER = "former";
    /// `of`: joins a noun to the one it belongs to.
    GENITIVE = "genitive";
    /// Marks a name as an organisation's or a place's.
    NOT_PERSON = "notperson";
    /// What acts as the country whose name stands before it (`government`, `forces`).
    ARM = "arm";
    /// Stands inside a name, written small (`van`, `bin`, `de`).
    LINKER = "linker";
    /// Of towns and travel: a seat of government beside it is only a place (`airport`, `flew`).
    LOCAL = "local";
    /// What one calls a state that is not one's own (`neighbour`, `regime`, `aggressor`).
    OTHER = "other";
    /// Says that an office will be held soon (`elect`, `designate`).
    COMING = "coming";
    /// Kinds of works that have titles (`song`, `novel`).
    WORK = "work";
    /// What bears a country's or person's name and is neither, written with a capital (`Museum`, `Open`, `Airways`).
    NAMESAKE = "namesake";
    /// Behind which the name of a people alone is its language (`spoke`, `in`, `fluent`).
    TONGUE = "tongue";
    /// A point of the compass (`south` of a place).
    COMPASS = "compass";
    /// A finite form of a verb that is hardly ever a noun (`stopped`, `sent`).
    FINITE = "finite";
    /// Says that an office is just being lost (`outgoing`, `ousted`).
    OUTGOING = "outgoing";
    /// What goes on between governments: a seat beside it stands for its government (`message`, `ties`).
    RELATION = "relation";
    /// `as`: brings in what somebody or something is called or taken for.
    PREDICATIVE = "predicative";
    /// `by`, `from`: names whose words a noun tells of (`a warning from the ministry`).
    AUTHOR = "author";
    /// What a country makes or has, which is neither its people nor its doing (`food`, `wine`, `weather`).
    WARE = "ware";
}

/// Every class is a mark of its own; the name for given names of either sex is none.
const _: () = assert!(CLASSES.len() - 1 <= Marks::OWN);
