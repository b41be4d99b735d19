"""What searches for ways run on: at each node the pieces of road that end there.

`listed` holds them in lists, for small networks, `packed` in columns, for large ones. Both find the same ways: each
node is reached from the one that is nearest to the starts, of equally near ones from the one of the lowest number.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from geo_osint.model import LonLat
from geo_osint.routing.network import Floats

Mask = NDArray[np.bool_]

Entry = tuple[int, int, float, float]
"""The node at the other end, the piece that leads there, and its length outwards and inwards in metres; infinite
where that may not be driven."""

Found = tuple[list[int], list[int]]
"""The nodes of a way, and the pieces between them."""

SHUT = math.inf
"""What the length of a piece is taken times that may not be taken."""

NO_LENGTH_M = 1e-6
"""No piece is searched with a lesser length in metres: of two nodes at one position one is met first."""

NONE: Mapping[int, float] = {}


def bound(limit_m: float) -> float:
    """Give what holds all that just fits a limit: sums in another order, a thousand pieces of no length."""
    return limit_m * (1.0 + 1e-9) + 1_000 * NO_LENGTH_M


@dataclass(frozen=True, slots=True)
class Cut:
    """A link cut by spots: from where to where it led, the entries it has there now; of each spot its own, and where."""

    link: int
    start: int
    end: int
    at_start: Entry
    at_end: Entry
    spots: Mapping[int, Sequence[Entry]]
    at: Mapping[int, LonLat]


class Arcs(Protocol):
    """Pieces of road by node. `factors`, none below 1, are what the lengths of pieces are taken times in a search."""

    def let_in(self, cuts: Sequence[Cut]) -> Arcs:
        """Cut links; their spots are numbered on behind the nodes."""

    def best(
        self,
        starts: Collection[int],
        ends: Collection[int],
        factors: Mapping[int, float] = NONE,
        limit_m: float = math.inf,
    ) -> Found | None:
        """Find the shortest way, if it is not above a limit."""

    def reach(
        self,
        starts: Collection[int],
        limit_m: float,
        factors: Mapping[int, float] = NONE,
        back: bool = False,
    ) -> Floats:
        """Give how far each node is from the starts, or `back` to them; infinite above a limit."""

    def within(
        self,
        starts: Collection[int],
        ends: Collection[int],
        limit_m: float,
        factors: Mapping[int, float] = NONE,
    ) -> Arcs:
        """Keep what lies on ways of no more than a limit; nodes and pieces keep their numbers."""

    def mainland(self) -> Mask:
        """Tell which nodes are of the largest part in which each can be reached from each."""
