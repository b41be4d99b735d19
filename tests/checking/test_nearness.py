"""Near without a figure: within reach, in the same parts, or neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo_osint.case import Case
from geo_osint.checking import check
from geo_osint.checking.nearness import FARTHEST_NEAR_M
from geo_osint.model import LonLat, Mention, Place, PlaceName, Position, Span, Statement, Verdict

DEGREE_M = 111_319.4908
"""A degree of the equator."""


def place(id: str, east_m: float, extent_m: float = 2_000) -> Place:
    name = PlaceName(id, "en", "Latn", "main", "list")
    position = Position(LonLat(east_m / DEGREE_M, 0), "list", 1.0)
    return Place(id, (name,), "PPL", positions=(position,), extent_m=extent_m, extent_basis="told")


def near(subject: str, reference: str) -> Statement:
    mentions = [Mention("r1", Span(0, 1), each, places=(each,)) for each in (subject, reference)]
    return Statement("s1", "r1", Span(0, 9), "near", "near", *mentions, relation="near")


@pytest.mark.parametrize(
    ("east_m", "verdict", "margin_m"),
    [
        (3_000, "fits", 1_000),
        (4_001, "fits_roughly", -1),
        (FARTHEST_NEAR_M - 1, "fits_roughly", -20_999),
        (FARTHEST_NEAR_M + 1, "does_not_fit", -21_001),
    ],
)
def test_near_is_twice_the_extent_or_roughly_twenty_five_kilometres(
    east_m: float, verdict: Verdict, margin_m: float
) -> None:
    places = {each.id: each for each in (place("geo:a", east_m), place("geo:b", 0))}
    found = check(near("geo:a", "geo:b"), Case("near", (), places=places))
    assert found.verdict == verdict
    assert found.margin == pytest.approx(margin_m, abs=0.01)


def test_a_wide_place_has_a_wide_neighbourhood() -> None:
    places = {each.id: each for each in (place("geo:a", 70_000), place("geo:b", 0, 40_000))}
    assert check(near("geo:a", "geo:b"), Case("near", (), places=places)).verdict == "fits"


def test_an_unlocated_place_is_near_to_nothing_that_can_be_checked() -> None:
    nowhere = Place("geo:a", place("geo:a", 0).names, "PPL")
    places = {"geo:a": nowhere, "geo:b": place("geo:b", 0)}
    found = check(near("geo:a", "geo:b"), Case("near", (), places=places))
    assert found.verdict == "cannot_check"
    assert "no source locates" in found.reasons[0].en


def test_a_place_is_near_itself() -> None:
    places = {each.id: each for each in (place("geo:a", 0), place("geo:b", 0))}
    found = check(near("geo:a", "geo:b"), Case("near", (), places=places))
    assert (found.verdict, found.margin) == ("fits", 0)


def test_a_place_without_an_extent_has_no_near_ground_of_its_own() -> None:
    point = replace(place("geo:b", 0), kind="RGN", extent_m=None)
    places = {each.id: each for each in (place("geo:a", 1.5), point)}
    found = check(near("geo:a", "geo:b"), Case("near", (), places=places))
    assert found.verdict == "fits_roughly"
    assert [(part.lo, part.hi) for part in found.printed] == [(0, 0)]
