"""Dates as reports write them, in Arabic and English, and the days they mean.

Rules that are not obvious:

- A date without a year, a month or a weekday by itself counts back from the day of publication
  (`almanac` says how); without such a day it stays open, `precision` "unknown", no days.
- 3/4/2021 is day first in Arabic. In English it may be 3 April or 4 March: it stays open, unless one
  of the two cannot be or both are the same.
- A weekday beside a full date adds nothing; beside one without a year it chooses the year. Beside
  "yesterday" it wins, for reports are published a day late more often than they err on the weekday.
- "early February" is the month: the words are the reader's to judge. Impossible dates
  (31 February) are not read, not even as a month.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from geo_osint.model import DateReading
from geo_osint.names import Folded
from geo_osint.reading import almanac
from geo_osint.reading import date_patterns as patterns
from geo_osint.reading.almanac import Days, Side
from geo_osint.reading.cues import Cues
from geo_osint.reading.lexicon import Lexicon
from geo_osint.reading.numbers import numbers, ordinal_of

FARTHEST_DAYS_AGO = 60
"""Beyond two months nobody counts in days exactly."""


@dataclass(frozen=True, slots=True)
class _Text:
    body: str
    folded: Folded
    published: date | None
    lexicon: Lexicon
    cues: Cues

    @property
    def text(self) -> str:
        return self.folded.text

    def is_capital(self, at: int) -> bool:
        """Tell whether a name begins with a capital in print; Arabic has none and passes."""
        character = self.body[self.folded.offsets[at]]
        return character.isupper() or not character.islower()

    def before(self, at: int, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.text, max(0, at - 32), at) is not None


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch of folded text and the days it means, None if it is no date after all."""

    start: int
    end: int
    days: Days | None


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
    source = _Text(body, folded, published, lexicon, cues)
    starts: list[int] = []
    kept: list[_Found] = []
    for reader in _READERS:
        for found in reader(source):
            at = bisect_left(starts, found.start)
            clear_left = at == 0 or kept[at - 1].end <= found.start
            if clear_left and (at == len(kept) or found.end <= kept[at].start):
                starts.insert(at, found.start)
                kept.insert(at, found)
    return tuple(_as_reading(found, found.days, source) for found in kept if found.days)


def _as_reading(found: _Found, days: Days, source: _Text) -> DateReading:
    span = source.folded.span(found.start, found.end)
    return DateReading(span.of(source.body), span, days.start, days.end, days.precision)


def _numeric(source: _Text) -> Iterator[_Found]:
    """Read 2021-02-23 and 23/2/2021."""
    for match in patterns.NUMERIC.finditer(source.cues):
        yield _Found(*match.span(), _numeric_days(match, source.lexicon.is_arabic))


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


def _short_numeric(source: _Text) -> Iterator[_Found]:
    """Read 23/2 behind a word for the date, where day first is the rule."""
    for match in patterns.short_numeric(source.lexicon).finditer(source.cues):
        month, day = int(match["month"]), int(match["day"])
        possible = 1 <= month <= 12 and almanac.is_possible(month, day)
        days = almanac.day_without_year(month, day, source.published) if possible else None
        yield _Found(match.start("day"), match.end(), days)


def _day_and_month(source: _Text) -> Iterator[_Found]:
    """Read "23 February 2021", "February 23", «الثالث والعشرين من شباط»."""
    for pattern in patterns.day_and_month(source.lexicon):
        for match in pattern.finditer(source.cues):
            if source.is_capital(match.start("month")):
                yield from _day_month_found(match, source)


def _day_month_found(match: re.Match[str], source: _Text) -> Iterator[_Found]:
    last = _day_month_days(match, match["day"], source)
    start = match.start("weekday") if match["weekday"] else match.start("words")
    if not match["first"]:
        yield _Found(start, match.end(), last)
        return
    first = _day_month_days(match, match["first"], source)
    is_range = source.before(match.start("words"), patterns.between(source.lexicon))
    if match["and"] and first and last and not is_range:
        yield from _listed(match, source)
        month_leads = match.start("month") < match.start("first")
        yield _Found(match.start("words" if month_leads else "first"), match.end("first"), first)
        yield _Found(match.start("day"), match.end(), last)
        return
    yield _Found(start, match.end(), _from_to(first, last))


def _from_to(first: Days | None, last: Days | None) -> Days | None:
    if first is None or last is None or first.start is None or last.start is None:
        return last and first and almanac.UNKNOWN
    return Days(first.start, last.end, "day") if first.start < last.start else None


