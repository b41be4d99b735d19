"""Saved networks: the same again after a round trip, alike in two runs, and nothing believed unseen."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geo_osint import files
from geo_osint.errors import InputError, UsageError
from geo_osint.files import arrays
from geo_osint.routing import Network, open_network, opened, saved
from geo_osint.routing.osm import import_roads
from geo_osint.routing.osm.importing import build
from geo_osint.routing.osm.reading import Extract, read
from tests.routing.osm_files import write_extract
from tests.routing.test_osm_import import RIVER, ROAD, WITH_RIVER

WAYS = (
    ("ab", ROAD | {"name": "شارع القوتلي", "ref": "M4"}),
    ("bc", ROAD | {"bridge": "yes"}),
    ("cg", ROAD | {"oneway": "yes"}),
    ("be", {"highway": "track"}),
    ("xy", RIVER),
)


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return write_extract(tmp_path / "syria.osm.pbf", WITH_RIVER, WAYS, "2021-02-23")


@pytest.fixture
def made(extract: Path, tmp_path: Path) -> Path:
    import_roads([extract], tmp_path / "roads.npz")
    return tmp_path / "roads.npz"


def columns(network: Network) -> dict[str, Any]:
    plain = {each.name: getattr(network, each.name) for each in fields(network)}
    return {k: v.tolist() if isinstance(v, np.ndarray) else v for k, v in plain.items()}


def test_what_is_opened_is_what_was_read(extract: Path, made: Path) -> None:
    raw = Extract()
    read(extract, raw, lambda _: None)
    before, after = columns(build(raw, saved.about(made))), columns(saved.load(made))
    for name in ("junction_ids", "link_ids", "junction_places", "roads", "cited"):
        assert list(before.pop(name)) == list(after.pop(name)), name
    assert after.pop("sha256") == files.sha256(made.read_bytes())
    assert before.pop("sha256") == ""
    assert before == after
    assert len(after["gates"]) == 1


def test_a_file_tells_of_what_it_was_made(extract: Path, made: Path) -> None:
    about = saved.about(made)
    assert about.origins == (
        saved.Origin("syria.osm.pbf", files.sha256(extract.read_bytes()), "2021-02-23"),
    )
    network = saved.load(made)
    assert (network.name, network.observed) == ("OpenStreetMap, syria", "2021-02-23")
    assert "OpenStreetMap contributors" in network.attribution
    assert network.sources["osm"].licence == "ODbL 1.0"
    assert about.origins[0].sha256 in network.sources["osm"].reference


def test_two_runs_give_equal_bytes(extract: Path, made: Path, tmp_path: Path) -> None:
    import_roads([extract], tmp_path / "again.npz")
    assert (tmp_path / "again.npz").read_bytes() == made.read_bytes()


def test_numpy_opens_it_too(made: Path) -> None:
    with np.load(made, allow_pickle=False) as found:
        assert found["start"].dtype == np.int32
        assert json.loads(found["about"].tobytes())["format"] == saved.FORMAT


def test_what_is_up_to_date_is_left_as_it_is(
    extract: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geo_osint.routing.osm import importing

    reads: list[Path] = []
    real = importing.read

    def counted(path: Path, *more: Any) -> None:
        reads.append(path)
        real(path, *more)

    monkeypatch.setattr(importing, "read", counted)
    assert import_roads([extract], made).up_to_date and not reads
    assert not import_roads([extract], made, anew=True).up_to_date and len(reads) == 1
    assert not import_roads([extract], made, name="Other").up_to_date and len(reads) == 2
    monkeypatch.setattr(importing, "RULES", "other rules")
    assert not import_roads([extract], made, name="Other").up_to_date and len(reads) == 3
    write_extract(extract, WITH_RIVER, WAYS[:2], "2021-02-24")
    assert not import_roads([extract], made, name="Other").up_to_date and len(reads) == 4


def test_a_broken_target_is_made_anew(extract: Path, made: Path) -> None:
    made.write_bytes(made.read_bytes()[:500])
    assert not import_roads([extract], made).up_to_date
    assert len(saved.load(made).start) == 4


def test_a_failed_import_leaves_what_stood_there(made: Path, tmp_path: Path) -> None:
    before, cut = made.read_bytes(), tmp_path / "cut.osm.pbf"
    cut.write_bytes(b"\0\0\0\x0d\x0a\x09OSMHeader nonsense")
    with pytest.raises(InputError, match=r"cut\.osm\.pbf: no \.osm\.pbf, or cut off or damaged"):
        import_roads([cut], made)
    assert made.read_bytes() == before


@pytest.mark.parametrize(
    ("ways", "target", "fault"),
    [
        ((("ab", {"highway": "footway"}),), "x.npz", "holds no road"),
        ((("ab", ROAD),), "x.zip", "roads are saved as .npz"),
    ],
)
def test_what_cannot_be_made_is_refused(tmp_path: Path, ways: Any, target: str, fault: str) -> None:
    path = write_extract(tmp_path / "x.osm.pbf", WITH_RIVER, ways)
    with pytest.raises((InputError, UsageError), match=fault):
        import_roads([path], tmp_path / target)
    assert not (tmp_path / target).exists()


def test_the_same_extract_twice_is_refused(extract: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="twice"):
        import_roads([extract, extract], tmp_path / "x.npz")


# ------------------------------------------------------------------------ hostile files

Spoil = Callable[[dict[str, Any]], object]


def spoilt(path: Path, spoil: Spoil) -> Path:
    """Write a saved network again, with its columns changed."""
    held = {name: array.copy() for name, array in arrays.read(path).arrays.items()}
    spoil(held)
    arrays.write(path, held)
    return path


def put(name: str, index: Any, value: Any) -> Spoil:
    return lambda held: held[name].__setitem__(index, value)


def instead(name: str, array: Any) -> Spoil:
    return lambda held: held.update({name: np.array(array)})


def about(**changed: Any) -> Spoil:
    def spoil(held: dict[str, Any]) -> None:
        told = json.loads(held["about"].tobytes()) | changed
        held["about"] = np.frombuffer(json.dumps(told).encode(), np.uint8)

    return spoil


@pytest.mark.parametrize(
    "spoil",
    [
        put("start", 0, 99),
        put("start", 0, -1),
        put("end", 0, 1_000_000),
        put("road_class", 0, 5),
        put("surface", 0, -1),
        put("oneway", 0, 2),
        put("least_m", 0, np.nan),
        put("most_m", 0, np.inf),
        put("least_m", 0, -1.0),
        put("least_m", 0, 1e9),
        put("offsets", 1, 10_000),
        put("offsets", 1, 0),
        put("offsets", -1, 3),
        put("shape", 0, 2_000_000_000),
        put("junction", (0, 1), 950_000_000),
        put("junction", (0, 0), 1),
        put("road", 0, 77),
        put("road_offsets", 1, -4),
        put("road_names", 0, 500),
        put("gate_kind", 0, 9),
        put("gate_names", (0, 1), 500),
        put("gate_links", 0, 99),
        put("gate_offsets", 0, 1),
        put("names", 0, 255),
        put("names", 0, 7),
        instead("start", [0.0, 1.0]),
        instead("start", np.zeros((4, 1), np.int32)),
        instead("shape", np.zeros((3, 3), np.int32)),
        instead("link_id", np.zeros(1, np.int64)),
        instead("about", np.zeros(4, np.uint8)),
        about(format="geo-osint roads npz 2"),
        about(origins=[{"file": 3}]),
        about(source="osm"),
        about(name=["x"]),
        lambda held: held.pop("gate"),
        lambda held: held.pop("about"),
    ],
)
def test_a_column_that_cannot_be_is_refused_in_one_line(made: Path, spoil: Spoil) -> None:
    with pytest.raises(InputError) as caught:
        saved.load(spoilt(made, spoil))
    assert str(made) in str(caught.value) and "\n" not in str(caught.value)


def zipped(path: Path, members: dict[str, bytes], packing: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def as_npy(array: Any, **more: Any) -> bytes:
    file = io.BytesIO()
    np.save(file, array, **more)
    return file.getvalue()


@pytest.mark.parametrize(
    "write",
    [
        lambda path: path.write_bytes(b"PK\x03\x04" + b"\0" * 100),
        lambda path: path.write_bytes(b""),
        lambda path: zipped(path, {}),
        lambda path: zipped(path, {"about.txt": b"x"}),
        lambda path: zipped(path, {"about.npy": b"x" * 300}),
        lambda path: zipped(path, {"about.npy": as_npy(np.array([{"a": 1}], object))}),
        lambda path: zipped(path, {"about.npy": as_npy(np.zeros(3, "U4"))}),
        lambda path: zipped(path, {"about.npy": as_npy(np.zeros(3))[:-1]}),
        lambda path: zipped(path, {"about.npy": as_npy(np.zeros(9))}, zipfile.ZIP_DEFLATED),
        lambda path: zipped(path, {f"{n}.npy": as_npy(np.zeros(3)) for n in range(65)}),
        lambda path: zipped(path, {"about.npy": as_npy(np.zeros(3)).replace(b"(3,)", b"(10**9,)")}),
        lambda path: zipped(path, {"about.npy": as_npy(np.zeros(3)).replace(b"(3,)", b"(9,)")}),
    ],
)
def test_a_file_that_is_no_network_is_refused_in_one_line(tmp_path: Path, write: Any) -> None:
    path = tmp_path / "roads.npz"
    write(path)
    with pytest.raises(InputError) as caught:
        open_network(path)
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_a_file_cut_anywhere_is_refused(made: Path, tmp_path: Path) -> None:
    whole, cut = made.read_bytes(), tmp_path / "cut.npz"
    for length in range(0, len(whole) - 1, 997):
        cut.write_bytes(whole[:length])
        with pytest.raises(InputError):
            open_network(cut)


def test_a_changed_byte_of_a_column_is_noticed(made: Path) -> None:
    data = bytearray(made.read_bytes())
    data[data.index(saved.load(made).least_m.tobytes())] ^= 1
    made.write_bytes(bytes(data))
    with pytest.raises(InputError, match="damaged"):
        saved.load(made)


def test_a_network_is_found_again_by_its_digest(made: Path) -> None:
    network = open_network(made)
    assert opened(network.sha256) is network and open_network(made) is network
    assert opened("0" * 64) is None


def test_an_extract_is_not_taken_for_a_network(extract: Path) -> None:
    with pytest.raises(InputError, match="geo-osint roads import syria"):
        open_network(extract)


def test_a_file_of_our_own_format_is_opened_too() -> None:
    path = Path(__file__).parents[2] / "data" / "roads.geojson"
    assert open_network(path).schematic


def test_a_large_extract_is_read_alike_with_its_nodes_on_the_disk(
    extract: Path, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geo_osint.routing.osm import reading

    monkeypatch.setattr(reading, "IN_MEMORY_BYTES", 0)
    import_roads([extract], tmp_path / "again.npz")
    assert (tmp_path / "again.npz").read_bytes() == made.read_bytes()
