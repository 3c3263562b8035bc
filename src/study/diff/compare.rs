//! One article as two runs read it.
//!
//! Owns which quote of the one is which of the other: first those with the same spans, then those that overlap, most characters first;
//! and which stance is which: by quote, holder and target, then by quote and target.

use super::article::{Article, Detail, Evidence, Quote, Stance};
use crate::record::{Difference, DifferenceKind as Kind, Thousandths};
use std::collections::BTreeSet;

/// What two readings of an article have in common and what not.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// What differs, quote by quote.
    pub differences: Vec<Difference>,
    /// How many quotes both have.
    pub quotes: u64,
    /// How many stances both have.
    pub stances: u64,
    /// How far the scores of these lie from one another, in thousandths.
    pub change: u64,
}

/// The places of one and the same thing in both readings.
type Pairs = Vec<(usize, usize)>;

/// Compares two readings of an article.
pub fn compare(a: &Article, b: &Article) -> Compared {
    let mut compared = Compared::default();
    if a == b {
        (compared.quotes, compared.stances) = (a.quotes.len() as u64, a.stances.len() as u64);
        return compared;
    }
    let blank = |kind| Difference {
        article: b.id.clone(),
        quote: None,
        difference: kind,
        speaker: None,
        target: None,
        from: None,
        to: None,
        from_score: None,
        to_score: None,
        gone: None,
        come: None,
        text: None,
    };
    let mut told: Vec<((bool, u32, u8), Difference)> = Vec::new();
    if let Some((from, to)) = details(&a.about, &b.about) {
        told.push(((false, 0, 0), Difference { from: Some(from), to: Some(to), ..blank(Kind::Detail) }));
    }

    let quotes = quotes(&a.quotes, &b.quotes);
    compared.quotes = quotes.len() as u64;
    let of = |kind, quote: &Quote| {
        let quote = quote.clone();
        Difference { quote: Some(quote.id), speaker: quote.speaker, text: Some(quote.text), ..blank(kind) }
    };
    let start = |quote: &Quote| quote.spans.first().map_or(0, |span| span.0);
    let (in_a, in_b) = (set(&quotes, |pair| pair.0), set(&quotes, |pair| pair.1));
    for (_, quote) in a.quotes.iter().enumerate().filter(|(at, _)| !in_a.contains(at)) {
        told.push(((false, start(quote), 1), of(Kind::QuoteGone, quote)));
    }
    for (_, quote) in b.quotes.iter().enumerate().filter(|(at, _)| !in_b.contains(at)) {
        told.push(((false, start(quote), 1), of(Kind::QuoteNew, quote)));
    }
    for (from, to) in quotes.iter().map(|&(at_a, at_b)| (&a.quotes[at_a], &b.quotes[at_b])) {
        let mut tell = |order, kind, was: Option<String>, is: Option<String>| {
            told.push(((false, start(to), order), Difference { from: was, to: is, ..of(kind, to) }));
        };
        if from.spans != to.spans || from.text != to.text {
            tell(1, Kind::Span, Some(from.text.clone()), Some(to.text.clone()));
        }
        if from.speaker != to.speaker {
            tell(2, Kind::Speaker, from.speaker.clone(), to.speaker.clone());
        }
        if let Some((from, to)) = details(&from.details, &to.details) {
            tell(5, Kind::Detail, Some(from), Some(to));
        }
    }

    let in_b = |quote: i64| {
        let pair = quotes.iter().find(|(at, _)| a.quotes[*at].id == quote);
        pair.map(|&(_, at)| b.quotes[at].id)
    };
    let stances = stances(&a.stances, &b.stances, in_b);
    compared.stances = stances.len() as u64;
    let of = |kind, stance: &Stance, quotes: &[Quote]| {
        let quote = quotes.iter().find(|quote| Some(quote.id) == stance.quote);
        Difference {
            quote: stance.quote,
            speaker: stance.holder.clone().or_else(|| quote?.speaker.clone()),
            target: Some(stance.target.clone()),
            text: quote.map(|quote| quote.text.clone()),
            ..blank(kind)
        }
    };
    let place = |stance: &Stance, quotes: &[Quote]| match quotes.iter().find(|quote| Some(quote.id) == stance.quote) {
        Some(quote) => (false, start(quote)),
        None => (true, stance.place.and_then(|place| u32::try_from(place).ok()).unwrap_or(u32::MAX)),
    };
    let (of_a, of_b) = (set(&stances, |pair| pair.0), set(&stances, |pair| pair.1));
    for (_, stance) in a.stances.iter().enumerate().filter(|(at, _)| !of_a.contains(at)) {
        let (narrated, at) = place(stance, &a.quotes);
        let (from, from_score) = (Some(stance.label.clone()), Some(Thousandths(stance.score)));
        let gone = evidence(&stance.evidence, &[]);
        // A quote that both have is named as the second run does.
        let quote = stance.quote.map(|quote| in_b(quote).unwrap_or(quote));
        let row = of(Kind::TargetGone, stance, &a.quotes);
        told.push(((narrated, at, 3), Difference { quote, from, from_score, gone, ..row }));
    }
    for (_, stance) in b.stances.iter().enumerate().filter(|(at, _)| !of_b.contains(at)) {
        let (narrated, at) = place(stance, &b.quotes);
        let (to, to_score) = (Some(stance.label.clone()), Some(Thousandths(stance.score)));
        let come = evidence(&stance.evidence, &[]);
        let row = of(Kind::TargetNew, stance, &b.quotes);
        told.push(((narrated, at, 3), Difference { to, to_score, come, ..row }));
    }
    for (was, is) in stances.iter().map(|&(at_a, at_b)| (&a.stances[at_a], &b.stances[at_b])) {
        compared.change += u64::from(was.score.abs_diff(is.score));
        let (narrated, at) = place(is, &b.quotes);
        if narrated && was.holder != is.holder {
            let (from, to) = (was.holder.clone(), is.holder.clone());
            told.push(((narrated, at, 2), Difference { from, to, ..of(Kind::Speaker, is, &b.quotes) }));
        }
        let (gone, come) = (evidence(&was.evidence, &is.evidence), evidence(&is.evidence, &was.evidence));
        let kind = match () {
            () if was.label != is.label => Kind::Label,
            () if was.score != is.score => Kind::Score,
            () if gone.is_some() || come.is_some() => Kind::Evidence,
            () => {
                if let Some((from, to)) = details(&was.details, &is.details) {
                    let row = of(Kind::Detail, is, &b.quotes);
                    told.push(((narrated, at, 5), Difference { from: Some(from), to: Some(to), ..row }));
                }
                continue;
            }
        };
        let (from, to) = (Some(was.label.clone()), Some(is.label.clone()));
        let (from_score, to_score) = (Some(Thousandths(was.score)), Some(Thousandths(is.score)));
        let row = of(kind, is, &b.quotes);
        told.push(((narrated, at, 4), Difference { from, to, from_score, to_score, gone, come, ..row }));
    }
    told.sort_by_key(|(place, difference)| (place.0, place.1, difference.quote, place.2));
    compared.differences = told.into_iter().map(|(_, difference)| difference).collect();
    compared
}

