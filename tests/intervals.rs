//! How often the 95% interval of a mean holds the truth, over simulated ledgers whose truth is known.
//!
//! `cargo test --test intervals -- --nocapture` prints the table that EVALUATION.md shows.

use detente::ledger::{Account, Article, Sign, Tally};

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
    /// From how many articles on the intervals must hold the truth as often as they say.
    from: usize,
    article: fn(&mut Chance) -> Vec<f64>,
}

/// An article that is harsh in so many cases of one, and mild in all others.
fn mostly_mild(chance: &mut Chance, harsh: f64) -> Vec<f64> {
    let (low, high) = if chance.between(0.0, 1.0) < harsh { (-900.0, -300.0) } else { (-100.0, 300.0) };
    (0..chance.stances()).map(|_| chance.between(low, high)).collect()
}

const SOURCES: [Source; 5] = [
    Source {
        name: "articles differ, and stances within them",
        truth: -100.0,
        from: 30,
        article: |chance| {
            let mood = chance.between(-500.0, 300.0);
            (0..chance.stances()).map(|_| mood + chance.between(-200.0, 200.0)).collect()
        },
    },
    Source {
        name: "warm and cold stances side by side",
        truth: 0.75 * (0.3 - 0.7) * 400.0,
        from: 30,
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
        from: 30,
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
        from: 30,
        article: |chance| mostly_mild(chance, 0.2),
    },
    // Of 30 such articles three are harsh, or none: no interval knows what it has not seen.
    Source {
        name: "one article in ten is harsh, the others mild",
        truth: 0.1 * -600.0 + 0.9 * 100.0,
        from: 100,
        article: |chance| mostly_mild(chance, 0.1),
    },
];

/// The share of ledgers of so many articles whose interval holds the truth.
fn coverage(source: &Source, articles: usize) -> f64 {
    let mut chance = Chance(articles as u64);
    let mut held = 0;
    for ledger in 0..LEDGERS {
        let mut account = Account::default();
        for article in 0..articles {
            let mut tally = Tally::default();
            for score in (source.article)(&mut chance) {
                tally.merge(&Tally::of(score.round() as i16, Sign::Zero, true, true));
            }
            account.add(&Article::of(&format!("{ledger} {article}")), &tally);
        }
        let interval = account.interval().expect("articles enough");
        held += u32::from((f64::from(interval.low)..=f64::from(interval.high)).contains(&source.truth));
    }
    f64::from(held) / f64::from(LEDGERS)
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    println!("{:46} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}", "articles", 5, 10, 20, 30, 50, 100);
    for source in &SOURCES {
        let shares = [5, 10, 20, 30, 50, 100].map(|articles| (articles, coverage(source, articles)));
        let shown: Vec<String> = shares.iter().map(|(_, share)| format!("{:6.1}", share * 100.0)).collect();
        println!("{:46} {}", source.name, shown.join(" "));
        for (articles, share) in shares.into_iter().filter(|(articles, _)| *articles >= source.from) {
            assert!((0.93..=0.97).contains(&share), "{}: {share} of {articles} articles", source.name);
        }
    }
}
