//! Pages of our own, read: what they say of their article, what is their text, and that nothing harms the reader.

use super::{Page, read};

const LINE: &str = "The harbour board of Belmark met on Tuesday, heard both sides, and put its answer off until May.";

/// A page whose article is `inside`, among enough paragraphs to be found.
fn page(head: &str, inside: &str) -> Page {
    let lines = format!("<p>{LINE}</p>").repeat(6);
    read(&format!("<html><head>{head}</head><body><article>{lines}{inside}<p>{LINE}</p></article></body></html>"))
}

fn paragraphs(page: &Page) -> Vec<&str> {
    page.text.split("\n\n").filter(|paragraph| *paragraph != LINE).collect()
}

#[test]
fn a_news_page_becomes_an_article() {
    let page = read(include_str!("../../../tests/pages/harbour.html"));
    let said = |field: &str| Some(field.to_owned());
    assert_eq!(page.title, said("Belmark puts off harbour deal with Ardania"));
    assert_eq!(page.date, said("2031-05-17T08:30:00+02:00"));
    assert_eq!(page.outlet, said("Belmark Kurier"));
    assert_eq!(page.author, said("Lena Marsh, Ivo Dahl"));
    assert_eq!(page.url, said("https://post.example/2031/05/17/harbour-deal"));
    let lines: Vec<&str> = page.text.lines().collect();
    assert_eq!(
        lines,
        [
            "Belmark will not sign the harbour deal with Ardania before the summer, Mayor Petra Novak said on Saturday.",
            "",
            "“We were promised jobs & a new pier,” she told reporters. “What we have seen so far is a drawing.”",
            "",
            "The deal, which both sides had called close, would hand the old docks to an Ardanian company for 30 years.",
            "",
            "What Ardania wants",
            "",
            "Ardania’s envoy, Karl Lindahl, called the delay “a mistake that both of our peoples will pay for”.",
            "",
            "He said that the offer of May 3 would stand until the end of the month, and not a day longer.",
        ]
    );
}

#[test]
fn captions_links_and_hidden_parts_are_no_text() {
    for part in [
        "<figure><img src=x><figcaption>A pier in the rain, seen from the old fort.</figcaption></figure>",
        "<div class=\"photo-caption\">A pier in the rain, seen from the old fort.</div>",
        "<div class=\"photo__credit\">Ivo Dahl, for this paper.</div>",
        "<div class=\"mediaCaption\">A pier in the rain, seen from the old fort.</div>",
        "<p><a href=/bread>The price of bread rises again.</a></p>",
        "<div style=\"color: red; display: none\">You have one article left.</div>",
        "<p hidden>You have one article left.</p>",
        "<aside><p>More about the harbour, in pictures.</p></aside>",
        "<script>document.write('<p>Nothing.</p>')</script><style>p { margin: 0 }</style><!-- <p>Nothing.</p> -->",
    ] {
        assert_eq!(paragraphs(&page("", part)), Vec::<&str>::new(), "{part}");
    }
}

#[test]
fn paragraphs_are_lines_of_plain_text() {
    for (part, expected) in [
        (
            "<p>One &lt;two&gt; &amp;\n   <b>th</b>ree &#8220;four&#8221;&nbsp;five.</p>",
            "One <two> & three “four” five.",
        ),
        ("<p>She sees <a href=/x>the envoy</a>, she says.</p>", "She sees the envoy, she says."),
        ("<p>An open end <i>in <b>three", "An open end in three"),
        ("<p>3 < 4, and 5<6 too.</p>", "3 < 4, and 5<6 too."),
        ("<p title='a > b'>Quoted marks.</p>", "Quoted marks."),
    ] {
        assert_eq!(paragraphs(&page("", part)), [expected], "{part}");
    }
    let two = page("", "<p>First line, ended.<br><br>Second line, ended.</p>");
    assert_eq!(paragraphs(&two), ["First line, ended.", "Second line, ended."]);
}

#[test]
fn teasers_of_other_articles_are_left_out() {
    let teasers = format!("<article><p>{}</p></article>", "Belmark is dear, and flour too.").repeat(3);
    let lines = format!("<p>{LINE}</p>").repeat(6);
    let page = read(&format!("<body><article>{lines}</article>{teasers}</body>"));
    assert_eq!(paragraphs(&page), Vec::<&str>::new());
}

#[test]
fn a_page_without_an_article_has_no_text() {
    for empty in ["", " ", "<", "<p", "<!--", "<html></html>", "<script>", "<title>Belmark</title>", "\0\u{feff}"] {
        assert_eq!(read(empty).text, "", "{empty:?}");
    }
}