def _listed(match: re.Match[str], source: _Text) -> Iterator[_Found]:
    """Read the days before the last two of a list: "14, 18 and 23 February"."""
    for day in re.finditer(r"\d+", match["more"] or ""):
        start, end = (match.start("more") + at for at in day.span())
        yield _Found(start, end, _day_month_days(match, day.group(), source))


def _day_month_days(match: re.Match[str], written: str, source: _Text) -> Days | None:
    lexicon = source.lexicon
    month, day = _month_number(match, lexicon), _day_number(written, lexicon)
    if not month or not almanac.is_possible(month, day):
        return None
    year = _year_number(match, source)
    if year:
        meant = almanac.day_of(year, month, day)
        return almanac.one_day(meant) if meant else None
    weekday = _weekday_number(match["weekday"], lexicon) if match["weekday"] else 0
    return almanac.day_without_year(month, day, source.published, _side(match, lexicon), weekday)


def _year_number(match: re.Match[str], source: _Text) -> int:
    """Give the year beside a month, 0 if it is left open."""
    if match["year"]:
        return int(match["year"])
    beside = match["this_year"] or match["last_year"]
    return source.published.year - bool(match["last_year"]) if beside and source.published else 0


def _day_number(words: str, lexicon: Lexicon) -> int:
    digits = re.match(r"(?:ال)?(\d{1,2})", words)
    return int(digits[1]) if digits else ordinal_of(words, lexicon) or 0


def _month_number(match: re.Match[str], lexicon: Lexicon) -> int:
    """Give the month; 0 where two names stand that do not mean the same."""
    first = _months(lexicon)[" ".join(match["month"].split())]
    other = match["again"]
    return first if not other or _months(lexicon)[" ".join(other.split())] == first else 0


@cache
def _months(lexicon: Lexicon) -> dict[str, int]:
    tables = (lexicon.classes("months"), lexicon.classes("months_short"))
    return {form: int(number) for table in tables for form, number in table.items()}


def _weekday_number(words: str, lexicon: Lexicon) -> int:
    return int(lexicon.classes("weekdays")[" ".join(words.split())])


def _side(match: re.Match[str], lexicon: Lexicon) -> Side:
    """Tell "last", "this" or "next" from the words beside a date."""
    groups = match.groupdict()
    words = " ".join((groups.get("side_before") or groups["side_after"] or "").split())
    sides: tuple[Side, ...] = ("last", "this", "next")
    return next((side for side in sides if words in lexicon.forms("dates", side)), "")


def _day_of_this_month(source: _Text) -> Iterator[_Found]:
    """Read «23 من الشهر الجاري», "the 23rd of last month"."""
    for match in patterns.day_of_month_beside(source.lexicon).finditer(source.cues):
        if source.before(match.start("day"), patterns.not_a_day(source.lexicon)):
            continue
        month = almanac.month_beside(source.published, -1 if match["last"] else 0)
        day = _day_number(match["day"], source.lexicon)
        if month.start is None:
            yield _Found(match.start("day"), match.end(), almanac.UNKNOWN)
            continue
        meant = almanac.day_of(month.start.year, month.start.month, day)
        yield _Found(match.start("day"), match.end(), almanac.one_day(meant) if meant else None)


def _month(source: _Text) -> Iterator[_Found]:
    """Read a month with or without a year: "early February", «شباط الماضي»."""
    for match in patterns.month(source.lexicon).finditer(source.cues):
        number = _month_number(match, source.lexicon)
        if number and _is_month(match, source):
            yield _Found(match.start("words"), match.end(), _month_days(match, number, source))


def _month_days(match: re.Match[str], number: int, source: _Text) -> Days:
    year = _year_number(match, source)
    if year:
        return almanac.month_of(year, number)
    return almanac.month_without_year(number, source.published, _side(match, source.lexicon))


def _is_month(match: re.Match[str], source: _Text) -> bool:
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


def _relative(source: _Text) -> Iterator[_Found]:
    """Read today, yesterday and their like, with the weekday beside them."""
    for match in patterns.relative(source.lexicon).finditer(source.cues):
        if not _is_relative(match, source):
            continue
        if match["weekday"]:
            weekday = _weekday_number(match["weekday"], source.lexicon)
            days = almanac.weekday_near(weekday, source.published)
        else:
            away = next(days for name, days in _AWAY.items() if match[name])
            days = almanac.day_beside(source.published, away)
        yield _Found(match.start("words"), match.end(), days)


