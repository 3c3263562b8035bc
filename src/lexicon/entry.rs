//! What the lexicons say of a word: the types behind the tables.
//!
//! Values are whole thousandths (`-1000..=1000` stands for -1..1), so that sums are exact and the same on any machine.

use crate::text::Symbol;
use serde::{Deserialize, Serialize};

/// An entry of a table, in one of its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry<T> {
    /// The line of its row in the table, counted from 1; for an overlay's row the [`super::Row::mark`] that tells it from
    /// the table's own.
    pub line: u32,
    /// The form it is written in here.
    pub form: Form,
    /// What must stand around it, as an index into the settings of the lexicons; 0 where nothing must.
    pub setting: u16,
    /// What the row says.
    pub value: T,
}

/// What must stand around a term for it to be meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Must it open a sentence or a clause (`^ stop`)?
    pub opens: bool,
    /// The words that must follow a little further on (`keep ... promise`); none where empty.
    pub tail: Vec<Symbol>,
}

/// Part of speech of a lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pos {
    /// Verb: its first word inflects.
    Verb,
    /// Noun: its last word takes the plural.
    Noun,
    /// Adjective.
    Adjective,
    /// Adverb.
    Adverb,
    /// A phrase that stands as it is.
    Phrase,
    /// Any part of speech, as it is.
    Any,
}

/// The names of the parts of speech in tables.
pub const POS: &[(&str, Pos)] = &[
    ("verb", Pos::Verb),
    ("noun", Pos::Noun),
    ("adj", Pos::Adjective),
    ("adv", Pos::Adverb),
    ("phrase", Pos::Phrase),
    ("any", Pos::Any),
];

/// The inflected form of a lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// The lemma itself: infinitive, singular, or a word that does not inflect.
    Base,
    /// Third person singular present.
    Third,
    /// Past tense.
    Past,
    /// Past participle.
    Participle,
    /// Past tense or past participle, written alike.
    PastOrParticiple,
    /// Present participle or gerund.
    Gerund,
    /// Plural.
    Plural,
}

/// How good or bad a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Valence {
    /// In thousandths, -1000..=1000.
    pub value: i16,
    /// How uncertain the value is, in thousandths.
    pub spread: i16,
    /// What kind of good or bad it is.
    pub kind: ValenceKind,
    /// Its part of speech.
    pub pos: Pos,
    /// Who rated it.
    pub rating: Rating,
}

/// The table a valence comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rating {
    /// `valence`: our own judgement.
    Own,
    /// `vader`: VADER's raters.
    Vader,
}

/// What kind of good or bad a word tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ValenceKind {
    /// Praise or blame.
    Attitude,
    /// A good or bad thing that happens: no blame by itself.
    Event,
    /// Protocol courtesy: no stance.
    Courtesy,
    /// The name of a subject matter.
    Topic,
}

/// What changes the valence of the words in its scope (Polanyi & Zaenen 2006).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shifter {
    /// How it changes it.
    pub kind: ShifterKind,
    /// What the valence is multiplied by, in thousandths.
    pub factor: i16,
    /// Which words it changes.
    pub scope: Scope,
}

/// How a shifter works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ShifterKind {
    /// `not`, `never`: dampens and turns.
    Negation,
    /// `very`, `utterly`.
    Intensifier,
    /// `slightly`, `fairly`.
    Diminisher,
    /// `may`, `could`.
    Modal,
    /// `must`, `urge`: what is wanted of somebody is not done, and what it shall stop is.
    Demand,
    /// `if`, `unless`: what is said is not the case.
    Irrealis,
    /// A question.
    Question,
    /// `but`, `although`: weighs one clause below another.
    Contrast,
    /// `unlike`, `rather than`: who stands in its scope is the opposite of what is said of others.
    Opposite,
    /// `prevent`, `end`, `lack of`: turns its object's valence.
    Reverser,
    /// `condolences`, `hearts go out to`: makes warmth of the bad events in its sentence.
    Sympathy,
    /// `no proof either way`: leaves open or refutes what was said, in the sentence before too.
    Doubt,
    /// `give me a break`, `oh yes`: mocks the praise around it, in the sentence before too.
    Irony,
}

/// The words a shifter changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// What follows in the clause.
    After,
    /// What stands before it in the clause.
    Before,
    /// The whole clause.
    Clause,
    /// Its grammatical object.
    Object,
    /// The next word or two.
    Next,
}

