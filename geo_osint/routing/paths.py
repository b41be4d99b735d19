"""Shortest ways, and others that are about as short."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from geo_osint import geodesy
from geo_osint.model import Interval, LonLat
from geo_osint.routing.graph import Graph

PENALTY = 1.3
"""What a piece's length is taken times for each way found that uses it, so that the next one tries others.
Small enough that ways close to the shortest are met first; the lengths told are never the penalised ones."""

ROUNDS = 24
"""Searches for other ways. On the network of the package no new way comes after the twentieth."""

ALTERNATIVES = 5
OVERLAP = 0.2
"""How many alternatives are told, and what share of a shorter one's own length each may share."""

NONE: Mapping[int, float] = {}


@dataclass(frozen=True, slots=True)
class Way:
    """A way through a graph: its nodes, and the pieces between them, by number."""

    nodes: tuple[int, ...]
    pieces: tuple[int, ...]
    length_m: Interval


def shortest(
    graph: Graph,
    starts: Collection[int],
    ends: Collection[int],
    shut: Collection[int] = (),
    penalties: Mapping[int, float] = NONE,
) -> Way | None:
    """Find the way of the least length from any of some nodes to any of others.

    Method: Dijkstra with a binary heap. Of ways of equal length the one whose nodes come first.

    Parameters
    ----------
    starts, ends
        Nodes; where they share one, the way is empty.
    shut
        Links that may not be taken.
    penalties
        What the length of a piece is taken times; only the choice of the way depends on it.

    Returns
    -------
    Way or None
        None where there is none.
    """
    whole, cut = len(graph.network.start), graph.cut
    came: dict[int, tuple[int, int]] = {}
    done: set[int] = set()
    best = dict.fromkeys(starts, 0.0)
    ahead = [(0.0, node) for node in sorted(starts)]
    goal = frozenset(ends)
    while ahead:
        run_m, here = heapq.heappop(ahead)
        if here in done:
            continue
        if here in goal:
            return _traced(graph, here, came)
        done.add(here)
        for there, piece, least_m in graph.arcs(here):
            if there in done:
                continue
            if shut and (cut[piece - whole].link if piece >= whole else piece) in shut:
                continue
            new_m = run_m + (least_m * penalties.get(piece, 1.0) if penalties else least_m)
            if new_m < best.get(there, float("inf")):
                best[there] = new_m
                came[there] = (here, piece)
                heapq.heappush(ahead, (new_m, there))
    return None


def _traced(graph: Graph, end: int, came: Mapping[int, tuple[int, int]]) -> Way:
    nodes, pieces = [end], []
    while nodes[-1] in came:
        node, piece = came[nodes[-1]]
        nodes.append(node)
        pieces.append(piece)
    return Way(tuple(reversed(nodes)), tuple(reversed(pieces)), length_of(graph, pieces))


def length_of(graph: Graph, pieces: Collection[int]) -> Interval:
    """Add up the lengths of pieces, in metres."""
    lengths = [graph.length_m(each) for each in sorted(pieces)]
    return Interval(sum(lo for lo, _ in lengths), sum(hi for _, hi in lengths))


def line_of(graph: Graph, way: Way) -> tuple[LonLat, ...]:
    """Give the vertices of a way in the direction of travel."""
    line: list[LonLat] = [graph.at(way.nodes[0])]
    for node, number in zip(way.nodes, way.pieces, strict=False):
        piece = graph.piece(number)
        line += (piece.line if piece.start == node else piece.line[::-1])[1:]
    return tuple(line)


def others(
    graph: Graph,
    best: Way,
    starts: Collection[int],
    ends: Collection[int],
    longest_m: float,
    shut: Collection[int] = (),
) -> tuple[Way, ...]:
    """Find different ways whose least length is not above a limit, the best one first, then by length.

    Method: penalties. Each way found makes its pieces `PENALTY` times as long for the next search, so that
    ways are met that share little; a way above the limit still raises them.
    """
    used: dict[int, float] = {}
    found = {best.pieces: best}
    way: Way | None = best
    for _ in range(ROUNDS):
        assert way is not None
        for piece in way.pieces:
            used[piece] = used.get(piece, 1.0) * PENALTY
        way = shortest(graph, starts, ends, shut, used)
        assert way is not None, "penalties close no way"
        if way.length_m.lo <= longest_m:
            found.setdefault(way.pieces, way)
    rest = sorted(
        (each for each in found.values() if each is not best),
        key=lambda each: (each.length_m.lo, each.nodes),
    )
    return (best, *rest)


def truly_different(
    graph: Graph, ways: Sequence[Way], forced: Collection[int] = ()
) -> tuple[Way, ...]:
    """Choose ways, the first one and up to `ALTERNATIVES` more, of which no two share much.

    What no way can do without, `forced`, does not count as shared: a bridge that all must take would make all
    of them alike.
    """
    chosen: list[Way] = []
    for way in ways:
        own = set(way.pieces) - set(forced)
        whole_m = length_of(graph, own).lo
        shared = (length_of(graph, own & set(other.pieces)).lo for other in chosen)
        if all(each <= OVERLAP * whole_m for each in shared):
            chosen.append(way)
    return tuple(chosen[: ALTERNATIVES + 1])


def drawn_m(graph: Graph, way: Way) -> float:
    """Measure the geodesic length of a way as it is drawn, in metres."""
    return geodesy.line_length_m(line_of(graph, way))
