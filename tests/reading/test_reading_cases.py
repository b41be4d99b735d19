"""Whole sentences -> all that must be read in them, in tables: tests/cases/reading.*.toml.

A table begins with `published`, the day its sentences are told on. A case has

- `text`, the sentence or sentences;
- `places`: the names of all mentions as written, in text order, and `unknown`, those of them that no
  place of the gazetteer bears;
- `states`: kind, subject, reference, second (reference), relation, hedge and measured_as as in `Statement`, the value as
  `km` or `hours` (one figure, or both ends of a range), `stand_in` where a place was taken for a thing;
- `moves`: `date` ("2021-02-23", "2021-02", "2021", "first/last" day of a stretch, "?" if it stays open), `counts` ("about 45
  lorry"; "few" where the words give no figure), actor, origin, via, destination, towards, area,
  ordinal, `sense` ("entering", "leaving");
- `unread`: how many stretches are handed back as not read.

What is left out must not be read: a case with `text` alone states nothing. The places are those of
`tests/reading_gazetteer.py`. `benchmarks/reading.py` counts what is right in the same tables.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo_osint.gazetteer.index import NameIndex
from geo_osint.model import (
    Count,
    DateReading,
    Header,
    Mention,
    Movement,
    Reading,
    Report,
    Statement,
)
from geo_osint.reading import read
from tests.reading_gazetteer import READING

TABLES = sorted((Path(__file__).parents[1] / "cases").glob("reading.*.toml"))
INDEX = NameIndex(READING)


def load(file: Path) -> list[dict[str, Any]]:
    """Read a table; each case is told the day of its table."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return [case | {"published": table["published"]} for case in table["case"]]


def reading_of(case: dict[str, Any]) -> Reading:
    """Read the text of a case."""
    header = Header(published=case["published"])
    return read(Report("r1", "case", header, case["text"]), READING, INDEX)


def as_in_table(reading: Reading) -> dict[str, Any]:
    """Write a reading as the tables do."""
    mentions = reading.mentions
    return _told(
        places=[mention.words for mention in mentions],
        unknown=[mention.words for mention in mentions if not mention.places],
        states=[_state(statement) for statement in reading.statements],
        moves=[_move(movement) for movement in reading.movements],
        unread=len(reading.unread),
    )


def _told(**fields: Any) -> dict[str, Any]:
    """Keep what says something."""
    return {name: value for name, value in fields.items() if value not in ("", [], 0, False, None)}


def _name(mention: Mention | None) -> str:
    return mention.words if mention else ""


def _state(statement: Statement) -> dict[str, Any]:
    quantity = statement.quantity
    figures: dict[str, Any] = {}
    if quantity is not None and quantity.value_lo is not None and quantity.value_hi is not None:
        unit, size = ("hours", 1) if quantity.unit == "h" else ("km", 1000)
        lo, hi = (round(value / size, 3) for value in (quantity.value_lo, quantity.value_hi))
        figures = {unit: lo if lo == hi else [lo, hi], "hedge": quantity.hedge}
    return _told(
        kind=statement.kind,
        subject=_name(statement.subject),
        reference=_name(statement.reference),
        second=_name(statement.second_reference),
        relation="" if statement.relation == statement.kind else statement.relation,
        stand_in=statement.stand_in,
        measured_as="" if statement.measured_as == "unstated" else statement.measured_as,
        **figures,
    )


def _move(movement: Movement) -> dict[str, Any]:
    counts = (movement.count, *movement.also) if movement.count else ()
    return _told(
        date=_date(movement.date),
        counts=[_count(count) for count in counts],
        actor=movement.actor,
        origin=_name(movement.origin),
        via=[place.words for place in movement.via],
        destination=_name(movement.destination),
        towards=_name(movement.towards),
        area=movement.area,
        ordinal=movement.ordinal,
        sense=movement.sense,
    )


def _count(count: Count) -> str:
    if count.value_lo is None:
        return f"{count.hedge or 'few'} {count.noun}"
    figure = f"{count.value_lo}-{count.value_hi}"
    if count.value_lo == count.value_hi:
        figure = str(count.value_lo)
    return " ".join(filter(None, (count.hedge, figure, count.noun)))


def _date(told: DateReading | None) -> str:
    if told is None:
        return ""
    if told.start is None or told.end is None:
        return "?"
    digits = {"month": 7, "year": 4}.get(told.precision, 10)
    return str(told.start)[:digits] if digits < 10 else _days(told.start, told.end)


def _days(start: date, end: date) -> str:
    return str(start) if start == end else f"{start}/{end}"


def _expected(case: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in case.items() if name not in ("text", "published")}


CASES = [case for file in TABLES for case in load(file)]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    """All that is in the table is read out of the sentence, and nothing else."""
    reading = reading_of(case)
    assert as_in_table(reading) == _expected(case)
    for mention in reading.mentions:
        assert mention.span.of(case["text"]) == mention.words
    for words in reading.unread:
        assert words in case["text"]


def test_tables_hold_enough_sentences_that_state_nothing() -> None:
    """What is refused makes a reader good: one sentence in ten says nothing about places."""
    assert sum(not _expected(case) for case in CASES) >= len(CASES) / 10
