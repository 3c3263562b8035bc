//! What a run left behind, with one of its files replaced, and what is made of it: findings, reports, samples, agreement.

use super::{ENGINE, choice};
use detente::corpus::{Batch, Earlier, Folder, Item, Manifest, Options, Stored, TableFormat};
use detente::record::Settings;
use detente::report::{self, PageSettings};
use detente::study::aggregate::{self, Aggregate, Axis, Period};
use detente::study::coding::{self, Codings, Draw};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs, process};

const TEXT: &str =
    "\u{201c}Norway has been a reckless friend,\u{201d} Ana Novak said. \u{201c}We thank Sweden.\u{201d}";

/// The files that are replaced, and how the run's tables are written.
const FILES: [(&str, TableFormat); 11] = [
    ("articles.jsonl", TableFormat::Jsonl),
    ("stances.jsonl", TableFormat::Jsonl),
    ("quotes.jsonl", TableFormat::Jsonl),
    ("articles.csv", TableFormat::Csv),
    ("stances.csv", TableFormat::Csv),
    ("quotes.csv", TableFormat::Csv),
    ("manifest.json", TableFormat::Jsonl),
    ("journal.json", TableFormat::Jsonl),
    ("saved.ledger", TableFormat::Jsonl),
    ("coded.csv", TableFormat::Jsonl),
    ("coded.json", TableFormat::Csv),
];

/// The folders of whole runs, by how their tables are written.
static RUNS: LazyLock<PathBuf> = LazyLock::new(|| {
    let root = env::temp_dir().join(format!("detente-fuzzed-{}", process::id()));
    for format in [TableFormat::Jsonl, TableFormat::Csv] {
        let mut folder =
            Folder::open(&folder(&root, format), format, Earlier::Overwrite, "run".into()).expect("a folder");
        let items = ["a", "b"].map(|name| Ok(Item::text(name, TEXT)));
        let batch = Batch::new(&ENGINE, Settings::default(), 1);
        let run = batch.run(items.into_iter(), &mut folder, |_| ()).expect("a run");
        folder
            .conclude(&Manifest { counts: run.counts, ..Manifest::of(&ENGINE, Options::default()) })
            .expect("its end");
    }
    root
});

fn folder(root: &Path, format: TableFormat) -> PathBuf {
    root.join(format!("{format:?}"))
}

/// The first byte chooses the file that the rest replaces.
pub fn run(bytes: &[u8]) {
    let (choice, bytes) = choice(bytes);
    let (name, format) = FILES[choice % FILES.len()];
    if name == "journal.json" {
        return resume(name, bytes);
    }
    let folder = folder(&RUNS, format);
    let path = folder.join(name);
    let before = fs::read(&path).ok();
    fs::write(&path, bytes).expect("a file");
    match name {
        "saved.ledger" => add_up(&path),
        name if name.starts_with("coded") => agree(&folder, &path),
        _ => look(&folder),
    }
    match before {
        Some(before) => fs::write(&path, before),
        None => fs::remove_file(&path),
    }
    .expect("a file");
}

/// Goes on with a run that was stopped, of which a journal and the beginning of a table are left.
fn resume(journal: &str, bytes: &[u8]) {
    let folder = RUNS.join("stopped");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(journal), bytes).expect("a file");
    fs::write(folder.join("articles.jsonl"), "{}\n").expect("a file");
    let _ = Folder::open(&folder, TableFormat::Jsonl, Earlier::Resume, "run".into());
    fs::remove_dir_all(&folder).expect("a folder");
}

fn add_up(path: &Path) {
    for by in [[Axis::Speaker, Axis::Target], [Axis::Outlet, Axis::Period(Period::Month)]] {
        let settings = aggregate::Settings {
            by: by.to_vec(),
            copies_once: true,
            few: 3,
            change: false,
            shrink: true,
            sensitivity: path.is_dir(),
            threads: 1,
        };
        if let Ok(aggregate) = Aggregate::of(&[path.to_owned()], settings) {
            aggregate.each(|_| Ok(())).expect("nothing fails");
            aggregate.notices();
        }
    }
}

fn agree(folder: &Path, path: &Path) {
    let mut codings = Codings::default();
    if codings.add(path).is_ok() {
        let run = Stored::open(folder).expect("a run");
        coding::compare(&run, &codings, true).expect("a comparison");
    }
}

/// All that looks at a run.
fn look(folder: &Path) {
    add_up(folder);
    let _ = Manifest::read(&folder.join(Folder::MANIFEST));
    let Ok(run) = Stored::open(folder) else { return };
    let _ = coding::draw(&run, &Draw { count: 4, seed: 1, copies_once: true });
    let settings = PageSettings { title: "x", copies_once: true, min_articles: 3 };
    if let Ok(page) = report::page(&run, &settings, &ENGINE.knowledge().gazetteer) {
        assert!(!page.html.is_empty());
    }
}
