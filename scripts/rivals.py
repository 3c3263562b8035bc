#!/usr/bin/env python3
"""Scores VADER, AFINN and TextBlob on the gold sets, beside the engine, as a Markdown table.

  scripts/rivals.py GOLD BINARY

GOLD is laid out as `scripts/prepare_gold.py` does; the challenge set is passed over where it is not there.
The three are installed from PyPI by name (vaderSentiment, afinn, textblob) into a virtual environment of their own,
`target/rivals`, and used as their manuals say: VADER's compound score from .05 on, the sign of the others'.

They rate texts, not targets. A target gets what the sentence gets (or, with "near", the 12 words on either side of it); in DSE
the pair's first gets it toward the second; on the challenge set they are given the quotes, the speakers and the targets,
so that only the tone is left to find, while the engine finds all by itself.
"""
import os, pathlib, re, subprocess, sys, venv

from evaluation import accuracy, tone
from evaluation.study import ROOT, Missing, Study, table

HOME = ROOT / "target" / "rivals"
PACKAGES = ["vaderSentiment", "afinn", "textblob"]
NEAR = 12
SETS = [(corpus, part) for corpus in ("newsmtsc", "dse") for part in ("train", "dev")]


def main(gold, binary):
    study, rows = Study(gold, binary), []
    for name, rate in raters().items():
        answer = lambda corpus, request: (tones if corpus == "newsmtsc" else attitudes)(request, rate)
        cells = [macro(study, corpus, part, [answer(corpus, request) for request in study.lines(corpus, part + ".requests.jsonl")])
                 for corpus, part in SETS]
        rows.append((name, *cells, *end_to_end(study, lambda items: [stances(accuracy.scorer(study), item, rate) for item in items])))
    cells = [macro(study, corpus, part, study.records(corpus, part + ".requests.jsonl")) for corpus, part in SETS]
    rows.append(("Detente", *cells, *end_to_end(study, lambda items: study.articles(accuracy.texts(items)))))
    print(table(["", "NewsMTSC train", "dev", "DSE train", "dev", "challenge F1", "its labels", "its flips"], rows))


def raters():
    """by name: from a text, and where in it to look, to a score whose sign is the label"""
    from afinn import Afinn
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    compound, afinn = SentimentIntensityAnalyzer().polarity_scores, Afinn().score
    vader = lambda text: (lambda score: score if abs(score) >= 0.05 else 0.0)(compound(text)["compound"])
    whole = {"VADER": vader, "AFINN": afinn, "TextBlob": lambda text: TextBlob(text).sentiment.polarity}
    out = {name: (lambda rate: lambda text, span: rate(text))(rate) for name, rate in whole.items()}
    out["VADER, near"] = lambda text, span: vader(near(text, span))
    return out


def near(text, span):
    """the words on either side of a span, and the span"""
    if span is None:
        return text
    before = [word.start() for word in re.finditer(r"\S+", text[:span[0]])][-NEAR:]
    behind = [word.end() for word in re.finditer(r"\S+", text[span[1]:])][:NEAR]
    return text[(before or [0])[0]:span[1] + (behind or [0])[-1]]


def label(score):
    return "positive" if score > 0 else "negative" if score < 0 else "neutral"


def tones(request, rate):
    spans = [(target, rate(request["text"], (target["start"], target["end"]))) for target in request["targets"]]
    return {"id": request["id"], "targets": [{"id": target["id"], "label": label(score)} for target, score in spans]}


def attitudes(request, rate):
    pairs = []
    for pair in request["pairs"]:
        score = rate(request["text"], (pair["a"]["start"], pair["b"]["end"]))
        pairs.append({"id": pair["id"], "a_to_b": {"score": score, "label": label(score)}})
    return {"id": request["id"], "pairs": pairs}


def stances(challenge, item, rate):
    """a record with the gold's speakers and targets, and what the speaker's quotes are rated as"""
    text, gold = item["text"], item["gold"]
    said = lambda quote: text[slice(*challenge.find_span(text, quote["first"], quote["last"]))]
    out = []
    for wanted in gold.get("stances", []):
        score = sum(rate(said(q), None) for q in gold["quotes"] if q["speaker"] == wanted["speaker"])
        target = {"kind": "person", "name": wanted["target"]}
        if challenge.plain(wanted["target"]) in challenge.BODIES:
            target["kind"] = "organisation"
        elif re.fullmatch("[A-Z]{3}", wanted["target"]):
            target = {"kind": "country", "name": wanted["target"], "iso3": wanted["target"]}
        out.append({"holder": {"name": wanted["speaker"]}, "target": target, "score": score, "label": label(score)})
    return {"id": item["id"], "quotes": [], "stances": out}


def macro(study, corpus, part, records):
    gold = study.lines(corpus, part + ".gold.jsonl")
    if corpus == "newsmtsc":
        return tone.macro_f1(tone.targets(gold, records), tone.TONES)
    return tone.macro_f1(tone.pairs(gold, records), tone.ATTITUDES)


def end_to_end(study, answer):
    """stance F1, right labels and flipped signs of the challenge set, where it is at hand"""
    try:
        figures, _ = accuracy.on_challenge(study, answer)
    except Missing:
        return [None] * 3
    return [figures[name] for name in ("stance_f1", "pair_label_accuracy", "sign_flips")]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    python = HOME / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() != HOME.resolve():
        if not python.exists():
            venv.create(HOME, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True, stdout=sys.stderr)
        os.execv(python, [str(python), *sys.argv])
    main(*sys.argv[1:])
