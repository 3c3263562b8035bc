//! What other tools carry on with: web annotations, tasks of Label Studio, samples for coders and their codings. All
//! statements are invented.

use super::schema::holds;
use super::{Scratch, TEXT, lines, run};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// An article with characters of several bytes and units before what is found.
fn article() -> Value {
    let text = format!("\u{1f4f0} Überblick: {TEXT}\nBerlin praised Norway. “Russia lied,” a shopkeeper said.");
    json!({"id": "a <b>", "date": "2024-03-14", "title": "Words & \"more\"", "url": "https://example.org/a?b=1", "text": text})
}

/// The shape of that name in `tests/shapes/`.
fn shape(name: &str) -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shapes").join(name);
    let shape = std::fs::read_to_string(path).expect("a shape");
    jsonschema::validator_for(&serde_json::from_str(&shape).expect("JSON")).expect("a schema")
}

fn scored(format: &str, article: &Value) -> Value {
    let ran = run(&["score", "--format", format], article.to_string());
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).expect("JSON")
}

/// The words between two places, in scalar values.
fn words(text: &str, start: &Value, end: &Value) -> String {
    let place = |at: &Value| usize::try_from(at.as_u64().expect("a place")).expect("a place");
    text.chars().skip(place(start)).take(place(end) - place(start)).collect()
}

#[test]
fn annotations_follow_their_model_and_find_their_words() {
    let article = article();
    let text = article["text"].as_str().expect("a text");
    let page = scored("webannotation", &article);
    holds(&shape("web_annotation.json"), &page, "annotations");
    let items = page["items"].as_array().expect("a list");
    let ids: BTreeSet<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
    assert_eq!(ids.len(), items.len());
    let mut selected = 0;
    for target in items.iter().flat_map(|item| item["target"].as_array().expect("targets")) {
        assert_eq!(target["source"], "https://example.org/a?b=1");
        let [quote, position] = &target["selector"].as_array().expect("selectors")[..] else { panic!("{target}") };
        let exact = quote["exact"].as_str().expect("words");
        assert_eq!(words(text, &position["start"], &position["end"]), exact);
        let around = [&quote["prefix"], &quote["exact"], &quote["suffix"]].map(|part| part.as_str().expect("words"));
        assert!(text.contains(&around.concat()), "{quote}");
        selected += 1;
    }
    let record = scored("json", &article);
    let count = |name: &str| record[name].as_array().expect("a list").len();
    assert_eq!(items.len(), count("quotes") + count("stances"));
    assert!(selected >= items.len());
    let bodies: Vec<&str> =
        items.iter().flat_map(|item| item["body"].as_array()).flatten().filter_map(|b| b["value"].as_str()).collect();
    assert!(bodies.contains(&"Ana Novak") && bodies.contains(&"negative"), "{bodies:?}");
    // An article without an address is annotated under a name of its own, the same each time.
    let bare = json!({"id": "a", "text": TEXT});
    let page = scored("webannotation", &bare);
    holds(&shape("web_annotation.json"), &page, "annotations");
    assert_eq!(page, scored("webannotation", &bare));
}

#[test]
fn what_is_annotated_goes_by_an_iri_whatever_the_address() {
    let shape = shape("web_annotation.json");
    for (url, expected) in [
        ("https://e.example/a b", Some("https://e.example/a%20b")),
        ("https://e.example/\"><script>", Some("https://e.example/%22%3E%3Cscript%3E")),
        ("https://e.example/{id}", Some("https://e.example/%7Bid%7D")),
        ("https://e.example/100%?q=ö\u{202e}", Some("https://e.example/100%25?q=ö%E2%80%AE")),
        ("see: page 4", None),
        ("C:\\news\\1.html", None),
        ("javascript:alert(1)", None),
        ("//e.example/a", None),
    ] {
        let page = scored("webannotation", &json!({"id": "a", "url": url, "text": TEXT}));
        holds(&shape, &page, url);
        let source = page["items"][0]["target"][0]["source"].as_str().expect("a source");
        match expected {
            Some(expected) => assert_eq!(source, expected),
            None => assert!(source.starts_with("urn:uuid:"), "{url}: {source}"),
        }
    }
}

