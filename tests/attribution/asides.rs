//! What stands between the halves of a quote, beside its source, or in a clause of its own, and is no part of it.

use super::{ENGINE, check};
use detente::attribution;

#[test]
fn quoted_words_go_on_behind_the_narrator_s_aside() {
    check(&[
        (
            "\"The port closed,\" Novak said, pointing at the map, \"and nobody told us.\"",
            &["Novak | \"The port closed,\" ; \"and nobody told us.\""],
        ),
        (
            "\"The port closed,\" said Mira Novak, in a phone call, \"and nobody told us.\"",
            &["Mira Novak | \"The port closed,\" ; \"and nobody told us.\""],
        ),
        (
            "\"The port closed,\" Novak told the paper, referring to the strike, \"and nobody told us.\"",
            &["Novak | \"The port closed,\" ; \"and nobody told us.\""],
        ),
        ("\"Go,\" the mayor said; \"stay,\" said the bishop.", &["the mayor | \"Go,\"", "the bishop | \"stay,\""]),
    ]);
}

#[test]
fn a_medium_is_no_agent_and_a_participle_no_verb() {
    check(&[
        (
            "\"I would have gone,\" Mira Novak, now 81 and retired in Dover, Del., said by telephone this week.",
            &["Mira Novak, now 81 and retired in Dover, Del., | \"I would have gone,\""],
        ),
        ("Novak, asked about the fee, said the port had closed.", &["Novak | the port had closed"]),
    ]);
}

#[test]
fn a_content_goes_on_behind_whom_it_was_told() {
    check(&[
        (
            "The talks, Mira Novak told reporters, were \"a waste of time\".",
            &["Mira Novak | The talks ; were \"a waste of time\""],
        ),
        (
            "The museum, Novak said, celebrated several of his heroes.",
            &["Novak | The museum ; celebrated several of his heroes"],
        ),
        ("The boy, according to his uncle, had never held a gun.", &["his uncle | The boy ; had never held a gun"]),
        (
            "According to Mira Novak, a lawyer for the family, the boy was hurt.",
            &["Mira Novak, a lawyer for the family | the boy was hurt"],
        ),
    ]);
}

#[test]
fn a_verb_of_saying_parts_two_noun_phrases() {
    check(&[
        ("Ms Falk, the mayor, said Orlu was lying.", &["Ms Falk, the mayor, | Orlu was lying"]),
        (
            "\"We trust it,\" Novak said. Ola Berg of the union said Novak had lied.",
            &["Novak | \"We trust it,\"", "Ola Berg of the union | Novak had lied"],
        ),
        ("The captain told reporters Orlu was lying.", &["The captain | Orlu was lying"]),
        ("Novak told a weekly briefing that cases were down.", &["Novak | that cases were down"]),
    ]);
}

#[test]
fn an_act_has_its_subject_before_it() {
    check(&[("Novak, using the phrase \"a fraud\", attacked Ms Dahl.", &["Novak | \"a fraud\"", "Novak | Ms Dahl"])]);
}

#[test]
fn what_is_called_something_behind_a_relative_pronoun_stays_with_the_name() {
    check(&[(
        "\"I am tired,\" said Mr Odeh, who is known as \"the Ox\". \"I want to sleep.\"",
        &["Mr Odeh, who is known as \"the Ox\" | \"I am tired,\" ; \"I want to sleep.\""],
    )]);
}

#[test]
fn what_others_say_of_quoted_words_is_no_part_of_them() {
    check(&[
        ("Novak said the deal was \"bad\" - a charge the firm denies.", &["Novak | the deal was \"bad\""]),
        ("Novak called it \"dead\", a claim that the firm rejected.", &["Novak | it \"dead\""]),
    ]);
}

#[test]
fn a_sentence_between_marks_is_speech_however_short() {
    check(&[
        (
            "Alice Mbeki began talking. \"It was dark. We ran.\" Bob nodded.",
            &["Alice Mbeki | \"It was dark. We ran.\""],
        ),
        ("Ben Oti was blunt. \"We have jobs here.\"", &["Ben Oti | \"We have jobs here.\""]),
        (
            "Mayor Ben Oti wrote on the wall:\n\n\"Go home. Do not share rumours.\"",
            &["Mayor Ben Oti | \"Go home. Do not share rumours.\""],
        ),
        (
            "From the desk of Senator Paul Grady:\n\n\"I will not vote for this bill.\"",
            &["Senator Paul Grady | \"I will not vote for this bill.\""],
        ),
        ("The message from Ben Oti: \"We stay.\"", &["Ben Oti | \"We stay.\""]),
    ]);
}

#[test]
fn feelings_expressed_in_quoted_words_are_a_quote() {
    check(&[
        ("Ardania expressed \"deep concern\" over the firing.", &["Ardania | \"deep concern\" over the firing"]),
        ("The ministry voiced \"grave doubts\" about the count.", &["The ministry | \"grave doubts\" about the count"]),
    ]);
}

