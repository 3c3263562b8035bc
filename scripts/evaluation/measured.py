"""The blocks that take more than the gold and a binary: what tests print, what others' programs make of the same sets, what each part
is worth, time and memory, and the records that other commands keep. All but the last name the commit they were measured on."""
import collections, contextlib, datetime, json, os, pathlib, platform, re, subprocess, sys, tempfile, time

from evaluation.study import ROOT, Missing, elsewhere, table


# The project's own gold and the simulated intervals: as `cargo test` prints them.

def printed(study):
    if study.log is None:
        tests = ["speakers", "mentions", "stance_gold", "ratings", "intervals"]
        command = ["cargo", "test", "--locked", *(word for test in tests for word in ("--test", test)), "--", "--nocapture"]
        study.log = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout
    return study.log


def shares(study, labels):
    """right and all of each figure that a test prints as a share"""
    found = {name: (int(right), int(of)) for name, right, of in re.findall(r"^(\w+)\t[\d.]+\t(\d+) of (\d+)$", printed(study), re.M)}
    if not all(figure in found for figure, _ in labels):
        raise Missing("the tests printed no shares")
    return [(label, right / of, "%d of %d" % (right, of)) for figure, label in labels for right, of in [found[figure]]]


def speakers(study):
    rows = shares(study, [("found", "quotes found"), ("known", "found with the right speaker, of all"),
                          ("speaker", "the right speaker, of those found"), ("type", "the right type of speaker, of those found"),
                          ("kind", "direct, mixed or indirect as labelled, of those found"),
                          ("labelled", "labelled, of the quotes in marks that the program finds")])
    return table(["", "share", "of"], rows) + study.measured()


def mentions(study):
    rows = shares(study, [("precision", "precision"), ("recall", "recall"), ("links", "the right actor, of those found"),
                          ("ambiguous", "seen alike, of all in the texts on ambiguous forms")])
    asked = [elsewhere()["mentions", "asked", figure] for figure in ("precision", "recall", "links", "ambiguous")]
    return table(["", "share", "asked", "of"], [(name, share, want, of) for (name, share, of), want in zip(rows, asked)]) + study.measured()


def traps(study):
    """the sentences of our own that are not read as meant, and those that nobody mends for"""
    unread = re.search(r"^(\d+) traps unread, (\d+) of them taken for their opposite", printed(study), re.M)
    held = re.search(r"^(\d+) of (\d+) held-out traps read as meant, (\d+) taken for their opposite", printed(study), re.M)
    if not unread or not held:
        raise Missing("the tests printed no traps")
    stance = ROOT / "tests/gold/stance"
    aside = sentences(stance / "unread", "*.tsv")
    rows = []
    for name, pattern in (("all sentences of our own, mended for", "*.tsv"), ("of these a second writer's traps", "traps_*.tsv")):
        read = sentences(stance, pattern)
        rows.append((name, read + aside, read / (read + aside), int(unread[2])))
    rows = [*rows, ("a third writer's traps, for which nothing is mended", int(held[2]), int(held[1]) / int(held[2]), int(held[3]))]
    return table(["", "sentences", "read as meant", "taken for their opposite"], rows) + study.measured()


def sentences(folder, pattern):
    """rows below the headers of tables"""
    lines = (path.read_text("utf-8").splitlines() for path in folder.glob(pattern))
    return sum(sum(1 for line in table if line and not line.startswith("#")) - 1 for table in lines)


def ratings(study):
    """how far second, blind ratings of words agree with those of the lexicons"""
    rows = re.findall(r"^(\S+): (\d+) rows, r ([\d.]+), rho ([\d.]+), apart ([\d.]+), same sign ([\d.]+)$", printed(study), re.M)
    if not rows:
        raise Missing("the tests printed no ratings")
    rows = [(name, int(count), *map(float, figures)) for name, count, *figures in sorted(rows)]
    return table(["second ratings of", "rows", "Pearson's r", "Spearman's rho", "apart on average", "same sign"], rows) + study.measured()


