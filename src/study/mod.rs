//! Study: what a researcher does with coded text.
//!
//! Owns how weights are fitted to a coded sample and how well they do on text they were not fitted to. It refuses to know
//! what a feature is: it weighs what the stance room sees.

mod fit;
mod learn;
mod sample;

pub use fit::{Figures, Fit, Settings};
pub use sample::{Coded, LABELS, Sample};
