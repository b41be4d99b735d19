"""The packaged gazetteer: facts with sources, positions that agree, rivers on the right side."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pyproj import Geod

from geo_osint import gazetteer
from geo_osint.gazetteer.inspecting import inspect

ROOT = Path(__file__).parent.parent
FILE = ROOT / "data" / "gazetteer.geojson"
GEOD = Geod(ellps="WGS84")
DATA: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
PLACES: dict[str, dict[str, Any]] = {
    f["id"]: f["properties"] | {"geometry": f["geometry"]} for f in DATA["features"]
}

RIVER_SLACK_KM = 0.5
"""How far on the wrong side of a coarse line a riverside place may well come to lie."""

FARTHEST_WRONG_KM = 3.0
"""Farther on the wrong side the bank, the position or the line must be mended."""


def distance_km(a: dict[str, float], b: dict[str, float]) -> float:
    return GEOD.inv(a["lon"], a["lat"], b["lon"], b["lat"])[2] / 1000


def facts(place: dict[str, Any]) -> list[dict[str, Any]]:
    """All of a place's sourced facts."""
    estimate = [place["estimate"]] if "estimate" in place else []
    return [
        *place["names"],
        *place.get("positions", []),
        *place.get("attributes", []),
        *estimate,
    ]


def attributes(place: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [each for each in place.get("attributes", []) if each["key"] == key]


def offset_km(line: list[list[float]], at: dict[str, float]) -> tuple[float, float]:
    """Signed distance to a line (left of its course positive) and chainage of the nearest point."""
    per_lon = 111.32 * math.cos(math.radians(at["lat"]))
    flat = [((lon - at["lon"]) * per_lon, (lat - at["lat"]) * 110.95) for lon, lat in line]
    best, chainage, run = math.inf, 0.0, 0.0
    side = 1.0
    for (ax, ay), (bx, by) in pairwise(flat):
        length = math.hypot(bx - ax, by - ay)
        share = min(1.0, max(0.0, -(ax * (bx - ax) + ay * (by - ay)) / length**2))
        distance = math.hypot(ax + share * (bx - ax), ay + share * (by - ay))
        if distance < best:
            best, chainage = distance, run + share * length
            side = math.copysign(1.0, (bx - ax) * (0 - ay) - (by - ay) * (0 - ax))
        run += length
    return side * best, chainage


def test_writing_what_was_read_gives_the_same_bytes() -> None:
    read = gazetteer.parse(FILE.read_text(encoding="utf-8"), "gazetteer.geojson")
    written = gazetteer.dump(read.places.values(), read.sources, read.name, read.attribution)
    assert written.encode() == FILE.read_bytes()


def test_the_packaged_gazetteer_is_this_file() -> None:
    assert list(gazetteer.load().places) == list(PLACES)


def test_places_and_sources_stand_in_order_once_each() -> None:
    ids = [feature["id"] for feature in DATA["features"]]
    assert ids == sorted(set(ids))
    assert list(DATA["sources"]) == sorted(DATA["sources"])


def test_every_fact_cites_a_source_and_every_source_is_cited() -> None:
    cited = {fact["source"] for place in PLACES.values() for fact in facts(place)}
    assert cited == set(DATA["sources"])


REPORT = inspect(FILE.read_bytes(), "gazetteer.geojson")


def test_the_check_finds_no_fault() -> None:
    assert [
        f"{remark.where}, {remark.member}: {remark.what}"
        for _, remarks in REPORT.groups("fault")
        for remark in remarks
    ] == []


STRICT = (
    "source_thin",
    "source_uncited",
    "licence",
    "unknown_kind",
    "attribute_key",
    "no_country",
    "everyday_word",
)
"""Notices that this gazetteer, unlike others, does without."""


def test_the_check_finds_nothing_to_look_at_where_this_gazetteer_is_strict() -> None:
    found = [
        f"{rule.code}: {remark.where}, {remark.member}: {remark.what}"
        for rule, remarks in REPORT.groups("notice")
        for remark in remarks
        if rule.code in STRICT
    ]
    assert found == []


def test_every_place_is_named_in_arabic() -> None:
    unnamed = [
        identity
        for identity, place in PLACES.items()
        if not any(
            n["language"] == "ar" and n["script"] == "Arab" and n["role"] == "main"
            for n in place["names"]
        )
    ]
    assert unnamed == []


@pytest.mark.parametrize(
    ("lat", "nearest_km", "farthest_km"), [(35.104, 14.503, 15.153), (35.15167, 18.316, 19.015)]
)
def test_al_mayadin_to_each_published_point_of_al_omar(
    lat: float, nearest_km: float, farthest_km: float
) -> None:
    (field,) = [p for p in PLACES["geo:al-omar-field"]["positions"] if p["lat"] == lat]
    found = [distance_km(each, field) for each in PLACES["geo:al-mayadin"]["positions"]]
    assert len(found) == 5
    assert min(found) == pytest.approx(nearest_km, abs=0.001)
    assert max(found) == pytest.approx(farthest_km, abs=0.001)


def test_the_kurdistan_crossing_is_an_estimate_and_told_from_its_namesake() -> None:
    crossing, namesake = (
        PLACES[f"geo:al-walid-{which}-crossing"] for which in ("kurdistan", "tanf")
    )
    assert "positions" not in crossing
    assert crossing["estimate"]["radius_m"] == 15_000
    assert distance_km(crossing["estimate"], namesake["positions"][0]) == pytest.approx(492, abs=1)
    assert "geo:al-walid-tanf-crossing" in [c["place"] for c in crossing["confused_with"]]
    assert "geo:al-walid-kurdistan-crossing" in [c["place"] for c in namesake["confused_with"]]
    shared = {n["text"] for n in crossing["names"]} & {n["text"] for n in namesake["names"]}
    assert "معبر الوليد" in shared


def test_every_crossing_says_what_it_is_a_crossing_with() -> None:
    crossings = {identity for identity, place in PLACES.items() if place["kind"] == "PSTB"}
    leads_to = {
        identity: {each["of"] for each in attributes(PLACES[identity], "crossing_with")}
        for identity in crossings
    }
    assert all(leads_to.values())
    kurdistan = {i for i, areas in leads_to.items() if "geo:kurdistan-region-iraq" in areas}
    assert kurdistan == {"geo:al-walid-kurdistan-crossing", "geo:semalka-crossing"}


def test_a_place_lies_within_its_country() -> None:
    country = {"SY": "geo:syria", "IQ": "geo:iraq", "TR": "geo:turkey", "JO": "geo:jordan"}
    for identity, place in PLACES.items():
        if place.get("within"):
            assert place["within"][-1] == country.get(place["countries"][0], ""), identity


BANKS = [
    (identity, each["value"], each["of"])
    for identity, place in PLACES.items()
    for each in attributes(place, "bank")
]


def test_riverside_places_lie_on_their_side_of_the_river() -> None:
    """The lines are coarse: a few villages may come to lie on the wrong side, none far."""
    inward_km = [
        offset_km(PLACES[river]["geometry"]["coordinates"], position)[0]
        * (1 if bank == "left_bank" else -1)
        for identity, bank, river in BANKS
        if PLACES[river]["geometry"] and bank in ("left_bank", "right_bank")
        for position in PLACES[identity].get("positions", [])
    ]
    wrong = [each for each in inward_km if each < -RIVER_SLACK_KM]
    assert len(inward_km) > 50
    assert len(wrong) < 0.05 * len(inward_km)
    assert min(inward_km) > -FARTHEST_WRONG_KM


@pytest.mark.parametrize(
    ("river", "downstream"),
    [
        ("euphrates", "tabqa-dam raqqa deir-ez-zor busayrah al-mayadin asharah hajin abu-kamal"),
        ("tigris", "cizre ain-diwar semalka-crossing faysh-khabur mosul-dam mosul"),
    ],
)
def test_a_river_runs_downstream(river: str, downstream: str) -> None:
    line = PLACES[f"geo:{river}"]["geometry"]["coordinates"]
    marks = [
        offset_km(line, PLACES[f"geo:{each}"]["positions"][0])[1] for each in downstream.split()
    ]
    assert marks == sorted(marks)


@pytest.mark.parametrize(
    ("river", "identity"),
    [
        ("euphrates", "tabqa-dam"),
        ("euphrates", "dura-europos"),
        ("tigris", "semalka-crossing"),
        ("tigris", "mosul-dam"),
    ],
)
def test_a_river_passes_what_stands_in_it(river: str, identity: str) -> None:
    line = PLACES[f"geo:{river}"]["geometry"]["coordinates"]
    assert abs(offset_km(line, PLACES[f"geo:{identity}"]["positions"][0])[0]) < 1


def positions(place: dict[str, Any]) -> list[dict[str, Any]]:
    return list(place.get("positions", []))


def is_settlement(place: dict[str, Any]) -> bool:
    return str(place["kind"]).startswith("PPL")


def map_module(position: dict[str, Any]) -> bool:
    return str(position["source"]).startswith("wikimap")


def witnesses(place: dict[str, Any]) -> set[str]:
    """Who locates a settlement: the copies of one map module are one witness."""
    found = {"module" if map_module(each) else each["source"] for each in positions(place)}
    return found if is_settlement(place) else set()


def test_the_readme_counts_what_is_there() -> None:
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| ([a-z][^|]*?) \| (\d+) \|$", text, re.MULTILINE))
    every = list(PLACES.values())
    scripts = Counter((n["language"], n["script"]) for p in every for n in p["names"])
    assert {what: int(count) for what, count in told.items()} == {
        "places": len(every),
        "with published positions": sum("positions" in p for p in every),
        "by estimate": sum("estimate" in p for p in every),
        "drawn as a line": sum((p["geometry"] or {}).get("type") == "LineString" for p in every),
        "drawn as an area": sum((p["geometry"] or {}).get("type") == "Polygon" for p in every),
        "by name only": sum(p["geometry"] is None for p in every),
        "published positions": sum(len(p.get("positions", [])) for p in every),
        "of them from the map modules": sum(map_module(q) for p in every for q in positions(p)),
        "settlements": sum(map(is_settlement, every)),
        "settlements with a position": sum(bool(witnesses(p)) for p in every),
        "settlements with positions from two sources": sum(len(witnesses(p)) > 1 for p in every),
        "names": sum(scripts.values()),
        "names, Arabic": scripts["ar", "Arab"],
        "names, Kurdish in Arabic script": scripts["ckb", "Arab"] + scripts["ku", "Arab"],
        "names, Kurdish in Latin script": scripts["ku", "Latn"],
        "names, English": scripts["en", "Latn"],
        "names, Arabic romanised": scripts["ar", "Latn"],
        "banks": len(BANKS),
        "sources": len(DATA["sources"]),
    }


def test_the_licence_file_speaks_of_every_licence() -> None:
    text = (ROOT / "LICENSE-DATA.md").read_text(encoding="utf-8")
    for licence in {source["licence"] for source in DATA["sources"].values()}:
        assert licence.split(" (")[0].split(";")[0] in text, licence
