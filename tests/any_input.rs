//! Laws that hold on any input: reading never fails, and what a record says of the text is true of it.

#[path = "lawful/record.rs"]
mod lawful;

use detente::Engine;
use detente::record::{self, Article, Settings, Unit};
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

/// Text made of the signs that rules look at, in any order, with words and any characters between them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "“", "”", "\"", "'", "’", "‘", "«", "»", "--", "—", "...", ".", ",", ":", ";", "?", "(", ")", "[", "\n", "\r\n",
            "\n\n", "\u{2028}", "\u{feff}", "\u{200b}", "\u{301}", "U.S.", "Mr.", "@", "#", "http://", "’s", "n't", "0", "-",
        ]).prop_map(str::to_owned),
        6 => prop::sample::select(vec![
            "said", "accused", "praised", "according to", "told", "he", "she", "they", "we", "the minister", "president",
            "Ana Novak", "Novak", "Russia", "Norwegian", "the Kremlin", "Berlin", "not", "never", "but", "reckless",
            "generous", "war", "that", "of", "and", "who", "which", "İstanbul", "Ærø", "🙂", "ÅÄÖ", "中国",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    let joint = prop::sample::select(vec![" ", " ", " ", "", "\n"]);
    prop::collection::vec((piece, joint), 0..60)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, joint)| piece + joint).collect())
}

fn check(article: &Article, unit: Unit) {
    let settings = Settings { unit, with_text: true, date: Some("2024-03-14".into()), ..Settings::default() };
    record::compose(&ENGINE, article, "x", &settings, |record| lawful::check(record, unit))
        .expect("the article asks for nothing that it does not hold");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in text(), unit in prop::sample::select(vec![Unit::Scalar, Unit::Byte, Unit::Utf16])) {
        check(&Article::from_text(text), unit);
    }

    #[test]
    fn any_given_quotes_are_read(quotes in prop::collection::vec((text(), prop::option::of(text())), 1..4)) {
        let quotes: Vec<_> = quotes
            .into_iter()
            .map(|(quote, speaker)| serde_json::json!({"quote": quote, "speaker": speaker}))
            .collect();
        let json = serde_json::json!({ "quotes": quotes }).to_string();
        let article = Article::parse(&json).expect("a record");
        if article.quotes.iter().all(|given| !given.quote.trim().is_empty()) {
            check(&article, Unit::Scalar);
        }
    }

    #[test]
    fn any_question_is_answered_or_refused(text in text(), start in 0u32..80, length in 0u32..20) {
        let span = serde_json::json!({"id": "t", "start": start, "end": start + length});
        let json = serde_json::json!({
            "text": text, "targets": [&span], "pairs": [{"a": &span, "b": {"start": 0, "end": 1}}],
        });
        let json = json.to_string();
        let article = Article::parse(&json).expect("a record");
        let answered = record::compose(&ENGINE, &article, "x", &Settings::default(), |record| {
            (record.targets.len(), record.pairs.len())
        });
        let inside = (start + length).max(1) as usize <= text.chars().count();
        prop_assert_eq!(answered.ok(), inside.then_some((1, 1)));
    }

    #[test]
    fn any_line_is_a_record_or_an_error(line in "\\PC*|\\{\"text\":.*\\}") {
        if let Ok(article) = Article::parse(&line) {
            let _ = record::compose(&ENGINE, &article, "x", &Settings::default(), |record| record.quotes.len());
        }
    }
}
