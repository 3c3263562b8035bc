//! Files of records and of texts, by their names or told by their first bytes.

use super::{ENGINE, choice};
use crate::lawful_record;
use detente::corpus::{Input, Reading};
use detente::record::{self, Fields, Settings, Unit};
use std::io::Cursor;

const NAMES: [&str; 8] = ["a.jsonl", "a.json", "a.csv", "a.tsv", "a.txt", "a", "-", "a.json.gz"];

/// The first byte chooses the name.
pub fn run(bytes: &[u8]) {
    let (choice, bytes) = choice(bytes);
    read(NAMES[choice % NAMES.len()], bytes.to_vec());
}

/// Reads a file; the articles that can be read are scored, if they are not many or long.
pub fn read(name: &str, bytes: Vec<u8>) {
    const MOST: usize = 8;
    const LONGEST: usize = 4096;
    let Ok(input) = Input::of(name, Cursor::new(bytes), Reading::default()) else { return };
    let mut scored = 0;
    for given in input {
        let place = given.as_ref().map_or_else(|reject| &reject.place, |item| &item.place);
        assert!(&*place.file == name && place.line != Some(0) && place.row != Some(0));
        let Ok(item) = given else { continue };
        let Ok(opened) = item.open(&Fields::default()) else { continue };
        if item.len() <= LONGEST && scored < MOST {
            scored += 1;
            let settings = Settings { with_text: true, ..Settings::default() };
            let place = item.place.to_string();
            let _ = record::compose(&ENGINE, &opened.article, &place, &settings, |record| {
                if record.skipped.is_none() {
                    lawful_record::check(record, Unit::Scalar);
                }
            });
        }
    }
}
