"""The blocks that follow from the gold sets and the engine's records: each function gives one table."""
import collections, contextlib, importlib.util, io, re

from evaluation import pages, quotes, tone
from evaluation.study import ROOT, elsewhere, table

PARTS = ("dev", "train")


def build(study):
    version = re.search(r'^version = "(.*)"', (ROOT / "Cargo.toml").read_text("utf-8"), re.M)[1]
    return "Version %s, commit %s of %s, unless a block or a sentence names another one." % (version, *study.commit)


def gold(study):
    """how large each set is"""
    rows = []
    for name in ("PolNeAR", "NewsMTSC", "DSE"):
        folder, sizes = name.lower(), []
        for part in PARTS:
            records = study.lines(folder, part + ".gold.jsonl")
            units = {"polnear": "quotes", "newsmtsc": "targets"}.get(folder)
            sizes.append("%d in %d" % (sum(len(record[units]) for record in records), len(records)) if units else len(records))
        rows.append((name, {"polnear": "attributions in articles", "newsmtsc": "targets in sentences", "dse": "pairs"}[folder], *sizes))
    rows.append(("pages", "pages", len(page_bodies(study)), None))
    return table(["gold", "of what", *PARTS], rows)


# Quotes and speakers

class Articles:
    """The articles of a part of PolNeAR with the quotes of both sides, and what each adds to the figures."""

    def __init__(self, study, part):
        gold, records = study.lines("polnear", part + ".gold.jsonl"), study.records("polnear", part + ".articles.jsonl")
        found = {record["id"]: record["quotes"] for record in records}
        self.articles = []
        for article in gold:
            text = quotes.Text(article["text"])
            sides = text.quotes(article["quotes"]), text.quotes(found.get(article["id"], []))
            self.articles.append((article["id"].split("_")[0], text, *sides, quotes.count(text, *sides)))
        self.whole = self.of(lambda outlet: True)

    def of(self, wanted):
        return total(counts for outlet, *_, counts in self.articles if wanted(outlet))

    def without(self, rule):
        """the figures without the quotes that a rule found"""
        return total(counts if all(quote.rule != rule for quote in found) else
                     quotes.count(text, gold, [quote for quote in found if quote.rule != rule], ("quoted", "all"))
                     for _, text, gold, found, counts in self.articles)


def total(counters):
    out = collections.Counter()
    for counter in counters:
        out.update(counter)
    return out


def articles(study, part, known={}):
    if part not in known:
        known[part] = Articles(study, part)
    return known[part]


def polnear(study):
    dev, train = (articles(study, part).whole for part in PARTS)
    others = ["asked, dev", "asked, train", "textacy", "GenderGapTracker", "annotators"]
    beside = lambda figure: [elsewhere().get(("quotes", system, figure)) for system in others]
    rows = [(name, quotes.f1(dev, figure), quotes.f1(train, figure), *beside(figure)) for name, figure in (
        ("quoted (direct and mixed)", "quoted"), ("direct", "direct"), ("mixed", "mixed"), ("indirect", "indirect"),
        ("all, indirect included", "all"), ("quoted words attributed", "words"))]
    rows.append(("precision of quoted contents", *(quotes.precision(part, "quoted") for part in (dev, train)), *beside("precision")))
    rows.append(("quoted contents without a source", *(part["unknown"] / part["quoted", "found"] for part in (dev, train)), *beside("")))
    return table(["", *PARTS, "asked, dev", "asked, train", "textacy, dev", "GenderGapTracker, dev", "annotators against one another"], rows)


def outlets(study):
    rows, f1 = [], lambda counts, scope: "%.1f" % (100 * quotes.f1(counts, scope))
    for outlet in sorted({outlet for outlet, *_ in articles(study, "train").articles}):
        row = [outlet]
        for part in map(lambda part: articles(study, part), PARTS):
            counts = part.of(lambda name: name == outlet)
            row += [sum(name == outlet for name, *_ in part.articles), f1(counts, "quoted"), f1(counts, "all")]
        rows.append(row)
    return table(["outlet", *("%s, %s" % (head, part) for part in PARTS for head in ("articles", "quoted", "all"))], rows)


