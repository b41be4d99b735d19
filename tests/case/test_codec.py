"""Values to tables and back, through a real case file's text."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from geo_osint.case.codec import from_plain, to_plain
from geo_osint.errors import InputError
from geo_osint.model import (
    Count,
    DateReading,
    Decision,
    Header,
    Interval,
    IntervalSet,
    Mention,
    Movement,
    Quantity,
    Span,
    Statement,
)

# what the readers at the door let through: no lone surrogates, no NUL, line ends LF
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=30)
spans = st.tuples(st.integers(0, 999), st.integers(0, 999)).map(lambda p: Span(min(p), max(p)))
lengths = st.floats(0, 1e9)
intervals = st.tuples(lengths, lengths | st.just(math.inf)).map(lambda p: Interval(min(p), max(p)))
sets = st.lists(intervals, max_size=3).map(lambda parts: IntervalSet.of(*parts))
dates = st.dates(date(1900, 1, 1), date(2100, 1, 1))
mentions = st.builds(
    Mention,
    texts,
    spans,
    texts,
    texts,
    st.lists(texts, max_size=3).map(tuple),
    st.lists(texts, max_size=3).map(tuple),
    texts,
)
quantities = st.builds(
    Quantity, texts, spans, lengths | st.none(), lengths | st.none(), texts, texts, sets, sets
)
statements = st.builds(
    Statement,
    id=texts,
    report=texts,
    span=spans,
    words=texts,
    kind=st.sampled_from(["distance", "vague_distance", "bank", "within", "border"]),
    subject=mentions | st.none(),
    reference=mentions | st.none(),
    quantity=quantities | st.none(),
    stand_in=texts,
    status=st.sampled_from(["read", "accepted", "corrected", "rejected", "added"]),
    note=texts,
)
readings = st.builds(
    DateReading,
    texts,
    spans,
    dates | st.none(),
    dates | st.none(),
    st.sampled_from(["day", "month", "year", "unknown"]),
)
counts = st.builds(
    Count, texts, spans, st.integers(0, 10**9), st.integers(0, 10**9), texts, texts, texts
)
movements = st.builds(
    Movement,
    id=texts,
    report=texts,
    span=spans,
    words=texts,
    date=readings | st.none(),
    count=counts | st.none(),
    origin=mentions | st.none(),
    via=st.lists(mentions, max_size=2).map(tuple),
    towards=mentions | st.none(),
    area=st.booleans(),
    ordinal=st.integers(1, 99) | st.none(),
)
decisions = st.builds(Decision, texts, texts, dates, texts, texts, texts)
headers = st.builds(Header, title=texts, published=dates | st.none(), note=texts)


def written_and_read(value: Any) -> Any:
    table = tomlkit.parse(tomlkit.dumps({"entry": to_plain(value)}))["entry"]
    return from_plain(type(value), table, "entry")


@given(statements | movements | mentions | decisions | headers)
def test_every_value_survives_the_case_file(value: Any) -> None:
    assert written_and_read(value) == value


def test_what_is_read_are_bare_values_not_pieces_of_the_file() -> None:
    found = written_and_read(Decision("s1", "A", date(2021, 3, 1), "confirmed"))
    assert type(found.by) is str and type(found.date) is date


STATEMENT = {"id": "s1", "report": "r1", "span": [0, 5], "words": "…", "kind": "distance"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"qantity": {}}, "did you mean 'quantity'"),
        ({"kind": "distence"}, "none of distance"),
        ({"span": [5]}, "not a pair"),
        ({"span": [5, 2]}, "forwards"),
        ({"span": ["0", 5]}, "not a number"),
        ({"subject": {"words": "x"}}, "'report' is missing"),
        ({"subject": "geo:x"}, "not a table"),
        ({"words": 5}, "not text"),
        ({"words": True}, "not text"),
        ({"id": None}, "not text"),
        ({"quantity": {"words": "", "span": [0, 1], "unit": "km", "value_lo": math.nan}}, "NaN"),
        (
            {"quantity": {"words": "", "span": [0, 1], "unit": "km", "printed": [[2, 1]]}},
            "upside down",
        ),
        (
            {"quantity": {"words": "", "span": [0, 1], "unit": "km", "printed": [[math.nan, 1]]}},
            "NaN",
        ),
        (
            {"quantity": {"words": "", "span": [0, 1], "unit": "km", "value_lo": True}},
            "not a number",
        ),
    ],
)
def test_a_slip_of_the_hand_is_named_with_its_place_and_cure(
    change: dict[str, Any], words: str
) -> None:
    with pytest.raises(InputError, match=words) as fault:
        from_plain(Statement, {**STATEMENT, **change}, "statements[0]")
    assert "statements[0]" in str(fault.value)


def test_a_date_with_a_time_is_no_date() -> None:
    table = tomlkit.parse('on="s1"\nby="A"\ndate=2021-03-01T10:00:00\ndecision="x"')
    with pytest.raises(InputError, match="date like"):
        from_plain(Decision, table, "decisions[0]")
