//! The pages that `report` and `score --format html` write, as far as can be seen without a browser (`.ci/report` opens them in
//! one).

use super::{Scratch, run};
use serde_json::{Value, json};
use std::fs;

/// The report of some articles, and the data it carries.
fn report(scratch: &Scratch, articles: &[Value]) -> (String, Value) {
    let lines: String = articles.iter().map(|article| format!("{article}\n")).collect();
    let (input, folder, page) = (scratch.file("in.jsonl", lines), scratch.path("run"), scratch.path("report.html"));
    assert_eq!(run(&["batch", &input, "--out", &folder], "").code, 0);
    let ran = run(&["report", &folder, "-o", &page, "--title", "A </title> & more"], "");
    assert_eq!((ran.code, &*ran.out), (0, ""), "{}", ran.err);
    let page = fs::read_to_string(page).expect("the page");
    let start = "<script type=\"application/json\" id=\"data\">";
    let data = page.split(start).nth(1).and_then(|rest| rest.split("</script>").next()).expect("the page's data");
    let data = serde_json::from_str(data).expect("the data is JSON");
    (page, data)
}

#[test]
fn a_report_holds_the_figures_of_the_tables() {
    let scratch = Scratch::new("page-figures");
    let articles = [
        json!({"id": "a", "title": "Talks", "date": "2024-03-14", "outlet": "The Herald", "url": "https://herald.example/a",
            "text": "🙂 “Norway has been a generous friend,” Ana Novak said. “It was,” she said, “generous.”"}),
        json!({"id": "b", "text": "It rained."}),
        json!({"id": "c", "text": "Berlin praised Kyiv."}),
    ];
    let (page, data) = report(&scratch, &articles);
    assert!(page.contains("<title>A &lt;/title&gt; &amp; more</title>"));
    let totals = json!({"articles": 3, "quotes": 3, "quotesWithSpeaker": 3, "quotesWithStance": 2, "articlesWithStance": 2,
        "skipped": 0, "copiesOnce": true, "copies": 0});
    assert_eq!(data["totals"], totals);
    let string = |number: &Value| match number.as_i64() {
        Some(number @ 0..) => data["strings"][number as usize].as_str().expect("a string"),
        _ => "",
    };
    let column = |table: &str, name: &str| -> Vec<&str> {
        data[table][name].as_array().expect("a column").iter().map(string).collect()
    };
    assert_eq!(column("articles", "title"), ["Talks", ""]);
    assert_eq!(column("articles", "url"), ["https://herald.example/a", ""]);
    assert_eq!(column("holders", "name"), ["Ana Novak", "Germany"]);
    assert_eq!(column("targets", "iso3"), ["NOR", "UKR"]);
    assert_eq!(data["countries"], json!({"DEU": "Germany", "NOR": "Norway", "UKR": "Ukraine"}));
    // Every piece of evidence stands where it is said to, counted as scripts count; the narrator's stands in no quote.
    let stances = &data["stances"];
    let mut at = 0;
    let mut marked = Vec::new();
    for (quote, pieces) in stances["quote"].as_array().unwrap().iter().zip(stances["evidence"].as_array().unwrap()) {
        for _ in 0..pieces.as_u64().unwrap() {
            let evidence = |name: &str| data["evidence"][name][at].as_i64().unwrap();
            let words: Vec<u16> = match quote.as_i64().unwrap() {
                -1 => Vec::new(),
                quote => string(&data["quotes"]["text"][quote as usize]).encode_utf16().collect(),
            };
            let inside = (evidence("start") >= 0).then(|| {
                String::from_utf16(&words[evidence("start") as usize..evidence("end") as usize])
                    .expect("whole characters")
            });
            marked.push((inside, string(&data["evidence"]["term"][at])));
            at += 1;
        }
    }
    assert!(marked.contains(&(Some("generous".to_owned()), "generous")), "{marked:?}");
    assert!(marked.contains(&(None, "praised")), "{marked:?}");
    assert!(marked.iter().all(|(inside, term)| inside.as_deref().is_none_or(|inside| inside == *term)), "{marked:?}");
}

#[test]
fn a_report_is_the_same_of_tables_of_any_format_and_counts_copies_as_asked() {
    let scratch = Scratch::new("page-formats");
    let text = format!(
        "{} “Norway has been a generous friend,” Ana Novak said.",
        "The ministers met in Oslo on Monday. ".repeat(9)
    );
    let articles = ["a", "b"].map(|id| format!("{}\n", json!({"id": id, "text": text})));
    let input = scratch.file("in.jsonl", articles.concat());
    let page = |format: &str, duplicates: &str| {
        let folder = scratch.path(format);
        assert_eq!(run(&["batch", &input, "--out", &folder, "--format", format, "--force"], "").code, 0);
        run(&["report", &folder, "-o", "-", "--duplicates", duplicates], "").out
    };
    let once = page("jsonl", "once");
    assert!(once.contains("\"totals\":{\"articles\":1,") && once.contains("\"copies\":1}"));
    assert_eq!(page("csv", "once"), once);
    let all = page("csv", "all");
    assert!(all.contains("\"totals\":{\"articles\":2,") && all.contains("\"copies\":0}"));
}

