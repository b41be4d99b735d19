"""Between two places and half-way: angles and middles, their unions, and what leaves them open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from geo_osint.case import Case
from geo_osint.checking import check, wording
from geo_osint.checking.between import angles, middle
from geo_osint.checking.sites import Site
from geo_osint.model import (
    Estimate,
    Finding,
    Interval,
    IntervalSet,
    LonLat,
    Mention,
    Place,
    Shape,
    Statement,
)
from tests.conftest import mention, place, statement

Make = Callable[..., Case]

DEGREE_KM = 111.3194908
"""A degree of the equator; of the first hundredths along a meridian 110.574 km."""


def spot(id: str, east: float, north: float = 0.0, **more: Any) -> Place:
    """Make a point on or around the equator, which fills no ground unless told."""
    return place(f"geo:{id}", (north, east), **{"extent_m": 0.0, **more})


def told(
    relation: str = "between", first: Mention | None = None, second: Mention | None = None
) -> Statement:
    first, second = first or mention("geo:a"), second or mention("geo:b")
    said = statement(mention("geo:x"), first, relation=relation, second_reference=second)
    return replace(said, kind="between")


def site(east: float, north: float = 0.0, slack_m: float = 0.0) -> Site:
    return Site("geo:s", (), (LonLat(east, north),), slack_m)


@pytest.mark.parametrize(
    ("east", "north", "degrees"),
    [(0.5, 0.0, 180.0), (-0.1, 0.0, 0.0), (1.1, 0.0, 0.0), (0.5, 0.5, 90.4), (0.0, 0.5, 63.6)],
)
def test_the_angle_is_that_under_which_the_two_are_seen(
    east: float, north: float, degrees: float
) -> None:
    """2 atan(55.660 / 55.287) above the middle, atan(111.319 / 55.287) above the one end."""
    (found,) = angles(site(east, north), site(0.0), site(1.0))
    assert found.lo == found.hi == pytest.approx(degrees, abs=0.15)


def test_the_angle_does_not_turn_with_the_order_or_across_north() -> None:
    """Seen from the south the two lie either side of north, at 315 and 45 degrees."""
    one = angles(site(0.5, -0.5), site(0.0), site(1.0))
    assert one == angles(site(0.5, -0.5), site(1.0), site(0.0))
    assert one.parts[0].lo == pytest.approx(90.4, abs=0.15)


def test_what_a_site_may_be_off_widens_the_angle() -> None:
    """5 km off at 55.660 km is asin(5 / 55.660) = 5.15 degrees either way, of each of the two."""
    (found,) = angles(site(0.5), site(0.0, slack_m=5_000), site(1.0))
    assert (found.lo, found.hi) == (pytest.approx(180 - 5.15, abs=0.02), 180.0)
    (both,) = angles(site(0.5), site(0.0, slack_m=5_000), site(1.0, slack_m=5_000))
    assert both.lo == pytest.approx(180 - 10.31, abs=0.04)


def test_a_site_that_may_be_one_of_the_two_may_see_them_anyhow() -> None:
    (found,) = angles(site(0.01, slack_m=5_000), site(0.0), site(1.0))
    assert (found.lo, found.hi) == (0.0, 180.0)


@pytest.mark.parametrize(
    ("north", "verdict"),
    [
        (0.28, "fits"),  # half of 1 degree over 0.28: 2 atan(0.5 / 0.28) = 121.5
        (0.30, "fits_roughly"),  # 118.1
        (0.49, "fits_roughly"),  # 91.2
        (0.52, "does_not_fit"),  # 87.8
    ],
)
def test_between_needs_a_wide_angle(case_of: Make, north: float, verdict: str) -> None:
    found = check(told(), case_of(spot("x", 0.5, north), spot("a", 0.0), spot("b", 1.0)))
    assert (found.verdict, found.unit, found.margin) == (verdict, "deg", None)


def test_edges_keep_open_what_does_not_fit_from_centre_to_centre(case_of: Make) -> None:
    """11 km behind a place that itself reaches 12 km: a part of it may lie beyond."""
    behind = (spot("x", -0.1), spot("b", 1.0))
    assert _between(case_of, *behind, spot("a", 0.0)).verdict == "does_not_fit"
    found = _between(case_of, *behind, spot("a", 0.0, extent_m=12_000))
    assert found.verdict == "not_settled"
    assert {each.name: each.verdict for each in found.readings} == {"edge": "not_settled"}


def _between(case_of: Make, *places: Place) -> Finding:
    return check(told(), case_of(*places))


def test_an_area_is_no_end_of_a_way(case_of: Make) -> None:
    """Nor is a river: it lies in no one direction."""
    area = Place(
        "geo:b",
        place("geo:b").names,
        "RGN",
        shape=Shape("Polygon", ((LonLat(1, 0), LonLat(2, 0), LonLat(2, 1), LonLat(1, 0)),)),
    )
    found = _between(case_of, spot("x", 0.5), spot("a", 0.0), area)
    assert found.verdict == "cannot_check"
    assert "no one position" in found.reasons[0].en


def test_a_place_that_nobody_names_or_knows_cannot_be_checked(case_of: Make) -> None:
    case = case_of(spot("x", 0.5), spot("a", 0.0), spot("b", 1.0))
    without = replace(told(), second_reference=None)
    found = check(without, case)
    assert found.verdict == "cannot_check"
    assert "does not name" in found.reasons[0].en
    unknown = told(second=mention(words="Foo"))
    assert "Foo" in check(unknown, case).reasons[0].en


def test_a_name_that_may_mean_what_nobody_locates_stays_open(case_of: Make) -> None:
    lost = place("geo:lost")
    case = case_of(spot("x", 0.5), spot("a", 0.0), spot("b", 1.0), lost)
    said = told(second=mention("geo:b", "geo:lost"))
    found = check(said, case)
    assert found.verdict == "not_settled"
    assert any("no source locates" in each.en for each in found.reasons)


@pytest.mark.parametrize(
    ("east", "verdict", "margin_km"),
    [
        (0.5, "fits", 1 / 12),
        (0.58, "fits", 1 / 12 - 0.08),
        (0.59, "fits_roughly", 1 / 12 - 0.09),
        (0.74, "fits_roughly", 1 / 12 - 0.24),
        (0.76, "does_not_fit", 1 / 12 - 0.26),
        (0.24, "does_not_fit", 1 / 12 - 0.26),
    ],
)
def test_half_way_is_near_the_middle(
    case_of: Make, east: float, verdict: str, margin_km: float
) -> None:
    """In parts of the whole way, which is a degree."""
    case = case_of(spot("x", east), spot("a", 0.0), spot("b", 1.0))
    found = check(told("half_way"), case)
    assert (found.verdict, found.unit) == (verdict, "m")
    assert found.margin is not None
    assert found.margin / 1000 == pytest.approx(margin_km * DEGREE_KM, abs=0.001)


def test_half_way_is_judged_in_each_world_by_its_own_length(case_of: Make) -> None:
    """4 km off the middle of 111 km is within a twelfth (9.3); as far off that of 22 km is not (1.9)."""
    far = place("geo:b", (0.0, 1.0), (0.0, 0.2), extent_m=0.0)
    x = place("geo:x", (0.0, 0.5 + 4 / DEGREE_KM), (0.0, 0.1 + 4 / DEGREE_KM), extent_m=0.0)
    found = check(told("half_way"), case_of(x, spot("a", 0.0), far))
    assert found.verdict == "not_settled"
    assert found.margin == 0.0
    near = place("geo:x", (0.0, 0.1 + 4 / DEGREE_KM), extent_m=0.0)
    alone = check(told("half_way"), case_of(near, spot("a", 0.0), spot("b", 0.2)))
    assert alone.verdict == "fits_roughly"
    assert alone.margin == pytest.approx(-4_000 + 22_263.9 / 12, abs=1)


def test_an_estimate_half_way_reaches_as_far_as_it_may_be_off(case_of: Make) -> None:
    """1 km off the middle, and 2 more: from 0 to 3; the middle of an estimate is as far off as it."""
    x = place(
        "geo:x", estimate=Estimate(LonLat(0.5 + 1 / DEGREE_KM, 0), 2_000, "a guess"), extent_m=0.0
    )
    found = check(told("half_way"), case_of(x, spot("a", 0.0), spot("b", 1.0)))
    assert [(each.lo, round(each.hi)) for each in found.possible] == [(0, 3_000)]  # type: ignore[union-attr]
    b = place("geo:b", estimate=Estimate(LonLat(1.0, 0), 2_000, "a guess"), extent_m=0.0)
    wide = check(told("half_way"), case_of(spot("x", 0.5), spot("a", 0.0), b))
    assert [(each.lo, round(each.hi)) for each in wide.possible] == [(0, 2_000)]  # type: ignore[union-attr]
    assert wide.printed.parts[-1].hi == pytest.approx((111_319.49 - 2_000) / 12, abs=1)  # type: ignore[union-attr]


def test_the_middle_is_as_far_from_both() -> None:
    found = middle(LonLat(40.0, 35.0), LonLat(41.0, 36.0))
    assert (found.lon_deg, found.lat_deg) == (
        pytest.approx(40.4968, abs=1e-3),
        pytest.approx(35.5, abs=2e-3),
    )


def test_the_detour_is_told(case_of: Make) -> None:
    """A right angle over the middle: 78.7 + 78.7 - 111.3 = 46 km more."""
    found = _between(case_of, spot("x", 0.5, 0.5), spot("a", 0.0), spot("b", 1.0))
    [said] = [each.en for each in found.reasons if "more through" in each.en]
    assert "it is 111.3 km, and 45.6 km more through" in said
    assert "90° apart" in said


def test_what_is_stated_ends_at_a_straight_line(case_of: Make) -> None:
    found = check(told(), case_of(spot("x", 0.5), spot("a", 0.0), spot("b", 1.0)))
    assert found.printed == IntervalSet.of(Interval(120.0, 180.0))
    assert found.newsroom == IntervalSet.of(Interval(90.0, 180.0))


def test_two_sources_of_which_one_fits_and_one_roughly_fit_roughly(case_of: Make) -> None:
    """0.05 and 0.1 degrees off the middle, of a twelfth and a quarter: none speaks against it."""
    x = place("geo:x", (0.0, 0.55), (0.0, 0.6), extent_m=0.0)
    found = check(told("half_way"), case_of(x, spot("a", 0.0), spot("b", 1.0)))
    assert (found.verdict, found.margin, found.settles) == ("fits_roughly", 0.0, None)


def test_what_would_settle_it_is_the_name_or_a_closer_position(case_of: Make) -> None:
    torn = place("geo:x", (0.0, 0.5), (0.0, 0.9), extent_m=0.0)
    found = check(told("half_way"), case_of(torn, spot("a", 0.0), spot("b", 1.0)))
    assert (found.verdict, found.settles) == ("not_settled", wording.CLOSER_FIGURE)
    either = told("half_way", second=mention("geo:b", "geo:c"))
    case = case_of(spot("x", 0.5), spot("a", 0.0), spot("b", 1.0), spot("c", 3.0))
    assert check(either, case).settles == wording.WHICH_PLACE
