//! The answers to what an article asked, one at a time: toward a target, and each way of a pair.

use crate::record::{EvidenceRecord, Id, Label, Record, Thousandths};

/// One answer.
pub(super) struct Answer<'r> {
    /// What was asked: `target`, `a_to_b` or `b_to_a`, as the record calls it.
    pub(super) asked: &'static str,
    /// The name of the question, or where it brings none its number among those of its kind, from 0.
    pub(super) name: String,
    pub(super) score: Thousandths,
    pub(super) label: Label,
    pub(super) confidence: Option<Thousandths>,
    pub(super) evidence: &'r [EvidenceRecord<'r>],
}

/// All answers of a record, in its order.
pub(super) fn answers<'r>(record: &'r Record) -> Vec<Answer<'r>> {
    let targets = record.targets.iter().enumerate().map(|(number, target)| Answer {
        asked: "target",
        name: question(target.id.as_ref(), number),
        score: target.score,
        label: target.label,
        confidence: Some(target.confidence),
        evidence: &target.evidence,
    });
    let pairs = record.pairs.iter().enumerate().flat_map(|(number, pair)| {
        [("a_to_b", &pair.a_to_b), ("b_to_a", &pair.b_to_a)].map(|(asked, attitude)| Answer {
            asked,
            name: question(pair.id.as_ref(), number),
            score: attitude.score,
            label: attitude.label,
            confidence: None,
            evidence: &attitude.evidence,
        })
    });
    targets.chain(pairs).collect()
}

/// What a question is called: by its own name, else by its number.
pub(super) fn question(id: Option<&Id>, number: usize) -> String {
    id.map_or_else(|| number.to_string(), Id::to_string)
}
