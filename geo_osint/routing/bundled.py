"""Files of the format `geo-osint roads 1` into a network: strictly, with all faults told together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from geo_osint import files, gazetteer
from geo_osint.errors import InputError
from geo_osint.gazetteer.faults import Fault, in_words, refuse, written_out
from geo_osint.gazetteer.reading import source_of
from geo_osint.model import Bilingual, LonLat, Place
from geo_osint.routing.gates import Gate, Period, first_day, last_day
from geo_osint.routing.network import CLASSES, SURFACES, Network, columns

FORMAT = "geo-osint roads 1"
"""The `format` member of a file; the number changes when old files need a migration."""

Feature = dict[str, Any]


@cache
def bundled() -> Network:
    """Load the road network that comes with the program, with what its gazetteer knows of the places on it.

    Raises
    ------
    InputError
        If the installation is damaged.

    Examples
    --------
    >>> network = bundled()
    >>> network.schematic, "road:semalka" in network.junction_ids
    (True, True)
    """
    packaged = resources.files("geo_osint") / "data" / "roads.geojson"
    with resources.as_file(packaged) as path:
        try:
            return _trusted(files.read_bytes(path), path.name, gazetteer.load().places)
        except InputError as fault:
            raise InputError(f"the roads of this installation: {fault}; install again") from None


def _trusted(data: bytes, name: str, places: Mapping[str, Place]) -> Network:
    """Build the packaged file, which the tests hold to its format, without looking it over once more."""
    try:
        return _build(files.parse_json(files.decode(data, name), name), files.sha256(data), places)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        # a damaged file: looking it over says where
        parse(data, name, places)
        raise


def load(path: Path, places: Mapping[str, Place]) -> Network:
    """Load a file of roads; `places` tells what is known of the places that it names.

    Raises
    ------
    InputError
        If the file is missing, not strict JSON, or breaks the format: all faults in one message.
    """
    return parse(files.read_bytes(path), str(path), places)


def parse(data: bytes, name: str, places: Mapping[str, Place]) -> Network:
    """Parse the bytes of a file of roads; `name` stands in the messages.

    Raises
    ------
    InputError
        As `load`.
    """
    parsed = files.parse_json(files.decode(data, name), name)
    if not isinstance(parsed, dict) or parsed.get("format") != FORMAT:
        raise InputError(f'{name}: no roads; it should say "format": "{FORMAT}"')
    refuse(name, _departures(parsed))
    refuse(name, _contradictions(parsed))
    return _build(parsed, files.sha256(data), places)


def _departures(parsed: Feature) -> Iterator[Fault]:
    """Say where a file leaves the schema."""
    # jsonschema takes 0.1 s to import: only who asks for roads waits for it
    from jsonschema import Draft202012Validator

    published = schema()
    rules = Draft202012Validator(written_out(published, published["$defs"]))
    for error in rules.iter_errors(parsed):
        yield from in_words(error, list(error.absolute_path), parsed)


@cache
def schema() -> dict[str, Any]:
    """Read the published JSON Schema of the format."""
    text = resources.files(__package__).joinpath("schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


# --------------------------------------------------------------- what the schema cannot see


def _contradictions(parsed: Feature) -> Iterator[Fault]:
    """Say where features of a file contradict each other."""
    features, seen = parsed["features"], set()
    junctions = {f["id"]: f for f in features if f["properties"]["feature"] == "junction"}
    links = {f["id"] for f in features if f["properties"]["feature"] == "link"}
    for index, feature in enumerate(features):
        id, about = feature["id"], feature["properties"]
        told: list[tuple[str, str]] = []
        if id in seen:
            told.append(("id", "another feature has it; ids are unique"))
        seen.add(id)
        unknown = [key for key in _cited(about) if key not in parsed["sources"]]
        told += [("sources", f"{key!r} is not among the sources of the file") for key in unknown]
        told += _off_the_map(feature)
        if about["feature"] == "link":
            told += _link_faults(feature, junctions)
        if about["feature"] == "gate":
            told += _gate_faults(about, links)
        yield from (Fault(index, id, member, what) for member, what in told)


def _cited(about: Feature) -> list[str]:
    states = [key for each in about.get("states", ()) for key in each["sources"]]
    own = [about["source"]] if "source" in about else []
    return list(dict.fromkeys([*about.get("sources", ()), *own, *states]))


def _off_the_map(feature: Feature) -> Iterator[tuple[str, str]]:
    told = feature["geometry"]["coordinates"]
    for lon, lat in told if isinstance(told[0], list) else [told]:
        if abs(lat) > 90:
            yield "geometry", f"latitude {lat} of [{lon}, {lat}] is not between -90 and 90"


def _link_faults(link: Feature, junctions: Mapping[str, Feature]) -> Iterator[tuple[str, str]]:
    about, line = link["properties"], link["geometry"]["coordinates"]
    for member, vertex in (("from", line[0]), ("to", line[-1])):
        junction = junctions.get(about[member])
        if junction is None:
            yield member, f"{about[member]!r} is no junction of the file"
        elif junction["geometry"]["coordinates"] != vertex:
            yield "geometry", f"does not meet its junction {about[member]!r}"
    if about["from"] == about["to"]:
        yield "to", "is where it begins; a link joins two junctions"
    least, most = about["length_m"]
    if least > most:
        yield "length_m", f"the least {least} is above the most {most}; the least stands first"


def _gate_faults(about: Feature, links: set[str]) -> Iterator[tuple[str, str]]:
    for link in about["on"]:
        if link not in links:
            yield "on", f"{link!r} is no link of the file"
    for number, state in enumerate(about["states"]):
        try:
            since, until = _ends(state)
        except ValueError:
            yield (
                f"states[{number}]",
                "a day that is in no calendar; give YYYY, YYYY-MM or YYYY-MM-DD",
            )
            continue
        if since and until and since > until:
            yield f"states[{number}]", f"ends ({until}) before it begins ({since})"


def _ends(state: Feature) -> tuple[Any, Any]:
    since = first_day(state["since"]) if "since" in state else None
    return since, last_day(state["until"]) if "until" in state else None


# ------------------------------------------------------------------------------- into columns


def _build(parsed: Feature, digest: str, places: Mapping[str, Place]) -> Network:
    kinds: dict[str, list[Feature]] = {"junction": [], "link": [], "gate": []}
    for feature in parsed["features"]:
        kinds[feature["properties"]["feature"]].append(feature)
    junctions, links = kinds["junction"], kinds["link"]
    number = {each["id"]: index for index, each in enumerate(junctions)}
    link_number = {each["id"]: index for index, each in enumerate(links)}
    named = [each["properties"].get("place", "") for each in (*junctions, *kinds["gate"])]
    points = np.array([f["geometry"]["coordinates"] for f in junctions], float).reshape(-1, 2)
    return Network(
        name=parsed["name"],
        sha256=digest,
        observed=parsed["observed"],
        schematic=parsed["schematic"],
        lon_deg=points[:, 0].copy(),
        lat_deg=points[:, 1].copy(),
        **columns([_link(each, number) for each in links]),
        junction_ids=tuple(number),
        link_ids=tuple(link_number),
        junction_places=tuple(each["properties"].get("place", "") for each in junctions),
        roads=tuple(_road(each["properties"]) for each in links),
        cited=tuple(tuple(each["properties"]["sources"]) for each in links),
        gates=tuple(_gate(each, link_number, places) for each in kinds["gate"]),
        places={id: places[id] for id in named if id in places},
        sources={key: source_of(key, about) for key, about in parsed["sources"].items()},
        attribution=parsed["attribution"],
    )


def _link(feature: Feature, number: Mapping[str, int]) -> dict[str, Any]:
    about = feature["properties"]
    least, most = about["length_m"]
    return {
        "start": number[about["from"]],
        "end": number[about["to"]],
        "least_m": least,
        "most_m": most,
        "road_class": CLASSES.index(about["class"]),
        "surface": SURFACES.index(about["surface"]),
        "oneway": about.get("oneway", False),
        "line": feature["geometry"]["coordinates"],
    }


def _road(about: Feature) -> tuple[str, ...]:
    return (*about.get("refs", ()), *(each["text"] for each in about.get("names", ())))


def _gate(feature: Feature, links: Mapping[str, int], places: Mapping[str, Place]) -> Gate:
    about = feature["properties"]
    return Gate(
        id=feature["id"],
        kind=about["kind"],
        name=_name(feature, places),
        at=LonLat(*map(float, feature["geometry"]["coordinates"])),
        links=tuple(links[each] for each in about["on"]),
        periods=tuple(
            Period(each["state"], *_ends(each), tuple(each["sources"]), each.get("note", ""))
            for each in about["states"]
        ),
        place=about.get("place", ""),
    )


def _name(feature: Feature, places: Mapping[str, Place]) -> Bilingual:
    about = feature["properties"]
    if (place := places.get(about.get("place", ""))) is not None:
        return Bilingual(place.name("en"), place.name("ar"))
    by_language: dict[str, list[str]] = {}
    for each in about.get("names", ()):
        by_language.setdefault(each["language"], []).append(each["text"])
    spoken = {language: " / ".join(texts) for language, texts in by_language.items()}
    plain = feature["id"].partition(":")[2].removeprefix("gate-").replace("-", " ")
    fallback = next(iter(spoken.values()), plain)
    return Bilingual(spoken.get("en", fallback), spoken.get("ar", fallback))
