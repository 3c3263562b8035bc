//! The gold of `tests/gold/mentions/`: the shares of mentions found, right and linked must not fall below its floors.

mod shares;

use detente::gazetteer::Date;
use detente::{Engine, Request};
use shares::Figures;
use std::fs;
use std::ops::Range;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold/mentions");

/// A place in a text that names an actor.
#[derive(Clone, Debug, PartialEq)]
struct Mark {
    place: Range<usize>,
    actor: String,
}

/// A text with its labels: `{words|actor}`, or `{words|actor|ref}` and `{words|actor|self}` for words in a quote that stand
/// for one.
struct Case<'g> {
    category: &'g str,
    date: Option<Date>,
    text: String,
    marks: Vec<Mark>,
    line: &'g str,
}

impl<'g> Case<'g> {
    fn read(line: &'g str) -> Case<'g> {
        let [category, date, marked] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("category, date, text: {line}")
        };
        let (mut text, mut marks) = (String::new(), Vec::new());
        let mut rest = marked;
        while let Some((plain, after)) = rest.split_once('{') {
            let (mark, after) = after.split_once('}').unwrap_or_else(|| panic!("a brace without end: {line}"));
            let (words, actor) = mark.split_once('|').unwrap_or_else(|| panic!("words|actor: {mark}"));
            text.push_str(plain);
            let start = text.len();
            text.push_str(words);
            let actor = actor.split('|').next().unwrap_or_default().to_owned();
            marks.push(Mark { place: start..text.len(), actor });
            rest = after;
        }
        text.push_str(rest);
        // ` ¶ ` is a paragraph break; it takes as many bytes.
        Case { category, date: Date::parse(date), text: text.replace(" ¶ ", " \n\n "), marks, line }
    }
}

/// Who is named or stood for where, as the engine reads it.
fn found(engine: &Engine, case: &Case) -> Vec<Mark> {
    let reading = engine.read(&Request { text: &case.text, date: case.date, ..Request::default() });
    let mark = |reference: &detente::reference::Reference| {
        let span = reading.document.span(reference.tokens);
        let actor = reading.cast.referent(reference.referent).actor?;
        let actor = engine.knowledge().gazetteer.actor(actor).id.to_owned();
        Some(Mark { place: span.start as usize..span.end as usize, actor })
    };
    reading.cast.references.iter().filter_map(mark).collect()
}

/// Counts the shares of a case: of the marks found in it those that a reader made (`precision`); of the reader's those found
/// (`recall`), and of these those with the right actor (`links`); of all that either saw in the texts about ambiguous
/// forms, what both see alike (`ambiguous`).
fn measure(case: &Case, found: &[Mark], figures: &mut Figures) {
    let overlap = |a: &Mark, b: &Mark| a.place.start < b.place.end && b.place.start < a.place.end;
    let mut taken = vec![false; found.len()];
    let mut count = |figure, right, what: String| figures.entry(figure).or_default().count(right, || what);
    let doubtful = case.category == "ambiguous";
    let shown = |mark: &Mark| format!("{}={}", &case.text[mark.place.clone()], mark.actor);
    for mark in &case.marks {
        let other = (0..found.len()).find(|&i| !taken[i] && overlap(mark, &found[i]));
        let told = other.map_or("nothing".to_owned(), |i| shown(&found[i]));
        let both = format!("[{}] {}, found {told}\n    {}", case.category, shown(mark), case.line);
        count("recall", other.is_some(), both.clone());
        let linked = other.is_some_and(|i| found[i].actor == mark.actor);
        if let Some(i) = other {
            taken[i] = true;
            count("links", linked, both.clone());
        }
        if doubtful {
            count("ambiguous", linked, both);
        }
    }
    for (mark, taken) in found.iter().zip(taken) {
        let beyond = format!("[{}] {} is none\n    {}", case.category, shown(mark), case.line);
        count("precision", taken, beyond.clone());
        if doubtful && !taken {
            count("ambiguous", false, beyond);
        }
    }
}

#[test]
fn mentions_are_found_as_well_as_ever() {
    let engine = Engine::new();
    let mut figures = Figures::new();
    for file in ["plain.tsv", "traps.tsv"] {
        let table = fs::read_to_string(format!("{FOLDER}/{file}")).expect("a table of gold");
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let case = Case::read(line);
            measure(&case, &found(&engine, &case), &mut figures);
        }
    }
    shares::hold(&figures, FOLDER);
}
