use detente::*;
use std::io::{BufRead, Write};
fn main() {
    let dir = std::path::Path::new("lexicons");
    let mut tables = lexicon::Tables::default();
    let mut fs: Vec<_> = std::fs::read_dir(dir).unwrap().flatten().map(|e| e.path()).collect();
    fs.sort();
    for p in fs {
        let n = p.file_stem().unwrap().to_string_lossy().to_string();
        tables
            .lay(lexicon::Table::parse(&n, &p.display().to_string(), &std::fs::read_to_string(&p).unwrap()).unwrap())
            .unwrap();
    }
    let k = knowledge::Knowledge::compile(&tables).unwrap();
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let v: serde_json::Value = serde_json::from_str(&line).unwrap();
        let text = v["text"].as_str().unwrap();
        let d = text::Document::read(text, &k.lexicons.orthography, &k.vocabulary);
        let quotes = attribution::find(&d, &k, &[]);
        let mut map = vec![0u32; text.len() + 1];
        let mut n = 0;
        for (i, c) in text.char_indices() {
            for j in i..i + c.len_utf8() {
                map[j] = n;
            }
            n += 1;
        }
        map[text.len()] = n;
        let sp = |t: text::Tokens| {
            let s = d.span(t);
            serde_json::json!({"start":map[s.start as usize],"end":map[s.end as usize]})
        };
        let qs:Vec<_>=quotes.iter().map(|q|serde_json::json!({"kind":"x","spans":q.content.iter().map(|&t|sp(t)).collect::<Vec<_>>(),"speaker":q.source.map(sp),"cue":q.cue.map(|c|sp(c.tokens)),"rule":q.rule})).collect();
        writeln!(out, "{}", serde_json::json!({"id":v["id"],"quotes":qs})).unwrap();
    }
}
