"""Evidence for what a name means, from the words beside it and from the name itself."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from geo_osint.model import Attribute, Mention, Place, PlaceName, Span
from geo_osint.names import key, similarity
from geo_osint.reading import features
from geo_osint.reading.mentions import bare_name, name_alone
from geo_osint.resolving.context import Context, is_area, is_country
from geo_osint.resolving.weights import BESIDE, MOST_FOR_SIZE, WEIGHTS, WELL_KNOWN
from geo_osint.resolving.words import countries_said, qualifies, thing_at


@dataclass(frozen=True, slots=True)
class Hint:
    """A piece of evidence for or against one bearer of a name."""

    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name was found to mean, why, and where in the report."""

    place: str
    reason: str
    span: Span


def hint(kind: str, reason: str, times: float = 1.0) -> Hint:
    """Make a piece of evidence of a kind that the table of weights has."""
    return Hint(WEIGHTS[kind] * times, reason)


def by_words(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Give the evidence of the words beside a name, and of the name itself."""
    yield from _by_feature(context, mention, place)
    yield from _by_qualifier(context, mention, place)
    yield from _by_country(context, mention, place)
    yield from _by_name(context, mention, place)
    yield from _by_size(context, mention, place)
    yield from _by_status(context, place)


# --- the noun before the name --------------------------------------------------------------------


def _by_feature(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    feature = features.load().get(mention.feature)
    if feature is None:
        if place.kind.startswith("PPL"):
            yield hint("known_as", "a settlement is the most usual meaning of a bare name")
    elif not feature.allows(place.kind):
        yield hint("not_feature", f"the text says {feature.name}, and this is none")
    else:
        yield hint("feature", f"the text says {feature.name}, which fits")
        several = is_area(place) or len(mention.places) > 1
        if (
            feature.prefer
            and feature.prefers(place.kind)
            and several
            and not _inner(context, mention, place, feature)
        ):
            what = f"{feature.name} of the wider area" if is_area(place) else "place of this kind"
            yield hint("preferred", f"in such words the {what} is meant")
    yield from _by_whole_name(context, mention, place)
    yield from _by_thing_at(context, mention, place)
    loose = feature is None or feature.name in ("area", "surroundings")
    if mention.span in context.measured and place.kind.startswith("PPL") and loose:
        yield hint("measured", "a distance is measured from a settlement, not from an area")


def _inner(context: Context, mention: Mention, place: Place, feature: features.Feature) -> bool:
    """Tell an area within another of its name where the noun does not choose between the two.

    "The countryside of X" is that of the governorate of X, not of its district of X.
    """
    if feature.relation != "countryside_of":
        return False
    return any(
        id in place.within and feature.prefers(context.places[id].kind) for id in mention.places
    )


def _by_whole_name(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Look whether noun and name stand in the text as they are listed: «منطقة التنف»."""
    rivals = [context.places[id] for id in mention.places if id != place.id]
    town_inside = any(p.kind.startswith("PPL") and place.id in p.within for p in rivals)
    same_kind = any(p.kind == place.kind for p in rivals)
    if not mention.feature or not rivals or town_inside or same_kind:
        # «منطقة القامشلي» is said of the town's surroundings as of the district, and of two crossings
        # of one name each is "the X crossing", whichever of them is listed so
        return
    start, end = mention.span.start, mention.span.end
    before = key(context.body[max(0, start - LONGEST_NOUN) : end])
    behind = key(context.body[start : end + LONGEST_NOUN])
    own = key(name_alone(mention))
    for name in place.names:
        listed = key(name.text)
        stands = before.endswith(listed) or f"{behind} ".startswith(f"{listed} ")
        if stands and listed != own and own in listed:
            yield hint("whole_name", f'it is listed as "{name.text}", as the text has it')
            return


LONGEST_NOUN = 25
"""Code points of a noun beside a name that is looked for in a listed name."""


def _by_thing_at(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Look whether "the base at X" means the X that is a base."""
    if mention.feature or len(mention.places) < 2:
        return
    feature = features.load().get(thing_at(context.body, mention.span))
    if feature is not None and feature.named_after_places and feature.allows(place.kind):
        yield hint("thing_at", f"the text speaks of a {feature.name} there, and this is one")


# --- what stands behind the name -----------------------------------------------------------------


def by_far_side(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Compare what a crossing leads to with the region named right behind it."""
    far_sides = [each.of for each in place.attributes if each.key == "crossing_with"]
    found = context.following(mention)
    if not far_sides or found is None or len(found[1]) > BESIDE:
        return
    region = context.sure(found[0])
    if region is None or context.sentence(found[0].span) != context.sentence(mention.span):
        return
    words = _quoted(context.body[mention.span.start : found[0].span.end])
    if region.id in far_sides:
        reason = f'the text says "{words}", and it is a crossing with {region.name()}'
        yield hint("beside", reason)
    elif is_area(region):
        reason = f'the text says "{words}", and it does not lead to {region.name()}'
        yield hint("not_beside", reason)


def _by_qualifier(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Look whether "X, Texas" or "X in the countryside of Y" says which X, and that Y is an area."""
    before = context.preceding(mention)
    if before and is_area(place) and qualifies(before[1]):
        inside = [context.places[id] for id in before[0].places if place.id in _within(context, id)]
        if inside and place.id not in before[0].places:
            yield hint("qualifies", f"it says where {inside[0].name()} lies")
    behind = context.following(mention)
    if behind is None or not qualifies(behind[1]):
        return
    areas = {id for id in behind[0].places if is_area(context.places[id])}
    holders = [id for id in mention.places if areas & set(_within(context, id))]
    if not holders:
        return
    words = _quoted(context.body[mention.span.start : behind[0].span.end])
    if place.id in holders:
        yield hint("qualified", f'the text says "{words}", and it lies there')
    elif place.id not in areas:
        yield hint("not_qualified", f'the text says "{words}", and it does not lie there')


def _within(context: Context, id: str) -> tuple[str, ...]:
    return context.places[id].within


def _by_country(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Compare a place's country with the adjective beside its name: "the Iraqi town of X"."""
    if len(mention.places) < 2 or not place.countries or is_country(place):
        return
    said = countries_said(context.body, mention.span)
    if not said:
        return
    country = _country(context, mention, said[0])
    if set(said) & set(place.countries):
        yield hint("country_said", f"the text puts it in {country}")
    else:
        yield hint("not_country_said", f"the text speaks of {country}, and it does not lie there")


def _country(context: Context, mention: Mention, code: str) -> str:
    """Name a country that one of the bearers lies in; else its code stands for it."""
    areas = dict.fromkeys(area for id in mention.places for area in _within(context, id))
    known = (context.places[area] for area in areas if area in context.places)
    found = (area.name() for area in known if is_country(area) and area.countries == (code,))
    return next(found, code)


def _quoted(text: str) -> str:
    return " ".join(re.sub('[«»"“”]', "", text).split())


# --- the name by itself --------------------------------------------------------------------------


PAIRS_KEPT = 16_384
"""Pairs of names whose likeness is remembered: a report asks for the same ones again and again."""


def _by_name(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    own = bare_name(mention.words)
    same = [name for name in place.names if bare_name(name.text) == own]
    mains = [bare_name(name.text) for name in place.names if name.role == "main"]
    if own in mains:
        yield hint("main_name", "the name is its main one")
    elif len(mention.places) > 1 and not any(_alike(own, main) for main in mains):
        yield hint("other_name", f"its usual name is another: {place.name()}")
    yield from _by_date_of_name(context, same)
    if same and not mention.feature:
        yield from _by_rank(context, mention, place)


@lru_cache(maxsize=PAIRS_KEPT)
def _alike(name: str, other: str) -> bool:
    """Tell two spellings of one name, in whatever script, from two names."""
    return similarity(name, other) >= ONE_NAME


ONE_NAME = 0.7
"""Likeness from which two names are spellings of one: Mayadin and Mayadeen, not Harare and Salisbury."""


def _by_rank(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Count for countries and provinces that they are better known than villages of their name."""
    rivals = [context.places[id] for id in mention.places if id != place.id]
    towns = [rival for rival in rivals if rival.kind.startswith("PPL")]
    outside = any(place.id not in town.within for town in towns)
    outside &= not any(population(town) >= WELL_KNOWN for town in towns)
    if is_country(place) and outside:
        yield hint("large_area", "a country is better known than a place that is called like it")
    elif is_country(place) and any(place.id in town.within for town in towns):
        yield hint(
            "country_around", "the country is spoken of more often than its town of this name"
        )
    elif place.kind == "ADM1" and outside:
        yield hint("large_area", "a province is better known than a place that is called like it")


def _by_date_of_name(context: Context, same: list[PlaceName]) -> Iterator[Hint]:
    """Count against a place that its name was not in use when the report was published."""
    when = context.report.header.published
    if not same or when is None:
        if same and all(name.role == "former" for name in same):
            yield hint("former_name", "it is a former name")
        return
    if all(not _holds(name, when) for name in same):
        words = f"{same[0].since or '?'} to {same[0].until or '?'}"
        yield hint("old_name", f"it bore this name from {words}, and the report is of {when}")


def _holds(dated: PlaceName | Attribute, when: date) -> bool:
    """Tell whether something held on a day; an ISO date, a year or a month sorts as text does."""
    day = when.isoformat()
    begun = not dated.since or dated.since <= day
    return begun and (not dated.until or day[: len(dated.until)] <= dated.until)


def _by_size(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Count against a settlement that a namesake has many times more people."""
    own = population(place)
    if not own or len(mention.places) < 2:
        return
    largest = max(population(context.places[id]) for id in mention.places)
    factor = math.log10(largest / own)
    if factor > 0:
        times = min(factor, MOST_FOR_SIZE / -WEIGHTS["smaller"])
        yield hint("smaller", f"it has {own:,} people, a namesake {largest:,}", times)


def population(place: Place) -> int:
    """Give how many people live in a settlement, the latest figure listed; 0 if nobody says."""
    if not place.kind.startswith("PPL"):
        return 0
    told = [each for each in place.attributes if each.key == "population" and each.value.isdigit()]
    return int(max(told, key=lambda each: each.since).value) if told else 0


def _by_status(context: Context, place: Place) -> Iterator[Hint]:
    """Count a little against a place that was closed when the report was published."""
    when = context.report.header.published
    if when is None:
        return
    for each in place.attributes:
        if each.key == "status" and each.value == "closed" and each.since and _holds(each, when):
            yield hint("closed", f"it was closed on {when}, the date of the report")
            return
