"""A network with places let into its links."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from geo_osint import geodesy
from geo_osint.model import Interval, LonLat
from geo_osint.routing.arcs import NO_LENGTH_M, SHUT, Arcs, Cut, Mask
from geo_osint.routing.listed import Listed
from geo_osint.routing.network import Network
from geo_osint.routing.packed import Packed

LISTED_LINKS = 1_000
"""Up to so many links a search takes a few milliseconds in plain Python, and scipy need not be there."""


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

    Pieces below the number of links are whole links; `cut` holds those of links that spots cut, in order. `arcs`
    are what searches run on: all of it, or as much of it as `paths.within` kept.
    """

    network: Network
    spots: tuple[Spot, ...]
    cut: tuple[Piece, ...]
    arcs: Arcs

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

    def times_shut(self, links: Collection[int]) -> Mapping[int, float]:
        """Give what lengths are taken times where links may not be taken."""
        whole = len(self.network.start)
        parts = (whole + n for n, each in enumerate(self.cut) if each.link in links)
        return dict.fromkeys((*links, *parts), SHUT)


@lru_cache(maxsize=4)
def arcs_of(network: Network) -> Arcs:
    """Give what searches on a network run on; nothing else decides in which form."""
    packed = Packed.of(network)
    return packed if len(network.start) > LISTED_LINKS else Listed(packed.rows())


@lru_cache(maxsize=4)
def mainland(network: Network) -> Mask:
    """Tell which junctions are of the largest part of a network in which each can be reached from each.

    Of equal parts the one with the lowest number counts.
    """
    return arcs_of(network).mainland()


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
    pieces: list[Piece] = []
    cuts = []
    for link, nodes in on_link.items():
        parts = _cut(network, link, nodes, spots)
        at = {node: spots[node - junctions].at for node in nodes}
        cuts.append(_entries(parts, len(network.start) + len(pieces), at, network.oneway[link]))
        pieces += parts
    return Graph(network, tuple(spots), tuple(pieces), arcs_of(network).let_in(cuts))


def _entries(parts: Sequence[Piece], first: int, at: Mapping[int, LonLat], oneway: np.bool_) -> Cut:
    """Give the entries of the pieces of a cut link, which are numbered on from a first."""
    ahead, back = [], []
    for number, part in enumerate(parts, start=first):
        least_m = max(part.length_m.lo, NO_LENGTH_M)
        against_m = SHUT if oneway else least_m
        ahead.append((part.end, number, least_m, against_m))
        back.append((part.start, number, against_m, least_m))
    spots = {
        one.end: (before, after)
        for (one, _), before, after in zip(pairwise(parts), back, ahead[1:], strict=False)
    }
    return Cut(parts[0].link, parts[0].start, parts[-1].end, ahead[0], back[-1], spots, at)


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