/// Words that would be markup, end a script, or run.
const EVIL: [&str; 4] =
    ["</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"'><svg onload=alert(1)>", "<!--<script>"];

#[test]
fn nothing_that_an_article_says_is_markup() {
    let scratch = Scratch::new("page-evil");
    let evil = |number: usize| {
        let words = EVIL[number];
        json!({"id": words, "title": words, "outlet": words, "url": "javascript:alert(1)", "date": "2024-03-14", "author": words,
            "text": format!("“Norway has been a generous {words} friend,” Ana Novak said. Novak {words} praised Russia.")})
    };
    let articles: Vec<Value> = (0..EVIL.len()).map(evil).collect();
    let (page, data) = report(&scratch, &articles);
    // Beside the data, there are the two scripts that the page's policy names.
    assert_eq!((page.matches("<script").count(), page.matches("</script>").count()), (3, 3));
    assert!(!page.contains("alert(1)>"));
    let strings: Vec<&str> = data["strings"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(EVIL.iter().all(|words| strings.contains(words)), "{strings:?}");
    for article in articles {
        let page = run(&["score", "--format", "html", "-"], article.to_string()).out;
        assert_eq!(
            (page.matches("<script").count(), page.matches("<img").count(), page.matches("<svg").count()),
            (0, 0, 0)
        );
        assert!(!page.contains("href=\"javascript") && page.contains("script-src 'none'"), "{page}");
    }
}

#[test]
fn no_name_turns_the_page_around() {
    let scratch = Scratch::new("page-bidi");
    let article = json!({"id": "a", "title": "\u{202e}Talks", "outlet": "\u{202e}Herald", "text": "“Norway lied,” Ana Novak said.",
        "quotes": [{"quote": "Norway lied", "speaker": "\u{202e}Ana Novak\u{2069}"}]});
    let (_, data) = report(&scratch, std::slice::from_ref(&article));
    let strings: Vec<&str> = data["strings"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    // Each is an isolate, in which what it opens is closed, and which it cannot close itself.
    for name in ["Talks", "Herald", "Ana Novak"] {
        let isolated = format!("\u{2068}\u{202e}{name}\u{202c}\u{2069}");
        assert!(strings.contains(&&*isolated), "{name}: {strings:?}");
        assert_eq!(strings.iter().filter(|string| string.contains(name)).count(), 1, "{strings:?}");
    }
    let page = run(&["score", "--format", "html", "-"], article.to_string()).out;
    for part in [
        "<h1>\u{2068}\u{202e}Talks\u{202c}\u{2069}</h1>",
        "\u{2068}\u{202e}Herald\u{202c}\u{2069} ·",
        "\u{202e}Ana Novak\u{202c}\u{2069}</th>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn what_the_article_tells_is_shown_where_the_run_kept_its_text() {
    let scratch = Scratch::new("page-told");
    let input =
        scratch.file("in.jsonl", json!({"id": "a", "text": "🙂 It rained.\nGermany bullied Norway."}).to_string());
    let data = |args: &[&str], min_articles: &str| -> Value {
        let folder = scratch.path("run");
        assert_eq!(run(&[&["batch", &input, "--out", &folder, "--force"], args].concat(), "").code, 0);
        let page = run(&["report", &folder, "-o", "-", "--min-articles", min_articles], "").out;
        let data = page.split("id=\"data\">").nth(1).and_then(|rest| rest.split("</script>").next()).expect("data");
        serde_json::from_str(data).expect("JSON")
    };
    let bare = data(&[], "10");
    assert_eq!((&bare["stances"]["passage"], &bare["minArticles"]), (&json!([-1]), &json!(10)));
    for offsets in ["scalar", "utf16", "byte"] {
        let told = data(&["--with-text", "--offsets", offsets], "4");
        let passage = told["stances"]["passage"][0].as_u64().expect("a passage") as usize;
        assert_eq!(told["strings"][passage], "Germany bullied Norway.");
        assert_eq!((&told["evidence"]["start"], &told["evidence"]["end"]), (&json!([8]), &json!([15])), "{offsets}");
        assert_eq!((&told["stances"]["quote"], &told["minArticles"]), (&json!([-1]), &json!(4)));
    }
}

#[test]
fn the_page_of_an_article_marks_what_was_found() {
    let page =
        run(&["score", "--format", "html", "-"], "Ana Novak thanked Norway. “Norway is a generous friend,” she said.")
            .out;
    for part in [
        "<span class=\"source-of\">Ana Novak</span>",
        "<span class=\"target-of\">Norway</span>",
        "toward Norway\">generous</mark>",
        "<a href=\"#quote-1\">1</a>",
        "id=\"quote-1\"",
        "<th scope=\"row\">Ana Novak</th><td>Norway</td>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(run(&["score", "--format", "html", "-"], "It rained.").code, 1);
}

#[test]
fn a_report_of_nothing_says_so() {
    let scratch = Scratch::new("page-nothing");
    let ran = run(&["report", &scratch.path("none"), "-o", &scratch.path("report.html")], "");
    assert!(ran.code != 0 && ran.err.contains("none"), "{}", ran.err);
    let input = scratch.file("in.txt", "It rained.");
    assert_eq!(run(&["batch", &input, "--out", &scratch.path("run")], "").code, 0);
    assert_eq!(run(&["report", &scratch.path("run"), "-o", "-"], "").code, 1);
}
