"""Sentences of our own -> who moved, in a table: tests/cases/movements.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Header, Movement, Report
from geo_osint.reading import read

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "movements.toml").read_text(encoding="utf-8")
)["case"]

PUBLISHED = Header(published=date(2021, 2, 24))


def _row(movement: Movement) -> dict[str, Any]:
    count = movement.count
    row: dict[str, Any] = {
        "date": str(movement.date.start) if movement.date else "",
        "count": (count.value_lo or "open") if count else "",
        "noun": movement.count.noun if movement.count else "",
        "actor": movement.actor,
        "via": [place.words for place in movement.via],
        "area": movement.area,
        "ordinal": movement.ordinal,
        "arrival": str(movement.arrival.start) if movement.arrival else "",
        "took": movement.took.value_lo if movement.took else None,
    }
    for part in ("origin", "destination", "towards"):
        place = getattr(movement, part)
        row[part] = place.words if place else ""
    return {name: value for name, value in row.items() if value not in ("", [], False, None)}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_sentence_tells_of(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    """A sentence tells of the movements in the table, no more, and hands back the rest."""
    reading = read(Report("r1", "case", PUBLISHED, case["text"]), gazetteer)
    assert [_row(movement) for movement in reading.movements] == case["moves"]
    assert len(reading.unread) == case.get("unread", 0), reading.unread


def _one(text: str, gazetteer: Gazetteer) -> Movement:
    (movement,) = read(Report("r1", "case", PUBLISHED, text), gazetteer).movements
    return movement


def test_crossing_entered_through_is_the_origin_unless_one_is_named(gazetteer: Gazetteer) -> None:
    """The rule of the house on crossings, both ways."""
    bare = _one("On 3 February 30 lorries entered through Semalka.", gazetteer)
    assert bare.origin is not None and bare.origin.words == "Semalka" and bare.via == ()
    told = _one("On 3 February 30 lorries came from Iraq through Semalka.", gazetteer)
    assert told.origin is not None and told.origin.words == "Iraq"
    assert [place.words for place in told.via] == ["Semalka"]


def test_transport_without_date_or_count_is_no_movement(gazetteer: Gazetteer) -> None:
    """What has neither is handed back, not guessed at; with a count it is a movement."""
    without = "Missiles were brought from Iraq to Al-Mayadin."
    assert read(Report("r1", "case", PUBLISHED, without), gazetteer).movements == ()
    assert _one("Twelve missiles were brought from Iraq to Al-Mayadin.", gazetteer).count


def test_a_movement_told_in_two_sentences_quotes_both(gazetteer: Gazetteer) -> None:
    """The second sentence fills what the first left open and overwrites nothing."""
    text = "On 9 February 40 vehicles entered through Semalka. They then went to Rumaylan."
    movement = _one(text, gazetteer)
    assert movement.words == text
    assert movement.origin is not None and movement.origin.words == "Semalka"
    assert movement.destination is not None and movement.destination.words == "Rumaylan"


def test_no_place_is_taken_from_a_distance(gazetteer: Gazetteer) -> None:
    """ "14 km from Raqqa" is where, not whence."""
    movement = _one("On 9 February 40 vehicles reached Hajin, 14 km from Al-Bukamal.", gazetteer)
    assert movement.origin is None


def test_without_a_year_the_date_stays_open(gazetteer: Gazetteer) -> None:
    """A report without a date of its own leaves the year unknown, and the movement is kept."""
    text = "On 9 February 40 vehicles reached Hajin."
    (movement,) = read(Report("r1", "case", Header(), text), gazetteer).movements
    assert movement.date is not None and movement.date.start is None


def test_a_planned_one_of_a_series_is_unread_though_nothing_in_it_moves(
    gazetteer: Gazetteer,
) -> None:
    text = "It is planned to be the third since May."
    assert read(Report("r1", "note.txt", Header(), text), gazetteer).movements == ()
