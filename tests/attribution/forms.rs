//! Forms of the page: turns of talk, headlines, signatures, long quotations, the marks and names of many newsrooms.

use super::{check, read};

#[test]
fn turns_of_talk_are_quotes_of_who_takes_them() {
    check(&[
        (
            "NOVAK: The siege is over.\n\nREPORTER: Who ended it?\n\nNOVAK: Hunger did. Nobody else.",
            &["NOVAK | The siege is over.", "REPORTER | Who ended it?", "NOVAK | Hunger did. Nobody else."],
        ),
        (
            "Interview with Foreign Minister Mira Korhola\n\nQ. How is Ardania?\n\nA. Cold. The mayor told me, \"Bring a coat.\"",
            &[
                "- | How is Ardania?",
                "Foreign Minister Mira Korhola | Cold. The mayor told me, \"Bring a coat.\"",
                "The mayor | \"Bring a coat.\"",
            ],
        ),
        (
            "Moderator: Welcome back, Mr. Dahl.\n\nMr. Dahl: I never left the harbour.\n\nDahl then took his hat and said he was tired.",
            &["Moderator | Welcome back, Mr. Dahl.", "Mr. Dahl | I never left the harbour.", "Dahl | he was tired"],
        ),
        (
            "MS. LINDAHL: We have two boats.\n\nOne leaks, the other burns.\n\nQUESTION: Which one?\n\nMS. LINDAHL: Ask the sea.",
            &[
                "MS. LINDAHL | We have two boats. ; One leaks, the other burns.",
                "QUESTION | Which one?",
                "MS. LINDAHL | Ask the sea.",
            ],
        ),
        (
            "NOVAK: The siege is over.\n\nREPORTER: Who ended it?",
            &["NOVAK | The siege is over.", "REPORTER | Who ended it?"],
        ),
        ("PROS: It is cheap.\n\nCONS: It is slow.", &[]),
        ("Best Boat: Sea Rose\n\nBest Crew: The Tidal Five\n\nBest Boat: Old Hand", &[]),
        ("Norway: 40 points.\n\nSweden: 36 points.\n\nNorway: 12 more.", &[]),
        ("WHAT: A march for the harbour.\n\nWHERE: The old quay.\n\nWHEN: On Monday.\n\nWHERE: At noon.", &[]),
        ("Update: The bridge is open again.", &[]),
    ]);
}

#[test]
fn a_speaker_named_behind_several_paragraphs_has_them_all() {
    check(&[
        (
            "“My fellow citizens, the war is over.\n\n“Our sons are coming home.\n\n“We thank them,” President Orlu said on air.",
            &["President Orlu | “My fellow citizens, the war is over. ; “Our sons are coming home. ; “We thank them,”"],
        ),
        (
            "Prime Minister Dana Bell opened with a warning.\n\n\"This budget is the hardest in forty years, and it will \
             hurt.\n\n\"But it is honest,\" she told parliament.",
            &["she | \"This budget is the hardest in forty years, and it will hurt. ; \"But it is honest,\""],
        ),
        (
            "'The report is a whitewash,' said Ms Pike.\n\n'It names nobody.\n\n'The families deserve better than this.'",
            &["Ms Pike | 'The report is a whitewash,' ; 'It names nobody. ; 'The families deserve better than this.'"],
        ),
        (
            "\"We sat on the roof for two days and two nights without water.\"\n\n\"Then the boats came,\" said Ilse.",
            &[
                "Ilse | \"We sat on the roof for two days and two nights without water.\"",
                "Ilse | \"Then the boats came,\"",
            ],
        ),
        (
            "Alice Holm began to talk. \"I never wanted the job, and I never asked for it, not once.\" Bob Webb nodded.",
            &["Alice Holm | \"I never wanted the job, and I never asked for it, not once.\""],
        ),
    ]);
}

