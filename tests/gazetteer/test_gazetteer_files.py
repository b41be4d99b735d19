"""Gazetteer files: the round trip, and every fault told with its feature and member."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint import gazetteer
from geo_osint.errors import InputError
from geo_osint.gazetteer.faults import against_schema, schema
from geo_osint.gazetteer.kinds import all_kinds
from geo_osint.model import Estimate, LonLat, Place, PlaceName, Position, Shape, Source


def test_dump_and_parse_are_inverse(small, text_of):
    again = gazetteer.parse(text_of, "small.geojson")
    assert list(again.places.values()) == list(small.places.values())
    assert again.sources == small.sources
    assert gazetteer.dump(again.places.values(), again.sources, again.name) == text_of


@pytest.mark.parametrize(
    "data", [b"1\tTadmur\t34.5", b"name,lat\n", b"PK\3\4", b'{"type": "FeatureCollection"}']
)
def test_a_list_of_other_form_is_to_be_imported(tmp_path, data):
    (tmp_path / "list").write_bytes(data)
    with pytest.raises(InputError, match="geo-osint gazetteer import"):
        gazetteer.load(tmp_path / "list")


def test_dump_writes_one_feature_a_line(text_of, small):
    lines = text_of.splitlines()
    assert sum(line.startswith('{"type": "Feature"') for line in lines) == len(small.places)
    assert text_of.endswith("}\n")
    assert "الميادين" in text_of


def test_dump_writes_only_sources_that_are_cited(small):
    sources = {**small.sources, "idle": Source("idle", "Nobody cites this")}
    assert "Nobody" not in gazetteer.dump(small.places.values(), sources, "small")


def test_dump_gives_the_attribution_of_its_sources(text_of):
    assert json.loads(text_of)["attribution"] == "A list (CC BY 4.0)"


def test_some_places_of_a_gazetteer_are_an_excerpt_and_load_again(small):
    chosen = [small.places["geo:walid-north"]]
    again = gazetteer.parse(gazetteer.dump(chosen, small.sources, "case"), "case.places.geojson")
    assert again.excerpt
    assert list(again.places.values()) == chosen


def test_digest_is_that_of_the_bytes(text_of, tmp_path):
    import hashlib

    file = tmp_path / "own.geojson"
    file.write_text(text_of, encoding="utf-8")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert gazetteer.load(file).sha256 == gazetteer.parse(text_of, "x").sha256 == digest


NUMBERS = st.floats(-85, 85).map(lambda value: round(value, 5))
WORDS = st.text("ابتثجabc -'", min_size=1, max_size=9).filter(
    lambda text: text == text.strip() != ""
)


@st.composite
def anywhere(draw):
    at = LonLat(draw(NUMBERS), draw(NUMBERS))
    names = tuple(
        PlaceName(
            draw(WORDS), language, "Arab", "main", "s", since=draw(st.sampled_from(["", "2014"]))
        )
        for language in draw(st.lists(st.sampled_from(["ar", "ku", "en"]), min_size=1, unique=True))
    )
    located = draw(
        st.sampled_from(
            [
                {},
                {"positions": (Position(at, "s", 0.7, by="x"), Position(at, "s", 70.0, "2017"))},
                {"estimate": Estimate(at, 500.0, "a guess", "s")},
                {"shape": Shape("MultiLineString", ((at, LonLat(0.0, 0.0)), (at, at)))},
            ]
        )
    )
    return Place("geo:x", names, "PPL", countries=("SY",), note=draw(WORDS), **located)


@given(anywhere())
def test_any_place_comes_back(place):
    text = gazetteer.dump([place], {"s": Source("s", "S")}, "one")
    assert gazetteer.parse(text, "one").places == {"geo:x": place}


def _with(text_of, change):
    data = json.loads(text_of)
    change(data["features"][0], data)
    return json.dumps(data, ensure_ascii=False)


def _set(member, value):
    def change(feature, data):
        feature["properties"][member] = value

    return change


def _put(path, value):
    def change(feature, data):
        inside = feature["properties"]
        for step in path[:-1]:
            inside = inside[step]
        inside[path[-1]] = value

    return change


FAULTS = [
    (_set("extent", 5), "geo:mayadin, extent: unknown member|unknown member.*did you mean 'extent_m'"),
    (_set("nam", 5), "did you mean 'names'"),
    (_put(["names", 0, "role"], "mian"), r"names\[0\].role: .*did you mean 'main'"),
    (_put(["names", 0, "text"], " "), r"names\[0\].text"),
    (_put(["names", 0, "text"], "e\u0301"), "NFC"),
    (_put(["names", 0, "text"], "\u202eab"), "control characters"),
    (_put(["names", 0, "source"], "lost"), r"names\[0\].source: 'lost' is not among the sources"),
    (_put(["positions", 0, "lon"], 400), r"positions\[0\].lon: 400 is above 180"),
    (_put(["positions", 0, "lon"], "40"), r'positions\[0\].lon: "40" is no number'),
    (_put(["positions", 0, "lon"], 40.001), r"geometry: \[40.0, 35.0\] should be \[40.001, 35.0\]"),
    (_put(["positions", 0, "precision_m"], 0), r"positions\[0\].precision_m: 0 is not above 0"),
    (_put(["positions", 0, "source"], "lost"), r"positions\[0\].source"),
    (_set("names", []), "names"),
    (_set("within", ["geo:nowhere"]), r"within\[0\]: no place has the id 'geo:nowhere'"),
    (_set("within", ["geo:mayadin"]), "the place itself"),
    (_set("confused_with", [{"place": "geo:nowhere", "reason": "x"}]), r"confused_with\[0\].place"),
    (_set("attributes", [{"key": "bank", "value": "left", "of": "geo:no", "source": "list"}]), r"attributes\[0\].of"),
    (_set("estimate", {"lon": 1, "lat": 1, "radius_m": 1, "reason": "x"}), "beside published positions"),
    (_set("extent_m", -1), "extent_m: -1 is not above 0"),
    (_set("countries", ["Syria"]), r"countries\[0\]"),
    (lambda f, d: f.update(id="geo:zor"), "geo:zor, id: another feature has it"),
    (lambda f, d: f.update(id=7), "feature 1, id: 7 is no string"),
    (lambda f, d: f.update(geometry=None), "geometry: missing"),
    (lambda f, d: f.update(geometry={"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}), "ring is open"),
    (lambda f, d: f.update(geometry={"type": "Point", "coordinates": [0, 0, 0]}), "geometry.coordinates"),
    (lambda f, d: f["properties"].pop("kind"), "'kind' is missing"),
    (lambda f, d: d.update(crs={}), "unknown member \"crs\""),
    (lambda f, d: d.update(format="geo-osint gazetteer 2"), "not a gazetteer"),
    (lambda f, d: d.update(features={}), "features: {} is no array"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), FAULTS)
def test_a_fault_is_told_with_feature_and_member(text_of, change, message):
    with pytest.raises(InputError, match=message) as refused:
        gazetteer.parse(_with(text_of, change), "own.geojson")
    assert str(refused.value).startswith("own.geojson: ")
    assert "\n" not in str(refused.value)


def test_two_main_names_in_one_tongue_are_refused(text_of):
    def change(feature, data):
        feature["properties"]["names"].append(feature["properties"]["names"][0])

    with pytest.raises(InputError, match="2 main names in ar-Arab"):
        gazetteer.parse(_with(text_of, change), "own.geojson")


def test_all_faults_are_told_together_the_first_by_name_the_rest_by_number(text_of):
    data = json.loads(text_of)
    for feature in data["features"][:8]:
        feature["properties"]["names"][0]["source"] = "lost"
    data["features"][0]["properties"]["odd"] = 1
    with pytest.raises(InputError, match=r"geo:mayadin: unknown member.*geo:zor.*and 3 more$"):
        gazetteer.parse(json.dumps(data), "own.geojson")


def test_faults_are_told_in_the_order_of_the_file(text_of):
    """Those the schema finds and those found later are one list."""
    data = json.loads(text_of)
    data["features"][0]["properties"]["within"] = ["geo:nowhere"]
    data["features"][1]["properties"]["odd"] = 1
    with pytest.raises(InputError, match=r"geo:mayadin, within.*geo:zor: unknown member"):
        gazetteer.parse(json.dumps(data), "own.geojson")


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e400"])
def test_what_is_no_number_is_refused(text_of, text):
    with pytest.raises(InputError, match="not a number"):
        gazetteer.parse(text_of.replace('"precision_m": 70.0', f'"precision_m": {text}', 1), "own")


@pytest.mark.parametrize("text", ["[]", "{}", '"x"', "1", '{"type": "FeatureCollection"}'])
def test_json_that_is_no_gazetteer_is_refused(text):
    with pytest.raises(InputError, match="not a gazetteer"):
        gazetteer.parse(text, "other.json")


def test_a_ring_written_clockwise_is_turned(small):
    zone = small.places["geo:zone"]
    turned = replace(zone, attributes=(), shape=Shape("Polygon", (zone.shape.parts[0][::-1],)))
    text = gazetteer.dump([turned], small.sources, "one")
    assert gazetteer.parse(text, "one").places["geo:zone"].shape == zone.shape


def test_a_damaged_packaged_file_is_told_apart_from_a_users(monkeypatch, tmp_path):
    from importlib import resources

    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "gazetteer.geojson").write_text(
        '{"format": "geo-osint gazetteer 1", "name": "x", "sources": {}, "features": [{"id": "geo:a"}]}',
        encoding="utf-8",
    )
    monkeypatch.setattr(
        resources,
        "files",
        lambda _, files=resources.files: tmp_path if _ == "geo_osint" else files(_),
    )
    with pytest.raises(InputError, match=r"the gazetteer of this installation: .*install again"):
        gazetteer.load()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        gazetteer.load(tmp_path / "none.geojson")


def test_the_packaged_gazetteer_follows_its_schema(packaged):
    """Loading skips the schema for speed, so that this test must not."""
    from importlib import resources

    text = (resources.files("geo_osint") / "data" / "gazetteer.geojson").read_text(encoding="utf-8")
    assert against_schema(json.loads(text)) == []
    assert gazetteer.parse(text, "packaged").places == packaged.places


def test_the_packaged_kinds_are_all_known(packaged):
    assert {place.kind for place in packaged.places.values()} <= set(all_kinds())


def test_the_schema_is_valid_itself():
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schema())
