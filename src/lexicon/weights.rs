//! The parameters of the scorer, by name.
//!
//! Owns which parameters there are; what they mean to a score is the stance room's business, and their values are those
//! of `lexicons/weights.tsv` or of an overlay.

use super::table::{Table, thousandths};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

macro_rules! weights {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What weighs how much when words are added up to a stance. All values in thousandths.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Weights { $($(#[$doc])* pub $name: i16,)* }

        impl Weights {
            /// Reads the table; each parameter must have a row, and each row name a parameter.
            pub fn read(table: &Table) -> Result<Weights> {
                let mut weights = Weights::default();
                let mut missing = vec![$(stringify!($name)),*];
                table.each(["name", "value"], |_, [name, value]| {
                    let slot = match name {
                        $(stringify!($name) => &mut weights.$name,)*
                        _ => return Err(Error::lexicon(format!("no parameter is called \"{name}\""))),
                    };
                    *slot = thousandths(value, 30)?;
                    missing.retain(|other| *other != name);
                    Ok(())
                })?;
                match missing.first() {
                    Some(name) => Err(Error::lexicon(format!("no row for \"{name}\"")).in_file(&table.file)),
                    None => Ok(weights),
                }
            }
        }
    };
}

weights! {
    /// Weight of a word of praise or blame.
    attitude,
    /// Weight of a good or bad thing that happens.
    event,
    /// Weight of a courtesy.
    courtesy,
    /// Weight of a word that names a subject matter.
    topic,
    /// Distance in tokens at which a word weighs half of one beside the target.
    reach,
    /// Factor for each clause border between word and target.
    border,
    /// Factor for each sentence end between word and target.
    stop,
    /// Factor where another target stands nearer to the word.
    rival,
    /// Weight of a frame that gives the target a role.
    role,
    /// Factor where the target only owns or modifies what fills the role.
    belonging,
    /// Factor for the word of a frame whose roles others fill.
    foreign,
    /// Factor for words that the target itself says.
    spoken,
    /// What turns blame for a harm into warmth toward its victim.
    sympathy,
    /// How strong an attitude a frame must show to count where only the narrator tells it.
    told,
    /// Tokens that a shifter reaches in its clause.
    window,
    /// Weight of silence, which pulls a score with little evidence to 0.
    prior,
    /// From here on a quote's score is positive.
    warm,
    /// Down from here a quote's score is negative.
    cold,
    /// From here on the tone toward given words is positive.
    sentence_warm,
    /// Down from here the tone toward given words is negative.
    sentence_cold,
    /// Is the tone toward given words that of the fitted weights? Not where this is 0.
    fitted,
    /// Factor for what is said of others toward who is set against them.
    opposite,
    /// How much of an attitude reaches whom its object only speaks of.
    reached,
    /// From here on the attitude between two given actors is positive.
    pair_warm,
    /// Down from here the attitude between two given actors is negative.
    pair_cold,
    /// From here on what one given actor says of another is positive.
    said_warm,
    /// Down from here what one given actor says of another is negative.
    said_cold,
    /// How strong what one given actor says of another must be where the fitted weights read it.
    said_sure,
    /// The same for whom the statement opens with.
    said_first,
    /// The same for whom a clause leads to from the other one, with praise or blame on the way.
    led_sure,
}
