//! The tallies of many articles under one key.

use super::bootstrap::{ArticleKey, Bootstrap};
use super::interval::{Interval, Replicates};
use super::tally::Tally;
use serde::{Deserialize, Serialize};

/// Tallies of articles added up, with what the interval of their mean follows from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The sum of the tallies.
    pub tally: Tally,
    /// How many articles hold a stance with evidence. An article that was added in two halves counts twice.
    pub articles: u64,
    bootstrap: Bootstrap,
}

impl Account {
    /// Adds the tally of an article.
    pub fn add(&mut self, article: ArticleKey, tally: &Tally) {
        self.tally.merge(tally);
        if tally.stances > 0 {
            self.articles += 1;
            self.bootstrap.add(article, tally);
        }
    }

    /// Adds the account of other articles: associative and commutative, with the default as its zero.
    pub fn merge(&mut self, other: Account) {
        self.tally.merge(&other.tally);
        self.articles += other.articles;
        self.bootstrap.merge(other.bootstrap);
    }

    /// The mean score in thousandths, as of its tally.
    pub fn mean(&self) -> Option<i16> {
        self.tally.mean()
    }

    /// The 95% interval of the mean in thousandths; nothing under three articles.
    pub fn interval(&self) -> Option<Interval> {
        self.replicates().interval()
    }

    /// What the mean would have been in other samples of articles.
    pub fn replicates(&self) -> Replicates {
        let mean = self.tally.sum as f64 / self.tally.stances as f64;
        self.bootstrap.replicates(mean, self.articles)
    }

    /// How many bytes it takes beyond its own.
    pub fn bytes(&self) -> usize {
        self.bootstrap.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sign;
    use super::*;

    fn account(articles: &[(&str, &[i16])]) -> Account {
        let mut account = Account::default();
        for (id, scores) in articles {
            let mut tally = Tally::of(0, Sign::Zero, false, true);
            scores.iter().for_each(|&score| tally.merge(&Tally::of(score, Sign::Plus, true, true)));
            account.add(ArticleKey::of(id), &tally);
        }
        account
    }

    #[test]
    fn intervals_need_three_articles_and_hold_the_mean() {
        let two = account(&[("a", &[-500]), ("b", &[-100]), ("c", &[])]);
        assert_eq!((two.articles, two.tally.mentioned, two.interval()), (2, 3, None));
        let three = account(&[("a", &[-500]), ("b", &[-100]), ("c", &[-300])]);
        let Interval { low, high } = three.interval().expect("three articles");
        assert!(low < -300 && -300 < high, "{low} to {high}");
        let alike = account(&[("a", &[-300]), ("b", &[-300, -300]), ("c", &[-300])]);
        assert_eq!(alike.interval(), Some(Interval { low: -767, high: 567 }));
    }

    #[test]
    fn accounts_are_the_same_however_they_are_merged() {
        let ids: Vec<String> = (0..3000).map(|number| format!("article {number}")).collect();
        let scores: Vec<[i16; 2]> = (0..3000).map(|number| [number % 901 - 450, number % 7 * 100]).collect();
        let articles: Vec<(&str, &[i16])> = ids.iter().map(String::as_str).zip(scores.iter().map(|s| &s[..])).collect();
        let whole = account(&articles);
        for cuts in [[1, 2], [700, 1500], [1024, 2048], [1500, 2999]] {
            let mut parts = [&articles[..cuts[0]], &articles[cuts[0]..cuts[1]], &articles[cuts[1]..]].map(account);
            let mut merged = Account::default();
            parts.reverse();
            parts.into_iter().for_each(|part| merged.merge(part));
            assert_eq!(merged, whole);
            assert_eq!(serde_json::to_string(&merged).unwrap(), serde_json::to_string(&whole).unwrap());
        }
        let told = serde_json::to_string(&account(&articles[..9])).unwrap();
        assert_eq!(serde_json::from_str::<Account>(&told).unwrap(), account(&articles[..9]));
    }
}
