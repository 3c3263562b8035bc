//! Copies: articles of one run or several that are nearly the same, as a report of an agency is in many papers.
//!
//! Two articles are copies of one another where their sketches differ in at most 3 of 64 bits (Manku, Jain and Das Sarma
//! 2007), and so are the copies of copies. Of four bands of 16 bits one at least is then the same, so that only articles of
//! one band are compared. The first by date, then by the hash of its id, stands for all, whatever order they come in.

use super::stored::{Block, Stored};
use crate::error::Result;
use crate::gazetteer::Date;
use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

/// In how many bits the sketches of copies differ at most.
const MOST: u32 = 3;

/// The bands of a sketch, one more than the bits that may differ.
const BANDS: u32 = MOST + 1;

/// The articles of some runs, with their sketches.
#[derive(Clone, Debug, Default)]
pub struct Sketches {
    articles: Vec<Article>,
}

/// An article, in the order in which one stands for its copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Article {
    date: Date,
    /// The hash of its id.
    id: u64,
    sketch: u64,
    run: usize,
}

/// The articles that another stands for.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    articles: FxHashSet<(usize, u64)>,
}

impl Sketches {
    /// Adds an article of the run of that number. An article without a sketch (0) is nobody's copy.
    pub fn add(&mut self, run: usize, id: &str, date: Option<Date>, sketch: u64) {
        self.articles.push(Article { date: date.unwrap_or(Date::NEVER), id: hash(id), sketch, run });
    }

    /// The columns of `articles` that tell of copies.
    pub const COLUMNS: [&str; 3] = ["id", "date", "sketch"];

    /// Adds the articles of a block of [`Sketches::COLUMNS`].
    pub fn read(&mut self, run: usize, block: &Block) -> Result<()> {
        block.each(|cells| {
            let [id, date, sketch] = cells else { return };
            let date = date.text().and_then(Date::parse);
            self.add(run, id.text().unwrap_or_default(), date, sketch.sketch().unwrap_or_default());
        })
    }

    /// Adds those of other articles.
    pub fn merge(&mut self, other: Sketches) {
        self.articles.extend(other.articles);
    }

    /// Tells which articles are copies. An id stands for all articles of its run that have it: it is a copy where all of them are.
    pub fn copies(&self) -> Copies {
        let mut sketches: Vec<u64> =
            self.articles.iter().map(|article| article.sketch).filter(|&sketch| sketch != 0).collect();
        sketches.sort_unstable();
        sketches.dedup();
        let mut groups = Groups { leader: (0..sketches.len()).collect() };
        join_near(&sketches, &mut (0..sketches.len()).collect::<Vec<_>>(), u64::MAX, &mut groups);
        let mut group = |article: &Article| sketches.binary_search(&article.sketch).ok().map(|at| groups.leader(at));
        let mut first: Vec<Option<Article>> = vec![None; sketches.len()];
        for article in &self.articles {
            if let Some(group) = group(article) {
                first[group] = Some(first[group].map_or(*article, |first| first.min(*article)));
            }
        }
        let stands = |article: &Article, group: Option<usize>| {
            group.and_then(|group| first[group]).is_none_or(|first| (first.run, first.id) == (article.run, article.id))
        };
        let (mut copies, mut others) = (FxHashSet::default(), Vec::new());
        for article in &self.articles {
            if stands(article, group(article)) {
                others.push((article.run, article.id));
            } else {
                copies.insert((article.run, article.id));
            }
        }
        for other in &others {
            copies.remove(other);
        }
        Copies { articles: copies }
    }

    /// How many of the articles that count have the id of another one that counts.
    pub fn sharing(&self, copies: &Copies) -> u64 {
        let counted = self.articles.iter().filter(|article| !copies.articles.contains(&(article.run, article.id)));
        let mut ids: Vec<u64> = counted.map(|article| article.id).collect();
        ids.sort_unstable();
        ids.chunk_by(|a, b| a == b).map(|alike| alike.len() as u64).filter(|&count| count > 1).sum()
    }
}

impl Copies {
    /// The copies within one run.
    pub fn within(run: &Stored) -> Result<Copies> {
        let mut sketches = Sketches::default();
        for block in run.table("articles", Sketches::COLUMNS)? {
            sketches.read(0, &block?)?;
        }
        Ok(sketches.copies())
    }

    /// Does another article stand for this one of the run of that number?
    pub fn contains(&self, run: usize, id: &str) -> bool {
        !self.articles.is_empty() && self.articles.contains(&(run, hash(id)))
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.articles.len() as u64
    }
}

/// Joins those of some sketches that differ in few enough of some bits, and are the same in all others. Of so many bands of the bits
/// one at least is the same for both: only sketches of one band are compared, and where these are many, by bands of the bits that
/// are left, so that no number of sketches with much in common takes time with its square.
fn join_near(sketches: &[u64], among: &mut [usize], bits: u64, groups: &mut Groups) {
    /// So many are compared each with each.
    const FEW: usize = 32;
    let (all, any) = among.iter().fold((u64::MAX, 0), |(all, any), &at| (all & sketches[at], any | sketches[at]));
    let bits = bits & any & !all;
    if among.len() <= FEW || bits.count_ones() < BANDS {
        for (index, &a) in among.iter().enumerate() {
            for &b in &among[index + 1..] {
                if (sketches[a] ^ sketches[b]).count_ones() <= MOST {
                    groups.join(a, b);
                }
            }
        }
        return;
    }
    for band in bands(bits) {
        among.sort_unstable_by_key(|&at| sketches[at] & band);
        for alike in among.chunk_by_mut(|&a, &b| (sketches[a] ^ sketches[b]) & band == 0) {
            if alike.len() > 1 {
                join_near(sketches, alike, bits & !band, groups);
            }
        }
    }
}

/// Some bits in bands, about as many in each.
fn bands(bits: u64) -> [u64; BANDS as usize] {
    let mut bands = [0; BANDS as usize];
    let (mut left, count) = (bits, bits.count_ones() as usize);
    for nth in 0..count {
        let lowest = left & left.wrapping_neg();
        bands[nth * bands.len() / count] |= lowest;
        left ^= lowest;
    }
    bands
}

fn hash(id: &str) -> u64 {
    xxh3_64(id.as_bytes())
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
    fn an_id_is_a_copy_where_all_its_articles_are() {
        const SKETCH: u64 = 0x0123_4567_89AB_CDEF;
        let day = |day| format!("2024-05-0{day}");
        let (first, second, third) = (day(1), day(2), day(3));
        let articles = [(0, "y", &*first, SKETCH), (0, "x", &*second, !SKETCH), (0, "x", &*third, SKETCH)];
        assert!(copies(&articles).is_empty());
        assert_eq!(copies(&[articles[0], articles[2]]), [(0, "x".to_owned())]);
        let mut sketches = Sketches::default();
        articles.iter().for_each(|&(run, id, date, sketch)| sketches.add(run, id, Date::parse(date), sketch));
        sketches.add(1, "y", None, 7);
        assert_eq!(sketches.sharing(&Copies::default()), 4);
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
