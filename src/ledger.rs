//! Ledger: stances added up.
//!
//! Owns sums and counts, in integers, so that any order and any number of threads give the same result. It adds what it
//! is given and never looks at words.

use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;

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
    /// How many articles hold a stance with evidence.
    pub articles: u64,
    /// Over articles: the sum squared, the sum times the count, the count squared.
    moments: [i128; 3],
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
            ..Tally::default()
        }
    }

    /// The tally of one article, whose stances alone were added. The quotes of an article are not independent of one
    /// another, so that the article is the unit of the interval.
    pub fn of_article(self) -> Tally {
        let (sum, count) = (i128::from(self.sum), i128::from(self.stances));
        Tally { articles: u64::from(count > 0), moments: [sum * sum, sum * count, count * count], ..self }
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
        self.articles += other.articles;
        for (own, more) in self.moments.iter_mut().zip(other.moments) {
            *own += more;
        }
    }

    /// The mean score in thousandths, rounded half away from zero; nothing where no stance carries evidence.
    pub fn mean(&self) -> Option<i16> {
        let count = i64::try_from(self.stances).ok().filter(|&count| count > 0)?;
        let half = count / 2 * self.sum.signum();
        Some(((self.sum + half) / count) as i16)
    }

    /// The 95% interval of the mean in thousandths, from the spread between articles (the ratio estimator of cluster
    /// sampling, with Student's t); nothing under three articles.
    pub fn interval(&self) -> Option<(i16, i16)> {
        const FEWEST: u64 = 3;
        if self.articles < FEWEST {
            return None;
        }
        let (count, articles) = (self.stances as f64, self.articles as f64);
        let mean = self.sum as f64 / count;
        let [squares, products, counts] = self.moments.map(|moment| moment as f64);
        let spread = (squares - 2.0 * mean * products + mean * mean * counts).max(0.0);
        let error = (articles / (articles - 1.0) * spread).sqrt() / count;
        let width = student(self.articles - 1) * error;
        let bound = |value: f64| value.round().clamp(-1000.0, 1000.0) as i16;
        Some((bound(mean - width), bound(mean + width)))
    }
}

/// The two-sided 95% point of Student's t.
fn student(freedom: u64) -> f64 {
    const POINTS: [f64; 30] = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];
    POINTS.get(freedom.saturating_sub(1) as usize).copied().unwrap_or(1.96)
}

/// Tallies by key, in the order of the keys. Serialized as pairs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<(K, Tally)>", bound(deserialize = "K: Ord + Deserialize<'de>"))]
pub struct Ledger<K> {
    tallies: BTreeMap<K, Tally>,
}

impl<K> Default for Ledger<K> {
    fn default() -> Self {
        Ledger { tallies: BTreeMap::new() }
    }
}

impl<K: Serialize> Serialize for Ledger<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.tallies)
    }
}

impl<K: Ord> From<Vec<(K, Tally)>> for Ledger<K> {
    fn from(cells: Vec<(K, Tally)>) -> Self {
        Ledger { tallies: cells.into_iter().collect() }
    }
}

impl<K: Ord> Ledger<K> {
    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.tallies.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.tallies.is_empty()
    }

    /// Adds a tally under a key.
    pub fn add(&mut self, key: K, tally: &Tally) {
        self.tallies.entry(key).or_default().merge(tally);
    }

    /// Adds another ledger.
    pub fn merge(&mut self, other: Ledger<K>) {
        for (key, tally) in other.tallies {
            self.add(key, &tally);
        }
    }

    /// All keys with their tallies, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &Tally)> {
        self.tallies.iter()
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
    }

    fn article(scores: &[i16]) -> Tally {
        let mut tally = Tally::of(0, Sign::Zero, false, true);
        for &score in scores {
            tally.merge(&Tally::of(score, if score < 0 { Sign::Minus } else { Sign::Plus }, true, true));
        }
        tally.of_article()
    }

    #[test]
    fn merging_is_commutative_and_associative() {
        let (a, b, c) = (article(&[-500]), article(&[100, 300]), article(&[250, -50, 0]));
        let merged = |parts: [&Tally; 3]| {
            let mut sum = Tally::default();
            parts.iter().for_each(|part| sum.merge(part));
            sum
        };
        assert_eq!(merged([&a, &b, &c]), merged([&c, &a, &b]));
        let (mut left, mut right) = (a, b);
        right.merge(&c);
        left.merge(&right);
        assert_eq!(left, merged([&a, &b, &c]));
    }

    #[test]
    fn intervals_need_three_articles_and_hold_the_mean() {
        let mut tally = article(&[-500]);
        tally.merge(&article(&[-100]));
        tally.merge(&article(&[]));
        assert_eq!((tally.articles, tally.interval()), (2, None));
        tally.merge(&article(&[-300]));
        // One stance an article: t(2) * 200 / sqrt(3) = 496.9.
        assert_eq!((tally.mean(), tally.interval()), (Some(-300), Some((-797, 197))));
    }
}
