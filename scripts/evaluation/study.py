"""What is measured: one build of the engine on the gold sets that are at hand."""
import functools, json, os, pathlib, subprocess, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# What the figures follow from, so that a commit of the document is no other build.
MEASURED = ["src", "lexicons", "build.rs", "Cargo.toml", "Cargo.lock"]


class Missing(Exception):
    """Something that a block needs is not at hand: the block stays as it is."""


class Study:
    def __init__(self, gold, binary, log=None):
        """`log` is what the tests printed, where they need not run again"""
        self.gold, self.binary, self.log = pathlib.Path(gold), str(pathlib.Path(binary).resolve()), log

    def path(self, *names):
        path = self.gold.joinpath(*names)
        if not path.exists():
            raise Missing("there is no %s" % path)
        return path

    @functools.lru_cache(maxsize=None)
    def lines(self, *names):
        return [json.loads(line) for line in self.path(*names).read_text("utf-8").split("\n") if line.strip()]

    @functools.lru_cache(maxsize=None)
    def records(self, *names, options=()):
        """the engine's records of a file or folder of the gold"""
        return self.run(["batch", str(self.path(*names)), "--out", "-", *options])

    def articles(self, records, *options):
        """the engine's records of articles"""
        return self.run(["batch", "-", "--out", "-", *options], "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))

    def run(self, arguments, text=""):
        return [json.loads(line) for line in self.tell(*arguments, text=text).split("\n") if line]

    def tell(self, *arguments, text=""):
        """what the engine writes; some input may fail, the run may not"""
        done = subprocess.run([self.binary, *arguments], input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode > 2:
            raise Missing("%s: exit %d: %s" % (" ".join(arguments), done.returncode, done.stderr.decode().strip()))
        return done.stdout.decode("utf-8")

    def tones(self, corpus, part, fitted=True):
        """gold and records of NewsMTSC or DSE; without the fitted weights if asked"""
        names = (corpus, part + ".requests.jsonl")
        return self.lines(corpus, part + ".gold.jsonl"), self.records(*names) if fitted else self.unfitted(*names)

    @functools.lru_cache(maxsize=None)
    def unfitted(self, *names):
        with tempfile.TemporaryDirectory() as home:
            (pathlib.Path(home) / "weights.tsv").write_text("name\tvalue\nfitted\t0\n", "utf-8")
            return self.records(*names, options=("--lexicons", home))

    @functools.cached_property
    def commit(self):
        """the last commit that a figure can follow from, and its day"""
        told = git("log", "-1", "--format=%h %cs", "--", *MEASURED).split()
        if git("status", "--porcelain", "--", *MEASURED):
            told[0] += " with changes that are not committed"
        return tuple(told)

    def measured(self):
        return "\n\nMeasured on commit %s." % self.commit[0]


def git(*arguments):
    return subprocess.run(["git", *arguments], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout.strip()


def is_older(binary):
    """is a binary older than a source it is built from?"""
    built = os.path.getmtime(binary)
    files = (path for name in MEASURED for path in [ROOT / name, *(ROOT / name).rglob("*")] if path.is_file())
    return any(path.stat().st_mtime > built for path in files)


def table(head, rows):
    """a table in Markdown; cells are words, or shares with three digits"""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("|%s|" % "|".join(lines[1]) if line is lines[1] else "| %s |" % " | ".join(map(cell, line)) for line in lines)


def cell(value):
    """
    >>> cell(0.8963), cell(1.0), cell(12), cell(None), cell(-0.001)
    ('.896', '1.000', '12', '', '-.001')
    """
    if value is None:
        return ""
    return ("%.3f" % value).replace("0.", ".", 1) if isinstance(value, float) and abs(value) < 0.9995 else (
        "%.3f" % value if isinstance(value, float) else str(value))


@functools.lru_cache(maxsize=None)
def elsewhere():
    """figures that others published, or that were measured apart: by table, system and figure"""
    lines = (pathlib.Path(__file__).parent / "elsewhere.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {tuple(row[:3]): float(row[3]) for row in rows}
