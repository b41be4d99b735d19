"""Reports read anew, by a newer tool or with other gazetteers: what a person made of the first reading stays.

A reading that somebody looked at, changed or decided on stays as it is; where the machine now reads
otherwise, that is told and no more. What nobody has looked at is the machine's own: it is brought up to
date under its id, or withdrawn. Ids never change and are never given twice; nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, TypeVar, cast

from geo_osint.case.alike import Fresh, matches
from geo_osint.case.compose import (
    compose,
    gazetteers_used,
    matter_of,
    mentions_of,
    named_places,
    with_places,
)
from geo_osint.case.digests import as_read, entered, gist, name_id, read_as, touched
from geo_osint.case.fields import Told, fields_of, kind_of, mention_fields
from geo_osint.case.merge import Difference
from geo_osint.case.value import PASSED_OVER, Case
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Mention, Movement, Reading, Statement

Kind = TypeVar("Kind", Statement, Movement)

What = Literal["added", "renewed", "withdrawn", "back", "kept", "kept_unread"]
"""What became of a reading: new in the case; brought up to date; no longer read; read again after it was
withdrawn; kept as a person left it although the machine reads otherwise, or no longer reads it."""

ANSWERED = ("accepted", "corrected", "added")

NO_LONGER = "no longer read as a place when the report was read anew: is it one?"
"""Asked of a name that nobody had looked at."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading anew made of one reading or name, and the fields in which it differs.

    Of a reading that was kept, `now` is what the machine reads and the case does not.
    """

    id: str
    what: What
    status: str = ""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Again:
    """A case whose reports were read anew, the reports that came in, and what became of readings."""

    case: Case
    reports: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(slots=True)
class _Work:
    """What grows while fresh readings are brought in."""

    case: Case
    touched: set[str]
    meanings: Mapping[str, Mention]
    machine: dict[str, str] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)

    def tell(self, id: str, what: What, told: Any = None, more: Iterable[Difference] = ()) -> None:
        self.outcomes.append(Outcome(id, what, getattr(told, "status", ""), tuple(more)))


def read_again(case: Case, readings: Sequence[Reading], gazetteer: Gazetteer) -> Again:
    """Bring fresh readings of a case's reports, and of further ones, into the case.

    Parameters
    ----------
    case
        As it is loaded, with all that people made of it.
    readings
        Of every report of the case, by its id, and of those that shall come in.
    gazetteer
        What they were read with. Places that the case holds stay as they were then.

    Returns
    -------
    Again
        A case that holds each reading that a person touched as it was, to the byte.
    """
    fresh = compose(case.name, readings, gazetteer)
    work = _Work(case, touched(case), _meanings(case))
    statements = _brought(work, case.statements, fresh.statements, "s")
    movements = _brought(work, case.movements, fresh.movements, "m")
    told = [each for reading in readings for each in reading.mentions]
    mentions = _names(work, [*mentions_of(fresh), *told], fresh.mentions)
    merged = replace(
        case,
        reports=tuple(replace(each.report, unread=each.unread) for each in readings),
        gazetteers=tuple(dict.fromkeys((*case.gazetteers, *gazetteers_used(gazetteer)))),
        statements=_linked(work, statements),
        movements=_linked(work, movements),
        mentions=mentions,
    )
    merged = with_places(merged, sorted(named_places(merged)), gazetteer)
    held = {each.id for each in case.reports}
    return Again(
        replace(merged, as_read=_entries(work, merged)),
        tuple(each.id for each in merged.reports if each.id not in held),
        tuple(work.outcomes),
    )


def _meanings(case: Case) -> dict[str, Mention]:
    """Give what people took names to mean: it holds for the same words in fresh readings too."""
    looked_at = {each.on for each in case.reviews}
    answered = replace(
        case,
        statements=tuple(each for each in case.statements if each.status in ANSWERED),
        movements=tuple(each for each in case.movements if each.status in ANSWERED),
        mentions=tuple(each for each in case.mentions if name_id(each) in looked_at),
    )
    return {name_id(each): each for each in reversed(mentions_of(answered)) if not each.question}


def _brought(
    work: _Work, olds: tuple[Kind, ...], fresh: tuple[Kind, ...], letter: str
) -> tuple[Kind, ...]:
    news: list[Fresh] = [(gist(each), _as_meant(each, work.meanings)) for each in fresh]
    found = matches(work.case, olds, news)
    by_id = {id: news[number] for number, id in found.items() if id}
    settled = [_settled(work, old, by_id.get(old.id)) for old in olds]
    ids = _free_ids(work.case, letter)
    for number, (machine, new) in enumerate(news):
        if number not in found:
            settled.append(_added(work, replace(new, id=next(ids)), machine))
    return tuple(cast(list[Kind], settled))


def _settled(work: _Work, old: Told, fresh: Fresh | None) -> Told:
    machine, new = fresh or ("", None)
    if old.id in work.touched:
        _tell_of_kept(work, old, machine, new)
        return old
    if new is None:
        if old.status != "withdrawn":
            work.tell(old.id, "withdrawn", old)
        work.machine[old.id] = read_as(work.case, old.id)
        return replace(old, status="withdrawn")
    work.machine[old.id] = machine
    renewed = replace(new, id=old.id)
    differences = tuple(_differences(old, renewed))
    if old.status == "withdrawn":
        work.tell(old.id, "back", old, differences)
    elif differences:
        work.tell(old.id, "renewed", old, differences)
    return renewed


def _tell_of_kept(work: _Work, old: Told, machine: str, new: Told | None) -> None:
    """Tell where the machine reads otherwise than both what a person saw and what they left."""
    before = read_as(work.case, old.id)
    if new is None:
        if before:
            work.tell(old.id, "kept_unread", old)
        return
    differences = tuple(each for each in _differences(old, new) if each.field != "note")
    if differences and machine != before:
        work.tell(old.id, "kept", old, differences)


def _added(work: _Work, new: Told, machine: str) -> Told:
    work.machine[new.id] = machine
    told = {"kind": kind_of(new), **fields_of(new)}
    work.tell(new.id, "added", new, [Difference(new.id, "added", None, told)])
    return new


def _differences(old: Told, new: Told) -> Iterator[Difference]:
    before, after = fields_of(old), fields_of(new)
    for name, value in after.items():
        if before[name] != value and name != "same_as":
            yield Difference(old.id, name, before[name], value)


def _free_ids(case: Case, letter: str) -> Iterator[str]:
    """Give ids that no reading has or ever had, nor a decision or review speaks of."""
    told = [each.id for each in case.told]
    said = [*(each.on for each in case.decisions), *(each.on for each in case.reviews)]
    used = [int(id[1:]) for id in (*told, *said, *case.as_read) if _is_id(id, letter)]
    number = max(used, default=0)
    while True:
        number += 1
        yield f"{letter}{number}"


def _is_id(id: str, letter: str) -> bool:
    return id[:1] == letter and id[1:].isascii() and id[1:].isdigit()


def _as_meant(told: Told, meanings: Mapping[str, Mention]) -> Told:
    """Let the names of a fresh reading mean what people took them to mean."""
    held = {each.name: getattr(told, each.name) for each in fields(told)}
    found: dict[str, Any] = {
        name: _meant(each, meanings) for name, each in held.items() if isinstance(each, Mention)
    }
    if isinstance(told, Movement):
        found["via"] = tuple(_meant(each, meanings) for each in told.via)
    return replace(told, **found)


def _meant(mention: Mention, meanings: Mapping[str, Mention]) -> Mention:
    said = meanings.get(name_id(mention))
    if said is None or said.words != mention.words or said.places == mention.places:
        return mention
    return replace(mention, places=said.places, reasons=said.reasons, question="")


def _names(work: _Work, read: Iterable[Mention], fresh: Sequence[Mention]) -> tuple[Mention, ...]:
    """Bring the names that stand beside the readings up to date; new ones come last."""
    now = {name_id(each): _meant(each, work.meanings) for each in read}
    names = [_renewed_name(work, each, now.get(name_id(each))) for each in work.case.mentions]
    known = {name_id(each) for each in names}
    told = {_matter(each) for each in names}
    for each in fresh:
        new = now[name_id(each)]
        if name_id(each) not in known and _matter(new) not in told:
            names.append(new)
    return tuple(names)


def _renewed_name(work: _Work, old: Mention, new: Mention | None) -> Mention:
    id = name_id(old)
    if id in work.touched:
        return old
    if new is None:
        if old.places:
            work.tell(id, "withdrawn")
        new = replace(old, places=(), reasons=(), question=NO_LONGER)
    elif new.places != old.places:
        before, after = mention_fields(old)["meaning"], mention_fields(new)["meaning"]
        work.tell(id, "renewed", None, [Difference(id, "meaning", before, after)])
    return new


def _matter(mention: Mention) -> object:
    return mention.places, "" if mention.places else mention.words


def _linked(work: _Work, readings: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """Link what tells a thing again to the first that does; links that a person may have mended stay."""
    first: dict[object, str] = {}
    linked = []
    for each in readings:
        if each.status in PASSED_OVER:
            linked.append(each)
            continue
        told = first.setdefault(matter_of(each), each.id)
        same_as = "" if told == each.id else told
        linked.append(each if each.id in work.touched else replace(each, same_as=same_as))
    return tuple(linked)


def _entries(work: _Work, case: Case) -> dict[str, str]:
    """Digest what the machine entered; of what a person touched, what it was then."""
    own = {
        each.id: entered(each, work.machine.get(each.id, ""))
        for each in case.told
        if each.id not in work.touched
    }
    names = as_read(replace(case, statements=(), movements=()))
    kept = {id: said for id, said in work.case.as_read.items() if id in work.touched}
    return {**names, **own, **kept}
