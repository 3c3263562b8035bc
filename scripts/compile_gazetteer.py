#!/usr/bin/env python3
"""Compile the gazetteer tables of lexicons/ from source tables and hand-kept corrections.

    scripts/compile_gazetteer.py SOURCE_DIR lexicons/

SOURCE_DIR holds countries.tsv, countries_provenance.tsv, leaders.tsv, organisations.tsv and ambiguous_forms.tsv.
The corrections lie beside this script in gazetteer/ (see its README.md); they always win over the source.
Written: countries.tsv, people.tsv, offices.tsv, organisations.tsv, ambiguous.tsv, places.tsv.

Same input, same output: nothing depends on time, place or the order of a hash. A correction that no longer matches
anything is reported on stderr, so that the tables do not rot.
"""
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

VERSION = "0.1.0"
DATE = "2026-11-23"
HERE = Path(__file__).resolve().parent / "gazetteer"

# ---------------------------------------------------------------- reading, writing, folding


def read(path):
    """Rows of a TSV as dictionaries; `#` lines are comments, the first other line names the columns."""
    lines = [line.rstrip("\n") for line in open(path, encoding="utf-8")]
    lines = [line for line in lines if line.strip() and not line.startswith("#")]
    names = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(names):
            sys.exit(f"{path}: too many cells: {line}")
        rows.append(dict(zip(names, cells + [""] * (len(names) - len(cells)))))
    return rows


def write(path, head, columns, rows):
    """Write one table: `#` header lines, column names, rows. Cells may not hold tabs or newlines."""
    out = [f"# {line}" for line in head] + ["\t".join(columns)]
    for row in rows:
        cells = [row.get(name, "") or "" for name in columns]
        assert not any("\t" in cell or "\n" in cell for cell in cells), cells
        out.append("\t".join(cells))
    path.write_text("\n".join(out) + "\n", encoding="utf-8")
    print(f"{path}: {len(rows)} rows, {path.stat().st_size / 1024:.0f} KiB", file=sys.stderr)


SPECIAL = str.maketrans({
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "đ": "d",
    "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'",
    "ʿ": "'", "ʾ": "'", "\u200b": "", "\u200e": "", "\xa0": " ", "–": "-", "‐": "-", "‑": "-",
})


def plain(text):
    """Without diacritics, case kept."""
    text = unicodedata.normalize("NFKD", text.translate(SPECIAL))
    return "".join(c for c in text if not unicodedata.combining(c))


def fold(text):
    """As the program compares names: no case, no diacritics."""
    return " ".join(plain(text).lower().split())


def tidy(text):
    """A form as we keep it: straight apostrophes, plain hyphens, single blanks; stray Mac Roman bytes read as what they were."""
    text = re.sub("[\x80-\x9f]", lambda m: bytes([ord(m[0])]).decode("mac_roman"), text.replace("\x1a", ""))
    for old, new in (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("ʻ", "'"), ("`", "'"), ("\u200b", ""), ("‑", "-"), ("‐", "-")):
        text = text.replace(old, new)
    return " ".join(text.split()).strip(" ,;")


def split(cell):
    return [tidy(form) for form in cell.split("|") if form.strip()]


def unique(forms):
    """Forms in order, each once (folded case and diacritics are one form)."""
    seen, out = set(), []
    for form in forms:
        if form and fold(form) not in seen:
            seen.add(fold(form))
            out.append(form)
    return out


def exact(forms):
    """Forms in order, each once, case and diacritics told apart."""
    return list(dict.fromkeys(form for form in forms if form))


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", fold(text).replace("'", "")).strip("-")


class Corrections:
    """A correction table; remembers which rows were used."""

    def __init__(self, name):
        path = HERE / name
        self.name, self.rows = name, read(path) if path.exists() else []
        self.used = set()

    def matching(self, **wanted):
        for number, row in enumerate(self.rows):
            if all(row[key] == value for key, value in wanted.items()):
                self.used.add(number)
                yield row

    def report(self):
        for number, row in enumerate(self.rows):
            if number not in self.used:
                print(f"unused correction in {self.name}: {' | '.join(row.values())}", file=sys.stderr)


LICENCES = ("CIA World Factbook (public domain); Unicode CLDR (Unicode-3.0); datasets/country-codes (PDDL); "
            "countries gem (MIT); Wikidata (CC0); PETRARCH/Phoenix dictionaries (MIT, Open Event Data Alliance); own knowledge")


def head(what, columns, source):
    return [*what, *(f"columns: {line}" for line in columns), f"source: {source}",
            f"licence: {LICENCES}; this compilation MIT (this project)", f"version: {VERSION}", f"date: {DATE}"]


# ---------------------------------------------------------------- countries

COUNTRY_SOURCES = {"CIA-Factbook(PD)": "factbook", "CLDR": "cldr", "country-codes(PDDL)": "country-codes",
                   "countries-gem(MIT)": "countries-gem", "own": "own", "own (checked against CIA-Factbook)": "own"}


def country_sources(source):
    """Short names of the sources of each country."""
    found = defaultdict(set)
    for row in read(source / "countries_provenance.tsv"):
        for part in re.split(r"[+;]", row["source"]):
            part = part.strip()
            short = next((s for key, s in COUNTRY_SOURCES.items() if part.startswith(key)), None)
            if short:
                found[row["iso3"]].add(short)
    return {iso3: "|".join(sorted(shorts)) for iso3, shorts in found.items()}