def _is_relative(match: re.Match[str], source: _Text) -> bool:
    """Tell "today" from «في ذلك اليوم» ("on that day") and from the name of a paper."""
    if not match["today"]:
        return True
    if source.before(match.start("today"), patterns.not_today(source.lexicon)):
        return False
    named = re.search(r"[^\W\d_][ ]$", source.text[max(0, match.start() - 2) : match.start()])
    printed = source.body[source.folded.offsets[match.start("today")]]
    return not (named and printed.isupper())


def _days_ago(source: _Text) -> Iterator[_Found]:
    """Read "three days ago", «قبل ثلاثة أيام», «قبل يومين»."""
    before, after = patterns.around_days_ago(source.lexicon)
    for number in numbers(source.folded, source.lexicon, source.cues):
        opened = before.search(source.text, max(0, number.start - 12), number.start)
        closed = after.match(source.text, number.end)
        if opened and closed and 0 < number.value <= FARTHEST_DAYS_AGO and number.value % 1 == 0:
            days = _ago(closed, int(number.value), source)
            start = opened.start("words") if opened["words"] else number.start
            yield _Found(start, closed.end(), days)
    for match in patterns.two_days_ago(source.lexicon).finditer(source.cues):
        yield _Found(match.start("words"), match.end(), _ago(match, 2, source))


LONGEST_PAST_DAYS = 31
"""Of longer stretches ("the past 100 days") no report tells single events by the day."""

_HOURS_OF_A_DAY = 24


def _past(source: _Text) -> Iterator[_Found]:
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
            yield _Found(start, closed.end(), almanac.days_up_to(source.published, days))


def _ago(match: re.Match[str], days: int, source: _Text) -> Days:
    """Count back from publication, unless the words may count from something else."""
    if match["of_what"] is not None:
        return almanac.UNKNOWN
    return almanac.day_beside(source.published, -days)


def _weekday(source: _Text) -> Iterator[_Found]:
    """Read weekdays by name: "on Tuesday", «الثلاثاء الماضي»."""
    for match in patterns.weekday(source.lexicon).finditer(source.cues):
        if not _is_weekday(match, source):
            continue
        number = _weekday_number(match["weekday"], source.lexicon)
        side = _side(match, source.lexicon)
        days = almanac.weekday_near(number, source.published, side)
        yield _Found(match.start("words"), match.end(), days)


def _is_weekday(match: re.Match[str], source: _Text) -> bool:
    lexicon, at = source.lexicon, match.start("weekday")
    cue, barred = patterns.before_weekday(lexicon)
    if not source.is_capital(at) or source.before(match.start("words"), barred):
        return False
    form = " ".join(match["weekday"].split())
    sure = form not in lexicon.classes("weekdays_ambiguous")
    return sure or bool(match["side_after"]) or source.before(at, cue)


def _stretch_beside(source: _Text) -> Iterator[_Found]:
    """Read "this month", "last week", «العام الماضي»."""
    for match in patterns.beside(source.lexicon).finditer(source.cues):
        side, _, stretch = str(match.lastgroup).partition("_")
        away = -1 if side == "last" else 0
        if stretch == "week":
            days = almanac.week_beside(source.published, away, _week_begins(source.lexicon))
        else:
            beside = almanac.year_beside if stretch == "year" else almanac.month_beside
            days = beside(source.published, away)
        yield _Found(match.start(match.lastgroup or 0), match.end(), days)


def _week_begins(lexicon: Lexicon) -> int:
    """Give the ISO number of the day a week begins on where the language is spoken."""
    return _weekday_number(lexicon.forms("dates", "week_begins")[0], lexicon)


def _year(source: _Text) -> Iterator[_Found]:
    """Read a year behind a word for it: "in 2021", «عام ٢٠٢١»."""
    for match in patterns.year(source.lexicon).finditer(source.cues):
        yield _Found(*match.span("year"), almanac.year_of(int(match["year"])))


_Reader = Callable[[_Text], Iterator[_Found]]
_READERS: tuple[_Reader, ...] = (
    _numeric, _day_and_month, _short_numeric, _day_of_this_month, _month, _relative, _days_ago,
    _past, _weekday, _stretch_beside, _year,
)  # fmt: skip
"""First come, first served: the more a pattern says, the earlier it stands."""

_AWAY = {"today": 0, "yesterday": -1, "before_yesterday": -2, "tomorrow": 1}
