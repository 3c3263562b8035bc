#!/usr/bin/env python3
"""Makes a large corpus of a small one, for measuring time and memory: grow.py ARTICLES.jsonl COUNT > LARGE.jsonl

Repeats the articles (JSON Lines with `text`), each time with its paragraphs turned by one, and lets somebody new speak of a
country at the end of each, so that ledgers and sketches grow as they do on news: one speaker in three is met again. What it
writes depends on its arguments alone. The people and their statements are invented.
"""

import itertools
import json
import sys

SYLLABLES = ["bel", "dor", "fin", "gar", "hal", "kor", "lin", "mar", "nov", "or", "pel", "ras", "sol", "tam", "ul", "ver"]
COUNTRIES = ["France", "Ghana", "Japan", "Norway", "Peru", "Kenya", "Canada", "Nepal", "Chile", "Poland"]
VERDICTS = ["has been a good friend", "has broken its word", "has a long coast", "is a danger to its neighbours"]


def name(number):
    """A name of two words for each number, as different as the numbers are."""
    parts = [SYLLABLES[number >> shift & 15] for shift in (0, 4, 8, 12, 16, 20)]
    return "".join(parts[:2]).capitalize() + " " + "".join(parts[2:]).capitalize()


def main():
    path, count = sys.argv[1], int(sys.argv[2])
    with open(path, encoding="utf-8") as lines:
        articles = [json.loads(line)["text"].split("\n\n") for line in lines if line.strip()]
    out = sys.stdout
    for number, paragraphs in enumerate(itertools.islice(itertools.cycle(articles), count)):
        turn = number // len(articles) % len(paragraphs)
        speaker = name(number * 2 // 3)
        country, verdict = COUNTRIES[number % len(COUNTRIES)], VERDICTS[number // 7 % len(VERDICTS)]
        last = f"“{country} {verdict},” said {speaker}, a farmer."
        text = "\n\n".join(paragraphs[turn:] + paragraphs[:turn] + [last])
        out.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")


main()
