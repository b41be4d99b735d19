"""Distances: a table of sentences, and what N and W must always be."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint.model import Interval, IntervalSet, Quantity
from geo_osint.names import fold
from geo_osint.reading.lexicon import load
from geo_osint.reading.quantities import NEWSROOM_TOLERANCE, UNIT_M, quantities, stated_sets

TABLE = Path(__file__).parents[1] / "cases" / "quantities.toml"
CASES = tomllib.loads(TABLE.read_text(encoding="utf-8"))["cases"]


def read(text: str, language: str) -> tuple[Quantity, ...]:
    return quantities(text, fold(text), load(language))


def as_in_table(found: Quantity) -> dict[str, Any]:
    row: dict[str, Any] = {"words": found.words, "unit": found.unit, "hedge": found.hedge}
    if found.value_lo is not None:
        row["value"] = [found.value_lo, found.value_hi]
        row["as_printed"] = [end for part in found.printed for end in (part.lo, part.hi)]
        row["newsroom"] = [end for part in found.newsroom for end in (part.lo, part.hi)]
    return row


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    found = read(case["text"], case["language"])
    assert [as_in_table(each) for each in found] == case["expect"]
    assert all(each.span.of(case["text"]) == each.words for each in found)


def test_the_table_speaks_both_languages_and_has_hard_negatives() -> None:
    assert {case["language"] for case in CASES} == {"ar", "en"}
    assert len(CASES) >= 80
    assert sum(not case["expect"] for case in CASES) >= 20


@pytest.mark.parametrize(
    ("words", "printed_m"),
    [
        ("10.5 km", (10_250, 10_750)),
        ("10 km", (9_500, 10_500)),
        ("15 km", (14_500, 15_500)),
        ("30 km", (29_500, 30_500)),
        ("100 km", (95_000, 105_000)),
        ("140 km", (135_000, 145_000)),
        ("1000 m", (950, 1_050)),
        ("ten km", (9_500, 10_500)),
    ],
)
def test_rounding_follows_the_georeferencing_best_practices_of_2020(
    words: str, printed_m: tuple[float, float]
) -> None:
    assert read(words, "en")[0].printed == IntervalSet.of(Interval(*printed_m))


def test_fourteen_kilometres_as_printed_and_in_a_newsroom() -> None:
    [found] = read("14 km", "en")
    assert found.printed == IntervalSet.of(Interval(13_500, 14_500))
    assert found.newsroom == IntervalSet.of(Interval(10_000, 18_000))


def test_about_adds_nothing() -> None:
    plain, about = read("14 km", "en")[0], read("about 14 km", "en")[0]
    assert (plain.printed, plain.newsroom) == (about.printed, about.newsroom)


def test_an_open_number_has_no_value_and_no_sets() -> None:
    [found] = read("بضعة كيلومترات", "ar")
    assert (found.value_lo, found.value_hi, found.hedge) == (None, None, "few")
    assert not found.printed and not found.newsroom


@given(
    st.floats(0, 1e7),
    st.floats(0, 1e6),
    st.sampled_from(["", "about", "at_least", "more_than", "at_most", "less_than"]),
    st.floats(0, 1e5),
)
def test_the_printed_set_lies_in_the_newsroom_set_and_never_below_zero(
    lo: float, width: float, hedge: str, step: float
) -> None:
    printed, newsroom = stated_sets(lo, lo + width, hedge, step, step)
    assert printed.within(newsroom)
    assert newsroom.parts[0].lo >= 0
    assert math.isinf(printed.parts[0].hi) == (hedge in ("at_least", "more_than"))


@given(st.integers(1, 9999), st.sampled_from(sorted(UNIT_M)))
def test_a_written_distance_comes_back_in_metres(value: int, unit: str) -> None:
    [found] = read(f"it is {value} {unit.replace('_', ' ')} away", "en")
    assert found.unit == unit
    assert found.value_lo == pytest.approx(value * UNIT_M[unit])


def test_arabic_and_english_say_the_same() -> None:
    [arabic], [english] = read("نحو ١٤ كيلومتراً", "ar"), read("about 14 kilometres", "en")
    assert (arabic.printed, arabic.newsroom) == (english.printed, english.newsroom)


def test_the_tolerance_has_a_share_and_a_floor() -> None:
    assert NEWSROOM_TOLERANCE.slack_m(4_000) == 1_000
    assert NEWSROOM_TOLERANCE.slack_m(50_000) == 12_500


def test_spans_are_in_the_original_with_vowel_signs_and_direction_marks() -> None:
    text = "على بُعْدِ \u200f١٤\u200f كِيلُومِتْرًا من الحقل"
    [found] = read(text, "ar")
    assert found.span.of(text) == "١٤\u200f كِيلُومِتْرًا"


@pytest.mark.parametrize(
    "text",
    ["14" + " " * 200_000 + "km", "1,111" * 40_000, "one and " * 20_000, "5 km and " * 20_000],
)
def test_long_runs_do_not_hang(text: str) -> None:
    """Each pattern is bounded: doubling the text doubles the time."""
    read(text, "en")
