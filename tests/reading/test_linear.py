"""Twice the text is twice the work: counted in calls, not timed, for texts made to be slow to read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date

import pytest

from geo_osint.gazetteer import Gazetteer, NameIndex
from geo_osint.model import Header, Reading, Report
from geo_osint.reading import read

UNIT = 1_000
"""Code points of the shorter text."""

HOSTILE = {
    "one letter": "a",
    "digits": "7",
    "numbers": "14 ",
    "brackets": "(",
    "quotes": "«",
    "ascii quotes": '"',
    "honorifics": "ﷺ",
    "marks": "اً",
    "joined names": "الميادين",
    "names": "الميادين ",
    "listed names": "Qamishli, ",
    "number words": "خمسة وعشرون ",
    "and": "and ",
    "joined and": "و",
    "no full stop": "The convoy of 45 lorries entered from Iraq and lies 14 km from Al-Mayadin ",
    "no full stop ar": "ودخلت القافلة من العراق إلى الميادين وتضم ٤٥ شاحنة ",
    "bidi": "\u202e\u200f",
    "full stops": ". ",
    "lines": "a\n",
    "hyphens": "al-",
    "distances": "14 km from ",
    "dates": "23/2/2021 ",
    "feature nouns": "town of ",
}
"""What a text consists of, again and again."""


def calls_of(job: Callable[[], Reading]) -> int:
    """Count the calls of a job, of functions in Python and of those in C."""
    count = 0

    def see(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        job()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("kind", HOSTILE)
def test_work_grows_no_faster_than_the_text(kind: str, gazetteer: Gazetteer) -> None:
    index = NameIndex(gazetteer)

    def work(times: int) -> int:
        body = HOSTILE[kind] * (times * UNIT // len(HOSTILE[kind]))
        report = Report("r1", "made.txt", Header(published=date(2021, 2, 24)), body)
        return calls_of(lambda: read(report, gazetteer, index))

    work(1)  # lexicons are loaded, words remembered
    assert work(4) <= 4.5 * work(1)
