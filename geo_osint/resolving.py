"""What the names in a report mean: one place, several, or none, each with its reasons in words.

Method: each place that bears a name gathers evidence from the text around it. The weights are
judgements, ordered by how hard the evidence is to explain away, and a place is only chosen when it
leads by a clear margin; else the name stays ambiguous and all bearers are kept. Nothing here
measures the statement that is to be checked: a place is never chosen because a distance would fit.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from geo_osint.gazetteer import Gazetteer
from geo_osint.geodesy import distance_m
from geo_osint.model import (
    Candidate,
    Mention,
    Movement,
    Place,
    Reading,
    Report,
    Resolution,
    Span,
    Statement,
)
from geo_osint.names import key
from geo_osint.reading import features
from geo_osint.reading.grammar import noun_words
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
    "near": 1.0,  # a place of the same sentence lies near
    "far": -1.0,  # the nearest one is far away
    "main_name": 0.3,  # the name is its own, not a variant
    "known_as": 0.2,  # towns are spoken of more often than what is called after them
}
"""How much each kind of evidence counts; only differences matter."""

MARGIN = 1.5
"""Lead over the next place, in the unit of `WEIGHTS`, that settles a name: more than the strongest
single hint (a nearby place, a main name) can give, less than one plain word of the text does."""

NEAR_M = 100_000.0
"""Metres within which a place counts as near another: about the width of a governorate."""

FAR_M = 250_000.0
"""Metres beyond which it counts as far."""

BESIDE = 40
"""Code points between a crossing and the region it leads to: "the X border crossing with Y"."""


@dataclass(frozen=True, slots=True)
class _Hint:
    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a name was found to mean, why, and where in the report."""

    place: str
    reason: str
    span: Span


def resolve(
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    report: Report,
    statements: Sequence[Statement] = (),
) -> tuple[Resolution, ...]:
    """Say what each mention of a report means.

    Parameters
    ----------
    mentions
        In text order, with all bearers of each name in `places`.
    statements
        What the report states, where it is known: a place that a distance is measured from is
        more likely a town than a governorate.

    Returns
    -------
    tuple of Resolution
        One for each mention, with its candidates best first; their scores are shares of belief
        that add up to 1, for ranking and not to be read as probabilities.
    """
    context = _Context(mentions, gazetteer, report, statements)
    first = [_resolution(context, mention, {}) for mention in mentions]
    meant = _meanings(first)
    return tuple(_resolution(context, mention, meant) for mention in mentions)


def settle(reading: Reading, gazetteer: Gazetteer) -> Reading:
    """Put what each name means into a reading: mentions, statements and movements alike.

    `places` of a mention is one id if it is resolved, several if it is ambiguous, none if nobody
    bears the name; `reasons` say why, `question` what an analyst should look at. Where the noun
    beside a name speaks of something the gazetteer does not have ("the al-Omar base"; it has the
    field), the statement's `stand_in` says so.
    """
    resolutions = resolve(reading.mentions, gazetteer, reading.report, reading.statements)
    settled = {each.mention.span: _settled(each, gazetteer) for each in resolutions}
    return replace(
        reading,
        mentions=tuple(settled[mention.span] for mention in reading.mentions),
        statements=tuple(_statement(each, settled, gazetteer) for each in reading.statements),
        movements=tuple(_movement(each, settled) for each in reading.movements),
    )


# --- evidence ------------------------------------------------------------------------------------


class _Context:
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


def _hints(
    context: _Context, mention: Mention, place: Place, meant: Mapping[str, _Meaning]
) -> Iterator[_Hint]:
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


def _hint(kind: str, reason: str) -> _Hint:
    return _Hint(WEIGHTS[kind], reason)


