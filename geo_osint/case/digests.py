"""What the machine read, in short: by it a later reading knows what a person has changed.

For each reading the case file keeps the digest of what it said when the machine read it, and of the whole
entry. While the second still fits, nobody has touched the entry, not even in a text editor.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from geo_osint import files
from geo_osint.case.codec import to_plain
from geo_osint.case.fields import BESIDE, Told, fields_of, kind_of, mention_fields
from geo_osint.case.value import Case
from geo_osint.model import Mention

DIGITS = 12
"""Hexadecimal digits kept: of a million readings no two share them by chance."""

MACHINE = ("read", "withdrawn")
"""The status of readings that nobody answers for."""


def gist(told: Told | Mention) -> str:
    """Digest what a reviewer sees of a reading or a name: where it stands and its fields, without links and notes.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> name = Mention("r1", Span(0, 5), "Raqqa", places=("geo:raqqa",))
    >>> gist(name) == gist(replace(name, reasons=("its main name",)))
    True
    """
    if isinstance(told, Mention):
        return _digest([told.report, mention_fields(told)])
    fields = {
        name: value for name, value in fields_of(told).items() if name not in BESIDE and value
    }
    return _digest([kind_of(told), told.report, told.span.start, told.span.end, fields])


def name_id(mention: Mention) -> str:
    """Give a name of a case an id: where it stands, `r1@544-552`."""
    return f"{mention.report}@{mention.span.start}-{mention.span.end}"


def entered(told: Told | Mention, machine: str = "") -> str:
    """Digest an entry as the machine makes it: what it read (`machine`, or the entry's gist) and the whole."""
    return f"{machine or gist(told)}.{_whole(told)}"


def as_read(case: Case) -> dict[str, str]:
    """Digest all readings and names of a case that nobody has touched."""
    return {id: entered(each) for id, each in _entries(case)}


def read_as(case: Case, id: str) -> str:
    """Give the gist of what the machine read when it entered a reading or name; empty if it did not."""
    return case.as_read.get(id, "").partition(".")[0]


def touched(case: Case) -> set[str]:
    """Name the readings and names that a person looked at, changed or decided on."""
    # a decision on what follows from a movement, m1/gate-1, answers for the movement
    said = (*(each.on for each in case.decisions), *(each.on for each in case.reviews))
    answered = {on.partition("/")[0] for on in said}
    return {
        id
        for id, each in _entries(case)
        if id in answered
        or getattr(each, "status", "read") not in MACHINE
        or case.as_read.get(id, "").partition(".")[2] != _whole(each)
    }


def _entries(case: Case) -> Iterator[tuple[str, Told | Mention]]:
    yield from ((each.id, each) for each in case.told)
    yield from ((name_id(each), each) for each in case.mentions)


def _whole(told: Told | Mention) -> str:
    if isinstance(told, Mention):
        return _digest(to_plain(told))
    return _digest(to_plain(replace(told, status="read")))


def _digest(value: Any) -> str:
    text = json.dumps(_numbers_alike(value), sort_keys=True, default=str)
    return files.sha256(text.encode())[:DIGITS]


def _numbers_alike(value: Any) -> Any:
    """Write 14 and 14.0 the same way: a file may give back either."""
    if isinstance(value, dict):
        return {key: _numbers_alike(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_numbers_alike(each) for each in value]
    return float(value) if type(value) is int else value
