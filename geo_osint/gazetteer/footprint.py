"""How far around its position a place may reach, by rule: what it is wide, and what nobody knows.

Contributions add up, as in the point-radius method (Wieczorek, Guo and Hijmans 2004, "The point-radius
method for georeferencing locality descriptions"): they are not independent errors that cancel out.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo_osint import geodesy
from geo_osint.gazetteer.kinds import extent_of
from geo_osint.model import LonLat, Place, Position


@dataclass(frozen=True, slots=True)
class PlaceFootprint:
    """A disc that holds the place, whichever of its sources is right; metres, WGS84.

    `extent_m` is how far the place itself reaches, `spread_m` how far off its centre the source is that
    widens the disc most, `precision_m` how far that source's rounding, or the estimate, leaves it open.
    `basis` says in words where each is from.
    """

    centre: LonLat
    extent_m: float
    spread_m: float
    precision_m: float
    basis: str

    @property
    def radius_m(self) -> float:
        """The radius of the disc: the sum of its parts."""
        return self.extent_m + self.spread_m + self.precision_m

    @property
    def uncertainty_m(self) -> float:
        """How far the place's centre may lie from `centre`."""
        return self.spread_m + self.precision_m


def footprint_of(place: Place) -> PlaceFootprint | None:
    """Derive a place's footprint from its extent and its sources; none where it has no position.

    The centre is the reference position. The extent is the gazetteer's own, else the one assumed for
    the kind, else 0: lines and areas without an outline reach as far as nobody says, so that
    their disc holds only the point that stands for them. A place with a shape has that for its footprint, and none here.
    A source so coarse that its cell holds a finer source's point says nothing more and does not count.

    Examples
    --------
    >>> from geo_osint.gazetteer import load
    >>> khasham = footprint_of(load().places["geo:khasham"])
    >>> khasham.extent_m, round(khasham.spread_m, -2), khasham.precision_m
    (1500.0, 4800.0, 72.0)
    """
    centre = place.reference
    if centre is None or place.shape is not None:
        return None
    extent = extent_of(place)
    reach = extent.radius_m if extent else 0.0
    told = f"extent: {extent.basis if extent else 'not known'}"
    if not place.positions:
        radius_m = place.estimate.radius_m if place.estimate else 0.0
        return PlaceFootprint(centre, reach, 0.0, radius_m, f"{told}; position: estimate")
    spread_m, widest = _widest(centre, place.positions)
    precision_m = widest.precision_m + widest.radius_m
    words = f"{told}; position: {_sources(place.positions, widest, spread_m)}"
    return PlaceFootprint(centre, reach, spread_m, precision_m, words)


def covers(coarse: Position, fine: Position) -> bool:
    """Tell whether a source is so coarse that its cell holds a finer source's point."""
    return (
        fine.precision_m < coarse.precision_m
        and geodesy.distance_m(coarse.at, fine.at) <= coarse.precision_m
    )


def _widest(centre: LonLat, positions: tuple[Position, ...]) -> tuple[float, Position]:
    """Find the source that widens the disc most, and how far off the centre it is."""
    telling = [each for each in positions if not any(covers(each, finer) for finer in positions)]
    away = [(geodesy.distance_m(centre, each.at), each) for each in telling]
    return max(away, key=lambda pair: pair[0] + pair[1].precision_m + pair[1].radius_m)


def _sources(positions: tuple[Position, ...], widest: Position, spread_m: float) -> str:
    if len(positions) == 1:
        return f"one source ({widest.source})"
    farthest = f", the farthest ({widest.source}) {spread_m / 1000:.1f} km off" if spread_m else ""
    return f"{len(positions)} sources{farthest}"
