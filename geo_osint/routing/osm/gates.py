"""Border posts, checkpoints, bridges and ferries of an extract: where they stand, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely

from geo_osint.model import Bilingual
from geo_osint.routing.gates import GateKind
from geo_osint.routing.osm.contracting import Segments
from geo_osint.routing.osm.reading import STEPS_PER_DEGREE, Extract, Water, Way
from geo_osint.routing.osm.tags import gate_kind, name_of, words

CARRIAGEWAYS_DEG = 0.001
"""Bridges of two carriageways lie nearer to each other than this, about 100 m: they are one gate."""


@dataclass(slots=True)
class Found:
    """A gate: its id in the source, where it stands in degrees, and the segments that lead through it."""

    id: str
    kind: GateKind
    name: Bilingual
    at: tuple[float, float]
    segments: list[int] = field(default_factory=list)


def gates_of(extract: Extract, found: Segments) -> list[Found]:
    """Find the gates of an extract, and the segments that lead through each.

    Through a gate on a node leads each segment there but the longest: who passes takes at least one of them.
    """
    rows = _Rows(found)
    return [*_posts(extract, found), *_bridges(extract, rows), *_ferries(extract, rows)]


class _Rows:
    """Finds the segments of a way by its number."""

    def __init__(self, found: Segments) -> None:
        self._rows = found.row

    def of(self, row: int) -> list[int]:
        first, last = np.searchsorted(self._rows, [row, row + 1])
        return list(range(int(first), int(last)))


def _posts(extract: Extract, found: Segments) -> Iterator[Found]:
    ids = np.array(sorted(extract.gates), np.int64)
    wanted = np.flatnonzero(np.isin(found.nodes, ids))
    there = np.zeros(len(found.nodes), bool)
    there[wanted] = True
    at: dict[int, list[int]] = {}
    for ends in (found.tail, found.head):
        for segment in np.flatnonzero(there[ends]).tolist():
            at.setdefault(int(ends[segment]), []).append(segment)
    for node in sorted(at):
        id, tags = int(found.nodes[node]), extract.gates[int(found.nodes[node])]
        kind = gate_kind(tags)
        assert kind, "only gates are kept"
        by_length = sorted(at[node], key=lambda each: (-found.length_m[each], each))
        yield Found(
            f"osm:node/{id}",
            kind,
            name_of(tags) or words(kind),
            _degrees(found.steps[node]),
            sorted(by_length[1:] or by_length),
        )


def _ferries(extract: Extract, rows: _Rows) -> Iterator[Found]:
    for way in extract.ferries:
        steps = extract.steps[way.row]
        name = name_of(way.tags) or words("ferry")
        at = _degrees(steps[len(steps) // 2])
        yield Found(f"osm:way/{way.id}", "ferry", name, at, rows.of(way.row))


@dataclass(frozen=True, slots=True)
class _Bridge:
    """A stretch of a road that is a bridge worth a gate: its line in degrees, its name, the middle of its crossing."""

    way: Way
    line: shapely.LineString
    name: Bilingual
    at: tuple[float, float]
    one_way: bool


def _bridges(extract: Extract, rows: _Rows) -> Iterator[Found]:
    """Give the bridges that are gates; those of one structure as one."""
    known = list(_worth_a_gate(extract))
    for group in _structures(known):
        first = group[0]
        yield Found(
            f"osm:way/{first.way.id}",
            "bridge",
            first.name,
            first.at,
            sorted(segment for each in group for segment in rows.of(each.way.row)),
        )


def _worth_a_gate(extract: Extract) -> Iterator[_Bridge]:
    waters = [shapely.LineString(each.line) for each in extract.waters if len(each.line) > 1]
    tree = shapely.STRtree(waters)
    for way in extract.bridges:
        line = shapely.LineString(extract.steps[way.row] / STEPS_PER_DEGREE)
        crossed = [int(each) for each in sorted(tree.query(line, predicate="intersects"))]
        own = name_of(way.tags, "bridge:name")
        if own is None and not crossed:
            continue
        one_way = extract.roads[extract.road[way.row]].oneway != 0
        if crossed:
            middle = line.intersection(waters[crossed[0]]).centroid
        else:
            middle = line.interpolate(0.5, normalized=True)
        name = own or _over([extract.waters[each] for each in crossed])
        yield _Bridge(way, line, name, (middle.x, middle.y), one_way)


def _over(waters: Sequence[Water]) -> Bilingual:
    river = next(filter(None, (name_of(each.tags) for each in waters)), None)
    if river is None:
        return words("bridge")
    pattern = words("over")
    return Bilingual(pattern.en.format(river.en), pattern.ar.format(river.ar))


def _structures(bridges: Sequence[_Bridge]) -> list[list[_Bridge]]:
    """Group what is one bridge: stretches that touch, and carriageways beside each other."""
    part = list(range(len(bridges)))

    def root(number: int) -> int:
        while part[number] != number:
            number = part[number]
        return number

    for a, b in _near(bridges):
        if _is_same(bridges[a], bridges[b]):
            low, high = sorted((root(a), root(b)))
            part[high] = low
    groups: dict[int, list[_Bridge]] = {}
    for number, bridge in enumerate(bridges):
        groups.setdefault(root(number), []).append(bridge)
    return list(groups.values())


def _near(bridges: Sequence[_Bridge]) -> Iterator[tuple[int, int]]:
    tree = shapely.STRtree([each.line for each in bridges])
    for number, bridge in enumerate(bridges):
        beside = tree.query(bridge.line, predicate="dwithin", distance=CARRIAGEWAYS_DEG)
        yield from ((number, int(each)) for each in sorted(beside) if each > number)


def _is_same(a: _Bridge, b: _Bridge) -> bool:
    if a.name != b.name:
        return False
    return (a.one_way and b.one_way) or bool(a.line.touches(b.line))


def _degrees(steps: np.ndarray[tuple[int], np.dtype[np.int32]]) -> tuple[float, float]:
    lon, lat = (steps / STEPS_PER_DEGREE).tolist()
    return lon, lat
