//! Who acts where the act comes first: passives with an agent, nouns with an author.

use super::check;

#[test]
fn a_passive_speaks_of_its_subject() {
    check(&[
        ("The mayor was accused by Novak of theft.", &["Novak | The mayor ; of theft"]),
        ("Ardania was condemned by Lindahl for the raid.", &["Lindahl | Ardania ; for the raid"]),
        ("The plan was described by the bishop as reckless.", &["the bishop | The plan ; as reckless"]),
        (
            "The general was accused of treason by prosecutors in Belmark.",
            &["prosecutors in Belmark | The general ; of treason"],
        ),
        ("The pact was welcomed by both Ardania and Orlu.", &["both Ardania and Orlu | The pact"]),
        ("The fee has been called \"a robbery\" by fishermen.", &["fishermen | The fee ; \"a robbery\""]),
        ("Sailors are being urged by the ministry to stay at home.", &["the ministry | Sailors ; to stay at home"]),
        (
            "The bill, which nobody had read, was backed by the mayor, Ana Novak, on Monday.",
            &["the mayor, Ana Novak | The bill, which nobody had read"],
        ),
    ]);
}

#[test]
fn a_passive_leaves_out_who_only_hears_it() {
    check(&[
        (
            "It was announced by the ministry that the schools would close.",
            &["the ministry | that the schools would close"],
        ),
        ("Reporters were told by Novak that the talks had failed.", &["Novak | that the talks had failed"]),
        ("It has been suggested by some farmers that the dam leaks.", &["some farmers | that the dam leaks"]),
        ("The crew was asked by a judge whether the light had burned.", &["a judge | whether the light had burned"]),
        ("It was alleged by Lindahl in March that ballots were burned.", &["Lindahl | that ballots were burned"]),
    ]);
}

#[test]
fn a_participle_with_an_agent_speaks_of_the_noun_before_it() {
    check(&[
        ("Novak, accused by Lindahl of lying, resigned.", &["Lindahl | Novak ; of lying"]),
        ("The raid, condemned by Ardania, lasted ten days.", &["Ardania | The raid"]),
        ("The tower, described by Orlu as \"a folly\", will go.", &["Orlu | The tower ; as \"a folly\""]),
        ("Condemned by Ardania, the rebels withdrew.", &["Ardania | the rebels"]),
        (
            "Orlu, criticised by the union for his silence, said he would stay.",
            &["the union | Orlu ; for his silence", "Orlu, criticised by the union for his silence, | he would stay"],
        ),
        (
            "The plan proposed by Novak calls for a new port.",
            &["Novak | The plan", "The plan proposed by Novak | a new port"],
        ),
    ]);
}

#[test]
fn what_only_stands_beside_a_passive_is_no_agent() {
    check(&[
        ("The votes will be announced by Friday.", &[]),
        ("The critics were condemned by the sea.", &[]),
        (
            "Novak was accused by Lindahl of theft but said he was innocent.",
            &["Lindahl | Novak ; of theft", "Novak | he was innocent"],
        ),
        ("Novak said the raid was condemned by Ardania.", &["Novak | the raid was condemned by Ardania"]),
        (
            "The minister was quoted by a paper as saying that the talks had failed.",
            &["The minister | that the talks had failed"],
        ),
    ]);
}

#[test]
fn a_noun_with_an_author_tells_what_he_says() {
    check(&[
        ("The claim by Novak that ballots were burned was false.", &["Novak | that ballots were burned"]),
        (
            "The paper carried a warning from the ministry that winter would be hard.",
            &["the ministry | that winter would be hard"],
        ),
        (
            "Despite warnings from doctors that the clinic was unsafe, it opened.",
            &["doctors | that the clinic was unsafe"],
        ),
        ("A demand, by Ana Novak, that the court be closed, was read out.", &["Ana Novak | that the court be closed"]),
        ("The harbour ignored calls from Ardania to stop the boats.", &["Ardania | to stop the boats"]),
        ("Lindahl's promise to open the mine was kept.", &["Lindahl | to open the mine"]),
    ]);
}

#[test]
fn a_document_is_named_with_its_author() {
    check(&[
        ("According to a statement by Novak, the mine was safe.", &["a statement by Novak | the mine was safe"]),
        (
            "The mine was safe, according to a report by the ministry.",
            &["a report by the ministry | The mine was safe"],
        ),
        ("A letter from Novak said the dam was weak.", &["A letter from Novak | the dam was weak"]),
        (
            "The dam is weak, a study by the University of Belmark found.",
            &["a study by the University of Belmark | The dam is weak"],
        ),
        ("A report by the agency said the dam was weak.", &["A report by the agency | the dam was weak"]),
    ]);
}
