"""Which sources mean one and the same centre."""

from __future__ import annotations

import sys

import pytest

from geo_osint import geodesy
from geo_osint.checking import Site, sites
from geo_osint.model import Estimate, LonLat
from tests.conftest import place

METRES_PER_DEGREE = 111_319.490793
"""Along the equator."""


def apart(metres: float) -> int:
    """Give how many sites two sources make that lie so far apart on the equator."""
    return len(sites(place("geo:a", (0.0, 0.0), (0.0, metres / METRES_PER_DEGREE))))


@pytest.mark.parametrize(("metres", "count"), [(999.0, 1), (1_001.0, 2), (1_900.0, 2)])
def test_a_kilometre_parts_sources_that_disagree(metres: float, count: int) -> None:
    assert apart(metres) == count


def test_sources_just_as_far_apart_as_that_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    exactly = geodesy.distance_m(LonLat(0, 0), LonLat(0.01, 0))
    # the package's name for it is the function of that name
    monkeypatch.setattr(sys.modules["geo_osint.checking.sites"], "AGREEMENT_M", exactly)
    assert len(sites(place("geo:a", (0.0, 0.0), (0.0, 0.01)))) == 1


def test_sources_agree_through_a_third() -> None:
    """Three in a row, 900 m from one to the next: one centre, though the ends are 1.8 km apart."""
    row = [(0.0, step * 900 / METRES_PER_DEGREE) for step in range(3)]
    (site,) = sites(place("geo:a", row[0], row[2], row[1]))
    assert len(site.points) == 3


def test_an_estimate_is_as_wide_as_it_says_and_no_wider() -> None:
    (site,) = sites(place("geo:a", estimate=Estimate(LonLat(1, 2), 3_000, "a guess", "atlas")))
    assert site == Site("geo:a", ("atlas",), (LonLat(1, 2),), slack_m=3_000.0, rounding_m=0.0)
    assert Site("geo:a", (), (LonLat(1, 2),)).slack_m == 0


def test_a_published_position_is_not_off_unless_somebody_says_so() -> None:
    (site,) = sites(place("geo:a", (2.0, 1.0)))
    assert (site.slack_m, site.rounding_m) == (0.0, 1.0)
