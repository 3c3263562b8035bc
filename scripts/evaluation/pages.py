"""Scores the main text of pages: word 4-grams as multisets, precision and recall averaged over pages, F1 of the two means; the
measure of the article-extraction benchmark, but for rounding."""
import collections, re


def figures(gold, texts):
    """precision, recall and F1; both by page id

    >>> figures({"a": "one two three four five"}, {"a": "one two three four"})
    (1.0, 0.5, 0.6666666666666666)
    """
    shares = []
    for page, body in gold.items():
        wanted, found = grams(body), grams(texts.get(page, ""))
        shared = sum((wanted & found).values())
        shares.append((shared / max(sum(found.values()), 1), shared / max(sum(wanted.values()), 1)))
    precision, recall = (sum(column) / len(shares) for column in zip(*shares))
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def grams(text, length=4):
    words = re.findall(r"\w+", text or "")
    return collections.Counter(tuple(words[at:at + length]) for at in range(max(len(words) - length + 1, 1 if words else 0)))