def rules(study):
    """what each rule of attribution is worth on train: points lost without the quotes it found"""
    part, found, within = articles(study, "train"), collections.Counter(), collections.Counter()
    for *_, mine, _ in part.articles:
        found.update(quote.rule for quote in mine)
        within.update({quote.rule for quote in mine})
    rows = []
    for rule, count in sorted(found.items(), key=lambda row: (-row[1], row[0])):
        without = part.without(rule)
        lost = (points(quotes.f1(without, scope) - quotes.f1(part.whole, scope)) for scope in ("quoted", "all"))
        rows.append((rule, count, within[rule], *lost))
    return table(["rule", "found, train", "articles, train", "quoted, train", "all, train"], rows)


def points(difference):
    told = "%+.1f" % (100 * difference)
    return "0.0" if told in ("+0.0", "-0.0") else told


# Tone toward a target

NOTES = {(True, "dev"): "", (True, "train"): ", which the weights were fitted to"}
NOTES.update({(False, part): ", lexicons alone" for part in PARTS})


def targets(study):
    asked = lambda figure: elsewhere().get(("tone", "asked", figure))
    rows = []
    for fitted in (True, False):
        for part in PARTS:
            labels = tone.targets(*study.tones("newsmtsc", part, fitted))
            name = "NewsMTSC %s%s" % (part, NOTES[fitted, part])
            wanted = asked("newsmtsc " + ("fitted" if fitted else "lexicons")) if part == "dev" else None
            rows.append((name, tone.macro_f1(labels, tone.TONES), wanted, tone.accuracy(labels), *(tone.f1(labels, name) for name in tone.TONES)))
    return table(["", "macro-F1", "asked", "accuracy", *("F1 " + name for name in tone.TONES)], rows)


def pairs(study):
    asked = lambda figure: elsewhere().get(("tone", "asked", figure))
    rows = []
    for part in PARTS:
        labels = tone.pairs(*study.tones("dse", part))
        rows.append(("DSE " + part, tone.macro_f1(labels, tone.ATTITUDES), asked("dse"), tone.accuracy(labels),
                     tone.f1(tone.polar(labels), True), asked("dse polarity"), tone.directed(labels)))
    return table(["", "macro-F1 (five classes)", "asked", "accuracy", "any polarity, F1", "asked", "right direction, of right polarity"], rows)


def confidence(study):
    """how often a label is right, by its confidence"""
    columns = [tone.by_confidence(*study.tones("newsmtsc", part)) for part in ("train", "dev")]
    columns.append(tone.by_confidence(*study.tones("newsmtsc", "dev", fitted=False), polar_only=True))
    return by_tenth(["NewsMTSC train, fitted", "dev, fitted", "dev, lexicons alone, polar"], columns)


def by_tenth(heads, columns):
    rows, told = [], lambda right, of: "%s of %d" % (("%.2f" % (right / of)).removeprefix("0"), of) if of else ""
    for tenth in range(2, 10):
        name = {2: "under .3", 9: "over .9"}.get(tenth, ".%d to .%d" % (tenth, tenth + 1))
        rows.append((name, *(told(*column[tenth]) for column in columns)))
    return table(["confidence", *heads], rows)


# End to end: these two sets cannot be fetched, and their scorer lies beside them.

