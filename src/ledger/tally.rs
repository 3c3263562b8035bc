//! Counts and sums of stances.

use serde::{Deserialize, Serialize};

/// How warmly one holder spoke of one target, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many stances carry evidence: those the mean is taken over.
    pub stances: u64,
    /// How many stances carry none: the target was spoken of, no attitude was found.
    pub mentioned: u64,
    /// How many quotes speak of the target.
    pub quotes: u64,
    /// The sum of the scores, in thousandths.
    pub sum: i64,
    /// How many of the stances are positive.
    pub positive: u64,
    /// How many are neutral, with evidence.
    pub neutral: u64,
    /// How many are negative.
    pub negative: u64,
}

/// What a score is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Negative.
    Minus,
    /// Neutral.
    Zero,
    /// Positive.
    Plus,
}

impl Tally {
    /// The tally of one stance: its score in thousandths and sign, whether evidence backs it, and whether it stands in a
    /// quote that was not counted yet.
    pub fn of(score: i16, sign: Sign, evidence: bool, new_quote: bool) -> Tally {
        let quotes = u64::from(new_quote);
        if !evidence {
            return Tally { mentioned: 1, quotes, ..Tally::default() };
        }
        Tally {
            stances: 1,
            mentioned: 0,
            quotes,
            sum: i64::from(score),
            positive: u64::from(sign == Sign::Plus),
            neutral: u64::from(sign == Sign::Zero),
            negative: u64::from(sign == Sign::Minus),
        }
    }

    /// Adds another tally: associative and commutative, with the default as its zero.
    pub fn merge(&mut self, other: &Tally) {
        self.stances += other.stances;
        self.mentioned += other.mentioned;
        self.quotes += other.quotes;
        self.sum += other.sum;
        self.positive += other.positive;
        self.neutral += other.neutral;
        self.negative += other.negative;
    }

    /// Can it be what the stances of one article add up to? What a file says need not be.
    pub fn is_sound(&self) -> bool {
        const MOST: u64 = u32::MAX as u64;
        let counts = [self.stances, self.mentioned, self.quotes, self.positive, self.neutral, self.negative];
        counts.into_iter().all(|count| count <= MOST)
            && self.positive + self.neutral + self.negative == self.stances
            && self.sum.unsigned_abs() <= 1000 * self.stances
    }

    /// The mean score in thousandths, rounded half away from zero; nothing where no stance carries evidence.
    pub fn mean(&self) -> Option<i16> {
        let count = i64::try_from(self.stances).ok().filter(|&count| count > 0)?;
        let half = count / 2 * self.sum.signum();
        Some(((self.sum + half) / count) as i16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_taken_over_stances_with_evidence() {
        let mut tally = Tally::default();
        assert_eq!(tally.mean(), None);
        tally.merge(&Tally::of(0, Sign::Zero, false, true));
        assert_eq!((tally.mean(), tally.mentioned, tally.quotes), (None, 1, 1));
        tally.merge(&Tally::of(-500, Sign::Minus, true, true));
        tally.merge(&Tally::of(-201, Sign::Minus, true, false));
        assert_eq!((tally.mean(), tally.stances, tally.quotes, tally.negative), (Some(-351), 2, 2, 2));
        assert!(tally.is_sound() && !Tally { sum: i64::MIN, ..tally }.is_sound());
        assert!(!Tally { mentioned: u64::MAX, ..tally }.is_sound() && !Tally { positive: 1, ..tally }.is_sound());
    }
}
