"""Regular expressions for dates, built from a lexicon, over folded text.

Groups shared by the patterns: `weekday`, `words` (what is quoted), `first` and `day` (a range's two
days, or one), `month` and `again` («شباط/فبراير»), `year`, `this_year`, `last_year`, `side_before` and
`side_after` ("last", «المقبل»). A group that a language has no use for is there and never matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from geo_osint.reading.cues import FIGURES, Cued, cue
from geo_osint.reading.lexicon import BLANK, Lexicon

EDGE = r"(?:[وفبكل]{1,2}?|[وفبك]?ال|[وف]?لل)??"
LEFT = rf"(?<!\d)(?<!\d[.,:/-])(?<![^\W\d_]){EDGE}"
_END = r"(?!\w)"
_OF_WHAT = rf"(?P<of_what>(?={BLANK}من(?!\w)))?"
"""«قبل يومين من» may be "two days before" something, or "two days ago, from" somewhere."""

_DIGITS_OF_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"

NUMERIC = cue(
    r"(?<!\d)(?<!\d[.,:/-])(?<![^\W\d_]-)(?:"
    r"(?P<iso_year>(?:19|20)\d{2})(?P<sign>[-/.])(?P<iso_month>\d{1,2})(?P=sign)(?P<iso_day>\d{1,2})"
    r"|(?P<first>\d{1,2})[ ]?(?P<mark>[-/.])[ ]?(?P<second>\d{1,2})[ ]?(?P=mark)[ ]?"
    r"(?P<year>(?:19|20)\d{2}|(?<=/)\d{2})"
    r")(?!\d)(?![.,:/-]\d)",
    FIGURES,
)
"""2021-02-23, 23/2/2021, 23.2.2021, 23/2/21."""


@cache
def short_numeric(lexicon: Lexicon) -> Cued:
    """Match 23/2 behind a word for the date or a weekday, in Arabic alone: English has no fixed order."""
    before = f"(?:{lexicon.pattern('dates', 'numeric_cue')}|{lexicon.pattern('weekdays')})"
    if not lexicon.is_arabic:
        before = "(?!)"
    return cue(
        rf"(?<!\w)[وفب]?{before}{BLANK}(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?!\d|[/.,:-]\d)",
        lexicon.forms("dates", "numeric_cue"),
        lexicon.forms("weekdays"),
    )


@cache
def day_and_month(lexicon: Lexicon) -> tuple[Cued, ...]:
    """Match day before month, and in English month before day."""
    day = _day(lexicon)
    head = rf"{LEFT}{_weekday_before(lexicon)}"
    of = rf"(?:{BLANK}{lexicon.pattern('dates', 'of')})?"
    first = rf"(?:(?P<first>{_DIGITS_OF_DAY}|{_day_word(lexicon)}){_joint(lexicon)})??"
    tail = _year_or_side(lexicon)
    by_day = rf"{head}(?P<words>{_more_days(lexicon)}{first}(?P<day>{day}){of}{BLANK}{_month(lexicon)}{tail})"
    if lexicon.is_arabic:
        return (cue(by_day, *_opening_days(lexicon)),)
    figure = rf"{_DIGITS_OF_DAY}(?:st|nd|rd|th)?"
    by_month = (
        rf"{head}(?P<words>{_month(lexicon)}{BLANK}(?:the{BLANK})?"
        rf"(?P<more>(?!))?(?:(?P<first>{figure}){_joint(lexicon)})?(?P<day>{figure})(?!\w|[.,:/]\d|%)"
        rf"{_no_noun(lexicon)}{tail})"
    )
    return cue(by_day, *_opening_days(lexicon)), cue(by_month, *_opening_months(lexicon))


def _opening_days(lexicon: Lexicon) -> Iterator[Iterable[str]]:
    """Give what a day of the month may begin with, or the weekday before it."""
    yield FIGURES
    yield lexicon.forms("weekdays")
    yield lexicon.forms("ordinals")
    yield lexicon.forms("numbers", "20", "30")


def _opening_months(lexicon: Lexicon) -> Iterator[Iterable[str]]:
    """Give what a month's name may begin with, or the weekday before it."""
    for section in ("weekdays", "months", "months_short"):
        yield lexicon.forms(section)