def countries(source):
    fixes, drops = Corrections("countries_fix.tsv"), Corrections("drop_forms.tsv")
    qids = {row["iso3"]: row["qid"] for row in read(HERE / "country_qids.tsv")}
    codes = {row["iso3"]: row for row in read(HERE / "country_codes.tsv")}
    origin = country_sources(source)
    endings = tuple(row["form"][1:] for row in drops.matching(table="countries") if row["form"].startswith("*"))
    dropped = {row["form"] for row in drops.matching(table="countries")}
    out = []
    for row in read(source / "countries.tsv"):
        iso3 = row["iso3"]
        def clean(forms):
            forms = [re.sub(r"^the (?=\S)", "", form) for form in forms]
            return exact(form for form in forms if form not in dropped and not form.endswith(endings or ("\0",)))
        official = [re.sub(r" \(.*?\)", "", part) for part in re.split(r";", row["official_name"])]
        cells = {
            "name": [row["common_name"]],
            "names": clean([row["common_name"], *map(tidy, official), *split(row["aliases"])]),
            "adjectives": clean(split(row["adjective"])),
            "demonyms": clean(split(row["demonym_sg"]) + split(row["demonym_pl"])),
            "capitals": clean(split(row["capitals"])),
            "metonyms": clean(split(row["metonyms_exclusive"])),
            "shared": clean(split(row["metonyms_shared"])),
            "status": [re.sub(r" \(.*\)", "", row["status"])],
            "parent": [re.sub(r"\(disputed: | ?\(assoc\.\)|\)", "", row["parent_iso3"])],
        }
        for fix in fixes.matching(iso3=iso3):
            forms = cells[fix["field"]]
            for form in fix["form"].split("|"):
                if fix["change"] == "drop":
                    if form not in forms:
                        print(f"countries_fix: {iso3} has no {fix['field']} {form}", file=sys.stderr)
                    forms = [f for f in forms if f != form]
                elif fix["change"] == "add":
                    forms = exact(forms + [form])
                elif fix["change"] == "set":
                    forms = [form] if form == fix["form"].split("|")[0] else forms + [form]
                else:
                    sys.exit(f"countries_fix.tsv: unknown change {fix['change']}")
            cells[fix["field"]] = forms
        cells["names"] = exact(cells["name"] + cells["names"])
        # a capital always stands in `shared`, unless a correction says it never stands for the government
        never = {f for fix in fixes.rows if fix["iso3"] == iso3 and fix["field"] == "shared" and fix["change"] == "drop"
                 for f in fix["form"].split("|")}
        cells["shared"] = exact(f for f in cells["capitals"] + cells["shared"] if f not in never)
        out.append({"iso3": iso3, "iso2": row["iso2"], "qid": qids.get(iso3, ""), **{"fips": "", "cameo": "", **codes.get(iso3, {})},
                    "source": origin.get(iso3, "own"),
                    **{key: "|".join(f for f in forms if f) for key, forms in cells.items()}})
    fixes.report()
    return sorted(out, key=lambda row: (row["iso3"].startswith("x-"), row["iso3"]))


# ---------------------------------------------------------------- organisations


def organisation_id(source_id, renames):
    return renames.get(source_id) or slug(source_id.replace("_", "-"))


def is_acronym(form):
    """Written in capitals (and so to be matched case-sensitively): EU, U.N., G-20, PiS, ISIS-K."""
    return " " not in form and len(form) <= 9 and sum(c.isupper() or c.isdigit() for c in form) >= 2


def organisations(source):
    """Source rows, unless organisations_fix.tsv replaces or drops them; then its new rows."""
    fixes = Corrections("organisations_fix.tsv")
    renames = {row["source_id"]: row["id"] for row in fixes.rows if row["source_id"] and row["id"] != "-"}
    ids, out = {}, []
    for row in read(source / "organisations.tsv"):
        ids[row["id"]] = organisation_id(row["id"], renames)
        if any(True for _ in fixes.matching(source_id=row["id"])):
            continue
        forms = [re.sub(r"^the (?=\S)", "", form) for form in split(row["aliases"])]
        unsafe = [re.sub(r"^the (?=\S)", "", form) for form in split(row["ambiguous_forms"])]
        short = [f for f in [row["name"], *forms] if is_acronym(f)]
        out.append({"id": ids[row["id"]], "qid": "", "name": row["name"],
                    "names": "|".join(exact(f for f in [row["name"], *forms] if f not in short)),
                    "acronyms": "|".join(exact(short)), "ambiguous": "|".join(exact(unsafe)),
                    "type": row["type"], "home": row["home_iso3"], "source": "own"})
    for row in fixes.matching():
        if row["id"] != "-":
            out.append({**{k: v for k, v in row.items() if k != "source_id"}, "source": "own"})
        elif row["source_id"]:
            ids[row["source_id"]] = row["name"]  # where its people go: another organisation's id or an iso3
    return sorted(out, key=lambda row: row["id"]), ids


# ---------------------------------------------------------------- people

