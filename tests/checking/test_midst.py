"""Outlines of what lies between: as wide as the checks that they draw."""

from __future__ import annotations

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy
from geo_osint.checking import midst
from geo_osint.checking.between import PLAIN_DEG, angles
from geo_osint.checking.sites import Site
from geo_osint.model import LonLat

A = Site("geo:a", (), (LonLat(0, 0),))
B = Site("geo:b", (), (LonLat(1, 0),))
GUESSED = Site("geo:b", (), (LonLat(1, 0),), slack_m=2_000)


def farthest_m(shape: BaseGeometry, at: LonLat) -> float:
    corners = shapely.get_coordinates(shape)
    return max(geodesy.distance_m(at, LonLat(*each)) for each in corners.tolist())


@pytest.mark.parametrize(
    ("end", "printed_m", "newsroom_m"),
    [
        (B, 111_319.49 / 12, 111_319.49 / 4),
        (GUESSED, 109_319.49 / 12 + 2_000, 109_319.49 / 4 + 2_000),
    ],
)
def test_half_way_is_a_part_of_the_shortest_way_and_as_far_off_as_its_ends(
    end: Site, printed_m: float, newsroom_m: float
) -> None:
    drawn = midst.half_way(A, end)
    for shape, reach_m in zip(drawn, (printed_m, newsroom_m), strict=True):
        assert farthest_m(shape, LonLat(0.5, 0)) == pytest.approx(reach_m, abs=15)


def test_ends_that_may_meet_leave_no_way_to_halve() -> None:
    near = Site("geo:b", (), (LonLat(0.01, 0),), slack_m=2_000)
    for shape in midst.half_way(A, near):
        assert farthest_m(shape, LonLat(0.005, 0)) == pytest.approx(2_000, abs=5)


def test_what_is_drawn_between_is_what_the_check_lets_pass() -> None:
    """Just inside and just outside of the lens, above its middle: 0.5 degrees by tan 30 are 0.2887."""
    printed, newsroom = midst.between(A, B)
    for north, inside in ((0.28, True), (0.30, False)):
        at = Site("geo:x", (), (LonLat(0.5, north),))
        [seen] = angles(at, A, B)
        assert (seen.lo >= PLAIN_DEG) == inside
        assert bool(shapely.intersects_xy(printed, 0.5, north)) == inside
        assert shapely.intersects_xy(newsroom, 0.5, north)


def test_between_reaches_out_as_far_as_an_end_may_be_off() -> None:
    """East of B nothing lies between; of one that may be 2 km off all up to 2 km beyond it may."""
    for end, reach_m in ((B, 0.0), (GUESSED, 2_000.0)):
        printed, _ = midst.between(A, end)
        east = printed.bounds[2]
        assert (east - 1.0) * 111_319.49 == pytest.approx(reach_m, abs=15)
