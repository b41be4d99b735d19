"""The outlines of countries: who is drawn where, how far outside, and what is left open."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from geo_osint import geodesy, outlines
from geo_osint.model import LonLat
from geo_osint.outlines.territory import SCALE
from tests.conftest import ROOT

DISPUTED: dict[str, Any] = tomllib.loads(
    (ROOT / "geo_osint" / "outlines" / "disputed.toml").read_text(encoding="utf-8")
)
DRAWN = outlines.world(SCALE).countries
CODES = {each.code for each in DRAWN} - {""}


@pytest.mark.parametrize(
    ("code", "lon", "lat", "held"),
    [
        ("SY", 40.45, 35.02, True),
        ("IQ", 40.45, 35.02, False),
        ("IQ", 43.13, 36.34, True),
        ("SY", 35.02, 40.45, False),
        ("SY", 35.8, 33.1, True),  # the Golan, whoever is drawn there
        ("IL", 35.8, 33.1, True),
        ("UA", 34.1, 45.0, True),  # Crimea
        ("RU", 34.1, 45.0, True),
        ("XK", 21.0, 42.6, True),
        ("EH", -13.0, 25.0, True),
        ("MA", -13.0, 25.0, True),
        ("RU", -175.0, 66.5, True),  # beyond the antimeridian
        ("NO", 15.6, 78.2, True),
    ],
)
def test_a_country_holds_its_ground(code: str, lon: float, lat: float, held: bool) -> None:
    ground = outlines.territory(code)
    assert ground and ground.holds(lon, lat) == held


def test_a_code_without_an_outline_has_no_ground() -> None:
    assert outlines.territory("ZZ") is None
    assert outlines.territory("") is None


@pytest.mark.parametrize(
    ("lon", "lat", "name"),
    [(40.45, 35.02, "Syria"), (43.13, 36.34, "Iraq"), (21.0, 42.6, "Kosovo"), (-30.0, 40.0, "")],
)
def test_who_is_drawn_at_a_position(lon: float, lat: float, name: str) -> None:
    assert outlines.name_drawn_at(lon, lat) == name


@pytest.mark.parametrize(
    ("code", "at", "km"),
    [("SY", LonLat(42.8, 36.3), 87), ("SY", LonLat(35.0, 35.5), 65), ("IQ", LonLat(42.19, 37.28), 25)],
)  # fmt: skip
def test_the_nearest_spot_is_as_far_as_it_is(code: str, at: LonLat, km: float) -> None:
    ground = outlines.territory(code)
    assert ground
    spot = ground.nearest(at.lon_deg, at.lat_deg)
    there = LonLat(spot.lon_deg, spot.lat_deg)
    nearest_m = geodesy.distance_m(at, there)
    assert nearest_m / 1000 == pytest.approx(km, rel=0.1)
    around = [geodesy.destination(at, bearing, 0.9 * nearest_m) for bearing in range(0, 360, 5)]
    assert not any(ground.holds(each.lon_deg, each.lat_deg) for each in around)


def test_the_nearest_spot_of_a_position_inside_is_the_position() -> None:
    ground = outlines.territory("SY")
    assert ground and ground.nearest(40.45, 35.02) == outlines.Spot(40.45, 35.02)


def test_every_country_has_a_code_or_is_accounted_for() -> None:
    without = {each.name for each in DRAWN if not each.code}
    assert without == set(DISPUTED["without_code"])


def test_claims_are_boxes_of_known_codes_with_land_in_them() -> None:
    overseas = {"CC", "CX", "XK"}
    for claim in DISPUTED["claims"]:
        west, south, east, north = claim["box"]
        assert -180 <= west < east <= 180 and -90 <= south < north <= 90, claim["name"]
        assert set(claim["codes"]) <= CODES | overseas, claim["name"]
        assert list(outlines.world(SCALE).polygons((west, south, east, north))), claim["name"]
    for codes in DISPUTED["without_code"].values():
        assert set(codes) <= CODES | overseas


def test_arabic_names_are_those_of_the_drawn() -> None:
    named = outlines.arabic_names()
    assert named["760"] == "سوريا"
    assert len([each for each in DRAWN if each.number in named]) > 200
