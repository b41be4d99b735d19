"""Values refuse nonsense, and sets behave as sets."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint.errors import InputError
from geo_osint.model import Interval, IntervalSet, LonLat, Position, Span
from tests.conftest import place


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(math.nan, 0), (0, math.nan), (math.inf, 0), (0, -math.inf), (181, 0), (1e300, 0), (0, 91)],
)
def test_an_impossible_position_is_refused(lon: float, lat: float) -> None:
    with pytest.raises(InputError):
        LonLat(lon, lat)


@pytest.mark.parametrize(("lo", "hi"), [(math.nan, 1), (1, math.nan), (2, 1)])
def test_an_impossible_interval_is_refused(lo: float, hi: float) -> None:
    with pytest.raises(InputError):
        Interval(lo, hi)


def test_a_span_runs_forwards() -> None:
    with pytest.raises(InputError):
        Span(5, 4)
    assert Span(2, 4).of("abcdef") == "cd"
    assert Span(0, 6).covers(Span(2, 4)) and not Span(2, 4).covers(Span(0, 6))


ends = st.integers(0, 60)
parts = st.lists(st.tuples(ends, ends).map(lambda p: Interval(min(p), max(p))), max_size=5)


def points(found: IntervalSet) -> set[float]:
    """Sample a set with whole ends on a grid fine enough to see every relation."""
    return {i / 2 for i in range(121) if any(p.lo <= i / 2 <= p.hi for p in found)}


@given(parts, parts)
def test_interval_sets_agree_with_sets_of_points(a: list[Interval], b: list[Interval]) -> None:
    one, other = IntervalSet.of(*a), IntervalSet.of(*b)
    assert points(IntervalSet.union([one, other])) == points(one) | points(other)
    assert one.meets(other) == bool(points(one) & points(other))
    if one:
        assert one.within(other) == (points(one) <= points(other))
    if one and other:
        nearest = min(abs(p - q) for p in points(one) for q in points(other))
        assert one.gap_to(other) == nearest


@given(parts)
def test_a_set_is_the_same_in_whatever_order_it_is_built(intervals: list[Interval]) -> None:
    assert IntervalSet.of(*intervals) == IntervalSet.of(*reversed(intervals))


def test_overlapping_parts_are_refused_where_they_were_not_united() -> None:
    with pytest.raises(InputError):
        IntervalSet((Interval(0, 2), Interval(1, 3)))


def test_the_finest_published_position_stands_for_the_place() -> None:
    found = place("geo:x")
    coarse, fine = Position(LonLat(1, 1), "a", 100), Position(LonLat(2, 2), "b", 1)
    from dataclasses import replace

    assert replace(found, positions=(coarse, fine)).reference == LonLat(2, 2)
    assert found.reference is None


def test_a_name_falls_back_on_another_language_rather_than_on_nothing() -> None:
    assert place("geo:x").name("ar") == "الاسم"
    assert place("geo:x").name("ku") == "x"
