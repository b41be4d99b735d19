"""Distances checked against every way the world may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from geo_osint.case import Case
from geo_osint.checking import check, check_case, sites
from geo_osint.model import Decision, Estimate, LonLat, Shape
from tests.conftest import about, mention, place, statement

TOWN = place(
    "geo:town",
    (35.01982, 40.45154),
    (35.015, 40.45),
    (35.01833, 40.45333),
    (35.01667, 40.45),
    (35.020833, 40.453333),
)
FIELD = place("geo:field", (35.104, 40.576), (35.15167, 40.57583), kind="OILF")
FOURTEEN = about(14_000, 500, 2_800)

Make = Callable[..., Case]


def test_disagreeing_sources_stay_apart_and_agreeing_ones_together() -> None:
    assert len(sites(TOWN)) == 1
    assert [len(site.points) for site in sites(FIELD)] == [1, 1]


def test_the_possible_set_is_the_union_of_the_hypotheses_never_their_hull(case_of: Make) -> None:
    told = statement(mention("geo:town"), mention("geo:field"), quantity=FOURTEEN)
    finding = check(told, case_of(TOWN, FIELD))
    assert [(round(p.lo), round(p.hi)) for p in finding.possible] == [
        (14503, 15153),
        (18316, 19015),
    ]
    assert finding.verdict == "not_settled"
    assert [each.verdict for each in finding.hypotheses] == ["fits_roughly", "does_not_fit"]
    assert finding.margin == pytest.approx(-3.0, abs=0.1)
    assert finding.settles and "5.3 km apart" in finding.settles.en


def test_a_coarse_source_that_covers_a_finer_one_adds_nothing() -> None:
    fine, coarse = TOWN.positions[0], replace(TOWN.positions[1], precision_m=1_200.0)
    (site,) = sites(replace(TOWN, positions=(fine, coarse)))
    assert site.points == (fine.at,)
    assert site.sources == (fine.source, coarse.source)
    assert site.rounding_m == fine.precision_m


def test_a_stand_in_is_named(case_of: Make) -> None:
    told = statement(
        mention("geo:town"), mention("geo:field"), quantity=FOURTEEN, stand_in="the largest base"
    )
    finding = check(told, case_of(TOWN, FIELD))
    assert finding.stand_in and "the largest base" in finding.stand_in.en
    assert "field" in finding.stand_in.en


def test_a_stand_in_is_named_on_the_side_it_stands_on(case_of: Make) -> None:
    told = statement(
        mention("geo:field"),
        mention("geo:town"),
        quantity=FOURTEEN,
        stand_in="the largest base",
        stand_in_role="subject",
    )
    finding = check(told, case_of(TOWN, FIELD))
    assert finding.stand_in and "field" in finding.stand_in.en and "town" not in finding.stand_in.en


A = place("geo:a", (35.0, 40.0), extent_m=0.0)
B = place("geo:b", (35.0, 40.1), extent_m=0.0)  # 9.13 km east of A


@pytest.mark.parametrize(
    ("value_km", "measured_as", "verdict"),
    [
        (9.1, "unstated", "fits"),
        (5.0, "unstated", "does_not_fit"),  # below every straight line: no reading can save it
        (20.0, "unstated", "not_settled"),  # above: it may be by road, of up to 21 km
        (30.0, "unstated", "does_not_fit"),  # above every road, too
        (30.0, "centre", "does_not_fit"),  # unless the words say "as the crow flies"
        (5.0, "road", "does_not_fit"),
        (20.0, "road", "not_settled"),
        (30.0, "road", "does_not_fit"),
    ],
)
def test_does_not_fit_needs_every_reading_that_the_words_leave_open_to_fail(
    case_of: Make, value_km: float, measured_as: str, verdict: str
) -> None:
    told = statement(
        mention("geo:a"),
        mention("geo:b"),
        quantity=about(value_km * 1000, 50, 1_000),
        measured_as=measured_as,
    )
    assert check(told, case_of(A, B)).verdict == verdict


def test_a_figure_between_edge_and_centre_is_not_called_false(case_of: Make) -> None:
    """It may run from the edge of one place to the centre of the other."""
    wide = place("geo:b", (35.0, 40.1), extent_m=6_000.0)  # 9.13 km from A, its edge at 3.13 km
    told = statement(mention("geo:a"), mention("geo:b"), quantity=about(5_500, 50, 1_000))
    finding = check(told, case_of(A, wide))
    assert finding.verdict == "not_settled"
    assert finding.settles and "from an edge" in finding.settles.en


def test_an_ambiguous_name_counts_every_place_it_may_mean(case_of: Make) -> None:
    far = place("geo:far", (33.4, 38.9), extent_m=0.0)
    told = statement(
        mention("geo:a"), mention("geo:b", "geo:far"), quantity=about(9_100, 50, 1_000)
    )
    finding = check(told, case_of(A, B, far))
    assert finding.verdict == "not_settled"
    assert {each.reference for each in finding.hypotheses} == {"geo:b", "geo:far"}
    assert finding.settles and finding.settles.en == "which place is meant by the name"


def test_identity_caps_the_answer_where_a_namesake_is_known(case_of: Make) -> None:
    twin = place("geo:twin", (33.4, 38.9))
    b = place("geo:b", (35.0, 40.1), confused_with=("geo:twin",))
    told = statement(
        mention("geo:a"), mention("geo:b", question="which?"), quantity=about(9_100, 50, 1_000)
    )
    finding = check(told, case_of(A, b, twin))
    assert finding.verdict == "fits"
    assert any("only if" in reason.en and "twin" in reason.en for reason in finding.reasons)


def test_an_estimate_widens_the_possible_set_by_its_radius(case_of: Make) -> None:
    guess = place("geo:guess", estimate=Estimate(LonLat(40.1, 35.0), 2_000, "nearest stretch"))
    finding = check(
        statement(mention("geo:a"), mention("geo:guess"), quantity=about(9_100, 50, 1_000)),
        case_of(A, guess),
    )
    assert [(round(p.lo, -1), round(p.hi, -1)) for p in finding.possible] == [(7130, 11130)]
    assert any("estimate" in reason.en for reason in finding.reasons)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (mention(words="Nowhere"), "not in the gazetteer"),
        (mention("geo:unlocated"), "no source locates"),
        (None, "does not name"),
    ],
)
def test_an_unknown_or_unlocated_place_cannot_be_checked_and_says_why(
    case_of: Make, subject: object, words: str
) -> None:
    told = statement(subject, mention("geo:a"), quantity=FOURTEEN)  # type: ignore[arg-type]
    finding = check(told, case_of(A, place("geo:unlocated")))
    assert finding.verdict == "cannot_check"
    assert words in finding.reasons[0].en


def test_coordinates_too_coarse_for_the_answer_are_told(case_of: Make) -> None:
    coarse = replace(B, positions=(replace(B.positions[0], precision_m=700.0),))
    told = statement(mention("geo:a"), mention("geo:b"), quantity=about(9_100, 50, 1_000))
    finding = check(told, case_of(A, coarse))
    assert finding.verdict == "fits"
    assert any("rounded" in reason.en and "fits roughly" in reason.en for reason in finding.reasons)


def test_rejected_statements_have_no_finding_and_decisions_stand_beside_theirs(
    case_of: Make,
) -> None:
    from datetime import date

    kept = statement(mention("geo:a"), mention("geo:b"), quantity=FOURTEEN)
    dropped = replace(kept, id="s2", status="rejected")
    decision = Decision("s1", "Editor", date(2021, 3, 1), "confirmed")
    findings = check_case(case_of(A, B, statements=(kept, dropped), decisions=(decision,)))
    assert [(each.id, each.decision) for each in findings] == [("s1", decision)]


def test_a_kind_without_a_check_is_not_checked_never_passed(case_of: Make) -> None:
    told = replace(statement(mention("geo:a"), mention("geo:b")), kind="unheard_of")  # type: ignore[arg-type]
    assert check(told, case_of(A, B)).verdict == "not_checked"


def test_the_breakdown_gives_each_cause_its_own_metres(case_of: Make) -> None:
    """Extents of 4 and 1.5 km, sources 3 degrees' minutes apart, and what rounding may add: 2 x 1 m."""
    field = place("geo:field", (0.0, 0.3), (0.0, 0.4), kind="OILF", extent_m=4_000)
    town = place("geo:town", (0.0, 0.0), extent_m=1_500)
    told = statement(mention("geo:town"), mention("geo:field"), quantity=FOURTEEN)
    wide = check(told, case_of(field, town)).breakdown
    assert wide
    assert (wide.extent, wide.coordinates) == (5_500, 2)
    assert wide.sources == pytest.approx(11_132, abs=1)


