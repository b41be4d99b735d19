"""The positions a place may have, agreeing sources together, disagreeing ones apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from geo_osint import geodesy
from geo_osint.gazetteer.footprint import covers
from geo_osint.model import LonLat, Place, Position, Shape

AGREEMENT_M = 1_000.0
"""Sources closer than this are taken to mean one and the same centre.

Syrian gazetteers differ by 0.13 km at the median and 1.5 km at the 95th percentile; a kilometre keeps
most towns whole and still parts the two published points of an oil field 5 km apart.
"""

LINE_ERROR_M = 7_000.0
"""How far a drawn river may be off: the largest distance of ours from Natural Earth's (data/README)."""


@dataclass(frozen=True, slots=True)
class Site:
    """One hypothesis about where a place's centre is.

    The centre is at or between `points`, up to `slack_m` metres away from them (an estimate's radius,
    or the one an analyst gave). `sources` are the keys that stand behind it, `rounding_m` what their rounded
    coordinates may add. A line or an area of which no source gives a point has a `shape` and no
    points: it lies anywhere along or inside that, and `slack_m` is how far the drawing may be off.
    """

    place: str
    sources: tuple[str, ...]
    points: tuple[LonLat, ...]
    slack_m: float = 0.0
    rounding_m: float = 0.0
    shape: Shape | None = None

    @property
    def footprint(self) -> geodesy.Footprint:
        """All that the site may be: between its points or in its shape, and as far around as its slack."""
        if self.shape is not None:
            return geodesy.Footprint.of(self.shape, self.slack_m)
        return geodesy.Footprint.among(self.points, self.slack_m)


def sites(place: Place) -> tuple[Site, ...]:
    """Group a place's published positions into sites; its estimate is one; an unlocated place has none.

    A source rounded so coarsely that its cell holds a finer source's point says nothing that the
    finer one does not: its key is kept, its point is not used.
    """
    if place.positions:
        return tuple(_site(place.id, group) for group in _agreeing(place.positions))
    if place.estimate:
        estimate = place.estimate
        key = (estimate.source,) if estimate.source else ()
        return (Site(place.id, key, (estimate.at,), slack_m=estimate.radius_m),)
    return ()


def grounds(place: Place) -> tuple[Site, ...]:
    """Give what a place can be measured to: its sites; where it has none, its line or its area."""
    found = sites(place)
    if found or place.shape is None:
        return found
    off_m = LINE_ERROR_M if place.shape.kind.endswith("LineString") else 0.0
    return (Site(place.id, (), (), slack_m=off_m, shape=place.shape),)


def _agreeing(positions: tuple[Position, ...]) -> list[list[Position]]:
    groups: list[list[Position]] = []
    for position in positions:
        near = [g for g in groups if any(_agree(position, other) for other in g)]
        groups = [g for g in groups if g not in near] + [[*chain(*near), position]]
    order = {id(position): number for number, position in enumerate(positions)}
    return sorted(groups, key=lambda group: min(order[id(each)] for each in group))


def _agree(a: Position, b: Position) -> bool:
    return geodesy.distance_m(a.at, b.at) <= AGREEMENT_M


def _site(place: str, group: list[Position]) -> Site:
    used = [each for each in group if not any(covers(each, finer) for finer in group)]
    return Site(
        place,
        tuple(dict.fromkeys(each.source for each in group)),
        tuple(dict.fromkeys(each.at for each in used)),
        slack_m=max(each.radius_m for each in used),
        rounding_m=max(each.precision_m for each in used),
    )
