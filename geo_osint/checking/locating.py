"""Where several statements about one unknown place hold together, and which to drop where they cannot.

The world has one position for each place: two statements that measure from the same place must hold
with the same site of it. So each way the world may be (what the names mean, which site is right) is
intersected by itself, and the results are united; regions that are apart stay apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, product

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy
from geo_osint.case import Case
from geo_osint.checking.check import check
from geo_osint.checking.regions import REACH_M, SHAPES, Region, StatedSet, areas, regions
from geo_osint.checking.sites import sites
from geo_osint.errors import InputError
from geo_osint.geodesy.arrays import Floats, inverse_rows
from geo_osint.model import LonLat, Mention, Place, Span, Statement

MOST_STATEMENTS = 10
"""Every subset may have to be tried: 1,023 of ten."""

NOWHERE = shapely.Polygon()


@dataclass(frozen=True, slots=True)
class Disc:
    """The smallest disc found that covers one connected region: `centre`, `radius_m` (metres on WGS84).

    `inside` tells whether the centre itself lies in the region, `area_m2` how large that is, in square
    metres on the ellipsoid.
    """

    centre: LonLat
    radius_m: float
    inside: bool
    area_m2: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where statements hold together, as printed or with newsroom tolerance.

    `held` and `left_out` are ids of statements: those that hold there, and those that had to be dropped
    for it, none where all hold. `discs` has one for each connected part of `region`, the largest part
    first: parts that lie apart are never put into one disc. `region` is in longitude and latitude (degrees, WGS84); `ends` is false where it only ends because the drawing does.
    """

    set: StatedSet
    held: tuple[str, ...]
    left_out: tuple[str, ...]
    region: BaseGeometry
    discs: tuple[Disc, ...]
    ends: bool = True

    @property
    def area_m2(self) -> float:
        """The area on the ellipsoid, in square metres."""
        return geodesy.area_m2(self.region)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The statements about one unknown place and their regions; `open` are those without any."""

    statements: tuple[Statement, ...]
    regions: Mapping[str, tuple[Region, ...]]
    places: Mapping[str, Place]

    @property
    def open(self) -> tuple[Statement, ...]:
        """Those that no region can be drawn for: no outline, no position, no measurable words."""
        return tuple(each for each in self.statements if not self.regions[each.id])

    def ends(self, id: str) -> bool:
        """Tell whether a statement's region ends by itself, not only because the drawing does."""
        return all(each.ends for each in self.regions[id])

    def whole(self, id: str, name: StatedSet) -> BaseGeometry:
        """Unite the regions of one statement over all sites."""
        return shapely.union_all([each.geometry for each in self.regions[id] if each.set == name])


def draw(statements: Sequence[Statement], places: Mapping[str, Place]) -> Drawn:
    """Outline each statement's region; those without an end of their own as far as the others reach.

    Raises
    ------
    InputError
        For more than ten statements, or several with one id.
    """
    if len(statements) > MOST_STATEMENTS:
        raise InputError(
            f"{len(statements)} statements: more than {MOST_STATEMENTS} are not tried against each "
            "other; give the telling ones"
        )
    first = {each.id: regions(each, places) for each in statements}
    if len(first) < len(statements):
        raise InputError("statements with the same id; give each its own")
    goal = _goal(statements, first, places)
    drawn = {
        each.id: first[each.id]
        if all(region.ends for region in first[each.id])
        else regions(each, places, reach_m(each, places, goal))
        for each in statements
    }
    return Drawn(tuple(statements), drawn, places)


def meetings(drawn: Drawn, name: StatedSet) -> tuple[Meeting, ...]:
    """Find where all statements hold; where they contradict, each smallest set to drop is tried.

    Exact: subsets are tried smallest first, so that none smaller than those given would do. Statements
    without a region take no part.

    Returns
    -------
    tuple of Meeting
        One with nothing left out where all hold; else one for each way to drop as few as can be; none
        where there is no region at all.
    """
    ids = [each.id for each in drawn.statements if drawn.regions[each.id]]
    for dropped in range(len(ids)):
        tried = ((kept, _held(drawn, kept, name)) for kept in combinations(ids, len(ids) - dropped))
        found = [_meeting(drawn, kept, name, region) for kept, region in tried if region.area > 0]
        if found:
            return tuple(found)
    return ()


