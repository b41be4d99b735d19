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

ROOT = Path(__file__).parent.parent
FILE = ROOT / "data" / "gazetteer.geojson"
GEOD = Geod(ellps="WGS84")
DATA: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
PLACES: dict[str, dict[str, Any]] = {
    f["id"]: f["properties"] | {"geometry": f["geometry"]} for f in DATA["features"]
}

BANK_REACH_KM = 8.0
"""A town said to lie on a bank is no farther from the drawn river than this."""

RIVER_SLACK_KM = 0.5
"""How far on the wrong side of a coarse line a riverside town may come to lie."""


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


@pytest.mark.parametrize("key", DATA["sources"])
def test_a_source_can_be_followed(key: str) -> None:
    source = DATA["sources"][key]
    assert source["title"] and source["reference"] and source["licence"]
    assert re.match(r"https?://[^/]+\.[^/]+", source["url"])


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


def test_scripts_are_what_they_say() -> None:
    for place in PLACES.values():
        for name in place["names"]:
            arabic = bool(re.search(r"[\u0600-\u06ff]", name["text"]))
            assert arabic == (name["script"] == "Arab"), name


@pytest.mark.parametrize(
    ("written", "finest_m"),
    [("^[^″]*°[^″]*$", 1000), ("^(?!infobox, decimal)[^″.]*″", 15), ("two decimals only", 500)],
    ids=["whole minutes", "seconds", "two decimals"],
)
def test_precision_is_no_finer_than_the_source_writes(written: str, finest_m: float) -> None:
    found = [
        position["precision_m"]
        for place in PLACES.values()
        for position in place.get("positions", [])
        if re.search(written, position.get("note", ""))
    ]
    assert found
    assert min(found) >= finest_m


DISAGREE_KM = {
    "geo:al-qaim": 14.2,
    "geo:al-omar-field": 5.3,
    "geo:khasham": 5.3,
    "geo:qahtaniyah": 7.5,
    "geo:mosul": 3.6,
    "geo:hasakah": 3.2,
    "geo:jabal-sinjar": 6.7,
    "geo:lake-assad": 10.6,
}
"""Published positions of one place farther apart than 3 km, all known; any other is a slip."""


def test_published_positions_of_a_place_agree_but_for_known_cases() -> None:
    spread = {
        identity: max(distance_km(a, b) for a in positions for b in positions)
        for identity, place in PLACES.items()
        if (positions := place.get("positions"))
    }
    wide = {identity: round(km, 1) for identity, km in spread.items() if km > 3}
    assert wide == DISAGREE_KM


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


def test_confusions_between_crossings_run_both_ways() -> None:
    pairs = {
        (identity, other["place"])
        for identity, place in PLACES.items()
        for other in place.get("confused_with", [])
        if place["kind"] == PLACES[other["place"]]["kind"] == "PSTB"
    }
    assert pairs == {(b, a) for a, b in pairs}


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


@pytest.mark.parametrize(("identity", "bank", "river"), BANKS, ids=[b[0] for b in BANKS])
def test_a_riverside_place_lies_on_its_side_of_the_river(
    identity: str, bank: str, river: str
) -> None:
    line = PLACES[river]["geometry"]["coordinates"]
    reach_km = BANK_REACH_KM if PLACES[identity]["kind"].startswith("PPL") else math.inf
    for position in PLACES[identity].get("positions", []):
        left_km, _ = offset_km(line, position)
        inward_km = left_km if bank == "left_bank" else -left_km
        assert -RIVER_SLACK_KM < inward_km < reach_km, position


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
        "by name only": sum(p["geometry"] is None for p in every),
        "published positions": sum(len(p.get("positions", [])) for p in every),
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
