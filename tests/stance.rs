//! Tone toward a target, case by case, and the laws that every judgement keeps. All sentences are invented.

use detente::knowledge::Knowledge;
use detente::stance::{self, Judgement, Label};
use detente::text::{Document, Span, Tokens};
use detente::{Engine, Request};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

/// What the engine knows but for the fitted weights, which see more than the words that appraise.
static LEXICONS_ALONE: LazyLock<Knowledge> = LazyLock::new(|| {
    let mut knowledge = ENGINE.knowledge().clone();
    knowledge.lexicons.weights.fitted = 0;
    knowledge
});

fn knowledge() -> &'static Knowledge {
    &LEXICONS_ALONE
}

fn read(text: &str) -> Document<'_> {
    Document::read(text, &knowledge().lexicons.orthography, &knowledge().vocabulary)
}

fn place(document: &Document, name: &str) -> Tokens {
    let start = document.text().find(name).unwrap_or_else(|| panic!("{name} in {}", document.text()));
    document.tokens_of(Span::new(start, start + name.len()))
}

fn toward(text: &str, name: &str) -> Judgement {
    let document = read(text);
    stance::toward(&document, knowledge(), &[place(&document, name)]).remove(0)
}

#[test]
fn the_tone_of_a_sentence_toward_its_target() {
    use Label::{Negative, Neutral, Positive};
    let cases = [
        // Praise and blame.
        ("Novak is a brilliant and honest negotiator.", "Novak", Positive),
        ("Novak is a corrupt liar.", "Novak", Negative),
        ("Novak arrived on Monday with two aides.", "Novak", Neutral),
        // A frame's roles, active and passive.
        ("The council praised Novak.", "Novak", Positive),
        ("The council accused Novak of fraud.", "Novak", Negative),
        ("Novak was praised by the council.", "Novak", Positive),
        ("Novak was accused of fraud by the council.", "Novak", Negative),
        ("In March Ardania invaded Belmark.", "Ardania", Negative),
        ("We admire Belmark.", "Belmark", Positive),
        // A noun's roles.
        ("The minister's criticism of Belmark was sharp.", "Belmark", Negative),
        ("Their support for Belmark never wavered.", "Belmark", Positive),
        // A possessor does what a deed says, and is the one to whom a supporter or critic relates.
        ("Novak's betrayal of the miners is known.", "Novak", Negative),
        ("Novak's rivals met on Monday.", "Novak", Neutral),
        ("Novak bullied his friends.", "Novak", Negative),
        // Blame for a harm done to the target.
        ("We condemn the attack on Belmark.", "Belmark", Positive),
        // A name's own words weigh nothing.
        ("The Freedom and Hope Party met on Monday.", "Freedom and Hope Party", Neutral),
    ];
    for (text, name, label) in cases {
        let judgement = toward(text, name);
        assert_eq!(judgement.label, label, "{text} [{name}] {judgement:#?}");
    }
}

