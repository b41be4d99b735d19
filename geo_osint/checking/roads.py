"""How long the way by road may be where only the straight line is known, or by a network that is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo_osint.checking.pairs import Pair
from geo_osint.model import Bilingual, Interval

MOST_CIRCUITY = 2.1
"""A road between two places is taken to be no longer than so many straight lines.

Of the 78 published road distances between Syrian and Iraqi places in docs/method/road_distances.csv that
are not excluded there the longest is 1.73 straight lines (Palmyra to al-Walid), the median 1.08; the bound is
a fifth above the longest. Those of places nearer than `SHORT_M` to each other are not counted.
"""

SHORT_M = 10_000.0
"""Places nearer to each other than this may lie as far apart by road as if they were so far: the next bridge
or gate counts more than the way itself. A judgement; al-Mayadin to al-Quriyah, 5.8 km, is told as 13."""


@dataclass(frozen=True, slots=True)
class RoadLength:
    """How long a way by road may be, in metres, and on what that rests.

    `hi` of the range is infinite where nothing bounds it.
    """

    range_m: Interval
    basis: Bilingual


Roads = Callable[[Pair], RoadLength]
"""Tells the lengths of the ways by road from one site to another: by the straight line, or by a network."""


def by_straight_line(pair: Pair) -> RoadLength:
    """Bound the way by road by the straight line: never shorter, and at most `MOST_CIRCUITY` times as long.

    Examples
    --------
    >>> from geo_osint.checking.sites import Site
    >>> from geo_osint.model import LonLat
    >>> pair = Pair(Site("a", (), (LonLat(0, 0),)), Site("b", (), (LonLat(0.5, 0),)))
    >>> found = by_straight_line(pair).range_m
    >>> round(found.lo), round(found.hi)
    (55660, 116885)
    """
    straight = pair.interval
    longest = MOST_CIRCUITY * max(straight.hi, SHORT_M)
    return RoadLength(Interval(straight.lo, longest), BY_CIRCUITY)


def straight_m(road: Interval) -> Interval:
    """Give how far apart in a straight line places may lie that are so far apart by road, in metres.

    The way back of `by_straight_line`.

    Examples
    --------
    >>> straight_m(Interval(42_000, 50_000)), straight_m(Interval(20_000, 30_000))
    (Interval(lo=20000.0, hi=50000), Interval(lo=0.0, hi=30000))
    """
    nearest = road.lo / MOST_CIRCUITY
    return Interval(nearest if nearest > SHORT_M else 0.0, road.hi)


BY_CIRCUITY = Bilingual(
    f"roads are never shorter than the straight line, and taken to be at most {MOST_CIRCUITY} times as long "
    "(published road distances in Syria and Iraq reach 1.7 times)",
    f"الطريق لا يقصر عن الخط المستقيم، ويُفترض ألا يزيد على {MOST_CIRCUITY} من أمثاله (وتبلغ مسافات "
    "الطرق المنشورة في سوريا والعراق 1.7 من أمثاله)",
)
