"""The check of gazetteer files: every fault found, named and nothing else; hostile files in one line."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from geo_osint import cli
from geo_osint.errors import InputError
from geo_osint.gazetteer.faults import against_schema, schema
from geo_osint.gazetteer.fitting import fits
from geo_osint.gazetteer.inspecting import Report, inspect, rules
from geo_osint.gazetteer.inspecting.facts import span
from geo_osint.gazetteer.inspecting.scripts import script_of

Data = dict[str, Any]
Change = Callable[[Data], object]

SOURCE = {
    "title": "A list",
    "reference": "row 3",
    "licence": "CC BY 4.0",
    "url": "https://example.org/a",
}


def name(text: str, language: str = "en", role: str = "main", **about: str) -> Data:
    script = "Arab" if language in ("ar", "ckb", "fa") else "Latn"
    return {
        "text": text,
        "language": language,
        "script": script,
        "role": role,
        "source": "list",
        **about,
    }


def at(
    lon: float, lat: float, source: str = "list", precision_m: float = 0.8, **about: Any
) -> Data:
    return {"lon": lon, "lat": lat, "source": source, "precision_m": precision_m, **about}


def attribute(key: str, value: str, **about: str) -> Data:
    return {"key": key, "value": value, "source": "list", **about}


def feature(
    id: str, *names: Data, kind: str = "PPL", positions: tuple[Data, ...] = (), **about: Any
) -> Data:
    properties = {"kind": kind, "countries": ["SY"], "names": list(names), **about}
    geometry = None
    if positions:
        properties["positions"] = list(positions)
        finest = min(positions, key=lambda each: each["precision_m"])
        geometry = {"type": "Point", "coordinates": [finest["lon"], finest["lat"]]}
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


UNITS = ["t:zor", "t:syria"]


def sound() -> Data:
    """A gazetteer without a fault and without anything to look at."""
    villages = [
        feature(
            f"t:v{i}",
            name(f"Village {word}"),
            positions=(at(40.10123 + i / 10, 35.20123),),
            within=UNITS,
        )
        for i, word in enumerate(("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"))
    ]
    return {
        "type": "FeatureCollection",
        "format": "geo-osint gazetteer 1",
        "name": "sound",
        "sources": {"list": dict(SOURCE), "other": {**SOURCE, "title": "Another"}},
        "features": [
            feature("t:syria", name("Syria"), kind="PCLI"),
            feature("t:zor", {**name("Zor"), "source": "other"}, kind="ADM1", within=["t:syria"]),
            feature("t:raqqa", name("Raqqa Governorate"), kind="ADM1", within=["t:syria"]),
            feature(
                "t:mayadin",
                name("Al-Mayadin"),
                name("الميادين", "ar"),
                positions=(
                    at(40.45154, 35.01982),
                    at(40.45333, 35.02083, "other", 20.0, note="35°1′15″N 40°27′12″E"),
                ),
                within=UNITS,
            ),
            feature("t:river", name("River"), kind="STM"),
            *villages,
        ],
    }


def of(data: Data, id: str = "t:mayadin") -> Data:
    return next(each for each in data["features"] if each["id"] == id)["properties"]


def move(data: Data, lon: float, lat: float, **about: Any) -> None:
    """Put al-Mayadin somewhere else, with one position."""
    found = next(each for each in data["features"] if each["id"] == "t:mayadin")
    found["properties"]["positions"] = [at(lon, lat, **about)]
    found["geometry"]["coordinates"] = [lon, lat]


def second(data: Data, **about: Any) -> None:
    of(data)["positions"][1].update(about)


def named(text: str, language: str = "ar", **about: str) -> Change:
    return lambda data: of(data)["names"].append(name(text, language, "variant", **about))


def with_attribute(*attributes: Data) -> Change:
    return lambda data: of(data).update(attributes=list(attributes))


def with_feature(*features: Data) -> Change:
    return lambda data: data["features"].extend(features)


def source(**about: str) -> Change:
    return lambda data: data["sources"]["other"].update(about)


def river(data: Data) -> None:
    line = {"type": "LineString", "coordinates": [[40.2, 35.3], [40.4, 35.1], [40.9, 34.5]]}
    next(each for each in data["features"] if each["id"] == "t:river")["geometry"] = line
    of(data)["attributes"] = [attribute("bank", "right_bank", of="t:river")]
    move(data, 40.60123, 35.10123)


def area(data: Data) -> None:
    ring = [[39.0, 35.5], [40.0, 35.5], [40.0, 36.5], [39.0, 36.5], [39.0, 35.5]]
    zone = next(each for each in data["features"] if each["id"] == "t:raqqa")
    zone["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    of(data)["within"] = ["t:raqqa", "t:syria"]


def in_another_unit(data: Data) -> None:
    of(data, "t:v2")["within"] = ["t:raqqa", "t:syria"]
    for i in range(5):
        data["features"].append(
            feature(
                f"t:r{i}",
                name(f"Far {'ABCDE'[i]}x"),
                positions=(at(38.50123 + i / 4, 36.20123),),
                within=["t:raqqa", "t:syria"],
            )
        )


FAULTS: list[tuple[str, str, str, Change]] = [
    # rule, member, words, what was done to the sound file
    ("format", "", "'kind' is missing", lambda d: of(d).pop("kind")),
    ("format", "", "did you mean 'extent_m'", lambda d: of(d).update(extent=5)),
    ("format", "positions[0].lat", "above 90", lambda d: of(d)["positions"][0].update(lat=135.0)),
    ("format", "id", "not of the form", lambda d: d["features"][5].update(id="Village 1")),
    ("format", "names[0].since", "not of the form", lambda d: of(d)["names"][0].update(since="2014/05")),
    ("id_twice", "id", "another feature", lambda d: d["features"][6].update(id="t:v0")),
    ("unknown_reference", "names[0].source", "'lists'", lambda d: of(d)["names"][0].update(source="lists")),
    ("unknown_reference", "within[0]", "'t:zoor'", lambda d: of(d).update(within=["t:zoor", "t:syria"])),
    ("swapped_axes", "positions[0]", "the other way round", lambda d: move(d, 35.01982, 40.45154)),
    ("null_island", "positions[0]", "0, 0", lambda d: move(d, 0.0, 0.0, precision_m=80_000)),
    ("outside_country", "positions[0]", "in Iraq", lambda d: move(d, 43.12345, 36.34567)),
    ("outside_country", "positions[0]", "36, 45 is", lambda d: move(d, 45.0, 36.0, precision_m=80_000)),
    ("swapped_axes", "positions[0]", "the other way round", lambda d: (move(d, 35.01982, 40.45154), of(d).pop("countries"))),
    ("outside_country", "positions[0]", "at sea", lambda d: move(d, -30.12345, 36.34567)),
    ("outside_country", "estimate", "in Iraq", lambda d: d["features"].append({**feature("t:guess", name("Guess"), estimate={"lon": 43.1, "lat": 36.3, "radius_m": 5000, "reason": "r"}), "geometry": {"type": "Point", "coordinates": [43.1, 36.3]}})),
    ("outside_country", "geometry", "no corner", lambda d: next(f for f in d["features"] if f["id"] == "t:river").update(geometry={"type": "LineString", "coordinates": [[10.0, 50.0], [11.0, 50.0]]})),
    ("outside_parent", "positions[0]", "outside the shape of t:raqqa", area),
    ("far_from_unit", "within", "from the middle", lambda d: move(d, 38.01982, 33.45154)),
    ("positions_disagree", "positions[1]", "7.5 km from positions[0]", lambda d: second(d, lon=40.53333, note="")),
    ("note_elsewhere", "positions[1]", "is not 35°1′15″N 40°47′12″E", lambda d: second(d, note="35°1′15″N 40°47′12″E")),
    ("precision_finer", "positions[0]", "has 2 decimals: 7", lambda d: (move(d, 40.45, 35.02), d["sources"].update(hand=dict(SOURCE)), of(d)["positions"][0].update(source="hand"))),
    ("precision_finer", "positions[1]", "the note says 35°1′15″N", lambda d: second(d, precision_m=0.8)),
    ("precision_finer", "positions[1]", "the note says 35°1′N", lambda d: second(d, lon=40.45, lat=35.01667, note="35°1′N 40°27′E", precision_m=20)),
    ("precision_finer", "positions[0]", "has 1 decimal: 7,200 m", lambda d: (move(d, 40.4, 35.1), d["sources"].update(hand=dict(SOURCE)), of(d)["positions"][0].update(source="hand"))),
    ("precision_finer", "positions[1]", "two decimals", lambda d: second(d, note="two decimals only", precision_m=20)),
    ("extent_without_basis", "extent_basis", "missing", lambda d: of(d).update(extent_m=900)),
    ("geometry", "geometry", "its finest position", lambda d: d["features"][3]["geometry"].update(coordinates=[40.0, 35.0])),
    ("geometry", "geometry", "ring is open", lambda d: d["features"][4].update(geometry={"type": "Polygon", "coordinates": [[[40, 35], [41, 35], [41, 36], [40, 36]]]})),
    ("geometry", "geometry", "Self-intersection[40.5 35.5]", lambda d: d["features"][4].update(geometry={"type": "Polygon", "coordinates": [[[40, 35], [41, 36], [41, 35], [40, 36], [40, 35]]]})),
    ("duplicate_place", "names", "3.0 km away", with_feature(feature("t:again", name("Mayadin City"), name("ميادين", "ar"), name("الميادين", "ar", "variant"), positions=(at(40.48432, 35.01982),), within=UNITS))),
    ("shared_point", "positions[0]", "exactly where t:v0", lambda d: (of(d, "t:v1")["positions"][0].update(lon=40.10123), d["features"][6]["geometry"]["coordinates"].__setitem__(0, 40.10123))),
    ("shared_identifier", "attributes[0]", "wikidata Q57 is t:mayadin's too", lambda d: (of(d).update(attributes=[attribute("wikidata", "Q57")]), of(d, "t:v0").update(attributes=[attribute("wikidata", "Q57")]))),
    ("main_name", "names", "none has the role", lambda d: [n.update(role="variant") for n in of(d)["names"]]),
    ("main_name", "names", "2 main names", lambda d: of(d)["names"].append(name("Other"))),
    ("name_twice", "names[2]", "stands there already", named("Al-Mayadin", "en")),
    ("hidden_characters", "names[2].text", "ZERO WIDTH SPACE", named("الم\u200bيادين")),
    ("hidden_characters", "names[2].text", "RIGHT-TO-LEFT MARK", named("ميادين\u200f")),
    ("hidden_characters", "names[2].text", "control characters", named("ميا\u202eدين")),
    ("hidden_characters", "names[2].text", "ZERO WIDTH NON-JOINER", named("ميا\u200cدين")),
    ("mixed_scripts", "names[2].text", "а (U+0430) is Cyrl", named("M\u0430yadin", "en")),
    ("mixed_scripts", "names[2].text", "o (U+006F) is Latn", named("الميoادين")),
    ("mixed_scripts", "names[2].text", "Ο (U+039F) is Grek", named("\u039fmar", "en")),
    ("script_tag", "names[2].text", "tagged Latn, its letters are Cyrl", named("Омар", "en")),
    ("script_tag", "names[2].text", "tagged Arab, its letters are Latn", named("Mayadeen")),
    ("language_script", "names[2].text", "en is written in Latn", lambda d: of(d)["names"].append({**name("ميادين", "ar", "variant"), "language": "en"})),
    ("foreign_letters", "names[2].text", "ی (U+06CC) where ar has ي or ى", named("المیادین")),
    ("foreign_letters", "names[2].text", "ک (U+06A9)", named("الشکر")),
    ("text_form", "names[2].text", "stretching sign", named("الميـــادين")),
    ("text_form", "names[2].text", "ARABIC LIGATURE", named("\ufefbميادين")),
    ("text_form", "names[2].text", "NFC", named("Ma\u0308yadin", "en")),
    ("text_form", "names[2].text", "several spaces", named("Al  Mayadin", "en")),
    ("text_form", "names[2].text", "spaces around", named(" Mayadeen", "en")),
    ("text_form", "names[2].text", "NO-BREAK SPACE", named("Al\u00a0Mayadin", "en")),
    ("broken_encoding", "names[2].text", "not what a source prints", named("Ø§Ù„Ù…", "en")),
    ("broken_encoding", "names[2].text", "not what a source prints", named("????", "en")),
    ("broken_encoding", "names[2].text", "not what a source prints", named("Al&#39;Omar", "en")),
    ("broken_encoding", "names[2].text", "no letters", named("7", "en")),
    ("source_missing", "sources.other", "no licence", source(licence="")),
    ("source_missing", "sources.other", "neither reference nor url", source(reference="", url="")),
    ("source_missing", "sources.other", "no address", source(url="page 7")),
    ("dates", "attributes[0]", "there is no 2021-02-30", with_attribute(attribute("status", "open", since="2021-02-30"))),
    ("dates", "attributes[0]", "before it begins", with_attribute(attribute("status", "open", since="2021", until="2019-05"))),
    ("dates", "attributes[1]", "status closed (2020-05 to …) and open (2019 to 2021)", with_attribute(attribute("status", "open", since="2019", until="2021"), attribute("status", "closed", since="2020-05"))),
    ("dates", "attributes[1]", "no dates", with_attribute(attribute("status", "open"), attribute("status", "closed"))),
    ("dates", "names[1]", "before it begins", lambda d: of(d)["names"][1].update(since="2001", until="1999")),
    ("dates", "positions[0].date", "there is no 2021-13", lambda d: of(d)["positions"][0].update(date="2021-13")),
    ("dates", "sources.other.date", "there is no 2021-13", source(date="2021-13")),
    ("within_order", "within[1]", "t:zor (ADM1) is no larger than t:syria", lambda d: of(d).update(within=["t:syria", "t:zor"])),
    ("within_order", "within[0]", "t:raqqa (ADM1) is no larger than t:zor", lambda d: of(d, "t:zor").update(within=["t:raqqa", "t:syria"])),
    ("within_cycle", "within[0]", "t:raqqa lies within t:zor too", lambda d: (of(d, "t:zor").update(within=["t:raqqa"]), of(d, "t:raqqa").update(within=["t:zor"]))),
    ("within_cycle", "within[0]", "t:v2 lies within t:v1 too", lambda d: [of(d, f"t:v{i}").update(within=[f"t:v{1 + i % 3}"]) for i in (1, 2, 3)]),
    ("within_gap", "countries", "SY, but t:zor is in IQ", lambda d: of(d, "t:zor").update(countries=["IQ"])),
    ("within_gap", "within[0]", "t:zor lies within t:syria", lambda d: of(d).update(within=["t:zor"])),
    ("seat", "attributes[0]", "not among the areas", with_attribute(attribute("seat_of", "seat", of="t:raqqa"))),
    ("seat", "attributes[0]", "no unit of administration", with_attribute(attribute("seat_of", "seat", of="t:river"))),
    ("seat", "attributes[0]", "t:mayadin is the seat of t:zor too", lambda d: [of(d, i).update(attributes=[attribute("seat_of", "seat", of="t:zor")]) for i in ("t:mayadin", "t:v0")]),
    ("attribute_value", "attributes[0]", "Q and a number", with_attribute(attribute("wikidata", "57"))),
    ("attribute_value", "attributes[0]", "digits alone", with_attribute(attribute("population", "3,000"))),
    ("attribute_value", "attributes[0]", "does not say `of` what", with_attribute(attribute("seat_of", "seat"))),
    ("confusion_one_way", "confused_with[0]", "t:v0 does not name t:mayadin", lambda d: of(d).update(confused_with=[{"place": "t:v0", "reason": "r"}])),
    # notices
    ("namesakes", "names", "is also t:v5", lambda d: of(d, "t:v5")["names"].append(name("Al-Mayadin", "en", "variant"))),
    ("neighbours_elsewhere", "within", "nearest neighbours are all in t:zor", in_another_unit),
    ("at_sea", "positions[0]", "at sea", lambda d: move(d, 35.12345, 35.34567)),
    ("no_country", "countries", "missing", lambda d: of(d).pop("countries")),
    ("no_outline", "countries", "'ZZ'", lambda d: of(d).update(countries=["SY", "ZZ"])),
    ("round_coordinates", "positions[0]", "35, 40", lambda d: move(d, 40.0, 35.0, precision_m=80_000)),
    ("shared_point_of_kinds", "positions[0]", "exactly where t:v0", lambda d: (of(d, "t:v1").update(kind="PSTB"), of(d, "t:v1")["positions"][0].update(lon=40.10123), d["features"][6]["geometry"]["coordinates"].__setitem__(0, 40.10123))),
    ("wrong_bank", "attributes[0]", "on the other side", river),
    ("letters_of_neighbours", "names[2].text", "ك (U+0643) where ckb has ک", named("مالك", "ckb")),
    ("everyday_word", "names[2].text", "reads as عنه", named("عنة")),
    ("everyday_word", "names[2].text", "reads as from", named("From", "en")),
    ("mixed_words", "names[2].text", "Arab and Latn", named("مطار T4")),
    ("hidden_in_words", "note", "RIGHT-TO-LEFT OVERRIDE", lambda d: of(d).update(note="a\u202eb")),
    ("hidden_in_words", "sources.other.title", "ZERO WIDTH", source(title="Ano\u200bther")),
    ("unknown_kind", "kind", "PPLZ", lambda d: of(d).update(kind="PPLZ")),
    ("attribute_key", "attributes[0]", "did you mean 'population'", with_attribute(attribute("populaton", "3"))),
    ("within_kind", "within[0]", "t:v0 is a town", lambda d: of(d, "t:raqqa").update(within=["t:v0", "t:syria"])),
    ("source_uncited", "sources.third", "Third", lambda d: d["sources"].update(third={**SOURCE, "title": "Third"})),
    ("source_thin", "sources.other", "no url", source(url="")),
    ("licence", "sources.other", "ODbL", source(licence="ODbL 1.0")),
    ("licence", "sources.other", "CC BY-NC", source(licence="CC BY-NC 4.0")),
    ("licence", "sources.other", "GPL", source(licence="GPL-3.0")),
]  # fmt: skip


def check(data: Data) -> Report:
    return inspect(json.dumps(data, ensure_ascii=False).encode(), "mine.geojson")


def said(report: Report) -> list[tuple[str, str, str]]:
    return [(each.rule, each.member, each.what) for each in report.remarks]


def test_a_sound_file_has_nothing_to_say() -> None:
    assert said(check(sound())) == []


@pytest.mark.parametrize(
    ("rule", "member", "words", "change"), FAULTS, ids=[f"{r}-{w}" for r, _, w, _ in FAULTS]
)
def test_a_fault_is_found_and_said(rule: str, member: str, words: str, change: Change) -> None:
    data = sound()
    change(data)
    found = [each for each in said(check(data)) if each[0] == rule]
    assert any(m == member and words in what for _, m, what in found), said(check(data))


def test_every_rule_has_a_broken_file() -> None:
    assert {rule for rule, *_ in FAULTS} == set(rules())


def test_all_faults_are_told_together_schema_faults_and_others_in_one_feature_too() -> None:
    data = sound()
    for _ in range(6):
        data["features"].append({"type": "Feature", "id": 5, "geometry": None, "properties": {}})
    of(data)["extent"] = 5
    of(data)["names"][0]["role"] = "chief"
    of(data)["names"].append(name("M\u0430yadin", "en", "variant"))
    del data["sources"]["other"]["title"]
    report = check(data)
    assert len([each for each in report.remarks if each.rule == "format"]) > 12
    assert {(each.rule, each.where) for each in report.remarks} >= {
        ("format", "t:mayadin"),
        ("mixed_scripts", "t:mayadin"),
        ("format", ""),
        ("format", "feature 12"),
    }


SETTLED = ["7.4 km from the others", "lies 7,4 km east", "على بعد 7.4 كم", "يبعد ٧٫٤ كيلومتر"]


@pytest.mark.parametrize("note", SETTLED)
@pytest.mark.parametrize("where", ["place", "position"])
def test_a_disagreement_is_settled_by_a_note_that_states_it(note: str, where: str) -> None:
    data = sound()
    second(data, lon=40.53333, note=note if where == "position" else "")
    if where == "place":
        of(data)["note"] = note
    assert said(check(data)) == []


def test_a_note_that_states_another_distance_settles_nothing() -> None:
    data = sound()
    second(data, lon=40.53333, note="3 km from the others")
    assert [rule for rule, *_ in said(check(data))] == ["positions_disagree"]


HONEST: list[Change] = [
    named("که\u200cرکوک", "fa"),  # the non-joiner belongs into Persian words
    named("عەلی\u200cئاوا", "ckb"),
    named("Ra’s al ‘Ayn", "ar", script="Latn"),
    named("Dêrik", "ku"),
    named("چمران"),  # a letter that Arabic borrows
    with_attribute(attribute("status", "open", since="2019", until="2020"), attribute("status", "closed", since="2020")),
    source(licence="CC BY-SA 4.0 (Wikipedia); single facts cited"),
    lambda d: move(d, 35.79123, 33.12345) or of(d).update(within=["t:syria"]),  # the Golan
    lambda d: move(d, 42.34989, 37.08932) or of(d).update(within=["t:syria"]),  # on the very border
    lambda d: d.update(excerpt=True) or of(d).update(within=["elsewhere:unit"]),
    lambda d: of(d)["names"].append(name("Zor", "en", "variant")),  # its own governorate's name
    lambda d: second(d, lon=40.4535, lat=35.0206, note="decimal; 35°1′15″N 40°27′12″E", precision_m=7.2),
]  # fmt: skip


@pytest.mark.parametrize("change", HONEST)
def test_what_is_right_is_left_alone(change: Change) -> None:
    data = sound()
    change(data)
    assert said(check(data)) == []


def test_the_report_is_the_same_each_time_and_its_rules_run_in_order() -> None:
    data = sound()
    for _, _, _, change in FAULTS[10:40]:
        if change is not FAULTS[10][3]:
            try:
                change(data)
            except (KeyError, IndexError, StopIteration):
                continue
    assert check(data) == check(copy.deepcopy(data))
    order = list(rules())
    found = [order.index(each.rule) for each in check(data).remarks]
    assert found == sorted(found)


HOSTILE = [
    ("", "empty"),
    ("[]", "not a gazetteer"),
    ('{"type": "FeatureCollection", "features": []}', "not a gazetteer"),
    ('{"format": "geo-osint gazetteer 1", "features": {}}', "no list"),
    ("[" * 100_000, "nested deeper"),
    ('{"format": "geo-osint gazetteer 1", "features": [NaN]}', "NaN"),
    ('{"format": "geo-osint gazetteer 1", "features": [1e999]}', "1e999"),
    ('{"format": "geo-osint gazetteer 1", "features": ["\\ud800"]}', "lone surrogate"),
    ('{"format": "geo-osint gazetteer 1", "features": [], "features": []}', "twice"),
    ("SQLite format 3\0 …", "database"),
    ("<html><body>404</body></html>", "web page"),
]


@pytest.mark.parametrize(("text", "words"), HOSTILE, ids=[words for _, words in HOSTILE])
def test_what_is_no_gazetteer_is_told_in_one_line(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as told:
        inspect(text.encode(), "mine.geojson")
    assert "\n" not in str(told.value) and len(str(told.value)) < 300


ODD: list[Any] = [None, 5, "x", [], {}, [[]], {"names": 5}, "x" * 100_000, -1e300, True]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
def test_any_value_anywhere_is_a_fault_and_never_a_crash(odd: Any) -> None:
    for path in (
        ("sources",), ("sources", "list"), ("sources", "list", "title"), ("name",), ("excerpt",), ("features", 3),
        ("features", 3, "id"), ("features", 3, "geometry"), ("features", 3, "geometry", "coordinates"),
        ("features", 3, "properties"), *((("features", 3, "properties", member)) for member in (
            "kind", "countries", "within", "names", "positions", "estimate", "extent_m", "attributes", "confused_with", "note")),
        ("features", 3, "properties", "names", 0), ("features", 3, "properties", "names", 0, "source"), ("features", 3, "properties", "positions", 0, "lon"),
    ):  # fmt: skip
        data = sound()
        value: Any = data
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = odd
        report = check(data)
        assert all("\n" not in each.what and len(each.what) < 310 for each in report.remarks)


def mutations() -> list[Data]:
    """Files that break the schema at each of its rules, and some that do not."""
    changed = []
    for _, _, _, change in FAULTS:
        data = sound()
        change(data)
        changed.append(data)
    return [sound(), *changed]


def test_the_fast_test_of_the_schema_agrees_with_jsonschema() -> None:
    slow = Draft202012Validator(schema())
    judged = [slow.is_valid(each) for each in mutations()]
    assert [against_schema(each) == [] for each in mutations()] == judged
    assert set(judged) == {True, False}


def test_a_keyword_that_the_fast_test_does_not_know_is_refused() -> None:
    with pytest.raises(NotImplementedError, match="multipleOf"):
        fits({"type": "number", "multipleOf": 2})


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        cli.main(["gazetteer", "check", *arguments])
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


@pytest.mark.parametrize(
    ("change", "arguments", "code"),
    [
        (None, [], 0),
        (FAULTS[0][3], [], 3),
        (source(url=""), [], 0),
        (source(url=""), ["--strict"], 3),
    ],
)
def test_the_exit_code_tells_faults_from_notices(
    change: Change | None,
    arguments: list[str],
    code: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = sound()
    if change:
        change(data)
    path = tmp_path / "mine.geojson"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert run(capsys, str(path), *arguments)[0] == code
    assert run(capsys, str(path), "--json", *arguments)[0] == code


def test_the_command_groups_counts_and_advises(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = sound()
    for word in ("M\u0430yadin", "\u039fmar"):
        of(data)["names"].append(name(word, "en", "variant"))
    path = tmp_path / "mine.geojson"
    path.write_text(json.dumps(data), encoding="utf-8")
    _, out, _ = run(capsys, str(path))
    assert "11 places, 2 sources, 2 faults, 0 notices" in out
    assert "FAULT: letters of two scripts in one word (2)\n  → type the name anew" in out
    assert "  - t:mayadin, names[2].text: “" in out
    told = json.loads(run(capsys, str(path), "--json")[1])
    assert (told["faults"], told["notices"], told["places"]) == (2, 0, 11)
    [group] = told["groups"]
    assert group["rule"] == "mixed_scripts" and group["count"] == 2
    assert group["remarks"][0]["id"] == "t:mayadin" and group["remarks"][0]["feature"] == 3


def test_a_file_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "nowhere.geojson")
    assert (code, out) == (3, "") and err.count("\n") == 1


@pytest.mark.parametrize(
    ("written", "last"),
    [("2020-02", "2020-02-29"), ("1900-02", "1900-02-28"), ("2021-04", "2021-04-30"), ("2021", "2021-12-31")],
)  # fmt: skip
def test_a_date_ends_with_its_last_day(written: str, last: str) -> None:
    found = span(written)
    assert found and found[1].isoformat() == last


@pytest.mark.parametrize(
    ("character", "script"),
    [("ﻻ", "Arab"), ("ѐ", "Cyrl"), ("Ω", "Grek"), ("ı", "Latn"), ("ʿ", ""), ("ـ", ""), ("٣", ""), ("ܐ", "Syrc")],
)  # fmt: skip
def test_the_script_of_a_letter(character: str, script: str) -> None:
    assert script_of(character) == script
