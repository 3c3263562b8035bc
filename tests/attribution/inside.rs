//! Who is only named inside a quotation does not speak: not by a pronoun, not by being near, not by being the only name.

use super::ENGINE;
use detente::record::{self, Article, Settings};

/// The speakers of a text's quotes, in order, with `-` for nobody named.
fn speakers(text: &str) -> String {
    let mut names = Vec::new();
    record::compose(&ENGINE, &Article::from_text(text), "case", &Settings::default(), |record| {
        names.extend(record.quotes.iter().map(|quote| {
            let name = quote.speaker.as_ref().and_then(|speaker| speaker.name.as_deref());
            name.unwrap_or("-").to_owned()
        }));
    })
    .expect("a plain text is a sound article");
    names.join("|")
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|&(text, expected)| (text, expected, speakers(text)))
        .filter(|(_, expected, found)| expected != found)
        .map(|(text, expected, found)| format!("{text}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn who_is_named_in_a_quotation_with_a_cue_is_not_its_speaker() {
    check(&[
        ("\"Ivo Lindahl lied to the whole harbour,\" said a fisherman.", "-"),
        ("\"Ivo Dahl said the dam was safe,\" a clerk recalled. \"That was wrong.\"", "-"),
        ("According to a diplomat, \"Lindahl told us to wait.\"", "-"),
        ("Witnesses said \"Dahl fired first\" and ran.", "-"),
        ("The mayor said that Mira Novak \"lied to all of us\" in the spring.", "-"),
        ("A neighbour claimed Ivo Dahl had burned the letters.", "-"),
        ("Asked about Ivo Dahl, a guard said: \"I never met him.\"", "-"),
        ("A source close to Mira Novak said she \"would not run\".", "-"),
        ("The letter read: \"Ivo Dahl owes me forty crowns. Ivo Dahl knows it.\"", "-"),
        ("\"Mira Novak let us in,\" said Peter Orlu, a porter.", "Peter Orlu"),
        ("A man shouted \"Ivo Dahl is a thief.\"", "-"),
    ]);
}

#[test]
fn who_is_named_in_a_quotation_without_a_cue_is_not_its_speaker() {
    check(&[
        ("\"Peter Novak is a coward, and we all know who paid for the boat he came in.\"", "-"),
        (
            "\"Mira Novak promised us a school,\" the teacher said.\n\n\"Ivo Dahl promised us a road. Neither came, and \
             the children still walk.\"",
            "-",
        ),
        ("\"We met Ilse Brandt at noon.\n\n\"Ilse Brandt asked for water.\n\n\"Then it rained,\" a rescuer said.", "-"),
        ("One villager wept. \"Ilse Brandt saved my son, and nobody has thanked her for it since.\"", "-"),
        ("\"Dr. Ilse Brandt told me I would live.\" — a nurse", "-"),
        ("\"Ivo Dahl must resign\": union", "-"),
        ("\"Ivo Lindahl is finished\": Ilse Novak vows to run again", "Ilse Novak|Ilse Novak"),
    ]);
}

#[test]
fn a_pronoun_does_not_mean_who_is_only_named_in_a_quotation() {
    check(&[
        ("\"Mira Novak left us without bread,\" an old woman said. \"She wept about it,\" she added.", "-|-"),
        ("Reporters waited at the gate. \"Peter Novak is a coward,\" he said.", "-"),
        ("A man shouted \"Ivo Dahl is a thief.\" \"He took my boat,\" he said.", "-|-"),
        ("\"I love Mira Novak,\" he sang.", "-"),
        ("\"We saw Mira Novak,\" a boy said.\n\nShe said the boy was wrong.", "-|-"),
        ("\"Ivo Dahl is a friend,\" a trader said. He said the port was his.", "-|-"),
        ("Ilse Brandt came late. \"Ivo Dahl lied to me,\" she said.", "Ilse Brandt"),
        ("Peter Orlu rose. \"Ivo Dahl is a friend,\" he said.", "Peter Orlu"),
    ]);
}

#[test]
fn who_is_named_in_a_turn_or_a_nested_quotation_does_not_take_it() {
    check(&[
        ("The baker told the court: \"Mira Novak said, 'Burn it all.' I did not.\"", "-|Mira Novak"),
        (
            "REPORTER: What did Mira Novak tell you?\n\nDRIVER: Mira Novak said nothing.\n\nREPORTER: And Ivo Dahl?",
            "-|-|-",
        ),
        ("Q. Who paid for it?\n\nA. Mira Novak paid. She told me so.\n\nQ. And who else?\n\nA. Ivo Dahl.", "-|-|-|-"),
        ("\"He told us, 'Ivo Dahl is dead,'\" a nurse said.", "-|-"),
    ]);
}
