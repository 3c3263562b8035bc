#!/usr/bin/env python3
"""Writes NewsMTSC (Hamborg and Donnay 2021, MIT) as coded records for `detente fit`.

usage: newsmtsc_coded.py REQUESTS GOLD > coded.jsonl

REQUESTS holds article records with `targets`, GOLD the label of each target, both by id. An id tells the collection, which
stands for the outlet, and the article.
"""
import json
import sys


def main(requests, gold):
    labels = {}
    for line in open(gold, encoding="utf-8"):
        record = json.loads(line)
        for target in record["targets"]:
            labels[record["id"], target["id"]] = target["label"]
    for line in open(requests, encoding="utf-8"):
        record = json.loads(line)
        for target in record["targets"]:
            target["label"] = labels[record["id"], target["id"]]
        outlet, rest = record["id"].split("_", 1)
        record["outlet"] = outlet
        record["article"] = "_".join([outlet] + rest.removeprefix("v1_").split("_")[:1])
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