#[test]
fn other_tools_count_in_their_own_unit() {
    let article = article().to_string();
    for format in ["webannotation", "labelstudio"] {
        for command in [&["score", "--format", format][..], &["batch", "-", "--out", "-", "--format", format]] {
            let ran = run(&[command, &["--offsets", "scalar"]].concat(), &*article);
            assert_eq!(ran.code, 0, "{}", ran.err);
            let ran = run(&[command, &["--offsets", "utf16"]].concat(), &*article);
            assert!(ran.code == 64 && ran.err.contains("--offsets scalar"), "{} {}", ran.code, ran.err);
        }
    }
}

#[test]
fn tasks_follow_their_format_and_hold_their_words() {
    let article = article();
    let text = article["text"].as_str().expect("a text");
    let task = scored("labelstudio", &article);
    holds(&shape("label_studio.json"), &task, "task");
    assert_eq!((&task["data"]["text"], &task["data"]["id"]), (&json!(text), &json!("a <b>")));
    let results = task["predictions"][0]["result"].as_array().expect("results");
    let (regions, relations): (Vec<_>, Vec<_>) = results.iter().partition(|result| result["type"] == "labels");
    let mut labels = BTreeSet::new();
    for region in &regions {
        let value = &region["value"];
        assert_eq!(words(text, &value["start"], &value["end"]), value["text"].as_str().expect("words"));
        labels.insert(value["labels"][0].as_str().expect("a label"));
        let configured = format!("<Label value=\"{}\"", value["labels"][0].as_str().expect("a label"));
        assert!(detente::record::LABEL_STUDIO.contains(&configured), "{configured}");
    }
    assert_eq!(labels.into_iter().collect::<Vec<_>>(), ["Cold", "Quote", "Speaker", "Target", "Warm"]);
    let ids: BTreeSet<&str> = regions.iter().filter_map(|region| region["id"].as_str()).collect();
    assert_eq!(ids.len(), regions.len());
    assert!(!relations.is_empty());
    for relation in relations {
        assert!(
            ["from_id", "to_id"].iter().all(|end| ids.contains(relation[end].as_str().expect("an id"))),
            "{relation}"
        );
    }
}

#[test]
fn a_corpus_streams_in_the_shape_of_other_tools() {
    let input = format!("{}\n{}\n", article(), json!({"id": "b", "text": TEXT}));
    for (format, name) in [("webannotation", "web_annotation.json"), ("labelstudio", "label_studio.json")] {
        let ran = run(&["batch", "-", "--out", "-", "--format", format], &input);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let pages = lines(&ran.out);
        assert_eq!(pages.len(), 2);
        pages.iter().for_each(|page| holds(&shape(name), page, format));
        assert_eq!(pages[0], scored(format, &article()));
        let scratch = Scratch::new(&format!("shape-{format}"));
        let ran = run(&["batch", "-", "--out", &scratch.path("out"), "--format", format], &input);
        assert!(ran.code == 64 && ran.err.contains("--out -"), "{}", ran.err);
    }
}

/// A run of many warm, cold, and plain statements, each in words of its own.
fn coded_run(scratch: &Scratch) -> String {
    let said = [
        "Norway has been a generous friend",
        "Norway lied about the cables",
        "the train to Norway leaves at noon",
        "Norway is a reckless bully",
        "Norway said it would answer on Friday",
    ];
    let article = |at: usize| {
        let text = format!("“{} for {at} years,” Foreign Minister Ana Novak said on Monday.", said[at % said.len()]);
        json!({"id": format!("a{at}"), "text": text, "outlet": "Courier"}).to_string() + "\n"
    };
    let file = scratch.file("in.jsonl", (0..60).map(article).collect::<String>());
    let out = scratch.path("out");
    assert_eq!(run(&["batch", &file, "--out", &out], "").code, 0);
    out
}

