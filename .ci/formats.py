"""Every format of the input, written by its usual tool, gives the same readings of the same articles; the tables that are
written open in the usual tools, with the documented types. formats.py BINARY"""
import gzip
import io
import json
import pathlib
import subprocess
import sys
import tempfile

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


def batch(*arguments, code=0):
    ran = subprocess.run([BINARY, "batch", *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == code, (arguments, ran.returncode, ran.stderr[-2000:])
    return ran.stdout


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


def archive(path, is_packed):
    """A web archive of plain texts, as a crawler writes it."""
    with open(path, "wb") as out:
        writer = warcio.warcwriter.WARCWriter(out, gzip=is_packed)
        for article in ARTICLES:
            headers = warcio.statusandheaders.StatusAndHeaders(
                "200 OK", [("Content-Type", "text/plain; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"http://herald.example/{article['id']}", "response",
                payload=io.BytesIO(article["text"].encode()), http_headers=headers)
            writer.write_record(record)


def check_inputs(folder):
    paths = inputs(folder)
    expected = readings(folder / "lines.jsonl")
    assert len(expected) == len(ARTICLES) and all(record["quotes"] for record in expected)
    for path, options in paths.items():
        assert readings(path, *options) == expected, path
    for name in ["a.warc", "a.warc.gz"]:
        archive(folder / name, name.endswith("gz"))
        found = readings(folder / name, "--date", "2024-03-14")
        assert [record["text"] for record in found] == [article["text"] for article in ARTICLES], name
        assert [len(record["quotes"]) for record in found] == [len(record["quotes"]) for record in expected], name
    return len(paths) + 2


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


with tempfile.TemporaryDirectory() as name:
    where = pathlib.Path(name)
    print(f"formats: {check_inputs(where)} inputs read alike, {check_outputs(where)} tables opened")
