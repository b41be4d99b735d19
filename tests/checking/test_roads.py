"""How long a way by road may be: bounded by the straight line, and held against published figures."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geo_osint.checking.pairs import Pair, pairs_of
from geo_osint.checking.roads import by_straight_line, straight_m
from geo_osint.checking.sites import Site
from geo_osint.gazetteer import load
from geo_osint.model import Interval, LonLat
from geo_osint.routing import MOST_CIRCUITY
from tests.conftest import mention

PUBLISHED = Path(__file__).parents[2] / "docs" / "method" / "road_distances.csv"


def pair(east: float) -> Pair:
    return Pair(Site("geo:a", (), (LonLat(0, 0),)), Site("geo:b", (), (LonLat(east, 0),)))


@pytest.mark.parametrize(
    ("east", "longest_km"),
    [(0.0, 21.0), (0.05, 21.0), (0.089, 21.0), (0.1, 23.377), (1.0, 233.771)],
)
def test_a_road_is_no_shorter_than_the_line_and_not_much_longer(
    east: float, longest_km: float
) -> None:
    """What is nearer than 10 km may be as far apart by road as if it were so far."""
    found = by_straight_line(pair(east)).range_m
    assert found.lo == pytest.approx(east * 111_319.4908, abs=0.01)
    assert found.hi / 1000 == pytest.approx(longest_km, abs=0.001)


def test_the_way_back_gives_the_straight_lines_of_a_road() -> None:
    assert straight_m(Interval(42_000, 50_000)) == Interval(20_000, 50_000)
    assert straight_m(Interval(21_000, 50_000)) == Interval(0.0, 50_000)
    assert straight_m(Interval(21_001, 50_000)).lo == pytest.approx(21_001 / MOST_CIRCUITY)


def test_published_road_distances_keep_to_the_bound() -> None:
    """None of them is longer, and the longest comes within a fifth: the bound is not idle."""
    places = load().places
    ratios = []
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["excluded"]:
                continue
            ends = pairs_of(mention(row["from"]), mention(row["to"]), places)
            longest = max(by_straight_line(each).range_m.hi for each in ends)
            ratios.append(float(row["km"]) * 1000 / longest)
    assert len(ratios) >= 50
    assert 1 / 1.25 < max(ratios) <= 1.0
