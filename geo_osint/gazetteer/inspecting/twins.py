"""Places that are one, that share a name, a point or an identifier."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from geo_osint import geodesy
from geo_osint.gazetteer.inspecting.report import Remark
from geo_osint.gazetteer.inspecting.sheet import UNNAMED, Entry, Sheet
from geo_osint.gazetteer.kinds import kind_of
from geo_osint.names import key

SAME_PLACE_M = 5_000.0
"""Two places of one name and one group of kinds nearer than this are one, until told apart."""

FINE_M = 100.0
"""Coordinates finer than this do not fall together by rounding."""

SHOWN = 6
"""Ids that one message lists."""

UNIQUE = ("wikidata", "geonameid", "pcode")
"""Attributes that stand for one thing in the world."""

ASIDE = frozenset(("former", "misspelling"))
"""Roles of names that other places may well bear."""


def names(sheet: Sheet) -> Iterator[Remark]:
    """Find places of one name: the same place twice, or namesakes that should warn of each other."""
    bearers: dict[str, dict[int, Entry]] = {}
    for entry in sheet.entries:
        for name in entry.place.names:
            if (
                name.role not in ASIDE
                and name.text != UNNAMED["text"]
                and (folded := key(name.text))
            ):
                bearers.setdefault(folded, {})[entry.index] = entry
    told: set[frozenset[int]] = set()
    for entries in bearers.values():
        apart = [pair for pair in combinations(entries.values(), 2) if not _related(*pair)]
        doubled = [pair for pair in apart if _is_one(*pair)]
        yield from _doubled(doubled, told)
        yield from _namesakes([pair for pair in apart if pair not in doubled], told)


def _doubled(pairs: list[tuple[Entry, Entry]], told: set[frozenset[int]]) -> Iterator[Remark]:
    for first, second in pairs:
        if frozenset((first.index, second.index)) not in told:
            told.add(frozenset((first.index, second.index)))
            words = f"bears a name of {first.where}, which is of the same kind and {_apart_m(first, second) / 1000:.1f} km away"
            yield second.remark("duplicate_place", "names", words)


def _namesakes(pairs: list[tuple[Entry, Entry]], told: set[frozenset[int]]) -> Iterator[Remark]:
    """Say it once for all that share a name, at the first of them."""
    members = list(dict.fromkeys(each for pair in pairs for each in pair))
    if not members or frozenset(each.index for each in members) in told:
        return
    told.add(frozenset(each.index for each in members))
    first, *others = members
    shared = next(n.text for n in first.place.names if {key(n.text)} & set(_keys(others[0])))
    listed = ", ".join(each.where for each in others[:SHOWN])
    more = f" and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
    yield first.remark("namesakes", "names", f"“\u2068{shared}\u2069” is also {listed}{more}")


def _keys(entry: Entry) -> list[str]:
    return [key(name.text) for name in entry.place.names if name.role not in ASIDE]


def _related(a: Entry, b: Entry) -> bool:
    """Tell whether two places know of each other: warned of, one within or the seat of the other."""
    one, other = a.place, b.place
    return any(
        y.id
        in {x.id, *x.within, *(c.place for c in x.confused_with), *(t.of for t in x.attributes)}
        for x, y in ((one, other), (other, one))
    )


def _is_one(a: Entry, b: Entry) -> bool:
    return _alike(a, b) and _apart_m(a, b) < SAME_PLACE_M


def _alike(a: Entry, b: Entry) -> bool:
    one, other = kind_of(a.place.kind), kind_of(b.place.kind)
    return one.group == other.group if one.group != "other" else one.code == other.code


def _apart_m(a: Entry, b: Entry) -> float:
    at, there = a.place.reference, b.place.reference
    return geodesy.distance_m(at, there) if at and there else float("inf")


def points(sheet: Sheet) -> Iterator[Remark]:
    """Find places that share a coordinate to the last digit."""
    there: dict[tuple[float, float], dict[int, tuple[Entry, str, float]]] = {}
    for entry in sheet.entries:
        for member, at, off_m in entry.points():
            spot = there.setdefault((at.lon_deg, at.lat_deg), {})
            spot.setdefault(entry.index, (entry, member, off_m))
    for shared in there.values():
        if len(shared) > 1:
            yield from _at_one_point(list(shared.values()))


def _at_one_point(shared: list[tuple[Entry, str, float]]) -> Iterator[Remark]:
    (first, _, off_m), *others = shared
    for entry, member, _ in others:
        if _related(first, entry):
            continue
        same_kind = _alike(first, entry) and off_m < FINE_M
        rule = "shared_point" if same_kind or len(shared) > 2 else "shared_point_of_kinds"
        count = f", as {len(shared) - 2} more do" if len(shared) > 2 else ""
        yield entry.remark(rule, member, f"lies exactly where {first.where} does{count}")


def identifiers(sheet: Sheet) -> Iterator[Remark]:
    """Find identifiers of other catalogues that stand at two places."""
    owner: dict[tuple[str, str], Entry] = {}
    for entry in sheet.entries:
        for index, each in enumerate(entry.place.attributes):
            if each.key in UNIQUE:
                first = owner.setdefault((each.key, each.value), entry)
                if first is not entry:
                    yield entry.remark(
                        "shared_identifier",
                        f"attributes[{index}]",
                        f"{each.key} {each.value} is {first.where}'s too",
                    )