PEOPLE_SOURCES = (("Wikidata", "wikidata"), ("CIA-Factbook", "factbook"), ("PHOENIX", "phoenix"), ("own", "own"),
                  ("news", "news"), ("world-leaders-current", "wikidata"))

# How newspapers shorten a name depends on where its bearer comes from.
FAMILY_FIRST = {"CHN", "TWN", "HKG", "MAC", "KOR", "PRK"}
GIVEN_FIRST = {"ETH", "ERI", "MYS", "THA", "BRN"}
GIVEN_OR_LAST = {"IDN", "LAO"}
WHOLE_NAME = {"KHM", "MMR"}
# Singapore's Chinese names put the family first unless a Western name stands before it.
SINGAPORE_FAMILIES = {"bey", "chan", "chao", "gan", "goh", "heng", "khaw", "koh", "lee", "lim", "neo", "ng", "ong", "tan", "teo",
                      "wee", "wong"}
GIVEN_LAST = {"VNM"}
TWO_SURNAMES = {"ESP", "MEX", "GTM", "HND", "SLV", "NIC", "CRI", "PAN", "DOM", "CUB", "COL", "VEN", "ECU", "PER", "BOL",
                "CHL", "PRY", "URY", "ARG", "PRI"}
ARABIC = {"DZA", "BHR", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MRT", "MAR", "OMN", "PSE", "QAT", "SAU", "SDN", "SYR",
          "TUN", "ARE", "YEM", "IRN", "AFG"}
ROYAL = {"saud", "nahyan", "maktoum", "thani", "khalifa", "sabah", "said", "nuaimi", "qasimi", "sharqi", "mualla"}
NEVER_ALONE = {"mohammed", "mohamed", "mohammad", "muhammad", "mohd", "mohamad", "muhammed", "abdul", "abd", "abdel",
               "abdullah", "ahmad", "ahmed", "sri", "siti", "haji", "datuk", "tan", "tun", "saw", "nor", "wan", "sheikh",
               "tengku", "raja", "syed", "maha", "prince", "king", "ibrahim", "hassan"}
# Words that belong to the surname after them, as written.
PARTICLES = {"von", "van", "vande", "vanden", "van't", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la",
             "las", "los", "le", "ter", "ten", "zu", "zur", "af", "av", "bin", "ibn", "ben", "ould", "el", "al", "ag", "abu",
             "abou", "abdel", "abdul", "abd", "st", "st.", "saint", "mac", "ole", "bint", "um", "wa"}
LINKS = {"y", "e", "i"}
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "jnr", "snr"}
IBERIAN_SUFFIXES = {"junior", "filho", "neto", "sobrinho"}
TITLES = re.compile(r"(?i)^(president|premier|chairman|chancellor|gen\.?|general|speaker|prime minister|prime|supreme leader|"
                    r"secretary|minister|sir|lord|baroness|ayatollah|vice)\s")
REMARK = re.compile(r"(?i)[,;:\d]| - | and |\b(administration|president|minister|caretaker|serving|elect|spelled|formerly|"
                    r"previously|kanzler|bundeskanzler|appointed|also|interim|acting|note|general|marshal|adm|junta|cardinal|archbishop)\b")
REGNAL = re.compile(r"^(?P<name>.+?) (?P<number>[IVX]+)(?: of (?P<of>.+))?$")
LATIN = re.compile(r"^[\x00-\u024f\u1e00-\u1eff\u02bb-\u02bf\u2018\u2019\u200b-\u200f ]+$")


def given_names(rows):
    """Given names as the data shows them: tokens that stand first anywhere more often than last in a Spanish name."""
    first, last = Counter(), Counter()
    for person, iso3 in {(row["person"], row["iso3"]) for row in rows}:
        tokens = fold(person).split()
        if len(tokens) > 1 and iso3 not in FAMILY_FIRST | GIVEN_LAST:
            first[tokens[0]] += 1
            last[tokens[-1]] += iso3 in TWO_SURNAMES
    return {t for t in first if first[t] > last[t]}


def absorb(tokens, at):
    """Start of the surname whose last token stands at `at`: particles before it belong to it."""
    while at > 1 and fold(tokens[at - 1]) in PARTICLES:
        at -= 1
    return at


