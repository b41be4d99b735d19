"""Dates: a table of sentences, and the calendar behind it."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint.model import DateReading
from geo_osint.names import fold
from geo_osint.reading import almanac
from geo_osint.reading.dates import dates
from geo_osint.reading.lexicon import load

TOLD = date(2021, 2, 25)
"""A Thursday: the day all sentences of the table are told on."""

TABLE = Path(__file__).parents[1] / "cases" / "dates.toml"
CASES = tomllib.loads(TABLE.read_text(encoding="utf-8"))["cases"]

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
MONTHS_EN = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
]  # fmt: skip
MONTHS_AR = {
    "levantine": [
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول",
        "تشرين الثاني", "كانون الأول",
    ],
    "gulf": [
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
        "ديسمبر",
    ],
    "maghrebi": [
        "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر",
        "ديسمبر",
    ],
}  # fmt: skip
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def read(text: str, language: str, published: date | None = TOLD) -> tuple[DateReading, ...]:
    return dates(text, fold(text), published, load(language))


def as_in_table(found: DateReading) -> dict[str, Any]:
    row: dict[str, Any] = {"words": found.words, "precision": found.precision}
    if found.start:
        row["days"] = [found.start, found.end]
    return row


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    found = read(case["text"], case["language"])
    assert [as_in_table(each) for each in found] == case["expect"]
    assert all(each.span.of(case["text"]) == each.words for each in found)


def test_the_table_speaks_both_languages_and_has_hard_negatives() -> None:
    assert {case["language"] for case in CASES} == {"ar", "en"}
    assert len(CASES) >= 60
    assert sum(not case["expect"] for case in CASES) >= 15


@given(DAYS, st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "the {d} of {m} {y}", "{d} {s} {y}"]))
def test_an_english_date_comes_back_as_its_day(day: date, form: str) -> None:
    month = MONTHS_EN[day.month - 1]
    [found] = read(form.format(d=day.day, m=month, s=month[:3], y=day.year), "en", None)
    assert (found.start, found.end, found.precision) == (day, day, "day")


@given(
    DAYS, st.sampled_from(sorted(MONTHS_AR)), st.booleans(), st.sampled_from(["", "من ", "من شهر "])
)
def test_an_arabic_date_comes_back_with_months_of_every_country(
    day: date, country: str, arabic_digits: bool, of: str
) -> None:
    text = f"في {day.day} {of}{MONTHS_AR[country][day.month - 1]} {day.year}"
    [found] = read(text.translate(ARABIC_DIGITS) if arabic_digits else text, "ar", None)
    assert (found.start, found.end) == (day, day)


@given(DAYS)
def test_two_names_of_one_month_are_one_date(day: date) -> None:
    names = (MONTHS_AR["levantine"][day.month - 1], MONTHS_AR["gulf"][day.month - 1])
    [found] = read(f"{day.day} {'/'.join(names)} {day.year}", "ar", None)
    assert found.start == day


@given(DAYS, DAYS)
def test_a_date_without_a_year_is_the_latest_not_after_publication(day: date, told: date) -> None:
    [found] = read(f"{day.day} {MONTHS_EN[day.month - 1]}", "en", told)
    assert found.start is not None
    assert (found.start.month, found.start.day) == (day.month, day.day)
    assert found.start <= told
    if (day.month, day.day) != (2, 29):
        assert told - found.start < timedelta(days=366)


@given(DAYS, st.integers(1, 7))
def test_a_weekday_is_within_the_week_before_publication(told: date, weekday: int) -> None:
    days = almanac.weekday_near(weekday, told)
    assert days.start is not None and days.start.isoweekday() == weekday
    assert timedelta(0) <= told - days.start < timedelta(days=7)
    last = almanac.weekday_near(weekday, told, "last").start
    following = almanac.weekday_near(weekday, told, "next").start
    assert last is not None and following is not None and last < told < following


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "23 شباط"),
        ("ar", "أمس"),
        ("ar", "الثلاثاء"),
        ("en", "in February"),
        ("en", "this year"),
    ],
)
def test_nothing_is_resolved_without_a_day_of_publication(language: str, text: str) -> None:
    [found] = read(text, language, None)
    assert (found.start, found.end, found.precision) == (None, None, "unknown")


def test_a_full_date_needs_no_day_of_publication() -> None:
    assert read("23 February 2021", "en", None)[0].start == date(2021, 2, 23)


def test_slashes_are_day_first_in_arabic_and_open_in_english() -> None:
    assert read("3/4/2021", "ar")[0].start == date(2021, 4, 3)
    assert read("3/4/2021", "en")[0].precision == "unknown"
    assert read("13/4/2021", "en")[0].start == date(2021, 4, 13)


def test_a_weekday_that_fits_neither_year_leaves_the_date_open() -> None:
    """23 February was a Tuesday in 2021 and a Sunday in 2020, never a Friday."""
    assert read("Friday, 23 February", "en")[0].precision == "unknown"


def test_a_weekday_beside_yesterday_wins() -> None:
    """Written on Wednesday, published on Thursday: «أمس الثلاثاء» is still Tuesday."""
    assert read("أمس الثلاثاء", "ar")[0].start == date(2021, 2, 23)


def test_month_names_that_are_words_need_a_cue() -> None:
    assert not read("They may march up June Street", "en")
    assert not read("سيارة نيسان", "ar")
    assert read("in May", "en")[0].precision == "month"


@pytest.mark.parametrize(
    "text", ["23-" * 60_000, "February " * 20_000, "1 " * 80_000, "\n" * 200_000]
)
def test_long_runs_do_not_hang(text: str) -> None:
    read(text, "en")
