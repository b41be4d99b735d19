"""Distances as reports state them, each with what its words allow.

A stated distance is two sets of metres. N, *as printed*: what rounding and the hedge allow. W,
*newsroom*: N widened by `NEWSROOM_TOLERANCE`. Speeds, areas, heights, lengths of things, weapon
ranges, calibres, sums of money, years and times are no distances and are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo_osint.model import Interval, IntervalSet, Quantity
from geo_osint.names import Folded
from geo_osint.reading import quantity_patterns as patterns
from geo_osint.reading.cues import Cues
from geo_osint.reading.hedges import (
    Figure,
    figure_at,
    hedge_after,
    hedge_before,
    is_year,
    outer_hedge,
)
from geo_osint.reading.lexicon import Lexicon
from geo_osint.reading.numbers import Number, fraction_behind, numbers

UNIT_M = {
    "km": 1000.0,
    "m": 1.0,
    "mile": 1609.344,
    "nautical_mile": 1852.0,
    "yard": 0.9144,
    "foot": 0.3048,
}
"""Length of each unit in metres: exact by definition (SI; international yard and pound, 1959; IHB, 1929)."""

FEW = "few"
"""Hedge of an open number: "a few kilometres"."""


MOST_CONVERSION_ERROR = 0.15
"""How far a conversion in brackets may be off its figure: rounding to whole miles costs up to that."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far honest prose may be off: a share of the stated value, and no less than a floor."""

    relative: float
    at_least_m: float

    def slack_m(self, value_m: float) -> float:
        """Give the slack in metres for one stated end of a distance.

        Examples
        --------
        >>> NEWSROOM_TOLERANCE.slack_m(14_000), NEWSROOM_TOLERANCE.slack_m(500)
        (3500.0, 1000.0)
        """
        return max(self.relative * value_m, self.at_least_m)


NEWSROOM_TOLERANCE = Tolerance(relative=0.25, at_least_m=1000.0)
"""Measured on 131 distances that 48 outlets published: a quarter holds nine in ten of them, and leaves
out one in twenty at either end. Claims, measurements and limits stand in docs/method/tolerance.md. The
floor is a judgement: no claim of the sample is short enough to tell."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A distance in folded text; values and steps in metres, no values for an open number."""

    start: int
    end: int
    unit: str
    lo: float = 0.0
    hi: float = 0.0
    lo_step: float = 0.0
    hi_step: float = 0.0
    hedge: str = ""

    def overlaps(self, other: _Found) -> bool:
        return self.start < other.end and other.start < self.end


def quantities(
    body: str, folded: Folded, lexicon: Lexicon, cues: Cues | None = None
) -> tuple[Quantity, ...]:
    """Read the distances of a text, in text order.

    Parameters
    ----------
    body
        The text as printed.
    folded
        The same, folded.
    lexicon
        Of the language it is in.
    cues
        Of the folded text and that lexicon, where several readers share them.

    Returns
    -------
    tuple of Quantity
        Words and span take in the hedge; `value_lo` and `value_hi` in metres. Ranges keep both
        ends; of "10 and 15 km" without "between" only the second is read. "12 km and 500 m" is one.

    Notes
    -----
    N is the value and half its precision on each side, in the unit as written (`numbers.whole_step`
    has the rule and its source); "at least" and "more than" are open upwards, "at most", "less than"
    and "within" reach down to 0; "about" adds nothing. Open numbers ("a few") have empty sets.

    Examples
    --------
    >>> from geo_osint.names import fold
    >>> from geo_osint.reading.lexicon import load
    >>> text = "على بعد نحو ١٤ كم من القاعدة"
    >>> [found] = quantities(text, fold(text), load("ar"))
    >>> found.words, found.hedge, found.value_lo
    ('نحو ١٤ كم', 'about', 14000.0)
    >>> found.printed.parts[0], found.newsroom.parts[0]
    (Interval(lo=13500.0, hi=14500.0), Interval(lo=10000.0, hi=18000.0))
    """
    text, cues = folded.text, cues or Cues(folded.text, lexicon)
    figures = numbers(folded, lexicon, cues)
    found = _merged(text, list(_measured(text, figures, lexicon)), lexicon)
    for more in (_vague, _fractions, _single, _bare):
        found += [
            each for each in more(cues, lexicon) if not any(map(each.overlaps, _near(found, each)))
        ]
        found.sort(key=lambda each: each.start)
    return tuple(_as_quantity(each, body, folded) for each in found)


