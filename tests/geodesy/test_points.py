"""What is measured, against an independent implementation and the properties it must have."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint import geodesy
from geo_osint.model import Interval, LonLat

places = st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90))
# PROJ and GeographicLib agree everywhere; directions lose their meaning at the poles
inhabited = st.builds(LonLat, st.floats(-179, 179), st.floats(-80, 80))


@given(places, places)
def test_two_independent_implementations_agree_to_a_micrometre(a: LonLat, b: LonLat) -> None:
    assert geodesy.distance_m(a, b) == pytest.approx(geodesy.second_distance_m(a, b), abs=1e-6)


@given(places, places)
def test_distance_is_the_same_both_ways(a: LonLat, b: LonLat) -> None:
    assert geodesy.distance_m(a, b) == pytest.approx(geodesy.distance_m(b, a), abs=1e-6)


@given(inhabited, st.floats(0, 360, exclude_max=True), st.floats(1, 1e6))
def test_going_and_measuring_are_each_others_inverse(
    start: LonLat, azimuth: float, length: float
) -> None:
    there = geodesy.destination(start, azimuth, length)
    assert geodesy.distance_m(start, there) == pytest.approx(length, abs=1e-6)
    back = abs(geodesy.azimuth_deg(start, there) - azimuth)
    assert min(back, 360 - back) * length < 1e-3


@pytest.mark.parametrize(
    ("a", "b", "metres"),
    [
        # WGS84 quarter meridian, equator over the antimeridian, pole to pole
        (LonLat(0, 0), LonLat(0, 90), 10_001_965.7293),
        (LonLat(179.5, 0), LonLat(-179.5, 0), 111_319.4908),
        (LonLat(12, -90), LonLat(-170, 90), 20_003_931.4586),
    ],
)
def test_known_lengths(a: LonLat, b: LonLat, metres: float) -> None:
    assert geodesy.distance_m(a, b) == pytest.approx(metres, abs=1e-3)


def test_north_is_0_and_east_is_90() -> None:
    assert geodesy.azimuth_deg(LonLat(40, 35), LonLat(40, 36)) == 0
    assert geodesy.azimuth_deg(LonLat(40, 0), LonLat(41, 0)) == pytest.approx(90)


@given(inhabited, inhabited)
def test_a_drawn_geodesic_has_its_length_and_short_steps(a: LonLat, b: LonLat) -> None:
    line = geodesy.geodesic(a, b, step_m=100_000)
    assert (line[0], line[-1]) == (a, b)
    assert geodesy.line_length_m(line) == pytest.approx(geodesy.distance_m(a, b), abs=1e-3)
    assert all(geodesy.distance_m(*step) <= 100_001 for step in pairwise(line))


def test_a_ring_is_closed_counter_clockwise_and_everywhere_as_far() -> None:
    centre = LonLat(40.5, 35.1)
    ring = geodesy.ring(centre, 14_000)
    assert ring[0] == ring[-1]
    assert {round(geodesy.distance_m(centre, each), 3) for each in ring} == {14_000.0}
    area = sum(a.lon_deg * b.lat_deg - b.lon_deg * a.lat_deg for a, b in pairwise(ring))
    assert area > 0


@given(st.floats(0, 1e5), st.floats(0, 1e4), st.floats(0, 1e4))
def test_discs_are_never_nearer_than_their_nearest_edges(d: float, r1: float, r2: float) -> None:
    anywhere = geodesy.between_discs(Interval(d, d), r1, r2)
    edges = geodesy.edges_to_centres(Interval(d, d), r1, r2)
    assert anywhere.lo == edges.lo <= d == edges.hi <= anywhere.hi