def simulated(study, articles):
    """rows of the tables of intervals, which two tests print at the same time, told apart by their length"""
    rows = re.findall(r"^(\S+(?: \S+)*) {2,}((?: *\d+\.\d){%d})$" % len(articles), printed(study), re.M)
    if not rows:
        raise Missing("the tests printed no intervals")
    order = re.findall(r'^ +name: "(.*)",$', (ROOT / "tests/intervals.rs").read_text("utf-8"), re.M)
    rows.sort(key=lambda row: order.index(row[0]))
    return table(["articles", *articles], [(name, *held.split()) for name, held in rows]) + study.measured()


def intervals(study):
    return simulated(study, (5, 10, 20, 30, 50, 100))


def changes(study):
    return simulated(study, (10, 30, 100))


# Others on the same sets, and what each part is worth: scripts of their own.

def script(study, name, *arguments):
    command = [sys.executable, str(ROOT / "scripts" / name), *arguments, str(study.gold), study.binary]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout.strip() + study.measured()


def rivals(study):
    return script(study, "rivals.py")


def lexicon_parts(study):
    return script(study, "ablation.py", "parts")


def parameters(study):
    return script(study, "ablation.py", "parameters")


def unseen(study):
    """the tone toward targets of articles and outlets the weights were not fitted to, as `detente fit` prints it"""
    requests, gold = (study.path("newsmtsc", "train.%s.jsonl" % kind) for kind in ("requests", "gold"))
    with tempfile.TemporaryDirectory() as home:
        coded = pathlib.Path(home) / "coded.jsonl"
        with open(coded, "wb") as out:
            subprocess.run([sys.executable, str(ROOT / "scripts/newsmtsc_coded.py"), str(requests), str(gold)], stdout=out, check=True)
        told = study.tell("fit", "--gold", str(coded), "--out", home)
    rows = re.findall(r"^(.*): macro-F1 (\d\.\d+), accuracy (\d\.\d+)$", told, re.M)
    rows = [(name, float(f1), float(right)) for name, f1, right in rows]
    return table(["NewsMTSC train, fitted anew", "macro-F1", "accuracy"], rows) + study.measured()


# Time and memory: on this machine, today.

