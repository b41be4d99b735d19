"""Whether a stated time of travel can be: by the mean speed that it asks for over the shortest way."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.figures import distances, speeds
from geo_osint.checking.pairs import nowhere, pairs_of
from geo_osint.checking.roads import Roads, by_straight_line, straight_m
from geo_osint.checking.verdicts import judge, margin_below_m
from geo_osint.model import (
    Bilingual,
    Finding,
    Interval,
    IntervalSet,
    Movement,
    Quantity,
    Statement,
    Verdict,
)
from geo_osint.names import fold

HOURS = "h"
KM_M = 1_000.0

SLOWER = ("at_most", "less_than")
"""Hedges that leave the traveller faster than the time told asks for; all slower speeds will do."""

FASTER = ("at_least", "more_than")
"""Hedges that leave the traveller slower than the time told asks for; all higher speeds will do."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to get on: the mean speeds that are usual (km/h), and the share that tolerance adds."""

    name: str
    fits: Interval
    slack: float
    words: tuple[str, ...]
    label: Bilingual
    source: str


def check_travel_time(statement: Statement, case: Case, roads: Roads = by_straight_line) -> Finding:
    """Check a stated time of travel by the mean speed it asks for, in km/h.

    Possible are the speeds from the shortest way in the longest time that the words allow to the longest
    way in the shortest time. A time that is too long refutes nothing: people stop.

    Parameters
    ----------
    statement, case
        As in `check`.
    roads
        How long the ways by road may be: from the straight line up, unless a network knows better.
    """
    gaps = wording.gaps(statement) or wording.unlocated(statement, case.places)
    quantity = statement.quantity
    if quantity is None or quantity.unit != HOURS or not quantity.value_lo:
        gaps = (*gaps, NO_TIME)
    if gaps:
        return Finding(statement, "cannot_check", reading="speed", unit="kmh", reasons=gaps)
    assert quantity
    mode, times = mode_of(statement), stated_h(quantity)
    pairs = pairs_of(statement.subject, statement.reference, case.places)
    lengths = [roads(pair) for pair in pairs]
    possible = IntervalSet.of(*(_speed(each.range_m, times) for each in lengths))
    printed, newsroom = stated_speeds(mode, quantity.hedge)
    open_ = nowhere(statement.mentions, case.places)
    verdict: Verdict = "not_settled" if open_ else judge(possible, printed, newsroom)
    return Finding(
        statement,
        verdict,
        reading="speed",
        unit="kmh",
        possible=possible,
        printed=printed,
        newsroom=newsroom,
        margin=_margin_m(possible, printed, times),
        reasons=(
            _how(IntervalSet.of(*(each.range_m for each in lengths)), times, possible),
            *dict.fromkeys(each.basis for each in lengths),
            _usual(mode, printed),
            *wording.identities(statement.mentions, case.places),
            *map(wording.unlocated_words, open_),
        ),
        settles=_settles(verdict, bool(open_)),
    )


def _settles(verdict: Verdict, open_: bool) -> Bilingual | None:
    if verdict != "not_settled":
        return None
    return wording.WHICH_PLACE if open_ else WHICH_ROAD


def mode_of(statement: Statement) -> Mode:
    """Tell how somebody travels by the words right behind the time; by vehicle where none tell."""
    quantity = statement.quantity
    assert quantity
    at = max(0, quantity.span.end - statement.span.start)
    behind = fold(statement.words[at : at + FAR]).text.lstrip(" -'’s")
    return next((each for each in modes() if behind.startswith(each.words)), modes()[0])


FAR = 32
"""Characters behind a time in which its "on foot" stands."""


def stated_h(quantity: Quantity) -> Interval:
    """Give the times that the figure of a travel time stands for, in hours, by its precision.

    Of "less than three hours" the longest, of "more than" the shortest: what the others ask for follows.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> stated_h(Quantity("three hours", Span(0, 11), 3.0, 3.0, "h"))
    Interval(lo=2.5, hi=3.5)
    """
    assert quantity.value_lo and quantity.value_hi
    lo = quantity.value_lo - _step_h(quantity.value_lo) / 2
    hi = quantity.value_hi + _step_h(quantity.value_hi) / 2
    if quantity.hedge in SLOWER:
        return Interval(hi, hi)
    return Interval(lo, lo) if quantity.hedge in FASTER else Interval(lo, hi)


def _step_h(hours: float) -> float:
    told = _table()["precision"]
    steps: Sequence[float] = told["steps_h"]
    return next((each for each in steps if _whole(hours / each)), float(told["finest_h"]))


def _whole(number: float) -> bool:
    return abs(number - round(number)) < TINY


TINY = 1e-9
"""What is left of thirds of an hour in binary."""


