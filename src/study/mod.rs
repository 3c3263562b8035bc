//! Study: what a researcher does with readings and with coded text.
//!
//! Owns what the stances of runs add up to and how far that can be trusted, and how weights are fitted to a coded sample and how
//! well they do on text they were not fitted to. It refuses to know what a feature is: it weighs what the stance room sees.

mod aggregate;
mod coding;
mod fit;
mod learn;
mod sample;

pub use aggregate::{Aggregate, Axis, Period, Settings as Adding};
pub use coding::{
    Codings, Comparison, Draw, Figures as CodingFigures, LabelFigures, Pair, Scale, Unit, alpha, compare, draw,
};
pub use fit::{Figures, Fit, Settings};
pub use sample::{Coded, LABELS, Sample};
