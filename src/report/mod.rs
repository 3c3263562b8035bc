//! Report: readings as people read them.
//!
//! Owns layout and colour, and nothing of what is shown. [`table`] is the answer at a glance, [`csv`] the same for spreadsheets; [`explain`] is the article
//! with everything found marked in it, and each score derived step by step. [`ledger`] is what many articles add up to, and
//! [`page`] a run's findings for a browser; [`differences`] is what changed between two runs.

mod answer;
mod csv;
mod difference;
mod explain;
mod ledger;
mod page;
mod rows;
mod style;
mod table;

pub use csv::csv;
pub use difference::{Shown, differences};
pub use explain::explain;
pub use ledger::{coverage, ledger};
pub use page::{Page, PageSettings, article, page};
pub use style::{Style, counted};
pub use table::table;
