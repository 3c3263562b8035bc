//! What `score` and `explain` show to people and to spreadsheets.

use super::{TEXT, run};
use serde_json::json;

#[test]
fn a_table_shows_the_stances_of_speakers_without_a_name() {
    let table = |text: &str| run(&["score", "--format", "table", "-"], text).out;
    let she = table("“I hate Russia,” she said.");
    assert!(she.lines().any(|line| line.starts_with("(unknown: she)  Russia") && line.contains("“I hate")), "{she}");
    assert!(!she.contains("no attitude"), "{she}");
    // Two quotes of nobody add up; what nobody judged is told too.
    let two = table("“I hate Russia,” she said. “Russia lied to us,” she said. “I was in Norway,” she said.");
    let rows: Vec<&str> = two.lines().filter(|line| line.contains('│')).collect();
    assert!(rows.len() == 1 && rows[0].contains("  2  “I hate Russia"), "{two}");
    assert!(two.contains("Spoke without a stance: (unknown: she) of Norway."), "{two}");
    // A named speaker keeps a row of her own.
    let both = table(&format!("{TEXT}\n“I hate Russia,” a shopkeeper said."));
    for row in ["Ana Novak", "(unknown: a shopkeeper)"] {
        assert!(both.lines().any(|line| line.starts_with(row)), "{row}: {both}");
    }
    assert!(table("“It rained,” she said.").contains("1 quotes; no attitude"));
}

#[test]
fn a_table_counts_what_is_said_and_thoughts_on_request() {
    let text = "Ana Novak said Russia was a cruel liar. Ivo Dahl believes that Russia is a cruel liar.";
    let rows = |arguments: &[&str]| {
        let out = run(&[&["score", "--format", "table"], arguments, &["-"]].concat(), text).out;
        let names: Vec<&str> = ["Ana Novak", "Ivo Dahl"].into_iter().filter(|&name| out.contains(name)).collect();
        (names.join("|"), out.contains("Thought rather than said: 1 more (--thoughts shows them)."))
    };
    assert_eq!(rows(&[]), ("Ana Novak".to_owned(), true));
    assert_eq!(rows(&["--thoughts"]), ("Ana Novak|Ivo Dahl".to_owned(), false));
    // The record holds all of it, and tells one from the other.
    let record = run(&["score", "--format", "json", "-"], text).out;
    for class in ["\"class\": \"speech\"", "\"class\": \"thought\""] {
        assert!(record.contains(class), "{record}");
    }
}

#[test]
fn table_and_csv_answer_what_is_asked() {
    let record = json!({
        "id": "a", "text": "Zoë praised Norway.",
        "targets": [{"id": "t", "start": 12, "end": 18}, {"start": 0, "end": 3}],
        "pairs": [{"id": "p", "a": {"start": 0, "end": 3}, "b": {"start": 12, "end": 18}}],
    });
    let score = |format: &str| run(&["score", "--format", format], record.to_string()).out;
    let table = score("table");
    for (question, words) in
        [("t: target ", "praised"), ("1: target ", ""), ("p: a_to_b ", "praised"), ("p: b_to_a ", "")]
    {
        let row = table.lines().find(|line| line.starts_with(question));
        let evidence = row.and_then(|row| row[question.len()..].split("  ").last());
        assert!(evidence.is_some_and(|evidence| evidence.contains(words)), "{question}: {table}");
    }
    let csv = score("csv");
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{csv}");
    let column = |name: &str| rows[0].iter().position(|column| *column == name).expect("a column");
    let answers: Vec<[&str; 2]> = rows[1..]
        .iter()
        .map(|row| [row[column("asked")], row[column("asked_id")]])
        .filter(|[asked, _]| !asked.is_empty())
        .collect();
    assert_eq!(answers, [["target", "t"], ["target", "1"], ["a_to_b", "p"], ["b_to_a", "p"]], "{csv}");
    assert!(rows[1..].iter().all(|row| row[column("score")].parse::<f64>().is_ok()), "{csv}");
}

#[test]
fn explain_calls_questions_by_their_names() {
    let record = json!({
        "id": "a", "text": "Zoë praised Norway.",
        "targets": [{"id": "winner", "start": 12, "end": 18}, {"start": 0, "end": 3}],
        "pairs": [{"id": "both", "a": {"start": 0, "end": 3}, "b": {"start": 12, "end": 18}}],
    });
    let shown = run(&["explain"], record.to_string()).out;
    for question in [
        "toward \"Norway\", target winner: ",
        "toward \"Zoë\", target 1: ",
        "toward \"Norway\" from \"Zoë\", pair both, a to b: ",
        "toward \"Zoë\" from \"Norway\", pair both, b to a: ",
    ] {
        assert!(shown.contains(question), "{question}: {shown}");
    }
}