@cache
def between(lexicon: Lexicon) -> re.Pattern[str]:
    """Match what makes two days joined by "and" the ends of a range."""
    return re.compile(rf"(?<!\w)[وف]?{lexicon.pattern('ranges', 'between')}{BLANK}(?:ال)?$")


@cache
def day_of_month_beside(lexicon: Lexicon) -> Cued:
    """Match «23 من الشهر الجاري», "the 23rd of last month"."""
    words = lexicon.pattern
    return cue(
        rf"{LEFT}(?P<day>{_day(lexicon)}){BLANK}(?:{words('dates', 'of')}{BLANK})?"
        rf"(?:(?P<last>{words('dates', 'last_month')})|{words('dates', 'this_month')}){_END}",
        *_opening_days(lexicon),
    )


@cache
def month(lexicon: Lexicon) -> Cued:
    """Match a month by itself, with what part of it and which year, if said."""
    words = lexicon.pattern
    of = rf"(?:{words('dates', 'of')}{BLANK})?"
    part = rf"(?:(?P<part>{words('month_parts')})(?:{BLANK}|-){of})?"
    return cue(
        rf"{LEFT}(?P<words>{part}{_side_before(lexicon)}{_month(lexicon)}{_year_or_side(lexicon)})",
        lexicon.forms("month_parts"),
        lexicon.forms("dates", "last", "this", "next"),
        *_opening_months(lexicon),
    )


@cache
def relative(lexicon: Lexicon) -> Cued:
    """Match today, yesterday and the days next to them, with a weekday behind, if named."""
    words = lexicon.pattern
    later = rf"(?!{BLANK}{words('dates', 'not_today_after')}{_END})"
    return cue(
        rf"(?<!\w)[وف]??(?P<words>(?P<before_yesterday>{words('dates', 'before_yesterday')})"
        rf"|(?P<yesterday>{words('dates', 'yesterday')})|(?P<tomorrow>{words('dates', 'tomorrow')})"
        rf"|(?P<today>{words('dates', 'today')}{_END}{later})){_END}"
        rf"(?:{BLANK}(?P<weekday>{words('weekdays')}){_END})?",
        lexicon.forms("dates", "before_yesterday", "yesterday", "tomorrow", "today"),
    )


@cache
def not_today(lexicon: Lexicon) -> re.Pattern[str]:
    """Match what makes «اليوم» "that day" when it stands before it."""
    return re.compile(rf"(?<!\w)[وفبل]?{lexicon.pattern('dates', 'not_today_before')}{BLANK}$")


