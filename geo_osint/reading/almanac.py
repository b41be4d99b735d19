"""What the parts of a date amount to: calendar arithmetic, no text.

Reports tell of what has happened: where a date leaves its year, or a weekday its week, open, the
latest such day not after the day of publication is meant, unless the words say "next". Without
a day of publication nothing can be meant, and the answer is `UNKNOWN`.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from itertools import islice
from typing import Literal

Precision = Literal["day", "week", "month", "year", "unknown"]
Side = Literal["", "last", "this", "next"]
"""What the words say of the year or week: the one before, the running one, the coming one."""

Part = Literal["", "early", "middle", "late"]
"""Which third of a month the words name, if any."""

_YEARS_BETWEEN_LEAP_DAYS = 8
"""29 February can be eight years away: 1900 and 2100 have none."""

_YEARS_TRIED_FOR_A_WEEKDAY = 2
"""A weekday beside a date without a year may choose between this year and the one before; choosing
among more would make a wrong weekday move an event by years."""


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day meant, and how finely they are told; no days if that stays open."""

    start: date | None
    end: date | None
    precision: Precision


UNKNOWN = Days(None, None, "unknown")
"""A date that cannot be resolved."""


def one_day(day: date) -> Days:
    """Mean a single day."""
    return Days(day, day, "day")


def day_of(year: int, month: int, day: int) -> date | None:
    """Give a day of the calendar, None if there is no such day."""
    if not 1 <= month <= 12 or not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def is_possible(month: int, day: int) -> bool:
    """Tell whether a day of the month exists in any year.

    Examples
    --------
    >>> is_possible(2, 29), is_possible(2, 30)
    (True, False)
    """
    return day_of(2000, month, day) is not None


def day_without_year(
    month: int, day: int, published: date | None, side: Side = "", weekday: int = 0
) -> Days:
    """Find the year that a day and month are meant in.

    `weekday` (ISO, 0 if not named) chooses between the latest such day and the one a year before;
    if it agrees with neither, the date stays open.

    Examples
    --------
    >>> day_without_year(2, 23, date(2021, 2, 25)).start
    datetime.date(2021, 2, 23)
    >>> day_without_year(12, 30, date(2021, 1, 4)).start
    datetime.date(2020, 12, 30)
    """
    if published is None:
        return UNKNOWN
    candidates = _such_days(month, day, published, side)
    if not weekday:
        latest = next(candidates, None)
        return one_day(latest) if latest else UNKNOWN
    for candidate in islice(candidates, _YEARS_TRIED_FOR_A_WEEKDAY):
        if candidate.isoweekday() == weekday:
            return one_day(candidate)
    return UNKNOWN


def _such_days(month: int, day: int, published: date, side: Side) -> Iterator[date]:
    step = 1 if side == "next" else -1
    for away in range(2 * _YEARS_BETWEEN_LEAP_DAYS + 1):
        candidate = day_of(published.year + step * away, month, day)
        if candidate is None:
            continue
        if candidate > published if side == "next" else candidate <= published:
            yield candidate


def month_of(year: int, month: int) -> Days:
    """Mean a whole month; years that no calendar has stay open."""
    if not MINYEAR <= year <= MAXYEAR:
        return UNKNOWN
    return Days(
        date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
    )


_THIRD_DAYS = 10
"""Arabic and English chronicles alike part a month into tens: the last third has what is left."""


def third_of(month: Days, part: Part) -> Days:
    """Mean the first, second or last ten days or so of a month; all of it if no part is named.

    Examples
    --------
    >>> late = third_of(month_of(2021, 2), "late")
    >>> late.start, late.end, late.precision
    (datetime.date(2021, 2, 21), datetime.date(2021, 2, 28), 'week')
    """
    if not part or month.start is None or month.end is None:
        return month
    before = _THIRD_DAYS * ("early", "middle", "late").index(part)
    start = month.start + timedelta(days=before)
    end = month.end if part == "late" else start + timedelta(days=_THIRD_DAYS - 1)
    return Days(start, end, "week")


def day_alone(day: int, published: date | None) -> Days:
    """Find the month that "on the 13th" is meant in: the latest with such a day not after publication.

    Examples
    --------
    >>> day_alone(30, date(2021, 3, 5)).start
    datetime.date(2021, 1, 30)
    """
    for away in (0, -1, -2):
        month = month_beside(published, away)
        meant = month.start and day_of(month.start.year, month.start.month, day)
        if published and meant and meant <= published:
            return one_day(meant)
    return UNKNOWN


def month_without_year(month: int, published: date | None, side: Side = "") -> Days:
    """Find the year that a month is meant in; "last" and "next" exclude the running month.

    Examples
    --------
    >>> month_without_year(2, date(2021, 2, 10)).end, month_without_year(3, date(2021, 2, 10)).start
    (datetime.date(2021, 2, 28), datetime.date(2020, 3, 1))
    """
    if published is None:
        return UNKNOWN
    now = published.month
    if side == "next":
        return month_of(published.year + (month <= now), month)
    passed = month < now if side == "last" else month <= now
    return month_of(published.year - (not passed), month)


def month_beside(published: date | None, away: int) -> Days:
    """Mean the running month (0) or the one before it (-1)."""
    if published is None:
        return UNKNOWN
    years, month = divmod(published.month - 1 + away, 12)
    return month_of(published.year + years, month + 1)


def week_beside(published: date | None, away: int, begins: int) -> Days:
    """Mean the running week up to publication (0) or the whole one before it (-1).

    `begins` is the ISO number of its first day: weeks begin on Sunday in Damascus and Baghdad.

    Examples
    --------
    >>> week_beside(date(2021, 2, 24), -1, begins=7).start  # told on a Wednesday
    datetime.date(2021, 2, 14)
    """
    if published is None:
        return UNKNOWN
    start = published.toordinal() - (published.isoweekday() - begins) % 7 + 7 * away
    if start < 1:
        return UNKNOWN
    end = date.fromordinal(start + 6) if away else published
    return Days(date.fromordinal(start), end, "week")


def days_up_to(published: date | None, days: int) -> Days:
    """Mean the days before publication and the day itself: the past 72 hours reach back three days."""
    first = day_beside(published, -days)
    return Days(first.start, published, "day") if first.start else UNKNOWN


def year_of(year: int) -> Days:
    """Mean a whole year; years that no calendar has stay open."""
    if not MINYEAR <= year <= MAXYEAR:
        return UNKNOWN
    return Days(date(year, 1, 1), date(year, 12, 31), "year")


def year_beside(published: date | None, away: int) -> Days:
    """Mean the running year (0) or the one before it (-1)."""
    return UNKNOWN if published is None else year_of(published.year + away)


def day_beside(published: date | None, away: int) -> Days:
    """Mean the day of publication (0), the day before (-1), and so on."""
    if published is None or not 0 < published.toordinal() + away <= date.max.toordinal():
        return UNKNOWN
    return one_day(published + timedelta(days=away))


def weekday_near(weekday: int, published: date | None, side: Side = "") -> Days:
    """Find the day that a weekday's name means.

    Plainly the latest not after publication, "last" the latest before it, "next" the first after
    it; "this Friday" may lie on either side and stays open.

    Examples
    --------
    >>> weekday_near(2, date(2021, 2, 25)).start  # a Tuesday, told on a Thursday
    datetime.date(2021, 2, 23)
    """
    if published is None or side == "this":
        return UNKNOWN
    back = (published.isoweekday() - weekday) % 7
    if side == "next":
        return day_beside(published, 7 - back)
    return day_beside(published, -(back or 7) if side == "last" else -back)