fn sample(args: &[&str]) -> Vec<Value> {
    let ran = run(&[&["sample"], args].concat(), "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    lines(&ran.out)
}

/// How many stances the confusion of the run adds up to.
fn weighed(comparison: &Value) -> f64 {
    let rows = comparison["run"]["confusion"].as_array().expect("rows");
    rows.iter().flat_map(|row| row.as_array().expect("a row")).filter_map(Value::as_f64).sum()
}

/// What the engine says of each stance: by article and quote.
fn engine_labels(out: &str) -> BTreeMap<(String, String), (String, bool)> {
    let stances = std::fs::read_to_string(Path::new(out).join("stances.jsonl")).expect("a table");
    let label = |stance: &Value| {
        let key = (stance["article"].to_string(), stance["quote"].to_string());
        (key, (stance["label"].as_str().expect("a label").to_owned(), stance["evidence"] == json!([])))
    };
    lines(&stances).iter().map(label).collect()
}

#[test]
fn a_sample_is_stratified_and_tells_nothing_of_the_engine() {
    let scratch = Scratch::new("sample");
    let out = coded_run(&scratch);
    let drawn = sample(&[&out, "--for-coding", "20"]);
    assert_eq!(drawn.len(), 20);
    assert_eq!(drawn, sample(&[&out, "--for-coding", "20", "--seed", "1"]));
    assert_ne!(drawn, sample(&[&out, "--for-coding", "20", "--seed", "2"]));
    let labels = engine_labels(&out);
    let mut strata: BTreeMap<_, usize> = BTreeMap::new();
    for unit in &drawn {
        assert_eq!(
            (&unit["label"], &unit["speaker"], &unit["target"]),
            (&Value::Null, &json!("Ana Novak"), &json!("Norway"))
        );
        assert!(unit["text"].as_str().is_some_and(|text| text.contains("Norway")), "{unit}");
        assert!(unit.get("score").is_none() && unit.get("evidence").is_none(), "{unit}");
        *strata.entry(&labels[&(unit["article"].to_string(), unit["quote"].to_string())]).or_default() += 1;
    }
    // As many of each stratum as of any other, as long as it has any: none takes more than its share of twenty.
    assert!(strata.len() >= 3 && strata.values().all(|&count| count >= 5), "{strata:?}");
    let csv = run(&["sample", &out, "--for-coding", "3", "--format", "csv"], "").out;
    assert!(csv.starts_with("id,article,date,outlet,url,quote,text,speaker,target,label\r\n"), "{csv}");
    assert_eq!(csv.trim_end().lines().count(), 4);
}

#[test]
fn the_engine_is_compared_with_its_coders() {
    let scratch = Scratch::new("eval");
    let out = coded_run(&scratch);
    let labels = engine_labels(&out);
    let mut units = sample(&[&out, "--for-coding", "40"]);
    for unit in &mut units {
        let (label, _) = &labels[&(unit["article"].to_string(), unit["quote"].to_string())];
        unit["label"] = json!(label);
    }
    let write = |name: &str, units: &[Value]| {
        scratch.file(name, units.iter().map(|unit| format!("{unit}\n")).collect::<String>())
    };
    let eval = |gold: &[&str]| -> Value {
        let mut args = vec!["eval", &out, "--format", "json"];
        gold.iter().for_each(|file| args.extend(["--gold", file]));
        let ran = run(&args, "");
        assert_eq!(ran.code, 0, "{}", ran.err);
        serde_json::from_str(&ran.out).expect("JSON")
    };
    let alike = write("alike.jsonl", &units);
    let found = eval(&[&alike]);
    assert_eq!(
        (&found["units"], &found["sample"]["accuracy"], &found["run"]["accuracy"]),
        (&json!(40), &json!(1.0), &json!(1.0))
    );
    assert_eq!((&found["engine_alpha"], &found["coders_alpha"]), (&json!(1.0), &Value::Null));
    assert_eq!(weighed(&found).round() as usize, labels.len());

    // A second coder, in a spreadsheet, who calls every warm stance neutral, and leaves one open.
    let rows = units.iter().enumerate().map(|(at, unit)| {
        let label = unit["label"].as_str().filter(|label| *label != "positive").unwrap_or("Neutral ");
        format!("{},{}\n", unit["id"].as_str().expect("an id"), if at == 0 { "" } else { label })
    });
    let other = scratch.file("other.csv", format!("id,label_ben\n{}", rows.collect::<String>()));
    let warm = units.iter().filter(|unit| unit["label"] == "positive").count();
    let first_is_warm = usize::from(units[0]["label"] == "positive");
    let found = eval(&[&other]);
    assert_eq!((&found["units"], &found["open"]), (&json!(39), &json!(1)));
    assert_eq!(found["sample"]["confusion"][1][2].as_f64(), Some((warm - first_is_warm) as f64));
    assert_eq!(found["sample"]["by_label"][2]["precision"], 0.0);
    assert_eq!(found["sample"]["by_label"][0]["f1"], 1.0);
    let both = eval(&[&alike, &other]);
    assert_eq!(both["ties"].as_u64(), Some((warm - first_is_warm) as u64));
    // Nobody can tell what a tie is; the others of its stratum stand for it, where there are any.
    let lost = both["strata"].as_array().expect("strata").iter().filter(|stratum| stratum["coded"] == 0);
    let lost: u64 = lost.filter_map(|stratum| stratum["stances"].as_u64()).sum();
    assert_eq!(weighed(&both).round() as u64 + lost, labels.len() as u64, "{both}");
    assert!(both["coders_alpha"].as_f64().is_some_and(|alpha| (0.0..1.0).contains(&alpha)), "{both}");
    let table = run(&["eval", &out, "--gold", &other, "--format", "table"], "");
    assert!(table.out.contains("Krippendorff's alpha") && table.out.contains("macro-F1"), "{}", table.out);
    let csv = run(&["eval", &out, "--gold", &other, "--format", "csv"], "");
    assert!(csv.out.starts_with("id,coders,engine,weight\n"), "{}", csv.out);

    for (name, content, expected) in [
        ("wrong.csv", "id,label\n0123456789abcdef,warm\n", "wrong.csv:2: label: \"warm\" is none of negative"),
        ("wrong.jsonl", "{\"label\":\"neutral\"}\n", "wrong.jsonl:1: has no id"),
    ] {
        let file = scratch.file(name, content);
        let ran = run(&["eval", &out, "--gold", &file], "");
        assert!(ran.code == 2 && ran.err.contains(expected), "{} {}", ran.code, ran.err);
    }
    let strange = scratch.file("strange.csv", "id,label\n0123456789abcdef,neutral\n");
    let ran = run(&["eval", &out, "--gold", &strange], "");
    assert!(ran.code == 1 && ran.err.contains("1 coded stances are not in the run"), "{}", ran.err);
}

#[test]
fn copies_are_drawn_once_and_few_coded_stances_are_told() {
    let scratch = Scratch::new("sample-copies");
    let report = format!(
        "{} “Norway has been a generous friend,” Ana Novak said. “Norway lied about the cables,” she said.",
        "The ministers met in Oslo on Monday to speak of fish and of the price of bread. ".repeat(9)
    );
    let article = |id: &str, text: &str| format!("{}\n", json!({"id": id, "text": text}));
    let other = "“Norway is a reckless bully,” Ana Novak said.";
    let input = ["a", "b", "c"].map(|id| article(id, &report)).concat() + &article("d", other);
    let out = scratch.path("out");
    assert_eq!(run(&["batch", &scratch.file("in.jsonl", input), "--out", &out], "").code, 0);
    let articles =
        |units: &[Value]| units.iter().map(|unit| unit["article"].to_string()).collect::<BTreeSet<_>>().len();
    let once = sample(&[&out, "--for-coding", "50", "-o", "-"]);
    assert_eq!((once.len(), articles(&once)), (3, 2));
    let mut all = sample(&[&out, "--for-coding", "50", "--duplicates", "all"]);
    assert_eq!((all.len(), articles(&all)), (7, 4));

    all.iter_mut().for_each(|unit| unit["label"] = json!("negative"));
    let coded = scratch.file("coded.jsonl", all.iter().map(|unit| format!("{unit}\n")).collect::<String>());
    let eval = |gold: &str, duplicates: &str| {
        let ran = run(&["eval", &out, "--gold", gold, "--duplicates", duplicates], "");
        assert_eq!(ran.code, 0, "{}", ran.err);
        (serde_json::from_str::<Value>(&ran.out).expect("JSON"), ran.err)
    };
    let (found, told) = eval(&coded, "once");
    assert_eq!((&found["units"], &found["copies"], weighed(&found).round()), (&json!(3), &json!(4), 3.0));
    assert!(told.contains("4 coded stances are in copies"), "{told}");
    let (found, told) = eval(&coded, "all");
    assert_eq!((&found["units"], &found["copies"], &*told), (&json!(7), &json!(0), ""));
    // One stance stands for the four that the engine calls cold as little as for those that it calls warm.
    let one = all.iter().find(|unit| unit["article"] == "d").expect("a unit");
    let (found, told) = eval(&scratch.file("one.jsonl", one.to_string()), "all");
    let strata = json!([
        {"engine": "negative", "stances": 4, "coded": 1, "few": true},
        {"engine": "neutral", "stances": 0, "coded": 0, "few": false},
        {"engine": "positive", "stances": 3, "coded": 0, "few": true},
        {"engine": "abstained", "stances": 0, "coded": 0, "few": false},
    ]);
    assert_eq!(found["strata"], strata);
    assert!(told.contains("few coded stances: negative 1 of 4, positive 0 of 3"), "{told}");
}

#[test]
fn codings_are_read_as_spreadsheets_write_them() {
    let scratch = Scratch::new("sample-sheets");
    let out = coded_run(&scratch);
    let ids: Vec<String> = sample(&[&out, "--for-coding", "2"]).iter().map(|unit| unit["id"].to_string()).collect();
    let [first, second] = &ids[..] else { panic!("{ids:?}") };
    let sheet = format!("ID;Text;Label_Anna;Ärger\r\n{first};„Café“;Negative;x\r\n{second};y;neutral;\r\n");
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(sheet.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let western = sheet.chars().map(|c| match c {
        '„' => 0x84,
        '“' => 0x93,
        c => u8::try_from(c).expect("a character of Latin-1"),
    });
    let marked = format!("\u{feff}{}", sheet.replace(';', "\t"));
    for (name, bytes) in [
        ("a.csv", sheet.clone().into_bytes()),
        ("b.csv", wide),
        ("c.csv", western.collect()),
        ("d.tsv", marked.into_bytes()),
    ] {
        let file = scratch.path(name);
        std::fs::write(&file, bytes).expect("a file");
        let ran = run(&["eval", &out, "--gold", &file], "");
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        let found: Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!((&found["units"], &found["missing"]), (&json!(2), &json!(0)), "{name}: {found}");
        assert!(
            ran.err.contains("no coder's, since their names do not begin with label: Ärger\n"),
            "{name}: {}",
            ran.err
        );
    }
    let file = scratch.file("e.csv", "number;label\n1;neutral\n");
    let ran = run(&["eval", &out, "--gold", &file], "");
    assert!(ran.code == 2 && ran.err.contains("no column id; there are"), "{} {}", ran.code, ran.err);
}