def _meeting(drawn: Drawn, kept: tuple[str, ...], name: StatedSet, region: BaseGeometry) -> Meeting:
    left_out = tuple(id for id in drawn.regions if drawn.regions[id] and id not in kept)
    ends = any(each.ends for id in kept for each in drawn.regions[id])
    discs = sorted(
        (smallest_disc(part) for part in geodesy.connected(region)),
        key=lambda disc: (-disc.area_m2, disc.centre),
    )
    return Meeting(name, kept, left_out, region, tuple(discs), ends)


def smallest_disc(region: BaseGeometry) -> Disc:
    """Enclose a connected region in the smallest disc.

    Georeferencing practice calls its middle the geographic centre (Chapman and Wieczorek 2020,
    "Georeferencing Best Practices").

    Examples
    --------
    >>> from geo_osint.model import Interval
    >>> found = smallest_disc(geodesy.annulus(LonLat(40.45, 35.02), Interval(13_500, 14_500)))
    >>> round(found.centre.lon_deg, 3), round(found.radius_m, -2), found.inside
    (40.45, 14500.0, False)
    """
    centre, radius_m = geodesy.smallest_circle(region)
    inside = bool(shapely.intersects_xy(region, centre.lon_deg, centre.lat_deg))
    return Disc(centre, radius_m, inside, geodesy.area_m2(region))


def _goal(
    statements: Sequence[Statement],
    found: Mapping[str, tuple[Region, ...]],
    places: Mapping[str, Place],
) -> list[BaseGeometry]:
    """Collect what regions without an end must reach: those that have one, and all references."""
    closed = [
        region.geometry
        for several in found.values()
        for region in several
        if all(each.ends for each in several)
    ]
    ids = dict.fromkeys(id for each in statements if each.reference for id in each.reference.places)
    points = [
        point for id in ids if id in places for site in sites(places[id]) for point in site.points
    ]
    return [*closed, *(shapely.Point(point.lon_deg, point.lat_deg) for point in points)]


def reach_m(
    statement: Statement, places: Mapping[str, Place], goal: Sequence[BaseGeometry]
) -> float:
    """Tell how far to draw a region that has no end of its own, so that it passes what it must reach.

    Parameters
    ----------
    statement, places
        As in `regions`.
    goal
        Geometries in longitude and latitude; only their vertices count.

    Returns
    -------
    float
        Metres from the reference: `REACH_M` beyond the farthest vertex, and no more than `MOST_REACH_M`.
    """
    ids = statement.reference.places if statement.reference else ()
    starts = [shape for id in ids if id in places for shape in _grounds(places[id])]
    corners = shapely.get_coordinates(goal)
    away = [_away_m(shapely.get_coordinates(start), corners) for start in starts if len(corners)]
    return min(REACH_M + max(away, default=0.0), MOST_REACH_M)


def _away_m(start: Floats, corners: Floats) -> float:
    """Measure from each corner to the nearest position of a start; give the largest."""
    pairs = [inverse_rows(np.broadcast_to(each, corners.shape), corners)[0] for each in start]
    return float(np.min(pairs, axis=0).max())


def _grounds(place: Place) -> list[BaseGeometry]:
    """Give the positions of each site, and of each line, as points."""
    lines = place.shape.parts if place.shape else ()
    return [
        shapely.MultiPoint([(at.lon_deg, at.lat_deg) for at in part])
        for part in (*(site.points for site in sites(place)), *lines)
    ]


MOST_REACH_M = 1_000_000.0
"""Farther is nothing drawn: a direction says little about another part of the world."""