def stated_sets(
    lo_m: float, hi_m: float, hedge: str, lo_step_m: float, hi_step_m: float
) -> tuple[IntervalSet, IntervalSet]:
    """Give N and W of a stated distance, in metres.

    Parameters
    ----------
    lo_m, hi_m
        Its ends; equal for a single figure.
    hedge
        Class of the hedge, see `Quantity`.
    lo_step_m, hi_step_m
        Precision to which each end is given.

    Examples
    --------
    >>> stated_sets(40_000, 40_000, "at_least", 1000, 1000)[1].parts[0]
    Interval(lo=29500.0, hi=inf)
    """
    lo, lo_slack = lo_m - lo_step_m / 2, NEWSROOM_TOLERANCE.slack_m(lo_m)
    hi, hi_slack = hi_m + hi_step_m / 2, NEWSROOM_TOLERANCE.slack_m(hi_m)
    if hedge in ("at_least", "more_than"):
        hi = math.inf
    if hedge in ("at_most", "less_than"):
        lo = 0.0
    return _set(lo, hi), _set(lo - lo_slack, hi + hi_slack)


def _set(lo: float, hi: float) -> IntervalSet:
    """Bound a set at 0, and round it to the micrometre so that sums of floats read as written."""
    return IntervalSet.of(Interval(max(0.0, round(lo, 6)), hi if hi == math.inf else round(hi, 6)))


def _as_quantity(found: _Found, body: str, folded: Folded) -> Quantity:
    span = folded.span(found.start, found.end)
    if found.hedge == FEW:
        return Quantity(span.of(body), span, None, None, found.unit, FEW)
    printed, newsroom = stated_sets(found.lo, found.hi, found.hedge, found.lo_step, found.hi_step)
    lo, hi = round(found.lo, 6), round(found.hi, 6)
    return Quantity(span.of(body), span, lo, hi, found.unit, found.hedge, printed, newsroom)


def _near(found: Sequence[_Found], each: _Found) -> Iterator[_Found]:
    """Give the neighbours of a new one in a list sorted by start, where none overlaps another."""
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if found[middle].start < each.end else (low, middle)
    yield from found[max(0, low - 2) : low]


def _measured(text: str, found: Sequence[Number], lexicon: Lexicon) -> Iterator[_Found]:
    """Read numbers that a unit follows."""
    unit_behind = patterns.unit_behind(lexicon)
    for index, number in enumerate(found):
        match = unit_behind.match(text, number.end)
        if match is None or _is_calendar(text, number, match["unit"], lexicon):
            continue
        unit = lexicon.classes("units")[" ".join(match["unit"].split())]
        figure = figure_at(text, found, index, lexicon)
        measured = _figure(figure, match.end(), unit, text, lexicon)
        inside = "about" if match["inside"] else ""
        distance = _finished(text, measured, lexicon, inside)
        if distance is not None:
            yield distance


def _is_calendar(text: str, number: Number, unit: str, lexicon: Lexicon) -> bool:
    """Tell years from figures: "in 2021", and «2021 م», where the letter means AD."""
    looks_like_year = number.end - number.start == 4 and 1300 <= number.value <= 2100
    return (unit == "م" and looks_like_year) or is_year(text, number, lexicon)


def _figure(figure: Figure, end: int, unit: str, text: str, lexicon: Lexicon) -> _Found:
    metres = UNIT_M[unit]
    low_metres = UNIT_M[figure.low_unit or unit]
    low, high = (figure.low.value, figure.low.step), (figure.high.value, figure.high.step)
    fraction = fraction_behind(text, end, lexicon)
    if fraction is not None:
        end, part = fraction
        high = (high[0] + part, part)
        low = high if figure.low is figure.high else low
    ends = sorted(
        ((low[0] * low_metres, low[1] * low_metres), (high[0] * metres, high[1] * metres))
    )
    (lo, lo_step), (hi, hi_step) = ends
    return _Found(figure.start, end, unit, lo, hi, lo_step, hi_step)


def _finished(text: str, found: _Found, lexicon: Lexicon, inside: str = "") -> _Found | None:
    """Take in the hedges around a distance; None where its neighbours make it something else."""
    end, after = hedge_after(text, found.end, lexicon)
    start, before = hedge_before(text, found.start, lexicon)
    if not _is_distance(text, start, found.end, lexicon):
        return None
    return replace(found, start=start, end=end, hedge=outer_hedge(before, after) or inside)