#[test]
fn signatures_and_lead_ins_name_the_speaker_beside_the_quotation() {
    check(&[
        ("“The people have spoken.” — President Orlu, in a letter", &["President Orlu | “The people have spoken.”"]),
        (
            "\"The strait must stay open.\"\n— Norwegian Foreign Minister Kari Lindahl",
            &["Norwegian Foreign Minister Kari Lindahl | \"The strait must stay open.\""],
        ),
        ("“Never again.” - Ana Novak, lawyer", &["Ana Novak, lawyer | “Never again.”"]),
        (
            "And from Chairwoman Rhea Simmons:\n\n\"The committee has failed the very people it was set up to serve.\"",
            &["Chairwoman Rhea Simmons | \"The committee has failed the very people it was set up to serve.\""],
        ),
        (
            "In a statement, the ministry said:\n\n\"Ardania rejects all of the accusations in the strongest terms.\"",
            &["the ministry | \"Ardania rejects all of the accusations in the strongest terms.\""],
        ),
    ]);
}

#[test]
fn headlines_name_their_speaker() {
    check(&[
        (
            "‘We will never surrender’: Ardania's president vows to fight on",
            &["Ardania's president | ‘We will never surrender’", "Ardania's president | to fight on"],
        ),
        ("\"No deal\" without border talks, warns Dublin", &["Dublin | \"No deal\" without border talks"]),
        ("Sanctions illegal, says Iran", &["Iran | Sanctions illegal"]),
        ("Iran says sanctions 'illegal'", &["Iran | sanctions 'illegal'"]),
        ("Novak: ‘I was never asked’", &["Novak | ‘I was never asked’"]),
        ("Germany's Lindahl: no plan to leave pact", &["Germany's Lindahl | no plan to leave pact"]),
        ("Minister: we will not raise taxes", &["Minister | we will not raise taxes"]),
        ("Harbour police: ferry 'was overloaded'", &["Harbour police | ferry 'was overloaded'"]),
        (
            "Ardania: strike 'an act of terror'\n\nArdania said it would answer.",
            &["Ardania | strike 'an act of terror'", "Ardania | it would answer"],
        ),
        ("Novak's mayor: Lindahl wrong on harbour", &["Novak's mayor | Lindahl wrong on harbour"]),
        ("Police: man shot dead in Belmark", &["Police | man shot dead in Belmark"]),
        ("Talks 'constructive': minister", &["minister | Talks 'constructive'"]),
        ("Ardania to reopen harbour: officials", &["officials | Ardania to reopen harbour"]),
        ("Ardania accuses Orlu of lying: report", &["report | Ardania accuses Orlu of lying"]),
        ("Fishermen ready to strike - union", &["union | Fishermen ready to strike"]),
        ("Ardania: three killed in harbour fire", &[]),
        ("Ardania wins cup - Belmark Press", &[]),
        ("Lindahl: a life in pictures", &[]),
        ("Update: the bridge is open", &[]),
        ("Analysis: why the pact was doomed", &[]),
        ("Video: crowds 'furious' at harbour", &[]),
        ("Report: The Long Night", &[]),
    ]);
}

#[test]
fn posts_name_who_posted_them_behind() {
    check(&[
        (
            "The pact is dead. We told them so. — Mira Novak (@novak) March 3, 2021\n\nOthers agreed.",
            &["Mira Novak | The pact is dead. We told them so"],
        ),
        (
            "We never said it was safe. Not once.\n\n— Harbour Board (@harbour) May 9, 2022",
            &["Harbour Board | We never said it was safe. Not once."],
        ),
        ("Novak (@novak) tweeted: \"The pact is dead.\"", &["Novak (@novak) | \"The pact is dead.\""]),
        ("\"A dark day for the coast,\" tweeted @novak.", &["@novak | \"A dark day for the coast,\""]),
        ("The bridge — it is old — leads to the mill (@mill).", &[]),
    ]);
}

#[test]
fn a_view_that_leads_in_has_an_owner() {
    check(&[
        ("In Novak's view, the plan \"was never alive\".", &["Novak | the plan \"was never alive\""]),
        ("In his opinion, the court was blind.", &["his | the court was blind"]),
        ("In the minister's view, the ferry should be sold.", &["the minister | the ferry should be sold"]),
        ("In Novak's view of the harbour, boats came first.", &[]),
    ]);
}

