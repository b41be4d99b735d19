"""A saved review becomes part of a case, field by field, with who and when.

Each field in a review holds what its reviewer saw and what they left. Where the case still holds what
was seen, the new value goes in; where it holds the new value already, nothing is to do; where somebody
made something else of it meanwhile, that is a conflict, and a person decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, cast

from geo_osint.case.compose import mentions_of, named_places, with_places
from geo_osint.case.corrections import Reader, refuse_contradiction, with_fields, with_meaning
from geo_osint.case.digests import gist, name_id
from geo_osint.case.fields import MOVEMENT, Told, fields_of, kind_of, mention_fields
from geo_osint.case.saved import Addition, Change, FieldChange, SavedReview
from geo_osint.case.value import PASSED_OVER, Case, Review
from geo_osint.errors import InputError
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Mention, Movement, Statement
from geo_osint.model.readings import Status

Prefer = Literal["", "case", "review"]
"""Whose value stands in a conflict; with none, conflicts are told and nothing is brought in."""

MOST_NAME = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a review changes: of which reading, which field, from what to what (plain values)."""

    id: str
    field: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of which the reviewer saw one value, the case now holds another, and a third shall stand."""

    id: str
    field: str
    seen: Any
    in_case: Any
    in_review: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """A case with a review in it, what that changed, and where it did not fit."""

    case: Case
    differences: tuple[Difference, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(slots=True)
class _Work:
    """What grows while a review is brought in."""

    case: Case
    by: str
    on: date
    prefer: Prefer
    differences: list[Difference] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)

    def reader(self, report: str, where: str) -> Reader:
        found = next((each for each in self.case.reports if each.id == report), None)
        if found is None:
            known = ", ".join(each.id for each in self.case.reports)
            raise InputError(
                f"{where}: the report {report!r} is not in the case, which holds {known}"
            )
        return Reader(found, self.by)

    def settled(self, id: str, name: str, change: FieldChange, current: Any, now: Any) -> bool:
        """Tell whether a field gets its new value; note the difference or the conflict."""
        if current == now:
            return False
        if current != change.was:
            self.conflicts.append(Conflict(id, name, change.was, current, now))
            if self.prefer != "review":
                return False
        self.differences.append(Difference(id, name, current, now))
        return True

    def note(self, id: str, status: str, fields: Iterable[str]) -> None:
        """Enter that somebody looked at a reading, once."""
        changed = tuple(fields)
        told = {"read": "reopened", "withdrawn": "reopened"}.get(status, status)
        if not changed and status == "corrected":
            told = "accepted"  # as it stands, corrected by somebody else
        entry = Review(id, self.by, self.on, cast(Any, told), changed)
        if entry not in self.case.reviews and entry not in self.reviews:
            self.reviews.append(entry)


def bring_in(
    case: Case,
    saved: SavedReview,
    by: str,
    on: date,
    places: Callable[[set[str]], Gazetteer],
    prefer: Prefer = "",
) -> Merged:
    """Bring a saved review into a case, with who reviewed and when.

    Parameters
    ----------
    case, saved
        The case as it is now, and a review made from this or an earlier version of it.
    by, on
        Who answers for the review, and since when.
    places
        Gives a gazetteer that holds the places with these ids, as far as there are any; asked only for
        those that the case lacks.
    prefer
        Whose value stands where case and review differ from what the reviewer saw.

    Returns
    -------
    Merged
        With conflicts and no preference its case is not to be stored.

    Raises
    ------
    InputError
        For a review of another case, an id, a place or words that are not there, or a value that a
        field cannot have.
    """
    if saved.case != case.name:
        raise InputError(
            f"the review is of the case {saved.case!r}, this one is {case.name!r}; name the other case"
        )
    if not by.strip() or len(by) > MOST_NAME or not by.isprintable():
        raise InputError(f"--by {by[:60]!r}: not a name; say who reviewed")
    work = _Work(case, by.strip(), on, prefer)
    for change in saved.changes:
        _bring_change(work, change)
    for number, each in enumerate(saved.additions, start=1):
        _bring_addition(work, each, f"added[{number}]")
    found = replace(
        work.case,
        mentions=_as_in_readings(case, work.case),
        reviews=(*work.case.reviews, *work.reviews),
    )
    found = _with_missing_places(found, places)
    return Merged(found, tuple(work.differences), tuple(work.conflicts))


def _as_in_readings(before: Case, after: Case) -> tuple[Mention, ...]:
    """Let names that stand beside the readings mean what was made of them inside the readings."""
    held = set(mentions_of(replace(before, mentions=())))
    new = {
        name_id(each): each for each in mentions_of(replace(after, mentions=())) if each not in held
    }
    return tuple(new.get(name_id(each), each) for each in after.mentions)


def _bring_change(work: _Work, change: Change) -> None:
    if "@" in change.id:
        _bring_name(work, change)
        return
    told = {each.id: each for each in work.case.told}.get(change.id)
    if told is None:
        raise InputError(f"{change.id}: not in the case {work.case.name}; was the case read anew?")
    _refuse_wrong_status(change)
    reader, before = work.reader(told.report, change.id), fields_of(told)
    new = told
    kept = []
    for name, each in change.fields.items():
        tried = with_fields(told, {**_beside(change, name), name: each.now}, reader, change.id)
        now = fields_of(tried)[name]
        if work.settled(change.id, name, each, before[name], now):
            new = replace(new, **{name: getattr(tried, name)})
        if fields_of(new)[name] == now:
            kept.append(name)
    status = FieldChange(change.status_was, change.status_now)
    if _is_of_another(work, change, told):
        return
    if work.settled(change.id, "status", status, told.status, change.status_now):
        new = replace(new, status=cast(Status, change.status_now))
    if isinstance(new, Statement) and _TOGETHER & set(change.fields):
        refuse_contradiction(new, change.id)
    _refuse_loose_link(work.case, new)
    work.case = _with_told(work.case, new)
    if new.status == change.status_now and (change.status_now, change.status_was) != (
        "read",
        "read",
    ):
        work.note(change.id, change.status_now, kept)


def _refuse_loose_link(case: Case, told: Told) -> None:
    """Refuse that a reading says the same as itself, as one of another kind, or as none."""
    known = [each.id for each in case.told if type(each) is type(told) and each.id != told.id]
    if told.same_as and told.same_as not in known:
        raise InputError(
            f"{told.id or 'added'}.same_as: {told.same_as!r} is no other "
            f"{'statement' if isinstance(told, Statement) else 'movement'} of the case; choose one of these"
        )


def _is_of_another(work: _Work, change: Change, told: Told) -> bool:
    """Tell whether a reading as a whole was answered for that the case has otherwise by now."""
    alone = not change.fields and change.status_now == told.status
    if not change.seen or change.fields or alone or change.seen == gist(told):
        return False
    if told.status != change.status_was:
        return False  # the status itself is the conflict
    work.conflicts.append(
        Conflict(change.id, "reading", None, {"kind": kind_of(told), **fields_of(told)}, None)
    )
    return work.prefer != "review"


def _refuse_wrong_status(change: Change) -> None:
    corrected = any(name != "note" for name in change.fields)
    if corrected and change.status_now in ("read", "accepted", "withdrawn"):
        raise InputError(
            f"{change.id}: has changed fields, so its status is `corrected`; save it anew"
        )
    if change.status_now == "added" and change.status_was != "added":
        raise InputError(f"{change.id}.status: what the machine read was not `added`; save it anew")
    if change.status_now == "withdrawn" and change.status_was != "withdrawn":
        raise InputError(f"{change.id}.status: only the machine withdraws; reject it instead")


def _beside(change: Change, name: str) -> dict[str, Any]:
    """Give the fields that must change together with one: relation and figure hang on the kind."""
    if name not in _TOGETHER:
        return {}
    return {each: told.now for each, told in change.fields.items() if each in _TOGETHER}


_TOGETHER = frozenset(("kind", "relation", "quantity"))


def _bring_name(work: _Work, change: Change) -> None:
    index = next((i for i, m in enumerate(work.case.mentions) if name_id(m) == change.id), None)
    if index is None:
        raise InputError(f"{change.id}: no such name in the case {work.case.name}")
    mention = work.case.mentions[index]
    reader = work.reader(mention.report, change.id)
    told = {name: each.now for name, each in change.fields.items()}
    tried = with_meaning(mention, told, reader, change.id)
    if "meaning" not in change.fields:
        return
    before, now = mention_fields(mention)["meaning"], mention_fields(tried)["meaning"]
    if work.settled(change.id, "meaning", change.fields["meaning"], before, now):
        mentions = list(work.case.mentions)
        mentions[index] = tried
        work.case = replace(work.case, mentions=tuple(mentions))
        before = now
    if before == now:
        work.note(change.id, "corrected", ("meaning",))


def _bring_addition(work: _Work, new: Addition, where: str) -> None:
    reader = work.reader(new.report, where)
    reader.words_at(new.span, new.words, where)
    fields = dict(new.fields)
    told: Told
    if new.kind == MOVEMENT:
        told = Movement("", new.report, new.span, new.words, status="added")
    else:
        fields.setdefault("kind", new.kind)
        if fields["kind"] != new.kind:
            raise InputError(
                f"{where}.kind: {new.kind!r} and {fields['kind']!r} contradict each other"
            )
        told = Statement("", new.report, new.span, new.words, cast(Any, new.kind), status="added")
    told = with_fields(told, fields, reader, where)
    if isinstance(told, Movement) and not (
        told.origin or told.via or told.destination or told.towards
    ):
        raise InputError(
            f"{where}: a movement needs a place it came from, passed or went to; add one"
        )
    _refuse_loose_link(work.case, told)
    known = next((each for each in work.case.told if _same(each, told)), None)
    if known is None:
        known = replace(told, id=_free_id(work.case, "m" if new.kind == MOVEMENT else "s"))
        work.differences.append(
            Difference(known.id, "added", None, {"kind": new.kind, **fields_of(known)})
        )
        work.case = _with_told(work.case, known)
    work.note(known.id, "added", ())


def _same(one: Told, other: Told) -> bool:
    """Tell whether two readings say the same of the same words, whoever read them."""
    return (
        (kind_of(one), one.report, one.span) == (kind_of(other), other.report, other.span)
        and one.status not in PASSED_OVER
        and {**fields_of(one), "same_as": ""} == {**fields_of(other), "same_as": ""}
    )


def _free_id(case: Case, letter: str) -> str:
    taken = [int(each.id[1:]) for each in case.told if each.id[0] == letter]
    return f"{letter}{max(taken, default=0) + 1}"


def _with_told(case: Case, told: Told) -> Case:
    if isinstance(told, Statement):
        return replace(case, statements=_put(case.statements, told))
    return replace(case, movements=_put(case.movements, told))


def _put(readings: tuple[Any, ...], told: Told) -> tuple[Any, ...]:
    if any(each.id == told.id for each in readings):
        return tuple(told if each.id == told.id else each for each in readings)
    return (*readings, told)


def _with_missing_places(case: Case, places: Callable[[set[str]], Gazetteer]) -> Case:
    missing = named_places(case) - set(case.places)
    if not missing:
        return case
    found = with_places(case, sorted(missing), places(missing))
    unknown = sorted(missing - set(found.places))
    if unknown:
        raise InputError(
            f"{', '.join(unknown[:5])}: neither a place of the case nor in the gazetteer; "
            "`geo-osint find NAME` shows ids, --gazetteer gives one of your own"
        )
    return found
