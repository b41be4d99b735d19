"""A network with places let into its links, and the arcs that a search for ways runs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo_osint import geodesy
from geo_osint.model import Interval, LonLat
from geo_osint.routing.network import Network

Arc = tuple[int, int, float]
"""A node that is reached, the piece that leads there, and the least length of it in metres."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on a link, where a place comes onto the road; `snapped_m` is how far the place is from it."""

    link: int
    at: LonLat
    snapped_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one link between two nodes, with its vertices from `start` to `end`."""

    link: int
    start: int
    end: int
    line: tuple[LonLat, ...]
    length_m: Interval


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """A network into whose links spots are let as nodes, numbered on behind the junctions.

    Pieces below the number of links are whole links; `cut` holds those of links that spots cut, in order.
    """

    network: Network
    spots: tuple[Spot, ...]
    cut: tuple[Piece, ...]
    changed: dict[int, list[Arc]]

    def arcs(self, node: int) -> Sequence[Arc]:
        """Give what leads away from a node."""
        found = self.changed.get(node)
        return arcs_of(self.network)[node] if found is None else found

    def piece(self, number: int) -> Piece:
        """Give a piece by its number."""
        whole = len(self.network.start)
        return self.cut[number - whole] if number >= whole else _whole(self.network, number)

    def link(self, number: int) -> int:
        """Give the link that a piece is part of."""
        whole = len(self.network.start)
        return self.cut[number - whole].link if number >= whole else number

    def length_m(self, number: int) -> tuple[float, float]:
        """Give the least and the greatest length of a piece, in metres."""
        whole = len(self.network.start)
        if number >= whole:
            length = self.cut[number - whole].length_m
            return length.lo, length.hi
        return float(self.network.least_m[number]), float(self.network.most_m[number])

    def at(self, node: int) -> LonLat:
        """Give the position of a node."""
        junctions = len(self.network.lon_deg)
        return self.network.at(node) if node < junctions else self.spots[node - junctions].at


@lru_cache(maxsize=4)
def arcs_of(network: Network) -> list[list[Arc]]:
    """List what leads away from each junction of a network."""
    arcs: list[list[Arc]] = [[] for _ in network.lon_deg]
    rows = zip(
        network.start.tolist(),
        network.end.tolist(),
        network.least_m.tolist(),
        network.oneway.tolist(),
        strict=True,
    )
    for link, (start, end, least_m, oneway) in enumerate(rows):
        arcs[start].append((end, link, least_m))
        if not oneway:
            arcs[end].append((start, link, least_m))
    return arcs


@lru_cache(maxsize=4)
def mainland(network: Network) -> frozenset[int]:
    """Give the junctions of the largest part of a network in which each can be reached from each.

    Method: the strongly connected components by two depth-first searches (Kosaraju, Sharir 1981). Of equal
    parts the one with the lowest number counts.
    """
    arcs = arcs_of(network)
    back: list[list[int]] = [[] for _ in arcs]
    for node, leaving in enumerate(arcs):
        for there, _, _ in leaving:
            back[there].append(node)
    ahead = [[there for there, _, _ in leaving] for leaving in arcs]
    best: list[int] = []
    seen = [False] * len(arcs)
    for root in reversed(_left_in_order(ahead)):
        part = _reached(root, back, seen)
        best = max(best, part, key=lambda each: (len(each), -min(each, default=0)))
    return frozenset(best)


def _left_in_order(ahead: list[list[int]]) -> list[int]:
    """List nodes in the order in which a depth-first search leaves them."""
    seen, left = [False] * len(ahead), []
    for root in range(len(ahead)):
        if seen[root]:
            continue
        seen[root], path = True, [(root, iter(ahead[root]))]
        while path:
            node, further = path[-1]
            there = next((each for each in further if not seen[each]), None)
            if there is None:
                left.append(node)
                path.pop()
            else:
                seen[there] = True
                path.append((there, iter(ahead[there])))
    return left


def _reached(root: int, ahead: list[list[int]], seen: list[bool]) -> list[int]:
    if seen[root]:
        return []
    seen[root], found = True, [root]
    for node in found:  # grows while it is walked
        for there in ahead[node]:
            if not seen[there]:
                seen[there] = True
                found.append(there)
    return found


def graph(network: Network, spots: Sequence[Spot] = ()) -> Graph:
    """Let spots into the links of a network.

    Examples
    --------
    >>> from geo_osint.routing.bundled import bundled
    >>> network = bundled()
    >>> middle = network.line(0)[0]
    >>> graph(network, [Spot(0, middle)]).at(len(network.lon_deg)) == middle
    True
    """
    junctions = len(network.lon_deg)
    on_link: dict[int, list[int]] = {}
    for number, spot in enumerate(spots):
        on_link.setdefault(spot.link, []).append(junctions + number)
    cut: list[Piece] = []
    changed: dict[int, list[Arc]] = {}
    for link, nodes in on_link.items():
        pieces = _cut(network, link, nodes, spots)
        for node in (pieces[0].start, pieces[-1].end):
            before = changed.get(node, arcs_of(network)[node])
            changed[node] = [arc for arc in before if arc[1] != link]
        for piece in pieces:
            number = len(network.start) + len(cut)
            changed.setdefault(piece.start, []).append((piece.end, number, piece.length_m.lo))
            back = changed.setdefault(piece.end, [])
            if not network.oneway[link]:
                back.append((piece.start, number, piece.length_m.lo))
            cut.append(piece)
    return Graph(network, tuple(spots), tuple(cut), changed)


def _whole(network: Network, link: int) -> Piece:
    return Piece(
        link,
        int(network.start[link]),
        int(network.end[link]),
        network.line(link),
        Interval(float(network.least_m[link]), float(network.most_m[link])),
    )


def _cut(network: Network, link: int, nodes: list[int], spots: Sequence[Spot]) -> list[Piece]:
    """Cut a link at spots; each piece has its share of the link's length."""
    whole, junctions = _whole(network, link), len(network.lon_deg)
    before_m = {}
    for node in nodes:
        head, _ = geodesy.cut_at(whole.line, spots[node - junctions].at)
        before_m[node] = geodesy.line_length_m(head)
    rest, pieces, start = list(whole.line), [], whole.start
    drawn_m = geodesy.line_length_m(whole.line)
    for node in sorted(nodes, key=before_m.__getitem__):
        head, rest = geodesy.cut_at(rest, spots[node - junctions].at)
        pieces.append(_share(whole, start, node, head, drawn_m))
        start = node
    return [*pieces, _share(whole, start, whole.end, rest, drawn_m)]


def _share(whole: Piece, start: int, end: int, line: list[LonLat], drawn_m: float) -> Piece:
    share = geodesy.line_length_m(line) / drawn_m
    length = Interval(whole.length_m.lo * share, whole.length_m.hi * share)
    return Piece(whole.link, start, end, tuple(line), length)
