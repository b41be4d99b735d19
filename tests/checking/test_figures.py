"""Figures as they stand in sentences."""

from __future__ import annotations

import math

import pytest

from geo_osint.checking import (
    amounts,
    distances,
    isolated,
    kilometres,
    length,
    metres,
    square_kilometres,
)
from geo_osint.checking.figures import directions
from geo_osint.model import Interval, IntervalSet, LabelSet


def union(*parts: tuple[float, float]) -> IntervalSet:
    return IntervalSet.of(*(Interval(*part) for part in parts))


@pytest.mark.parametrize(
    ("value", "en", "ar"),
    [
        (0.4, "0 m", "0 م"),
        (3.2, "3 m", "3 م"),
        (999.4, "999 m", "999 م"),
        (999.6, "1.0 km", "1.0 كم"),
        (1_000.0, "1.0 km", "1.0 كم"),
        (1_499.0, "1.5 km", "1.5 كم"),
        (14_503.0, "14.5 km", "14.5 كم"),
    ],
)
def test_a_length_is_in_metres_below_a_kilometre(value: float, en: str, ar: str) -> None:
    assert (length(value).en, length(value).ar, metres(value)) == (en, ar, en)


@pytest.mark.parametrize(
    ("found", "en", "ar"),
    [
        (union((14_500, 15_200)), "14.5–15.2 km", "من 14.5 إلى 15.2 كم"),
        (union((14_500, 14_520)), "14.5 km", "14.5 كم"),
        (union((1_000, 2_000), (3_000, 4_000)), "1.0–2.0 or 3.0–4.0 km", "من 1.0 إلى 2.0 كم أو من 3.0 إلى 4.0 كم"),
        (union((40_000, math.inf)), "at least 40.0 km", "40.0 كم على الأقل"),
        (union(), "", ""),
    ],
)  # fmt: skip
def test_a_set_of_distances_shows_each_part(found: IntervalSet, en: str, ar: str) -> None:
    assert (distances(found).en, distances(found).ar) == (en, ar)
    assert kilometres(found) == en
    assert amounts(found) == distances(found)


@pytest.mark.parametrize(
    ("found", "en", "ar"),
    [
        (union((37, 51)), "37–51°", "من 37 إلى 51°"),
        (union((45, 45)), "45°", "من 45°"),
        (union((0, 9), (351, 360)), "351–9°", "من 351 إلى 9°"),
        (union((0, 9), (20, 30), (351, 360)), "351–9° or 20–30°", ""),
        (union((0, 90), (360, 360)), "0–90°", "من 0 إلى 90°"),
        (union((1, 9), (351, 360)), "1–9° or 351–0°", ""),
        (union((0, 9), (350, 359)), "0–9° or 350–359°", ""),
        (union((0, 360)), "0–360°", "من 0 إلى 360°"),
        (union((10, 20), (30, 40)), "10–20° or 30–40°", "من 10 إلى 20° أو من 30 إلى 40°"),
    ],
)
def test_arcs_that_meet_at_north_are_one(found: IntervalSet, en: str, ar: str) -> None:
    words = amounts(found, "deg")
    assert words.en == en
    assert not ar or words.ar == ar


def test_labels_are_words() -> None:
    words = amounts(LabelSet(("left_bank", "right_bank")), "label")
    assert words.en == "left bank or right bank"
    assert words.ar == "الضفة اليسرى أو الضفة اليمنى"


def test_a_name_cannot_turn_the_words_around_it() -> None:
    assert isolated("a\u202eb\u2069") == "\u2068ab\u2069"


@pytest.mark.parametrize(
    ("value", "words"),
    [(18_662_000, "18.7"), (745_600_000, "746"), (999_400_000, "999"), (1_000e6, "1,000"), (1_234e6, "1,230"), (12_300e6, "12,300"), (400_000, "0.4")],
)  # fmt: skip
def test_an_area_has_three_figures(value: float, words: str) -> None:
    assert square_kilometres(value) == words


def test_arcs_that_whole_degrees_do_not_tell_apart_are_one() -> None:
    parts = [(133.2, 133.4), (134.3, 134.9), (135.9, 136.1)]
    found = IntervalSet.of(*(Interval(lo, hi) for lo, hi in parts))
    assert directions(found).en == "133–135° or 136°"
    assert directions(IntervalSet.of(Interval(10, 11), Interval(12, 12.5))).en == "10–11° or 12°"