def surnames_of(name, iso3, rule, given):
    """What newspapers use alone after the first mention; several variants where usage varies; [] when only the whole name."""
    tokens = [t for t in name.split() if fold(t) not in SUFFIXES]
    if iso3 in ARABIC | {"SOM", "MYS", "BRN"}:
        tokens = [t for t in tokens if fold(t) != "haji"]
    if len(tokens) == 1:
        return tokens
    folded = [fold(t) for t in tokens]
    western = len(tokens[0]) == 2 and tokens[0].isupper() or folded[0].endswith(".")
    if iso3 in FAMILY_FIRST and rule != "western-order" and not western:
        return [tokens[0]]
    if rule == "family-first" or iso3 == "SGP" and folded[0] in SINGAPORE_FAMILIES:
        return [tokens[0]]
    if iso3 in FAMILY_FIRST:
        return [tokens[-1]]
    if iso3 in GIVEN_LAST:
        return [plain(tokens[-1])]
    if iso3 in WHOLE_NAME:
        return []
    if iso3 in GIVEN_FIRST and "of" not in folded:
        first = next((t for t in tokens if fold(t) not in NEVER_ALONE), tokens[0])
        return [first]
    if iso3 in GIVEN_OR_LAST and "of" not in folded:
        return exact([tokens[-1], *([tokens[0]] if folded[0] not in NEVER_ALONE else [])])
    if iso3 in ARABIC:
        house = next((i for i, f in enumerate(folded) if i and f == "al" and i == len(tokens) - 2), None)
        sons = [i for i, f in enumerate(folded) if f in ("bin", "ibn", "bint") and 0 < i < len(tokens) - 1]
        if house is not None:
            son = [f"bin {tokens[sons[0] + 1]}"] if sons and folded[-1] in ROYAL else []
            return son + [f"Al {tokens[-1]}"] + ([] if folded[-1] in ROYAL else [tokens[-1]])
        # a prince goes by his father's name, unless the name of a house or family follows it
        if sons and sons[-1] == len(tokens) - 2 and iso3 in {"SAU", "ARE", "QAT", "BHR", "OMN", "KWT", "YEM"}:
            return [f"{tokens[sons[0]]} {tokens[sons[0] + 1]}"]
        at = absorb(tokens, len(tokens) - 1)
        whole = " ".join(tokens[at:])
        bare = re.sub(r"(?i)^(al|el|as|ash|ad|an|ar|at|az|ould|abu|ag)[- ]", "", whole)
        return exact([whole, bare]) if len(bare) > 2 else [whole]
    end = len(tokens)
    if folded[-1] in IBERIAN_SUFFIXES and end > 2:
        at = absorb(tokens, end - 2)
        return [" ".join(tokens[at:])]
    if iso3 in TWO_SURNAMES:
        joined = next((i for i, f in enumerate(folded) if f in LINKS and 1 < i < end - 1), None)
        if joined is not None:
            end = joined
        at = absorb(tokens, end - 1)
        # two surnames when the token before the last surname is known as one: paternal alone, or both
        if at >= 2 and folded[at - 1] not in given and not folded[at - 1].endswith("."):
            paternal = absorb(tokens, at - 1)
            one, both = " ".join(tokens[paternal:at]), " ".join(tokens[paternal:end])
            return [one, both]
        return [" ".join(tokens[at:end])]
    at = absorb(tokens, end - 1)
    whole = " ".join(tokens[at:])
    bare = re.sub(r"^(al|el|Al|El)-", "", whole)
    return exact([whole, bare])


def name_forms(rows, others):
    """Other spellings of a whole name in the source: no lone surnames, no titles, no remarks, no name of somebody else."""
    forms = []
    for row in rows:
        for form in split(row["person"]) + split(row["name_variants"]):
            form = re.sub(r'\s*["“].*?["”]\s*', " ", form)
            form = re.sub(r",? (Jr)\.?$", r" \1.", tidy(re.sub(r"\s*\(.*$", "", form)))
            form = re.sub(r"^(the|Sayyid|Mullah|Us President) (?=\S)", "", form)
            form = re.sub(r"\b[A-Z]{3,}\b", lambda m: m[0].title() if not re.fullmatch("[IVX]+", m[0]) else m[0], form)
            if (len(form.split()) > 1 and not TITLES.match(form) and not REMARK.search(form) and LATIN.match(form)
                    and len(form.split()) <= 6 and fold(form) not in others):
                forms.append(form)
    return unique(forms)


def compound(form, name):
    """'Lund Poulsen' of 'Troels Lund Poulsen', 'bin Farhan' of 'Faisal bin Farhan': the end of the name, so a surname.
    `name` may be a longer spelling; a form that starts like the name is no surname."""
    short, long = fold(form).split(), fold(name).split()
    return len(short) < len(long) and long[0] != short[0] and (
        long[-len(short):] == short or short[0] in PARTICLES or any(long[i:i + len(short)] == short for i in range(1, len(long))))


REGAL = re.compile(r"^(King|Queen|Pope|Prince|Princess|Crown|Emperor|Sultan|Emir|Sheikh) ")


def spelled_as(form, name):
    """A surname from a capitalised ASCII source, with the diacritics and case of the name."""
    by_fold = {fold(token): token for token in name.split()}
    return " ".join(by_fold.get(fold(token), token) for token in form.split())


def fixed_surname(surnames, holders, shown):
    return [r for h in [*holders, "*"] for r in surnames.matching(holder=h, person=shown)]


def short_sources(rows):
    found = set()
    for row in rows:
        for part in re.split(r"[;+]", row["provenance"]):
            part = part.strip()
            for key, short in PEOPLE_SOURCES:
                if part.startswith((key, "merged:" + key, "end: " + key, "start: " + key)):
                    found.add(short)
    return "|".join(sorted(found)) or "own"


class Groups:
    """Union-find over row numbers: which rows are one person."""

    def __init__(self, size):
        self.up = list(range(size))

    def find(self, i):
        while self.up[i] != i:
            self.up[i] = self.up[self.up[i]]
            i = self.up[i]
        return i

    def join(self, i, j):
        i, j = self.find(i), self.find(j)
        self.up[max(i, j)] = min(i, j)