def test_a_place_without_an_extent_has_no_edge(case_of: Make) -> None:
    region = place("geo:b", (35.0, 40.1), kind="RGN")
    told = statement(mention("geo:a"), mention("geo:b"), quantity=about(9_100, 50, 1_000))
    finding = check(told, case_of(A, region))
    (edge,) = (each for each in finding.readings if each.name == "edge")
    assert edge.possible.parts[0].lo == finding.possible.parts[0].lo  # type: ignore[union-attr]
    assert finding.breakdown and finding.breakdown.extent == 0


def test_distance_and_direction_must_hold_in_one_way_as_the_words_measure(case_of: Make) -> None:
    """20 km west as the crow flies: one point is 20 km east, the other 10 km west. By road is not meant."""
    metres = 111_319.49
    split = place(
        "geo:b", (0.0, 20_000 / metres), (0.0, -10_000 / metres), kind="OILF", extent_m=0.0
    )
    town = place("geo:a", (0.0, 0.0), extent_m=0.0)
    for measured_as, verdict in (("centre", "does_not_fit"), ("unstated", "not_settled")):
        told = statement(
            mention("geo:b"),
            mention("geo:a"),
            quantity=about(20_000, 500, 4_000),
            relation="west",
            measured_as=measured_as,
        )
        assert check(told, case_of(town, split)).verdict == verdict


