"""Ways on networks of some hundred links, in plain Python: quicker there than anything that has to be loaded."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo_osint.routing.arcs import NONE, Cut, Entry, Found, Mask, bound
from geo_osint.routing.network import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """The entries of each node, in the order of their pieces."""

    rows: Sequence[Sequence[Entry]]

    def let_in(self, cuts: Sequence[Cut]) -> Listed:
        """Cut links; their spots are numbered on behind the nodes."""
        rows = list(self.rows)
        for cut in cuts:
            at = next(n for n, each in enumerate(rows[cut.start]) if each[1] == cut.link)
            rows[cut.start] = _with(rows[cut.start], at, cut.at_start)
            at = max(n for n, each in enumerate(rows[cut.end]) if each[1] == cut.link)
            rows[cut.end] = _with(rows[cut.end], at, cut.at_end)
        spots = {spot: row for cut in cuts for spot, row in cut.spots.items()}
        return Listed([*rows, *(spots[each] for each in sorted(spots))])

    def best(
        self,
        starts: Collection[int],
        ends: Collection[int],
        factors: Mapping[int, float] = NONE,
        limit_m: float = math.inf,
    ) -> Found | None:
        """Find the shortest way, if it is not above a limit.

        Method: Dijkstra with a binary heap.
        """
        came: dict[int, tuple[int, int]] = {}
        done: set[int] = set()
        best = dict.fromkeys(starts, 0.0)
        ahead = [(0.0, node) for node in sorted(starts)]
        goal, limit_m = frozenset(ends), bound(limit_m)
        while ahead:
            run_m, here = heapq.heappop(ahead)
            if here in done:
                continue
            if here in goal:
                return _traced(here, came)
            done.add(here)
            for there, piece, out_m, _ in self.rows[here]:
                if there in done:
                    continue
                new_m = run_m + (out_m * factors.get(piece, 1.0) if factors else out_m)
                if new_m <= limit_m and new_m < best.get(there, math.inf):
                    best[there] = new_m
                    came[there] = (here, piece)
                    heapq.heappush(ahead, (new_m, there))
        return None

    def reach(
        self,
        starts: Collection[int],
        limit_m: float,
        factors: Mapping[int, float] = NONE,
        back: bool = False,
    ) -> Floats:
        """Give how far each node is from the starts, or `back` to them; infinite above a limit."""
        found = np.full(len(self.rows), math.inf)
        ahead, limit_m = [(0.0, node) for node in starts], bound(limit_m)
        best = dict.fromkeys(starts, 0.0)
        while ahead:
            run_m, here = heapq.heappop(ahead)
            if run_m > best[here]:
                continue
            for there, piece, out_m, in_m in self.rows[here]:
                new_m = run_m + (in_m if back else out_m) * factors.get(piece, 1.0)
                if new_m <= limit_m and new_m < best.get(there, math.inf):
                    best[there] = new_m
                    heapq.heappush(ahead, (new_m, there))
        found[list(best)] = list(best.values())
        return found

    def within(
        self,
        starts: Collection[int],
        ends: Collection[int],
        limit_m: float,
        factors: Mapping[int, float] = NONE,
    ) -> Listed:
        """Keep what lies on ways of no more than a limit; nodes and pieces keep their numbers."""
        from_m = self.reach(starts, limit_m, factors).tolist()
        to_m = self.reach(ends, limit_m, factors, back=True).tolist()
        limit_m = bound(limit_m)

        def fits(here: int, there: int, piece_m: float, piece: int) -> float:
            run_m = piece_m * factors.get(piece, 1.0)
            return piece_m if from_m[here] + run_m + to_m[there] <= limit_m else math.inf

        def kept(here: int, row: Iterable[Entry]) -> list[Entry]:
            narrowed = (
                (there, piece, fits(here, there, out_m, piece), fits(there, here, in_m, piece))
                for there, piece, out_m, in_m in row
            )
            return [each for each in narrowed if min(each[2:]) < math.inf]

        return Listed([kept(here, row) for here, row in enumerate(self.rows)])

    def mainland(self) -> Mask:
        """Tell which nodes are of the largest part in which each can be reached from each.

        Method: the strongly connected components by two depth-first searches (Kosaraju, Sharir 1981).
        """
        ahead = [[there for there, _, m, _ in row if m < math.inf] for row in self.rows]
        back = [[there for there, _, _, m in row if m < math.inf] for row in self.rows]
        best: list[int] = []
        seen = [False] * len(ahead)
        for root in reversed(_left_in_order(ahead)):
            part = _reached(root, back, seen)
            best = max(best, part, key=lambda each: (len(each), -min(each, default=0)))
        found = np.zeros(len(ahead), bool)
        found[best] = True
        return found


def _with(row: Sequence[Entry], at: int, entry: Entry) -> list[Entry]:
    return [*row[:at], entry, *row[at + 1 :]]


def _traced(end: int, came: Mapping[int, tuple[int, int]]) -> Found:
    nodes, pieces = [end], []
    while nodes[-1] in came:
        node, piece = came[nodes[-1]]
        nodes.append(node)
        pieces.append(piece)
    return nodes[::-1], pieces[::-1]


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
