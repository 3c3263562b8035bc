//! Days, months and years as they stand in tables and records.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A day, month or year of the common era; compares in order of time. A missing month or day counts as 0, so that
/// `2014` is before `2014-03`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date(u32);

impl Date {
    /// Later than any date.
    pub const NEVER: Date = Date(u32::MAX);

    /// Reads `2014`, `2014-03` or `2014-03-18`, whatever follows the day (a time).
    pub fn parse(text: &str) -> Option<Date> {
        let digits = |range: std::ops::Range<usize>| {
            let part = text.get(range)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
        };
        let year = digits(0..4)?;
        let follows = |at: usize| text.as_bytes().get(at) == Some(&b'-');
        let month = if follows(4) { digits(5..7)? } else { 0 };
        let day = if month > 0 && follows(7) { digits(8..10)? } else { 0 };
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let longest = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        (month <= 12 && day <= longest).then_some(Date(year * 10_000 + month * 100 + day))
    }

    /// Reads the cell of a table; nothing where it is empty.
    pub fn of_cell(cell: &str) -> Result<Option<Date>> {
        match cell {
            "" => Ok(None),
            _ => Date::parse(cell).map(Some).ok_or_else(|| Error::lexicon(format!("\"{cell}\" is no date"))),
        }
    }

    /// The same day of the next year.
    pub fn a_year_on(self) -> Date {
        Date(self.0.saturating_add(10_000))
    }

    /// The last day that the date may mean: that of its year or month where the day is missing.
    pub fn last(self) -> Date {
        match (self.0 / 100 % 100, self.0 % 100) {
            (0, _) => Date(self.0 + 1231),
            (_, 0) => Date(self.0 + 31),
            _ => self,
        }
    }

    /// Is it at most about two months after `other`, or before it?
    pub fn is_soon_after(self, other: Date) -> bool {
        let months = |date: Date| date.0 / 10_000 * 12 + date.0 / 100 % 100;
        self <= other || self != Date::NEVER && months(self) - months(other) <= 2
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100);
        match (month, day) {
            _ if *self == Date::NEVER => f.write_str("..."),
            (0, _) => write!(f, "{year:04}"),
            (_, 0) => write!(f, "{year:04}-{month:02}"),
            _ => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_compare_in_order_of_time() {
        let of = |text| Date::parse(text).unwrap();
        assert!(of("2014") < of("2014-03") && of("2014-03") < of("2014-03-18") && of("2014-03-18") < of("2015"));
        assert!(of("2014").last() > of("2014-12-30") && of("2014-03").last() < of("2014-04-01"));
        assert!(of("2014-12-18").is_soon_after(of("2014-11-20")) && of("2015-01-02").is_soon_after(of("2014-12-20")));
        assert!(!of("2014-12-18").is_soon_after(of("2014-09-20")) && !Date::NEVER.is_soon_after(of("2014-09-20")));
        assert_eq!(of("2014-03-18T10:00:00Z"), of("2014-03-18"));
        assert!(of("2014-03-18").a_year_on() == of("2015-03-18") && Date::NEVER.a_year_on() == Date::NEVER);
        for written in ["0800", "2014", "2014-03", "2014-03-18"] {
            assert_eq!(of(written).to_string(), written);
        }
        for broken in
            ["", "14", "2014-13", "2014-02-29", "2024-02-31", "2014-04-31", "2014-xx", "yesterday", "２０１４"]
        {
            assert_eq!(Date::parse(broken), None, "{broken}");
        }
    }
}
