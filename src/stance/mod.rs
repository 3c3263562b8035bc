//! Stance: shifted valence, bound to a target, composed to a score with evidence.
//!
//! Owns every number between -1 and 1. No score is polar without evidence; contributions sum to the score exactly; a
//! score is a length-invariant mean, not a saturating sum.
//!
//! The words of a stretch are scanned once (`scan`): valence words, frames, and the shifters over them. A judgement
//! (`judge`) binds them to one target: by the role that a frame gives it (`role`), else by closeness, less across clause
//! borders and where another target stands nearer. What denial and demand make of a deed, `deed` tells, and what befalls
//! somebody, `harm`; who only stands by, `bystander`; who speaks, `voice`; what a predicate says of a deed or a claim, `verdict`. `quoted`
//! asks for the judgements that quotes hold, `narrated` finds attitudes outside quotes, `ask`
//! and `pair` judge what a caller asks for, the latter by the frames that `tie` two named ones. The parameters are data (`lexicons/weights.tsv`).

mod ask;
mod bystander;
mod clause;
mod deed;
mod features;
mod fitted;
mod frame;
mod harm;
mod judge;
mod name;
mod narrated;
mod pair;
mod quoted;
mod role;
mod scan;
mod scene;
mod shift;
mod tie;
mod verdict;
mod voice;

use crate::knowledge::Knowledge;
use crate::reference::{Reference, ReferentId};
use crate::text::{Document, Tokens};
use scan::Scan;
use scene::Scene;

pub use ask::{seen, toward};
pub use features::{BESIDE, is_made_of};
pub(crate) use fitted::Likelihood;
pub use fitted::TABLE as FITTED;
pub use pair::{Told, between};
pub use quoted::find;

/// What is found in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appraisal {
    /// By quote: its overall valence, whoever it is about, in thousandths.
    pub tones: Vec<i16>,
    /// The stances of the quotes, in their order, and those that the narrator reports.
    pub stances: Vec<Stance>,
}

/// The holder's tone toward one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// The quote it stands in, as an index; nothing for an attitude that the narrator reports.
    pub quote: Option<usize>,
    /// Whose attitude it is; nothing where unknown.
    pub holder: Option<ReferentId>,
    /// The words that name the holder of a narrated attitude.
    pub holder_tokens: Option<Tokens>,
    /// Whom it is about.
    pub target: ReferentId,
    /// The places in the quote (or sentence) that name the target.
    pub references: Vec<Reference>,
    /// Is the target the holder itself, or its own country?
    pub own: bool,
    /// How warm.
    pub judgement: Judgement,
}

/// A tone toward one target, with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Judgement {
    /// In thousandths, -1000..=1000; the exact sum of the contributions.
    pub score: i16,
    /// Negative, neutral or positive.
    pub label: Label,
    /// How sure, in thousandths, 0..=1000.
    pub confidence: i16,
    /// What all words weigh together, and the silence around them (the `prior` of `weights.tsv`), in millionths.
    pub weight: i64,
    /// The words it rests on, in order.
    pub evidence: Vec<Evidence>,
}

/// The three-way reading of a score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Label {
    /// Colder than the lower cut-point.
    Negative,
    /// Between the cut-points.
    #[default]
    Neutral,
    /// Warmer than the upper cut-point.
    Positive,
}

/// Words that a score rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where they stand.
    pub tokens: Tokens,
    /// The table they come from (`valence`, `vader`, `frames`), and the line of the row in it.
    pub row: (&'static str, u32),
    /// The valence the row gives, in thousandths.
    pub valence: i16,
    /// The words that shift it, in order.
    pub shifters: Vec<Tokens>,
    /// The target's role, where a frame gave the valence.
    pub frame: Option<FrameRole>,
    /// The valence as shifted, in thousandths.
    pub value: i16,
    /// What it weighs, in millionths of the weight of a word beside the target.
    pub weight: i64,
    /// What it adds to the score, in thousandths: its value by its share of the judgement's weight.
    pub contribution: i16,
}

/// The part of a frame that a target plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FrameRole {
    /// It does what the verb says.
    Agent,
    /// It is done to.
    Patient,
    /// It is what the subject has an attitude to.
    Object,
}

/// The overall valence of some words, whoever they are about, with what each word adds.
pub fn tone(document: &Document, knowledge: &Knowledge, content: &[Tokens]) -> Judgement {
    let scene = Scene::new(document, knowledge);
    let mut scan = Scan::default();
    scan.fill_words(&scene, content);
    judge::derived(&scene, &scan)
}
