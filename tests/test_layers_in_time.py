"""What was reported where and when: days as told, and nothing on any other day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from shapely import Point

from geo_osint import gazetteer
from geo_osint.case import Case
from geo_osint.checking import check_journeys
from geo_osint.layers import Tables, tables
from geo_osint.model import DateReading, Movement, Place, Quantity, Span
from geo_osint.routing import Network, bundled, path_areas, route
from tests.conftest import mention
from tests.routing.conftest import moved

SET_OUT, ARRIVED = date(2021, 2, 7), date(2021, 2, 9)
ARRIVAL = DateReading("on 9 February", Span(0, 1), ARRIVED, ARRIVED, "day")
THREE_HOURS = Quantity("3 hours", Span(0, 5), 3.0, 3.0, "h")

Laid = Callable[..., Tables]


@pytest.fixture(scope="module")
def known() -> dict[str, Place]:
    return dict(gazetteer.load().places)


@pytest.fixture
def laid(case_of: Callable[..., Case], known: dict[str, Place]) -> Laid:
    def lay(*told: Movement, network: Network | None = None) -> Tables:
        all_of_it = gazetteer.load()
        case = replace(case_of(movements=told), places=known, sources=all_of_it.sources)
        return tables(case, (), [route(each, known, network) for each in told])

    return lay


def rows(laid: Tables, table: str) -> list[tuple[Any, ...]]:
    columns = ["id", "knowledge", "start_date", "end_date"]
    return [tuple(each) for each in laid[table][columns].itertuples(index=False)]


def test_a_movement_with_one_date_shows_for_that_day_alone(laid: Laid) -> None:
    told = moved("geo:semalka-crossing", "geo:qamishli", to="geo:hasakah", on=SET_OUT)
    found = laid(told, network=bundled())
    day = SET_OUT.isoformat()
    assert rows(found, "sightings") == [(f"m1/{n}", "known", day, day) for n in (1, 2, 3)]
    assert rows(found, "corridors") == [(f"m1/{n}", "bounded", day, day) for n in (1, 2)]
    assert set(found["sightings"]["date_precision"]) == {"day"}


def test_between_setting_out_and_arriving_it_is_bounded_by_the_corridor(laid: Laid) -> None:
    told = moved("geo:semalka-crossing", "geo:qamishli", to="geo:hasakah", on=SET_OUT)
    found = laid(replace(told, arrival=ARRIVAL), network=bundled())
    first, last = SET_OUT.isoformat(), ARRIVED.isoformat()
    assert rows(found, "sightings") == [
        ("m1/1", "known", first, first),
        ("m1/2", "known", first, last),
        ("m1/3", "known", last, last),
    ]
    assert rows(found, "corridors") == [(f"m1/{n}", "bounded", first, last) for n in (1, 2)]
    assert list(found["sightings"]["date_words"]) == ["then", "then", "on 9 February"]
    for table in ("movements", "segments"):
        assert set(found[table]["start_date"]) == {first} and set(found[table]["end_date"]) == {
            last
        }
    assert list(found["movements"]["arrival_words"]) == ["on 9 February"]


@pytest.mark.parametrize(
    ("told", "knowledge"),
    [
        (moved(None, to="geo:qamishli"), "known"),
        (moved(None, to="geo:qamishli", area=True), "bounded"),
        (moved(None, to="geo:hasakah-governorate"), "bounded"),
        (moved(None, towards="geo:qamishli"), "unknown"),
        (moved(mention("geo:hasakah", "geo:hasakah-governorate", words="Hasakah")), "unknown"),
        (moved(mention(words="Nowhere")), "unknown"),
    ],
    ids=["a place", "the area of it", "a region", "a direction", "two meanings", "no meaning"],
)
def test_only_a_place_that_was_reported_is_known(
    laid: Laid, told: Movement, knowledge: str
) -> None:
    assert list(laid(told)["sightings"]["knowledge"]) == [knowledge]


def test_without_a_date_there_is_no_day(laid: Laid) -> None:
    found = laid(moved("geo:semalka-crossing", to="geo:qamishli", on=None), network=bundled())
    for table in ("sightings", "corridors", "segments"):
        assert set(found[table]["start_date"]) == {""} == set(found[table]["end_date"])


def test_a_leg_without_roads_or_time_bounds_nothing(laid: Laid) -> None:
    assert not len(laid(moved("geo:semalka-crossing", to="geo:qamishli"))["corridors"])


def test_two_movements_of_one_actor_are_not_joined(laid: Laid) -> None:
    told = moved("geo:semalka-crossing", to="geo:qamishli", on=SET_OUT)
    later = replace(moved("geo:qamishli", to="geo:hasakah", on=ARRIVED), id="m2", same_as="m1")
    found = laid(told, later, network=bundled())
    assert set(found["corridors"]["start_date"]) == {SET_OUT.isoformat(), ARRIVED.isoformat()}
    assert all(found["corridors"]["start_date"] == found["corridors"]["end_date"])


def test_what_follows_from_a_movement_is_drawn_where_it_happened(
    case_of: Callable[..., Case], known: dict[str, Place]
) -> None:
    told = moved("geo:semalka-crossing", "geo:qamishli", "geo:malikiyah", to="geo:hasakah")
    told = replace(told, took=THREE_HOURS)
    network = bundled()
    case = replace(case_of(movements=(told,)), places=known, sources=gazetteer.load().sources)
    found = [route(told, known, network)]
    laid = tables(case, check_journeys(case, found, network), found)
    drawn = dict(zip(laid["statements"]["id"], laid["statements"].geometry, strict=True))
    kinds = {id: each.geom_type for id, each in drawn.items()}
    assert kinds == {
        "m1/gate-1": "Point",
        "m1/order": "LineString",
        "m1/speed": "LineString",
    }
    assert len(drawn["m1/order"].coords) == 4
    assert not len(laid["regions"])


# --- the time on the way -------------------------------------------------------------------------


def test_a_time_on_the_way_bounds_a_leg_without_roads(laid: Laid) -> None:
    told = replace(moved("geo:semalka-crossing", to="geo:qamishli"), took=THREE_HOURS)
    (area,) = laid(told)["corridors"].geometry
    assert area.contains(Point(41.8, 37.0)) and not area.contains(Point(38.0, 37.0))
    (words,) = laid(told)["corridors"]["basis_en"]
    assert "150 km/h lead in 3.5 hours" in words


def test_a_time_on_the_way_cuts_the_corridor(laid: Laid) -> None:
    told = moved("geo:al-walid-kurdistan-crossing", to="geo:qamishli")
    hour = Quantity("1 hour", Span(0, 5), 1.0, 1.0, "h")
    wide, cut = (
        laid(each, network=bundled())["corridors"].geometry.iloc[0]
        for each in (told, replace(told, took=hour))
    )
    assert wide.buffer(1e-6).contains(cut)
    slow = replace(told, took=Quantity("30 hours", Span(0, 5), 30.0, 30.0, "h"))
    assert laid(slow, network=bundled())["corridors"].geometry.iloc[0].equals(wide)


def test_what_other_legs_took_is_not_left_for_this_one(known: dict[str, Place]) -> None:
    told = moved("geo:semalka-crossing", "geo:qamishli", to="geo:hasakah")
    found = route(told, known, None)
    both = path_areas(found, known, 3.0, 90.0)
    alone = path_areas(
        route(moved("geo:semalka-crossing", to="geo:qamishli"), known, None), known, 3.0, 90.0
    )
    assert set(both) == {1, 2} and alone[1].area > 1.5 * both[1].area


@pytest.mark.parametrize("hours", [0.5, 1_000.0], ids=["too short to arrive", "bounds nothing"])
def test_a_time_that_bounds_nothing_gives_no_area(known: dict[str, Place], hours: float) -> None:
    found = route(moved("geo:semalka-crossing", to="geo:qamishli"), known, None)
    assert path_areas(found, known, hours, 90.0) == {}


def test_an_area_is_no_end_to_reckon_from(known: dict[str, Place]) -> None:
    found = route(moved("geo:semalka-crossing", to="geo:hasakah-governorate"), known, bundled())
    assert path_areas(found, known, 5.0, 90.0) == {}
