"""What stands around a figure: the hedge before or after it, and the other end of a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geo_osint.reading.lexicon import BLANK, Lexicon
from geo_osint.reading.numbers import Number

_WINDOW = 48
"""How far back a hedge may begin, in characters: longer than any in the lexicons."""

_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100
"""Whole numbers between these are years where a word for the year stands before them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, or a range of two (`low` up to `high`), in folded text.

    `low_unit` is the class of a unit that stands behind the first of two numbers, empty if none.
    """

    start: int
    end: int
    low: Number
    high: Number
    low_unit: str = ""


def figure_at(text: str, found: Sequence[Number], index: int, lexicon: Lexicon) -> Figure:
    """Take a number together with the first end of its range, if it is the second.

    A range is "30 to 35", "10-15", "10 or 15", and only behind "between" «بين» also "10 and 15". Its
    ends must ascend, unless "between" or "from" opens it; a day behind a month's name is no end.
    """
    number = found[index]
    alone = Figure(number.start, number.end, number, number)
    if not index:
        return alone
    earlier = found[index - 1]
    opened = _opening(lexicon).search(text, max(0, earlier.start - _WINDOW), earlier.start)
    joined = _joint(lexicon, opened is not None and opened["between"] is not None).fullmatch(
        text, earlier.end, number.start
    )
    if joined is None or _after_month(lexicon).search(
        text, max(0, earlier.start - 20), earlier.start
    ):
        return alone
    start = opened.start("opening") if opened else earlier.start
    unit = lexicon.classes("units")[" ".join(joined["unit"].split())] if joined["unit"] else ""
    if opened or unit or earlier.value < number.value:
        return Figure(start, number.end, earlier, number, unit)
    return alone


def hedge_before(text: str, start: int, lexicon: Lexicon) -> tuple[int, str]:
    """Read the hedges that end at an offset: where they begin, and what they amount to.

    Of several ("no more than about") the outermost that is not "about" counts.
    """
    hedge = ""
    for _ in range(3):
        match = _hedge_end(lexicon).search(text, max(0, start - _WINDOW), start)
        if match is None:
            break
        found = lexicon.classes("hedges")[" ".join(match["hedge"].split())]
        hedge = outer_hedge(found, hedge)
        start = match.start("hedge")
    return start, hedge


def hedge_after(text: str, end: int, lexicon: Lexicon) -> tuple[int, str]:
    """Read a hedge that begins behind an offset: where it ends, and its class."""
    match = _hedge_start(lexicon).match(text, end)
    if match is None:
        return end, ""
    return match.end(), lexicon.classes("hedges_after")[" ".join(match["hedge"].split())]


def outer_hedge(outer: str, inner: str) -> str:
    """Tell what two hedges of one figure amount to: "about" yields to any other.

    Examples
    --------
    >>> outer_hedge("about", "at_least")
    'at_least'
    """
    return inner if outer in ("", "about") and inner else outer


def is_year(text: str, number: Number, lexicon: Lexicon) -> bool:
    """Tell a year ("in 2021", «عام ٢٠٢١», "February 2021") from a figure."""
    if number.end - number.start != 4 or not _EARLIEST_YEAR <= number.value <= _LATEST_YEAR:
        return False
    window = max(0, number.start - 24)
    return any(
        pattern(lexicon).search(text, window, number.start)
        for pattern in (_after_year, _after_month)
    )


@cache
def _opening(lexicon: Lexicon) -> re.Pattern[str]:
    words = lexicon.pattern
    hedge = rf"(?:{words('hedges')}{BLANK})?"
    opening = rf"(?:(?P<between>{words('ranges', 'between')})|{words('ranges', 'from')})"
    return re.compile(rf"(?<!\w)[وفبل]?(?P<opening>{opening}){BLANK}{hedge}(?:ال[ ]?)?$")


@cache
def _joint(lexicon: Lexicon, between: bool) -> re.Pattern[str]:
    words = lexicon.pattern
    join = rf"[ ]?-[ ]?|{BLANK}{words('ranges', 'join')}{BLANK}"
    if between:
        again = rf"(?:{words('ranges', 'between')}{BLANK})?"
        blank = "[ ]?" if lexicon.is_arabic else BLANK
        join += rf"|{BLANK}{words('ranges', 'and')}{blank}{again}"
    hedge = rf"(?:{words('hedges', 'about', 'at_most')}{BLANK})?"
    return re.compile(rf"(?:[ -]?(?P<unit>{words('units')})(?!\w))?(?:{join}){hedge}(?:ال[ ]?)?")


@cache
def _after_month(lexicon: Lexicon) -> re.Pattern[str]:
    months = "|".join(lexicon.pattern(name) for name in ("months", "months_short"))
    return re.compile(rf"(?<!\w)[وفبكل]{{0,2}}(?:{months})[ ]?[,،]?{BLANK}$")


@cache
def _after_year(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)[وفبكل]{{0,2}}{lexicon.pattern('dates', 'year_sure')}{BLANK}$")


@cache
def _hedge_end(lexicon: Lexicon) -> re.Pattern[str]:
    filler = rf"(?:{BLANK}{lexicon.pattern('hedge_fillers')}(?!\w))*"
    return re.compile(
        rf"(?<!\w)[وفبل]{{0,2}}?(?P<hedge>{lexicon.pattern('hedges')})(?!\w){filler}(?:{BLANK}|-)"
        r"(?:[وفبكل]|ال|ب[ ])?$"
    )


@cache
def _hedge_start(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"[,،]?{BLANK}[,،]?(?P<hedge>{lexicon.pattern('hedges_after')})(?!\w)")
