"""Ways on networks of a million links: columns, searched by scipy's Dijkstra no farther than the ends may lie.

Parallel links stand in the columns beside each other; the search takes the shorter one. A sparse matrix that is made
of coordinates would add them up, so it is made of the columns as they are. Links that are shut or one-way have an
infinite length in that direction, so that nothing is built anew for a search.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo_osint.errors import InputError
from geo_osint.routing.arcs import CLOSE, NO_LENGTH_M, NONE, Cut, Entry, Found, Mask
from geo_osint.routing.network import Floats, Network, Whole

FIRST_M = 10_000.0
FIRST = 1.3
GROWTH = 1.6
"""A search first goes this far, in metres and in straight lines between its ends, and then so many times as far until
it finds a way. Of roads between towns most are less than 1.3 straight lines long."""


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """The entries of all nodes, as columns.

    Those of node n stand from `first[n]` to `first[n + 1]`, in the order of their pieces. `nodes` are the
    numbers of the nodes where only some are left, rising.
    """

    first: Whole
    there: Whole
    piece: Whole
    out_m: Floats
    in_m: Floats
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
        return cls(first, nodes[order ^ 1], piece, out_m, in_m)

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
                at = row.start + np.flatnonzero(self.piece[row] == cut.link)[which]
                for column, value in zip(columns, entry, strict=True):
                    column[at] = value
        return Packed(np.concatenate([self.first, ends.astype(np.int32)]), *columns)

    def best(
        self,
        starts: Collection[int],
        ends: Collection[int],
        factors: Mapping[int, float] = NONE,
        limit_m: float = math.inf,
        apart_m: Callable[[], float] | None = None,
    ) -> Found | None:
        """Find the shortest way, if it is not above a limit.

        Method: Dijkstra, no farther than a limit that grows until an end is met.
        """
        begins, goals = self._own(starts), self._own(ends)
        if not len(begins) or not len(goals):
            return None
        out_m = self._times(self.out_m, factors)
        bound_m = max(FIRST_M, FIRST * apart_m()) if apart_m else limit_m
        met = -1
        while True:
            from_m = self._search(begins, out_m, min(bound_m, limit_m))
            end = goals[np.argmin(from_m[goals])]
            if from_m[end] < math.inf:
                return self._traced(int(end), from_m, factors)
            if bound_m >= limit_m:
                return None
            before, met = met, int(np.isfinite(from_m).sum())
            bound_m = limit_m if met == before else GROWTH * bound_m

    def reach(
        self,
        starts: Collection[int],
        limit_m: float,
        factors: Mapping[int, float] = NONE,
        back: bool = False,
    ) -> Floats:
        """Give how far each node is from the starts, or `back` to them; infinite above a limit."""
        lengths_m = self._times(self.in_m if back else self.out_m, factors)
        return self._search(self._own(starts), lengths_m, limit_m)

    def within(
        self,
        starts: Collection[int],
        ends: Collection[int],
        limit_m: float,
        factors: Mapping[int, float] = NONE,
    ) -> Packed:
        """Keep what lies on ways of no more than a limit; nodes and pieces keep their numbers."""
        from_m = self.reach(starts, limit_m, factors)
        to_m = self.reach(ends, limit_m, factors, back=True)
        limit_m *= CLOSE
        nodes = np.flatnonzero(from_m + to_m <= limit_m * CLOSE)
        rows = self._rows(nodes)
        here = np.repeat(nodes, np.diff(self.first)[nodes])
        there, piece = self.there[rows], self.piece[rows]
        out_m, in_m = self.out_m[rows], self.in_m[rows]
        run_m, back_m = (_times(each, piece, factors) for each in (out_m, in_m))
        out_m = np.where(from_m[here] + run_m + to_m[there] <= limit_m, out_m, math.inf)
        in_m = np.where(from_m[there] + back_m + to_m[here] <= limit_m, in_m, math.inf)
        kept = np.flatnonzero(np.minimum(out_m, in_m) < math.inf)
        own = np.full(len(from_m), -1, np.int32)
        own[nodes] = np.arange(len(nodes), dtype=np.int32)
        first = np.zeros(len(nodes) + 1, np.int32)
        np.cumsum(np.bincount(own[here[kept]], minlength=len(nodes)), out=first[1:])
        return Packed(
            first,
            own[there[kept]],
            piece[kept],
            out_m[kept],
            in_m[kept],
            (nodes if self.nodes is None else self.nodes[nodes]).astype(np.int32),
        )

    def mainland(self) -> Mask:
        """Tell which nodes are of the largest part in which each can be reached from each."""
        from scipy.sparse.csgraph import connected_components

        open_ = np.flatnonzero(self.out_m < math.inf)
        first = np.searchsorted(open_, self.first).astype(np.int32)
        matrix = _matrix(np.ones(len(open_)), self.there[open_], first)
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

    def _rows(self, nodes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the places of all entries of some nodes."""
        counts = np.diff(self.first)[nodes]
        begins = np.repeat(self.first[nodes] - (np.cumsum(counts) - counts), counts)
        return begins + np.arange(len(begins))

    def _times(self, lengths_m: Floats, factors: Mapping[int, float]) -> Floats:
        return _times(lengths_m, self.piece, factors)

    def _search(self, starts: Whole, lengths_m: Floats, limit_m: float) -> Floats:
        try:
            from scipy.sparse.csgraph import dijkstra
        except ImportError:
            raise InputError(
                f"{len(lengths_m) // 2} roads: too many to be searched without scipy; "
                "pip install 'geo-osint[osm]'"
            ) from None
        if not len(starts):
            return np.full(len(self.first) - 1, math.inf)
        matrix = _matrix(lengths_m, self.there, self.first)
        found: Floats = dijkstra(matrix, indices=starts, min_only=True, limit=limit_m * CLOSE)
        return found

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


def _times(lengths_m: Floats, piece: Whole, factors: Mapping[int, float]) -> Floats:
    """Take the lengths of pieces times their factors."""
    if not factors or not len(piece):
        return lengths_m
    factor = np.ones(max(int(piece.max()), *factors) + 1)
    factor[list(factors)] = list(factors.values())
    changed: Floats = lengths_m * factor[piece]
    return changed


def _matrix(data: Floats, there: Whole, first: Whole) -> object:
    """Put columns into a sparse matrix as they are: parallel links stay apart."""
    from scipy.sparse import csr_array

    size = len(first) - 1
    return csr_array((data, there, first), shape=(size, size))
