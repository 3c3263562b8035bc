//! The lexicons' values against second, blind ratings (`tests/gold/ratings/`): how far the two agree.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// What the two ratings of some terms have in common.
struct Agreement {
    pearson: f64,
    spearman: f64,
    difference: f64,
    same_sign: f64,
}

type Values = HashMap<(String, String), f64>;

/// The values of a table, by term and part of speech.
fn values(file: &str) -> Values {
    let table = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("the table");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let cells = rows.map(|row| row.split('\t').collect::<Vec<_>>());
    cells.map(|row| ((row[0].to_owned(), row[1].to_owned()), row[2].parse().expect("a value"))).collect()
}

/// Compares a lexicon with a second rating of some of its rows; rows that have left it since are passed over.
fn compare(lexicon: &str, second: &str) -> Agreement {
    let (first, second) = (values(lexicon), values(second));
    let pairs: Vec<(f64, f64)> = second.iter().filter_map(|(row, &value)| Some((*first.get(row)?, value))).collect();
    assert!(pairs.len() >= 950, "{} of {} rows are left", pairs.len(), second.len());
    let (a, b): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / pairs.len() as f64;
    let agreement = Agreement {
        pearson: pearson(&a, &b),
        spearman: pearson(&ranks(&a), &ranks(&b)),
        difference: mean(&|(a, b)| (a - b).abs()),
        same_sign: mean(&|(a, b)| f64::from(u8::from(sign(*a) == sign(*b)))),
    };
    let Agreement { pearson, spearman, difference, same_sign } = agreement;
    let n = pairs.len();
    println!("{lexicon}: {n} rows, r {pearson:.3}, rho {spearman:.3}, apart {difference:.3}, same sign {same_sign:.3}");
    agreement
}

fn sign(value: f64) -> i8 {
    i8::from(value > 0.0) - i8::from(value < 0.0)
}

fn pearson(a: &[f64], b: &[f64]) -> f64 {
    let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len() as f64;
    let (of_a, of_b) = (mean(a), mean(b));
    let product = |x: &[f64], of_x: f64, y: &[f64], of_y: f64| -> f64 {
        x.iter().zip(y).map(|(x, y)| (x - of_x) * (y - of_y)).sum()
    };
    product(a, of_a, b, of_b) / (product(a, of_a, a, of_a) * product(b, of_b, b, of_b)).sqrt()
}

/// The ranks of the values; those that are alike share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let below = |value: f64| values.iter().filter(|other| **other < value).count() as f64;
    let alike = |value: f64| values.iter().filter(|other| **other == value).count() as f64;
    values.iter().map(|&value| below(value) + (alike(value) + 1.0) / 2.0).collect()
}

#[test]
fn our_values_are_steady() {
    let agreement = compare("lexicons/valence.tsv", "tests/gold/ratings/valence.tsv");
    assert!(agreement.pearson >= 0.95 && agreement.spearman >= 0.95);
    assert!(agreement.difference <= 0.06 && agreement.same_sign >= 0.95);
}

#[test]
fn our_scale_is_near_vaders() {
    let agreement = compare("lexicons/vader.tsv", "tests/gold/ratings/vader.tsv");
    assert!(agreement.pearson >= 0.9 && agreement.spearman >= 0.85);
    assert!(agreement.difference <= 0.12 && agreement.same_sign >= 0.95);
}

#[test]
fn ranks_and_correlation_are_those_of_the_textbook() {
    assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
    assert!((pearson(&[1.0, 2.0, 3.0], &[2.0, 4.0, 6.0]) - 1.0).abs() < 1e-9);
    assert!((pearson(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]) + 1.0).abs() < 1e-9);
}
