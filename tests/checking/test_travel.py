"""Times of travel: the speed they ask for, the precision of hours, hedges, and who goes on foot."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from geo_osint.case import Case
from geo_osint.checking import check
from geo_osint.checking.pairs import Pair
from geo_osint.checking.regions import regions
from geo_osint.checking.roads import RoadLength
from geo_osint.checking.travel import as_distance, mode_of, modes, stated_h, stated_speeds
from geo_osint.model import Bilingual, Interval, Quantity, Span, Statement
from tests.conftest import mention, place

Make = Callable[..., Case]

A = place("geo:a", (0.0, 0.0), extent_m=0.0)
B = place("geo:b", (0.0, 1.0), extent_m=0.0)  # 111.319 km east; by road up to 233.771


def hours(lo: float, hi: float | None = None, hedge: str = "") -> Quantity:
    return Quantity("some hours", Span(0, 10), lo, hi or lo, "h", hedge)


def told(quantity: Quantity | None, words: str = "some hours' drive") -> Statement:
    return Statement(
        "s1", "r1", Span(0, len(words)), words, "travel_time", mention("geo:a"), mention("geo:b"), quantity,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("quantity", "lo", "hi"),
    [
        (hours(3.0), 2.5, 3.5),
        (hours(1.5), 1.25, 1.75),
        (hours(0.75), 0.625, 0.875),
        (hours(1 / 3), 7 / 24, 9 / 24),
        (hours(2.0, 3.0), 1.5, 3.5),
        (hours(3.0, hedge="at_most"), 3.5, 3.5),
        (hours(3.0, hedge="less_than"), 3.5, 3.5),
        (hours(3.0, hedge="at_least"), 2.5, 2.5),
        (hours(3.0, hedge="more_than"), 2.5, 2.5),
    ],
)
def test_a_time_is_as_precise_as_its_last_part(quantity: Quantity, lo: float, hi: float) -> None:
    found = stated_h(quantity)
    assert (found.lo, found.hi) == (pytest.approx(lo), pytest.approx(hi))


@pytest.mark.parametrize(
    ("quantity", "verdict", "margin_km"),
    [
        (hours(3.0), "fits", 66.23),  # 32 to 94 km/h: 120 x 2.5 - 233.771
        (hours(2.0), "not_settled", 0.0),  # 45 to 156
        (hours(1.0), "not_settled", 0.0),  # 74 to 468
        (hours(0.5), "not_settled", -21.32),  # at least 148: 111.319 - 120 x 0.75
        (hours(1 / 3), "does_not_fit", -66.32),  # at least 297
        (hours(20.0), "fits_roughly", 0.0),  # 5.4 to 12 km/h: slow, and nothing against it
        (hours(50.0), "fits_roughly", -261.23),  # 2.2 to 4.7 km/h
    ],
)
def test_only_too_fast_a_way_is_refused(
    case_of: Make, quantity: Quantity, verdict: str, margin_km: float
) -> None:
    found = check(told(quantity), case_of(A, B))
    assert (found.verdict, found.unit, found.reading) == (verdict, "kmh", "speed")
    assert found.margin is not None
    assert found.margin / 1000 == pytest.approx(margin_km, abs=0.01)


@pytest.mark.parametrize(
    ("hedge", "value", "verdict"),
    [
        ("less_than", 3.0, "fits"),  # 32 to 67 km/h will do, and more
        ("less_than", 0.5, "not_settled"),  # 148 to 312
        ("less_than", 1 / 3, "does_not_fit"),  # 297 and more
        ("at_most", 30.0, "fits"),  # 3.7 km/h asked for: anybody is faster
        ("more_than", 1 / 3, "fits"),  # 382 km/h and less: whoever is slower
        ("at_least", 30.0, "fits_roughly"),  # no more than 8 km/h
    ],
)
def test_a_bound_is_held_by_whoever_can_do_better(
    case_of: Make, hedge: str, value: float, verdict: str
) -> None:
    assert check(told(hours(value, hedge=hedge)), case_of(A, B)).verdict == verdict


def test_who_goes_on_foot_is_slower(case_of: Make) -> None:
    case = case_of(A, B)
    for words in ("some hours' walk", "some hours on foot", "some hours سيرا"):
        found = check(told(hours(3.0), words), case)
        assert found.verdict == "does_not_fit"
        assert "on foot" in " ".join(each.en for each in found.reasons)
    for words in ("some hours", "some hours away, not on foot"):
        assert check(told(hours(3.0), words), case).verdict == "fits"


def test_a_day_alone_gives_no_speed(case_of: Make) -> None:
    found = check(told(None), case_of(A, B))
    assert (found.verdict, found.unit) == ("cannot_check", "kmh")
    assert "from a day alone" in found.reasons[-1].en
    metres = Quantity("14 km", Span(0, 5), 14_000, 14_000, "km")
    assert check(told(metres), case_of(A, B)).verdict == "cannot_check"


def test_a_network_knows_the_way_better(case_of: Make) -> None:
    """200 to 210 km in 1.5 to 2.5 hours are 80 to 140 km/h: beyond 120, and less than 150."""

    def roads(pair: Pair) -> RoadLength:
        assert pair.subject.place == "geo:a"
        return RoadLength(Interval(200_000, 210_000), Bilingual("by a network", "بحسب شبكة"))

    found = check(told(hours(2.0)), case_of(A, B), roads)
    assert [(round(each.lo), round(each.hi)) for each in found.possible] == [(80, 140)]  # type: ignore[union-attr]
    assert found.verdict == "fits_roughly"
    assert any(each.en == "by a network" for each in found.reasons)


def test_speeds_by_hedge() -> None:
    vehicle = modes()[0]
    assert vehicle.name == "vehicle"
    printed, newsroom = stated_speeds(vehicle, "")
    assert (printed.parts, newsroom.parts) == ((Interval(10, 120),), (Interval(0, 150),))
    assert stated_speeds(vehicle, "less_than")[0].parts == (Interval(0, 120),)
    assert stated_speeds(vehicle, "more_than")[0].parts == (Interval(10, math.inf),)


def test_where_the_subject_may_lie_is_drawn(case_of: Make) -> None:
    """In 2.5 to 3.5 hours at 10 to 120 km/h: roads of 25 to 420 km, straight from 25 / 2.1 = 11.9."""
    quantity = as_distance(told(hours(3.0))).quantity
    assert quantity
    [printed], [newsroom] = quantity.printed, quantity.newsroom
    assert (printed.lo, printed.hi) == (pytest.approx(25_000 / 2.1), pytest.approx(420_000))
    assert (newsroom.lo, newsroom.hi) == (0.0, pytest.approx(525_000))
    drawn = regions(told(hours(3.0)), {"geo:a": A, "geo:b": B})
    assert [each.set for each in drawn] == ["as_printed", "newsroom"]
    assert as_distance(told(None)) == told(None)


def test_on_foot_is_found_wherever_in_the_report_the_sentence_stands() -> None:
    words = "some hours on foot"
    said = replace(
        told(Quantity("some hours", Span(500, 510), 3.0, 3.0, "h"), words), span=Span(500, 518)
    )
    assert mode_of(said).name == "foot"
