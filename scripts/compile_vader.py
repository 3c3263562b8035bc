#!/usr/bin/env python3
"""Compile the VADER sentiment lexicon into lexicons/vader.tsv.

VADER (MIT licence, C.J. Hutto; Hutto and Gilbert 2014) is a word list rated by
ten people each on a scale from -4 to 4.  Get it with

    pip download vaderSentiment --no-deps -d /tmp/vader
    cd /tmp/vader && unzip vaderSentiment-*.whl

and run, from the root of the repository,

    python3 scripts/compile_vader.py /tmp/vader/vaderSentiment/vader_lexicon.txt

What is left out: emoticons and everything else that is not a lower-case word of
three letters or more (hyphens inside are allowed), words rated nearer to zero
than MIN_MEAN (raters saw next to nothing in them), and the entries listed with
a reason in scripts/vader_drop.tsv: chat slang, names, titles and bodies, the
subject matter of news, function words, and words whose rating misleads there.
Means and standard deviations are divided by four.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORD = re.compile(r"[a-z]+(-[a-z]+)*")
MIN_MEAN = 0.4

HEAD = """\
# VADER word ratings, compiled by scripts/compile_vader.py; the ratings of valence.tsv go before these.
# columns: term: word form, lower case; pos: always any (never inflected); value: mean rating / 4, -1 bad to 1 good;
# columns: spread: standard deviation of the ten ratings / 4; kind: always attitude; domain: always general; source; example: empty
# source: vaderSentiment {version} (vader_lexicon.txt), C.J. Hutto, less the entries in scripts/vader_drop.tsv
# licence: MIT (C.J. Hutto)
# version: 0.1.0
# date: 2026-11-23
term\tpos\tvalue\tspread\tkind\tdomain\tsource\texample
"""


def read_drop(path):
    """Return the terms of the drop table; it is an error if one has no reason."""
    terms = set()
    rows = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    for line in rows[1:]:
        term, reason = line.split("\t")
        if not reason:
            raise SystemExit(f"{path}: {term}: no reason given")
        terms.add(term)
    return terms


def version_of(path):
    """Read the package version from the wheel's metadata directory, if it is there."""
    for folder in path.parent.parent.glob("vaderSentiment-*.dist-info"):
        return folder.name[len("vaderSentiment-"):-len(".dist-info")]
    return "(unknown version)"


def main():
    if len(sys.argv) != 2:
        raise SystemExit("usage: compile_vader.py path/to/vader_lexicon.txt")
    source = Path(sys.argv[1])
    drop = read_drop(ROOT / "scripts" / "vader_drop.tsv")
    rows, seen, weak, dropped, other = {}, set(), 0, 0, 0
    for line in source.read_text("utf-8").splitlines():
        if not line.strip():
            continue
        term, mean, spread = line.split("\t")[:3]
        seen.add(term)
        if not WORD.fullmatch(term) or len(term) < 3:
            other += 1
        elif term in drop:
            dropped += 1
        elif abs(float(mean)) < MIN_MEAN:
            weak += 1
        else:
            rows[term] = (float(mean) / 4, float(spread) / 4)
    for term in sorted(drop - seen):
        print(f"warning: {term} is in the drop table but not in VADER", file=sys.stderr)
    target = ROOT / "lexicons" / "vader.tsv"
    with target.open("w", encoding="utf-8", newline="\n") as out:
        out.write(HEAD.format(version=version_of(source)))
        for term, (value, spread) in sorted(rows.items()):
            out.write(f"{term}\tany\t{value:.3f}\t{spread:.3f}\tattitude\tgeneral\tVADER (MIT)\t\n")
    print(f"{target}: {len(rows)} words; left out: {other} not words, {dropped} on the drop list, {weak} rated near zero")


if __name__ == "__main__":
    main()
