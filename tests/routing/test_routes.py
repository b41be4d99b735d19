"""Movements to routes: classes, gates, regions, and every trap that a route may fall into."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from geo_osint import geodesy
from geo_osint.checking import by_network, pairs_of
from geo_osint.gazetteer.footprint import extent_of
from geo_osint.model import LonLat, Movement, Place, Route
from geo_osint.outlines import TOLERANCE_M, territory
from geo_osint.routing import Network, corridor, road_range_m, route
from geo_osint.routing.bundled import bundled
from tests.conftest import mention, place
from tests.routing.conftest import LADDER_PLACES, bridge, moved

Ladder = Callable[..., Network]
Known = dict[str, Place]

ROOT = Path(__file__).parents[2]


def classes(found: Route) -> list[str]:
    return [each.segment_class for each in found.segments]


def said(found: Route) -> str:
    return " ".join(
        each.en for each in (*(r for leg in found.legs for r in leg.reasons), *found.reasons)
    )


def through(found: Route) -> set[str]:
    return {gate.gate for each in found.segments for gate in each.gates}


# ---------------------------------------------------------------------------------- what is drawn


def test_every_segment_has_a_class_and_a_source(roads: Network, known: Known) -> None:
    ends = [
        "qamishli",
        "al-omar-field",
        "al-mayadin",
        "palmyra",
        "mosul",
        "semalka-crossing",
        "raqqa",
    ]
    for a in ends:
        for b in ends:
            found = route(moved(f"geo:{a}", to=f"geo:{b}"), known, roads)
            for each in found.segments:
                assert each.segment_class != "reported"
                assert each.sources or each.segment_class == "assumed"
                assert set(each.sources) <= set(found.sources)
                assert each.road_m is None or each.road_m.lo <= each.road_m.hi


def test_the_shortest_way_is_drawn_without_gaps_from_place_to_place(
    roads: Network, known: Known
) -> None:
    found = route(moved("geo:semalka-crossing", to="geo:hasakah"), known, roads)
    last = next(i for i, each in enumerate(found.segments) if each.ends)
    line = [each.line for each in found.segments[: last + 1]]
    assert line[0][0] == known["geo:semalka-crossing"].reference
    assert line[-1][-1] == known["geo:hasakah"].reference
    assert all(a[-1] == b[0] for a, b in pairwise(line))
    assert [each.id for each in found.segments] == [
        f"m1/1/{n + 1}" for n in range(len(found.segments))
    ]


def test_no_stretch_of_a_leg_is_drawn_twice(roads: Network, known: Known) -> None:
    found = route(moved("geo:mosul", to="geo:al-mayadin"), known, roads)
    edges = [frozenset(pair) for s in found.segments for pair in pairwise(s.line)]
    assert len(edges) == len(set(edges))


def test_what_no_way_can_do_without_is_forced_or_on_a_coarse_network_only_known(
    ladder: Ladder,
) -> None:
    """From d to g all go by c; from a to g two ways are equally long."""
    full = route(moved("geo:d", to="geo:g"), LADDER_PLACES, ladder())
    coarse = route(moved("geo:d", to="geo:g"), LADDER_PLACES, ladder(schematic=True))
    assert classes(full) == ["forced"] and classes(coarse) == ["only_known"]
    both = route(moved("geo:a", to="geo:g"), LADDER_PLACES, ladder())
    assert classes(both) == ["possible", "possible"]
    assert len(both.legs[0].alternatives) == 1
    mixed = route(moved("geo:a", to="geo:h"), LADDER_PLACES, ladder())
    assert sorted(classes(mixed)) == ["forced", "possible", "possible"]


def test_a_way_beyond_the_slack_is_none(ladder: Ladder) -> None:
    """By b the way from a to c is 16 km, the other way round 32."""
    found = route(moved("geo:a", to="geo:c"), LADDER_PLACES, ladder())
    assert classes(found) == ["forced"] and found.legs[0].longest_m == 16_000


def test_what_is_on_most_ways_is_likely(roads: Network, known: Known) -> None:
    found = route(moved("geo:qamishli", to="geo:al-omar-field"), known, roads)
    assert {"likely", "possible"} <= set(classes(found))


def test_the_bridge_and_the_road_that_the_report_names_are_reported(ladder: Ladder) -> None:
    network = ladder(bridge("g-h", {"state": "open"}, place="geo:bridge"), f_g={"refs": ["M9"]})
    places = {**LADDER_PLACES, "geo:bridge": place("geo:bridge")}
    found = route(moved("geo:g", "geo:bridge", to="geo:h"), places, network)
    assert classes(found) == ["reported", "reported"]
    assert all(each.gates[0].named for each in found.segments)
    along = route(
        moved("geo:a", to="geo:g", words="went along the highway M9 to g"), LADDER_PLACES, network
    )
    assert ("reported", ("M9",)) in [(s.segment_class, s.roads) for s in along.segments]
    assert classes(along).count("possible") == 0
    near = route(
        moved("geo:a", to="geo:g", words="passed a post near the M9"), LADDER_PLACES, network
    )
    assert "reported" not in classes(near)


def test_a_road_named_in_arabic_is_known(roads: Network, known: Known) -> None:
    found = route(
        moved("geo:qamishli", to="geo:tell-tamer", words="سلكت القافلة الطريق الدولي M4"),
        known,
        roads,
    )
    assert classes(found)[0] == "reported" and found.segments[0].roads == ("M4",)


def test_a_direction_ends_in_no_arrival(roads: Network, known: Known) -> None:
    found = route(moved("geo:hasakah", towards="geo:qamishli"), known, roads)
    assert [each.ends for each in found.segments if each.ends] == ["direction"]
    assert "was not reported" in said(found)


def test_length_and_time_are_ranges_and_said_to_be_no_evidence(
    roads: Network, known: Known
) -> None:
    found = route(moved("geo:semalka-crossing", to="geo:qamishli"), known, roads)
    leg = found.legs[0]
    assert leg.road_m and leg.driving_h and leg.longest_m
    assert leg.road_m.lo / 1_000 < 123 < leg.road_m.hi / 1_000  # published, and by road
    assert leg.driving_h.lo == pytest.approx(leg.road_m.lo / 1_000 / 65, rel=0.1)
    assert leg.driving_h.lo < 123 / 50 < leg.driving_h.hi
    assert "no evidence" in said(found) and "coarse" in said(found)


def test_the_contingency_and_the_surface_lengthen_the_time(ladder: Ladder) -> None:
    paved = route(moved("geo:d", to="geo:c"), LADDER_PLACES, ladder()).legs[0].driving_h
    track = ladder(c_d={"class": "track", "surface": "unpaved"})
    rough = route(moved("geo:d", to="geo:c"), LADDER_PLACES, track).legs[0].driving_h
    assert paved is not None and (paved.lo, paved.hi) == (
        pytest.approx(8 / 65),
        pytest.approx(8 / 40 * 1.25),
    )
    assert rough is not None and (rough.lo, rough.hi) == (
        pytest.approx(8 / 20),
        pytest.approx(8 / 10 * 1.25),
    )


def test_the_network_is_named_to_the_byte(roads: Network, known: Known) -> None:
    used = route(moved("geo:hasakah", to="geo:qamishli"), known, roads).network
    assert used is not None
    assert (used.name, used.sha256, used.observed) == (roads.name, roads.sha256, roads.observed)


def test_the_corridor_holds_the_ways_and_little_else(roads: Network, known: Known) -> None:
    found = route(moved("geo:hasakah", to="geo:qamishli"), known, roads)
    area = geodesy.area_m2(corridor(found.segments, schematic=True))
    drawn_m = sum(each.length_m for each in found.segments)
    assert 0.5 * drawn_m * 10_000 < area < 1.3 * drawn_m * 10_000 + 3.2 * 5_000**2


# ------------------------------------------------------------------------------------------ traps


def test_no_way_leads_through_turkey(roads: Network, known: Known) -> None:
    """A coarse map of the world does it, at about the published length."""
    found = route(moved("geo:semalka-crossing", to="geo:qamishli"), known, roads)
    ground = [territory(code) for code in ("SY", "IQ")]
    for at in (at for each in found.segments for at in each.line):
        strays = []
        for land in ground:
            assert land is not None
            near = land.nearest(at.lon_deg, at.lat_deg)
            inside = land.holds(at.lon_deg, at.lat_deg)
            strays.append(
                0.0 if inside else geodesy.distance_m(at, LonLat(near.lon_deg, near.lat_deg))
            )
        assert min(strays) <= TOLERANCE_M


def test_the_two_al_walids_are_two(roads: Network, known: Known) -> None:
    walids = ("geo:al-walid-kurdistan-crossing", "geo:al-walid-tanf-crossing")
    near, far = (route(moved(each, to="geo:qamishli"), known, roads).legs[0] for each in walids)
    assert near.road_m and far.road_m and far.road_m.lo > 5 * near.road_m.lo
    either = route(moved(mention(*walids, words="Al-Walid"), to="geo:qamishli"), known, roads)
    assert not either.segments and "Al-Walid" in said(either)


def test_the_wrong_bank_is_reached_by_a_bridge_or_not_at_all(roads: Network, known: Known) -> None:
    """Al-Mayadin and al-Omar field are 15 km apart; the bridge between them was destroyed in 2016."""
    before = route(
        moved("geo:al-mayadin", to="geo:al-omar-field", on=date(2010, 1, 1)), known, roads
    )
    after = route(moved("geo:al-mayadin", to="geo:al-omar-field"), known, roads)
    assert "road:gate-al-mayadin" in through(before) and "road:gate-al-mayadin" not in through(
        after
    )
    assert after.legs[0].road_m and after.legs[0].road_m.lo > 100_000
    assert "destroyed" in said(after)


def test_a_gate_shut_on_the_date_is_not_taken(ladder: Ladder) -> None:
    network = ladder(bridge("f-g", {"state": "closed", "since": "2021-02", "until": "2021-02"}))
    shut = route(moved("geo:e", to="geo:g"), LADDER_PLACES, network)
    after = route(moved("geo:e", to="geo:g", on=date(2021, 3, 1)), LADDER_PLACES, network)
    undated = route(moved("geo:e", to="geo:g", on=None), LADDER_PLACES, network)
    assert (
        shut.legs[0].road_m
        and shut.legs[0].road_m.lo == 32_000
        and "a shorter way was shut" in said(shut)
    )
    for open_ in (after, undated):
        assert open_.legs[0].road_m and open_.legs[0].road_m.lo == 16_000
        assert [g.state for s in open_.segments for g in s.gates] == ["unknown"]


def test_where_every_way_was_shut_the_route_says_so(ladder: Ladder) -> None:
    network = ladder(bridge("g-h", {"state": "destroyed", "since": "2020"}))
    found = route(moved("geo:a", to="geo:h"), LADDER_PLACES, network)
    assert classes(found) == ["assumed"] and found.legs[0].road_m is None
    assert "every way known" in said(found) and "destroyed" in said(found)


def test_a_shut_gate_that_the_report_names_is_taken_and_the_contradiction_told(
    ladder: Ladder,
) -> None:
    network = ladder(bridge("g-h", {"state": "closed", "since": "2020"}, place="geo:bridge"))
    places = {**LADDER_PLACES, "geo:bridge": place("geo:bridge")}
    found = route(moved("geo:a", "geo:bridge", to="geo:h"), places, network)
    assert "assumed" not in classes(found) and "shut on the date by the network's sources" in said(
        found
    )


def test_a_damaged_or_restricted_gate_is_passed_and_its_state_told(ladder: Ladder) -> None:
    network = ladder(bridge("g-h", {"state": "restricted", "since": "2020"}))
    found = route(moved("geo:g", to="geo:h"), LADDER_PLACES, network)
    assert [gate.state for gate in found.segments[0].gates] == ["restricted"]


def test_an_island_of_roads_is_reached_by_no_way(ladder: Ladder) -> None:
    found = route(moved("geo:a", to="geo:x"), LADDER_PLACES, ladder())
    assert classes(found) == ["assumed"] and "do not join" in said(found)


def test_a_place_70_km_from_any_road_is_not_put_on_one(roads: Network, known: Known) -> None:
    desert = place("geo:desert", (32.6, 39.2))
    found = route(moved("geo:desert", to="geo:palmyra"), {**known, "geo:desert": desert}, roads)
    assert found.legs[0].origin.snapped_m is None
    assert classes(found) == ["assumed"] and "no road of the network" in said(found)


def test_a_place_beside_a_road_is_put_on_it_and_the_distance_told(
    roads: Network, known: Known
) -> None:
    near = place("geo:near", (36.75, 41.0))
    found = route(moved("geo:near", to="geo:qamishli"), {**known, "geo:near": near}, roads)
    snapped_m = found.legs[0].origin.snapped_m
    assert snapped_m is not None and 0 < snapped_m < 10_000
    assert f"{snapped_m / 1_000:.1f} km from the road" in said(found)
    assert classes(found)[0] == "assumed" or snapped_m < 500


def test_a_position_that_is_estimated_widens_the_length(roads: Network, known: Known) -> None:
    """Nobody published where the crossing of al-Walid is: our guess may be 15 km off."""
    walid = known["geo:al-walid-kurdistan-crossing"]
    assert walid.estimate is not None
    found = route(moved(walid.id, to="geo:qamishli"), known, roads)
    road_m, drawn = (
        found.legs[0].road_m,
        [s for s in found.segments if s.segment_class != "possible"],
    )
    assert road_m is not None and drawn and "may be 15 km off" in said(found)
    surely = road_range_m(
        roads, roads.at(list(roads.junction_places).index(walid.id)), known["geo:qamishli"]
    )
    assert surely is not None
    assert road_m.lo == pytest.approx(surely[0] - walid.estimate.radius_m, abs=5)
    assert road_m.hi == pytest.approx(surely[1] + 1.4 * walid.estimate.radius_m, abs=5)


def test_an_order_that_is_surely_longer_than_another_is_a_detour(
    roads: Network, known: Known
) -> None:
    turned = moved("geo:semalka-crossing", "geo:qamishli", "geo:malikiyah", to="geo:hasakah")
    found = route(turned, known, roads).detour
    assert found is not None
    assert found.shortest == (
        "geo:semalka-crossing",
        "geo:malikiyah",
        "geo:qamishli",
        "geo:hasakah",
    )
    assert found.told_m.lo > found.shortest_m.hi
    straight = moved("geo:semalka-crossing", "geo:malikiyah", "geo:qamishli", to="geo:hasakah")
    found = route(straight, known, roads).detour
    assert found is not None and found.shortest == found.told


def test_a_goal_that_is_passed_before_the_place_on_the_way_is_a_detour(
    roads: Network, known: Known
) -> None:
    turned = moved("geo:shaddadi", "geo:qamishli", to="geo:hasakah")
    found = route(turned, known, roads).detour
    assert found is not None
    assert found.shortest == ("geo:shaddadi", "geo:hasakah", "geo:qamishli")


@pytest.mark.parametrize(
    "told",
    [
        moved("geo:semalka-crossing", to="geo:hasakah"),
        moved("geo:semalka-crossing", "geo:qamishli", to="geo:semalka-crossing"),
        moved("geo:semalka-crossing", "geo:qamishli", to="geo:hasakah-governorate"),
        moved("geo:semalka-crossing", "geo:qamishli", towards="geo:hasakah"),
    ],
    ids=["no place between", "there and back", "an area", "a direction is the last"],
)
def test_no_order_is_compared_where_none_can_be(
    told: Movement, roads: Network, known: Known
) -> None:
    assert route(told, known, roads).detour is None


def test_the_same_origin_and_destination_makes_no_way(roads: Network, known: Known) -> None:
    found = route(moved("geo:qamishli", to="geo:qamishli"), known, roads)
    assert not found.segments and "same place" in said(found)
    round_trip = route(moved("geo:qamishli", "geo:hasakah", to="geo:qamishli"), known, roads)
    assert len(round_trip.legs) == 2 and round_trip.segments


def test_a_region_that_holds_the_origin_makes_no_way(roads: Network, known: Known) -> None:
    found = route(moved("geo:qamishli", to="geo:hasakah-governorate"), known, roads)
    assert not found.segments and "holds the other" in said(found)
    assert found.legs[0].destination.region


def test_a_region_stays_a_region(roads: Network, known: Known) -> None:
    found = route(moved("geo:raqqa", to="geo:hasakah-governorate"), known, roads)
    leg = found.legs[0]
    assert leg.destination.region and leg.ends == "area"
    assert [each.ends for each in found.segments if each.ends] == ["area"]
    assert "is an area" in said(found)
    ends = {each.line[-1] for each in found.segments}
    assert known["geo:hasakah"].reference not in ends
    to_town = route(moved("geo:raqqa", to="geo:hasakah"), known, roads).legs[0].road_m
    assert leg.road_m and to_town and leg.road_m.lo < to_town.lo


def test_from_a_country_the_way_begins_where_it_leaves_it(roads: Network, known: Known) -> None:
    found = route(moved("geo:iraq", to="geo:al-mayadin"), known, roads)
    assert "road:gate-al-qaim" in through(found)
    assert found.legs[0].origin.region and found.segments[0].road_m


def test_the_area_of_a_place_is_not_the_place(roads: Network, known: Known) -> None:
    found = route(moved("geo:hasakah", to="geo:qamishli", area=True), known, roads)
    assert found.legs[0].destination.region and found.legs[0].ends == "area"
    assert "not the place itself" in said(found)
    last = next(each for each in found.segments if each.ends).line[-1]
    reference = known["geo:qamishli"].reference
    part = next(each for each in found.segments if each.ends)
    assert part.road_m is not None and part.road_m.lo <= part.length_m + 10  # whole metres
    assert reference is not None and 1_000 < geodesy.distance_m(last, reference) <= 10_001


# ----------------------------------------------------------------------------------- what it is worth


def test_published_distances_lie_in_the_ranges() -> None:
    """Figures said of a road run from somewhere in one place to somewhere in the other."""
    network = bundled()
    asked, inside, widths = 0, 0, []
    with (ROOT / "docs" / "method" / "road_distances.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        for row in csv.DictReader(file):
            if row["how"] != "road" or row["excluded"]:
                continue
            ends = [network.places[row[end]] for end in ("from", "to")]
            found = road_range_m(network, *ends)
            assert found is not None, row
            extents = [extent_of(each) for each in ends]
            reach_m = sum(each.radius_m for each in extents if each) + half_unit_m(row["km"])
            asked += 1
            inside += found[0] - reach_m <= float(row["km"]) * 1_000 <= found[1] + reach_m
            if all(each.positions for each in ends):  # an estimate widens as far as it may be off
                widths.append(found[1] / found[0])
    assert asked >= 30 and inside / asked >= 0.9
    assert len(widths) >= 30 and max(widths) <= 1.4


def half_unit_m(km: str) -> float:
    return next((unit * 500 for unit in (10, 5, 1) if float(km) % unit == 0), 250.0)


def test_a_road_range_knows_the_day_if_it_is_told(roads: Network, known: Known) -> None:
    ends = known["geo:al-mayadin"], known["geo:al-omar-field"]
    always, then = road_range_m(roads, *ends), road_range_m(roads, *ends, date(2021, 2, 23))
    assert always is not None and then is not None and always[1] < 40_000 < 100_000 < then[0]


def test_a_road_range_of_positions(roads: Network) -> None:
    found = road_range_m(roads, LonLat(41.0, 36.95), LonLat(40.75, 36.5))
    assert found is not None and found[0] > 30_000
    assert road_range_m(roads, LonLat(41.0, 36.95), LonLat(39.5, 32.0)) is None


def test_checks_let_a_schematic_network_raise_the_most_and_never_the_least(
    roads: Network, known: Known
) -> None:
    """A road that it lacks may be shorter; a full network lacks none."""

    def asked(network: Network, a: str, b: str) -> tuple[float, float, str]:
        pair = pairs_of(mention(a), mention(b), known)[0]
        found = by_network(network, known)(pair)
        return (
            found.range_m.lo / pair.interval.lo,
            found.range_m.hi / pair.interval.hi,
            found.basis.en,
        )

    detour = "geo:al-walid-tanf-crossing", "geo:palmyra"
    least, most, basis = asked(roads, *detour)
    assert least == 1.0 and most > 2.1 and "a road that it lacks may be shorter" in basis
    least, _, basis = asked(replace(roads, schematic=False), *detour)
    assert least > 2.1 and "lacks" not in basis
    least, most, basis = asked(roads, "geo:qamishli", "geo:hasakah")
    assert least == 1.0 and most == pytest.approx(2.1) and "on the road network" in basis
    assert "network" not in asked(roads, "geo:qamishli", "geo:baghdad")[2]


def test_a_way_much_longer_than_roads_are_is_no_more_than_possible() -> None:
    """From al-Mayadin over the river the coarse network knows but a bridge 90 km away: it lacks a nearer one."""
    told = moved("geo:al-mayadin", to="geo:al-omar-field")
    found = route(told, bundled().places, bundled())
    (leg,) = found.legs
    assert leg.road_m is not None and leg.road_m.lo > 100_000
    assert {each.segment_class for each in found.segments} <= {"possible", "assumed"}
    assert "the network lacks a nearer one" in said(found)
