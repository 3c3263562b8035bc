//! Laws that hold on any input: reading never fails, and what a record says of the text is true of it.

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

/// The words between two offsets, counted the slow way.
fn words(text: &str, unit: Unit, start: u32, end: u32) -> String {
    let (start, end) = (start as usize, end as usize);
    match unit {
        Unit::Byte => text[start..end].to_owned(),
        Unit::Scalar => text.chars().skip(start).take(end - start).collect(),
        Unit::Utf16 => {
            String::from_utf16(&text.encode_utf16().collect::<Vec<u16>>()[start..end]).expect("whole characters")
        }
    }
}

fn check(article: &Article, unit: Unit) -> Result<(), TestCaseError> {
    let settings = Settings { unit, with_text: true, date: Some("2024-03-14".into()), ..Settings::default() };
    let checked = record::compose(&ENGINE, article, "x", &settings, |record| {
        let text = record.text.as_deref().expect("with text");
        for quote in &record.quotes {
            let pieces: Vec<String> = quote.spans.iter().map(|span| words(text, unit, span.start, span.end)).collect();
            prop_assert_eq!(pieces.join(" … "), quote.text.as_ref());
            if let Some(cue) = &quote.cue {
                prop_assert_eq!(words(text, unit, cue.start, cue.end), cue.text);
            }
            if let Some((speaker, start)) = quote.speaker.as_ref().and_then(|speaker| Some((speaker, speaker.start?))) {
                let said_by = words(text, unit, start, speaker.end.expect("both or none"));
                prop_assert_eq!(Some(said_by.as_str()), speaker.mention);
            }
            prop_assert!(quote.parent.is_none_or(|parent| parent < record.quotes.len() && parent != quote.id));
        }
        for stance in &record.stances {
            let sum: i32 = stance.evidence.iter().map(|evidence| i32::from(evidence.contribution.0)).sum();
            prop_assert_eq!(sum, i32::from(stance.score.0));
            prop_assert!(stance.label == "neutral" || !stance.evidence.is_empty());
            prop_assert!(stance.quote.is_none_or(|quote| quote < record.quotes.len()));
            for evidence in &stance.evidence {
                prop_assert_eq!(words(text, unit, evidence.start, evidence.end), evidence.term);
            }
        }
        let json = serde_json::to_string(record).expect("JSON");
        prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
        Ok(())
    });
    checked.expect("the article asks for nothing that it does not hold")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in text(), unit in prop::sample::select(vec![Unit::Scalar, Unit::Byte, Unit::Utf16])) {
        check(&Article::from_text(text), unit)?;
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
            check(&article, Unit::Scalar)?;
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
