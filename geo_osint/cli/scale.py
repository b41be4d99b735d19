"""Sets of distances drawn with characters, one above the other, for terminals of any width."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from geo_osint.model import Interval, IntervalSet

Rows = Sequence[tuple[str, IntervalSet]]

MARKS = ("█", "▓", "░")
PLAIN = ("#", "=", "-")
"""What fills the rows, first to last: told apart without colour, and in a terminal without Unicode."""

OPEN = ">"
"""Stands at the right end of what goes on without an end."""

MARGIN = 0.05
"""Share of the axis left free at both ends, so that ends are seen to be ends."""

LEAST_M = 1_000.0
"""An axis is no shorter: metres are beyond what places are known to."""

NARROWEST = 12
"""Columns below which an axis says nothing."""

ROUND_STEPS = (1, 2, 5)


def scale(rows: Rows, width: int, plain: bool = False) -> list[str]:
    """Draw sets of distances (metres) over one axis in kilometres.

    Parameters
    ----------
    rows
        Labels and sets, the one that matters most first; an empty set leaves its row empty.
    width
        Columns that a line may take, labels included.
    plain
        Use ASCII alone.

    Returns
    -------
    list of str
        A line for each row, the axis, and how much ground one column stands for; nothing where no set
        has a part, or the width leaves no room. A part takes every column it touches.

    Examples
    --------
    >>> possible = IntervalSet.of(Interval(14_500, 15_200), Interval(18_300, 19_000))
    >>> printed = IntervalSet.of(Interval(13_500, 14_500))
    >>> for line in scale([("possible", possible), ("printed", printed)], 46, plain=True):
    ...     print(line.rstrip())
    possible         #####                  #####
    printed    =======
                  |           |           |
    km            14          16          18
    One column is 0.2 km.
    """
    label = max((len(name) for name, _ in rows), default=0) + 2
    columns = width - label
    if columns < NARROWEST or not any(found for _, found in rows):
        return []
    axis = _axis(rows)
    marks = PLAIN if plain else MARKS
    drawn = [
        f"{name:<{label}}{_bar(found, axis, columns, marks[min(number, len(marks) - 1)])}"
        for number, (name, found) in enumerate(rows)
    ]
    marks_line, figures = _ticks(axis, columns)
    ground = axis.width / columns / 1_000
    return [
        *drawn,
        " " * label + marks_line,
        f"{'km':<{label}}{figures}",
        f"One column is {ground:.1g} km.",
    ]


def _axis(rows: Rows) -> Interval:
    """Span all finite ends, with a margin; an open set goes on for a quarter of what is told."""
    parts = [part for _, found in rows for part in found]
    ends = [end for part in parts for end in (part.lo, part.hi) if math.isfinite(end)]
    lo, hi = min(ends), max(ends)
    spread = max(hi - lo, LEAST_M)
    open_ = 0.25 * spread if any(math.isinf(part.hi) for part in parts) else 0.0
    return Interval(max(0.0, lo - MARGIN * spread), lo + (1 + MARGIN) * spread + open_)


def _column(at_m: float, axis: Interval, columns: int) -> int:
    return min(columns - 1, max(0, int((at_m - axis.lo) / axis.width * columns)))


def _bar(found: IntervalSet, axis: Interval, columns: int, mark: str) -> str:
    cells = [" "] * columns
    for part in found:
        first, last = (_column(min(end, axis.hi), axis, columns) for end in (part.lo, part.hi))
        cells[first : last + 1] = mark * (last + 1 - first)
        if math.isinf(part.hi):
            cells[-1] = OPEN
    return "".join(cells).rstrip()


def _ticks(axis: Interval, columns: int) -> tuple[str, str]:
    """Put marks at round kilometres, and the figures below them."""
    marks, figures = "", ""
    for at_km in list(_round_places(axis, columns)) or [round(axis.lo / 1_000, 1)]:
        column = _column(at_km * 1_000, axis, columns)
        if column + len(f"{at_km:g}") <= columns:
            marks = f"{marks:<{column}}|"
            figures = f"{figures:<{column}}{at_km:g}"
    return marks, figures


def _round_places(axis: Interval, columns: int) -> Iterator[float]:
    """Give round kilometres so far apart that their figures do not run into each other."""
    lo, hi = axis.lo / 1_000, axis.hi / 1_000
    room = len(f"{hi:.0f}") + 6
    step = _round_step((hi - lo) * room / columns)
    for number in range(math.ceil(lo / step), math.floor(hi / step) + 1):
        yield round(number * step, 6)


def _round_step(at_least: float) -> float:
    power = 10.0 ** math.floor(math.log10(at_least))
    return next((each * power for each in ROUND_STEPS if each * power >= at_least), 10 * power)
