"""Whether a place lies between two others, or half-way: by the angle at it, or its way from the middle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from geo_osint import geodesy
from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.figures import distances
from geo_osint.checking.pairs import nowhere, sites_of
from geo_osint.checking.sites import Site
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
    ReadingResult,
    Statement,
    Verdict,
)
from geo_osint.model.text import isolated

PLAIN_DEG = 120.0
"""As printed: from a place between two others they lie at least so many degrees apart.

Ours. Straight between is 180°. At 120° in the middle the way through the place is 15 % longer than the
straight line, about as much as roads add anyway, and the place lies 0.29 of the distance off the line.
"""

LOOSE_DEG = 90.0
"""Newsroom tolerance: inside the circle of which the two places are ends of a diameter.

So the Gabriel graph takes neighbours that have nothing between them (Gabriel and Sokal 1969), and outside of
it a place is nearer to one of the two than the middle is. Behind one of them the angle falls to nothing.
"""

HALF_WAY = (1 / 12, 1 / 4)
"""Half-way: how far off the middle a place may lie, in parts of the whole way; as printed, with tolerance.

As printed, nearer to one half than to the next fractions that prose has, a third and two thirds (ours); with
newsroom tolerance half the precision of "1/2" by the rule for stated fractions (Chapman and Wieczorek 2020).
"""

World = tuple[Site, Site, Site]
"""One way the world may be: a site of the subject, and one of each of the two places."""


def check_between(statement: Statement, case: Case) -> Finding:
    """Check that a place lies between two others, or half-way between them, under every identity.

    "Between" is judged by the angle under which the two are seen from it, "half-way" by how far it lies
    from the middle of the geodesic between them, in metres.
    """
    half_way = statement.relation == "half_way"
    unit = "m" if half_way else "deg"
    gaps = _gaps(statement, case.places)
    if gaps:
        return Finding(statement, "cannot_check", unit=unit, reasons=gaps)
    worlds = _worlds(statement, case.places)
    judged = _from_the_middle if half_way else _by_angle
    centre = _together([judged(*each) for each in worlds])
    edge = _together([judged(*_widened(each, case.places)) for each in worlds])
    open_ = nowhere(statement.mentions, case.places)
    verdict = "not_settled" if open_ else _overall(centre.verdict, edge.verdict)
    assumed = _assumed(statement, case.places)
    settling = wording.WHICH_PLACE if _several(statement) else wording.CLOSER_FIGURE
    return Finding(
        statement,
        verdict,
        unit=unit,
        possible=centre.possible,
        printed=centre.printed,
        newsroom=centre.newsroom,
        margin=centre.margin if half_way else None,
        readings=(
            ReadingResult("edge", edge.possible, edge.verdict, wording.edge_words(assumed), unit),
        ),
        reasons=(
            HOW_HALF_WAY if half_way else HOW_BETWEEN,
            *_detours(worlds, case.places),
            *wording.identities(statement.mentions, case.places),
            *map(wording.unlocated_words, open_),
        ),
        settles=settling if verdict == "not_settled" else None,
    )


def _overall(centre: Verdict, edge: Verdict) -> Verdict:
    """Refute only what does not fit from anywhere in the places either."""
    return "not_settled" if centre == "does_not_fit" != edge else centre


def _widened(world: World, places: Mapping[str, Place]) -> World:
    """Let each of three sites be anywhere in its place."""
    at, first, second = (
        replace(site, slack_m=site.slack_m + _radius(places[site.place])) for site in world
    )
    return at, first, second


def _radius(place: Place) -> float:
    extent = extent_of(place)
    return extent.radius_m if extent else 0.0


def _assumed(statement: Statement, places: Mapping[str, Place]) -> tuple[Place, ...]:
    found = [places[id] for mention in statement.mentions for id in mention.places]
    return tuple(each for each in found if (extent := extent_of(each)) and extent.assumed)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is possible in one way the world may be, or in all, and what was stated of it."""

    possible: IntervalSet
    printed: IntervalSet
    newsroom: IntervalSet
    verdict: Verdict
    margin: float | None

    @classmethod
    def of(cls, possible: IntervalSet, printed: IntervalSet, newsroom: IntervalSet) -> _Judged:
        verdict = judge(possible, printed, newsroom)
        return cls(possible, printed, newsroom, verdict, margin_below_m(possible, printed))


