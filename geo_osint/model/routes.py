"""How something may have moved between reported places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo_osint.model.places import LonLat

SegmentClass = Literal["reported", "forced", "only_known", "likely", "possible", "assumed"]
"""`assumed` is a geodesic where no network is known: no road, only that both ends were reported."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a route with one class; `line` runs in the direction of travel.

    `id` is movement/leg/segment, `origin` and `destination` place ids, `length_m` geodesic metres.
    """

    id: str
    segment_class: SegmentClass
    origin: str
    destination: str
    line: tuple[LonLat, ...]
    length_m: float


@dataclass(frozen=True, slots=True)
class Route:
    """All segments of one movement; none where fewer than two of its places are located."""

    movement: str
    segments: tuple[Segment, ...] = ()
    reason: str = ""