def _by_feature(context: _Context, mention: Mention, place: Place) -> Iterator[_Hint]:
    feature = features.load().get(mention.feature)
    if feature is None:
        if place.kind.startswith("PPL"):
            yield _hint("known_as", "a settlement is the most usual meaning of a bare name")
    elif not feature.allows(place.kind):
        yield _hint("not_feature", f"the text says {feature.name}, and this is none")
    else:
        yield _hint("feature", f"the text says {feature.name}, which fits")
        if feature.prefer and feature.prefers(place.kind):
            yield _hint("preferred", f"in such words the {feature.name} of the wider area is meant")
    if mention.span in context.measured and place.kind.startswith("PPL") and feature is None:
        yield _hint("measured", "a distance is measured from a settlement, not from an area")


def _by_far_side(context: _Context, mention: Mention, place: Place) -> Iterator[_Hint]:
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


def _by_name(mention: Mention, place: Place) -> Iterator[_Hint]:
    own = bare_name(mention.words)
    if any(name.role == "main" and bare_name(name.text) == own for name in place.names):
        yield _hint("main_name", "the name is its main one")


def _by_area(context: _Context, mention: Mention, place: Place) -> Iterator[_Hint]:
    """Look whether the area a place lies in is spoken of, by its own name or by other places in it."""
    sentence = context.sure_in_sentence(mention)
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
    others = [p for p in context.sure_in_report() if p.id != place.id]
    around = [p for p in others if p.id in areas or areas & set(p.within)]
    if around:
        where = _area_name(context, place)
        yield _hint(
            "area_in_report", f"it lies in {where}, like {around[0].name()} in the same report"
        )


def _is_country(context: _Context, id: str) -> bool:
    return id in context.places and context.places[id].kind.startswith("PCL")


def _area_name(context: _Context, place: Place) -> str:
    first = next((each for each in place.within if each in context.places), "")
    return context.places[first].name() if first else "the same area"


def _by_distance(context: _Context, mention: Mention, place: Place) -> Iterator[_Hint]:
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


# --- the balance ---------------------------------------------------------------------------------


def _resolution(context: _Context, mention: Mention, meant: Mapping[str, _Meaning]) -> Resolution:
    weighed = []
    for id in mention.places:
        hints = list(_hints(context, mention, context.places[id], meant))
        weighed.append((sum(hint.weight for hint in hints), id, _reasons(hints)))
    weighed.sort(key=lambda row: (-row[0], mention.places.index(row[1])))
    if not weighed:
        return Resolution(mention, (), "unknown")
    shares = _shares([weight for weight, _, _ in weighed])
    candidates = tuple(
        Candidate(id, share, reasons)
        for (_, id, reasons), share in zip(weighed, shares, strict=True)
    )
    clear = len(weighed) == 1 or weighed[0][0] - weighed[1][0] >= MARGIN
    return Resolution(mention, candidates, "resolved" if clear else "ambiguous")


def _reasons(hints: Iterable[_Hint]) -> tuple[str, ...]:
    """Give the reasons, the weightiest first."""
    return tuple(hint.reason for hint in sorted(hints, key=lambda hint: -abs(hint.weight)))


def _shares(weights: Sequence[float]) -> list[float]:
    top = max(weights)
    raised = [math.exp(weight - top) for weight in weights]
    return [round(each / sum(raised), 3) for each in raised]


def _meanings(resolutions: Iterable[Resolution]) -> dict[str, _Meaning]:
    """Collect what names were found to mean against rivals, with the first reason.

    A name that means two places in one report means neither elsewhere.
    """
    meant: dict[str, _Meaning] = {}
    torn: set[str] = set()
    for each in resolutions:
        if each.status != "resolved" or len(each.candidates) < 2:
            continue
        name, best = key(each.mention.words), each.candidates[0]
        reason = best.reasons[0] if best.reasons else ""
        known = meant.setdefault(name, _Meaning(best.place, reason, each.mention.span))
        if known.place != best.place:
            torn.add(name)
    return {name: value for name, value in meant.items() if name not in torn}


# --- the answer in a reading ---------------------------------------------------------------------


