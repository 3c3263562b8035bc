//! Readings in few words, a line for each quote and stance, so that people can read what changed in them.

use detente::Engine;
use detente::record::{self, Article as Given, QuoteRecord, Record, Settings, StanceRecord};
use detente::study::diff::{Article, Evidence, Quote, Stance};

/// What the columns are.
pub const HEADER: &str = "# article\twhat\tquote\twho\tspans, or toward whom\twhat is told of it\twords, or evidence\n";

/// The articles, as the engine reads them now.
pub fn read(articles: &str) -> Vec<Article> {
    let engine = Engine::new();
    let of = |line: &str| {
        let article = Given::parse(line).expect("an article");
        record::compose(&engine, &article, "golden", &Settings::default(), compact).expect("a record")
    };
    articles.lines().map(of).collect()
}

fn compact(record: &Record) -> Article {
    let skipped = record.skipped.iter().map(|reason| ("skipped", reason.to_string()));
    Article {
        id: record.id.to_string(),
        about: skipped.collect(),
        quotes: record.quotes.iter().map(quote).collect(),
        stances: record.stances.iter().map(stance).collect(),
    }
}

fn quote(quote: &QuoteRecord) -> Quote {
    let speaker = quote.speaker.as_ref();
    let name = speaker.and_then(|speaker| speaker.name.as_deref().or(speaker.mention));
    let cue = quote.cue.as_ref().map_or("", |cue| cue.text);
    let told = format!("{}, cue {cue:?}, {}, tone {:+}", quote.kind, quote.rule, quote.tone.0);
    Quote {
        id: quote.id as i64,
        spans: quote.spans.iter().map(|piece| (piece.start, piece.end)).collect(),
        text: on_a_line(&quote.text),
        speaker: name.map(on_a_line),
        details: vec![("told", on_a_line(&told))],
    }
}

fn stance(stance: &StanceRecord) -> Stance {
    let holder = stance.holder.as_ref();
    let target = stance.target.name.as_deref().or(stance.target.actor);
    let evidence = stance.evidence.iter().map(|evidence| Evidence {
        start: evidence.start,
        term: on_a_line(evidence.term),
        contribution: f64::from(evidence.contribution.0) / 1000.0,
    });
    Stance {
        quote: stance.quote.map(|quote| quote as i64),
        place: holder.and_then(|holder| holder.start).map(i64::from),
        holder: holder.and_then(|holder| holder.name.as_deref()).map(on_a_line),
        target: on_a_line(target.unwrap_or_default()),
        score: stance.score.0,
        label: stance.label.to_string(),
        evidence: evidence.collect(),
        details: Vec::new(),
    }
}

fn on_a_line(words: &str) -> String {
    words.replace('\n', "⏎").replace('\t', " ")
}

/// The lines of an article.
pub fn written(article: &Article) -> String {
    let id = &article.id;
    let mut out = String::new();
    for (what, why) in &article.about {
        out += &format!("{id}\t{what}\t\t\t\t\t{why}\n");
    }
    for quote in &article.quotes {
        let spans: Vec<String> = quote.spans.iter().map(|(start, end)| format!("{start}-{end}")).collect();
        let (who, told) = (quote.speaker.as_deref().unwrap_or("?"), &quote.details[0].1);
        out += &format!("{id}\tquote\t{}\t{who}\t{}\t{told}\t{}\n", quote.id, spans.join("+"), quote.text);
    }
    for stance in &article.stances {
        let place = |place: Option<i64>| place.map_or_else(String::new, |place| format!("@{place}"));
        let quote = stance.quote.map_or_else(|| place(stance.place), |quote| quote.to_string());
        let evidence = stance.evidence.iter().map(|Evidence { start, term, contribution }| {
            format!("{term} @{start} {:+}", (contribution * 1000.0).round() as i64)
        });
        let evidence: Vec<String> = evidence.collect();
        let (who, toward) = (stance.holder.as_deref().unwrap_or("?"), &stance.target);
        let told = format!("{} {:+}", stance.label, stance.score);
        out += &format!("{id}\tstance\t{quote}\t{who}\t{toward}\t{told}\t{}\n", evidence.join("; "));
    }
    if out.is_empty() {
        out += &format!("{id}\tnothing\t\t\t\t\t\n");
    }
    out
}

/// The articles that lines tell of.
#[allow(dead_code, reason = "who writes readings parses none")]
pub fn parsed(lines: &str) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    for line in lines.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, what, number, who, about, told, words] = cells[..] else { panic!("seven cells: {line}") };
        if articles.last().is_none_or(|last| last.id != id) {
            articles.push(Article { id: id.to_owned(), ..Article::default() });
        }
        let article = articles.last_mut().expect("an article");
        let who = (who != "?").then(|| who.to_owned());
        match what {
            "nothing" => {}
            "quote" => article.quotes.push(Quote {
                id: number.parse().expect("a number"),
                spans: about.split('+').map(span).collect(),
                text: words.to_owned(),
                speaker: who,
                details: vec![("told", told.to_owned())],
            }),
            "stance" => {
                let (label, score) = told.split_once(' ').expect("a label and a score");
                article.stances.push(Stance {
                    quote: number.parse().ok(),
                    place: number.strip_prefix('@').map(|place| place.parse().expect("a place")),
                    holder: who,
                    target: about.to_owned(),
                    score: score.parse().expect("a score"),
                    label: label.to_owned(),
                    evidence: words.split("; ").filter(|words| !words.is_empty()).map(evidence).collect(),
                    details: Vec::new(),
                });
            }
            other => article.about.push((if other == "skipped" { "skipped" } else { "?" }, words.to_owned())),
        }
    }
    articles
}

fn span(told: &str) -> (u32, u32) {
    let (start, end) = told.split_once('-').expect("a span");
    (start.parse().expect("a start"), end.parse().expect("an end"))
}

fn evidence(told: &str) -> Evidence {
    let (rest, contribution) = told.rsplit_once(' ').expect("a contribution");
    let (term, start) = rest.rsplit_once(" @").expect("a start");
    let thousandths: f64 = contribution.parse().expect("a number");
    Evidence { start: start.parse().expect("a number"), term: term.to_owned(), contribution: thousandths / 1000.0 }
}
