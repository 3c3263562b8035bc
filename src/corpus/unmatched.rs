//! The names that nobody of the gazetteer bears, counted over a whole run in bounded memory.
//!
//! Owns the counts. Names come in the order of the input, so that the counts are the same on any number of threads.

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many names are counted at once. Where there are more, all lose what the rarest has (Misra and Gries 1982): no count is
/// ever too high, and none too low by more than all that was counted over this number.
const CAPACITY: usize = 1 << 15;

/// How many are told.
const TOLD: usize = 100;

/// Counts in how many articles each name stands.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Counter {
    articles: FxHashMap<Box<str>, u64>,
}

/// A name that nobody of the gazetteer bears.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Unmatched {
    /// The name, as articles write it.
    pub name: String,
    /// In how many articles it stands, at least.
    pub articles: u64,
}

impl Counter {
    /// Counts a name of one more article.
    pub(super) fn add(&mut self, name: &str) {
        if let Some(count) = self.articles.get_mut(name) {
            *count += 1;
        } else if self.articles.len() < CAPACITY {
            self.articles.insert(name.into(), 1);
        } else {
            self.articles.retain(|_, count| {
                *count -= 1;
                *count > 0
            });
        }
    }

    /// The most frequent names, each in more than one article; the first in the alphabet first among equals.
    pub(super) fn most_frequent(&self) -> Vec<Unmatched> {
        let repeated = self.articles.iter().filter(|&(_, &articles)| articles > 1);
        let mut names: Vec<(&str, u64)> = repeated.map(|(name, &articles)| (&**name, articles)).collect();
        names.sort_by_key(|&(name, articles)| (std::cmp::Reverse(articles), name));
        let told = names.into_iter().take(TOLD);
        told.map(|(name, articles)| Unmatched { name: name.to_owned(), articles }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_names_outlast_any_number_of_rare_ones() {
        let mut counter = Counter::default();
        for rare in 0..3 * CAPACITY {
            counter.add(&format!("Novak {rare}"));
            counter.add("Ardania");
            if rare % 3 == 0 {
                counter.add("Belmark");
            }
        }
        assert!(counter.articles.len() <= CAPACITY);
        let names: Vec<String> = counter.most_frequent().into_iter().map(|row| row.name).collect();
        assert_eq!(names[..2], ["Ardania", "Belmark"]);
    }

    #[test]
    fn a_name_of_one_article_is_not_told() {
        let mut counter = Counter::default();
        ["Lindahl", "Novak", "Belmark", "Novak", "Belmark"].iter().for_each(|name| counter.add(name));
        let row = |name: &str, articles| Unmatched { name: name.to_owned(), articles };
        assert_eq!(counter.most_frequent(), [row("Belmark", 2), row("Novak", 2)]);
    }
}
