"""Times of travel as reports state them: "a two-hour drive", «تبعد ساعة ونصف الساعة».

A time is one of travel only where the words say so: behind a word for being distant in the same
clause, or before one for driving. All other hours and minutes are no business of a map.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geo_osint.model import Quantity
from geo_osint.names import Folded
from geo_osint.reading.cues import Cued, Cues, cue
from geo_osint.reading.hedges import figure_at, hedge_before
from geo_osint.reading.lexicon import BLANK, Lexicon
from geo_osint.reading.numbers import fraction_behind, numbers

HOURS = "h"
"""The unit of a travel time."""

UNIT_H = {"hour": 1.0, "minute": 1 / 60}
"""Length of each unit in hours."""

_CLAUSE = 60
"""How far back the word for being distant may stand, in characters."""


def durations(
    body: str, folded: Folded, lexicon: Lexicon, cues: Cues | None = None
) -> tuple[Quantity, ...]:
    """Read the travel times of a text, in text order.

    Parameters
    ----------
    body, folded, lexicon, cues
        As for `quantities.quantities`.

    Returns
    -------
    tuple of Quantity
        Values in hours, `unit` "h"; without sets, for what they allow depends on the road.

    Examples
    --------
    >>> from geo_osint.names import fold
    >>> from geo_osint.reading.lexicon import load
    >>> text = "تبعد الحسكة عن القامشلي ساعة ونصف الساعة، وبعد ساعتين وصل الوفد."
    >>> [(each.words, each.value_lo) for each in durations(text, fold(text), load("ar"))]
    [('ساعة ونصف الساعة', 1.5)]
    """
    text, cues = folded.text, cues or Cues(folded.text, lexicon)
    found = [*_counted(folded, cues, lexicon), *_named(cues, lexicon)]
    kept: list[Quantity] = []
    for start, end, lo, hi in sorted(found):
        if not _of_travel(text, start, end, lexicon):
            continue
        start, hedge = hedge_before(text, start, lexicon)
        span = folded.span(start, end)
        if not kept or kept[-1].span.end <= span.start:
            kept.append(Quantity(span.of(body), span, lo, hi, HOURS, hedge))
    return tuple(kept)


_Found = tuple[int, int, float, float]
"""Start and end in folded text, and both values in hours."""


def _counted(folded: Folded, cues: Cues, lexicon: Lexicon) -> Iterator[_Found]:
    """Read figures with their unit: "20 minutes", «ثلاث ساعات ونصف»."""
    figures = numbers(folded, lexicon, cues)
    for index, number in enumerate(figures):
        match = _unit_behind(lexicon).match(folded.text, number.end)
        if match is None:
            continue
        unit_h = UNIT_H["hour" if match["hour"] else "minute"]
        figure = figure_at(folded.text, figures, index, lexicon)
        end, part = _with_fraction(folded.text, match.end(), lexicon)
        lo, hi = sorted((figure.low.value, figure.high.value))
        yield figure.start, end, (lo + part) * unit_h, (hi + part) * unit_h


def _named(cues: Cues, lexicon: Lexicon) -> Iterator[_Found]:
    """Read what is a figure by itself: «ساعتين», "half an hour", and an hour."""
    values = {"two": 2.0, "half": 0.5, "quarter": 0.25, "one": 1.0}
    for match in _single(lexicon).finditer(cues):
        name = next(each for each in values if match[each])
        end, part = _with_fraction(cues.text, match.end(), lexicon)
        yield match.start(name), end, values[name] + part, values[name] + part


def _with_fraction(text: str, end: int, lexicon: Lexicon) -> tuple[int, float]:
    """Take in "and a half", and the unit that Arabic repeats behind it."""
    fraction = fraction_behind(text, end, lexicon)
    if fraction is None:
        return end, 0.0
    again = re.compile(rf"{BLANK}{lexicon.pattern('durations', 'again')}(?!\w)")
    unit = again.match(text, fraction[0])
    return (unit.end() if unit else fraction[0]), fraction[1]


def _of_travel(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    if _after(lexicon).match(text, end):
        return True
    clause = re.split(r"[.,،؛;:!?؟\n]", text[max(0, start - _CLAUSE) : start])[-1]
    return _before(lexicon).search(clause) is not None


@cache
def _unit_behind(lexicon: Lexicon) -> re.Pattern[str]:
    hour, minute = (lexicon.pattern("durations", each) for each in UNIT_H)
    return re.compile(rf"(?:{BLANK}|-)(?:(?P<hour>{hour})|{minute})(?!\w)")


@cache
def _single(lexicon: Lexicon) -> Cued:
    names = ("two", "half", "quarter", "one")
    either = "|".join(rf"(?P<{name}>{lexicon.pattern('durations', name)})" for name in names)
    return cue(rf"(?<!\w)[وفبل]??(?:{either})(?!\w)", lexicon.forms("durations", *names))


@cache
def _after(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:['’]s?)?(?:{BLANK}|-){lexicon.pattern('durations', 'after')}(?!\w)")


@cache
def _before(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)[وفبل]?{lexicon.pattern('durations', 'before')}(?!\w)")
