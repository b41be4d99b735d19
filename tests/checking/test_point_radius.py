"""The point-radius method reproduces the worked examples that its sources print."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from geo_osint import geodesy
from geo_osint.checking import point_radius
from geo_osint.checking.point_radius import (
    Contributions,
    by_heading,
    coordinate_precision_m,
    degree_lengths_m,
    distance_precision_2004,
    heading_m,
)
from geo_osint.errors import InputError
from geo_osint.model import LonLat
from geo_osint.names import fold
from geo_osint.reading.lexicon import load
from geo_osint.reading.quantities import UNIT_M, quantities
from tests.conftest import ROOT, about, mention, place, statement

TABLE = tomllib.loads((ROOT / "tests/cases/point_radius.toml").read_text(encoding="utf-8"))
PARTS = ("extent", "distance", "coordinates", "datum", "measurement", "map")


def rows(name: str) -> Callable[..., Any]:
    return pytest.mark.parametrize("row", TABLE[name], ids=lambda row: row["source"])


def known(row: dict[str, Any]) -> Contributions:
    return Contributions(**{f"{part}_m": row.get(part, 0.0) * row["unit_m"] for part in PARTS})


def agrees(found_m: float, row: dict[str, Any]) -> bool:
    return round(found_m / row["unit_m"], row["digits"]) == row["printed"]


@rows("heading")
def test_a_heading(row: dict[str, Any]) -> None:
    offset_m = row["offset"] * row["unit_m"]
    assert agrees(heading_m(offset_m, row["half_width_deg"], known(row)), row)


@rows("named_place")
def test_a_named_place(row: dict[str, Any]) -> None:
    assert agrees(point_radius.named_place_m(known(row)), row)


@rows("distance_only")
def test_a_distance_without_a_direction(row: dict[str, Any]) -> None:
    assert agrees(point_radius.distance_only_m(row["offset"] * row["unit_m"], known(row)), row)


@rows("along_path")
def test_a_distance_along_a_path(row: dict[str, Any]) -> None:
    assert agrees(point_radius.along_path_m(known(row)), row)


@rows("orthogonal")
def test_two_distances_at_right_angles(row: dict[str, Any]) -> None:
    assert agrees(point_radius.orthogonal_m(known(row)), row)


@rows("coordinate_precision")
def test_rounded_coordinates(row: dict[str, Any]) -> None:
    found = coordinate_precision_m(row["lat_deg"], row["precision_deg"])
    assert abs(found - row["printed_m"]) <= row["within_m"]


def test_a_degree_is_as_long_as_the_geodesic_over_it() -> None:
    north, east = degree_lengths_m(35.0)
    step = 1e-4
    up = geodesy.distance_m(LonLat(40, 35 - step / 2), LonLat(40, 35 + step / 2))
    across = geodesy.distance_m(LonLat(40, 35), LonLat(40 + step, 35))
    assert (up / step, across / step) == pytest.approx((north, east), rel=1e-6)


@pytest.mark.parametrize(("figure", "precision"), TABLE["distance_precision_2004"].items())
def test_the_precision_of_a_distance_by_the_rule_of_2004(figure: str, precision: float) -> None:
    assert distance_precision_2004(figure) == precision


@pytest.mark.parametrize(("words", "precision"), TABLE["distance_precision_2020"].items())
def test_the_precision_of_a_distance_by_the_rule_of_2020_is_how_it_is_read(
    words: str, precision: float
) -> None:
    (found,) = quantities(words, fold(words), load("en"))
    (printed,) = found.printed
    assert printed.width / 2 / UNIT_M[found.unit] == pytest.approx(precision)


@pytest.mark.parametrize("figure", ["", "about 9", "9,5", ".5", "-9"])
def test_a_figure_that_is_no_plain_number_is_refused(figure: str) -> None:
    with pytest.raises(InputError, match="not a plain number"):
        distance_precision_2004(figure)


@pytest.mark.parametrize("value", [-1.0, math.nan, math.inf])
def test_a_contribution_that_is_none_is_refused(value: float) -> None:
    with pytest.raises(InputError, match="contribution"):
        Contributions(extent_m=value)
    with pytest.raises(InputError, match="latitude"):
        coordinate_precision_m(91 if value > 0 else -91, 1.0)


def test_what_is_not_told_adds_nothing() -> None:
    assert Contributions().sum_m == 0


TOWN = place("geo:town", (35.0, 40.0), extent_m=1_000.0)


def test_a_statement_with_a_heading_becomes_a_point_and_a_radius() -> None:
    told = statement(None, mention("geo:town"), quantity=about(10_000, 500, 0), relation="east")
    found = by_heading(told, TOWN)
    assert found is not None
    assert found.known == Contributions(extent_m=1_000, distance_m=500, coordinates_m=1.0)
    assert found.radius_m == heading_m(10_000, 45, found.known)
    due_east = geodesy.destination(LonLat(40.0, 35.0), 90, 10_000)
    assert found.at == due_east


def test_it_covers_all_that_the_words_allow_as_printed() -> None:
    """Whatever the direction: the farthest corner of the sector lies within the radius."""
    for relation, azimuth_deg, half_deg in (("east", 90, 45), ("north_east", 45, 22.5)):
        told = statement(
            None, mention("geo:town"), quantity=about(10_000, 500, 0), relation=relation
        )
        found = by_heading(told, TOWN)
        assert found is not None
        for turn_deg in (-half_deg, 0, half_deg):
            corner = geodesy.destination(LonLat(40.0, 35.0), azimuth_deg + turn_deg, 10_500)
            assert geodesy.distance_m(found.at, corner) <= found.radius_m


@pytest.mark.parametrize(
    "more",
    [
        {"relation": ""},
        {"measured_as": "road"},
        {"measured_as": "edge"},
        {"quantity": None},
        {"quantity": replace(about(10_000, 500, 0), hedge="at_least")},
        {"quantity": replace(about(10_000, 500, 0), value_hi=12_000)},
    ],
)
def test_other_forms_have_none(more: dict[str, Any]) -> None:
    fields = {"quantity": about(10_000, 500, 0), "relation": "east", **more}
    assert by_heading(statement(None, mention("geo:town"), **fields), TOWN) is None
    assert by_heading(statement(None, mention("geo:town")), place("geo:nowhere")) is None
