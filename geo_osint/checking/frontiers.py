"""Whether a place lies on a border: on the word of the gazetteer's sources, else by the drawn outlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np
import shapely

from geo_osint import geodesy
from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.figures import length
from geo_osint.checking.sites import Site, sites
from geo_osint.checking.verdicts import judge, margin_below_m
from geo_osint.gazetteer import extent_of
from geo_osint.model import (
    Bilingual,
    Finding,
    Interval,
    IntervalSet,
    LonLat,
    Mention,
    Place,
    Statement,
)
from geo_osint.model.text import isolated
from geo_osint.outlines import TOLERANCE_M, world

TIMES_EXTENT = 2
"""As printed: as far again as the place itself reaches, like "near"."""

FARTHEST_M = 25_000.0
"""Newsroom tolerance: how deep a border region is in the statistics of the European Union.

Eurostat, "Territorial typologies manual - border regions"; the Uppsala Conflict Data Program codes as far as
"near", too.
"""

COUNTRY = "PCL"
"""How the kinds of countries begin: only theirs are the outlines."""

Line = tuple[LonLat, ...]


def check_on_border(statement: Statement, case: Case) -> Finding:
    """Check that a place lies on the border of a country, on the one of two, or on any of its own country.

    A crossing that the gazetteer's sources lead to the country, or to what lies in it, is on its border. Else
    the distance to the drawn border is taken, off by as much as the outlines are (5 km): they alone never say
    that a place lies *on* a border, only that it may.
    """
    gaps = _gaps(statement)
    if gaps or statement.subject is None:
        return Finding(statement, "cannot_check", reading="border", reasons=gaps)
    places = [case.places[id] for id in statement.subject.places]
    codes = [_codes(mention, case) for mention in statement.references]
    if not all(codes):
        return Finding(statement, "cannot_check", reading="border", reasons=(NO_COUNTRY,))
    found = [each for place in places for each in _measured(place, codes, statement, case)]
    if not found:
        reasons = (*wording.unlocated(statement, case.places), *_no_border(codes))
        return Finding(statement, "cannot_check", reading="border", reasons=reasons)
    possible = IntervalSet.of(*(interval for interval, _ in found))
    reach_m = max(TIMES_EXTENT * _radius(place) for place in places)
    printed, newsroom = (
        IntervalSet.of(Interval(0.0, each)) for each in (reach_m, max(reach_m, FARTHEST_M))
    )
    verdict = judge(possible, printed, newsroom)
    return Finding(
        statement,
        verdict,
        reading="border",
        possible=possible,
        printed=printed,
        newsroom=newsroom,
        margin=margin_below_m(possible, printed),
        reasons=(
            *dict.fromkeys(why for _, why in found),
            ON_BORDER,
            *wording.identities(statement.mentions, case.places),
        ),
        settles=A_SOURCE if verdict == "not_settled" else None,
    )


def _gaps(statement: Statement) -> tuple[Bilingual, ...]:
    """Say which name is missing or unknown; a border may do without one."""
    named = [("subject", statement.subject), *(("reference", m) for m in statement.references)]
    return tuple(
        wording.unknown_words(role, mention.words if mention else "", known=False)
        for role, mention in named
        if mention is None or not mention.places
    )


def _codes(mention: Mention, case: Case) -> frozenset[str]:
    """Give the ISO codes of the countries that a name may mean; none where it may mean something else."""
    found = [case.places[id] for id in mention.places]
    if not all(each.kind.startswith(COUNTRY) for each in found):
        return frozenset()
    return frozenset(code for each in found for code in each.countries)


def _measured(
    place: Place, codes: Sequence[frozenset[str]], statement: Statement, case: Case
) -> Iterator[tuple[Interval, Bilingual]]:
    """Give how far a place may lie from the border, and on whose word."""
    if codes and _leads_there(place, statement, case):
        yield Interval(0.0, _radius(place)), wording.leads_to(place, case.places)
        return
    lines = _lines(codes or [frozenset(place.countries)])
    for site in sites(place) if lines else ():
        yield _from_lines(site, lines), by_outline(place)


def _leads_there(place: Place, statement: Statement, case: Case) -> bool:
    """Tell a crossing of which sources say that it leads out of one of the countries and into the other."""
    told = {each.of for each in place.attributes if each.key == "crossing_with"}
    around = told | {id for area in told if area in case.places for id in case.places[area].within}
    named = [set(mention.places) for mention in statement.references]
    own = {id for ids in named for id in ids if _shares(case.places[id], place)}
    beyond = len(named) == 1 or any(ids & around for ids in named)
    return bool(told) and beyond and all(ids & (around | own) for ids in named)


def _shares(country: Place, place: Place) -> bool:
    return bool(set(country.countries) & set(place.countries))


def _radius(place: Place) -> float:
    extent = extent_of(place)
    return extent.radius_m if extent else 0.0


def _lines(codes: Iterable[frozenset[str]]) -> tuple[Line, ...]:
    """Give the drawn borders that all the countries share with each other, or that the only one has."""
    return borders(tuple(sorted(tuple(sorted(each)) for each in codes)))


@cache
def borders(countries: tuple[tuple[str, ...], ...]) -> tuple[Line, ...]:
    """Give the land borders of a country, or of one with another, as the bundled outlines draw them.

    Parameters
    ----------
    countries
        One tuple of ISO 3166 codes for each side that is named.

    Examples
    --------
    >>> len(borders((("IQ",), ("SY",)))) > 0, borders((("IR",), ("SY",)))
    (True, ())
    """
    drawn = world("10m")
    owners = _owners()
    return tuple(
        tuple(LonLat(float(lon), float(lat)) for lon, lat in drawn.arcs[number])
        for number in sorted(drawn.shared)
        if all(owners[number] & set(each) for each in countries)
    )


@cache
def _owners() -> Mapping[int, frozenset[str]]:
    """Give the countries on the sides of each arc of the outlines, by their codes."""
    found: dict[int, frozenset[str]] = {}
    for country in world("10m").countries:
        for arc in (arc for polygon in country.rings for ring in polygon for arc in ring):
            number = arc if arc >= 0 else ~arc
            found[number] = found.get(number, frozenset()) | {country.code}
    return found


def _from_lines(site: Site, lines: Sequence[Line]) -> Interval:
    """Measure from all that a site may be to the nearest of some lines, as far as those may be off."""
    ends = [_nearest(point, lines) for point in site.points]
    off_m = site.slack_m + TOLERANCE_M
    return geodesy.between_discs(Interval(min(ends), max(ends)), off_m, 0.0)


def _nearest(point: LonLat, lines: Sequence[Line]) -> float:
    at = geodesy.Footprint.points((point,))
    near = sorted(lines, key=lambda line: _roughly(point, line))[:MOST_MEASURED]
    return min(geodesy.distance_range(at, geodesy.Footprint.line(line)).lo for line in near)


MOST_MEASURED = 4
"""Of the borders of a country only the nearest few are measured on the ellipsoid."""


def _roughly(point: LonLat, line: Line) -> float:
    stretch = max(float(np.cos(np.radians(point.lat_deg))), 0.01)
    drawn = shapely.LineString([(at.lon_deg * stretch, at.lat_deg) for at in line])
    return float(shapely.distance(drawn, shapely.Point(point.lon_deg * stretch, point.lat_deg)))


def _no_border(codes: Sequence[frozenset[str]]) -> list[Bilingual]:
    return [] if _lines(codes) or not codes else [NO_COMMON_BORDER]


def by_outline(place: Place) -> Bilingual:
    """Say that a distance was taken to a drawn border, and how far that may be off."""
    off = length(TOLERANCE_M)
    return Bilingual(
        f"{isolated(place.name('en'))} was measured to the border as the bundled outlines draw it, which may be "
        f"off by {off.en}",
        f"قيس بُعد {isolated(place.name('ar'))} عن الحدود كما ترسمها الخرائط المرفقة، وقد تخطئ بمقدار {off.ar}",
    )


ON_BORDER = Bilingual(
    "“on the border” was taken as printed for twice as far as the place itself reaches, and with newsroom "
    "tolerance for 25 km",
    "فُهم «على الحدود» كما نُشر على أنه ضعف امتداد المكان نفسه، ومع هامش التسامح الصحفي 25 كم",
)

NO_COUNTRY = Bilingual(
    "only the borders of countries are drawn here, and what is named is no country",
    "لا تُرسم هنا إلا حدود الدول، والمذكور ليس دولة",
)

NO_COMMON_BORDER = Bilingual(
    "the bundled outlines draw no common border of the countries that are named",
    "لا ترسم الخرائط المرفقة حدودًا مشتركة بين الدولتين المذكورتين",
)

A_SOURCE = Bilingual(
    "a source that says how far the place lies from the border",
    "مصدر يذكر بُعد المكان عن الحدود",
)
