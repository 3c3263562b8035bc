//! Dates as they are written beside articles: in records, tables and pages.
//!
//! Owns what may stand for a day, beside `YYYY-MM-DD`: digits without hyphens, the time since 1970, and what internet dates look
//! like. An order of day and month that is anybody's guess is none.

use crate::gazetteer::Date;
use std::borrow::Cow;

/// How many digits the time since 1970 has in seconds and their thousandths, and so on, and how many of its units a day has.
const SINCE: [(std::ops::RangeInclusive<usize>, u64); 4] =
    [(9..=10, 86_400), (12..=13, 86_400_000), (15..=16, 86_400_000_000), (18..=19, 86_400_000_000_000)];

/// Does a date tell nothing, being blank or all zeros?
pub(super) fn is_blank(date: &str) -> bool {
    date.bytes().all(|byte| byte.is_ascii_whitespace() || byte.is_ascii_punctuation() || byte == b'0')
}

/// A record's date; as `YYYY-MM-DD` where it is written in another way that is known.
pub(super) fn written(date: Cow<'_, str>) -> Cow<'_, str> {
    let said = date.trim();
    // What begins with a year, and goes on in another way than with hyphens, may tell more than the year.
    let is_year = matches!(said.as_bytes(), [_, _, _, _, b'/' | b'.', ..]);
    let day = match of_number(said) {
        None if is_year || Date::parse(said).is_none() => day(said),
        day => day,
    };
    day.map_or(date, Cow::Owned)
}

/// A date that is written as one number.
fn of_number(said: &str) -> Option<String> {
    let (whole, fraction) = said.split_once('.').unwrap_or((said, ""));
    if whole.len() < 8 || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (_, units) = match whole.len() {
        8 | 14 => return day(whole),
        length => SINCE.iter().find(|(lengths, _)| lengths.contains(&length))?,
    };
    let (year, month, day) = civil(whole.parse::<u64>().ok()? / units);
    Some(format!("{year}-{month:02}-{day:02}"))
}

/// The day of the calendar that is so many days after the first of January 1970: counted from a March 1st, so that the days
/// before a month are a straight line and the day that some years have more is the last.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months + 2) / 5 + 1;
    let month = if months < 10 { months + 3 } else { months - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

/// A date as `YYYY-MM-DD`, whatever follows where it already begins so.
pub fn day(said: &str) -> Option<String> {
    let is_dashed = |day: &str| matches!(day.as_bytes(), [_, _, _, _, b'-', _, _, b'-', _, _, ..]);
    let full = |day: &str| is_dashed(day) && !day.starts_with("00") && Date::parse(day).is_some();
    let numbers: Vec<&str> = said.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let join = |year: &str, month: usize, day: &str| format!("{year}-{month:02}-{day:0>2}");
    let is_year = |part: &&&str| part.len() == 4;
    let written = if full(said) {
        return Some(said.to_owned());
    } else if let Some((digits, true)) = numbers.first().map(|first| (*first, matches!(first.len(), 8 | 14))) {
        format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..8])
    } else if let Some(month) = month(said) {
        let day = numbers.iter().find(|part| part.len() < 3)?;
        join(numbers.iter().find(is_year)?, month, day)
    } else {
        let [year, month, day, ..] = numbers[..] else { return None };
        join(Some(&year).filter(is_year)?, month.parse().ok()?, day)
    };
    full(&written).then_some(written)
}

/// The month named in a date, by the first three letters that internet dates have in any language.
fn month(said: &str) -> Option<usize> {
    const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";
    let words = said.split(|c: char| !c.is_alphabetic()).filter_map(|word| word.get(..3));
    let mut at = words.filter_map(|word| MONTHS.find(&word.to_ascii_lowercase())).filter(|at| at % 3 == 0);
    at.next().map(|at| at / 3 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_blanks_or_zeros_is_none() {
        assert!(["", " ", "0", "0000-00-00", "0000-00-00 00:00:00", "-"].into_iter().all(is_blank));
        assert!(!["2000-01-01", "001", "someday"].into_iter().any(is_blank));
    }

    #[test]
    fn a_date_may_be_written_in_many_ways() {
        for (date, expected) in [
            ("2024-01-31", "2024-01-31"),
            ("2024-01-31T23:30:00-05:00", "2024-01-31T23:30:00-05:00"),
            ("2024-01", "2024-01"),
            ("2024", "2024"),
            ("20240131", "2024-01-31"),
            ("20240131120000", "2024-01-31"),
            ("1706659200", "2024-01-31"),
            ("1706659200.0", "2024-01-31"),
            ("1706745599.9", "2024-01-31"),
            ("1706745600000", "2024-02-01"),
            ("1709164800000000", "2024-02-29"),
            ("951868799000000000", "2000-02-29"),
            ("946684799", "1999-12-31"),
            ("Wed, 31 Jan 2024 10:00:00 GMT", "2024-01-31"),
            ("January 31, 2024", "2024-01-31"),
            ("2024/1/31", "2024-01-31"),
            ("01/02/2024", "01/02/2024"),
            ("someday", "someday"),
            ("99999999", "99999999"),
        ] {
            assert_eq!(written(date.into()), expected, "{date}");
        }
    }
}
