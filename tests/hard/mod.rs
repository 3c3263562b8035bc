//! Texts and pages that could make a rule look back or ahead without end, for tests and benches.

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

/// The same of pages.
pub const PAGES: &[(&str, &str)] = &[
    ("paragraphs", "<p>“We will try again,” Ana Novak said, when the talks had failed.</p>\n"),
    ("tiny paragraphs", "<p>x</p>"),
    ("paragraphs never closed", "<p>x"),
    ("inline tags", "<b>"),
    ("parts inside of lines", "<i class=ad>x</i>"),
    ("inline tags never closed", "<span class=story>x"),
    ("links never closed", "<a href=x>y"),
    ("headings of links", "<h1><a href=x>y</a></h1>"),
    ("lists in lists", "No. <ul><li>x"),
    ("tables in tables", "<table><tr><td>x"),
    ("terms never closed", "<dt>x"),
    ("blocks in blocks", "<div>x"),
    ("unlike blocks in blocks", "<pre role=main>No. <ruby><div class=story>"),
    ("blocks of paragraphs", "<div><p>Novak spoke, and so on, and left.</p></div>"),
    ("articles", "<article>x</article>"),
    ("hidden ones", "<section hidden>x</section>"),
    ("ends of others", "<b>x</i></u>"),
    ("ends of nothing", "</div>"),
    ("breaks", "<br>x"),
    ("attributes", "<p a=1 b=2 c=3>x</p>"),
    ("an attribute never closed", "<p a=\""),
    ("references", "&amp;"),
    ("tags never closed", "<a "),
    ("comments never closed", "<!--"),
    ("scripts never closed", "<script></"),
    ("data", "<script type='application/ld+json'>{\"@type\":\"Article\"}</script>"),
    ("descriptions", "<meta property=og:title content=x>"),
];

/// Quotations that stand one in the other, a thousand deep.
pub fn nested() -> String {
    format!("{}no{}\n\n", "\u{201c}He said: \u{2018}".repeat(500), ",\u{2019} and left.\u{201d} ".repeat(500))
}