def load_leaders(source):
    """Source rows with hand corrections laid over them, and people the source lacks."""
    fixes = Corrections("people_fix.tsv")
    by_person = defaultdict(list)
    for row in fixes.rows:
        by_person[(row["holder"], row["person"])].append(row)
    rows = []
    for row in read(source / "leaders.tsv"):
        row["person"] = tidy(row["person"])
        keep = True
        for fix in fixes.matching(holder=row["iso3"], person=row["person"]) if (row["iso3"], row["person"]) in by_person else ():
            if fix["office"] and fix["office"] != row["office"] or fix["start"] and fix["start"] != row["start"]:
                continue
            if fix["field"] == "drop":
                keep = False
            elif fix["field"] == "rename":
                row["name_variants"] = "|".join(f for f in split(row["name_variants"]) if f != row["person"])
                row["person"] = fix["value"]
            elif fix["field"] == "unalias":
                row["name_variants"] = "|".join(f for f in split(row["name_variants"]) if f not in fix["value"].split("|"))
            elif fix["field"] == "current":
                row["end"], row["status"], row["as_of"] = "", "current", f"own<={fix['value']}"
            else:
                row[fix["field"]] = fix["value"]
                if fix["field"] == "end":
                    row["status"] = "closed"
        if keep and LATIN.match(row["person"]):
            rows.append(row)
    for extra in read(HERE / "people_extra.tsv"):
        # a term the source has too: ours wins only where it knows the end, or that there is none, and the source does not
        twins = [r for r in rows if r["iso3"] == extra["holder"] and r["office"] == extra["office"]
                 and fold(r["person"]) == fold(extra["person"]) and r["start"][:4] == extra["start"][:4]]
        if twins and twins[0]["status"] != "open-stale" and not (extra["end"] and not twins[0]["end"]):
            continue
        for twin in twins:
            rows.remove(twin)
        rows.append({"person": extra["person"], "iso3": extra["holder"], "office": extra["office"],
                     "office_title": extra["title"], "start": extra["start"], "end": extra["end"],
                     "name_variants": "", "surname": "", "surname_rule": "", "gender": extra["gender"], "gender_source": "source",
                     "certainty": extra["certainty"] or "high", "status": "closed" if extra["end"] else "current",
                     "as_of": "" if extra["end"] else "own<=2026-01", "wikidata_qid": extra["qid"], "provenance": "own knowledge"})
    fixes.report()
    return rows


def group_people(rows):
    """Rows of the same person: same Wikidata item; same folded name and country; the joins of people_same.tsv."""
    groups, seen = Groups(len(rows)), {}
    apart = {(fold(r["person"]), r["qid"]) for r in read(HERE / "people_apart.tsv")}

    def meet(key, i):
        groups.join(seen.setdefault(key, i), i)

    qids_of = defaultdict(set)
    for row in rows:
        if row["wikidata_qid"]:
            qids_of[(fold(row["person"]), row["iso3"])].add(row["wikidata_qid"])
    for i, row in enumerate(rows):
        name, iso3, qid = fold(row["person"]), row["iso3"], row["wikidata_qid"]
        if qid:
            meet(("qid", qid), i)
        if (name, qid) in apart:
            continue
        if len(qids_of[(name, iso3)]) <= 1 or not qid:
            meet(("name", name, iso3), i)
    # heads of international bodies: the same full name held a national office, if only one person of that name did
    by_name = defaultdict(list)
    for i, row in enumerate(rows):
        by_name[fold(row["person"])].append(i)
    for name, members in by_name.items():
        bodies = [i for i in members if rows[i]["iso3"].startswith("@")]
        nations = {groups.find(i) for i in members if not rows[i]["iso3"].startswith("@")}
        for i in bodies[1:] + (list(nations) if len(nations) == 1 else []):
            groups.join(bodies[0], i) if bodies else None
    for same in read(HERE / "people_same.tsv"):
        a = [i for i in by_name[fold(same["person"])] if same["holder"] in ("*", rows[i]["iso3"])]
        b = [i for i in by_name[fold(same["other"] or same["person"])] if same["holder"] in ("*", rows[i]["iso3"])]
        if not a or not b:
            print(f"unused correction in people_same.tsv: {' | '.join(same.values())}", file=sys.stderr)
        for j in a[1:] + b:
            groups.join(a[0], j) if a else None
    out = defaultdict(list)
    for i, row in enumerate(rows):
        out[groups.find(i)].append(row)
    return [out[key] for key in sorted(out)]


def is_treasury(title):
    return re.search("financ|treasur|budget", title.lower())


def title_of(row):
    """The title as texts have it: a monarch is called king or queen."""
    title = tidy(row["office_title"])
    return {"M": "King", "F": "Queen"}.get(row["gender"], title) if title == "monarch" else title


def kind_of_office(row, beside):
    """The kind of office, as offices.tsv writes it: a spokesperson of a ministry is not its minister, nor a deputy the speaker,
    nor the minister of the economy that of finance while there is one. `beside`: the rows of the same state."""
    title = row["office_title"].lower()
    if "spoke" in title:
        return "spokesperson"
    if row["office"] == "parliament speaker" and re.match("((first )?deputy|(first )?vice.president)", title):
        return "senior official"
    if row["office"] == "finance minister" and "econom" in title and not is_treasury(title):
        if any(other["office"] == "finance minister" and is_treasury(other["office_title"]) and other["start"] < (row["end"] or "9")
               and row["start"] < (other["end"] or "9") and other["person"] != row["person"] for other in beside):
            return "economy minister"
    # One minister for both: of Justice and Public Security, of the Interior and Justice.
    if row["office"] == "interior minister" and "justice" in title:
        return "interior minister|justice minister"
    return row["office"].replace("state+government", "state|head of government")