def _held(drawn: Drawn, kept: tuple[str, ...], name: StatedSet) -> BaseGeometry:
    """Intersect statements in every way the world may be, and unite what is left."""
    groups = _sharing(drawn, kept)
    return areas(shapely.intersection_all([_of_group(drawn, group, name) for group in groups]))


def _sharing(drawn: Drawn, kept: Sequence[str]) -> list[list[str]]:
    """Group statements whose references may be one place: only these hang on the same site."""
    groups: list[list[str]] = []
    for id in kept:
        mine = set(_references(drawn, id))
        near = [g for g in groups if any(mine & set(_references(drawn, other)) for other in g)]
        groups = [g for g in groups if g not in near] + [[*chain(*near), id]]
    return groups


def _references(drawn: Drawn, id: str) -> tuple[str, ...]:
    """Give the places that a statement's regions are drawn around: what its reference may mean."""
    return tuple(dict.fromkeys(each.reference for each in drawn.regions[id]))


def _of_group(drawn: Drawn, ids: Sequence[str], name: StatedSet) -> BaseGeometry:
    """Unite what is left in each way the world may be: what each name means, and which site is right."""
    meant = tuple(dict.fromkeys(_references(drawn, id) for id in ids))
    worlds = (
        (dict(zip(meant, identity, strict=True)), chosen)
        for identity in product(*meant)
        for chosen in _choices(drawn, ids, identity)
    )
    return shapely.union_all([_way(drawn, ids, *world, name) for world in worlds])


def _choices(
    drawn: Drawn, ids: Sequence[str], places: Sequence[str]
) -> Iterator[Mapping[str, str]]:
    """Give each way to choose one site of each place."""
    bases = {
        place: dict.fromkeys(
            region.basis
            for id in ids
            for region in drawn.regions[id]
            if region.reference == place and region.basis not in SHAPES
        )
        for place in places
    }
    for chosen in product(*(found or ("",) for found in bases.values())):
        yield dict(zip(bases, chosen, strict=True))


def _way(
    drawn: Drawn,
    ids: Sequence[str],
    identity: Mapping[tuple[str, ...], str],
    site: Mapping[str, str],
    name: StatedSet,
) -> BaseGeometry:
    """Intersect statements in one way the world may be."""
    parts = []
    for id in ids:
        place = identity[_references(drawn, id)]
        parts.append(
            shapely.union_all(
                [
                    each.geometry
                    for each in drawn.regions[id]
                    if (each.set, each.reference) == (name, place)
                    and each.basis in (site[place], *SHAPES)
                ]
            )
        )
    return areas(shapely.intersection_all(parts))


def places_in(meeting: Meeting, drawn: Drawn, places: Mapping[str, Place]) -> tuple[str, ...]:
    """List the places of a gazetteer that lie in a region, and that nothing speaks against.

    A place lies there if one of its positions does. Those are left out that the statements are measured
    from, lines and areas, and those that a source puts on another bank or in another area.
    """
    named = {id for each in drawn.statements if each.reference for id in each.reference.places}
    near = [
        place
        for place in places.values()
        if place.id not in named and place.shape is None and _lies_in(place, meeting.region)
    ]
    told = [
        each for each in drawn.statements if each.kind in TOLD and each.id not in meeting.left_out
    ]
    return tuple(
        place.id for place in near if not any(_against(place, each, places) for each in told)
    )


TOLD = ("bank", "within")
"""Kinds of statement on which sources of the gazetteer have a word of their own."""


def _lies_in(place: Place, region: BaseGeometry) -> bool:
    points = [point for site in sites(place) for point in site.points]
    return any(shapely.intersects_xy(region, point.lon_deg, point.lat_deg) for point in points)


def _against(place: Place, statement: Statement, places: Mapping[str, Place]) -> bool:
    subject = Mention("", Span(0, 0), place.name(), places=(place.id,))
    finding = check(replace(statement, subject=subject), Case("", (), places=places))
    return finding.verdict == "does_not_fit"
