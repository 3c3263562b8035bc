//! What stances are added up by.

use crate::corpus::Cell;
use crate::error::{Error, Result};
use crate::gazetteer::Date;
use crate::record::Extra;
use std::borrow::Cow;
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

/// Where in a row of [`COLUMNS`] stands who holds the stance, if that is known.
pub(super) const HOLDER: usize = 4;

/// Where in a row of [`COLUMNS`] the article stands.
pub(super) const ARTICLE: usize = 0;

/// Where in a row of [`COLUMNS`] stands what is read whatever stances are added up by.
pub(super) const ALWAYS: [usize; 2] = [ARTICLE, HOLDER];

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

    /// Where in a row of [`COLUMNS`] the parts of a key stand that are its own.
    pub(super) fn places(&self) -> &'static [usize] {
        match self {
            Axis::Period(_) => &[1],
            Axis::Outlet => &[2],
            Axis::Extra(_) => &[3],
            Axis::Speaker => &[HOLDER, 5],
            Axis::SpeakerCountry => &[6],
            Axis::Target => &[7, 8, 9],
            Axis::TargetCountry => &[10],
        }
    }

    /// Writes its parts of the key of a row of [`COLUMNS`].
    pub(super) fn write(&self, cells: &[Cell], key: &mut String) {
        for &place in self.places() {
            let text = cells[place].text().unwrap_or_default();
            let part = match self {
                Axis::Period(period) => Cow::Owned(period.of(text).unwrap_or_default()),
                Axis::Extra(column) => Cow::Owned(column_of(text, column).unwrap_or_default()),
                _ => Cow::Borrowed(text),
            };
            // A text that holds the separator is none that was read from print.
            match part.contains(SEPARATOR) {
                true => key.extend(part.chars().filter(|&char| char != SEPARATOR)),
                false => key.push_str(&part),
            }
            key.push(SEPARATOR);
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
