"""Footprints add up what is wide and what nobody knows; precision classes follow from them."""

from __future__ import annotations

from typing import Any

import pytest

from geo_osint import geodesy
from geo_osint.gazetteer.footprint import covers, footprint_of
from geo_osint.gazetteer.kinds import all_kinds
from geo_osint.gazetteer.precision import meaning, precision_of
from geo_osint.model import Estimate, LonLat, Place, PlaceName, Position, Shape

CENTRE = LonLat(40.45, 35.02)


def position(away_m: float = 0.0, precision_m: float = 1.0, **about: Any) -> Position:
    return Position(geodesy.destination(CENTRE, 90, away_m), f"s{away_m:g}", precision_m, **about)


def place(*positions: Position, kind: str = "PPL", **about: Any) -> Place:
    return Place(
        "t:p", (PlaceName("P", "en", "Latn", "main", "s"),), kind, positions=positions, **about
    )


def parts(of: Place) -> tuple[float, float, float]:
    found = footprint_of(of)
    assert found
    assert found.radius_m == found.extent_m + found.spread_m + found.precision_m
    return (round(found.extent_m), round(found.spread_m), round(found.precision_m))


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (place(position()), (1500, 0, 1)),
        (place(position(), kind="OILF"), (10_000, 0, 1)),
        (place(position(), extent_m=700.0, extent_basis="a map"), (700, 0, 1)),
        (place(position(), position(5300)), (1500, 5300, 1)),
        (place(position(), position(5300), position(4000, 1200.0)), (1500, 5300, 1)),
        (place(position(), position(5300), position(-4500, 1200.0)), (1500, 4500, 1200)),
        (place(position(), position(900, 1200.0)), (1500, 0, 1)),  # its cell holds the finer point
        (place(position(), position(2000, by="me", radius_m=500.0)), (1500, 2000, 501)),
        (place(estimate=Estimate(CENTRE, 15_000.0, "nearest border")), (1500, 0, 15_000)),
        (place(position(), kind="XYZ"), (0, 0, 1)),
    ],
)  # fmt: skip
def test_a_footprint_adds_extent_spread_and_precision(of: Place, expected: tuple[int, ...]) -> None:
    assert parts(of) == expected


def test_a_footprint_holds_every_telling_source() -> None:
    of = place(position(), position(5300), position(700, 300.0))
    found = footprint_of(of)
    assert found
    for each in of.positions:
        reach = geodesy.distance_m(found.centre, each.at) + each.precision_m
        assert reach <= found.spread_m + found.precision_m + 1e-6


def test_a_place_without_a_position_or_with_a_shape_has_no_disc() -> None:
    assert footprint_of(place()) is None
    assert footprint_of(place(shape=Shape("LineString", ((CENTRE, LonLat(41, 35)),)))) is None


def test_the_basis_names_the_source_that_widens_it() -> None:
    found = footprint_of(place(position(), position(5300)))
    assert found and "2 sources, the farthest (s5300) 5.3 km off" in found.basis
    assert "assumed for its kind" in found.basis


def test_a_coarse_source_covers_a_finer_one_within_its_cell_alone() -> None:
    assert covers(position(900, 1200.0), position())
    assert not covers(position(1300, 1200.0), position())
    assert not covers(position(), position(900, 1200.0))


UNITS = {
    "t:d": place(kind="ADM2"),
    "t:g": place(kind="ADM1"),
    "t:c": place(kind="PCLI"),
    "t:r": place(kind="RGN"),
}


@pytest.mark.parametrize(
    ("of", "acled", "ucdp"),
    [
        (place(position()), 1, 1),
        (place(position(), position(1400)), 1, 1),
        (place(position(), position(1600)), 2, 2),
        (place(position(), position(5300), kind="OILF"), 1, 1),
        (place(position(), position(900), kind="BDG"), 1, 1),
        (place(estimate=Estimate(CENTRE, 15_000.0, "r")), 2, 2),
        (place(estimate=Estimate(CENTRE, 26_000.0, "r")), 3, 5),
        (place(kind="ADM3"), 2, 3),
        (place(kind="ADM2"), 2, 3),
        (place(kind="ADM1"), 3, 4),
        (place(kind="PCLI"), 3, 6),
        (place(kind="RGN"), 3, 5),
        (place(kind="STM"), 3, 5),
        (place(kind="SEA"), 3, 7),
        (place(within=("t:r", "t:d", "t:g", "t:c")), 2, 3),
        (place(within=("t:g", "t:c")), 3, 4),
        (place(within=("t:c",)), 3, 6),
        (place(within=("t:nowhere",)), None, None),
    ],
)
def test_precision_classes(of: Place, acled: int | None, ucdp: int | None) -> None:
    found = precision_of(of, UNITS)
    assert (found.acled, found.ucdp) == (acled, ucdp) and found.reason


def test_every_class_is_explained_and_every_kind_has_one() -> None:
    assert all(meaning("acled", code) for code in range(1, 4))
    assert all(meaning("ucdp", code) for code in range(1, 8))
    for code in all_kinds():
        assert precision_of(place(position(), kind=code), {}).ucdp is not None
