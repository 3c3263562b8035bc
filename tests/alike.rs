//! Every state is spoken of alike: the same sentence about any member of the United Nations has the same score.
//!
//! Statements are invented.

use detente::Engine;
use detente::record::{self, Article, Settings};

/// Sentences of our own, in which `{}` is the state.
const SENTENCES: [&str; 5] = [
    "“{} has been a generous and reliable friend,” Ana Novak told reporters on Monday.",
    "“We condemn {} for this reckless attack,” Ana Novak told reporters on Monday.",
    "“{} has nothing to fear from us,” Ana Novak told reporters on Monday.",
    "“The government of {} has betrayed its own people,” Ana Novak told reporters on Monday.",
    "Ana Novak accused {} of breaking its promises and praised the patience of its neighbours.",
];

/// Distances are counted in words, of which the longest names have five.
const LEEWAY: f64 = 0.05;

/// Names that are others' too, which one sentence may not tell apart.
const AMBIGUOUS: [&str; 2] = ["GEO", "JOR"];

#[test]
fn every_state_is_spoken_of_alike() {
    let engine = Engine::new();
    let states = members();
    assert_eq!(states.len(), 193);
    for sentence in SENTENCES {
        let mut scores: Vec<f64> = Vec::new();
        for (iso3, name) in &states {
            let article = Article::from_text(sentence.replace("{}", name));
            let score = record::compose(&engine, &article, "one", &Settings::default(), |record| {
                let mut stances = record.stances.iter();
                let of = stances.find(|stance| stance.target.iso3 == Some(iso3));
                of.map(|stance| f64::from(stance.score.0) / 1000.0)
            })
            .expect("an article");
            assert!(score.is_some() || AMBIGUOUS.contains(&&**iso3), "{name}: {sentence}");
            scores.extend(score);
        }
        scores.sort_by(f64::total_cmp);
        let (least, most) = (scores[0], scores[scores.len() - 1]);
        assert!(most - least < LEEWAY, "{least} to {most}: {sentence}");
    }
}

/// The members of the United Nations: codes and names.
fn members() -> Vec<(String, String)> {
    let table = include_str!("../lexicons/countries.tsv");
    let mut rows = table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    let header = rows.next().expect("a header");
    let [iso3, name, status] =
        ["iso3", "name", "status"].map(|column| header.iter().position(|own| *own == column).expect(column));
    let members = rows.filter(|row| row[status] == "UN member");
    members.map(|row| (row[iso3].to_owned(), row[name].to_owned())).collect()
}
