"""Scores quotes and their sources against PolNeAR, article by article.

The unit is the set of words that a span touches, so that marks and punctuation at its edges never count. A quote is found where
it shares at least half of its words with the gold's (Dice), one to one, the closest pairs first; it is right where its source
shares a word that tells something, too. What is direct, mixed or indirect follows from the text alone, for gold and engine alike.
"""
import bisect, collections, re

SCOPES = {"quoted": ("direct", "mixed"), "direct": ("direct",), "mixed": ("mixed",), "indirect": ("indirect",),
          "all": ("direct", "mixed", "indirect")}
CLOSE = 0.5
WORD = re.compile(r"[^\W_]+(?:['’\-.,&][^\W_]+)*|[$€£%]")
MARK = re.compile(r"[\"“”„‟＂]|``|''")
# Words of a source that tell nothing of who it is.
IDLE = set("the a an of and or in for to who that which 's ’s at on by with from as".split())


def count(text, gold, found, scopes=tuple(SCOPES)):
    """what an article adds to the figures, from its `Text` and the quotes of both sides: a counter, to be summed over articles"""
    out = collections.Counter()
    for scope in scopes:
        wanted, got = ([quote for quote in side if quote.kind in SCOPES[scope]] for side in (gold, found))
        out[scope, "gold"] += len(wanted)
        out[scope, "found"] += len(got)
        for a, b in pairs(text, wanted, got):
            out[scope, "matched"] += 1
            out[scope, "right"] += text.same_source(a, b)
    out["unknown"] += sum(not quote.source for quote in found if quote.kind != "indirect")
    first = lambda side: {word: quote for quote in reversed(side) for word in quote.words if text.inside[word]}
    wanted, got = first(gold), first(found)
    out["words", "gold"] += len(wanted)
    out["words", "found"] += len(got)
    out["words", "right"] += sum(text.same_source(wanted[word], got[word]) for word in wanted.keys() & got.keys())
    return out


def f1(counts, scope, hits="right"):
    sides = counts[scope, "found"] + counts[scope, "gold"]
    return 2 * counts[scope, hits] / sides if sides else 0.0


def precision(counts, scope):
    return counts[scope, "matched"] / counts[scope, "found"] if counts[scope, "found"] else 0.0


Quote = collections.namedtuple("Quote", "words kind source rule")


class Text:
    """The words of an article, and which of them stand inside double quotation marks."""

    def __init__(self, text):
        self.text = text
        self.words = [match.span() for match in WORD.finditer(text)]
        self.starts = [start for start, _ in self.words]
        self.inside = [False] * len(self.words)
        reached = 0
        for start, end in quotations(text):
            while reached < len(self.words) and self.words[reached][1] <= start:
                reached += 1
            at = reached
            while at < len(self.words) and self.words[at][0] < end:
                self.inside[at] = True
                at += 1

    def touched(self, spans):
        """the numbers of the words that spans touch"""
        out = set()
        for span in spans:
            at = bisect.bisect_left(self.starts, span["start"])
            if at and self.words[at - 1][1] > span["start"]:
                at -= 1
            while at < len(self.words) and self.words[at][0] < span["end"]:
                out.add(at)
                at += 1
        return frozenset(out)

    def quotes(self, records):
        """quotes of gold or of the engine; those that touch no word are none"""
        out = []
        for record in records:
            words = self.touched(record["spans"])
            if words:
                within = sum(self.inside[word] for word in words)
                kind = "direct" if within == len(words) else "mixed" if within else "indirect"
                speaker = record.get("speaker")
                speaker = [speaker] if speaker and speaker.get("start") is not None else []
                out.append(Quote(words, kind, self.touched(record.get("speaker_spans") or speaker), record.get("rule")))
        return out

    def same_source(self, a, b):
        shared = a.source & b.source
        telling = any(self.text[slice(*self.words[word])].lower() not in IDLE for word in shared)
        return telling or a.source == b.source and bool(shared or not a.source)


def pairs(text, gold, found):
    """quotes of both sides one to one, the closest first, and of equally close ones those of one source"""
    owners = collections.defaultdict(list)
    for i, a in enumerate(gold):
        for word in a.words:
            owners[word].append(i)
    close = []
    for j, b in enumerate(found):
        for i, shared in collections.Counter(i for word in b.words for i in owners.get(word, ())).items():
            a = gold[i]
            dice = 2 * shared / (len(a.words) + len(b.words))
            if dice >= CLOSE:
                close.append((-dice, not text.same_source(a, b), i, j))
    taken, given = set(), set()
    for _, _, i, j in sorted(close):
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            yield gold[i], found[j]


def quotations(text):
    """the spans of double quotation marks, with the marks, paragraph by paragraph; one left open reaches to the paragraph's end

    >>> [text[a:b] for text in ['“One,” he said. "Two" and ``three\\'\\'.'] for a, b in quotations(text)]
    ['“One,”', '"Two"', "``three''"]
    >>> list(quotations('“She said "no" to me” twice')) == [(0, 21)]
    True
    """
    for paragraph in re.finditer(r"[^\n]+", text):
        base, words = paragraph.start(), paragraph.group()
        start, opener, nested = None, "", False
        for match in MARK.finditer(words):
            at, mark = match.start(), match.group()
            before = words[at - 1] if at else " "
            after = words[match.end()] if match.end() < len(words) else " "
            opens = (before.isspace() or before in "([{—–-/‘'\"“") and not after.isspace()
            if start is None:
                if not opens and (mark in "”" or mark == '"' and after.isspace()):
                    continue
                start, opener, nested = at, mark, False
                continue
            behind = at > start + len(opener)
            styles = (opener, mark)
            if opens and behind and not nested and styles in (('"', "“"), ("“", '"')):
                # One in the other style opens inside, if it closes before the outer one does.
                rest = words[at + 1:]
                inner, outer = rest.find("”" if mark == "“" else '"'), rest.find('"' if opener == '"' else "”")
                if 0 <= inner < outer:
                    nested = True
                    continue
            if nested and styles in (('"', "”"), ("“", '"')):
                nested = False
            elif opens and behind and mark in ("“", "``", "„"):
                yield base + start, base + at
                start, opener, nested = at, mark, False
            elif opens and not behind:
                continue
            else:
                yield base + start, base + match.end()
                start = None
        if start is not None:
            yield base + start, base + len(words)