/// An article that only one run has.
pub(super) fn alone(id: &str, kind: Kind) -> Difference {
    let (a, b) = (Article { id: id.to_owned(), ..Article::default() }, Article::default());
    let about = vec![("", String::new())];
    let mut row = compare(&Article { about, ..a.clone() }, &Article { id: a.id, ..b }).differences.remove(0);
    (row.difference, row.from, row.to) = (kind, None, None);
    row
}

fn set(pairs: &Pairs, of: impl Fn(&(usize, usize)) -> usize) -> BTreeSet<usize> {
    pairs.iter().map(of).collect()
}

/// Pairs what is alike, each once, and no worse pair before a better one.
fn pair(lengths: (usize, usize), alike: impl Fn(usize, usize) -> Option<u64>) -> Pairs {
    let all = (0..lengths.0).flat_map(|a| (0..lengths.1).map(move |b| (a, b)));
    let mut all: Vec<_> =
        all.filter_map(|(a, b)| Some((std::cmp::Reverse(alike(a, b)?), a.abs_diff(b), a, b))).collect();
    all.sort_unstable();
    let (mut of_a, mut of_b) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs: Pairs = Vec::new();
    for (_, _, a, b) in all {
        if !of_a.contains(&a) && !of_b.contains(&b) {
            of_a.insert(a);
            of_b.insert(b);
            pairs.push((a, b));
        }
    }
    pairs.sort_unstable();
    pairs
}

fn quotes(a: &[Quote], b: &[Quote]) -> Pairs {
    pair((a.len(), b.len()), |at_a, at_b| {
        let (a, b) = (&a[at_a], &b[at_b]);
        if a.spans == b.spans {
            return Some(u64::MAX);
        }
        let shared = |(a, b): (&(u32, u32), &(u32, u32))| u64::from(a.1.min(b.1).saturating_sub(a.0.max(b.0)));
        let overlap: u64 = a.spans.iter().flat_map(|span| b.spans.iter().map(move |other| shared((span, other)))).sum();
        (overlap > 0).then_some(overlap)
    })
}

