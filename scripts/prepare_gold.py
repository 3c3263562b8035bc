#!/usr/bin/env python3
"""Lays public gold sets out as the scorers read them (python3 standard library only); nothing is fetched and nothing of them ships.

  scripts/prepare_gold.py FETCHED GOLD

FETCHED holds what EVALUATION.md says how to fetch, any of: PolNeAR/data/{dev,train}, NewsMTSC/train.jsonl (of
NewsMTSC-dataset.zip), directed_sentiment_analysis/dataset/*.txt, article-extraction-benchmark. GOLD gets a folder for each, with
articles or requests as the engine reads them and the gold beside them. All offsets count Unicode scalar values.

The cuts are ours, and follow from names alone: NewsMTSC's public train split is cut by article, a fifth of which are dev (CRC-32 of
the first three parts of the id); half of the pages are development pages (CRC-32 of the id). DSE's split repeats sentences across its parts: train
loses what stands in valid or test, dev is valid without what stands in train or test. PolNeAR test, NewsMTSC devtest, DSE test
and the other half of the pages are never read, but for the sentences of DSE test that are left out.
"""
import collections, csv, io, json, pathlib, re, sys, zlib


def main(fetched, gold):
    fetched, gold = pathlib.Path(fetched), pathlib.Path(gold)
    for name, (needed, prepare) in SETS.items():
        if (fetched / needed).exists():
            (gold / name).mkdir(parents=True, exist_ok=True)
            print("%s: %s" % (name, prepare((fetched / needed), gold / name)), file=sys.stderr)
        else:
            print("%s: passed over, there is no %s" % (name, fetched / needed), file=sys.stderr)


def is_drawn(name, of):
    return zlib.crc32(name.encode()) % of == 0


def write(path, records):
    records = list(records)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return len(records)


# PolNeAR: texts, and annotations in the standoff format of brat.

def polnear(data, out):
    told = []
    for part in ("dev", "train"):
        articles = list(polnear_part(data / part))
        write(out / (part + ".articles.jsonl"), ({"id": article["id"], "text": article["text"]} for article in articles))
        told.append("%s %d articles" % (part, write(out / (part + ".gold.jsonl"), articles)))
    return ", ".join(told)


def polnear_part(folder):
    """articles with their attributions, by the first annotator where there are several"""
    annotators = collections.defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotators[path.stem.rsplit("_", 1)[0]].append(path)
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem in annotators:
            text = read(path)
            quotes = sorted(attributions(text, read(annotators[path.stem][0])), key=lambda quote: [
                [(span["start"], span["end"]) for span in quote[part]] for part in ("spans", "speaker_spans")])
            yield {"id": path.stem, "text": text, "quotes": quotes}


def attributions(text, standoff):
    """
    >>> text = "Novak said no."
    >>> lines = "T1\\tSource 0 5\\tNovak\\nT2\\tCue 6 10\\tsaid\\nT3\\tContent 11 13\\tno\\nE1\\tAttribution:T2 Source:T1 Cue:T2 Content:T3"
    >>> [(quote["spans"], quote["speaker"]) for quote in attributions(text, lines)]
    [([{'start': 11, 'end': 13}], {'start': 0, 'end': 5})]
    """
    spans, events = {}, []
    for line in re.split(r"\n(?=[A-Z#*]\d*\t)", standoff):          # what a mark spans may hold line ends
        if line.startswith("T"):
            name, places, _ = line.split("\t", 2)
            pieces = [tuple(map(int, piece.split())) for piece in places.split(" ", 1)[1].split(";")]
            spans[name] = [trimmed(text, *piece) for piece in pieces]
        elif line.startswith("E"):
            events.append([part.split(":") for part in line.split("\t")[1].split()])
    for parts in events:
        roles = collections.defaultdict(list)
        for role, name in parts:
            roles[re.match("Content|Source|Cue|", role).group()] += spans.get(name, [])
        content, source, cue = (sorted(span for span in roles[role] if span[0] < span[1]) for role in ("Content", "Source", "Cue"))
        if len(source) == len(cue) == 1 and swapped(text[slice(*source[0])], text[slice(*cue[0])]):
            source, cue = cue, source
        if roles["Content"]:
            yield {"spans": offsets(content), "speaker_spans": offsets(source), "speaker": whole(source), "cue": whole(cue)}


def swapped(source, cue):
    """a slip of the annotators: `said` marked as the source, the name as the cue"""
    words = cue.lower().split()
    named = cue[:1].isupper() or " " in cue or cue.lower() in ("he", "she", "they")
    return source in SPEECH and named and not any(word in SPEECH for word in words)


def trimmed(text, start, end):
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def offsets(spans):
    return [{"start": start, "end": end} for start, end in spans]


def whole(spans):
    return {"start": spans[0][0], "end": spans[-1][1]} if spans else None


def read(path):
    return path.read_bytes().decode("utf-8")


# NewsMTSC: sentences with targets, a JSON object a line.

