"""Places that are one, that share a name, a point or an identifier."""

from __future__ import annotations

from collections.abc import Iterator

from geo_osint import geodesy
from geo_osint.gazetteer.inspecting.report import Remark
from geo_osint.gazetteer.inspecting.sheet import UNNAMED, Entry, Sheet
from geo_osint.gazetteer.kinds import kind_of
from geo_osint.names import key

SAME_PLACE_M = 5_000.0
"""Two places of one name and one group of kinds nearer than this are one, until told apart."""

FINE_M = 100.0
"""Coordinates finer than this do not fall together by rounding."""

SAME_PLACE_DEG = 0.046
"""As much of latitude, anywhere on the ellipsoid, and a little more."""

MANY = 200
"""So many bear a name that nobody can warn of all the others."""

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
        for folded in _keys(entry):
            bearers.setdefault(folded, {})[entry.index] = entry
    told: set[frozenset[int]] = set()
    for folded, entries in bearers.items():
        if len(entries) > 1:
            yield from _bearing(folded, list(entries.values()), told)


def _bearing(folded: str, entries: list[Entry], told: set[frozenset[int]]) -> Iterator[Remark]:
    """Look at all that bear one name; what was said of one of their names is not said of the next."""
    doubled = [pair for pair in _near(entries) if _alike(*pair) and not _related(*pair)]
    for first, second in doubled:
        pair = frozenset((first.index, second.index))
        if pair not in told:
            told.add(pair)
            away_km = _apart_m(first, second) / 1000
            words = f"bears a name of {first.where}, which is of the same kind and {away_km:.1f} km away"
            yield second.remark("duplicate_place", "names", words)
    twice = {second.index for _, second in doubled}
    members = _unwarned([each for each in entries if each.index not in twice])
    group = frozenset(each.index for each in members)
    if members and group not in told:
        told.add(group)
        yield _namesakes(folded, members)


def _near(entries: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Give pairs nearer than `SAME_PLACE_M`, without comparing all with all: by latitude first."""
    located = sorted(
        ((at.lat_deg, entry.index, entry) for entry in entries if (at := entry.place.reference)),
        key=lambda each: each[:2],
    )
    for number, (lat, _, entry) in enumerate(located):
        for other_lat, _, other in located[number + 1 :]:
            if other_lat - lat > SAME_PLACE_DEG:
                break
            if _apart_m(entry, other) < SAME_PLACE_M:
                yield (entry, other) if entry.index < other.index else (other, entry)


def _unwarned(entries: list[Entry]) -> list[Entry]:
    """Give those that do not know of all the others."""
    if len(entries) > MANY:
        return entries
    return [a for a in entries if any(a is not b and not _related(a, b) for b in entries)]


def _namesakes(folded: str, members: list[Entry]) -> Remark:
    """Say it once for all that share a name, at the first of them."""
    first, *others = members
    shared = next(name.text for name in first.place.names if key(name.text) == folded)
    listed = ", ".join(each.where for each in others[:SHOWN])
    more = f" and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
    return first.remark("namesakes", "names", f"“\u2068{shared}\u2069” is also {listed}{more}")


def _keys(entry: Entry) -> dict[str, None]:
    names = entry.place.names
    usual = (each.text for each in names if each.role not in ASIDE and each.text != UNNAMED["text"])
    return dict.fromkeys(folded for text in usual if (folded := key(text)))


def _related(a: Entry, b: Entry) -> bool:
    """Tell whether two places know of each other: warned of, one within or the seat of the other."""
    return b.place.id in a.knows or a.place.id in b.knows


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
