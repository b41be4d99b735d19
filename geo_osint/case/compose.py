"""Fresh readings become a case: ids in text order, doubles linked, the places they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from geo_osint.case.digests import as_read
from geo_osint.case.value import Case, GazetteerUsed
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import (
    Attribute,
    Mention,
    Movement,
    Place,
    PlaceName,
    Position,
    Reading,
    Source,
    Statement,
)

Told = TypeVar("Told", Statement, Movement)


def compose(name: str, readings: Sequence[Reading], gazetteer: Gazetteer) -> Case:
    """Make a case of what was read in one or several reports.

    Statements are s1…, movements m1… in text order. What a later place in the text tells again
    (same places and figure; same date, count and destination) is linked to the first by `same_as`.
    """
    statements = _numbered("s", (each for reading in readings for each in reading.statements))
    movements = _numbered("m", (each for reading in readings for each in reading.movements))
    mentions = tuple(each for reading in readings for each in reading.mentions)
    told = {id for each in _inside(statements, movements) for id in each.places}
    used = told | {id for each in mentions for id in each.places}
    places, sources = snapshot(used, gazetteer)
    case = Case(
        name=name,
        reports=tuple(replace(each.report, unread=each.unread) for each in readings),
        gazetteers=gazetteers_used(gazetteer),
        statements=statements,
        movements=movements,
        mentions=_worth_keeping(mentions, told),
        places=places,
        sources=sources,
    )
    return replace(case, as_read=as_read(case))


def snapshot(
    ids: Iterable[str], gazetteer: Gazetteer
) -> tuple[dict[str, Place], dict[str, Source]]:
    """Pick places by id with all they refer to, and the sources of all of it, sorted."""
    wanted, seen = list(ids), set[str]()
    while wanted:
        id = wanted.pop()
        if id in gazetteer.places and id not in seen:
            seen.add(id)
            wanted += _named_by(gazetteer.places[id])
    places = {id: gazetteer.places[id] for id in sorted(seen)}
    keys = {key for place in places.values() for key in _sources_of(place)}
    return places, {key: gazetteer.sources[key] for key in sorted(keys)}


def refreshed(case: Case, gazetteer: Gazetteer) -> Case:
    """Take a case's places from a gazetteer as it is now; what that lacks stays as it was, pins too."""
    places, sources = snapshot(case.places, gazetteer)
    places = {id: _with_pins(each, case.places.get(id)) for id, each in places.items()}
    return replace(
        case,
        gazetteers=gazetteers_used(gazetteer),
        places=dict(sorted({**case.places, **places}.items())),
        sources=dict(sorted({**case.sources, **sources}.items())),
    )


def gazetteers_used(gazetteer: Gazetteer) -> tuple[GazetteerUsed, ...]:
    """Name a gazetteer and the layers it is made of, to the byte."""
    layers = gazetteer.layers or (gazetteer,)
    return tuple(GazetteerUsed(each.name, each.sha256) for each in layers)


def _with_pins(place: Place, before: Place | None) -> Place:
    """Keep the positions that an analyst added; no gazetteer has them."""
    pins = tuple(each for each in before.positions if each.by) if before else ()
    if not pins:
        return place
    return replace(place, positions=(*place.positions, *pins), estimate=None)


def with_places(case: Case, ids: Iterable[str], gazetteer: Gazetteer) -> Case:
    """Take further places of a gazetteer into a case; those it holds stay as they were."""
    places, sources = snapshot(ids, gazetteer)
    return replace(
        case,
        places=dict(sorted({**places, **case.places}.items())),
        sources=dict(sorted({**sources, **case.sources}.items())),
    )


def mentions_of(case: Case) -> tuple[Mention, ...]:
    """Give the names that statements and movements of a case hold, then those that it keeps beside them."""
    return (*_inside(case.statements, case.movements), *case.mentions)


def named_places(case: Case) -> set[str]:
    """Give the ids of all places that readings and names of a case speak of."""
    return {id for mention in mentions_of(case) for id in mention.places}


def _named_by(place: Place) -> list[str]:
    confused = [each.place for each in place.confused_with]
    return [*place.within, *confused, *(each.of for each in place.attributes if each.of)]


def _sources_of(place: Place) -> set[str]:
    estimate = [place.estimate.source] if place.estimate else []
    facts: list[PlaceName | Position | Attribute] = [
        *place.names,
        *place.positions,
        *place.attributes,
    ]
    return {key for key in (*estimate, *(each.source for each in facts)) if key}


def _numbered(letter: str, told: Iterable[Told]) -> tuple[Told, ...]:
    first: dict[object, str] = {}
    numbered = []
    for number, each in enumerate(told, start=1):
        id = f"{letter}{number}"
        same_as = first.setdefault(matter_of(each), id)
        numbered.append(replace(each, id=id, same_as="" if same_as == id else same_as))
    return tuple(numbered)


def matter_of(told: Statement | Movement) -> object:
    """Give what two tellings of one thing share; unique where too little is told to be sure."""
    if isinstance(told, Statement):
        figure = told.quantity and (told.quantity.value_lo, told.quantity.value_hi)
        places = tuple(
            _meant(each) for each in (told.subject, told.reference, *told.references[1:])
        )
        return (told.kind, told.relation, places, figure) if all(places) else id(told)
    day = told.date and (told.date.start, told.date.end)
    count = told.count and told.count.value_lo and (told.count.value_lo, told.count.value_hi)
    goal = _meant(told.destination) or _meant(told.towards)
    return (day, count, goal) if day and day[0] and count and goal else id(told)


def _meant(mention: Mention | None) -> tuple[str, ...]:
    return mention.places if mention else ()


def _inside(statements: Iterable[Statement], movements: Iterable[Movement]) -> Iterator[Mention]:
    for statement in statements:
        yield from statement.mentions
    for movement in movements:
        ends = (movement.origin, movement.destination, movement.towards)
        yield from (each for each in (*ends, *movement.via) if each)


def _worth_keeping(mentions: Iterable[Mention], told: set[str]) -> tuple[Mention, ...]:
    """Keep mentions with an open question, and the first of each place that nothing else names."""
    kept: dict[object, Mention] = {}
    for each in mentions:
        if each.question or len(each.places) != 1 or each.places[0] not in told:
            kept.setdefault((each.places, each.words if not each.places else ""), each)
    return tuple(kept.values())
