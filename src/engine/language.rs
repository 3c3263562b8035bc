//! Is it English? Only English articles are read; others are skipped with a reason.
//!
//! Most articles are settled by their function words alone; a language detector (whatlang) is asked about the rest.

use crate::lexicon::Classes;
use crate::text::Document;
use whatlang::{Lang, Script};

/// How many words are looked at.
const SAMPLE: usize = 200;

/// The share of function words, in hundredths, from which a text is taken as English. In running English nearly half
/// the words are function words; in other languages, few spellings coincide.
const ENGLISH: usize = 25;

/// The share of words that the vocabulary holds, in hundredths and names aside, from which a text is English although it
/// has few function words: headlines, lists of short sentences.
const FAMILIAR: usize = 65;

/// How many words a text in Latin letters needs before it can be skipped: a headline of names is in no language.
const SHORTEST: usize = 8;

/// How many bytes the detector is shown.
const SHOWN: usize = 4_000;

const CLOSED: Classes = Classes::DETERMINER
    .or(Classes::POSSESSIVE)
    .or(Classes::PREPOSITION)
    .or(Classes::CONJUNCTION)
    .or(Classes::SUBORDINATOR)
    .or(Classes::AUXILIARY)
    .or(Classes::PRONOUN);

/// Why the article is not read; nothing for English and for texts too short to tell.
pub(super) fn reason_to_skip(document: &Document) -> Option<String> {
    let (mut words, mut closed, mut small, mut familiar) = (0, 0, 0, 0);
    for word in document.tokens().iter().filter(|token| token.is_word()).take(SAMPLE) {
        words += 1;
        closed += usize::from(Classes::of(word.marks).any(CLOSED));
        small += usize::from(!word.is_capital());
        familiar += usize::from(!word.is_capital() && word.symbol.is_known());
    }
    let is_english = closed * 100 >= words * ENGLISH || small > 0 && familiar * 100 >= small * FAMILIAR;
    if words == 0 || is_english {
        return None;
    }
    let text = document.text();
    let limit = (0..=text.len().min(SHOWN)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let info = whatlang::detect(&text[..limit])?;
    // A script tells by itself; letters that English shares need more words.
    let foreign = closed == 0 && small >= SHORTEST;
    let sure = info.script() != Script::Latin || words >= SHORTEST && (info.is_reliable() || foreign);
    (sure && info.lang() != Lang::Eng).then(|| format!("not English: the text looks like {}", info.lang().eng_name()))
}

/// Why an article is not read whose language is named: by its name in English, or by a code (`en`, `eng`, `en-GB`).
pub(super) fn named(language: Option<&str>) -> Option<String> {
    let language = language?.trim();
    let code = language.split(['-', '_']).next().unwrap_or_default();
    let (name, long) = (Lang::Eng.eng_name(), Lang::Eng.code());
    let is_english = [name, long, &long[..2]].iter().any(|own| own.eq_ignore_ascii_case(code));
    (!is_english).then(|| format!("not {name}: the record says {language}"))
}

#[cfg(test)]
mod tests {
    use crate::{Engine, Request};

    #[test]
    fn a_language_that_is_named_is_believed() {
        for english in ["en", "EN", "eng", "en-GB", "en_us", "English", "ENGLISH"] {
            assert_eq!(super::named(Some(english)), None, "{english}");
        }
        assert_eq!(super::named(None), None);
        assert_eq!(super::named(Some("SPANISH")).as_deref(), Some("not English: the record says SPANISH"));
    }

    #[test]
    fn only_english_is_read() {
        let engine = Engine::new();
        // Invented statements.
        for (text, english) in [
            ("Israel killed 40 people in Gaza. Russia attacked Ukraine. China defeated Japan in football.", true),
            ("Novak: Talks fail", true),
            ("Putin Macron Merkel Scholz Meloni Sánchez Rutte Orbán Duda Zelenskyy", true),
            ("40 dead, 12 hurt", true),
            ("Rovers fans unfurl banner mocking striker Ivo Dahl", true),
            ("", true),
            ("“Россия готова к переговорам”, заявил министр.", false),
            ("俄罗斯准备谈判。部长说。", false),
            ("«La paz es posible», dijo ayer el ministro de Asuntos Exteriores ante los periodistas en Madrid.", false),
            ("„Wir sind bereit zu verhandeln“, sagte der Minister gestern in Berlin vor der Presse.", false),
            ("„Jesteśmy gotowi do rozmów”, powiedział wczoraj minister podczas konferencji prasowej.", false),
        ] {
            let reading = engine.read(&Request { text, ..Request::default() });
            assert_eq!(reading.skipped.is_none(), english, "{text}: {:?}", reading.skipped);
        }
    }
}
