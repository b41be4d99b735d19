"""What becomes of an extract: which ways are roads, where links end, what stands on them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geo_osint import geodesy
from geo_osint.model import LonLat
from geo_osint.routing import Network
from geo_osint.routing.graph import graph
from geo_osint.routing.network import CLASSES, SURFACES
from geo_osint.routing.osm import import_roads
from geo_osint.routing.paths import shortest
from tests.routing.osm_files import Nodes, node_id, write_extract

# A street with a side street, near Qamishli. Each step east is 914 m, each step north 1,110 m.
#
#   d --- e --- f
#         |
#   a --- b --- c --- g
AT = {
    "a": (41.20, 37.00),
    "b": (41.21, 37.00),
    "c": (41.22, 37.00),
    "g": (41.23, 37.00),
    "d": (41.20, 37.01),
    "e": (41.21, 37.01),
    "f": (41.22, 37.01),
}
ROAD = {"highway": "primary", "surface": "asphalt"}


@pytest.fixture
def made(tmp_path: Path) -> Any:
    """Import ways between the letters above."""

    def make(*ways: tuple[str, dict[str, str]], nodes: Nodes = AT, **more: Any) -> Network:
        path = write_extract(tmp_path / "extract.osm.pbf", nodes, ways, **more)
        return import_roads([path], tmp_path / "roads.npz", anew=True).network

    return make


def junction(network: Network, letter: str) -> int:
    return list(network.junction_ids).index(f"osm:node/{node_id(letter)}")


def ends(network: Network) -> set[str]:
    """Tell links as the letters of their ends, the lower one first where both directions may be driven."""
    letters = [chr(int(id.removeprefix("osm:node/"))) for id in network.junction_ids]
    pairs = zip(network.start.tolist(), network.end.tolist(), network.oneway.tolist(), strict=True)
    return {
        f"{letters[a]}>{letters[b]}" if one else "-".join(sorted((letters[a], letters[b])))
        for a, b, one in pairs
    }


def reached(network: Network, start: str, end: str) -> bool:
    found = shortest(graph(network), [junction(network, start)], [junction(network, end)])
    return found is not None


def test_a_node_where_nothing_is_decided_is_no_junction(made: Any) -> None:
    network = made(("abcg", ROAD))
    assert ends(network) == {"a-g"}
    line = network.line(0)
    assert [(at.lon_deg, at.lat_deg) for at in line] in (
        [AT[n] for n in "abcg"],
        [AT[n] for n in "gcba"],
    )
    drawn_m = geodesy.line_length_m(line)
    assert network.least_m[0] == pytest.approx(0.99 * drawn_m, abs=0.01)
    assert network.most_m[0] == pytest.approx(1.02 * drawn_m, abs=0.01)


@pytest.mark.parametrize("parts", [("ab", "bcg"), ("ba", "bcg"), ("bcg", "ab"), ("ba", "gcb")])
def test_ways_of_one_road_become_one_link_however_they_are_drawn(made: Any, parts: Any) -> None:
    network = made(*((part, ROAD) for part in parts))
    assert ends(network) == {"a-g"} and len(network.line(0)) == 4
    assert sorted(at.lon_deg for at in network.line(0)) in (
        [at.lon_deg for at in network.line(0)],
        [at.lon_deg for at in network.line(0)][::-1],
    )


@pytest.mark.parametrize(
    "other",
    [
        {"highway": "secondary", "surface": "asphalt"},
        {"highway": "primary", "surface": "gravel"},
        {"highway": "primary", "surface": "asphalt", "name": "شارع الوحدة"},
        {"highway": "primary", "surface": "asphalt", "oneway": "yes"},
    ],
)
def test_a_link_ends_where_the_road_becomes_another(made: Any, other: Any) -> None:
    network = made(("ab", ROAD), ("bcg", other))
    assert len(network.start) == 2


def test_a_crossing_is_a_junction_and_a_bridge_over_a_road_is_none(made: Any) -> None:
    assert ends(made(("abc", ROAD), ("eb", ROAD))) == {"a-b", "b-c", "b-e"}
    apart = {**AT, "x": (41.21, 36.99), "y": (41.21, 37.02)}  # crosses abc without a node of it
    assert ends(made(("ac", ROAD), ("xy", ROAD), nodes=apart)) == {"a-c", "x-y"}


def test_ways_that_only_lie_on_each_other_do_not_meet(made: Any) -> None:
    nodes = {**AT, "z": AT["b"]}
    assert ends(made(("ab", ROAD), ("zc", ROAD), nodes=nodes)) == {"a-b", "c-z"}


def test_a_link_has_no_neighbours_of_no_length(made: Any) -> None:
    nodes = {**AT, "z": AT["b"]}
    network = made(("abz", ROAD), ("zc", ROAD), nodes=nodes)
    assert ends(network) == {"a-c"} and (network.least_m > 0).all()
    assert len(network.line(0)) == 3


@pytest.mark.parametrize(
    ("tags", "there", "back"),
    [
        ({}, True, True),
        ({"oneway": "yes"}, True, False),
        ({"oneway": "-1"}, False, True),
        ({"oneway": "no", "junction": "roundabout"}, True, True),
        ({"junction": "roundabout"}, True, False),
        ({"highway": "motorway"}, True, False),
        ({"highway": "motorway", "oneway": "no"}, True, True),
        ({"oneway": "reversible"}, True, True),
    ],
)
def test_ways_are_driven_in_the_direction_told(
    made: Any, tags: Any, there: bool, back: bool
) -> None:
    network = made(("abc", ROAD | tags), ("ad", ROAD), ("cf", ROAD))
    assert (reached(network, "d", "f"), reached(network, "f", "d")) == (there, back)


def test_parts_of_a_one_way_street_drawn_against_each_other_do_not_become_one(made: Any) -> None:
    network = made(("ab", ROAD | {"oneway": "yes"}), ("cb", ROAD | {"oneway": "yes"}))
    assert ends(network) == {"a>b", "c>b"}
    turned = made(("ab", ROAD | {"oneway": "yes"}), ("cb", ROAD | {"oneway": "-1"}))
    assert ends(turned) == {"a>c"}


def test_a_roundabout_is_driven_around(made: Any) -> None:
    ring = {"highway": "primary", "junction": "roundabout"}
    network = made(("befcb", ring), ("ab", ROAD), ("cg", ROAD), ("de", ROAD))
    assert reached(network, "a", "g") and reached(network, "g", "a") and reached(network, "d", "a")
    there = shortest(graph(network), [junction(network, "a")], [junction(network, "g")])
    back = shortest(graph(network), [junction(network, "g")], [junction(network, "a")])
    assert (
        there and back and there.length_m.lo > back.length_m.lo + 2_000
    )  # e and f lie on the way there


def test_a_ring_with_one_road_to_it_is_two_links(made: Any) -> None:
    network = made(("befcb", ROAD), ("ab", ROAD))
    assert len(network.start) == 3
    assert not (network.start == network.end).any()
    assert network.least_m.sum() == pytest.approx(
        0.99 * geodesy.line_length_m([LonLat(*AT[n]) for n in "abefcb"]), abs=0.1
    )
    assert len(made(("befcb", ROAD)).start) == 2


def test_carriageways_are_two_links_and_what_is_drawn_twice_one(made: Any) -> None:
    one = ROAD | {"oneway": "yes"}
    assert ends(made(("abc", one), ("fed", one), ("cf", ROAD), ("ad", ROAD))) == {
        *("a>c", "f>d", "c-f", "a-d")
    }
    assert ends(made(("abc", ROAD), ("cba", ROAD), ("cg", ROAD))) == {"a-g"}
    both = made(("abc", one), ("cba", one), ("cg", ROAD))
    assert reached(both, "g", "a") and reached(both, "a", "g")


def test_ways_beside_each_other_are_kept_that_nothing_seems_forced(made: Any) -> None:
    nodes = {**AT, "w": (41.19, 37.00)}
    network = made(("abc", ROAD), ("adefc", ROAD), ("cg", ROAD), ("aw", ROAD), nodes=nodes)
    assert sorted(len(network.line(n)) for n in range(4)) == [2, 2, 3, 5]


@pytest.mark.parametrize(
    ("tags", "is_road"),
    [
        ({"highway": "residential"}, True),
        ({"highway": "footway"}, False),
        ({"highway": "construction", "construction": "primary"}, False),
        ({"highway": "proposed"}, False),
        ({"highway": "primary", "access": "no"}, False),
        ({"highway": "service", "access": "private"}, False),
        ({"highway": "track", "access": "military"}, False),
        ({"highway": "track", "access": "no", "motor_vehicle": "yes"}, True),
        ({"highway": "track", "motor_vehicle": "no"}, False),
        ({"highway": "service", "service": "parking_aisle"}, False),
        ({"highway": "pedestrian", "area": "yes"}, False),
        ({"highway": "primary", "smoothness": "impassable"}, False),
        ({"route": "ferry", "motor_vehicle": "yes"}, True),
        ({"route": "ferry"}, False),
        ({"route": "ferry", "access": "no"}, False),
        ({"building": "yes"}, False),
    ],
)
def test_what_is_a_road(made: Any, tags: Any, is_road: bool) -> None:
    network = made(("abc", tags), ("ad", ROAD))
    assert (len(network.start) == 2) == is_road


def test_class_surface_and_names_are_told(made: Any) -> None:
    tags = {
        "highway": "trunk_link",
        "surface": "gravel",
        "ref": "M4;7",
        "name": "طريق حلب\u200f الدولي",
        "name:en": "Aleppo  Road",
    }
    network = made(("abc", tags))
    assert CLASSES[network.road_class[0]] == "trunk" and SURFACES[network.surface[0]] == "unpaved"
    assert network.roads[0] == ("M4", "7", "طريق حلب الدولي", "Aleppo Road")
    assert network.cited[0] == ("osm",) and network.link_ids[0] == "osm:way/101"
    assert not network.schematic and network.place_at(0) is None


@pytest.mark.parametrize(
    ("tags", "passed"),
    [
        ({"barrier": "gate"}, True),
        ({"barrier": "gate", "access": "no"}, False),
        ({"barrier": "bollard"}, False),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, True),
        ({"barrier": "jersey_barrier"}, False),
        ({"barrier": "toll_booth"}, True),
        ({"highway": "traffic_signals"}, True),
    ],
)
def test_barriers_that_let_nobody_pass_part_a_road(made: Any, tags: Any, passed: bool) -> None:
    nodes = {**AT, "b": (*AT["b"], tags)}
    network = made(("abc", ROAD), ("ad", ROAD), ("cf", ROAD), nodes=nodes)
    assert reached(network, "d", "f") is passed


def test_a_barrier_at_a_crossing_parts_all_roads_there(made: Any) -> None:
    nodes = {**AT, "b": (*AT["b"], {"barrier": "block"})}
    network = made(("abc", ROAD), ("be", ROAD), ("ad", ROAD), ("cf", ROAD), nodes=nodes)
    assert len(network.start) == 3 and not reached(network, "d", "e")


def test_a_border_post_is_a_gate_that_who_passes_passes(made: Any) -> None:
    tags = {
        "barrier": "border_control",
        "name": "معبر سيمالكا",
        "name:en": "Semalka",
        "access": "no",
    }
    network = made(("abcg", ROAD), nodes={**AT, "c": (*AT["c"], tags)})
    (gate,) = network.gates
    assert (gate.id, gate.kind, gate.periods) == (f"osm:node/{node_id('c')}", "border_crossing", ())
    assert (gate.name.en, gate.name.ar) == ("Semalka", "معبر سيمالكا")
    assert (gate.at.lon_deg, gate.at.lat_deg) == AT["c"]
    (link,) = gate.links
    assert network.gates_on(link) == (gate,) and network.least_m[link] < 920
    way = [junction(network, "a")], [junction(network, "g")]
    assert shortest(graph(network), *way) and shortest(graph(network), *way, shut=[link]) is None


def test_a_checkpoint_at_a_crossing_is_passed_whichever_road_is_taken(made: Any) -> None:
    nodes = {**AT, "b": (*AT["b"], {"military": "checkpoint"})}
    network = made(("abc", ROAD), ("be", ROAD), nodes=nodes)
    (gate,) = network.gates
    assert gate.name.ar == "حاجز" and len(gate.links) == 2
    for start, end in ("ac", "ae", "ce"):
        ways = [junction(network, start)], [junction(network, end)]
        assert shortest(graph(network), *ways, shut=gate.links) is None


RIVER = {"waterway": "river", "name": "نهر الخابور", "name:en": "Khabur"}
WITH_RIVER = {**AT, "x": (41.215, 36.99), "y": (41.215, 37.02)}  # runs between b and c, e and f


def test_a_bridge_over_a_river_is_a_gate_with_the_name_of_the_river(made: Any) -> None:
    ways = (("ab", ROAD), ("bc", ROAD | {"bridge": "yes"}), ("cg", ROAD), ("xy", RIVER))
    network = made(*ways, nodes=WITH_RIVER)
    (gate,) = network.gates
    assert (gate.id, gate.kind) == ("osm:way/102", "bridge")
    assert (gate.name.en, gate.name.ar) == ("bridge over Khabur", "جسر على نهر الخابور")
    assert gate.at.lon_deg == pytest.approx(41.215)
    assert ends(network) == {"a-b", "b-c", "c-g"}
    assert [network.least_m[n] < 920 for n in gate.links] == [True]


def test_the_own_name_of_a_bridge_goes_first_and_others_are_part_of_their_road(made: Any) -> None:
    named = ROAD | {"bridge": "yes", "bridge:name": "جسر السياسية"}
    assert made(("abc", named)).gates[0].name.ar == "جسر السياسية"
    assert made(("abc", ROAD | {"bridge": "yes"})).gates == ()
    drain = {"waterway": "drain", "name": "مصرف"}
    ways = (("bc", ROAD | {"bridge": "yes"}), ("xy", drain))
    assert made(*ways, nodes=WITH_RIVER).gates == ()
    canal = {"waterway": "canal"}
    assert made(ways[0], ("xy", canal), nodes=WITH_RIVER).gates == ()
    unnamed = {"waterway": "river"}
    assert made(ways[0], ("xy", unnamed), nodes=WITH_RIVER).gates[0].name.ar == "جسر"


def test_both_carriageways_of_a_bridge_are_one_gate_and_two_bridges_two(made: Any) -> None:
    near = {**WITH_RIVER, "d": (41.20, 37.0002), "e": (41.21, 37.0002), "f": (41.22, 37.0002)}
    one = ROAD | {"bridge": "yes", "oneway": "yes"}
    ways = (("ab", ROAD), ("bc", one), ("cg", ROAD), ("fe", one), ("ed", ROAD), ("xy", RIVER))
    (gate,) = made(*ways, nodes=near).gates
    assert len(gate.links) == 2
    both = ROAD | {"bridge": "yes"}
    ways = (("ab", ROAD), ("bc", both), ("cg", ROAD), ("fe", both), ("ed", ROAD), ("xy", RIVER))
    assert len(made(*ways, nodes=near).gates) == 2


def test_a_ferry_is_a_gate(made: Any) -> None:
    ferry = {"route": "ferry", "motor_vehicle": "yes", "name:ar": "عبّارة المريعية"}
    network = made(("ab", ROAD), ("bc", ferry), ("cg", ROAD))
    (gate,) = network.gates
    assert (gate.kind, gate.name.en, len(gate.links)) == ("ferry", "عبّارة المريعية", 1)


def test_a_road_at_the_edge_of_an_extract_goes_as_far_as_it_is_known(made: Any) -> None:
    assert ends(made(("abc", ROAD), missing="c")) == {"a-b"}
    assert ends(made(("abcg", ROAD), ("ad", ROAD), missing="b")) == {"c-g", "a-d"}


def test_two_extracts_make_one_network(tmp_path: Path) -> None:
    west = write_extract(tmp_path / "w.osm.pbf", AT, [("abc", ROAD)], "2021-02-20")
    east = write_extract(
        tmp_path / "e.osm.pbf", AT, [("abc", ROAD), ("cg", ROAD), ("cf", ROAD)], "2021-02-22"
    )
    found = import_roads([west, east], tmp_path / "roads.npz")
    assert ends(found.network) == {"a-c", "c-g", "c-f"}
    assert found.network.name == "OpenStreetMap, w + e"
    assert found.network.observed == "2021-02-20 / 2021-02-22"
    assert [each.file for each in found.about.origins] == ["w.osm.pbf", "e.osm.pbf"]


def test_a_file_says_how_old_it_is_or_that_nobody_knows(made: Any) -> None:
    assert made(("abc", ROAD), day="2021-02-23").observed == "2021-02-23"
    assert made(("abc", ROAD)).observed == "unknown"


def test_contracting_keeps_length_and_connections(tmp_path: Path) -> None:
    """Whatever way a net of streets is drawn, its length stays, and who reaches whom."""
    random = np.random.default_rng(7)
    letters = [chr(200 + n) for n in range(60)]
    nodes = {each: tuple(random.uniform((41.0, 36.9), (41.1, 37.0)).round(6)) for each in letters}
    drawn = [
        "".join(random.choice(letters, size=size, replace=False))
        for size in random.integers(2, 7, 25)
    ]
    path = write_extract(tmp_path / "x.osm.pbf", nodes, [(each, ROAD) for each in drawn])
    network = import_roads([path], tmp_path / "x.npz").network
    pairs = {tuple(sorted(pair)) for way in drawn for pair in pairwise(way)}
    whole = sum(geodesy.distance_m(LonLat(*nodes[a]), LonLat(*nodes[b])) for a, b in pairs)
    assert network.least_m.sum() == pytest.approx(0.99 * whole, rel=1e-9)
    joined = {each: {each} for each in letters}
    for a, b in pairs:
        for each in (both := joined[a] | joined[b]):
            joined[each] = both
    known = [chr(int(id.removeprefix("osm:node/"))) for id in network.junction_ids]
    for a in known:
        assert {b for b in known if reached(network, a, b)} == joined[a] & set(known)
