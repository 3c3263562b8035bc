//! Lexicon: what we know about words.
//!
//! Owns the tables of `lexicons/` that speak of words (valence, shifters, frames, cues, roles, closed classes,
//! spelling), their overlays, inflection, and the phrase matcher. It refuses to look at any article, and holds no
//! English word itself: every word comes from a table.

mod boilerplate;
mod classes;
mod compile;
mod endings;
mod entry;
mod epithets;
mod fitted;
mod inflect;
mod orthography;
mod phrasebook;
mod table;
mod term;
mod weights;

pub use classes::{CLASSES, Classes};
pub use compile::{Lexicons, phrase};
pub use endings::{Ending, Endings};
pub use entry::{
    Case, Cue, CueClass, Entry, Form, Frame, Gender, POS, Pos, Pronoun, Rating, Role, RoleKind, Scope, Setting,
    Shifter, ShifterKind, Takes, Valence, ValenceKind,
};
pub use epithets::Epithets;
pub use fitted::{BIAS, Fitted, FittedWeight, LARGEST_WEIGHT};
pub use inflect::{Irregular, stem};
pub use phrasebook::{Match, Phrasebook, PhrasebookBuilder};
pub use table::{Row, Table, Tables, one_of, place_of, thousandths};
pub use term::Parts;
pub use weights::Weights;
