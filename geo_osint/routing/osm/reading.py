"""An extract of OpenStreetMap, read once: the roads as columns of nodes, and what stands on and under them.

Nodes and ways that are of no use are left behind in the C++ of pyosmium; of the others only numbers are kept.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo_osint import files
from geo_osint.errors import InputError
from geo_osint.files import streams
from geo_osint.routing.osm.tags import (
    ROAD_KEYS,
    Road,
    Tags,
    bars,
    gate_kind,
    is_water,
    road_of,
)

STEPS_PER_DEGREE = 10_000_000
"""OpenStreetMap keeps seven decimals: positions are whole numbers of such steps."""

IN_MEMORY_BYTES = 1 << 30
"""Above this size of an extract, positions of nodes are kept in a file while it is read: those of Germany would
take 7 GB."""

SAID_EVERY = 20_000
"""Ways from one word of progress to the next."""

Say = Callable[[str], None]

Steps = NDArray[np.int32]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Way:
    """A way of which more is needed than its column: a bridge or a ferry, by its number among the roads."""

    row: int
    id: int
    tags: Tags


@dataclass(frozen=True, slots=True)
class Water:
    """A stretch of a river or canal: its tags, and its vertices in degrees."""

    tags: Tags
    line: NDArray[np.float64]


@dataclass(slots=True)
class Extract:
    """What was read of extracts.

    `nodes` are the ids of all ways' nodes, one way behind the other, each from `first` to the next one's; `steps`
    their positions. `road` numbers `roads`. A node that bars the way stands there as several, with
    ids below zero, so that nothing is joined at it.
    """

    roads: list[Road] = field(default_factory=list)
    ids: array[int] = field(default_factory=lambda: array("q"))
    road: array[int] = field(default_factory=lambda: array("i"))
    first: array[int] = field(default_factory=lambda: array("q", [0]))
    nodes: array[int] = field(default_factory=lambda: array("q"))
    steps: list[Steps] = field(default_factory=list)
    bridges: list[Way] = field(default_factory=list)
    ferries: list[Way] = field(default_factory=list)
    waters: list[Water] = field(default_factory=list)
    gates: dict[int, dict[str, str]] = field(default_factory=dict)
    barred: set[int] = field(default_factory=set)
    _numbers: dict[Road, int] = field(default_factory=dict)
    _stumps: int = 0

    def add(self, id: int, nodes: Sequence[int], steps: Steps, road: Road) -> int:
        """Add a stretch of a road, in the direction in which it may be driven; give its number."""
        if road.oneway < 0:
            nodes, steps, road = nodes[::-1], steps[::-1], replace(road, oneway=1)
        number = self._numbers.setdefault(road, len(self._numbers))
        if number == len(self.roads):
            self.roads.append(road)
        self.ids.append(id)
        self.road.append(number)
        self.nodes.extend(nodes)
        self.steps.append(steps)
        self.first.append(len(self.nodes))
        return len(self.ids) - 1

    def stump(self) -> int:
        """Give an id that no other node has."""
        self._stumps -= 1
        return self._stumps

    def line(self, row: int) -> Steps:
        """Give the positions of a way's nodes."""
        return self.steps[row]


def observed(path: Path) -> str:
    """Tell the day up to which an extract follows the map, by its header; "" if it does not say.

    Raises
    ------
    InputError
        As `read`.
    """
    osmium = _osmium(path)
    try:
        reader = osmium.io.Reader(osmium.io.File(str(path), "pbf"), osmium.osm.NOTHING)
        told = reader.header().get("osmosis_replication_timestamp", "")
        reader.close()
    except (RuntimeError, ValueError, OSError) as fault:
        raise _damaged(path, fault) from None
    day = str(told)[:10]
    return day if len(day) == 10 and day.replace("-", "").isdigit() else ""


def read(path: Path, into: Extract, say: Say) -> None:
    """Read the roads of an extract, and the gates, barriers, bridges and waters that belong to them.

    Raises
    ------
    InputError
        If pyosmium is not installed, or the file is no .osm.pbf, cut or damaged.
    """
    osmium = _osmium(path)
    streams.checked(path)
    with files.scratch() as folder:
        large = path.stat().st_size > IN_MEMORY_BYTES
        store = f"sparse_file_array,{folder}/nodes" if large else "flex_mem"
        try:
            _read(osmium, path, store, into, say)
        except (RuntimeError, ValueError, OSError) as fault:
            raise _damaged(path, fault) from None


