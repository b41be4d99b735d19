"""What statements say of each other, whatever the places are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from geo_osint.case import Case
from geo_osint.checking import conflicts
from geo_osint.model import Statement
from tests.conftest import about, mention, place, statement

PLACES = tuple(place(f"geo:{name}") for name in "abcd")

Make = Callable[..., Case]


def told(
    id: int, ends: str, km: float, measured_as: str = "unstated", slack_km: float = 2
) -> Statement:
    one, other = (mention(f"geo:{name}") for name in ends)
    quantity = about(km * 1000, 500, slack_km * 1000)
    found = statement(one, other, quantity=quantity, measured_as=measured_as)
    return replace(found, id=f"s{id}")


def test_two_figures_for_one_pair_are_told_in_either_order(case_of: Make) -> None:
    """10 and 14 km for one pair: 9.5-10.5 and 13.5-14.5 lie 3 km apart, and meet with 2 km more each way."""
    case = case_of(*PLACES, statements=(told(1, "ab", 10), told(2, "ba", 14)))
    (found,) = conflicts(case)
    assert (found.kind, found.verdict, found.statements) == ("pair", "fits_roughly", ("s1", "s2"))
    assert found.places == ("geo:a", "geo:b")
    assert found.gap_m == pytest.approx(3_000)
    assert "10 km" in found.reason.en and "14 km" in found.reason.en
    assert "only within newsroom tolerance" in found.reason.en
    assert "unless they were measured differently" in found.reason.en
    assert "هامش" in found.reason.ar


def test_what_no_tolerance_bridges_does_not_fit(case_of: Make) -> None:
    case = case_of(*PLACES, statements=(told(1, "ab", 10), told(2, "ab", 30)))
    (found,) = conflicts(case)
    assert found.verdict == "does_not_fit"
    assert "not even newsroom tolerance" in found.reason.en


@pytest.mark.parametrize(
    ("slack_km", "verdict"), [(1.4, "does_not_fit"), (1.5, "fits_roughly"), (1.6, "fits_roughly")]
)
def test_tolerances_that_touch_still_meet(case_of: Make, slack_km: float, verdict: str) -> None:
    """9.5-10.5 and 13.5-14.5 km: 1.5 km from each side is just enough."""
    pair = (told(1, "ab", 10, slack_km=slack_km), told(2, "ab", 14, slack_km=slack_km))
    (found,) = conflicts(case_of(*PLACES, statements=pair))
    assert found.verdict == verdict


def test_figures_whose_rounding_meets_are_no_conflict(case_of: Make) -> None:
    """13.5-14.5 and 14.5-15.5 km touch."""
    assert not conflicts(case_of(*PLACES, statements=(told(1, "ab", 14), told(2, "ab", 15))))


def test_of_several_figures_the_farthest_apart_are_told(case_of: Make) -> None:
    pair = (told(1, "ab", 12), told(2, "ab", 20), told(3, "ab", 10), told(10, "ab", 11))
    (found,) = conflicts(case_of(*PLACES, statements=pair))
    assert found.statements == ("s2", "s3")
    assert found.gap_m == pytest.approx(9_000)


def test_figures_measured_otherwise_are_not_compared(case_of: Make) -> None:
    """10 km straight and 14 km by road can both be true; so can a figure that does not say."""
    pair = (told(1, "ab", 10, "centre"), told(2, "ab", 14, "road"), told(3, "ab", 18))
    assert not conflicts(case_of(*PLACES, statements=pair))


@pytest.mark.parametrize("measured_as", ["centre", "edge", "road"])
def test_figures_measured_alike_are_compared_without_a_caveat(
    case_of: Make, measured_as: str
) -> None:
    pair = (told(1, "ab", 10, measured_as), told(2, "ab", 14, measured_as))
    (found,) = conflicts(case_of(*PLACES, statements=pair))
    assert "unless" not in found.reason.en


@pytest.mark.parametrize("ends", [("ab", "bc", "ac"), ("bc", "ca", "ba"), ("ca", "ab", "cb")])
def test_a_chain_that_cannot_close_is_told(case_of: Make, ends: tuple[str, str, str]) -> None:
    """5.5 and 6.5 km at most do not reach over 39.5 at least: 27.5 are missing."""
    legs = (told(1, ends[0], 5), told(2, ends[1], 6), told(3, ends[2], 40))
    (found,) = conflicts(case_of(*PLACES, statements=legs))
    assert (found.kind, found.verdict) == ("chain", "does_not_fit")
    assert found.statements == ("s1", "s2", "s3")
    assert found.gap_m == pytest.approx(27_500)
    middle = (set(ends[0]) & set(ends[1])).pop()
    assert found.places[1] == f"geo:{middle}"
    assert "cannot" not in found.reason.en and "27.5 km are missing" in found.reason.en


@pytest.mark.parametrize(
    ("km", "verdict"),
    [
        (12, None),
        (12.5, None),
        (13, "fits_roughly"),
        (18.5, "fits_roughly"),
        (18.6, "does_not_fit"),
    ],
)
def test_a_chain_closes_as_far_as_rounding_and_tolerance_reach(
    case_of: Make, km: float, verdict: str | None
) -> None:
    """5 and 6 km reach to 12 as printed, to 16 with 2 km more each; the third begins 0.5 km, 2.5 km lower."""
    legs = (told(1, "ab", 5), told(2, "bc", 6), told(3, "ac", km))
    found = conflicts(case_of(*PLACES, statements=legs))
    assert [each.verdict for each in found] == ([verdict] if verdict else [])
    if verdict:
        assert found[0].gap_m == pytest.approx((km - 0.5 - 12) * 1000)


def test_the_tightest_figures_of_each_side_are_told(case_of: Make) -> None:
    legs = (told(1, "ab", 5), told(2, "bc", 6), told(3, "ac", 14), told(4, "ab", 5.4))
    (found,) = conflicts(case_of(*PLACES, statements=legs))
    assert found.statements == ("s1", "s2", "s3")


def test_distances_from_an_edge_are_not_added_up(case_of: Make) -> None:
    legs = (told(1, "ab", 5, "edge"), told(2, "bc", 6, "edge"), told(3, "ac", 40, "edge"))
    assert not conflicts(case_of(*PLACES, statements=legs))


def test_what_is_open_says_nothing(case_of: Make) -> None:
    """A rejected statement, a name that may mean two places, a place and itself, no figure: none count."""
    base = told(1, "ab", 10)
    others = (
        replace(told(2, "ab", 30), status="rejected"),
        replace(told(3, "ab", 30), reference=mention("geo:b", "geo:c")),
        replace(told(4, "ab", 30), subject=mention("geo:a", "geo:d")),
        replace(told(5, "ab", 30), quantity=None),
        replace(told(6, "ab", 30), subject=None),
        replace(told(7, "ab", 30), reference=None),
        replace(told(8, "ab", 30), subject=mention(words="Nowhere")),
        told(9, "aa", 30),
        told(10, "aa", 90),
        told(11, "ac", 30),
    )
    for other in others:
        assert not conflicts(case_of(*PLACES, statements=(base, other)))


def test_at_least_has_no_upper_end_to_contradict(case_of: Make) -> None:
    from geo_osint.reading.quantities import stated_sets

    printed, newsroom = stated_sets(5_000, 5_000, "at_least", 1_000, 1_000)
    open_ = told(1, "ab", 5)
    assert open_.quantity
    open_ = replace(open_, quantity=replace(open_.quantity, printed=printed, newsroom=newsroom))
    assert not conflicts(case_of(*PLACES, statements=(open_, told(2, "ab", 90))))
    assert conflicts(case_of(*PLACES, statements=(open_, told(2, "ab", 2))))


def test_half_a_metre_is_a_conflict_too(case_of: Make) -> None:
    """13.5 to 14.5 and from 14.5005 km; 5.5 and 6.5 against from 12.0005 km."""
    (pair,) = conflicts(case_of(*PLACES, statements=(told(1, "ab", 14), told(2, "ab", 15.0005))))
    assert pair.gap_m == pytest.approx(0.5)
    legs = (told(1, "ab", 5), told(2, "bc", 6), told(3, "ac", 12.5005))
    (chain,) = conflicts(case_of(*PLACES, statements=legs))
    assert chain.gap_m == pytest.approx(0.5)
