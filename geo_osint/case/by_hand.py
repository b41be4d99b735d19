"""What a person may leave out of a reading they write or mend by hand.

Nobody counts characters: where words stand is looked up in the report. What a stated distance allows
follows from its words, so the words alone are enough, and figures that contradict them are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from geo_osint.case.codec import to_plain
from geo_osint.errors import InputError
from geo_osint.model import Quantity, Report, Span
from geo_osint.names import fold
from geo_osint.reading import lexicon
from geo_osint.reading.quantities import quantities

_MENTIONS = ("subject", "reference", "second_reference", "origin", "via", "destination", "towards")
"""The fields of statements and movements that name a place."""

_DERIVED = ("value_lo", "value_hi", "unit", "hedge", "printed", "newsroom")
"""What is read from the words of a distance."""

_DIRECTIONS = frozenset(
    [
        "north",
        "north_north_east",
        "north_east",
        "east",
        "south_east",
        "south",
        "south_west",
        "west",
        "north_west",
        "upstream",
        "downstream",
    ]
)

RELATIONS = {
    "distance": _DIRECTIONS,
    "vague_distance": _DIRECTIONS,
    "bank": frozenset(
        [
            "bank",
            "opposite_bank",
            "left_bank",
            "right_bank",
            "east_bank",
            "west_bank",
            "north_bank",
            "south_bank",
            "north_east_bank",
            "south_west_bank",
        ]
    ),
    "within": frozenset(
        ["surroundings_of", "countryside_of", "in_governorate", "in_district", "in_region"]
    ),
    "border": frozenset({"crossing_with"}),
    "on_border": frozenset({"on_border"}),
    "direction": _DIRECTIONS,
    "near": frozenset({"near"}),
    "between": frozenset({"between", "half_way"}),
    "travel_time": _DIRECTIONS,
}
"""What `relation` may say in each kind of statement; outputs have words for these and no others."""


def complete(entry: Any, reports: Sequence[Report], where: str) -> Any:
    """Fill in what was left out of a statement or movement: its report, spans, a distance's figures.

    Parameters
    ----------
    entry
        The table, as a TOML reader gives it. Whatever is not a table is left to the codec to refuse.
    reports
        Those of the case; an entry need not name the only one.
    where
        Names the entry in messages, "raid.case.toml: s5".

    Returns
    -------
    Any
        A table that lacks nothing the report can tell.

    Raises
    ------
    InputError
        For words that do not stand in the report, and a distance whose figures are not its words'.
    """
    if not isinstance(entry, Mapping):
        return entry
    found = dict(entry)
    if len(reports) == 1:
        found.setdefault("report", reports[0].id)
    report = next((each for each in reports if each.id == found.get("report")), None)
    if report is None:
        return found
    _place(found, report, where)
    inside = _span(found)
    for key, part in _parts(found):
        if key in _MENTIONS:
            part.setdefault("report", report.id)
        _place(part, report, f"{where}.{key}", inside)
    if isinstance(found.get("quantity"), dict):
        found["quantity"] = _measured(found["quantity"], report, f"{where}.quantity")
    if found.get("status") in ("added", "corrected"):
        _refuse_unknown_relation(found, where)
    return found


def _refuse_unknown_relation(found: Mapping[str, Any], where: str) -> None:
    known, relation = RELATIONS.get(str(found.get("kind"))), found.get("relation", "")
    if known and relation and relation not in known:
        raise InputError(
            f"{where}.relation: {_short(str(relation))!r} is none of {', '.join(sorted(known))}"
        )


def _parts(found: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each table inside an entry, as a copy that takes its place there."""
    for key, value in found.items():
        if isinstance(value, Mapping):
            found[key] = dict(value)
            yield key, found[key]
        elif key in _MENTIONS and isinstance(value, list):
            found[key] = [dict(each) if isinstance(each, Mapping) else each for each in value]
            yield from ((key, each) for each in found[key] if isinstance(each, dict))


def _place(part: dict[str, Any], report: Report, where: str, inside: Span | None = None) -> None:
    words = part.get("words")
    if "span" in part or not isinstance(words, str) or not words.strip():
        return
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    start, end = (inside.start, inside.end) if inside else (0, 0)
    found = pattern.search(report.body, start, end) or pattern.search(report.body)
    if not found:
        raise InputError(
            f"{where}: {_short(words)!r} does not stand in {report.file}; copy the words from there"
        )
    part["span"] = list(found.span())


def _span(part: Mapping[str, Any]) -> Span | None:
    match part.get("span"):
        case [int(start), int(end)] if 0 <= start <= end:
            return Span(start, end)
    return None


def _measured(part: Mapping[str, Any], report: Report, where: str) -> dict[str, Any]:
    """Read a distance from its words where they stand alone; else see that its figures are theirs."""
    words, span = part.get("words"), _span(part)
    if not isinstance(words, str) or span is None:
        return dict(part)
    if not any(key in part for key in _DERIVED):
        read = _read(words, report.header.language)
        if read is None:
            raise InputError(f'{where}: {_short(words)!r} is not a distance; write it like "14 km"')
        told = to_plain(replace(read, words=words, span=span))
        return {**told, **part}
    if span.of(report.body).split() != words.split() or not _agrees(part):
        raise InputError(
            f"{where}: {_short(words)!r} and the lines below it do not agree; keep `words` alone, as "
            f"printed, and delete span, {', '.join(_DERIVED)}: they are read from the words anew"
        )
    return dict(part)


def _read(words: str, language: str) -> Quantity | None:
    for each in sorted(lexicon.LANGUAGES, key=lambda each: each != language):
        found = quantities(words, fold(words), lexicon.load(each))
        if len(found) == 1:
            return found[0]
    return None


def _agrees(part: Mapping[str, Any]) -> bool:
    """Tell whether the value lies within what it is said to allow."""
    values = [
        part[key] for key in ("value_lo", "value_hi") if isinstance(part.get(key), int | float)
    ]
    match part.get("printed"):
        case [[int() | float() as lo, _], *_] as sets if isinstance(sets[-1], list):
            hi = sets[-1][-1]
            return all(lo <= each <= hi for each in values)
    return True


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
