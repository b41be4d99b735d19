"""Banks: by sources, by the drawn line beyond its error, by the course of the river."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from geo_osint.case import Case
from geo_osint.checking import check
from geo_osint.checking.banks import side_facing
from geo_osint.model import (
    Attribute,
    Estimate,
    Finding,
    LonLat,
    Mention,
    Place,
    Shape,
    Statement,
)
from tests.conftest import about, mention, place, statement

KM = 1 / 111.3195
"""Degrees of longitude to the kilometre along the equator."""

Make = Callable[..., Case]


def river(*lines: tuple[tuple[float, float], ...]) -> Place:
    """Draw a river; by default along the meridian of 0 from north to south: left is east."""
    drawn = lines or (((0.0, 1.0), (0.0, -1.0)),)
    kind = "LineString" if len(drawn) == 1 else "MultiLineString"
    shape = Shape(kind, tuple(tuple(LonLat(*at) for at in line) for line in drawn))
    return replace(place("geo:river", kind="STM"), shape=shape)


def on_bank(found: Place, value: str) -> Place:
    return replace(found, attributes=(Attribute("bank", value, "geo:river", "atlas"),))


def told(relation: str, subject: Mention | None = None, **more: object) -> Statement:
    ends = (subject or mention("geo:a"), mention("geo:river"))
    return replace(statement(*ends, relation=relation, **more), kind="bank")


def find(case_of: Make, subject: Place, relation: str, line: Place | None = None) -> Finding:
    return check(told(relation), case_of(subject, line or river()))


@pytest.mark.parametrize(
    ("course", "azimuth", "side"),
    [
        (180, 90, "left"),
        (180, 270, "right"),
        (180, 0, ""),
        (180, 180, ""),
        (0, 90, "right"),
        (0, 270, "left"),
        (90, 0, "left"),
        (90, 180, "right"),
        (350, 90, "right"),
        (10, 270, "left"),
        (112.5, 90, "left"),  # the way across is 67.5 degrees off east: just near enough
        (112.4, 90, ""),
        (247.5, 90, "left"),
        (247.6, 90, ""),
        (135, 45, "left"),
        (135, 225, "right"),
    ],
)
def test_a_bank_faces_a_direction_by_the_course(course: float, azimuth: float, side: str) -> None:
    assert side_facing(course, azimuth) == side


@pytest.mark.parametrize(
    ("east_km", "relation", "verdict"),
    [
        (7.1, "left_bank", "fits"),
        (7.1, "right_bank", "does_not_fit"),
        (6.9, "left_bank", "not_settled"),
        (-6.9, "right_bank", "not_settled"),
        (-7.1, "right_bank", "fits"),
        (-7.1, "west_bank", "fits"),
        (-7.1, "east_bank", "does_not_fit"),
        (7.1, "south_bank", "cannot_check"),
        (7.1, "opposite_bank", "cannot_check"),
    ],
)
def test_the_line_tells_beyond_its_own_error(
    case_of: Make, east_km: float, relation: str, verdict: str
) -> None:
    """The drawn river may be 7 km off."""
    found = find(case_of, place("geo:a", (0.0, east_km * KM)), relation)
    assert found.verdict == verdict
    assert bool(found.settles) == (verdict == "not_settled")


def test_an_uncertain_position_needs_more_room(case_of: Make) -> None:
    """9 km off and good to 3 km it may lie within 7 km of the line; 11 km off it cannot."""
    for km, verdict in ((9.0, "not_settled"), (11.0, "fits")):
        guess = place("geo:a", estimate=Estimate(LonLat(km * KM, 0.0), 3_000, "a guess"))
        assert find(case_of, guess, "left_bank").verdict == verdict
        coarse = place("geo:a", (0.0, km * KM))
        coarse = replace(coarse, positions=(replace(coarse.positions[0], precision_m=3_000.0),))
        assert find(case_of, coarse, "left_bank").verdict == verdict


def test_sources_on_either_side_leave_it_open(case_of: Make) -> None:
    assert (
        find(case_of, place("geo:a", (0.0, 0.1), (0.0, -0.1)), "left_bank").verdict == "not_settled"
    )


def test_a_place_that_nobody_locates_may_lie_on_either(case_of: Make) -> None:
    found = find(case_of, place("geo:a"), "left_bank")
    assert found.verdict == "not_settled"
    assert "no source says on which bank" in found.reasons[0].en


def test_a_river_that_is_not_drawn_tells_nothing(case_of: Make) -> None:
    line = place("geo:river", kind="STM")
    assert find(case_of, place("geo:a", (0.0, 0.2)), "left_bank", line).verdict == "not_settled"
    assert find(case_of, place("geo:a", (0.0, 0.2)), "east_bank", line).verdict == "cannot_check"


def test_arms_that_disagree_leave_it_open(case_of: Make) -> None:
    """Between two arms a place is left of the one and right of the other."""
    arms = river(((0.0, 1.0), (0.0, -1.0)), ((1.0, 1.0), (1.0, -1.0)))
    assert find(case_of, place("geo:a", (0.0, 0.5)), "left_bank", arms).verdict == "not_settled"
    assert find(case_of, place("geo:a", (0.0, 1.5)), "left_bank", arms).verdict == "fits"


@pytest.mark.parametrize(
    ("value", "relation", "verdict"),
    [
        ("left_bank", "left_bank", "fits"),
        ("left_bank", "right_bank", "does_not_fit"),
        ("left_bank", "east_bank", "fits"),
        ("right_bank", "east_bank", "does_not_fit"),
        ("both_banks", "left_bank", "not_settled"),
        ("island", "left_bank", "does_not_fit"),
    ],
)
def test_a_source_comes_before_the_line(
    case_of: Make, value: str, relation: str, verdict: str
) -> None:
    """The place is drawn 22 km west of the river, where the line alone would say right."""
    found = find(case_of, on_bank(place("geo:a", (0.0, -0.2)), value), relation)
    assert found.verdict == verdict
    assert "a source puts" in found.reasons[0].en


def test_another_rivers_bank_is_no_bank_of_this_one(case_of: Make) -> None:
    other = replace(
        place("geo:a", (0.0, -0.2)), attributes=(Attribute("bank", "left_bank", "geo:sea", "x"),)
    )
    found = find(case_of, other, "left_bank")
    assert found.verdict == "does_not_fit"


OPPOSITE = [
    ("left_bank", "right_bank", "fits"),
    ("right_bank", "right_bank", "does_not_fit"),
    ("both_banks", "right_bank", "not_settled"),
    ("both_banks", "both_banks", "not_settled"),
    ("island", "right_bank", "not_settled"),
    ("left_bank", "island", "not_settled"),
    ("island", "island", "not_settled"),
]


@pytest.mark.parametrize(("here", "there", "verdict"), OPPOSITE)
@pytest.mark.parametrize("turned", [False, True])
def test_opposite_is_opposite_to_what_the_sentence_measures_from(
    case_of: Make, here: str, there: str, verdict: str, turned: bool
) -> None:
    a, b = on_bank(place("geo:a", (0.0, 0.2)), here), on_bank(place("geo:b", (0.0, -0.2)), there)
    ends = (mention("geo:a"), mention("geo:b"))
    first = statement(*(reversed(ends) if turned else ends), quantity=about(45_000, 500, 5_000))
    second = replace(told("opposite_bank"), id="s2")
    found = check(second, case_of(a, b, river(), statements=(first, second)))
    assert found.verdict == verdict
    assert bool(found.settles) == (verdict == "not_settled")
    assert "taken as opposite to" in found.reasons[0].en and "b" in found.reasons[0].en


def test_a_distance_of_something_else_does_not_say_what_is_opposite(case_of: Make) -> None:
    """Another report, another sentence, another subject, no figure, an unknown end: none of them tells."""
    from geo_osint.model import Span

    a, b, c = (
        place(f"geo:{name}", (0.0, at)) for name, at in (("a", 0.2), ("b", -0.2), ("c", 0.3))
    )
    good = statement(mention("geo:a"), mention("geo:b"), quantity=about(45_000, 500, 5_000))
    second = replace(told("opposite_bank"), id="s2")
    for other in (
        replace(good, report="r2"),
        replace(good, span=Span(50, 60)),
        replace(good, subject=mention("geo:c")),
        replace(good, subject=None),
        replace(good, quantity=None),
        replace(good, reference=None),
        replace(good, reference=mention(words="Nowhere")),
        replace(good, status="rejected"),
    ):
        found = check(second, case_of(a, b, c, river(), statements=(other, second)))
        assert found.verdict == "cannot_check"
        assert "opposite" in found.reasons[0].en


def test_just_as_far_as_the_line_may_be_off_is_too_near(
    case_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geo_osint import geodesy
    from geo_osint.checking import banks

    at, line = LonLat(8 * KM, 0.0), river()
    assert line.shape is not None
    off = geodesy.distance_range(
        geodesy.Footprint.points([at], 1.0), geodesy.Footprint.line(line.shape.parts[0])
    ).lo
    monkeypatch.setattr(banks, "LINE_ERROR_M", off)
    assert (
        find(case_of, place("geo:a", (0.0, at.lon_deg)), "left_bank", line).verdict == "not_settled"
    )