@cache
def around_days_ago(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match what stands before and behind the figure of "three days ago"."""
    words = lexicon.pattern
    if lexicon.is_arabic:
        before = rf"(?<!\w)[وف]?(?P<words>{words('dates', 'before_days')}{BLANK})$"
        behind = rf"{BLANK}{words('dates', 'days')}{_END}{_OF_WHAT}"
        return re.compile(before), re.compile(behind)
    behind = rf"{BLANK}{words('dates', 'days')}{BLANK}{words('dates', 'ago')}{_END}"
    return re.compile(r"(?P<words>(?!))?$"), re.compile(rf"{behind}(?P<of_what>(?!))?")


@cache
def around_past(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match what stands before and behind the figure of "the past 72 hours", «الساعات الـ72 الماضية»."""
    words = lexicon.pattern
    past, lead = words("dates", "past"), words("dates", "past_lead")
    unit = rf"(?:(?P<hours>{words('dates', 'past_hours')})|{words('dates', 'past_days')})"
    if lexicon.is_arabic:
        before = rf"(?<!\w)[وفبل]?(?P<lead>{lead})(?:{BLANK}(?:ال[ ]?)?)$"
        behind = rf"(?:{BLANK}{unit})?{BLANK}{past}{_END}"
        return re.compile(before), re.compile(behind)
    return re.compile(rf"(?<!\w)(?P<lead>{past}){BLANK}$"), re.compile(rf"{BLANK}{unit}{_END}")


@cache
def not_a_day(lexicon: Lexicon) -> re.Pattern[str]:
    """Match what makes an ordinal no day of the month: «للمرة الثالثة هذا الشهر»."""
    return re.compile(rf"(?<!\w){lexicon.pattern('dates', 'not_day_before')}{BLANK}$")


@cache
def two_days_ago(lexicon: Lexicon) -> Cued:
    """Match the dual «قبل يومين»."""
    words = lexicon.pattern
    dual = rf"{words('dates', 'before_days')}{BLANK}{words('dates', 'two_days')}"
    return cue(
        rf"(?<!\w)[وف]?(?P<words>{dual}){_END}{_OF_WHAT}", lexicon.forms("dates", "before_days")
    )


@cache
def weekday(lexicon: Lexicon) -> Cued:
    """Match a weekday's name with "last" or "next" beside it."""
    words = lexicon.pattern
    return cue(
        rf"(?<!\w)[وفبل]??(?P<words>{_side_before(lexicon)}(?P<weekday>{words('weekdays')}){_END}"
        rf"(?!{BLANK}{words('weekday_cues', 'not_after')}{_END}){_side_after(lexicon)})",
        lexicon.forms("dates", "last", "this", "next"),
        lexicon.forms("weekdays"),
    )


@cache
def before_weekday(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match what makes a weekday sure, and what makes it part of another name, standing before it."""
    cue = rf"(?<!\w)[وفبل]?{lexicon.pattern('weekday_cues', 'before')}{BLANK}$"
    barred = rf"(?<!\w)[وفبل]?{lexicon.pattern('weekday_cues', 'not_before')}{BLANK}$"
    return re.compile(cue), re.compile(barred)


@cache
def before_month(lexicon: Lexicon) -> re.Pattern[str]:
    """Match what makes an ambiguous month sure, standing before it."""
    return re.compile(rf"(?<!\w)[وفبل]?{lexicon.pattern('dates', 'month_cue')}{BLANK}$")


@cache
def day_alone(lexicon: Lexicon) -> Cued:
    """Match "on the 13th" where nothing follows that it could count; Arabic names the month."""
    words = lexicon.pattern
    lead = rf"(?:{words('dates', 'day_lead')}|(?P<weekday>{words('weekdays')}){BLANK}the)"
    mark = r"(?:[ ]?[,،.;:)\n]|$)"
    closed = rf"(?:{mark}|{BLANK}(?:{words('dates', 'day_alone_before')}){_END}|{BLANK}\d)"
    figure = rf"{_DIGITS_OF_DAY}(?:st|nd|rd|th)(?={closed})"
    return cue(
        rf"(?<!\w){lead}{BLANK}(?P<day>{figure}|{_day_word(lexicon)}(?={mark}))",
        lexicon.forms("dates", "day_lead"),
        lexicon.forms("weekdays"),
    )


STRETCHES = ("this_week", "last_week", "this_month", "last_month", "this_year", "last_year")
"""Classes of words for the stretches around the day of publication."""


@cache
def beside(lexicon: Lexicon) -> Cued:
    """Match this and last week, month or year; the name of the group says which."""
    months, others = (
        "|".join(
            rf"(?P<{name}>{lexicon.pattern('dates', name)})"
            for name in STRETCHES
            if name.endswith("month") == is_month
        )
        for is_month in (True, False)
    )
    of = rf"(?:{lexicon.pattern('dates', 'of')}{BLANK})?"
    part = rf"(?:(?P<part>{lexicon.pattern('month_parts')})(?:{BLANK}|-){of})?"
    return cue(
        rf"(?<!\w)[وفبل]??(?P<words>{part}(?:{months})|{others}){_END}",
        lexicon.forms("month_parts"),
        lexicon.forms("dates", *STRETCHES),
    )


@cache
def year(lexicon: Lexicon) -> Cued:
    """Match a year behind a word that makes it one."""
    before = lexicon.pattern("dates", "year_cue")
    return cue(
        rf"(?<!\w)[وفبل]??{before}(?:{BLANK}|-)(?P<year>{_YEAR})م?(?!\w|[.,:/-]\d|%){_no_noun(lexicon)}",
        lexicon.forms("dates", "year_cue"),
    )


_YEAR = r"(?:19|20)\d{2}(?!\d)"


def _day(lexicon: Lexicon) -> str:
    figure = r"(?:ال)?\d{1,2}(?!\d)" if lexicon.is_arabic else r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
    return rf"(?:{figure}|{_day_word(lexicon)})"


def _day_word(lexicon: Lexicon) -> str:
    """Build ordinals up to the thirties, as days are called."""
    one = lexicon.pattern("ordinals")
    if lexicon.is_arabic:
        tens = lexicon.pattern("ordinals", "20", "30")
        ten = lexicon.pattern("numbers", "10")
        return rf"(?:{one}(?:{BLANK}(?:{ten}|و{tens}))?{_END})"
    return rf"(?:(?:{lexicon.pattern('numbers', '20', '30')}[- ])?{one}{_END})"


def _joint(lexicon: Lexicon) -> str:
    """Build what stands between two days: a range, or "and" (then the group `and` matches)."""
    blank = "" if lexicon.is_arabic else BLANK
    join, and_ = lexicon.pattern("ranges", "join"), lexicon.pattern("ranges", "and")
    return rf"(?:[ ]?-[ ]?|{BLANK}{join}{BLANK}|(?P<and>{BLANK}{and_}{blank}))"


def _more_days(lexicon: Lexicon) -> str:
    """Build the head of a list of days: the "14," of "14, 18 and 23 February"."""
    blank = "" if lexicon.is_arabic else BLANK
    link = rf"(?:[ ]?[,،]{BLANK}|{BLANK}{lexicon.pattern('ranges', 'and')}{blank})"
    return rf"(?P<more>(?:{_DIGITS_OF_DAY}{link}){{1,6}}?)??"


def _weekday_before(lexicon: Lexicon) -> str:
    the = rf"(?:{lexicon.pattern('dates', 'the')}(?:{BLANK})?)"
    return rf"(?:(?P<weekday>{lexicon.pattern('weekdays')})[ ]?[,،]?{BLANK}{the}{{0,2}})?"


def _month(lexicon: Lexicon) -> str:
    name = f"(?:{lexicon.pattern('months')}|{lexicon.pattern('months_short')})"
    return rf"(?P<month>{name}){_END}(?:[ ]?[/(][ ]?(?P<again>{name}){_END}(?:[ ]?\))?)?"


def _year_or_side(lexicon: Lexicon) -> str:
    """Build what may follow a month: its year, "this year", or «الماضي»."""
    words = lexicon.pattern
    of = rf"(?:{words('dates', 'of')}{BLANK})?"
    said = rf"(?:{words('dates', 'year_sure')}{BLANK})?"
    beside = "|".join(
        rf"(?P<{name}>{words('dates', name)}){_END}" for name in ("this_year", "last_year")
    )
    written = rf"(?P<year>{_YEAR})م?(?!\w|[.,:/-]\d|%){_no_noun(lexicon)}"
    return rf"(?:[ ]?[,،]?(?:{BLANK}|/){of}(?:{said}{written}|{beside}))?{_side_after(lexicon)}"


def _sides(lexicon: Lexicon) -> str:
    return lexicon.pattern("dates", "last", "this", "next")


def _side_before(lexicon: Lexicon) -> str:
    if lexicon.is_arabic:
        return "(?P<side_before>(?!))?"
    return rf"(?:(?P<side_before>{_sides(lexicon)}){BLANK})?"


def _side_after(lexicon: Lexicon) -> str:
    if not lexicon.is_arabic:
        return "(?P<side_after>(?!))?"
    return rf"(?:{BLANK}(?P<side_after>{_sides(lexicon)}){_END})?"


def _no_noun(lexicon: Lexicon) -> str:
    """Build a look ahead: a figure before a counted noun or a unit is neither day nor year."""
    nouns = "|".join(lexicon.pattern(name) for name in ("count_nouns", "units"))
    gap = rf"(?:{lexicon.pattern('count_gap')}{_END}(?:{BLANK}|-))"
    return rf"(?!(?:{BLANK}|-){gap}{{0,3}}(?:{nouns}){_END})"
