"""Sentences of our own -> what they state, in a table: tests/cases/statements.toml."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest

from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Header, Report, Statement
from geo_osint.reading import read
from geo_osint.reading.grammar import load

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "statements.toml").read_text(encoding="utf-8")
)["case"]


def _row(statement: Statement) -> dict[str, Any]:
    quantity = statement.quantity
    row: dict[str, Any] = {
        "kind": statement.kind,
        "subject": statement.subject.words if statement.subject else "",
        "reference": statement.reference.words if statement.reference else "",
        "relation": statement.relation,
        "stand_in": statement.stand_in,
        "measured_as": "" if statement.measured_as == "unstated" else statement.measured_as,
    }
    if quantity is not None and quantity.value_lo is not None:
        row |= {"km": round(quantity.value_lo / 1000, 2), "hedge": quantity.hedge}
    return {name: value for name, value in row.items() if value != ""}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_sentence_states(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    """A sentence states what the table says, no more, and hands back what was not attached."""
    reading = read(Report("r1", "case", Header(), case["text"]), gazetteer)
    assert [_row(statement) for statement in reading.statements] == case["reads"]
    assert len(reading.unread) == case.get("unread", 0), reading.unread


def test_words_are_the_sentence_and_span_its_place(gazetteer: Gazetteer) -> None:
    """A statement quotes its whole sentence, in code points of the original."""
    body = "Nothing here.\n\nوقُصفت «المَيادين» التي تبعد ١٤ كم عن حقل العمر. Nothing there."
    (statement,) = read(Report("r1", "case", Header(), body), gazetteer).statements
    assert statement.words == statement.span.of(body)
    assert statement.words.startswith("وقُصفت") and statement.words.endswith("العمر.")


def test_negation_turns_the_hedge_and_the_stated_sets(gazetteer: Gazetteer) -> None:
    """«لا تبعد أكثر من ٥٠ كم» allows 0 to 50.5 km or so, never 50 and more."""
    body = "لا تبعد هجين عن الميادين أكثر من 50 كم."
    (statement,) = read(Report("r1", "case", Header(), body), gazetteer).statements
    assert statement.quantity is not None
    assert statement.quantity.hedge == "at_most"
    (allowed,) = statement.quantity.printed.parts
    assert allowed.lo == 0
    assert 50_000 <= allowed.hi <= 55_000
    assert statement.quantity.newsroom.parts[0].hi < math.inf


def test_denied_distance_is_no_statement(gazetteer: Gazetteer) -> None:
    """ "Does not lie 14 km from" states no distance of 14 km: it is handed back."""
    body = "لا تبعد الميادين 14 كم عن حقل العمر."
    reading = read(Report("r1", "case", Header(), body), gazetteer)
    assert reading.statements == ()
    assert len(reading.unread) == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_pattern_has_an_upper_bound(language: str) -> None:
    """No pattern can run away: none repeats without a bound."""
    for patterns in load(language).patterns.values():
        for pattern in patterns:
            assert "*" not in pattern.pattern
            assert "+" not in pattern.pattern
