//! The Poisson bootstrap: intervals that can be added up.
//!
//! The quotes of an article are not independent of one another, so articles are drawn, and not quotes. In each replicate an
//! article counts as often as a number drawn from the Poisson distribution of mean 1 says (Hanley and MacGibbon 2006; Chamandy
//! et al. 2012, "Estimating uncertainty for massive data streams"). That number follows from the article's own key, whatever
//! else there is, so that the sums of two sets of articles add up to the sums of both.

use super::interval::{FEWEST, Replicates};
use super::tally::Tally;
use serde::{Deserialize, Serialize, Serializer};
use std::cell::OnceCell;
use xxhash_rust::xxh3::xxh3_64;

/// How many other samples are drawn.
pub const REPLICATES: usize = 1000;

/// How often an article counts at most.
const MOST_DRAWS: usize = 8;

/// After so many articles an account holds the sums of all replicates and no longer each article: both take the same room.
const MANY: usize = REPLICATES;

/// What an article's draws follow from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ArticleKey(u32);

impl ArticleKey {
    /// The key of an article, by its id.
    pub fn of(id: &str) -> ArticleKey {
        ArticleKey(xxh3_64(id.as_bytes()) as u32)
    }

    /// The key as a number.
    pub fn number(self) -> u32 {
        self.0
    }

    /// How often an article of this key counts in each replicate. Each hash of the key and a number gives two draws of 16 bits.
    /// They are compared rather than looked up: a table of them is never in the cache when the next article comes.
    fn draws(self) -> [u16; REPLICATES] {
        /// The shares of draws of at least 1, 2, ... 8 in 65,536, rounded; they add up to 65,536, which makes the mean 1.
        const AT_LEAST: [u16; MOST_DRAWS] = [41427, 17317, 5263, 1244, 240, 39, 5, 1];
        const GOLDEN: u32 = 0x9E37_79B9;
        let mut draws = [0; REPLICATES];
        for (turn, pair) in (0u32..).zip(draws.chunks_exact_mut(2)) {
            let hash = mixed(self.0.wrapping_add(turn.wrapping_mul(GOLDEN)));
            pair[0] = hash as u16;
            pair[1] = (hash >> u16::BITS) as u16;
        }
        for draw in &mut draws {
            let bits = *draw;
            *draw = 0;
            for share in AT_LEAST {
                *draw += u16::from(bits < share);
            }
        }
        draws
    }
}

/// An article that is added to accounts. Its draws are made once, when the first account asks for them.
#[derive(Clone, Debug)]
pub struct Article {
    key: ArticleKey,
    draws: OnceCell<Box<[u16; REPLICATES]>>,
}

impl From<ArticleKey> for Article {
    fn from(key: ArticleKey) -> Article {
        Article { key, draws: OnceCell::new() }
    }
}

impl Article {
    /// An article, by its id.
    pub fn of(id: &str) -> Article {
        ArticleKey::of(id).into()
    }

    fn draws(&self) -> &[u16; REPLICATES] {
        self.draws.get_or_init(|| Box::new(self.key.draws()))
    }
}

/// The finalizer of MurmurHash3 (public domain): each bit depends on all.
#[inline]
fn mixed(mut bits: u32) -> u32 {
    bits ^= bits >> 16;
    bits = bits.wrapping_mul(0x85EB_CA6B);
    bits ^= bits >> 13;
    bits = bits.wrapping_mul(0xC2B2_AE35);
    bits ^ bits >> 16
}

/// What the replicates follow from: each article while they are few, then the sums.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Bootstrap {
    #[serde(serialize_with = "in_order")]
    Articles(Vec<Share>),
    Sums(Box<[Sum]>),
}

/// What an article adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(ArticleKey, u32, i64)", into = "(ArticleKey, u32, i64)")]
pub(super) struct Share {
    article: ArticleKey,
    stances: u32,
    sum: i64,
}

/// The sums of a replicate: the stances, and their scores in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u64, i64)", into = "(u64, i64)")]
pub(super) struct Sum {
    stances: u64,
    sum: i64,
}

impl From<(ArticleKey, u32, i64)> for Share {
    fn from((article, stances, sum): (ArticleKey, u32, i64)) -> Share {
        Share { article, stances, sum }
    }
}

impl From<Share> for (ArticleKey, u32, i64) {
    fn from(share: Share) -> Self {
        (share.article, share.stances, share.sum)
    }
}

impl From<(u64, i64)> for Sum {
    fn from((stances, sum): (u64, i64)) -> Sum {
        Sum { stances, sum }
    }
}

impl From<Sum> for (u64, i64) {
    fn from(sum: Sum) -> Self {
        (sum.stances, sum.sum)
    }
}

