"""Tables: fixed columns, honest geometry."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from shapely.geometry import Point

from geo_osint import geodesy
from geo_osint.case import Case
from geo_osint.checking import check_case
from geo_osint.layers import COLUMNS, NUMBERS, Tables, tables
from geo_osint.model import (
    Attribute,
    Estimate,
    Interval,
    IntervalSet,
    LonLat,
    Movement,
    Position,
    Shape,
    Span,
)
from geo_osint.routing import route
from tests.conftest import about, mention, place, statement

TOWN = place("geo:town", (35.0, 40.0), extent_m=1_000.0)
BASE = place("geo:base", (35.0, 40.1), (35.05, 40.1), extent_m=500.0)
GUESS = place("geo:guess", estimate=Estimate(LonLat(40.5, 35.5), 15_000, "no source"))
NOWHERE = place("geo:nowhere")


@pytest.fixture
def laid(case_of: Callable[..., Case]) -> Tables:
    told = statement(mention("geo:town"), mention("geo:base"), quantity=about(9_000, 500, 1_800))
    moves = (
        Movement(
            "m1",
            "r1",
            Span(0, 5),
            "x",
            origin=mention("geo:guess"),
            destination=mention("geo:town"),
        ),
        Movement("m2", "r1", Span(0, 5), "x", destination=mention("geo:nowhere")),
    )
    case = case_of(TOWN, BASE, GUESS, NOWHERE, statements=(told,), movements=moves)
    return tables(case, check_case(case), [route(each, case.places) for each in moves])


def test_every_table_has_its_columns_in_order_and_their_types(laid: Tables) -> None:
    assert list(laid) == list(COLUMNS)
    for name, table in laid.items():
        assert list(table.columns) == [*COLUMNS[name], "geometry"]
        assert table.crs == "EPSG:4326"
        for column in COLUMNS[name]:
            kind = table[column].dtype
            assert pd.api.types.is_float_dtype(kind) == (column in NUMBERS), (name, column)
            assert column in NUMBERS or not table[column].isna().any()


def test_tables_exist_with_their_columns_even_for_nothing(case_of: Callable[..., Case]) -> None:
    for name, table in tables(case_of(), (), ()).items():
        assert len(table) == 0
        assert list(table.columns) == [*COLUMNS[name], "geometry"]


def test_an_estimate_says_so_and_covers_where_the_place_may_lie(laid: Tables) -> None:
    row = laid["places"].set_index("id").loc["geo:guess"]
    assert (row["position"], row["precision_m"]) == ("estimate", 15_000)
    extent = laid["extents"].set_index("place").loc["geo:guess"]
    assert extent["basis"].startswith("estimate")
    edge = extent.geometry.exterior.coords[0]
    assert geodesy.distance_m(LonLat(40.5, 35.5), LonLat(*edge)) == pytest.approx(15_000, abs=1)


def test_a_place_that_is_not_located_has_a_row_and_no_point(laid: Tables) -> None:
    row = laid["places"].set_index("id").loc["geo:nowhere"]
    assert row["position"] == "not located" and row.geometry is None
    assert laid["sightings"].set_index("movement").loc["m2"].geometry is None


def test_every_sources_position_is_shown(laid: Tables) -> None:
    rows = laid["positions"][laid["positions"]["place"] == "geo:base"]
    assert sorted(rows["is_reference"]) == ["no", "yes"]


def test_a_region_holds_just_the_points_where_the_statement_would_fit(laid: Tables) -> None:
    regions = laid["regions"]
    printed = regions[regions["set"] == "as_printed"].geometry.iloc[0]
    centre = BASE.positions[0].at
    for metres, inside in ((8_400, False), (8_600, True), (9_400, True), (9_600, False)):
        at = geodesy.destination(centre, 77, metres)
        assert printed.contains(Point(at.lon_deg, at.lat_deg)) is inside
    assert len(regions) == 4  # two positions of the base, two stated sets


def test_a_region_shows_the_direction_that_was_stated_too(case_of: Callable[..., Case]) -> None:
    east = statement(
        mention("geo:town"), mention("geo:base"), quantity=about(9_000, 500, 1_800), relation="west"
    )
    case = case_of(TOWN, BASE, statements=(east,))
    laid = tables(case, check_case(case), ())["regions"]
    printed = laid[laid["set"] == "as_printed"].geometry.iloc[0]
    for azimuth_deg, inside in ((257, True), (77, False), (330, False)):
        at = geodesy.destination(BASE.positions[0].at, azimuth_deg, 9_000)
        assert printed.contains(Point(at.lon_deg, at.lat_deg)) is inside


def test_what_has_no_end_is_drawn_past_the_subject(case_of: Callable[..., Case]) -> None:
    far = place("geo:far", (35.0, 43.0))  # 274 km east of the town
    open_ = replace(about(40_000, 500, 8_000), hedge="at_least")
    open_ = replace(
        open_,
        printed=IntervalSet.of(Interval(39_500, math.inf)),
        newsroom=IntervalSet.of(Interval(31_500, math.inf)),
    )
    told = statement(mention("geo:far"), mention("geo:town"), quantity=open_, relation="east")
    case = case_of(TOWN, far, statements=(told,))
    laid = tables(case, check_case(case), ())["regions"]
    assert laid["hi_m"].isna().all() and set(laid["lo_m"]) == {39_500, 31_500}
    assert all(each.contains(Point(43.0, 35.0)) for each in laid.geometry)


def test_a_bank_is_drawn_once_and_around_the_subject_alone(case_of: Callable[..., Case]) -> None:
    course = (LonLat(40.1, 37.0), LonLat(40.1, 33.0))
    river = replace(place("geo:river", kind="STM"), shape=Shape("LineString", (course,)))
    told = replace(
        statement(mention("geo:town"), mention("geo:river")), kind="bank", relation="west_bank"
    )
    case = case_of(TOWN, river, statements=(told,))
    laid = tables(case, check_case(case), ())["regions"]
    assert list(laid["set"]) == ["as_printed"] and list(laid["basis"]) == ["line"]
    (region,) = laid.geometry
    assert region.contains(Point(40.0, 35.0)) and not region.contains(Point(40.25, 35.0))
    assert region.bounds[3] < 35.5


def test_what_was_not_judged_has_no_region(case_of: Callable[..., Case]) -> None:
    told = statement(None, mention("geo:base"), quantity=about(9_000, 500, 1_800))
    case = case_of(TOWN, BASE, statements=(told,))
    assert len(tables(case, check_case(case), ())["regions"]) == 0


def test_what_ties_tables_together_matches(laid: Tables) -> None:
    assert set(laid["segments"]["movement"]) <= set(laid["movements"]["id"])
    assert set(laid["positions"]["place"]) <= set(laid["places"]["id"])
    assert set(laid["regions"]["statement"]) <= set(laid["statements"]["id"])


def test_an_analysts_own_position_is_marked_as_such(case_of: Callable[..., Case]) -> None:
    own = Position(LonLat(40.5, 35.5), "atlas1", 1.0, by="A. Editor", radius_m=300.0)
    pinned = replace(TOWN, id="case:pin-1", positions=(own,))
    told = statement(mention("geo:town"), mention("case:pin-1"), quantity=about(9_000, 500, 1_800))
    case = case_of(TOWN, pinned, statements=(told,))
    laid = tables(case, check_case(case), ())
    assert laid["places"].set_index("id").loc["case:pin-1", "position"] == "pinned"
    assert laid["positions"].set_index("place").loc["case:pin-1", "by"] == "A. Editor"
    basis = laid["extents"].set_index("place").loc["case:pin-1", "basis"]
    assert any(each.startswith("pinned by A. Editor") for each in basis)


def test_the_opposite_bank_is_drawn_across_from_the_place_it_is_opposite_to(
    case_of: Callable[..., Case],
) -> None:
    """A town on the right bank by its source: opposite to it is the left one, east of a river running south."""
    course = (LonLat(40.0, 36.0), LonLat(40.0, 34.0))
    stream = replace(place("geo:river", kind="STM"), shape=Shape("LineString", (course,)))
    bank = Attribute("bank", "right_bank", "geo:river", "atlas1")
    town = replace(place("geo:town", (35.0, 39.9)), attributes=(bank,))
    other = place("geo:other", (35.0, 40.1))
    apart = statement(mention("geo:other"), mention("geo:town"), quantity=about(18_000, 500, 4_000))
    opposite = replace(
        statement(mention("geo:other"), mention("geo:river")),
        id="s2",
        kind="bank",
        relation="opposite_bank",
    )
    case = case_of(town, other, stream, statements=(apart, opposite))
    rows = tables(case, check_case(case), ())["regions"]
    (drawn,) = rows[rows["statement"] == "s2"].geometry
    assert drawn.contains(Point(40.2, 35.0)) and not drawn.contains(Point(39.8, 35.0))