#[test]
fn labels_in_capitals_open_turns_with_their_titles() {
    check(&[
        (
            "MR. PALMER: The talks went well.\n\nQ: When do you meet again?\n\nMR. PALMER: Next week.",
            &["MR. PALMER | The talks went well.", "- | When do you meet again?", "MR. PALMER | Next week."],
        ),
        (
            "ANNA COLE, HOST: What do you make of it?\n\nSEN. LEE HART (R-TX): It was a mistake.\n\nCOLE: Why?\n\nHART: Nobody asked us.",
            &[
                "ANNA COLE | What do you make of it?",
                "SEN. LEE HART | It was a mistake.",
                "COLE | Why?",
                "HART | Nobody asked us.",
            ],
        ),
    ]);
}

#[test]
fn a_claim_that_is_a_subject_ends_before_its_verb() {
    check(&[
        (
            "The mayor's insistence that the water is clean has angered residents.",
            &["The mayor | that the water is clean"],
        ),
        ("Her claim that the vote was stolen has been rejected.", &["Her | that the vote was stolen"]),
        (
            "Orlu's argument that the bridge would also need a guard fell flat.",
            &["Orlu | that the bridge would also need a guard fell flat"],
        ),
    ]);
}

#[test]
fn a_thing_that_is_promised_is_not_whom_it_is_promised() {
    check(&[(
        "He promised lower taxes and \"jobs\", but he has not said how.",
        &["He | lower taxes and \"jobs\"", "he | how"],
    )]);
}

#[test]
fn each_of_three_who_speak_in_a_sentence_has_the_own_words() {
    check(&[(
        "Omar Aziz shouted \"Enough\", Lina Saad replied \"Never\", and the guard said \"Out\".",
        &["Omar Aziz | \"Enough\"", "Lina Saad | \"Never\"", "the guard | \"Out\""],
    )]);
}

#[test]
fn a_participle_or_a_clause_belongs_to_the_people_before_it() {
    check(&[
        (
            "Three people briefed on the plan said the base would close.",
            &["Three people briefed on the plan | the base would close"],
        ),
        (
            "A passer-by who asked to be called Joe said the base would close.",
            &["who | to be called Joe", "A passer-by who asked to be called Joe | the base would close"],
        ),
    ]);
}

#[test]
fn a_british_phrase_closes_before_the_next_one_opens() {
    check(&[
        (
            "Novak called the vote ‘a farce’ and said voters’ rights had been ‘trampled’.",
            &["Novak | the vote ‘a farce’", "Novak | voters’ rights had been ‘trampled’"],
        ),
        (
            "Novak called the vote 'a farce' and said the miners' rights had been 'trampled'.",
            &["Novak | the vote 'a farce'", "Novak | the miners' rights had been 'trampled'"],
        ),
        ("‘The voters’ rights are lost,’ Novak said.", &["Novak | ‘The voters’ rights are lost,’"]),
    ]);
}

#[test]
fn a_dateline_does_not_speak() {
    check(&[
        (
            "Belmark, Aug. 3 (Ardpress) -- The country's president on Friday said the talks had failed.",
            &["The country's president | the talks had failed"],
        ),
        ("Belmark, March 3 — Lindahl on Friday said the talks had failed.", &["Lindahl | the talks had failed"]),
        (
            "NEW BELMARK: Home Minister Arvo Rao on Monday said the bill would pass.",
            &["Home Minister Arvo Rao | the bill would pass"],
        ),
        (
            "Novak — a farmer from the north — said the bill was dead.",
            &["Novak — a farmer from the north — | the bill was dead"],
        ),
    ]);
}

#[test]
fn doubled_marks_are_one() {
    check(&[
        ("\"“We won't give up,\"” said Mayor Ed Coe.", &["Mayor Ed Coe | \"“We won't give up,\"”"]),
        ("“\"We stay,\"” Novak said.", &["Novak | “\"We stay,\"”"]),
    ]);
}

#[test]
fn what_the_text_denies_asks_or_supposes_is_marked() {
    let unasserted = |text: &str| {
        let document = ENGINE.document(text);
        let quotes = attribution::find(&document, ENGINE.knowledge(), &[]);
        quotes.first().map(|quote| quote.unasserted)
    };
    for text in [
        "Novak never said that the bridge was safe.",
        "Novak did not say that the bridge was safe.",
        "Nobody said that the bridge was safe.",
        "No official claimed that the bridge was safe.",
        "Did Novak say that the bridge was safe?",
        "If Novak says the bridge is safe, we cross it.",
    ] {
        assert_eq!(unasserted(text), Some(true), "{text}");
    }
    for text in [
        "Novak said that the bridge was never safe.",
        "Novak not only said that the bridge was safe.",
        "Novak does not believe that the bridge is safe.",
        "As Novak said, the bridge is safe.",
        "Why was it shut? Novak said that the bridge was safe.",
    ] {
        assert_eq!(unasserted(text), Some(false), "{text}");
    }
}

#[test]
fn names_with_an_article_are_members_of_a_list() {
    check(&[
        (
            "The United States, Britain and France said the talks had failed.",
            &["The United States, Britain and France | the talks had failed"],
        ),
        ("Fox, CNN and the BBC reported that Novak had fled.", &["Fox, CNN and the BBC | that Novak had fled"]),
        ("Novak, the Labour leader and Lindahl said the talks had failed.", &["Lindahl | the talks had failed"]),
    ]);
}
