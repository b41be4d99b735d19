"""Checks of single values from outside: each refuses with the value, what is wrong, what to do."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from geo_osint.errors import InputError
from geo_osint.model import Span

MOST_TEXT = 1_000
"""Characters of a field: far above any report's, far below an attack."""


def as_span(value: Any, where: str) -> Span:
    """Read a span `[start, end]` from outside.

    Raises
    ------
    InputError
        If it is no pair of whole numbers that runs forwards from 0.
    """
    match value:
        case [start, end] if type(start) is int and type(end) is int and 0 <= start < end:
            return Span(start, end)
    raise InputError(f"{where}: {short(value)} is not a span; it is [start, end]")


def as_range(
    table: Mapping[str, Any], most: float, kind: type[int] | type[float], where: str
) -> tuple[float, float]:
    """Read `lo` and `hi` of a table: finite numbers from 0 to `most` that run forwards."""
    values = []
    for key in ("lo", "hi"):
        value = table[key]
        fits = type(value) is int or (kind is float and type(value) is float)
        if not fits or not math.isfinite(value) or not 0 <= value <= most:
            raise InputError(f"{where}.{key}: {short(value)} is not a number from 0 to {most:g}")
        values.append(value)
    if values[0] > values[1]:
        raise InputError(f"{where}: {values[0]:g} to {values[1]:g} runs backwards; swap them")
    return values[0], values[1]


def as_day(value: Any, where: str) -> date | None:
    """Read a day like 2021-02-23, or nothing."""
    if value is None:
        return None
    try:
        return date.fromisoformat(as_text(value, where, 10))
    except ValueError:
        raise InputError(f"{where}: {short(value)!r} is not a day like 2021-02-23") from None


def as_table(value: Any, keys: tuple[str, ...], where: str) -> Mapping[str, Any]:
    """Read an object that has these members and no others."""
    if not isinstance(value, dict):
        raise InputError(f"{where}: {short(value)} is not an object with {', '.join(keys)}")
    refuse_keys(value, keys, keys, where)
    return value


def refuse_keys(
    value: Mapping[str, Any], known: tuple[str, ...], needed: tuple[str, ...], where: str
) -> None:
    """Refuse members that a table does not have, and the lack of those it needs.

    Raises
    ------
    InputError
        Naming the first.
    """
    for key in value:
        if key not in known:
            raise InputError(
                f"{where}: unknown member {short(key)!r}; known are {', '.join(known)}"
            )
    for key in needed:
        if key not in value:
            raise InputError(f"{where}: the member {key!r} is missing; add it")


def as_list(value: Any, where: str, most: int) -> list[Any]:
    """Read a list of no more than `most` entries."""
    if not isinstance(value, list):
        raise InputError(f"{where}: {short(value)} is not a list")
    if len(value) > most:
        raise InputError(f"{where}: {len(value)} entries; no more than {most} are taken")
    return value


def one_of(value: Any, known: tuple[str, ...], where: str) -> str:
    """Read a code that is one of those known."""
    if not isinstance(value, str) or value not in known:
        raise InputError(f"{where}: {short(value)!r} is none of {', '.join(filter(None, known))}")
    return value


def as_text(value: Any, where: str, most: int | None = MOST_TEXT) -> str:
    """Read text without control characters, no longer than `most`; `None` leaves both to the caller."""
    if not isinstance(value, str):
        raise InputError(f"{where}: {short(value)} is not text")
    if most is not None and len(value) > most:
        raise InputError(f"{where}: {len(value)} characters; shorten it to {most}")
    if most is not None and any((ord(c) < 32 and c not in "\n\t") or ord(c) == 127 for c in value):
        raise InputError(f"{where}: holds a control character; delete it")
    return value


def short(value: object) -> str:
    """Show a value in a message, cut where it is long."""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
