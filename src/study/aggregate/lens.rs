//! How stances can be looked at: the ways in which a finding is tried.

use crate::ledger::Sign;

/// A stance, as the table tells it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// In thousandths.
    pub(super) score: i16,
    pub(super) sign: Sign,
    /// In thousandths.
    pub(super) confidence: i16,
    pub(super) quote: Option<i64>,
    pub(super) is_own: bool,
    pub(super) has_evidence: bool,
    pub(super) is_copy: bool,
}

/// A way to look at stances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lens {
    /// As they are.
    Scores,
    /// The label instead of the score: -1, 0 or 1.
    Labels,
    /// The label that cut-points of so many thousandths give.
    Cut(i16),
    /// Those alone whose confidence is so many thousandths.
    Sure(i16),
    /// Without those toward the holder's own country or person.
    Others,
    /// Without the attitudes that the narrator reports.
    Quotes,
    /// With copies where they are left out, and without where they count.
    Copies,
}

impl Lens {
    /// The ways in which a finding is tried, with what they are called.
    pub(super) const TRIALS: [(&str, Lens); 7] = [
        ("labels", Lens::Labels),
        ("cut-points 0.025", Lens::Cut(25)),
        ("cut-points 0.1", Lens::Cut(100)),
        ("confidence 0.5", Lens::Sure(500)),
        ("toward others", Lens::Others),
        ("in quotes", Lens::Quotes),
        ("copies the other way", Lens::Copies),
    ];

    /// The score and sign that are seen of a stance; nothing where it is left out. Copies are left out where one article is
    /// to stand for them all.
    pub(super) fn of(self, stance: &Seen, copies_once: bool) -> Option<(i16, Sign)> {
        if stance.is_copy && copies_once != (self == Lens::Copies) {
            return None;
        }
        let whole = |sign: Sign| match sign {
            Sign::Minus => -1000,
            Sign::Zero => 0,
            Sign::Plus => 1000,
        };
        match self {
            Lens::Scores | Lens::Copies => Some((stance.score, stance.sign)),
            Lens::Labels => Some((whole(stance.sign), stance.sign)),
            Lens::Cut(cut) => {
                let sign = match stance.score {
                    score if score >= cut => Sign::Plus,
                    score if score <= -cut => Sign::Minus,
                    _ => Sign::Zero,
                };
                Some((whole(sign), sign))
            }
            Lens::Sure(least) => (stance.confidence >= least).then_some((stance.score, stance.sign)),
            Lens::Others => (!stance.is_own).then_some((stance.score, stance.sign)),
            Lens::Quotes => stance.quote.is_some().then_some((stance.score, stance.sign)),
        }
    }
}