OFFICE_RANK = ["head of state+government", "head of state", "head of government", "international organisation head",
               "foreign minister", "vice president", "defence minister", "spokesperson"]


def rank(rows):
    """How prominent a person is: decides who keeps the plain id."""
    best = min((OFFICE_RANK.index(r["office"]) if r["office"] in OFFICE_RANK else len(OFFICE_RANK) for r in rows))
    return (best, -len(rows), min(r["start"] for r in rows))


def best_name(rows):
    """Our own spelling if we wrote one (that of the press), else the commonest, longest first among equals."""
    own = [r["person"] for r in rows if r["provenance"].startswith("own")]
    counts = Counter(own or [r["person"] for r in rows])
    name = min(counts, key=lambda n: (-counts[n], -len(n), n))
    name = re.sub(r'\s*["“].*?["”]\s*', " ", name)
    return tidy(re.sub(r"\s*\(.*$", "", name))


def monarch(name):
    """'Felipe VI of Spain' -> name 'Felipe VI', surname 'Felipe', forms 'King Felipe' are the program's (title + surname)."""
    found = REGNAL.match(name)
    if found:
        return f"{found['name']} {found['number']}", [found["name"]]
    found = re.match(r"^(\S+) of (Saudi Arabia|Nepal|Spain|Belgium|Norway|Sweden|Denmark)$", name)
    return (found[1], [found[1]]) if found else None


def joined(offices):
    """Each term once; offices held under one title in one term (Sultan and Prime Minister) are one row."""
    terms = {}
    for row in offices:
        term = tuple(cell for column, cell in row.items() if column != "office" or not row["title"])
        terms.setdefault(term, (row, set()))[1].update(row["office"].split("|"))
    return [{**row, "office": "|".join(sorted(kinds, reverse=True))} for row, kinds in terms.values()]


def people(source, org_ids, iso3s):
    rows = load_leaders(source)
    given = given_names(rows)
    surnames = Corrections("surnames.tsv")
    aliases = Corrections("aliases.tsv")
    drops = {fold(r["form"]) for r in Corrections("drop_forms.tsv").matching(table="people")}
    famous = Corrections("famous.tsv")
    grouped = sorted(group_people(rows), key=lambda g: (slug(best_name(g)), rank(g)))
    taken, out, offices = set(), [], []
    entries = []
    by_holder = defaultdict(list)
    for row in rows:
        by_holder[row["iso3"]].append(row)
    for group in grouped:
        name = best_name(group)
        holders = sorted({r["iso3"] for r in group})
        home = Counter(r["iso3"] for r in group if not r["iso3"].startswith("@")).most_common()
        home = min(h for h, n in home if n == home[0][1]) if home else holders[0]
        entries.append((rank(group), name, home, holders, group))
    # the plain id goes to the more prominent
    for order, name, home, holders, group in sorted(entries, key=lambda e: (e[0], e[1], e[2])):
        royal = monarch(name)
        rules = [r["surname_rule"] for r in group]
        caps = [r["surname"] for r in group if r["surname_rule"] == "CIA-Factbook caps" and r["surname"]]
        if royal:
            shown, last = royal
        else:
            shown = name
            rule = next((r for r in ("family-first", "western-order") if r in rules), "")
            last = surnames_of(name, home, rule, given)
            if caps and home not in ARABIC | GIVEN_FIRST | GIVEN_OR_LAST | GIVEN_LAST | WHOLE_NAME | FAMILY_FIRST:
                last = unique([spelled_as(caps[0], name), *(last if home in TWO_SURNAMES and len(last) > 1 and len(caps[0].split()) == 1
                                                            and fold(last[0]) == fold(caps[0]) else [])])
        fixed = fixed_surname(surnames, holders, shown)
        if fixed:
            last = split(fixed[0]["surname"])
        others = {fold(r["person"]) for h in holders for r in by_holder[h]} - {fold(r["person"]) for r in group}
        forms = unique([shown, *name_forms(group, others)])
        last += [f for f in forms if compound(f, shown) and not royal and not REGAL.match(f)]
        forms = [f for f in forms if f not in last]
        for row in [r for h in [*holders, "*"] for r in aliases.matching(holder=h, person=shown)]:
            forms = [f for f in forms if f not in split(row["drop"])] + split(row["add"])
        for form in forms[1:]:  # another spelling of the name brings another spelling of the surname
            if not royal and not fixed_surname(surnames, holders, shown) and fold(form).split()[0] in fold(shown) and len(form.split()) == len(shown.split()):
                last += [s for s in surnames_of(form, home, rule, given) if fold(s) not in fold(shown).split() and fold(s) not in PARTICLES]
        forms = [f for f in unique(forms) if fold(f) not in drops and fold(f) != fold(shown)]
        known = [r for h in [*holders, "*"] for r in famous.matching(holder=h, person=shown)]
        key = slug(shown)
        if key in taken:
            hint = slug(home.lstrip("@"))
            key = f"{key}-{hint}" if f"{key}-{hint}" not in taken else next(
                f"{key}-{hint}-{n}" for n in range(2, 99) if f"{key}-{hint}-{n}" not in taken)
        taken.add(key)
        sexes = Counter(r["gender"] for r in group if r["gender"] and r["gender_source"] == "source") or \
            Counter(r["gender"] for r in group if r["gender"])
        if fixed:
            last = split(fixed[0]["surname"])
        last = [f for f in unique(last) if fold(f) not in SUFFIXES]
        out.append({"id": key, "name": shown, "names": "|".join(forms), "surname": "|".join(last),
                    "gender": sexes.most_common(1)[0][0].lower() if sexes else "",
                    "qid": next((r["wikidata_qid"] for r in group if r["wikidata_qid"]), ""),
                    "famous": "yes" if known else "", "source": short_sources(group), "home": home})
        for row in group:
            holder = row["iso3"]
            holder = org_ids[holder[1:]] if holder.startswith("@") else holder
            as_of = re.sub(r"^own<=", "", row["as_of"])
            offices.append({"person": key, "holder_of": holder, "office": kind_of_office(row, by_holder[row["iso3"]]), "title": title_of(row),
                            "start": row["start"], "end": row["end"], "status": row["status"],
                            "as_of": as_of if not row["end"] else "", "certainty": row["certainty"],
                            "source": short_sources([row])})
    for table in (surnames, aliases, famous):
        table.report()
    offices = sorted(joined(offices), key=lambda o: (o["holder_of"], o["office"], o["start"], o["person"]))
    return sorted(out, key=lambda p: p["id"]), offices