def _settled(resolution: Resolution, gazetteer: Gazetteer) -> Mention:
    mention = resolution.mention
    if resolution.status == "unknown":
        question = "no place of the gazetteer bears this name: which is meant, and where is it?"
        return replace(mention, reasons=(), question=question)
    best = resolution.candidates[0]
    if resolution.status == "ambiguous":
        ids = tuple(candidate.place for candidate in resolution.candidates)
        return replace(
            mention,
            places=ids,
            reasons=_each(resolution, gazetteer),
            question=_which(resolution, gazetteer),
        )
    reasons = best.reasons or ("no other place of the gazetteer bears this name",)
    question = _namesakes(resolution, gazetteer)
    return replace(mention, places=(best.place,), reasons=reasons, question=question)


def _each(resolution: Resolution, gazetteer: Gazetteer) -> tuple[str, ...]:
    return tuple(
        f"{gazetteer.places[each.place].name()} ({each.place}): {'; '.join(each.reasons) or 'bears the name'}"
        for each in resolution.candidates
    )


def _which(resolution: Resolution, gazetteer: Gazetteer) -> str:
    names = [
        f"{gazetteer.places[each.place].name()} ({each.place})" for each in resolution.candidates
    ]
    return f"which is meant: {' or '.join(names)}? The text does not settle it"


def _namesakes(resolution: Resolution, gazetteer: Gazetteer) -> str:
    """Name the other bearers that a reader may take for the place that was chosen."""
    best = gazetteer.places[resolution.candidates[0].place]
    told = {each.place: each.reason for each in best.confused_with}
    others = [gazetteer.places[each.place] for each in resolution.candidates[1:]]
    rivals = [other for other in others if not _nested(best, other)]
    parts = [f"{other.name()} ({other.id}){_because(told.get(other.id, ''))}" for other in rivals]
    return (
        f"the name is also carried by {' and by '.join(parts)}"
        if parts
        else _mismatch(resolution, best)
    )


def _because(reason: str) -> str:
    return f": {reason.rstrip('.')}" if reason else ""


def _nested(place: Place, other: Place) -> bool:
    """Tell a town from the governorate around it: mistaking them misleads nobody."""
    return other.id in place.within or place.id in other.within


def _mismatch(resolution: Resolution, best: Place) -> str:
    noun = features.load().get(resolution.mention.feature)
    if noun is None or noun.allows(best.kind):
        return ""
    return f"the text speaks of a {noun.name}; of this name the gazetteer has only {best.name()}"


def _statement(
    statement: Statement, settled: Mapping[Span, Mention], gazetteer: Gazetteer
) -> Statement:
    subject, reference = (
        _replaced(statement.subject, settled),
        _replaced(statement.reference, settled),
    )
    stand_in = statement.stand_in
    if not stand_in and statement.kind in ("distance", "vague_distance"):
        parties = [party for party in (subject, reference) if party is not None]
        stand_in = "; ".join(filter(None, (_stand_in(party, gazetteer) for party in parties)))
    return replace(statement, subject=subject, reference=reference, stand_in=stand_in)


def _stand_in(mention: Mention, gazetteer: Gazetteer) -> str:
    """Name what the words spoke of, where the place taken for it is of another kind."""
    noun = features.load().get(mention.feature)
    if noun is None or not mention.places or not noun.thing:
        return ""
    if any(noun.allows(gazetteer.places[each].kind) for each in mention.places):
        return ""
    return noun_words(mention.feature, mention.words)


def _movement(movement: Movement, settled: Mapping[Span, Mention]) -> Movement:
    return replace(
        movement,
        origin=_replaced(movement.origin, settled),
        via=tuple(settled.get(each.span, each) for each in movement.via),
        destination=_replaced(movement.destination, settled),
        towards=_replaced(movement.towards, settled),
    )


def _replaced(mention: Mention | None, settled: Mapping[Span, Mention]) -> Mention | None:
    return None if mention is None else settled.get(mention.span, mention)
