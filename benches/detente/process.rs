//! The whole process, start-up included: records to standard output and all tables into a folder, on one thread and two,
//! beside what `wc` takes to count the words of the same file where that is at hand.

use crate::{articles, bytes};
use criterion::{Criterion, Throughput};
use std::path::Path;
use std::process::{Command, Stdio};

/// How often the articles stand in the file.
const REPEATS: usize = 20;

pub fn bench(criterion: &mut Criterion) {
    let articles = articles();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (path, tables) = (folder.join("bench.jsonl"), folder.join("bench"));
    let lines: String = articles.iter().map(|text| serde_json::json!({ "text": text }).to_string() + "\n").collect();
    std::fs::write(&path, lines.repeat(REPEATS)).expect("a writable target folder");

    let mut group = criterion.benchmark_group("whole");
    group.sample_size(10);
    let Throughput::Bytes(once) = bytes(&articles) else { unreachable!("bytes are counted") };
    group.throughput(Throughput::Bytes(once * REPEATS as u64));
    let mut run = |name: &str, out: &Path, threads: &str| {
        group.bench_function(name, |b| {
            b.iter(|| {
                let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
                command.arg("batch").arg(&path).arg("--out").arg(out).args(["--force", "--threads", threads]);
                assert!(command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it runs").success());
            })
        });
    };
    run("batch --out - --threads 1", Path::new("-"), "1");
    run("batch --out - --threads 2", Path::new("-"), "2");
    run("batch --out DIR --threads 1", &tables, "1");
    run("batch --out DIR --threads 2", &tables, "2");

    let count = || {
        let mut command = Command::new("wc");
        let ran = command.arg("-w").arg(&path).env("LC_ALL", "C").output().ok()?;
        ran.status.success().then_some(ran.stdout.len())
    };
    if count().is_some() {
        group.bench_function("wc -w", |b| b.iter(|| count().expect("it ran before")));
    }
    group.finish();
}
