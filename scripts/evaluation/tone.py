"""Scores the tone toward a target (NewsMTSC) and the attitude of one to another (DSE), from the records of gold and engine.

Macro-F1 is the mean of the F1 of the classes. What the engine says nothing of is neutral. A pair's class is its polar direction
with the larger score.
"""
import collections

TONES = ("negative", "neutral", "positive")
ATTITUDES = ("neutral", "pos_pq", "pos_qp", "neg_pq", "neg_qp")


def targets(gold, records):
    """gold and engine's label of each target"""
    said = {(record["id"], target["id"]): target["label"] for record in records for target in record.get("targets", ())}
    return [(target["label"], said.get((record["id"], target["id"]), "neutral")) for record in gold for target in record["targets"]]


def pairs(gold, records):
    """gold and engine's class of each pair"""
    said = {record["id"]: attitude(record) for record in records}
    return [(record["label"], said.get(record["id"], "neutral")) for record in gold]


def attitude(record):
    best, strength = "neutral", 0.0
    for pair in record.get("pairs", ()):
        for side, direction in (("a_to_b", "pq"), ("b_to_a", "qp")):
            told = pair.get(side) or {}
            if told.get("label") in ("positive", "negative") and abs(told.get("score") or 0.0) > strength:
                best, strength = told["label"][:3] + "_" + direction, abs(told["score"])
    return best


def macro_f1(labels, classes):
    """
    >>> macro_f1([("a", "a"), ("a", "b"), ("b", "b")], "ab")
    0.6666666666666666
    """
    return sum(f1(labels, name) for name in classes) / len(classes)


def f1(labels, name):
    sides = sum((gold == name) + (said == name) for gold, said in labels)
    return 2 * sum(gold == said == name for gold, said in labels) / sides if sides else 0.0


def accuracy(labels):
    return sum(gold == said for gold, said in labels) / len(labels) if labels else 0.0


def polar(labels):
    """whether a pair has any polarity, for `f1(..., True)`"""
    return [(gold != "neutral", said != "neutral") for gold, said in labels]


def directed(labels):
    """of the polar pairs whose polarity is right, how many have the right direction"""
    same = [gold == said for gold, said in labels if gold != "neutral" and gold[:3] == said[:3]]
    return sum(same) / len(same) if same else 0.0


def by_confidence(gold, records, polar_only=False):
    """by tenth of confidence (under .3 one): how many labels are right, of how many"""
    wanted = {(record["id"], target["id"]): target["label"] for record in gold for target in record["targets"]}
    out = collections.defaultdict(lambda: [0, 0])
    for record in records:
        for target in record.get("targets", ()):
            label = wanted.get((record["id"], target["id"]))
            if label and not (polar_only and target["label"] == "neutral"):
                note(out, target["confidence"], label == target["label"])
    return out


def note(tenths, confidence, right):
    cell = tenths[min(9, max(2, int(confidence * 10 + 1e-9)))]
    cell[0] += right
    cell[1] += 1
