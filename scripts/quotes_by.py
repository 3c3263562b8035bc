#!/usr/bin/env python3
"""What each rule of attribution is worth, and how each outlet fares, as Markdown tables (python3 standard library only).

  scripts/quotes_by.py rule|outlet EVAL_DIR BINARY [SET ...]

EVAL_DIR is the folder of the development gold and its scorers; SET is dev or train (default: both). A rule's worth is the
F1 that is lost when the quotes it found are taken away; what other rules would have found in their place is not counted, so
that it is an upper bound. Articles are named OUTLET_DATE_TITLE.
"""
import collections, importlib.util, json, pathlib, subprocess, sys


def main(by, folder, binary, sets):
    folder = pathlib.Path(folder)
    spec = importlib.util.spec_from_file_location("eval_quotes", folder / "eval_quotes.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    columns = {}
    for name in sets:
        gold = scorer.jl(folder / "polnear" / (name + ".gold.jsonl"))
        articles = folder / "polnear" / (name + ".articles.jsonl")
        run = subprocess.run([binary, "batch", str(articles), "--out", "-"], stdout=subprocess.PIPE, check=True)
        records = {r["id"]: r for r in map(json.loads, run.stdout.decode().splitlines())}
        columns[name] = {"rule": rules, "outlet": outlets}[by](scorer, gold, records)
    print_table(by, columns)


def figures(scorer, gold, records):
    result = scorer.score([dict(g) for g in gold], records)
    return 100 * result["PRIMARY_quoted"], 100 * result["PRIMARY_all"]


def rules(scorer, gold, records):
    """by rule: quotes found, points of quoted and of all F1 lost without them, articles they stand in"""
    whole = figures(scorer, gold, records)
    found, articles = collections.Counter(), collections.defaultdict(set)
    for record in records.values():
        for quote in record["quotes"]:
            found[quote["rule"]] += 1
            articles[quote["rule"]].add(record["id"])
    out = {}
    for rule, count in found.most_common():
        without = {i: dict(r, quotes=[q for q in r["quotes"] if q["rule"] != rule]) for i, r in records.items()}
        lost = [a - b for a, b in zip(whole, figures(scorer, gold, without))]
        out[rule] = (count, len(articles[rule]), *("%+.1f" % -x for x in lost))
    return out


def outlets(scorer, gold, records):
    """by outlet: articles, quoted and all F1"""
    groups = collections.defaultdict(list)
    for g in gold:
        groups[g["id"].split("_")[0]].append(g)
    return {outlet: (len(part), *("%.1f" % x for x in figures(scorer, part, records))) for outlet, part in sorted(groups.items())}


def print_table(by, columns):
    heads = {"rule": ["found", "articles", "quoted", "all"], "outlet": ["articles", "quoted", "all"]}[by]
    names = [head + ", " + name for name in columns for head in heads]
    print("| %s | %s |" % (by, " | ".join(names)))
    print("|---%s|" % ("|---" * len(names)))
    for key in list(columns[list(columns)[-1]]):
        cells = [str(x) for column in columns.values() for x in column.get(key, ("",) * len(heads))]
        print("| %s | %s |" % (key, " | ".join(cells)))


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[1] not in ("rule", "outlet"):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:] or ["dev", "train"])