fn stances(a: &[Stance], b: &[Stance], in_b: impl Fn(i64) -> Option<i64>) -> Pairs {
    pair((a.len(), b.len()), |at_a, at_b| {
        let (a, b) = (&a[at_a], &b[at_b]);
        let same_quote = match (a.quote, b.quote) {
            (Some(a), Some(b)) => in_b(a) == Some(b),
            (a, b) => a.is_none() && b.is_none(),
        };
        let alike = u64::from(a.holder == b.holder) * 2 + u64::from(a.place == b.place);
        // Of what is narrated, there may be several toward one target: it is the same where holder or place is.
        let is_same = same_quote && a.target == b.target && (a.quote.is_some() || alike > 0);
        is_same.then_some(alike)
    })
}

/// The details that differ, as each has them.
fn details(a: &[Detail], b: &[Detail]) -> Option<(String, String)> {
    let only = |of: &[Detail], other: &[Detail]| {
        let only = of.iter().filter(|detail| !other.contains(detail));
        only.map(|(name, cell)| format!("{name} {cell}")).collect::<Vec<_>>().join("; ")
    };
    (a != b).then(|| (only(a, b), only(b, a)))
}

/// The evidence that another reading has not, or has otherwise.
fn evidence(of: &[Evidence], other: &[Evidence]) -> Option<String> {
    let only = of.iter().filter(|evidence| !other.contains(evidence));
    let only: Vec<String> =
        only.map(|Evidence { term, contribution, .. }| format!("{term} {contribution:+.3}")).collect();
    (!only.is_empty()).then(|| only.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(id: i64, spans: &[(u32, u32)], speaker: &str) -> Quote {
        let text = format!("{spans:?}");
        Quote { id, spans: spans.to_vec(), text, speaker: Some(speaker.to_owned()), details: Vec::new() }
    }

    fn stance(quote: Option<i64>, place: Option<i64>, holder: &str, score: i16) -> Stance {
        let label = if score < 0 { "negative" } else { "positive" }.to_owned();
        let (holder, target) = (Some(holder.to_owned()), "Ardania".to_owned());
        Stance { quote, place, holder, target, score, label, ..Stance::default() }
    }

    fn kinds(a: (&[Quote], &[Stance]), b: (&[Quote], &[Stance])) -> Vec<(&'static str, Option<i64>)> {
        let article = |(quotes, stances): (&[Quote], &[Stance])| Article {
            id: "a1".to_owned(),
            about: Vec::new(),
            quotes: quotes.to_vec(),
            stances: stances.to_vec(),
        };
        let compared = compare(&article(a), &article(b));
        compared.differences.iter().map(|difference| (difference.difference.as_str(), difference.quote)).collect()
    }

    #[test]
    fn quotes_with_the_same_spans_are_paired_before_those_that_overlap() {
        let a = [quote(0, &[(0, 50)], "Novak"), quote(1, &[(60, 90)], "Novak")];
        let b = [quote(0, &[(0, 20)], "Novak"), quote(1, &[(22, 50)], "Novak"), quote(2, &[(60, 90)], "Dahl")];
        assert_eq!(kinds((&a, &[]), (&b, &[])), [("quote_new", Some(0)), ("span", Some(1)), ("speaker", Some(2))]);
        assert_eq!(kinds((&b, &[]), (&a, &[])), [("quote_gone", Some(0)), ("span", Some(0)), ("speaker", Some(1))]);
        assert_eq!(kinds((&a, &[]), (&a, &[])), []);
    }

    #[test]
    fn stances_follow_their_quotes_whatever_the_numbers() {
        let (a, b) = ([quote(0, &[(9, 20)], "Novak")], [quote(0, &[(0, 5)], "Dahl"), quote(1, &[(9, 20)], "Novak")]);
        let is = [stance(Some(1), None, "Novak", 300)];
        for (score, kind) in [(200, Some("score")), (-200, Some("label")), (300, None)] {
            let told = kinds((&a, &[stance(Some(0), None, "Novak", score)]), (&b, &is));
            let expected: Vec<_> =
                [("quote_new", Some(0))].into_iter().chain(kind.map(|kind| (kind, Some(1)))).collect();
            assert_eq!(told, expected);
        }
    }

    #[test]
    fn narrated_attitudes_are_the_same_by_holder_or_by_place() {
        let was = [stance(None, Some(4), "Novak", 300)];
        assert_eq!(kinds((&[], &was), (&[], &[stance(None, Some(4), "Dahl", 300)])), [("speaker", None)]);
        assert_eq!(kinds((&[], &was), (&[], &[stance(None, Some(5), "Novak", -300)])), [("label", None)]);
        let other = [stance(None, Some(5), "Dahl", 300)];
        assert_eq!(kinds((&[], &was), (&[], &other)), [("target_gone", None), ("target_new", None)]);
    }
}