/// Articles are added in any order.
fn sorted(articles: &[Share]) -> Vec<Share> {
    let mut articles = articles.to_vec();
    articles.sort_unstable();
    articles
}

fn in_order<S: Serializer>(articles: &[Share], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(sorted(articles))
}

impl PartialEq for Bootstrap {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Bootstrap::Articles(own), Bootstrap::Articles(other)) => sorted(own) == sorted(other),
            (Bootstrap::Sums(own), Bootstrap::Sums(other)) => own == other,
            _ => false,
        }
    }
}

impl Eq for Bootstrap {}

impl Default for Bootstrap {
    fn default() -> Self {
        Bootstrap::Articles(Vec::new())
    }
}

impl Bootstrap {
    /// Adds an article with stances.
    pub(super) fn add(&mut self, article: &Article, tally: &Tally) {
        let share = Share { article: article.key, stances: tally.stances as u32, sum: tally.sum };
        match self {
            Bootstrap::Articles(articles) if articles.len() < MANY => articles.push(share),
            Bootstrap::Articles(articles) => {
                *self = Bootstrap::Sums(summed(articles));
                self.add(article, tally);
            }
            Bootstrap::Sums(sums) => share.add_to(sums, article.draws()),
        }
    }

    /// Adds what other articles say.
    pub(super) fn merge(&mut self, other: Bootstrap) {
        match (&mut *self, other) {
            (Bootstrap::Articles(own), Bootstrap::Articles(mut articles)) => {
                own.append(&mut articles);
                if own.len() > MANY {
                    *self = Bootstrap::Sums(summed(own));
                }
            }
            (Bootstrap::Sums(sums), Bootstrap::Articles(articles)) => {
                articles.iter().for_each(|share| share.add_to(sums, &share.article.draws()));
            }
            (Bootstrap::Articles(articles), Bootstrap::Sums(mut sums)) => {
                articles.iter().for_each(|share| share.add_to(&mut sums, &share.article.draws()));
                *self = Bootstrap::Sums(sums);
            }
            (Bootstrap::Sums(sums), Bootstrap::Sums(more)) => {
                for (own, more) in sums.iter_mut().zip(&more) {
                    own.stances += more.stances;
                    own.sum += more.sum;
                }
            }
        }
    }

    /// The mean of each replicate, for the mean of so many articles.
    pub(super) fn replicates(&self, mean: f64, articles: u64) -> Replicates {
        if articles < FEWEST {
            return Replicates::new(Vec::new(), mean, articles);
        }
        let sums = match self {
            Bootstrap::Articles(articles) => &summed(articles),
            Bootstrap::Sums(sums) => sums,
        };
        // Where no article was drawn, there is no mean: not a number.
        Replicates::new(sums.iter().map(|sum| sum.sum as f64 / sum.stances as f64).collect(), mean, articles)
    }

    pub(super) fn bytes(&self) -> usize {
        match self {
            Bootstrap::Articles(articles) => articles.len() * size_of::<Share>(),
            Bootstrap::Sums(sums) => size_of_val(&**sums),
        }
    }
}

/// The sums of all replicates.
fn summed(articles: &[Share]) -> Box<[Sum]> {
    let mut sums = vec![Sum::default(); REPLICATES].into_boxed_slice();
    articles.iter().for_each(|share| share.add_to(&mut sums, &share.article.draws()));
    sums
}

impl Share {
    /// Adds the article as often as it was drawn: its multiples are made before, for multiplying takes longer than looking up.
    fn add_to(self, sums: &mut [Sum], draws: &[u16; REPLICATES]) {
        let multiples: [Sum; MOST_DRAWS + 1] = std::array::from_fn(|times| Sum {
            stances: u64::from(self.stances) * times as u64,
            sum: self.sum * times as i64,
        });
        for (own, &times) in sums.iter_mut().zip(draws) {
            let more = &multiples[usize::from(times).min(MOST_DRAWS)];
            own.stances += more.stances;
            own.sum += more.sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_poisson() {
        let mut counts = [0u32; 9];
        let mut total = 0;
        for number in 0..1000 {
            for draw in ArticleKey::of(&number.to_string()).draws() {
                counts[usize::from(draw)] += 1;
                total += u32::from(draw);
            }
        }
        // A million draws: the mean's standard error is 0.001.
        assert!((995_000..1_005_000).contains(&total), "{total}");
        let e = std::f64::consts::E;
        let mut expected = 1e6 / e;
        for (draw, &count) in counts.iter().enumerate().take(6) {
            assert!((f64::from(count) - expected).abs() < 5.0 * expected.sqrt(), "{draw}: {count} of {expected}");
            expected /= draw as f64 + 1.0;
        }
    }
}
