"""How near and how far footprints are: against dense comparison, and the properties of a range."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo_osint.errors import InputError
from geo_osint.geodesy import Footprint, between_discs, distance_m, distance_range, inverse
from geo_osint.model import Interval, LonLat, Shape

GEOD = Geod(ellps="WGS84")

TIE_M = 0.1
"""Of two places that are nearest but for so much, either may be taken."""

positions = st.builds(LonLat, st.floats(-180, 180), st.floats(-89, 89))


def star(centre: LonLat, radius_m: float, spikes: int, turn: float = 0.0) -> shapely.Polygon:
    """An irregular ring around a centre: every second corner at half the radius."""
    azimuths = turn + np.arange(2 * spikes) * 180 / spikes
    radii = radius_m * np.where(np.arange(2 * spikes) % 2, 0.5, 1.0)
    lon, lat, _ = GEOD.fwd(
        np.full(2 * spikes, centre.lon_deg), np.full(2 * spikes, centre.lat_deg), azimuths, radii
    )
    return shapely.Polygon(np.stack([lon, lat], -1))


stars = st.builds(star, positions, st.floats(100, 1_200_000), st.integers(2, 12), st.floats(0, 360))


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[shapely.Polygon, shapely.Polygon]:
    """Two stars whose centres lie at most 3,000 km apart."""
    centre = draw(positions)
    lon, lat, _ = GEOD.fwd(
        centre.lon_deg, centre.lat_deg, draw(st.floats(0, 360)), draw(st.floats(0, 3e6))
    )
    sizes = st.floats(100, 1_200_000)
    first = star(centre, draw(sizes), draw(st.integers(2, 8)), draw(st.floats(0, 360)))
    second = star(LonLat(lon, lat), draw(sizes), draw(st.integers(2, 8)), draw(st.floats(0, 360)))
    return first, second


def along(polygon: shapely.Polygon, step_m: float) -> tuple[np.ndarray, np.ndarray]:
    lon, lat = Footprint(polygon).boundary(step_m).T
    return lon, lat


@settings(max_examples=60, deadline=None)
@given(neighbours())
def test_no_two_positions_are_nearer_or_farther_than_the_range(
    pair: tuple[shapely.Polygon, shapely.Polygon],
) -> None:
    found = distance_range(*map(Footprint, pair))
    step_m = 20_000.0
    (lon, lat), (other_lon, other_lat) = (along(each, step_m) for each in pair)
    lengths, _ = inverse(lon[:, None], lat[:, None], other_lon[None], other_lat[None])
    assert found.lo <= lengths.min() + 1e-3
    assert found.hi >= lengths.max() - 1e-3
    # and the ends are reached: the nearest of the sampled ones is no more than a step off
    assert found.lo == 0 or found.lo >= lengths.min() - step_m
    assert found.hi <= lengths.max() + 1e-3


@settings(max_examples=40, deadline=None)
@given(neighbours())
def test_a_range_is_the_same_both_ways(pair: tuple[shapely.Polygon, shapely.Polygon]) -> None:
    a, b = map(Footprint, pair)
    there, back = distance_range(a, b), distance_range(b, a)
    assert there.lo == pytest.approx(back.lo, abs=TIE_M)
    assert there.hi == pytest.approx(back.hi, abs=1e-3)


@settings(max_examples=40, deadline=None)
@given(neighbours(), st.integers(0, 20))
def test_neither_the_start_nor_the_course_of_a_ring_matters(
    pair: tuple[shapely.Polygon, shapely.Polygon], start: int
) -> None:
    ring = np.array(pair[0].exterior.coords)[:-1]
    turned = shapely.Polygon(np.roll(ring, start, axis=0)[::-1])
    expected = distance_range(*map(Footprint, pair))
    found = distance_range(Footprint(turned), Footprint(pair[1]))
    assert (found.lo, found.hi) == pytest.approx((expected.lo, expected.hi), abs=TIE_M)


@settings(max_examples=40, deadline=None)
@given(neighbours())
def test_cutting_a_line_into_pieces_changes_nothing(
    pair: tuple[shapely.Polygon, shapely.Polygon],
) -> None:
    ring = pair[0].exterior
    edges = [shapely.LineString(ring.coords[i : i + 2]) for i in range(len(ring.coords) - 1)]
    whole = distance_range(Footprint(shapely.LineString(ring.coords)), Footprint(pair[1]))
    cut = distance_range(Footprint(shapely.MultiLineString(edges)), Footprint(pair[1]))
    assert (cut.lo, cut.hi) == pytest.approx((whole.lo, whole.hi), abs=TIE_M)


@settings(max_examples=40, deadline=None)
@given(positions, positions, positions, st.floats(0, 1e5))
def test_ranges_obey_the_triangle_inequality(
    a: LonLat, b: LonLat, c: LonLat, radius_m: float
) -> None:
    first, middle, last = Footprint.disc(a), Footprint.disc(b), Footprint.disc(c, radius_m)
    direct = distance_range(first, last)
    by_way_of = distance_range(first, middle).hi + distance_range(middle, last).hi
    assert direct.hi <= by_way_of + 1e-3
    assert direct.lo <= distance_range(first, middle).hi + distance_range(middle, last).lo + 1e-3


@given(positions, positions, st.floats(0, 1e5), st.floats(0, 1e5))
def test_discs_come_out_as_by_their_formula(a: LonLat, b: LonLat, r: float, other_r: float) -> None:
    found = distance_range(Footprint.disc(a, r), Footprint.disc(b, other_r))
    apart = distance_m(a, b)
    expected = between_discs(Interval(apart, apart), r, other_r)
    assert found.lo == expected.lo
    assert found.hi == min(expected.hi, found.hi)


@pytest.mark.parametrize(
    ("a", "b", "nearest_m", "farthest_m"),
    [
        # on the equator a degree is 111,319.491 m; on a meridian at the equator 110,574.389 m
        ("POINT (0 0)", "LINESTRING (1 -1, 1 1)", 111_319.491, 156_899.568),
        ("POINT (0 0)", "MULTIPOINT (1 0, 3 0)", 111_319.491, 333_958.472),
        ("POINT (0 0)", "POLYGON ((-1 -1, 1 -1, 1 1, -1 1, -1 -1))", 0, 156_899.568),
        # across the antimeridian, around the pole, through a hole
        (
            "POINT (179.5 0)",
            "POLYGON ((-179.5 -1, -178 -1, -178 1, -179.5 1, -179.5 -1))",
            111_319.491,
            None,
        ),
        ("POINT (0 90)", "POLYGON ((0 80, 90 80, 180 80, -90 80, 0 80))", 0, 1_116_825.858),
        (
            "POINT (0 0)",
            "POLYGON ((-3 -3, 3 -3, 3 3, -3 3, -3 -3), (-1 -1, -1 1, 1 1, 1 -1, -1 -1))",
            110_591.342,
            None,
        ),
    ],
)
def test_known_ranges(a: str, b: str, nearest_m: float, farthest_m: float | None) -> None:
    found = distance_range(Footprint(shapely.from_wkt(a)), Footprint(shapely.from_wkt(b)))
    assert found.lo == pytest.approx(nearest_m, abs=0.01)
    if farthest_m is not None:
        assert found.hi == pytest.approx(farthest_m, abs=0.01)


@settings(max_examples=25, deadline=None)
@given(positions, positions, st.floats(1_000, 1_000_000), st.floats(0, 360))
def test_footprints_half_a_world_apart_are_measured_too(
    a: LonLat, b: LonLat, size_m: float, turn: float
) -> None:
    polygon, point = star(a, size_m, 5, turn), Footprint.disc(b)
    found = distance_range(Footprint(polygon), point)
    lon, lat = along(polygon, 20_000)
    lengths, _ = inverse(lon, lat, b.lon_deg, b.lat_deg)
    assert found.lo <= lengths.min() + 1e-3
    assert found.hi >= lengths.max() - 1e-3
    opposite = shapely.Point(b.lon_deg - math.copysign(180, b.lon_deg), -b.lat_deg)
    if distance_range(Footprint(polygon), Footprint(opposite)).lo > 0:
        assert math.isclose(found.hi, lengths.max(), abs_tol=20_000)


def test_the_antipode_of_a_point_inside_an_area_is_as_far_as_anything_can_be() -> None:
    area = Footprint(star(LonLat(-140, -35), 100_000, 6))
    assert distance_range(area, Footprint.disc(LonLat(40, 35))).hi == pytest.approx(20_003_931.4586)


def test_an_edge_of_geojson_is_no_geodesic() -> None:
    """100 km along the parallel of 35 N: the geodesic runs 137 m farther north."""
    line = shapely.LineString([(40, 35), (41.0955, 35)])
    below = Footprint.disc(LonLat(40.54775, 35))
    assert distance_range(Footprint(line), below).lo == pytest.approx(137, abs=1)
    assert distance_range(Footprint.straight(line), below).lo < 0.1


def test_what_lies_between_positions_is_a_point_a_line_or_an_area() -> None:
    corners = (LonLat(179.9, 1), LonLat(-179.9, 1), LonLat(180, 0))
    kinds = [Footprint.among(corners[:count]).geometry.geom_type for count in (1, 2, 3)]
    assert kinds == ["Point", "LineString", "Polygon"]
    inside = Footprint.disc(LonLat(180, 0.7))
    assert distance_range(Footprint.among(corners), inside).lo == 0
    assert distance_range(Footprint.points(corners), inside).lo > 10_000


def test_a_shape_of_the_gazetteer_is_measured_to() -> None:
    river = Shape("LineString", ((LonLat(40, 35), LonLat(40, 35.5)),))
    found = distance_range(Footprint.of(river, 500), Footprint.disc(LonLat(40.1, 35.2)))
    assert found.lo == pytest.approx(9_105.7 - 500, abs=1)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Footprint(shapely.Point(1e300, 0)), "longitude 1e\\+300"),
        (lambda: Footprint(shapely.Point(0, 91)), "latitude 91"),
        (lambda: Footprint(shapely.Polygon()), "empty geometry"),
        (lambda: Footprint(shapely.Point(0, 0), -1), "radius -1 m"),
        (lambda: Footprint(shapely.Point(0, 0), math.nan), "radius nan m"),
        (lambda: Footprint(shapely.LineString([(0, 0), (90, 0)])), "cut it into parts"),
    ],
)
def test_what_cannot_be_measured_is_refused(make: object, told: str) -> None:
    with pytest.raises(InputError, match=told):
        make()  # type: ignore[operator]
