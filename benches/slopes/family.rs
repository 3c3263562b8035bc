//! Families of inputs, and the ways they are read.

use detente::corpus::{Input, Reading, html};
use detente::lexicon::Table;
use detente::record::{self, Article, Fields, Settings};
use detente::study::aggregate::{self, Aggregate, Axis};
use detente::{Engine, Request};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

/// A family of inputs of any length, and the way they are read.
pub struct Family {
    pub name: &'static str,
    pub way: Way,
    /// An input of so many bytes, about.
    pub of: fn(usize) -> Vec<u8>,
}

/// How an input is read.
#[derive(Clone, Copy)]
pub enum Way {
    /// As a file of that name, each article of which is opened.
    File(&'static str),
    /// As lines of JSON, each packed by itself.
    Packed,
    /// As a record that is scored.
    Read,
    /// As a table that is laid over the built-in one of that name; and the same, compiled.
    Table(&'static str),
    Overlay(&'static str),
    /// As a saved ledger that is added up; as the tables of a run that are.
    Ledger,
    Run,
}

/// What is measured.
pub type Ready<'e> = Box<dyn Fn() + 'e>;

/// Makes a text of rows ready, which is read.
pub fn text<'e>(row: &str, bytes: usize, engine: &'e Engine) -> Ready<'e> {
    let text = row.repeat(bytes / row.len());
    Box::new(move || drop(engine.read(&Request { text: &text, ..Request::default() })))
}

/// Makes a page of rows ready, which is read.
pub fn page(row: &str, bytes: usize) -> Ready<'static> {
    let page = row.repeat(bytes / row.len());
    Box::new(move || drop(html::read(&page)))
}

impl Family {
    /// Makes an input of so many bytes ready: what is done with it takes the time that is measured.
    pub fn ready<'e>(&self, bytes: usize, engine: &'e Engine) -> Ready<'e> {
        let content = (self.of)(bytes);
        match self.way {
            Way::File(name) => Box::new(move || open(name, &content)),
            Way::Packed => {
                let packed: Vec<u8> = content.split_inclusive(|&byte| byte == b'\n').flat_map(gzip).collect();
                Box::new(move || open("a.jsonl.gz", &packed))
            }
            Way::Read => {
                let record = String::from_utf8(content).expect("UTF-8");
                Box::new(move || {
                    let article = Article::parse(&record).expect("a record");
                    let settings = Settings::default();
                    record::compose(engine, &article, "x", &settings, |record| {
                        assert!(record.text.is_some() || !record.targets.is_empty() || !record.pairs.is_empty())
                    })
                    .expect("an article that can be read");
                })
            }
            Way::Table(name) => {
                let (tables, text) =
                    (Engine::builder().tables().expect("tables"), String::from_utf8(content).expect("UTF-8"));
                Box::new(move || {
                    let _ = Table::parse(name, "a.tsv", &text).and_then(|table| tables.clone().lay(table));
                })
            }
            Way::Overlay(name) => {
                let folder = Folder::of("overlay");
                folder.file(&format!("{name}.tsv"), &content);
                Box::new(move || {
                    drop(Engine::builder().overlay(&folder.0).and_then(|builder| builder.build()).expect("an overlay"))
                })
            }
            Way::Ledger => {
                let folder = Folder::of("ledger");
                folder.file("a.ledger", &content);
                Box::new(move || add_up(&folder.0.join("a.ledger")))
            }
            Way::Run => {
                let folder = Folder::of("run");
                let mut tables = content.split(|&byte| byte == 0);
                folder.file("manifest.json", b"{}");
                folder.file("stances.jsonl", tables.next().expect("stances"));
                folder.file("articles.jsonl", tables.next().expect("articles"));
                Box::new(move || add_up(&folder.0))
            }
        }
    }
}

/// Opens all articles of a file.
fn open(name: &str, content: &[u8]) {
    let Ok(input) = Input::of(name, Cursor::new(content.to_vec()), Reading::default()) else { return };
    let fields = Fields::default();
    for given in input {
        let _ = given.map(|item| item.open(&fields).map(drop));
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).and_then(|()| packed.finish()).expect("memory takes it")
}

fn add_up(path: &Path) {
    let settings = aggregate::Settings {
        by: vec![Axis::Speaker, Axis::Target],
        copies_once: true,
        few: 3,
        change: false,
        shrink: false,
        sensitivity: false,
        threads: 1,
    };
    if let Ok(aggregate) = Aggregate::of(&[path.to_owned()], settings) {
        aggregate.each(|_| Ok(())).expect("nothing fails");
    }
}

/// A folder that goes with its value.
struct Folder(PathBuf);

impl Folder {
    fn of(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("detente-hard-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        Folder(folder)
    }

    fn file(&self, name: &str, content: &[u8]) {
        fs::write(self.0.join(name), content).expect("a file");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
