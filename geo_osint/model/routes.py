"""How something may have moved between reported places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from geo_osint.model.places import LonLat, Source
from geo_osint.model.sets import Interval
from geo_osint.model.text import Bilingual

SegmentClass = Literal["reported", "forced", "only_known", "likely", "possible", "assumed"]
"""`assumed` is a geodesic where no road is known: no way, only that both ends were reported."""

LegEnd = Literal["place", "area", "direction"]
"""How a leg ends: at a place that was reached, somewhere in an area, or under way towards something."""


@dataclass(frozen=True, slots=True)
class NetworkUsed:
    """Which road network a route rests on, to the byte, and what period that speaks of."""

    name: str
    sha256: str
    observed: str
    schematic: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A gate that a segment leads through, and its state on the days of the movement.

    `state` is `unknown` too where it changed in these days. `named` tells that the report names the gate; `kind` is
    that of the network: a border crossing, a bridge, a ferry, a checkpoint.
    """

    gate: str
    name: Bilingual
    state: str
    named: bool = False
    sources: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that a movement names, and how it meets the road.

    `region` tells that it is an area, which no point stands for. `snapped_m` is how far the place is from the
    road that it was taken to be on, 0 at a junction of its own; None where it is on none.
    """

    role: str
    place: str
    region: bool = False
    snapped_m: float | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a leg with one class; `line` runs in the direction of travel.

    `id` is movement/leg/segment, `origin` and `destination` the place ids at the ends of its leg, `length_m`
    the geodesic length of the drawn line. `road_m` is how long the road may be, None where none is known;
    `roads` its numbers and names; `sources` the network's keys for it, or what named it. `ends` is set on the
    segment that a leg ends with.
    """

    id: str
    segment_class: SegmentClass
    origin: str
    destination: str
    line: tuple[LonLat, ...]
    length_m: float
    road_m: Interval | None = None
    roads: tuple[str, ...] = ()
    gates: tuple[Passage, ...] = ()
    sources: tuple[str, ...] = ()
    ends: LegEnd | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """What is known of the way from one reported place to the next.

    `road_m` is how long the shortest way known may be, `longest_m` the greatest length of a way that may have
    been taken as well. `alternatives` are the lengths of ways that truly differ from the shortest.
    `driving_h` is the time that lorries drive, without waits, borders and nights. All are None or empty
    where no way is known. `shut` are the gates that were shut on the days of the movement, and that a shorter
    way leads through, or every one where none is known; `if_open_m` is how long the shortest way would be were
    all gates open. `over_water` tells that every way known leads over a bridge or a ferry whose state is told
    with its days.
    """

    number: int
    origin: Anchor
    destination: Anchor
    ends: LegEnd
    reasons: tuple[Bilingual, ...] = ()
    road_m: Interval | None = None
    longest_m: float | None = None
    alternatives: tuple[Interval, ...] = ()
    driving_h: Interval | None = None
    shut: tuple[Passage, ...] = ()
    if_open_m: Interval | None = None
    over_water: bool = False


@dataclass(frozen=True, slots=True)
class Detour:
    """How long the way is by the places in the order told, and in the shortest order: place ids, origin first.

    The two are the same where no other order could be shorter.
    """

    told: tuple[str, ...]
    told_m: Interval
    shortest: tuple[str, ...]
    shortest_m: Interval


@dataclass(frozen=True, slots=True)
class Route:
    """All segments of one movement; none where fewer than two of its places are located.

    `sources` are those that its segments cite, by key. `detour` compares the order of its places with others; None
    where that is not possible or there is no other.
    """

    movement: str
    segments: tuple[Segment, ...] = ()
    reasons: tuple[Bilingual, ...] = ()
    legs: tuple[Leg, ...] = ()
    network: NetworkUsed | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    detour: Detour | None = None
