"""What a drawn region belongs to, and where it ends: a figure of it is a claim too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely import Point

from geo_osint import geodesy
from geo_osint.checking import by_network, pairs_of
from geo_osint.checking.locating import REACH_M, reach_m
from geo_osint.checking.regions import on_bank, regions
from geo_osint.model import LonLat, Place, Shape
from geo_osint.routing import bundled, road_range_m
from tests.conftest import about, mention, place, statement

TOWN = place("geo:town", (35.0, 40.0), extent_m=1_000.0)
RIVER = replace(
    place("geo:river", kind="STM"),
    shape=Shape("LineString", ((LonLat(40.0, 35.6), LonLat(40.0, 35.0)),)),
)


def told(where: Place, **more: object):
    return replace(statement(None, mention(where.id)), **more)  # type: ignore[arg-type]


def test_a_bank_is_drawn_for_both_sets_and_belongs_to_its_river() -> None:
    found = regions(told(RIVER, kind="bank", relation="left_bank"), {RIVER.id: RIVER})
    assert [(each.reference, each.basis, each.set, each.ends) for each in found] == [
        ("geo:river", "line", "as_printed", False),
        ("geo:river", "line", "newsroom", False),
    ]
    assert not list(on_bank(told(RIVER, kind="bank", relation="no_bank"), RIVER, 50_000.0))


@pytest.mark.parametrize("relation", ["north", "north_west", "north_east"])
def test_a_sector_across_north_reaches_both_ways_and_no_farther(relation: str) -> None:
    found = regions(
        told(TOWN, quantity=about(14_000, 500, 2_800), relation=relation), {TOWN.id: TOWN}
    )
    shape = next(each.geometry for each in found if each.set == "as_printed")
    middle, half = {"north": (0, 45), "north_west": (315, 22.5), "north_east": (45, 22.5)}[relation]
    for off, inside in (
        (0, True),
        (half - 2, True),
        (2 - half, True),
        (half + 12, False),
        (180, False),
    ):
        at = geodesy.destination(LonLat(40.0, 35.0), (middle + off) % 360, 14_000)
        assert shape.covers(Point(at.lon_deg, at.lat_deg)) == inside, off


def test_without_anything_to_reach_for_a_drawing_goes_as_far_as_drawings_go() -> None:
    assert reach_m(told(TOWN, relation="north"), {TOWN.id: TOWN}, []) == REACH_M


def test_a_network_raises_the_most_to_its_own_longest_way() -> None:
    """Palmyra to al-Walid: a long way round on the roads known, 1.4 times as drawn."""
    network = bundled()
    known = {id: network.places[id] for id in ("geo:al-walid-tanf-crossing", "geo:palmyra")}
    pair = pairs_of(*(mention(id) for id in known), known)[0]
    ways = road_range_m(network, *known.values())
    assert ways is not None
    assert by_network(network, known)(pair).range_m.hi == ways[1] > ways[0]
