//! Whose verb a quote hangs on, and where the narrator takes over behind quoted words.

use super::check;

#[test]
fn a_verb_without_a_subject_has_the_nearest_pronoun_for_one() {
    check(&[
        (
            "When Novak came to the harbour, he struck a mild tone, saying, \"We all make mistakes.\"",
            &["he | \"We all make mistakes.\""],
        ),
        (
            "Novak built a new mole, but the work stalled, and she has fought the owners ever since, calling the mayor a \"coward.\"",
            &["she | the mayor a \"coward.\""],
        ),
    ]);
}

#[test]
fn the_narrator_s_remark_behind_quoted_words_is_no_part_of_them() {
    check(&[
        ("Novak called the tax a \"robbery,\" pointing at the map.", &["Novak | the tax a \"robbery,\""]),
        ("Novak said the tax was a \"robbery,\" which pleased the crowd.", &["Novak | the tax was a \"robbery,\""]),
        ("Novak called the tax a \"robbery,\" with the crowd on her side.", &["Novak | the tax a \"robbery,\""]),
    ]);
}

#[test]
fn what_a_thing_was_called_by_nobody_knows_whom_is_a_quote_without_a_source() {
    check(&[
        ("The new tax has been called a \"robbery\" for its rate.", &["- | The new tax ; a \"robbery\" for its rate"]),
        ("The raid was described as \"a stroll.\"", &["- | The raid ; \"a stroll.\""]),
        ("The raid was called off \"at dawn.\"", &[]),
    ]);
}

#[test]
fn what_commas_set_off_beside_a_source_is_no_content() {
    check(&[
        (
            "According to Novak, who chairs the committee, the report was \"deeply flawed\".",
            &["Novak, who chairs the committee | the report was \"deeply flawed\""],
        ),
        ("According to Orlu, 45, the dam would hold.", &["Orlu, 45 | the dam would hold"]),
        (
            "According to Orlu, the dam had burst, which surprised nobody.",
            &["Orlu | the dam had burst, which surprised nobody"],
        ),
        (
            "In Belmark, a former judge, Mira Novak, said the court was weak.",
            &["a former judge, Mira Novak, | the court was weak"],
        ),
        (
            "On Monday, the harbour master, Petr Lindahl, called on crews to stay in port.",
            &["the harbour master, Petr Lindahl, | crews to stay in port"],
        ),
    ]);
}

#[test]
fn when_an_act_was_done_is_no_part_of_its_object() {
    check(&[
        ("Novak praised the dockers on Tuesday.", &["Novak | the dockers"]),
        ("Novak praised the vote on Tuesday's strike.", &["Novak | the vote on Tuesday's strike"]),
        ("Orlu backed the mayor, hours after the raid.", &["Orlu | the mayor"]),
        ("Orlu backed the mayor, after the raid had failed.", &["Orlu | the mayor"]),
        ("Orlu condemned the raid, pointing at the map.", &["Orlu | the raid"]),
    ]);
}

#[test]
fn a_subject_that_opens_a_clause_is_whole() {
    check(&[
        (
            "A resident who watched the fire said that the mill was gone.",
            &["A resident who watched the fire | that the mill was gone"],
        ),
        (
            "A resident who saw the fire said that the mill was gone.",
            &["who | the fire", "A resident who saw the fire | that the mill was gone"],
        ),
        (
            "On Friday, the mayor and the governor said that the mill was gone.",
            &["the mayor and the governor | that the mill was gone"],
        ),
        ("But Novak and his allies said the mill was gone.", &["Novak and his allies | the mill was gone"]),
        ("Many want what they said was lost.", &["they | what ; was lost"]),
        ("Novak, angry by then, and the mayor said it was over.", &["the mayor | it was over"]),
    ]);
}
