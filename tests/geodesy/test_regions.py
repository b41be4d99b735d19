"""Outlines of where a statement holds: valid, right within their tolerance, wherever they lie."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint import geodesy
from geo_osint.errors import InputError
from geo_osint.geodesy import Footprint, destination, distance_m, distance_range
from geo_osint.geodesy.regions import OUTLINE_TOLERANCE_M
from geo_osint.model import Interval, LonLat

anywhere = st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90))
inhabited = st.builds(LonLat, st.floats(-180, 180), st.floats(-65, 65))
radii_m = st.floats(100, 500_000)


def point(at: LonLat) -> shapely.Point:
    return shapely.Point(at.lon_deg, at.lat_deg)


def assert_proper(region: shapely.Geometry) -> None:
    """Valid, of areas only, in range, outer rings counter-clockwise, no step across the antimeridian."""
    assert region.is_valid
    assert region.geom_type in ("Polygon", "MultiPolygon")
    for part in shapely.get_parts(region):
        lon, lat = shapely.get_coordinates(part).T
        assert np.abs(lon).max() <= 180 and np.abs(lat).max() <= 90
        assert part.exterior.is_ccw
        assert not any(hole.is_ccw for hole in part.interiors)


@settings(max_examples=80, deadline=None)
@given(anywhere, radii_m, st.floats(0, 0.9))
def test_rings_are_proper_polygons_of_the_right_area(
    centre: LonLat, radius_m: float, share: float
) -> None:
    ring = geodesy.annulus(centre, Interval(share * radius_m, radius_m))
    assert_proper(ring)
    flat = math.pi * radius_m**2 * (1 - share**2)
    assert geodesy.area_m2(ring) == pytest.approx(flat, rel=0.02)


@settings(max_examples=80, deadline=None)
@given(inhabited, radii_m, st.floats(0, 360), st.floats(0, 2))
def test_a_disc_holds_what_is_nearer_and_nothing_else(
    centre: LonLat, radius_m: float, towards: float, share: float
) -> None:
    there = destination(centre, towards, share * radius_m)
    region = geodesy.disc(centre, radius_m)
    if abs(share - 1) * radius_m > OUTLINE_TOLERANCE_M + 0.001 * radius_m:
        assert region.intersects(point(there)) == (share < 1)


@settings(max_examples=80, deadline=None)
@given(inhabited, st.floats(0, 360), st.floats(5, 300), st.floats(1, 359))
def test_a_sector_holds_its_directions_and_no_others(
    centre: LonLat, start: float, width: float, turn: float
) -> None:
    region = geodesy.sector(centre, Interval(start, start + width), Interval(13_000, 15_000))
    assert_proper(region)
    there = destination(centre, start + turn, 14_000)
    if min(abs(turn - width), turn, 360 - turn) > 0.1:
        assert region.intersects(point(there)) == (turn < width)


def test_a_sector_has_its_share_of_the_ring() -> None:
    centre, distances = LonLat(40.45, 35.02), Interval(13_000, 15_000)
    ring = geodesy.area_m2(geodesy.annulus(centre, distances))
    north = geodesy.area_m2(geodesy.sector(centre, Interval(337.5, 382.5), distances))
    assert north == pytest.approx(ring / 8, rel=1e-3)


LINE = (LonLat(40.0, 35.5), LonLat(40.2, 35.3), LonLat(40.4, 35.35), LonLat(40.5, 35.0))


@settings(max_examples=60, deadline=None)
@given(st.floats(39.6, 40.9), st.floats(34.8, 35.8), st.floats(500, 20_000))
def test_a_corridor_holds_what_is_near_the_line_and_nothing_else(
    lon: float, lat: float, half_width_m: float
) -> None:
    at = LonLat(lon, lat)
    course = Footprint(shapely.LineString([(each.lon_deg, each.lat_deg) for each in LINE]))
    off_m = distance_range(course, Footprint.disc(at)).lo
    region = geodesy.corridor(LINE, half_width_m)
    assert_proper(region)
    if abs(off_m - half_width_m) > OUTLINE_TOLERANCE_M:
        assert region.intersects(point(at)) == (off_m < half_width_m)


def test_left_and_right_of_a_line_make_up_its_corridor() -> None:
    left, right = (geodesy.side(LINE, which, 20_000) for which in ("left", "right"))
    whole = geodesy.corridor(LINE, 20_000)
    assert geodesy.area_m2(left) + geodesy.area_m2(right) == pytest.approx(
        geodesy.area_m2(whole), rel=1e-6
    )
    assert left.intersection(right).area == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("at", "which"),
    [
        (LonLat(40.4, 35.5), "left"),
        (LonLat(40.15, 35.2), "right"),
        (LonLat(40.3, 35.4), "left"),
        (LonLat(40.35, 35.2), "right"),
    ],
)
def test_flowing_south_east_the_left_bank_is_the_north_eastern(at: LonLat, which: str) -> None:
    for each in ("left", "right"):
        assert geodesy.side(LINE, each, 30_000).contains(point(at)) == (each == which)


def test_a_line_across_the_antimeridian_has_two_sides_as_well() -> None:
    line = (LonLat(179.5, 10), LonLat(-179.5, 10))
    north = geodesy.side(line, "left", 50_000)
    assert_proper(north)
    assert north.geom_type == "MultiPolygon"
    assert north.bounds[1] > 9.99


@settings(max_examples=40, deadline=None)
@given(inhabited, st.floats(0, 360), st.floats(100, 300_000), st.floats(100, 100_000))
def test_a_buffer_reaches_just_as_far_as_it_says(
    centre: LonLat, towards: float, length_m: float, radius_m: float
) -> None:
    end = destination(centre, towards, length_m)
    line = Footprint(
        shapely.LineString([(centre.lon_deg, centre.lat_deg), (end.lon_deg, end.lat_deg)])
    )
    outline = shapely.get_coordinates(geodesy.buffer(line, radius_m))
    off_m = [distance_range(line, Footprint(shapely.Point(each))).lo for each in outline[::7]]
    # where the outline is cut at the antimeridian it lies inside
    reached = [each for each, at in zip(off_m, outline[::7], strict=True) if abs(at[0]) < 180]
    assert max(reached) <= radius_m + OUTLINE_TOLERANCE_M
    assert min(reached) >= radius_m - OUTLINE_TOLERANCE_M - 0.001 * radius_m


def test_a_hole_stays_a_hole_until_the_reach_fills_it() -> None:
    shell = [(40, 35), (41, 35), (41, 36), (40, 36), (40, 35)]
    hole = [(40.45, 35.45), (40.45, 35.55), (40.55, 35.55), (40.55, 35.45), (40.45, 35.45)]
    area = Footprint(shapely.Polygon(shell, [hole]))
    assert len(geodesy.buffer(area, 1_000).interiors) == 1
    assert len(geodesy.buffer(area, 6_000).interiors) == 0


@pytest.mark.parametrize(
    "make",
    [
        lambda: geodesy.disc(LonLat(40, 35), 5e6),
        lambda: geodesy.disc(LonLat(40, 35), math.inf),
        lambda: geodesy.buffer(Footprint.disc(LonLat(40, 35)), -1),
    ],
)
def test_what_cannot_be_drawn_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(InputError, match="not drawn; give"):
        make()


def test_circles_have_points_enough_for_their_size() -> None:
    for radius_m in (10, 1_000, 100_000):
        ring = shapely.get_coordinates(geodesy.disc(LonLat(40.5, 35.1), radius_m))
        chords = [distance_m(LonLat(*a), LonLat(*b)) for a, b in pairwise(ring)]
        sagitta = radius_m - math.sqrt(radius_m**2 - (max(chords) / 2) ** 2)
        assert sagitta <= min(OUTLINE_TOLERANCE_M, 0.001 * radius_m) * 1.01


@settings(max_examples=40, deadline=None)
@given(
    inhabited, st.floats(0, 360), st.floats(1_000, 800_000), st.sampled_from([90.0, 120.0, 150.0])
)
def test_from_inside_a_lens_its_ends_are_seen_far_enough_apart(
    a: LonLat, azimuth: float, apart_m: float, angle: float
) -> None:
    b = destination(a, azimuth, apart_m)
    found = geodesy.lens(a, b, angle)
    assert_proper(found)
    middle = destination(a, azimuth, apart_m / 2)
    for turn in range(0, 360, 30):
        for share in (0.05, 0.2, 0.35, 0.6):
            at = destination(middle, azimuth + turn + 1, share * apart_m)
            seen = abs(geodesy.azimuth_deg(at, a) - geodesy.azimuth_deg(at, b))
            seen = min(seen, 360 - seen)
            if abs(seen - angle) > 0.5:
                assert shapely.intersects(found, point(at)) == (seen > angle)


@pytest.mark.parametrize(("angle", "told"), [(89.9, "not drawn"), (180.0, "not drawn")])
def test_a_lens_is_drawn_from_a_right_angle_to_less_than_a_straight_one(
    angle: float, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        geodesy.lens(LonLat(40, 35), LonLat(41, 35), angle)
    with pytest.raises(InputError, match="give two"):
        geodesy.lens(LonLat(40, 35), LonLat(40, 35), 120)
