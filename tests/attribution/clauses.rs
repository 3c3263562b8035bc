//! Which clause a cue belongs to, and which words of other clauses are what it reports.

use super::check;

#[test]
fn a_lead_in_before_the_source_waits_for_its_clause() {
    check(&[
        (
            "Back then, Novak said, she thought the mole was \"safe.\"",
            &["Novak | Back then ; she thought the mole was \"safe.\""],
        ),
        (
            "In those weeks, Orlu recalled, they hoped the ice was \"thick enough.\"",
            &["Orlu | In those weeks ; they hoped the ice was \"thick enough.\""],
        ),
        (
            "The logs show, Bell said, that \"nobody kept watch.\"",
            &["Bell | The logs show ; that \"nobody kept watch.\""],
        ),
    ]);
}

#[test]
fn when_and_where_a_quote_was_heard_is_no_content() {
    check(&[(
        "\"The mine is shut,\" Novak said on Monday, according to Harbour Radio.",
        &["Novak | \"The mine is shut,\""],
    )]);
}

#[test]
fn a_relative_pronoun_is_the_subject_of_what_its_clause_reports() {
    check(&[
        (
            "The tax, which Novak said would \"ruin the coast,\" was dropped.",
            &["Novak | which ; would \"ruin the coast,\""],
        ),
        (
            "He spoke of the raid that officials believe was planned abroad.",
            &["He | the raid that officials believe was planned abroad"],
        ),
        ("Orlu lives beside a dam that engineers say is weak, but he stays.", &["engineers | that ; is weak"]),
        ("What we know is that the ferry sank.", &[]),
        ("Bell, who Orlu had ordered was to leave, stayed.", &[]),
    ]);
}

#[test]
fn a_plural_that_no_ending_tells_has_a_verb_all_the_same() {
    check(&[
        ("Six in 10 say the tax is fair.", &["Six in 10 | the tax is fair"]),
        ("Jeb Novak and Ana Bell say the tax is fair.", &["Jeb Novak and Ana Bell | the tax is fair"]),
        ("Those over 60 say they were left behind.", &["Those over 60 | they were left behind"]),
        ("People close to Novak say the talks failed.", &["People close to Novak | the talks failed"]),
        ("Novak had no say in the matter.", &[]),
    ]);
}

#[test]
fn an_adverb_between_commas_keeps_the_subject_before_it() {
    check(&[
        ("Orlu and the mayor, however, said they had waited.", &["the mayor, however, | they had waited"]),
        (
            "As the poet Ana Bell puts it, the town is \"a closed door.\"",
            &["the poet Ana Bell | the town is \"a closed door.\""],
        ),
        ("The crowd chanted back at him, \"Send them home.\"", &["The crowd | \"Send them home.\""]),
    ]);
}

#[test]
fn a_verb_that_no_cue_is_ends_the_subject_before_it() {
    check(&[
        ("Novak knocked Bell on trade and called him a \"coward.\"", &["Novak | him a \"coward.\""]),
        ("Orlu survived the winter in a hut and says such huts are unsafe.", &["Orlu | such huts are unsafe"]),
        ("Two farmers rushed to the gate and said they would wait.", &["Two farmers | they would wait"]),
        (
            "The mayor's \"plan for the coast is no plan,\" the report released Friday said.",
            &["the report released Friday | The mayor's \"plan for the coast is no plan,\""],
        ),
    ]);
}

#[test]
fn occasions_and_asides_stand_between_a_cue_and_its_clause() {
    check(&[
        ("Novak said despite all that, Bell was not moved.", &["Novak | despite all that, Bell was not moved"]),
        ("Novak said, if elected, she would ask Bell to leave.", &["Novak | if elected, she would ask Bell to leave"]),
        ("She vented to her husband, Ivo Bell, that it would be \"ugly.\"", &["She | that it would be \"ugly.\""]),
        (
            "Orlu told a crowd in snowy Belmark, Ardania, on Monday that he had \"few regrets.\"",
            &["Orlu | that he had \"few regrets.\""],
        ),
        ("Orlu claimed in July - falsely - that Bell had \"left.\"", &["Orlu | that Bell had \"left.\""]),
    ]);
}

#[test]
fn as_and_quoted_words_tell_what_somebody_is_said_to_be() {
    check(&[
        ("Novak introduced her as \"a friend of the poor.\"", &["Novak | her as \"a friend of the poor.\""]),
        (
            "Orlu, who has cast himself as a \"voice of calm,\" has left the hall.",
            &["who | himself as a \"voice of calm,\""],
        ),
        ("Bell introduced the mayor to the crowd.", &[]),
        ("Orlu presented the plan, as promised, on \"Night Desk.\"", &[]),
    ]);
}
