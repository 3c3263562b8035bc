//! The Poisson bootstrap: intervals that can be added up.
//!
//! The quotes of an article are not independent of one another, so articles are drawn, and not quotes. In each replicate an
//! article counts as often as a number drawn from the Poisson distribution of mean 1 says (Hanley and MacGibbon 2006; Chamandy
//! et al. 2012, "Estimating uncertainty for massive data streams"). That number follows from the article's own key, whatever
//! else there is, so that the sums of two sets of articles add up to the sums of both.

use super::interval::{FEWEST, Replicates};
use super::tally::Tally;
use pulp::{Arch, NullaryFnOnce};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// How many other samples are drawn.
pub const REPLICATES: usize = 1000;

/// How often an article counts at most.
const MOST_DRAWS: usize = 8;

/// Up to so many articles are held as they are: after them the sums of all replicates take no more room.
const MANY: usize = REPLICATES;

/// So many articles wait before they are added to the sums, which are too many to be in the cache when the next comes.
const TURN: usize = 256;

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
    /// They are compared rather than looked up, many at a time.
    #[inline(always)]
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

/// The finalizer of MurmurHash3 (public domain): each bit depends on all.
#[inline(always)]
fn mixed(mut bits: u32) -> u32 {
    bits ^= bits >> 16;
    bits = bits.wrapping_mul(0x85EB_CA6B);
    bits ^= bits >> 13;
    bits = bits.wrapping_mul(0xC2B2_AE35);
    bits ^ bits >> 16
}

/// What the replicates follow from: the sums of articles, once there are many, and the articles that wait to be added to them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "InOrder", into = "InOrder")]
pub(super) struct Bootstrap {
    sums: Option<Box<Sums>>,
    waiting: Vec<Share>,
}

/// What an article adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Share {
    article: ArticleKey,
    stances: u32,
    sum: i64,
}

/// The sums of each replicate.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sums {
    stances: [u64; REPLICATES],
    /// Of their scores, in thousandths.
    scores: [i64; REPLICATES],
}

/// A bootstrap as it is stored: the same, in whatever order the articles came.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
enum InOrder {
    Articles(Vec<(ArticleKey, u32, i64)>),
    Sums(Vec<(u64, i64)>),
}

impl From<Bootstrap> for InOrder {
    fn from(bootstrap: Bootstrap) -> InOrder {
        if bootstrap.sums.is_some() {
            let Sums { stances, scores } = *bootstrap.all();
            return InOrder::Sums(stances.into_iter().zip(scores).collect());
        }
        let mut articles = bootstrap.waiting;
        articles.sort_unstable();
        InOrder::Articles(articles.into_iter().map(|share| (share.article, share.stances, share.sum)).collect())
    }
}

impl From<InOrder> for Bootstrap {
    fn from(told: InOrder) -> Bootstrap {
        match told {
            InOrder::Articles(articles) => {
                let share = |(article, stances, sum)| Share { article, stances, sum };
                Bootstrap { sums: None, waiting: articles.into_iter().map(share).collect() }
            }
            InOrder::Sums(replicates) => {
                let mut sums = Box::<Sums>::default();
                let places = sums.stances.iter_mut().zip(&mut sums.scores);
                places.zip(replicates).for_each(|((stances, scores), sum)| (*stances, *scores) = sum);
                Bootstrap { sums: Some(sums), waiting: Vec::new() }
            }
        }
    }
}

impl PartialEq for Bootstrap {
    fn eq(&self, other: &Self) -> bool {
        InOrder::from(self.clone()) == InOrder::from(other.clone())
    }
}

impl Eq for Bootstrap {}

impl Bootstrap {
    /// Adds an article with stances.
    pub(super) fn add(&mut self, article: ArticleKey, tally: &Tally) {
        self.waiting.push(Share { article, stances: tally.stances as u32, sum: tally.sum });
        self.settle();
    }

    /// Adds what other articles say.
    pub(super) fn merge(&mut self, mut other: Bootstrap) {
        self.sums = match (self.sums.take(), other.sums) {
            (Some(mut own), Some(more)) => {
                own.merge(&more);
                Some(own)
            }
            (own, more) => own.or(more),
        };
        self.waiting.append(&mut other.waiting);
        self.settle();
    }

    /// Adds the articles that wait to the sums, once it is time.
    fn settle(&mut self) {
        if self.waiting.len() > if self.sums.is_some() { TURN } else { MANY } {
            self.sums.get_or_insert_default().add(&self.waiting);
            self.waiting = Vec::new();
        }
    }

    /// The sums of all articles.
    fn all(&self) -> Box<Sums> {
        let mut sums = self.sums.clone().unwrap_or_default();
        sums.add(&self.waiting);
        sums
    }

    /// The mean of each replicate, for the mean of so many articles.
    pub(super) fn replicates(&self, mean: f64, articles: u64) -> Replicates {
        if articles < FEWEST {
            return Replicates::new(Vec::new(), mean, articles);
        }
        let Sums { stances, scores } = *self.all();
        // Where no article was drawn, there is no mean: not a number.
        let means = scores.iter().zip(stances).map(|(&scores, stances)| scores as f64 / stances as f64);
        Replicates::new(means.collect(), mean, articles)
    }

    /// How many bytes it takes at most until it holds more articles.
    pub(super) fn bytes(&self) -> usize {
        let (sums, waiting) = if self.sums.is_some() { (size_of::<Sums>(), TURN) } else { (0, self.waiting.len()) };
        sums + waiting * size_of::<Share>()
    }
}

impl Default for Sums {
    fn default() -> Sums {
        Sums { stances: [0; REPLICATES], scores: [0; REPLICATES] }
    }
}

impl Sums {
    /// Adds articles, with the widest registers that the machine has.
    fn add(&mut self, shares: &[Share]) {
        Arch::new().dispatch(Adding { sums: self, shares });
    }

    fn merge(&mut self, other: &Sums) {
        self.stances.iter_mut().zip(&other.stances).for_each(|(own, more)| *own += more);
        self.scores.iter_mut().zip(&other.scores).for_each(|(own, more)| *own += more);
    }
}

/// Articles that are to be added to sums, each as often as it was drawn.
struct Adding<'a> {
    sums: &'a mut Sums,
    shares: &'a [Share],
}

impl NullaryFnOnce for Adding<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Sums { stances, scores } = self.sums;
        for share in self.shares {
            let draws = share.article.draws();
            let (more_stances, more_scores) = (u64::from(share.stances), share.sum);
            for ((stances, scores), &times) in stances.iter_mut().zip(&mut *scores).zip(&draws) {
                *stances += u64::from(times) * more_stances;
                *scores += i64::from(times) * more_scores;
            }
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
