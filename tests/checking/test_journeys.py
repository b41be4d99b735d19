"""What movements say of the ground: gates on the day, the order of places, rivers, the time on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from geo_osint import gazetteer
from geo_osint.case import Case
from geo_osint.checking import budget, by_network, check_journeys
from geo_osint.model import (
    Count,
    DateReading,
    Finding,
    Mention,
    Movement,
    Place,
    Quantity,
    Span,
    Statement,
)
from geo_osint.routing import Network, bundled, route
from geo_osint.routing.bundled import parse
from tests.conftest import mention
from tests.routing.conftest import (
    LADDER_PLACES,
    LINKS,
    POINTS,
    bridge,
    document,
    junction,
    link,
    moved,
)

Found = dict[str, Finding]


@pytest.fixture(scope="session")
def known() -> dict[str, Place]:
    return dict(gazetteer.load().places)


def ladder(*more: dict[str, Any], schematic: bool = False) -> Network:
    told = document(*map(junction, POINTS), *map(link, LINKS), *more, schematic=schematic)
    return parse(json.dumps(told).encode(), "ladder.geojson", LADDER_PLACES)


@pytest.fixture
def found(case_of: Callable[..., Case], known: dict[str, Place]) -> Callable[..., Found]:
    """Check movements, by default on the packaged network; findings by their ids."""

    def check(*told: Movement, network: Network | None = None, **more: Any) -> Found:
        roads = network or bundled()
        places = {**known, **LADDER_PLACES}
        case = replace(case_of(movements=told, **more), places=places)
        routes = [route(each, places, roads) for each in told]
        findings = check_journeys(case, routes, roads, by_network(roads, places))
        return {each.id: each for each in findings}

    return check


def days(start: date, end: date) -> DateReading:
    return DateReading("then", Span(0, 1), start, end, "day")


SEMALKA, WALID, RABIA = (
    "geo:semalka-crossing",
    "geo:al-walid-kurdistan-crossing",
    "geo:yarubiyah-crossing",
)


# --- gates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gate", "on", "verdict", "states"),
    [
        (WALID, date(2021, 2, 23), "fits", ("open",)),
        (WALID, date(2022, 8, 1), "fits_roughly", ("restricted",)),
        (RABIA, date(2021, 12, 23), "fits_roughly", ("restricted",)),
        (RABIA, date(2022, 1, 7), "does_not_fit", ("closed",)),
        (SEMALKA, date(2022, 1, 5), "does_not_fit", ("closed",)),
        (SEMALKA, date(2019, 6, 1), "cannot_check", ()),
        (SEMALKA, None, "cannot_check", ()),
    ],
)
def test_a_gate_is_judged_by_what_dated_sources_tell_of_that_day(
    found: Callable[..., Found], gate: str, on: date | None, verdict: str, states: tuple[str, ...]
) -> None:
    gate_1 = found(moved(gate, to="geo:qamishli", on=on))["m1/gate-1"]
    assert (gate_1.verdict, tuple(gate_1.possible)) == (verdict, states)
    assert bool(gate_1.sources) == bool(states)
    assert all(each.title in gate_1.reasons[0].en for each in gate_1.sources)


def test_a_gate_that_was_shut_on_some_of_the_days_settles_nothing(
    found: Callable[..., Found],
) -> None:
    told = replace(
        moved(WALID, to="geo:qamishli"), date=days(date(2021, 12, 10), date(2021, 12, 20))
    )
    both = found(told)["m1/gate-1"]
    assert (both.verdict, tuple(both.possible)) == ("not_settled", ("closed", "open"))
    told = replace(
        moved(SEMALKA, to="geo:qamishli"), date=days(date(2021, 12, 1), date(2021, 12, 20))
    )
    half = found(told)["m1/gate-1"]
    assert (half.verdict, tuple(half.possible)) == ("not_settled", ("closed",))
    assert any("some of the days" in each.en for each in half.reasons)


def test_sources_that_disagree_settle_nothing(found: Callable[..., Found]) -> None:
    disputed = bridge(
        "a-b",
        {"state": "open", "since": "2021-01-01"},
        {"state": "closed", "since": "2021-02-01"},
        place="geo:x",
    )
    places = {**LADDER_PLACES, "geo:x": replace(LADDER_PLACES["geo:x"], kind="PSTB")}
    document_ = document(*map(junction, POINTS), *map(link, LINKS), disputed)
    network = parse(json.dumps(document_).encode(), "ladder.geojson", places)
    gate_1 = found(moved("geo:a", "geo:x", to="geo:b"), network=network)["m1/gate-1"]
    assert (gate_1.verdict, tuple(gate_1.possible)) == ("not_settled", ("closed", "open"))


def test_each_meaning_of_a_name_counts(found: Callable[..., Found]) -> None:
    either = mention(WALID, "geo:al-walid-tanf-crossing", words="Al-Walid")
    gate_1 = found(moved(either, to="geo:qamishli"))["m1/gate-1"]
    assert (gate_1.verdict, tuple(gate_1.possible)) == ("not_settled", ("closed", "open"))
    assert any("any of 2 places" in each.en for each in gate_1.reasons)


def test_a_place_on_the_way_is_passed_on_any_day_until_the_arrival(
    found: Callable[..., Found],
) -> None:
    told = moved("geo:erbil", WALID, to="geo:qamishli", on=date(2021, 12, 18))
    assert found(told)["m1/gate-1"].verdict == "fits"
    arrived = replace(told, arrival=days(date(2021, 12, 20), date(2021, 12, 20)))
    assert found(arrived)["m1/gate-1"].verdict == "not_settled"


@pytest.mark.parametrize(
    "told",
    [
        moved("geo:qamishli", to=SEMALKA, on=date(2022, 1, 5)),
        moved("geo:qamishli", towards=SEMALKA, on=date(2022, 1, 5)),
        moved("geo:mayadin-bridge", to="geo:hajin"),
        moved("geo:hasakah", "geo:shaddadi", to="geo:hajin"),
    ],
    ids=["reached", "made for", "set out from a bridge", "a town"],
)
def test_what_was_not_passed_is_not_checked(found: Callable[..., Found], told: Movement) -> None:
    assert not [id for id in found(told) if "gate" in id]


# --- order ---------------------------------------------------------------------------------------


def test_an_order_that_needs_a_detour_does_not_fit_where_all_roads_are_known(
    found: Callable[..., Found],
) -> None:
    told = moved("geo:a", "geo:c", "geo:b", to="geo:d")
    full = found(told, network=ladder())["m1/order"]
    assert (full.verdict, tuple(full.possible)) == ("does_not_fit", ("detour",))
    coarse = found(told, network=ladder(schematic=True))["m1/order"]
    assert (coarse.verdict, tuple(coarse.possible)) == ("not_settled", ("detour", "in_order"))
    straight = moved("geo:a", "geo:b", "geo:c", to="geo:d")
    assert found(straight, network=ladder())["m1/order"].verdict == "fits"


def test_one_place_between_two_is_told_only_where_the_goal_lies_before_it(
    found: Callable[..., Found],
) -> None:
    assert "m1/order" not in found(moved("geo:shaddadi", "geo:hasakah", to="geo:qamishli"))
    turned = found(moved("geo:shaddadi", "geo:qamishli", to="geo:hasakah"))["m1/order"]
    assert turned.verdict == "not_settled"
    assert "Al-Shaddadi⁩ – ⁨Al-Hasakah⁩" in turned.reasons[0].en


# --- rivers --------------------------------------------------------------------------------------


def test_the_wrong_bank_without_a_bridge_never_fits_and_is_not_refuted_on_a_coarse_network(
    found: Callable[..., Found],
) -> None:
    across = found(moved("geo:dhiban", to="geo:al-mayadin"))["m1/river-1"]
    assert across.verdict in ("not_settled", "cannot_check")
    assert any("Euphrates" in each.en for each in across.reasons)
    assert any("coarse" in each.en for each in across.reasons)
    open_ = found(moved("geo:hasakah", to="geo:deir-ez-zor", on=date(2023, 5, 1)))["m1/river-1"]
    assert (open_.verdict, tuple(open_.possible)) == ("fits", ("open",))


def test_a_bridge_far_away_does_not_settle_a_crossing_beside_one_that_was_destroyed(
    found: Callable[..., Found],
) -> None:
    told = moved("geo:al-mayadin", to="geo:dhiban", on=date(2022, 1, 6))
    across = found(told)["m1/river-1"]
    assert (across.verdict, tuple(across.possible)) == ("not_settled", ("destroyed", "open"))
    assert any("by what was open the way is" in each.en for each in across.reasons)


@pytest.mark.parametrize(
    ("state", "full", "coarse"),
    [
        ({"state": "destroyed", "since": "2020-01-01"}, "does_not_fit", "not_settled"),
        ({"state": "open", "since": "2020-01-01"}, "fits", "fits"),
        ({"state": "damaged", "since": "2020-01-01"}, "fits_roughly", "fits_roughly"),
        (
            {"state": "open", "since": "2019-01-01", "until": "2019-12-31"},
            "cannot_check",
            "cannot_check",
        ),
    ],
)
def test_a_river_is_judged_by_the_bridge_that_every_way_has(
    found: Callable[..., Found], state: dict[str, str], full: str, coarse: str
) -> None:
    told = moved("geo:e", to="geo:h")
    for schematic, verdict in ((False, full), (True, coarse)):
        network = ladder(bridge("g-h", state), schematic=schematic)
        assert found(told, network=network)["m1/river-1"].verdict == verdict


def test_a_bridge_that_can_be_gone_around_is_no_river_crossed(found: Callable[..., Found]) -> None:
    network = ladder(bridge("a-b", {"state": "open", "since": "2020-01-01"}))
    assert "m1/river-1" not in found(moved("geo:a", to="geo:g"), network=network)


# --- time on the way -----------------------------------------------------------------------------


def hours(value: float, hedge: str = "") -> Quantity:
    return Quantity(f"{value} hours", Span(0, 5), value, value, "h", hedge)


@pytest.mark.parametrize(
    ("told", "verdict"), [(0.25, "does_not_fit"), (3.0, "fits"), (30.0, "fits_roughly")]
)
def test_a_time_on_the_way_is_judged_by_the_speed_it_asks_for(
    found: Callable[..., Found], told: float, verdict: str
) -> None:
    journey = replace(moved("geo:malikiyah", to="geo:qamishli"), took=hours(told))
    speed = found(journey)["m1/speed"]
    assert (speed.verdict, speed.unit) == (verdict, "kmh")


def test_a_way_that_is_told_from_a_crossing_on_may_be_refuted_and_never_fits(
    found: Callable[..., Found],
) -> None:
    verdicts = [
        found(replace(moved(SEMALKA, to="geo:qamishli"), took=hours(each)))["m1/speed"].verdict
        for each in (0.25, 3.0, 30.0)
    ]
    assert verdicts == ["does_not_fit", "not_settled", "not_settled"]


def test_the_way_leads_by_the_places_passed(found: Callable[..., Found]) -> None:
    journey = replace(moved(SEMALKA, to="geo:qamishli"), took=hours(3))
    by_way = replace(journey, via=(mention("geo:shaddadi", words="x"),))
    straight, longer = (found(each)["m1/speed"].possible.parts[0].lo for each in (journey, by_way))
    assert longer > 2 * straight


def test_a_time_that_a_statement_tells_is_not_checked_twice(found: Callable[..., Found]) -> None:
    journey = replace(moved(SEMALKA, to="geo:qamishli"), took=hours(3))
    told = Statement("s1", "r1", Span(0, 5), "x", "travel_time", quantity=hours(3))
    assert "m1/speed" in found(journey)
    assert "m1/speed" not in found(journey, statements=(told,))


def test_only_a_time_with_an_end_bounds_anything() -> None:
    journey = replace(moved(SEMALKA, to="geo:qamishli"), took=hours(3))
    lorries = Count("9 lorries", Span(0, 9), 9, 9, "lorry")
    assert budget(journey) == (3.5, 150.0)
    assert budget(replace(journey, count=lorries)) == (3.5, 90.0)
    assert budget(replace(journey, took=hours(3, "at_least"))) is None
    assert budget(replace(journey, took=None)) is None


# --- all of them ---------------------------------------------------------------------------------


def test_a_movement_told_again_points_to_the_finding_of_the_first(
    found: Callable[..., Found],
) -> None:
    told = moved(SEMALKA, to="geo:qamishli")
    again = replace(told, id="m2", same_as="m1")
    findings = found(told, again)
    assert findings["m2/gate-1"].statement.same_as == "m1/gate-1"
    assert findings["m1/gate-1"].statement.same_as == ""


def test_names_that_nobody_knows_break_nothing(found: Callable[..., Found]) -> None:
    nowhere = Mention("r1", Span(0, 1), "Nowhere")
    told = replace(moved(nowhere, to="geo:qamishli"), via=(nowhere,), took=hours(3))
    assert {each.verdict for each in found(told).values()} == {"cannot_check"}


def test_every_finding_speaks_both_languages(found: Callable[..., Found]) -> None:
    told = replace(
        moved(SEMALKA, "geo:qamishli", "geo:malikiyah", to="geo:deir-ez-zor"), took=hours(3)
    )
    findings = found(told)
    assert set(findings) == {"m1/gate-1", "m1/order", "m1/river-1", "m1/speed"}
    for each in findings.values():
        assert each.reasons and all(words.en.strip() and words.ar.strip() for words in each.reasons)