def test_where_a_position_is_our_estimate_a_source_for_it_would_settle_it(case_of: Make) -> None:
    guess = place("geo:guess", estimate=Estimate(LonLat(40.1, 35.0), 5_000, "nearest stretch"))
    told = statement(mention("geo:a"), mention("geo:guess"), quantity=about(9_100, 50, 1_000))
    finding = check(told, case_of(A, guess))
    assert finding.verdict == "not_settled"
    assert finding.settles and "a source for the position of \u2068guess" in finding.settles.en


@pytest.mark.parametrize(
    ("measured_as", "figure", "verdicts", "margins", "words"),
    [
        # A is 9.13 km from the one point of B and 18.26 km from the other; B reaches 4 km
        ("edge", (5_000, 9_200), ["fits", "does_not_fit"], [71, -5_058], "measured from the edge"),
        ("centre", (9_000, 9_500), ["fits", "does_not_fit"], [129, -8_758], "9.1 km from"),
        (
            "road",
            (9_000, 20_000),
            ["not_settled", "not_settled"],
            [0, 0],
            " km by road from",
        ),
    ],
)
def test_each_hypothesis_is_measured_and_judged_as_the_words_measure(
    case_of: Make,
    measured_as: str,
    figure: tuple[float, float],
    verdicts: list[str],
    margins: list[float],
    words: str,
) -> None:
    from geo_osint.model import Interval, IntervalSet

    wide = place("geo:b", (35.0, 40.1), (35.0, 40.2), extent_m=4_000.0)
    stated = IntervalSet.of(Interval(*figure))
    told = statement(
        mention("geo:a"),
        mention("geo:b"),
        quantity=replace(FOURTEEN, printed=stated, newsroom=stated),
        measured_as=measured_as,
    )
    finding = check(told, case_of(A, wide))
    assert finding.reading == measured_as
    assert [each.verdict for each in finding.hypotheses] == verdicts
    assert [round(each.margin or 0) for each in finding.hypotheses] == margins
    assert words in finding.reasons[0].en
    assert finding.possible == IntervalSet.of(*(each.interval for each in finding.hypotheses))


def test_what_would_settle_a_road_is_its_length(case_of: Make) -> None:
    told = statement(
        mention("geo:a"), mention("geo:b"), quantity=about(12_000, 500, 2_000), measured_as="road"
    )
    finding = check(told, case_of(A, B))
    assert finding.verdict == "not_settled"
    assert finding.settles and "the length of the road" in finding.settles.en


