"""A case made by hand: every kind of place, statement and movement, and a hostile twin of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from geo_osint.case import Case, GazetteerUsed
from geo_osint.checking import check_case
from geo_osint.layers import Tables, tables
from geo_osint.model import (
    Attribute,
    Confusion,
    Count,
    DateReading,
    Decision,
    Estimate,
    Finding,
    Header,
    Interval,
    IntervalSet,
    LonLat,
    Mention,
    Movement,
    Place,
    PlaceName,
    Position,
    Quantity,
    Report,
    Shape,
    Source,
    Span,
    Statement,
)
from geo_osint.routing import route

SOURCES = {
    key: Source(key, title, reference, licence, url, "2021-06-01")
    for key, title, reference, licence, url in (
        ("list", "List of towns", "row 173480", "CC BY 4.0", "https://towns.example/173480"),
        ("map", "Map of named fields", "p. 3", "", "https://fields.example/map_2017.pdf"),
        ("book", "Encyclopaedia", "infobox", "CC BY-SA 4.0", "https://book.example/field"),
    )
}

BODY = (
    "Militias hold the river bank in the area of al-Mayadin, which is 14 km from the largest base, "
    "at al-Omar field. They sit on the bank opposite the bases. On 23 February a convoy of 45 "
    "vehicles entered through Al-Walid and went to Qamishli. About 60 lorries went towards Qamishli. "
    "About 50 lorries went to the Ain Diwar area. The depot is 3 km from al-Mayadin."
)


def names(english: str, arabic: str) -> tuple[PlaceName, ...]:
    return (
        PlaceName(english, "en", "Latn", "main", "list"),
        PlaceName(arabic, "ar", "Arab", "main", "list"),
    )


def at(lon: float, lat: float, source: str = "list", precision_m: float = 0.7) -> Position:
    return Position(LonLat(lon, lat), source, precision_m)


PLACES = {
    place.id: place
    for place in (
        Place(
            "geo:al-mayadin",
            names("Al-Mayadin", "الميادين"),
            "PPL",
            ("SY",),
            positions=(at(40.45154, 35.01982),),
            attributes=(Attribute("bank", "right_bank", "geo:euphrates", "list"),),
        ),
        Place(
            "geo:al-omar-field",
            names("Al-Omar oil field", "حقل العمر"),
            "OILF",
            ("SY",),
            positions=(
                at(40.576, 35.104, "map", 70.0),
                at(40.57583, 35.15167, "book", 0.7),
            ),
        ),
        Place(
            "geo:al-walid",
            names("Al-Walid crossing", "معبر الوليد"),
            "PSTB",
            ("SY", "IQ"),
            estimate=Estimate(LonLat(42.23, 36.95), 10_000, "nearest border to the village"),
            confused_with=(Confusion("geo:al-walid-tanf", "same name"),),
        ),
        Place(
            "geo:al-walid-tanf",
            names("Al-Walid crossing (al-Tanf)", "معبر الوليد (التنف)"),
            "PSTB",
            positions=(at(38.9374, 33.4332, "book", 7.0),),
        ),
        Place(
            "geo:qamishli",
            names("Qamishli", "القامشلي"),
            "PPL",
            positions=(at(41.23142, 37.05215),),
        ),
        Place(
            "geo:ain-diwar",
            names("Ain Diwar", "عين ديوار"),
            "PPL",
            positions=(at(42.19, 37.28, "book", 700.0),),
        ),
        Place(
            "geo:euphrates",
            names("Euphrates", "نهر الفرات"),
            "STM",
            shape=Shape("LineString", ((LonLat(40.1, 35.3), LonLat(40.4, 35.03)),)),
        ),
    )
}


def said(words: str, *places: str, question: str = "") -> Mention:
    start = BODY.index(words)
    return Mention("r1", Span(start, start + len(words)), words, "", places, (), question)


def sentence_of(words: str) -> tuple[Span, str]:
    start = BODY.index(words)
    end = BODY.index(". ", start) + 1 if ". " in BODY[start:] else len(BODY)
    return Span(start, end), BODY[start:end]


def around(metres: float, slack: float) -> IntervalSet:
    return IntervalSet.of(Interval(metres - slack, metres + slack))


def quantity(words: str, metres: float) -> Quantity:
    start = BODY.index(words)
    span = Span(start, start + len(words))
    wide = around(metres, max(0.2 * metres, 1_000) + 500)
    return Quantity(words, span, metres, metres, "km", "", around(metres, 500), wide)


def movement(id: str, opening: str, day: int, **told: Any) -> Movement:
    span, words = sentence_of(opening)
    on = DateReading(f"{day} February", span, date(2021, 2, day), date(2021, 2, day), "day")
    return Movement(id, "r1", span, words, on, **told)


def hand_made() -> Case:
    """Give a fresh case."""
    first, first_words = sentence_of("Militias hold")
    second, second_words = sentence_of("They sit")
    last, last_words = sentence_of("The depot")
    base, field = said("al-Mayadin", "geo:al-mayadin"), said("al-Omar field", "geo:al-omar-field")
    qamishli = said("Qamishli", "geo:qamishli")
    walid = said("Al-Walid", "geo:al-walid", question="has a namesake")
    return Case(
        name="by-hand",
        reports=(
            Report(
                "r1",
                "report.txt",
                Header(
                    title="Reinforcements near the field",
                    publisher="An Observatory",
                    source_url="https://observatory.example/2021/02/24",
                    published=date(2021, 2, 24),
                    language="en",
                ),
                BODY,
                "0" * 64,
            ),
        ),
        gazetteers=(GazetteerUsed("towns", "1" * 64),),
        statements=(
            Statement(
                "s1",
                "r1",
                first,
                first_words,
                "distance",
                base,
                field,
                quantity("14 km", 14_000),
                stand_in="the largest base",
            ),
            Statement("s2", "r1", second, second_words, "bank", relation="opposite_bank"),
            Statement(
                "s3",
                "r1",
                last,
                last_words,
                "distance",
                said("The depot"),
                base,
                quantity("3 km", 3_000),
            ),
        ),
        movements=(
            movement(
                "m1",
                "On 23 February",
                23,
                count=Count("45 vehicles", Span(0, 1), 45, 45, "vehicle", with_="fuel tankers"),
                actor="coalition",
                origin=walid,
                destination=qamishli,
                ordinal=13,
                ordinal_words="the thirteenth this year",
            ),
            movement(
                "m2",
                "About 60 lorries",
                18,
                count=Count("About 60 lorries", Span(0, 1), 60, 60, "lorry", "about"),
                origin=walid,
                towards=qamishli,
                area=True,
            ),
            movement(
                "m3",
                "About 50 lorries",
                14,
                count=Count("About 50 lorries", Span(0, 1), 50, 50, "lorry", "about"),
                destination=said("Ain Diwar", "geo:ain-diwar"),
                area=True,
            ),
        ),
        mentions=(walid, said("the river bank", "geo:euphrates")),
        places=PLACES,
        sources=SOURCES,
        sha256="2" * 64,
    )


def derived(case: Case) -> tuple[Case, tuple[Finding, ...], Tables]:
    """Check a case and lay it out."""
    found = check_case(case)
    routes = tuple(route(each, case.places) for each in case.standing_movements)
    return case, found, tables(case, found, routes)


PAYLOADS = (
    '<script>alert("x")</script><img src=x onerror=alert(1)>',
    '" onmouseover="alert(1)" x="',
    "{{ 7*7 }} {% x %} ${7*7} <%= 7 %>",
    "</script></style></title><!-- ]]> -->",
    "[x](javascript:alert(1)) ![y](http://evil.example/y) | `code` **b** <https://evil.example>",
    "# heading\n- item\n1. one\n> quote\n\n---\n\n<div>",
    "a\u202eb\u2069c\u2066d",
    "=1+1; DROP TABLE layer_styles; '); --",
)

KEPT = frozenset(
    [
        "id",
        "report",
        "kind",
        "places",
        "place",
        "of",
        "source",
        "on",
        "status",
        "role",
        "language",
        "script",
        "hedge",
        "unit",
        "measured_as",
        "precision",
        "sha256",
        "key",
        "same_as",
        "countries",
        "rounding",
        "sense",
    ]
)
"""Fields that hold ids and codes, which the readers of case and gazetteer check."""


def poisoned(value: Any, text: str, field: str = "") -> Any:
    """Put a text from outside into every free text of a value."""
    if isinstance(value, str):
        return value if field in KEPT else text
    if isinstance(value, tuple):
        return tuple(poisoned(each, text, field) for each in value)
    if isinstance(value, dict):
        return {key: poisoned(each, text, field) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        mine = {f.name: poisoned(getattr(value, f.name), text, f.name) for f in fields(value)}
        return replace(value, **mine)
    return value


def hostile(text: str) -> Case:
    """Give the case with a text in every field that a report, gazetteer or analyst fills."""
    case = hand_made()
    decision = Decision("s1", text, date(2021, 3, 1), text, text, text)
    return replace(poisoned(case, text), name=case.name, decisions=(decision,))


@pytest.fixture
def case() -> Case:
    return hand_made()


@pytest.fixture
def everything(case: Case) -> tuple[Case, tuple[Finding, ...], Tables]:
    return derived(case)


@pytest.fixture(params=PAYLOADS)
def hostile_text(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def attacked(hostile_text: str) -> tuple[Case, tuple[Finding, ...], Tables]:
    return derived(hostile(hostile_text))


@pytest.fixture
def attacked_by_all() -> tuple[str, tuple[Case, tuple[Finding, ...], Tables]]:
    """All hostile texts in one, for tests that start a program or write a database."""
    text = " ".join(PAYLOADS)
    return text, derived(hostile(text))


@pytest.fixture
def decided(case: Case) -> Callable[[str], tuple[Case, tuple[Finding, ...], Tables]]:
    def on(id: str) -> tuple[Case, tuple[Finding, ...], Tables]:
        decision = Decision(id, "R. Editor", date(2021, 3, 1), "hold", "second map awaited")
        return derived(replace(case, decisions=(decision,)))

    return on
