"""Shortest ways are shortest, others differ, and places come onto roads that they can be on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, permutations

import pytest

from geo_osint.model import Attribute, LonLat, Place
from geo_osint.routing import Network
from geo_osint.routing.graph import Spot, graph, mainland
from geo_osint.routing.paths import OVERLAP, Way, line_of, others, shortest, truly_different
from geo_osint.routing.snapping import junctions_in, snap
from tests.conftest import place
from tests.routing.conftest import bridge

Ladder = Callable[..., Network]


def number(network: Network, name: str) -> int:
    return list(network.junction_ids).index(f"road:{name}")


def names(network: Network, way: Way | None) -> str:
    assert way is not None
    return "".join(network.junction_ids[node].removeprefix("road:") for node in way.nodes)


def test_the_shortest_way_is_the_shortest_of_all(roads: Network) -> None:
    """Against Floyd and Warshall's table of all pairs."""
    size = len(roads.lon_deg)
    least = [[float("inf")] * size for _ in range(size)]
    for a, b, m in zip(roads.start, roads.end, roads.least_m, strict=True):
        least[a][b] = least[b][a] = min(least[a][b], m)
    for middle in range(size):
        for row in least:
            through = row[middle]
            for there, rest in enumerate(least[middle]):
                if through + rest < row[there]:
                    row[there] = through + rest
    whole = graph(roads)
    for a in range(0, size, 7):
        for b in range(size):
            way = shortest(whole, [a], [b])
            assert way is not None
            expected = 0.0 if a == b else least[a][b]
            assert way.length_m.lo == pytest.approx(expected)


def test_a_way_is_found_within_a_millisecond(roads: Network) -> None:
    whole = graph(roads)
    ends = list(permutations(range(0, len(roads.lon_deg), 12), 2))
    start = time.perf_counter()
    for a, b in ends:
        shortest(whole, [a], [b])
    assert (time.perf_counter() - start) / len(ends) < 0.005  # 0.2 ms; slack for a busy machine


def test_the_line_of_a_way_runs_in_the_direction_of_travel(ladder: Ladder) -> None:
    network = ladder()
    way = shortest(graph(network), [number(network, "d")], [number(network, "b")])
    assert names(network, way) == "dcb" and way is not None
    assert [at.lon_deg for at in line_of(graph(network), way)] == [10.3, 10.2, 10.1]


def test_a_one_way_road_is_not_taken_against_its_direction(ladder: Ladder) -> None:
    network = ladder(b_c={"oneway": True})
    a, c = number(network, "a"), number(network, "c")
    whole = graph(network)
    assert names(network, shortest(whole, [a], [c])) == "abc"
    assert names(network, shortest(whole, [c], [a])) == "cgfea"


def test_what_is_shut_is_not_taken(ladder: Ladder) -> None:
    network = ladder()
    shut = {list(network.link_ids).index("road:a--b")}
    way = shortest(graph(network), [number(network, "a")], [number(network, "c")], shut)
    assert names(network, way) == "aefgc"


def test_nothing_joins_what_is_apart(ladder: Ladder) -> None:
    network = ladder()
    assert shortest(graph(network), [number(network, "a")], [number(network, "x")]) is None
    held = zip(network.junction_ids, mainland(network), strict=True)
    assert {id[-1] for id, on_it in held if on_it} == set("abcdefgh")


def test_a_dead_end_of_one_way_roads_is_no_mainland(ladder: Ladder) -> None:
    network = ladder(c_d={"oneway": True})
    assert not mainland(network)[number(network, "d")]


def test_a_spot_cuts_its_link_in_proportion(ladder: Ladder) -> None:
    network = ladder()
    link = list(network.link_ids).index("road:a--b")
    quarter, half = Spot(link, LonLat(10.025, 45.0)), Spot(link, LonLat(10.05, 45.0))
    cut = graph(network, [half, quarter])
    first, second = len(network.lon_deg), len(network.lon_deg) + 1
    way = shortest(cut, [second], [first])
    assert way is not None and way.length_m.lo == pytest.approx(2_000, abs=2)
    through = shortest(cut, [number(network, "a")], [number(network, "b")])
    assert through is not None and through.length_m.lo == pytest.approx(8_000)
    assert len(through.pieces) == 3
    # the closed link is closed for its pieces too
    assert (
        names(network, shortest(cut, [number(network, "a")], [number(network, "b")], {link}))
        == "aefgcb"
    )


