//! Ledger: stances added up.
//!
//! Owns sums and counts, in integers, so that any order and any number of threads give the same result, and the intervals
//! that follow from them. It adds what it is given and never looks at words.
//!
//! What an article says is a [`Tally`]; the tallies of many articles under one key are an [`Account`]; a [`Ledger`] is the
//! accounts of all keys.

mod account;
mod bootstrap;
mod interval;
mod tally;

pub use account::Account;
pub use bootstrap::{ArticleKey, REPLICATES};
pub use interval::{Interval, Replicates};
pub use tally::{Sign, Tally};

use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;

/// Accounts by key, in the order of the keys. Serialized as pairs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<(K, Account)>", bound(deserialize = "K: Ord + Deserialize<'de>"))]
pub struct Ledger<K> {
    accounts: BTreeMap<K, Account>,
}

impl<K> Default for Ledger<K> {
    fn default() -> Self {
        Ledger { accounts: BTreeMap::new() }
    }
}

impl<K: Serialize> Serialize for Ledger<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.accounts)
    }
}

impl<K: Ord> From<Vec<(K, Account)>> for Ledger<K> {
    fn from(accounts: Vec<(K, Account)>) -> Self {
        Ledger { accounts: accounts.into_iter().collect() }
    }
}

impl<K: Ord> Ledger<K> {
    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.accounts.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }

    /// Adds what an article says under a key. Returns by how many bytes the account grew beyond its own.
    pub fn add(&mut self, key: K, article: ArticleKey, tally: &Tally) -> usize {
        let account = self.accounts.entry(key).or_default();
        let before = account.bytes();
        account.add(article, tally);
        account.bytes() - before
    }

    /// Adds another ledger, of other articles.
    pub fn merge(&mut self, other: Ledger<K>) {
        for (key, account) in other.accounts {
            self.accounts.entry(key).or_default().merge(account);
        }
    }

    /// All keys with their accounts, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &Account)> {
        self.accounts.iter()
    }
}

impl<K> IntoIterator for Ledger<K> {
    type Item = (K, Account);
    type IntoIter = std::collections::btree_map::IntoIter<K, Account>;

    fn into_iter(self) -> Self::IntoIter {
        self.accounts.into_iter()
    }
}
