"""Whole reports: the example in both languages, and any text at all."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint import gazetteer as gazetteers
from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.index import NameIndex
from geo_osint.model import Header, Mention, Reading, Report
from geo_osint.reading import read, read_report
from geo_osint.reading.movements import LONGEST_TOLD

EXAMPLE = Path(__file__).parents[2] / "examples" / "al-omar-2021"


@pytest.fixture(scope="module", params=["ar", "en"])
def example(request: pytest.FixtureRequest) -> Reading:
    file = EXAMPLE / f"report.{request.param}.txt"
    report = read_report(file.read_text(encoding="utf-8"), file.name, "r1")
    return read(report, gazetteers.load())


def may_mean(mention: Mention | None, place: str) -> bool:
    """Which of the bearers of a name is meant is for resolving to say."""
    return mention is not None and place in mention.places


def test_example_has_a_length_and_a_header(example: Reading) -> None:
    """250 to 400 words, and a date for what has no year."""
    assert 250 <= len(example.report.body.split()) <= 400
    assert example.report.header.publisher == "Syrian Observatory for Human Rights"
    assert str(example.report.header.published) == "2021-02-24"


def test_example_states_what_was_reported(example: Reading) -> None:
    """The same six statements in both languages, in text order."""
    assert [(s.kind, s.relation) for s in example.statements] == [
        ("within", "surroundings_of"),
        ("within", "countryside_of"),
        ("vague_distance", ""),
        ("bank", "opposite_bank"),
        ("distance", ""),
        ("border", "crossing_with"),
    ]
    distance = example.statements[4]
    assert may_mean(distance.subject, "geo:al-mayadin")
    assert may_mean(distance.reference, "geo:al-omar-field")
    assert distance.quantity is not None and distance.quantity.value_lo == 14_000
    assert distance.stand_in in ("the largest base", "أكبر القواعد الأمريكية")
    assert distance.measured_as == "unstated"


def test_example_has_three_movements(example: Reading) -> None:
    """Date, count, hedge, ends and ordinal as reported, and nothing that was not."""
    first, second, third = example.movements
    assert [str(m.date.start) for m in example.movements if m.date] == [
        "2021-02-23",
        "2021-02-18",
        "2021-02-14",
    ]
    assert [(m.count.value_lo, m.count.hedge) for m in example.movements if m.count] == [
        (45, ""),
        (60, "about"),
        (50, "about"),
    ]
    assert first.count is not None and first.count.with_
    assert first.ordinal == 13 and second.ordinal is third.ordinal is None
    assert first.origin is not None and second.origin is not None and third.origin is None
    assert may_mean(first.destination, "geo:qamishli")
    assert may_mean(second.towards, "geo:qamishli")
    assert may_mean(third.destination, "geo:ain-diwar")
    assert [m.area for m in example.movements] == [False, True, True]
    assert all(m.via == () and m.actor == "" for m in example.movements)


def test_example_hands_back_the_transport_without_date(example: Reading) -> None:
    """The missiles from Iraq are no movement, and are not lost."""
    (words,) = example.unread
    assert "Iraq" in words or "العراق" in words


ALPHABET = st.sampled_from(
    [
        *"abcA.,;()«»\"'–-\n\t 14٣كمو",
        " km from ", " 14 km ", "Al-Mayadin", "al-Omar oil field", " عن ", "الميادين", "حقل العمر",
        " تبعد ", "التي ", " between ", " and ", " و", "«الوليد»", " معبر ", "للميادين", "َ", "ـ",
        "\u202b", "\u202e", "\u2066", "\u2069", "\u200f", "\ufeff", "\x00", "🚛", "👨‍👩‍👧", "e\u0301", "ﻻ", "ی", "ک", "۱۴",
        "XNUMX كم", "/4/", "قرى ", "قرية Girê ", " (محافظة ", ")", "، ", "وأم ", " ساعة ونصف ", "الـ72 ساعة الماضية", " بعد يوم من ",
        " شرقي ", " قرب ", "الفرات", " على الحدود مع تركيا", "لم تصل ", "منعت ", " بين ", "مَيادين", "[25 km ", " hours' drive ", " on 14 February ", " 45 vehicles ", "entered ", "لل",
    ]
)  # fmt: skip


MEGABYTE = 1_000_000
LONG_LINES = {
    "letters": ("ا", MEGABYTE),
    "blanks": (" \t", MEGABYTE),
    "emoji": ("🚛", MEGABYTE),
    "bidi": ("\u202e\u2066", MEGABYTE),
    "words": ("قرية ", 50_000),
    "list": ("وأم ", 50_000),
    "names": ("\u202eالميادين\u202c ", 50_000),
    "figures": ("14 كم ", 50_000),
    "movement": ("دخلت 45 شاحنة إلى الميادين ", 50_000),
}
"""Kinds of a single long line: what it repeats, up to how many bytes."""


def _holds(body: str, gazetteer: Gazetteer, index: NameIndex) -> None:
    reading = read(Report("r1", "any", Header(), body), gazetteer, index)
    for mention in reading.mentions:
        assert mention.span.end <= len(body)
        assert mention.words == mention.span.of(body)
    for each in (*reading.statements, *reading.movements):
        assert each.span.end <= len(body)
        assert each.words == each.span.of(body)


@given(body=st.lists(ALPHABET, max_size=60).map("".join))
@settings(deadline=None, max_examples=150)
def test_scraps_of_reports_never_break_it(body: str, gazetteer: Gazetteer) -> None:
    """Any heap of words it knows is read, and every span is the words it claims."""
    _holds(body, gazetteer, NameIndex(gazetteer))


@given(body=st.text(max_size=120))
@settings(deadline=None, max_examples=150)
def test_any_text_is_read(body: str, gazetteer: Gazetteer) -> None:
    """Any Unicode text is read."""
    _holds(body, gazetteer, NameIndex(gazetteer))


@pytest.mark.parametrize(("scrap", "size"), LONG_LINES.values(), ids=LONG_LINES)
def test_a_long_line_is_read(scrap: str, size: int, gazetteer: Gazetteer) -> None:
    """No stop, no line end: what is read is where it says, and every word of it is there."""
    _holds(scrap * (size // len(scrap.encode())), gazetteer, NameIndex(gazetteer))


def test_a_movement_is_not_joined_for_ever(gazetteer: Gazetteer) -> None:
    """Clauses that tell the same again are joined up to a bound, or time would grow with the square."""
    body = "دخلت 45 شاحنة إلى الميادين. " * 500
    movements = read(Report("r1", "any", Header(), body), gazetteer).movements
    assert max(each.span.end - each.span.start for each in movements) <= 2 * LONGEST_TOLD


@pytest.mark.parametrize(
    "scrap",
    [
        "14 km from ",
        "Al-Mayadin, ",
        "between ",
        "الميادين التي ",
        "و",
        "« ",
        "a small town on the ",
        "على بعد ",
    ],
)
def test_time_grows_with_length_only(scrap: str, gazetteer: Gazetteer) -> None:
    """Repeated scraps without a full stop, the worst of texts, take no more than their length."""
    index = NameIndex(gazetteer)
    start = time.perf_counter()
    _holds(scrap * (40_000 // len(scrap)), gazetteer, index)
    assert time.perf_counter() - start < 20


def test_reading_is_the_same_every_time(gazetteer: Gazetteer) -> None:
    """Two readings of one text are equal."""
    body = "Hajin, 25 km from Al-Bukamal. On 14 February 5 lorries went from Raqqa to Homs."
    report = Report("r1", "any", Header(), body)
    assert read(report, gazetteer) == read(report, gazetteer)


def test_a_report_in_two_languages_is_read_in_both(gazetteer: Gazetteer) -> None:
    """Each sentence is read in its own language, whatever the header says."""
    body = "Hajin is 25 km from Al-Bukamal.\n\nتبعد الميادين 14 كم عن حقل العمر."
    reading = read(Report("r1", "any", Header(language="en"), body), gazetteer)
    assert len(reading.statements) == 2
