//! Nothing changes in silence: 60 articles of our own are read as `tests/golden/readings.tsv` tells. That is a snapshot of the
//! engine and no gold; its README says how to renew it.

#[path = "golden/compact.rs"]
mod compact;

use detente::record::DifferenceKind;
use detente::report::{Shown, Style};
use detente::study::diff::compare;
use std::path::Path;

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    std::fs::read_to_string(path).expect("a file of the golden readings")
}

#[test]
fn readings_are_what_they_were() {
    let (was, is) = (compact::parsed(&file("readings.tsv")), compact::read(&file("articles.jsonl")));
    let ids = |articles: &[detente::study::diff::Article]| -> Vec<String> {
        articles.iter().map(|article| article.id.clone()).collect()
    };
    assert_eq!(ids(&was), ids(&is), "the articles are others: renew the readings");
    assert_eq!(is.len(), 60);
    let mut shown = Shown::new(Style { width: 160, colour: false });
    let mut told = String::new();
    for (was, is) in was.iter().zip(&is) {
        for difference in compare(was, is).differences {
            told += &shown.lines(&difference);
            if difference.difference == DifferenceKind::Detail {
                let [from, to] = [&difference.from, &difference.to].map(|cell| cell.as_deref().unwrap_or_default());
                told += &format!("  {} [{}]: {from} → {to}\n", difference.article, difference.quote.unwrap_or(-1));
            }
        }
    }
    assert!(
        told.is_empty(),
        "readings changed; if that is meant, tests/golden/README.md says how to renew them\n{told}"
    );
    // What is compared is all that is written.
    let written: String = is.iter().map(compact::written).collect();
    assert!(file("readings.tsv") == compact::HEADER.to_owned() + &written, "the lines of readings.tsv are others");
}
