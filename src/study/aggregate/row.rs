//! From an account to a row.

use super::Settings;
use super::axis::{Axis, SEPARATOR};
use super::lens::Lens;
use super::sum::Accounts;
use crate::ledger::{Account, Interval, Replicates};
use crate::record::{Change, Finding, LedgerRow, Thousandths, schema as schema_of};
use rayon::prelude::*;
use serde_json::{Value, json};

/// What rows are made of.
pub(super) struct Rows<'a> {
    pub(super) settings: &'a Settings,
    pub(super) accounts: &'a [(String, Account)],
    pub(super) trials: &'a [Accounts],
    pub(super) shrinkage: Option<Shrinkage>,
}

/// How far means are drawn toward that of all rows: a normal prior whose mean and variance the rows tell (DerSimonian and Laird
/// 1986).
#[derive(Clone, Copy, Debug)]
pub(super) struct Shrinkage {
    mean: f64,
    variance: f64,
}

impl Rows<'_> {
    pub(super) fn row(&self, at: usize) -> LedgerRow {
        let (key, account) = &self.accounts[at];
        let (tally, replicates) = (&account.tally, account.replicates());
        let interval = replicates.clone().interval();
        let mut row = LedgerRow {
            articles: account.articles,
            quotes: tally.quotes,
            stances: tally.stances,
            mentioned: tally.mentioned,
            mean: account.mean().map(Thousandths),
            low: interval.map(|interval| Thousandths(interval.low)),
            high: interval.map(|interval| Thousandths(interval.high)),
            positive: tally.positive,
            neutral: tally.neutral,
            negative: tally.negative,
            few: account.articles < self.settings.few,
            finding: account.mean().map(|_| finding(interval)),
            ..LedgerRow::default()
        };
        self.name(key, &mut row);
        if self.settings.change {
            self.change(at, &replicates, &mut row);
        }
        if let Some(shrinkage) = self.shrinkage {
            let shrunk = shrinkage.shrink(&replicates);
            row.shrunk = Some(shrunk.map(|(mean, _)| Thousandths(mean)));
            row.own_share = Some(shrunk.map(|(_, share)| Thousandths(share)));
        }
        if self.settings.sensitivity {
            let fails = row.finding.map_or_else(Vec::new, |finding| self.fails(key, finding));
            row.stands = row.finding.map(|_| fails.is_empty());
            row.fails = Some(fails);
        }
        row
    }

    /// Fills the columns that a key tells.
    fn name(&self, key: &str, row: &mut LedgerRow) {
        let mut parts = key.split(SEPARATOR).map(|part| (!part.is_empty()).then(|| part.to_owned()));
        let mut part = || parts.next().flatten();
        for axis in &self.settings.by {
            match axis {
                Axis::Speaker => (row.speaker, row.speaker_actor) = (part(), Some(part())),
                Axis::SpeakerCountry => row.speaker_country = Some(part()),
                Axis::Target => {
                    (row.target, row.target_actor, row.target_kind) = (Some(part()), Some(part()), Some(part()));
                }
                Axis::TargetCountry => row.target_country = Some(part()),
                Axis::Outlet => row.outlet = Some(part()),
                Axis::Period(_) => row.period = Some(part()),
                Axis::Extra(column) => {
                    row.extra.insert(column.clone(), part().map_or(Value::Null, Value::String));
                }
            }
        }
    }

    /// Tells how the mean differs from that of the last period before that has one. The period is the key's last part.
    fn change(&self, at: usize, replicates: &Replicates, row: &mut LedgerRow) {
        let group =
            |key: &str| key.strip_suffix(SEPARATOR).and_then(|key| key.rfind(SEPARATOR)).map_or(0, |end| end + 1);
        let key = &self.accounts[at].0;
        let own = &key[..group(key)];
        let mut earlier = self.accounts[..at].iter().rev().take_while(|(key, _)| key[..group(key)] == *own);
        let before = earlier.find(|(_, account)| account.tally.stances > 0).filter(|_| row.mean.is_some());
        // What has no date is before nothing.
        let before = before.filter(|(before, _)| before.len() > own.len() + SEPARATOR.len_utf8());
        let difference = before.map(|(_, account)| replicates.minus(&account.replicates()));
        let interval = difference.clone().and_then(Replicates::interval);
        row.since = Some(before.map(|(before, _)| before[own.len()..].trim_end_matches(SEPARATOR).to_owned()));
        row.change = Some(difference.map(|difference| Change(difference.mean())));
        row.change_low = Some(interval.map(|interval| Change(interval.low)));
        row.change_high = Some(interval.map(|interval| Change(interval.high)));
    }

    /// The trials in which the finding is another.
    fn fails(&self, key: &str, finding: Finding) -> Vec<String> {
        let trials = Lens::TRIALS.iter().zip(self.trials);
        let differs = |accounts: &Accounts| {
            let interval = accounts.get(key).and_then(Account::interval);
            self::finding(interval) != finding
        };
        trials.filter(|(_, accounts)| differs(accounts)).map(|((name, _), _)| (*name).to_owned()).collect()
    }
}