def _speed(road_m: Interval, times_h: Interval) -> Interval:
    """Give the mean speeds in km/h."""
    return Interval(road_m.lo / KM_M / times_h.hi, road_m.hi / KM_M / times_h.lo)


def stated_speeds(mode: Mode, hedge: str) -> tuple[IntervalSet, IntervalSet]:
    """Give the mean speeds that a way of travelling allows, as usual and with tolerance, in km/h.

    "Less than three hours" is as good at any speed below: who is faster needs less. "More than three hours"
    at any above.
    """
    lo = 0.0 if hedge in SLOWER else mode.fits.lo
    hi = math.inf if hedge in FASTER else mode.fits.hi
    wide = hi * (1 + mode.slack)
    return IntervalSet.of(Interval(lo, hi)), IntervalSet.of(Interval(0.0, wide))


def _margin_m(possible: IntervalSet, printed: IntervalSet, times_h: Interval) -> float | None:
    """Turn a margin of speed into metres: what the way could be longer, or would have to be shorter."""
    margin = margin_below_m(possible, printed)
    if margin is None or math.isinf(margin):
        return None
    too_fast = margin < 0 and possible.parts[0].lo > printed.parts[-1].hi
    return margin * KM_M * (times_h.hi if too_fast else times_h.lo)


def as_distance(statement: Statement) -> Statement:
    """Turn a travel time into the straight distances that it allows, to draw where its subject may lie."""
    quantity = statement.quantity
    if quantity is None or quantity.unit != HOURS or not quantity.value_lo:
        return statement
    times, speeds_kmh = stated_h(quantity), stated_speeds(mode_of(statement), quantity.hedge)
    sets = (
        IntervalSet.of(*(straight_m(_way(part, times)) for part in each)) for each in speeds_kmh
    )
    printed, newsroom = sets
    return replace(statement, quantity=replace(quantity, printed=printed, newsroom=newsroom))


def _way(speed_kmh: Interval, times_h: Interval) -> Interval:
    return Interval(speed_kmh.lo * KM_M * times_h.lo, speed_kmh.hi * KM_M * times_h.hi)


def budget(movement: Movement) -> tuple[float, float] | None:
    """Give the longest time that a movement can have taken, in hours, and the speed that it did not surpass, in km/h.

    None where no time is told, or only that it was longer than one.

    Examples
    --------
    >>> from geo_osint.model import Count, Span
    >>> took, lorries = Quantity("3 hours", Span(0, 7), 3.0, 3.0, "h"), Count("9 lorries", Span(0, 9), 9, 9, "lorry")
    >>> budget(Movement("m1", "r1", Span(0, 9), "", count=lorries, took=took))
    (3.5, 90.0)
    """
    took = movement.took
    if took is None or not took.value_hi or took.hedge in FASTER:
        return None
    nouns = {each.noun for each in movement.counts}
    slow = [float(each["kmh"]) for each in _table()["cap"] if nouns.intersection(each["nouns"])]
    vehicle = modes()[0]
    return stated_h(took).hi, min(slow, default=vehicle.fits.hi * (1 + vehicle.slack))


@cache
def modes() -> tuple[Mode, ...]:
    """Load the ways to get on, the one to take without words first."""
    return tuple(
        Mode(
            row["name"],
            Interval(*map(float, row["fits"])),
            row["slack"],
            tuple(fold(each).text for each in row["words"]),
            Bilingual(row["en"], row["ar"]),
            row["source"],
        )
        for row in _table()["mode"]
    )


@cache
def _table() -> dict[str, Any]:
    text = (resources.files(__package__) / "travel.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _how(lengths: IntervalSet, times_h: Interval, possible: IntervalSet) -> Bilingual:
    way, speed = distances(lengths), speeds(possible)
    took = "–".join(f"{each:.3g}" for each in dict.fromkeys((times_h.lo, times_h.hi)))
    return Bilingual(
        f"{way.en} in {took} hours is a mean of {speed.en}",
        f"{way.ar} في {took} ساعة تعني متوسط سرعة {speed.ar}",
    )


def _usual(mode: Mode, printed: IntervalSet) -> Bilingual:
    speed = speeds(printed)
    return Bilingual(
        f"taken as possible {mode.label.en}: {speed.en}; {mode.slack:.0%} more with newsroom tolerance",
        f"المفترض إمكانه {mode.label.ar}: {speed.ar}، ويزيد هامش التسامح الصحفي {mode.slack:.0%}",
    )


NO_TIME = Bilingual(
    "the words give no time on the way: from a day alone no speed follows",
    "لا تذكر الكلمات مدة الطريق: من اليوم وحده لا تُستنتج سرعة",
)

WHICH_ROAD = Bilingual(
    "the length of the road that was taken, and when who left and arrived",
    "طول الطريق المسلوك ووقتا الانطلاق والوصول",
)
