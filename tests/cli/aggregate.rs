//! What stances add up to: rows against sums of their own, shards, copies, periods, trials. All statements are invented.

use super::schema::{holds, validator};
use super::{Scratch, lines, run};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What is said, first warmly, then coldly.
const SAID: [&str; 8] = [
    "Norway has been a generous friend of our fishermen",
    "Norway is a reliable partner and a wonderful neighbour",
    "We are grateful to Norway for its brave help at sea",
    "Norway deserves praise for the honest way it kept the treaty",
    "Norway lied to us about the cables under the strait",
    "Norway has betrayed the islands in a shameful manner",
    "Norway is a reckless bully whose ships threaten the coast",
    "We condemn Norway for the cruel arrest of our sailors",
];

/// Articles of two months and two desks in which Novak grows colder, each in words of its own.
fn corpus() -> String {
    let article = |(at, said): (usize, &str)| {
        let date = format!("2024-0{}-1{at}", 3 + at / 4);
        let text = format!(
            "“{said},” Foreign Minister Ana Novak said on Monday.\n\n“Sweden was mentioned {at} times,” a clerk said."
        );
        let desk = ["sea", "land"][at % 2];
        json!({"id": format!("a{at}"), "date": date, "outlet": "Courier", "text": text, "desk": desk}).to_string()
    };
    SAID.into_iter().enumerate().map(article).map(|line| line + "\n").collect()
}

