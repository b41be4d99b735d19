"""Dates that count from the day of publication: "yesterday", "three days ago", «الثلاثاء الماضي»."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from geo_osint.reading import almanac
from geo_osint.reading import date_patterns as patterns
from geo_osint.reading.almanac import Days
from geo_osint.reading.date_parts import (
    Found,
    Source,
    day_number,
    part_of,
    side_of,
    weekday_number,
)
from geo_osint.reading.lexicon import Lexicon
from geo_osint.reading.numbers import numbers

FARTHEST_DAYS_AGO = 60
"""Beyond two months nobody counts in days exactly."""


def day_of_this_month(source: Source) -> Iterator[Found]:
    """Read «23 من الشهر الجاري», "the 23rd of last month"."""
    for match in patterns.day_of_month_beside(source.lexicon).finditer(source.cues):
        if source.before(match.start("day"), patterns.not_a_day(source.lexicon)):
            continue
        month = almanac.month_beside(source.published, -1 if match["last"] else 0)
        day = day_number(match["day"], source.lexicon)
        if month.start is None:
            yield Found(match.start("day"), match.end(), almanac.UNKNOWN)
            continue
        meant = almanac.day_of(month.start.year, month.start.month, day)
        yield Found(match.start("day"), match.end(), almanac.one_day(meant) if meant else None)


def relative(source: Source) -> Iterator[Found]:
    """Read today, yesterday and their like, with the weekday beside them."""
    for match in patterns.relative(source.lexicon).finditer(source.cues):
        if not _is_relative(match, source):
            continue
        if match["weekday"]:
            weekday = weekday_number(match["weekday"], source.lexicon)
            days = almanac.weekday_near(weekday, source.published)
        else:
            away = next(days for name, days in _AWAY.items() if match[name])
            days = almanac.day_beside(source.published, away)
        yield Found(match.start("words"), match.end(), days)


def _is_relative(match: re.Match[str], source: Source) -> bool:
    """Tell "today" from «في ذلك اليوم» ("on that day") and from the name of a paper."""
    if not match["today"]:
        return True
    if source.before(match.start("today"), patterns.not_today(source.lexicon)):
        return False
    named = re.search(r"[^\W\d_][ ]$", source.text[max(0, match.start() - 2) : match.start()])
    printed = source.body[source.folded.offsets[match.start("today")]]
    return not (named and printed.isupper())


def days_ago(source: Source) -> Iterator[Found]:
    """Read "three days ago", «قبل ثلاثة أيام», «قبل يومين»."""
    before, after = patterns.around_days_ago(source.lexicon)
    for number in numbers(source.folded, source.lexicon, source.cues):
        opened = before.search(source.text, max(0, number.start - 12), number.start)
        closed = after.match(source.text, number.end)
        if opened and closed and 0 < number.value <= FARTHEST_DAYS_AGO and number.value % 1 == 0:
            days = _ago(closed, int(number.value), source)
            start = opened.start("words") if opened["words"] else number.start
            yield Found(start, closed.end(), days)
    for match in patterns.two_days_ago(source.lexicon).finditer(source.cues):
        yield Found(match.start("words"), match.end(), _ago(match, 2, source))


LONGEST_PAST_DAYS = 31
"""Of longer stretches ("the past 100 days") no report tells single events by the day."""

_HOURS_OF_A_DAY = 24


def past(source: Source) -> Iterator[Found]:
    """Read "the past 72 hours", «خلال الأيام الثلاثة الماضية»: up to the day of publication."""
    before, after = patterns.around_past(source.lexicon)
    for number in numbers(source.folded, source.lexicon, source.cues):
        opened = before.search(source.text, max(0, number.start - 16), number.start)
        closed = after.match(source.text, number.end)
        if not closed or not (opened or (source.lexicon.is_arabic and closed["hours"])):
            continue
        lead = opened["lead"] if opened else ""
        in_hours = closed["hours"] or lead in source.lexicon.forms("dates", "past_hours")
        days = math.ceil(number.value / _HOURS_OF_A_DAY) if in_hours else int(number.value)
        if 0 < days <= LONGEST_PAST_DAYS:
            start = opened.start("lead") if opened else number.start
            yield Found(start, closed.end(), almanac.days_up_to(source.published, days))


def _ago(match: re.Match[str], days: int, source: Source) -> Days:
    """Count back from publication, unless the words may count from something else."""
    if match["of_what"] is not None:
        return almanac.UNKNOWN
    return almanac.day_beside(source.published, -days)


def weekday(source: Source) -> Iterator[Found]:
    """Read weekdays by name: "on Tuesday", «الثلاثاء الماضي»."""
    for match in patterns.weekday(source.lexicon).finditer(source.cues):
        if not _is_weekday(match, source):
            continue
        number = weekday_number(match["weekday"], source.lexicon)
        side = side_of(match, source.lexicon)
        days = almanac.weekday_near(number, source.published, side)
        yield Found(match.start("words"), match.end(), days)


def _is_weekday(match: re.Match[str], source: Source) -> bool:
    lexicon, at = source.lexicon, match.start("weekday")
    cue, barred = patterns.before_weekday(lexicon)
    if not source.is_capital(at) or source.before(match.start("words"), barred):
        return False
    form = " ".join(match["weekday"].split())
    sure = form not in lexicon.classes("weekdays_ambiguous")
    return sure or bool(match["side_after"]) or source.before(at, cue)


def stretch_beside(source: Source) -> Iterator[Found]:
    """Read "this month", "last week", «العام الماضي»."""
    for match in patterns.beside(source.lexicon).finditer(source.cues):
        name = next(each for each in patterns.STRETCHES if match[each])
        side, _, stretch = name.partition("_")
        away = -1 if side == "last" else 0
        yield Found(match.start("words"), match.end(), _stretch(match, stretch, away, source))


def _stretch(match: re.Match[str], stretch: str, away: int, source: Source) -> Days:
    if stretch == "week":
        return almanac.week_beside(source.published, away, _week_begins(source.lexicon))
    if stretch == "year":
        return almanac.year_beside(source.published, away)
    return almanac.third_of(
        almanac.month_beside(source.published, away), part_of(match, source.lexicon)
    )


def day_alone(source: Source) -> Iterator[Found]:
    """Read "on the 13th": of the latest month that has such a day before publication."""
    for match in patterns.day_alone(source.lexicon).finditer(source.cues):
        days = almanac.day_alone(day_number(match["day"], source.lexicon), source.published)
        named = match["weekday"] and weekday_number(match["weekday"], source.lexicon)
        if named and days.start and days.start.isoweekday() != named:
            days = almanac.UNKNOWN
        yield Found(match.start("weekday" if named else "day"), match.end(), days)


def _week_begins(lexicon: Lexicon) -> int:
    """Give the ISO number of the day a week begins on where the language is spoken."""
    return weekday_number(lexicon.forms("dates", "week_begins")[0], lexicon)


_AWAY = {"today": 0, "yesterday": -1, "before_yesterday": -2, "tomorrow": 1}
