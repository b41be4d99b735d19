"""The rule of the five codes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint.checking import judge, margin_m
from geo_osint.model import Interval, IntervalSet


def union(*parts: tuple[float, float]) -> IntervalSet:
    return IntervalSet.of(*(Interval(*part) for part in parts))


PRINTED, NEWSROOM = union((13_500, 14_500)), union((10_700, 17_300))


@pytest.mark.parametrize(
    ("possible", "verdict", "margin"),
    [
        (union((13_600, 14_400)), "fits", 100),
        (union((13_500, 14_500)), "fits", 0),
        (union((14_503, 15_153)), "fits_roughly", -3),
        (union((14_000, 15_000)), "fits_roughly", 0),
        (union((14_503, 15_153), (18_316, 19_015)), "not_settled", -3),
        (union((17_000, 18_000)), "not_settled", -2_500),
        (union((18_316, 19_015)), "does_not_fit", -3_816),
        (union((1_000, 2_000)), "does_not_fit", -11_500),
        (union(), "cannot_check", None),
    ],
)
def test_each_relation_of_the_sets_has_its_code_and_margin(
    possible: IntervalSet, verdict: str, margin: float | None
) -> None:
    assert judge(possible, PRINTED, NEWSROOM) == verdict
    assert margin_m(possible, PRINTED) == margin


def test_words_without_a_range_cannot_be_checked() -> None:
    assert judge(union((1, 2)), union(), union()) == "cannot_check"
    assert margin_m(union((1, 2)), union()) is None


def test_at_least_has_no_upper_end() -> None:
    at_least = union((39_500, math.inf))
    assert judge(union((50_000, 60_000)), at_least, union((31_500, math.inf))) == "fits"


lengths = st.floats(0, 1e6)
sets = st.lists(st.tuples(lengths, lengths).map(sorted), min_size=1, max_size=4).map(
    lambda parts: union(*(tuple(each) for each in parts))  # type: ignore[arg-type]
)


@given(sets, sets, st.floats(0, 1e5))
def test_a_wider_possible_set_never_makes_the_answer_surer(
    possible: IntervalSet, printed: IntervalSet, slack: float
) -> None:
    """What fits or does not fit for a wider set does so for each narrower one."""
    newsroom = IntervalSet.of(*(Interval(p.lo - slack, p.hi + slack) for p in printed))
    whole = judge(possible, printed, newsroom)
    for part in possible:
        alone = judge(IntervalSet.of(part), printed, newsroom)
        if whole in ("fits", "does_not_fit"):
            assert alone == whole
        if whole == "fits_roughly":
            assert alone in ("fits", "fits_roughly")


@given(sets, sets)
def test_the_margin_is_negative_just_where_the_sets_are_apart(
    possible: IntervalSet, printed: IntervalSet
) -> None:
    margin = margin_m(possible, printed)
    assert margin is not None
    assert (margin < 0) == (not possible.meets(printed))
