"""What a GeoJSON text has against RFC 7946, each fault with its place and its section.

Validators that check a schema pass a `crs` member, doubled keys, NaN, rings turned the wrong way and
lines through the antimeridian; this one looks for each of them. A rule that the standard puts as
MUST is told apart from what it advises. Two things it leaves open are taken strictly here: ids are
unique within a file, and coordinates have at most 7 decimals (about a centimetre; the standard calls
6 enough and more a false promise, section 11.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise, repeat
from typing import Any

from geo_osint.errors import InputError
from geo_osint.files import parse_json

DIGITS = 7
"""Most decimals of a degree."""

MOST_TOLD = 100
"""Faults after which the rest of a file is not looked at: they repeat themselves."""

_NOT_IN: Mapping[str, frozenset[str]] = {
    "FeatureCollection": frozenset(("coordinates", "geometries", "geometry", "properties")),
    "Feature": frozenset(("coordinates", "geometries", "features")),
    "geometry": frozenset(("geometry", "properties", "features")),
}
"""Members that would give an object a second meaning (section 7.1)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One departure from the standard; `must` tells what it forbids from what it advises against."""

    where: str
    what: str
    section: str
    must: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what} (RFC 7946, {self.section})"


Span = tuple[float, float, float, float]
"""West, south, east, north of one row of positions."""


@dataclass(slots=True)
class _Seen:
    """What only the whole file tells."""

    ids: set[str | int | float] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)


def faults(text: str | bytes, name: str = "GeoJSON") -> tuple[Fault, ...]:
    r"""List what a GeoJSON text has against RFC 7946, in its order.

    Parameters
    ----------
    text
        The file as it is, bytes to have its encoding checked too.
    name
        What the whole is called in faults that no part of it has.

    Returns
    -------
    tuple of Fault
        Empty for a text without any; at most `MOST_TOLD`. A text that is no strict JSON has one.

    Examples
    --------
    >>> print(*faults('{"type": "Point", "coordinates": [40.5, 135.1]}'))
    GeoJSON: latitude 135.1 is beyond the poles; are the axes swapped? (RFC 7946, 4)
    """
    if isinstance(text, bytes):
        if text.startswith(b"\xef\xbb\xbf"):
            return (Fault(name, "begins with a byte order mark", "RFC 8259, 8.1"),)
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as fault:
            return (Fault(name, f"is not UTF-8 at byte {fault.start}", "RFC 8259, 8.1"),)
    try:
        document = parse_json(text, name)
    except InputError as fault:
        return (Fault(name, str(fault).removeprefix(f"{name}: "), "RFC 8259"),)
    return faults_of(document, name)


def faults_of(document: Any, name: str = "GeoJSON") -> tuple[Fault, ...]:
    """List what a parsed document has against RFC 7946; see `faults`."""
    found = _top(document, name, _Seen())
    return tuple(fault for fault, _ in zip(found, range(MOST_TOLD), strict=False))


def _top(document: Any, name: str, seen: _Seen) -> Iterator[Fault]:
    if not isinstance(document, dict):
        yield Fault(name, "is no object", "2")
        return
    kind = document.get("type")
    if kind == "FeatureCollection":
        yield from _collection(document, name, seen)
    elif kind == "Feature":
        yield from _feature(document, name, seen)
    else:
        yield from _geometry(document, name, seen)


def _collection(document: Mapping[str, Any], where: str, seen: _Seen) -> Iterator[Fault]:
    yield from _members(document, "FeatureCollection", where)
    features = document.get("features")
    if not isinstance(features, list):
        yield Fault(where, "has no array of features", "3.3")
        return
    for number, feature in enumerate(features):
        yield from _feature(feature, f"features[{number}]", seen)
    yield from _box(document, where, seen.spans)


def _feature(feature: Any, where: str, seen: _Seen) -> Iterator[Fault]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        yield Fault(where, "is no Feature", "3.2")
        return
    yield from _members(feature, "Feature", where)
    yield from _id(feature, where, seen)
    if not isinstance(feature.get("properties", ...), dict | None):
        yield Fault(where, "has no properties, neither an object nor null", "3.2")
    first = len(seen.spans)
    geometry = feature.get("geometry", ...)
    if isinstance(geometry, dict):
        yield from _geometry(geometry, f"{where}.geometry", seen)
    elif geometry is not None:
        yield Fault(where, "has no geometry, neither an object nor null", "3.2")
    yield from _box(feature, where, seen.spans[first:])


def _id(feature: Mapping[str, Any], where: str, seen: _Seen) -> Iterator[Fault]:
    if "id" not in feature:
        return
    given = feature["id"]
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        yield Fault(where, "has an id that is neither a text nor a number", "3.2")
    elif given in seen.ids:
        yield Fault(where, f"has the id {given!r} of another feature", "3.2", must=False)
    else:
        seen.ids.add(given)


def _members(value: Mapping[str, Any], kind: str, where: str) -> Iterator[Fault]:
    if "crs" in value:
        yield Fault(where, "has a crs member; longitude and latitude of WGS 84 are the only", "4")
    for each in _NOT_IN[kind].intersection(value):
        yield Fault(where, f"has a member {each!r}, which would mean something else", "7.1")


def _geometry(geometry: Mapping[str, Any], where: str, seen: _Seen) -> Iterator[Fault]:
    yield from _members(geometry, "geometry", where)
    kind, first = geometry.get("type"), len(seen.spans)
    if kind == "GeometryCollection":
        yield from _several(geometry, where, seen)
    elif not isinstance(kind, str) or kind not in _PARTS:
        yield Fault(where, f"is of the type {kind!r}, which is none of the nine", "1.4")
    else:
        yield from _coordinates(kind, geometry.get("coordinates"), where, seen)
    yield from _box(geometry, where, seen.spans[first:])


def _several(geometry: Mapping[str, Any], where: str, seen: _Seen) -> Iterator[Fault]:
    parts = geometry.get("geometries")
    if not isinstance(parts, list):
        yield Fault(where, "has no array of geometries", "3.1.8")
        return
    for number, part in enumerate(parts):
        inside = f"{where}.geometries[{number}]"
        if not isinstance(part, dict):
            yield Fault(inside, "is no object", "3.1")
            continue
        if part.get("type") == "GeometryCollection":
            yield Fault(inside, "is a collection in a collection", "3.1.8", must=False)
        yield from _geometry(part, inside, seen)


Part = tuple[str, Any]
"""What a row of positions is (`points`, `line`, `outer`, `inner`), and the row."""


def _rings(rings: Any) -> list[Part]:
    return [("inner" if number else "outer", ring) for number, ring in enumerate(rings)]


_PARTS: Mapping[str, Callable[[Any], list[Part]]] = {
    "Point": lambda at: [("points", [at])],
    "MultiPoint": lambda at: [("points", [each]) for each in at],
    "LineString": lambda at: [("line", at)],
    "MultiLineString": lambda at: [("line", each) for each in at],
    "Polygon": _rings,
    "MultiPolygon": lambda at: [part for rings in at for part in _rings(rings)],
}


def _coordinates(kind: str, at: Any, where: str, seen: _Seen) -> Iterator[Fault]:
    if not isinstance(at, list):
        yield Fault(where, "has no array of coordinates", "3.1")
        return
    if not at:
        yield Fault(where, "is empty; null says so plainly", "3.1", must=False)
        return
    if kind == "MultiPolygon" and not all(isinstance(each, list) for each in at):
        yield Fault(where, "holds what is no polygon", "3.1.7")
        return
    for role, row in _PARTS[kind](at):
        yield from _row(role, row, where, seen)


def _row(role: str, row: Any, where: str, seen: _Seen) -> Iterator[Fault]:
    if not isinstance(row, list) or set(map(type, row)) - {list}:
        yield Fault(where, "holds what is no position where one belongs", "3.1.1")
        return
    if set(map(type, chain.from_iterable(row))) - {int, float}:
        yield Fault(where, "has a coordinate that is no number", "3.1.1")
        return
    lengths = set(map(len, row))
    if lengths and min(lengths) < 2:
        yield Fault(where, "has a position of fewer than two numbers", "3.1.1")
        return
    if lengths and max(lengths) > 3:
        yield Fault(where, "has a position of more than three numbers", "3.1.1", must=False)
    yield from _shape(role, row, where)
    if row:
        yield from _ground(role, row, where, seen)


def _shape(role: str, row: Sequence[Sequence[float]], where: str) -> Iterator[Fault]:
    if role == "line" and len(row) < 2:
        yield Fault(where, "is a line of fewer than two positions", "3.1.4")
    if role not in ("outer", "inner"):
        return
    if len(row) < 4:
        yield Fault(where, "has a ring of fewer than four positions", "3.1.6")
    elif row[0] != row[-1]:
        yield Fault(where, "has a ring whose last position is not its first", "3.1.6")
    else:
        turn = _area(row)
        if turn < 0 and role == "outer":
            yield Fault(where, "has an outer ring that turns clockwise", "3.1.6")
        if turn > 0 and role == "inner":
            yield Fault(where, "has a hole that turns counter-clockwise", "3.1.6")


def _area(ring: Sequence[Sequence[float]]) -> float:
    """Give twice the area in square degrees, negative if the ring turns clockwise."""
    lon0, lat0 = ring[0][:2]
    away = [(each[0] - lon0, each[1] - lat0) for each in ring]
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(away))


def _ground(role: str, row: Sequence[Sequence[float]], where: str, seen: _Seen) -> Iterator[Fault]:
    lons, lats = [each[0] for each in row], [each[1] for each in row]
    west, south, east, north = min(lons), min(lats), max(lons), max(lats)
    seen.spans.append((west, south, east, north))
    if south < -90 or north > 90:
        far = north if north > 90 else south
        yield Fault(where, f"latitude {far} is beyond the poles; are the axes swapped?", "4")
    if west < -180 or east > 180:
        far = east if east > 180 else west
        yield Fault(where, f"longitude {far} is beyond 180 degrees", "4")
    elif role != "points" and east - west > 180 and _jumps(lons):
        yield Fault(where, "runs through the antimeridian and is not cut there", "3.1.9", False)
    if lons != list(map(round, lons, repeat(DIGITS))) or lats != list(
        map(round, lats, repeat(DIGITS))
    ):
        yield Fault(where, f"has a coordinate of more than {DIGITS} decimals", "11.2", False)


def _jumps(lons: Sequence[float]) -> bool:
    return any(abs(there - here) > 180 for here, there in pairwise(lons))


def _box(value: Mapping[str, Any], where: str, spans: Sequence[Span]) -> Iterator[Fault]:
    if "bbox" not in value:
        return
    box = value["bbox"]
    if not isinstance(box, list) or len(box) not in (4, 6) or set(map(type, box)) - {int, float}:
        yield Fault(where, "has a bbox that is not four numbers (or six, with heights)", "5")
        return
    half = len(box) // 2
    (west, south), (east, north) = box[:2], box[half : half + 2]
    if south > north:
        yield Fault(where, "has a bbox whose south lies north of its north", "5")
        return
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        yield Fault(where, "has a bbox beyond the world", "5")
    outside = (each for each in spans if not _within(each, west, south, east, north))
    if next(outside, None) is not None:
        yield Fault(where, "has a bbox that does not hold all it should", "5")


def _within(span: Span, west: float, south: float, east: float, north: float) -> bool:
    """Tell whether a row of positions lies in a box, which may run over the antimeridian (5.2)."""
    if not south <= span[1] <= span[3] <= north:
        return False
    if west <= east:
        return west <= span[0] and span[2] <= east
    return span[0] >= west or span[2] <= east
