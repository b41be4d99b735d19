"""A reading as a reviewer sees it: fields with plain values, and what they may be changed to.

The plain values are those of the review page and of what it saves. Figures stand as people say them (14
and `km`, not 14,000 metres); what follows from them (metres, what rounding allows) is derived here and
never taken from outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

from geo_osint.model import (
    IMPLIED,
    Count,
    DateReading,
    Mention,
    Movement,
    Quantity,
    Statement,
)
from geo_osint.model.readings import StatementKind
from geo_osint.reading.quantities import UNIT_M

MOVEMENT = "movement"
"""What the kind of a movement is called beside the kinds of statements."""

KINDS: tuple[str, ...] = (
    *(each for each in get_args(StatementKind) if each not in IMPLIED),
    MOVEMENT,
)

FIELDS: Mapping[str, tuple[str, ...]] = {
    "statement": (
        "kind",
        "subject",
        "reference",
        "second_reference",
        "quantity",
        "relation",
        "measured_as",
        "stand_in",
        "stand_in_role",
        "same_as",
        "note",
    ),
    MOVEMENT: (
        "date",
        "arrival",
        "took",
        "count",
        "also",
        "actor",
        "origin",
        "via",
        "destination",
        "towards",
        "area",
        "ordinal",
        "ordinal_words",
        "sense",
        "same_as",
        "note",
    ),
}
"""What a reviewer may change, in the order in which the page shows it."""

BESIDE = ("same_as", "note")
"""Fields that say nothing of what the words mean: ids are the case's, notes are for people."""

FIGURES = ("distance", "vague_distance", "travel_time")
"""Kinds of statements that tell how far."""

TWO_PLACES = ("between", "on_border")
"""Kinds of statements that may be measured from two places."""

HEDGES = ("", "about", "at_least", "at_most", "more_than", "less_than", "few")
PRECISIONS: tuple[str, ...] = get_args(get_type_hints(DateReading)["precision"])

IN_UNIT_DIGITS = 6
"""Digits kept when metres are turned back into the unit a report uses."""

Told = Statement | Movement


def kind_of(told: Told) -> str:
    """Give a statement's kind, or `movement`."""
    return told.kind if isinstance(told, Statement) else MOVEMENT


def fields_of(told: Told) -> dict[str, Any]:
    """Give the fields of a reading as plain values, as the page shows them and a review holds them.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> told = Statement("s1", "r1", Span(0, 9), "8.7 miles", "distance", quantity=Quantity(
    ...     "8.7 miles", Span(0, 9), 14001.2928, 14001.2928, "mile"))
    >>> fields_of(told)["quantity"]["lo"], fields_of(told)["subject"]
    (8.7, None)
    """
    names = FIELDS["statement" if isinstance(told, Statement) else MOVEMENT]
    return {name: plain(getattr(told, name)) for name in names}


def mention_fields(mention: Mention) -> dict[str, Any]:
    """Give what a reviewer may change of a name that no statement or movement holds."""
    return {"meaning": _mention(mention)}


def plain(value: Any) -> Any:
    """Give one field as plain values: tables, lists, text, numbers as people say them."""
    match value:
        case Mention():
            return _mention(value)
        case Quantity():
            size = UNIT_M.get(value.unit, 1.0)
            return {
                **_said(value),
                "lo": _in_unit(value.value_lo, size),
                "hi": _in_unit(value.value_hi, size),
                "unit": value.unit,
                "hedge": value.hedge,
            }
        case Count():
            return {
                **_said(value),
                "lo": value.value_lo,
                "hi": value.value_hi,
                "noun": value.noun,
                "hedge": value.hedge,
                "with": value.with_,
            }
        case DateReading():
            return {
                **_said(value),
                "start": value.start.isoformat() if value.start else None,
                "end": value.end.isoformat() if value.end else None,
                "precision": value.precision,
            }
        case tuple():
            return [plain(each) for each in value]
    return value


def _said(value: Mention | Quantity | Count | DateReading) -> dict[str, Any]:
    return {"words": value.words, "span": [value.span.start, value.span.end]}


def _mention(mention: Mention) -> dict[str, Any]:
    return {**_said(mention), "places": list(mention.places), "open": bool(mention.question)}


def _in_unit(value_m: float | None, size_m: float) -> float | None:
    return None if value_m is None else round(value_m / size_m, IN_UNIT_DIGITS)
