#!/usr/bin/env python3
"""Scores VADER, AFINN and TextBlob on the development gold with its own scorers, as a Markdown table.

  scripts/rivals.py EVAL_DIR [BINARY]

EVAL_DIR is the folder of the development gold and its scorers; with a BINARY of the engine its figures stand in the last row.
The three are installed from PyPI by name (vaderSentiment, afinn, textblob) into a virtual environment of their own,
`target/rivals`, and used as their manuals say: VADER's compound score from .05 on, the sign of the others'.

They rate texts, not targets. A target gets what the sentence gets (or, with "near", the 12 words on either side of it); in DSE
the pair's first gets it toward the second; on the challenge set they are given the quotes, the speakers and the targets,
so that only the tone is left to find, while the engine finds all by itself.
"""
import importlib.util, json, os, pathlib, re, subprocess, sys, venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOME = ROOT / "target" / "rivals"
PACKAGES = ["vaderSentiment", "afinn", "textblob"]
NEAR = 12


def main(folder, binary):
    folder = pathlib.Path(folder)
    stance, challenge = (scorer(folder, name) for name in ("eval_stance", "eval_challenge"))
    sets = {}
    for corpus in ("newsmtsc", "dse"):
        for part in ("train", "dev"):
            read = lambda kind: stance.load(folder / corpus / ("%s.%s.jsonl" % (part, kind)))
            sets[corpus, part] = read("requests"), read("gold")
    items = challenge.load(folder / "challenge" / "dev.jsonl")
    print("| | " + " | ".join("%s %s" % key for key in sets) + " | challenge F1 | its labels | its flips |")
    print("|---" * (len(sets) + 4) + "|")
    for name, rate in raters().items():
        cells = []
        for (corpus, _), (requests, gold) in sets.items():
            answer = tones if corpus == "newsmtsc" else attitudes
            cells.append(macro(stance, corpus, gold, [answer(request, rate) for request in requests]))
        row(name, cells, figures(challenge, items, [stances(challenge, item, rate) for item in items]))
    if binary:
        cells = [macro(stance, corpus, gold, run(binary, requests)) for (corpus, _), (requests, gold) in sets.items()]
        articles = [{key: item[key] for key in ("id", "date", "text")} for item in items]
        row("Detente", cells, figures(challenge, items, run(binary, articles)))


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


def macro(stance, corpus, gold, records):
    score = stance.score_newsmtsc if corpus == "newsmtsc" else stance.score_dse
    return score(gold, records)["macro_f1"]


def figures(challenge, items, records):
    """stance F1, right labels, flipped signs, as the scorer prints them"""
    import contextlib, io
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        challenge.score(items, records)
    found = dict(line.split()[1:] for line in printed.getvalue().splitlines() if line.startswith("figure "))
    return [float(found[name]) for name in ("stance_f1", "pair_label_accuracy", "sign_flips")]


def run(binary, articles, *options):
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
    done = subprocess.run([binary, "batch", "-", "--out", "-", *options], input=lines.encode(), stdout=subprocess.PIPE)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def row(name, *cells):
    print("| %s | %s |" % (name, " | ".join(("%.3f" % cell).removeprefix("0") for part in cells for cell in part)))


def scorer(folder, name):
    spec = importlib.util.spec_from_file_location(name, folder / (name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    python = HOME / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() != HOME.resolve():
        if not python.exists():
            venv.create(HOME, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True, stdout=sys.stderr)
        os.execv(python, [str(python), *sys.argv])
    main(sys.argv[1], (sys.argv[2:] or [None])[0])
