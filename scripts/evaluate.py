#!/usr/bin/env python3
"""Measures a build of the engine and renews the figures of EVALUATION.md in place (python3 standard library only).

  scripts/evaluate.py [--gold DIR] [--binary PATH] [--with GROUP,...] [--log FILE] [--check | --print] [BLOCK ...]

The document is written by people, but for the blocks between `<!-- figures: NAME -->` and `<!-- end -->`, each a table that one
function makes. Named blocks alone are renewed, or all that need nothing but the gold sets and the binary. The others come in groups,
since they build, install or take minutes, and name the commit they were measured on:

  tests     what the project's own gold and the simulated intervals give; runs `cargo test`
  rivals    VADER, AFINN and TextBlob on the same sets; installs them into target/rivals
  ablation  what each part of the lexicons and each parameter of the scorer is worth
  unseen    the tone toward a target on articles and outlets the weights were not fitted to; runs `detente fit`
  speed     throughput, memory and start-up of this binary on this machine
  bench     the whole process beside vader-sentimental and others in one run; runs `cargo bench`

GOLD (default: DETENTE_EVAL, else ../shared/eval) is laid out as `scripts/prepare_gold.py` does. A block whose gold or record is not
at hand stays as it is, and is named. Twice on one build gives the same document but for `speed` and `bench`. `--check` writes nothing, and
fails if a block is out of date; `--print` writes the blocks to standard output.
"""
import argparse, os, pathlib, subprocess, sys

from evaluation import accuracy, document, measured, study

DOCUMENT = study.ROOT / "EVALUATION.md"

BLOCKS = {
    "build": accuracy.build,
    "gold": accuracy.gold,
    "quotes": accuracy.polnear,
    "outlets": accuracy.outlets,
    "rules": accuracy.rules,
    "targets": accuracy.targets,
    "pairs": accuracy.pairs,
    "confidence": accuracy.confidence,
    "coverage": accuracy.coverage,
    "tables": accuracy.tables,
    "challenge": accuracy.challenge,
    "categories": accuracy.categories,
    "stances": accuracy.stances,
    "seed": accuracy.seed,
    "pages": accuracy.main_text,
    "fuzzing": measured.fuzzing,
    "slopes": measured.slopes,
}
GROUPS = {
    "tests": {"speakers": measured.speakers, "mentions": measured.mentions, "traps": measured.traps,
              "ratings": measured.ratings, "intervals": measured.intervals, "changes": measured.changes},
    "rivals": {"rivals": measured.rivals},
    "ablation": {"lexicon-parts": measured.lexicon_parts, "parameters": measured.parameters},
    "unseen": {"unseen": measured.unseen},
    "speed": {"speed": measured.speed},
    "bench": {"bench": measured.bench},
}


def main():
    asked = arguments()
    groups = [group for group in (asked.groups or "").split(",") if group]
    known = {**BLOCKS, **{name: block for group in GROUPS.values() for name, block in group.items()}}
    unknown = [name for name in asked.blocks if name not in known] + [group for group in groups if group not in GROUPS]
    if unknown:
        sys.exit("no block or group %s; see --help" % ", ".join(unknown))
    due = {name: known[name] for name in asked.blocks} or dict(BLOCKS)
    for group in groups:
        due.update(GROUPS[group])
    if study.is_older(asked.binary):
        print("evaluate: %s is older than a source; the figures may be those of another commit" % asked.binary, file=sys.stderr)
    subject = study.Study(asked.gold, asked.binary, asked.log and asked.log.read_text("utf-8"))
    stale = [name for name, block in due.items() if renew(name, block, subject, asked)]
    if asked.check:
        sys.exit("evaluate: out of date: " + ", ".join(stale) if stale else None)


def renew(name, block, subject, asked):
    """makes a block, and says whether another one stood in the document"""
    try:
        made = block(subject)
    except (study.Missing, subprocess.CalledProcessError) as why:
        print("evaluate: %s: %s; the block stays as it is" % (name, why), file=sys.stderr)
        return False
    text = DOCUMENT.read_text("utf-8")
    stale = document.blocks(text)[name] != made
    if asked.print:
        print("%s\n\n%s\n" % (name, made))
    elif stale and not asked.check:
        DOCUMENT.write_text(document.renew(text, name, made), "utf-8")
        print("evaluate: renewed " + name, file=sys.stderr)
    return stale


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", default=os.environ.get("DETENTE_EVAL", study.ROOT / "../shared/eval"), type=pathlib.Path)
    parser.add_argument("--binary", default=study.ROOT / "target/release/detente", type=pathlib.Path)
    parser.add_argument("--with", dest="groups", metavar="GROUP,...")
    parser.add_argument("--log", type=pathlib.Path, help="what `cargo test -- --nocapture` printed, instead of running it")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--print", action="store_true")
    parser.add_argument("blocks", nargs="*", metavar="BLOCK")
    return parser.parse_args()


if __name__ == "__main__":
    main()
