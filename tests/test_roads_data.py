"""The packaged road network: sourced links that meet, gates where rivers and borders are crossed."""

from __future__ import annotations

import csv
import heapq
import json
import math
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pyproj import Geod
from shapely.geometry import LineString, Point
from shapely.ops import split

from geo_osint.outlines import TOLERANCE_M, territory

ROOT = Path(__file__).parent.parent
FILE = ROOT / "data" / "roads.geojson"
GEOD = Geod(ellps="WGS84")
DATA: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
GAZETTEER: dict[str, Any] = json.loads(
    (ROOT / "data" / "gazetteer.geojson").read_text(encoding="utf-8")
)
GEOMETRIES = {each["id"]: each["geometry"] for each in GAZETTEER["features"]}
README = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
with (ROOT / "docs" / "method" / "road_distances.csv").open(encoding="utf-8", newline="") as opened:
    DISTANCES = list(csv.DictReader(opened))

CIRCUITY = 1.4
"""How much longer than the line as drawn a road may be; the README tells the source."""

RIVER_ERROR_KM = 0.5
"""How far beyond a coarse river a road along its bank may come to lie."""

NEAR_GATE_KM = 3.0
"""How far from its link a gate may stand: an estimate, or a marker beside the road."""

Feature = dict[str, Any]


def of_kind(kind: str) -> dict[str, Feature]:
    """Choose the junctions, the links or the gates, by id."""
    return {f["id"]: f for f in DATA["features"] if f["properties"]["feature"] == kind}


JUNCTIONS, LINKS, GATES = of_kind("junction"), of_kind("link"), of_kind("gate")
GATED = {link: gate for gate, f in GATES.items() for link in f["properties"]["on"]}


def path(link: Feature) -> list[list[float]]:
    return list(link["geometry"]["coordinates"])


def length_m(line: list[list[float]]) -> float:
    return float(sum(GEOD.inv(a[0], a[1], b[0], b[1])[2] for a, b in pairwise(line)))


def away_km(line: list[list[float]], at: list[float]) -> float:
    """Measure from a point to the nearest spot of a line, on a plane that is true around it."""
    stretch = math.cos(math.radians(at[1]))
    flat = LineString([(lon * stretch, lat) for lon, lat in line])
    return float(flat.distance(Point(at[0] * stretch, at[1]))) * 111.2


def cited(about: Feature) -> list[str]:
    """All source keys of a feature's properties."""
    states = [key for state in about.get("states", []) for key in state["sources"]]
    return [*about.get("sources", []), *states, *([about["source"]] if "source" in about else [])]


def test_the_file_is_written_one_feature_a_line_in_order() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    at = lines.index('"features": [')
    assert [json.loads(line.rstrip(",")) for line in lines[at + 1 : -2]] == DATA["features"]
    assert list(DATA["sources"]) == sorted(DATA["sources"])
    assert [f["id"] for f in DATA["features"]] == [
        *sorted(JUNCTIONS),
        *sorted(LINKS),
        *sorted(GATES),
    ]


def test_ids_are_unique_and_of_one_kind_each() -> None:
    ids = [f["id"] for f in DATA["features"]]
    assert len(ids) == len(set(ids)) == len(JUNCTIONS) + len(LINKS) + len(GATES)


def test_the_head_says_what_it_is() -> None:
    assert DATA["format"] == "geo-osint roads 1"
    assert DATA["schematic"] is True
    assert all(DATA[key] for key in ("name", "attribution", "observed"))


def test_every_source_is_whole_and_used_and_every_feature_has_one() -> None:
    used = [key for f in DATA["features"] for key in cited(f["properties"])]
    assert set(used) == set(DATA["sources"])
    for key, source in DATA["sources"].items():
        assert all(source[member] for member in ("title", "reference", "licence", "url")), key
    assert all(cited(f["properties"]) for f in DATA["features"])


def test_a_key_shared_with_the_gazetteer_means_the_same_source() -> None:
    shared = set(DATA["sources"]) & set(GAZETTEER["sources"])
    assert {k: DATA["sources"][k] for k in shared} == {k: GAZETTEER["sources"][k] for k in shared}


@pytest.mark.parametrize(
    ("features", "members"),
    [
        (JUNCTIONS, {"feature", "source"}),
        (LINKS, {"feature", "from", "to", "class", "surface", "length_m", "length_basis"}),
        (GATES, {"feature", "kind", "on", "states"}),
    ],
)
def test_members(features: dict[str, Feature], members: set[str]) -> None:
    optional = {"place", "names", "note", "refs", "sources", "observed", "oneway"}
    for key, feature in features.items():
        assert members <= set(feature["properties"]) <= members | optional, key


def test_words_are_those_of_the_contract() -> None:
    words = {
        "class": {"trunk", "primary", "secondary", "tertiary", "track"},
        "surface": {"paved", "unpaved", "unknown"},
        "length_basis": {"published", "circuity"},
        "kind": {"border_crossing", "bridge", "ferry", "checkpoint"},
    }
    for feature in DATA["features"]:
        for member, allowed in words.items():
            assert feature["properties"].get(member, next(iter(allowed))) in allowed, feature["id"]


