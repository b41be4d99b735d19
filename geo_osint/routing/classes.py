"""Which stretches of the ways between two places are forced, which only likely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from geo_osint.model import Interval, SegmentClass
from geo_osint.routing.graph import Graph
from geo_osint.routing.paths import Way, forced, others, shortest, truly_different, within

SLACK = 1.25
"""How many times as long as the shortest a way may be and still be one that somebody takes for a reason.

A judgement. On a network whose lengths are ranges a way counts too if it may be as short as the shortest may be
long: there nobody can say which of them is the shorter one.
"""


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways that may have been taken, the shortest first, and the class of each piece of them."""

    sensible: tuple[Way, ...]
    different: tuple[Way, ...]
    classes: Mapping[int, SegmentClass]


def ways(
    graph: Graph,
    starts: Collection[int],
    ends: Collection[int],
    shut: Collection[int] = (),
    named: Collection[int] = (),
    named_roads: Collection[str] = (),
) -> Ways | None:
    """Find the ways that make sense, and class their pieces.

    Parameters
    ----------
    shut
        Links that may not be taken.
    named
        Links of gates that the report names.
    named_roads
        Roads that the report names. Only ways that run along them count, if there are any. What is named is
        `reported` where every way that counts has it.

    Returns
    -------
    Ways or None
        None where there is no way.
    """
    best = shortest(graph, starts, ends, shut)
    if best is None:
        return None
    longest_m = allowed_m(best.length_m)
    near = within(graph, starts, ends, longest_m, shut)
    found = _along(graph, others(near, best, starts, ends, longest_m), named_roads)
    everywhere = set(found[0].pieces).intersection(*(each.pieces for each in found))
    told = {p for p in everywhere if graph.link(p) in named or _named(graph, p, named_roads)}
    only = forced(near, everywhere, starts, ends, longest_m)
    using = Counter(piece for way in found for piece in way.pieces)
    classes = {
        piece: _class(graph, piece in told, piece in only, 2 * count > len(found))
        for piece, count in using.items()
    }
    return Ways(found, truly_different(graph, found, only), classes)


def _along(graph: Graph, found: tuple[Way, ...], roads: Collection[str]) -> tuple[Way, ...]:
    """Keep the ways that run along named roads at least half as far as the one that does most."""
    along_m = [
        sum(graph.length_m(p)[0] for p in way.pieces if _named(graph, p, roads)) for way in found
    ]
    most_m = max(along_m)
    kept = tuple(way for way, m in zip(found, along_m, strict=True) if 2 * m >= most_m)
    return kept if most_m else found


def _named(graph: Graph, piece: int, roads: Collection[str]) -> bool:
    return bool(roads) and not set(roads).isdisjoint(graph.network.roads[graph.link(piece)])


def allowed_m(length_m: Interval) -> float:
    """Give how long a way may be, in metres, to be one that makes sense beside the shortest.

    Examples
    --------
    >>> allowed_m(Interval(100_000, 100_000)), allowed_m(Interval(100_000, 140_000))
    (125000.0, 140000)
    """
    return max(length_m.hi, SLACK * length_m.lo)


def _class(graph: Graph, told: bool, only: bool, mostly: bool) -> SegmentClass:
    if told:
        return "reported"
    if only:
        return "only_known" if graph.network.schematic else "forced"
    return "likely" if mostly else "possible"
