"""Edits into a gazetteer: positions and names with the person's edit as their source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geo_osint.edits.places import added, edited, free_id, refuse_nobody, source_of, why_not
from geo_osint.edits.value import Answer, Applied, Differences, Edit
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Place

NEW = "edit:"
"""Starts the ids of places that came in by an edit."""


def fitting_gazetteer(found: Differences, gazetteer: Gazetteer) -> Differences:
    """Say of each edit that a gazetteer cannot take why."""
    named = _named(gazetteer.places.values())
    return replace(found, edits=tuple(_judged(each, gazetteer, named) for each in found.edits))


def _judged(edit: Edit, gazetteer: Gazetteer, named: frozenset[str]) -> Edit:
    refused = edit.refused or why_not(edit, gazetteer.places.get(edit.id))
    if not refused and edit.what == "deleted" and edit.id in named:
        refused = "another place names it (lies within it, or is confused with it)"
    return replace(edit, refused=refused)


def _named(places: Iterable[Place]) -> frozenset[str]:
    return frozenset(
        other
        for place in places
        for other in (
            *place.within,
            *(each.of for each in place.attributes),
            *(each.place for each in place.confused_with),
        )
    )


def into_gazetteer(
    gazetteer: Gazetteer, edits: Iterable[Edit], answer: Answer
) -> Applied[Gazetteer]:
    """Put edits into a gazetteer; see `Differences.takeable` for which.

    Raises
    ------
    InputError
        If nobody answers for them.
    """
    refuse_nobody(answer)
    places, source = dict(gazetteer.places), source_of(answer, gazetteer.sources)
    taken, told = tuple(edits), []
    for edit in taken:
        if edit.what == "deleted":
            del places[edit.id]
        elif edit.what == "added":
            new = added(edit, free_id(NEW, places), source.key, answer)
            places[new.id] = new
        else:
            places[edit.id] = edited(places[edit.id], edit, source.key, answer)
            told += not_standing(edit, places[edit.id])
    sources = {**gazetteer.sources, source.key: source}
    return Applied(replace(gazetteer, places=places, sources=sources), taken, tuple(told))


def not_standing(edit: Edit, place: Place) -> list[str]:
    """Say where a moved point does not stand for its place, as a source has finer coordinates."""
    at = place.reference
    if edit.what != "moved" or at is None or (at.lon_deg, at.lat_deg) == edit.now:
        return []
    return [
        f"{place.id}: your position is noted; a source with finer coordinates still stands for the place"
    ]
