"""What OpenStreetMap's tags say of a way or a node: a road, a barrier, a gate, or nothing to us."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal, cast

from geo_osint.gazetteer.importing.cleaning import LONGEST_NAME, clean, script_of
from geo_osint.model import Bilingual
from geo_osint.routing.gates import GateKind
from geo_osint.routing.network import CLASSES, SURFACES

Tags = Mapping[str, str]

Oneway = Literal[-1, 0, 1]
"""1 where only the direction of drawing may be driven, -1 where only the other one, 0 where both may."""

ROAD_KEYS = ("highway", "route")
"""A way that is a road has one of these keys."""

NAME_KEYS = ("name", "name:ar", "name:en", "int_name")
"""Tags whose values a report may call a road by, besides its numbers."""


@dataclass(frozen=True, slots=True)
class Road:
    """What a way is to us, as its tags say; numbers in `CLASSES` and `SURFACES` as in `Network`."""

    road_class: int
    surface: int
    oneway: Oneway
    names: tuple[str, ...]
    is_bridge: bool = False
    is_ferry: bool = False


def road_of(tags: Tags) -> Road | None:
    """Read a way's tags as a road that lorries may take; None if it is none.

    A ferry counts only if it is said to take vehicles.

    Examples
    --------
    >>> road_of({"highway": "primary", "surface": "asphalt", "ref": "M4", "name:ar": "طريق الحسكة"})
    Road(road_class=1, surface=0, oneway=0, names=('M4', 'طريق الحسكة'), is_bridge=False, is_ferry=False)
    >>> road_of({"highway": "construction", "construction": "primary"}) is None
    True
    >>> road_of({"highway": "primary", "access": "no"}) is None
    True
    """
    kind = _kind_of(tuple((key, tags[key]) for key in _telling_keys() if key in tags))
    return replace(kind, names=road_names(tags)) if kind else None


@cache
def _telling_keys() -> tuple[str, ...]:
    """List the keys of tags by which it is told what a way is: all that count but its names."""
    rules = table()
    listed = (*rules["left_out"], *rules["oneway"]["implied"], *rules["surfaces"])
    keys = (*(each["key"] for each in listed), *rules["access"]["keys"])
    return tuple(sorted({*keys, *ROAD_KEYS, "oneway", "bridge"}))


@lru_cache(maxsize=65_536)  # a country has some thousand combinations on its million ways
def _kind_of(told: tuple[tuple[str, str], ...]) -> Road | None:
    tags = dict(told)
    if tags.get("route") == "ferry":
        return _ferry(tags)
    name = table()["classes"].get(tags.get("highway", ""))
    if name is None or any(tags.get(each["key"]) in each["values"] for each in table()["left_out"]):
        return None
    access = table()["access"]
    if _told(tags, access["keys"]) in access["shut"]:
        return None
    return Road(
        CLASSES.index(name),
        SURFACES.index(surface_of(tags)),
        oneway_of(tags),
        (),
        is_bridge=tags.get("bridge", "no") != "no",
    )


def _ferry(tags: Tags) -> Road | None:
    access = table()["access"]
    if _told(tags, access["keys"]) not in access["open"]:
        return None
    track, unknown = CLASSES.index("track"), SURFACES.index("unknown")
    return Road(track, unknown, oneway_of(tags), (), is_ferry=True)


def _told(tags: Tags, keys: Sequence[str]) -> str:
    return next((tags[key] for key in keys if key in tags), "")


def oneway_of(tags: Tags) -> Oneway:
    """Tell in which direction a way may be driven; what changes by the hour counts as both.

    Examples
    --------
    >>> oneway_of({"oneway": "-1"}), oneway_of({"junction": "roundabout"}), oneway_of({"oneway": "reversible"})
    (-1, 1, 0)
    """
    rules, told = table()["oneway"], tags.get("oneway", "")
    if told in rules["forward"]:
        return 1
    if told in rules["backward"]:
        return -1
    if told in rules["both"]:
        return 0
    implied = any(tags.get(each["key"]) in each["values"] for each in rules["implied"])
    return 1 if implied else 0


def surface_of(tags: Tags) -> str:
    """Tell what a road is made of, one of `SURFACES`.

    Examples
    --------
    >>> surface_of({"surface": "asphalt"}), surface_of({"tracktype": "grade1"}), surface_of({"smoothness": "horrible"})
    ('paved', 'unknown', 'unpaved')
    """
    for rule in table()["surfaces"]:
        told = tags.get(rule["key"])
        found = next((each for each in ("paved", "unpaved") if told in rule[each]), None)
        if found:
            return found
    return "unknown"


def road_names(tags: Tags) -> tuple[str, ...]:
    """Give the numbers and names of a road, numbers first, each once.

    Examples
    --------
    >>> road_names({"ref": "M4;7", "name": "طريق حلب", "name:en": "Aleppo Road"})
    ('M4', '7', 'طريق حلب', 'Aleppo Road')
    """
    told = [*tags.get("ref", "").split(";"), *(tags.get(key, "") for key in NAME_KEYS)]
    return tuple(dict.fromkeys(filter(None, map(_name, told))))


def _name(text: str) -> str:
    found = clean(text)
    return found if len(found) <= LONGEST_NAME else ""


def bars(tags: Tags) -> bool:
    """Tell whether a node of a road lets no lorry pass.

    Examples
    --------
    >>> bars({"barrier": "bollard"}), bars({"barrier": "bollard", "bollard": "rising"}), bars({"barrier": "gate"})
    (True, False, False)
    >>> bars({"barrier": "gate", "access": "no"}), bars({"barrier": "border_control", "access": "no"})
    (True, False)
    """
    if "barrier" not in tags or gate_kind(tags):
        return False
    rules: Mapping[str, Collection[str]] = table()["barriers"]
    told = [tags[key] for key in rules["keys"] if key in tags]
    if any(each in rules["open_by"] for each in told[:1]):
        return False
    return tags["barrier"] in rules["shut"] or any(each in rules["shut_by"] for each in told[:1])


def gate_kind(tags: Tags) -> GateKind | None:
    """Tell the kind of gate that a node of a road is; None if it is none.

    Examples
    --------
    >>> gate_kind({"barrier": "border_control", "name": "معبر سيمالكا"})
    'border_crossing'
    """
    rules = table()["gates"]
    found = (each["kind"] for each in rules if tags.get(each["key"]) == each["value"])
    return cast("GateKind | None", next(found, None))


def is_water(tags: Tags) -> bool:
    """Tell whether a waterway is one whose bridges are gates."""
    return tags.get("waterway") in table()["waters"]["kinds"]


def name_of(tags: Tags, key: str = "name") -> Bilingual | None:
    """Give a name in English and Arabic, one for the other where one of them is not told; None if there is none.

    Examples
    --------
    >>> name_of({"name": "نهر الفرات", "name:en": "Euphrates"})
    Bilingual(en='Euphrates', ar='نهر الفرات')
    >>> name_of({"name": "نهر الخابور"}).en
    'نهر الخابور'
    """
    plain = _name(tags.get(key, ""))
    script = script_of(plain) if plain else ""
    ar = _name(tags.get(f"{key}:ar", "")) or (plain if script == "Arab" else "")
    en = _name(tags.get(f"{key}:en", "")) or (plain if script == "Latn" else "")
    found = [en or ar or plain, ar or en or plain]
    return Bilingual(*found) if found[0] else None


def words(key: str) -> Bilingual:
    """Give the words for a gate whose name is not told."""
    return Bilingual(**table()["words"][key])


@cache
def table() -> Any:
    """Read the table of tags."""
    return tomllib.loads(text())


@cache
def text() -> str:
    """Give the table as it is written: what was imported by other rules is not up to date."""
    return (resources.files(__package__) / "tags.toml").read_text(encoding="utf-8")