def test_other_ways_differ_and_stay_within_the_limit(roads: Network) -> None:
    whole = graph(roads)
    a, b = number(roads, "qamishli"), number(roads, "al-omar-field")
    best = shortest(whole, [a], [b])
    assert best is not None
    found = others(whole, best, [a], [b], best.length_m.hi)
    assert found[0] == best and len({way.pieces for way in found}) == len(found) > 3
    assert all(best.length_m.lo <= way.length_m.lo <= best.length_m.hi for way in found)
    assert [w.length_m.lo for w in found] == sorted(w.length_m.lo for w in found)
    for way in found:
        joined = [{int(roads.start[piece]), int(roads.end[piece])} for piece in way.pieces]
        assert joined == [set(pair) for pair in pairwise(way.nodes)]
    chosen = truly_different(whole, found)
    for one, other in permutations(chosen, 2):
        shared = sum(roads.least_m[p] for p in set(one.pieces) & set(other.pieces))
        assert shared <= OVERLAP * max(one.length_m.lo, other.length_m.lo)


# -------------------------------------------------------------------------------- coming onto roads


def test_a_place_comes_onto_the_nearest_road_and_the_distance_is_told(ladder: Ladder) -> None:
    found = snap(ladder(schematic=True), LonLat(10.15, 45.03))
    assert found is not None
    assert found.at.lat_deg == pytest.approx(45.0, abs=1e-4)
    assert found.snapped_m == pytest.approx(3_334, abs=10)


def test_a_full_network_takes_nobody_from_so_far(ladder: Ladder) -> None:
    assert snap(ladder(schematic=False), LonLat(10.15, 45.03)) is None


def test_a_road_apart_from_the_others_is_no_road_to_come_onto(ladder: Ladder) -> None:
    assert snap(ladder(schematic=True), LonLat(11.35, 45.001)) is None


def test_no_place_comes_onto_a_road_of_the_other_bank(ladder: Ladder) -> None:
    network = ladder(schematic=True)
    bank = Attribute("bank", "left_bank", "geo:river", "atlas1")
    other = replace(bank, value="right_bank")
    far = {id: replace(p, attributes=(other,)) for id, p in network.places.items()}
    at = LonLat(10.15, 45.01)
    settled = replace(place("geo:p", (45.01, 10.15)), attributes=(bank,))
    assert snap(network, at, settled) is not None
    assert snap(replace(network, places=far), at, settled) is None


def test_no_place_comes_onto_a_road_of_another_country(ladder: Ladder) -> None:
    network = ladder(schematic=True)
    abroad = {id: replace(p, countries=("TR",)) for id, p in network.places.items()}
    at, here = LonLat(10.15, 45.01), replace(place("geo:p", (45.01, 10.15)), countries=("SY",))
    assert snap(network, at, here) is not None
    assert snap(replace(network, places=abroad), at, here) is None


def test_a_region_is_all_junctions_said_to_be_in_it(
    roads: Network, known: dict[str, Place]
) -> None:
    found = junctions_in(roads, known["geo:hasakah-governorate"])
    within = {roads.junction_ids[n] for n in found}
    assert {"road:qamishli", "road:hasakah", "road:shaddadi"} <= within
    assert not {"road:raqqa", "road:mosul", "road:al-mayadin"} & within


def test_a_region_with_an_outline_holds_what_lies_inside(
    roads: Network, known: dict[str, Place]
) -> None:
    found = junctions_in(roads, known["geo:east-of-euphrates"])
    within = {roads.junction_ids[n] for n in found}
    assert "road:hasakah" in within and "road:palmyra" not in within


def test_a_gate_stands_on_its_link(ladder: Ladder) -> None:
    network = ladder(bridge("g-h", {"state": "open"}))
    link = list(network.link_ids).index("road:g--h")
    assert [g.id for g in network.gates_on(link)] == ["road:gate-g-h"] and not network.gates_on(0)
