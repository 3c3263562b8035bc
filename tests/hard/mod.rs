//! Texts that could make a rule look back or ahead without end, for tests and benches.

/// Rows, each repeated as often as a text is to be long.
pub const FAMILIES: &[(&str, &str)] = &[
    ("prose", "Ana Novak said that the talks had failed. \"We will try again,\" she added.\n\n"),
    ("one long paragraph", "Ana Novak said that the talks had failed, and Ivo Dahl left the room in anger. "),
    ("unclosed marks", "\u{201c}The talks failed "),
    ("straight marks", "\" said \""),
    ("nested marks", "\u{201c}He said \u{2018}no\u{2019} and "),
    ("cues", "said Novak, "),
    ("one cue", "said "),
    ("one name", "the Vladimir Putin "),
    ("bare commas", ", "),
    ("bare marks", "\"'"),
    ("according to", "according to Putin, "),
    ("one sentence of clauses", "Russia hates Ukraine and "),
    ("names", "Novak Dahl Korhola "),
    ("commas", "the minister, "),
    ("pronouns", "he told them that she "),
    ("brackets", "(a (b "),
    ("short paragraphs", "No.\n\n"),
    ("turns of talk", "NOVAK: We lost it.\n\n"),
    ("single marks", "'He said 'no' "),
];

/// Quotations that stand one in the other, a thousand deep.
pub fn nested() -> String {
    format!("{}no{}\n\n", "\u{201c}He said: \u{2018}".repeat(500), ",\u{2019} and left.\u{201d} ".repeat(500))
}
