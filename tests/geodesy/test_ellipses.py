"""Where a way of some length can have led: the positions whose ways from and to its ends add up to it."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint import geodesy
from geo_osint.errors import InputError
from geo_osint.geodesy import destination, distance_m
from geo_osint.geodesy.regions import OUTLINE_TOLERANCE_M
from geo_osint.model import LonLat

inhabited = st.builds(LonLat, st.floats(-180, 180), st.floats(-65, 65))


@settings(max_examples=30, deadline=None)
@given(
    inhabited,
    st.floats(0, 360),
    st.floats(1_000, 300_000),
    st.floats(1.01, 3),
    st.floats(0, 360),
    st.floats(0, 2),
)
def test_an_ellipse_holds_what_lies_on_a_way_short_enough_and_nothing_else(
    a: LonLat, towards: float, apart_m: float, times: float, turn: float, share: float
) -> None:
    b = destination(a, towards, apart_m)
    way_m = times * apart_m
    area = geodesy.ellipse(a, b, way_m)
    assert area.is_valid
    there = destination(destination(a, towards, apart_m / 2), turn, share * way_m / 2)
    over_m = distance_m(a, there) + distance_m(there, b) - way_m
    if abs(over_m) > 2 * OUTLINE_TOLERANCE_M:  # a step outwards lengthens both ways
        point = shapely.Point(there.lon_deg, there.lat_deg)
        assert area.intersects(point) == (over_m < 0)


def test_no_way_is_shorter_than_the_straight_one() -> None:
    a, b = LonLat(40, 35), LonLat(41, 35)
    assert geodesy.ellipse(a, b, 0.99 * distance_m(a, b)).is_empty
    assert not geodesy.ellipse(a, b, 1.01 * distance_m(a, b)).is_empty


def test_there_and_back_is_a_disc_of_half_the_way() -> None:
    a = LonLat(40, 35)
    assert geodesy.ellipse(a, a, 20_000).equals(geodesy.disc(a, 10_000))


@pytest.mark.parametrize("way_m", [-1.0, float("nan"), float("inf"), 4e6])
def test_a_length_that_is_none_is_refused(way_m: float) -> None:
    with pytest.raises(InputError, match="not drawn"):
        geodesy.ellipse(LonLat(40, 35), LonLat(41, 35), way_m)
