"""What a crossing leads to, by its sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from geo_osint.case import Case
from geo_osint.checking import check
from geo_osint.model import Attribute, Finding, Place
from tests.conftest import mention, place, statement

Make = Callable[..., Case]

COUNTRY = place("geo:country", kind="PCLI")
REGION = replace(place("geo:region", kind="RGN"), within=("geo:country",))
OTHER = place("geo:other", kind="PCLI")


def crossing(*leads_to: str, id: str = "geo:a") -> Place:
    told = tuple(Attribute("crossing_with", "x", of, "atlas") for of in leads_to)
    return replace(place(id, (0.0, 0.0), kind="PSTB"), attributes=told)


def find(case_of: Make, *crossings: Place, to: str, others: tuple[str, ...] = ()) -> Finding:
    ends = mention(*(each.id for each in crossings)), mention(to, *others)
    told = replace(statement(*ends, relation="crossing_with"), kind="border")
    return check(told, case_of(COUNTRY, REGION, OTHER, *crossings))


@pytest.mark.parametrize(
    ("leads_to", "to", "verdict"),
    [
        (("geo:region",), "geo:region", "fits"),
        (("geo:region",), "geo:country", "fits"),  # the region lies in it
        (("geo:country",), "geo:region", "not_settled"),  # which part is not said
        (("geo:region",), "geo:other", "does_not_fit"),
        (("geo:other", "geo:region"), "geo:country", "fits"),
        ((), "geo:country", "not_settled"),
        (("geo:nowhere",), "geo:country", "does_not_fit"),
    ],
)
def test_a_crossing_leads_where_its_sources_say(
    case_of: Make, leads_to: tuple[str, ...], to: str, verdict: str
) -> None:
    assert find(case_of, crossing(*leads_to), to=to).verdict == verdict


def test_each_crossing_of_the_name_counts(case_of: Make) -> None:
    one, two = crossing("geo:region"), crossing("geo:other", id="geo:b")
    found = find(case_of, one, two, to="geo:region")
    assert found.verdict == "not_settled"
    assert found.settles and "which place" in found.settles.en
    alike = find(case_of, one, crossing("geo:region", id="geo:b"), to="geo:region")
    assert alike.verdict == "fits" and alike.settles is None
    alone = find(case_of, crossing("geo:country"), to="geo:region")
    assert alone.verdict == "not_settled" and alone.settles is None


def test_each_area_that_may_be_meant_is_enough(case_of: Make) -> None:
    found = find(case_of, crossing("geo:other"), to="geo:country", others=("geo:other",))
    assert found.verdict == "fits"


def test_other_attributes_say_nothing_of_it(case_of: Make) -> None:
    closed = replace(crossing(), attributes=(Attribute("status", "closed", "geo:country", "x"),))
    assert find(case_of, closed, to="geo:country").verdict == "not_settled"


def test_what_is_not_named_cannot_be_checked(case_of: Make) -> None:
    told = replace(statement(None, mention("geo:country")), kind="border")
    assert check(told, case_of(COUNTRY)).verdict == "cannot_check"
