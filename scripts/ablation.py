#!/usr/bin/env python3
"""What each part of the lexicons, and each parameter of the scorer, is worth, as a Markdown table (python3 standard library only).

  scripts/ablation.py parts|parameters GOLD BINARY

GOLD is laid out as `scripts/prepare_gold.py` does; the challenge set is passed over where it is not there. Each row lays an overlay over
the lexicons that takes something away, or sets one parameter, with the fitted weights off: macro-F1 of NewsMTSC and DSE, stance F1 and
flipped signs of the challenge set. Shares of our own ratings are the rows whose term comes first in the order of its hash, so that a
smaller share is part of a larger one.
"""
import hashlib, pathlib, sys, tempfile

import rivals
from evaluation import accuracy
from evaluation.study import ROOT, Study, table

LEXICONS = ROOT / "lexicons"
PARTS = ["valence", "vader", "neutral", "frames", "shifters"]
SETS = [("newsmtsc", "train"), ("newsmtsc", "dev"), ("dse", "dev")]
PARAMETERS = [("nothing", {}), ("no frame roles", {"role": 0}), ("no closeness to the target", {"reach": 30}),
              ("shifters reach only the next word", {"window": 1}), ("clause borders count nothing", {"border": 1}),
              ("nearer targets take nothing away", {"rival": 1}), ("what the target says counts in full", {"spoken": 1}),
              ("events weigh like attitudes", {"event": 1}), ("no weight of silence", {"prior": 0})]


def main(what, gold, binary):
    study, rows = Study(gold, binary), []
    for name, weights, gone in {"parts": parts, "parameters": parameters}[what]():
        with tempfile.TemporaryDirectory() as home:
            lay(home, weights, gone)
            answer = lambda records: study.articles(records, "--lexicons", home)
            cells = [rivals.macro(study, *part, answer(study.lines(part[0], part[1] + ".requests.jsonl"))) for part in SETS]
            cells += rivals.end_to_end(study, lambda items: answer(accuracy.texts(items)))
        kept = sum(len(rows_of(name)) for name in PARTS) - sum(map(len, gone.values()))
        rows.append([name, *([kept] if what == "parts" else []), *cells])
    head = ["left out", "rows"] if what == "parts" else ["changed"]
    print(table([*head, "NewsMTSC train", "dev", "DSE dev", "challenge F1", "its labels", "its flips"], rows))


def parameters():
    for name, weights in PARAMETERS:
        yield name + "".join(" (`%s` %s)" % pair for pair in weights.items()), weights, {}


def parts():
    """names of ablations, no parameters, and by table the rows that go"""
    valence = rows_of("valence")
    words = [row for row in valence if " " not in row[0]]
    phrases = [row for row in valence if " " in row[0]]
    out = {"nothing": {}, "words of ours": {"valence": words}, "phrases of ours": {"valence": phrases}}
    for part in PARTS[1:]:
        out[part] = {part: rows_of(part)}
    for kind in ("attitude", "event", "topic"):
        out[kind + " rows"] = {"valence": [row for row in valence if row[4] == kind]}
    for share in (25, 50, 75, 100):
        out["%d%% of our ratings" % share] = {"valence": last(valence, share)}
    for share in (50, 100):
        out["%d%% of all tables" % share] = {part: last(rows_of(part), share) for part in PARTS}
    return [(name, {}, tables) for name, tables in out.items()]


def last(rows, share):
    """a share of rows, in the order of their hashes"""
    order = sorted(rows, key=lambda row: hashlib.sha256(row[0].encode()).digest())
    return order[len(order) * (100 - share) // 100:]


def rows_of(name):
    lines = (LEXICONS / (name + ".tsv")).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def lay(home, weights, tables):
    """writes an overlay that removes rows and sets parameters, and turns the fitted weights off"""
    home = pathlib.Path(home)
    rows = "".join("%s\t%s\n" % row for row in {"fitted": 0, **weights}.items())
    (home / "weights.tsv").write_text("name\tvalue\n" + rows, "utf-8")
    for name, gone in tables.items():
        first = "lemma" if name == "frames" else "term"
        removals = sorted({"!%s\t%s\n" % (row[0], row[1]) for row in gone})
        (home / (name + ".tsv")).write_text("%s\tpos\n%s" % (first, "".join(removals)), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("parts", "parameters"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