fn finding(interval: Option<Interval>) -> Finding {
    match interval {
        Some(interval) if interval.low > 0 => Finding::Warm,
        Some(interval) if interval.high < 0 => Finding::Cold,
        _ => Finding::Open,
    }
}

impl Shrinkage {
    /// Reads the prior off all rows with an interval.
    pub(super) fn of(accounts: &[(String, Account)]) -> Shrinkage {
        let spread = |(_, account): &(String, Account)| {
            let replicates = account.replicates();
            let variance = replicates.variance().filter(|variance| *variance > 0.0)?;
            Some((f64::from(replicates.mean()), variance))
        };
        let rows: Vec<(f64, f64)> = accounts.par_iter().filter_map(spread).collect();
        let weight = |variance: f64| 1.0 / variance;
        let whole: f64 = rows.iter().map(|(_, variance)| weight(*variance)).sum();
        let squares: f64 = rows.iter().map(|(_, variance)| weight(*variance).powi(2)).sum();
        let fixed = rows.iter().map(|(mean, variance)| mean * weight(*variance)).sum::<f64>() / whole;
        let heterogeneity: f64 = rows.iter().map(|(mean, variance)| weight(*variance) * (mean - fixed).powi(2)).sum();
        let variance = ((heterogeneity - (rows.len() as f64 - 1.0)) / (whole - squares / whole)).max(0.0);
        let weight = |own: f64| 1.0 / (own + variance);
        let whole: f64 = rows.iter().map(|(_, own)| weight(*own)).sum();
        let mean = rows.iter().map(|(mean, own)| mean * weight(*own)).sum::<f64>() / whole;
        Shrinkage { mean, variance }
    }

    /// The mean drawn toward that of all, and the share that is its own, in thousandths.
    fn shrink(self, replicates: &Replicates) -> Option<(i16, i16)> {
        let own = replicates.variance()?;
        let share = self.variance / (self.variance + own);
        if !share.is_finite() {
            return None;
        }
        let mean = share * f64::from(replicates.mean()) + (1.0 - share) * self.mean;
        Some((mean.round() as i16, (share * 1000.0).round() as i16))
    }
}

/// The schema of rows: of all columns those that are told.
pub(super) fn schema(settings: &Settings) -> Value {
    let mut schema = schema_of::<LedgerRow>();
    let by = |axis: &dyn Fn(&Axis) -> bool| settings.by.iter().any(axis);
    let told = |column: &str| match column {
        "speaker" | "speaker_actor" => by(&|axis| *axis == Axis::Speaker),
        "speaker_country" => by(&|axis| *axis == Axis::SpeakerCountry),
        "target" | "target_actor" | "target_kind" => by(&|axis| *axis == Axis::Target),
        "target_country" => by(&|axis| *axis == Axis::TargetCountry),
        "outlet" => by(&|axis| *axis == Axis::Outlet),
        "period" => by(&|axis| matches!(axis, Axis::Period(_))),
        "extra" => by(&|axis| matches!(axis, Axis::Extra(_))),
        "since" | "change" | "change_low" | "change_high" => settings.change,
        "shrunk" | "own_share" => settings.shrink,
        "stands" | "fails" => settings.sensitivity,
        _ => true,
    };
    if let Some(columns) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        columns.retain(|column, _| told(column));
        if let Some((extra, plain)) = columns.get_mut("extra").zip(plain(settings)) {
            *extra = plain;
        }
    }
    schema
}

/// The schema of the columns of the input: texts, each by its name, where all names can be those of columns.
fn plain(settings: &Settings) -> Option<Value> {
    let name = |axis: &Axis| if let Axis::Extra(column) = axis { Some(column.clone()) } else { None };
    let names = settings.by.iter().filter_map(name);
    let columns: serde_json::Map<String, Value> =
        names.map(|name| (name, json!({ "type": ["string", "null"] }))).collect();
    let is_plain = |name: &String| !name.contains(|char: char| char.is_control() || ['"', '\\'].contains(&char));
    columns.keys().all(is_plain).then(|| json!({ "type": "object", "properties": columns }))
}
