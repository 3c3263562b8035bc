//! `detente lexicon`: what the engine knows, and whether an overlay is sound.

use super::{Scratch, TEXT, run};
use serde_json::Value;

#[test]
fn lexicon_lists_looks_up_and_checks_overlays() {
    let list = run(&["lexicon", "list"], "");
    assert!(list.code == 0 && list.out.lines().any(|line| line.starts_with("valence ")), "{}", list.out);
    let found = run(&["lexicon", "lookup", "condemned"], "");
    assert!(found.code == 0 && found.out.contains("lexicons/valence.tsv:"), "{}", found.out);
    assert_eq!(run(&["lexicon", "lookup", "zzyzzx"], "").code, 1);

    let scratch = Scratch::new("overlay");
    let head = "# invented\nterm\tpos\tvalue\tspread\tkind\n";
    scratch.file("sound/valence.tsv", format!("{head}zzyzzx\tadj\t-0.9\t0.1\tattitude\n!generous\tadj\t\t\t\n"));
    scratch.file("sound/weights.tsv", "# the lexicons alone\nname\tvalue\nfitted\t0\n");
    let overlay = scratch.path("sound");
    let looked_up = run(&["lexicon", "lookup", "zzyzzx", "--lexicons", &overlay], "");
    assert!(looked_up.code == 0 && looked_up.out.contains("valence.tsv:3"), "{} {}", looked_up.out, looked_up.err);
    let score = |args: &[&str]| {
        let request = r#"{"text":"Norway was zzyzzx.","targets":[{"id":"t","start":0,"end":6}]}"#;
        let record: Value = serde_json::from_str(&run(args, request).out).expect("JSON");
        record["targets"][0]["label"].clone()
    };
    assert_eq!(score(&["score"]), "neutral");
    assert_eq!(score(&["score", "--lexicons", &overlay]), "negative");

    // Its rows are told from the table's own that stand in the same line.
    let request = r#"{"text":"Norway was zzyzzx.","targets":[{"id":"t","start":0,"end":6}]}"#;
    let explained = run(&["explain", "--lexicons", &overlay], request).out;
    assert!(explained.contains(&format!("\"zzyzzx\" {overlay}/valence.tsv:3, ")), "{explained}");
    let removed = run(&["lexicon", "lookup", "generous", "--lexicons", &overlay], "");
    assert!(!removed.out.contains("/valence.tsv:"), "{}", removed.out);
    scratch.file("unknown/moods.tsv", head);
    assert_eq!(run(&["score", "--lexicons", &scratch.path("unknown")], TEXT).code, 64);
}

#[test]
fn every_table_is_looked_up() {
    for (words, tables) in [
        (&["she"][..], &["pronouns", "function_words"][..]),
        (&["the"], &["function_words"]),
        (&["Mr."], &["abbreviations", "roles"]),
        (&["n't"], &["clitics", "function_words", "shifters"]),
        (&["Aaron"], &["common_words"]),
        (&["advertisement"], &["boilerplate"]),
        (&["condemned"], &["cues", "frames", "valence"]),
        (&["forbade"], &["irregular"]),
        (&["blood", "on", "its", "hands"], &["valence"]),
        (&["Norwegian"], &["countries"]),
        (&["Reykjavik"], &["countries"]),
        (&["Jens", "Stoltenberg"], &["people"]),
        (&["NATO"], &["organisations"]),
        (&["Aarhus"], &["places"]),
    ] {
        let ran = run(&[&["lexicon", "lookup", "--"], words].concat(), "");
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{words:?}");
        for table in tables {
            let start = format!("lexicons/{table}.tsv:");
            let row = ran.out.lines().find_map(|line| line.strip_prefix(&start));
            let line = row.and_then(|row| row.split(' ').next()).unwrap_or_default();
            assert!(line.parse::<usize>().is_ok(), "{words:?} in {table}: {}", ran.out);
        }
    }
}