def newsmtsc(path, out):
    parts = {"dev": [], "train": []}
    ids, labels = Unique(), {2: "negative", 4: "neutral", 6: "positive"}
    for line in path.read_text("utf-8").split("\n"):
        if not line.strip():
            continue
        record, within = json.loads(line), Unique()
        text, name = record["sentence_normalized"], ids(record["primary_gid"])
        targets = [(within(target["Input.gid"]), target) for target in record["targets"]]
        request = [{"id": i, "start": t["from"], "end": t["to"], "name": text[t["from"]:t["to"]]} for i, t in targets]
        gold = [{"id": i, "label": labels[int(t["polarity"])]} for i, t in targets]
        article = "_".join(name.split("_")[:3])
        part = "dev" if is_drawn(article, 5) else "train"
        parts[part].append(({"id": name, "text": text, "targets": request}, {"id": name, "targets": gold}))
    return both(parts, out)


class Unique:
    """Names told apart: the second `a` is `a#2`."""

    def __init__(self):
        self.seen = collections.Counter()

    def __call__(self, name):
        self.seen[name] += 1
        return name if self.seen[name] == 1 else "%s#%d" % (name, self.seen[name])


def both(parts, out):
    told = []
    for part, records in parts.items():
        write(out / (part + ".requests.jsonl"), (request for request, _ in records))
        told.append("%s %d sentences" % (part, write(out / (part + ".gold.jsonl"), (gold for _, gold in records))))
    return ", ".join(told)


# DSE: tab-separated rows quoted as CSV: sentence with two names in brackets, the names, the class.

CLASSES = ("neutral", "pos_pq", "pos_qp", "neg_pq", "neg_qp")


def dse(folder, out):
    rows = {part: list(dse_part(folder / (part + ".txt"))) for part in ("train", "valid", "test")}
    texts = {part: {request["text"] for request, _ in records} for part, records in rows.items()}
    kept = lambda part, *others: [row for row in rows[part] if not any(row[0]["text"] in texts[other] for other in others)]
    return both({"dev": kept("valid", "train", "test"), "train": kept("train", "valid", "test")}, out)


def dse_part(path):
    for number, row in enumerate(csv.reader(io.StringIO(read(path)), delimiter="\t"), 1):
        if row:
            text, spans = unbracketed(row[0])
            if len(spans) == 2:
                name = "%s-%05d" % (path.stem, number)
                first, second = ({"start": start, "end": end, "name": text[start:end]} for start, end in spans)
                yield {"id": name, "text": text, "pairs": [{"id": "pq", "a": first, "b": second}]}, {"id": name, "label": CLASSES[int(row[3])]}


def unbracketed(sentence):
    """
    >>> unbracketed("[Novak] praised [Lindahl] [sic].")
    ('Novak praised Lindahl [sic].', [(0, 5), (14, 21)])
    """
    out, spans, start = [], [], None
    for letter in sentence:
        if letter == "[" and start is None and len(spans) < 2:
            start = len(out)
        elif letter == "]" and start is not None:
            spans.append((start, len(out)))
            start = None
        else:
            out.append(letter)
    return "".join(out), spans


# The article-extraction benchmark: packed pages, and the main text of each by the page's id.

def html(folder, out):
    bodies = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    drawn = sorted(page for page in bodies if is_drawn(page, 2))
    (out / "pages").mkdir(exist_ok=True)
    for page in drawn:
        packed = (folder / "html" / (page + ".html.gz")).read_bytes()
        (out / "pages" / (page[:12] + ".html.gz")).write_bytes(packed)
    (out / "gold.json").write_text(json.dumps({page[:12]: bodies[page]["articleBody"] for page in drawn}, ensure_ascii=False), "utf-8")
    return "%d pages" % len(drawn)


SETS = {"polnear": ("PolNeAR/data", polnear), "newsmtsc": ("NewsMTSC/train.jsonl", newsmtsc),
        "dse": ("directed_sentiment_analysis/dataset", dse), "html": ("article-extraction-benchmark", html)}

# Words that say that somebody speaks, of which none is a source.
SPEECH = set("""say says said saying tell tells told telling add adds added adding state states stated stating according argue argues argued
arguing claim claims claimed claiming write writes wrote written writing tweet tweets tweeted tweeting note notes noted
noting announce announces announced announcing declare declares declared declaring insist insists insisted insisting explain
explains explained explaining ask asks asked asking call calls called calling suggest suggests suggested suggesting warn
warns warned warning acknowledge acknowledges acknowledged admit admits admitted admitting report reports reported reporting
reply replies replied respond responds responded responding contend contends contended assert asserts asserted deny denies
denied denying concede concedes conceded continue continues continued conclude concludes concluded accuse accuses accused
accusing vow vows vowed promise promises promised pledge pledges pledged recall recalls recalled remark remarks remarked joke
jokes joked quip quips quipped criticize criticized criticizes criticizing blast blasted urge urges urged urging describe
describes described describing post posted posts testify testified statement interview boast boasted complain complained
emphasize emphasized stress stressed mention mentioned predict predicted predicts observe observed comment commented disclose
disclosed reveal revealed reveals confirm confirmed confirms agree agreed agrees discuss discussed praise praised praises
mock mocked mocks repeat repeated repeats speak spoke speaks speaking talk talked talks talking quoted quote quoting tweeting
dismiss dismissed denounce denounced denounces condemn condemned condemns refer referred refers""".split())

if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) == 3 else sys.exit(__doc__)