# ---------------------------------------------------------------- ambiguous forms


def ambiguous(table, everyone, orgs, lands):
    """Hand-written rows, then a row for every surname that is also a common word or the name of a place."""
    written = Corrections("ambiguous_extra.tsv").rows
    known = {f"person:{p['id']}" for p in everyone} | {f"country:{c['iso3']}" for c in lands} | {f"organisation:{o['id']}" for o in orgs}
    out, have = [], set()
    for row in written:
        if row["reading"] != "none" and row["reading"] not in known:
            print(f"ambiguous_extra: no actor {row['reading']}", file=sys.stderr)
            continue
        out.append({**row, "source": "own"})
        have.add(fold(row["form"]))
    words = {r["word"]: r["kind"] for r in read(HERE / "common_words.tsv")}
    place_forms = {}
    for land in lands:
        for field in ("names", "adjectives", "demonyms", "capitals", "metonyms", "shared"):
            for form in split(land[field]):
                if land["status"] != "historical" and not form.isupper() and form != "BiH":
                    place_forms.setdefault(fold(form), (form, "country:" + land["iso3"], field))
    for place in table:
        place_forms.setdefault(fold(place["form"]), (place["form"], "", place["kind"]))
    bearers = defaultdict(list)
    for person in everyone:
        for form in split(person["surname"]):
            bearers[fold(form)].append((form, person))
    for key in sorted(bearers):
        if key in have:
            continue
        word, place = words.get(key), place_forms.get(key)
        if not word and not place:
            continue
        form = bearers[key][0][0]
        persons = [p for _, p in bearers[key]]
        few = persons if len(persons) <= 3 else [p for p in persons if p["famous"]]
        if not few and not (place and place[1]):
            continue  # a common name: the general rule (whole name first) says it all
        why = f"also {word or 'a place'}" if not (place and place[1]) else f"also {place[2]} of {place[1]}"
        # a country's name, adjective or people wins over the surname, unless a title stands before it
        strong = place and place[1] and place[2] in ("names", "adjectives", "demonyms")
        for need in ("title",) if strong else ("title", "full"):
            out += [{"form": form, "reading": f"person:{p['id']}", "requires": need, "reason": why, "source": "compiled"} for p in few]
        if place and place[1]:
            out.append({"form": form, "reading": place[1], "requires": "always", "reason": f"{place[2]} of a country", "source": "compiled"})
    return sorted(out, key=lambda r: fold(r["form"]))


# ---------------------------------------------------------------- the tables


