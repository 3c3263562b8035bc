//! Copies: articles of one run or several that are nearly the same, as a report of an agency is in many papers.
//!
//! Two articles are copies of one another where their sketches differ in at most 3 of 64 bits (Manku, Jain and Das Sarma
//! 2007), and so are the copies of copies. Of four bands of 16 bits one at least is then the same, so that only articles of
//! one band are compared. The first by date, then by id, stands for all, whatever order they come in.

use super::stored::Stored;
use crate::error::Result;
use crate::gazetteer::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

/// In how many bits the sketches of copies differ at most.
const MOST: u32 = 3;

/// The bands of a sketch, one more than the bits that may differ.
const BANDS: u32 = MOST + 1;

/// The articles of some runs, by their sketches.
#[derive(Clone, Debug, Default)]
pub struct Sketches {
    /// Sketches with the articles that have them.
    articles: FxHashMap<u64, Vec<Article>>,
}

/// An article, in the order in which one stands for its copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Article {
    date: Date,
    article: u64,
    run: usize,
}

/// The articles that another stands for.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    articles: FxHashSet<(usize, u64)>,
    counted: u64,
}

impl Sketches {
    /// Adds an article of the run of that number. An article without a sketch is nobody's copy.
    pub fn add(&mut self, run: usize, id: &str, date: Option<Date>, sketch: u64) {
        if sketch != 0 {
            let article = Article { date: date.unwrap_or(Date::NEVER), article: xxh3_64(id.as_bytes()), run };
            self.articles.entry(sketch).or_default().push(article);
        }
    }

    /// Tells which articles are copies.
    pub fn copies(mut self) -> Copies {
        let mut sketches: Vec<u64> = self.articles.keys().copied().collect();
        sketches.sort_unstable();
        let mut groups = Groups { leader: (0..sketches.len()).collect() };
        for band in 0..BANDS {
            let width = u64::BITS / BANDS;
            let of = |&at: &usize| sketches[at] >> (band * width) & ((1 << width) - 1);
            let mut order: Vec<usize> = (0..sketches.len()).collect();
            order.sort_unstable_by_key(of);
            for alike in order.chunk_by(|a, b| of(a) == of(b)) {
                for (index, &a) in alike.iter().enumerate() {
                    for &b in &alike[index + 1..] {
                        if (sketches[a] ^ sketches[b]).count_ones() <= MOST {
                            groups.join(a, b);
                        }
                    }
                }
            }
        }
        let mut members: FxHashMap<usize, Vec<Article>> = FxHashMap::default();
        for (at, sketch) in sketches.iter().enumerate() {
            let articles = self.articles.remove(sketch).unwrap_or_default();
            members.entry(groups.leader(at)).or_default().extend(articles);
        }
        let mut copies = Copies::default();
        for articles in members.values() {
            let first = articles.iter().min().expect("a sketch of an article");
            let others = articles.iter().filter(|other| (other.run, other.article) != (first.run, first.article));
            for copy in others {
                copies.counted += 1;
                copies.articles.insert((copy.run, copy.article));
            }
        }
        copies
    }
}

impl Copies {
    /// The copies within one run.
    pub fn within(run: &Stored) -> Result<Copies> {
        let mut sketches = Sketches::default();
        for block in run.table("articles", &["id", "date", "sketch"])? {
            block?.each(|cells| {
                let [id, date, sketch] = cells else { return };
                let date = date.text().and_then(Date::parse);
                sketches.add(0, id.text().unwrap_or_default(), date, sketch.sketch().unwrap_or_default());
            })?;
        }
        Ok(sketches.copies())
    }

    /// Does another article stand for this one of the run of that number?
    pub fn contains(&self, run: usize, id: &str) -> bool {
        !self.articles.is_empty() && self.articles.contains(&(run, xxh3_64(id.as_bytes())))
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.counted
    }
}

/// Sets that are joined (Tarjan's union-find): each member points toward the leader of its set.
struct Groups {
    leader: Vec<usize>,
}

impl Groups {
    fn leader(&mut self, mut at: usize) -> usize {
        while self.leader[at] != at {
            self.leader[at] = self.leader[self.leader[at]];
            at = self.leader[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.leader(a), self.leader(b));
        self.leader[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of articles by run, id, date and sketch those that are copies.
    fn copies(articles: &[(usize, &str, &str, u64)]) -> Vec<(usize, String)> {
        let mut sketches = Sketches::default();
        for &(run, id, date, sketch) in articles {
            sketches.add(run, id, Date::parse(date), sketch);
        }
        let copies = sketches.copies();
        let found: Vec<_> = articles.iter().filter(|(run, id, ..)| copies.contains(*run, id)).collect();
        assert_eq!(found.len() as u64, copies.count());
        found.into_iter().map(|(run, id, ..)| (*run, (*id).to_owned())).collect()
    }

    #[test]
    fn the_first_stands_for_its_copies_and_theirs() {
        const SKETCH: u64 = 0x0123_4567_89AB_CDEF;
        let articles = [
            (0, "late", "2024-05-03", SKETCH),
            (1, "early", "2024-05-01", SKETCH ^ 0x8000_0000_0000_0101),
            (1, "copy of a copy", "", SKETCH ^ 0x8000_0001_0001_0101),
            (0, "other", "2024-05-01", !SKETCH),
            (0, "empty", "2024-05-01", 0),
            (0, "empty too", "2024-05-01", 0),
            (0, "four bits apart", "2024-05-01", SKETCH ^ 0x0001_0001_0010_0010_u64.rotate_left(8)),
        ];
        let expected = vec![(0, "late".to_owned()), (1, "copy of a copy".to_owned())];
        assert_eq!(copies(&articles), expected);
        let mut backward = articles;
        backward.reverse();
        let mut found = copies(&backward);
        found.reverse();
        assert_eq!(found, expected);
    }
}
