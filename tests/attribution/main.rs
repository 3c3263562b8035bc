//! Who says what, form by form: each rule of attribution with examples of its own. All sentences are invented.

mod agents;
mod asides;
mod clauses;
mod edges;
mod forms;
mod inside;
mod leftovers;
mod rules;

use detente::Engine;
use detente::attribution;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

/// The quotes of a text, one line each: `source | content ; content`, in order.
fn read(text: &str) -> Vec<String> {
    let document = ENGINE.document(text);
    let quotes = attribution::find(&document, ENGINE.knowledge(), &[]);
    let line = |quote: &attribution::Quote| {
        let source = quote.source.map_or("-", |source| document.words(source));
        let content: Vec<&str> = quote.content.iter().map(|&piece| document.words(piece)).collect();
        format!("{source} | {}", content.join(" ; "))
    };
    quotes.iter().map(line).collect()
}

/// Each text has all of its quotes, and no other.
fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = read(text);
            (found != *expected).then(|| format!("{text}\n  expected {expected:#?}\n  found {found:#?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn a_lead_in_leaves_the_quotation_to_the_main_clause() {
    check(&[
        (
            "When a woman in the hall shouted, \"Shame,\" Novak joked, \"Bring a chair.\"",
            &["a woman in the hall | \"Shame,\"", "Novak | \"Bring a chair.\""],
        ),
        ("Asked whether the bridge would open, Orlu said, \"Not this year.\"", &["Orlu | \"Not this year.\""]),
        ("As the rain fell on the harbour, the captain said, \"Cast off.\"", &["the captain | \"Cast off.\""]),
        ("On the talk show \"Night Desk\" Bell said that the vote was lost.", &["Bell | that the vote was lost"]),
        ("In a letter to the council, Tarek wrote: \"We will not pay.\"", &["Tarek | \"We will not pay.\""]),
    ]);
}

#[test]
fn what_another_cue_reports_is_no_part_of_a_quote() {
    check(&[
        (
            "\"The mine is shut,\" Novak said, adding that the miners were safe.",
            &["Novak | \"The mine is shut,\"", "Novak | that the miners were safe"],
        ),
        (
            "Orlu called the plan \"a farce,\" saying it would ruin the coast.",
            &["Orlu | the plan \"a farce,\"", "Orlu | it would ruin the coast"],
        ),
        (
            "Bell warned of \"a long winter\" and vowed to open the stores.",
            &["Bell | \"a long winter\"", "Bell | to open the stores"],
        ),
        (
            "Tarek accused the board of theft, and Ilse denied the claim.",
            &["Tarek | the board of theft", "Ilse | the claim"],
        ),
        (
            "The mayor, who said the dam was weak, urged people to leave.",
            &["who | the dam was weak", "The mayor, who said the dam was weak, | people to leave"],
        ),
    ]);
}

#[test]
fn what_stands_between_cue_and_quotation_is_no_part_of_it() {
    check(&[
        ("Novak told supporters, \"The count is not over.\"", &["Novak | \"The count is not over.\""]),
        ("Bell put it this way: \"A wall has two sides.\"", &["Bell | \"A wall has two sides.\""]),
        ("Orlu replied calmly, \"Ask the court.\"", &["Orlu | \"Ask the court.\""]),
        ("Ilse said on the programme \"Harbour Lights\" that the fleet was lost.", &["Ilse | that the fleet was lost"]),
        (
            "Tarek said, \"Let me tell you, this was a fair vote.\"",
            &["Tarek | \"Let me tell you, this was a fair vote.\""],
        ),
    ]);
}

#[test]
fn an_aside_between_commas_reports_what_follows() {
    check(&[
        ("But, Novak added, the ships were old.", &["Novak | the ships were old"]),
        (
            "Perhaps, she said, this \"quiet town has grown too fast.\"",
            &["she | this \"quiet town has grown too fast.\""],
        ),
        ("But, said Bell, \"nobody asked the fishermen.\"", &["Bell | \"nobody asked the fishermen.\""]),
        ("Said Orlu, who runs the ferry, \"The sea was calm.\"", &["Orlu, who runs the ferry | \"The sea was calm.\""]),
        ("The talks, the envoy said, had failed.", &["the envoy | The talks ; had failed"]),
    ]);
}

#[test]
fn a_quote_goes_on_in_the_sentences_and_paragraphs_behind_it() {
    check(&[
        (
            "The plan \"has failed the coast,\" Novak said. \"It has failed the hills.\"",
            &["Novak | The plan \"has failed the coast,\" ; \"It has failed the hills.\""],
        ),
        (
            "Bell argued that the tax was dead. \"Nobody wants it, and nobody ever did.\"",
            &["Bell | that the tax was dead ; \"Nobody wants it, and nobody ever did.\""],
        ),
        (
            "\"We waited all night for the boats to come back,\" Ilse said.\n\n\"At dawn we knew that they were lost, all of them.\"",
            &[
                "Ilse | \"We waited all night for the boats to come back,\" ; \"At dawn we knew that they were lost, all of them.\"",
            ],
        ),
        (
            "\"Shut the gate!\" the guard yelled, a hand on his gun. \"Nobody leaves before the count is done.\"",
            &["the guard | \"Shut the gate!\" ; \"Nobody leaves before the count is done.\""],
        ),
        (
            "Orlu said the port was safe. Adding: \"Send the ships.\"",
            &["Orlu | the port was safe", "Orlu | \"Send the ships.\""],
        ),
    ]);
}

#[test]
fn an_open_quotation_goes_on_with_the_tag_behind_it() {
    check(&[
        (
            "\"The coast is lost,\" Bell said. \"We waited for the boats all night.\n\n\"And then it rained,\" Orlu added. \"It \
             never stopped.\"",
            &[
                "Bell | \"The coast is lost,\"",
                "Orlu | \"We waited for the boats all night. ; \"And then it rained,\" ; \"It never stopped.\"",
            ],
        ),
        (
            "\"We waited for the boats all night until we saw the light of the harbour.\n\n\"And then it rained,\" Ilse went on.",
            &[
                "Ilse | \"We waited for the boats all night until we saw the light of the harbour. ; \"And then it rained,\"",
            ],
        ),
    ]);
}

#[test]
fn a_signature_stands_behind_a_quotation_or_in_the_paragraph_after_it() {
    check(&[
        ("\"A wall has two sides.\" - Mira Lind", &["Mira Lind | \"A wall has two sides.\""]),
        ("\"A wall has two sides.\"\n\n- Mira Lind.", &["Mira Lind | \"A wall has two sides.\""]),
        ("“The tide is patient.”\n\n— Senator Ivo Dahl, in a letter", &["Senator Ivo Dahl | “The tide is patient.”"]),
        (
            "\"Nobody asked the fishermen.\"\n\n-Ilse Brandt, Belmark.",
            &["Ilse Brandt | \"Nobody asked the fishermen.\""],
        ),
        (
            "Bell smiled.\n\n\"The mill will open again before the spring, all of it.\"\n\n– Orlu, after the vote.",
            &["Orlu | \"The mill will open again before the spring, all of it.\""],
        ),
    ]);
}

#[test]
fn a_lead_in_is_told_from_the_subject() {
    check(&[
        (
            "Appearing before the crowd on Monday, Bell said it was early but added, \"You know who won.\"",
            &["Bell | it was early", "Bell | \"You know who won.\""],
        ),
        ("They wore hats that said, \"We remain.\"", &["that | \"We remain.\""]),
    ]);
}

#[test]
fn a_paragraph_sets_the_stage_for_a_quotation() {
    check(&[
        (
            "Defence Secretary Mira Korhola read from a statement.\n\n\"They told us in August that nothing had changed \
             at the shoal.\"",
            &["Defence Secretary Mira Korhola | \"They told us in August that nothing had changed at the shoal.\""],
        ),
        (
            "President Orlu addressed the nation after the flood.\n\n“Today we close a chapter that stained the name of \
             our people.\n\n“We open another.”",
            &["President Orlu | “Today we close a chapter that stained the name of our people. ; “We open another.”"],
        ),
        (
            "The harbour lay silent that morning.\n\n\"They told us in August that nothing had changed at the shoal.\"",
            &["- | \"They told us in August that nothing had changed at the shoal.\""],
        ),
    ]);
}

#[test]
fn a_noun_that_somebody_owns_reports() {
    check(&[
        (
            "Novak's claim that the vote was \"stolen in the night\" was false.",
            &["Novak | that the vote was \"stolen in the night\""],
        ),
        (
            "The rally denounced her call for \"a full and lasting ban\" on trawlers.",
            &["The rally | her call for \"a full and lasting ban\" on trawlers"],
        ),
        ("Few forgot his promise that nobody would drown.", &["his | that nobody would drown"]),
        ("Rain ruined the minister's speech on Friday.", &[]),
        (
            "Critics mocked the mayor's slogan, \"One Harbour for All.\"",
            &["Critics | the mayor's slogan, \"One Harbour for All.\""],
        ),
    ]);
}

#[test]
fn a_source_is_the_subject_of_its_own_clause() {
    check(&[
        (
            "BELMARK - The president on Monday said that the siege was over.",
            &["The president | that the siege was over"],
        ),
        ("Novak, R-Md., said the bridge was unsafe.", &["Novak, R-Md., | the bridge was unsafe"]),
        ("Ilse, now 81 and blind, said she forgave them.", &["Ilse, now 81 and blind, | she forgave them"]),
        ("He bitterly denied that the tape was his.", &["He | that the tape was his"]),
        ("The talks went on, with Bell telling reporters that he was hopeful.", &["Bell | that he was hopeful"]),
        ("When the siren fell silent, Orlu laughed and said, \"At last.\"", &["Orlu | \"At last.\""]),
    ]);
}

#[test]
fn all_between_a_quotation_and_its_verb_is_the_subject() {
    check(&[
        (
            "\"He earned it,\" the harbour pilot, Ivo Dahl, told the court. \"Next time he will sink.\"",
            &["the harbour pilot, Ivo Dahl, | \"He earned it,\" ; \"Next time he will sink.\""],
        ),
        (
            "\"The coast comes first,\" the bearded, 71-year-old skipper said in an interview.",
            &["the bearded, 71-year-old skipper | \"The coast comes first,\""],
        ),
        ("\"We lost all,\" the 41-year-old said.", &["the 41-year-old | \"We lost all,\""]),
        ("\"It was cold,\" said the 59-year-old.", &["the 59-year-old | \"It was cold,\""]),
        ("The 41-year-old said: \"It was cold.\"", &["The 41-year-old | \"It was cold.\""]),
        ("\"It was cold,\" 59-year-old Anna Berg said.", &["59-year-old Anna Berg | \"It was cold,\""]),
        ("\"It was cold,\" the well-known farmer said.", &["the well-known farmer | \"It was cold,\""]),
        ("\"It was cold,\" the long-time mayor told us on Monday.", &["the long-time mayor | \"It was cold,\""]),
        (
            "\"I would be in jail,\" Mr. Novak, now 81 and retired in Belmark, Mass., told the court.",
            &["Mr. Novak, now 81 and retired in Belmark, Mass., | \"I would be in jail,\""],
        ),
        ("\"We are lost,\" Mr. Orlu said by telephone.", &["Mr. Orlu | \"We are lost,\""]),
        (
            "“She reads to the boys,” another friend, Mira Lind told the board.",
            &["another friend, Mira Lind | “She reads to the boys,”"],
        ),
        (
            "\"The mine is dead,\" the northern senator and former union leader said in a statement.",
            &["the northern senator and former union leader | \"The mine is dead,\""],
        ),
        (
            "\"It will soften,\" Minister Orlu's chief of staff, Per Sten, told reporters.",
            &["Minister Orlu's chief of staff, Per Sten, | \"It will soften,\""],
        ),
        (
            "\"He has many friends,\" Bell, after a long pause, said of his rival.",
            &["Bell, after a long pause, | \"He has many friends,\""],
        ),
        ("The \"old guard,\" which the mayor leads, voted.", &[]),
    ]);
}

#[test]
fn a_name_is_a_name_though_its_word_means_something_else() {
    check(&[
        ("\"It is over,\" Read said.", &["Read | \"It is over,\""]),
        ("\"It is over,\" May told the house.", &["May | \"It is over,\""]),
        ("\"It is over,\" Will wrote on Friday.", &["Will | \"It is over,\""]),
        ("\"It is over,\" Price added.", &["Price | \"It is over,\""]),
        ("May said the talks had failed.", &["May | the talks had failed"]),
        ("May says the talks have failed.", &["May | the talks have failed"]),
    ]);
}

#[test]
fn times_and_small_words_with_a_period_are_read_in_their_place() {
    check(&[
        ("\"It is over,\" said the second official.", &["the second official | \"It is over,\""]),
        (
            "\"A wall has two sides,\" reads a Sunday editorial in The Harbour Register.",
            &["a Sunday editorial in The Harbour Register | \"A wall has two sides,\""],
        ),
        ("Orlu sang, \"Do not change to please me.\" The hall rose.", &["Orlu | \"Do not change to please me.\""]),
        ("Orlu said, \"We lost the sun.\" Then he left.", &["Orlu | \"We lost the sun.\""]),
        ("Deputy Ivo Dahl:\"We were never told of it.\"", &["Deputy Ivo Dahl | \"We were never told of it.\""]),
    ]);
}

#[test]
fn a_noun_is_no_cue_for_looking_like_a_verb() {
    check(&[
        ("The files held 44 emails that nobody had read.", &[]),
        ("The treaty binds the United States to keep its \"old promise\" there.", &[]),
        ("A band called \"The Tidal Five\" played in the square.", &[]),
        ("Brexit talks over the \"backstop\" resumed.", &[]),
    ]);
}

#[test]
fn passives_and_fronted_objects_keep_their_speaker() {
    check(&[
        ("Novak was accused by the board of \"theft and fraud.\"", &["the board | Novak ; of \"theft and fraud.\""]),
        ("Orlu was asked by Bell whether the dam was safe.", &["Bell | whether the dam was safe"]),
        ("The rebels backed by Ardania left the town.", &[]),
        ("Ilse ended what she called \"the long silence.\"", &["she | what ; \"the long silence.\""]),
        ("Critics, however, say the bridge is weak.", &["Critics, however, | the bridge is weak"]),
    ]);
}

#[test]
fn a_few_words_lead_into_a_quotation_that_goes_on() {
    check(&[
        (
            "\"We were not happy at first,\" said Tarek, who runs the mill. Now, \"nobody in the valley would go back.\"",
            &[
                "Tarek, who runs the mill | \"We were not happy at first,\" ; Now, \"nobody in the valley would go back.\"",
            ],
        ),
        (
            "The strike drags on - Ilse Brandt: \"We have bread until the spring.\"",
            &["Ilse Brandt | \"We have bread until the spring.\""],
        ),
        ("From the report: \"The wall had no footing.\"", &["the report | \"The wall had no footing.\""]),
        (
            "Citing \"other duties,\" the envoy told the court that she would stay away.",
            &["the envoy | \"other duties,\"", "the envoy | that she would stay away"],
        ),
        ("Instead, Bell told the council, the ferry would be sold.", &["Bell | the ferry would be sold"]),
    ]);
}

#[test]
fn a_quote_over_very_many_paragraphs_is_cut_into_quotes_of_one_speaker() {
    let paragraph = "\"We waited for the boats to come back all night long.\"\n\n";
    let text = format!("\"They sailed at noon,\" Ilse said.\n\n{}", paragraph.repeat(500));
    let lines = read(&text);
    assert!((2..50).contains(&lines.len()), "{} quotes", lines.len());
    assert!(lines.iter().all(|line| line.starts_with("Ilse | ")), "{lines:#?}");
}

#[test]
fn a_content_ends_where_another_speaker_comes_in() {
    check(&[
        (
            "Novak suggested that the dam was weak, while Lindahl said that it was \"sound.\"",
            &["Novak | that the dam was weak", "Lindahl | that it was \"sound.\""],
        ),
        (
            "The mayor defended the ban, with the baker Ilse Orlu calling it \"a bad joke.\"",
            &["The mayor | the ban", "the baker Ilse Orlu | it \"a bad joke.\""],
        ),
        (
            "Tarek insisted it was \"premature\" to leave while adding that he was tired.",
            &["Tarek | it was \"premature\" to leave", "Tarek | that he was tired"],
        ),
        (
            "Bell said he had read the letter, which he called \"a forgery.\"",
            &["Bell | he had read the letter", "he | \"a forgery.\""],
        ),
        (
            "She argued that, while Novak said little, the \"old guard\" was gone.",
            &["She | that, while Novak said little, the \"old guard\" was gone"],
        ),
    ]);
}

#[test]
fn a_clause_that_leads_in_ends_where_the_main_clause_begins() {
    check(&[
        ("As Novak criticised the plan, the crowd left.", &["Novak | the plan"]),
        ("While Orlu denied the \"theft,\" his lawyers packed.", &["Orlu | the \"theft,\""]),
        ("If Bell wants to stay on the board, he must pay.", &["Bell | to stay on the board"]),
        ("Because Tarek opposed the levy and the toll, Ardania lost a harbour.", &["Tarek | the levy and the toll"]),
        (
            "After she announced that the mill would close, two shops shut.",
            &["she | that the mill would close, two shops shut"],
        ),
    ]);
}

#[test]
fn a_clause_that_a_noun_is_said_to_be_is_its_content() {
    check(&[
        ("Novak's answer was that \"the sea decides,\" so nobody asked again.", &["Novak | that \"the sea decides,\""]),
        ("The envoy's slogan is \"Bread before flags.\"", &["The envoy | \"Bread before flags.\""]),
        ("His main argument is that the port \"belongs to nobody.\"", &["His | that the port \"belongs to nobody.\""]),
        (
            "Orlu's claim on Monday that \"the wells are dry\" was denied.",
            &["Orlu | that \"the wells are dry\" was denied"],
        ),
        ("Bell's statement was \"true.\"", &[]),
    ]);
}

#[test]
fn a_clause_with_as_names_who_reports_what_follows() {
    check(&[
        ("As the Harbour Post reported, the fund \"paid nobody.\"", &["the Harbour Post | the fund \"paid nobody.\""]),
        ("As Novak noted on Monday, the wall has two sides.", &["Novak | the wall has two sides"]),
        ("As officials acknowledged, the siren was late.", &["officials | the siren was late"]),
        ("As Novak criticised the plan, the crowd left.", &["Novak | the plan"]),
        ("As Bell explained, \"a river has no owner.\"", &["Bell | \"a river has no owner.\""]),
    ]);
}

#[test]
fn subjects_and_contents_may_be_numbers_and_denials() {
    check(&[
        (
            "About four in 10 said they were \"angry\" with the council.",
            &["four in 10 | they were \"angry\" with the council"],
        ),
        ("\"We found no trace of it,\" the two wrote.", &["the two | \"We found no trace of it,\""]),
        ("Ilse vowed never to buy \"that bread\" again.", &["Ilse | never to buy \"that bread\" again"]),
        ("He writes in the paper that the film \"is a lie.\"", &["He | that the film \"is a lie.\""]),
        (
            "\"He deserved it,\" the rescuer, Ivo Novak, told the station.",
            &["the rescuer, Ivo Novak, | \"He deserved it,\""],
        ),
    ]);
}
