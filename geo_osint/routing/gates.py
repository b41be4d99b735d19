"""Crossings, bridges, ferries and checkpoints: what is known of them on a day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from geo_osint.model import Bilingual, LonLat

GateKind = Literal["border_crossing", "bridge", "ferry", "checkpoint"]

GateState = Literal["open", "closed", "damaged", "destroyed", "restricted", "unknown"]

OVER_WATER: Collection[GateKind] = ("bridge", "ferry")
"""Kinds of gates by which a river is crossed; dams are bridges too."""

SHUT: Collection[GateState] = ("closed", "destroyed")
"""States in which nobody is taken to pass. Through a damaged bridge or a restricted crossing some still do, and
of an unknown one nothing is known: the route tells the state."""


@dataclass(frozen=True, slots=True)
class Period:
    """What sources say of a gate from one day to another, both included; None where they give no day."""

    state: GateState
    since: date | None
    until: date | None
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """A point that links lead through, with its dated states; `place` is its gazetteer id, if any."""

    id: str
    kind: GateKind
    name: Bilingual
    at: LonLat
    links: tuple[int, ...]
    periods: tuple[Period, ...]
    place: str = ""


def first_day(told: str) -> date:
    """Give the first day of a year, a month or a day written as ISO has it.

    Examples
    --------
    >>> first_day("2016-09").isoformat(), last_day("2016-09").isoformat()
    ('2016-09-01', '2016-09-30')
    """
    year, month, day = (*map(int, told.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(told: str) -> date:
    """Give the last day of a year, a month or a day written as ISO has it."""
    year, month, day = (*map(int, told.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def periods_on(gate: Gate, first: date | None, last: date | None) -> tuple[Period, ...]:
    """Give the periods of a gate that touch any of the days from first to last; none if they are not known."""
    if first is None or last is None:
        return ()
    return tuple(
        each
        for each in gate.periods
        if (each.since or date.min) <= last and (each.until or date.max) >= first
    )


def state_on(gate: Gate, first: date | None, last: date | None) -> GateState:
    """Tell the state of a gate on all of the days from first to last; `unknown` where it changed or is not told.

    Examples
    --------
    >>> closed = Period("closed", date(2021, 12, 19), date(2022, 1, 18), ("press",))
    >>> gate = Gate("g", "bridge", Bilingual("Bridge", "جسر"), LonLat(40, 35), (0,), (closed,))
    >>> state_on(gate, date(2022, 1, 1), date(2022, 1, 1)), state_on(gate, date(2021, 12, 1), date(2022, 1, 1))
    ('closed', 'unknown')
    """
    found = periods_on(gate, first, last)
    if first is None or last is None or len({each.state for each in found}) != 1:
        return "unknown"
    # a single state that covers only some of the days says nothing of the others
    whole = any(
        (each.since or date.min) <= first and (each.until or date.max) >= last for each in found
    )
    return found[0].state if whole else "unknown"
