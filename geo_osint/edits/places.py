"""Edits of a place: what they make of it, each fact with the person's edit as its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geo_osint.edits.value import GEOMETRY, Answer, Edit
from geo_osint.errors import InputError
from geo_osint.gazetteer.importing import cleaning
from geo_osint.gazetteer.kinds import all_kinds
from geo_osint.model import LonLat, Place, PlaceName, Position, Source

STEP_DEG = 1e-7
"""What the last decimal of an exported coordinate is worth: how finely a point can be put in QGIS."""

NEW_KIND = "LCTY"
"""GeoNames' code for a locality: what a new place is while nobody says otherwise."""

LONGEST_NOTE = 10_000

MOST_BY = 200

LANGUAGES = {"name_en": "en", "name_ar": "ar"}


def refuse_nobody(answer: Answer) -> None:
    """Refuse edits that nobody answers for.

    Raises
    ------
    InputError
        If the name is none.
    """
    if not answer.by.strip() or len(answer.by) > MOST_BY or not answer.by.isprintable():
        raise InputError(f"--by {answer.by[:60]!r}: not a name; say who answers for the edits")


def source_of(answer: Answer, sources: Mapping[str, Source]) -> Source:
    """Give the source that edits are cited as: the one that is there already, or a new one."""
    number = 1
    while True:
        made = Source(
            f"edit-{number}", f"Edited by {answer.by}", answer.source, date=answer.on.isoformat()
        )
        if sources.get(made.key, made) == made:
            return made
        number += 1


def why_not(edit: Edit, place: Place | None) -> str:
    """Say why an edit of a place cannot be taken; "" if it can."""
    if edit.what == "added":
        named = [_name_fault(edit.now[c]) for c in LANGUAGES if edit.now.get(c)]
        return next(filter(None, named), "" if named else "has no name in `name_en` or `name_ar`")
    if edit.column in LANGUAGES:
        return _name_fault(edit.now)
    if edit.column == "kind" and edit.now not in all_kinds():
        return f"{str(edit.now)[:20]!r} is no feature code that is known here, like PPL"
    if edit.column == "note" and place is not None and place.estimate:
        return "it is the reason of the estimate; move the point, or mend the gazetteer"
    if edit.column == "note" and len(str(edit.now)) > LONGEST_NOTE:
        return f"is longer than {LONGEST_NOTE:,} characters"
    return ""


def _name_fault(text: Any) -> str:
    name = cleaning.clean(str(text))
    if not name:
        return "a name is not taken away; write another one"
    return cleaning.fault_of(name) and f"{name[:40]!r}: {cleaning.fault_of(name)}"


def edited(place: Place, edit: Edit, source: str, answer: Answer) -> Place:
    """Put one edit into a place."""
    if edit.column == GEOMETRY:
        return _at(place, edit.now, source, answer)
    if edit.column in LANGUAGES:
        return _called(place, cleaning.clean(edit.now), LANGUAGES[edit.column], source)
    if edit.column == "kind":
        return replace(place, kind=edit.now)
    return replace(place, note=edit.now)


def _at(place: Place, at: tuple[float, float], source: str, answer: Answer) -> Place:
    """Put a position before earlier ones of analysts and behind published ones; the finest stands for the place."""
    new = _position(at, source, answer)
    published = tuple(each for each in place.positions if not each.by)
    pinned = tuple(each for each in place.positions if each.by)
    return replace(place, positions=(*published, new, *pinned), estimate=None)


def _position(at: tuple[float, float], source: str, answer: Answer) -> Position:
    where = LonLat(*at)
    precision = cleaning.precision_m(where.lat_deg, STEP_DEG)
    return Position(
        where, source, precision, answer.on.isoformat(), answer.source, answer.by, answer.radius_m
    )


def _called(place: Place, text: str, language: str, source: str) -> Place:
    """Make a name the main one of its language; the one that was stays as a variant."""
    new = cleaning.name(text, language, "main", source)
    kept = tuple(
        replace(each, role="variant")
        if (each.role, each.language, each.script) == ("main", language, new.script)
        else each
        for each in place.names
        if (each.text, each.language) != (text, language)
    )
    first = next((n for n, each in enumerate(place.names) if each.language == language), len(kept))
    return replace(place, names=(*kept[:first], new, *kept[first:]))


def added(edit: Edit, id: str, source: str, answer: Answer) -> Place:
    """Make a place of a row that was added."""
    told = edit.now
    names: list[PlaceName] = []
    for column, language in LANGUAGES.items():
        if told.get(column):
            names.append(cleaning.name(cleaning.clean(told[column]), language, "main", source))
    kind = told.get("kind", "")
    return Place(
        id,
        tuple(names),
        kind if kind in all_kinds() else NEW_KIND,
        positions=(_position(told[GEOMETRY], source, answer),),
        note=str(told.get("note", ""))[:LONGEST_NOTE],
    )


def free_id(prefix: str, taken: Mapping[str, Place]) -> str:
    """Give the first id `PREFIXn` that nothing has."""
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"
