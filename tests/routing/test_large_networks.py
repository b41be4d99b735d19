"""Large networks are searched in columns: the ways are those that plain lists give."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint import errors, geodesy
from geo_osint.model import LonLat, Segment
from geo_osint.routing import Network, corridor
from geo_osint.routing import graph as graphs
from geo_osint.routing.classes import ways
from geo_osint.routing.graph import Graph, Spot, graph, mainland
from geo_osint.routing.listed import Listed
from geo_osint.routing.packed import Packed
from geo_osint.routing.paths import forced, others, reach, shortest, within
from tests.routing.made_up import grid, network

FEW = st.integers(0, 9)
LENGTHS = st.sampled_from([0.0, 1_000.0, 2_000.0, 3_000.0, 2_500.25])
LINKS = st.lists(st.tuples(FEW, FEW, LENGTHS, st.booleans()), min_size=1, max_size=30)
SPOTS = st.lists(st.tuples(FEW, st.sampled_from([0.0, 0.25, 0.5, 1.0])), max_size=3, unique=True)


def both(made: Network, spots: list[Spot]) -> Iterator[Graph]:
    """Give the graph as lists and as columns, whatever its size."""
    for most, kind in ((math.inf, Listed), (0, Packed)):
        with mock.patch.object(graphs, "LISTED_LINKS", most):
            found = graph(replace(made), spots)
        assert isinstance(found.arcs, kind)
        yield found


def spot(made: Network, link: int, share: float) -> Spot:
    a, b = made.line(link)
    return Spot(
        link,
        LonLat(
            *(
                (1 - share) * np.array([[a.lon_deg, a.lat_deg]])
                + share * np.array([[b.lon_deg, b.lat_deg]])
            )[0].tolist()
        ),
    )


@settings(max_examples=60, deadline=None)
@given(
    LINKS,
    SPOTS,
    st.sets(FEW, min_size=1, max_size=3),
    st.sets(FEW, min_size=1, max_size=3),
    st.sets(st.integers(0, 40), max_size=2),
)
def test_lists_and_columns_give_the_same_ways(links, told, starts, ends, shut) -> None:
    """Links of no length, equal ways, one-way and parallel links, rings, spots, shut links, several ends."""
    rng = np.random.default_rng(1)
    made = network(list(map(tuple, rng.uniform(40.0, 40.2, (10, 2)))), links)
    real = [(n % len(links), share) for n, share in told]
    real = [each for each in real if links[each[0]][0] != links[each[0]][1]]
    spots = [spot(made, *each) for each in dict.fromkeys(real)]
    starts = starts | {10 + n for n in range(len(spots[:1]))}
    shut = {each % len(links) for each in shut}
    lists, columns = both(made, spots)
    best = shortest(lists, starts, ends, shut)
    assert shortest(columns, starts, ends, shut) == best
    for back in (False, True):
        limit_m = 4_000.0
        one, other = (reach(each, starts, limit_m, shut, back) for each in (lists, columns))
        assert one.tolist() == other.tolist()
    if best is None:
        return
    longest_m = 1.3 * best.length_m.lo
    near = [within(each, starts, ends, longest_m, shut) for each in (lists, columns)]
    found = [others(each, best, starts, ends, longest_m) for each in near]
    assert found[0] == found[1]
    only = [forced(each, best.pieces, starts, ends, longest_m) for each in near]
    assert only[0] == only[1]
    assert ways(lists, starts, ends, shut) == ways(columns, starts, ends, shut)
    whole = {p for p in best.pieces if around(lists, p, starts, ends, shut) > longest_m + 1e-3}
    assert only[0] == whole


def around(whole: Graph, piece: int, starts, ends, shut) -> float:
    way = shortest(whole, starts, ends, {*shut, whole.link(piece)})
    return math.inf if way is None else way.length_m.lo


@settings(max_examples=40, deadline=None)
@given(LINKS)
def test_lists_and_columns_know_the_same_mainland(links) -> None:
    made = network([(40.0, 35.0)] * 10, links)
    lists, columns = both(made, [])
    assert lists.arcs.mainland().tolist() == columns.arcs.mainland().tolist()


@pytest.fixture(scope="module")
def city() -> Network:
    """Make a grid that is large enough to be searched in columns."""
    made = grid(25)
    assert len(made.start) > graphs.LISTED_LINKS
    return made


def test_parallel_links_count_by_the_shorter_and_are_not_added_up() -> None:
    made = network([(40, 35), (40.1, 35)], [(0, 1, 9_000.0, False), (0, 1, 8_000.0, False)])
    for each in both(made, []):
        way = shortest(each, [0], [1])
        assert way is not None and way.pieces == (1,) and way.length_m.lo == 8_000


def test_a_link_of_no_length_joins() -> None:
    made = network([(40, 35), (40, 35), (40.1, 35)], [(0, 1, 0.0, False), (1, 2, 9_500.0, False)])
    for each in both(made, []):
        way = shortest(each, [0], [2])
        assert way is not None and way.pieces == (0, 1) and way.length_m.lo == 9_500


def test_a_way_is_found_however_much_longer_than_the_straight_line() -> None:
    """The first limit is a kilometre and a quarter of the straight line; the way takes forty of them."""
    links = [(n, n + 1, 1_000.0, False) for n in range(40)]
    bow = [
        (40 + 0.1 * math.sin(n / 40 * 2 * math.pi), 35 + 0.1 * math.cos(n / 40 * 2 * math.pi))
        for n in range(41)
    ]
    lists, columns = both(network(bow, links), [])
    way = shortest(columns, [0], [40])
    assert way is not None and way.length_m.lo == 40_000 and way == shortest(lists, [0], [40])


def test_what_is_apart_stays_apart(city: Network) -> None:
    positions = [*zip(city.lon_deg, city.lat_deg, strict=True), (60.0, 35.0), (60.01, 35.0)]
    size = len(positions)
    columns = zip(
        city.start.tolist(),
        city.end.tolist(),
        city.least_m.tolist(),
        city.oneway.tolist(),
        strict=True,
    )
    made = network(positions, [*columns, (size - 2, size - 1, 1_000.0, False)])
    whole = graph(made)
    assert isinstance(whole.arcs, Packed)
    assert shortest(whole, [0], [size - 1]) is None
    assert mainland(made).sum() == size - 2 and not mainland(made)[size - 1]


def test_of_a_grid_the_ways_of_one_length_are_within(city: Network) -> None:
    whole = graph(city)
    corner = 25 * 3 + 4
    near = within(whole, [0], [corner], 7_000.0).arcs
    assert isinstance(near, Packed) and near.nodes is not None
    assert len(near.nodes) == 4 * 5 and len(near.piece) == 2 * (3 * 5 + 4 * 4)
    assert int((near.out_m < math.inf).sum()) == 3 * 5 + 4 * 4  # each one way only


def test_a_bridge_is_forced_on_a_full_network(city: Network) -> None:
    """Two grids that one link joins."""
    size = len(city.lon_deg)
    positions = list(zip(city.lon_deg, city.lat_deg, strict=True))
    positions += [(lon + 5, lat) for lon, lat in positions]
    rows = list(zip(city.start.tolist(), city.end.tolist(), strict=True))
    links = [(a + off, b + off, 1_000.0, False) for off in (0, size) for a, b in rows]
    made = network(positions, [*links, (24, size, 5_000.0, False)])
    found = ways(graph(made), [0], [2 * size - 1])
    assert found is not None
    bridge = len(links)
    assert [p for p, kind in found.classes.items() if kind == "forced"] == [bridge]
    assert {"possible"} <= set(found.classes.values())


def test_a_large_network_without_scipy_says_what_to_install(city: Network) -> None:
    with (
        mock.patch.dict(sys.modules, {"scipy.sparse.csgraph": None}),
        pytest.raises(errors.InputError, match=r"geo-osint\[osm\]"),
    ):
        shortest(graph(city), [0], [5])


def test_a_small_network_needs_no_scipy() -> None:
    code = (
        "import sys; from geo_osint.routing import bundled, road_range_m; n = bundled();"
        "road_range_m(n, n.at(0), n.at(50)); assert 'scipy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_regions_of_many_junctions_are_joined(city: Network) -> None:
    whole = graph(city)
    way = shortest(whole, range(0, 25), range(600, 625))
    assert way is not None and way.length_m.lo == 24_000 and way.nodes[0] == 0


def test_the_strip_of_a_full_network_holds_lines_of_many_vertices() -> None:
    line = tuple(LonLat(40 + n / 5_000, 35 + 0.0003 * (n % 2)) for n in range(1_000))
    segment = Segment("m1/1/1", "forced", "a", "b", line, 20_000.0)
    strip = corridor([segment], schematic=False)
    plain = geodesy.corridor(line, 500.0)
    assert strip.covers(plain) and geodesy.area_m2(strip) < 1.2 * geodesy.area_m2(plain)
    assert len(strip.exterior.coords) < 200
