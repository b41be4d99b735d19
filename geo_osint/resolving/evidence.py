"""Evidence for what a name means, from the text around it; a table says how much each kind counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo_osint.gazetteer import Gazetteer
from geo_osint.geodesy import distance_m
from geo_osint.model import Mention, Place, Report, Span, Statement
from geo_osint.names import key
from geo_osint.reading import features
from geo_osint.reading.mentions import bare_name
from geo_osint.reading.sentences import split

WEIGHTS: Mapping[str, float] = {
    "beside": 4.0,  # the text names the far side of the crossing in the same breath
    "not_beside": -4.0,  # it names another far side
    "feature": 3.0,  # the noun before the name fits the kind of place
    "not_feature": -5.0,  # it does not: a "town" is no oil field
    "preferred": 2.0,  # of two kinds the noun allows, reports mean this one
    "measured": 2.0,  # distances are measured between points, not from a governorate
    "same_name": 3.0,  # the same words meant it elsewhere in the report
    "area_in_sentence": 2.0,  # the area it lies in is named in the sentence
    "area_in_report": 1.0,  # places of the same area are named in the report
    "area_of_report": 2.0,  # several are, and none of a rival's area
    "near": 1.0,  # a place of the same sentence lies near
    "far": -1.0,  # the nearest one is far away
    "main_name": 0.3,  # the name is its own, not a variant
    "known_as": 0.2,  # towns are spoken of more often than what is called after them
}
"""How much each kind of evidence counts; only differences matter."""

NEAR_M = 100_000.0
"""Metres within which a place counts as near another: about the width of a governorate."""

FAR_M = 250_000.0
"""Metres beyond which it counts as far."""

SEVERAL = 3
"""Places of one area that make it the area a report is about."""

BESIDE = 40
"""Code points between a crossing and the region it leads to: "the X border crossing with Y"."""


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


class Context:
    """What the evidence is taken from: which places a report names beyond doubt, and where."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        gazetteer: Gazetteer,
        report: Report,
        statements: Sequence[Statement],
    ) -> None:
        self.places = gazetteer.places
        self.body = report.body
        self._sentences = [span.start for span in split(report.body)]
        self._by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            self._by_sentence.setdefault(self._sentence(mention.span), []).append(mention)
        self._sure = {m.places[0] for m in mentions if len(m.places) == 1}
        self.measured = {
            party.span
            for each in statements
            if each.kind in ("distance", "vague_distance")
            for party in (each.subject, each.reference)
            if party is not None
        }

    def _sentence(self, span: Span) -> int:
        return bisect_right(self._sentences, span.start)

    def beside(self, mention: Mention) -> Mention | None:
        """Give the mention right behind this one, if only a few words stand between."""
        for other in self._by_sentence[self._sentence(mention.span)]:
            if 0 <= other.span.start - mention.span.end <= BESIDE and other.span != mention.span:
                return other
        return None

    def sure_in_sentence(self, mention: Mention) -> list[Place]:
        """List the places the sentence names beyond doubt."""
        others = self._by_sentence[self._sentence(mention.span)]
        sure = [other for other in others if len(other.places) == 1]
        return [self.places[other.places[0]] for other in sure if other.places != mention.places]

    def sure_in_report(self) -> list[Place]:
        """List the places the report names beyond doubt, by id."""
        return [self.places[each] for each in sorted(self._sure)]


def hints(
    context: Context, mention: Mention, place: Place, meant: Mapping[str, Meaning]
) -> Iterator[Hint]:
    """Give all evidence for and against one bearer of a name."""
    yield from _by_feature(context, mention, place)
    yield from _by_far_side(context, mention, place)
    yield from _by_name(mention, place)
    if len(mention.places) < 2:
        return
    yield from _by_area(context, mention, place)
    if all(context.places[each].reference is not None for each in mention.places):
        yield from _by_distance(context, mention, place)
    told = meant.get(key(mention.words))
    if told is not None and told.place == place.id and told.span != mention.span:
        yield _hint("same_name", f"elsewhere in this report the name means it: {told.reason}")


def _hint(kind: str, reason: str) -> Hint:
    return Hint(WEIGHTS[kind], reason)


