//! Forms of the page: turns of talk, headlines, signatures, long quotations, the marks and names of many newsrooms.

use super::check;

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
            &["Ardania's president | ‘We will never surrender’"],
        ),
        ("\"No deal\" without border talks, warns Dublin", &["Dublin | \"No deal\" without border talks"]),
        ("Sanctions illegal, says Iran", &["Iran | Sanctions illegal"]),
        ("Iran says sanctions 'illegal'", &["Iran | sanctions 'illegal'"]),
        ("Novak: ‘I was never asked’", &["Novak | ‘I was never asked’"]),
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
        ("Ardania was warned by Norway not to cross the river.", &["Norway | not to cross the river"]),
        ("Bell vowed not to leave the harbour.", &["Bell | not to leave the harbour"]),
    ]);
}
