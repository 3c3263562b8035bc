"""Every format of the input, written by its usual tool, gives the same readings of the same articles; the tables that are
written open in the usual tools, with the documented types, and are the same after any number of kills. formats.py BINARY"""
import bz2
import gzip
import html
import io
import json
import lzma
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet
import warcio.statusandheaders
import warcio.warcwriter
import zstandard

BINARY = pathlib.Path(sys.argv[1]).resolve()
EXAMPLES = pathlib.Path(__file__).resolve().parent.parent / "examples"
ARTICLES = [
    {"id": f"a{number}", "date": "2024-03-14", "title": "Talks, and a “walk-out”", "outlet": "The Herald", "desk": "world",
     "text": (EXAMPLES / "article.txt").read_text(encoding="utf-8") + f"\nArticle, number \"{number}\".\n"}
    for number in range(40)
]


def run(*arguments, code=0, stream=b""):
    ran = subprocess.run([BINARY, "batch", *map(str, arguments)], capture_output=True, input=stream)
    assert ran.returncode == code, (arguments, ran.returncode, ran.stderr[-2000:])
    return ran


def batch(*arguments, code=0):
    return run(*arguments, code=code).stdout.decode()


def readings(path, *options):
    return [json.loads(line) for line in batch(path, "--out", "-", *options).splitlines()]


def inputs(folder):
    """Files of all formats, and what to ask for with each."""
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in ARTICLES).encode()
    frame = pandas.DataFrame(ARTICLES)
    paths = {}

    def add(name, write, *options):
        write(folder / name)
        paths[folder / name] = options

    add("lines.jsonl", lambda path: path.write_bytes(lines))
    add("array.json", lambda path: path.write_text(json.dumps(ARTICLES), encoding="utf-8"))
    add("gzip.jsonl.gz", lambda path: path.write_bytes(gzip.compress(lines)))
    add("zstd.jsonl.zst", lambda path: path.write_bytes(zstandard.ZstdCompressor(level=19).compress(lines)))
    add("bzip2.jsonl.bz2", lambda path: path.write_bytes(bz2.compress(lines)))
    add("pandas.csv", lambda path: frame.to_csv(path, index=False))
    add("pandas.tsv", lambda path: frame.to_csv(path, index=False, sep="\t"))
    add("pandas.csv.gz", lambda path: frame.to_csv(path, index=False))
    add("pandas.csv.zst", lambda path: frame.to_csv(path, index=False))
    add("excel.csv", lambda path: frame.to_csv(path, index=False, encoding="utf-16"), "--input-format", "csv")
    add("pandas.jsonl", lambda path: frame.to_json(path, orient="records", lines=True))
    renamed = frame.rename(columns={"text": "body", "id": "key"})
    add("renamed.parquet", lambda path: renamed.to_parquet(path), "--text-field", "body", "--id-field", "key")
    for codec in ["snappy", "gzip", "zstd", "lz4", "brotli", "none"]:
        table = pyarrow.Table.from_pandas(frame, preserve_index=False)
        add(f"{codec}.parquet", lambda path: pyarrow.parquet.write_table(table, path, compression=codec, row_group_size=7))
    add("polars.parquet", lambda path: polars.DataFrame(ARTICLES).write_parquet(path))
    return paths


def story(article):
    """The article's text below its title, byline and dateline, which a page has in other places."""
    return article["text"].split("\n\n", 3)[3]


def page(article):
    """The article as a page."""
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in story(article).splitlines() if line.strip())
    head = f"<title>{article['title']}</title><meta property='article:published_time' content='{article['date']}'>"
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body><article>{lines}</article></body></html>"


