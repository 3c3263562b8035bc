//! Study: what a researcher does with readings and with coded text.
//!
//! Owns what the stances of runs add up to and how far that can be trusted, what is drawn for people to code and how the engine
//! compares with them, whether a run comes to the same again, what changed between two runs, and how weights are fitted to a coded sample and how well they do on
//! text they were not fitted to. It refuses to know what a feature is: it weighs what the stance room sees.

pub mod aggregate;
pub mod coding;
pub mod diff;
mod fit;
mod learn;
mod rows;
mod sample;
pub mod verify;

pub use fit::{Figures, Fit, Settings};
pub use sample::{Coded, LABELS, Sample};
