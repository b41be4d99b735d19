"""Dates as reports write them, in Arabic and English, and the days they mean.

Rules that are not obvious:

- A date without a year, a month or a weekday by itself counts back from the day of publication
  (`almanac` says how); without such a day it stays open, `precision` "unknown", no days.
- 3/4/2021 is day first in Arabic. In English it may be 3 April or 4 March: it stays open, unless one
  of the two cannot be or both are the same.
- A weekday beside a full date adds nothing; beside one without a year it chooses the year. Beside
  "yesterday" it wins, for reports are published a day late more often than they err on the weekday.
- "early", "mid-" and "late February" are the first, second and last third of the month.
- Impossible dates (31 February) are not read, not even as a month.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from geo_osint.model import DateReading
from geo_osint.names import Folded
from geo_osint.reading import almanac, relative_dates
from geo_osint.reading import date_patterns as patterns
from geo_osint.reading.almanac import Days
from geo_osint.reading.cues import Cues
from geo_osint.reading.date_parts import (
    Found,
    Source,
    day_number,
    part_of,
    side_of,
    weekday_number,
)
from geo_osint.reading.lexicon import Lexicon


def dates(
    body: str,
    folded: Folded,
    published: date | None,
    lexicon: Lexicon,
    cues: Cues | None = None,
) -> tuple[DateReading, ...]:
    """Read the dates of a text, in text order, none inside another.

    Parameters
    ----------
    body
        The text as printed.
    folded
        The same, folded.
    published
        The day the report is dated, None if unknown.
    lexicon
        Of the language it is in.
    cues
        Of the folded text and that lexicon, where several readers share them.

    Examples
    --------
    >>> from geo_osint.names import fold
    >>> from geo_osint.reading.lexicon import load
    >>> text = "دخلت القافلة في ٢٣ شباط/فبراير، أي الثلاثاء."
    >>> for found in dates(text, fold(text), date(2021, 2, 25), load("ar")):
    ...     print(found.words, found.start, found.precision)
    ٢٣ شباط/فبراير 2021-02-23 day
    الثلاثاء 2021-02-23 day
    """
    cues = cues or Cues(folded.text, lexicon)
    source = Source(body, folded, published, lexicon, cues)
    starts: list[int] = []
    kept: list[Found] = []
    for reader in _READERS:
        for found in reader(source):
            at = bisect_left(starts, found.start)
            clear_left = at == 0 or kept[at - 1].end <= found.start
            if clear_left and (at == len(kept) or found.end <= kept[at].start):
                starts.insert(at, found.start)
                kept.insert(at, found)
    return tuple(_as_reading(found, found.days, source) for found in kept if found.days)


def _as_reading(found: Found, days: Days, source: Source) -> DateReading:
    span = source.folded.span(found.start, found.end)
    return DateReading(span.of(source.body), span, days.start, days.end, days.precision)


def _numeric(source: Source) -> Iterator[Found]:
    """Read 2021-02-23 and 23/2/2021."""
    for match in patterns.NUMERIC.finditer(source.cues):
        yield Found(*match.span(), _numeric_days(match, source.lexicon.is_arabic))


def _numeric_days(match: re.Match[str], day_first: bool) -> Days | None:
    if match["iso_year"]:
        day = almanac.day_of(*(int(match[name]) for name in ("iso_year", "iso_month", "iso_day")))
        return almanac.one_day(day) if day else None
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    first, second = int(match["first"]), int(match["second"])
    as_day, as_month = almanac.day_of(year, second, first), almanac.day_of(year, first, second)
    if as_day and as_month and as_day != as_month and not day_first:
        return almanac.UNKNOWN
    meant = as_day or as_month
    return almanac.one_day(meant) if meant else None


def _short_numeric(source: Source) -> Iterator[Found]:
    """Read 23/2 behind a word for the date, where day first is the rule."""
    for match in patterns.short_numeric(source.lexicon).finditer(source.cues):
        month, day = int(match["month"]), int(match["day"])
        possible = 1 <= month <= 12 and almanac.is_possible(month, day)
        days = almanac.day_without_year(month, day, source.published) if possible else None
        yield Found(match.start("day"), match.end(), days)


def _day_and_month(source: Source) -> Iterator[Found]:
    """Read "23 February 2021", "February 23", «الثالث والعشرين من شباط»."""
    for pattern in patterns.day_and_month(source.lexicon):
        for match in pattern.finditer(source.cues):
            if source.is_capital(match.start("month")):
                yield from _day_month_found(match, source)


def _day_month_found(match: re.Match[str], source: Source) -> Iterator[Found]:
    last = _day_month_days(match, match["day"], source)
    start = match.start("weekday") if match["weekday"] else match.start("words")
    if not match["first"]:
        yield Found(start, match.end(), last)
        return
    first = _day_month_days(match, match["first"], source)
    is_range = source.before(match.start("words"), patterns.between(source.lexicon))
    if match["and"] and first and last and not is_range:
        yield from _listed(match, source)
        month_leads = match.start("month") < match.start("first")
        yield Found(match.start("words" if month_leads else "first"), match.end("first"), first)
        yield Found(match.start("day"), match.end(), last)
        return
    yield Found(start, match.end(), _from_to(first, last))


def _from_to(first: Days | None, last: Days | None) -> Days | None:
    if first is None or last is None or first.start is None or last.start is None:
        return last and first and almanac.UNKNOWN
    return Days(first.start, last.end, "day") if first.start < last.start else None


def _listed(match: re.Match[str], source: Source) -> Iterator[Found]:
    """Read the days before the last two of a list: "14, 18 and 23 February"."""
    for day in re.finditer(r"\d+", match["more"] or ""):
        start, end = (match.start("more") + at for at in day.span())
        yield Found(start, end, _day_month_days(match, day.group(), source))


def _day_month_days(match: re.Match[str], written: str, source: Source) -> Days | None:
    lexicon = source.lexicon
    month, day = _month_number(match, lexicon), day_number(written, lexicon)
    if not month or not almanac.is_possible(month, day):
        return None
    year = _year_number(match, source)
    if year:
        meant = almanac.day_of(year, month, day)
        return almanac.one_day(meant) if meant else None
    weekday = weekday_number(match["weekday"], lexicon) if match["weekday"] else 0
    return almanac.day_without_year(month, day, source.published, side_of(match, lexicon), weekday)


def _year_number(match: re.Match[str], source: Source) -> int:
    """Give the year beside a month, 0 if it is left open."""
    if match["year"]:
        return int(match["year"])
    beside = match["this_year"] or match["last_year"]
    return source.published.year - bool(match["last_year"]) if beside and source.published else 0


def _month_number(match: re.Match[str], lexicon: Lexicon) -> int:
    """Give the month; 0 where two names stand that do not mean the same."""
    first = _months(lexicon)[" ".join(match["month"].split())]
    other = match["again"]
    return first if not other or _months(lexicon)[" ".join(other.split())] == first else 0


@cache
def _months(lexicon: Lexicon) -> dict[str, int]:
    tables = (lexicon.classes("months"), lexicon.classes("months_short"))
    return {form: int(number) for table in tables for form, number in table.items()}


def _month(source: Source) -> Iterator[Found]:
    """Read a month with or without a year: "early February", «شباط الماضي»."""
    for match in patterns.month(source.lexicon).finditer(source.cues):
        number = _month_number(match, source.lexicon)
        if number and _is_month(match, source):
            yield Found(match.start("words"), match.end(), _month_days(match, number, source))


def _month_days(match: re.Match[str], number: int, source: Source) -> Days:
    year, part = _year_number(match, source), part_of(match, source.lexicon)
    if year:
        return almanac.third_of(almanac.month_of(year, number), part)
    side = side_of(match, source.lexicon)
    month = almanac.month_without_year(number, source.published, side)
    days = almanac.third_of(month, part)
    ahead = days.start and source.published and days.start > source.published
    if (
        ahead and not side and month.start
    ):  # "late February", told on the 10th, is that of last year
        return almanac.third_of(almanac.month_of(month.start.year - 1, number), part)
    return days


def _is_month(match: re.Match[str], source: Source) -> bool:
    """Tell a month's name from the word or the name it may be as well."""
    at, lexicon = match.start("month"), source.lexicon
    if not source.is_capital(at):
        return False
    surer = ("year", "this_year", "last_year", "side_before", "side_after", "again")
    if any(match[name] for name in surer):
        return True
    form = " ".join(match["month"].split())
    if form in lexicon.classes("months_short"):
        return False
    ambiguous = form in lexicon.classes("months_ambiguous")
    return not ambiguous or bool(match["part"]) or source.before(at, patterns.before_month(lexicon))


def _year(source: Source) -> Iterator[Found]:
    """Read a year behind a word for it: "in 2021", «عام ٢٠٢١»."""
    for match in patterns.year(source.lexicon).finditer(source.cues):
        yield Found(*match.span("year"), almanac.year_of(int(match["year"])))


_Reader = Callable[[Source], Iterator[Found]]
_READERS: tuple[_Reader, ...] = (
    _numeric,
    _day_and_month,
    _short_numeric,
    relative_dates.day_of_this_month,
    _month,
    relative_dates.relative,
    relative_dates.days_ago,
    relative_dates.past,
    relative_dates.day_alone,
    relative_dates.weekday,
    relative_dates.stretch_beside,
    _year,
)
"""First come, first served: the more a pattern says, the earlier it stands."""
