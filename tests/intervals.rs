//! How often the 95% interval of a mean holds the truth, over simulated ledgers whose truth is known.
//!
//! `cargo test --test intervals -- --nocapture` prints the table that EVALUATION.md shows.

use detente::ledger::{Account, ArticleKey, Interval, Sign, Tally};

/// How many ledgers are simulated for each number of articles: 95% of so many varies by half a percent.
const LEDGERS: u32 = 2000;

/// Numbers that look random, the same each time (SplitMix64, Steele et al. 2014).
struct Chance(u64);

impl Chance {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let bits = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ bits >> 31
    }

    /// Evenly from one number to another.
    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// How many stances an article has: one, or with half the chance each time one more.
    fn stances(&mut self) -> u32 {
        1 + self.bits().trailing_ones()
    }
}

/// How scores come about, and their true mean in thousandths.
struct Source {
    name: &'static str,
    truth: f64,
    /// How often the intervals of 30 articles and more must hold the truth.
    share: (f64, f64),
    article: fn(&mut Chance) -> Vec<f64>,
}

/// An article that is harsh in so many cases of one, and mild in all others.
fn mostly_mild(chance: &mut Chance, harsh: f64) -> Vec<f64> {
    let (low, high) = if chance.between(0.0, 1.0) < harsh { (-900.0, -300.0) } else { (-100.0, 300.0) };
    (0..chance.stances()).map(|_| chance.between(low, high)).collect()
}

/// How often an interval of 95% holds the truth, within what is to be expected of intervals that know no more than the articles.
const HELD: (f64, f64) = (0.93, 0.97);

const SOURCES: [Source; 8] = [
    Source {
        name: "articles differ, and stances within them",
        truth: -100.0,
        share: HELD,
        article: |chance| {
            let mood = chance.between(-500.0, 300.0);
            (0..chance.stances()).map(|_| mood + chance.between(-200.0, 200.0)).collect()
        },
    },
    Source {
        name: "warm and cold stances side by side",
        truth: 0.75 * (0.3 - 0.7) * 400.0,
        share: HELD,
        article: |chance| {
            let warm = chance.between(0.0, 0.6);
            let stance = |chance: &mut Chance| match chance.between(0.0, 1.0) {
                polar if polar < 0.75 && chance.between(0.0, 1.0) < warm => chance.between(0.0, 800.0),
                polar if polar < 0.75 => chance.between(-800.0, 0.0),
                _ => 0.0,
            };
            (0..chance.stances()).map(|_| stance(chance)).collect()
        },
    },
    Source {
        name: "long articles are colder",
        // A short one has one stance of mean 100, a long one four of mean -200.
        truth: (100.0 - 4.0 * 200.0) / 5.0,
        share: HELD,
        article: |chance| match chance.between(0.0, 1.0) {
            short if short < 0.5 => vec![chance.between(-200.0, 400.0)],
            _ => {
                let mood = chance.between(-500.0, 100.0);
                (0..4).map(|_| mood + chance.between(-100.0, 100.0)).collect()
            }
        },
    },
    Source {
        name: "one article in five is harsh, the others mild",
        truth: 0.2 * -600.0 + 0.8 * 100.0,
        share: HELD,
        article: |chance| mostly_mild(chance, 0.2),
    },
    Source {
        name: "one article in ten is harsh, the others mild",
        truth: 0.1 * -600.0 + 0.9 * 100.0,
        share: (0.92, 0.97),
        article: |chance| mostly_mild(chance, 0.1),
    },
    // A lexicon gives the same words the same score.
    Source {
        name: "eight scores only",
        truth: 0.1 * (-462.0 - 300.0 - 150.0) + 0.2 * (64.0 + 325.0) + 0.15 * 150.0 + 0.1 * 340.0 + 0.05 * 514.0,
        share: HELD,
        article: |chance| {
            const SCORES: [f64; 20] = [
                -462.0, -462.0, -300.0, -300.0, -150.0, -150.0, 64.0, 64.0, 64.0, 64.0, 150.0, 150.0, 150.0, 325.0,
                325.0, 325.0, 325.0, 340.0, 340.0, 514.0,
            ];
            (0..chance.stances()).map(|_| SCORES[chance.between(0.0, 20.0) as usize]).collect()
        },
    },
    // What is this rare cannot be held as often as it should and no oftener: there is an article of it, or there is none.
    Source {
        name: "two scores, one article in ten differs",
        truth: 340.0 - 0.1 * 800.0,
        share: (0.93, 1.0),
        article: |chance| vec![if chance.between(0.0, 1.0) < 0.1 { -460.0 } else { 340.0 }],
    },
    Source {
        name: "two scores, one article in twenty differs",
        truth: 340.0 - 0.05 * 800.0,
        share: (0.93, 1.0),
        article: |chance| vec![if chance.between(0.0, 1.0) < 0.05 { -460.0 } else { 340.0 }],
    },
];

