"""In which directions footprints lie: arcs that hold every sample, wrap through north, or are all."""

from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint.geodesy import (
    Footprint,
    azimuth_deg,
    bearings,
    destination,
    distance_m,
    inverse,
)
from geo_osint.geodesy.bearings import BEARING_TOLERANCE_DEG
from geo_osint.model import Interval, IntervalSet, LonLat

EVERYWHERE = IntervalSet.of(Interval(0, 360))
inhabited = st.builds(LonLat, st.floats(-180, 180), st.floats(-70, 70))


def holds(arcs: IntervalSet, direction_deg: float, slack_deg: float) -> bool:
    turned = (direction_deg - 360, direction_deg, direction_deg + 360)
    return any(arc.lo - slack_deg <= d <= arc.hi + slack_deg for arc in arcs for d in turned)


@settings(max_examples=60, deadline=None)
@given(
    inhabited,
    st.floats(0, 360),
    st.floats(1_000, 200_000),
    st.floats(0, 0.9),
    st.floats(0, 1),
    st.lists(st.tuples(st.floats(0, 360), st.floats(0, 360)), min_size=1, max_size=8),
)
def test_every_direction_between_two_discs_is_in_the_arcs(
    centre: LonLat,
    towards: float,
    apart_m: float,
    filled: float,
    share: float,
    samples: list[tuple[float, float]],
) -> None:
    other = destination(centre, towards, apart_m)
    r, other_r = filled * apart_m * share, filled * apart_m * (1 - share)
    arcs = bearings(Footprint.disc(centre, r), Footprint.disc(other, other_r))
    assert holds(arcs, towards, BEARING_TOLERANCE_DEG)
    for turn, other_turn in samples:
        a, b = destination(centre, turn, r), destination(other, other_turn, other_r)
        if distance_m(a, b) > 1:
            assert holds(arcs, azimuth_deg(a, b), BEARING_TOLERANCE_DEG)


def test_the_arc_of_two_discs_is_no_wider_than_their_tangents() -> None:
    centre = LonLat(40.45, 35.02)
    other = destination(centre, 90, 20_000)
    (arc,) = bearings(Footprint.disc(centre, 1_500), Footprint.disc(other, 2_000))
    half = math.degrees(math.asin(3_500 / 20_000))
    # meridians converge by 0.06 degrees over the width of these discs
    assert (arc.lo, arc.hi) == pytest.approx((90 - half, 90 + half), abs=0.08)


def test_an_arc_through_north_comes_in_two_parts() -> None:
    arcs = bearings(Footprint.disc(LonLat(40, 35), 1_000), Footprint.disc(LonLat(40, 35.2), 1_000))
    west, east = arcs.parts[1], arcs.parts[0]
    assert (east.lo, west.hi) == (0, 360)
    assert east.hi == pytest.approx(360 - west.lo, abs=0.05)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (Footprint.disc(LonLat(40, 35), 1_500), Footprint.disc(LonLat(40.01, 35), 2_000)),
        (Footprint.disc(LonLat(40, 90), 5_000), Footprint.disc(LonLat(40, 80))),
    ],
    ids=["they overlap", "it holds the pole"],
)
def test_every_direction_is_possible_where(a: Footprint, b: Footprint) -> None:
    assert bearings(a, b) == EVERYWHERE


def test_two_points_have_one_direction() -> None:
    a, b = LonLat(40, 35), LonLat(41, 36)
    (arc,) = bearings(Footprint.disc(a), Footprint.disc(b))
    assert arc.lo == arc.hi == pytest.approx(azimuth_deg(a, b))


def test_separate_parts_lie_in_separate_arcs() -> None:
    a = Footprint.disc(LonLat(40, 35))
    both = Footprint.points((LonLat(41, 35), LonLat(39, 35)), 1_000)
    west, east = sorted(bearings(a, both), key=lambda arc: -arc.lo)
    assert east.lo < 90 < east.hi < west.lo < 270 < west.hi


def test_a_river_around_a_place_leaves_out_only_the_side_it_does_not_pass() -> None:
    place = Footprint.disc(LonLat(40, 35))
    bend = Footprint(shapely.LineString([(39.8, 35.2), (40.2, 35.2), (40.2, 34.8), (39.8, 34.8)]))
    arcs = bearings(place, bend)
    lon, lat = bend.boundary(500).T
    _, directions = inverse(40, 35, lon, lat)
    assert all(holds(arcs, direction, BEARING_TOLERANCE_DEG) for direction in directions)
    assert not holds(arcs, 270, 0)
    first, last = (
        azimuth_deg(LonLat(40, 35), LonLat(39.8, 35.2)),
        azimuth_deg(LonLat(40, 35), LonLat(39.8, 34.8)),
    )
    assert sum(arc.width for arc in arcs) == pytest.approx(360 - (first - last), abs=0.01)
