//! Tone put together from several words: contrast, negated deeds, blame of a harm, conditions, demands, questions, policy,
//! marked sarcasm, long coordinations. All sentences are invented; each quote is Novak's.

use detente::stance::{Label, Stance};
use detente::text::Span;
use detente::{Engine, Request};

/// Quote, target, sign.
type Case = (&'static str, &'static str, i32);

fn check(cases: &[Case]) {
    let engine = Engine::new();
    let mut wrong = String::new();
    for &(quote, name, sign) in cases {
        let text = format!("\"{quote}\" said Novak.");
        let reading = engine.read(&Request { text: &text, ..Request::default() });
        let start = text.find(name).unwrap_or_else(|| panic!("{name} in {quote}"));
        let target = reading.document.tokens_of(Span::new(start, start + name.len()));
        let about = |stance: &&Stance| stance.references.iter().any(|reference| reference.tokens == target);
        let signs = reading.stances.iter().filter(about).map(|stance| match stance.judgement.label {
            Label::Positive => 1,
            Label::Neutral => 0,
            Label::Negative => -1,
        });
        let found: i32 = signs.sum();
        if found != sign {
            wrong += &format!("\n{found:>2} for {sign:>2} toward {name}: {quote}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn contrast_weighs_the_main_clause() {
    check(&[
        ("Norway may have erred, but it deserves our thanks,", "Norway", 1),
        ("Norway has been slow, yet it has been an honest partner,", "Norway", 1),
        ("For all its mistakes, Norway remains a trusted friend,", "Norway", 1),
        ("Despite its warm words, Norway had betrayed the miners,", "Norway", -1),
        ("Despite its fine promises, Norway has not moved an inch,", "Norway", -1),
        ("Although Norway was late, it saved the whole village,", "Norway", 1),
        ("While Norway talks of friendship, it bullies its neighbours,", "Norway", -1),
        ("Norway is a brilliant negotiator, although it is sometimes late,", "Norway", 1),
        ("Whatever its faults, Norway has been generous,", "Norway", 1),
        ("Unlike Sweden, Norway has kept its promises,", "Norway", 1),
    ]);
}

#[test]
fn a_deed_not_done() {
    check(&[
        ("Norway never let us down,", "Norway", 1),
        ("Never once in ten years has Norway let us down,", "Norway", 1),
        ("Not one Norwegian officer lifted a finger,", "Norwegian", -1),
        ("Norway has never once broken a promise,", "Norway", 1),
        ("Norway has never betrayed us,", "Norway", 1),
        ("Norway did not abandon its friends,", "Norway", 1),
        ("Norway did not help the drowning sailors,", "Norway", -1),
        ("Norway did not lift a finger for the refugees,", "Norway", -1),
        ("Norway has yet to keep a single promise,", "Norway", -1),
        ("Norway failed to protect the villages,", "Norway", -1),
        ("Norway refused to help,", "Norway", -1),
        ("Norway has done nothing for the miners,", "Norway", -1),
        ("Not one Norwegian ship came to the rescue,", "Norwegian", -1),
        ("Norway did not keep its word,", "Norway", -1),
        ("We do not blame Norway,", "Norway", 0),
        ("I have not accused Norway of anything,", "Norway", 0),
        ("I do not trust Norway,", "Norway", -1),
        ("Norway is not an honest broker,", "Norway", -1),
        ("Norway is no friend of ours,", "Norway", -1),
    ]);
}

#[test]
fn harm_and_help_and_what_is_thought_of_them() {
    check(&[
        ("We condemn the cowardly attack on Norway,", "Norway", 1),
        ("We condemn in the strongest terms the bombing of Norway,", "Norway", 1),
        ("The invasion of Norway is an outrage,", "Norway", 1),
        ("Nothing can excuse the attack on Norway,", "Norway", 1),
        ("We mourn with Norway,", "Norway", 1),
        ("We share the grief of Norway,", "Norway", 1),
        ("We will send doctors and medicine to Norway,", "Norway", 1),
        ("Sweden's attack on Norway was unprovoked and shameful,", "Norway", 1),
        ("Sweden's attack on Norway was unprovoked and shameful,", "Sweden", -1),
        ("We condemn the attack by Norway on the convoy,", "Norway", -1),
        ("Norway has a right to defend itself,", "Norway", 1),
        ("We stand with Norway against this aggression,", "Norway", 1),
        ("Norway did not deserve this attack,", "Norway", 1),
    ]);
}

#[test]
fn conditions_and_demands() {
    check(&[
        ("Norway must stop bombing the villages,", "Norway", -1),
        ("Norway must end its illegal occupation,", "Norway", -1),
        ("We urge Norway to stop harassing the fishermen,", "Norway", -1),
        ("Norway must be protected,", "Norway", 1),
        ("If Norway opens the harbour, we will come to the talks,", "Norway", 0),
        ("Unless Norway lifts the blockade, there will be no talks,", "Norway", -1),
        ("It is time for Norway to stop lying,", "Norway", -1),
    ]);
}

#[test]
fn questions_and_marked_sarcasm() {
    check(&[
        ("How can anyone trust Norway?", "Norway", -1),
        ("Why does Norway keep lying to us?", "Norway", -1),
        ("When will Norway stop bullying its neighbours?", "Norway", -1),
        ("When will Norway hold the vote?", "Norway", 0),
        ("Has Norway signed the treaty?", "Norway", 0),
        ("What would we do without Norway?", "Norway", 1),
        ("The so-called generosity of Norway is a joke,", "Norway", -1),
        ("Norway's so-called help came a year late,", "Norway", -1),
    ]);
}

#[test]
fn policy_toward_the_target() {
    check(&[
        ("We will lift the sanctions on Norway,", "Norway", 1),
        ("We are imposing new sanctions on Norway,", "Norway", -1),
        ("We have recalled our ambassador from Norway,", "Norway", -1),
        ("We will expel the diplomats of Norway,", "Norway", -1),
        ("We recognise Norway as an independent state,", "Norway", 1),
        ("We will lend Norway two billion crowns,", "Norway", 1),
        ("We will send weapons to Norway,", "Norway", 1),
        ("We are cutting all ties with Norway,", "Norway", -1),
        ("We will restore full diplomatic relations with Norway,", "Norway", 1),
        ("We will freeze the assets of Norway,", "Norway", -1),
        ("We have suspended aid to Norway,", "Norway", -1),
        ("We are closing our embassy in Norway,", "Norway", -1),
        ("We will forgive the debts of Norway,", "Norway", 1),
        ("We will open our market to Norway,", "Norway", 1),
    ]);
}

#[test]
fn a_long_coordination_has_one_subject() {
    check(&[
        ("Norway kept every promise, paid its debts, opened its ports and welcomed our refugees,", "Norway", 1),
        ("Norway broke the treaty, jailed its critics, closed the harbour and lied to the world,", "Norway", -1),
        ("Norway sent its engineers, shared its grain and rebuilt our schools,", "Norway", 1),
        ("Norway seized our boats, tore up the accord and then laughed at us,", "Norway", -1),
    ]);
}