def capital_places(lands, table):
    """The hand-kept places and every capital that is not also the country's name."""
    have = {row["form"] for row in table}
    for land in lands:
        if land["status"] != "historical":
            table += [{"form": form, "iso3": land["iso3"], "kind": "capital", "note": ""}
                      for form in split(land["capitals"]) if form not in have and form not in split(land["names"])]
    return table


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    lands = countries(source)
    orgs, org_ids = organisations(source)
    iso3s = {land["iso3"] for land in lands}
    everyone, offices = people(source, org_ids, iso3s)
    table = capital_places(lands, read(HERE / "cities.tsv"))
    table = sorted(table, key=lambda r: (fold(r["form"]), r["iso3"]))
    for row in table:
        row["source"] = row.get("source") or "own"
    doubtful = ambiguous(table, everyone, orgs, lands)

    write(target / "countries.tsv", head(
        ["Countries, territories and de facto states, and every form by which a text may name them.",
         "Forms are written without article, as in text; several are joined with |. U.S. and US both: matching folds case only where safe (see ambiguous.tsv)."],
        ["iso3: ISO 3166-1 alpha-3, or x-ABC for what has none; iso2: alpha-2; fips: FIPS 10-4, several with |; cameo: CAMEO actor code; qid: Wikidata item; each empty when not certain",
         "name: common English name; names: it and its aliases; adjectives: Russian; demonyms: people, singular and plural",
         "capitals: seats of government; metonyms: exclusive, always stand for the state's leadership (Kremlin)",
         "shared: places that stand for the government or for themselves (Moscow); needs the grammar of the sentence",
         "status: UN member, UN observer, not UN member, territory, historical, unrecognised, ...; parent: iso3 of the state it belongs or belonged to",
         "source: who says so: factbook, cldr, country-codes, countries-gem, own (own knowledge)"],
        "shared countries.tsv with scripts/gazetteer corrections, by scripts/compile_gazetteer.py"),
        ["iso3", "iso2", "fips", "cameo", "qid", "name", "names", "adjectives", "demonyms", "capitals", "metonyms", "shared", "status", "parent", "source"], lands)
    write(target / "people.tsv", head(
        ["Leaders, ministers, spokespersons and heads of bodies, and how they may be named. Their offices are in offices.tsv."],
        ["id: ascii slug, stable; name: fullest common form; names: spellings that differ by more than case and diacritics, and nicknames",
         "surname: what newspapers use alone after the first mention, variants with |; empty: only the whole name is used",
         "gender: m, f or empty (unknown); qid: Wikidata item",
         "famous: yes when the surname alone means this person to any reader, without introduction",
         "source: wikidata, factbook, phoenix, own, news"],
        "shared leaders.tsv with scripts/gazetteer corrections, by scripts/compile_gazetteer.py"),
        ["id", "name", "names", "surname", "gender", "qid", "famous", "source"], everyone)
    write(target / "offices.tsv", head(
        ["Dated terms of office. Rows by holder, office, start."],
        ["person: id in people.tsv; holder_of: iso3 (capitals) or organisation id (lower case); office: kind of office, several joined with |; title: as written, empty when unknown",
         "start, end: ISO dates, perhaps only year or month; an empty end means in office as of as_of (not today)",
         "status: closed; current; open-stale (nothing known after as_of, never treat as current); closed-upper-bound (end is only the successor's start)",
         "as_of: last date the source speaks for; certainty: high, medium, low; source: wikidata, factbook, phoenix, own, news"],
        "shared leaders.tsv with scripts/gazetteer corrections, by scripts/compile_gazetteer.py"),
        ["person", "holder_of", "office", "title", "start", "end", "status", "as_of", "certainty", "source"], offices)
    write(target / "organisations.tsv", head(
        ["Blocs, international bodies, parties, armed groups, ministries and other bodies that speak or are spoken of."],
        ["id: lower-case slug; qid: Wikidata item, empty when not certain; name: full name; names: other names, without article",
         "acronyms: short forms, case-sensitive; ambiguous: forms of this row that are unsafe alone (see ambiguous.tsv)",
         "type: igo, igo-body, bloc, bloc-body, bloc-informal, alliance, court, party, movement, armed-group, state-armed, ministry, agency, parliament, state-media, media, company, ngo, religious, crime-group, regional-gov, treaty",
         "home: iso3 of the state it belongs to or acts from; source: own"],
        "shared organisations.tsv (own knowledge, 2026-01) with scripts/gazetteer corrections, by scripts/compile_gazetteer.py"),
        ["id", "qid", "name", "names", "acronyms", "ambiguous", "type", "home", "source"], orgs)
    write(target / "ambiguous.tsv", head(
        ["Forms that may mean more than one thing, and what each reading requires. Rows of one form are tried in order; the first",
         "whose requirement (and date) is met wins; when none is, the form names nobody. A form without a row here needs nothing.",
         "`always` adds no requirement: a surname still wants its person introduced unless famous, a shared place the grammar of its sentence."],
        ["form: as written (matched with its capitals); reading: country:ISO3, person:ID, organisation:ID, or none",
         "requires: always; never (not by this form alone); upper: all capitals; title: an office title, honorific or first name directly before;",
         "full: the full name stands earlier in the article; context: one of `words` stands in the article;",
         "near: one of `words` stands in the same sentence; of several readings whose words stand there, the one whose words are nearest counts;",
         "beside: as near, at most three words apart;",
         "article: `the` directly before, and one of `words`, where there are any, in the article;",
         "acts: it stands where a state does (acts, is dealt with, or beside a state), and no stranger has the name; joined: a hyphen and a capital behind",
         "words: joined with |; from, until: ISO dates of the article between which the row holds, empty for no bound",
         "reason: why; source: own (hand-written) or compiled (surname met a common word or a place)"],
        "shared ambiguous_forms.tsv, rewritten by hand in scripts/gazetteer/ambiguous_extra.tsv, by scripts/compile_gazetteer.py"),
        ["form", "reading", "requires", "words", "from", "until", "reason", "source"], doubtful)
    write(target / "places.tsv", head(
        ["Cities, regions and venues that point to a country without being its government: context, never a target of stance by default."],
        ["form: name as written; iso3: the country it lies in (disputed: see note); kind: capital, city, region or venue; note; source: own"],
        "own knowledge (scripts/gazetteer/cities.tsv), by scripts/compile_gazetteer.py"),
        ["form", "iso3", "kind", "note", "source"], table)


if __name__ == "__main__":
    main()
