"""On which side of a line a position lies, how the line runs there, what lies inside an area."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint.geodesy import Footprint, course_deg, destination, encloses, geodesic, side_of
from geo_osint.model import LonLat

inhabited = st.builds(LonLat, st.floats(-180, 180), st.floats(-70, 70))
BEND = (LonLat(40, 35), LonLat(41, 35), LonLat(41, 36))


@settings(max_examples=80, deadline=None)
@given(inhabited, st.floats(0, 360), st.floats(10_000, 300_000), st.floats(10, 4_000))
def test_what_lies_aside_of_a_geodesic_is_on_that_side(
    start: LonLat, azimuth: float, length_m: float, aside_m: float
) -> None:
    line = geodesic(start, destination(start, azimuth, length_m), step_m=3_000)
    middle = line[len(line) // 2]
    heading = course_deg(line, middle)
    left = destination(middle, heading - 90, aside_m)
    right = destination(middle, heading + 90, aside_m)
    assert (side_of(line, left), side_of(line, right)) == ("left", "right")
    assert (side_of(line[::-1], left), side_of(line[::-1], right)) == ("right", "left")


@pytest.mark.parametrize(
    ("at", "side", "course"),
    [
        (LonLat(40.5, 35.1), "left", 89.7),
        (LonLat(40.5, 34.9), "right", 89.7),
        (LonLat(40.8, 35.7), "left", 0),
        (LonLat(41.2, 35.7), "right", 0),
    ],
)
def test_the_nearest_stretch_decides(at: LonLat, side: str, course: float) -> None:
    assert side_of(BEND, at) == side
    assert course_deg(BEND, at) == pytest.approx(course, abs=0.1)


@pytest.mark.parametrize(
    ("other", "inside"),
    [
        (Footprint.disc(LonLat(40.5, 35.5)), True),
        (Footprint.disc(LonLat(40.5, 35.5), 20_000), True),
        (Footprint.disc(LonLat(40.5, 35.5), 60_000), False),
        (Footprint.disc(LonLat(40.9, 35.9)), True),
        (Footprint.disc(LonLat(41.5, 35.5)), False),
        (Footprint.points((LonLat(40.5, 35.5), LonLat(41.5, 35.5))), False),
        (Footprint.disc(LonLat(40.5, 35.25)), False),
    ],
    ids=["middle", "disc", "disc too wide", "corner", "outside", "half", "in the hole"],
)
def test_an_area_encloses_what_lies_wholly_inside(other: Footprint, inside: bool) -> None:
    hole = shapely.box(40.4, 35.2, 40.6, 35.3)
    assert encloses(Footprint(shapely.box(40, 35, 41, 36).difference(hole)), other) == inside


def test_an_area_across_the_antimeridian_encloses_too() -> None:
    area = Footprint(shapely.Polygon([(179, -1), (-179, -1), (-179, 1), (179, 1)]))
    assert encloses(area, Footprint.disc(LonLat(180, 0), 50_000))
    assert not encloses(area, Footprint.disc(LonLat(0, 0)))


def test_the_general_course_passes_over_a_bend() -> None:
    line = (LonLat(40, 35.5), LonLat(40.2, 35.3), LonLat(40.23, 35.3), LonLat(40.5, 35.03))
    at = LonLat(40.215, 35.301)
    assert course_deg(line, at) == pytest.approx(90, abs=0.1)
    assert course_deg(line, at, 20_000) == pytest.approx(137.5, abs=3)
    assert course_deg(line, at, 1e9) == pytest.approx(course_deg((line[0], line[-1]), at), abs=0.01)


def test_a_line_along_the_antimeridian_has_a_side() -> None:
    line = (LonLat(180, 0), LonLat(180, 0.09))
    assert side_of(line, LonLat(-179.9999, 0.05)) == "right"
    assert side_of(line, LonLat(179.9999, 0.05)) == "left"