/// The folder of a run over some articles.
fn batch(scratch: &Scratch, name: &str, articles: &str, format: &str) -> String {
    let file = scratch.file(&format!("{name}.jsonl"), articles);
    let out = scratch.path(name);
    let ran = run(&["batch", &file, "--out", &out, "--format", format], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    out
}

fn aggregate(args: &[&str]) -> String {
    let ran = run(&[&["aggregate"], args].concat(), "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

#[test]
fn rows_are_the_sums_of_the_stances() {
    let scratch = Scratch::new("aggregate-sums");
    let out = batch(&scratch, "out", &corpus(), "jsonl");
    let stances = lines(&fs::read_to_string(Path::new(&out).join("stances.jsonl")).expect("a table"));
    /// Scores, stances without evidence, quotes, articles.
    type Expected = (Vec<f64>, u64, BTreeSet<String>, BTreeSet<String>);
    let mut expected: BTreeMap<String, Expected> = BTreeMap::new();
    for stance in &stances {
        let (scores, mentioned, quotes, articles) = expected.entry(stance["target"]["name"].to_string()).or_default();
        quotes.insert(format!("{} {}", stance["article"], stance["quote"]));
        if stance["evidence"] == json!([]) {
            *mentioned += 1;
        } else {
            scores.push(stance["score"].as_f64().expect("a score"));
            articles.insert(stance["article"].to_string());
        }
    }
    let rows = lines(&aggregate(&[&out, "--by", "target", "--format", "jsonl"]));
    assert_eq!(rows.len(), expected.len());
    let ledger = validator("ledger");
    for row in &rows {
        holds(&ledger, row, "ledger");
        let (scores, mentioned, quotes, articles) = &expected[&row["target"].to_string()];
        assert_eq!(row["stances"], scores.len(), "{row}");
        assert_eq!(row["mentioned"], *mentioned, "{row}");
        assert_eq!((&row["quotes"], &row["articles"]), (&json!(quotes.len()), &json!(articles.len())), "{row}");
        let labels = ["positive", "neutral", "negative"].map(|label| row[label].as_u64().expect("a count"));
        assert_eq!(labels.iter().sum::<u64>(), scores.len() as u64, "{row}");
        if let Some(mean) = row["mean"].as_f64() {
            let exact = scores.iter().sum::<f64>() / scores.len() as f64;
            assert!((mean - exact).abs() <= 0.0005 + 1e-9, "{mean} for {exact}");
        }
    }
    let norway = rows.iter().find(|row| row["target_actor"] == "country:NOR").expect("Norway");
    assert_eq!((&norway["articles"], &norway["few"], &norway["finding"]), (&json!(8), &json!(true), &json!("open")));
    let by_desk = lines(&aggregate(&[&out, "--by", "extra.desk,outlet", "--format", "jsonl"]));
    assert_eq!(by_desk.iter().map(|row| &row["extra"]["desk"]).collect::<Vec<_>>(), ["land", "sea"]);
    assert!(by_desk.iter().all(|row| row["outlet"] == "Courier"));
    // A clerk is nobody by name.
    let speakers = lines(&aggregate(&[&out, "--format", "jsonl"]));
    assert!(speakers.iter().all(|row| row["speaker"] == "Ana Novak"), "{speakers:?}");
}

#[test]
fn shards_in_any_order_and_on_any_number_of_threads_give_the_bytes_of_one_run() {
    let scratch = Scratch::new("aggregate-shards");
    // Each article has a copy, which mostly is in another shard.
    let articles = corpus() + &corpus().replace("\"a", "\"b");
    let whole = batch(&scratch, "whole", &articles, "jsonl");
    let (first, second): (Vec<_>, Vec<_>) = articles.split_inclusive('\n').enumerate().partition(|(at, _)| at % 3 == 0);
    let join = |lines: Vec<(usize, &str)>| lines.into_iter().map(|(_, line)| line).collect::<String>();
    let first = batch(&scratch, "first", &join(first), "csv");
    let second = batch(&scratch, "second", &join(second), "jsonl");
    let by = ["--by", "speaker,target,month"];
    let save = |runs: &[&str], name: &str| {
        let file = scratch.path(name);
        aggregate(&[runs, &by, &["--format", "ledger", "-o", &file]].concat());
        file
    };
    let saved = [save(&[&first], "first.ledger"), save(&[&second], "second.ledger")];
    let both = save(&[&saved[1], &first], "both.ledger");
    let bytes = |file: &str| fs::read(file).expect("a ledger");
    assert_eq!(bytes(&save(&[&saved[0]], "again.ledger")), bytes(&saved[0]));
    for (format, copies) in [("json", "once"), ("json", "all"), ("jsonl", "once"), ("csv", "once")] {
        let asked = ["--change", "--shrink", "--duplicates", copies, "--format", format];
        let add = |runs: &[&str], threads| aggregate(&[runs, &by, &asked, &["--threads", threads]].concat());
        let expected = add(&[&whole], "1");
        assert!(format != "json" || expected.contains(if copies == "once" { "\"copies\":8" } else { "\"copies\":0" }));
        assert_eq!(add(&[&whole], "8"), expected);
        assert_eq!(add(&[&first, &second], "2"), expected);
        assert_eq!(add(&[&second, &first], "1"), expected);
        assert_eq!(add(&[&saved[1], &saved[0]], "1"), expected);
        assert_eq!(add(&[&first, &saved[1]], "1"), expected);
        assert_eq!(add(&[&both], "1"), expected);
    }
}

#[test]
fn copies_count_once_or_as_asked() {
    let scratch = Scratch::new("aggregate-copies");
    let text = format!("“{},” Foreign Minister Ana Novak said on Monday.", SAID.join(". "));
    let article = |(id, text): (&str, &String)| json!({"id": id, "text": text}).to_string() + "\n";
    let articles: String = [("a", &text), ("b", &text), ("c", &format!("{text} More soon."))].map(article).concat();
    let out = batch(&scratch, "out", &articles, "jsonl");
    let of = |duplicates| {
        let found: Value = serde_json::from_str(&aggregate(&[&out, "--duplicates", duplicates])).expect("JSON");
        (found["coverage"]["copies"].clone(), found["rows"][0]["articles"].clone())
    };
    assert_eq!(of("once"), (json!(2), json!(1)));
    assert_eq!(of("all"), (json!(0), json!(3)));
}

#[test]
fn a_change_between_periods_has_an_interval_and_findings_are_tried() {
    let scratch = Scratch::new("aggregate-change");
    // Four articles a month are too few for a finding, twelve are not.
    let papers = ["x", "y", "z"].map(|paper| corpus().replace("\"a", &format!("\"{paper}")));
    let out = batch(&scratch, "out", &papers.concat(), "jsonl");
    let copies = ["--duplicates", "all", "--min-articles", "12"];
    let args = [&[&*out, "--by", "speaker,target,month", "--change", "--sensitivity"], &copies[..]].concat();
    let rows = lines(&aggregate(&[&args[..], &["--format", "jsonl"]].concat()));
    rows.iter().for_each(|row| holds(&validator("ledger"), row, "ledger"));
    let [march, april] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!((&march["period"], &april["period"]), (&json!("2024-03"), &json!("2024-04")));
    assert_eq!((&march["finding"], &april["finding"]), (&json!("warm"), &json!("cold")));
    assert_eq!((&march["since"], &march["change"], &march["few"]), (&Value::Null, &Value::Null, &json!(false)));
    assert_eq!(april["since"], "2024-03");
    let number = |row: &Value, field: &str| row[field].as_f64().expect("a number");
    assert!((number(april, "change") - (number(april, "mean") - number(march, "mean"))).abs() < 0.0011);
    assert!(number(april, "change_high") < 0.0 && number(april, "change_low") < number(april, "change"));
    // All four are said of others, in quotes, by labels too.
    assert_eq!(march["stands"], march["fails"].as_array().expect("a list").is_empty());
    let table = aggregate(&[&args[..], &["--format", "table"]].concat());
    assert!(table.contains("Ana Novak") && table.contains("2024-04") && table.contains("change"), "{table}");
    let csv = aggregate(&[&args[..], &["--format", "csv"]].concat());
    let header = csv.lines().next().expect("a header");
    assert!(header.starts_with("speaker,speaker_actor,target,target_actor,target_kind,period,articles,"), "{header}");
}

#[test]
fn what_readers_of_rows_should_know_is_told() {
    let scratch = Scratch::new("aggregate-notices");
    let out = batch(&scratch, "out", &corpus(), "jsonl");
    let told = |args: &[&str]| run(&[&["aggregate"], args].concat(), "").err;
    assert!(!told(&[&out]).contains("detente:"), "{}", told(&[&out]));
    assert!(told(&[&out, &out, "--duplicates", "all"]).contains("16 articles have an id that another has"));
    // The copy of a run adds nothing where copies count once.
    assert_eq!(
        aggregate(&[&out, &out, "--by", "target", "--format", "csv"]),
        aggregate(&[&out, "--by", "target", "--format", "csv"])
    );
    assert!(told(&[&out, "--by", "target, extra.dsek"]).contains("nothing in extra.dsek"));
    let manifest = Path::new(&out).join("manifest.json");
    let saved = scratch.path("saved.ledger");
    aggregate(&[&out, "--format", "ledger", "-o", &saved]);
    let written = fs::read_to_string(&manifest).expect("a manifest");
    fs::write(&manifest, written.replacen(env!("CARGO_PKG_VERSION"), "0.0.1", 1)).expect("a manifest");
    assert!(told(&[&out, &saved]).contains("other engines or lexicons"));
    let csv = aggregate(&[&out, "--by", "extra.desk,target", "--format", "csv"]);
    assert!(csv.starts_with("target,target_actor,target_kind,extra_desk,articles,") && csv.contains(",sea,"), "{csv}");
}

#[test]
fn what_cannot_be_added_up_is_told() {
    let scratch = Scratch::new("aggregate-wrong");
    let out = batch(&scratch, "out", &corpus(), "jsonl");
    let saved = scratch.path("saved.ledger");
    aggregate(&[&out, "--by", "target", "--format", "ledger", "-o", &saved]);
    let other = scratch.file("other.txt", "no ledger");
    let lines: Vec<String> = fs::read_to_string(&saved).expect("a ledger").lines().map(str::to_owned).collect();
    let cut = scratch.file("cut.ledger", lines[..lines.len() - 1].join("\n"));
    for (args, expected) in [
        (vec![out.as_str(), "--by", "weather"], "speaker-country"),
        (vec![&out, "--by", "speaker,speaker"], "twice"),
        (vec![&out, "--by", "month,year"], "one period"),
        (vec![&out, "--change"], "at the end of --by"),
        (vec![&out, "--format", "parquet"], "--out"),
        (vec![&other], "neither"),
        (vec![&saved], "is ledger 2 by target, not ledger 2 by speaker,target"),
        (vec![&saved, "--by", "target", "--sensitivity"], "--sensitivity"),
        (vec![&out, "--format", "ledger", "--change", "--by", "month"], "no findings yet"),
        (vec![&cut, "--by", "target"], "without its end"),
        (vec!["nowhere"], "no run"),
    ] {
        let ran = run(&[&["aggregate"], &args[..]].concat(), "");
        assert_eq!((ran.code, ran.out.as_str()), (64, ""), "{args:?}");
        assert!(ran.err.contains(expected), "{args:?}: {}", ran.err);
    }
    let table = Path::new(&out).join("stances.jsonl");
    let content = fs::read_to_string(&table).expect("a table");
    fs::write(&table, content.clone() + "{\"article\":\n").expect("a table");
    let ran = run(&["aggregate", &out], "");
    let place = format!("stances.jsonl:{}: ", content.lines().count() + 1);
    assert!(ran.code == 2 && ran.err.contains(&place), "{}", ran.err);
    // A ledger that was saved stays as it is where another cannot take its place.
    let before = fs::read(&saved).expect("a ledger");
    assert_eq!(run(&["aggregate", &out, "--by", "target", "--format", "ledger", "-o", &saved], "").code, 2);
    assert_eq!(fs::read(&saved).expect("a ledger"), before);
    assert!(!Path::new(&format!("{saved}.unfinished")).exists());
    fs::remove_file(&table).expect("gone");
    let ran = run(&["aggregate", &out], "");
    assert!(ran.code == 64 && ran.err.contains("no table of stances"), "{}", ran.err);
}