def test_a_junction_of_a_place_stands_on_its_reference_position() -> None:
    for key, junction in JUNCTIONS.items():
        about = junction["properties"]
        if "place" in about:
            assert junction["geometry"] == GEOMETRIES[about["place"]], key
        else:
            assert about["note"], key


def test_no_place_has_two_junctions() -> None:
    places = [f["properties"]["place"] for f in JUNCTIONS.values() if "place" in f["properties"]]
    assert len(places) == len(set(places)) > 60


def test_links_meet_their_junctions_and_are_named_after_them() -> None:
    for key, link in LINKS.items():
        ends = [link["properties"]["from"], link["properties"]["to"]]
        assert key == f"{ends[0]}--{ends[1].removeprefix('road:')}"
        met = [JUNCTIONS[end]["geometry"]["coordinates"] for end in ends]
        assert met == [path(link)[0], path(link)[-1]], key


def test_no_two_links_join_the_same_junctions() -> None:
    pairs = [frozenset((f["properties"]["from"], f["properties"]["to"])) for f in LINKS.values()]
    assert len(pairs) == len(set(pairs)) >= 90


def test_lengths_follow_the_circuity_rule() -> None:
    for key, link in LINKS.items():
        least, most = link["properties"]["length_m"]
        drawn = length_m(path(link))
        assert [least, most] == [math.ceil(drawn), math.floor(CIRCUITY * drawn)], key
        assert least >= length_m([path(link)[0], path(link)[-1]]), key


def test_every_junction_is_reached_from_every_other() -> None:
    beside = defaultdict(set)
    for link in LINKS.values():
        a, b = link["properties"]["from"], link["properties"]["to"]
        beside[a].add(b)
        beside[b].add(a)
    reached, ahead = set(), [next(iter(JUNCTIONS))]
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead += beside[here]
    assert reached == set(JUNCTIONS)


# ------------------------------------------------------------------------------------- gates


def test_a_gate_is_on_one_link_and_a_link_has_one_gate_at_most() -> None:
    on = [link for gate in GATES.values() for link in gate["properties"]["on"]]
    assert len(on) == len(set(on)) == len(GATES)
    assert set(on) <= set(LINKS)


def test_a_gate_stands_on_its_link() -> None:
    for link, gate in GATED.items():
        at = GATES[gate]["geometry"]["coordinates"]
        assert away_km(path(LINKS[link]), at) < NEAR_GATE_KM, gate


def test_a_gate_of_a_place_with_a_position_stands_there() -> None:
    for key, gate in GATES.items():
        place = gate["properties"].get("place")
        known = GEOMETRIES[place] if place else None
        if known:
            assert gate["geometry"] == known, key
        else:
            assert gate["properties"]["note"], key


DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def test_states_are_dated_in_order_and_sourced() -> None:
    words = {"open", "closed", "damaged", "destroyed", "restricted", "unknown"}
    for key, gate in GATES.items():
        states = gate["properties"]["states"]
        assert states, key
        for state in states:
            assert state["state"] in words and state["sources"], key
            days = [state[end] for end in ("since", "until") if end in state]
            assert all(DAY.fullmatch(day) for day in days), key
            assert days == sorted(days), key


def clipped_km(line: list[list[float]], river: list[list[float]]) -> float:
    """How far the shorter of the two sides of a line that a river cuts lies beyond it."""
    whole, water = LineString(line), LineString(river)
    if not whole.crosses(water):
        return 0.0
    parts = list(split(whole, water).geoms)
    sides = [parts[0::2], parts[1::2]]
    shorter = min(sides, key=lambda side: sum(part.length for part in side))
    spots = [spot for part in shorter for spot in part.segmentize(0.005).coords]
    return max(away_km(river, [lon, lat]) for lon, lat in spots)


@pytest.mark.parametrize("river", ["euphrates", "tigris"])
def test_a_river_is_crossed_through_a_gate_only(river: str) -> None:
    course = GEOMETRIES[f"geo:{river}"]["coordinates"]
    wet = {key: clipped_km(path(link), course) for key, link in LINKS.items() if key not in GATED}
    assert {key: km for key, km in wet.items() if km > RIVER_ERROR_KM} == {}


def outside_m(link: Feature, code: str) -> float:
    """How far a link strays from a country's ground, at the farthest of its sampled points."""
    ground = territory(code)
    assert ground is not None
    line = LineString(path(link))
    strays = [0.0]
    for share in range(51):
        at = line.interpolate(share / 50, normalized=True)
        if not ground.holds(at.x, at.y):
            spot = ground.nearest(at.x, at.y)
            strays.append(GEOD.inv(at.x, at.y, spot.lon_deg, spot.lat_deg)[2])
    return max(strays)


def test_a_border_is_crossed_through_a_gate_only() -> None:
    abroad = [
        key
        for key, link in LINKS.items()
        if key not in GATED and min(outside_m(link, code) for code in ("SY", "IQ")) > TOLERANCE_M
    ]
    assert abroad == []


