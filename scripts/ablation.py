#!/usr/bin/env python3
"""What each part of the lexicons is worth, and how much of it, as a Markdown table (python3 standard library only).

  scripts/ablation.py EVAL_DIR BINARY

EVAL_DIR is the folder of the development gold and its scorers. Each row lays an overlay over the lexicons that takes something
away, with the fitted weights off: macro-F1 of NewsMTSC and DSE, stance F1 and flipped signs of the challenge set. Shares of our
own ratings are the rows whose term comes first in the order of its hash, so that a smaller share is part of a larger one.
"""
import hashlib, pathlib, sys, tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import rivals

LEXICONS = rivals.ROOT / "lexicons"


def main(folder, binary):
    folder = pathlib.Path(folder)
    stance, challenge = (rivals.scorer(folder, name) for name in ("eval_stance", "eval_challenge"))
    sets = [("newsmtsc", "train"), ("newsmtsc", "dev"), ("dse", "dev")]
    read = lambda corpus, part, kind: stance.load(folder / corpus / ("%s.%s.jsonl" % (part, kind)))
    items = challenge.load(folder / "challenge" / "dev.jsonl")
    articles = [{key: item[key] for key in ("id", "date", "text")} for item in items]
    print("| | rows | NewsMTSC train | dev | DSE dev | challenge F1 | its labels | its flips |\n" + "|---" * 8 + "|")
    for name, tables in overlays().items():
        with tempfile.TemporaryDirectory() as home:
            lay(home, tables)
            go = lambda requests: rivals.run(binary, requests, "--lexicons", home)
            cells = [rivals.macro(stance, c, read(c, p, "gold"), go(read(c, p, "requests"))) for c, p in sets]
            kept = sum(len(rows(table)) for table in PARTS) - sum(map(len, tables.values()))
            rivals.row("%s | %d" % (name, kept), cells, rivals.figures(challenge, items, go(articles)))


PARTS = ["valence", "vader", "neutral", "frames", "shifters"]


def overlays():
    """by name of the ablation: by table, the rows that go"""
    valence = rows("valence")
    words = [row for row in valence if " " not in row[0]]
    phrases = [row for row in valence if " " in row[0]]
    out = {"everything": {}, "no words of ours": {"valence": words}, "no phrases of ours": {"valence": phrases}}
    for part in PARTS[1:]:
        out["no " + part] = {part: rows(part)}
    for kind in ("attitude", "event", "topic"):
        out["no %s rows" % kind] = {"valence": [row for row in valence if row[4] == kind]}
    order = sorted(valence, key=lambda row: hashlib.sha256(row[0].encode()).digest())
    for share in (75, 50, 25, 0):
        out["%d%% of our ratings" % share] = {"valence": order[len(order) * share // 100:]}
    for share in (50, 0):
        out["%d%% of all tables" % share] = {part: half(part, share) for part in PARTS}
    return out


def half(part, share):
    order = sorted(rows(part), key=lambda row: hashlib.sha256(row[0].encode()).digest())
    return order[len(order) * share // 100:]


def rows(table):
    lines = (LEXICONS / (table + ".tsv")).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def lay(home, tables):
    """writes an overlay that removes rows, and turns the fitted weights off"""
    home = pathlib.Path(home)
    (home / "weights.tsv").write_text("name\tvalue\nfitted\t0\n", "utf-8")
    for table, gone in tables.items():
        first = "lemma" if table == "frames" else "term"
        removals = sorted({"!%s\t%s\n" % (row[0], row[1]) for row in gone})
        (home / (table + ".tsv")).write_text("%s\tpos\n%s" % (first, "".join(removals)), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
