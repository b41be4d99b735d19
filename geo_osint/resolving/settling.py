"""Put what names mean into a reading, with reasons and questions in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from geo_osint.coordinates import looks_like_coordinates, parse
from geo_osint.errors import InputError
from geo_osint.gazetteer import Gazetteer, search
from geo_osint.model import (
    Candidate,
    Mention,
    Movement,
    Place,
    Reading,
    Resolution,
    Span,
    Statement,
)
from geo_osint.reading import features
from geo_osint.reading.grammar import noun_words
from geo_osint.reading.mentions import bare_name, name_alone
from geo_osint.resolving.context import still_open
from geo_osint.resolving.weighing import resolve


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


def _settled(resolution: Resolution, gazetteer: Gazetteer) -> Mention:
    mention = resolution.mention
    if resolution.status == "unknown":
        return replace(mention, reasons=(), question=_unknown(mention, gazetteer))
    best = resolution.candidates[0]
    if resolution.status == "ambiguous":
        ids = still_open(resolution)
        open_ones = tuple(each for each in resolution.candidates if each.place in ids)
        return replace(
            mention,
            places=ids,
            reasons=_each(open_ones, gazetteer),
            question=_which(open_ones, gazetteer),
        )
    reasons = best.reasons or ("no other place of the gazetteer bears this name",)
    question = _namesakes(resolution, gazetteer)
    return replace(mention, places=(best.place,), reasons=reasons, question=question)


NEAR_MISSES = 5
"""Similar names that are offered for one that nobody bears."""


def _unknown(mention: Mention, gazetteer: Gazetteer) -> str:
    """Ask what a name means that no place bears, and offer the names that come near."""
    if point := _point(mention.words):
        return f"the report gives coordinates, {point}: which place stands there? Add one with this point"
    question = "no place of the gazetteer bears this name: which is meant, and where is it?"
    near = [
        f"{gazetteer.places[each.place].name()} ({each.place})"
        for each in near_misses(mention, gazetteer)
    ]
    return f"{question}{NEAREST}{', '.join(near)}" if near else question


NEAREST = " Nearest names in the gazetteer: "
"""Stands between the question and the names that come near."""


def nearest_names(mention: Mention) -> str:
    """Give the names that come near one that no place bears, as its question offers them; "" if none do.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> nearest_names(Mention("r1", Span(0, 3), "Foo", question=f"which?{NEAREST}Fooh (geo:fooh)"))
    'Fooh (geo:fooh)'
    """
    return "" if mention.places else mention.question.partition(NEAREST)[2]


def _point(words: str) -> str:
    """Give what coordinates in a text mean, in degrees; empty if the words are none."""
    if not looks_like_coordinates(words):
        return ""
    try:
        read = parse(words)
    except InputError:
        return ""
    return f"{read.at.lat_deg:.5f}, {read.at.lon_deg:.5f} ({read.form})"


def near_misses(
    mention: Mention, gazetteer: Gazetteer, limit: int = NEAR_MISSES
) -> tuple[Candidate, ...]:
    """List the places whose names come near one that no place bears, best first.

    They are offered, never taken: a similar name is no evidence that the place is meant. Where a
    noun stands before the name, places of a kind that it rules out are left out. Names of which this one
    is a whole part come first: reports shorten.

    Examples
    --------
    >>> from geo_osint.gazetteer import load
    >>> from geo_osint.model import Span
    >>> near_misses(Mention("r1", Span(0, 9), "Mayadiinn"), load())[0].place
    'geo:al-mayadin'
    """
    feature = features.load().get(mention.feature)
    found = [
        each
        for each in search(gazetteer, name_alone(mention), MOST_LOOKED_AT)
        if feature is None or feature.allows(gazetteer.places[each.place].kind)
    ]
    found.sort(key=lambda each: not _is_part(mention, gazetteer.places[each.place]))
    return tuple(found[:limit])


MOST_LOOKED_AT = 30
"""Similar names among which those are picked that fit the noun, and that hold the name whole."""


def _is_part(mention: Mention, place: Place) -> bool:
    """Tell a place whose longer name holds this one whole: Jdeideh is short for Jdeidet Aqidat, too."""
    own = set(bare_name(mention.words).split())
    return any(own <= set(bare_name(name.text).split()) for name in place.names)


def _each(candidates: Sequence[Candidate], gazetteer: Gazetteer) -> tuple[str, ...]:
    return tuple(
        f"{gazetteer.places[each.place].name()} ({each.place}): {'; '.join(each.reasons) or 'bears the name'}"
        for each in candidates
    )


def _which(candidates: Sequence[Candidate], gazetteer: Gazetteer) -> str:
    names = [f"{gazetteer.places[each.place].name()} ({each.place})" for each in candidates]
    return f"which is meant: {' or '.join(names)}? The text does not settle it"


MOST_NAMESAKES = 5
"""Other bearers of a settled name that its question names; a world gazetteer has dozens."""


def _namesakes(resolution: Resolution, gazetteer: Gazetteer) -> str:
    """Name the other bearers that a reader may take for the place that was chosen."""
    best = gazetteer.places[resolution.candidates[0].place]
    told = {each.place: each.reason for each in best.confused_with}
    others = [gazetteer.places[each.place] for each in resolution.candidates[1:]]
    rivals = [other for other in others if not _nested(best, other)]
    parts = [
        f"{other.name()} ({other.id}){_because(told.get(other.id, ''))}"
        for other in rivals[:MOST_NAMESAKES]
    ]
    if len(rivals) > MOST_NAMESAKES:
        parts.append(f"{len(rivals) - MOST_NAMESAKES} more")
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
    role: Literal["subject", "reference"] = statement.stand_in_role
    if not stand_in and statement.kind in ("distance", "vague_distance"):
        told = [_stand_in(party, gazetteer) if party else "" for party in (subject, reference)]
        stand_in = "; ".join(filter(None, told))
        role = "subject" if told[0] and not told[1] else "reference"
    return replace(
        statement,
        subject=subject,
        reference=reference,
        second_reference=_replaced(statement.second_reference, settled),
        stand_in=stand_in,
        stand_in_role=role,
    )


def _stand_in(mention: Mention, gazetteer: Gazetteer) -> str:
    """Name what the words spoke of, where the place taken for it is of another kind."""
    noun = features.load().get(mention.feature)
    if noun is None or not mention.places or not noun.thing:
        return ""
    if any(noun.allows(gazetteer.places[each].kind) for each in mention.places):
        return ""
    return noun_words(mention.feature, name_alone(mention))


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
