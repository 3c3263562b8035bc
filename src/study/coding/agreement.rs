//! How far coders agree beyond chance.

/// How far apart two labels are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// The same or not.
    Nominal,
    /// By how many codings lie between them.
    Ordinal,
}

/// Krippendorff's alpha of codings: of each unit, the places of the labels that coders gave it among `labels` of them.
/// Nothing where no two coders coded one unit, or where all gave the same label (Krippendorff 2011, "Computing Krippendorff's
/// alpha-reliability").
pub fn alpha(units: &[Vec<usize>], labels: usize, scale: Scale) -> Option<f64> {
    let mut together = vec![vec![0.0; labels]; labels];
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        for (coder, &own) in unit.iter().enumerate() {
            for (_, &other) in unit.iter().enumerate().filter(|(another, _)| *another != coder) {
                together[own][other] += 1.0 / (unit.len() as f64 - 1.0);
            }
        }
    }
    let each: Vec<f64> = together.iter().map(|row| row.iter().sum()).collect();
    let all: f64 = each.iter().sum();
    let apart = |a: usize, b: usize| match scale {
        Scale::Nominal => f64::from(u8::from(a != b)),
        Scale::Ordinal => {
            let between: f64 = each[a.min(b)..=a.max(b)].iter().sum();
            (between - (each[a] + each[b]) / 2.0).powi(2)
        }
    };
    let pairs = || (0..labels).flat_map(|a| (0..labels).map(move |b| (a, b)));
    let observed: f64 = pairs().map(|(a, b)| together[a][b] * apart(a, b)).sum();
    let expected: f64 = pairs().map(|(a, b)| each[a] * each[b] * apart(a, b)).sum::<f64>() / (all - 1.0);
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_is_that_of_the_published_example() {
        // Krippendorff 2011, section C: four observers, twelve units, missing data.
        let rows: [[u8; 12]; 4] = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
            [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
        ];
        let unit =
            |at: usize| rows.iter().map(|row| usize::from(row[at])).filter(|&label| label > 0).collect::<Vec<_>>();
        let units: Vec<Vec<usize>> = (0..12).map(unit).collect();
        // The labels are 1 to 5; nobody gives a 0.
        let rounded = |scale| (alpha(&units, 6, scale).unwrap() * 1000.0).round();
        assert_eq!((rounded(Scale::Nominal), rounded(Scale::Ordinal)), (743.0, 815.0));
    }

    #[test]
    fn without_two_labels_there_is_no_alpha() {
        assert_eq!(alpha(&[vec![1, 1], vec![1, 1]], 3, Scale::Nominal), None);
        assert_eq!(alpha(&[vec![0], vec![1]], 3, Scale::Nominal), None);
        assert_eq!(alpha(&[vec![0, 0], vec![2, 2]], 3, Scale::Ordinal), Some(1.0));
    }
}
