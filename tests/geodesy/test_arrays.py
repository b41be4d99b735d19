"""Many geodesics at once: the same figures as one at a time, and exact where the truth is known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint import geodesy
from geo_osint.errors import InputError
from geo_osint.model import LonLat

places = st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90))

EXACT = [
    # latitude, azimuth, latitude and longitude of the end, metres; the start is at longitude 0.
    # Rows of Karney's test set for geodesics (2010), doi:10.5281/zenodo.32156: one at random, near
    # the antipodes, short, near a pole, from pole to pole, along the equator, between vertices
    (36.530042355041, 176.125875162171, -48.16427077909777, 5.762344694676511, 9398502.0434687),
    (21.825596511879, 104.713051412817, -21.839549437269582, 179.40100701429313, 19970733.5221378),
    (79.242606146591, 118.164472899707, 79.24224027586716, 0.003659987835587765, 86.5432418),
    (89.99833069486, 141.970826400559, -89.99660978510279, 55.68763971258267, 20003423.7670087),
    (6.169086571167, 179.998607283442, -81.44365772329188, 0.009314581453032444, 9728514.005172),
    (0.001770439458, 89.997901122024, 0.00200136450616809, 92.96204127030522, 10348487.0900944),
    (38.754118472096, 90.048007660871, -38.75411847210613, 179.52889841623954, 19983450.8773834),
]


@pytest.mark.parametrize(("lat", "azimuth", "to_lat", "to_lon", "metres"), EXACT)
def test_lengths_and_directions_are_those_of_the_published_test_set(
    lat: float, azimuth: float, to_lat: float, to_lon: float, metres: float
) -> None:
    lengths, directions = geodesy.inverse(0, lat, [to_lon], [to_lat])
    assert lengths[0] == pytest.approx(metres, abs=2e-8)
    # a direction is only as sure as the length of what turns with it
    assert math.radians(abs(directions[0] - azimuth)) * min(metres, 1e6) < 1


@given(st.lists(st.tuples(places, places), min_size=1, max_size=20))
def test_many_at_once_are_the_same_to_the_bit_as_one_at_a_time(
    pairs: list[tuple[LonLat, LonLat]],
) -> None:
    columns = np.array([[a.lon_deg, a.lat_deg, b.lon_deg, b.lat_deg] for a, b in pairs]).T
    lengths, directions = geodesy.inverse(*columns)
    assert lengths.tolist() == [geodesy.distance_m(a, b) for a, b in pairs]
    assert directions.tolist() == [geodesy.azimuth_deg(a, b) for a, b in pairs]


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ((1e300, 0), "longitude 1e\\+300: not between"),
        ((180.1, 0), "longitude 180.1"),
        ((0, 90.001), "latitude 90.001: not between"),
        ((math.nan, 0), "longitude nan: not a number"),
        ((0, -math.inf), "latitude -inf: not a number"),
    ],
)
@pytest.mark.parametrize("end", ["start", "end"])
def test_what_is_no_coordinate_is_refused_by_name(
    bad: tuple[float, float], told: str, end: str
) -> None:
    good = ([1.0, 2.0], [3.0, 4.0])
    wrong = ([1.0, bad[0]], [3.0, bad[1]])
    given_ = (*wrong, *good) if end == "start" else (*good, *wrong)
    with pytest.raises(InputError, match=told):
        geodesy.inverse(*given_)


def test_discs_in_columns_are_those_of_single_discs() -> None:
    near, far = geodesy.disc_ranges_m([10_000, 1_000, 0], [1_500, 1_500, 0], [500, 500, 0])
    assert near.tolist() == [8_000, 0, 0]
    assert far.tolist() == [12_000, 3_000, 0]


def test_nothing_is_farther_than_half_way_around() -> None:
    assert geodesy.disc_ranges_m(20_003_000, 5_000, 0)[1] == pytest.approx(20_003_931.4586)


@pytest.mark.parametrize("radius", [-1.0, math.nan])
def test_a_negative_radius_is_refused(radius: float) -> None:
    with pytest.raises(InputError, match=r"radius .* give metres"):
        geodesy.disc_ranges_m([1.0, 2.0], [0.0, radius], 0)
