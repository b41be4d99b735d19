"""Named directions as arcs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo_osint.checking import check, is_direction, stated_arcs
from geo_osint.checking.directions import around, possible_arcs
from geo_osint.checking.sites import Site
from geo_osint.model import LonLat
from tests.conftest import mention, place, statement


def arcs(found: object) -> list[tuple[float, float]]:
    return [(arc.lo, arc.hi) for arc in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("relation", "printed", "newsroom"),
    [
        ("north", [(0, 45), (315, 360)], [(0, 67.5), (292.5, 360)]),
        ("north_north_east", [(11.25, 33.75)], [(0, 56.25), (348.75, 360)]),
        ("north_east", [(22.5, 67.5)], [(0, 90), (360, 360)]),
        ("east", [(45, 135)], [(22.5, 157.5)]),
        ("south_east", [(112.5, 157.5)], [(90, 180)]),
        ("south", [(135, 225)], [(112.5, 247.5)]),
        ("south_west", [(202.5, 247.5)], [(180, 270)]),
        ("west", [(225, 315)], [(202.5, 337.5)]),
        ("north_west", [(292.5, 337.5)], [(0, 0), (270, 360)]),
    ],
)
def test_each_direction_has_its_arc(
    relation: str, printed: list[tuple[float, float]], newsroom: list[tuple[float, float]]
) -> None:
    """45 degrees either way for one word, 22.5 for two, 11.25 for three; 22.5 more for tolerance."""
    assert [arcs(each) for each in stated_arcs(relation)] == [printed, newsroom]
    assert is_direction(relation)


def test_what_is_no_direction() -> None:
    assert not is_direction("upstream") and not is_direction("")


def test_all_round_is_all_round() -> None:
    assert arcs(around(0.0, 180.0)) == [(0, 360)]
    assert arcs(around(359.0, 1.0)) == [(0, 0), (358, 360)]


def test_the_direction_is_from_the_reference_to_the_subject_and_widens_with_slack() -> None:
    """At 1 degree of longitude, 111.3 km, a disc of 10 km reaches 5.2 degrees either way."""
    here, east = Site("a", (), (LonLat(0, 0),)), Site("b", (), (LonLat(1, 0),))
    assert arcs(possible_arcs(east, here)) == [(90, 90)]
    assert arcs(possible_arcs(here, east)) == [(270, 270)]
    wide = Site("b", (), (LonLat(1, 0),), slack_m=10_000)
    for subject, reference, middle in ((wide, here, 90), (here, wide, 270)):
        ((lo, hi),) = arcs(possible_arcs(subject, reference))
        assert lo == pytest.approx(middle - 5.2, abs=0.1)
        assert hi == pytest.approx(middle + 5.2, abs=0.1)


@pytest.mark.parametrize(
    ("relation", "verdict"),
    [("east", "fits"), ("north_east", "fits_roughly"), ("west", "does_not_fit"), ("upstream", "cannot_check")],
)  # fmt: skip
def test_a_direction_alone_is_judged_by_itself(case_of, relation: str, verdict: str) -> None:  # type: ignore[no-untyped-def]
    told = replace(
        statement(mention("geo:b"), mention("geo:a"), relation=relation), kind="direction"
    )
    found = check(told, case_of(place("geo:a", (0.0, 0.0)), place("geo:b", (0.0, 1.0))))
    assert (found.verdict, found.settles) == (verdict, None)


def test_sources_on_either_side_leave_a_direction_open(case_of) -> None:  # type: ignore[no-untyped-def]
    told = replace(statement(mention("geo:b"), mention("geo:a"), relation="east"), kind="direction")
    found = check(
        told, case_of(place("geo:a", (0.0, 0.0)), place("geo:b", (0.0, 1.0), (0.0, -1.0)))
    )
    assert found.verdict == "not_settled" and found.settles is not None