def _is_distance(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    after = patterns.not_after(lexicon).match(text, end)
    return not after and not patterns.not_before(lexicon).search(text, max(0, start - 32), start)


def _merged(text: str, found: list[_Found], lexicon: Lexicon) -> list[_Found]:
    """Drop first ends that a range took in, and add up "12 km and 500 m"."""
    kept: list[_Found] = []
    for each in found:
        while kept and kept[-1].start >= each.start:
            kept.pop()
        if kept and kept[-1].overlaps(each):
            continue
        if kept and _converts(text, kept[-1], each):
            if text[each.end : each.end + 1] != ")":
                kept[-1] = replace(
                    kept[-1], end=each.end
                )  # "50 km/31 miles": one figure, two units
            continue
        if kept and _continues(text, kept[-1], each, lexicon):
            each = _added(kept.pop(), each)
        kept.append(each)
    return kept


def _converts(text: str, first: _Found, second: _Found) -> bool:
    """Tell a conversion from a second distance: "14 km (9 miles)", "50 km/31 miles"."""
    between = text[first.end : second.start].strip()
    beside = between == "/" or (between == "(" and text.startswith(")", second.end))
    largest = max(first.hi, second.hi)
    agrees = abs(first.hi - second.hi) <= MOST_CONVERSION_ERROR * largest
    return beside and agrees and first.unit != second.unit


def _continues(text: str, first: _Found, second: _Found, lexicon: Lexicon) -> bool:
    smaller = second.hi < UNIT_M[first.unit] and UNIT_M[second.unit] < UNIT_M[first.unit]
    plain = not second.hedge and first.lo == first.hi and second.lo == second.hi
    return (
        smaller
        and plain
        and patterns.and_only(lexicon).fullmatch(text, first.end, second.start) is not None
    )


def _added(first: _Found, second: _Found) -> _Found:
    value = first.lo + second.lo
    step = second.lo_step
    return replace(first, end=second.end, lo=value, hi=value, lo_step=step, hi_step=step)


def _vague(cues: Cues, lexicon: Lexicon) -> Iterator[_Found]:
    """Read open numbers: "a few hundred metres", «عشرات الكيلومترات»."""
    for match in patterns.vague(lexicon).finditer(cues):
        yield from _open(cues.text, match, lexicon)


def _bare(cues: Cues, lexicon: Lexicon) -> Iterator[_Found]:
    """Read plurals without a figure: "kilometres from", «على بعد كيلومترات»."""
    for match in patterns.bare(lexicon).finditer(cues):
        yield from _open(cues.text, match, lexicon)


def _open(text: str, match: re.Match[str], lexicon: Lexicon) -> Iterator[_Found]:
    group = "unit" if match["unit"] else "unit_alone"
    start, end = match.start("words" if match["words"] else group), match.end(group)
    if _is_distance(text, start, end, lexicon):
        unit = lexicon.classes("units")[" ".join(match[group].split())]
        yield _Found(start, end, unit, hedge=FEW)


def _fractions(cues: Cues, lexicon: Lexicon) -> Iterator[_Found]:
    """Read parts of one unit: "half a mile", «ثلاثة أرباع الكيلومتر»."""
    for match in patterns.fraction(lexicon).finditer(cues):
        value = 0.75 if match["three"] else 0.5 if match["half"] else 0.25
        step = 0.5 if match["half"] else 0.25
        yield from _of_one_unit(cues.text, match, (value, step), lexicon)


def _single(cues: Cues, lexicon: Lexicon) -> Iterator[_Found]:
    """Read one unit or two without a figure: "a mile and a half", «كيلومتر واحد», «كيلومترين»."""
    for match in patterns.single(lexicon).finditer(cues):
        value = 2.0 if match["two"] else 1.0
        fraction = fraction_behind(cues.text, match.end(), lexicon)
        if not _counts_as_one(cues.text, match, fraction is not None, lexicon):
            continue
        figure = (value + fraction[1], fraction[1]) if fraction else (value, 1.0)
        yield from _of_one_unit(
            cues.text, match, figure, lexicon, fraction[0] if fraction else None
        )


def _counts_as_one(text: str, match: re.Match[str], with_fraction: bool, lexicon: Lexicon) -> bool:
    """Tell a unit that means one of it: by article, dual, "one", a fraction, a hedge or "at"."""
    if match["article"] or match["two"] or match["alone"] or with_fraction:
        return True
    start, hedge = hedge_before(text, match.start(), lexicon)
    return (
        bool(hedge)
        or patterns.bare_before(lexicon).search(text, max(0, start - 24), start) is not None
    )


def _of_one_unit(
    text: str,
    match: re.Match[str],
    figure: tuple[float, float],
    lexicon: Lexicon,
    end: int | None = None,
) -> Iterator[_Found]:
    unit = _unit_of(match, lexicon)
    value, step = (part * UNIT_M[unit] for part in figure)
    start, end = match.start("words"), match.end() if end is None else end
    found = _Found(start, end, unit, value, value, step, step)
    finished = _finished(text, found, lexicon)
    if finished is not None:
        yield finished


def _unit_of(match: re.Match[str], lexicon: Lexicon) -> str:
    two = match.groupdict().get("two")
    table = lexicon.classes("units_dual" if two else "units_one")
    return table[" ".join((two or match["unit"]).split())]
