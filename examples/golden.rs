//! Prints the readings of the golden articles as `tests/golden/readings.tsv` has them.

#[path = "../tests/golden/compact.rs"]
mod compact;

fn main() {
    print!("{}", compact::HEADER);
    for article in compact::read(include_str!("../tests/golden/articles.jsonl")) {
        print!("{}", compact::written(&article));
    }
}
