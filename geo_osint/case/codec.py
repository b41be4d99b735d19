"""Values of the model to plain tables and back, driven by their own fields.

What a value holds by default is left out; what it does not know is refused with the name it may
have meant. Spans are `[start, end]`, sets of intervals `[[lo, hi], …]`, dates are dates.
"""

from __future__ import annotations

import dataclasses
import difflib
import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from geo_osint.errors import InputError
from geo_osint.model import Interval, IntervalSet, Span

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Turn a value into tables, lists, strings, numbers and dates."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, IntervalSet):
        return [[part.lo, part.hi] for part in value]
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: to_plain(each) for key, each in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name.rstrip("_"): to_plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) not in (_default(field), None)
        }
    return value


def from_plain(kind: type[T], data: object, where: str) -> T:
    """Build a value of a dataclass from a table.

    Parameters
    ----------
    kind
        The dataclass.
    data
        The table, as a TOML or JSON reader gives it.
    where
        Names the table in messages, "raid.case.toml: s2".

    Raises
    ------
    InputError
        For an unknown or missing key, or a value of the wrong type; it names key and cure.
    """
    if not isinstance(data, Mapping):
        raise InputError(f"{where}: {_shown(data)} is not a table; write key = value lines")
    hints = get_type_hints(kind)
    fields = {field.name.rstrip("_"): field for field in dataclasses.fields(cast(Any, kind))}
    for key in data:
        if key not in fields:
            raise InputError(f"{where}: unknown key {_shown(key)}; {_meant(key, fields)}")
    found = {}
    for key, field in fields.items():
        if key in data:
            found[field.name] = _value(hints[field.name], data[key], f"{where}.{key}")
        elif NoneType in get_args(hints[field.name]):
            found[field.name] = None
        elif _default(field) is dataclasses.MISSING:
            raise InputError(f"{where}: the key {key!r} is missing; add it")
    return _made(where, lambda: kind(**found))


def entry_name(where: str, entry: object, number: int) -> str:
    """Name an entry of a list in messages: by its id if it has one, else by its number from 1."""
    id = entry.get("id") if isinstance(entry, Mapping) else None
    return f"{where}[{id or number}]"


def _made(where: str, make: Callable[[], T]) -> T:
    try:
        return make()
    except InputError as fault:
        raise InputError(f"{where}: {fault}") from None


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _value(hint: Any, data: Any, where: str) -> Any:
    origin, options = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _value(next(each for each in options if each is not NoneType), data, where)
    if origin is Literal:
        if data not in options:
            raise InputError(f"{where}: {_shown(data)} is none of {', '.join(map(str, options))}")
        return data
    if origin is tuple:
        return tuple(
            _value(options[0], each, entry_name(where, each, number))
            for number, each in enumerate(_list(data, where), start=1)
        )
    if origin is Mapping:
        if not isinstance(data, Mapping):
            raise InputError(f"{where}: {_shown(data)} is not a table; write key = value lines")
        return {str(key): _value(options[1], each, f"{where}.{key}") for key, each in data.items()}
    if hint is Span:
        start, end = _pair(int, data, where)
        return _made(where, lambda: Span(start, end))
    if hint is IntervalSet:
        ends = [_pair(float, each, where) for each in _list(data, where)]
        return _made(where, lambda: IntervalSet.of(*(Interval(lo, hi) for lo, hi in ends)))
    if dataclasses.is_dataclass(hint):
        return from_plain(cast(type[Any], hint), data, where)
    return _plain(hint, data, where)


def _plain(hint: type, data: Any, where: str) -> Any:
    if hint is float and isinstance(data, int) and not isinstance(data, bool):
        data = float(data)
    fits = isinstance(data, hint) and (hint is bool or not isinstance(data, bool))
    if not fits or isinstance(data, datetime):
        wanted = {str: "text", date: "a date like 2021-02-23", bool: "true or false"}.get(
            hint, "a number"
        )
        raise InputError(f"{where}: {_shown(data)} is not {wanted}")
    if hint is float and math.isnan(data):
        raise InputError(f"{where}: NaN is not a number; give one")
    # tomlkit hands out subclasses that remember their place in the file; keep the bare value
    return date(data.year, data.month, data.day) if hint is date else hint(data)


def _list(data: Any, where: str) -> list[Any]:
    if not isinstance(data, list):
        raise InputError(f"{where}: {_shown(data)} is not a list; write […]")
    return data


def _pair(hint: type, data: Any, where: str) -> tuple[Any, Any]:
    items = _list(data, where)
    if len(items) != 2:
        raise InputError(f"{where}: {_shown(data)} is not a pair; write [from, to]")
    return _plain(hint, items[0], where), _plain(hint, items[1], where)


def _shown(data: object) -> str:
    text = repr(data.unwrap() if hasattr(data, "unwrap") else data)
    return text if len(text) <= 60 else text[:57] + "…"


def _meant(key: str, known: Mapping[str, object]) -> str:
    close = difflib.get_close_matches(str(key), known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"
