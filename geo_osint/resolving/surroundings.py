"""Evidence from the places a report names beyond doubt: shared areas, countries, nearness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geo_osint.geodesy import distance_m
from geo_osint.model import Mention, Place
from geo_osint.names import key
from geo_osint.resolving.context import Context, areas_of, is_area, is_country
from geo_osint.resolving.evidence import Hint, hint, population
from geo_osint.resolving.weights import (
    FAR_M,
    NEAR_M,
    SAID_NEAR_M,
    SEVERAL,
    WELL_KNOWN,
)
from geo_osint.resolving.words import says_near


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
    named = [p for p in sentence if _in_areas(p, areas)]
    if named:
        where = _common_area(context, place, named[:1])
        reason = f"it lies in {where}, like {named[0].name()} in the same sentence"
        if named[0].id in areas:
            reason = f"it lies in {named[0].name()}, which the same sentence names"
        yield hint("area_in_sentence", reason)
        return
    around = [p for p in report if _in_areas(p, areas)]
    rivals = _areas_of_rivals(context, mention, place) - areas
    if len(around) >= SEVERAL and not any(_in_areas(p, rivals) for p in report):
        names = ", ".join(p.name() for p in around[:SEVERAL])
        where = _common_area(context, place, around[:SEVERAL])
        yield hint("area_of_report", f"it lies in {where}, which the report is about: {names}")
    elif opening := [p for p in around if p.id in context.opening]:
        where = _common_area(context, place, opening[:1])
        reason = f"it lies in {where}, like {opening[0].name()}, with which the report opens"
        yield hint("area_of_opening", reason)
    elif around:
        where = _common_area(context, place, around[:1])
        reason = f"it lies in {where}, like {around[0].name()} in the same report"
        yield hint("area_in_report", reason)


def _in_areas(place: Place, areas: frozenset[str]) -> bool:
    return place.id in areas or not areas.isdisjoint(place.within)


def _areas_of_rivals(context: Context, mention: Mention, place: Place) -> frozenset[str]:
    """Give the areas that the other bearers of a name lie in, countries left out."""
    rivals = (context.places[each] for each in mention.places if each != place.id)
    return frozenset(area for rival in rivals for area in areas_of(context, rival))


def _common_area(context: Context, place: Place, others: Iterable[Place]) -> str:
    """Name the smallest area that a place has in common with all others."""
    common = (
        id
        for id in place.within
        if id in context.places and all(id == other.id or id in other.within for other in others)
    )
    first = next(common, "")
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