def _by_feature(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    feature = features.load().get(mention.feature)
    if feature is None:
        if place.kind.startswith("PPL"):
            yield _hint("known_as", "a settlement is the most usual meaning of a bare name")
    elif not feature.allows(place.kind):
        yield _hint("not_feature", f"the text says {feature.name}, and this is none")
    else:
        yield _hint("feature", f"the text says {feature.name}, which fits")
        several = _is_area(place) or len(mention.places) > 1
        if feature.prefer and feature.prefers(place.kind) and several:
            what = f"{feature.name} of the wider area" if _is_area(place) else "place of this kind"
            yield _hint("preferred", f"in such words the {what} is meant")
    if mention.span in context.measured and place.kind.startswith("PPL") and feature is None:
        yield _hint("measured", "a distance is measured from a settlement, not from an area")


def _by_far_side(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Compare what a crossing leads to with the region named right behind it."""
    far_sides = [each.of for each in place.attributes if each.key == "crossing_with"]
    other = context.beside(mention)
    if not far_sides or other is None or len(other.places) != 1:
        return
    region = context.places[other.places[0]]
    between = context.body[mention.span.start : other.span.end]
    if region.id in far_sides:
        yield _hint(
            "beside",
            f'the text says "{_quoted(between)}", and it is a crossing with {region.name()}',
        )
    elif _is_area(region):
        yield _hint(
            "not_beside",
            f'the text says "{_quoted(between)}", and it does not lead to {region.name()}',
        )


def _quoted(text: str) -> str:
    return " ".join(re.sub('[«»"“”]', "", text).split())


def _is_area(place: Place) -> bool:
    return place.kind.startswith(("ADM", "PCL", "RGN"))


def _by_name(mention: Mention, place: Place) -> Iterator[Hint]:
    own = bare_name(mention.words)
    if any(name.role == "main" and bare_name(name.text) == own for name in place.names):
        yield _hint("main_name", "the name is its main one")


def _by_area(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Look whether the area a place lies in is spoken of, by its own name or by other places in it."""
    sentence = [p for p in context.sure_in_sentence(mention) if p.id not in mention.places]
    inside = [p for p in sentence if place.id in p.within and not place.kind.startswith("PCL")]
    if inside:
        yield _hint("area_in_sentence", f"{inside[0].name()} of the same sentence lies in it")
        return
    areas = {each for each in place.within if not _is_country(context, each)}
    within = [p for p in context.sure_in_report() if place.id in p.within and not areas]
    if within and _is_area(place) and not place.kind.startswith("PCL"):
        yield _hint("area_in_report", f"{within[0].name()} of the same report lies in it")
    if not areas:
        return
    named = [p for p in sentence if p.id in areas or areas & set(p.within)]
    if named:
        where = _area_name(context, place)
        yield _hint(
            "area_in_sentence", f"it lies in {where}, like {named[0].name()} in the same sentence"
        )
        return
    others = [p for p in context.sure_in_report() if p.id not in mention.places]
    around = [p for p in others if _in_areas(p, areas)]
    where = _area_name(context, place)
    rivals = _areas_of_rivals(context, mention, place) - areas
    if len(around) >= SEVERAL and not any(_in_areas(p, rivals) for p in others):
        names = ", ".join(p.name() for p in around[:SEVERAL])
        yield _hint("area_of_report", f"it lies in {where}, which the report is about: {names}")
    elif around:
        yield _hint(
            "area_in_report", f"it lies in {where}, like {around[0].name()} in the same report"
        )


def _in_areas(place: Place, areas: set[str]) -> bool:
    return place.id in areas or bool(areas & set(place.within))


def _areas_of_rivals(context: Context, mention: Mention, place: Place) -> set[str]:
    """Give the areas that the other bearers of a name lie in, countries left out."""
    rivals = (context.places[each] for each in mention.places if each != place.id)
    return {area for rival in rivals for area in rival.within if not _is_country(context, area)}


def _is_country(context: Context, id: str) -> bool:
    return id in context.places and context.places[id].kind.startswith("PCL")


def _area_name(context: Context, place: Place) -> str:
    first = next((each for each in place.within if each in context.places), "")
    return context.places[first].name() if first else "the same area"


def _by_distance(context: Context, mention: Mention, place: Place) -> Iterator[Hint]:
    """Look how far a place is from the nearest one that the same sentence names beyond doubt."""
    here = place.reference
    others = [(p, p.reference) for p in context.sure_in_sentence(mention)]
    measured = [
        (distance_m(here, at), p) for p, at in others if here is not None and at is not None
    ]
    if not measured:
        return
    distance, nearest = min(measured, key=lambda pair: pair[0])
    words = f"it lies {distance / 1000:.0f} km from {nearest.name()}, which the sentence names"
    if distance <= NEAR_M:
        yield _hint("near", words)
    elif distance >= FAR_M:
        yield _hint("far", words)
