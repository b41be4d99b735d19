"""On a border: a source's word, else the drawn outline, as far as that may be off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from geo_osint.case import Case
from geo_osint.checking import check
from geo_osint.checking.frontiers import borders
from geo_osint.model import Attribute, Estimate, LonLat, Place
from tests.conftest import mention, place, statement

Make = Callable[..., Case]

EGYPT, SUDAN, LIBYA, SYRIA, IRAQ, IRAN = (
    replace(place(f"geo:{name}", kind="PCLI"), countries=(code,))
    for name, code in (
        ("egypt", "EG"), ("sudan", "SD"), ("libya", "LY"), ("syria", "SY"), ("iraq", "IQ"), ("iran", "IR"),
    )
)  # fmt: skip
"""Egypt's border with Sudan runs along 21.99428 degrees north at 28 east, as the outlines are drawn."""


def village(lat: float, lon: float = 28.0, **more: Any) -> Place:
    found = place("geo:x", (lat, lon), **{"extent_m": 2_000.0, **more})
    return replace(found, countries=("EG",))


def told(*countries: str) -> Any:
    first, second = (*(mention(f"geo:{each}") for each in countries), None, None)[:2]
    said = statement(mention("geo:x"), first, relation="on_border", second_reference=second)
    return replace(said, kind="on_border")


@pytest.mark.parametrize(
    ("lat", "verdict", "margin_km"),
    [
        (22.0, "fits_roughly", 0.0),  # 0.6 km off, and 5 more either way: from 0 to 5.6, across 4
        (22.15, "fits_roughly", -8.244),  # 17.244 km: from 12.244 to 22.244; less 4
        (22.2, "not_settled", -13.78),  # 22.78 km: from 17.78 to 27.78, across 25
        (22.5, "does_not_fit", -47.0),  # 56.0 km: from 51.0
    ],
)
@pytest.mark.parametrize("countries", [("egypt", "sudan"), ("sudan",), ("egypt",), ()])
def test_the_drawn_border_says_how_far_and_is_itself_off(
    case_of: Make, lat: float, verdict: str, margin_km: float, countries: tuple[str, ...]
) -> None:
    """A degree of latitude is 110.73 km there; the place reaches 2 km, and twice that is "on"."""
    found = check(told(*countries), case_of(village(lat), EGYPT, SUDAN))
    assert (found.verdict, found.reading, found.unit) == (verdict, "border", "m")
    assert found.margin is not None
    assert found.margin / 1000 == pytest.approx(margin_km, abs=0.01)


def test_the_border_is_that_of_the_countries_named(case_of: Make) -> None:
    """28 degrees east is 300 km from Libya, whatever Sudan is."""
    found = check(told("egypt", "libya"), case_of(village(22.0), EGYPT, LIBYA))
    assert found.verdict == "does_not_fit"
    assert found.margin is not None and found.margin < -290_000


def test_a_crossing_lies_on_the_border_it_crosses_by_its_sources(case_of: Make) -> None:
    """Whatever its coordinates: the sources come before the outline."""
    crossing = replace(
        village(23.0), attributes=(Attribute("crossing_with", "sudan", "geo:sudan", "atlas1"),)
    )
    case = case_of(crossing, EGYPT, SUDAN, LIBYA)
    for named in (("egypt", "sudan"), ("sudan",), ("egypt",)):
        found = check(told(*named), case)
        assert (found.verdict, found.margin) == ("fits", 2_000.0)
        assert "by its sources" in found.reasons[0].en or "leads to" in found.reasons[0].en
    for named in (("egypt", "libya"), ("libya",)):
        assert check(told(*named), case).verdict == "does_not_fit"


def test_a_crossing_with_a_part_of_a_country_lies_on_its_border(case_of: Make) -> None:
    part = replace(place("geo:state", kind="ADM1"), within=("geo:sudan",))
    crossing = replace(
        village(23.0), attributes=(Attribute("crossing_with", "state", "geo:state", "atlas1"),)
    )
    found = check(told("egypt", "sudan"), case_of(crossing, part, EGYPT, SUDAN))
    assert found.verdict == "fits"


def test_an_estimate_is_as_far_off_again(case_of: Make) -> None:
    """17.244 km off, by 5 of the outline and 3 of its own: from 9.244 to 25.244, across 25."""
    guessed = replace(
        place("geo:x", estimate=Estimate(LonLat(28.0, 22.15), 3_000, "a guess"), extent_m=2_000.0),
        countries=("EG",),
    )
    found = check(told("sudan"), case_of(guessed, SUDAN))
    assert found.verdict == "not_settled"
    assert [round(each / 1000, 1) for part in found.possible for each in (part.lo, part.hi)] == [
        9.2,
        25.2,
    ]  # type: ignore[union-attr]
    assert found.settles is not None


@pytest.mark.parametrize(
    ("countries", "words"),
    [(("syria", "iran"), "no common border"), (("state",), "no country")],
)
def test_what_is_not_drawn_cannot_be_checked(
    case_of: Make, countries: tuple[str, ...], words: str
) -> None:
    state = place("geo:state", kind="ADM1")
    found = check(told(*countries), case_of(village(22.0), SYRIA, IRAN, state))
    assert found.verdict == "cannot_check"
    assert any(words in each.en for each in found.reasons)


def test_an_unlocated_or_unknown_place_cannot_be_checked(case_of: Make) -> None:
    lost = replace(place("geo:x"), countries=("EG",))
    found = check(told("sudan"), case_of(lost, SUDAN))
    assert (found.verdict, "no source locates" in found.reasons[0].en) == ("cannot_check", True)
    unknown = replace(told("sudan"), subject=mention(words="Foo"))
    assert "Foo" in check(unknown, case_of(SUDAN)).reasons[0].en


def test_borders_are_shared_by_all_that_are_named() -> None:
    shared = set(borders((("IQ",), ("SY",))))
    assert shared and shared < set(borders((("SY",),)))
    assert shared < set(borders((("IQ",),)))
    assert borders((("IR",), ("SY",))) == ()
