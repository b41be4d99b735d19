"""Distances without a figure that have a documented range all the same: "tens of kilometres", «بضعة»."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from geo_osint.model import Bilingual, Interval, IntervalSet, Quantity
from geo_osint.names import fold
from geo_osint.reading.quantities import FEW, NEWSROOM_TOLERANCE, UNIT_M


@dataclass(frozen=True, slots=True)
class Vague:
    """A word for an open number: its forms, the range it has been given, none if empty, and by whom."""

    name: str
    forms: frozenset[str]
    range: tuple[float, ...]
    source: str
    because: Bilingual


def ranged(quantity: Quantity) -> tuple[Quantity, Bilingual | None]:
    """Give a distance in words its documented range, and the reason; as it was where nothing documents one.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> told = Quantity("tens of kilometres", Span(0, 18), None, None, "km", "few")
    >>> ranged(told)[0].printed.parts
    (Interval(lo=20000.0, hi=100000.0),)
    """
    found = _meant(quantity)
    if found is None:
        return quantity, None
    if not found.range:
        return quantity, found.because
    size = UNIT_M[quantity.unit]
    lo, hi = (each * size for each in found.range)
    slack = NEWSROOM_TOLERANCE.slack_m
    wide = Interval(max(0.0, lo - slack(lo)), hi + slack(hi))
    told = replace(
        quantity, printed=IntervalSet.of(Interval(lo, hi)), newsroom=IntervalSet.of(wide)
    )
    return told, _taken(found, quantity.unit)


def _meant(quantity: Quantity) -> Vague | None:
    if quantity.hedge != FEW or quantity.printed or quantity.unit not in UNIT_M:
        return None
    words = frozenset(fold(quantity.words).text.split())
    return next((each for each in words_for_numbers() if each.forms & words), None)


def _taken(found: Vague, unit: str) -> Bilingual:
    lo, hi = (f"{each:,.0f}" for each in found.range)
    return Bilingual(
        f"taken as {lo} to {hi} ({UNITS.get(unit, unit)}): {found.because.en}",
        f"أُخذ على أنه من {lo} إلى {hi}: {found.because.ar}",
    )


UNITS = {
    "m": "metres",
    "mile": "miles",
    "nautical_mile": "nautical miles",
    "yard": "yards",
    "foot": "feet",
}
"""Units in words, where the sign alone would not do."""


@cache
def words_for_numbers() -> tuple[Vague, ...]:
    """Load the table of words."""
    text = (resources.files(__package__) / "vague.toml").read_text(encoding="utf-8")
    return tuple(
        Vague(
            row["name"],
            frozenset(fold(each).text for each in row["forms"]),
            tuple(map(float, row["range"])),
            row["source"],
            Bilingual(**row["because"]),
        )
        for row in tomllib.loads(text)["row"]
    )
