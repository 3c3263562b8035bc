//! Tables laid over small ones of every kind, and articles read by what they compile to.

use super::choice;
use detente::knowledge::Knowledge;
use detente::lexicon::{Table, Tables};
use detente::{Engine, Request};
use std::sync::LazyLock;

/// What is read by an engine that knows the tables.
const TEXT: &str = "\u{201c}Norway has been a reckless friend,\u{201d} Prime Minister Ana Novak told the Ardania Post. \
    He said Russia would not be happy. The Kremlin's U.S. envoy accused Dr. Dahl of war.";

/// How many rows of each table are kept, but of those that are small as they are.
const ROWS: usize = 6;
const SMALL_AS_IT_IS: usize = 100;

/// The built-in tables, large ones with their first rows alone: compiled in no time.
static SMALL: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables::default();
    for table in Engine::builder().tables().expect("the built-in tables").iter() {
        let most = if table.rows().len() <= SMALL_AS_IT_IS { SMALL_AS_IT_IS } else { ROWS };
        let rows = table.rows().iter().take(most).map(|row| row.cells().join("\t"));
        let lines: Vec<String> = std::iter::once(table.columns().join("\t")).chain(rows).collect();
        let text = lines.join("\n");
        tables.lay(Table::parse(&table.name, &format!("{}.tsv", table.name), &text).expect("a table")).expect("once");
    }
    // A row may need another that was left out.
    while let Err(error) = Knowledge::compile(&tables) {
        let told = error.to_string();
        assert!(
            error.into_all().filter(|error| tables.take_out(error)).count() > 0,
            "tables that cannot be small: {told}"
        );
    }
    tables
});

/// The first byte chooses the table; its columns stand before the bytes unless these begin with a `#`, as a header does.
pub fn run(bytes: &[u8]) {
    let (choice, bytes) = choice(bytes);
    let names: Vec<&str> = SMALL.iter().map(|table| table.name.as_str()).collect();
    let base = SMALL.get(names[choice % names.len()]).expect("a table");
    let written = String::from_utf8_lossy(bytes);
    let text = if written.starts_with('#') {
        written.into_owned()
    } else {
        format!("{}\n{written}", base.columns().join("\t"))
    };
    let Ok(over) = Table::parse(&base.name, "over.tsv", &text) else { return };
    let mut tables = SMALL.clone();
    if tables.lay(over).is_err() {
        return;
    }
    match Knowledge::compile(&tables) {
        Ok(knowledge) => {
            let engine = Engine::from(knowledge);
            engine.read(&Request { text: TEXT, ..Request::default() });
        }
        Err(error) => error.into_all().for_each(|error| assert!(!error.message().is_empty())),
    }
}