#[test]
fn statements_are_given_in_full_behind_a_lead() {
    check(&[
        (
            "The ministry issued the following statement:\n\nArdania rejects the claims. Our troops never crossed \
             it.\n\nWe will answer in court.\n\nThe river froze.",
            &["The ministry | Ardania rejects the claims. Our troops never crossed it. ; We will answer in court."],
        ),
        (
            "Mira Novak, the firm's chief, released this statement on Friday:\n\nWe are sorry for all of it.",
            &["Mira Novak, the firm's chief | We are sorry for all of it."],
        ),
        ("The statement reads:\n\nThe king is well and rests.", &["The statement | The king is well and rests."]),
        ("Novak said in an email:\n\nThe plant will close in May.", &["Novak | The plant will close in May."]),
        (
            "From the desk of Senator Mira Novak:\n\nThe bill is a disgrace to us all.",
            &["Senator Mira Novak | The bill is a disgrace to us all."],
        ),
        ("Here is what we know:\n\nThe bridge fell at noon.", &[]),
        ("The rules of the house:\n\nNobody sings before noon.", &[]),
    ]);
}

#[test]
fn single_marks_are_told_from_apostrophes() {
    check(&[
        (
            "The \"plan\" was never voted on. 'We will fight,' said Mr Webb, who chairs the farmers' union.",
            &["Mr Webb, who chairs the farmers | 'We will fight,'"],
        ),
        (
            "'The mayor said: \"Leave now.\" So we left,' said Joan Pike.",
            &["Joan Pike | 'The mayor said: \"Leave now.\" So we left,'", "The mayor | \"Leave now.\""],
        ),
        ("'The residents' views were ignored,' said Tom Webb.", &["Tom Webb | 'The residents' views were ignored,'"]),
        (
            "\"It's the farmers' plan, not the ministers' plan,\" Bell said.",
            &["Bell | \"It's the farmers' plan, not the ministers' plan,\""],
        ),
        ("The hall was full of rock 'n' roll and fish 'n' chips.", &[]),
        ("The mills' owners met in the '90s; the workers' sons remember it.", &[]),
    ]);
}

#[test]
fn names_hold_nicknames_places_and_brackets() {
    check(&[
        ("Anna \"Nan\" Berg, 71, said the club would close.", &["Anna \"Nan\" Berg, 71, | the club would close"]),
        ("Viktor \"The Bull\" Dahl won the race for mayor.", &[]),
        (
            "Maria Santos, 47, of Porto Velho, Brazil, who sells fruit, said prices had doubled.",
            &["Maria Santos, 47, of Porto Velho, Brazil, who sells fruit, | prices had doubled"],
        ),
        (
            "Wang Lijun (right), director of the health bureau, said all patients were stable.",
            &["Wang Lijun (right), director of the health bureau, | all patients were stable"],
        ),
        ("\"Why now?\" asked one diplomat, who gave no name.", &["one diplomat, who gave no name | \"Why now?\""]),
        ("Sen. Alice Moore, D-Ohio, said she would vote.", &["Sen. Alice Moore, D-Ohio, | she would vote"]),
    ]);
}

#[test]
fn passives_with_an_agent_keep_their_order() {
    check(&[
        ("Lindahl was quoted by state television as saying: \"We are ready.\"", &["Lindahl | \"We are ready.\""]),
        ("Ardania was warned by Norway not to cross the river.", &["Norway | Ardania ; not to cross the river"]),
        ("Bell vowed not to leave the harbour.", &["Bell | not to leave the harbour"]),
    ]);
}

