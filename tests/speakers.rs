//! The gold of `tests/gold/speakers/`: the shares of quotes found and speakers known must not fall below its floors.

mod shares;

use detente::Engine;
use detente::record::{self, Article, QuoteRecord, Settings, Unit};
use shares::Figures;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold/speakers");

/// Words without case and accents.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Which words of the article a quote covers, by number.
type Words = BTreeSet<usize>;

/// One quote as a reader labelled it.
struct Label<'g> {
    line: &'g str,
    kind: &'g str,
    names: &'g str,
    r#type: &'g str,
    words: Words,
}

impl<'g> Label<'g> {
    fn read(line: &'g str, article: &[String]) -> Label<'g> {
        let cells: Vec<&str> = line.strip_prefix("quote ").unwrap_or_default().split(" | ").collect();
        let [kind, names, r#type, pieces] = cells[..] else {
            panic!("quote <kind> | <name> | <type> | <words>: {line}")
        };
        let place = |piece| place(piece, article).unwrap_or_else(|| panic!("{piece:?} has no one place: {line}"));
        Label { line, kind, names, r#type, words: pieces.split(" ; ").flat_map(place).collect() }
    }

    /// Does the quote have the label's speaker by full name: all of them in a joint statement, and nobody beyond?
    fn names_speaker_of(&self, quote: &QuoteRecord) -> bool {
        let speakers = quote.speaker.iter().chain(&quote.co_speakers).filter_map(|speaker| speaker.name.as_deref());
        let speakers: Vec<Vec<String>> = speakers.map(words).collect();
        let speaks = |name| speakers.iter().any(|speaker| words(name).iter().all(|word| speaker.contains(word)));
        self.names.split(" / ").any(|names| match names {
            "-" => speakers.is_empty(),
            _ => names.split(" + ").all(speaks) && names.split(" + ").count() == speakers.len(),
        })
    }

    /// Is the speaker of the label's type? In the records a country that speaks is an organisation.
    fn types_speaker_of(&self, quote: &QuoteRecord) -> bool {
        let expected = if self.r#type == "country" { "organisation" } else { self.r#type };
        quote.speaker.as_ref().map_or("anonymous", |speaker| speaker.r#type.as_str()) == expected
    }
}

/// From `first words`, which stand in one place only, to the next `last words`.
fn place(piece: &str, article: &[String]) -> Option<Range<usize>> {
    let (first, last) = piece.split_once(" ... ").unwrap_or((piece, piece));
    let starts = |words: &[String], from: usize| -> Vec<usize> {
        (from..article.len()).filter(|&at| article[at..].starts_with(words)).collect()
    };
    let [start] = starts(&words(first), 0)[..] else { return None };
    let end = starts(&words(last), start).first()? + words(last).len();
    Some(start..end)
}

/// The words that a quote covers, its offsets being bytes.
fn covered(quote: &QuoteRecord, text: &str) -> Words {
    let before = |offset: u32| words(&text[..offset as usize]).len();
    quote.spans.iter().flat_map(|span| before(span.start)..before(span.end)).collect()
}

/// Labels and quotes one to one where they share at least half their words (Dice), the closest pairs first.
fn pairs(labels: &[Label], quotes: &[Words]) -> BTreeMap<usize, usize> {
    let mut close = Vec::new();
    for (l, label) in labels.iter().enumerate() {
        for (q, quote) in quotes.iter().enumerate() {
            let (shared, all) = (label.words.intersection(quote).count(), label.words.len() + quote.len());
            if 4 * shared >= all {
                close.push((2000 * shared / all, l, q));
            }
        }
    }
    close.sort_by(|a, b| b.cmp(a));
    let mut pairs = BTreeMap::new();
    for (_, l, q) in close {
        if !pairs.contains_key(&l) && !pairs.values().any(|taken| *taken == q) {
            pairs.insert(l, q);
        }
    }
    pairs
}

/// Counts the shares of an article: of the labels those `found`, and those `known` (found, and the speaker right); of the labels found those
/// whose `kind`, `speaker` and `type` are right; of the engine's quotes in quotation marks those `labelled`.
fn measure(labels: &[Label], quotes: &[QuoteRecord], text: &str, article: &str, figures: &mut Figures) {
    let mut count = |figure, right, what: &str| {
        figures.entry(figure).or_default().count(right, || format!("{article}: {what}"));
    };
    let pairs = pairs(labels, &quotes.iter().map(|quote| covered(quote, text)).collect::<Vec<_>>());
    for (l, label) in labels.iter().enumerate() {
        let quote = pairs.get(&l).map(|&q| &quotes[q]);
        let known = quote.is_some_and(|quote| label.names_speaker_of(quote));
        count("found", quote.is_some(), label.line);
        count("known", known, label.line);
        if let Some(quote) = quote {
            let speaker = quote.speaker.as_ref();
            let name = speaker.and_then(|speaker| speaker.name.as_deref()).unwrap_or("-");
            let r#type = speaker.map_or("anonymous", |speaker| speaker.r#type.as_str());
            let both = format!("{}\n    got {} | {name} | {type} by {}", label.line, quote.kind, quote.rule);
            count("kind", quote.kind == label.kind, &both);
            count("speaker", known, &both);
            count("type", label.types_speaker_of(quote), &both);
        }
    }
    for (q, quote) in quotes.iter().enumerate().filter(|(_, quote)| quote.kind != "indirect") {
        let labelled = pairs.values().any(|paired| *paired == q);
        count("labelled", labelled, &format!("{} by {}", quote.text, quote.rule));
    }
}

/// The figures of all articles of the folder.
fn figures() -> Figures {
    let engine = Engine::new();
    let settings = Settings { unit: Unit::Byte, ..Settings::default() };
    let mut figures = Figures::new();
    let entries = fs::read_dir(FOLDER).expect("a folder of gold").map(|entry| entry.expect("an entry").path());
    let cases: BTreeSet<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "case")).collect();
    for path in cases {
        let case = fs::read_to_string(&path).expect("UTF-8");
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let (_comment, case) = case.split_once('\n').expect("a line that says what the article is");
        let (text, lines) = case.split_once("\n---\n").expect("a text, ---, labels");
        let article = words(text);
        let labels: Vec<Label> = lines.lines().map(|line| Label::read(line, &article)).collect();
        record::compose(&engine, &Article::from_text(text), &name, &settings, |record| {
            measure(&labels, &record.quotes, text, &name, &mut figures);
        })
        .expect("a plain text is a sound article");
    }
    figures
}

#[test]
fn speakers_are_known_as_well_as_ever() {
    shares::hold(&figures(), FOLDER);
}