BOX = Shape(
    "Polygon",
    (tuple(LonLat(*at) for at in ((40.1, 34.9), (40.3, 34.9), (40.3, 35.1), (40.1, 35.1))),),
)
RIVER = Shape("LineString", ((LonLat(40.1, 34.0), LonLat(40.1, 36.0)),))


@pytest.mark.parametrize(
    ("value_m", "verdict", "centre"),
    [
        (9_100, "fits", "not_settled"),  # 9.13 km to the edge
        (20_000, "not_settled", "not_settled"),  # somewhere inside
        (40_000, "not_settled", "does_not_fit"),  # beyond all of it: only by road
        (5_000, "does_not_fit", "does_not_fit"),
    ],
)
def test_an_area_without_a_point_is_measured_to_its_outline(
    case_of: Make, value_m: float, verdict: str, centre: str
) -> None:
    area = replace(place("geo:area", kind="RGN"), shape=BOX)
    told = statement(mention("geo:a"), mention("geo:area"), quantity=about(value_m, 50, 1_000))
    finding = check(told, case_of(A, area))
    assert finding.reading == "edge"
    assert [(round(p.lo, -1), round(p.hi, -1)) for p in finding.possible] == [(9130, 9130)]
    assert finding.verdict == verdict
    assert any("no source gives a point for" in each.en for each in finding.reasons)
    assert "as drawn in the gazetteer" in finding.reasons[0].en
    whole = next(each for each in finding.readings if each.name == "centre")
    assert (round(whole.possible.parts[0].lo, -1), whole.verdict) == (9130, centre)
    assert finding.breakdown and finding.breakdown.sources == 0
    assert finding.breakdown.extent == pytest.approx(19_000, abs=1_500)


def test_a_line_is_measured_to_as_far_as_its_drawing_may_be_off(case_of: Make) -> None:
    river = replace(place("geo:river", kind="STM"), shape=RIVER)
    told = statement(mention("geo:a"), mention("geo:river"), quantity=about(9_100, 50, 1_000))
    finding = check(told, case_of(A, river))
    assert [(round(p.lo, -1), round(p.hi, -1)) for p in finding.possible] == [(2130, 16130)]
    assert finding.verdict == "not_settled"
    assert any("may be off by 7.0 km" in each.en for each in finding.reasons)
    assert "16.1 km to the nearest point, from" in finding.reasons[0].en
    assert finding.settles and "a finer drawing of the line" in finding.settles.en
    assert finding.breakdown and (finding.breakdown.extent, round(finding.breakdown.sources)) == (
        0,
        14_000,
    )
    far = replace(told, quantity=about(60_000, 50, 1_000), measured_as="centre")
    assert check(far, case_of(A, river)).verdict == "does_not_fit"


def test_the_namesake_does_not_widen_what_sources_disagree_about(case_of: Make) -> None:
    far = place("geo:far", (33.4, 38.9), extent_m=0.0)
    told = statement(
        mention("geo:a"), mention("geo:b", "geo:far"), quantity=about(9_100, 50, 1_000)
    )
    assert (found := check(told, case_of(A, B, far)).breakdown) and found.sources == 0


@pytest.mark.parametrize(("room_m", "told_so"), [(10.5, False), (9.5, True)])
def test_rounded_coordinates_are_told_just_where_they_matter(
    case_of: Make, room_m: float, told_so: bool
) -> None:
    """9 and 1 m of rounding reach 10 m beyond the distance."""
    from geo_osint.model import Interval, IntervalSet

    b = replace(B, positions=(replace(B.positions[0], precision_m=9.0),))
    apart = (
        check(statement(mention("geo:a"), mention("geo:b"), quantity=FOURTEEN), case_of(A, b))
        .hypotheses[0]
        .interval.lo
    )
    printed = IntervalSet.of(Interval(0, apart + room_m))
    quantity = replace(FOURTEEN, printed=printed, newsroom=printed)
    told = statement(mention("geo:a"), mention("geo:b"), quantity=quantity)
    reasons = check(told, case_of(A, b)).reasons
    assert any("rounded" in each.en for each in reasons) == told_so
