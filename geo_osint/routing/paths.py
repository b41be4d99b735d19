"""Shortest ways, and others that are about as short."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from geo_osint import geodesy
from geo_osint.model import Interval, LonLat
from geo_osint.routing.arcs import NONE
from geo_osint.routing.graph import Graph
from geo_osint.routing.network import Floats

PENALTY = 1.3
"""What a piece's length is taken times for each way found that uses it, so that the next one tries others.
Small enough that ways close to the shortest are met first; the lengths told are never the penalised ones."""

ROUNDS = 24
"""Searches for other ways. On the network of the package no new way comes after the twentieth."""

ALTERNATIVES = 5
OVERLAP = 0.2
"""How many alternatives are told, and what share of a shorter one's own length each may share."""


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

    Method: Dijkstra, in plain Python on small networks and through scipy on large ones. Of ways of equal
    length the one whose nodes come first.

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

    Raises
    ------
    InputError
        If the network is large and scipy is missing.
    """
    factors = {**penalties, **graph.times_shut(shut)} if shut else penalties
    found = graph.arcs.best(starts, ends, factors)
    if found is None:
        return None
    nodes, pieces = found
    return Way(tuple(nodes), tuple(pieces), length_of(graph, pieces))


def reach(
    graph: Graph,
    starts: Collection[int],
    limit_m: float,
    shut: Collection[int] = (),
    back: bool = False,
) -> Floats:
    """Give how far each node is by road from the nearest of some nodes, in metres; infinite above a limit.

    Parameters
    ----------
    back
        Whether to measure the ways to the nodes in place of those from them: one-way roads tell them apart.

    Examples
    --------
    >>> from geo_osint.routing.bundled import bundled
    >>> from geo_osint.routing.graph import graph
    >>> found = reach(graph(bundled()), [0], 50_000)
    >>> len(found) == len(bundled().lon_deg), float(found[0])
    (True, 0.0)
    """
    return graph.arcs.reach(starts, limit_m, graph.times_shut(shut), back)


def within(
    graph: Graph,
    starts: Collection[int],
    ends: Collection[int],
    longest_m: float,
    shut: Collection[int] = (),
) -> Graph:
    """Keep of a graph what lies on ways no longer than a limit: the potential path area on the network.

    Method: how far it is from the starts and how far to the ends, each searched up to the limit. A piece from
    u to v stays if d(starts, u) + length + d(v, ends) is within it; what is shut goes.
    """
    return replace(graph, arcs=graph.arcs.within(starts, ends, longest_m, graph.times_shut(shut)))


def forced(
    graph: Graph,
    pieces: Collection[int],
    starts: Collection[int],
    ends: Collection[int],
    longest_m: float,
) -> frozenset[int]:
    """Give those of some pieces without whose link no way is left that is within a limit.

    Method: a search around a link, up to the limit. Where it finds a way, nothing that this passes by is forced
    either.
    """
    left, found = set(pieces), set()
    while left:
        piece = min(left)
        around = graph.arcs.best(starts, ends, graph.times_shut({graph.link(piece)}), longest_m)
        if around is None:
            found.add(piece)
            left.discard(piece)
        else:
            used = {graph.link(each) for each in around[1]}
            left = {each for each in left if graph.link(each) in used}
    return frozenset(found)


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
    graph: Graph, best: Way, starts: Collection[int], ends: Collection[int], longest_m: float
) -> tuple[Way, ...]:
    """Find different ways whose least length is not above a limit, the best one first, then by length.

    Method: penalties. Each way found makes its pieces `PENALTY` times as long for the next search, so that
    ways are met that share little; a way above the limit still raises them. Of a graph that is kept `within` the
    limit they are found the soonest.
    """
    used: dict[int, float] = {}
    found = {best.pieces: best}
    way: Way | None = best
    for _ in range(ROUNDS):
        assert way is not None
        for piece in way.pieces:
            used[piece] = used.get(piece, 1.0) * PENALTY
        way = shortest(graph, starts, ends, penalties=used)
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
