"""What is known of a gate on a day, and on several."""

from __future__ import annotations

from datetime import date

import pytest

from geo_osint.model import Bilingual, LonLat
from geo_osint.routing.gates import Gate, Period, first_day, last_day, periods_on, state_on

OPEN = Period("open", date(2019, 1, 1), date(2020, 6, 30), ("a",))
CLOSED = Period("closed", date(2020, 7, 1), date(2020, 12, 31), ("b",))
LAST = Period("restricted", date(2022, 1, 1), None, ("c",))
GATE = Gate("g", "bridge", Bilingual("B", "ج"), LonLat(40, 35), (0,), (OPEN, CLOSED, LAST))


@pytest.mark.parametrize(
    ("first", "last", "state"),
    [
        (date(2019, 1, 1), date(2019, 1, 1), "open"),
        (date(2020, 6, 30), date(2020, 6, 30), "open"),
        (date(2020, 7, 1), date(2020, 7, 1), "closed"),
        (date(2020, 6, 30), date(2020, 7, 1), "unknown"),
        (date(2020, 12, 31), date(2021, 1, 1), "unknown"),
        (date(2021, 5, 1), date(2021, 5, 1), "unknown"),
        (date(2018, 12, 31), date(2018, 12, 31), "unknown"),
        (date(2030, 1, 1), date(2030, 1, 1), "restricted"),
        (None, None, "unknown"),
    ],
)
def test_a_state_holds_on_every_one_of_the_days_or_is_not_known(
    first: date | None, last: date | None, state: str
) -> None:
    assert state_on(GATE, first, last) == state


def test_periods_that_touch_the_days_are_given_for_their_sources() -> None:
    assert periods_on(GATE, date(2020, 6, 30), date(2020, 7, 1)) == (OPEN, CLOSED)


def test_a_year_and_a_month_are_taken_whole() -> None:
    assert first_day("2016") == date(2016, 1, 1) and last_day("2016") == date(2016, 12, 31)
    assert last_day("2016-02") == date(2016, 2, 29) and last_day("2016-02-03") == date(2016, 2, 3)
