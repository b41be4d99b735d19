"""How long the way by road may be where only the straight line is known, or by a network that is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from geo_osint.checking.figures import distances
from geo_osint.checking.pairs import Pair
from geo_osint.model import Bilingual, Interval, IntervalSet, Place
from geo_osint.model.text import isolated
from geo_osint.routing import MOST_CIRCUITY, SHORT_M, Network, longest_m, road_range_m


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
    longest = longest_m(straight.hi)
    return RoadLength(Interval(straight.lo, longest), BY_CIRCUITY)


def by_network(network: Network, places: Mapping[str, Place]) -> Roads:
    """Bound the way by road by a network too, as far as it knows both places.

    Only a full network says how long a road must be at least: a schematic one lacks roads, and with one of them the
    way may be shorter (Palmyra to al-Walid is told as 0.61 of the shortest way on the packaged one). The gates on
    it are all passed: a pontoon that nobody dated may stand beside a bridge that was destroyed. That a figure agrees
    with a length on the network is no evidence of a way.
    """

    @cache
    def known_m(a: str, b: str) -> tuple[float, float] | None:
        return road_range_m(network, places[a], places[b])

    def roads(pair: Pair) -> RoadLength:
        straight = by_straight_line(pair)
        found = known_m(pair.subject.place, pair.reference.place)
        if found is None or not found[0]:
            return straight
        least = 0.0 if network.schematic else found[0]
        lo = max(straight.range_m.lo, least)
        hi = max(straight.range_m.hi, found[1])
        return RoadLength(Interval(lo, hi), _by_both(network, Interval(*found)))

    return roads


def _by_both(network: Network, known: Interval) -> Bilingual:
    way = distances(IntervalSet.of(known))
    lacks = LACKS_ROADS if network.schematic else Bilingual("", "")
    return Bilingual(
        f"{BY_CIRCUITY.en}; on the road network “{network.name}”, all bridges and crossings taken as "
        f"open, the shortest way is {way.en}{lacks.en}",
        f"{BY_CIRCUITY.ar}؛ وأقصر طريق في شبكة الطرق «{isolated(network.name)}»، بافتراض فتح كل الجسور "
        f"والمعابر، {way.ar}{lacks.ar}",
    )


LACKS_ROADS = Bilingual(
    "; it is coarse, and a road that it lacks may be shorter",
    "؛ وهي شبكة تقريبية، وقد يكون طريق ليس فيها أقصر",
)


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