/// The account of so many articles.
fn account(source: &Source, articles: usize, name: &str, chance: &mut Chance) -> Account {
    let mut account = Account::default();
    for article in 0..articles {
        let mut tally = Tally::default();
        for score in (source.article)(chance) {
            tally.merge(&Tally::of(score.round() as i16, Sign::Zero, true, true));
        }
        account.add(ArticleKey::of(&format!("{name} {article}")), &tally);
    }
    account
}

/// In how many of so many intervals the truth lies.
fn share(intervals: u32, truth: f64, mut interval: impl FnMut(u32) -> Option<Interval>) -> f64 {
    let holds = |interval: Interval| (f64::from(interval.low)..=f64::from(interval.high)).contains(&truth);
    let held = (0..intervals).filter(|&number| holds(interval(number).expect("articles enough"))).count();
    held as f64 / f64::from(intervals)
}

fn percent(shares: &[(usize, f64)]) -> String {
    shares.iter().map(|(_, share)| format!(" {:6.1}", share * 100.0)).collect()
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    println!("{:46} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}", "articles", 5, 10, 20, 30, 50, 100);
    for source in &SOURCES {
        let held = |articles: usize| {
            let mut chance = Chance(articles as u64);
            share(LEDGERS, source.truth, |ledger| {
                account(source, articles, &ledger.to_string(), &mut chance).interval()
            })
        };
        let shares = [5, 10, 20, 30, 50, 100].map(|articles| (articles, held(articles)));
        println!("{:46}{}", source.name, percent(&shares));
        for (articles, share) in shares.into_iter().filter(|(articles, _)| *articles >= 30) {
            assert!(
                (source.share.0..=source.share.1).contains(&share),
                "{}: {share} of {articles} articles",
                source.name
            );
        }
    }
}

/// Between two periods of which the articles come about in the same way nothing changes.
#[test]
fn intervals_of_changes_hold_the_truth_as_often_as_they_say() {
    const CHANGES: u32 = 500;
    println!("{:46} {:>6} {:>6} {:>6}", "articles, and 100 in the period before", 10, 30, 100);
    for source in &SOURCES {
        let held = |articles: usize| {
            let mut chance = Chance(articles as u64);
            share(CHANGES, 0.0, |ledger| {
                let before = account(source, 100, &format!("before {ledger}"), &mut chance);
                let now = account(source, articles, &ledger.to_string(), &mut chance);
                now.replicates().minus(&before.replicates()).interval()
            })
        };
        let shares = [10, 30, 100].map(|articles| (articles, held(articles)));
        println!("{:46}{}", source.name, percent(&shares));
        // 95% of 500 varies by one percent.
        for (articles, share) in shares.into_iter().filter(|(articles, _)| *articles >= 30) {
            assert!(share > 0.91, "{}: {share} of {articles} articles", source.name);
        }
    }
}