#[test]
fn fitted_weights_of_a_word_are_looked_up() {
    let ran = run(&["lexicon", "lookup", "condemned"], "");
    let fitted = |line: &str| line.starts_with("lexicons/fitted.tsv:");
    let shown: Vec<&str> = ran.out.lines().filter(|line| fitted(line)).collect();
    assert!(shown.iter().any(|line| line.contains("feature: near: condemn  negative: ")), "{}", ran.out);
    assert!(shown.iter().all(|line| line.contains(" condemn ")), "{}", ran.out);
    let (first, all) = (ran.out.lines().position(fitted), ran.out.lines().count());
    assert_eq!(first, Some(all - shown.len()), "fitted weights come last");

    // What stands beside the target is a feature of its words, whoever the target is; what is no word is of none.
    let said = run(&["lexicon", "lookup", "said"], "").out;
    assert!(said.contains("feature: beside: <target> said  "), "{said}");
    assert!(!run(&["lexicon", "lookup", "target"], "").out.contains("feature: target: "));

    let scratch = Scratch::new("fitted");
    let rows = "# invented\n# replaces: every row\nfeature\tnegative\tpositive\tarticles\nnear: zzyzzx\t0.5\t0\t9\n";
    scratch.file("own/fitted.tsv", rows);
    let own = run(&["lexicon", "lookup", "zzyzzx", "--lexicons", &scratch.path("own")], "");
    assert!(own.code == 0 && own.out.contains("fitted.tsv:4  feature: near: zzyzzx"), "{} {}", own.out, own.err);
}

#[test]
fn a_row_is_shown_once_however_many_of_its_forms_are_alike() {
    for word in ["reset", "upset", "cut"] {
        let ran = run(&["lexicon", "lookup", word], "");
        let mut rows: Vec<&str> = ran.out.lines().collect();
        let all = rows.len();
        rows.sort_unstable();
        rows.dedup();
        assert!(all > 0 && rows.len() == all, "{word}: {}", ran.out);
    }
}

#[test]
fn check_tells_of_every_bad_row() {
    let scratch = Scratch::new("broken");
    let file = scratch.file(
        "broken/valence.tsv",
        "# invented\nterm\tpos\tvalue\tspread\tkind\n\
         grim\tadj\tvery\t0.1\tattitude\n\
         fine\tadj\t0.5\t0.1\tattitude\n\
         short\tadj\n\
         far\tadj\t7\t0.1\tattitude\n\
         odd\tthing\t0.5\t0.1\tattitude\n\
         \tadj\t0.5\t0.1\tattitude\n\
         !\tadj\n\
         !zzyzzx\n\
         fine\tadj\t0.4\t0.1\tattitude\n",
    );
    let cues = scratch.file("broken/cues.tsv", "lemma\tpos\tclass\ttakes\toutside\nmutter\tverb\tnoise\tquote\t0.5\n");
    let folder = scratch.path("broken");
    let checked = run(&["lexicon", "check", "--lexicons", &folder], "");
    assert_eq!((checked.code, checked.err.as_str()), (2, ""), "{}", checked.out);
    for (place, says) in [
        (format!("{file}:3: "), "very"),
        (format!("{file}:5: "), "2 cells"),
        (format!("{file}:6: "), "7 is not between"),
        (format!("{file}:7: "), "thing"),
        (format!("{file}:8: "), "no term"),
        (format!("{file}:9: "), "no term"),
        (format!("{file}:10: "), "removes nothing"),
        (format!("{file}:11: "), "stands in line 4 too"),
        (format!("{cues}:2: "), "noise"),
    ] {
        let told = checked.out.lines().any(|line| line.starts_with(&place) && line.contains(says));
        assert!(told, "{place}{says}: {}", checked.out);
    }
    assert!(!checked.out.contains(&format!("{file}:4: ")), "{}", checked.out);
    let score = run(&["score", "--lexicons", &folder], TEXT);
    assert_eq!(score.code, 64);
    assert!(score.err.contains(&format!("{file}:3: ")) || score.err.contains(&format!("{cues}:2: ")), "{}", score.err);

    let sound = run(&["lexicon", "check"], "");
    assert!(sound.code == 0 && sound.out.ends_with(" 0 problems\n"), "{}", sound.out);
}