#[test]
fn each_place_that_says_something_is_read() {
    for (head, expected) in [
        ("<title>Belmark &amp; salt</title>", ["Belmark & salt", "", "", "", ""]),
        (
            "<title>Belmark | Kurier</title><meta property=og:site_name content=Kurier>",
            ["Belmark", "", "Kurier", "", ""],
        ),
        ("<META NAME='parsely-title' CONTENT='Belmark'><title>Salt</title>", ["Belmark", "", "", "", ""]),
        ("<meta content='2031-05-17T08:00Z' property='article:published_time'>", ["", "2031-05-17T08:00Z", "", "", ""]),
        ("<meta name=DC.date.issued content=20310517>", ["", "2031-05-17", "", "", ""]),
        ("<meta name=date content='2031/5/7'>", ["", "2031-05-07", "", "", ""]),
        ("<meta name=pubdate content='Sat, 17 May 2031 08:00:00 GMT'>", ["", "2031-05-17", "", "", ""]),
        ("<meta name=date content='May 7, 2031'>", ["", "2031-05-07", "", "", ""]),
        ("<meta name=date content='0001-01-01T00:00'><meta name=date content=soon>", ["", "", "", "", ""]),
        ("<time datetime=2031-05-17>Saturday</time>", ["", "2031-05-17", "", "", ""]),
        ("<meta name=author content='https://x.example/lena'>", ["", "", "", "", ""]),
        ("<meta name=author content='Lena Marsh'>", ["", "", "", "Lena Marsh", ""]),
        (
            "<link rel=canonical href=https://x.example/2031/05/17/b>",
            ["", "2031-05-17", "", "", "https://x.example/2031/05/17/b"],
        ),
        ("<meta property=og:url content=https://x.example/a>", ["", "", "", "", "https://x.example/a"]),
    ] {
        assert_eq!(fields(head), expected, "{head}");
    }
}

#[test]
fn data_for_machines_is_believed_first() {
    for (data, expected) in [
        (
            r#"{"@type":"NewsArticle","headline":"Belmark","datePublished":"2031-05-17","publisher":{"name":"Kurier"},"author":"Lena Marsh"}"#,
            ["Belmark", "2031-05-17", "Kurier", "Lena Marsh", ""],
        ),
        (
            r#"[{"@type":"WebSite","name":"Salt"},{"@type":["Thing","ReportageNewsArticle"],"headline":"Belmark &amp; salt","author":[{"name":"A"},{"name":"B"}]}]"#,
            ["Belmark & salt", "", "", "A, B", ""],
        ),
        (
            r##"{"@graph":[{"@type":"Article","headline":"Belmark","author":{"@id":"#a"},"publisher":{"@id":"#p"}},
            {"@id":"#a","@type":"Person","name":"Lena Marsh"},{"@id":"#p","name":"Kurier"}]}"##,
            ["Belmark", "", "Kurier", "Lena Marsh", ""],
        ),
        ("{\"@type\":\"Article\",\"headline\":\"Belmark\nand salt\"}", ["Belmark and salt", "", "", "", ""]),
        (r#"{"@type":"Product","headline":"Belmark"}"#, ["Other", "", "", "", ""]),
        (r#"{"@type":"Article","headline":"#, ["Other", "", "", "", ""]),
    ] {
        let script = format!("<script type='application/ld+json'>{data}</script>");
        assert_eq!(fields(&format!("<meta property=og:title content=Other>{script}"))[0], expected[0], "{data}");
        assert_eq!(fields(&script)[1..], expected[1..], "{data}");
    }
}

fn fields(head: &str) -> [String; 5] {
    let Page { title, date, outlet, author, url, .. } = read(head);
    [title, date, outlet, author, url].map(Option::unwrap_or_default)
}

/// A page of each kind that HTML's rules make a tree of a size or depth out of proportion; the article is still read.
#[test]
fn hostile_pages_are_read_in_time() {
    let deep = 20_000;
    let numbered = |tag: &str| (0..deep).map(|n| format!("<{tag} size={n}>x")).collect::<String>();
    for before in [
        "<div>".repeat(deep),
        "<b>".repeat(deep),
        "<span class=credit>".repeat(deep),
        "<table><tr><td>".repeat(deep),
        "<ul><li>".repeat(deep),
        "<a href=x><div>".repeat(deep),
        "<form><div>".repeat(deep),
        "<p>&amp".repeat(deep),
        "<br><br>".repeat(20 * deep),
        "&amp".repeat(deep),
        "<nav>&amp</nav>&amp".repeat(deep),
        "<<".repeat(deep),
        "\0".repeat(deep),
        format!("<div {}>", "a=1 ".repeat(deep)),
        numbered("font"),
        numbered("p><font"),
        numbered("u"),
        format!("<script type='application/ld+json'>{}</script>", "[".repeat(deep)),
    ] {
        let start = std::time::Instant::now();
        read(&format!("<body>{before}<article>{}</article>", format!("<p>{LINE}</p>").repeat(9)));
        assert!(start.elapsed().as_secs() < 20, "{}", &before[..20]);
    }
}

#[test]
fn a_panic_is_nothing_and_quiet() {
    assert_eq!(super::quietly(|| 3), Some(3));
    let panicking: fn() -> u32 = || panic!("of the library");
    assert_eq!(super::quietly(panicking), None);
    assert!(!super::IS_QUIET.get());
}

#[test]
fn any_piece_of_a_page_is_read() {
    let page = include_str!("../../../tests/pages/harbour.html");
    for (at, _) in page.char_indices().step_by(7) {
        read(&page[..at]);
        read(&page[at..]);
    }
}
