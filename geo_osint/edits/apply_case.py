"""Edits into a case, as its other corrections: pins, reviews, decisions, and places of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from geo_osint.case import Case, Review, bring_in, decide
from geo_osint.case.compose import named_places
from geo_osint.case.saved import Change, FieldChange, SavedReview
from geo_osint.edits.apply_gazetteer import not_standing
from geo_osint.edits.places import added, edited, free_id, refuse_nobody, source_of, why_not
from geo_osint.edits.value import Answer, Applied, Differences, Edit
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Decision

NEW = "case:edit-"
"""Starts the ids of places that came in by an edit."""

STATUSES = ("read", "accepted", "corrected", "rejected")
"""What a reviewer may say of a reading."""

LONGEST = 200
"""Characters of a decision or an actor."""


def fitting_case(found: Differences, case: Case) -> Differences:
    """Say of each edit that a case cannot take why."""
    named = frozenset(named_places(case))
    return replace(
        found,
        edits=tuple(replace(e, refused=e.refused or _why_not(e, case, named)) for e in found.edits),
    )


def _why_not(edit: Edit, case: Case, named: frozenset[str]) -> str:
    if edit.table == "places":
        if edit.what == "deleted" and (edit.id in named or not edit.id.startswith(NEW)):
            return "readings name it; reject them instead (`geo-osint review`)"
        return why_not(edit, case.places.get(edit.id))
    if edit.column == "status" and edit.now not in STATUSES:
        return f"{str(edit.now)[:20]!r} is none of {', '.join(STATUSES)}"
    if edit.column == "decision" and not edit.now:
        return "a decision is kept; enter another one"
    if edit.column in ("decision", "actor") and len(str(edit.now)) > LONGEST:
        return f"is longer than {LONGEST} characters"
    return ""


def into_case(case: Case, edits: Iterable[Edit], answer: Answer) -> Applied[Case]:
    """Put edits into a case; see `Differences.takeable` for which.

    A moved point becomes a position of the person's own beside those of the sources, a deleted reading a
    rejected one. Reviews, decisions and sources say who, when, and from which file.

    Raises
    ------
    InputError
        If nobody answers for them, or a reading cannot have a value.
    """
    refuse_nobody(answer)
    taken = tuple(edits)
    on_places = [each for each in taken if each.table == "places"]
    changed, told = _with_places(case, on_places, answer) if on_places else (case, ())
    decisions = [each for each in taken if each.column == "decision"]
    for each in decisions:
        entered = Decision(each.id, answer.by.strip(), answer.on, str(each.now), answer.source)
        changed = decide(changed, entered, found=(each.id,))
    rest = [each for each in taken if each not in on_places and each not in decisions]
    return Applied(_reviewed(changed, rest, answer), taken, told)


def _with_places(case: Case, edits: Iterable[Edit], answer: Answer) -> tuple[Case, tuple[str, ...]]:
    places, source = dict(case.places), source_of(answer, case.sources)
    told: list[str] = []
    for edit in edits:
        if edit.what == "deleted":
            del places[edit.id]
        elif edit.what == "added":
            new = added(edit, free_id(NEW, places), source.key, answer)
            places[new.id] = new
            told.append(
                f"{new.id}: {new.name()}; give it to a reading in the review page by this id"
            )
        else:
            places[edit.id] = edited(places[edit.id], edit, source.key, answer)
            told += not_standing(edit, places[edit.id])
    sources = {**case.sources, source.key: source}
    return replace(case, places=dict(sorted(places.items())), sources=sources), tuple(told)


def _reviewed(case: Case, edits: Iterable[Edit], answer: Answer) -> Case:
    """Bring edits of readings in as a review is."""
    by_reading: dict[str, list[Edit]] = {}
    for edit in edits:
        by_reading.setdefault(edit.id, []).append(edit)
    changes = tuple(_change(case, id, mine) for id, mine in by_reading.items())
    saved = SavedReview(case.name, case.sha256, changes)
    merged = bring_in(case, saved, answer.by, answer.on, _no_places, "review").case
    return replace(merged, reviews=_signed(case, merged, changes, answer))


def _no_places(_: set[str]) -> Gazetteer:
    return Gazetteer("none", "", {}, {})


def _change(case: Case, id: str, edits: list[Edit]) -> Change:
    told = next(each for each in case.told if each.id == id)
    fields = {
        each.column: FieldChange(getattr(told, each.column), each.now)
        for each in edits
        if each.column in ("note", "actor")
    }
    said = next((each.now for each in edits if each.column == "status"), told.status)
    if any(each.what == "deleted" for each in edits):
        said = "rejected"
    if set(fields) - {"note"} and said in ("read", "accepted", "withdrawn"):
        said = "corrected"
    return Change(id, told.status, said, fields)


def _signed(
    before: Case, after: Case, changes: Iterable[Change], answer: Answer
) -> tuple[Review, ...]:
    """Let each review that came in name the file; a mere note, which is no review otherwise, too."""
    new = [*after.reviews[len(before.reviews) :]]
    known = {each.on for each in new}
    for change in changes:
        if change.id not in known and change.fields:
            fields: Any = tuple(change.fields)
            new.append(Review(change.id, answer.by.strip(), answer.on, "corrected", fields))
    return (*before.reviews, *(replace(each, file=answer.source) for each in new))
