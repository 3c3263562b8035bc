//! `detente gazetteer`: whom a name may mean, and what the tables lack or doubt.

use super::{Scratch, run};
use serde_json::Value;

/// What a lookup finds, as JSON.
fn look_up(args: &[&str]) -> Vec<Value> {
    let ran = run(&[&["gazetteer", "lookup"], args].concat(), "");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    serde_json::from_str(&ran.out).expect("JSON")
}

#[test]
fn lookup_shows_everybody_a_name_may_mean() {
    let found = look_up(&["Bush", "--date", "2003-05-01"]);
    let actors: Vec<&str> = found.iter().filter_map(|found| found["actor"].as_str()).collect();
    assert!(actors.contains(&"person:george-w-bush") && actors.contains(&"person:george-h-w-bush"), "{actors:?}");
    assert_eq!(found[0]["actor"], "person:george-w-bush");
    let office = &found[0]["offices"][0];
    assert_eq!((&office["holder_of"], &office["start"]), (&"USA".into(), &"2001-01-20".into()));
    assert_eq!(office["row"]["file"], "lexicons/offices.tsv");
    assert_eq!(found[0]["requires"][0]["row"]["file"], "lexicons/ambiguous.tsv");
    assert_eq!(found[0]["rows"][0]["file"], "lexicons/people.tsv");

    // A country with conditions, a phrase that is nobody's, a seat, an id.
    let georgia = look_up(&["Georgia"]);
    assert_eq!(georgia[0]["actor"], "country:GEO");
    assert!(georgia.iter().any(|reading| reading["actor"].is_null()), "{georgia:?}");
    assert_eq!(look_up(&["Oslo"])[0]["how"], "seat");
    assert_eq!(look_up(&["Germany"])[0]["codes"], serde_json::json!({"cameo": "DEU", "fips": "GM", "iso2": "DE"}));
    let by_id = look_up(&["person:angela-merkel", "--date", "2010-01-01"]);
    assert_eq!((by_id.len(), &by_id[0]["iso3"]), (1, &"DEU".into()));
    assert_eq!(look_up(&["person:angela-merkel", "--date", "2023-01-01"])[0]["offices"], Value::Array(vec![]));

    let table = run(&["gazetteer", "lookup", "Jens", "Stoltenberg", "--format", "table"], "");
    assert!(table.out.starts_with("person:jens-stoltenberg  Jens Stoltenberg ("), "{}", table.out);
    assert!(
        table.out.contains("of nato, 2014-10-01 to 2024-10-01") && table.out.contains("lexicons/people.tsv:"),
        "{}",
        table.out
    );
    let nobody = run(&["gazetteer", "lookup", "Zzyzzx"], "");
    assert_eq!((nobody.code, nobody.out.as_str()), (1, "[]\n"));
    assert!(nobody.err.contains("Zzyzzx"), "{}", nobody.err);
    assert_eq!(run(&["gazetteer", "lookup", "Bush", "--date", "May"], "").code, 64);
}

#[test]
fn check_knows_whom_the_tables_must_know() {
    let checked = run(&["gazetteer", "check", "--as-of", "2025-12-31"], "");
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    let found: Value = serde_json::from_str(&checked.out).expect("JSON");
    assert_eq!(found["as_of"], "2025-12-31");
    let gaps = found["findings"].as_array().expect("an array").iter().filter(|finding| finding["kind"] == "gap");
    let heads = gaps.clone().filter(|gap| gap["office"] == "head of state|head of government");
    assert!(heads.count() <= 3, "{}", checked.out);
    let table = run(&["gazetteer", "check", "--format", "table"], "");
    assert!(table.out.lines().last().is_some_and(|line| line.contains("fault 0, gap ")), "{}", table.out);
    assert_eq!(run(&["gazetteer", "check", "--as-of", "soon"], "").code, 64);
}

#[test]
fn check_tells_of_gaps_overlaps_and_wrong_rows_in_an_overlay() {
    let scratch = Scratch::new("roster");
    scratch.file(
        "doubts/people.tsv",
        "id\tname\tsurname\nana-novak\tAna Novak\tNovak\nkari-lindahl\tKari Lindahl\tLindahl\n",
    );
    let countries = "iso3\tname\tnames\nARD\tArdania\tArdania\nLIN\tLindaria\tLindaria\n";
    scratch.file("doubts/countries.tsv", countries);
    scratch.file("wrong/countries.tsv", countries);
    let head = "person\tholder_of\toffice\tstart\tend\tstatus\tas_of\n";
    scratch.file(
        "doubts/offices.tsv",
        format!(
            "{head}ana-novak\tARD\tforeign minister\t2020\t\tcurrent\t2025-12\n\
             kari-lindahl\tARD\tforeign minister\t2021\t\tcurrent\t2025-12\n\
             kari-lindahl\tARD\tdefence minister\t2022\t\topen-stale\t2022-03\n"
        ),
    );
    scratch.file("doubts/memberships.tsv", "body\tmember\tstart\tend\nwar\tLIN\t2024-02\t2025-12\n");
    let doubts = scratch.path("doubts");
    let check =
        |date: &str| run(&["gazetteer", "check", "--as-of", date, "--format", "table", "--lexicons", &doubts], "");
    let checked = check("2025-12-31");
    assert_eq!(checked.code, 0, "{} {}", checked.out, checked.err);
    for line in [
        "gap  LIN  Lindaria  foreign minister  war: nobody is known".to_owned(),
        format!(
            "overlap  ARD  Ardania  foreign minister  Ana Novak 2020 to ...; Kari Lindahl 2021 to ...  \
             {doubts}/offices.tsv:2 {doubts}/offices.tsv:3"
        ),
        format!(
            "stale  ARD  Ardania  defence minister  Kari Lindahl 2022 to ...; nothing is known after 2022-03  \
             {doubts}/offices.tsv:4"
        ),
    ] {
        assert!(checked.out.lines().any(|other| other == line), "{line}\n{}", checked.out);
    }
    // Before the war nobody asks; after a year without news what was current is no more.
    assert!(!check("2024-01-31").out.contains("LIN"));
    assert!(
        check("2027-06-30").out.contains("foreign minister  Kari Lindahl 2021 to ...; nothing is known after 2025-12")
    );

    let file = scratch.file(
        "wrong/offices.tsv",
        format!(
            "{head}angela-merkel\tARD\tforeign minister\t2021\t2020\tclosed\t\n\
             barack-obama\tARD\tforeign minister\t2021\t\tclosed\t\n"
        ),
    );
    let forms = scratch.file(
        "wrong/ambiguous.tsv",
        "form\treading\trequires\tfrom\tuntil\nArdania\tcountry:ARD\talways\t\t\nArdania\tcountry:LIN\tfull\t\t\n\
         Ardanian\tcountry:ARD\tfull\t2021\t2020\n",
    );
    let wrong = run(&["gazetteer", "check", "--format", "table", "--lexicons", &scratch.path("wrong")], "");
    assert_eq!(wrong.code, 2, "{} {}", wrong.out, wrong.err);
    for (place, says) in [
        (format!("{file}:2"), "ends (2020-12-31) before it begins (2021)"),
        (format!("{file}:3"), "has no end"),
        (format!("{forms}:3"), "before this one"),
        (format!("{forms}:4"), "never"),
    ] {
        let told =
            wrong.out.lines().any(|line| line.starts_with("fault  ") && line.ends_with(&place) && line.contains(says));
        assert!(told, "{place} {says}: {}", wrong.out);
    }
}