def scorer(study):
    spec = importlib.util.spec_from_file_location("eval_challenge", study.path("eval_challenge.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def on_challenge(study, answer):
    """what its scorer prints of records that answer the items: figures by name, and by category the right ones of all pairs"""
    items = study.lines("challenge", "dev.jsonl")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        scorer(study).score(items, answer(items))
    return figures_of(out), re.findall(r"^  (\S.*?) +(\d+) of +(\d+)$", out.getvalue(), re.M)


def figures_of(out):
    return {line.split()[1]: float(line.split()[2]) for line in out.getvalue().splitlines() if line.startswith("figure ")}


def ours(study):
    return on_challenge(study, lambda items: study.articles(texts(items)))


def texts(items):
    """what the engine gets of items"""
    return [{key: item[key] for key in ("id", "date", "text")} for item in items]


def challenge(study):
    figures, _ = ours(study)
    figures["speaker_full_name"] = very_names(study)        # which the scorer forgets to count
    rows = [(name, figures[figure], elsewhere().get(("challenge", "asked", figure))) for name, figure in (
        ("quotes found, F1", "quote_f1"), ("quotes with the right speaker, F1", "quote_and_speaker_f1"),
        ("speakers by their very name, of the quotes found", "speaker_full_name"),
        ("speaker and target pairs found", "pair_found"), ("labels of pairs right", "pair_label_accuracy"),
        ("stances, precision", "stance_precision"), ("stances, recall", "stance_recall"), ("stances, F1", "stance_f1"),
        ("polar stances with the wrong sign (at most)", "sign_flips"))]
    return table(["challenge", "figure", "asked"], rows)


def very_names(study):
    """how many of the quotes found have the very name of the gold's speaker"""
    judge, items, found = scorer(study), study.lines("challenge", "dev.jsonl"), []
    for item, record in zip(items, study.articles(texts(items))):
        place = lambda quote: judge.chars([judge.find_span(item["text"], quote["first"], quote["last"])])
        gold = [{"chars": place(quote), "speaker": quote["speaker"]} for quote in item["gold"]["quotes"]]
        pairs = judge.match_quotes(gold, judge.pred_quotes(record))
        found += [judge.plain(a["speaker"]) == judge.plain(b["speaker"]) for a, b, _ in pairs]
    return sum(found) / len(found)


def stances(study):
    """by confidence: polar stances with the gold's label, of those between a speaker and a target that the gold has"""
    judge, items, out = scorer(study), study.lines("challenge", "dev.jsonl"), collections.defaultdict(lambda: [0, 0])
    for item, record in zip(items, study.articles(texts(items))):
        for stance in record["stances"]:
            holder = judge.first(stance["holder"]).get("name") or ""
            labels = [wanted["label"] for wanted in item["gold"].get("stances", ())
                      if judge.same_name(wanted["speaker"], holder) and judge.target_is(wanted["target"], stance["target"])]
            if labels and stance["label"] != "neutral":
                tone.note(out, stance["confidence"], stance["label"] in labels)
    return by_tenth(["challenge, polar stances"], [out])


def categories(study):
    rows = [(name.replace("_", " "), int(right), int(of)) for name, right, of in ours(study)[1] if int(of)]
    return table(["category", "pairs with the right label", "of"], sorted(rows, key=lambda row: (row[1] / row[2], row[0])))


def seed(study):
    text = study.path("seed", "article.txt").read_text("utf-8")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        scorer(study).seed(study.lines("seed", "gold.jsonl"), study.articles([{"id": "seed", "date": "2024-11-07", "text": text}]))
    rows = []
    for figure, value in figures_of(out).items():
        name, _, of = figure.partition("_of_")
        rows.append((name.replace("_", " ").replace("putin or trump", "Putin or Trump"), int(value), of))
    return table(["seed", "figure", "of"], rows)


# Pages

def page_bodies(study):
    return study.lines("html", "gold.json")[0]


def main_text(study):
    records = study.records("html", "pages", options=("--with-text",))
    texts = {re.split(r"[/.]", "/" + re.sub(r".*/", "", record["id"]))[1]: record.get("text") or "" for record in records}
    return table(["pages", "precision", "recall", "F1"], [(len(page_bodies(study)), *pages.figures(page_bodies(study), texts))])


# The lexicons

def coverage(study):
    """how many content words the lexicons know"""
    heads, rows = [], []
    for part in ("dev", "train"):
        told = study.tell("lexicon", "coverage", str(study.path("newsmtsc", part + ".requests.jsonl")), "--top", "0")
        shares = dict(re.findall(r"^(\w[\w ]*?) {2,}\d+ +([\d.]+%)$", told, re.M))
        heads = [name for name in shares if name != "content words"]
        rows.append(("NewsMTSC " + part, *(shares[name] for name in heads)))
    return table(["content words", *heads], rows)


def tables(study):
    """how many rows each table of words has"""
    rows = dict(re.findall(r"^(\w+) +(\d+) ", study.tell("lexicon", "list"), re.M))
    names = ("valence", "vader", "neutral", "frames", "shifters", "fitted", "cues", "people", "offices")
    return table(["rows of", *names], [["", *(rows[name] for name in names)]])