def archive(path, media, render, is_packed):
    """A web archive, as a crawler writes it."""
    with open(path, "wb") as out:
        writer = warcio.warcwriter.WARCWriter(out, gzip=is_packed)
        for article in ARTICLES:
            headers = warcio.statusandheaders.StatusAndHeaders(
                "200 OK", [("Content-Type", f"{media}; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"http://herald.example/{article['id']}", "response",
                payload=io.BytesIO(render(article).encode()), http_headers=headers)
            writer.write_record(record)


def found(records):
    """What was found in the articles, wherever in their texts."""
    quotes = [[(quote["text"], quote["tone"]) for quote in record["quotes"]] for record in records]
    stances = [[(stance["target"]["name"], stance["score"]) for stance in record["stances"]] for record in records]
    return quotes, stances


def check_texts(folder):
    """Texts and pages, in files, folders, patterns and archives."""
    stories = folder / "stories.json"
    stories.write_text(json.dumps([{**article, "text": story(article)} for article in ARTICLES]))
    expected = found(readings(stories))
    for kind, render in [("txt", story), ("html", page)]:
        (folder / kind).mkdir()
        for number, article in enumerate(ARTICLES):
            (folder / kind / f"{number:03}.{kind}").write_text(render(article), encoding="utf-8")
            (folder / kind / f"._{number:03}.{kind}").write_bytes(b"\0\5\x16\7")
        media = {"txt": "text/plain", "html": "text/html"}[kind]
        paths = [folder / kind, folder / kind / f"*.{kind}", folder / f"{kind}.warc", folder / f"{kind}.warc.gz"]
        for path in paths[2:]:
            archive(path, media, render, path.suffix == ".gz")
        for path in paths:
            assert found(readings(path, "--date", "2024-03-14")) == expected, path
    return 8


def check_collections(folder, expected):
    """Records of Quotebank and of the Global Quotation Graph."""
    quotes = [quote for record in expected for quote in record["quotes"] if quote["speaker"] and quote["speaker"]["name"]]
    names = [quote["speaker"]["name"] for quote in quotes]
    bank = [{"quoteID": f"2024-03-14-{number:06}", "quotation": quote["text"], "speaker": name, "qids": ["Q1"],
             "date": "2024-03-14 08:00:00", "numOccurrences": 1, "probas": [[name, "0.9"], ["None", "0.1"]],
             "urls": [f"http://herald.example/{number}"], "phase": "E"} for number, (quote, name) in enumerate(zip(quotes, names))]
    articles = [{"articleID": record["id"], "date": "2024-03-14", "title": "Talks", "url": "http://herald.example", "phase": "E",
                 "names": [], "quotations": [{"quoteID": "q", "quotation": quote["text"], "quotationOffset": 3, "contextStart": 0,
                                              "contextEnd": 9, "globalTopSpeaker": quote["speaker"]["name"],
                                              "localTopSpeaker": "None"} for quote in record["quotes"] if quote in quotes]}
                for record in expected]
    graph = [{"date": "2024-03-14T08:00:00Z", "url": "http://herald.example", "title": "Talks", "lang": "ENGLISH",
              "quotes": [{"pre": f"On Monday {name} told reporters:", "quote": quote["text"], "post": "Then the talks ended."}]}
             for quote, name in zip(quotes, names)]
    foreign = {**graph[0], "lang": "SPANISH"}
    empty = {**graph[0], "quotes": []}
    for name, records in [("bank.json.bz2", bank), ("articles.json.gz", articles), ("graph.json.gz", graph + [foreign, empty])]:
        pack = bz2.compress if name.endswith("bz2") else gzip.compress
        (folder / name).write_bytes(pack("".join(json.dumps(record) + "\n" for record in records).encode()))
        read = readings(folder / name)
        assert len(read) == len(records), name
        speakers = [quote["speaker"]["name"] for record in read for quote in record["quotes"]]
        assert speakers == names, (name, speakers[:5], names[:5])
        assert [record for record in read if "skipped" in record] == ([read[-2]] if records[-1] is empty else []), name
    pandas.DataFrame(bank)[["quoteID", "quotation", "speaker", "date"]].to_parquet(folder / "bank.parquet")
    assert [record["quotes"][0]["speaker"]["name"] for record in readings(folder / "bank.parquet")] == names
    return 4


def check_inputs(folder):
    paths = inputs(folder)
    expected = readings(folder / "lines.jsonl")
    assert len(expected) == len(ARTICLES) and all(record["quotes"] for record in expected)
    for path, options in paths.items():
        assert readings(path, *options) == expected, path
    lines = (folder / "lines.jsonl").read_bytes()
    for stream in [lines, gzip.compress(lines), zstandard.ZstdCompressor(write_checksum=True).compress(lines)]:
        assert [json.loads(line) for line in run("-", "--out", "-", stream=stream).stdout.splitlines()] == expected
    xz = folder / "a.jsonl.xz"
    xz.write_bytes(lzma.compress(lines))
    assert b"which is not read" in run(xz, "--out", "-", code=2).stderr
    packed = folder / "packed.parquet.gz"
    packed.write_bytes(gzip.compress((folder / "polars.parquet").read_bytes()))
    assert b"unpack it" in run(packed, "--out", "-", code=2).stderr
    stream = run("-", "--out", "-", "--input-format", "parquet", code=2, stream=(folder / "polars.parquet").read_bytes())
    assert b"from files alone" in stream.stderr
    return len(paths) + 3 + check_texts(folder) + check_collections(folder, expected)


def results(folder):
    """What a run left behind, but for the manifest's times."""
    files = {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    manifest = json.loads(files.pop(pathlib.Path("manifest.json")))
    del manifest["times"]
    return files, manifest


def check_kills(folder):
    """Runs that are killed twenty times at random moments leave what one that is not leaves, in each format of the tables."""
    chance = random.Random(20)
    lines = folder / "many.jsonl"
    with open(lines, "w", encoding="utf-8") as out:
        for number in range(25_000):
            article = {"id": number, "date": "2024-03-14", "text": f"“Norway lied {number} times,” said Ana Novak{number % 7}."}
            out.write(json.dumps(article) + "\n" if number % 101 else "{broken\n")
    for kind in ["jsonl", "csv", "parquet"]:
        whole, parts = folder / f"whole-{kind}", folder / f"parts-{kind}"
        started = time.monotonic()
        batch(lines, "--out", whole, "--format", kind, code=2)
        lasted, kills = time.monotonic() - started, 0
        while kills < 20 or parts.exists():
            child = subprocess.Popen([BINARY, "batch", lines, "--out", parts, "--format", kind, "--resume"], stderr=subprocess.DEVNULL)
            if kills < 20:
                time.sleep(chance.uniform(0, lasted / 2))
                if child.poll() is None:
                    child.kill()
                    kills += 1
            # Killed at the very end, it has ended for the next one.
            if child.wait() in (2, 64):
                assert results(parts) == results(whole), (kind, kills)
                shutil.rmtree(parts)
    return 60


KINDS = {"text": ("large_string", "string"), "whole": ("int64",), "real": ("double",), "truth": ("bool",)}
DOCUMENTED = {
    "quotes": {"article": "text", "id": "whole", "kind": "text", "spans": "text", "speaker_name": "text", "tone": "real"},
    "stances": {"quote": "whole", "holder_name": "text", "target_actor": "text", "score": "real", "label": "text",
                "self": "truth", "evidence": "text"},
    "speakers": {"name": "text", "target_name": "text", "mean": "real", "stances": "whole"},
    "articles": {"id": "text", "date": "text", "sketch": "text", "quotes": "whole", "extra": "text"},
}


def check_outputs(folder):
    lines, parts, sheet = folder / "lines", folder / "parquet", folder / "csv"
    batch(folder / "lines.jsonl", "--out", lines)
    batch(folder / "lines.jsonl", "--out", parts, "--format", "parquet")
    batch(folder / "lines.jsonl", "--out", sheet, "--format", "csv")
    for name, columns in DOCUMENTED.items():
        rows = [json.loads(line) for line in (lines / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        table = pyarrow.parquet.read_table(parts / name)
        for column, kind in columns.items():
            assert str(table.schema.field(column).type) in KINDS[kind], (name, column, table.schema.field(column).type)
        frame = polars.read_parquet(parts / name / "*.parquet")
        base = duckdb.sql(f"select count(*) from '{parts / name}/*.parquet'").fetchall()[0][0]
        cells = pandas.read_csv(sheet / f"{name}.csv")
        assert len(rows) == table.num_rows == frame.height == base == len(cells) > 0, name
        assert list(cells.columns) == table.schema.names, name
    quotes = [json.loads(line) for line in (lines / "quotes.jsonl").read_text(encoding="utf-8").splitlines()]
    names = [quote["speaker"] and quote["speaker"]["name"] for quote in quotes]
    assert pyarrow.parquet.read_table(parts / "quotes")["speaker_name"].to_pylist() == names
    assert [json.loads(spans) for spans in pandas.read_csv(sheet / "quotes.csv")["spans"]] == [q["spans"] for q in quotes]
    return len(DOCUMENTED) * 3


def check_ledgers(folder):
    """The tables of each format add up to the same, and make the same page; what they add up to opens as Parquet."""
    def ledger(*arguments):
        typed = [BINARY, "aggregate", *arguments, "--by", "speaker,target,extra.desk,month", "--duplicates", "all", "--change"]
        return subprocess.run(list(map(str, typed)), capture_output=True, check=True).stdout

    runs = [folder / kind for kind in ["lines", "parquet", "csv"]]
    first, *others = [ledger(run, "--format", "jsonl") for run in runs]
    rows = [json.loads(line) for line in first.splitlines()]
    assert rows and rows[0]["extra"] == {"desk": "world"} and all(other == first for other in others)
    ledger(folder / "csv", "--format", "parquet", "--out", folder / "ledger")
    table = pyarrow.parquet.read_table(folder / "ledger" / "ledger")
    assert table["speaker"].to_pylist() == [row["speaker"] for row in rows]
    assert table["mean"].to_pylist() == [row["mean"] for row in rows]
    for column, kind in {"speaker": "text", "articles": "whole", "mean": "real", "few": "truth", "change": "real"}.items():
        assert str(table.schema.field(column).type) in KINDS[kind], (column, table.schema.field(column).type)
    pages = [subprocess.run([BINARY, "report", run, "-o", "-"], capture_output=True, check=True).stdout for run in runs]
    assert pages[0] == pages[1] == pages[2]
    return len(runs)


with tempfile.TemporaryDirectory() as name:
    where = pathlib.Path(name)
    counts = check_inputs(where), check_outputs(where), check_ledgers(where), check_kills(where)
    print("formats: {} inputs read alike, {} tables opened, {} runs added up alike, {} kills survived".format(*counts))