def _osmium(path: Path) -> Any:
    try:
        import osmium
    except ImportError:
        raise InputError(
            f"{path}: reading .osm.pbf needs pyosmium; pip install 'geo-osint[osm]'"
        ) from None
    return osmium


def _damaged(path: Path, fault: Exception) -> InputError:
    words = " ".join(str(fault).split())[:100]
    return InputError(f"{path}: no .osm.pbf, or cut off or damaged ({words}); download it again")


def _read(osmium: Any, path: Path, store: str, into: Extract, say: Say) -> None:
    wanted = (*ROAD_KEYS, "waterway", "barrier", "military", "police")
    reader = osmium.FileProcessor(
        osmium.io.File(str(path), "pbf"), osmium.osm.NODE | osmium.osm.WAY
    )
    reader.with_locations(store).with_filter(osmium.filter.KeyFilter(*wanted))
    lines, count = _Lines(osmium), 0
    for each in reader:
        tags = {tag.k: tag.v for tag in each.tags}
        if each.is_node():
            _keep_node(each.id, tags, into)
            continue
        _keep_way(each, tags, lines, into)
        count += 1
        if count % SAID_EVERY == 0:
            say(f"{path.name}: {count:,} ways read")


def _keep_node(id: int, tags: dict[str, str], into: Extract) -> None:
    if gate_kind(tags):
        into.gates[id] = tags
    elif bars(tags):
        into.barred.add(id)


def _keep_way(way: Any, tags: dict[str, str], lines: _Lines, into: Extract) -> None:
    road = road_of(tags)
    if road is None:
        if is_water(tags):
            into.waters += [Water(tags, line / STEPS_PER_DEGREE) for _, line in lines.of(way)]
        return
    for nodes, line in lines.of(way):
        for part, steps in _between_bars(nodes, line, into):
            row = into.add(way.id, part, steps, road)
            if road.is_bridge:
                into.bridges.append(Way(row, way.id, tags))
            if road.is_ferry:
                into.ferries.append(Way(row, way.id, tags))


def _between_bars(
    nodes: list[int], line: Steps, into: Extract
) -> Iterator[tuple[list[int], Steps]]:
    """Cut a way at nodes that bar it: each side ends at a stump of its own."""
    if into.barred.isdisjoint(nodes):
        yield nodes, line
        return
    cuts = [n for n, id in enumerate(nodes) if id in into.barred]
    for first, last in zip([0, *cuts], [*cuts, len(nodes) - 1], strict=True):
        if last > first:
            part = nodes[first : last + 1]
            for end in (0, -1):
                part[end] = into.stump() if part[end] in into.barred else part[end]
            yield part, line[first : last + 1]


class _Lines:
    """Gives the nodes of ways and their positions, a way at a time as far as all of them are in the extract."""

    def __init__(self, osmium: Any) -> None:
        self._every = osmium.geom.use_nodes.ALL
        self._factory = osmium.geom.WKBFactory()
        self._invalid = osmium.InvalidLocationError

    def of(self, way: Any) -> Iterator[tuple[list[int], Steps]]:
        """Give the stretches of a way that lie in the extract, which may be cut off at its edge."""
        if len(way.nodes) < 2:
            return
        nodes = [each.ref for each in way.nodes]
        try:
            # one call for all positions: asking them one by one takes three times as long
            wkb = bytes.fromhex(self._factory.create_linestring(way, self._every))
        except self._invalid:
            yield from _known_stretches(way)
            return
        degrees = np.frombuffer(wkb, "<f8", offset=len(wkb) - 16 * len(nodes)).reshape(-1, 2)
        yield nodes, _in_steps(degrees)


def _known_stretches(way: Any) -> Iterator[tuple[list[int], Steps]]:
    run: list[tuple[int, float, float]] = []
    for each in [*way.nodes, None]:
        if each is not None and each.location.valid():
            run.append((each.ref, each.location.lon, each.location.lat))
            continue
        if len(run) > 1:
            yield [id for id, _, _ in run], _in_steps(np.array([at for _, *at in run]))
        run = []


def _in_steps(degrees: NDArray[np.float64]) -> Steps:
    return np.rint(degrees * STEPS_PER_DEGREE).astype(np.int32)
