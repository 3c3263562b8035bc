//! Shares: how often something is right in a gold set, and the floors that the shares must not fall below.

use std::collections::BTreeMap;
use std::path::Path;

/// How often something was right, and where it was not.
#[derive(Default)]
pub struct Share {
    right: usize,
    misses: Vec<String>,
}

impl Share {
    /// Counts once more; `miss` says where it was not right.
    pub fn count(&mut self, right: bool, miss: impl FnOnce() -> String) {
        if right { self.right += 1 } else { self.misses.push(miss()) }
    }

    fn value(&self) -> f64 {
        self.right as f64 / (self.right + self.misses.len()).max(1) as f64
    }
}

/// Shares by figure.
pub type Figures = BTreeMap<&'static str, Share>;

/// Prints the shares, and fails with the misses of those that fell below their floor in `floors.tsv` of a folder.
pub fn hold(figures: &Figures, folder: &str) {
    let table = std::fs::read_to_string(Path::new(folder).join("floors.tsv")).expect("the floors");
    let floors = floors(&table);
    assert!(figures.keys().eq(floors.keys()), "every figure has a floor");
    let mut fallen = Vec::new();
    for ((figure, share), floor) in figures.iter().zip(floors.values()) {
        let of = share.right + share.misses.len();
        println!("{figure}\t{:.3}\t{} of {of}", share.value(), share.right);
        if share.value() < *floor {
            fallen.push(format!("{figure}: {:.3}, below {floor}\n{}", share.value(), share.misses.join("\n")));
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n\n"));
}

/// The least share allowed, by figure.
fn floors(table: &str) -> BTreeMap<&str, f64> {
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|row| row.split_once('\t').expect("figure and floor"))
        .map(|(figure, floor)| (figure, floor.parse().expect("a share")))
        .collect()
}
