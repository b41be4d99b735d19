"""Statements read backwards: a region holds just the positions with which its statement would fit."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo_osint import geodesy
from geo_osint.checking import sites, stated_arcs
from geo_osint.checking.regions import REACH_M, Region, regions
from geo_osint.checking.riverside import bank
from geo_osint.checking.sites import LINE_ERROR_M
from geo_osint.model import (
    Estimate,
    Interval,
    IntervalSet,
    LonLat,
    Place,
    Quantity,
    Shape,
    Span,
)
from tests.conftest import about, mention, place, statement

TOWN = place("geo:town", (35.0, 40.0), extent_m=1_000.0)
TWICE = place("geo:twice", (35.0, 40.0), (35.1, 40.0))
SPREAD = place("geo:spread", (35.0, 40.0), (35.004, 40.004))
GUESS = place("geo:guess", estimate=Estimate(LonLat(40.0, 35.0), 5_000, "no source"))
NOWHERE = place("geo:nowhere")

SOUTH = (LonLat(40.0, 35.6), LonLat(40.0, 35.3), LonLat(40.0, 35.0))
BEND = (*SOUTH, LonLat(40.5, 35.0), LonLat(41.0, 35.0))
EAST_OF_BEND = LonLat(40.6, 35.3)


def river(*course: LonLat) -> Place:
    return replace(place("geo:river", kind="STM"), shape=Shape("LineString", (course,)))


def said(where: Place, **more: object) -> tuple[Region, ...]:
    told = replace(statement(None, mention(where.id)), **more)  # type: ignore[arg-type]
    return regions(told, {where.id: where})


def of_set(found: tuple[Region, ...], name: str) -> shapely.Geometry:
    return shapely.union_all([each.geometry for each in found if each.set == name])


def holds(region: shapely.Geometry, at: LonLat) -> bool:
    return bool(shapely.intersects_xy(region, at.lon_deg, at.lat_deg))


def near_an_edge(region: shapely.Geometry, at: LonLat) -> bool:
    """Tell positions within about 20 m of an outline, where nothing is promised."""
    return bool(region.boundary.distance(shapely.Point(at.lon_deg, at.lat_deg)) < 2e-4)


@cache
def drawn_around(where: Place, relation: str) -> tuple[Region, ...]:
    return said(where, quantity=about(14_000, 500, 2_800), relation=relation)


@pytest.mark.parametrize("where", [TOWN, SPREAD, GUESS], ids=lambda each: each.id)
@pytest.mark.parametrize("relation", ["", "north", "north_east", "south"])
@settings(max_examples=25, deadline=None)
@given(st.floats(0, 360), st.floats(0, 30_000))
@example(0.0, 17_323.0)  # one point of the town gives the direction, the other the distance
def test_a_region_holds_just_what_the_check_would_let_pass(
    where: Place, relation: str, azimuth_deg: float, away_m: float
) -> None:
    stated = about(14_000, 500, 2_800)
    at = geodesy.destination(LonLat(40.0, 35.0), azimuth_deg, away_m)
    (site,) = sites(where)
    there = geodesy.Footprint.points(site.points, site.slack_m)
    possible = IntervalSet.of(
        geodesy.between_discs(geodesy.distances_m(site.points, [at]), site.slack_m, 0)
    )
    found = drawn_around(where, relation)
    for name, allowed in (("as_printed", stated.printed), ("newsroom", stated.newsroom)):
        region = of_set(found, name)
        fits = possible.meets(allowed)
        if relation:
            arcs = dict(zip(("as_printed", "newsroom"), stated_arcs(relation), strict=True))[name]
            fits = fits and geodesy.bearings(there, geodesy.Footprint.disc(at)).meets(arcs)
        assert near_an_edge(region, at) or holds(region, at) == fits


def test_sites_that_disagree_have_regions_of_their_own() -> None:
    found = said(TWICE, quantity=about(14_000, 500, 2_800))
    assert [(each.basis, each.set) for each in found] == [
        ("atlas1", "as_printed"),
        ("atlas2", "as_printed"),
        ("atlas1", "newsroom"),
        ("atlas2", "newsroom"),
    ]
    assert found[0].distance_m == Interval(13_500, 14_500)


def test_a_region_says_what_its_centre_rests_on() -> None:
    pin = replace(TOWN.positions[0], by="A. Editor", radius_m=300.0)
    pinned = replace(TOWN, positions=(pin,))
    for where, basis in ((TOWN, "atlas1"), (pinned, "atlas1"), (GUESS, "estimate")):
        assert {each.basis for each in said(where, quantity=about(14_000, 500, 2_800))} == {basis}


def test_a_sector_across_north_is_in_one_piece() -> None:
    found = said(TOWN, quantity=about(14_000, 500, 2_800), relation="north")
    assert all(each.geometry.geom_type == "Polygon" for each in found)


def test_a_distance_by_road_allows_all_that_is_nearer() -> None:
    (printed, _) = said(TOWN, quantity=about(14_000, 500, 2_800), measured_as="road")
    assert printed.distance_m == Interval(0, 14_500)
    assert holds(printed.geometry, LonLat(40.0, 35.0))


def test_a_distance_from_the_edge_counts_from_as_far_out_as_the_place_reaches() -> None:
    (printed, _) = said(TOWN, quantity=about(14_000, 500, 2_800), measured_as="edge")
    assert printed.distance_m == Interval(13_500, 15_500)


def test_what_has_no_end_is_drawn_as_far_as_asked_and_says_so() -> None:
    at_least = Quantity(
        "at least 14 km", Span(0, 5), 14_000, 14_000, "km", "at_least",
        IntervalSet.of(Interval(13_500, math.inf)), IntervalSet.of(Interval(10_700, math.inf)),
    )  # fmt: skip
    (printed, _) = said(TOWN, quantity=at_least)
    assert not printed.ends and printed.distance_m == Interval(13_500, math.inf)
    for away_m, inside in (
        (13_400, False),
        (13_600, True),
        (13_400 + REACH_M, True),
        (63_700, False),
    ):
        assert holds(printed.geometry, geodesy.destination(LonLat(40, 35), 70, away_m)) == inside


def test_a_direction_alone_has_no_end_and_no_distance() -> None:
    printed, newsroom = said(TOWN, kind="direction", relation="east")
    assert (printed.distance_m, printed.ends) == (None, False)
    for azimuth_deg, inside in ((44, False), (46, True), (134, True), (136, False)):
        at = geodesy.destination(LonLat(40, 35), azimuth_deg, 30_000)
        assert holds(printed.geometry, at) == inside
    assert holds(newsroom.geometry, geodesy.destination(LonLat(40, 35), 30, 30_000))


@pytest.mark.parametrize(
    "told",
    [
        {"quantity": Quantity("a few km", Span(0, 5), None, None, "km", "few"), "kind": "vague_distance"},
        {"kind": "border", "relation": "crossing_with"},
        {"kind": "within", "relation": "in_governorate"},
        {"kind": "bank", "relation": "left_bank"},
    ],
)  # fmt: skip
def test_words_without_a_range_and_places_without_an_outline_have_no_region(told: dict) -> None:
    assert said(TOWN, **told) == ()


def test_an_unlocated_reference_and_none_at_all_have_no_region() -> None:
    assert said(NOWHERE, quantity=about(14_000, 500, 2_800)) == ()
    assert regions(statement(None, None), {}) == ()


def test_a_wide_distance_is_drawn_to_its_own_end() -> None:
    """Newsroom tolerance of 500 km is wider than what open regions are drawn to."""
    _, newsroom = said(TOWN, quantity=about(500_000, 500, 100_000))
    for away_m, inside in ((598_000, True), (602_000, False), (402_000, True), (398_000, False)):
        assert holds(newsroom.geometry, geodesy.destination(LonLat(40, 35), 10, away_m)) == inside
    assert newsroom.ends


def test_a_distance_across_a_continent_is_not_drawn() -> None:
    assert said(TOWN, quantity=about(4_000_000, 50_000, 800_000)) == ()


def test_near_is_drawn_as_it_is_judged() -> None:
    """As far again as the place reaches, and 25 km, as `check_nearness` takes it."""
    printed, newsroom = said(TOWN, kind="near")
    assert (printed.distance_m, newsroom.distance_m) == (Interval(0, 2_000), Interval(0, 25_000))
    for away_m, inside in (
        (1_990, (True, True)),
        (24_900, (False, True)),
        (25_100, (False, False)),
    ):
        at = geodesy.destination(LonLat(40.0, 35.0), 60, away_m)
        assert (holds(printed.geometry, at), holds(newsroom.geometry, at)) == inside


BOX = replace(
    place("geo:box", kind="RGN"),
    shape=Shape(
        "Polygon", (tuple(LonLat(*at) for at in ((40, 35), (41, 35), (41, 36), (40, 36))),)
    ),
)


@pytest.mark.parametrize(
    ("lon_deg", "inside"), [(41.11, True), (41.16, False), (41.05, False), (40.5, False)]
)
def test_around_an_area_without_a_point_a_band_is_drawn_from_its_edge(
    lon_deg: float, inside: bool
) -> None:
    """At 35.5 N a degree of longitude has 90.6 km: 10 km from the edge is 0.11 of one."""
    (printed, _) = said(BOX, quantity=about(10_000, 500, 1_000))
    assert (printed.basis, printed.distance_m) == ("outline", Interval(9_500, 10_500))
    assert holds(printed.geometry, LonLat(lon_deg, 35.5)) == inside


def test_a_direction_from_an_area_counts_from_anywhere_in_it() -> None:
    (printed, _) = said(BOX, kind="direction", relation="north")
    assert holds(printed.geometry, LonLat(40.1, 36.3)) and holds(
        printed.geometry, LonLat(40.9, 36.3)
    )
    assert not holds(printed.geometry, LonLat(40.5, 34.8))


def test_near_a_river_is_drawn_along_its_line_with_its_error() -> None:
    (printed, newsroom) = said(river(*SOUTH), kind="near")
    assert printed.basis == "line"
    assert holds(newsroom.geometry, geodesy.destination(SOUTH[1], 90, 31_900))
    assert not holds(newsroom.geometry, geodesy.destination(SOUTH[1], 90, 32_100))
    assert holds(printed.geometry, geodesy.destination(SOUTH[1], 90, LINE_ERROR_M - 100))


def test_the_surroundings_of_a_place_reach_as_far_again_as_it_does() -> None:
    for told, reach_m in (
        ({"kind": "within", "relation": "surroundings_of"}, 2_000),
        ({"kind": "within"}, 1_000),
    ):
        printed, newsroom = said(TOWN, **told)
        assert printed.distance_m == Interval(0, reach_m)
        assert printed.geometry.equals(newsroom.geometry)


def test_an_area_is_drawn_by_its_outline() -> None:
    ring = (LonLat(40, 35), LonLat(41, 35), LonLat(41, 36), LonLat(40, 36), LonLat(40, 35))
    zone = replace(place("geo:zone", kind="RGN"), shape=Shape("Polygon", (ring,)))
    printed, _ = said(zone, kind="within", relation="in_region")
    assert printed.basis == "outline" and printed.ends
    assert holds(printed.geometry, LonLat(40.01, 35.01))
    assert not holds(printed.geometry, LonLat(39.99, 35.5))


def test_a_distance_from_a_river_is_as_wide_as_its_line_may_be_off() -> None:
    printed, _ = said(river(*SOUTH), quantity=about(20_000, 500, 4_000))
    for away_m, inside in ((12_400, False), (12_600, True), (27_400, True), (27_600, False)):
        assert holds(printed.geometry, geodesy.destination(LonLat(40, 35.3), 90, away_m)) == inside


@pytest.mark.parametrize(("relation", "way"), [("left_bank", 90), ("right_bank", 270), ("east_bank", 90), ("west_bank", 270)])  # fmt: skip
def test_a_bank_is_a_side_of_the_line_and_what_may_be_on_it_after_all(
    relation: str, way: float
) -> None:
    found = bank(SOUTH, relation, 50_000)
    middle = LonLat(40.0, 35.3)
    for away_m, inside in ((40_000, True), (-6_900, True), (-7_100, False)):
        assert holds(found, geodesy.destination(middle, way, away_m)) == inside
    assert LINE_ERROR_M == 7_000


def test_a_bank_named_by_a_direction_is_decided_stretch_by_stretch() -> None:
    """Where the river runs south its left bank lies east; where it turns east neither does."""
    east, north = (bank(BEND, f"{each}_bank", 50_000) for each in ("east", "north"))
    assert east is not None and north is not None
    assert not holds(east, LonLat(39.7, 35.4)) and holds(east, LonLat(40.3, 35.5))
    assert holds(east, LonLat(40.75, 34.8)) and holds(east, LonLat(40.75, 35.2))
    assert holds(east, LonLat(40.2, 34.85)) and not holds(east, LonLat(39.8, 35.05))
    assert holds(north, LonLat(40.75, 35.2)) and not holds(north, LonLat(40.75, 34.8))
    assert holds(north, LonLat(39.7, 35.5)) and holds(north, LonLat(40.2, 35.55))


def test_stretches_leave_no_gap_between_them() -> None:
    east = bank(BEND, "east_bank", 50_000)
    assert east is not None
    assert all(len(each.interiors) == 0 for each in shapely.get_parts(east))


def test_the_opposite_bank_is_of_nobody_knows_what() -> None:
    assert bank(SOUTH, "opposite_bank", 50_000) is None
    assert bank(SOUTH, "bank", 50_000) is None


FAR_TOWN = place("geo:far", (35.0, 41.0), extent_m=1_000.0)


def said_of_two(**more: object) -> tuple[Region, ...]:
    told = replace(
        statement(None, mention("geo:town")), second_reference=mention("geo:far"), **more
    )  # type: ignore[arg-type]
    return regions(told, {"geo:town": TOWN, "geo:far": FAR_TOWN})


@pytest.mark.parametrize(
    ("relation", "lat_deg", "inside"),
    [
        # the two are 91.3 km apart: at 120° in the middle a place lies 26.4 km off, at 90° 45.6 km
        ("between", 35.23, (True, True)),
        ("between", 35.25, (False, True)),
        ("between", 35.42, (False, False)),
        # a twelfth is 7.6 km, a quarter 22.8 km
        ("half_way", 35.06, (True, True)),
        ("half_way", 35.08, (False, True)),
        ("half_way", 35.21, (False, False)),
    ],
)
def test_between_two_places_is_a_lens_and_half_way_a_disc(
    relation: str, lat_deg: float, inside: tuple[bool, bool]
) -> None:
    printed, newsroom = said_of_two(kind="between", relation=relation)
    at = LonLat(40.5, lat_deg)
    assert (holds(printed.geometry, at), holds(newsroom.geometry, at)) == inside


def test_a_border_is_drawn_as_a_strip_as_far_as_its_outline_may_be_off() -> None:
    syria, iraq = (
        replace(place(f"geo:{code}", kind="PCLI"), countries=(code,)) for code in ("SY", "IQ")
    )
    told = replace(
        statement(None, mention(syria.id)), kind="on_border", second_reference=mention(iraq.id)
    )
    printed, newsroom = regions(told, {syria.id: syria, iraq.id: iraq})
    abu_kamal, tell_abyad = LonLat(40.98, 34.37), LonLat(38.95, 36.69)
    assert holds(newsroom.geometry, abu_kamal) and not holds(newsroom.geometry, tell_abyad)
    assert geodesy.area_m2(printed.geometry) < geodesy.area_m2(newsroom.geometry) / 4


@pytest.mark.parametrize(("relation", "north"), [("upstream", True), ("downstream", False)])
def test_up_and_down_the_river_are_parted_at_the_place(relation: str, north: bool) -> None:
    by = replace(place("geo:town", (35.3, 40.02)), extent_m=0.0)
    stream = river(*SOUTH)
    told = statement(None, mention(by.id), quantity=about(14_000, 500, 1_000), relation=relation)
    (printed, _) = regions(told, {by.id: by, stream.id: stream})
    for azimuth in (0, 30, 150, 180, 210, 330):
        at = geodesy.destination(LonLat(40.02, 35.3), azimuth, 14_000)
        assert holds(printed.geometry, at) == (north == (at.lat_deg > 35.3))


def test_up_the_river_is_drawn_all_around_where_no_one_river_is_known() -> None:
    """Two rivers run by, or none: a ring is all that is known."""
    by = replace(place("geo:town", (35.3, 40.02)), extent_m=0.0)
    other = replace(river(*BEND), id="geo:other")
    told = statement(None, mention(by.id), quantity=about(14_000, 500, 1_000), relation="upstream")
    for rivers in ((), (river(*SOUTH), other)):
        (printed, _) = regions(told, {by.id: by, **{each.id: each for each in rivers}})
        assert holds(printed.geometry, geodesy.destination(LonLat(40.02, 35.3), 0, 14_000))
        assert holds(printed.geometry, geodesy.destination(LonLat(40.02, 35.3), 180, 14_000))


def test_a_direction_from_a_river_is_its_bank_on_that_side() -> None:
    (printed, _) = said(river(*SOUTH), kind="direction", relation="east")
    assert holds(printed.geometry, LonLat(40.3, 35.3))
    assert not holds(printed.geometry, LonLat(39.7, 35.3))
    (near, _) = said(river(*SOUTH), quantity=about(10_000, 500, 1_000), relation="west")
    assert holds(near.geometry, geodesy.destination(SOUTH[1], 270, 10_000))
    assert not holds(near.geometry, geodesy.destination(SOUTH[1], 90, 10_000))