#[test]
fn check_tells_of_rows_that_gainsay_or_repeat_others() {
    let scratch = Scratch::new("gainsaid");
    let neutral = scratch.file("odd/neutral.tsv", "term\tpos\npraise\tverb\nzzyz zx\tnoun\nzzyzzx\tnoun\n");
    let head = "term\tpos\tvalue\tspread\tkind\n";
    let valence = scratch.file(
        "odd/valence.tsv",
        format!("{head}zzyz-zzx\tadj\t0.5\t0.1\tattitude\nzzyz zzx\tadj\t0.4\t0.1\tattitude\n"),
    );
    let checked = run(&["lexicon", "check", "--lexicons", &scratch.path("odd")], "");
    assert_eq!(checked.code, 2);
    for (place, says) in [
        (format!("{neutral}:2: "), "\"praise\" is neutral here and rated in lexicons/"),
        (format!("{neutral}:3: "), "\"zzyz zx\" never matches"),
        (format!("{valence}:3: "), "matches what"),
    ] {
        let told = checked.out.lines().any(|line| line.starts_with(&place) && line.contains(says));
        assert!(told, "{place}{says}: {}", checked.out);
    }
    assert!(checked.out.ends_with(" 3 problems\n"), "{}", checked.out);
}

#[test]
fn what_is_neutral_on_purpose_silences_vader() {
    let scratch = Scratch::new("silenced");
    scratch.file("vader/vader.tsv", "term\tpos\tvalue\tspread\tkind\nzzyzzxes\tany\t-0.9\t0.1\tattitude\n");
    scratch.file("both/vader.tsv", "term\tpos\tvalue\tspread\tkind\nzzyzzxes\tany\t-0.9\t0.1\tattitude\n");
    scratch.file("both/neutral.tsv", "term\tpos\nzzyzzx\tnoun\n");
    for folder in ["vader", "both"] {
        scratch.file(&format!("{folder}/weights.tsv"), "name\tvalue\nfitted\t0\n");
    }
    let score = |folder: &str| {
        let request = r#"{"text":"Norway zzyzzxes.","targets":[{"id":"t","start":0,"end":6}]}"#;
        let record = run(&["score", "--lexicons", &scratch.path(folder)], request).out;
        serde_json::from_str::<Value>(&record).expect("JSON")["targets"][0]["label"].clone()
    };
    assert_eq!((score("vader"), score("both")), ("negative".into(), "neutral".into()));
}

#[test]
fn coverage_counts_content_words_by_what_is_known_of_them() {
    let scratch = Scratch::new("coverage");
    scratch.file("own/neutral.tsv", "term\tpos\nzzyzzx\tnoun\n");
    let text = "Novak and the zzyzzxes condemned a quxify, 40 Quxify and her cruel quxify.";
    let file = scratch.file("text.txt", text);
    let counted = run(&["lexicon", "coverage", &file, "--lexicons", &scratch.path("own")], "");
    assert_eq!((counted.code, counted.err.as_str()), (0, ""));
    let words: Vec<Vec<&str>> = counted.out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(words[0][..3], ["content", "words", "5"], "{}", counted.out);
    assert_eq!(words[1..4].iter().map(|row| row[1]).collect::<Vec<_>>(), ["2", "1", "3"], "{}", counted.out);
    assert_eq!(words.last().map(Vec::as_slice), Some(&["2", "quxify"][..]), "{}", counted.out);
    assert_eq!(run(&["lexicon", "coverage", "-"], "").code, 1);
}

#[test]
fn a_line_of_one_word_removes_it() {
    let scratch = Scratch::new("removal");
    scratch.file("bare/valence.tsv", "term\tpos\tvalue\tspread\tkind\n!liar\n");
    let bare = scratch.path("bare");
    let checked = run(&["lexicon", "check", "--lexicons", &bare], "");
    assert_eq!(checked.code, 0, "{} {}", checked.out, checked.err);
    let rated = |args: &[&str]| run(args, "").out.contains("valence.tsv:");
    assert!(rated(&["lexicon", "lookup", "liar"]));
    assert!(!rated(&["lexicon", "lookup", "liar", "--lexicons", &bare]));
    // A table needs its row of column names, and the message says so.
    let file = scratch.file("headless/valence.tsv", "!liar\n");
    let headless = run(&["score", "--lexicons", &scratch.path("headless")], TEXT);
    assert_eq!(headless.code, 64);
    assert!(headless.err.contains(&format!("{file}:1: no row of column names")), "{}", headless.err);
}