#[test]
fn the_stances_of_quotes_and_of_the_narrator() {
    // Text, the place that names the target, sign; all quotes are invented.
    let cases = [
        ("\"Norway is a reliable friend,\" said Novak.", "Norway", 1),
        ("\"Norway is a reckless bully,\" said Novak.", "Norway", -1),
        ("\"I met them in Norway on Monday,\" said Novak.", "Norway", 0),
        ("\"We condemn the attack on Norway,\" said Novak.", "Norway", 1),
        ("\"We welcome the sanctions against Norway,\" said Novak.", "Norway", -1),
        ("\"Norway deserves our admiration,\" said Novak.", "Norway", 1),
        ("Novak praised Norway for its patience.", "Norway", 1),
        // What befalls somebody is no blame, and condolence is warm.
        ("\"Our hearts are with Norway after this terrible tragedy,\" said Novak.", "Norway", 1),
        ("\"We send our condolences to Norway after the horrific flood,\" said Novak.", "Norway", 1),
        ("\"We pray for the people of Norway after the deadly blast,\" said Novak.", "Norway", 1),
        ("\"We are saddened by the terrible crash in Norway,\" said Novak.", "Norway", 1),
        ("\"My heart goes out to Norway in this disaster,\" said Novak.", "Norway", 1),
        ("\"Sweden stood beside Norway after the attack on its parliament,\" said Novak.", "Norway", 1),
        ("\"While Norway had shown courage, Sweden was behaving like a thug,\" said Novak.", "Norway", 1),
        ("\"While Norway had shown courage, Sweden was behaving like a thug,\" said Novak.", "Sweden", -1),
        ("\"Sweden will visit Norway in May,\" said Novak.", "Norway", 0),
        ("\"The war in Norway is a tragedy,\" said Novak.", "Norway", 0),
        ("\"Norway was hit by a deadly earthquake,\" said Novak.", "Norway", 0),
        ("\"Norway has been brutally attacked and its people murdered,\" said Novak.", "Norway", 0),
        ("\"Hundreds were killed in Norway,\" said Novak.", "Norway", 0),
        ("\"Norway has brought death and misery to Sweden,\" said Novak.", "Norway", -1),
        // A name's words are no words of their own, whoever's name it is; an epithet is none of the name's.
        ("\"Hope Hansen met Norway,\" said Novak.", "Norway", 0),
        ("\"Save the Orchards works in Norway,\" said Novak.", "Norway", 0),
        ("\"Victory Gardens is far from Norway,\" said Novak.", "Norway", 0),
        ("\"They saw the Triumph Museum in Norway,\" said Novak.", "Norway", 0),
        ("\"Great nations like Norway keep their word,\" said Novak.", "Norway", 1),
        ("\"Brave Norway never gave in,\" said Novak.", "Norway", 1),
        ("Without a word Sweden praised Norway.", "Norway", 1),
        ("On Monday Sweden was condemned by Norway.", "Sweden", -1),
    ];
    for (text, name, sign) in cases {
        let reading = ENGINE.read(&Request { text, ..Request::default() });
        let target = place(&reading.document, name);
        let about = |stance: &&stance::Stance| stance.references.iter().any(|reference| reference.tokens == target);
        let found: i32 = reading.stances.iter().filter(about).map(|stance| sign_of(&stance.judgement)).sum();
        assert_eq!(found.signum(), sign, "{text} {:#?}", reading.stances);
    }
}

