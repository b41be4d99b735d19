"""An Arabic case made by hand, stored as the program stores one: what the tests of reviewing work on.

It does not pass through the reader, so that a rule of reading may change without a test of reviewing.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geo_osint import case as cases
from geo_osint import files, gazetteer
from geo_osint.case import Case, GazetteerUsed
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import (
    Count,
    DateReading,
    Header,
    Interval,
    IntervalSet,
    Mention,
    Movement,
    Quantity,
    Report,
    Span,
    Statement,
)

BODY = (
    "😀 تنتشر الميليشيات على ضفة نهر الفرات المقابلة للقواعد.\n"
    "وتبعد منطقة «الميادين» ١٤ كيلومتراً عن أكبر القواعد في حقل العمر النفطي، وبضعة كيلومترات عن النهر.\n\n"
    "ففي ٢٣ شباط/فبراير دخلت قافلة من ٤٥ آلية عبر معبر «الوليد» ثم انتقلت إلى القامشلي.\n"
    "وبعد أيام عبرت نحو 60 شاحنة من معبر الوليد باتجاه عين ديوار. صواريخ جاءت من العراق.\n"
)
"""Begins with a character that is one code point and two units of UTF-16."""

HEADER = "---\ntitle: قوافل\npublisher: مرصد\npublished: 2021-02-24\nlanguage: ar\n---\n"

SENTENCES = {
    "bank": "😀 تنتشر الميليشيات على ضفة نهر الفرات المقابلة للقواعد.",
    "far": "وتبعد منطقة «الميادين» ١٤ كيلومتراً عن أكبر القواعد في حقل العمر النفطي، وبضعة كيلومترات عن النهر.",
    "first": "ففي ٢٣ شباط/فبراير دخلت قافلة من ٤٥ آلية عبر معبر «الوليد» ثم انتقلت إلى القامشلي.",
    "second": "وبعد أيام عبرت نحو 60 شاحنة من معبر الوليد باتجاه عين ديوار.",
}

KURDISTAN, TANF = "geo:al-walid-kurdistan-crossing", "geo:al-walid-tanf-crossing"


@cache
def places() -> Gazetteer:
    """Load the packaged gazetteer, once."""
    return gazetteer.load()


def span(words: str, after: str = "") -> Span:
    """Find words in the body, behind others where they stand several times."""
    start = BODY.index(words, BODY.index(after) if after else 0)
    return Span(start, start + len(words))


def named(words: str, *ids: str, after: str = "", question: str = "") -> Mention:
    reasons = ("the name is its main one",) if ids else ()
    return Mention("r1", span(words, after), words, "", ids, reasons, question)


def distance(words: str, metres: float, after: str = "") -> Quantity:
    around = IntervalSet.of(Interval(metres - 500, metres + 500))
    wide = IntervalSet.of(Interval(metres * 0.8 - 500, metres * 1.2 + 500))
    return Quantity(words, span(words, after), metres, metres, "km", "", around, wide)


def statement(id: str, where: str, kind: Any, **told: Any) -> Statement:
    words = SENTENCES[where]
    return Statement(id, "r1", span(words), words, kind, **told)


def movement(id: str, where: str, **told: Any) -> Movement:
    words = SENTENCES[where]
    return Movement(id, "r1", span(words), words, **told)


def made() -> Case:
    """Make the case, as if it had just been read."""
    walid = named("الوليد", KURDISTAN, after="معبر «الوليد", question="has a namesake")
    statements = (
        statement(
            "s1",
            "bank",
            "bank",
            reference=named("الفرات", "geo:euphrates"),
            relation="opposite_bank",
        ),
        statement(
            "s2",
            "far",
            "distance",
            subject=named("الميادين", "geo:al-mayadin"),
            reference=named("العمر", "geo:al-omar-field"),
            quantity=distance("١٤ كيلومتراً", 14_000),
            stand_in="أكبر القواعد",
        ),
        statement("s3", "first", "border", subject=walid, relation="crossing_with"),
    )
    movements = (
        movement(
            "m1",
            "first",
            date=DateReading(
                "٢٣ شباط/فبراير",
                span("٢٣ شباط/فبراير"),
                date(2021, 2, 23),
                date(2021, 2, 23),
                "day",
            ),
            count=Count("٤٥ آلية", span("٤٥ آلية"), 45, 45, "vehicle"),
            origin=walid,
            destination=named("القامشلي", "geo:qamishli"),
        ),
        movement(
            "m2",
            "second",
            count=Count("نحو 60 شاحنة", span("نحو 60 شاحنة"), 60, 60, "lorry", "about"),
            origin=named("الوليد", KURDISTAN, after="معبر الوليد"),
            towards=named("عين ديوار", "geo:ain-diwar"),
            area=True,
        ),
    )
    data = (HEADER + BODY).encode()
    report = Report(
        "r1",
        "raid.reports/r1.txt",
        Header("قوافل", "مرصد", published=date(2021, 2, 24), language="ar"),
        BODY,
        files.sha256(data),
        ("صواريخ جاءت من العراق",),
    )
    mentions = (walid, named("العراق", "geo:iraq"))
    ids = {"geo:iraq", *(id for told in (*statements, *movements) for id in ids_of(told))}
    kept, sources = cases.snapshot(ids, places())
    return Case(
        name="raid",
        reports=(report,),
        gazetteers=(GazetteerUsed("packaged", "0" * 64),),
        statements=statements,
        movements=movements,
        mentions=mentions,
        places=kept,
        sources=sources,
    )


def ids_of(told: Statement | Movement) -> list[str]:
    roles = ("subject", "reference", "origin", "destination", "towards")
    found = [getattr(told, role, None) for role in roles]
    return [id for each in found if each for id in each.places]


def stored(folder: Path) -> Case:
    """Store the case in a folder and give it as it is read from there."""
    with files.staged(folder) as stage:
        cases.save(made(), stage, {"r1": (HEADER + BODY).encode()})
    return cases.load(folder)
