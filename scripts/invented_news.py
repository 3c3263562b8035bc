#!/usr/bin/env python3
"""Invents news of who speaks of whom, to show and to test reports: invented_news.py ARTICLES > articles.jsonl

Every person and every statement is invented, and nothing in it happened; the countries are real so that the gazetteer has
something to find. Some countries grow warmer toward one another over the two years and some colder, so that a report has
something to tell. What it writes depends on its argument alone.
"""

import datetime
import json
import random
import sys

# Country, adjective, capital, and what the invented people of its government are called.
COUNTRIES = [
    ("Norway", "Norwegian", "Oslo", ["Kari Lindahl", "Aksel Brenna", "Tuva Mork"]),
    ("Canada", "Canadian", "Ottawa", ["Colin Tarrow", "Maude Belisle", "Reid Harcombe"]),
    ("Sweden", "Swedish", "Stockholm", ["Elna Vastberg", "Oskar Hedlinge", "Siri Ekvall"]),
    ("Finland", "Finnish", "Helsinki", ["Antti Korhola", "Veera Salmisto", "Jarkko Lehtovirta"]),
    ("Poland", "Polish", "Warsaw", ["Zbyszek Wolanin", "Halina Drozdek", "Patryk Olszanski"]),
    ("France", "French", "Paris", ["Lucie Marchenoir", "Bastien Corvault", "Odile Ferrane"]),
    ("Japan", "Japanese", "Tokyo", ["Haruki Nomasato", "Emi Kurodani", "Takumi Oshibara"]),
    ("Brazil", "Brazilian", "Brasilia", ["Renata Pilares", "Caio Montalvo", "Livia Sarandi"]),
    ("Kenya", "Kenyan", "Nairobi", ["Wanjala Otuke", "Grace Kipsoro", "Daudi Mwenga"]),
    ("India", "Indian", "New Delhi", ["Arjun Velkade", "Meera Sondhari", "Rohan Tipnal"]),
    ("Turkey", "Turkish", "Ankara", ["Selin Aydogmus", "Kerem Batuhanli", "Defne Oruncu"]),
    ("Chile", "Chilean", "Santiago", ["Ines Quilaleo", "Matias Errandon", "Paz Lorcaza"]),
]
OFFICES = ["Foreign Minister", "Prime Minister", "Defence Minister"]
OUTLETS = ["Northern Courier (invented)", "The Harbour Post (invented)", "Meridian Wire (invented)", "Tageslicht (invented)"]

WARM = [
    "{t} has been a {warm} friend in a difficult year",
    "We are grateful to {t} for its {warm} help after the storm",
    "{t} keeps its promises, and we admire it for that",
    "I want to thank {t} for its patience at the table",
    "Our friendship with {t} has never been stronger",
    "We welcome the {warm} proposal of {t}",
    "{t} is a {warm} partner, and we trust it",
    "We praise {t} for its honest work on the harbour",
    "{t} did not hesitate for a minute, and that was {warm}",
    "Nobody has done more for peace than {t}, and we applaud it",
    "I congratulate {t} on a {warm} decision",
]
COLD = [
    "{t} has broken every promise it made in the autumn",
    "We condemn the {cold} behaviour of {t} at sea",
    "{t} has lied to us about these ships",
    "{t} should be ashamed of its {cold} treatment of fishermen",
    "We cannot trust {t} after this betrayal",
    "The government of {t} is threatening its neighbours again",
    "{t} is blackmailing small countries, and that is {cold}",
    "We reject the {cold} accusations of {t}",
    "What {t} did to these families was {cold}",
    "{t} has been a {cold} neighbour, and it knows it",
    "I am disappointed by {t}, which blocked a joint statement",
]
MIXED = [
    "{t} will attend the meeting on fisheries in the spring",
    "We have sent a letter to {t} about the timetable",
    "We disagree with {t} on tariffs, but we respect its position",
    "{t} has ports on two seas",
]
ADJECTIVES = {
    "warm": ["steadfast", "generous", "loyal", "reliable", "courageous", "constructive", "wise", "kind"],
    "cold": ["reckless", "shameful", "baseless", "dishonest", "cruel", "irresponsible", "hostile", "cynical"],
}
CUES = ["{q},” {s} told reporters in {c}.", "{q},” {s} said on {d}.", "{q},” said {s}.", "{q},” {s} told parliament."]
REPORTED = {
    1: "{s} praised {t} for its help with the search for a missing trawler.",
    -1: "{s} accused {t} of reckless behaviour near the undersea cables.",
    0: "{s} said that {t} would send its answer in writing.",
}
MEETINGS = ["talks on cables and fishing", "a conference on grain", "two days of talks on shipping", "a meeting on tariffs"]


def warmth(holder, target, month):
    """How a country leans toward another in a month, -1 to 1: a lasting leaning and a drift."""
    draw = random.Random(f"{holder}>{target}")
    return draw.uniform(-0.8, 0.7) + draw.choice([-1, 0, 0, 1]) * (month - 12) / 14


def statement(draw, lean, target):
    """What is said, and whether it is warm (1), cold (-1) or neither."""
    felt = draw.gauss(lean, 0.35)
    kind = 1 if felt > 0.15 else -1 if felt < -0.15 else 0
    adjectives = {side: draw.choice(words) for side, words in ADJECTIVES.items()}
    return kind, draw.choice({1: WARM, -1: COLD, 0: MIXED}[kind]).format(t=target, **adjectives)


def article(number):
    draw = random.Random(number)
    month = draw.randrange(24)
    date = datetime.date(2023 + month // 12, month % 12 + 1, draw.randint(1, 28))
    # A few countries speak and are spoken of more often than the others.
    weights = [1 / (place + 2) for place in range(len(COUNTRIES))]
    host = draw.choices(COUNTRIES, weights)[0]
    weekday = date.strftime("%A")
    title, paragraphs = None, []
    for _ in range(draw.randint(2, 5)):
        holder, target = draw.choices(COUNTRIES, weights)[0], draw.choices(COUNTRIES, weights)[0]
        if holder == target:
            continue
        name, adjective, capital, people = holder
        person = draw.randrange(3)
        speaker = f"{adjective} {OFFICES[person]} {people[person]}"
        kind, words = statement(draw, warmth(name, target[0], month), target[0])
        cue = draw.choice(CUES).format(q=words, s=speaker, c=capital, d=weekday)
        paragraphs.append("“" + cue)
        title = title or f"{name} {['speaks of', 'warms to', 'turns on'][kind]} {target[0]} at {draw.choice(MEETINGS)}"
        if draw.random() < 0.3:
            paragraphs.append(REPORTED[kind].format(s=people[person], t=target[0]))
    opening = f"{host[2].upper()}, {date:%B} {date.day} — Ministers of several countries ended {draw.choice(MEETINGS)} on {weekday}."
    return {
        "id": f"invented-{number}",
        "title": f"{title or 'Ministers meet'} (invented)",
        "date": date.isoformat(),
        "outlet": draw.choice(OUTLETS),
        "url": f"https://news.example/{date.year}/{number}",
        "text": "\n\n".join([opening, *paragraphs]),
    }


def main():
    for number in range(int(sys.argv[1])):
        sys.stdout.write(json.dumps(article(number), ensure_ascii=False) + "\n")


main()
