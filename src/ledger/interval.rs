//! The interval of a mean, from what it would have been in other samples.
//!
//! The percentile interval is too narrow for few articles, and its two sides are not what they should be where a few articles
//! differ much from the others. Each end is moved away from the mean as far as the point of Student's t lies beyond that of the
//! normal distribution, times the root of n / (n - 1) for the spread that a sample of n lacks (Hesterberg 2015, "What teachers
//! should know about the bootstrap"), and accelerated by a sixth of the skewness of the replicates (Efron 1987, "Better
//! bootstrap confidence intervals"). No end lies nearer to the mean than two articles of the furthest score would move it: what one
//! article in fifteen says is in none of thirty once in eight times (the rule of three, Hanley and Lippman-Hand 1983), and where
//! all say the same the replicates tell nothing. tests/intervals.rs measures how often the truth lies within.

/// The largest mean, in thousandths.
const MOST: f64 = 1000.0;

/// How many articles of the furthest score might as well have been there.
const UNSEEN: f64 = 2.0;

/// The fewest articles that an interval is given for.
pub(super) const FEWEST: u64 = 3;

/// Means of other samples, and the mean of the one at hand, in thousandths.
#[derive(Clone, Debug)]
pub struct Replicates {
    means: Vec<f64>,
    mean: f64,
    articles: u64,
    /// How large it can be.
    most: f64,
    /// How far the ends of its interval lie below and above at least.
    room: [f64; 2],
}

/// A 95% interval, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Its lower end.
    pub low: i16,
    /// Its upper end.
    pub high: i16,
}

impl Replicates {
    /// Of a mean of so many articles. Where a replicate drew none, its mean is not a number.
    pub(super) fn new(means: Vec<f64>, mean: f64, articles: u64) -> Replicates {
        let room = [MOST + mean, MOST - mean].map(|furthest| furthest * UNSEEN / articles as f64);
        Replicates { means, mean, articles, most: MOST, room }
    }

    /// How the mean differs from another, of other articles. The smaller number of articles widens its interval.
    pub fn minus(&self, other: &Replicates) -> Replicates {
        let means = self.means.iter().zip(&other.means).map(|(own, other)| own - other).collect();
        Replicates {
            means,
            mean: self.mean - other.mean,
            articles: self.articles.min(other.articles),
            most: self.most + other.most,
            room: [self.room[0].hypot(other.room[1]), self.room[1].hypot(other.room[0])],
        }
    }

    /// The mean or difference itself, in thousandths.
    pub fn mean(&self) -> i16 {
        self.mean.round() as i16
    }

    /// The variance of the mean, in thousandths squared, of replicates that have one.
    pub fn variance(&self) -> Option<f64> {
        let means: Vec<f64> = self.means.iter().copied().filter(|mean| mean.is_finite()).collect();
        let count = means.len() as f64;
        let middle = means.iter().sum::<f64>() / count;
        (count > 1.0).then(|| {
            let n = self.articles as f64;
            means.iter().map(|mean| (mean - middle).powi(2)).sum::<f64>() / (count - 1.0) * n / (n - 1.0)
        })
    }

    /// The 95% interval; nothing under three articles.
    pub fn interval(mut self) -> Option<Interval> {
        self.means.retain(|mean| mean.is_finite());
        if self.articles < FEWEST || self.means.is_empty() {
            return None;
        }
        let n = self.articles as f64;
        let point = student(self.articles - 1) * (n / (n - 1.0)).sqrt();
        let acceleration = self.skewness() / 6.0;
        let distance = |means: &mut [f64], share: f64, point: f64| {
            let stretched = point / (1.0 - acceleration * point).max(LEAST) / NORMAL;
            (stretched * (quantile(means, share) - self.mean)).max(0.0)
        };
        let below = distance(&mut self.means, 0.025, -point).max(self.room[0]);
        let above = distance(&mut self.means, 0.975, point).max(self.room[1]);
        let end = |value: f64| value.round().clamp(-self.most, self.most) as i16;
        Some(Interval { low: end(self.mean - below), high: end(self.mean + above) })
    }

    /// The skewness of the means, as Pearson's moment coefficient; 0 where they are all the same.
    fn skewness(&self) -> f64 {
        let count = self.means.len() as f64;
        let middle = self.means.iter().sum::<f64>() / count;
        let moment = |power: i32| self.means.iter().map(|mean| (mean - middle).powi(power)).sum::<f64>() / count;
        let spread = moment(2);
        if spread > 0.0 { moment(3) / spread.powf(1.5) } else { 0.0 }
    }
}

/// A quantile of numbers, by linear interpolation between the two nearest (Hyndman and Fan's seventh definition).
fn quantile(numbers: &mut [f64], share: f64) -> f64 {
    let place = share * (numbers.len() - 1) as f64;
    let (_, &mut below, above) = numbers.select_nth_unstable_by(place as usize, f64::total_cmp);
    let next = above.iter().copied().min_by(f64::total_cmp).unwrap_or(below);
    below + place.fract() * (next - below)
}

/// How near to nothing the acceleration may bring what it divides by.
const LEAST: f64 = 0.2;

/// The two-sided 95% point of the normal distribution.
const NORMAL: f64 = 1.959_964;

/// The two-sided 95% point of Student's t.
fn student(freedom: u64) -> f64 {
    const POINTS: [f64; 30] = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];
    // Beyond the table, the first term of its expansion around the normal point (Abramowitz and Stegun, 26.7.5).
    let expanded = || NORMAL + (NORMAL.powi(3) + NORMAL) / (4.0 * freedom as f64);
    POINTS.get(freedom.saturating_sub(1) as usize).copied().unwrap_or_else(expanded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_the_nearest_two() {
        let mut numbers = [9.0, 1.0, 3.0, 5.0, 7.0];
        assert_eq!([0.0, 0.5, 0.625, 0.975, 1.0].map(|share| quantile(&mut numbers, share)), [1.0, 5.0, 6.0, 8.8, 9.0]);
    }

    #[test]
    fn students_t_goes_on_beyond_its_table() {
        // Tables of the distribution have 2.000 for 60 degrees of freedom and 1.980 for 120.
        assert_eq!((student(60) * 1e3).round(), 2000.0);
        assert_eq!((student(120) * 1e3).round(), 1980.0);
    }
}
