//! Files made to be hard for the readers, overlays for the tables, and runs for what adds them up.

use crate::family::{Family, Way};

/// Some bytes: a beginning, rows as many as fit, and an end.
fn filled(bytes: usize, head: &str, row: impl Fn(usize) -> String, tail: &str) -> Vec<u8> {
    let mut text = head.to_owned();
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&row(number));
    }
    (text + tail).into_bytes()
}

macro_rules! families {
    ($($way:expr => { $($name:literal: $head:expr, $row:expr, $tail:expr;)* })*) => {
        &[$($(Family { name: $name, way: $way, of: |bytes| filled(bytes, $head, $row, $tail) },)*)*]
    };
}

/// A record of a web archive whose head says another length than it has.
fn lying(length: usize) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\nNovak spoke.\r\n\r\n"
    )
}

/// A body that is coded over and over.
fn coded(number: usize) -> String {
    let body = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {}x\r\n\r\n<p>{number}",
        "gzip,".repeat(200)
    );
    format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n", body.len())
}

pub const INPUTS: &[Family] = families! {
    Way::File("a.jsonl") => {
        "JSON: records": "", |n| format!("{{\"id\":{n},\"text\":\"Novak spoke.\"}}\n"), "";
        "JSON: blank lines": "", |_| "\n".into(), "";
        "JSON: brackets": "", |_| "[".into(), "";
        "JSON: one long text": "{\"text\":\"", |_| "a ".into(), "\"}";
        "JSON: escapes": "{\"text\":\"", |_| "\\ud83d\\ude42".into(), "\"}";
        "JSON: fields": "{\"text\":\"x\"", |n| format!(",\"f{n}\":[1]"), "}";
        "JSON: fields of one name": "{\"text\":\"x\"", |_| ",\"f\":1".into(), "}";
    }
    Way::File("a.json") => {
        "JSON: records in one line": "", |_| "{} ".into(), "";
        "JSON: objects never closed": "", |_| "{\"a\":\n".into(), "";
        "JSON: strings never closed": "", |_| "{\"a\":\"\n".into(), "";
        "JSON: an array of nothing": "[{}", |_| ",".into(), "]";
        "JSON: an array of records": "[{}", |_| ",\n{}".into(), "]";
        "JSON: an array never closed": "[{\"a\":", |_| "[\"".into(), "";
    }
    Way::File("-") => {
        "JSON: a stream of records": "", |_| "{}{\n}".into(), "";
    }
    Way::File("a.csv") => {
        "CSV: rows": "id,text\n", |n| format!("{n},\"\"\"No,\"\" said Novak.\"\n"), "";
        "CSV: marks": "id,text\n", |_| "\"\n".into(), "";
        "CSV: three marks": "id,text\n", |_| "\"\"\"\n".into(), "";
        "CSV: marks never closed": "id,text\n", |n| format!("{n},\"a\n"), "";
        "CSV: marks that close nothing": "id,text\n", |_| "\"a\"b,\"\"\"\n".into(), "";
        "CSV: marks twice": "id,text\n", |_| "a,\"b\"\"\n".into(), "";
        "CSV: one row": "id,text\n1,\"", |_| "a,\n".into(), "";
        "CSV: delimiters": "id,text\n", |_| ",".into(), "";
        "CSV: columns": "text", |n| format!(",c{n}"), "\n";
        "CSV: columns of one name": "text", |_| ",c".into(), "\n";
        "CSV: columns of no table": "a", |n| format!(",c{n}"), "\n";
        "CSV: blank lines": "id,text\n", |_| "\n".into(), "";
        "CSV: carriage returns": "id,text\n", |_| "\r".into(), "";
    }
    Way::File("a.warc") => {
        "WARC: lengths that are too long": "", |_| lying(50_000_000), "";
        "WARC: lengths that reach the next": "", |_| lying(400), "";
        "WARC: true and false lengths": "", |n| lying(if n % 2 == 0 { 12 } else { 20_000_000 }), "";
        "WARC: no lengths": "", |_| "WARC/1.0\r\n\r\n".into(), "";
        "WARC: no records": "WARC/1.0\r\nContent-Length: 0\r\n\r\n", |_| "\n".into(), "";
        "WARC: headers": "WARC/1.0\r\n", |_| " a\r\n".into(), "";
        "WARC: coded over and over": "", coded, "";
    }
    Way::File("a.txt") => {
        "old encodings": "", |_| "caf\u{e9} ".into(), "";
    }
    Way::Packed => {
        "gzip: members": "", |n| format!("{n}\n"), "";
    }
    Way::File("a.gz") => {
        "gzip: heads": "\u{1f}", |_| "\u{1f}\u{8}".into(), "";
    }
    Way::Read => {
        "a record of targets": "{\"text\":\"Norway was generous.\",\"targets\":[{\"start\":0,\"end\":6}", |_| ",{\"start\":0,\"end\":6}".into(), "]}";
        "a record of pairs": "{\"text\":\"Norway was generous.\",\"pairs\":[{\"a\":{\"start\":0,\"end\":6},\"b\":{\"start\":7,\"end\":10}}", |_| ",{\"a\":{\"start\":0,\"end\":6},\"b\":{\"start\":7,\"end\":10}}".into(), "]}";
        "a record of quotes": "{\"quotes\":[{\"quote\":\"No.\"}", |_| ",{\"quote\":\"We lost it.\",\"speaker\":\"Ana Novak\"}".into(), "]}";
        "a record of names": "{\"quotes\":[{\"quote\":\"No.\"}", |n| format!(",{{\"quote\":\"No.\",\"speaker\":\"Ana Novak{n}\"}}"), "]}";
    }
};

