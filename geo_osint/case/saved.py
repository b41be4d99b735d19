"""What a reviewer saved from the review page: read strictly, for it comes from outside.

The format is `geo-osint review 1`. A review names the case it was made from by its sha256, and for each field
that was changed both what stood there and what shall stand there: so that it can be brought into a case
that somebody else has worked on meanwhile, and so that nothing is overwritten unseen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from geo_osint import files
from geo_osint.case.codec import entry_name
from geo_osint.case.digests import DIGITS
from geo_osint.case.fields import KINDS
from geo_osint.case.strict import as_list, as_span, as_table, as_text, one_of, refuse_keys, short
from geo_osint.errors import InputError
from geo_osint.model import Span
from geo_osint.model.readings import Status

FORMAT = "geo-osint review 1"

MAX_BYTES = 8 * 1024 * 1024
"""A review holds what was changed, not the report; of a hundred reports it is still below this."""

MOST_READINGS = 20_000

_SHA256 = re.compile("[0-9a-f]{64}")
_ID = re.compile(r"(?:[sm]|r\d+@\d+-)\d+")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: the plain value that the reviewer saw, and the one they left."""

    was: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What was made of one reading of the case; names have no status, so both are empty for them.

    `seen` is the digest of the reading that the reviewer had before them, empty if the file has none.
    """

    id: str
    status_was: str
    status_now: str
    fields: Mapping[str, FieldChange] = field(default_factory=dict)
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """A reading that the machine missed: its kind, the words it stands in, and its fields."""

    kind: str
    report: str
    span: Span
    words: str
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SavedReview:
    """A whole review: of which case, in which version, and what was made of its readings."""

    case: str
    sha256: str
    changes: tuple[Change, ...] = ()
    additions: tuple[Addition, ...] = ()


def read_review(path: Path) -> SavedReview:
    """Read a saved review.

    Raises
    ------
    InputError
        For a file that is missing, too large, no strict JSON, of another format, or holds anything
        that a review does not have.
    """
    return as_review(files.read_json(path, MAX_BYTES), path.name)


def as_review(data: Any, name: str) -> SavedReview:
    """Build a review from the plain values of its file; `name` stands in the messages.

    Raises
    ------
    InputError
        For another format, an unknown or missing member, or a value of the wrong type.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        said = data.get("format") if isinstance(data, dict) else data
        raise InputError(f"{name}: {short(said)!r} is not {FORMAT!r}; save it from the review page")
    refuse_keys(data, ("format", "case", "readings", "added"), ("case",), name)
    case = as_table(data["case"], ("name", "sha256"), f"{name}: case")
    if not isinstance(case["sha256"], str) or not _SHA256.fullmatch(case["sha256"]):
        raise InputError(
            f"{name}: case.sha256: {short(case['sha256'])!r} is no SHA-256; save it anew"
        )
    return SavedReview(
        as_text(case["name"], f"{name}: case.name"),
        case["sha256"],
        _changes(data.get("readings", []), f"{name}: readings"),
        tuple(
            _addition(each, f"{name}: added[{number}]")
            for number, each in enumerate(
                as_list(data.get("added", []), f"{name}: added", MOST_READINGS), start=1
            )
        ),
    )


def _changes(value: Any, where: str) -> tuple[Change, ...]:
    found = [
        _change(each, entry_name(where, each, number))
        for number, each in enumerate(as_list(value, where, MOST_READINGS), start=1)
    ]
    ids = [each.id for each in found]
    twice = (
        next((id for id in ids if ids.count(id) > 1), None) if len(set(ids)) < len(ids) else None
    )
    if twice:
        raise InputError(f"{where}: {twice!r} stands there twice; keep one")
    return tuple(found)


def _change(value: Any, where: str) -> Change:
    if not isinstance(value, dict):
        raise InputError(f"{where}: {short(value)} is not an object")
    refuse_keys(value, ("id", "seen", "status", "fields"), ("id",), where)
    id = as_text(value["id"], f"{where}.id")
    if not _ID.fullmatch(id):
        raise InputError(f"{where}.id: {short(id)!r} is no id of a reading")
    was = now = ""
    if "@" not in id:
        refuse_keys(value, ("id", "seen", "status", "fields"), ("status",), where)
        told = as_table(value["status"], ("was", "now"), f"{where}.status")
        was, now = (
            one_of(told[key], get_args(Status), f"{where}.status.{key}") for key in ("was", "now")
        )
    elif "status" in value:
        raise InputError(f"{where}.status: a name has none; delete it")
    fields = value.get("fields", {})
    if not isinstance(fields, dict):
        raise InputError(f"{where}.fields: {short(fields)} is not an object")
    return Change(
        id,
        was,
        now,
        {name: _field(each, f"{where}.{short(name)}") for name, each in fields.items()},
        as_text(value.get("seen", ""), f"{where}.seen", DIGITS),
    )


def _field(value: Any, where: str) -> FieldChange:
    table = as_table(value, ("was", "now"), where)
    return FieldChange(table["was"], table["now"])


def _addition(value: Any, where: str) -> Addition:
    table = as_table(value, ("kind", "report", "span", "words", "fields"), where)
    if not isinstance(table["fields"], dict):
        raise InputError(f"{where}.fields: {short(table['fields'])} is not an object")
    return Addition(
        one_of(table["kind"], KINDS, f"{where}.kind"),
        as_text(table["report"], f"{where}.report"),
        as_span(table["span"], f"{where}.span"),
        as_text(table["words"], f"{where}.words", None),
        table["fields"],
    )