@pytest.mark.parametrize(
    "link",
    [
        "faysh-khabur--semalka",
        "yarubiyah--yarubiyah-crossing",
        "abu-kamal--qaim-crossing",
        "deir-ez-zor--north-of-deir-ez-zor",
        "raqqa--south-of-raqqa",
        "east-of-qara-qozak--manbij",
    ],
)
def test_the_known_ways_over_pass_a_gate(link: str) -> None:
    assert f"road:{link}" in GATED


# ------------------------------------------------------------------- routes and published figures


def range_km(start: str, end: str) -> tuple[float, float]:
    """Measure the shortest way by least and by greatest lengths, gates open or not."""
    return tuple(shortest_m(start, end, which) / 1000 for which in (0, 1))  # type: ignore[return-value]


def shortest_m(start: str, end: str, which: int) -> float:
    beside = defaultdict(list)
    for link in LINKS.values():
        about = link["properties"]
        beside[about["from"]].append((about["to"], about["length_m"][which]))
        beside[about["to"]].append((about["from"], about["length_m"][which]))
    ahead, done = [(0, start)], set()
    while ahead:
        run, here = heapq.heappop(ahead)
        if here == end:
            return float(run)
        if here not in done:
            done.add(here)
            for there, metres in beside[here]:
                heapq.heappush(ahead, (run + metres, there))
    return math.inf


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        ("semalka", "qamishli", 123),
        ("semalka", "hasakah", 213),
        ("qamishli", "hasakah", 85),
        ("palmyra", "deir-ez-zor", 200),
        ("aleppo", "deir-ez-zor", 320),
        ("hasakah", "karamah", 155),
    ],
)
def test_a_published_figure_lies_in_the_range(start: str, end: str, km: float) -> None:
    least, most = range_km(f"road:{start}", f"road:{end}")
    assert least < km < most


BY_PLACE = {
    f["properties"]["place"]: key for key, f in JUNCTIONS.items() if "place" in f["properties"]
}


def test_published_figures_are_between_junctions_each_with_words_and_address() -> None:
    for row in DISTANCES:
        assert {row["from"], row["to"]} <= set(BY_PLACE), row
        assert row["how"] in ("road", "unsaid"), row
        assert row["stated"] and row["outlet"] and row["address"].startswith("http"), row


def test_published_figures_are_in_order_once_each() -> None:
    keys = [(r["from"], r["to"], float(r["km"]), r["outlet"]) for r in DISTANCES]
    assert keys == sorted(set(keys))


def half_unit_km(figure: str) -> float:
    """Half the unit a figure seems rounded to: 10, 5 or its last digit."""
    km = float(figure)
    return next((unit / 2 for unit in (10, 5, 1) if km % unit == 0), 0.25)


def test_figures_said_of_roads_mostly_lie_in_the_ranges() -> None:
    """Not the proof of routing, which knows extents: a fence against a link drawn wrong."""
    asked = [r for r in DISTANCES if r["how"] == "road" and not r["excluded"]]
    inside = 0
    for row in asked:
        least, most = range_km(BY_PLACE[row["from"]], BY_PLACE[row["to"]])
        half = half_unit_km(row["km"])
        inside += least - half <= float(row["km"]) <= most + half
    assert len(asked) >= 30
    assert inside / len(asked) >= 0.85


# ------------------------------------------------------------------------------------------ words


def test_the_readme_counts_what_is_there() -> None:
    section = README[README.index("# The road network") :]
    told = dict(re.findall(r"^\| ([a-z][^|]*?) \| (\d+) \| ", section, re.MULTILINE))
    links = [f["properties"] for f in LINKS.values()]
    states = [s for f in GATES.values() for s in f["properties"]["states"]]
    assert {what: int(count) for what, count in told.items()} == {
        "junctions": len(JUNCTIONS),
        "links": len(links),
        "links with a number": sum("refs" in p for p in links),
        "links said to be paved": sum(p["surface"] == "paved" for p in links),
        "gates": len(GATES),
        "dated states of gates": len(states),
        "sources of the roads": len(DATA["sources"]),
    }


def test_the_readme_counts_the_parts_too() -> None:
    section = README[README.index("# The road network") :]
    links = [f["properties"] for f in LINKS.values()]
    kinds = [f["properties"]["kind"] for f in GATES.values()]
    bent = sum(len(path(link)) > 2 for link in LINKS.values())
    alone = sum(p["sources"] == ["natural-earth-roads"] for p in links)
    roads = sum(row["how"] == "road" for row in DISTANCES)
    for words in (
        f"{len(BY_PLACE)} at the reference positions",
        f"{bent} not straight, {alone} known from Natural Earth alone",
        f"{kinds.count('border_crossing')} border crossings, {kinds.count('bridge')} bridges and dams",
        f"{len(DISTANCES)} figures, {roads} of them said of a road",
        f"surface of {sum(p['surface'] == 'unknown' for p in links)} links",
    ):
        assert words in section


def test_the_licence_file_speaks_of_every_licence() -> None:
    text = (ROOT / "LICENSE-DATA.md").read_text(encoding="utf-8")
    for licence in {source["licence"] for source in DATA["sources"].values()}:
        assert licence.split(" (")[0].split(";")[0] in text, licence
    assert "roads.geojson" in text
