"""Ways on networks of a million links: columns, searched by scipy's Dijkstra no farther than the ends may lie.

Parallel links stand in the columns beside each other; the search takes the shorter one. A sparse matrix that is made
of coordinates would add them up, so it is made of the columns as they are. Links that are shut or one-way have an
infinite length in that direction, so that nothing is built anew for a search.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo_osint.errors import InputError
from geo_osint.geodesy.arrays import to_ecef
from geo_osint.routing.arcs import NO_LENGTH_M, NONE, Cut, Entry, Found, Mask, bound
from geo_osint.routing.network import Floats, Network, Whole

FIRST = 1.25
GROWTH = 1.2
"""A search goes first for ways of so many straight lines, and of so many times as much until it finds one. Most roads
between towns are less than 1.25 straight lines long."""

FIRST_M = 1_000.0
"""No search goes first for shorter ways than this, in metres."""

SLACK_M = 100.0
"""What positions in single precision and the ends of cut links may be off, in metres."""

Nodes = NDArray[np.int64] | NDArray[np.int32]
Single = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """The entries of all nodes, as columns.

    Those of node n stand from `first[n]` to `first[n + 1]`, in the order of their pieces. `nodes` are the
    numbers of the nodes where only some are left, rising. `ecef_m` are earth-centred positions, a row for each axis,
    and no piece is shorter than `straight` times the straight line between its ends.
    """

    first: Whole
    there: Whole
    piece: Whole
    out_m: Floats
    in_m: Floats
    ecef_m: Single
    straight: float
    nodes: Whole | None = None

    @classmethod
    def of(cls, network: Network) -> Packed:
        """Sort the two ends of each link by node."""
        nodes = np.stack([network.start, network.end], axis=1).ravel()
        order = np.argsort(nodes, kind="stable").astype(np.int32)
        first = np.zeros(len(network.lon_deg) + 1, np.int32)
        np.cumsum(np.bincount(nodes, minlength=len(network.lon_deg)), out=first[1:])
        piece, at_end = order // 2, order % 2 == 1
        out_m = np.maximum(network.least_m, NO_LENGTH_M)[piece]
        oneway = network.oneway[piece]
        in_m = np.where(oneway & ~at_end, math.inf, out_m) if oneway.any() else out_m
        out_m = np.where(oneway & at_end, math.inf, out_m) if oneway.any() else out_m
        degrees = np.stack([network.lon_deg, network.lat_deg], axis=1)
        ecef_m = to_ecef(degrees).T.astype(np.float32)
        chords_m = _apart_m(ecef_m[:, network.start], ecef_m[:, network.end])
        straight = _straight(network.least_m, chords_m)
        return cls(first, nodes[order ^ 1], piece, out_m, in_m, ecef_m, straight)

    def rows(self) -> list[list[Entry]]:
        """Give the entries of each node as a list."""
        columns = (self.there, self.piece, self.out_m, self.in_m)
        entries = list(zip(*(each.tolist() for each in columns), strict=True))
        bounds = self.first.tolist()
        return [entries[a:b] for a, b in pairwise(bounds)]

    def let_in(self, cuts: Sequence[Cut]) -> Packed:
        """Cut links; their spots are numbered on behind the nodes."""
        if not cuts:
            return self
        spots = {spot: row for cut in cuts for spot, row in cut.spots.items()}
        at = {spot: at for cut in cuts for spot, at in cut.at.items()}
        added = [spots[each] for each in sorted(spots)]
        ends = self.first[-1] + np.cumsum([len(row) for row in added])
        more = list(zip(*(entry for row in added for entry in row), strict=True))
        old: tuple[Any, ...] = (self.there, self.piece, self.out_m, self.in_m)
        columns: list[Any] = [
            np.concatenate([column, np.array(new, column.dtype)])
            for column, new in zip(old, more, strict=True)
        ]
        for cut in cuts:
            for node, entry, which in ((cut.start, cut.at_start, 0), (cut.end, cut.at_end, -1)):
                row = self._row(node)
                place = row.start + np.flatnonzero(self.piece[row] == cut.link)[which]
                for column, value in zip(columns, entry, strict=True):
                    column[place] = value
        degrees = np.array([[at[each].lon_deg, at[each].lat_deg] for each in sorted(at)])
        ecef_m = np.concatenate([self.ecef_m, to_ecef(degrees).T.astype(np.float32)], axis=1)
        here = np.repeat(sorted(spots), [len(row) for row in added])
        new = slice(len(self.there), None)
        chords_m = _apart_m(ecef_m[:, here], ecef_m[:, columns[0][new]])
        straight = min(self.straight, _straight(np.minimum(columns[2], columns[3])[new], chords_m))
        first = np.concatenate([self.first, ends.astype(np.int32)])
        there, piece, out_m, in_m = columns
        return Packed(first, there, piece, out_m, in_m, ecef_m, straight)

    def best(
        self,
        starts: Collection[int],
        ends: Collection[int],
        factors: Mapping[int, float] = NONE,
        limit_m: float = math.inf,
    ) -> Found | None:
        """Find the shortest way, if it is not above a limit.

        Method: Dijkstra, within a limit that grows until a way is found.
        """
        begins, goals = self._own(starts), self._own(ends)
        if not len(begins) or not len(goals):
            return None
        lengths_m = self._times(self.out_m, factors)
        bound_m = limit_m if self.nodes is not None else self._first_m(begins, goals)
        while True:
            near = self._near(begins, goals, min(bound_m, limit_m))
            from_m = self._from_m(begins, near, lengths_m, min(bound_m, limit_m))
            end = int(goals[np.argmin(from_m[goals])])
            if from_m[end] < math.inf:
                return self._traced(end, from_m, factors)
            if bound_m >= limit_m:
                return None
            bound_m = limit_m if near is None else GROWTH * bound_m

    def reach(
        self,
        starts: Collection[int],
        limit_m: float,
        factors: Mapping[int, float] = NONE,
        back: bool = False,
    ) -> Floats:
        """Give how far each node is from the starts, or `back` to them; infinite above a limit."""
        lengths_m = self._times(self.in_m if back else self.out_m, factors)
        return _search(self._own(starts), lengths_m, self.there, self.first, limit_m)

    def within(
        self,
        starts: Collection[int],
        ends: Collection[int],
        limit_m: float,
        factors: Mapping[int, float] = NONE,
    ) -> Packed:
        """Keep what lies on ways of no more than a limit; nodes and pieces keep their numbers."""
        nodes = self._near(self._own(starts), self._own(ends), limit_m)
        near = self if nodes is None else self._only(nodes)
        from_m = near.reach(starts, limit_m, factors)
        to_m = near.reach(ends, limit_m, factors, back=True)
        limit_m = bound(limit_m)
        here = np.repeat(np.arange(len(from_m)), np.diff(near.first))
        run_m, back_m = near._times(near.out_m, factors), near._times(near.in_m, factors)
        ahead = from_m[here] + run_m + to_m[near.there] <= limit_m
        back = from_m[near.there] + back_m + to_m[here] <= limit_m
        narrowed = replace(
            near,
            out_m=np.where(ahead, near.out_m, math.inf),
            in_m=np.where(back, near.in_m, math.inf),
        )
        return narrowed._only(np.flatnonzero(from_m + to_m <= bound(limit_m)), ahead | back)

    def _first_m(self, starts: Whole, ends: Whole) -> float:
        (a, a_m), (b, b_m) = self._ball(starts), self._ball(ends)
        return max(FIRST_M, FIRST * (float(_apart_m(a, b)[0]) - a_m - b_m))

    def _near(self, starts: Whole, ends: Whole, longest_m: float) -> Nodes | None:
        """Give the nodes that a way of a length can lead over, by straight lines; None where those are all."""
        if not len(starts) or not len(ends) or longest_m == math.inf:
            return None
        apart_m = self._away_m(starts) + self._away_m(ends)
        near = apart_m <= (longest_m + SLACK_M) / self.straight
        return None if near.all() else np.flatnonzero(near)

    def _away_m(self, nodes: Whole) -> Single:
        """Give how far all nodes lie at least from some: from the ball that holds these."""
        centre, radius_m = self._ball(nodes)
        away_m: Single = np.maximum(_apart_m(self.ecef_m, centre) - radius_m, 0)
        return away_m

    def _ball(self, nodes: Whole) -> tuple[Single, float]:
        at = self.ecef_m[:, nodes]
        centre = at.mean(axis=1, keepdims=True)
        return centre, float(_apart_m(at, centre).max())

    def _only(self, nodes: Nodes, entries: Mask | None = None) -> Packed:
        """Keep some nodes and what lies between them, of that some entries."""
        own = np.full(len(self.first) - 1, -1, np.int32)
        own[nodes] = np.arange(len(nodes), dtype=np.int32)
        rows, first = self._rows(nodes)
        there = own[self.there[rows]]
        kept = there >= 0 if entries is None else (there >= 0) & entries[rows]
        before = np.concatenate([[0], np.cumsum(kept)])
        rows = rows[kept]
        return Packed(
            before[first].astype(np.int32),
            there[kept],
            self.piece[rows],
            self.out_m[rows],
            self.in_m[rows],
            self.ecef_m[:, nodes],
            self.straight,
            (nodes if self.nodes is None else self.nodes[nodes]).astype(np.int32),
        )

    def mainland(self) -> Mask:
        """Tell which nodes are of the largest part in which each can be reached from each."""
        from scipy.sparse.csgraph import connected_components

        size = len(self.first) - 1
        here = np.repeat(np.arange(size), np.diff(self.first))
        pairs = np.sort((here * size + self.there)[self.out_m < math.inf])
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]  # scipy hangs on doubles
        first = np.searchsorted(pairs, size * np.arange(size + 1)).astype(np.int32)
        matrix = _matrix(np.ones(len(pairs)), (pairs % size).astype(np.int32), first)
        _, part = connected_components(matrix, connection="strong")
        sizes = np.bincount(part)
        firsts = np.unique(part, return_index=True)[1]
        largest: Mask = part == np.lexsort((firsts, -sizes))[0]
        return largest

    def _own(self, nodes: Collection[int]) -> Whole:
        """Give the numbers that nodes have here, of those that are left."""
        asked = np.array(sorted(nodes), np.int32)
        if self.nodes is None:
            return asked
        at = np.searchsorted(self.nodes, asked)
        left = np.isin(asked, self.nodes)
        return np.asarray(at[left], np.int32)

    def _row(self, node: int) -> slice:
        return slice(int(self.first[node]), int(self.first[node + 1]))

    def _times(self, lengths_m: Floats, factors: Mapping[int, float]) -> Floats:
        return _times(lengths_m, self.piece, factors)

    def _from_m(
        self, starts: Whole, near: Nodes | None, lengths_m: Floats, limit_m: float
    ) -> Floats:
        """Give how far each node is from the starts, over near ones only."""
        if near is None or 2 * len(near) > len(self.first):
            return _search(starts, lengths_m, self.there, self.first, limit_m)
        rows, first = self._rows(near)
        own = np.full(len(self.first) - 1, len(near), np.int32)  # others are one node of no way on
        own[near] = np.arange(len(near), dtype=np.int32)
        there, first = own[self.there[rows]], np.append(first, first[-1])
        found = np.full(len(self.first) - 1, math.inf)
        found[near] = _search(own[starts], lengths_m[rows], there, first, limit_m)[:-1]
        return found

    def _rows(self, nodes: Nodes) -> tuple[Nodes, Whole]:
        """Give the places of the entries of some nodes, and where among them those of each begin."""
        counts = np.diff(self.first)[nodes]
        first = np.zeros(len(nodes) + 1, np.int32)
        np.cumsum(counts, out=first[1:])
        shift = self.first[nodes] - first[:-1]
        return np.repeat(shift, counts) + np.arange(first[-1], dtype=np.int32), first

    def _traced(self, end: int, from_m: Floats, factors: Mapping[int, float]) -> Found:
        """Follow a way back from its end, at each node to the nearest of those that it can have come from."""
        nodes, pieces = [end], []
        while from_m[nodes[-1]] > 0.0:
            row = self._row(nodes[-1])
            before = self.there[row].tolist()
            through = self.piece[row].tolist()
            run_m = from_m[self.there[row]].tolist()
            in_m = self.in_m[row].tolist()
            here_m = float(from_m[nodes[-1]])
            _, node, _, piece = min(
                (m, node, place, piece)
                for place, (m, node, piece, in_) in enumerate(
                    zip(run_m, before, through, in_m, strict=True)
                )
                if m + in_ * factors.get(piece, 1.0) == here_m
            )
            nodes.append(node)
            pieces.append(piece)
        told = nodes if self.nodes is None else self.nodes[nodes].tolist()
        return told[::-1], pieces[::-1]


def _search(starts: Whole, lengths_m: Floats, there: Whole, first: Whole, limit_m: float) -> Floats:
    try:
        from scipy.sparse.csgraph import dijkstra
    except ImportError:
        raise InputError(
            f"{len(lengths_m) // 2} roads: too many to be searched without scipy; "
            "pip install 'geo-osint[osm]'"
        ) from None
    if not len(starts):
        return np.full(len(first) - 1, math.inf)
    matrix = _matrix(lengths_m, there, first)
    found: Floats = dijkstra(matrix, indices=starts, min_only=True, limit=bound(limit_m))
    return found


def _times(lengths_m: Floats, piece: Whole, factors: Mapping[int, float]) -> Floats:
    """Take the lengths of pieces times their factors."""
    if not factors or not len(piece):
        return lengths_m
    factor = np.ones(max(int(piece.max()), *factors) + 1)
    factor[list(factors)] = list(factors.values())
    changed: Floats = lengths_m * factor[piece]
    return changed


def _apart_m(a: Single, b: Single) -> Single:
    """Give the straight lines between earth-centred positions, one column each."""
    found: Single = np.sqrt(sum((a[axis] - b[axis]) ** 2 for axis in range(3)))
    return found


def _straight(lengths_m: Floats, chords_m: Single) -> float:
    """Give how many straight lines the least winding of some pieces is long, and no more than one."""
    return float(np.min((lengths_m + 1.0) / np.maximum(chords_m, 1.0), initial=1.0))


def _matrix(data: Floats, there: Whole, first: Whole) -> object:
    """Put columns into a sparse matrix as they are: parallel links stay apart."""
    from scipy.sparse import csr_array

    size = len(first) - 1
    return csr_array((data, there, first), shape=(size, size))
