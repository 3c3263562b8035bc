//! What stances are added up by.

use crate::corpus::Cell;
use crate::error::{Error, Result};
use crate::gazetteer::Date;
use crate::record::Extra;
use std::fmt;
use std::str::FromStr;

/// What stands between the parts of a key; it is in no text.
pub(super) const SEPARATOR: char = '\u{1f}';

/// What stances are added up by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Axis {
    /// The holder, by name and actor.
    Speaker,
    /// The holder's country.
    SpeakerCountry,
    /// The target, by name and actor.
    Target,
    /// The target's country.
    TargetCountry,
    /// Who published the article.
    Outlet,
    /// When it was written.
    Period(Period),
    /// A column that the input brought.
    Extra(String),
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
}

/// The columns of stances that axes read; the first tells the article.
pub(super) const COLUMNS: [&str; 11] = [
    "article",
    "date",
    "outlet",
    "extra",
    "holder_name",
    "holder_actor",
    "holder_iso3",
    "target_name",
    "target_actor",
    "target_kind",
    "target_iso3",
];

const ARTICLE: [usize; 3] = [1, 2, 3];
const HOLDER: [usize; 3] = [4, 5, 6];
const TARGET: [usize; 4] = [7, 8, 9, 10];

/// How axes are written, beside columns of the input.
const NAMES: [(&str, Axis); 9] = [
    ("speaker", Axis::Speaker),
    ("speaker-country", Axis::SpeakerCountry),
    ("target", Axis::Target),
    ("target-country", Axis::TargetCountry),
    ("outlet", Axis::Outlet),
    ("day", Axis::Period(Period::Day)),
    ("month", Axis::Period(Period::Month)),
    ("quarter", Axis::Period(Period::Quarter)),
    ("year", Axis::Period(Period::Year)),
];

/// How a column of the input is written, before its name.
const EXTRA: &str = "extra.";

impl FromStr for Axis {
    type Err = Error;

    fn from_str(written: &str) -> Result<Axis> {
        let written = written.trim();
        if let Some(column) = written.strip_prefix(EXTRA).filter(|column| !column.is_empty()) {
            return Ok(Axis::Extra(column.to_owned()));
        }
        let known = NAMES.iter().find(|(name, _)| *name == written).map(|(_, axis)| axis.clone());
        known.ok_or_else(|| {
            let names = NAMES.map(|(name, _)| name).join(", ");
            Error::usage(format!("{written:?} is nothing to add up by: {names}, or {EXTRA}COLUMN"))
        })
    }
}

impl fmt::Display for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match NAMES.iter().find(|(_, axis)| axis == self) {
            Some((name, _)) => f.write_str(name),
            None => match self {
                Axis::Extra(column) => write!(f, "{EXTRA}{column}"),
                _ => unreachable!("an axis without a name"),
            },
        }
    }
}

impl Axis {
    /// Does it ask who holds a stance?
    pub(super) fn is_holder(&self) -> bool {
        matches!(self, Axis::Speaker | Axis::SpeakerCountry)
    }

    /// How many parts of a key are its own.
    pub(super) fn parts(&self) -> usize {
        match self {
            Axis::Speaker => 2,
            Axis::Target => 3,
            _ => 1,
        }
    }

    /// Writes its parts of the key of a row of [`COLUMNS`].
    pub(super) fn write(&self, cells: &[Cell], key: &mut String) {
        let text = |at: usize| cells[at].text();
        let mut put = |part: Option<&str>| {
            // A text that holds the separator is none that was read from print.
            let part = part.unwrap_or_default();
            part.split(SEPARATOR).for_each(|piece| key.push_str(piece));
            key.push(SEPARATOR);
        };
        let [holder, holder_actor, holder_country] = HOLDER;
        let [target, target_actor, target_kind, target_country] = TARGET;
        let [date, outlet, extra] = ARTICLE;
        match self {
            Axis::Speaker => [holder, holder_actor].into_iter().for_each(|at| put(text(at))),
            Axis::SpeakerCountry => put(text(holder_country)),
            Axis::Target => [target, target_actor, target_kind].into_iter().for_each(|at| put(text(at))),
            Axis::TargetCountry => put(text(target_country)),
            Axis::Outlet => put(text(outlet)),
            Axis::Period(period) => put(text(date).and_then(|date| period.of(date)).as_deref()),
            Axis::Extra(column) => put(text(extra).and_then(|extra| column_of(extra, column)).as_deref()),
        }
    }
}

/// A column among those that were passed through; a text as it is, anything else as JSON.
fn column_of(extra: &str, column: &str) -> Option<String> {
    serde_json::from_str::<Extra>(extra).ok()?.get(column)?.told()
}

impl Period {
    /// The period of a date; nothing where the date does not tell it.
    fn of(self, date: &str) -> Option<String> {
        let date = Date::parse(date)?.to_string();
        let month = || date.get(5..7)?.parse::<u32>().ok();
        match self {
            Period::Day => (date.len() == 10).then_some(date),
            Period::Month => date.get(..7).map(str::to_owned),
            Period::Quarter => month().map(|month| format!("{}-Q{}", &date[..4], month.div_ceil(3))),
            Period::Year => date.get(..4).map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_are_written_as_they_are_read() {
        for written in NAMES.map(|(name, _)| name).into_iter().chain(["extra.desk"]) {
            assert_eq!(written.parse::<Axis>().unwrap().to_string(), written);
        }
        for wrong in ["extra.", "weather", ""] {
            assert!(wrong.parse::<Axis>().unwrap_err().to_string().contains("target-country"), "{wrong}");
        }
    }

    #[test]
    fn a_date_tells_its_periods() {
        let of = |date| [Period::Day, Period::Month, Period::Quarter, Period::Year].map(|period| period.of(date));
        let some = |period: &str| Some(period.to_owned());
        assert_eq!(of("2024-11-07T08:00:00Z"), ["2024-11-07", "2024-11", "2024-Q4", "2024"].map(some));
        assert_eq!(of("2024-03"), [None, some("2024-03"), some("2024-Q1"), some("2024")]);
        assert_eq!(of("2024"), [None, None, None, some("2024")]);
        assert_eq!(of("someday"), [const { None }; 4]);
    }
}