def _together(found: list[_Judged]) -> _Judged:
    """Join all ways the world may be; what half-way allows hangs on how far apart the two are in each."""
    verdicts = {each.verdict for each in found}
    alike = verdicts <= {"fits", "fits_roughly"} or len(verdicts) == 1
    margins = [each.margin or 0.0 for each in found]
    inside = verdicts == {"fits"}
    return _Judged(
        IntervalSet.union(each.possible for each in found),
        min((each.printed for each in found), key=lambda each: each.parts[-1].hi),
        min((each.newsroom for each in found), key=lambda each: each.parts[-1].hi),
        max(verdicts, key=_WORSE.index) if alike else "not_settled",
        min(margins) if inside else min(0.0, max(margins)),
    )


_WORSE: tuple[Verdict, ...] = ("fits", "fits_roughly", "not_settled", "does_not_fit")


def _several(statement: Statement) -> bool:
    return any(len(each.places) > 1 for each in statement.mentions)


def _gaps(statement: Statement, places: Mapping[str, Place]) -> tuple[Bilingual, ...]:
    """Say which of the three places is not told, not known, not located, or too wide to be an end."""
    roles = (
        ("subject", statement.subject),
        ("reference", statement.reference),
        ("reference", statement.second_reference),
    )
    found = []
    for role, mention in roles:
        if mention is not None and mention.places and not _spots(mention, places):
            found.append(no_end(mention))
        elif mention is None or not mention.places:
            found.append(wording.unknown_words(role, mention.words if mention else "", known=False))
    return tuple(found)


def _spots(mention: Mention | None, places: Mapping[str, Place]) -> list[Site]:
    """List the sites that are points: a line or an area lies in no one direction."""
    return [site for site in sites_of(mention, places) if site.points]


def _worlds(statement: Statement, places: Mapping[str, Place]) -> list[World]:
    ends = (statement.subject, statement.reference, statement.second_reference)
    return list(product(*(_spots(each, places) for each in ends)))  # type: ignore[arg-type]


def _by_angle(at: Site, first: Site, second: Site) -> _Judged:
    printed, newsroom = (IntervalSet.of(Interval(least, 180.0)) for least in (PLAIN_DEG, LOOSE_DEG))
    return _Judged.of(angles(at, first, second), printed, newsroom)


def angles(at: Site, first: Site, second: Site) -> IntervalSet:
    """Give the angles under which two sites may be seen from a third, in degrees from 0 to 180.

    What the site itself may be off counts for each of the two directions by itself, so that the set may be
    a little too wide, and never too narrow.

    Examples
    --------
    >>> a, b, x = (Site(n, (), (LonLat(lon, 0),)) for n, lon in (("a", 0), ("b", 1), ("x", 0.5)))
    >>> angles(x, a, b).parts
    (Interval(lo=180.0, hi=180.0),)
    """
    left, right = (geodesy.bearings(_ground(at), _ground(each)) for each in (first, second))
    return IntervalSet.of(
        *(part for a, b in product(left, right) for part in _turns(a.lo - b.hi, a.hi - b.lo))
    )


def _ground(site: Site) -> geodesy.Footprint:
    return geodesy.Footprint.among(site.points, site.slack_m)


def _turns(lo: float, hi: float) -> Iterator[Interval]:
    """Fold differences of directions, from -360 to 360 degrees, into angles from 0 to 180."""
    for turn in (-360.0, 0.0, 360.0):
        for a, b in ((lo + turn, hi + turn), (-hi - turn, -lo - turn)):
            if b >= 0.0 and a <= 180.0:
                yield Interval(max(a, 0.0), min(b, 180.0))


def _from_the_middle(at: Site, first: Site, second: Site) -> _Judged:
    off, whole = _off_middle(at, first, second)
    printed, newsroom = (IntervalSet.of(Interval(0.0, part * whole.lo)) for part in HALF_WAY)
    return _Judged.of(IntervalSet.of(off), printed, newsroom)


