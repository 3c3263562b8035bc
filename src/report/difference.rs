//! What differs between two runs: quote by quote, and in sum.

use super::style::{Style, Tint, counted, cut};
use crate::record::{Difference, DifferenceKind as Kind, Differences, Thousandths};

/// How many columns the words of a quote may take beside who speaks them.
const LEAST: usize = 30;

/// Shows differences one after the other, each article and quote named once.
#[derive(Debug)]
pub struct Shown {
    style: Style,
    article: Option<String>,
    quote: Option<(Option<i64>, Option<String>)>,
}

impl Shown {
    /// Shows differences in a style.
    pub fn new(style: Style) -> Shown {
        Shown { style, article: None, quote: None }
    }

    /// The lines of a difference, which may be none: what is no matter of quotes and scores is only counted.
    pub fn lines(&mut self, difference: &Difference) -> String {
        let what = match difference.difference {
            Kind::ArticleGone => "only in the first run".to_owned(),
            Kind::ArticleNew => "only in the second run".to_owned(),
            Kind::QuoteGone => "the quote is gone".to_owned(),
            Kind::QuoteNew => "the quote is new".to_owned(),
            Kind::Span => format!("its words were: {}", self.words(difference.from.as_deref(), 22)),
            Kind::Speaker => {
                let [from, to] = [&difference.from, &difference.to].map(|name| self.name(name.as_deref()));
                format!("speaker: {from} → {to}")
            }
            Kind::TargetGone => format!("{} is gone", self.toward(difference, &difference.from, difference.from_score)),
            Kind::TargetNew => format!("{} is new", self.toward(difference, &difference.to, difference.to_score)),
            Kind::Label | Kind::Score => {
                let from = self.toward(difference, &difference.from, difference.from_score);
                format!("{from} → {}", self.score(&difference.to, difference.to_score))
            }
            Kind::Evidence => {
                format!("{} for other words", self.toward(difference, &difference.to, difference.to_score))
            }
            Kind::Detail => return String::new(),
        };
        let mut out = String::new();
        if self.article.as_ref() != Some(&difference.article) {
            self.article = Some(difference.article.clone());
            self.quote = None;
            out += &format!("{}\n", self.style.tint(Tint::Strong, &cut(&difference.article, self.style.width)));
        }
        if matches!(difference.difference, Kind::ArticleGone | Kind::ArticleNew) {
            return out + &format!("  {what}\n");
        }
        let quote = (difference.quote, difference.text.clone().or_else(|| difference.speaker.clone()));
        if self.quote.as_ref() != Some(&quote) {
            let speaker = self.name(difference.speaker.as_deref());
            out += &match &difference.text {
                Some(text) => {
                    let before = difference.quote.map_or_else(String::new, |quote| format!("[{quote}] "));
                    let taken = before.len() + difference.speaker.as_ref().map_or(9, |name| name.chars().count()) + 4;
                    format!("  {before}{speaker}: {}\n", self.words(Some(text), taken))
                }
                None => format!("  narrated: {speaker}\n"),
            };
            self.quote = Some(quote);
        }
        out += &format!("      {what}");
        for (name, evidence) in [("gone", &difference.gone), ("come", &difference.come)] {
            out += &evidence.as_deref().map_or_else(String::new, |words| format!("; {name}: {}", cut(words, 200)));
        }
        out + "\n"
    }

    fn words(&self, words: Option<&str>, taken: usize) -> String {
        cut(words.unwrap_or_default(), self.style.width.saturating_sub(taken).max(LEAST))
    }

    fn name(&self, name: Option<&str>) -> String {
        self.style.tint(Tint::Speaker, &cut(name.unwrap_or("(unknown)"), self.style.width))
    }

    fn toward(&self, difference: &Difference, label: &Option<String>, score: Option<Thousandths>) -> String {
        let target = self.style.tint(Tint::Target, &cut(difference.target.as_deref().unwrap_or_default(), 60));
        format!("toward {target}: {}", self.score(label, score))
    }

    fn score(&self, label: &Option<String>, score: Option<Thousandths>) -> String {
        let score = score.map_or(0, |score| score.0);
        let label = cut(label.as_deref().unwrap_or_default(), 20);
        self.style.tint(Style::of_score(score), &format!("{label} {}", signed(score)))
    }
}

/// A score in thousandths with all its digits: what moved by little moved all the same.
fn signed(score: i16) -> String {
    format!("{:+.3}", f64::from(score) / 1000.0)
}

/// What all differences come to.
pub fn differences(all: &Differences) -> String {
    let of = |kind: Kind| all.by_kind.get(&kind).copied().unwrap_or(0);
    let share = |count: u64, whole: u64| 100.0 * count as f64 / whole.max(1) as f64;
    let mut out = format!(
        "articles  {} in both; {} only in the first run, {} only in the second\n",
        all.articles, all.articles_only_in_a, all.articles_only_in_b
    );
    out += &format!(
        "quotes    {} in both; {} gone, {} new, {} with other words, {} with another speaker\n",
        all.quotes,
        of(Kind::QuoteGone),
        of(Kind::QuoteNew),
        of(Kind::Span),
        of(Kind::Speaker)
    );
    let (gone, new) = (of(Kind::TargetGone), of(Kind::TargetNew));
    out += &format!("stances   {} in both; {gone} gone, {new} new\n", all.stances);
    let labels: Vec<String> = all.labels.iter().map(|(change, count)| format!("{change} {count}")).collect();
    let labels = if labels.is_empty() { String::new() } else { format!(": {}", labels.join(", ")) };
    let changed = of(Kind::Label);
    out += &format!(
        "labels    {changed} of {} changed ({:.1}%){labels}; {} turned from one side to the other\n",
        all.stances,
        share(changed, all.stances),
        all.flips
    );
    out += &format!(
        "scores    {} more moved under the same label; mean change {:.3} over the stances in both\n",
        of(Kind::Score),
        all.mean_change
    );
    let other = of(Kind::Evidence) + of(Kind::Detail);
    out += &format!("beside    {} with the same scores and other evidence, rule, cue or confidence\n", other);
    if !all.moved.is_empty() {
        out += "means that moved most, by how far and how many stances are behind them\n";
    }
    for moved in &all.moved {
        let target = moved.target.as_deref().unwrap_or("(unknown)");
        let stances = |count| counted(count, "stance");
        out += &format!(
            "  {} → {}: {} ({}) → {} ({})\n",
            cut(&moved.speaker, 40),
            cut(target, 40),
            signed(moved.from.0),
            stances(moved.from_stances),
            signed(moved.to.0),
            stances(moved.to_stances)
        );
    }
    out
}
