"""Files of roads are read strictly: each fault in one line that says where."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from geo_osint import files
from geo_osint.errors import InputError
from geo_osint.routing import Network
from geo_osint.routing.bundled import load, parse, schema
from tests.routing.conftest import LADDER_PLACES, LINKS, POINTS, bridge, document, junction, link

ROOT = Path(__file__).parents[2]
PACKAGED = ROOT / "data" / "roads.geojson"


def test_the_packaged_file_fits_its_schema_and_contradicts_itself_nowhere(roads: Network) -> None:
    Draft202012Validator.check_schema(schema())
    read = load(PACKAGED, {})
    assert read.link_ids == roads.link_ids and read.sha256 == roads.sha256


def test_columns_hold_what_the_file_tells(roads: Network) -> None:
    told = {f["id"]: f for f in json.loads(PACKAGED.read_text(encoding="utf-8"))["features"]}
    for number, id in enumerate(roads.link_ids):
        about = told[id]["properties"]
        ends = (roads.junction_ids[roads.start[number]], roads.junction_ids[roads.end[number]])
        assert ends == (about["from"], about["to"])
        assert [roads.least_m[number], roads.most_m[number]] == about["length_m"]
        line = [[at.lon_deg, at.lat_deg] for at in roads.line(number)]
        assert line == told[id]["geometry"]["coordinates"]
        assert list(roads.cited[number]) == about["sources"]
    assert roads.sha256 == files.sha256(PACKAGED.read_bytes())


def test_places_of_junctions_are_known_from_the_gazetteer(roads: Network) -> None:
    assert set(filter(None, roads.junction_places)) <= set(roads.places)


def ladder_file() -> dict[str, Any]:
    return document(*map(junction, POINTS), *map(link, LINKS), bridge("g-h", {"state": "open"}))


Spoil = Callable[[dict[str, Any]], object]


def of(id: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def find(file: dict[str, Any]) -> dict[str, Any]:
        return next(f for f in file["features"] if f["id"] == id)

    return find


AB, GATE = of("road:a--b"), of("road:gate-g-h")

FAULTS: dict[str, tuple[Spoil, tuple[str, ...]]] = {
    "format": (lambda f: f.update(format="roads"), ("no roads",)),
    "an unknown member": (
        lambda f: AB(f)["properties"].update(clas="x"),
        ("road:a--b", "clas", "class"),
    ),
    "a class": (
        lambda f: AB(f)["properties"].update({"class": "path"}),
        ("road:a--b", "path", "track"),
    ),
    "no sources": (lambda f: AB(f)["properties"].update(sources=[]), ("road:a--b", "sources")),
    "an uncited key": (
        lambda f: AB(f)["properties"].update(sources=["atlas"]),
        ("road:a--b", "atlas"),
    ),
    "no such junction": (
        lambda f: AB(f)["properties"].update(to="road:z"),
        ("road:a--b", "to", "road:z"),
    ),
    "ends elsewhere": (
        lambda f: AB(f)["geometry"].update(coordinates=[[10.0, 45.0], [10.5, 45.0]]),
        ("road:a--b", "does not meet", "road:b"),
    ),
    "lengths turned": (
        lambda f: AB(f)["properties"].update(length_m=[9, 8]),
        ("road:a--b", "9", "8"),
    ),
    "a loop": (
        lambda f: (
            AB(f)["properties"].update(to="road:a"),
            AB(f)["geometry"].update(coordinates=[[10.0, 45.0], [10.0, 45.0]]),
        ),
        ("road:a--b", "joins two junctions"),
    ),
    "a gate on nothing": (
        lambda f: GATE(f)["properties"].update(on=["road:q--r"]),
        ("gate-g-h", "road:q--r"),
    ),
    "no such day": (
        lambda f: GATE(f)["properties"]["states"][0].update(since="2021-02-30"),
        ("gate-g-h", "states[0]", "calendar"),
    ),
    "days turned": (
        lambda f: GATE(f)["properties"]["states"][0].update(since="2022", until="2021"),
        ("gate-g-h", "states[0]", "before it begins"),
    ),
    "an id twice": (
        lambda f: f["features"].append(copy.deepcopy(f["features"][0])),
        ("road:a", "unique"),
    ),
    "off the map": (
        lambda f: of("road:y")(f)["geometry"].update(coordinates=[11.4, 95.0]),
        ("road:y", "latitude 95"),
    ),
    "a point for a line": (
        lambda f: AB(f).update(geometry={"type": "Point", "coordinates": [10, 45]}),
        ("road:a--b", "geometry"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_in_one_line_with_its_place(fault: str) -> None:
    spoil, words = FAULTS[fault]
    told = ladder_file()
    spoil(told)
    with pytest.raises(InputError) as refused:
        parse(json.dumps(told).encode(), "ladder.geojson", LADDER_PLACES)
    message = str(refused.value)
    assert message.startswith("ladder.geojson: ") and "\n" not in message
    assert all(word in message for word in words), message


def test_all_faults_are_told_together() -> None:
    told = ladder_file()
    AB(told)["properties"].update(length_m=[9, 8])
    GATE(told)["properties"].update(on=["road:q--r"])
    with pytest.raises(InputError, match=r"road:a--b.*gate-g-h"):
        parse(json.dumps(told).encode(), "ladder.geojson", {})


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(InputError, match="not valid JSON"):
        parse(b"roads", "x.geojson", {})
