"""Statements about one unknown place: where they meet, and which to drop where they cannot."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint import geodesy
from geo_osint.checking.locating import (
    MOST_STATEMENTS,
    Drawn,
    draw,
    meetings,
    places_in,
    smallest_disc,
)
from geo_osint.errors import InputError
from geo_osint.model import (
    Attribute,
    Interval,
    LonLat,
    Place,
    Shape,
    Statement,
)
from tests.conftest import about, mention, place, statement

A = place("geo:a", (35.0, 40.0))
B = place("geo:b", (35.0, 40.2))  # 18.3 km east of A
C = place("geo:c", (35.5, 42.0))
TWICE = place("geo:twice", (35.0, 40.0), (35.4, 40.0))  # two sites 44.4 km apart


def told(*found: tuple[str, float | None, str]) -> list[Statement]:
    """Make statements of (reference, kilometres, direction), s1 and up."""
    return [
        replace(
            statement(None, mention(*where.split("|"))),
            id=f"s{number}",
            kind="distance" if km else "direction",
            relation=relation,
            quantity=about(km * 1_000, 500, 1_000) if km else None,
        )
        for number, (where, km, relation) in enumerate(found, start=1)
    ]


def drawn(
    *found: tuple[str, float | None, str], places: tuple[Place, ...] = (A, B, C, TWICE)
) -> Drawn:
    return draw(told(*found), {each.id: each for each in places})


def holds(region: shapely.Geometry, at: LonLat) -> bool:
    return bool(shapely.intersects_xy(region, at.lon_deg, at.lat_deg))


def test_two_circles_meet_in_two_regions_that_stay_apart() -> None:
    (found,) = meetings(drawn(("geo:a", 14, ""), ("geo:b", 14, "")), "as_printed")
    assert (found.held, found.left_out) == (("s1", "s2"), ())
    assert len(shapely.get_parts(found.region)) == 2
    assert len(found.discs) == 2 and all(disc.radius_m < 3_000 for disc in found.discs)
    assert found.ends


def test_a_direction_chooses_one_of_them() -> None:
    (found,) = meetings(
        drawn(("geo:a", 14, ""), ("geo:b", 14, ""), ("geo:a", None, "north")), "newsroom"
    )
    (disc,) = found.discs
    middle = disc.centre
    assert middle.lat_deg > 35 and disc.inside and found.ends
    assert geodesy.distance_m(middle, LonLat(40.0, 35.0)) == pytest.approx(14_000, abs=1_500)


def test_directions_alone_meet_in_a_region_without_an_end() -> None:
    (found,) = meetings(drawn(("geo:a", None, "north"), ("geo:b", None, "north")), "as_printed")
    assert not found.ends


def test_a_far_direction_is_drawn_as_far_as_the_others_need() -> None:
    """C lies 190 km from A: seen from A a region beside C must not be cut off."""
    (found,) = meetings(drawn(("geo:c", 10, ""), ("geo:a", None, "east")), "as_printed")
    alone = geodesy.area_m2(drawn(("geo:c", 10, "")).whole("s1", "as_printed"))
    assert found.left_out == () and found.area_m2 == pytest.approx(alone, rel=0.01)


def test_contradictions_name_each_smallest_set_to_drop() -> None:
    found = meetings(drawn(("geo:a", 5, ""), ("geo:b", 5, ""), ("geo:c", 5, "")), "as_printed")
    assert [each.left_out for each in found] == [("s2", "s3"), ("s1", "s3"), ("s1", "s2")]
    found = meetings(drawn(("geo:a", 14, ""), ("geo:b", 14, ""), ("geo:c", 5, "")), "as_printed")
    assert [each.left_out for each in found] == [("s3",)]


def test_printed_words_may_contradict_where_newsroom_tolerance_lets_them_meet() -> None:
    pair = drawn(("geo:a", 9, ""), ("geo:b", 8, ""))
    assert [each.left_out for each in meetings(pair, "as_printed")] == [("s2",), ("s1",)]
    assert [each.left_out for each in meetings(pair, "newsroom")] == [()]


def test_one_place_has_one_site_in_all_statements() -> None:
    """North of the one and south of the other published point fits each statement, but no world."""
    pair = drawn(("geo:twice", 14, "north"), ("geo:twice", 30, "south"))
    whole = shapely.intersection(pair.whole("s1", "newsroom"), pair.whole("s2", "newsroom"))
    assert whole.area > 0
    assert [each.left_out for each in meetings(pair, "newsroom")] == [("s2",), ("s1",)]


def test_sites_are_united_never_averaged() -> None:
    (found,) = meetings(drawn(("geo:twice", 5, "")), "as_printed")
    assert len(shapely.get_parts(found.region)) == 2
    assert not holds(found.region, LonLat(40.0, 35.2))


def test_a_name_that_may_mean_two_places_means_one_of_them_throughout() -> None:
    both = drawn(("geo:a|geo:c", 14, ""), ("geo:a|geo:c", 14, "north"))
    (found,) = meetings(both, "as_printed")
    assert len(shapely.get_parts(found.region)) == 2
    crossed = drawn(("geo:a|geo:b", 2, "east"), ("geo:a|geo:b", 16.3, "west"))
    assert [each.left_out for each in meetings(crossed, "as_printed")] == [("s2",), ("s1",)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(-2, 2), st.integers(5, 30)), min_size=2, max_size=4))  # fmt: skip
def test_no_larger_set_of_statements_could_have_been_kept(
    found: list[tuple[int, int, int]],
) -> None:
    places = tuple(
        place(f"geo:p{n}", (35 + north / 10, 40 + east / 10))
        for n, (east, north, _) in enumerate(found)
    )
    laid = drawn(*((f"geo:p{n}", km, "") for n, (_, _, km) in enumerate(found)), places=places)
    # two references at one position are two places here, each with its own site
    kept = meetings(laid, "as_printed")
    size = len(kept[0].held)
    for more in combinations(laid.regions, size + 1):
        shapes = [laid.whole(id, "as_printed") for id in more]
        assert shapely.intersection_all(shapes).area == pytest.approx(0, abs=1e-12)
    for each in kept:
        shapes = [laid.whole(id, "as_printed") for id in each.held]
        assert shapely.intersection_all(shapes).area == pytest.approx(each.region.area, rel=1e-9)


@settings(max_examples=40, deadline=None)
@given(
    st.floats(-180, 180), st.floats(-89, 89), st.floats(0, 360), st.floats(10, 200),
    st.floats(1_000, 400_000),
)  # fmt: skip
def test_the_disc_covers_its_region_and_is_about_the_smallest(
    lon_deg: float, lat_deg: float, start_deg: float, width_deg: float, far_m: float
) -> None:
    region = geodesy.sector(
        LonLat(lon_deg, lat_deg), Interval(start_deg, start_deg + width_deg), Interval(0, far_m)
    )
    disc = smallest_disc(region)
    middle = geodesy.Footprint.disc(disc.centre)
    farthest = geodesy.distance_range(middle, geodesy.Footprint(region)).hi
    assert farthest <= disc.radius_m + 1.0
    widest = max(far_m, 2 * far_m * _sine(min(width_deg, 180) / 2))
    assert disc.radius_m <= 1.003 * widest / 3**0.5 + 1.0  # Jung's theorem


def _sine(angle_deg: float) -> float:
    return math.sin(math.radians(angle_deg))


def test_places_that_lie_there_are_those_no_source_speaks_against() -> None:
    course = (LonLat(40.0, 35.6), LonLat(40.0, 34.4))
    river = replace(place("geo:river", kind="STM"), shape=Shape("LineString", (course,)))
    here = place("geo:here", (35.0, 40.033))
    right = Attribute("bank", "right_bank", "geo:river", "atlas1")
    there = replace(place("geo:there", (35.005, 40.033)), attributes=(right,))
    away = place("geo:away", (35.0, 40.5))
    places = {each.id: each for each in (A, river, here, there, away)}
    near = told(("geo:a", None, "east"))[0]
    left = replace(near, id="s2", kind="bank", relation="left_bank", reference=mention("geo:river"))
    laid = draw([replace(near, relation="east"), left], places)
    (found,) = meetings(laid, "as_printed")
    assert places_in(found, laid, places) == ("geo:here", "geo:away")
    close = draw([told(("geo:a", 3, ""))[0], left], places)
    (found,) = meetings(close, "as_printed")
    assert places_in(found, close, places) == ("geo:here",)


def test_statements_without_a_region_take_no_part_and_are_named() -> None:
    lost = replace(told(("geo:a", None, ""))[0], id="s9", kind="border")
    laid = draw([*told(("geo:a", 14, "")), lost], {"geo:a": A})
    (found,) = meetings(laid, "as_printed")
    assert found.held == ("s1",) and laid.open == (lost,)
    assert meetings(draw([lost], {"geo:a": A}), "as_printed") == ()


def test_too_many_statements_and_two_of_one_id_are_refused() -> None:
    one = told(("geo:a", 14, ""))[0]
    many = [replace(one, id=f"s{number}") for number in range(MOST_STATEMENTS + 1)]
    assert draw(many[:MOST_STATEMENTS], {"geo:a": A}).open == ()
    with pytest.raises(InputError, match="more than 10"):
        draw(many, {"geo:a": A})
    with pytest.raises(InputError, match="same id"):
        draw([one, one], {"geo:a": A})