/// Overlays, by the table that each lies over.
pub const TABLES: &[Family] = families! {
    Way::Overlay("valence") => {
        "overlay: words, compiled": "term\tpos\tvalue\tspread\tkind\n", |n| format!("wordly{n}\tadj\t0.5\t0.1\tattitude\n"), "";
    }
    Way::Table("valence") => {
        "overlay: words": "term\tpos\tvalue\tspread\tkind\n", |n| format!("wordly{n}\tadj\t0.5\t0.1\tattitude\n"), "";
        "overlay: one word": "term\tpos\tvalue\tspread\tkind\n", |_| "wordly\tadj\t0.5\t0.1\tattitude\n".into(), "";
        "overlay: removals": "term\tpos\tvalue\tspread\tkind\n", |n| format!("!wordly{n}\n"), "";
        "overlay: rows that are broken": "term\tpos\tvalue\tspread\tkind\n", |_| "x\n".into(), "";
        "overlay: header lines": "", |_| "# version: 1\n".into(), "term\tpos\tvalue\tspread\tkind\n";
    }
    Way::Table("people") => {
        "overlay: tabs": "", |_| "\t".into(), "\n";
    }
};

/// Saved ledgers and the tables of runs.
pub const RUNS: &[Family] = &[
    Family {
        name: "ledger: articles",
        way: Way::Ledger,
        of: |bytes| filled(bytes, LEDGER, |n| format!("{{\"id\":\"{n}\",\"sketch\":0,{COVERAGE},\"cells\":[]}}\n"), ""),
    },
    Family {
        name: "ledger: an article of many cells",
        way: Way::Ledger,
        of: |bytes| {
            filled(
                bytes,
                &format!("{LEDGER}{{\"id\":\"\",\"sketch\":0,{COVERAGE},\"cells\":[{CELL}"),
                |_| format!(",{CELL}"),
                "]}\n",
            )
        },
    },
    Family { name: "ledger: one line", way: Way::Ledger, of: |bytes| filled(bytes, LEDGER, |_| "[".into(), "") },
    Family {
        name: "run: an article each",
        way: Way::Run,
        of: |bytes| run(bytes, |n| n, |_| 0, |n| n as u64 * 0x9e37_79b9_7f4a_7c15),
    },
    Family { name: "run: one article", way: Way::Run, of: |bytes| run(bytes, |_| 0, |_| 0, |_| 1) },
    Family { name: "run: keys all different", way: Way::Run, of: |bytes| run(bytes, |n| n, |n| n, |_| 0) },
    Family { name: "run: keys of one article", way: Way::Run, of: |bytes| run(bytes, |_| 0, |n| n, |_| 0) },
    Family { name: "run: copies", way: Way::Run, of: |bytes| run(bytes, |n| n, |_| 0, |_| 1) },
    Family {
        name: "run: sketches that begin alike",
        way: Way::Run,
        of: |bytes| run(bytes, |n| n, |_| 0, |n| (n as u64 * 0x9e37_79b9_7f4a_7c15) >> 16),
    },
    Family {
        name: "run: sketches that are near",
        way: Way::Run,
        of: |bytes| run(bytes, |n| n, |_| 0, |n| n as u64 + 1),
    },
];

const LEDGER: &str = "{\"detente\":\"ledger 2\",\"by\":[\"speaker\",\"target\"],\"makers\":[]}\n";
const COVERAGE: &str = "\"date\":null,\"coverage\":{\"articles\":1,\"skipped\":0,\"copies\":0,\"sharing\":0,\"quotes\":1,\
    \"attributed\":1,\"targeted\":1,\"stances\":2,\"judged\":2,\"held\":2}";
const CELL: &str = "[\"Novak\u{1f}\u{1f}Norway\u{1f}\u{1f}country\u{1f}\",{\"stances\":1,\"mentioned\":0,\"quotes\":1,\"sum\":-200,\
    \"positive\":0,\"neutral\":0,\"negative\":1}]";

/// Stances of a run, by number: which article each stands in, whose it is, and the article's sketch. Behind a byte of zero stand the
/// articles.
fn run(bytes: usize, article: fn(usize) -> usize, holder: fn(usize) -> usize, sketch: fn(usize) -> u64) -> Vec<u8> {
    let (mut stances, mut articles, mut last) = (String::new(), String::new(), None);
    for number in 0.. {
        if stances.len() + articles.len() >= bytes {
            break;
        }
        let id = article(number);
        let holder = holder(number);
        stances.push_str(&format!(
            "{{\"article\":\"{id}\",\"quote\":{number},\"holder\":{{\"name\":\"Novak {holder}\"}},\"target\":{{\"kind\":\"country\",\
             \"name\":\"Norway\"}},\"score\":-0.2,\"label\":\"negative\",\"evidence\":[1]}}\n"
        ));
        if last.replace(id) != Some(id) {
            articles.push_str(&format!("{{\"id\":\"{id}\",\"quotes\":1,\"sketch\":\"{:016x}\"}}\n", sketch(number)));
        }
    }
    [stances.as_bytes(), b"\0", articles.as_bytes()].concat()
}
