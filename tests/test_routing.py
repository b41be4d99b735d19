"""Routes that never claim more than their evidence."""

from __future__ import annotations

import pytest

from geo_osint.model import Estimate, LonLat, Mention, Movement, Span
from geo_osint.routing import route
from tests.conftest import mention, place

A, B, C = place("geo:a", (35, 40)), place("geo:b", (35, 41)), place("geo:c", (36, 41))
GUESS = place("geo:guess", estimate=Estimate(LonLat(42, 37), 5_000, "near the border"))
NOWHERE = place("geo:nowhere")
PLACES = {each.id: each for each in (A, B, C, GUESS, NOWHERE)}


def moved(**ends: object) -> Movement:
    return Movement("m1", "r1", Span(0, 5), "moved", **ends)  # type: ignore[arg-type]


def test_every_leg_is_assumed_and_runs_in_the_direction_of_travel() -> None:
    found = route(
        moved(origin=mention("geo:a"), via=(mention("geo:b"),), destination=mention("geo:c")),
        PLACES,
    )
    assert [(s.id, s.origin, s.destination) for s in found.segments] == [
        ("m1/1/1", "geo:a", "geo:b"),
        ("m1/2/1", "geo:b", "geo:c"),
    ]
    assert {s.segment_class for s in found.segments} == {"assumed"}
    assert found.segments[0].line[0] == A.reference and found.segments[0].line[-1] == B.reference
    assert found.segments[0].length_m == pytest.approx(91_287, abs=1)
    assert any("no road network" in each.en for each in found.reasons)


@pytest.mark.parametrize(
    "unsure",
    [mention("geo:b", "geo:c", words="X"), mention(words="X"), mention("geo:nowhere", words="X")],
    ids=["ambiguous", "unknown", "unlocated"],
)
def test_no_line_is_drawn_through_a_place_that_is_not_sure(unsure: Mention) -> None:
    found = route(moved(origin=mention("geo:a"), destination=unsure), PLACES)
    assert found.segments == ()
    assert any("X" in each.en for each in found.reasons)


def test_a_direction_and_an_estimate_are_drawn_too() -> None:
    found = route(moved(origin=mention("geo:guess"), towards=mention("geo:a")), PLACES)
    assert len(found.segments) == 1


def test_a_movement_with_one_place_has_no_route() -> None:
    found = route(moved(destination=mention("geo:a")), PLACES)
    assert found.segments == () and "fewer than two" in found.reasons[0].en
