"""Findings in words: each number and each name where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from geo_osint.case import Case
from geo_osint.checking import check, conflicts, short_margin
from geo_osint.model import Attribute, Finding, Interval, IntervalSet
from geo_osint.resolving.settling import NEAREST
from tests.conftest import about, mention, place, statement

Make = Callable[..., Case]

A = place("geo:a", (0.0, 0.0), extent_m=0.0)
B = place("geo:b", (0.0, 0.1), extent_m=0.0)  # 11.132 km east


def check_ab(case_of: Make, km: float, rounding_m: float = 500.0) -> Finding:
    quantity = about(km * 1_000, rounding_m, 3_000)
    return check(statement(mention("geo:a"), mention("geo:b"), quantity=quantity), case_of(A, B))


@pytest.mark.parametrize(
    ("verdict", "margin", "words"),
    [
        ("cannot_check", None, "–"),
        ("fits", 0.0, "0 m inside"),
        ("fits_roughly", 0.0, "across the edge"),
        ("not_settled", 0.0, "across the edge"),
        ("fits", 0.4, "0 m inside"),
        ("fits", 1.0, "1 m inside"),
        ("fits", 420.0, "420 m inside"),
        ("does_not_fit", -420.0, "420 m outside"),
        ("fits_roughly", -2_000.0, "2.0 km outside"),
    ],
)
def test_a_margin_in_a_table(verdict: str, margin: float | None, words: str) -> None:
    told = statement(mention("geo:a"), mention("geo:b"))
    assert short_margin(Finding(told, verdict, margin=margin)) == words  # type: ignore[arg-type]


def test_a_hypothesis_says_how_far_outside_it_lies(case_of: Make) -> None:
    """11.132 km against 12 km: 368 m short of 11.5."""
    reason = check_ab(case_of, 12).reasons[0]
    assert "11.1 km from" in reason.en and "fits roughly, 368 m outside" in reason.en
    assert "بمقدار 368 م" in reason.ar


@pytest.mark.parametrize(("km", "rounding_m"), [(11, 500.0), (11.13195, 0.1), (0.001, 11_140.0)])
def test_a_hypothesis_that_fits_is_outside_nothing(
    case_of: Make, km: float, rounding_m: float
) -> None:
    reason = check_ab(case_of, km, rounding_m).reasons[0]
    assert reason.en.endswith(": fits") and "outside" not in reason.en


def test_a_hypothesis_at_the_very_edge_is_outside_nothing(case_of: Make) -> None:
    """The margin is 0: neither inside with room, nor outside."""
    exactly = check_ab(case_of, 11).hypotheses[0].interval.lo
    printed = IntervalSet.of(Interval(exactly, exactly + 1_000))
    quantity = replace(about(11_000, 500, 3_000), printed=printed, newsroom=printed)
    told = statement(mention("geo:a"), mention("geo:b"), quantity=quantity)
    found = check(told, case_of(A, B))
    assert (found.verdict, found.margin) == ("fits", 0)
    assert found.reasons[0].en.endswith(": fits")


def test_only_crossings_are_told_as_crossings(case_of: Make) -> None:
    attributes = (
        Attribute("status", "closed", "geo:b", "atlas"),
        Attribute("crossing_with", "c", "geo:c", "atlas"),
    )
    crossing = replace(A, attributes=attributes)
    told = replace(statement(mention("geo:a"), mention("geo:c")), kind="border")
    found = check(told, case_of(crossing, B, place("geo:c", kind="PCLI")))
    assert found.reasons[0].en == "⁨a⁩ leads to ⁨c⁩, by its sources"


@pytest.mark.parametrize(("measured_as", "open_"), [("unstated", True), ("centre", False)])
def test_a_chain_leaves_open_what_its_words_leave_open(
    case_of: Make, measured_as: str, open_: bool
) -> None:
    quantities = {"ab": 5_000, "bc": 6_000, "ac": 40_000}
    legs = tuple(
        replace(
            statement(
                *(mention(f"geo:{name}") for name in ends),
                quantity=about(value, 500, 1_000),
                measured_as=measured_as,
            ),
            id=f"s{number}",
        )
        for number, (ends, value) in enumerate(quantities.items(), start=1)
    )
    (found,) = conflicts(case_of(A, B, place("geo:c", (0.0, 0.2)), statements=legs))
    assert ("unless they were measured differently" in found.reason.en) == open_
    assert ("بطرق مختلفة" in found.reason.ar) == open_


def test_namesakes_are_told_apart_by_their_distance(case_of: Make) -> None:
    """Two that bear one name: 222.6 km apart; others by their names alone."""
    twin = replace(place("geo:twin", (0.0, 2.1)), names=B.names)
    other = place("geo:other", (0.0, 2.1))
    nowhere = replace(place("geo:twin"), names=B.names)
    for confused, words in (
        (twin, "not ⁨b⁩ (222.6 km away)"),
        (other, "not ⁨other⁩"),
        (nowhere, "not ⁨b⁩"),
    ):
        b = replace(B, confused_with=place("geo:x", confused_with=(confused.id,)).confused_with)
        told = statement(
            mention("geo:a"),
            mention("geo:b", question="which?"),
            quantity=about(11_000, 500, 3_000),
        )
        found = check(told, case_of(A, b, confused))
        assert any(reason.en.endswith(words) for reason in found.reasons)


def test_what_does_not_fit_names_what_the_name_is_confused_with(case_of: Make) -> None:
    """Even where nobody asks which is meant; what fits has no need of it."""
    other = place("geo:other", (0.0, 2.1))
    b = replace(
        B, confused_with=place("geo:x", confused_with=("geo:other", "geo:lost")).confused_with
    )
    for value, named in ((100_000, True), (11_000, False)):
        told = statement(mention("geo:a"), mention("geo:b"), quantity=about(value, 500, 3_000))
        found = check(told, case_of(A, b, other))
        assert any(reason.en.endswith("not ⁨other⁩") for reason in found.reasons) == named


def test_near_names_of_an_unknown_place_stand_in_the_reasons(case_of: Make) -> None:
    question = f"which is meant?{NEAREST}Al-Mayadin (geo:al-mayadin)"
    told = statement(
        mention("geo:a"),
        mention(words="Mayadiinn", question=question),
        quantity=about(11_000, 500, 3_000),
    )
    found = check(told, case_of(A))
    assert found.verdict == "cannot_check"
    said = found.reasons[-1]
    assert said.en == "did you mean, instead of ⁨Mayadiinn⁩: ⁨Al-Mayadin (geo:al-mayadin)⁩?"
    assert "هل المقصود" in said.ar
