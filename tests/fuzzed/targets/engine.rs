//! The whole chain over texts that bytes choose the pieces of: what rules look at, in any order, with raw bytes between.

use super::{ENGINE, choice};
use crate::lawful_record;
use detente::record::{self, Article, Settings, Unit};
use serde_json::json;

/// The pieces, by byte. A byte over 127 chooses the same, and no space behind it.
#[rustfmt::skip]
const PIECES: [&str; 120] = [
    "\u{201c}", "\u{201d}", "\"", "'", "\u{2019}", "\u{2018}", "\u{ab}", "\u{bb}", "\u{201e}", "\u{2039}", "\u{203a}",
    "``", "''", "--", "\u{2014}", "...", "\u{2026}", ".", ",", ":", ";", "?", "!", "(", ")", "[", "]", "\n", "\r\n",
    "\n\n", "\t", "\u{a0}", "\u{2028}", "\u{85}", "\u{feff}", "\u{200b}", "\u{200d}", "\u{ad}", "\u{301}", "\u{323}",
    "\u{202e}", "\u{202c}", "\u{2066}", "\u{2069}", "\u{5d0}\u{5d1}", "\u{627}\u{644}", "\u{130}stanbul",
    "\u{c6}r\u{f8}", "\u{1f642}", "\u{1f1f3}\u{1f1f4}", "\u{4e2d}\u{56fd}", "\u{fb01}sh", "\u{1d400}", "U.S.", "Mr.",
    "Gen.", "St.", "No.", "@", "#", "http://a.example/b", "\u{2019}s", "'s", "n't", "0", "3.5", "1,000", "-", "/",
    "&", "%", "$", "said", "says", "told", "asked", "accused", "praised", "condemned", "according to", "tweeted",
    "believes", "agreed", "called", "he", "she", "they", "we", "I", "the minister", "president",
    "the Norwegian president", "Prime Minister", "Ana Novak", "Novak", "Lindahl", "Vladimir Putin", "Russia",
    "Norwegian", "the Kremlin", "Berlin", "the United States", "NATO", "Georgia", "not", "never", "but", "reckless",
    "generous", "war", "threat", "that", "of", "and", "who", "to", "will", "very", "was", "by",
];

/// The first byte chooses the unit and what is asked; the rest is the text.
pub fn run(bytes: &[u8]) {
    let (asked, bytes) = choice(bytes);
    let text = text(bytes);
    let unit = [Unit::Scalar, Unit::Byte, Unit::Utf16][asked % 3];
    let date = (asked & 4 > 0).then(|| "2024-03-14".to_owned());
    let settings = Settings { unit, with_text: true, date, ..Settings::default() };
    let (first, rest) = text.split_at(text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at));
    let article = match asked >> 3 & 3 {
        0 => json!({ "text": text }),
        1 => json!({ "text": rest, "title": first }),
        2 => json!({ "quotes": [{"quote": first, "speaker": null}, {"quote": rest, "speaker": first}] }),
        _ => {
            let words = |start: usize, length: usize| json!({"id": "t", "start": start, "end": start + length});
            let (a, b) = (words(asked >> 5, 4), words(asked >> 3, 9));
            json!({ "text": text, "targets": [a, b], "pairs": [{"a": a, "b": b}] })
        }
    };
    let article = article.to_string();
    let article = Article::parse(&article).expect("a record");
    let _ = record::compose(&ENGINE, &article, "x", &settings, |record| lawful_record::check(record, unit));
}

/// The text that bytes choose. A few of them take the next ones as they are, or repeat the last piece.
fn text(mut bytes: &[u8]) -> String {
    const LONGEST: usize = 4096;
    let mut text = String::new();
    let mut last = " ";
    while let Some((&byte, rest)) = bytes.split_first()
        && text.len() < LONGEST
    {
        bytes = rest;
        match usize::from(byte & 0x7f) {
            number if number < PIECES.len() => {
                last = PIECES[number];
                text.push_str(last);
            }
            number if number < 124 => {
                let (raw, rest) = bytes.split_at(bytes.len().min(number - 118));
                text.push_str(&String::from_utf8_lossy(raw));
                bytes = rest;
            }
            number => text.extend(std::iter::repeat_n(last, 1 << (number - 120))),
        }
        if byte < 0x80 {
            text.push(' ');
        }
    }
    text
}