def _off_middle(at: Site, first: Site, second: Site) -> tuple[Interval, Interval]:
    """Give how far a site is from the middle of two, and those from each other, in metres."""
    middles = tuple(middle(a, b) for a, b in product(first.points, second.points))
    slack_m = max(first.slack_m, second.slack_m)
    off = geodesy.distances_m(at.points, middles)
    apart = geodesy.distances_m(first.points, second.points)
    return (
        geodesy.between_discs(off, at.slack_m, slack_m),
        geodesy.between_discs(apart, first.slack_m, second.slack_m),
    )


def middle(a: LonLat, b: LonLat) -> LonLat:
    """Give the middle of the geodesic between two positions.

    Examples
    --------
    >>> middle(LonLat(0, 0), LonLat(1, 0))
    LonLat(lon_deg=0.5, lat_deg=0.0)
    """
    return geodesy.destination(a, geodesy.azimuth_deg(a, b), geodesy.distance_m(a, b) / 2)


def _detours(worlds: Iterable[World], places: Mapping[str, Place]) -> Iterator[Bilingual]:
    """Say for each three places how much longer the way through the one is than the straight way."""
    ways: dict[tuple[str, ...], list[World]] = {}
    for world in worlds:
        ways.setdefault(tuple(site.place for site in world), []).append(world)
    for ids, found in ways.items():
        yield _detour([places[id] for id in ids], found)


def _detour(names: Sequence[Place], worlds: Sequence[World]) -> Bilingual:
    lengths = [_straight_and_more(*(site.points[0] for site in world)) for world in worlds]
    whole, more = (
        distances(IntervalSet.of(Interval(min(each), max(each))))
        for each in zip(*lengths, strict=True)
    )
    seen = IntervalSet.union(angles(*world) for world in worlds)
    lo, hi = seen.parts[0].lo, seen.parts[-1].hi
    angle = f"{lo:.0f}°" if round(lo) == round(hi) else f"{lo:.0f}–{hi:.0f}°"
    en, ar = ([isolated(place.name(each)) for place in names] for each in ("en", "ar"))
    return Bilingual(
        f"from {en[1]} to {en[2]} it is {whole.en}, and {more.en} more through {en[0]}; seen from there the "
        f"two lie {angle} apart",
        f"المسافة بين {ar[1]} و{ar[2]} {whole.ar}، وتزيد مرورًا بـ{ar[0]} {more.ar}؛ وزاوية الرؤية منها "
        f"إليهما {angle}",
    )


def _straight_and_more(at: LonLat, first: LonLat, second: LonLat) -> tuple[float, float]:
    """Give the way from the first to the second, and what the way through another place adds, in metres."""
    straight = geodesy.distance_m(first, second)
    return straight, geodesy.distance_m(first, at) + geodesy.distance_m(at, second) - straight


def no_end(mention: Mention) -> Bilingual:
    """Say that something is nowhere in particular, so that nothing lies between it and another place."""
    named = isolated(mention.words)
    return Bilingual(
        f"{named} has no one position: not located, or an area or a river, which lies in no one direction",
        f"ليس لـ{named} موقع واحد: إما غير محدد، أو منطقة أو نهر لا يقع في اتجاه واحد",
    )


HOW_BETWEEN = Bilingual(
    f"between: seen from the place the two lie at least {PLAIN_DEG:.0f}° apart (180° is straight between; with "
    f"newsroom tolerance {LOOSE_DEG:.0f}°), a definition of ours",
    f"«بين»: يُرى المكانان من الموقع بزاوية لا تقل عن {PLAIN_DEG:.0f}° (180° تعني على الخط بينهما، ومع هامش "
    f"التسامح الصحفي {LOOSE_DEG:.0f}°)، وهذا تعريفنا",
)

HOW_HALF_WAY = Bilingual(
    "half-way: no farther from the middle than a twelfth of the whole way (with newsroom tolerance a "
    "quarter)",
    "«في منتصف الطريق»: لا يبعد عن المنتصف أكثر من جزء من اثني عشر من المسافة كلها (ومع هامش التسامح الصحفي ربعها)",
)
