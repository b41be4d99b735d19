"""What an analyst adds to a case: decisions, and positions from evidence of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from geo_osint.case.value import Case
from geo_osint.errors import InputError, UsageError
from geo_osint.model import (
    Decision,
    LonLat,
    Mention,
    Movement,
    Place,
    PlaceName,
    Position,
    Source,
    Statement,
)
from geo_osint.names import is_arabic, key


@dataclass(frozen=True, slots=True)
class Pin:
    """A position that an analyst found: where, how well, on whose word and what evidence.

    `radius_m` is how far off it may be, `precision_m` what its digits leave open; `on` an ISO date.
    """

    at: LonLat
    precision_m: float
    radius_m: float
    by: str
    on: str
    url: str = ""
    note: str = ""


def decide(case: Case, decision: Decision, found: Iterable[str] = ()) -> Case:
    """Enter a decision; it stands beside the machine's answer, earlier ones are kept.

    `found` are ids of findings that follow from movements (`m1/gate-1`); they can be decided on too.

    Raises
    ------
    UsageError
        If the case holds no such statement or movement, and nothing found has that id.
    """
    told: list[Statement | Movement] = [*case.statements, *case.movements]
    known = list(dict.fromkeys((*(each.id for each in told), *found)))
    if decision.on not in known:
        raise UsageError(f"{decision.on!r}: not in {case.name}, which holds {', '.join(known)}")
    return replace(case, decisions=(*case.decisions, decision))


def pin(case: Case, name: str, evidence: Pin, kind: str = "", stands_for: str = "") -> Case:
    """Add a position to a place of the case, or a place that the case had to do without.

    A `name` that the case knows (id or any of its names) gets one more position. Any other is a new
    place, and the statement `stands_for`, where another place stood in for it, now measures from it;
    with one such statement in the case that one is meant.

    Raises
    ------
    UsageError
        If the name fits several places, or nothing says which statement a new place is for.
    """
    number = sum(source.startswith("pin-") for source in case.sources) + 1
    source = Source(
        f"pin-{number}", f"Pinned by {evidence.by}", evidence.note, "", evidence.url, evidence.on
    )
    position = Position(
        evidence.at,
        source.key,
        evidence.precision_m,
        evidence.on,
        evidence.note,
        evidence.by,
        evidence.radius_m,
    )
    known = _named(case.places, name)
    if len(known) > 1:
        raise UsageError(
            f"{name!r}: fits {', '.join(each.id for each in known)}; give one of these ids"
        )
    case = replace(case, sources={**case.sources, source.key: source})
    if known:
        place = replace(known[0], positions=(*known[0].positions, position), estimate=None)
        return _with_place(case, place)
    return _new_place(case, name, kind, position, number, stands_for)


def _named(places: Mapping[str, Place], name: str) -> list[Place]:
    if name in places:
        return [places[name]]
    return [p for p in places.values() if any(key(each.text) == key(name) for each in p.names)]


def _with_place(case: Case, place: Place) -> Case:
    return replace(case, places=dict(sorted({**case.places, place.id: place}.items())))


def _new_place(
    case: Case, name: str, kind: str, position: Position, number: int, stands_for: str
) -> Case:
    if not name.strip():
        raise InputError("a place needs a name; give one")
    told = _statements_for(case, name, stands_for)
    language, script = ("ar", "Arab") if is_arabic(name) else ("en", "Latn")
    place = Place(
        id=f"case:pin-{number}",
        names=(PlaceName(name, language, script, "main", position.source),),
        kind=kind or "LCTY",
        positions=(position,),
    )
    measured = tuple(
        _measured_from(each, place.id, position.by) if each in told else each
        for each in case.statements
    )
    return _with_place(replace(case, statements=measured), place)


def _statements_for(case: Case, name: str, stands_for: str) -> list[Statement]:
    open_ones = [each for each in case.standing_statements if each.stand_in]
    if stands_for:
        told = [each for each in open_ones if each.id == stands_for]
    else:
        told = open_ones if len({each.stand_in for each in open_ones}) == 1 else []
    if not told:
        listed = "; ".join(f"{each.id}: {each.stand_in}" for each in open_ones) or "none"
        raise UsageError(
            f"{name!r}: not a place of {case.name}; name one, or say with --for which statement's "
            f"unlocated place it is ({listed})"
        )
    return told


def _measured_from(told: Statement, place: str, by: str) -> Statement:
    role = told.stand_in_role if getattr(told, told.stand_in_role) else "subject"
    mention: Mention | None = getattr(told, role)
    assert mention
    reason = f"{by} pinned {told.stand_in!r}; before, {', '.join(mention.places)} stood in for it"
    changed = replace(mention, places=(place,), reasons=(*mention.reasons, reason), question="")
    note = f"{told.note}; {role} pinned by {by}".removeprefix("; ")
    if role == "reference":
        return replace(told, reference=changed, stand_in="", status="corrected", note=note)
    return replace(told, subject=changed, stand_in="", status="corrected", note=note)