/// What a verb or relational noun says of its agent and of its patient, and its subject's attitude to the object
/// (Rashkin et al. 2016; Choi & Wiebe 2014). All in thousandths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// What "X verbs Y", told as a fact, says of X.
    pub agent: i16,
    /// What it says of Y.
    pub patient: i16,
    /// X's attitude to Y.
    pub attitude: i16,
    /// Its part of speech.
    pub pos: Pos,
    /// The prepositions that may stand before the patient; none where it is a plain object.
    pub links: Vec<Symbol>,
    /// Is a noun's possessor its patient (`Y's critic`), not its agent (`X's criticism`)?
    pub owned: bool,
    /// Does the agent stand where an object does, and the patient before (`Y angered X`, `Y won praise from X`)?
    pub turned: bool,
}

/// A word that reports: the cue of an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// What its subject does.
    pub class: CueClass,
    /// What it takes as content.
    pub takes: Takes,
    /// How sure a form of it is a cue where no quotation mark is near, in thousandths.
    pub outside: i16,
    /// Its part of speech.
    pub pos: Pos,
}

/// What the subject of a cue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CueClass {
    /// It speaks or writes.
    Speech,
    /// It thinks.
    Thought,
    /// It acts by speaking: accuses, praises, threatens.
    Act,
}

/// What a cue takes as content, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Takes(u8);

impl Takes {
    /// No content: an idiom that reports nothing, though a word of it may (`asked not to be named`, `a report card`).
    pub const NOTHING: Takes = Takes(0);
    /// A clause: `said that ...`.
    pub const CLAUSE: Takes = Takes(1);
    /// A quotation.
    pub const QUOTE: Takes = Takes(2);
    /// An object: `praised the plan`.
    pub const OBJECT: Takes = Takes(4);
    /// An infinitive: `vowed to ...`.
    pub const INFINITIVE: Takes = Takes(8);
    /// A name that is given: `called it "..."`.
    pub const NAME: Takes = Takes(16);
    /// Somebody spoken to before the content: `told reporters`.
    pub const ADDRESSEE: Takes = Takes(32);
    /// A work by its title, where a person does it: `sang "..."`.
    pub const WORK: Takes = Takes(64);
    /// Behind `of`, what its object is accused, warned or told of: `accused Y of theft`.
    pub const MATTER: Takes = Takes(128);

    /// Does it take `other`?
    pub fn has(self, other: Takes) -> bool {
        self.0 & other.0 == other.0
    }

    /// The two sets together.
    pub fn and(self, other: Takes) -> Takes {
        Takes(self.0 | other.0)
    }
}

/// A noun that names a speaker by role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// What kind of role.
    pub kind: RoleKind,
    /// Is it a plural?
    pub plural: bool,
    /// The gender it tells.
    pub gender: Gender,
    /// The office of the gazetteer it names: an index into [`super::Lexicons::offices`].
    pub office: Option<u8>,
}

/// What kind of role a noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RoleKind {
    /// `president`, `foreign minister`.
    Office,
    /// `Mr.`, `Sen.`, `Lord`.
    Honorific,
    /// `analyst`, `farmer`.
    Profession,
    /// `ministry`, `campaign`, `court`.
    Body,
    /// `officials`, `a source`.
    Anonymous,
    /// `wife`, `son`.
    Family,
    /// `report`, `poll`: says what somebody wrote.
    Document,
}

impl RoleKind {
    /// Does it name people, rather than a body or what it wrote?
    pub fn is_human(self) -> bool {
        !matches!(self, RoleKind::Body | RoleKind::Document)
    }
}

/// Grammatical gender of a person, where it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Gender {
    /// Not told.
    #[default]
    Unknown,
    /// `he`.
    Male,
    /// `she`.
    Female,
    /// `it`.
    Neuter,
}

/// A pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pronoun {
    /// 1, 2 or 3.
    pub person: u8,
    /// Is it a plural?
    pub plural: bool,
    /// The gender it tells.
    pub gender: Gender,
    /// Its case.
    pub case: Case,
}

/// The case of a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Case {
    /// `he`.
    Subject,
    /// `him`.
    Object,
    /// `his`.
    Possessive,
    /// `himself`.
    Reflexive,
}
