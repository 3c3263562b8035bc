//! Page: the findings of a run as one file that a browser shows, without a network; and those of one article ([`article`]).
//!
//! Owns what the page is made of: the [`columns`] of the run's tables, a template, a style sheet, the modules of its script and
//! d3. The page itself adds up and draws (`script/`), so that it can filter; here nothing is counted. What articles say is
//! data to the page, never markup ([`markup`]).

mod article;
mod bidi;
mod columns;
mod markup;
mod passage;
mod rows;

pub use article::article;

use crate::corpus::Stored;
use crate::error::{Error, Result};
use crate::gazetteer::Gazetteer;
use columns::Columns;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = concat!(
    include_str!("style/colours.css"),
    include_str!("style/frame.css"),
    include_str!("style/views.css"),
    include_str!("style/quotes.css"),
    include_str!("style/article.css"),
    include_str!("style/narrow.css"),
    include_str!("style/print.css"),
);

/// The page's script, each module behind those it imports from.
const SCRIPT: [(&str, &str); 13] = [
    ("data", include_str!("script/data.js")),
    ("dom", include_str!("script/dom.js")),
    ("ledger", include_str!("script/ledger.js")),
    ("tone", include_str!("script/tone.js")),
    ("filter", include_str!("script/filter.js")),
    ("pager", include_str!("script/pager.js")),
    ("form", include_str!("script/form.js")),
    ("heat", include_str!("script/heat.js")),
    ("timeline", include_str!("script/timeline.js")),
    ("network", include_str!("script/network.js")),
    ("speakers", include_str!("script/speakers.js")),
    ("cards", include_str!("script/cards.js")),
    ("main", include_str!("script/main.js")),
];

/// The parts of d3 that draw, as its makers publish them (vendor/README.md).
const VENDOR: [&str; 6] = [
    include_str!("vendor/d3-dispatch.min.js"),
    include_str!("vendor/d3-quadtree.min.js"),
    include_str!("vendor/d3-timer.min.js"),
    include_str!("vendor/d3-force.min.js"),
    include_str!("vendor/d3-path.min.js"),
    include_str!("vendor/d3-shape.min.js"),
];

const VENDOR_LICENCE: &str = include_str!("vendor/LICENSE");

/// A report and how much it shows.
pub struct Page {
    /// The file.
    pub html: String,
    /// How many quotes it holds, those with a stance.
    pub quotes: usize,
    /// Of how many articles the run was, without copies that are left out.
    pub articles: usize,
}

/// How a report is made.
#[derive(Clone, Copy, Debug)]
pub struct PageSettings<'s> {
    /// What it is called.
    pub title: &'s str,
    /// Does one article stand for all its copies?
    pub copies_once: bool,
    /// What rests on fewer articles is marked.
    pub min_articles: u64,
}

/// The report of a run. The gazetteer names the countries that no stance is toward.
pub fn page(run: &Stored, settings: &PageSettings, gazetteer: &Gazetteer) -> Result<Page> {
    let mut columns = Columns::default();
    columns.min_articles = settings.min_articles;
    columns.totals.copies_once = settings.copies_once;
    let copies =
        rows::each(run, settings.copies_once, |article, quotes, stances| columns.add(article, quotes, stances))?;
    columns.totals.copies = copies;
    columns.name_countries(gazetteer);
    let data = serde_json::to_string(&columns).map_err(|error| Error::record(error.to_string()))?;
    let Columns { totals, .. } = columns;
    Ok(Page { html: html(settings.title, &data), quotes: totals.quotes_with_stance, articles: totals.articles })
}

fn html(title: &str, data: &str) -> String {
    let script: String = SCRIPT.iter().map(|(_, module)| joined(module)).collect();
    let vendor = format!("/*\n{VENDOR_LICENCE}*/\n{}", VENDOR.concat());
    markup::fill(
        TEMPLATE,
        &[
            ("policy", &markup::policy(&[STYLE], &[&vendor, &script])),
            ("version", env!("CARGO_PKG_VERSION")),
            ("title", &markup::text(title)),
            ("style", STYLE),
            ("data", &markup::json(data)),
            ("vendor", &vendor),
            ("script", &script),
        ],
    )
}

/// A module as a part of one script: what it imports stands before it, so that its imports and the word that exports fall away.
/// Names are unique among all modules.
fn joined(module: &str) -> String {
    let mut rest = module;
    let mut out = String::new();
    while let Some(line) = rest.split_inclusive('\n').next() {
        let mut end = line.len();
        if line.starts_with("import ") {
            end = rest.find(";\n").map_or(rest.len(), |end| end + ";\n".len());
        } else {
            out.push_str(line.strip_prefix("export ").unwrap_or(line));
        }
        rest = &rest[end..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn modules_lose_what_joins_them() {
        let module = "// Owns.\nimport { a } from \"./a.js\";\nimport {\n  b,\n} from \"./b.js\";\n\nexport const c = a;\n  export;\n";
        assert_eq!(joined(module), "// Owns.\n\nconst c = a;\n  export;\n");
    }

    #[test]
    fn a_module_imports_from_those_before_it_alone() {
        let names: Vec<&str> = SCRIPT.iter().map(|(name, _)| *name).collect();
        for (at, (name, module)) in SCRIPT.iter().enumerate() {
            for from in module.split("from \"./").skip(1).filter_map(|rest| rest.split(".js\"").next()) {
                assert!(names[..at].contains(&from), "{name} imports from {from}");
            }
        }
    }

    #[test]
    fn what_others_made_is_as_they_published_it() {
        let list = include_str!("vendor/README.md");
        for file in VENDOR {
            let hash: String = Sha256::digest(file).iter().map(|byte| format!("{byte:02x}")).collect();
            assert!(list.contains(&hash), "{:?}", file.lines().next());
        }
    }
}