#[test]
fn the_narrator_reports_attitudes_and_nothing_else() {
    // All invented; holder, target, sign, or nothing.
    let cases = [
        ("Norway betrayed Sweden over the fishing rules.", Some(("Norway", "Sweden", -1))),
        ("Sweden was betrayed by Norway.", Some(("Norway", "Sweden", -1))),
        ("Norwegian forces invaded Sweden at dawn.", Some(("Norwegian", "Sweden", -1))),
        ("Norway's criticism of Sweden was sharp.", Some(("Norway", "Sweden", -1))),
        ("Norway's support for Sweden surprised nobody.", Some(("Norway", "Sweden", 1))),
        ("The invasion of Sweden by Norway lasted a week.", Some(("Norway", "Sweden", -1))),
        ("Norway is hostile to Sweden.", Some(("Norway", "Sweden", -1))),
        // Events, offices, contests and bystanders are no attitudes.
        ("Norway leads Sweden by two goals.", None),
        ("Norway's ambassador to Sweden arrived.", None),
        ("They met for Norwegian food with other members of the Swedish parliament.", None),
        ("Norway replaced Sweden in the final round.", None),
        ("Norwegian farmers betrayed Sweden.", None),
        ("The Norwegian Press Secretary visited Sweden.", None),
        ("Norway joined Sweden at the table.", None),
    ];
    for (text, expected) in cases {
        let reading = ENGINE.read(&Request { text, ..Request::default() });
        let words = |tokens: Tokens| reading.document.words(tokens);
        let told: Vec<_> = reading
            .stances
            .iter()
            .filter(|stance| stance.quote.is_none())
            .map(|stance| {
                let holder = stance.holder_tokens.map_or("", words);
                (holder, words(stance.references[0].tokens), sign_of(&stance.judgement))
            })
            .collect();
        assert_eq!(told, expected.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

fn sign_of(judgement: &Judgement) -> i32 {
    match judgement.label {
        Label::Positive => 1,
        Label::Neutral => 0,
        Label::Negative => -1,
    }
}

fn span(text: &str, name: &str) -> Span {
    let start = text.find(name).unwrap_or_else(|| panic!("{name} in {text}"));
    Span::new(start, start + name.len())
}

/// The attitudes of two to each other.
fn between(text: &str, a: Span, b: Span) -> (Judgement, Judgement) {
    ENGINE.read(&Request { text, pairs: &[(a, b)], ..Request::default() }).pairs.remove(0)
}

#[test]
fn the_attitude_between_two() {
    // Text, a, b, sign of a to b, sign of b to a.
    let cases = [
        ("Ardania praised Belmark.", "Ardania", "Belmark", 1, 0),
        ("Ardania accused Belmark of spying.", "Ardania", "Belmark", -1, 0),
        ("Belmark was praised by Ardania.", "Belmark", "Ardania", 0, 1),
        ("Belmark was condemned by Ardania.", "Ardania", "Belmark", -1, 0),
        ("Ardania and Belmark border the same sea.", "Ardania", "Belmark", 0, 0),
        // What one says of the other tells it, however far off.
        ("Novak said the talks had gone on all night and that Belmark was corrupt.", "Novak", "Belmark", -1, 0),
        ("\"Ardania has always been honest,\" said Novak.", "Ardania", "Novak", 0, 1),
        ("Novak said that Ardania and Belmark border the same sea.", "Novak", "Belmark", 0, 0),
        // The verb's object goes on behind a comma, and further than its first noun.
        ("Ardania attacked its rival, Belmark, in a letter.", "Ardania", "Belmark", -1, 0),
        ("Ardania praised Belmark, Cormark and Dunmark.", "Ardania", "Dunmark", 1, 0),
        ("Novak criticised the slow pace at which Belmark sends letters.", "Novak", "Belmark", -1, 0),
        ("Ardania blamed the blackout on Belmark.", "Ardania", "Belmark", -1, 0),
        ("Novak respects Belmark.", "Novak", "Belmark", 1, 0),
        // The subject stands behind asides, in a list, or before the verbs that lead to this one.
        ("Ardania, which shares a coast with Cormark, condemned Belmark.", "Ardania", "Belmark", -1, 0),
        ("Novak (of Ardania), a former envoy, also praised Belmark.", "Novak", "Belmark", 1, 0),
        ("Cormark, Ardania and Dunmark denounced Belmark.", "Ardania", "Belmark", -1, 0),
        ("Ardania and Cormark support Belmark.", "Ardania", "Belmark", 1, 0),
        ("Ardania has threatened to invade Belmark.", "Ardania", "Belmark", -1, 0),
        ("Novak left on Monday and condemned Belmark.", "Novak", "Belmark", -1, 0),
        ("Ardania recalled its envoy, accusing Belmark of theft.", "Ardania", "Belmark", -1, 0),
        ("Novak wants to help Belmark.", "Novak", "Belmark", 1, 0),
        ("Novak was one of many guests and a critic of Belmark.", "Novak", "Belmark", -1, 0),
        ("Ardania criticised the role of Belmark.", "Ardania", "Belmark", -1, 0),
        ("Novak led a bid to impeach Lindahl.", "Novak", "Lindahl", -1, 0),
        ("Novak reignited his attacks on Lindahl.", "Novak", "Lindahl", -1, 0),
        ("Novak is a vocal Lindahl critic.", "Novak", "Lindahl", -1, 0),
        ("Belmark, which Ardania derided, is small.", "Ardania", "Belmark", -1, 0),
        ("Ardania cut off diplomatic relations with Belmark.", "Ardania", "Belmark", -1, 0),
        // It is about whom the subject is, and the object's: who feels it, or from whom it comes.
        ("Belmark enraged Ardania.", "Ardania", "Belmark", -1, 0),
        ("Ardania was enraged by Belmark.", "Ardania", "Belmark", -1, 0),
        ("Belmark won praise from Ardania.", "Ardania", "Belmark", 1, 0),
        ("Belmark drew a rebuke from Ardania.", "Ardania", "Belmark", -1, 0),
        ("Ardania has provided support for Belmark.", "Ardania", "Belmark", 1, 0),
        ("Novak spoke in support of Belmark.", "Novak", "Belmark", 1, 0),
        ("Booed in Ardania for his attack on Belmark, Novak left.", "Ardania", "Belmark", 0, 0),
        // Somebody else does it, or it is nobody's attitude.
        ("When Ardania voted, Cormark praised its neighbour Belmark.", "Belmark", "Ardania", 0, 0),
        ("Ardania met critics of Belmark.", "Ardania", "Belmark", 0, 0),
        ("A terrible storm delayed the train from Ardania to Belmark.", "Ardania", "Belmark", 0, 0),
    ];
    for (text, a, b, there, back) in cases {
        let (to_b, to_a) = between(text, span(text, a), span(text, b));
        assert_eq!((sign_of(&to_b), sign_of(&to_a)), (there, back), "{text} {to_b:#?} {to_a:#?}");
    }
}

#[test]
fn negation_and_question_never_strengthen() {
    let pairs = [
        ("Novak is honest.", "Novak is not honest."),
        ("Novak is corrupt.", "Novak is not corrupt."),
        ("Novak helped Belmark.", "Novak never helped Belmark."),
        ("Novak is the worst choice.", "Novak is not the worst choice."),
        ("Novak may be reckless.", "Novak may not be reckless."),
        ("Is Novak honest.", "Is Novak honest?"),
    ];
    for (plain, negated) in pairs {
        let (plain, negated) = (toward(plain, "Novak").score, toward(negated, "Novak").score);
        assert!(negated.abs() <= plain.abs(), "{plain} became {negated}");
    }
}

#[test]
fn every_judgement_keeps_the_laws() {
    let words = [
        "Novak", "praised", "not", "very", "corrupt", "Ardania", ",", "but", "by", "was", "the", "war", "against",
        "\"", "?", ".", "prevent", "We", "'s", "attack", "on", "(", "lack of", "if", "great", ";",
    ];
    // A small generator, so that every run sees the same texts.
    let mut state = 7u32;
    for _ in 0..2000 {
        let mut text = String::from("Novak");
        for _ in 0..(state >> 24) % 30 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push(' ');
            text.push_str(words[(state >> 16) as usize % words.len()]);
        }
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let document = read(&text);
        let last = document.tokens().len();
        let (first, other) = (Tokens::new(0, 1), Tokens::new(last - 1, last));
        let of = |tokens: Tokens| document.span(tokens);
        let (there, back) = between(&text, of(first), of(other));
        let fitted = stance::toward(&document, ENGINE.knowledge(), &[first, other]);
        let alone = stance::toward(&document, knowledge(), &[first, other]);
        for judgement in fitted.iter().chain(&alone).chain([&there, &back]) {
            let sum: i32 = judgement.evidence.iter().map(|evidence| i32::from(evidence.contribution)).sum();
            assert_eq!(sum, i32::from(judgement.score), "{text}");
            assert!((-1000..=1000).contains(&judgement.score), "{text}");
            assert!((0..=1000).contains(&judgement.confidence), "{text}");
            assert!(judgement.label == Label::Neutral || !judgement.evidence.is_empty(), "{text}");
        }
        stance::tone(&document, knowledge(), &[Tokens::new(0, last)]);
    }
}

#[test]
fn a_score_does_not_grow_with_length() {
    let once = toward("Novak is good but bad.", "Novak").score;
    let often = toward(&format!("Novak is {}.", ["good but bad"; 11].join(" and ")), "Novak").score;
    assert!((once - often).abs() < 250, "{once} became {often}");
}

#[test]
fn fitted_weights_know_no_names_and_tell_of_every_part() {
    let fitted = |text: &str, name: &str| {
        let document = read(text);
        stance::toward(&document, ENGINE.knowledge(), &[place(&document, name)]).remove(0)
    };
    let cases = [
        ("Novak is a brilliant and honest negotiator.", "Novak", Label::Positive),
        ("Novak is a corrupt liar.", "Novak", Label::Negative),
        ("Novak arrived on Monday with two aides.", "Novak", Label::Neutral),
        ("The council praised Novak.", "Novak", Label::Positive),
        ("The council accused Novak of fraud.", "Novak", Label::Negative),
        ("Lindahl said Novak had failed the miners.", "Lindahl", Label::Neutral),
    ];
    for (text, name, label) in cases {
        let judgement = fitted(text, name);
        assert_eq!(judgement.label, label, "{text} {judgement:#?}");
        assert!(judgement.evidence.iter().all(|evidence| evidence.row.0 == stance::FITTED), "{text}");
        assert!(judgement.evidence.windows(2).all(|pair| pair[0].tokens < pair[1].tokens), "{text}");
        // Another name in every place changes nothing.
        let masked = text.replace("Novak", "Trump").replace("Lindahl", "Putin");
        let other = fitted(&masked, &name.replace("Novak", "Trump").replace("Lindahl", "Putin"));
        assert_eq!((other.score, other.label), (judgement.score, label), "{masked}");
    }
    // A long text around the sentence does not make it stronger.
    let alone = fitted("Novak is a corrupt liar.", "Novak").score;
    let amid = fitted(&format!("Novak is a corrupt liar. {}", "The hall was full. ".repeat(40)), "Novak").score;
    assert!((alone - amid).abs() < 250, "{alone} became {amid}");
}
