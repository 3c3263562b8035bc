//! What must be true of a record, whatever stands in its text.

use detente::record::{Record, Unit};

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

/// A record, which carries its text, tells nothing of it that is not so.
pub fn check(record: &Record, unit: Unit) {
    let text = record.text.as_deref().expect("with text");
    for quote in &record.quotes {
        let pieces: Vec<String> = quote.spans.iter().map(|span| words(text, unit, span.start, span.end)).collect();
        assert_eq!(pieces.join(" … "), quote.text.as_ref());
        if let Some(cue) = &quote.cue {
            assert_eq!(words(text, unit, cue.start, cue.end), cue.text);
        }
        if let Some((speaker, start)) = quote.speaker.as_ref().and_then(|speaker| Some((speaker, speaker.start?))) {
            let said_by = words(text, unit, start, speaker.end.expect("both or none"));
            assert_eq!(Some(said_by.as_str()), speaker.mention);
        }
        assert!(quote.parent.is_none_or(|parent| parent < record.quotes.len() && parent != quote.id));
    }
    for stance in &record.stances {
        let sum: i32 = stance.evidence.iter().map(|evidence| i32::from(evidence.contribution.0)).sum();
        assert_eq!(sum, i32::from(stance.score.0));
        assert!(stance.score.0.abs() <= 1000);
        assert!(stance.label == "neutral" || !stance.evidence.is_empty());
        assert!(stance.quote.is_none_or(|quote| quote < record.quotes.len()));
        for evidence in &stance.evidence {
            assert_eq!(words(text, unit, evidence.start, evidence.end), evidence.term);
        }
    }
    let json = serde_json::to_string(record).expect("JSON");
    // What the input brought may be numbers that no double holds.
    assert!(serde_json::from_str::<serde::de::IgnoredAny>(&json).is_ok());
}
