"""Evidence from the other places of a report: shared areas, nearness, and names weighed together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_osint.geodesy import distance_m, inverse
from geo_osint.model import Mention, Place, Resolution
from geo_osint.names import key
from geo_osint.reading.mentions import bare_name
from geo_osint.resolving.context import Context, areas_of, is_area, is_country
from geo_osint.resolving.evidence import Hint, hint, population
from geo_osint.resolving.weights import (
    FAR_M,
    MOST_TOGETHER,
    NEAR_M,
    SAID_NEAR_M,
    SEVERAL,
    WEIGHTS,
    WELL_KNOWN,
)
from geo_osint.resolving.words import says_near

Floats = NDArray[np.float64]


def by_surroundings(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Give the evidence of the other places that the report names beyond doubt."""
    yield from _by_area(context, mention, place)
    yield from _by_country(context, mention, place)
    yield from _by_title(context, mention, place)
    yield from _by_distance(context, mention, place)
    yield from _by_said_near(context, mention, place)


# --- areas ---------------------------------------------------------------------------------------


def _by_area(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Look whether the area a place lies in is spoken of, by its own name or by other places in it."""
    sentence = context.sure_in_sentence(mention)
    inside = [p for p in sentence if place.id in p.within and not is_country(place)]
    if inside:
        yield hint("area_in_sentence", f"{inside[0].name()} of the same sentence lies in it")
        return
    areas = areas_of(context, place)
    report = [p for p in context.sure_in_report if p.id not in mention.places]
    within = [p for p in report if place.id in p.within and not areas]
    if within and is_area(place) and not is_country(place):
        yield hint("area_in_report", f"{within[0].name()} of the same report lies in it")
    if not areas:
        return
    where = _area_name(context, place)
    named = [p for p in sentence if _in_areas(p, areas)]
    if named:
        reason = f"it lies in {where}, like {named[0].name()} in the same sentence"
        if named[0].id in areas:
            reason = f"it lies in {named[0].name()}, which the same sentence names"
        yield hint("area_in_sentence", reason)
        return
    around = [p for p in report if _in_areas(p, areas)]
    rivals = _areas_of_rivals(context, mention, place) - areas
    if len(around) >= SEVERAL and not any(_in_areas(p, rivals) for p in report):
        names = ", ".join(p.name() for p in around[:SEVERAL])
        yield hint("area_of_report", f"it lies in {where}, which the report is about: {names}")
    elif opening := [p for p in around if p.id in context.opening]:
        reason = f"it lies in {where}, like {opening[0].name()}, with which the report opens"
        yield hint("area_of_opening", reason)
    elif around:
        reason = f"it lies in {where}, like {around[0].name()} in the same report"
        yield hint("area_in_report", reason)


def _in_areas(place: Place, areas: frozenset[str]) -> bool:
    return place.id in areas or not areas.isdisjoint(place.within)


def _areas_of_rivals(context: Context, mention: Mention, place: Place) -> frozenset[str]:
    """Give the areas that the other bearers of a name lie in, countries left out."""
    rivals = (context.places[each] for each in mention.places if each != place.id)
    return frozenset(area for rival in rivals for area in areas_of(context, rival))


def _area_name(context: Context, place: Place) -> str:
    first = next((each for each in place.within if each in context.places), "")
    return context.places[first].name() if first else "the same area"


def _by_country(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Look whether the country is named, or is where another name lies whatever it means.

    Only between bearers in several countries. For a village it says nothing against a country of its
    name: countries are named beside each other, and Russia in Ohio lies in one of them.
    """
    bearers = [context.places[id] for id in mention.places]
    others = [b for b in bearers if not set(b.countries) & set(place.countries)]
    if not others or _under_a_country(place, bearers):
        return
    named = next(_lands_of(place, context.sure_in_sentence(mention)), None)
    if named is not None:
        yield hint("country_in_sentence", f"the sentence names {named.name()}")
        return
    named = next(_lands_of(place, context.sure_in_report), None)
    if named is not None:
        if not any(next(_lands_of(other, context.sure_in_report), None) for other in others):
            yield hint("country_in_report", f"the report names {named.name()}, where it lies")
        return
    told = context.countries_told(mention)
    words = next((told[code] for code in place.countries if code in told), "")
    if words and not any(code in told for other in others for code in other.countries):
        yield hint(
            "country_of_report",
            f"{words}, which the report names too, is found in no other country",
        )


def _under_a_country(place: Place, bearers: Sequence[Place]) -> bool:
    """Tell a country, or a place that is less well known than a country of its name."""
    small = population(place) < WELL_KNOWN
    return is_country(place) or (small and any(map(is_country, bearers)))


def _lands_of(place: Place, named: Iterable[Place]) -> Iterator[Place]:
    """Give the countries among some places that a place lies in."""
    own = set(place.countries)
    return (other for other in named if is_country(other) and own & set(other.countries))


def _by_title(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Look whether the report's title names the area a place lies in."""
    if not context.title or len(mention.places) < 2:
        return
    bearers = [context.places[id] for id in mention.places]
    for id in place.within:
        area = context.places.get(id)
        if area is not None and _in_title(context, area):
            if is_country(area) and _under_a_country(place, bearers):
                return
            kind = "country_in_title" if is_country(area) else "area_in_title"
            yield hint(kind, f"it lies in {area.name()}, which the title names")
            return


def _in_title(context: Context, area: Place) -> bool:
    names = (key(name.text) for name in area.names)
    return any(len(name) >= SHORTEST_IN_TITLE and name in context.title for name in names)


SHORTEST_IN_TITLE = 4
"""Letters of an area's name that is believed in a title; shorter ones are codes and words ("in", IN)."""

# --- nearness ------------------------------------------------------------------------------------


def _by_distance(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Look how far a place is from the nearest one that the same sentence names beyond doubt."""
    here = place.reference
    if here is None or any(context.places[each].reference is None for each in mention.places):
        return
    others = [(p, p.reference) for p in context.sure_in_sentence(mention) if not is_area(p)]
    measured = [(distance_m(here, at), p) for p, at in others if at is not None]
    if not measured:
        return
    distance, nearest = min(measured, key=lambda pair: pair[0])
    words = f"it lies {distance / 1000:.0f} km from {nearest.name()}, which the sentence names"
    if distance <= NEAR_M:
        yield hint("near", words)
    elif distance >= FAR_M:
        yield hint("far", words)


def _by_said_near(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Look whether a place lies near the one that the text says it is near: "X near Y"."""
    pairs = [context.following(mention), context.preceding(mention)]
    for other, between in filter(None, pairs):
        near = context.sure(other)
        if near is None or near.id in mention.places or not says_near(between):
            continue
        reach = [id for id in mention.places if _is_near(context.places[id], near)]
        if place.id in reach:
            yield hint("said_near", f"the text says it is near {near.name()}, and it is")
        elif reach:
            yield hint("not_said_near", f"the text says it is near {near.name()}, and it is not")
        return


def _is_near(place: Place, other: Place) -> bool:
    here, there = place.reference, other.reference
    return here is not None and there is not None and distance_m(here, there) <= SAID_NEAR_M


# --- several unresolved names together -----------------------------------------------------------

MOST_BEARERS = 60
"""Bearers of one name that are weighed together with other names; the most believed ones."""

MOST_NAMES = 60
"""Names weighed together, in text order: a report that names more is about no one area."""

LEAST_TOLD = 0.1
"""Support by one name that is worth telling as a reason."""

SAME_AREA, IN_AREA, SAME_COUNTRY, IN_COUNTRY = 0.5, 0.6, 0.05, 0.15
"""How much two places have to do with each other that share an area, or of which one holds the other;
two places at one spot have 1."""


@dataclass(frozen=True, slots=True)
class Support:
    """How strongly the other names of a report support a place, and by which of their bearers."""

    strength: float
    by: tuple[str, ...]


class Together:
    """The names of a report with all their bearers, and how close these lie to each other.

    Method: of each other name the bearer counts that gives most: its closeness (falling with
    distance, e-fold over 100 km; or a common area), times its belief as a share of its strongest
    rival's, times what the name tells at all: 1 for a name that one place bears, less with the
    logarithm of the number of bearers, for a Springfield is found anywhere.
    """

    def __init__(self, context: Context, resolutions: Sequence[Resolution]) -> None:
        self._context, self._shares = context, _Shares(context)
        beliefs = _beliefs(resolutions)
        self._names = list(beliefs)[:MOST_NAMES]
        bearers = [list(beliefs[name].items())[:MOST_BEARERS] for name in self._names]
        self._ids = [id for rows in bearers for id, _ in rows]
        self._owner = np.array([n for n, rows in enumerate(bearers) for _ in rows], dtype=np.intp)
        self._belief = np.array([share * _tells(rows) for rows in bearers for _, share in rows])
        self._support = self._weigh() if len(self._names) > 1 else {}

    def support(self, mention: Mention, id: str) -> Support | None:
        """Give what the other names say for one bearer of a name; none if they say nothing."""
        return self._support.get((bare_name(mention.words), id))

    def _weigh(self) -> dict[tuple[str, str], Support]:
        weighed = {}
        for n, name in enumerate(self._names):
            rows = np.flatnonzero(self._owner == n)
            if len(rows) < 2:
                continue
            given = self._closeness(rows) * self._belief
            given[:, rows] = 0.0
            starts = np.searchsorted(self._owner, np.arange(len(self._names)))
            best = np.maximum.reduceat(given, starts, axis=1)
            for at, row in enumerate(rows):
                by = dict.fromkeys(
                    self._ids[starts[m] + int(np.argmax(given[at][self._owner == m]))]
                    for m in np.argsort(-best[at], kind="stable")[: 2 * SEVERAL]
                    if best[at, m] > LEAST_TOLD
                )
                support = Support(float(best[at].sum()), tuple(by)[:SEVERAL])
                weighed[(name, self._ids[row])] = support
        return weighed

    def _closeness(self, rows: NDArray[np.intp]) -> Floats:
        """Give how much the bearers in some rows have to do with all bearers, 0 to 1."""
        places = [self._context.places[id] for id in self._ids]
        close = np.zeros((len(rows), len(places)))
        lon, lat = _positions(places)
        placed = ~np.isnan(lon)
        for at, row in enumerate(rows):
            if placed[row]:
                lengths, _ = inverse(lon[row], lat[row], lon[placed], lat[placed])
                close[at, placed] = np.exp(-lengths / NEAR_M)
            own = places[row]
            shared = [self._shares(own, other) for other in places]
            close[at] = np.maximum(close[at], shared)
        return close


def _positions(places: Sequence[Place]) -> tuple[Floats, Floats]:
    """Give the positions of settlements and sites; an area is no point, so that it has none."""
    at = [None if is_area(place) else place.reference for place in places]
    lon = np.array([np.nan if p is None else p.lon_deg for p in at])
    lat = np.array([np.nan if p is None else p.lat_deg for p in at])
    return lon, lat


class _Shares:
    """How much places share by the areas they lie in; pairs of areas come again and again."""

    def __init__(self, context: Context) -> None:
        self._places = context.places
        self._common: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}

    def __call__(self, place: Place, other: Place) -> float:
        """Give the share of two places, 0 to 1."""
        for inner, outer in ((place, other), (other, place)):
            if outer.id == inner.id or outer.id in inner.within:
                return IN_COUNTRY if is_country(outer) else IN_AREA
        pair = place.within, other.within
        if pair not in self._common:
            self._common[pair] = self._of_areas(*pair)
        return self._common[pair]

    def _of_areas(self, within: tuple[str, ...], other: tuple[str, ...]) -> float:
        common = [id for id in within if id in other]
        if any(id in self._places and not is_country(self._places[id]) for id in common):
            return SAME_AREA
        return SAME_COUNTRY if common else 0.0


MANY_BEARERS = 50
"""So many places of one name are so scattered that the name tells nothing of where others lie."""


def _tells(bearers: Sequence[tuple[str, float]]) -> float:
    """Give what a name tells, 0 to 1, over the belief in its strongest bearer."""
    strongest = max(share for _, share in bearers)
    return max(0.0, 1 - math.log(len(bearers)) / math.log(MANY_BEARERS)) / (strongest or 1.0)


def _beliefs(resolutions: Sequence[Resolution]) -> dict[str, dict[str, float]]:
    """Collect for each bare name how much its bearers were believed, over all its mentions."""
    found: dict[str, list[Mapping[str, float]]] = {}
    for each in resolutions:
        if each.candidates:
            shares = {candidate.place: candidate.score for candidate in each.candidates}
            found.setdefault(bare_name(each.mention.words), []).append(shares)
    return {name: _mean(rows) for name, rows in found.items()}


def _mean(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    ids = dict.fromkeys(id for row in rows for id in row)
    mean = {id: sum(row.get(id, 0.0) for row in rows) / len(rows) for id in ids}
    return dict(sorted(mean.items(), key=lambda pair: -pair[1]))


def by_others(
    context: Context, together: Together, mention: Mention, place: Place
) -> Iterator[Hint]:
    """Give the evidence of the other names of the report, settled or not, taken together."""
    found = together.support(mention, place.id)
    if found is None or not found.by:
        return
    names = ", ".join(context.places[id].name() for id in found.by)
    times = min(found.strength, MOST_TOGETHER / WEIGHTS["together"])
    yield hint("together", f"names of the report fit together near it: {names}", times)