def machine(study):
    name = platform.processor()
    with contextlib.suppress(OSError):
        name = (re.findall(r"^model name\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.M) or [name])[0]
    system = "%s %s" % (platform.system(), platform.machine())
    load = "load %.1f at the time" % os.getloadavg()[0]
    return "%s, %d cores, %s, %s; commit %s, %s" % (name, os.cpu_count(), system, load, study.commit[0], datetime.date.today())


TIMES, START_UPS = 3, 5

# Runs a command and tells its wall and processor time and the most memory it held: in a small process of its own, since what the
# parent holds counts as its child's.
WATCH = """import resource, subprocess, sys, time
start = time.monotonic()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
taken, used = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
print(taken, used.ru_utime + used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6)
sys.exit(code)"""


def speed(study):
    """the least of some runs, and what the process held at most"""
    with tempfile.TemporaryDirectory() as home:
        news, size = pathlib.Path(home) / "news.jsonl", 0
        with open(news, "w", encoding="utf-8") as out:
            for article in study.lines("polnear", "train.articles.jsonl") * TIMES:
                size += len(article["text"].encode())
                out.write(json.dumps({"text": article["text"]}, ensure_ascii=False) + "\n")
        batch = lambda threads, out, *more: [study.binary, "batch", str(news), "--out", out, "--threads", threads, *more]
        words = least(["wc", "-w", str(news)], TIMES)
        rows = []
        for name, command in (("records to standard output, 1 thread", batch("1", "-")), ("the same, 2 threads", batch("2", "-")),
                              ("all tables into a folder, 2 threads", batch("2", home + "/tables", "--force"))):
            wall, used, memory = least(command, TIMES)
            rows.append((name, "%.2f" % wall, "%.2f" % used, "%.1f" % (size / 1e6 / wall), words[0] / wall, "%.1f" % memory))
        rows.append(("`wc -w`", "%.2f" % words[0], "%.2f" % words[1], "%.1f" % (size / 1e6 / words[0]), 1.0, ""))
        wall, used, memory = least([study.binary, "score", str(ROOT / "examples/short.txt")], START_UPS)
        rows.append(("a cold `score` of one sentence", "%.3f" % wall, "%.3f" % used, "", "", "%.1f" % memory))
        stages = study.run(["bench", str(study.path("polnear", "train.articles.jsonl")), "--threads", "1", "--format", "jsonl"])
    by_stage = ", ".join("%s %.0f" % (stage["what"], stage["megabytes_per_second"]) for stage in stages if stage["what"] != "whole")
    head = ["%.1f MB of news (PolNeAR train, %d times)" % (size / 1e6, TIMES), "s", "processor s", "MB/s", "of the rate of `wc -w`", "peak memory, MB"]
    return "%s.\n\n%s\n\nStages, one thread, MB/s (`detente bench`): %s." % (machine(study), table(head, rows), by_stage)


def least(command, times):
    """the least wall time and processor time of a command, and the most memory it held"""
    watch = [sys.executable, "-I", "-S", "-c", WATCH, *command]
    runs = [subprocess.run(watch, stdout=subprocess.PIPE, check=True, text=True).stdout.split() for _ in range(times)]
    wall, used, memory = zip(*(map(float, run) for run in runs))
    return min(wall), min(used), max(memory)


def bench(study):
    """the whole process beside libraries that score sentences, in one run of `cargo bench`, on the synthetic corpus"""
    subprocess.run(["cargo", "bench", "--locked", "--bench", "detente", "--", "^(rival|whole)/"], cwd=ROOT, stdout=sys.stderr, check=True)
    found = {}
    for path in (ROOT / "target/criterion").glob("*/*/new/benchmark.json"):
        told, median = json.loads(path.read_text()), json.loads((path.parent / "estimates.json").read_text())["median"]["point_estimate"]
        if told["group_id"] in ("rival", "whole") and told.get("throughput"):
            found[told["function_id"]] = 1e3 * told["throughput"]["Bytes"] / median
    scale = found.get("vader-sentimental")
    if not scale:
        raise Missing("`cargo bench` told nothing of vader-sentimental")
    found = sorted(found.items(), key=lambda row: -row[1])
    rows = [(name, "%.1f" % rate, ("%.2f" % (rate / scale)).removeprefix("0")) for name, rate in found]
    return "%s.\n\n%s" % (machine(study), table(["synthetic corpus", "MB/s", "times vader-sentimental (asked: 4)"], rows))


# Records that other commands keep.

def record(*names):
    path = ROOT.joinpath(*names)
    if not path.exists():
        raise Missing("there is no %s" % "/".join(names))
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return lines[0], lines[1:]


def fuzzing(study):
    """what all runs of each target of `fuzz/record.tsv` come to"""
    head, lines = record("fuzz", "record.tsv")
    sums = collections.defaultdict(lambda: [0.0] * 3)
    columns = [head.index(name) for name in ("executions", "minutes", "crashes")]
    for line in lines:
        for at, column in enumerate(columns):
            sums[line[head.index("target")]][at] += float(line[column] or 0)
    rows = [(target, "{:,.0f}".format(times), "%.0f" % minutes, "%.0f" % crashes) for target, (times, minutes, crashes) in sorted(sums.items())]
    if not rows:
        raise Missing("fuzz/record.tsv has no runs")
    return table(["target", "executions", "CPU minutes", "crashes found"], rows)


def slopes(study):
    """how time and memory grow with hostile texts, as `benches/record/slopes.tsv` has it"""
    return table(*record("benches", "record", "slopes.tsv"))