#[test]
fn names_and_titles_in_marks_are_no_quotes() {
    check(&[
        ("Ana Novak sang \"Sea and Salt\" at the opening.", &[]),
        ("She read \"Sea and Salt\" on the train.", &[]),
        ("The banner read \"Sea and Salt\".", &["The banner | \"Sea and Salt\""]),
        ("Novak said in the film \"Sea and Salt\" that the mine was safe.", &["Novak | that the mine was safe"]),
        ("Ivo \"the Fox\" Petrov said the mine was shut.", &["Ivo \"the Fox\" Petrov | the mine was shut"]),
        ("Petrov, nicknamed \"the Fox,\" said the mine was shut.", &["Petrov | the mine was shut"]),
        ("A blog, called the \"Feed,\" grew popular.", &[]),
        ("A radio host has set up a website called \"Harbour First\" that lists the boats.", &[]),
        ("Novak, angry by then, called the plan \"a farce.\"", &["Novak | the plan \"a farce.\""]),
    ]);
}

#[test]
fn a_verb_that_shares_its_subject_speaks_to_whom_it_names() {
    let headline = read("Orlu meets Novak, urges Lindahl to step down");
    assert!(headline.iter().all(|quote| !quote.starts_with("Lindahl")), "{headline:?}");
    check(&[("\"We need rain,\" urged Novak to loud applause.", &["Novak | \"We need rain,\""])]);
}

#[test]
fn the_second_verb_of_a_headline_is_no_part_of_what_the_first_reports() {
    check(&[
        ("Novak thanks Lindahl, urges Orlu to stay", &["Novak | Lindahl", "Novak | Orlu to stay"]),
        ("Lindahl meets Novak, calls for calm", &["Lindahl | calm"]),
        ("Orlu slams the harbour board, praises dockers", &["Orlu | the harbour board", "Orlu | dockers"]),
        ("Ministry warns Orlu, says patience is short", &["Ministry | patience is short"]),
        ("The mayor opened the bridge, then blamed Lindahl.", &["The mayor | Lindahl"]),
    ]);
}

#[test]
fn a_verb_before_its_subject_leads_in_what_it_reports() {
    check(&[
        ("Said Novak: \"The harbour is shut.\"", &["Novak | \"The harbour is shut.\""]),
        ("Wrote the bishop, \"We shall not pay.\"", &["the bishop | \"We shall not pay.\""]),
        ("Added Lindahl: \"Nobody asked the miners.\"", &["Lindahl | \"Nobody asked the miners.\""]),
        ("Asked a trader, \"Who will buy the fish?\"", &["a trader | \"Who will buy the fish?\""]),
        ("Says Orlu: \"The ferry is late again.\"", &["Orlu | \"The ferry is late again.\""]),
    ]);
}

#[test]
fn whoever_speaks_behind_a_row_of_quotations_speaks_them_all() {
    check(&[
        (
            "\"We lost the whole harbour in one night, and with it every boat that our fathers had built.\"\n\n\"Nobody came to help us,\" said Novak.",
            &[
                "Novak | \"We lost the whole harbour in one night, and with it every boat that our fathers had built.\"",
                "Novak | \"Nobody came to help us,\"",
            ],
        ),
        (
            "\"My father built this boat with his own hands in the winter that he came back.\"\n\n\"I sold it for a song,\" Mira Novak said.",
            &[
                "Mira Novak | \"My father built this boat with his own hands in the winter that he came back.\"",
                "Mira Novak | \"I sold it for a song,\"",
            ],
        ),
        (
            "\"There are three wars that I have seen from this window, and each of them began on a Sunday.\"\n\n\"This one is the worst,\" a nurse said.",
            &[
                "a nurse | \"There are three wars that I have seen from this window, and each of them began on a Sunday.\"",
                "a nurse | \"This one is the worst,\"",
            ],
        ),
        (
            "\"The children want their school back, and they have told everybody so who came to the village.\"\n\n\"They miss the bell,\" explained Orlu.",
            &[
                "Orlu | \"The children want their school back, and they have told everybody so who came to the village.\"",
                "Orlu | \"They miss the bell,\"",
            ],
        ),
        (
            "\"No minister has ever set foot in this town, and we do not think that one will come now.\"\n\n\"Let them come,\" the mayor told reporters.",
            &[
                "the mayor | \"No minister has ever set foot in this town, and we do not think that one will come now.\"",
                "the mayor | \"Let them come,\"",
            ],
        ),
    ]);
}
