"""Areas: by what a place is filed in, by an outline, by surroundings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from geo_osint import geodesy
from geo_osint.case import Case
from geo_osint.checking import check
from geo_osint.model import Estimate, Finding, LonLat, Mention, Place, Shape
from tests.conftest import mention, place, statement

KM = 1 / 111.3195
"""Degrees of longitude to the kilometre along the equator."""

Make = Callable[..., Case]

SQUARE = ((0.0, -1.0), (2.0, -1.0), (2.0, 1.0), (0.0, 1.0), (0.0, -1.0))
"""From the meridian of 0 to that of 2 degrees east."""


def area(kind: str = "ADM1", outline: bool = True) -> Place:
    shape = Shape("Polygon", (tuple(LonLat(*at) for at in SQUARE),)) if outline else None
    return replace(place("geo:area", kind=kind), shape=shape)


def find(
    case_of: Make, *places: Place, relation: str = "in_governorate", subject: Mention | None = None
) -> Finding:
    told = statement(subject or mention("geo:a"), mention("geo:area"), relation=relation)
    return check(replace(told, kind="within"), case_of(*places))


@pytest.mark.parametrize(
    ("east_km", "off_km", "verdict"),
    [
        (5.0, 0.0, "fits"),
        (5.0, 4.0, "fits"),
        (5.0, 6.0, "not_settled"),
        (-5.0, 6.0, "not_settled"),
        (-5.0, 4.0, "does_not_fit"),
        (-5.0, 0.0, "does_not_fit"),
    ],
)
def test_an_outline_tells_where_all_of_a_position_is_on_one_side(
    case_of: Make, east_km: float, off_km: float, verdict: str
) -> None:
    guess = place("geo:a", estimate=Estimate(LonLat(east_km * KM, 0.0), off_km * 1000, "a guess"))
    found = find(case_of, guess, area())
    assert found.verdict == verdict
    assert bool(found.settles) == (verdict == "not_settled")
    coarse = place("geo:a", (0.0, east_km * KM))
    coarse = replace(coarse, positions=(replace(coarse.positions[0], precision_m=off_km * 1000),))
    assert find(case_of, coarse, area()).verdict == verdict


def test_sources_in_and_out_leave_it_open(case_of: Make) -> None:
    both = place("geo:a", (0.0, 0.5), (0.0, -0.5))
    assert find(case_of, both, area()).verdict == "not_settled"


def test_where_nothing_tells_it_is_open_or_cannot_be_checked(case_of: Make) -> None:
    assert find(case_of, place("geo:a", (0.0, 0.5)), area(outline=False)).verdict == "not_settled"
    assert find(case_of, place("geo:a"), area()).verdict == "cannot_check"
    assert (
        find(case_of, place("geo:a"), area(), subject=mention(words="x")).verdict == "cannot_check"
    )


@pytest.mark.parametrize(
    ("kind", "rival", "verdict"),
    [
        ("ADM1", "ADM1", "does_not_fit"),
        ("PCLI", "PCLI", "does_not_fit"),
        ("ADM1", "ADM2", "not_settled"),
        ("RGN", "RGN", "not_settled"),  # regions lap over each other
    ],
)
def test_another_area_of_the_same_rank_excludes_this_one(
    case_of: Make, kind: str, rival: str, verdict: str
) -> None:
    filed = replace(place("geo:a", (0.0, 0.5)), within=("geo:other", "geo:unknown"))
    other = place("geo:other", kind=rival)
    assert find(case_of, filed, other, area(kind, outline=False)).verdict == verdict
    inside = replace(filed, within=("geo:other", "geo:area"))
    assert find(case_of, inside, other, area(kind, outline=False)).verdict == "fits"


@pytest.mark.parametrize(
    ("km", "off_km", "verdict"),
    [
        (5.9, 0.0, "fits"),
        (6.1, 0.0, "does_not_fit"),
        (5.0, 0.5, "fits"),
        (5.0, 2.0, "not_settled"),
        (7.0, 2.0, "not_settled"),
        (9.0, 2.0, "does_not_fit"),
    ],
)
def test_surroundings_reach_as_far_again_as_the_place(
    case_of: Make, km: float, off_km: float, verdict: str
) -> None:
    """3 km to its edge, 6 km to the end of its surroundings."""
    guess = place("geo:a", estimate=Estimate(LonLat(km * KM, 0.0), off_km * 1000, "a guess"))
    town = place("geo:area", (0.0, 0.0), extent_m=3_000)
    found = find(case_of, guess, town, relation="surroundings_of")
    assert found.verdict == verdict
    assert "6.0 km" in found.reasons[0].en


def test_surroundings_end_where_they_end(case_of: Make) -> None:
    """Just at the end is inside."""
    exactly = geodesy.distance_m(LonLat(0.05, 0.0), LonLat(0.0, 0.0))
    town = place("geo:area", (0.0, 0.0), extent_m=exactly / 2)
    found = find(case_of, place("geo:a", (0.0, 0.05)), town, relation="surroundings_of")
    assert found.verdict == "fits"


def test_surroundings_of_what_has_no_extent_are_open(case_of: Make) -> None:
    there = place("geo:a", (0.0, 0.05))
    for town in (place("geo:area", (0.0, 0.0), kind="RGN"), place("geo:area")):
        assert find(case_of, there, town, relation="surroundings_of").verdict == "not_settled"
    town = place("geo:area", (0.0, 0.0))
    found = find(case_of, town, relation="surroundings_of", subject=mention("geo:area"))
    assert found.verdict == "fits"
    assert "0 m" in found.reasons[0].en


def test_each_identity_counts(case_of: Make) -> None:
    here = place("geo:a", (0.0, 0.5))
    for other, verdict in (((0.0, 0.7), "fits"), ((0.0, -0.7), "not_settled"), ((), "not_settled")):
        twin = place("geo:b", *([other] if other else []))
        found = find(case_of, here, twin, area(), subject=mention("geo:a", "geo:b"))
        assert found.verdict == verdict


def test_half_a_metre_outside_is_outside(case_of: Make) -> None:
    guess = place("geo:a", estimate=Estimate(LonLat(-0.0005 * KM, 0.0), 0.0, "a guess"))
    assert find(case_of, guess, area()).verdict == "does_not_fit"


def test_from_the_end_of_the_surroundings_outwards_is_open(case_of: Make) -> None:
    """One of two agreeing sources lies just at the end, which is inside."""
    exactly = geodesy.distance_m(LonLat(0.05, 0.0), LonLat(0.0, 0.0))
    town = place("geo:area", (0.0, 0.0), extent_m=exactly / 2)
    spread = place("geo:a", (0.0, 0.05), (0.0, 0.055))
    assert find(case_of, spread, town, relation="surroundings_of").verdict == "not_settled"
