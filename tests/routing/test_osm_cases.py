"""Cases checked by a network of OpenStreetMap: routes with forced stretches, and no silent change of network."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from geo_osint import gazetteer, pipeline
from geo_osint.case import load
from geo_osint.cli import cli
from geo_osint.errors import InputError
from geo_osint.model import Bilingual, LonLat
from geo_osint.routing import Network, bundled, open_network, route
from geo_osint.routing.dated import with_known_gates
from geo_osint.routing.gates import Gate, state_on
from geo_osint.routing.naming import named_roads
from geo_osint.routing.osm import import_roads
from tests.routing.conftest import moved
from tests.routing.osm_files import write_extract

# The road from Qamishli (q) to al-Hasakah (h), with two ways between m and n, and streets at both ends.
#
#   q --- a --- m ===(bridge over the river)=== ...
#               | \
#               o   p     two ways of nearly one length
#               |  /
#               n --- h
NODES: dict[str, Any] = {
    "q": (41.2314, 37.0521),
    "a": (41.20, 37.00),
    "b": (41.19, 36.99),
    "c": (41.18, 36.98),
    "m": (41.15, 36.90),
    "o": (41.00, 36.78),
    "p": (41.08, 36.70),
    "n": (40.90, 36.62),
    "h": (40.7477, 36.5024),
    "r": (41.21, 36.975),
    "s": (41.16, 36.995),
    "k": (42.3499, 37.0893, {"barrier": "border_control", "name": "معبر سيمالكا"}),
    "l": (42.36, 37.10),
    "t": (41.90, 37.05),
}
MAIN = {"highway": "primary", "surface": "asphalt", "ref": "715", "name": "طريق القامشلي - الحسكة"}
ROADS = [
    ("qab", MAIN),
    ("bc", MAIN | {"bridge": "yes"}),
    ("cm", MAIN),
    ("mon", MAIN),
    ("mpn", {"highway": "secondary", "surface": "asphalt", "name:ar": "طريق تل براك"}),
    ("nh", MAIN),
    ("rs", {"waterway": "river", "name": "نهر الجغجغ", "name:en": "Jaghjagh"}),
    ("qtkl", {"highway": "trunk", "name": "طريق سيمالكا"}),
]


@pytest.fixture
def roads(tmp_path: Path) -> Path:
    extract = write_extract(tmp_path / "hasakah.osm.pbf", NODES, ROADS, "2021-02-23")
    import_roads([extract], tmp_path / "roads.npz")
    return tmp_path / "roads.npz"


@pytest.fixture
def network(roads: Path) -> Network:
    return open_network(roads)


def test_on_a_full_network_what_nobody_can_do_without_is_forced(network: Network) -> None:
    found = route(moved("geo:qamishli", to="geo:hasakah"), gazetteer.load().places, network)
    classes = {each.segment_class for each in found.segments}
    assert "forced" in classes and "only_known" not in classes
    assert classes & {"likely", "possible"}  # between m and n there are two ways
    forced = [each for each in found.segments if each.segment_class == "forced"]
    assert all("715" in each.roads and each.sources == ("osm",) for each in forced)
    (bridge,) = [gate for each in forced for gate in each.gates]
    assert bridge.name == Bilingual("bridge over Jaghjagh", "جسر على نهر الجغجغ")
    assert bridge.state == "unknown"
    (leg,) = found.legs
    assert leg.road_m is not None and leg.road_m.hi / leg.road_m.lo < 1.1
    assert found.network is not None and found.network.sha256 == network.sha256
    assert found.sources["osm"].licence == "ODbL 1.0"


def test_a_place_that_the_network_does_not_cover_is_on_no_road(network: Network) -> None:
    found = route(moved("geo:qamishli", to="geo:al-mayadin"), gazetteer.load().places, network)
    assert [each.segment_class for each in found.segments] == ["assumed"]
    assert found.legs[0].destination.snapped_m is None
    assert any("2 km" in each.en for each in found.legs[0].reasons)


def test_a_region_without_outline_is_held_at_the_places_in_it(network: Network) -> None:
    places = gazetteer.load().places
    found = route(moved("geo:semalka-crossing", to="geo:hasakah-governorate"), places, network)
    assert found.legs[0].destination.region
    assert found.legs[0].road_m is not None or found.legs[0].reasons


def test_a_crossing_of_the_map_has_the_dated_states_that_are_known_of_it(network: Network) -> None:
    (crossing,) = [each for each in network.gates if each.kind == "border_crossing"]
    assert crossing.place == "geo:semalka-crossing"
    day = date(2019, 1, 15)
    assert state_on(crossing, day, day) == "closed"
    assert {key for each in crossing.periods for key in each.sources} <= network.sources.keys()
    assert network.places["geo:semalka-crossing"].name("ar") == crossing.name.ar


def test_only_a_bridge_that_is_surely_the_same_takes_over_what_is_known(network: Network) -> None:
    (told,) = [each for each in bundled().gates if each.place == "geo:siyasiyah-bridge"]

    def gate(name: str, north_deg: float) -> Gate:
        at = LonLat(told.at.lon_deg, told.at.lat_deg + north_deg)
        return Gate(f"osm:way/{name}", "bridge", Bilingual(name, name), at, (0,), ())

    def dated(*gates: Gate) -> list[str]:
        found = with_known_gates(replace(network, gates=gates), bundled())
        return [each.id for each in found.gates if each.periods]

    pontoon, far = gate("bridge", 0.001), gate("bridge", 0.006)
    same = gate("جسر السياسية", 0.006)
    assert dated(pontoon) == [pontoon.id]
    assert dated(far) == []
    assert dated(pontoon, same) == [same.id]
    assert dated(pontoon, gate("other", 0.002)) == []


def test_of_streets_only_great_roads_are_named_by_a_report(network: Network) -> None:
    assert named_roads("The convoy went along طريق سيمالكا.", network) == {"طريق سيمالكا"}
    assert named_roads("سلك الرتل طريق تل براك", network) == {"طريق تل براك"}
    assert named_roads("They came via 715 houses.", network) == frozenset()
    streets = replace(network, road_class=network.road_class * 0 + 3)
    assert named_roads("The convoy went along طريق سيمالكا.", streets) == frozenset()


# ------------------------------------------------------------------------------------- cases

REPORT = "On 23 February 2021 a convoy of 15 trucks moved from the Semalka crossing to Qamishli."


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli, arguments)


@pytest.fixture
def case(tmp_path: Path, roads: Path) -> Path:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    folder = tmp_path / "out" / "trial"
    done = run("run", str(report), "-o", str(folder), "--roads", str(roads), "--json")
    assert done.exit_code == 0, done.output
    return folder


def classes(folder: Path) -> set[str]:
    layer = json.loads((folder / "trial.layers" / "segments.geojson").read_text(encoding="utf-8"))
    return {each["properties"]["segment_class"] for each in layer["features"]}


def test_a_case_keeps_its_network_and_finds_it_again(
    case: Path, roads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (case / "trial.case.toml").read_text(encoding="utf-8")
    assert "[[roads]]" in text and 'file = "roads.npz"' in text and str(tmp_path) not in text
    assert "forced" in classes(case)
    from geo_osint.routing import opening

    monkeypatch.setattr(opening, "_open", {})
    lost = run("map", str(case))
    assert isinstance(lost.exception, InputError) and "--roads" in str(lost.exception)
    assert run("map", str(case), "--roads", str(roads)).exit_code == 0
    monkeypatch.setattr(opening, "_open", {})
    home = ("edits", str(case / "trial.gpkg"), "--against", str(case))
    assert isinstance(run(*home).exception, InputError)
    assert "no edit" in run(*home, "--roads", str(roads)).output
    monkeypatch.setattr(opening, "_open", {})
    monkeypatch.chdir(tmp_path)
    assert run("map", str(case)).exit_code == 0
    assert run("decide", str(case), "m1", "hold", "--by", "A", "--on", "2021-03-01").exit_code == 0
    assert "forced" in classes(case)


def test_a_network_that_was_changed_is_not_taken_for_the_case_s(
    case: Path, roads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geo_osint.routing import opening

    monkeypatch.setattr(opening, "_open", {})
    extract = write_extract(roads.with_name("other.osm.pbf"), NODES, ROADS[:-1], "2022-01-01")
    import_roads([extract], roads, anew=True)
    refused = run("map", str(case), "--roads", str(roads))
    assert isinstance(refused.exception, InputError) and "another road network" in str(
        refused.exception
    )
    assert run("check", str(case), "--roads", str(roads)).exit_code == 0
    assert run("map", str(case), "--roads", str(roads)).exit_code == 0


def test_a_case_goes_back_to_the_packaged_network(case: Path) -> None:
    assert run("check", str(case), "--roads", "packaged").exit_code == 0
    assert "[[roads]]" not in (case / "trial.case.toml").read_text(encoding="utf-8")
    assert "forced" not in classes(case)
    assert pipeline.network_of(load(case)) is bundled()


def test_the_command_line_imports_and_shows(tmp_path: Path) -> None:
    extract = write_extract(tmp_path / "x.osm.pbf", NODES, ROADS, "2021-02-23")
    target = tmp_path / "x.npz"
    made = json.loads(run("roads", "import", str(extract), "-o", str(target), "--json").output)
    assert made["up_to_date"] is False and made["gates"] == {"border_crossing": 1, "bridge": 1}
    again = json.loads(run("roads", "import", str(extract), "-o", str(target), "--json").output)
    assert again["up_to_date"] is True and again["sha256"] == made["sha256"]
    shown = run("roads", "show", str(target)).output
    assert "2021-02-23" in shown and "Open Database License" in shown and "primary km" in shown
