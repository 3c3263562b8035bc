//! Quotations that no cue takes: which are somebody's words, and which are nobody's.

use super::check;

#[test]
fn a_quotation_with_a_byline_is_a_title() {
    check(&[
        ("Also today: \"Why the old bridge in Belmark will never be built again, and who pays,\" by Ana Novak.", &[]),
        ("\"A long way home for the last three ferrymen of the northern lakes,\" by the Harbour Post.", &[]),
    ]);
}

#[test]
fn a_quotation_in_a_sentence_without_a_subject_is_nobody_s() {
    check(&[(
        "Under \"a rule that holds for every boat in the harbour of Belmark and its islands\" there is no fee.",
        &[],
    )]);
}

#[test]
fn who_the_sentence_before_is_about_speaks_where_nobody_else_does() {
    check(&[
        (
            "Ivo Novak spent most of that cold and rainy spring under the old stone bridge of Belmark. \"I had nothing but a coat, and I never told a soul.\"",
            &["Ivo Novak | \"I had nothing but a coat, and I never told a soul.\""],
        ),
        (
            "It rained. \"I had nothing but a coat, and I never told a soul about it.\"",
            &["- | \"I had nothing but a coat, and I never told a soul about it.\""],
        ),
    ]);
}
